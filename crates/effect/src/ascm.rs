//! The ridge augmentation of synthetic control: what the synthetic control leaves unmatched before the start is carried forward
//! by a ridge regression of the donors' outcomes on their pre-periods. Weights may turn negative; that is the price of the match.
//! Everything happens in pre-periods × pre-periods.

use crate::block::Block;
use crate::fit::{Fitter, Method, Spec};
use crate::linalg::{cholesky_solve, dot, mean, sd};
use crate::pool::Pool;
use crate::solve::Workspace;

/// `β = (X'X + λI)⁻¹ e` for the pre-period residual `e`; `X` are the donors' pre-periods about their mean. Everything scaled.
fn coefficients(pool: &Pool, lambda: f64, ws: &Workspace) -> Vec<f64> {
    let moments = &ws.moments;
    let (pre, k) = (pool.block.pre, pool.block.pre + 1);
    let ridge = lambda * pool.scaled(1.0).powi(2);
    let mut system: Vec<f64> =
        (0..pre * pre).map(|i| moments[i / pre * k + i % pre] + if i / pre == i % pre { ridge } else { 0.0 }).collect();
    let mut beta: Vec<f64> = ws.target.iter().zip(&ws.fitted).map(|(b, f)| b - f).collect();
    if !cholesky_solve(&mut system, pre, &mut beta, 1e-15) {
        beta.fill(0.0);
    }
    beta
}

/// What the augmentation takes off the effect, and the squared pre-period gaps that remain; scaled.
pub(crate) fn augment(pool: &Pool, skip: &[usize], lambda: f64, ws: &mut Workspace) -> (f64, f64) {
    let (pre, k) = (pool.block.pre, pool.block.pre + 1);
    pool.take_moments_without(skip, ws);
    let beta = coefficients(pool, lambda, ws);
    let moments = &ws.moments;
    let bridge = dot(&moments[pre * k..pre * k + pre], &beta);
    let left = (0..pre).map(|t| ws.target[t] - ws.fitted[t] - dot(&moments[t * k..t * k + pre], &beta)).map(|r| r * r).sum();
    (bridge, left)
}

/// Synthetic control weights plus those of the augmentation, from the workspace as [`augment`] left it.
pub(crate) fn weights(pool: &Pool, skip: &[usize], lambda: f64, ws: &Workspace) -> Vec<f64> {
    let beta = coefficients(pool, lambda, ws);
    let score = |j: usize| pool.tiles.column(j).zip(&beta).map(|(a, b)| a * b).sum::<f64>();
    let kept: Vec<usize> = (0..pool.tiles.n).filter(|j| !skip.contains(j)).collect();
    let centre = kept.iter().map(|&j| score(j)).sum::<f64>() / kept.len() as f64;
    let mut out = ws.weights.clone();
    kept.iter().for_each(|&j| out[j] += score(j) - centre);
    out
}

/// The largest λ whose leave-one-period-out error is within one standard error of the least, over twenty values below
/// the largest squared singular value of the donors' pre-periods.
pub(crate) fn choose_lambda(block: &Block) -> f64 {
    let grid = lambda_grid(block);
    let errors: Vec<Vec<f64>> = (0..block.pre).map(|t| held_out_errors(block, t, &grid)).collect();
    let column = |i: usize| errors.iter().map(|e| e[i]).collect::<Vec<f64>>();
    let means: Vec<f64> = (0..grid.len()).map(|i| mean(&column(i))).collect();
    let Some(best) = (0..grid.len()).min_by(|&a, &b| means[a].total_cmp(&means[b])) else { return 0.0 };
    let n = block.pre as f64;
    let error = sd(&column(best)) / n.sqrt();
    grid.iter().zip(&means).filter(|(_, m)| **m <= means[best] + error).map(|(l, _)| *l).fold(grid[best], f64::max)
}

fn lambda_grid(block: &Block) -> Vec<f64> {
    let pool = Pool::new(block, false);
    let (pre, k) = (block.pre, block.pre + 1);
    let mut ws = Workspace::default();
    pool.take_moments_without(&[], &mut ws);
    let moments = &ws.moments;
    let mut v = vec![1.0; pre];
    let mut largest = 0.0;
    for _ in 0..200 {
        let next: Vec<f64> = (0..pre).map(|t| dot(&moments[t * k..t * k + pre], &v)).collect();
        largest = dot(&next, &next).sqrt();
        v = next.iter().map(|x| x / largest.max(f64::MIN_POSITIVE)).collect();
    }
    let largest = largest / pool.scaled(1.0).powi(2);
    (0..20).map(|i| largest * 10f64.powf(-8.0 * f64::from(i) / 19.0)).collect()
}

/// Squared error on pre-period `t` of a fit that has not seen it, for every λ.
fn held_out_errors(block: &Block, t: usize, grid: &[f64]) -> Vec<f64> {
    let order: Vec<usize> = (0..block.pre).filter(|&s| s != t).chain([t]).collect();
    let held = block.on_periods(&order, block.pre - 1);
    let target = held.target();
    let mut fitter = Fitter::new(&held, Spec { lambda: Some(0.0), ..Spec::new(Method::Ascm) });
    let mut ws = fitter.workspace();
    let mut error = |&lambda: &f64| {
        fitter.spec.lambda = Some(lambda);
        fitter.effect(&target, None, &[], 1, &mut ws).estimate.powi(2)
    };
    grid.iter().map(&mut error).collect()
}
