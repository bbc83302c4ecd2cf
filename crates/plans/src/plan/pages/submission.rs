//! Check what is handed in, hand it in, and the receipt.

use super::own_desk;
use super::write::{goal_address, history_words, pace_words, part_address, review_words, spread_words};
use crate::plan::desk::Desk;
use crate::plan::rules::{GoalReview, is_late};
use crate::plan::view::{self, Document, Question};
use crate::plan::{SUBMIT, actions};
use agreements::programme::source::lua_2011;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell, again, see_other, settle};
use wording::Fault;

#[derive(Template)]
#[template(path = "plan/pages/check.html")]
struct CheckPage {
    s: Shell,
    desk: Desk,
    questions: Vec<Question>,
    problems: Problems,
    can_submit: bool,
    due: Option<NaiveDate>,
    late: bool,
    newest: i64,
}
review_words!(CheckPage);

async fn page(app: &App, s: Shell, slug: &str, problems: Problems) -> Result<CheckPage, Refusal> {
    let desk = own_desk(app, &s, slug).await?;
    let mut conn = app.db.read().await?;
    let questions = view::questions(&mut conn, &desk).await?;
    let newest = crate::plan::store::latest_version(&mut conn, slug).await?.map_or(0, |h| h.version);
    let due = lua_2011().due("plan", desk.plan.year);
    let late = newest == 0 && is_late(s.today, due);
    let can_submit = desk.plan.state.is_open() && s.can_in(&SUBMIT, &desk.plan.municipality_code);
    Ok(CheckPage { s, desk, questions, problems, can_submit, due, late, newest })
}

pub async fn check(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(page(&app, s, &slug, Problems::default()).await?))
}

pub async fn submit(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::submit(&mut tx, &slug, fields.version()).await;
    match settle(tx, done).await? {
        Ok(_) => Ok(see_other(&format!("/stadsdelsplaner/{slug}/kvitto"), "plan-submitted")),
        Err(faults) => {
            let mut problems = Problems::new(&s, &faults);
            // Where each thing is mended stands in the review below; the summary only says what blocks.
            problems.0.retain(|p| p.binding);
            problems.0.iter_mut().for_each(|p| p.field.clear());
            let page = page(&app, s, &slug, problems).await?;
            Ok(again(page))
        }
    }
}

#[derive(Template)]
#[template(path = "plan/pages/receipt.html")]
struct ReceiptPage {
    s: Shell,
    doc: Document,
    due: Option<NaiveDate>,
}

pub async fn receipt(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    actions::visible(&mut conn, &s.caller, &slug).await?;
    let doc = view::document(&mut conn, &slug, None).await?.ok_or(Refusal::NotFound)?;
    let year = doc.snapshot.year;
    Ok(Page(ReceiptPage { s, doc, due: lua_2011().due("plan", year).filter(|_| year >= lua_2011().year()) }))
}
