//! # plan

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
