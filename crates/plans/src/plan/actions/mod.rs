//! What is done with a plan.

mod accept;
mod draft;
mod earlier;
mod state;
mod submit;

pub use accept::{AcceptanceText, accept, consult, record_acceptance};
pub use draft::{add_goal, fetch_baseline, insert_figure, open, restore_goal, save_goal, save_part, withdraw_goal};
pub use earlier::{Earlier, record_earlier};
pub use state::{note_read, note_registration, request_completion, revise};
pub use submit::{Submitted, submit};

use super::rules::PlanState;
use super::store::{self, Plan};
use platform::access::{Act, Caller, Mandate, Scope};
use platform::web::Stale;
use platform::{Conn, Refusal, Tx};
use wording::Fault;

/// Whether the caller may know of a plan: what has been submitted is public, a first draft the municipality's own.
pub fn may_know(caller: &Caller, plan: &Plan) -> bool {
    plan.state != PlanState::Draft || caller.is_of_municipality(&plan.municipality_code)
}

/// A plan the caller may know of.
///
/// # Errors
/// Not found where there is none, or none that the caller may know of.
pub async fn visible(conn: &mut Conn, caller: &Caller, slug: &str) -> Result<Plan, Refusal> {
    let plan = store::plan(conn, slug).await?.ok_or(Refusal::NotFound)?;
    if may_know(caller, &plan) { Ok(plan) } else { Err(Refusal::NotFound) }
}

/// A plan with the mandate to do this act with it in its municipality.
async fn mandated(tx: &mut Tx, slug: &str, act: &'static Act) -> Result<(Plan, Mandate), Refusal> {
    let caller = tx.caller().clone();
    let plan = visible(tx, &caller, slug).await?;
    let mandate = caller.mandate(act, Scope::Municipality(&plan.municipality_code))?;
    Ok((plan, mandate))
}

/// A plan whose text may be changed now.
async fn open_for_writing(tx: &mut Tx, slug: &str, act: &'static Act) -> Result<(Plan, Mandate), Refusal> {
    let (plan, mandate) = mandated(tx, slug, act).await?;
    if plan.state.is_open() { Ok((plan, mandate)) } else { Err(Refusal::rule(Fault::must("fault-plan-not-open", "§ 4"))) }
}

/// Sets a new state; stale when somebody else was first.
async fn set_state(tx: &mut Tx, plan: &Plan, was: i64) -> Result<(), Refusal> {
    if store::set_state(tx, plan, was).await? { Ok(()) } else { Err(state_stale(tx, &plan.slug).await?) }
}

async fn state_stale(tx: &mut Tx, slug: &str) -> Result<Refusal, Refusal> {
    let now = store::plan(tx, slug).await?.ok_or(Refusal::NotFound)?;
    let stale = Stale {
        at: now.opened_at,
        by: String::new(),
        theirs: now.revision_reason,
        address: format!("/stadsdelsplaner/{slug}"),
        ..Stale::default()
    };
    Ok(Refusal::Stale(Box::new(stale)))
}
