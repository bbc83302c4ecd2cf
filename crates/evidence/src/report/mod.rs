//! # report
//!
//! The municipality's yearly report to the Government Offices by 1 December (§ 6, second paragraph): the development of its districts in the
//! four areas, how cooperation in the partnership proceeds, and what has come of it.
//!
//! * It opens mostly written: figures and plan progress come from below, last year's text stands beside; a person writes the rest.
//! * Four eyes: who writes does not certify. States and steps stand in [`rules::ReportState`]; nobody is ever stuck.
//! * Certifying submits: texts, figures with definitions and vintage, and the plan in force are frozen as a version. Late is accepted and marked.
//! * A correction is a new version with its reason; every version stays.

pub mod actions;
mod api;
mod deadlines;
mod pages;
pub mod rules;
pub mod store;
mod story;
pub mod view;

pub use api::Doc;
pub use deadlines::duties;
pub use story::story;

use platform::access::{Act, Reach, Role};
use platform::web::Routes;

pub static READ: Act = Act::public("report.read");
/// To see a report that is being written.
pub static WORK: Act = Act::of("report.work", MUNICIPALITY);
pub static WRITE: Act = Act::of("report.write", &[(Role::Coordinator, Reach::Municipality)]);
pub static CERTIFY: Act = Act::of("report.certify", &[(Role::Certifier, Reach::Municipality)]);
/// The State reads and asks for more.
pub static ASK: Act = Act::of("report.ask", &[(Role::StateOfficer, Reach::Nation)]);
pub static RECORD_EARLIER: Act = Act::of("report.record_earlier", &[(Role::StateOfficer, Reach::Nation)]);

const MUNICIPALITY: &[(Role, Reach)] =
    &[(Role::Coordinator, Reach::Municipality), (Role::Certifier, Reach::Municipality), (Role::BoardSecretary, Reach::Municipality)];

/// The room's pages and API.
pub fn routes() -> Routes {
    Routes::new()
        .get("/redovisningar", &READ, pages::list)
        .get("/redovisningar/{slug}", &READ, pages::show)
        .get("/redovisningar/{slug}/kvitto", &READ, pages::receipt)
        .get("/redovisningar/{slug}/versioner", &READ, pages::versions)
        .post("/redovisningar/{slug}/oppna", &WRITE, pages::open)
        .get("/redovisningar/{slug}/delar/{part}", &WORK, pages::edit)
        .post("/redovisningar/{slug}/delar/{part}", &WRITE, pages::save)
        .post("/redovisningar/{slug}/delar/{part}/spara", &WRITE, pages::autosave)
        .get("/redovisningar/{slug}/granska", &WORK, pages::review)
        .post("/redovisningar/{slug}/klarmarkering", &WRITE, pages::mark_ready)
        .post("/redovisningar/{slug}/atertagande", &WRITE, pages::withdraw)
        .get("/redovisningar/{slug}/attest", &WORK, pages::attest)
        .post("/redovisningar/{slug}/attest", &CERTIFY, pages::certify)
        .post("/redovisningar/{slug}/aterremiss", &CERTIFY, pages::send_back)
        .post("/redovisningar/{slug}/ny-version", &WRITE, pages::revise)
        .post("/redovisningar/{slug}/komplettering", &ASK, pages::ask)
        .post("/redovisningar/{slug}/lasning", &ASK, pages::note_read)
        .get("/api/v1/reports", &READ, api::list)
        .get("/api/v1/reports/{slug}", &READ, api::show)
        .get("/api/v1/reports/{slug}/parts/{part}", &WORK, api::part)
        .put("/api/v1/reports/{slug}/parts/{part}", &WRITE, api::put_part)
        .get("/api/v1/reports/{slug}/certification", &WORK, api::standing)
        .post("/api/v1/reports/{slug}/certification", &CERTIFY, api::certify)
}
