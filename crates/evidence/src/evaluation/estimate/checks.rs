//! What speaks for and against an estimate, one examination at a time.

use super::{Area, Computation, Fits, mean, path, spec};
use crate::evaluation::rules::{Check, Level, Method, Point, half_width};
use effect::Fitter;
use effect::diagnostics::{Noise, mobility_bound, regression_to_mean, spillover};
use effect::inference::placebo::{in_time, leave_one_out};
use series::Measure;

/// Under so many equally weighted donors the comparison hangs on few areas.
const FEW_DONORS: f64 = 5.0;
/// Years before the start under which the examinations are weak.
const GOOD_PRE: usize = 5;
/// Under so many placebos a p is coarse.
const GOOD_PLACEBOS: usize = 99;

fn check(key: &str, level: Level, values: &[(&str, f64)]) -> Check {
    Check { key: key.to_owned(), level, values: values.iter().map(|(name, v)| ((*name).to_owned(), *v)).collect() }
}

/// A level that warns where something speaks against the estimate.
fn warn_if(against: bool) -> Level {
    if against { Level::Warn } else { Level::Fine }
}

impl Computation<'_> {
    /// Every examination of the primary estimate, in the order they are shown.
    pub(super) fn checks(&self, primary: &Fits, points: &[Point; 3], placebos: usize) -> Vec<Check> {
        let point = points[1];
        let mut all = vec![self.years(), self.noise(primary), self.in_time(&point)];
        all.extend(self.leave_one_out(primary));
        all.extend([effective(primary), self.regression(&point), self.spillover(&point), placebo_count(placebos)]);
        all.extend([self.identified(), self.mobility(), self.comparison()]);
        all.extend(self.inputs.bridged.iter().map(|year| check("bridge", Level::Note, &[("year", f64::from(*year))])));
        all
    }

    fn years(&self) -> Check {
        let level = if self.block.pre < GOOD_PRE { Level::Note } else { Level::Fine };
        check("years", level, &[("before", self.block.pre as f64), ("after", self.block.post() as f64)])
    }

    /// How the fit before the start compares with what counts of this size vary by themselves.
    fn noise(&self, primary: &Fits) -> Check {
        let denominators: Vec<f64> = self.treated.n.iter().map(|n| *n as f64).collect();
        let counted = self.inputs.measure != Measure::MeanDays;
        match Noise::of(&self.block, &primary.fit, &denominators, self.scale).filter(|_| counted) {
            None => check("noise-untested", Level::Untested, &[]),
            Some(n) if n.has_no_comparison() => check("noise-none", Level::Stop, &[("ratio", n.ratio)]),
            Some(n) if n.is_overfit() => check("noise-overfit", Level::Note, &[("ratio", n.ratio)]),
            Some(n) => check("noise", Level::Fine, &[("ratio", n.ratio)]),
        }
    }

    /// Pretending that the work began earlier, when nothing was done.
    fn in_time(&self, point: &Point) -> Check {
        let earlier = in_time(&self.block, &spec(Method::Sdid), 2);
        let worst = earlier.iter().max_by(|a, b| a.estimate.abs().total_cmp(&b.estimate.abs()));
        let Some(worst) = worst else { return check("in-time-untested", Level::Untested, &[]) };
        let level = warn_if(worst.estimate.abs() > half_width(point.sd));
        check("in-time", level, &[("year", worst.from.parse().unwrap_or(0.0)), ("by_points", worst.estimate)])
    }

    fn leave_one_out(&self, primary: &Fits) -> Option<Check> {
        let fitter = Fitter::new(&self.block, spec(Method::Sdid));
        let range = leave_one_out(&fitter, &primary.fit)?;
        let level = warn_if(range.low < 0.0 && range.high > 0.0);
        Some(check("leave-one-out", level, &[("low_points", range.low), ("high_points", range.high)]))
    }

    fn regression(&self, point: &Point) -> Check {
        let Some(found) = regression_to_mean(&self.block, &spec(Method::Sdid), point.estimate) else {
            return check("regression-untested", Level::Untested, &[("least", GOOD_PRE as f64)]);
        };
        let explains = found.expected_change * point.estimate > 0.0 && found.expected_change.abs() > point.estimate.abs() / 2.0;
        check("regression", warn_if(explains), &[("expected_points", found.expected_change), ("without_points", found.without_last_three)])
    }

    /// The same with areas of the district's own municipality among the donors.
    fn spillover(&self, point: &Point) -> Check {
        let near: Vec<&Area> = self.treated.neighbours.iter().map(|i| &self.inputs.areas[*i]).collect();
        let mut wide = self.block.clone();
        wide.donors.extend(near.iter().map(|a| a.code.clone()));
        wide.outcomes.extend(near.iter().flat_map(|a| path(&a.x, &a.n, self.scale)));
        let places: Vec<usize> = (self.donors.len()..wide.donors.len()).collect();
        let found = spillover(&wide, &spec(Method::Sdid), &places).filter(|_| !near.is_empty());
        let Some(found) = found else { return check("spillover-untested", Level::Untested, &[]) };
        let level = warn_if(found.difference.abs() > point.sd);
        check("spillover", level, &[("n", near.len() as f64), ("by_points", found.difference)])
    }

    /// Whether one synthetic control fits best, or many fit alike and the penalised one was taken.
    fn identified(&self) -> Check {
        let fit = effect::fit(&self.block, &spec(Method::Ascm));
        if fit.identified { check("identified", Level::Fine, &[]) } else { check("identified-not", Level::Note, &[]) }
    }

    /// People move, and the figures are the area's: what a tenth of those who got there leaving each year could hide.
    fn mobility(&self) -> Check {
        let before: &[f64] = &self.block.treated_outcomes[..self.block.pre];
        check("mobility", Level::Note, &[("by_points", mobility_bound(10.0, mean(before)))])
    }

    /// Whether the donors had agreements too.
    fn comparison(&self) -> Check {
        match self.donors.iter().filter(|a| a.in_programme).count() {
            0 => check("comparison-outside", Level::Fine, &[]),
            n => check("comparison-agreements", Level::Note, &[("n", n as f64)]),
        }
    }
}

fn effective(primary: &Fits) -> Check {
    let effective = primary.fit.effective_donors();
    check("donors", warn_if(effective < FEW_DONORS), &[("n", effective)])
}

fn placebo_count(n: usize) -> Check {
    check("placebos", if n < GOOD_PLACEBOS { Level::Note } else { Level::Fine }, &[("n", n as f64)])
}
