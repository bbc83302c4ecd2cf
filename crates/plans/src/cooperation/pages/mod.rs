//! The pages of cooperation agreements.

mod commitment;
mod document;
mod list;
mod report;
mod review;
mod signing;
mod versions;
mod write;

use super::actions::{self, Seen};
use super::desk::{self, Desk};
use super::rules::{Party, Progress, Tie};
use super::{CARRY_OUT, END, LAY, OPEN, READ, READ_INSIDE, READ_REVIEW, RECALL, REPORT, REVIEW, REVISE, SIGN, WRITE};
use crate::goal::rules::Resource;
use platform::Refusal;
use platform::web::{App, Routes, Shell};

pub fn routes() -> Routes {
    Routes::new()
        .get("/samverkan", &READ, list::list)
        .get("/samverkan/ny", &OPEN, list::new)
        .post("/samverkan/ny", &OPEN, list::open)
        .get("/samverkan/mal/{id}", &READ, list::goal)
        .get("/samverkan/{slug}", &READ, document::show)
        .get("/samverkan/{slug}/utkast", &READ_INSIDE, document::draft)
        .get("/samverkan/{slug}/skriv", &READ_INSIDE, write::tasks)
        .get("/samverkan/{slug}/del/{part}", &WRITE, write::part)
        .post("/samverkan/{slug}/del/{part}", &WRITE, write::save)
        .post("/samverkan/{slug}/del/{part}/spara", &WRITE, write::autosave)
        .get("/samverkan/{slug}/atagande/nytt", &WRITE, commitment::new)
        .post("/samverkan/{slug}/atagande/nytt", &WRITE, commitment::add)
        .get("/samverkan/{slug}/atagande/{id}", &WRITE, commitment::edit)
        .post("/samverkan/{slug}/atagande/{id}", &WRITE, commitment::save)
        .post("/samverkan/{slug}/atagande/{id}/spara", &WRITE, commitment::autosave)
        .post("/samverkan/{slug}/atagande/{id}/aterkalla", &WRITE, commitment::withdraw)
        .post("/samverkan/{slug}/atagande/{id}/aterta", &WRITE, commitment::restore)
        .get("/samverkan/{slug}/atagande/{id}/genomfort", &CARRY_OUT, commitment::done)
        .post("/samverkan/{slug}/atagande/{id}/genomfort", &CARRY_OUT, commitment::carry_out)
        .get("/samverkan/{slug}/granska", &READ_INSIDE, signing::check)
        .post("/samverkan/{slug}/framlaggning", &LAY, signing::lay)
        .get("/samverkan/{slug}/underskrifter", &READ_INSIDE, signing::signatures)
        .post("/samverkan/{slug}/underskrifter", &SIGN, signing::sign)
        .post("/samverkan/{slug}/atertagande", &RECALL, signing::recall)
        .get("/samverkan/{slug}/versioner", &READ, versions::show)
        .post("/samverkan/{slug}/version", &REVISE, versions::revise)
        .post("/samverkan/{slug}/upphorande", &END, versions::end)
        .get("/samverkan/{slug}/oversyn/{id}", &READ_REVIEW, review::show)
        .post("/samverkan/{slug}/oversyn/{id}", &REVIEW, review::answer)
        .get("/samverkan/{slug}/redovisning", &REPORT, report::form)
        .post("/samverkan/{slug}/redovisning", &REPORT, report::submit)
        .get("/samverkan/{slug}/kvitto", &READ, report::receipt)
}

/// An agreement for those inside, with the desk its text lies on.
async fn inside_desk(app: &App, s: &Shell, slug: &str) -> Result<(Seen, Desk), Refusal> {
    let mut conn = app.db.read().await?;
    let seen = actions::inside(&mut conn, &s.caller, slug).await?;
    let desk = desk::lay_out(&mut conn, seen.cooperation.clone(), s.today).await?;
    Ok((seen, desk))
}

/// The desk of an agreement one may write in now.
async fn open_desk(app: &App, s: &Shell, slug: &str) -> Result<Desk, Refusal> {
    let (seen, desk) = inside_desk(app, s, slug).await?;
    if !s.can_in(&WRITE, &seen.cooperation.municipality_code) {
        return Err(Refusal::Forbidden(&WRITE));
    }
    let closed = || wording::Fault::must("fault-cooperation-not-open", super::rules::GROUND);
    if seen.cooperation.state.is_open() { Ok(desk) } else { Err(closed().into()) }
}

/// Class of the word for a state.
fn state_class(seen: &Seen) -> &'static str {
    match seen.state().key() {
        "in_force" => "status ok",
        "ended" => "status off",
        _ => "status wait",
    }
}

/// Class of the word for how a commitment stands.
fn progress_class(progress: Progress) -> &'static str {
    match progress {
        Progress::Done => "status ok",
        Progress::Late => "status late",
        Progress::Ahead => "status",
    }
}

/// A resource in words: `ordinarie: 40 timmar, 20 000 kronor`.
fn resource(s: &Shell, r: &Resource) -> String {
    let hours = r.hours.map(|h| s.t1("plan-hours", "n", s.int(h)));
    let sek = r.sek.map(|k| s.t1("plan-sek", "n", s.int(k)));
    let amounts: Vec<_> = hours.into_iter().chain(sek).collect();
    s.t2("cooperation-resource", "kind", s.tk("plan-resource", r.kind.key()), "amounts", amounts.join(", "))
}

/// The parties of a text to choose among, nobody first.
fn party_options(s: &Shell, parties: &[Party]) -> Vec<(String, String)> {
    let none = (String::new(), s.t("plan-choose"));
    std::iter::once(none).chain(parties.iter().map(|p| (p.organisation_id.clone(), p.name.clone()))).collect()
}

/// Names of the parties of one tie.
fn names_of(parties: &[Party], members: bool) -> String {
    let wanted = parties.iter().filter(|p| p.tie != Tie::Municipality && p.tie.is_member() == members);
    wanted.map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ")
}
