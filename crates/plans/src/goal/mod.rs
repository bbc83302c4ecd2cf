//! # goal
//!
//! Goals at three levels: the nation's (the programme's), the municipality's, and the local goals of a district's plan, which start from both (§ 4).
//!
//! * A municipal goal has its document and its day; it is corrected by a new version with a reason, and every version stays.
//! * A local goal is written in its plan as typed text, read and judged by [`rules`], and frozen with each submitted version.
//! * SMART in two severities: what makes a goal impossible to follow up blocks ("ska"), the rest is a remark ("bör"); what a machine cannot
//!   know (specific, accepted, realistic) it asks about and never ticks off.

pub mod actions;
mod pages;
pub mod rules;
pub mod store;
mod tree;

use platform::access::{Act, Reach, Role};
use platform::demo::Step;
use platform::web::Routes;
use platform::{Conn, Duty};

pub static READ: Act = Act::public("goal.read");
pub static REGISTER: Act = Act::of("goal.register", &[(Role::Coordinator, Reach::Municipality)]);

/// The room's pages and API.
pub fn routes() -> Routes {
    Routes::new()
        .get("/mal", &READ, pages::tree)
        .get("/mal/kommun/{slug}/ny", &REGISTER, pages::new)
        .post("/mal/kommun/{slug}/ny", &REGISTER, pages::register)
        .get("/mal/{id}", &READ, pages::show)
        .get("/mal/{id}/rattelse", &REGISTER, pages::edit)
        .post("/mal/{id}/rattelse", &REGISTER, pages::correct)
}

/// What somebody owes in this room today: nothing by itself; a plan without municipal goals is the plan room's matter.
///
/// # Errors
/// What the engine says.
#[expect(clippy::unused_async, reason = "every room answers the same way")]
pub async fn duties(_conn: &mut Conn, _today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    Ok(Vec::new())
}

/// What happened in this room in the demo's story: municipal goals are registered with the predecessor plans, by the plan room.
pub fn story() -> Vec<Step> {
    Vec::new()
}
