//! # place
//!
//! Municipalities, districts and the codes a district stands on (§ 2 of the agreement, annex 2 of the decision).
//!
//! Invariants: the annex' raw text never changes; how it is read is kept in readings, each later one resting on a decision; codes are text
//! and keep their zeros; no code lies in two districts; a district is named by its slug, never joined on its name.

pub mod api;
mod pages;
pub mod rules;
pub mod store;
pub mod view;

use platform::access::Act;
use platform::demo::Step;
use platform::web::Routes;
use platform::{Conn, Duty};

/// Districts, municipalities and their codes are there for everybody.
pub static READ: Act = Act::public("place.read");

/// The room's pages and API.
pub fn routes() -> Routes {
    Routes::new()
        .get("/stadsdelar", &READ, pages::list)
        .get("/stadsdelar/koder.csv", &READ, api::codes)
        .get("/stadsdelar/{slug}/omrade", &READ, pages::areas)
        .get("/omraden", &READ, pages::lookup)
        .get("/api/v1/districts", &READ, api::districts)
        .get("/api/v1/districts/{slug}", &READ, api::district)
        .get("/api/v1/municipalities", &READ, api::municipalities)
        .get("/api/v1/municipalities/{code}", &READ, api::municipality)
        .get("/api/v1/areas/expand", &READ, api::expand)
}

/// Places owe nobody anything.
///
/// # Errors
/// None.
pub async fn duties(_conn: &mut Conn, _today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    Ok(Vec::new())
}

/// Places come with the programme; nothing else happens to them in the demo.
pub fn story() -> Vec<Step> {
    Vec::new()
}
