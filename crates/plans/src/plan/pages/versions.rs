//! Every submitted version, two beside each other, and the way to a new one.

use crate::goal::pages::area_name;
use crate::plan::rules::{Comparison, GoalChange, Word, compare};
use crate::plan::store::{self, Plan, VersionHead};
use crate::plan::{REVISE, actions};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell, again, see_other, settle};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "plan/pages/versions.html")]
struct VersionsPage {
    s: Shell,
    plan: Plan,
    /// Newest first.
    versions: Vec<VersionHead>,
    options: Vec<(String, String)>,
    from: i64,
    to: i64,
    comparison: Option<Comparison>,
    can_revise: bool,
    problems: Problems,
    reason: String,
}

impl VersionsPage {
    /// A word of the programme that stands as a key in the texts.
    fn shown(&self, field: &str, text: &str) -> String {
        if field == "area" { area_name(&self.s, text) } else { text.to_owned() }
    }
}

#[derive(Deserialize)]
pub struct Pair {
    fran: Option<i64>,
    till: Option<i64>,
}

async fn page(app: &App, s: Shell, slug: &str, pair: Option<(i64, i64)>) -> Result<VersionsPage, Refusal> {
    let mut conn = app.db.read().await?;
    let plan = actions::visible(&mut conn, &s.caller, slug).await?;
    let mut versions = store::versions(&mut conn, slug).await?;
    versions.reverse();
    let newest = versions.first().map_or(0, |v| v.version);
    let (from, to) = pair.unwrap_or((newest - 1, newest));
    let before = store::snapshot(&mut conn, slug, from).await?;
    let after = store::snapshot(&mut conn, slug, to).await?;
    if pair.is_some() && (before.is_none() || after.is_none()) {
        return Err(Refusal::NotFound);
    }
    let comparison = before.zip(after).map(|(before, after)| compare(&before, &after));
    let can_revise = plan.state.can_revise() && s.can_in(&REVISE, &plan.municipality_code);
    let options = versions.iter().map(|v| (v.version.to_string(), s.t1("plan-version-number", "n", v.version))).collect();
    Ok(VersionsPage { s, plan, versions, options, from, to, comparison, can_revise, problems: Problems::default(), reason: String::new() })
}

pub async fn show(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    Query(pair): Query<Pair>,
) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(page(&app, s, &slug, pair.fran.zip(pair.till)).await?))
}

pub async fn revise(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let reason = fields.get("reason").to_owned();
    let done = actions::revise(&mut tx, &slug, fields.version(), &reason).await;
    match settle(tx, done).await? {
        Ok(()) => Ok(see_other(&format!("/stadsdelsplaner/{slug}/skriv"), "plan-revising")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let page = VersionsPage { problems, reason, ..page(&app, s, &slug, None).await? };
            Ok(again(page))
        }
    }
}
