//! # statistics
//!
//! The figures of the districts beside municipality, all districts and nation (§ 6: a suitable statistical basis at district level, on local
//! and national level, in relation to the goals).
//!
//! * A file comes in whole or not at all ([`actions::import()`]); the same file again changes nothing; what is replaced is kept.
//! * A district is the sum of its areas' numerators and denominators, never a mean of shares.
//! * Missing, withheld, not applicable and zero are four things from the file to the page.
//! * What may be shown is decided once, when figures come in, over whole families of numbers ([`board`]); pages, exports and the API all
//!   go through [`shown`].
//! * A figure that ought to be there and is not is an object with an owner ([`rules::Gap`]); it closes when the figure comes.
//! * Figures of a generator bear the mark *synthetic* wherever they go.

pub mod actions;
pub mod board;
pub mod export;
pub mod file;
pub mod gaps;
pub mod grid;
pub mod merge;
pub mod points;
pub mod rules;
pub mod store;
pub mod synthetic;
pub mod universe;
pub mod view;

pub use rules::{Gap, IndicatorPicture, Picture, Place, shown};

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
