//! # document
//!
//! What is submitted and decided as documents: agreement, plan, cooperation agreement, report, compilation and evaluation as PDF/A-2a + PDF/UA-1, the compilation's figures as XLSX and
//! CSV. The rooms below give plain data; here it is put into the documents' form and drawn.
//!
//! Invariants: a document shows what its page shows to the same reader, no more; what is synthetic says so on every page; the same version gives the
//! same bytes.

pub mod actions;
mod agreement;
mod compilation;
mod cooperation;
mod evaluation;
mod pages;
mod plan;
mod report;
mod words;

use platform::access::Act;
use platform::demo::Step;
use platform::web::Routes;
use platform::{Conn, Duty};

pub static FETCH: Act = Act::public("document.fetch");

/// `…/pdf`, `…/xlsx`, `…/csv`.
pub fn routes() -> Routes {
    Routes::new()
        .get("/avtal/{slug}/pdf", &FETCH, pages::agreement)
        .get("/stadsdelsplaner/{slug}/pdf", &FETCH, pages::plan)
        .get("/samverkan/{slug}/pdf", &FETCH, pages::cooperation)
        .get("/redovisningar/{slug}/pdf", &FETCH, pages::report)
        .get("/utvarderingar/{slug}/pdf", &FETCH, pages::evaluation)
        .get("/sammanstallning/{year}/pdf", &FETCH, pages::compilation)
        .get("/sammanstallning/{year}/xlsx", &FETCH, pages::workbook)
        .get("/sammanstallning/{year}/csv", &FETCH, pages::csv)
}

/// Documents are drawn when they are asked for, so nobody owes them.
///
/// # Errors
/// None.
pub async fn duties(_conn: &mut Conn, _today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    Ok(Vec::new())
}

/// The documents follow from the other rooms' story.
pub fn story() -> Vec<Step> {
    Vec::new()
}
