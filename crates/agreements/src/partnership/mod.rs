//! # partnership
//!
//! The local partnership of a municipality (§ 3): who is in it, on what ground, who speaks for them and what they may decide; invitations,
//! steering and working groups, meetings and decisions.
//!
//! Invariants: nobody enters before the agreement is in force, save members carried over from the predecessor; an authority bound by assignment
//! joins by it and stays until it ends; nobody is a member twice at the same time; an exit keeps history, a correction is a new version.

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
