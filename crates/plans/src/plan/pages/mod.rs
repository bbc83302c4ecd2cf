//! The pages of plans.

mod acceptance;
mod document;
mod goal;
mod list;
mod submission;
mod versions;
mod write;

use super::desk::{self, Desk};
use super::rules::PlanState;
use super::store::Plan;
use super::{ACCEPT, OPEN, READ, READ_DRAFT, READ_GOALS, READ_SUBMITTED, RECORD_ACCEPTANCE, REQUEST, REVISE, SUBMIT, WRITE};
use platform::Refusal;
use platform::web::{App, Routes, Shell};

pub fn routes() -> Routes {
    Routes::new()
        .get("/stadsdelsplaner", &READ, list::list)
        .post("/stadsdelsplaner", &OPEN, list::open)
        .get("/stadsdelsplaner/{slug}", &READ, document::show)
        .get("/stadsdelsplaner/{slug}/utkast", &READ_DRAFT, document::draft)
        .post("/stadsdelsplaner/{slug}/last", &READ_SUBMITTED, document::read)
        .post("/stadsdelsplaner/{slug}/komplettering", &REQUEST, document::request)
        .get("/stadsdelsplaner/{slug}/skriv", &READ_DRAFT, write::tasks)
        .get("/stadsdelsplaner/{slug}/del/{part}", &WRITE, write::part)
        .post("/stadsdelsplaner/{slug}/del/{part}", &WRITE, write::save)
        .post("/stadsdelsplaner/{slug}/del/{part}/spara", &WRITE, write::autosave)
        .get("/stadsdelsplaner/{slug}/mal/ny", &WRITE, goal::new)
        .post("/stadsdelsplaner/{slug}/mal/ny", &WRITE, goal::add)
        .get("/stadsdelsplaner/{slug}/mal/{id}", &WRITE, goal::edit)
        .post("/stadsdelsplaner/{slug}/mal/{id}", &WRITE, goal::save)
        .post("/stadsdelsplaner/{slug}/mal/{id}/spara", &WRITE, goal::autosave)
        .post("/stadsdelsplaner/{slug}/mal/{id}/aterkalla", &WRITE, goal::withdraw)
        .post("/stadsdelsplaner/{slug}/mal/{id}/aterta", &WRITE, goal::restore)
        .get("/stadsdelsplaner/{slug}/acceptans", &READ_GOALS, acceptance::show)
        .post("/stadsdelsplaner/{slug}/acceptans", &RECORD_ACCEPTANCE, acceptance::record)
        .post("/stadsdelsplaner/{slug}/acceptans/samrad", &WRITE, acceptance::consult)
        .post("/stadsdelsplaner/{slug}/acceptans/egen", &ACCEPT, acceptance::accept)
        .get("/stadsdelsplaner/{slug}/granska", &READ_DRAFT, submission::check)
        .post("/stadsdelsplaner/{slug}/inlamning", &SUBMIT, submission::submit)
        .get("/stadsdelsplaner/{slug}/kvitto", &READ, submission::receipt)
        .get("/stadsdelsplaner/{slug}/versioner", &READ, versions::show)
        .post("/stadsdelsplaner/{slug}/version", &REVISE, versions::revise)
}

/// The plan for its own people; a plan the caller may know of but not write in is forbidden, any other is not there.
async fn own(app: &App, s: &Shell, slug: &str) -> Result<Plan, Refusal> {
    let mut conn = app.db.read().await?;
    let plan = super::actions::visible(&mut conn, &s.caller, slug).await?;
    if s.caller.is_of_municipality(&plan.municipality_code) { Ok(plan) } else { Err(Refusal::Forbidden(&READ_DRAFT)) }
}

/// The desk of one's own plan.
async fn own_desk(app: &App, s: &Shell, slug: &str) -> Result<Desk, Refusal> {
    let plan = own(app, s, slug).await?;
    let mut conn = app.db.read().await?;
    Ok(desk::lay_out(&mut conn, plan, s.today).await?)
}

/// Last part of the message key of a state, as this reader may see it: while a new version is written, the submitted one stands for others.
fn state_word(s: &Shell, plan: &Plan) -> &'static str {
    let own = s.caller.is_of_municipality(&plan.municipality_code);
    let seen = if own { Some(plan.state) } else { plan.state.seen_from_outside() };
    match seen {
        // A request is between the State and the municipality.
        Some(PlanState::CompletionRequested) if !own && !s.caller.is_state() => PlanState::Submitted.key(),
        Some(state) => state.key(),
        None => "none",
    }
}

/// Class of the word for a state.
fn state_class(word: &str, late: bool) -> &'static str {
    match word {
        "submitted" if late => "status late",
        "submitted" => "status ok",
        "draft" | "revising" | "completion_requested" => "status wait",
        _ => "status off",
    }
}
