//! What a reader must know before believing an estimate.

use serde::Serialize;

use crate::block::Block;
use crate::fit::{Fit, Fitter, Spec};
use crate::linalg::{dot, mean};

#[derive(Clone, Debug, Serialize)]
pub struct Donor {
    pub donor: String,
    pub weight: f64,
}

/// The donors that weigh most.
pub fn top_donors(block: &Block, fit: &Fit, count: usize) -> Vec<Donor> {
    let mut all: Vec<Donor> = block.donors.iter().zip(&fit.unit_weights).map(|(d, &weight)| Donor { donor: d.clone(), weight }).collect();
    all.retain(|d| d.weight != 0.0);
    all.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    all.truncate(count);
    all
}

/// How the pre-period fit compares with the noise that counts alone would give.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Noise {
    /// Root mean squared binomial standard error of the treated outcome before the start, in outcome units.
    pub binomial: f64,
    /// Pre-period RMSE over it. Well below 1: the comparison has been fitted to noise. Above 2: there is no comparison.
    pub ratio: f64,
}

impl Noise {
    pub const OVERFIT: f64 = 0.5;
    pub const NO_COMPARISON: f64 = 2.0;

    /// `denominators` are rows of treated units over the block's periods; outcomes are shares of `scale` (1, or 100 for per cent).
    pub fn of(block: &Block, fit: &Fit, denominators: &[f64], scale: f64) -> Option<Self> {
        let (width, units) = (block.width(), block.treated.len() as f64);
        let variance = |i: usize| {
            let share = (block.treated_outcomes[i] / scale).clamp(0.0, 1.0);
            share * (1.0 - share) / denominators[i] * scale * scale
        };
        let total: f64 = (0..denominators.len()).filter(|i| i % width < block.pre).map(variance).sum();
        let binomial = (total / (units * units * block.pre as f64)).sqrt();
        (binomial > 0.0 && binomial.is_finite()).then(|| Self { binomial, ratio: fit.effect.pre_rmse / binomial })
    }

    pub fn is_overfit(&self) -> bool {
        self.ratio < Self::OVERFIT
    }

    pub fn has_no_comparison(&self) -> bool {
        self.ratio > Self::NO_COMPARISON
    }
}

/// Regression to the mean: a unit chosen for a bad year would have risen anyway.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RegressionToMean {
    /// The estimate when the fit does not see the last three pre-periods.
    pub without_last_three: f64,
    pub difference: f64,
    /// How much of a donor's deviation in those three periods remains after the start (slope across donors, within 0 and 1).
    pub reliability: f64,
    /// The treated unit's deviation in those periods from its own earlier mean, beyond the donors'.
    pub deviation: f64,
    /// Change that would be expected without any treatment: `−(1 − reliability) · deviation`.
    pub expected_change: f64,
}

/// Nothing when fewer than two periods would remain.
pub fn regression_to_mean(block: &Block, spec: &Spec, estimate: f64) -> Option<RegressionToMean> {
    let early = block.pre.checked_sub(3).filter(|e| *e >= 2)?;
    let keep: Vec<usize> = (0..early).chain(block.pre..block.width()).collect();
    let without = Fitter::new(&block.on_periods(&keep, early), spec.clone()).treated().effect.estimate;
    let dip = |path: &[f64]| mean(&path[early..block.pre]) - mean(&path[..early]);
    let later = |path: &[f64]| mean(&path[block.pre..]) - mean(&path[..early]);
    let donors = || (0..block.donors.len()).map(|j| block.donor(j));
    let (x, y): (Vec<f64>, Vec<f64>) = (donors().map(dip).collect(), donors().map(later).collect());
    let (mx, my) = (mean(&x), mean(&y));
    let sxx: f64 = x.iter().map(|v| (v - mx).powi(2)).sum();
    let sxy: f64 = x.iter().zip(&y).map(|(a, b)| (a - mx) * (b - my)).sum();
    let reliability = if sxx > 0.0 { (sxy / sxx).clamp(0.0, 1.0) } else { 1.0 };
    let deviation = dip(&block.target()) - mx;
    Some(RegressionToMean {
        without_last_three: without,
        difference: estimate - without,
        reliability,
        deviation,
        expected_change: -(1.0 - reliability) * deviation,
    })
}

/// The estimate with and without donors that the treatment may have reached.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spillover {
    pub with_neighbours: f64,
    pub without_neighbours: f64,
    pub difference: f64,
}

/// Nothing when no donor would be left.
pub fn spillover(block: &Block, spec: &Spec, neighbours: &[usize]) -> Option<Spillover> {
    let rest: Vec<usize> = (0..block.donors.len()).filter(|j| !neighbours.contains(j)).collect();
    if rest.is_empty() {
        return None;
    }
    let with = Fitter::new(block, spec.clone()).treated().effect.estimate;
    let without = Fitter::new(&block.with_donors(&rest), spec.clone()).treated().effect.estimate;
    Some(Spillover { with_neighbours: with, without_neighbours: without, difference: with - without })
}

/// How much a yearly out-migration of those newly in the state counted can have lowered the area's rate: an outflow of `percent`
/// of them takes at most that share of the rate with it. A statement about the area, not about people.
pub fn mobility_bound(percent: f64, rate: f64) -> f64 {
    percent / 100.0 * rate
}

/// Largest absolute pre-period gap, in units of the pre-period RMSE: one year that no comparison follows.
pub fn worst_gap(block: &Block, fit: &Fit) -> Option<(String, f64)> {
    let before = &fit.gaps[..block.pre];
    let level = if fit.method.has_intercept() { mean(before) } else { 0.0 };
    let left: Vec<f64> = before.iter().map(|g| g - level).collect();
    let rmse = (dot(&left, &left) / left.len() as f64).sqrt();
    let worst = (0..left.len()).max_by(|&a, &b| left[a].abs().total_cmp(&left[b].abs()))?;
    (rmse > 0.0).then(|| (block.periods[worst].clone(), left[worst].abs() / rmse))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::Method;

    fn block() -> Block {
        let donors: Vec<Vec<f64>> =
            (0..6).map(|j| (0..10).map(|t| 50.0 + f64::from(j) + f64::from((j * 7 + t * 3) % 5) * 0.3).collect()).collect();
        let treated = (0..10).map(|t| 52.0 + f64::from(t % 3) * 0.2 - if (4..7).contains(&t) { 1.0 } else { 0.0 }).collect();
        Block::from_rows(&donors, &[treated], 7)
    }

    #[test]
    fn binomial_noise_is_in_outcome_units() {
        let b = block();
        let f = crate::fit::fit(&b, &Spec::new(Method::Did));
        let noise = Noise::of(&b, &f, &[2500.0; 10], 100.0).unwrap();
        assert!((noise.binomial - 1.0).abs() < 0.01, "{noise:?}");
        assert!((noise.ratio - f.effect.pre_rmse / noise.binomial).abs() < 1e-15);
    }

    #[test]
    fn a_dip_before_the_start_is_expected_to_close() {
        let b = block();
        let f = crate::fit::fit(&b, &Spec::new(Method::Did));
        let r = regression_to_mean(&b, &Spec::new(Method::Did), f.effect.estimate).unwrap();
        assert!(r.deviation < -0.8 && r.expected_change > 0.0, "{r:?}");
        assert!((r.difference - (f.effect.estimate - r.without_last_three)).abs() < 1e-12);
    }

    #[test]
    fn the_mobility_bound_is_a_share_of_the_rate() {
        assert!((mobility_bound(10.0, 60.0) - 6.0).abs() < 1e-12);
    }
}
