//! The plan as a document: a submitted version, or the draft for its own people; and what the State does with it.

use super::{own_desk, state_class, state_word};
use crate::goal::pages::area_heading;
use crate::goal::rules::show_value;
use crate::goal::store::FrozenGoal;
use crate::plan::rules::{PlanState, Snapshot};
use crate::plan::store::{self, Plan};
use crate::plan::view::{self, Document, Note, Piece};
use crate::plan::{READ_SUBMITTED, REQUEST, REVISE, actions, freeze};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell, again, see_other, settle};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "plan/pages/document.html")]
struct DocumentPage {
    s: Shell,
    plan: Plan,
    doc: Document,
    word: &'static str,
    class: &'static str,
    /// Number of the newest submitted version; 0 before the first.
    newest: i64,
    situation: Vec<Vec<Piece>>,
    needs: Vec<Vec<Piece>>,
    notes: Vec<Note>,
    areas: Vec<(String, Vec<FrozenGoal>)>,
    read: Option<(String, String)>,
    /// What a refused request for completion said.
    problems: Problems,
    reason: String,
}

impl DocumentPage {
    fn new(s: Shell, plan: Plan, doc: Document, newest: i64) -> Self {
        let Snapshot { situation, needs, figures, goals, .. } = &doc.snapshot;
        let paragraphs = |text| view::paragraphs(s.lang, text, figures);
        let (situation, needs) = (paragraphs(situation), paragraphs(needs));
        let (notes, areas) = (view::notes(s.lang, figures), view::by_area(goals));
        let word = state_word(&s, &plan);
        let class = state_class(word, doc.head.as_ref().is_some_and(|h| h.late));
        let (problems, reason, read) = (Problems::default(), String::new(), None);
        Self { s, plan, doc, word, class, newest, situation, needs, notes, areas, read, problems, reason }
    }

    fn area(&self, key: &str) -> String {
        area_heading(&self.s, key)
    }

    fn indicator(&self, g: &FrozenGoal) -> String {
        indicator_name(&self.s, g)
    }

    fn value(&self, g: &FrozenGoal, value: &f64) -> String {
        show_value(self.s.lang, &g.goal.yardstick, *value)
    }

    /// The newest version, of a plan one may ask to be completed.
    fn can_request(&self) -> bool {
        self.is_newest() && self.plan.state == PlanState::Submitted && self.s.can(&REQUEST)
    }

    fn can_note_read(&self) -> bool {
        self.is_newest() && self.read.is_none() && self.s.can(&READ_SUBMITTED)
    }

    fn is_newest(&self) -> bool {
        self.doc.head.as_ref().is_some_and(|h| h.version == self.newest)
    }

    fn is_own(&self) -> bool {
        self.s.caller.is_of_municipality(&self.plan.municipality_code)
    }

    fn can_revise(&self) -> bool {
        self.plan.state.can_revise() && self.s.can_in(&REVISE, &self.plan.municipality_code)
    }

    fn sees_requests(&self) -> bool {
        self.is_own() || self.s.caller.is_state()
    }
}

/// Name of what a goal is measured with.
pub fn indicator_name(s: &Shell, g: &FrozenGoal) -> String {
    use crate::goal::rules::Yardstick;
    match &g.goal.yardstick {
        Yardstick::None => s.t("plan-no-indicator"),
        Yardstick::Own { text, .. } => text.clone(),
        Yardstick::Registry { name_sv, name_en, .. } => s.pick(name_sv, name_en).to_owned(),
    }
}

#[derive(Deserialize)]
pub struct Which {
    version: Option<i64>,
}

pub async fn show(State(app): State<App>, s: Shell, Path(slug): Path<String>, Query(which): Query<Which>) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let plan = actions::visible(&mut conn, &s.caller, &slug).await?;
    let Some(doc) = view::document(&mut conn, &slug, which.version).await? else {
        // Nothing submitted yet: its own people go to where it is written.
        return if which.version.is_none() {
            Ok(Redirect::to(&format!("/stadsdelsplaner/{slug}/skriv")).into_response())
        } else {
            Err(Refusal::NotFound)
        };
    };
    Ok(Page(submitted(&mut conn, s, plan, doc).await?).into_response())
}

async fn submitted(conn: &mut platform::Conn, s: Shell, plan: Plan, doc: Document) -> Result<DocumentPage, Refusal> {
    let newest = store::latest_version(conn, &plan.slug).await?.map_or(0, |h| h.version);
    let version = doc.head.as_ref().map_or(0, |h| h.version);
    let read = store::read_on(conn, &plan.slug, version).await?;
    Ok(DocumentPage { read, ..DocumentPage::new(s, plan, doc, newest) })
}

pub async fn draft(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let desk = own_desk(&app, &s, &slug).await?;
    let mut conn = app.db.read().await?;
    let newest = store::latest_version(&mut conn, &slug).await?.map_or(0, |h| h.version);
    let codes = agreements::place::store::district(&mut conn, &desk.plan.district).await?.map(|d| d.codes).unwrap_or_default();
    let snapshot = freeze::snapshot(&desk, codes, newest + 1);
    let doc = Document { snapshot, head: None, register_number: None, requests: Vec::new() };
    Ok(Page(DocumentPage::new(s, desk.plan, doc, newest)))
}

pub async fn read(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    actions::note_read(&mut tx, &slug).await?;
    tx.save().await?;
    Ok(see_other(&format!("/stadsdelsplaner/{slug}"), "plan-read"))
}

pub async fn request(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let reason = fields.get("reason").to_owned();
    let done = actions::request_completion(&mut tx, &slug, fields.version(), &reason).await;
    let Err(faults) = settle(tx, done).await? else {
        return Ok(see_other(&format!("/stadsdelsplaner/{slug}"), "plan-requested"));
    };
    let problems = Problems::new(&s, &faults);
    let mut conn = app.db.read().await?;
    let plan = actions::visible(&mut conn, &s.caller, &slug).await?;
    let doc = view::document(&mut conn, &slug, None).await?.ok_or(Refusal::NotFound)?;
    let page = DocumentPage { problems, reason, ..submitted(&mut conn, s, plan, doc).await? };
    Ok(again(page))
}
