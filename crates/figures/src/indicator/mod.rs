//! # indicator
//!
//! The registry of what is measured (§ 6, suitable statistics at district level in relation to the goals).
//!
//! The definitions are data of the programme (`programmes/lua-2011/indicators.toml`): numerator, denominator, ages, source, quality, the way that
//! is better, and the years from which numbers are made another way. Invariant: a definition in the database never changes; when the file
//! says something else, [`actions::load`] writes a new version beside the old one.

pub mod actions;
pub mod rules;
pub mod source;
pub mod store;

use platform::demo::Step;
use platform::web::Routes;
use platform::{Conn, Duty};

/// The room has no pages of its own: an indicator is shown with its figures, in `statistics`.
pub fn routes() -> Routes {
    Routes::new()
}

/// Nobody owes anything in this room.
///
/// # Errors
/// None.
pub async fn duties(_conn: &mut Conn, _today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    Ok(Vec::new())
}

/// The registry is loaded with the figures.
pub fn story() -> Vec<Step> {
    Vec::new()
}
