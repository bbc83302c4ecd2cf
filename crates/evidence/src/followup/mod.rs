//! # followup
//!
//! The district's page: where the development is followed up in every contracted district (§ 2), on local and national level and in relation to
//! the goals (§ 6). Four areas with their figures and goals, what is lacking and who owes it, and the thread from area code to compilation.
//!
//! Invariants: it says *utveckling* and never that something was the effect of the work; a verdict on a goal follows the published method
//! (`/stadsdelar/metod`); synthetic figures bear their mark.

mod api;
mod pages;
pub mod view;

pub use api::Doc;

use platform::access::Act;
use platform::demo::Step;
use platform::web::Routes;
use platform::{Conn, Duty};

pub static READ: Act = Act::public("followup.read");

/// The room's pages and API.
pub fn routes() -> Routes {
    Routes::new()
        .get("/stadsdelar/metod", &READ, pages::method)
        .get("/stadsdelar/{slug}", &READ, pages::district)
        .get("/stadsdelar/{slug}/{area}", &READ, pages::area)
        .get("/api/v1/districts/{slug}/development", &READ, api::development)
}

/// Nobody owes the follow-up itself: figures are owed in `statistics`, texts in `report`.
///
/// # Errors
/// None.
#[expect(clippy::unused_async, reason = "every room answers the same way")]
pub async fn duties(_conn: &mut Conn, _today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    Ok(Vec::new())
}

/// The room shows what others have done.
pub fn story() -> Vec<Step> {
    Vec::new()
}
