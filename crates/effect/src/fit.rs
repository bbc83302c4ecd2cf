//! One fit: which method, with which settings, and what comes out.

use serde::Serialize;

use crate::block::Block;
use crate::linalg::{dot, mean};
use crate::pool::Pool;
use crate::solve::{Outcome, Workspace};
use crate::{ascm, compat, predictors};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// Difference-in-differences: every donor and every pre-period weighs the same.
    Did,
    /// Synthetic control (Abadie, Diamond & Hainmueller 2010).
    Sc,
    /// Synthetic difference-in-differences (Arkhangelsky et al. 2021).
    Sdid,
    /// Ridge-augmented synthetic control (Ben-Michael, Feller & Rothstein 2021).
    Ascm,
}

impl Method {
    /// Does the comparison have an intercept of its own, so that only changes are compared?
    pub fn has_intercept(self) -> bool {
        matches!(self, Self::Did | Self::Sdid)
    }
}

/// A method with its settings. `Spec::new` has the defaults of the papers.
#[derive(Clone, Debug)]
pub struct Spec {
    pub method: Method,
    /// Ridge on the unit weights, in outcome units; `None` is the paper's default for SDID and no ridge for SC.
    pub zeta: Option<f64>,
    /// Ridge of the augmentation (ASCM); `None` chooses it by leaving out one pre-period at a time.
    pub lambda: Option<f64>,
    /// Where SC has more than one answer, take the penalised one (the default ridge of SDID) instead of any of them.
    pub unique: bool,
    /// The unconverged Frank–Wolfe answers of the R package synthdid, to compare digits.
    pub compat: bool,
    /// Search for the predictor weights, or hold these.
    pub v: Option<Vec<f64>>,
    /// Seed of the search's random starts.
    pub seed: u64,
}

impl Spec {
    pub fn new(method: Method) -> Self {
        Self { method, zeta: None, lambda: None, unique: true, compat: false, v: None, seed: 1 }
    }
}

/// The short answer of a fit: what a placebo needs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Effect {
    /// Mean effect over the post-periods, in outcome units.
    pub estimate: f64,
    /// Root mean squared pre-period gap.
    pub pre_rmse: f64,
    /// How much the solved objective may lie above its minimum, in squared outcome units; a certificate.
    pub duality_gap: f64,
}

/// The whole answer.
#[derive(Clone, Debug)]
pub struct Fit {
    pub method: Method,
    pub effect: Effect,
    /// One weight per donor, in the block's order.
    pub unit_weights: Vec<f64>,
    /// One weight per pre-period; the post-periods weigh the same.
    pub time_weights: Vec<f64>,
    /// What the comparison is lifted by so that its weighted pre-periods meet the treated unit's.
    pub intercept: f64,
    /// Comparison path over all periods, intercept included, and treated minus comparison.
    pub comparison: Vec<f64>,
    pub gaps: Vec<f64>,
    /// The ridge η used on the unit weights, in squared outcome units, and that of the augmentation.
    pub ridge: f64,
    pub lambda: Option<f64>,
    /// Predictor weights, where predictors are used, and the pre-period mean squared error they were chosen by.
    pub v: Option<Vec<f64>>,
    /// Solver steps (passes over the donors).
    pub steps: usize,
    /// False when other weights reach the same objective, so that the data do not say which to take.
    pub identified: bool,
}

impl Fit {
    /// `1 / Σw²`: as many equally weighted donors would carry the same sampling noise.
    pub fn effective_donors(&self) -> f64 {
        1.0 / dot(&self.unit_weights, &self.unit_weights)
    }

    pub fn post_rmse(&self) -> f64 {
        rms(&self.gaps[self.time_weights.len()..])
    }
}

pub(crate) fn rms(v: &[f64]) -> f64 {
    (dot(v, v) / v.len() as f64).sqrt()
}

/// A block and a method, prepared once for many fits.
pub struct Fitter<'a> {
    pub block: &'a Block,
    pub spec: Spec,
    pool: Pool<'a>,
}

impl<'a> Fitter<'a> {
    pub fn new(block: &'a Block, spec: Spec) -> Self {
        let mut fitter = Self { block, pool: Pool::new(block, spec.method.has_intercept()), spec };
        if fitter.spec.method == Method::Ascm && fitter.spec.lambda.is_none() {
            fitter.spec.lambda = Some(ascm::choose_lambda(block));
        }
        fitter
    }

    pub(crate) fn workspace(&self) -> Workspace {
        self.pool.workspace()
    }

    /// The fit of the treated units.
    pub fn treated(&self) -> Fit {
        self.full(&self.block.target(), None, &[], self.block.treated.len())
    }

    /// The fit with some donors left out.
    pub fn without(&self, skip: &[usize]) -> Fit {
        self.full(&self.block.target(), None, skip, self.block.treated.len())
    }

    /// The fit of some donors as if they were the treated ones.
    pub fn placebo(&self, donors: &[usize]) -> Fit {
        self.full(&self.block.donor_target(donors), Some(donors), donors, donors.len())
    }

    /// The fit of any path (a pseudo-district) against all donors but some.
    pub fn path(&self, path: &[f64], skip: &[usize]) -> Fit {
        self.full(path, None, skip, 1)
    }

    /// The short answer for a path; allocates nothing for DiD, SC and SDID.
    pub(crate) fn effect(&self, path: &[f64], donors: Option<&[usize]>, skip: &[usize], treated: usize, ws: &mut Workspace) -> Effect {
        if self.is_special() {
            return self.special(path, donors, skip, treated).effect;
        }
        ws.leave_out(skip);
        let effect = self.solve(path, skip, treated, ws).effect;
        ws.take_back(skip);
        effect
    }

    /// Predictors and the compatibility mode have their own solvers.
    fn is_special(&self) -> bool {
        self.spec.compat && matches!(self.spec.method, Method::Sc | Method::Sdid) || self.uses_predictors()
    }

    fn uses_predictors(&self) -> bool {
        self.spec.method == Method::Sc && self.block.predictors.is_some()
    }

    fn special(&self, path: &[f64], donors: Option<&[usize]>, skip: &[usize], treated: usize) -> Fit {
        if self.uses_predictors() {
            predictors::fit(self.block, &self.spec, path, donors, skip)
        } else {
            compat::fit(self.block, self.spec.method, path, skip, treated)
        }
    }

    /// Unit weights, and the effect, in one workspace whose bias already leaves `skip` out.
    fn solve(&self, path: &[f64], skip: &[usize], treated: usize, ws: &mut Workspace) -> Solved {
        let pool = &self.pool;
        let own = pool.aim(path, ws);
        let units = self.unit_weights(skip, treated, ws);
        let rise = match self.spec.method {
            Method::Did => pool.even_rise(skip),
            _ => pool.weighted_rise(&ws.weights),
        };
        let mut tau = pool.target_rise(path, own) - rise;
        let residual = |ws: &Workspace, t: usize| ws.target[t] - ws.fitted[t];
        let mut squares: f64 = (0..self.block.pre).map(|t| residual(ws, t).powi(2)).sum();
        match self.spec.method {
            Method::Sdid => {
                pool.time_weights(skip, ws);
                tau -= (0..self.block.pre).map(|t| ws.gram.weights[t] * residual(ws, t)).sum::<f64>();
            }
            Method::Ascm => {
                let (bridge, left) = ascm::augment(pool, skip, self.spec.lambda.unwrap_or(0.0), ws);
                tau -= bridge;
                squares = left;
            }
            Method::Did | Method::Sc => {}
        }
        let scale = pool.scaled(1.0);
        let effect = Effect {
            estimate: pool.unscaled(tau),
            pre_rmse: pool.unscaled((squares / self.block.pre as f64).sqrt()),
            duality_gap: units.outcome.gap / (scale * scale),
        };
        Solved { effect, ridge: units.ridge / (scale * scale), steps: units.outcome.steps, identified: units.identified }
    }

    fn unit_weights(&self, skip: &[usize], treated: usize, ws: &mut Workspace) -> Units {
        let pool = &self.pool;
        let exact = |outcome| Units { outcome, ridge: 0.0, identified: true };
        match self.spec.method {
            Method::Did => {
                pool.even_weights(skip, ws);
                exact(Outcome { gap: 0.0, steps: 1 })
            }
            Method::Sdid => {
                let eta = pool.eta(treated, self.spec.zeta, skip);
                Units { outcome: pool.ridge(eta, ws), ridge: eta, identified: true }
            }
            Method::Sc | Method::Ascm => match self.spec.zeta {
                Some(zeta) if zeta > 0.0 => {
                    let eta = pool.eta(treated, Some(zeta), skip);
                    Units { outcome: pool.ridge(eta, ws), ridge: eta, identified: true }
                }
                _ => {
                    let outcome = pool.nearest(ws);
                    if !self.spec.unique || pool.is_unique(ws) {
                        return exact(outcome);
                    }
                    let eta = pool.eta(treated, None, skip);
                    Units { outcome: pool.ridge(eta, ws), ridge: eta, identified: false }
                }
            },
        }
    }

    fn full(&self, path: &[f64], donors: Option<&[usize]>, skip: &[usize], treated: usize) -> Fit {
        if self.is_special() {
            return self.special(path, donors, skip, treated);
        }
        let mut ws = self.workspace();
        ws.leave_out(skip);
        let mut solved = self.solve(path, skip, treated, &mut ws);
        if solved.ridge == 0.0 && matches!(self.spec.method, Method::Sc | Method::Ascm) {
            solved.effect.duality_gap = self.pool.certified_gap(&ws) / self.pool.scaled(1.0).powi(2);
            solved.identified = self.pool.is_unique(&ws);
        }
        let pre = self.block.pre;
        let time_weights = match self.spec.method {
            Method::Sdid => std::mem::take(&mut ws.gram.weights),
            _ => vec![1.0 / pre as f64; pre],
        };
        let lambda = self.spec.lambda.filter(|_| self.spec.method == Method::Ascm);
        let unit_weights = match lambda {
            Some(lambda) => ascm::weights(&self.pool, skip, lambda, &ws),
            None => ws.weights,
        };
        let comparison = combine(self.block, &unit_weights);
        let mut fit = finish(self.spec.method, solved.effect, path, unit_weights, time_weights, comparison);
        (fit.ridge, fit.steps, fit.identified, fit.lambda) = (solved.ridge, solved.steps, solved.identified, lambda);
        fit
    }
}

struct Units {
    outcome: Outcome,
    ridge: f64,
    identified: bool,
}

struct Solved {
    effect: Effect,
    ridge: f64,
    steps: usize,
    identified: bool,
}

/// `Σ w_j y_j` over all periods.
pub(crate) fn combine(block: &Block, weights: &[f64]) -> Vec<f64> {
    let mut path = vec![0.0; block.width()];
    for (j, &w) in weights.iter().enumerate().filter(|(_, w)| **w != 0.0) {
        path.iter_mut().zip(block.donor(j)).for_each(|(p, y)| *p += w * y);
    }
    path
}

/// Lift the comparison by its intercept and take the gaps.
pub(crate) fn finish(method: Method, effect: Effect, path: &[f64], units: Vec<f64>, times: Vec<f64>, mut comparison: Vec<f64>) -> Fit {
    let pre = times.len();
    let intercept = match method {
        Method::Did | Method::Sdid => dot(&times, &path[..pre]) - dot(&times, &comparison[..pre]),
        Method::Sc | Method::Ascm => 0.0,
    };
    comparison.iter_mut().for_each(|v| *v += intercept);
    let gaps = path.iter().zip(&comparison).map(|(y, c)| y - c).collect();
    Fit {
        method,
        effect,
        unit_weights: units,
        time_weights: times,
        intercept,
        comparison,
        gaps,
        ridge: 0.0,
        lambda: None,
        v: None,
        steps: 0,
        identified: true,
    }
}

/// Effect and pre-period error of given weights: the plain definition, used where speed does not matter.
pub(crate) fn effect_of(block: &Block, method: Method, path: &[f64], units: &[f64], times: &[f64], gap: f64) -> Effect {
    let comparison = combine(block, units);
    let gaps: Vec<f64> = path.iter().zip(&comparison).map(|(y, c)| y - c).collect();
    let (before, after) = gaps.split_at(block.pre);
    let level = if method.has_intercept() { dot(times, before) } else { 0.0 };
    let centre = if method.has_intercept() { mean(before) } else { 0.0 };
    let left: Vec<f64> = before.iter().map(|g| g - centre).collect();
    Effect { estimate: mean(after) - level, pre_rmse: rms(&left), duality_gap: gap }
}

/// Fit the treated units of a block.
pub fn fit(block: &Block, spec: &Spec) -> Fit {
    Fitter::new(block, spec.clone()).treated()
}
