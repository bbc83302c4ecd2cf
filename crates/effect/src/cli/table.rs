//! The answer as text, what can be detected before what was found; and the warnings both formats carry.

use std::fmt::Write;

use super::args::Estimate;
use super::groups::{self, count, listed};
use super::report::Report;
use crate::staggered::Aggregate;

/// What a reader must be told, most serious first.
pub(super) fn warnings(report: &Report, args: &Estimate) -> Vec<String> {
    let d = &report.diagnostics;
    let mut out = Vec::new();
    let mut say = |when: bool, text: String| {
        if when {
            out.push(text);
        }
    };
    if let Some(n) = d.binomial_noise {
        say(
            n.has_no_comparison(),
            format!("no comparison: before the start the gap is {:.1} times the binomial noise, so no estimate is given", n.ratio),
        );
        say(
            n.is_overfit(),
            format!("overfit: before the start the gap is only {:.2} of the binomial noise; the comparison follows noise", n.ratio),
        );
    }
    say(
        !d.identified,
        match d.ridge > 0.0 {
            true => "not identified: many weightings fit the pre-periods equally well; the penalised one (the ridge of SDID) is taken"
                .to_owned(),
            false => "not identified: other weights reach the same fit, so the estimate is one of several".to_owned(),
        },
    );
    let spread = report.path.iter().map(|p| p.treated.abs()).fold(0.0, f64::max);
    let perfect = report.pre_rmse <= 1e-6 * spread;
    say(perfect && report.method != crate::Method::Did, "the pre-period fit is perfect, which is a warning and not a success".to_owned());
    if let Some((name, _)) = d.predictor_weights.as_ref().and_then(|v| v.0.iter().find(|(_, w)| *w > 0.99)) {
        say(true, format!("the predictor weights rest on {name} alone: the characteristics decide little, the outcomes nearly everything"));
    }
    if let (Some(mde), Some(e)) = (d.minimum_detectable_effect, report.estimate) {
        say(mde > e.abs(), format!("the estimate is smaller than what this design can detect ({mde:.4})"));
    }
    say(report.compat.is_some(), format!("this is the unconverged answer of synthdid; its duality gap is {:.3e}", report.duality_gap));
    if let Some(i) = report.interval.filter(|i| i.method == "conformal") {
        let few = i.low.is_none() || i.high.is_none();
        say(
            !args.predictors.is_empty(),
            "the conformal interval is that of the synthetic control by outcomes alone: predictors cannot be matched under each null"
                .to_owned(),
        );
        say(few, format!("the conformal interval is open: {} periods cannot rule out at this level", report.path.len()));
    }
    say(
        args.jackknife && d.jackknife_se.is_none(),
        "the jackknife does not apply: it needs two treated units and two weighted donors".to_owned(),
    );
    if let Some(p) = report.placebo.as_ref().filter(|p| args.placebo.as_deref() == Some("all") && !p.exhaustive) {
        say(true, format!("there are too many groups of donors to try all; {} were drawn", p.n));
    }
    say(
        d.pre_periods < 5,
        format!("only {} periods before the start: placebo tests of synthetic controls reject too often with so few", d.pre_periods),
    );
    let donors = &d.gaps.donors_left_out;
    say(!donors.is_empty(), format!("{} left out of the donors, a period without a value: {}", count(donors.len()), listed(donors)));
    let periods = &d.gaps.periods_left_out;
    say(!periods.is_empty(), format!("periods left out, a treated unit has no value: {}", listed(periods)));
    if let Some(reason) = &d.bridged_break {
        say(true, format!("the series is read across its break: {reason}"));
    }
    out
}

/// Lines of a name and a value, the values under each other.
fn rows(out: &mut String, rows: &[(&str, String)]) {
    for (name, value) in rows {
        // writing to a String cannot fail
        let _ = writeln!(out, "{name:<28}{value:>16}");
    }
}

fn number(v: f64) -> String {
    format!("{v:.6}")
}

fn optional(v: Option<f64>) -> String {
    v.map_or_else(|| "–".to_owned(), number)
}

pub(super) fn estimate(report: &Report) -> String {
    let d = &report.diagnostics;
    let mut out = String::new();
    rows(
        &mut out,
        &[
            ("treated", groups::listed(&d.treated)),
            ("start", d.start.clone()),
            ("periods before, after", format!("{}, {}", d.pre_periods, d.post_periods)),
            ("donors", d.donors.to_string()),
            ("effective donors", format!("{:.1}", d.effective_donors)),
            ("detectable (80 %, 5 %)", optional(d.minimum_detectable_effect)),
            ("pre-period RMSE", number(report.pre_rmse)),
        ],
    );
    if let Some(i) = &report.interval {
        rows(&mut out, &[("interval", format!("{} … {}", optional(i.low), optional(i.high)))]);
        rows(&mut out, &[("", format!("({:.0} %, {})", 100.0 * i.level, i.method))]);
    }
    rows(&mut out, &[("estimate", optional(report.estimate))]);
    if let Some(p) = &report.placebo {
        rows(&mut out, &[("placebo sd", number(p.sd)), ("placebo p (exact)", format!("{:.4}", p.p)), ("placebos", p.n.to_string())]);
    }
    if let Some(l) = &d.leave_one_out {
        rows(&mut out, &[("without each donor", format!("{} … {}", number(l.low), number(l.high)))]);
    }
    rows(&mut out, &[("duality gap", format!("{:.2e}", report.duality_gap))]);
    out.push_str("\nweights\n");
    for donor in &d.top_donors {
        rows(&mut out, &[(&format!("  {}", donor.donor), number(donor.weight))]);
    }
    if let Some(v) = &d.predictor_weights {
        out.push_str("\npredictor weights\n");
        v.0.iter().for_each(|(name, w)| rows(&mut out, &[(&format!("  {name}"), number(*w))]));
    }
    told(&mut out, &report.warnings);
    out
}

fn told(out: &mut String, warnings: &[String]) {
    if !warnings.is_empty() {
        out.push('\n');
    }
    for w in warnings {
        let _ = writeln!(out, "warning: {w}");
    }
}

pub(super) fn groups(report: &groups::Report) -> String {
    let mut out = String::new();
    let mut line = |cells: [&str; 4]| {
        let _ = writeln!(out, "{:<12}{:>10}{:>16}{:>14}", cells[0], cells[1], cells[2], cells[3]);
    };
    line(["group", "time", "estimate", "se"]);
    for c in &report.att_gt {
        line([&plain(&c.group), &plain(&c.time), &number(c.estimate), &optional(c.se)]);
    }
    let a = &report.aggregations;
    let all: [(&str, &Aggregate); 4] = [("simple", &a.simple), ("group", &a.group), ("dynamic", &a.dynamic), ("calendar", &a.calendar)];
    line(["", "", "", ""]);
    for (name, aggregate) in all {
        line([name, "", &number(aggregate.estimate), &optional(aggregate.se)]);
        for part in &aggregate.by {
            line(["", &plain(&part.at), &number(part.estimate), &optional(part.se)]);
        }
    }
    told(&mut out, &report.warnings);
    out
}

fn plain(v: &serde_json::Value) -> String {
    v.as_str().map_or_else(|| v.to_string(), str::to_owned)
}
