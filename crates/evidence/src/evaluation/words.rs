//! A result in words and pictures, for pages and documents alike.

use super::rules::{Check, DistrictResult, DonorWeight, Method, Outcome, Point, Released, Window};
use super::view::{Account, Evaluation, Tested};
use crate::development::words::say;
use charts::{Band, Bar, Bars, Bin, Dot, DotPlot, Emphasis, Histogram, Line, LineChart, Range, Ranges, Reference, Unit};
use figures::indicator::rules::Indicator;
use platform::web::Shell;
use series::{Better, Measure};
use wording::Arg;

/// A difference with its unit, as print sets it: `+1,2 procentenheter` · `+0,4 per 1 000 invånare`.
pub fn change(s: &Shell, indicator: &Indicator, by: f64) -> String {
    let text = indicator.measure.format_change(s.lang, by);
    if indicator.measure == Measure::Share { text } else { format!("{text} {}", indicator.unit(s.lang)) }
}

/// A difference without its unit, for where the unit stands beside: `+1,2`.
pub fn short(s: &Shell, indicator: &Indicator, by: f64) -> String {
    let (factor, _) = drawn(indicator.measure);
    wording::change(s.lang, by * factor, 1)
}

/// A size without a sign: `1,2 procentenheter`.
pub fn size(s: &Shell, indicator: &Indicator, by: f64) -> String {
    let text = change(s, indicator, by.abs());
    text.strip_prefix('+').map_or(text.clone(), str::to_owned)
}

/// From the least to the greatest of the three estimates.
pub fn range(points: &[Point]) -> Option<(f64, f64)> {
    let low = points.iter().map(|p| p.estimate).min_by(f64::total_cmp)?;
    let high = points.iter().map(|p| p.estimate).max_by(f64::total_cmp)?;
    Some((low, high))
}

/// The name of a method.
pub fn method(s: &Shell, method: Method) -> String {
    s.tk("evaluation-method", method.key())
}

/// What differences are multiplied with to be drawn, and how they are written: percentage points for a share.
fn drawn(measure: Measure) -> (f64, Unit) {
    if measure == Measure::Share { (100.0, Unit::Number { decimals: 1 }) } else { (1.0, Unit::Number { decimals: 1 }) }
}

/// The unit of a difference in words.
fn difference_unit(s: &Shell, indicator: &Indicator) -> String {
    if indicator.measure == Measure::Share { s.t("evaluation-points") } else { indicator.unit(s.lang).to_owned() }
}

fn subtitle(s: &Shell, what: String, synthetic: bool) -> String {
    if synthetic { format!("{} {what}", s.t("evaluation-chart-synthetic")) } else { what }
}

/// The name of what a result is about.
pub fn whom(s: &Shell, e: &Evaluation) -> String {
    match e.districts.as_slice() {
        [one] => one.name.clone(),
        several => s.n("evaluation-districts-together", several.len()),
    }
}

/// The three estimates with the least effect worth finding.
pub fn estimates(s: &Shell, e: &Evaluation, outcome: &Outcome, relevant: f64) -> Ranges {
    let (factor, unit) = drawn(e.indicator.measure);
    let points = outcome.estimates();
    let towards = if e.indicator.better == Better::Lower { -1.0 } else { 1.0 };
    let one = |p: &Point| Range {
        label: method(s, p.method),
        value: p.estimate * factor,
        low: p.low * factor,
        high: p.high * factor,
        highlighted: p.method == Method::Sdid,
    };
    let (low, high) = range(points).unwrap_or_default();
    Ranges {
        id: "skattningar".into(),
        title: s.t2("evaluation-chart-estimates", "low", short(s, &e.indicator, low), "high", change(s, &e.indicator, high)),
        subtitle: subtitle(s, s.t1("evaluation-chart-estimates-sub", "unit", difference_unit(s, &e.indicator)), outcome.synthetic),
        ranges: points.iter().map(one).collect(),
        references: vec![Reference { label: s.t("evaluation-chart-relevant"), value: relevant * towards * factor }],
        unit,
        lang: s.lang,
        what: s.t("evaluation-column-method"),
    }
}

/// A district beside its comparison, with what chance alone would make of the distance.
pub fn trend(s: &Shell, indicator: &Indicator, d: &DistrictResult, window: Window, synthetic: bool) -> LineChart {
    let line = |label: String, emphasis, of: &dyn Fn(&super::rules::YearRow) -> f64| Line {
        label,
        emphasis,
        points: d.rows.iter().map(|r| (r.year, Some(of(r)))).collect(),
        ..Line::default()
    };
    let after = mean(d.rows.iter().filter(|r| r.year >= window.start).map(|r| r.gap));
    let key = if after > 0.0 { "evaluation-chart-trend-above" } else { "evaluation-chart-trend-below" };
    LineChart {
        id: format!("utveckling-{}", d.district),
        title: s.t3(key, "district", &d.name, "by", size(s, indicator, after), "year", window.start),
        subtitle: subtitle(s, s.t1("evaluation-chart-trend-sub", "what", indicator.name(s.lang)), synthetic),
        series: vec![
            line(d.name.clone(), Emphasis::District, &|r| r.district),
            line(s.t("evaluation-chart-comparison"), Emphasis::Context, &|r| r.comparison),
        ],
        band: Some(Band {
            label: s.t("evaluation-chart-band"),
            points: d.rows.iter().map(|r| (r.year, r.comparison + r.low, r.comparison + r.high)).collect(),
        }),
        event: Some((window.start, s.t("evaluation-chart-start"))),
        unit: crate::development::words::unit(indicator.measure),
        lang: s.lang,
        ..LineChart::default()
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let all: Vec<f64> = values.collect();
    all.iter().sum::<f64>() / all.len().max(1) as f64
}

/// The distance from the comparison, year by year.
pub fn gaps(s: &Shell, indicator: &Indicator, d: &DistrictResult, window: Window, synthetic: bool) -> LineChart {
    let (factor, unit) = drawn(indicator.measure);
    let outside = d.rows.iter().filter(|r| r.year >= window.start && (r.gap < r.low || r.gap > r.high)).count();
    LineChart {
        id: format!("skillnad-{}", d.district),
        title: s.t2("evaluation-chart-gaps", "n", outside, "all", window.after()),
        subtitle: subtitle(s, s.t1("evaluation-chart-gaps-sub", "unit", difference_unit(s, indicator)), synthetic),
        series: vec![Line {
            label: d.name.clone(),
            emphasis: Emphasis::District,
            points: d.rows.iter().map(|r| (r.year, Some(r.gap * factor))).collect(),
            ..Line::default()
        }],
        band: Some(Band {
            label: s.t("evaluation-chart-band"),
            points: d.rows.iter().map(|r| (r.year, r.low * factor, r.high * factor)).collect(),
        }),
        event: Some((window.start, s.t("evaluation-chart-start"))),
        unit,
        lang: s.lang,
        y_from_zero: true,
        ..LineChart::default()
    }
}

/// How large differences pseudo-districts have, with the result's own among them.
pub fn placebos(s: &Shell, e: &Evaluation, outcome: &Outcome) -> Histogram {
    let (factor, unit) = drawn(e.indicator.measure);
    let (bins, n) = match (&outcome.pooled, outcome.districts.first()) {
        (Some(pooled), first) => (pooled.bins.as_slice(), first.map_or(0, |d| d.placebos)),
        (None, Some(one)) => (one.bins.as_slice(), one.placebos),
        (None, None) => (&[][..], 0),
    };
    let primary = outcome.estimates().get(1);
    // p counts the district itself among them
    let alone = primary.map_or(0, |p| (p.p * (n as f64 + 1.0) - 1.0).round().max(0.0) as usize);
    let (key, reached) = match &outcome.pooled {
        Some(pooled) => ("evaluation-chart-placebos-pooled", pooled.reached),
        None => ("evaluation-chart-placebos", alone),
    };
    Histogram {
        id: "placebon".into(),
        title: say(s, key, vec![("k", reached.into()), ("n", n.into())]),
        subtitle: subtitle(s, s.t1("evaluation-chart-placebos-sub", "unit", difference_unit(s, &e.indicator)), outcome.synthetic),
        bins: bins.iter().map(|b| Bin { from: b.from * factor, to: b.to * factor, count: b.count }).collect(),
        mark: primary.map(|p| Reference { label: whom(s, e), value: p.estimate * factor }),
        unit,
        lang: s.lang,
    }
}

/// The areas the comparison is made of, the heaviest first.
pub fn weights(s: &Shell, d: &DistrictResult, municipalities: &dyn Fn(&str) -> String, synthetic: bool) -> Bars {
    let label = |w: &DonorWeight| match w.kind {
        Released::Named => format!("{} {}", municipalities(&w.municipality), w.code),
        Released::Rest => s.n("evaluation-weight-rest", w.areas),
        Released::Small => s.n("evaluation-weight-small", w.areas),
    };
    let bar = |w: &DonorWeight| Bar { label: label(w), value: Some(w.weight), highlighted: w.kind == Released::Named, ..Bar::default() };
    let heaviest = d.weights.iter().filter(|w| w.kind == Released::Named).map(|w| w.weight).fold(0.0, f64::max);
    Bars {
        id: format!("vikter-{}", d.district),
        title: s.t2("evaluation-chart-weights", "n", d.donors, "most", wording::percent(s.lang, heaviest, 1)),
        subtitle: subtitle(s, s.t("evaluation-chart-weights-sub"), synthetic),
        bars: d.weights.iter().map(bar).collect(),
        unit: Unit::Percent,
        lang: s.lang,
    }
}

/// The districts of a joint evaluation in order, each with its interval.
pub fn districts(s: &Shell, e: &Evaluation, outcome: &Outcome) -> DotPlot {
    let (factor, unit) = drawn(e.indicator.measure);
    let dot = |d: &DistrictResult| {
        let primary = d.estimates.get(1);
        Dot {
            label: d.name.clone(),
            value: primary.map(|p| p.estimate * factor),
            interval: primary.map(|p| (p.low * factor, p.high * factor)),
            highlighted: primary.is_some_and(|p| p.low > 0.0 || p.high < 0.0),
            note: if primary.is_some() { String::new() } else { s.t("cell-suppressed-rule") },
            href: Some(format!("/stadsdelar/{}", d.district)),
        }
    };
    let apart = outcome.districts.iter().filter(|d| d.estimates.get(1).is_some_and(|p| p.low > 0.0 || p.high < 0.0)).count();
    DotPlot {
        id: "stadsdelar".into(),
        title: s.t2("evaluation-chart-districts", "n", apart, "all", outcome.districts.len()),
        subtitle: subtitle(s, s.t1("evaluation-chart-districts-sub", "unit", difference_unit(s, &e.indicator)), outcome.synthetic),
        dots: outcome.districts.iter().map(dot).collect(),
        references: vec![Reference { label: s.t("evaluation-zero"), value: 0.0 }],
        unit,
        lang: s.lang,
        ascending: e.indicator.better == Better::Lower,
    }
}

/// What an examination says, in a sentence. A value whose name ends in `_points` is a difference in the indicator's unit; years and counts are
/// whole; a ratio has one decimal.
pub fn check(s: &Shell, indicator: &Indicator, c: &Check) -> String {
    let arg = |(name, value): &(String, f64)| -> (&'static str, Arg) {
        let text = match name.as_str() {
            "year" => format!("{value:.0}"),
            "ratio" => wording::number(s.lang, *value, 2),
            "n" if value.fract() != 0.0 => wording::number(s.lang, *value, 1),
            other if other.ends_with("_points") => change(s, indicator, *value),
            _ => wording::number(s.lang, *value, 0),
        };
        (known(name), Arg::Text(text))
    };
    let key = CHECKS.iter().find(|k| k.strip_prefix("evaluation-check-") == Some(c.key.as_str()));
    key.map_or_else(|| c.key.clone(), |key| say(s, key, c.values.iter().map(arg).collect()))
}

/// The message of every examination.
pub const CHECKS: [&str; 20] = [
    "evaluation-check-years",
    "evaluation-check-noise",
    "evaluation-check-noise-none",
    "evaluation-check-noise-overfit",
    "evaluation-check-noise-untested",
    "evaluation-check-in-time",
    "evaluation-check-in-time-untested",
    "evaluation-check-leave-one-out",
    "evaluation-check-donors",
    "evaluation-check-regression",
    "evaluation-check-regression-untested",
    "evaluation-check-spillover",
    "evaluation-check-spillover-untested",
    "evaluation-check-placebos",
    "evaluation-check-identified",
    "evaluation-check-identified-not",
    "evaluation-check-mobility",
    "evaluation-check-comparison-outside",
    "evaluation-check-comparison-agreements",
    "evaluation-check-bridge",
];

fn known(name: &str) -> &'static str {
    const NAMES: [&str; 12] = [
        "year",
        "ratio",
        "n",
        "before",
        "after",
        "least",
        "by_points",
        "low_points",
        "high_points",
        "expected_points",
        "without_points",
        "with_points",
    ];
    NAMES.into_iter().find(|n| *n == name).unwrap_or("n")
}

/// What the truth was, where the figures are synthetic.
pub fn truth(s: &Shell, indicator: &Indicator, truth: f64) -> String {
    if truth.abs() < 1e-12 { s.t("evaluation-truth-none") } else { s.t1("evaluation-truth", "by", change(s, indicator, truth)) }
}

/// The rule of the verdict, step by step.
pub fn rule(s: &Shell) -> Vec<String> {
    ["1", "2", "3", "4", "5", "6"].iter().map(|n| s.tk("evaluation-rule-step", n)).collect()
}

/// p as print sets it.
pub fn p(s: &Shell, p: f64) -> String {
    wording::number(s.lang, p, 3)
}

/// All results in order of their q, for the account of them all.
pub fn tested(s: &Shell, indicator: &Indicator, t: &Tested) -> String {
    s.t3(
        "evaluation-tested",
        "by",
        change(s, indicator, t.estimate),
        "low",
        change(s, indicator, t.low),
        "high",
        change(s, indicator, t.high),
    )
}

/// The sentence that counts findings.
pub fn tally(s: &Shell, account: &Account) -> String {
    let (alone, family, chance) = account.tally();
    let args = vec![
        ("all", Arg::from(account.tested.len())),
        ("alone", Arg::from(alone)),
        ("family", Arg::from(family)),
        ("chance", Arg::Text(wording::number(s.lang, chance, 1))),
    ];
    say(s, "evaluation-tally", args)
}
