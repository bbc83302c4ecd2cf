//! `did`, `sc`, `sdid`, `ascm`: from the file to the answer.

use super::args::{Estimate, Format};
use super::report::{Diagnostics, Ordered, Path, Report, Weights};
use super::{Answer, predictor, table};
use crate::block::Block;
use crate::diagnostics::{Noise, regression_to_mean, spillover, top_donors};
use crate::fault::Fault;
use crate::fit::{Fit, Fitter, Method, Spec};
use crate::inference::conformal::{Conformal, Interval};
use crate::inference::placebo::{InTime, LeaveOneOut, Placebos, in_space, in_time, leave_one_out};
use crate::inference::{jackknife, normal_quantile_two_sided};
use crate::panel::{Gaps, Panel};
use crate::plot;

pub(super) fn run(method: Method, mut args: Estimate) -> Result<Answer, Fault> {
    args.source.recover_file(&mut [&mut args.donors, &mut args.predictors, &mut args.neighbours]);
    check(method, &args)?;
    let wanted = predictor::parse(&args.predictors);
    let mut others: Vec<String> = wanted.iter().map(|w| w.column.clone()).filter(|c| *c != args.source.outcome).collect();
    others.extend(args.denominator.clone());
    let panel = args.source.panel(others)?;
    refuse_breaks(&panel, &args)?;
    let (mut block, gaps) = panel.block(&panel.names(&args.donors))?;
    if !wanted.is_empty() {
        let collected = predictor::collect(&panel, &block, &wanted, &args.source.outcome, args.fit_periods.as_deref())?;
        block.predictors = Some(collected);
    }
    if !args.v.is_empty() && args.v.len() != wanted.len() {
        return Err(Fault::BadSetting { what: format!("--v has {} weights for {} predictors", args.v.len(), wanted.len()) });
    }
    let study = Study::new(method, &args, &panel, &block, gaps)?;
    let svg = args.source.plot.clone().map(|file| (file, study.picture()));
    let text = match args.source.format {
        Format::Json => json(&study.report)?,
        Format::Table => table::estimate(&study.report),
    };
    Ok(Answer { text, plot: svg })
}

pub(super) fn json(value: &impl serde::Serialize) -> Result<String, Fault> {
    serde_json::to_string_pretty(value).map_err(|e| Fault::BadSetting { what: e.to_string() })
}

/// Settings that make no sense, before the file is opened.
fn check(method: Method, args: &Estimate) -> Result<(), Fault> {
    let bad = |what: &str| Err(Fault::BadSetting { what: what.to_owned() });
    if !(args.level > 0.0 && args.level < 1.0) {
        return bad("--level is a probability between 0 and 1");
    }
    if method != Method::Sc && !args.predictors.is_empty() {
        return bad("--predictors are for sc only");
    }
    if args.compat.is_some() && !matches!(method, Method::Sc | Method::Sdid) {
        return bad("--compat synthdid is for sc and sdid only");
    }
    if args.lambda.is_some_and(|l| !(l >= 0.0 && l.is_finite())) || args.zeta.is_some_and(|z| !(z >= 0.0 && z.is_finite())) {
        return bad("--lambda and --zeta are numbers that are not negative");
    }
    if args.v.iter().any(|v| v.is_nan() || *v < 0.0) || !args.v.is_empty() && args.v.iter().sum::<f64>() <= 0.0 {
        return bad("--v takes weights that are not negative and not all zero");
    }
    args.draw().map(|_| ())
}

/// A break strictly inside the periods used is refused unless there is a reason to read across it.
fn refuse_breaks(panel: &Panel, args: &Estimate) -> Result<(), Fault> {
    for text in &args.breaks {
        let at = panel.at_or_after(&args.source.period(panel, text)?);
        if args.bridge.is_none() && at > 0 && at < panel.periods.len() {
            return Err(Fault::Break { time: text.clone() });
        }
    }
    Ok(())
}

struct Study<'a> {
    block: &'a Block,
    fit: Fit,
    report: Report,
}

impl<'a> Study<'a> {
    fn new(method: Method, args: &Estimate, panel: &Panel, block: &'a Block, gaps: Gaps) -> Result<Self, Fault> {
        let spec = Spec {
            zeta: args.zeta,
            lambda: args.lambda,
            compat: args.compat.is_some(),
            v: (!args.v.is_empty()).then(|| args.v.clone()),
            seed: args.source.seed,
            ..Spec::new(method)
        };
        let fitter = Fitter::new(block, spec);
        let fit = fitter.treated();
        let placebo = args.draw()?.map(|draw| in_space(&fitter, &fit, draw, args.source.seed)).transpose()?;
        let se = if args.jackknife { jackknife::standard_error(block, &fit) } else { None };
        let noise = args.denominator.as_ref().map(|d| noise(panel, block, &fit, d)).transpose()?.flatten();
        let interval = interval(args, &fitter, &fit, placebo.as_ref(), se);
        let neighbours = neighbours(&panel.names(&args.neighbours), block)?;
        let checks = Checks::of(&fitter, &fit);
        let mut report = Report {
            method,
            compat: args.compat.map(|_| "synthdid"),
            seed: args.source.seed,
            estimate: Some(fit.effect.estimate),
            interval,
            pre_rmse: fit.effect.pre_rmse,
            duality_gap: fit.effect.duality_gap,
            weights: Weights { unit: named(&block.donors, &fit.unit_weights), time: named(&block.periods, &fit.time_weights) },
            path: path(block, &fit),
            diagnostics: Diagnostics {
                donors: block.donors.len(),
                treated: block.treated.clone(),
                start: block.periods[block.pre].clone(),
                pre_periods: block.pre,
                post_periods: block.post(),
                minimum_detectable_effect: placebo.as_ref().map(Placebos::minimum_detectable),
                effective_donors: fit.effective_donors(),
                top_donors: top_donors(block, &fit, 5),
                identified: fit.identified,
                ridge: fit.ridge,
                lambda: fit.lambda,
                predictor_weights: fit.v.as_ref().zip(block.predictors.as_ref()).map(|(v, p)| named(&p.names, v)),
                predictor_loss: block.predictors.as_ref().map(|p| predictor_loss(&fit, &p.window)),
                binomial_noise: noise,
                regression_to_mean: checks.regression,
                spillover: if neighbours.is_empty() { None } else { spillover(block, &fitter.spec, &neighbours) },
                placebo_in_time: checks.in_time,
                leave_one_out: checks.leave_one_out,
                jackknife_se: se,
                bridged_break: args.bridge.clone(),
                gaps,
                solver_steps: fit.steps,
            },
            placebo,
            warnings: Vec::new(),
        };
        report.warnings = super::table::warnings(&report, args);
        if noise.is_some_and(|n| n.has_no_comparison()) {
            (report.estimate, report.interval) = (None, None);
        }
        Ok(Self { block, fit, report })
    }

    fn picture(&self) -> String {
        let placebos = self.report.placebo.as_ref().map_or(&[][..], |p| &p.per_unit[..]);
        plot::estimate(self.block, &self.fit, placebos)
    }
}

/// Diagnostics that fit again. With predictors every fit is a search, and only the first of these would be the same design.
struct Checks {
    regression: Option<crate::diagnostics::RegressionToMean>,
    in_time: Vec<InTime>,
    leave_one_out: Option<LeaveOneOut>,
}

impl Checks {
    fn of(fitter: &Fitter, fit: &Fit) -> Self {
        let (block, spec) = (fitter.block, &fitter.spec);
        let plain = block.predictors.is_none();
        Self {
            regression: if plain { regression_to_mean(block, spec, fit.effect.estimate) } else { None },
            in_time: if plain { in_time(block, spec, block.pre.div_ceil(2)) } else { Vec::new() },
            leave_one_out: leave_one_out(fitter, fit),
        }
    }
}

fn named(names: &[String], values: &[f64]) -> Ordered {
    Ordered(names.iter().cloned().zip(values.iter().copied()).collect())
}

fn path(block: &Block, fit: &Fit) -> Vec<Path> {
    let row = |t: usize| Path {
        time: block.periods[t].clone(),
        treated: fit.comparison[t] + fit.gaps[t],
        comparison: fit.comparison[t],
        gap: fit.gaps[t],
    };
    (0..block.width()).map(row).collect()
}

fn predictor_loss(fit: &Fit, window: &[usize]) -> f64 {
    let all: Vec<usize> = (0..fit.time_weights.len()).collect();
    let window = if window.is_empty() { &all } else { window };
    window.iter().map(|&t| fit.gaps[t] * fit.gaps[t]).sum::<f64>() / window.len() as f64
}

fn interval(args: &Estimate, fitter: &Fitter, fit: &Fit, placebo: Option<&Placebos>, se: Option<f64>) -> Option<Interval> {
    let normal = |sd: f64, method| {
        let half = normal_quantile_two_sided(args.level) * sd;
        let (low, high) = (Some(fit.effect.estimate - half), Some(fit.effect.estimate + half));
        Interval { level: args.level, low, high, method }
    };
    if args.conformal {
        let step = placebo.map_or(4.0 * fit.effect.pre_rmse, |p| 3.0 * p.sd);
        return Some(Conformal::new(fitter.block, &fitter.spec).interval(fit.effect.estimate, step, args.level));
    }
    se.map(|se| normal(se, "jackknife")).or_else(|| placebo.map(|p| normal(p.sd, "placebo")))
}

fn neighbours(names: &[String], block: &Block) -> Result<Vec<usize>, Fault> {
    let unknown = |name: &String| Fault::UnknownUnit { name: name.clone(), role: "neighbouring" };
    names.iter().map(|name| block.donors.iter().position(|d| d == name).ok_or_else(|| unknown(name))).collect()
}

/// Binomial noise from a denominator column; shares are per cent when any outcome exceeds one.
fn noise(panel: &Panel, block: &Block, fit: &Fit, column: &str) -> Result<Option<Noise>, Fault> {
    let cells = &panel.columns[column];
    let value = |unit: &str, label: &str| -> Option<f64> {
        let u = panel.units.iter().position(|x| x == unit)?;
        let t = panel.periods.iter().position(|p| p.label == label)?;
        cells[u * panel.periods.len() + t].value()
    };
    let all: Option<Vec<f64>> = block.treated.iter().flat_map(|u| block.periods.iter().map(move |p| value(u, p))).collect();
    let scale = if block.outcomes.iter().chain(&block.treated_outcomes).any(|v| *v > 1.0) { 100.0 } else { 1.0 };
    match all {
        Some(denominators) if denominators.iter().all(|d| *d > 0.0) => Ok(Noise::of(block, fit, &denominators, scale)),
        _ => Err(Fault::BadSetting { what: format!("the denominator “{column}” is missing or not positive for a treated unit") }),
    }
}
