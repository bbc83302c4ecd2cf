//! Registering a design: first which districts, then the rest on one page, with everything that is wrong beside its field.

use super::{options, with_none};
use crate::evaluation::rules::{ComparisonRule, DesignText, GoalTested};
use crate::evaluation::store::Registered;
use crate::evaluation::{REGISTER, actions, inputs};
use agreements::place;
use agreements::place::rules::District;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use figures::indicator;
use figures::statistics::rules::GROUPS;
use platform::web::{App, Fields, Page, Problems, Shell, again, see_other, settle};
use platform::{Conn, Refusal};

/// Every value of a name in the address: slugs and ids need no decoding.
fn asked<'q>(query: &'q str, name: &'q str) -> impl Iterator<Item = &'q str> {
    query.split('&').filter_map(|pair| pair.split_once('=')).filter(move |(n, v)| *n == name && !v.is_empty()).map(|(_, v)| v)
}

#[derive(Template)]
#[template(path = "evaluation/pages/pick.html")]
struct PickPage {
    s: Shell,
    /// Municipality and its districts that the reader may evaluate.
    groups: Vec<(String, Vec<District>)>,
}

#[derive(Template)]
#[template(path = "evaluation/pages/design.html")]
struct FormPage {
    s: Shell,
    problems: Problems,
    text: DesignText,
    names: Vec<String>,
    goals: Vec<(String, String)>,
    indicators: Vec<(String, String)>,
    groups: Vec<(String, String)>,
    rules: Vec<(String, String)>,
    action: String,
    /// The version that is written anew; none for a first.
    before: Option<Registered>,
    /// A result of an earlier version is known.
    after_result: bool,
}

async fn may_evaluate(conn: &mut Conn, s: &Shell) -> anyhow::Result<Vec<District>> {
    let mut all = place::store::districts(conn).await?;
    all.retain(|d| s.can_in(&REGISTER, &d.municipality.code));
    Ok(all)
}

pub async fn new(State(app): State<App>, s: Shell) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let own = may_evaluate(&mut conn, &s).await?;
    let districts: Vec<String> = asked(&s.query, "stadsdel").filter(|d| own.iter().any(|o| o.id == *d)).map(str::to_owned).collect();
    if districts.is_empty() {
        return Ok(Page(PickPage { groups: grouped(own), s }).into_response());
    }
    let goal = asked(&s.query, "mal").next().unwrap_or_default().to_owned();
    let text = DesignText { districts, goal, group: "alla".into(), rule: ComparisonRule::Outside.key().into(), ..suggested() };
    let page = form(&mut conn, s, text, Problems::default(), None).await?;
    Ok(Page(page).into_response())
}

/// The window of the predecessors' agreements, 2008–2010, as a first suggestion.
fn suggested() -> DesignText {
    DesignText { first: "2005".into(), start: "2008".into(), last: "2010".into(), ..DesignText::default() }
}

fn grouped(districts: Vec<District>) -> Vec<(String, Vec<District>)> {
    let mut groups: Vec<(String, Vec<District>)> = Vec::new();
    for district in districts {
        match groups.iter_mut().find(|(name, _)| *name == district.municipality.name) {
            Some((_, list)) => list.push(district),
            None => groups.push((district.municipality.name.clone(), vec![district])),
        }
    }
    groups.sort_by_key(|(name, _)| place::store::swedish_order(name));
    groups
}

async fn form(
    conn: &mut Conn,
    s: Shell,
    mut text: DesignText,
    problems: Problems,
    before: Option<(Registered, bool)>,
) -> Result<FormPage, Refusal> {
    let mut goals: Vec<GoalTested> = Vec::new();
    let mut names = Vec::new();
    for slug in &text.districts {
        names.extend(place::store::district(conn, slug).await?.map(|d| d.name));
        goals.extend(inputs::goals_of(conn, slug, s.today).await?);
    }
    if text.indicator.is_empty() {
        text.indicator = goals.iter().find(|g| g.id == text.goal).and_then(|g| g.indicator.clone()).unwrap_or_default();
    }
    let goal = |g: GoalTested| (g.id, format!("{} {}: {}", g.plan, g.number, g.statement));
    let indicators = indicator::store::all(conn).await?.into_iter().map(|i| (i.key.clone(), i.name(s.lang).to_owned())).collect();
    let (before, after_result) = before.map_or((None, false), |(b, known)| (Some(b), known));
    Ok(FormPage {
        names,
        goals: with_none(goals.into_iter().filter(|g| g.indicator.is_some()).map(goal).collect(), s.t("evaluation-goal-none")),
        indicators: with_none(indicators, s.t("evaluation-choose")),
        groups: options(&s, "evaluation-group", &GROUPS),
        rules: options(&s, "evaluation-rule", &ComparisonRule::ALL.map(ComparisonRule::key)),
        action: before.as_ref().map_or_else(|| "/utvarderingar".to_owned(), |b| format!("/utvarderingar/{}/versioner", b.slug)),
        problems,
        text,
        before,
        after_result,
        s,
    })
}

fn text_of(fields: &Fields) -> DesignText {
    let get = |name: &str| fields.get(name).to_owned();
    DesignText {
        title: get("title"),
        question: get("question"),
        districts: fields.all("district").filter(|d| !d.is_empty()).map(str::to_owned).collect(),
        goal: get("goal"),
        indicator: get("indicator"),
        group: get("group"),
        first: get("first"),
        start: get("start"),
        last: get("last"),
        rule: get("rule"),
        excluded: get("excluded"),
        listed: get("listed"),
        relevant: get("relevant"),
        bridge: get("bridge"),
        secondary: get("secondary"),
        reason: get("reason"),
    }
}

pub async fn register(State(app): State<App>, s: Shell, fields: Fields) -> Result<Response, Refusal> {
    let text = text_of(&fields);
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::register(&mut tx, &text).await;
    match settle(tx, done).await? {
        Ok(slug) => Ok(see_other(&format!("/utvarderingar/{slug}"), "evaluation-registered")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let page = form(&mut *app.db.read().await?, s, text, problems, None).await?;
            Ok(again(page))
        }
    }
}

/// The newest version and whether its result is known; refused outside the reader's municipality.
async fn own(conn: &mut Conn, s: &Shell, slug: &str) -> Result<(Registered, bool), Refusal> {
    let e = crate::evaluation::view::evaluation(conn, slug).await?.ok_or(Refusal::NotFound)?;
    if !e.districts.iter().all(|d| s.can_in(&REGISTER, &d.municipality_code)) {
        return Err(Refusal::Forbidden(&REGISTER));
    }
    Ok((e.design().clone(), e.result(None).is_some()))
}

pub async fn edit(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let (before, known) = own(&mut conn, &s, &slug).await?;
    let indicator = indicator::store::one(&mut conn, &before.design.indicator).await?.ok_or(Refusal::NotFound)?;
    let text = actions::text_of(&before.design, indicator.measure);
    Ok(Page(form(&mut conn, s, text, Problems::default(), Some((before, known))).await?))
}

pub async fn revise(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let text = text_of(&fields);
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::revise(&mut tx, &slug, &text, fields.version()).await;
    match settle(tx, done).await? {
        Ok(_) => Ok(see_other(&format!("/utvarderingar/{slug}/versioner"), "evaluation-revised")),
        Err(faults) => {
            let mut conn = app.db.read().await?;
            let before = own(&mut conn, &s, &slug).await?;
            let problems = Problems::new(&s, &faults);
            let page = form(&mut conn, s, text, problems, Some(before)).await?;
            Ok(again(page))
        }
    }
}
