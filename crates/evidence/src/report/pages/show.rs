//! A report: the workspace for its own people while it is written, the submitted version for everybody.

use super::{PartLink, part_links, shape, state_line};
use crate::development::words::{self, FigureView, GoalView};
use crate::report::actions;
use crate::report::rules::{DistrictPart, ReportState};
use crate::report::store::{self, Happening, Report};
use crate::report::view::{self, Document, Workspace};
use crate::report::{ASK, WRITE};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use platform::web::{App, Fields, Page, Problems, Shell, again, see_other, settle};
use platform::{Conn, Refusal};
use serde::Deserialize;

/// Which version is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    pub version: Option<i64>,
}

#[derive(Template)]
#[template(path = "report/pages/start.html")]
struct StartPage {
    s: Shell,
    slug: String,
    municipality: String,
    year: i32,
    due: chrono::NaiveDate,
    can_open: bool,
}

#[derive(Template)]
#[template(path = "report/pages/workspace.html")]
struct WorkspacePage {
    s: Shell,
    w: Workspace,
    links: Vec<PartLink>,
    state: String,
    shape: &'static str,
    ready: usize,
    reason: Option<Happening>,
    /// Each district with the plan its goals are taken from.
    plans: Vec<(String, Option<PlanLine>)>,
    can_write: bool,
    can_certify: bool,
}

/// The plan of a district in a report that is being written.
struct PlanLine {
    title: String,
    address: String,
    /// It is the plan of the period before.
    is_earlier: bool,
}

/// A district of a submitted report as the page sets it.
struct DistrictView {
    slug: String,
    name: String,
    plan: Option<(String, String)>,
    plan_is_earlier: bool,
    areas: Vec<AreaView>,
}

struct AreaView {
    key: String,
    name: String,
    text: String,
    figures: Vec<FigureView>,
    goals: Vec<GoalView>,
}

#[derive(Template)]
#[template(path = "report/pages/submitted.html")]
struct SubmittedPage {
    s: Shell,
    doc: Document,
    report: Report,
    districts: Vec<DistrictView>,
    state: String,
    shape: &'static str,
    /// A newer version stands.
    is_old: bool,
    newest: i64,
    events: Vec<Happening>,
    own: bool,
    can_revise: bool,
    can_ask: bool,
    can_note: bool,
    problems: Problems,
    reason: String,
}

pub async fn show(State(app): State<App>, s: Shell, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let round = actions::round(&mut conn, &slug).await?;
    let own = s.caller.is_of_municipality(&round.municipality.code);
    let Some(report) = store::report(&mut conn, &slug).await? else {
        if !own {
            return Err(Refusal::NotFound);
        }
        let can_open = s.can_in(&WRITE, &round.municipality.code);
        let page = StartPage { slug, municipality: round.municipality.name, year: round.year, due: round.reference, can_open, s };
        return Ok(Page(page).into_response());
    };
    let being_written = !matches!(report.state, ReportState::Submitted | ReportState::CompletionRequested);
    if own && being_written && asked.version.is_none() {
        let w = view::workspace(&mut conn, report, round).await?;
        return Ok(Page(workspace_page(&mut conn, s, w).await?).into_response());
    }
    let page = submitted_page(&mut conn, s, report, asked.version, own, Problems::default(), String::new()).await?;
    Ok(Page(page).into_response())
}

async fn workspace_page(conn: &mut Conn, s: Shell, w: Workspace) -> Result<WorkspacePage, Refusal> {
    let on = crate::report::rules::basis_day(w.reference, s.today);
    let in_force = plans::plan::store::all_in_force(conn, on).await?;
    let plan = |id: &str| {
        let p = in_force.get(id)?;
        let address = format!("/stadsdelsplaner/{}?version={}", p.slug, p.version);
        Some(PlanLine { title: p.title.clone(), address, is_earlier: p.to < w.reference })
    };
    Ok(WorkspacePage {
        links: part_links(&s, &w, ""),
        state: state_line(&s, &w.report, w.events.iter().rev().find(|e| e.kind != "read")),
        shape: shape(w.report.state.key()),
        ready: w.progress().0,
        reason: w.waiting_reason().cloned(),
        plans: w.districts.iter().map(|d| (d.name.clone(), plan(&d.id))).collect(),
        can_write: s.can_in(&WRITE, &w.report.municipality_code),
        can_certify: s.can_in(&crate::report::CERTIFY, &w.report.municipality_code),
        w,
        s,
    })
}

fn district_view(s: &Shell, d: &DistrictPart, areas: &[String]) -> DistrictView {
    let area = |key: &String| AreaView {
        key: key.clone(),
        name: words::area_name(s, key),
        text: d.texts.get(key).cloned().unwrap_or_default(),
        figures: words::figure_rows(s, &d.development, key),
        goals: words::goal_rows(s, &d.development, key),
    };
    let plan = d.development.plan.as_ref();
    DistrictView {
        slug: d.slug.clone(),
        name: d.name.clone(),
        plan: plan.map(|p| (p.title.clone(), format!("/stadsdelsplaner/{}?version={}", p.slug, p.version))),
        plan_is_earlier: plan.is_some_and(|p| p.is_earlier(d.development.on)),
        areas: areas.iter().map(area).collect(),
    }
}

async fn submitted_page(
    conn: &mut Conn,
    s: Shell,
    report: Report,
    version: Option<i64>,
    own: bool,
    problems: Problems,
    reason: String,
) -> Result<SubmittedPage, Refusal> {
    let doc = view::document(conn, &report.slug, version).await?.ok_or(Refusal::NotFound)?;
    let mut events = store::events(conn, &report.slug).await?;
    // What happens within the municipality before submission is its own matter.
    events.retain(|e| own || matches!(e.kind.as_str(), "submitted" | "read" | "completion_requested"));
    let newest = doc.versions.last().map_or(0, |v| v.version);
    let read = events.iter().any(|e| e.kind == "read" && e.report_version == newest);
    let public = if report.state == ReportState::CompletionRequested { "completion_requested" } else { "submitted" };
    let state = s.t3(
        "report-state-line",
        "state",
        s.tk("report-state", public),
        "who",
        &doc.head.submitted_by,
        "at",
        s.moment(&doc.head.submitted_at),
    );
    let is_newest = doc.head.version == newest;
    Ok(SubmittedPage {
        districts: doc.snapshot.districts.iter().map(|d| district_view(&s, d, &doc.snapshot.areas)).collect(),
        state,
        shape: shape(public),
        is_old: !is_newest,
        newest,
        events,
        own,
        can_revise: is_newest
            && report.state.after(crate::report::rules::Step::Revise).is_some()
            && s.can_in(&WRITE, &report.municipality_code),
        can_ask: is_newest && report.state == ReportState::Submitted && s.can_in(&ASK, &report.municipality_code),
        can_note: is_newest && !read && s.can_in(&ASK, &report.municipality_code),
        problems,
        reason,
        doc,
        report,
        s,
    })
}

/// The submitted page again, with what was typed and what is wrong with it.
async fn submitted_again(app: &App, s: Shell, slug: &str, fields: &Fields, faults: &[wording::Fault]) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let report = store::report(&mut conn, slug).await?.ok_or(Refusal::NotFound)?;
    let own = s.caller.is_of_municipality(&report.municipality_code);
    let problems = Problems::new(&s, faults);
    let page = submitted_page(&mut conn, s, report, None, own, problems, fields.get("reason").to_owned()).await?;
    Ok(again(page))
}

pub async fn open(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    actions::open(&mut tx, &slug).await?;
    tx.save().await?;
    Ok(see_other(&format!("/redovisningar/{slug}"), "report-opened"))
}

pub async fn revise(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::revise(&mut tx, &slug, fields.version(), fields.get("reason")).await;
    if let Err(faults) = settle(tx, done).await? {
        return submitted_again(&app, s, &slug, &fields, &faults).await;
    }
    Ok(see_other(&format!("/redovisningar/{slug}"), "report-revising"))
}

pub async fn ask(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::ask_completion(&mut tx, &slug, fields.version(), fields.get("reason")).await;
    if let Err(faults) = settle(tx, done).await? {
        return submitted_again(&app, s, &slug, &fields, &faults).await;
    }
    Ok(see_other(&format!("/redovisningar/{slug}"), "report-asked"))
}

pub async fn note_read(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    actions::note_read(&mut tx, &slug).await?;
    tx.save().await?;
    Ok(see_other(&format!("/redovisningar/{slug}"), "report-read"))
}
