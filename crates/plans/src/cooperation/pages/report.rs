//! The report of a revision to the Government Offices, and its receipt.

use crate::cooperation::REPORT;
use crate::cooperation::actions::{self, Seen};
use crate::cooperation::rules::{Comparison, compare, is_revision};
use crate::cooperation::store::{self, VersionHead};
use crate::cooperation::view::{self, Document};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use platform::web::{App, Fields, Page, Problems, Shell, again, see_other, settle};
use platform::{Conn, Refusal};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "cooperation/pages/report.html")]
struct FormPage {
    s: Shell,
    seen: Seen,
    doc: Document,
    head: VersionHead,
    revision: bool,
    /// What the revision changed.
    comparison: Option<Comparison>,
    before: i64,
    note: String,
    problems: Problems,
}

/// The signed version before this one.
fn before(seen: &Seen, version: i64) -> i64 {
    seen.concluded().into_iter().rfind(|n| *n < version).unwrap_or(0)
}

async fn difference(conn: &mut Conn, slug: &str, from: i64, doc: &Document) -> anyhow::Result<Option<Comparison>> {
    Ok(store::snapshot(conn, slug, from).await?.map(|old| compare(&old, &doc.snapshot)))
}

async fn page(app: &App, s: Shell, slug: &str) -> Result<FormPage, Refusal> {
    let mut conn = app.db.read().await?;
    let seen = actions::visible(&mut conn, &s.caller, slug).await?;
    if !s.can_in(&REPORT, &seen.cooperation.municipality_code) {
        return Err(Refusal::Forbidden(&REPORT));
    }
    let head = store::concluded(&seen.heads).ok_or(Refusal::NotFound)?.clone();
    let doc = view::document(&mut conn, &head).await?.ok_or(Refusal::NotFound)?;
    let before = before(&seen, head.version);
    let comparison = difference(&mut conn, slug, before, &doc).await?;
    let revision = is_revision(&seen.concluded(), head.version);
    Ok(FormPage { s, seen, doc, head, revision, comparison, before, note: String::new(), problems: Problems::default() })
}

pub async fn form(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(page(&app, s, &slug).await?))
}

pub async fn submit(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let note = fields.get("note").to_owned();
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::report(&mut tx, &slug, &note).await;
    match settle(tx, done).await? {
        Ok(_) => Ok(see_other(&format!("/samverkan/{slug}/kvitto"), "cooperation-reported")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let page = FormPage { note, problems, ..page(&app, s, &slug).await? };
            Ok(again(page))
        }
    }
}

#[derive(Template)]
#[template(path = "cooperation/pages/receipt.html")]
struct ReceiptPage {
    s: Shell,
    doc: Document,
    report: store::Report,
    before: i64,
}

#[derive(Deserialize)]
pub struct Which {
    version: Option<i64>,
}

pub async fn receipt(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    Query(which): Query<Which>,
) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let seen = actions::visible(&mut conn, &s.caller, &slug).await?;
    for head in seen.heads.iter().rev().filter(|h| which.version.is_none_or(|n| n == h.version)) {
        if let Some(report) = store::report(&mut conn, &slug, head.version).await? {
            let doc = view::document(&mut conn, head).await?.ok_or(Refusal::NotFound)?;
            let before = before(&seen, head.version);
            return Ok(Page(ReceiptPage { s, doc, report, before }));
        }
    }
    Err(Refusal::NotFound)
}
