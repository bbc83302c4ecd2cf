//! # place
//!
//! Municipalities, districts and the codes a district stands on (§ 2 of the agreement, annex 2 of the decision).
//!
//! Invariants: the annex' raw text never changes; how it is read is kept in readings, each later one resting on a decision; codes are text
//! and keep their zeros; no code lies in two districts; a district is named by its slug, never joined on its name.

pub mod rules;
pub mod store;

use platform::demo::Step;
use platform::web::Routes;
use platform::{Conn, Duty};

/// The room's pages and API.
pub fn routes() -> Routes {
    Routes::new()
}

/// What somebody owes in this room today.
///
/// # Errors
/// What the engine says.
pub async fn duties(_conn: &mut Conn, _today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    Ok(Vec::new())
}

/// What happened in this room in the demo's story.
pub fn story() -> Vec<Step> {
    Vec::new()
}
