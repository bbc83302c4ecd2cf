//! Every version, two beside each other, the way to a new one and to the end.

use crate::cooperation::actions::{self, Seen};
use crate::cooperation::rules::{Comparison, compare};
use crate::cooperation::store::{self, VersionHead};
use crate::cooperation::{END, REVISE};
use crate::plan::rules::{GoalChange, Word};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell, again, see_other, settle};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "cooperation/pages/versions.html")]
struct VersionsPage {
    s: Shell,
    seen: Seen,
    title: String,
    /// Newest first, those this reader may know of.
    versions: Vec<VersionHead>,
    options: Vec<(String, String)>,
    from: i64,
    to: i64,
    comparison: Option<Comparison>,
    can_revise: bool,
    can_end: bool,
    problems: Problems,
    reason: String,
    /// Which of the page's forms was refused.
    ending: bool,
}

impl VersionsPage {
    /// A word that stands as a key in the texts compared.
    fn shown(&self, field: &str, text: &str) -> String {
        shown(&self.s, field, text)
    }

    fn none(&self) -> Problems {
        Problems::default()
    }
}

/// A stretch of a compared field as this reader reads it: areas and kinds of resources stand as keys.
pub(super) fn shown(s: &Shell, field: &str, text: &str) -> String {
    match field {
        "area" => crate::goal::pages::area_name(s, text),
        "resources" | "measures" => {
            let kinds = crate::goal::rules::ResourceKind::ALL;
            kinds.iter().fold(text.to_owned(), |text, kind| text.replace(kind.key(), &s.tk("plan-resource", kind.key())))
        }
        _ => text.to_owned(),
    }
}

#[derive(Deserialize)]
pub struct Pair {
    fran: Option<i64>,
    till: Option<i64>,
}

async fn page(app: &App, s: Shell, slug: &str, pair: Option<(i64, i64)>) -> Result<VersionsPage, Refusal> {
    let mut conn = app.db.read().await?;
    let seen = actions::visible(&mut conn, &s.caller, slug).await?;
    let versions: Vec<_> = seen.heads.iter().rev().filter(|h| seen.version(h.version).is_some()).cloned().collect();
    let known = |n: i64| versions.iter().any(|v| v.version == n);
    if pair.is_some_and(|(from, to)| !known(from) || !known(to)) {
        return Err(Refusal::NotFound);
    }
    let newest = versions.first().map_or(0, |v| v.version);
    let before = versions.get(1).map_or(0, |v| v.version);
    let (from, to) = pair.unwrap_or((before, newest));
    let first = store::snapshot(&mut conn, slug, from).await?;
    let second = store::snapshot(&mut conn, slug, to).await?;
    let title = second.as_ref().map_or_else(|| seen.cooperation.title.clone(), |p| p.title.clone());
    let comparison = first.zip(second).map(|(a, b)| compare(&a, &b));
    let code = &seen.cooperation.municipality_code;
    let can_revise = seen.cooperation.state.can_revise() && s.can_in(&REVISE, code);
    let can_end = seen.cooperation.state.can_end() && s.can_in(&END, code);
    let options = versions.iter().map(|v| (v.version.to_string(), s.t1("plan-version-number", "n", v.version))).collect();
    let (problems, reason) = (Problems::default(), String::new());
    Ok(VersionsPage { s, seen, title, versions, options, from, to, comparison, can_revise, can_end, problems, reason, ending: false })
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
    let reason = fields.get("reason").to_owned();
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::revise(&mut tx, &slug, fields.version(), &reason).await;
    match settle(tx, done).await? {
        Ok(()) => Ok(see_other(&format!("/samverkan/{slug}/skriv"), "cooperation-revising")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let page = VersionsPage { problems, reason, ..page(&app, s, &slug, None).await? };
            Ok(again(page))
        }
    }
}

pub async fn end(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let reason = fields.get("reason").to_owned();
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::end(&mut tx, &slug, fields.version(), &reason).await;
    match settle(tx, done).await? {
        Ok(()) => Ok(see_other(&format!("/samverkan/{slug}/versioner"), "cooperation-ended")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let page = VersionsPage { problems, reason, ending: true, ..page(&app, s, &slug, None).await? };
            Ok(again(page))
        }
    }
}
