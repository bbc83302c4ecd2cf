//! The conformal set and the jackknife against their definitions, written out again here.

use effect::inference::conformal::Conformal;
use effect::inference::jackknife;
use effect::rng::Rng;
use effect::{Block, Fit, Fitter, Method, Spec, fit};

const PERIODS: usize = 26;
const PRE: usize = 23;

/// Eight donors and so many treated units, which follow the mean of three donors and rise by 2 at the start.
fn block(treated: usize) -> Block {
    let mut rng = Rng::new(5);
    let mut level = [0.0; 2];
    let factors: Vec<[f64; 2]> = (0..PERIODS)
        .map(|_| {
            level.iter_mut().for_each(|l| *l += rng.normal());
            level
        })
        .collect();
    let donors: Vec<Vec<f64>> = (0..8)
        .map(|_| {
            let load = [rng.normal(), rng.normal()];
            factors.iter().map(|f| 10.0 + f[0] * load[0] + f[1] * load[1] + 0.5 * rng.normal()).collect()
        })
        .collect();
    let mean = |t: usize| (donors[0][t] + donors[1][t] + donors[2][t]) / 3.0;
    let units: Vec<Vec<f64>> =
        (0..treated).map(|_| (0..PERIODS).map(|t| mean(t) + 0.4 * rng.normal() + if t < PRE { 0.0 } else { 2.0 }).collect()).collect();
    Block::from_rows(&donors, &units, PRE)
}

fn mean(v: &[f64]) -> f64 {
    v.iter().sum::<f64>() / v.len() as f64
}

/// p under a constant effect: the comparison is fitted on all periods with the effect taken out, and the sum of the absolute residuals
/// after the start is ranked among all its cyclic shifts.
fn p(block: &Block, method: Method, theta: f64) -> f64 {
    let mut path = block.target();
    path[PRE..].iter_mut().for_each(|y| *y -= theta);
    let rows: Vec<Vec<f64>> = (0..block.donors.len()).map(|j| block.donor(j).to_vec()).collect();
    let weights = match method {
        Method::Did => vec![1.0 / rows.len() as f64; rows.len()],
        _ => fit(&Block::from_rows(&rows, &[path.clone()], PERIODS), &Spec { unique: false, ..Spec::new(method) }).unit_weights,
    };
    let gap = |t: usize| path[t] - rows.iter().zip(&weights).map(|(r, w)| r[t] * w).sum::<f64>();
    let gaps: Vec<f64> = (0..PERIODS).map(gap).collect();
    let level = if method == Method::Did { mean(&gaps) } else { 0.0 };
    let sum = |shift: usize| (PRE..PERIODS).map(|t| (gaps[(t + shift) % PERIODS] - level).abs()).sum::<f64>();
    (0..PERIODS).filter(|&shift| sum(shift) >= sum(0) * (1.0 - 1e-9)).count() as f64 / PERIODS as f64
}

#[test]
fn the_conformal_set_ends_where_its_p_falls_to_the_level() {
    let block = block(1);
    for method in [Method::Did, Method::Sc] {
        let spec = Spec::new(method);
        let estimate = fit(&block, &spec).effect.estimate;
        let found = Conformal::new(&block, &spec).interval(estimate, 2.0, 0.9);
        let (low, high) = (found.low.unwrap(), found.high.unwrap());
        assert!(low < estimate && estimate < high);
        for (inside, outside) in [(low + 1e-4, low - 1e-4), (high - 1e-4, high + 1e-4)] {
            assert!(p(&block, method, inside) > 0.1 && p(&block, method, outside) <= 0.1, "{method:?} {low} {high}");
        }
    }
}

/// Effect of given weights: treated minus comparison after the start, less the same before it under the period weights.
fn effect(block: &Block, fit: &Fit, weights: &[f64], treated: &[usize]) -> f64 {
    let width = PERIODS;
    let row = |i: usize, t: usize| block.treated_outcomes[i * width + t];
    let own = |t: usize| treated.iter().map(|&i| row(i, t)).sum::<f64>() / treated.len() as f64;
    let gap = |t: usize| own(t) - weights.iter().enumerate().map(|(j, w)| w * block.donor(j)[t]).sum::<f64>();
    let before: f64 = fit.time_weights.iter().enumerate().map(|(t, w)| w * gap(t)).sum();
    mean(&(PRE..width).map(gap).collect::<Vec<_>>()) - if fit.method == Method::Sc { 0.0 } else { before }
}

#[test]
fn the_jackknife_leaves_out_each_unit_and_keeps_the_weights() {
    let block = block(3);
    for method in [Method::Did, Method::Sc, Method::Sdid] {
        let fit = Fitter::new(&block, Spec::new(method)).treated();
        let without = |j: usize| -> Vec<f64> {
            let left = 1.0 - fit.unit_weights[j];
            fit.unit_weights.iter().enumerate().map(|(i, w)| if i == j { 0.0 } else { w / left }).collect()
        };
        let donors = (0..8).map(|j| effect(&block, &fit, &without(j), &[0, 1, 2]));
        let treated = [[1, 2], [0, 2], [0, 1]].map(|kept| effect(&block, &fit, &fit.unit_weights, &kept));
        let all: Vec<f64> = donors.chain(treated).collect();
        let centre = mean(&all);
        let se = (10.0 / 11.0 * all.iter().map(|v| (v - centre).powi(2)).sum::<f64>()).sqrt();
        assert!((jackknife::standard_error(&block, &fit).unwrap() - se).abs() < 1e-12 * (1.0 + se), "{method:?}");
    }
}
