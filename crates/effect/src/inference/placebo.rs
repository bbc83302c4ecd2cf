//! Placebos: the same method where nothing was done — in other units, at earlier times — and without each donor.

use rayon::prelude::*;
use serde::Serialize;

use super::exact_p;
use crate::block::Block;
use crate::fault::Fault;
use crate::fit::{Effect, Fit, Fitter, Spec};
use crate::linalg::sd;
use crate::rng::Rng;

/// Which placebos in space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draw {
    /// Every donor once (every group of donors, where several units are treated and there are not too many groups).
    All,
    /// So many at random.
    Sample(usize),
}

/// Most groups enumerated under [`Draw::All`]; above it that many are drawn.
const MOST_GROUPS: usize = 5_000;

#[derive(Clone, Debug, Serialize)]
pub struct Placebo {
    pub unit: String,
    pub estimate: f64,
    pub pre_rmse: f64,
    /// Post-period over pre-period root mean squared gap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rmse_ratio: Option<f64>,
    #[serde(skip)]
    pub gaps: Vec<f64>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Placebos {
    /// Sample standard deviation of the placebo estimates (Arkhangelsky et al. 2021, algorithm 4, has divisor n).
    pub sd: f64,
    /// Exact two-sided p of the estimate among the placebos.
    pub p: f64,
    /// The same for the ratio of post- to pre-period fit, which forgives units that no comparison follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_rmse_ratio: Option<f64>,
    pub n: usize,
    /// Every donor (or group) was used, so that no seed matters.
    pub exhaustive: bool,
    pub per_unit: Vec<Placebo>,
}

impl Placebos {
    /// Smallest effect that would be found: [`DETECTABLE`] standard deviations.
    pub fn minimum_detectable(&self) -> f64 {
        DETECTABLE * self.sd
    }
}

/// Standard deviations of an effect that is found with 80 % power at 5 %.
pub const DETECTABLE: f64 = 2.8;

/// The groups of donors to treat as if they were the treated units.
pub fn groups(donors: usize, treated: usize, draw: Draw, seed: u64) -> Result<(Vec<Vec<usize>>, bool), Fault> {
    if donors <= treated {
        return Err(Fault::TooFewDonors { donors, treated });
    }
    let all = combinations(donors, treated);
    let random = |count: usize| (0..count).map(|i| Rng::stream(seed, i as u64).sample(donors, treated)).collect();
    Ok(match draw {
        Draw::All if all <= MOST_GROUPS || treated == 1 => (enumerate(donors, treated), true),
        Draw::All => (random(MOST_GROUPS), false),
        Draw::Sample(n) if treated == 1 && n >= donors => (enumerate(donors, 1), true),
        Draw::Sample(n) if treated == 1 => (Rng::new(seed).sample(donors, n).into_iter().map(|j| vec![j]).collect(), false),
        Draw::Sample(n) => (random(n), false),
    })
}

fn combinations(n: usize, k: usize) -> usize {
    (0..k).try_fold(1usize, |c, i| c.checked_mul(n - i).map(|c| c / (i + 1))).unwrap_or(usize::MAX)
}

fn enumerate(n: usize, k: usize) -> Vec<Vec<usize>> {
    let mut out = Vec::new();
    let mut group: Vec<usize> = (0..k).collect();
    loop {
        out.push(group.clone());
        let Some(i) = (0..k).rev().find(|&i| group[i] < n - k + i) else { return out };
        group[i] += 1;
        for l in i + 1..k {
            group[l] = group[l - 1] + 1;
        }
    }
}

/// Placebo in space, with each placebo's path: what the page and the picture need.
pub fn in_space(fitter: &Fitter, treated: &Fit, draw: Draw, seed: u64) -> Result<Placebos, Fault> {
    let block = fitter.block;
    let (groups, exhaustive) = groups(block.donors.len(), block.treated.len(), draw, seed)?;
    let one = |group: &Vec<usize>| {
        let fit = fitter.placebo(group);
        let unit = group.iter().map(|&j| block.donors[j].as_str()).collect::<Vec<_>>().join(" + ");
        let ratio = ratio(fit.post_rmse(), fit.effect.pre_rmse);
        Placebo { unit, estimate: fit.effect.estimate, pre_rmse: fit.effect.pre_rmse, rmse_ratio: ratio, gaps: fit.gaps }
    };
    let per_unit: Vec<Placebo> = groups.par_iter().map(one).collect();
    let estimates: Vec<f64> = per_unit.iter().map(|p| p.estimate).collect();
    let ratios: Vec<f64> = per_unit.iter().filter_map(|p| p.rmse_ratio).collect();
    let own = ratio(treated.post_rmse(), treated.effect.pre_rmse);
    Ok(Placebos {
        sd: sd(&estimates),
        p: exact_p(treated.effect.estimate, &estimates),
        p_rmse_ratio: own.filter(|_| ratios.len() == per_unit.len()).map(|r| exact_p(r, &ratios)),
        n: per_unit.len(),
        exhaustive,
        per_unit,
    })
}

fn ratio(post: f64, pre: f64) -> Option<f64> {
    (pre > 1e-12 * post).then(|| post / pre)
}

/// The placebo effects alone, without paths: for many districts on one pool. Nothing is allocated per placebo.
pub fn effects(fitter: &Fitter, groups: &[Vec<usize>]) -> Vec<Effect> {
    let one = |ws: &mut Scratch, group: &Vec<usize>| match group[..] {
        [j] => fitter.effect(fitter.block.donor(j), Some(group), group, 1, &mut ws.0),
        _ => fitter.effect(&fitter.block.donor_target(group), Some(group), group, group.len(), &mut ws.0),
    };
    groups.par_iter().map_init(|| Scratch(fitter.workspace()), one).collect()
}

/// The effects of many treated paths against the same donors.
pub fn effects_of_paths(fitter: &Fitter, paths: &[Vec<f64>]) -> Vec<Effect> {
    let one = |ws: &mut Scratch, path: &Vec<f64>| fitter.effect(path, None, &[], 1, &mut ws.0);
    paths.par_iter().map_init(|| Scratch(fitter.workspace()), one).collect()
}

struct Scratch(crate::solve::Workspace);

#[derive(Clone, Debug, Serialize)]
pub struct InTime {
    /// The pretended start.
    pub from: String,
    pub estimate: f64,
    pub pre_rmse: f64,
}

/// Placebo in time: pretend the treatment came earlier and use only what was before the true start. Every pretended start with
/// at least `least` periods before it.
pub fn in_time(block: &Block, spec: &Spec, least: usize) -> Vec<InTime> {
    let before: Vec<usize> = (0..block.pre).collect();
    let one = |start: usize| {
        let earlier = block.on_periods(&before, start);
        let effect = Fitter::new(&earlier, spec.clone()).treated().effect;
        InTime { from: block.periods[start].clone(), estimate: effect.estimate, pre_rmse: effect.pre_rmse }
    };
    (least.max(2)..block.pre).into_par_iter().map(one).collect()
}

#[derive(Clone, Debug, Serialize)]
pub struct LeaveOneOut {
    pub low: f64,
    pub high: f64,
    pub per_donor: Vec<Without>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Without {
    pub donor: String,
    pub weight: f64,
    pub estimate: f64,
}

/// The effect without each donor. Only donors with weight are fitted anew: without the others the answer is the same.
pub fn leave_one_out(fitter: &Fitter, treated: &Fit) -> Option<LeaveOneOut> {
    let block = fitter.block;
    let weighted: Vec<usize> = (0..block.donors.len()).filter(|&j| treated.unit_weights[j] != 0.0).collect();
    if block.donors.len() < 2 {
        return None;
    }
    let without = |&j: &usize| Without {
        donor: block.donors[j].clone(),
        weight: treated.unit_weights[j],
        estimate: fitter.without(&[j]).effect.estimate,
    };
    let per_donor: Vec<Without> = weighted.par_iter().map(without).collect();
    let estimates = || per_donor.iter().map(|w| w.estimate);
    Some(LeaveOneOut { low: estimates().fold(f64::INFINITY, f64::min), high: estimates().fold(f64::NEG_INFINITY, f64::max), per_donor })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_all_of_them_or_a_seeded_sample() {
        assert_eq!(groups(5, 2, Draw::All, 1).unwrap().0.len(), 10);
        assert_eq!(groups(5, 1, Draw::Sample(9), 1).unwrap(), (vec![vec![0], vec![1], vec![2], vec![3], vec![4]], true));
        assert_eq!(groups(50, 3, Draw::Sample(7), 4).unwrap(), groups(50, 3, Draw::Sample(7), 4).unwrap());
        assert_ne!(groups(50, 3, Draw::Sample(7), 4).unwrap().0, groups(50, 3, Draw::Sample(7), 5).unwrap().0);
        assert_eq!(groups(2, 2, Draw::All, 1).unwrap_err().key(), "too-few-donors");
    }
}
