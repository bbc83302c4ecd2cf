//! Writing a part: left the parts, in the middle the text and the figures, to the right last year's text.

use super::{PartLink, part_label, part_links, workspace};
use crate::development::words::{self, FigureView, GoalView};
use crate::report::WRITE;
use crate::report::actions::{self, Typed};
use crate::report::rules::{self, AgreementFacts, COOPERATION, Part, RESULTS, Written};
use crate::report::view::{self, Workspace};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::access::Role;
use platform::web::{App, Fields, Page, Problems, Shell, again, autosaved, see_other, settle_saved};
use platform::{Conn, Refusal};

/// What the middle column rests on.
struct Basis {
    district: String,
    area: String,
    area_key: String,
    district_slug: String,
    figures: Vec<FigureView>,
    goals: Vec<GoalView>,
    /// What has happened with the figures in the latest year: name, change, direction.
    news: Vec<(String, String, Option<&'static str>)>,
    plan: String,
    plan_address: String,
    plan_is_earlier: bool,
    synthetic: bool,
    state: String,
}

#[derive(Template)]
#[template(path = "report/pages/part.html")]
struct PartPage {
    s: Shell,
    w: Workspace,
    links: Vec<PartLink>,
    label: String,
    key: String,
    text: String,
    ready: bool,
    written: Written,
    problems: Problems,
    basis: Option<Basis>,
    earlier: Option<String>,
    /// Beside the two parts on cooperation: the agreements in force and how far their commitments have come; none beside any other.
    agreements: Option<Vec<AgreementFacts>>,
    can_write: bool,
    /// Why nothing can be written here now; empty when it can.
    closed: String,
}

pub async fn edit(State(app): State<App>, s: Shell, Path((slug, part)): Path<(String, String)>) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let page = page(&mut conn, s, &slug, &part, None, Problems::default()).await?;
    Ok(Page(page).into_response())
}

async fn page(conn: &mut Conn, s: Shell, slug: &str, key: &str, typed: Option<Typed>, problems: Problems) -> Result<PartPage, Refusal> {
    let w = workspace(conn, &s, slug).await?;
    let place = w.parts.iter().position(|p| p.key == key).ok_or(Refusal::NotFound)?;
    let part = w.parts[place].clone();
    let basis = basis(conn, &s, &w, &part).await?;
    let agreements = if matches!(key, COOPERATION | RESULTS) {
        Some(view::agreements(conn, &w.report.municipality_code, rules::basis_day(w.reference, s.today)).await?)
    } else {
        None
    };
    let written = w.written(key);
    let typed = typed.unwrap_or_else(|| Typed { text: written.text.clone(), ready: written.ready, version: written.version });
    let can_write = s.can_in(&WRITE, &w.report.municipality_code);
    let closed = match (can_write, w.report.state.is_open()) {
        (false, _) => s.t1("report-closed-role", "role", s.t(&Role::Coordinator.text_key())),
        (true, false) => s.t(&format!("report-closed-{}", w.report.state.key().replace('_', "-"))),
        (true, true) => String::new(),
    };
    Ok(PartPage {
        links: part_links(&s, &w, key),
        label: part_label(&s, &w, &part),
        key: key.to_owned(),
        text: typed.text,
        ready: typed.ready,
        written: Written { version: typed.version, ..written },
        earlier: w.earlier.get(key).cloned(),
        problems,
        basis,
        agreements,
        can_write: can_write && w.report.state.is_open(),
        closed,
        w,
        s,
    })
}

async fn basis(conn: &mut Conn, s: &Shell, w: &Workspace, part: &Part) -> Result<Option<Basis>, Refusal> {
    let (Some(slug), Some(area)) = (&part.district, &part.area) else { return Ok(None) };
    let Some(district) = w.district(slug) else { return Ok(None) };
    let d = view::basis(conn, district, w.reference, s.today).await?;
    let news = d.figures_in(area).filter_map(|f| {
        let series::Change::Value { points } = f.yearly else { return None };
        let by = f.indicator.measure.format_change(s.lang, points);
        Some((f.indicator.name(s.lang).to_owned(), by, f.yearly_direction().map(crate::development::rules::Direction::key)))
    });
    Ok(Some(Basis {
        district: d.district_name.clone(),
        district_slug: slug.clone(),
        area: words::area_name(s, area),
        area_key: area.clone(),
        figures: words::figure_rows(s, &d, area),
        goals: words::goal_rows(s, &d, area),
        news: news.collect(),
        plan: d.plan.as_ref().map(|p| p.title.clone()).unwrap_or_default(),
        plan_address: d.plan.as_ref().map(|p| format!("/stadsdelsplaner/{}?version={}", p.slug, p.version)).unwrap_or_default(),
        plan_is_earlier: d.plan.as_ref().is_some_and(|p| p.is_earlier(w.reference)),
        synthetic: d.synthetic,
        state: words::state_of_things(s, &d, Some(area)),
    }))
}

fn typed(fields: &Fields) -> Typed {
    Typed { text: fields.written("text"), ready: fields.has("ready"), version: fields.version() }
}

pub async fn save(
    State(app): State<App>,
    s: Shell,
    Path((slug, part)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let typed = typed(&fields);
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::save_part(&mut tx, &slug, &part, &typed).await;
    let Err(faults) = settle_saved(tx, done).await? else {
        return onwards(&app, &s, &slug, &part, fields.has("next")).await;
    };
    let problems = Problems::new(&s, &faults);
    let mut conn = app.db.read().await?;
    Ok(again(page(&mut conn, s, &slug, &part, Some(typed), problems).await?))
}

/// To the next part where it was asked for; after the last one to the review.
async fn onwards(app: &App, s: &Shell, slug: &str, part: &str, next: bool) -> Result<Response, Refusal> {
    if !next {
        return Ok(see_other(&format!("/redovisningar/{slug}/delar/{part}"), "report-part-saved"));
    }
    let w = workspace(&mut *app.db.read().await?, s, slug).await?;
    let place = w.parts.iter().position(|p| p.key == part).map_or(0, |at| at + 1);
    let to =
        w.parts.get(place).map_or_else(|| format!("/redovisningar/{slug}/granska"), |p| format!("/redovisningar/{slug}/delar/{}", p.key));
    Ok(see_other(&to, "report-part-saved"))
}

/// Saves while one writes; answers with the new version and the time.
pub async fn autosave(
    State(app): State<App>,
    s: Shell,
    Path((slug, part)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let saved = actions::save_part(&mut tx, &slug, &part, &typed(&fields)).await?;
    autosaved(tx, saved).await
}
