//! Fixed-weights jackknife (Arkhangelsky et al. 2021, algorithm 3): leave out one unit at a time, keep the weights, renormalise.

use crate::block::Block;
use crate::fit::{Fit, Method, effect_of};

/// The standard error, or nothing where the jackknife does not apply: one treated unit, or all weight on one donor.
pub fn standard_error(block: &Block, fit: &Fit) -> Option<f64> {
    let weighted = fit.unit_weights.iter().filter(|w| **w != 0.0).count();
    if block.treated.len() < 2 || weighted < 2 || fit.method == Method::Ascm {
        return None;
    }
    let donors = (0..block.donors.len()).map(|j| without_donor(block, fit, j));
    let treated = (0..block.treated.len()).map(|i| without_treated(block, fit, i));
    let all: Vec<f64> = donors.chain(treated).collect();
    let n = all.len() as f64;
    let mean = all.iter().sum::<f64>() / n;
    let squares: f64 = all.iter().map(|v| (v - mean) * (v - mean)).sum();
    Some(((n - 1.0) / n * squares).sqrt())
}

fn without_donor(block: &Block, fit: &Fit, j: usize) -> f64 {
    let mut weights = fit.unit_weights.clone();
    weights[j] = 0.0;
    let sum: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|w| *w /= sum);
    effect_of(block, fit.method, &block.target(), &weights, &fit.time_weights, 0.0).estimate
}

fn without_treated(block: &Block, fit: &Fit, i: usize) -> f64 {
    let rows = block.treated_outcomes.chunks_exact(block.width()).enumerate().filter(|(k, _)| *k != i);
    let others: Vec<f64> = rows.flat_map(|(_, row)| row.to_vec()).collect();
    let count = block.treated.len() - 1;
    let path: Vec<f64> =
        (0..block.width()).map(|t| (0..count).map(|k| others[k * block.width() + t]).sum::<f64>() / count as f64).collect();
    effect_of(block, fit.method, &path, &fit.unit_weights, &fit.time_weights, 0.0).estimate
}
