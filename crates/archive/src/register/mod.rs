//! # register
//!
//! The register (diarium): what has come in, been drawn up and been sent, at each authority, without delay (offentlighets- och sekretesslagen
//! 5 kap. 1–2 §§). What a municipality submits is *expedierad* in its series and *inkommen* in the Government Offices'.
//!
//! Invariants: numbers run without a gap in each series and year; the same version of the same object is registered once per authority; a row is
//! never changed, a correction is a new row that names the old.

pub mod actions;
mod pages;
pub mod rules;
pub mod store;

pub use pages::Doc;

use platform::access::{Act, Reach, Role};
use platform::demo::Step;
use platform::web::Routes;
use platform::{Conn, Duty};

pub static READ: Act = Act::public("register.read");
/// A correction is made by the authority whose register it is.
pub static CORRECT: Act = Act::of("register.correct", &[(Role::StateOfficer, Reach::Nation), (Role::Coordinator, Reach::Municipality)]);
pub static FILE: Act = Act::of("register.file", &[]);

/// `/diarium`.
pub fn routes() -> Routes {
    Routes::new()
        .get("/diarium", &READ, pages::list)
        .get("/diarium/fil.csv", &READ, pages::export)
        .get("/diarium/{id}", &READ, pages::show)
        .post("/diarium/{id}/rattelse", &CORRECT, pages::correct)
        .get("/api/v1/register", &READ, pages::api)
}

/// Registration happens by itself, so nobody owes it.
///
/// # Errors
/// None.
pub async fn duties(_conn: &mut Conn, _today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    Ok(Vec::new())
}

/// The register's rows follow from the other rooms' story.
pub fn story() -> Vec<Step> {
    Vec::new()
}
