//! # programme
//!
//! What the Government has decided, as data (`programmes/lua-2011`), the findings of its loading, and the offers to the municipalities.
//!
//! Invariants: nothing of the decision is corrected in silence; a finding keeps raw text, reading and note, and is settled by a person with a
//! comment; a decision about it is never overwritten, a new one is added; an offer goes to a predecessor of 2008–2010, and to one who is
//! missing among the addressees only with a reference to that finding.
//!
//! States of an offer: not sent → sent → received → accepted (wants to negotiate) or declined.

pub mod actions;
pub mod rules;
pub mod source;
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
