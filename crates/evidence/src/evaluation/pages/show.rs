//! An evaluation: the question, what the design can detect at all, what it found, what speaks for and against it, the verdict with its rule.

use crate::evaluation::rules::{Check, DistrictResult, Method, Outcome, Released};
use crate::evaluation::store::{Recheck, Registered, Run};
use crate::evaluation::view::{self, Evaluation};
use crate::evaluation::{CHECK, REGISTER, RUN, is_moving, words};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use charts::Chart;
use platform::Refusal;
use platform::access::Scope;
use platform::web::{App, Page, Shell};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Which computation is asked for; the newest with a result when none is.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    berakning: Option<i64>,
}

/// What a design can detect, beside what matters.
struct Power {
    /// Method, smallest effect it can detect.
    methods: Vec<(String, String)>,
    relevant: String,
    /// The primary method cannot detect the effect that matters.
    is_blind: bool,
    /// It was found when the design was registered, before any result.
    beforehand: bool,
}

/// A result as the page sets it.
struct Shown {
    run: Run,
    outcome: Outcome,
    /// The design it was computed under.
    design: Registered,
    withheld: bool,
    range: Option<(String, String)>,
    /// Method, estimate, from, to, p, closeness before the start.
    points: Vec<[String; 6]>,
    charts: Vec<(&'static str, String)>,
    /// Level, its word and what the examination says.
    checks: Vec<(&'static str, String, String)>,
    districts: Vec<DistrictLine>,
    truth: Option<String>,
    rechecks: Vec<Recheck>,
}

/// A district of a joint evaluation.
struct DistrictLine {
    slug: String,
    name: String,
    estimate: String,
    interval: String,
    detectable: String,
    verdict: String,
    why: String,
    truth: String,
}

#[derive(Template)]
#[template(path = "evaluation/pages/show.html")]
struct ShowPage {
    s: Shell,
    e: Evaluation,
    design: Registered,
    relevant: String,
    comparison: String,
    /// Of the result's design, or of the newest while there is none.
    power: Option<Power>,
    shown: Option<Shown>,
    /// The newest design has no result yet, though an older has.
    is_older: bool,
    open: Option<Run>,
    ended: Vec<Run>,
    /// The newest version was registered when a result was known.
    after_result: bool,
    can_register: bool,
    can_run: bool,
    can_check: bool,
}

impl ShowPage {
    fn rule(&self) -> Vec<String> {
        words::rule(&self.s)
    }

    fn goal_address(&self) -> String {
        self.design.design.goal.as_ref().map_or(String::new(), |g| format!("/stadsdelsplaner/{}#mal-{}", g.plan, g.number))
    }
}

pub async fn show(State(app): State<App>, s: Shell, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let e = view::evaluation(&mut conn, &slug).await?.ok_or(Refusal::NotFound)?;
    let municipalities = super::municipality_names(&mut conn).await?;
    drop(conn);
    if asked.berakning.is_some() && e.result(asked.berakning).is_none() {
        return Err(Refusal::NotFound);
    }
    let page = page(s, e, asked.berakning, &municipalities);
    let moving = page.open.as_ref().filter(|r| is_moving(r.state)).map(|r| format!("\"berakning-{}-{}-{}\"", r.number, r.attempts, r.done));
    let mut response = Page(page).into_response();
    if let Some(tag) = moving.and_then(|tag| HeaderValue::from_str(&tag).ok()) {
        // Made anew while one waits, and not kept for the next reader: how far it has come leaves no journal row.
        response.headers_mut().insert(HeaderName::from_static("refresh"), HeaderValue::from_static("5"));
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

fn page(s: Shell, e: Evaluation, number: Option<i64>, municipalities: &BTreeMap<String, String>) -> ShowPage {
    let design = e.design().clone();
    let may = |act| e.districts.iter().all(|d| s.can_in(act, &d.municipality_code));
    let shown = shown(&s, &e, number, municipalities);
    ShowPage {
        relevant: words::size(&s, &e.indicator, design.design.relevant),
        comparison: s.tk("evaluation-rule", design.design.comparison.rule.key()),
        is_older: shown.as_ref().is_some_and(|x| x.design.version < design.version),
        open: e.open().cloned(),
        ended: e.runs.iter().filter(|r| !r.state.is_open()).cloned().collect(),
        after_result: e.is_after_result(design.version),
        can_register: may(&REGISTER),
        can_run: may(&RUN),
        can_check: s.caller.can(&CHECK, Scope::Nation),
        power: power(&s, &e, shown.as_ref(), &design),
        shown,
        design,
        e,
        s,
    }
}

fn power(s: &Shell, e: &Evaluation, shown: Option<&Shown>, newest: &Registered) -> Option<Power> {
    let design = shown.map_or(newest, |x| &x.design);
    let found = design.head.detectable.or_else(|| shown.map(|x| x.outcome.detectable()))?;
    Some(Power {
        methods: Method::ALL.iter().zip(found).map(|(m, d)| (words::method(s, *m), words::size(s, &e.indicator, d))).collect(),
        relevant: words::size(s, &e.indicator, design.design.relevant),
        is_blind: found[1] > design.design.relevant,
        beforehand: design.head.detectable.is_some(),
    })
}

fn shown(s: &Shell, e: &Evaluation, number: Option<i64>, municipalities: &BTreeMap<String, String>) -> Option<Shown> {
    let (run, outcome) = e.result(number)?;
    let design = e.version(run.design_version)?.clone();
    let change = |by: f64| words::change(s, &e.indicator, by);
    let short = |by: f64| words::short(s, &e.indicator, by);
    let points = outcome.estimates();
    let point = |p: &crate::evaluation::rules::Point| {
        [
            words::method(s, p.method),
            change(p.estimate),
            short(p.low),
            short(p.high),
            words::p(s, p.p),
            words::size(s, &e.indicator, p.pre_rmse),
        ]
    };
    Some(Shown {
        withheld: points.is_empty(),
        range: words::range(points).map(|(low, high)| (short(low), change(high))),
        points: points.iter().map(point).collect(),
        charts: charts(s, e, &design, outcome, municipalities),
        checks: match outcome.districts.as_slice() {
            [one] => one.checks.iter().map(|c| check(s, e, c)).collect(),
            _ => Vec::new(),
        },
        districts: if outcome.pooled.is_some() { outcome.districts.iter().map(|d| line(s, e, d)).collect() } else { Vec::new() },
        truth: outcome.truth().filter(|_| outcome.synthetic).map(|t| words::truth(s, &e.indicator, t)),
        rechecks: e.checks.iter().filter(|c| c.run == run.number).cloned().collect(),
        run: run.clone(),
        outcome: outcome.clone(),
        design,
    })
}

fn check(s: &Shell, e: &Evaluation, c: &Check) -> (&'static str, String, String) {
    (c.level.key(), s.tk("evaluation-level", c.level.key()), words::check(s, &e.indicator, c))
}

/// Pixels of a picture on the page.
const WIDTH: f64 = 680.0;

/// The pictures by the place they have: what may not be shown has none.
fn charts(
    s: &Shell,
    e: &Evaluation,
    design: &Registered,
    outcome: &Outcome,
    municipalities: &BTreeMap<String, String>,
) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    if !outcome.estimates().is_empty() {
        all.push(("estimates", words::estimates(s, e, outcome, design.design.relevant).figure(WIDTH)));
        all.push(("placebos", words::placebos(s, e, outcome).figure(WIDTH)));
    }
    if outcome.pooled.is_some() {
        all.push(("districts", words::districts(s, e, outcome).figure(WIDTH)));
    }
    if let [one] = outcome.districts.as_slice()
        && !one.withheld
    {
        let (indicator, window, synthetic) = (&e.indicator, design.design.window, outcome.synthetic);
        let name = |code: &str| municipalities.get(code).cloned().unwrap_or_else(|| code.to_owned());
        all.push(("trend", words::trend(s, indicator, one, window, synthetic).figure(WIDTH)));
        all.push(("gaps", words::gaps(s, indicator, one, window, synthetic).figure(WIDTH)));
        all.push(("weights", words::weights(s, one, &name, synthetic).figure(WIDTH)));
    }
    all
}

impl Shown {
    fn chart(&self, place: &str) -> &str {
        self.charts.iter().find(|(key, _)| *key == place).map_or("", |(_, svg)| svg)
    }

    fn small_areas(&self) -> bool {
        self.outcome.districts.iter().flat_map(|d| &d.weights).any(|w| w.kind == Released::Small)
    }

    fn first(&self) -> Option<&DistrictResult> {
        self.outcome.districts.first()
    }
}

fn line(s: &Shell, e: &Evaluation, d: &DistrictResult) -> DistrictLine {
    let change = |by: f64| words::change(s, &e.indicator, by);
    let short = |by: f64| words::short(s, &e.indicator, by);
    let primary = d.estimates.get(1);
    DistrictLine {
        slug: d.district.clone(),
        name: d.name.clone(),
        estimate: primary.map_or_else(|| s.t("cell-suppressed-rule"), |p| change(p.estimate)),
        interval: primary.map_or(String::new(), |p| s.t2("evaluation-from-to", "low", short(p.low), "high", short(p.high))),
        detectable: words::size(s, &e.indicator, d.detectable[1]),
        verdict: s.tk("evaluation-verdict", d.judgement.verdict.key()),
        why: s.tk("evaluation-why", d.judgement.why.key()),
        truth: d.truth.map_or(String::new(), |t| if t.abs() < 1e-12 { "–".to_owned() } else { change(t) }),
    }
}
