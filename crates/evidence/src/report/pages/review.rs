//! Check your answers, and the certifier's page.

use super::{PartLink, part_links, shape, workspace};
use crate::development::words::{self, FigureView, GoalView};
use crate::report::actions;
use crate::report::rules::{self, ReportState};
use crate::report::view::{self, Workspace};
use crate::report::{CERTIFY, WRITE};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::web::{App, Fields, Page, Problems, Shell, again, see_other, settle};
use platform::{Conn, Refusal};
use wording::Fault;

/// One part as it is to be checked.
struct Answer {
    link: PartLink,
    text: String,
    changed: String,
    figures: Vec<FigureView>,
    goals: Vec<GoalView>,
    district: String,
    synthetic: bool,
}

#[derive(Template)]
#[template(path = "report/pages/review.html")]
struct ReviewPage {
    s: Shell,
    w: Workspace,
    answers: Vec<Answer>,
    problems: Problems,
    /// Binding faults that remain.
    remaining: usize,
    can_write: bool,
}

#[derive(Template)]
#[template(path = "report/pages/attest.html")]
struct AttestPage {
    s: Shell,
    w: Workspace,
    answers: Vec<Answer>,
    problems: Problems,
    shape: &'static str,
    writers: String,
    can_certify: bool,
    /// The reader has written in the report and so cannot certify it.
    wrote: bool,
    is_late: bool,
    reason: String,
}

async fn answers(conn: &mut Conn, s: &Shell, w: &Workspace, with_figures: bool) -> Result<Vec<Answer>, Refusal> {
    let mut developments = Vec::new();
    if with_figures {
        for district in &w.districts {
            developments.push(view::basis(conn, district, w.reference, s.today).await?);
        }
    }
    let links = part_links(s, w, "");
    let answer = |(link, part): (PartLink, &rules::Part)| {
        let written = w.written(&part.key);
        let d = part.district.as_ref().and_then(|slug| developments.iter().find(|d| d.district == *slug));
        let area = part.area.as_deref().unwrap_or_default();
        let changed = if written.version == 0 {
            String::new()
        } else {
            s.t2("report-saved-by", "who", &written.changed_by, "at", s.moment(&written.changed_at))
        };
        Answer {
            link,
            text: written.text,
            changed,
            figures: d.map(|d| words::figure_rows(s, d, area)).unwrap_or_default(),
            goals: d.map(|d| words::goal_rows(s, d, area)).unwrap_or_default(),
            district: d.map(|d| d.district_name.clone()).unwrap_or_default(),
            synthetic: d.is_some_and(|d| d.synthetic),
        }
    };
    Ok(links.into_iter().zip(&w.parts).map(answer).collect())
}

/// A fault's part is named in words before it is set.
fn named(s: &Shell, w: &Workspace, mut faults: Vec<Fault>) -> Vec<Fault> {
    for fault in &mut faults {
        if let Some(part) = w.parts.iter().find(|p| p.key == fault.field) {
            fault.args = vec![("part", super::part_label(s, w, part).into())];
        }
    }
    faults
}

async fn review_page(conn: &mut Conn, s: Shell, slug: &str) -> Result<ReviewPage, Refusal> {
    let w = workspace(conn, &s, slug).await?;
    let faults = if w.report.state.is_open() { named(&s, &w, rules::review(&w.parts, &w.written, &w.earlier)) } else { Vec::new() };
    Ok(ReviewPage {
        answers: answers(conn, &s, &w, false).await?,
        remaining: faults.iter().filter(|f| f.is_binding()).count(),
        problems: Problems::new(&s, &faults),
        can_write: s.can_in(&WRITE, &w.report.municipality_code),
        w,
        s,
    })
}

pub async fn review(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    Ok(Page(review_page(&mut conn, s, &slug).await?))
}

pub async fn mark_ready(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::mark_ready(&mut tx, &slug, fields.version()).await;
    let Err(faults) = settle(tx, done).await? else {
        return Ok(see_other(&format!("/redovisningar/{slug}"), "report-ready"));
    };
    // What stands in a part is shown among the parts; what concerns the report as a whole is a page of its own.
    if faults.iter().all(|f| f.field.is_empty()) {
        return Err(Refusal::Rule(faults));
    }
    let mut conn = app.db.read().await?;
    Ok(again(review_page(&mut conn, s, &slug).await?))
}

pub async fn withdraw(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    actions::withdraw(&mut tx, &slug, fields.version()).await?;
    tx.save().await?;
    Ok(see_other(&format!("/redovisningar/{slug}"), "report-withdrawn"))
}

async fn attest_page(conn: &mut Conn, s: Shell, slug: &str, faults: Vec<Fault>, reason: String) -> Result<AttestPage, Refusal> {
    let w = workspace(conn, &s, slug).await?;
    let wrote = !rules::four_eyes(s.caller.account_id(), &w.writers).is_empty();
    let faults = named(&s, &w, faults);
    Ok(AttestPage {
        answers: answers(conn, &s, &w, true).await?,
        problems: Problems::new(&s, &faults),
        shape: shape(w.report.state.key()),
        writers: w.writers.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", "),
        can_certify: s.can_in(&CERTIFY, &w.report.municipality_code) && w.report.state == ReportState::Ready,
        wrote,
        is_late: w.versions.is_empty() && s.today > w.reference,
        reason,
        w,
        s,
    })
}

pub async fn attest(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    Ok(Page(attest_page(&mut conn, s, &slug, Vec::new(), String::new()).await?))
}

async fn attest_again(app: &App, s: Shell, slug: &str, faults: Vec<Fault>, reason: &str) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let page = attest_page(&mut conn, s, slug, faults, reason.to_owned()).await?;
    Ok(again(page))
}

pub async fn certify(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::certify(&mut tx, &slug, fields.version()).await;
    if let Err(faults) = settle(tx, done).await? {
        return attest_again(&app, s, &slug, faults, "").await;
    }
    Ok(see_other(&format!("/redovisningar/{slug}/kvitto"), "report-submitted"))
}

pub async fn send_back(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::send_back(&mut tx, &slug, fields.version(), fields.get("reason")).await;
    if let Err(faults) = settle(tx, done).await? {
        return attest_again(&app, s, &slug, faults, fields.get("reason")).await;
    }
    Ok(see_other(&format!("/redovisningar/{slug}"), "report-returned"))
}
