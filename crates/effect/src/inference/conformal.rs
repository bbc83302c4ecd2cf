//! Conformal inference (Chernozhukov, Wüthrich & Zhu 2021): suppose the effect were θ in every post-period, take it out, fit the comparison
//! on all periods, and ask whether the post-period residuals stand out among all cyclic shifts of the residuals in time.
//! With T periods no p is below 1/T, so a 95 % interval needs more than twenty periods.

use rayon::prelude::*;
use serde::Serialize;

use crate::block::Block;
use crate::fit::{Fitter, Method, Spec};
use crate::linalg::mean;

/// A set of effects the data do not speak against; an open end is where none was ruled out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    pub level: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub method: &'static str,
}

pub struct Conformal<'a> {
    block: &'a Block,
    whole: Block,
    spec: Spec,
    path: Vec<f64>,
}

impl<'a> Conformal<'a> {
    pub fn new(block: &'a Block, spec: &Spec) -> Self {
        let all: Vec<usize> = (0..block.width()).collect();
        let mut whole = block.on_periods(&all, block.width());
        whole.predictors = None;
        // the ridge is set by the design that is tested, not by the design without post-periods
        let mut spec = Spec { compat: false, ..spec.clone() };
        if spec.method == Method::Sdid && spec.zeta.is_none() {
            spec.zeta = Some(((block.treated.len() * block.post()) as f64).powf(0.25) * block.noise());
        }
        Self { block, whole, spec, path: block.target() }
    }

    /// p of the hypothesis that the effect is `theta` in every post-period.
    pub fn p(&self, fitter: &Fitter, theta: f64) -> f64 {
        let mut path = self.path.clone();
        path[self.block.pre..].iter_mut().for_each(|y| *y -= theta);
        let gaps = fitter.path(&path, &[]).gaps;
        let level = if self.spec.method.has_intercept() { mean(&gaps) } else { 0.0 };
        let size: Vec<f64> = gaps.iter().map(|g| (g - level).abs()).collect();
        let (n, post) = (size.len(), self.block.post());
        let statistic = |shift: usize| (0..post).map(|i| size[(self.block.pre + i + shift) % n]).sum::<f64>();
        let observed = statistic(0);
        (0..n).filter(|&s| statistic(s) >= observed * (1.0 - 1e-10)).count() as f64 / n as f64
    }

    /// The hull of all θ with `p > 1 − level`, found on a widening grid and refined by bisection.
    pub fn interval(&self, estimate: f64, step: f64, level: f64) -> Interval {
        let fitter = Fitter::new(&self.whole, self.spec.clone());
        let alpha = 1.0 - level;
        let accepted = |theta: f64| self.p(&fitter, theta) > alpha + 1e-12;
        let side = |sign: f64| -> Option<f64> {
            if 1.0 / self.whole.width() as f64 > alpha + 1e-12 {
                return None;
            }
            let mut width = step.abs().max(1e-9 * (1.0 + estimate.abs()));
            for _ in 0..24 {
                let grid: Vec<f64> = (1..=24).map(|i| estimate + sign * width * f64::from(i) / 24.0).collect();
                let inside: Vec<bool> = grid.par_iter().map(|&t| accepted(t)).collect();
                match inside.iter().rposition(|&ok| ok) {
                    Some(last) if last + 1 < grid.len() => return Some(edge(&accepted, grid[last], grid[last + 1])),
                    Some(_) => width *= 2.0,
                    None => return Some(edge(&accepted, estimate, grid[0])),
                }
            }
            None
        };
        Interval { level, low: side(-1.0), high: side(1.0), method: "conformal" }
    }
}

fn edge(accepted: &impl Fn(f64) -> bool, mut inside: f64, mut outside: f64) -> f64 {
    for _ in 0..40 {
        let middle = (inside + outside) / 2.0;
        if accepted(middle) {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    inside
}
