//! After submission: a new version, a request for completion, the State's reading, the register number.

use super::{mandated, set_state};
use crate::plan::rules::{PlanState, check_reason};
use crate::plan::store::{self, Plan, Request};
use crate::plan::{READ_SUBMITTED, REGISTER, REQUEST, REVISE};
use platform::access::Scope;
use platform::clock::new_id;
use platform::{Refusal, Tx};
use serde_json::json;
use wording::Fault;

/// Opens a new version with its reason; the submitted one is in force until the new one is submitted.
///
/// # Errors
/// A rule without a reason or when nothing is submitted; stale when somebody was first.
pub async fn revise(tx: &mut Tx, slug: &str, version: i64, reason: &str) -> Result<(), Refusal> {
    let (plan, mandate) = mandated(tx, slug, &REVISE).await?;
    let mut faults = check_reason(reason, "fault-plan-revision-reason");
    if !plan.state.can_revise() {
        faults.push(Fault::must("fault-plan-nothing-to-revise", "§ 4"));
    }
    Refusal::unless_clean(faults)?;
    let next = Plan { state: PlanState::Revising, revision_reason: reason.trim().into(), ..plan };
    set_state(tx, &next, version).await?;
    tx.record(&mandate, "plan", slug, json!({ "revision": true, "reason": reason.trim() }));
    Ok(())
}

/// The State asks for the submitted version to be completed, with its reason.
///
/// # Errors
/// A rule without a reason, or unless the newest version is submitted and no request waits.
pub async fn request_completion(tx: &mut Tx, slug: &str, version: i64, reason: &str) -> Result<(), Refusal> {
    let (plan, head, mandate) = submitted(tx, slug, &REQUEST).await?;
    let mut faults = check_reason(reason, "fault-plan-request-reason");
    if plan.state != PlanState::Submitted {
        faults.push(Fault::must("fault-plan-not-submitted", "§ 4"));
    }
    Refusal::unless_clean(faults)?;
    let request = Request {
        plan_version: head.version,
        reason: reason.trim().into(),
        asked_on: tx.today().to_string(),
        asked_at: tx.stamp(),
        asked_by: tx.caller().name().to_owned(),
        answered_version: None,
    };
    store::add_request(tx, &new_id(), slug, &request).await?;
    set_state(tx, &Plan { state: PlanState::CompletionRequested, ..plan }, version).await?;
    tx.record(&mandate, "plan", slug, json!({ "completion_requested": head.version, "reason": request.reason }));
    tx.tell("plan.completion_requested", &json!({ "plan": slug, "version": head.version })).await?;
    Ok(())
}

/// The State notes that it has read the newest version; true when it had not before.
///
/// # Errors
/// Not found when nothing has been submitted.
pub async fn note_read(tx: &mut Tx, slug: &str) -> Result<bool, Refusal> {
    let (_, head, mandate) = submitted(tx, slug, &READ_SUBMITTED).await?;
    let (on, by) = (tx.today().to_string(), tx.caller().name().to_owned());
    let first = store::set_read(tx, slug, head.version, &on, &by).await?;
    tx.record(&mandate, "plan", slug, json!({ "read": head.version }));
    Ok(first)
}

async fn submitted(
    tx: &mut Tx,
    slug: &str,
    act: &'static platform::access::Act,
) -> Result<(Plan, store::VersionHead, platform::access::Mandate), Refusal> {
    let plan = store::plan(tx, slug).await?.ok_or(Refusal::NotFound)?;
    let head = store::latest_version(tx, slug).await?.ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(act, Scope::Nation)?;
    Ok((plan, head, mandate))
}

/// Notes the register number a submitted version was given; the worker that files it calls this. True when it had none.
///
/// # Errors
/// Not found when there is no such version.
pub async fn note_registration(tx: &mut Tx, slug: &str, version: i64, number: &str) -> Result<bool, Refusal> {
    let mandate = tx.caller().clone().mandate(&REGISTER, Scope::Nation)?;
    if !store::versions(tx, slug).await?.iter().any(|v| v.version == version) {
        return Err(Refusal::NotFound);
    }
    let at = tx.stamp();
    let first = store::set_registered(tx, slug, version, number, &at).await?;
    tx.record(&mandate, "plan", slug, json!({ "version": version, "register_number": number }));
    Ok(first)
}
