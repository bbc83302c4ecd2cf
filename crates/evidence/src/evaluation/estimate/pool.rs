//! Several districts together: their mean, with chance measured both by pseudo-districts and by whole municipalities.

use super::{Part, bins, good, mean, point_of};
use crate::evaluation::inputs::Inputs;
use crate::evaluation::rules::{Evidence, Level, Method, Point, Pooled, detectable, judge};
use effect::inference::multiplicity::clustered_sign_flip;
use std::collections::BTreeMap;

const DRAWS: usize = 9_999;

/// The mean of the districts. A p is the larger of two: among means of pseudo-districts, and when the signs of whole municipalities are turned,
/// since districts of one municipality share its shocks and are not independent witnesses.
pub(super) fn pooled(inputs: &Inputs, parts: &[Part], seed: u64) -> Pooled {
    let draws = parts.iter().map(|p| p.placebos.len()).min().unwrap_or(0);
    let chance = |i: usize| (0..draws).map(|b| mean_of(parts, |p| p.placebos[b][i])).collect::<Vec<f64>>();
    let (clusters, municipalities) = clusters(parts);
    let effects: Vec<f64> = parts.iter().map(|p| p.points[1].estimate).collect();
    let flipped = clustered_sign_flip(&effects, &clusters, DRAWS, seed);
    let points = [0, 1, 2].map(|i| {
        let gap = parts.iter().map(|p| p.points[i].duality_gap).fold(0.0, f64::max);
        let fit = (mean_of(parts, |p| p.points[i].pre_rmse), gap);
        let point = point_of(Method::ALL[i], mean_of(parts, |p| p.points[i].estimate), &chance(i), fit);
        Point { p: point.p.max(flipped.p), ..point }
    });
    let most = |level: Level| 2 * parts.iter().filter(|p| p.result.checks.iter().any(|c| c.level == level)).count() > parts.len();
    let evidence = Evidence {
        methods: points.map(|p| (p.estimate * good(inputs.better), p.sd, p.p)),
        relevant: inputs.relevant,
        placebos: draws,
        stopped: most(Level::Stop),
        warned: most(Level::Warn),
    };
    let truths: Vec<f64> = parts.iter().filter_map(|p| p.result.truth).collect();
    Pooled {
        detectable: points.map(|p| detectable(p.sd)),
        estimates: points.to_vec(),
        districts: parts.len(),
        municipalities,
        clustered_p: flipped.p,
        permutations: flipped.permutations,
        reached: reached(points[1].estimate, &chance(1)),
        bins: bins(&chance(1)),
        judgement: judge(&evidence),
        truth: (truths.len() == parts.len()).then(|| mean(&truths)),
    }
}

/// How many are at least as large.
fn reached(estimate: f64, placebos: &[f64]) -> usize {
    placebos.iter().filter(|p| p.abs() >= estimate.abs()).count()
}

fn mean_of(parts: &[Part], of: impl Fn(&Part) -> f64) -> f64 {
    mean(&parts.iter().map(of).collect::<Vec<f64>>())
}

/// Each district's municipality as a number, and how many there are.
fn clusters(parts: &[Part]) -> (Vec<usize>, usize) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut numbers = Vec::new();
    for part in parts {
        let next = known.len();
        numbers.push(*known.entry(part.result.municipality.as_str()).or_insert(next));
    }
    (numbers, known.len())
}
