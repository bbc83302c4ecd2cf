//! The State's draft: introduction and comments, and the freezing of an edition.

use crate::compilation::rules::{COOPERATION, INTRODUCTION};
use crate::compilation::store::{self, Edition, Text};
use crate::compilation::{actions, is_of_programme};
use crate::development::words;
use crate::report;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::web::{App, Fields, Page, Problems, Shell, again, autosaved, see_other, settle};
use platform::{Refusal, Saved, Tx};
use wording::Fault;

/// One text as it is written.
struct TextView {
    part: String,
    label: String,
    stands: Text,
}

#[derive(Template)]
#[template(path = "compilation/pages/draft.html")]
struct DraftPage {
    s: Shell,
    year: i32,
    texts: Vec<TextView>,
    editions: Vec<Edition>,
    submitted: usize,
    all: usize,
    problems: Problems,
    reason: String,
}

fn label(s: &Shell, part: &str) -> String {
    match part {
        INTRODUCTION => s.t("compilation-introduction"),
        COOPERATION => s.t("compilation-cooperation"),
        area => words::area_name(s, area),
    }
}

async fn page(app: &App, s: Shell, year: i32, faults: &[Fault], reason: String) -> Result<DraftPage, Refusal> {
    if !is_of_programme(year) {
        return Err(Refusal::NotFound);
    }
    let mut conn = app.db.read().await?;
    let mut stand = store::texts(&mut conn, year).await?;
    let view = |part: String| TextView { label: label(&s, &part), stands: stand.remove(&part).unwrap_or_default(), part };
    let texts = actions::text_parts().into_iter().map(view).collect();
    let reports = report::store::statuses(&mut conn, year).await?;
    Ok(DraftPage {
        texts,
        editions: store::editions(&mut conn, year).await?,
        submitted: reports.iter().filter(|r| r.version > 0).count(),
        all: reports.len(),
        problems: Problems::new(&s, faults),
        reason,
        year,
        s,
    })
}

pub async fn draft(State(app): State<App>, s: Shell, Path(year): Path<i32>) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(page(&app, s, year, &[], String::new()).await?))
}

async fn keep(tx: &mut Tx, year: i32, part: &str, fields: &Fields) -> Result<Saved, Refusal> {
    actions::save_text(tx, year, part, &fields.written("text"), fields.version()).await
}

pub async fn save(State(app): State<App>, s: Shell, Path((year, part)): Path<(i32, String)>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let saved = keep(&mut tx, year, &part, &fields).await?;
    tx.keep(saved).await?;
    Ok(see_other(&format!("/sammanstallning/{year}/utkast#{part}"), "compilation-saved"))
}

/// Saves while one writes; answers with the new version and the time.
pub async fn autosave(
    State(app): State<App>,
    s: Shell,
    Path((year, part)): Path<(i32, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let saved = keep(&mut tx, year, &part, &fields).await?;
    autosaved(tx, saved).await
}

pub async fn freeze(State(app): State<App>, s: Shell, Path(year): Path<i32>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::freeze(&mut tx, year, fields.get("reason")).await;
    match settle(tx, done).await? {
        Ok(number) => Ok(see_other(&format!("/sammanstallning/{year}/utgavor/{number}"), "compilation-frozen")),
        Err(faults) => {
            let page = page(&app, s, year, &faults, fields.get("reason").to_owned()).await?;
            Ok(again(page))
        }
    }
}
