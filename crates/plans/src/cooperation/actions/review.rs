//! A new version of a plan flags the agreements that rest on what it changed (§ 5).

use super::sign::take_back;
use super::{mandated, set_state};
use crate::cooperation::rules::{GROUND, Outcome, State, changes_in, check_outcome};
use crate::cooperation::store::{self, Answer, Cooperation, Review};
use crate::cooperation::{FLAG, REVIEW};
use crate::plan;
use crate::plan::rules::Snapshot as PlanSnapshot;
use platform::access::Scope;
use platform::clock::new_id;
use platform::{Refusal, Tx};
use serde_json::{Value, json};
use wording::Fault;

/// Hears that a plan has been submitted: every agreement of the municipality whose newest text rests on a goal that reads otherwise or is gone is
/// flagged, once for each version of the plan. Returns the addresses of those flagged.
///
/// # Errors
/// What the engine says; forbidden for anyone but the program itself.
pub async fn hear_plan(tx: &mut Tx, payload: &Value) -> Result<Vec<String>, Refusal> {
    let (Some(slug), Some(version)) = (payload["plan"].as_str(), payload["version"].as_i64()) else { return Ok(Vec::new()) };
    let changed: Vec<String> = serde_json::from_value(payload["changed_goals"].clone()).unwrap_or_default();
    let Some(plan) = plan::store::snapshot(tx, slug, version).await? else { return Ok(Vec::new()) };
    let mut flagged = Vec::new();
    for cooperation in store::all(tx).await? {
        let here = cooperation.municipality_code == plan.municipality_code && cooperation.state != State::Ended;
        if here && flag(tx, &cooperation, &plan, &changed).await? {
            flagged.push(cooperation.slug);
        }
    }
    Ok(flagged)
}

async fn flag(tx: &mut Tx, c: &Cooperation, plan: &PlanSnapshot, changed: &[String]) -> Result<bool, Refusal> {
    let heads = store::versions(tx, &c.slug).await?;
    let Some(head) = store::newest(&heads) else { return Ok(false) };
    let Some(snapshot) = store::snapshot(tx, &c.slug, head.version).await? else { return Ok(false) };
    let goals: Vec<_> = changes_in(&snapshot, &plan.district, changed, &plan.goals).iter().map(|g| g.id().to_owned()).collect();
    if goals.is_empty() {
        return Ok(false);
    }
    let review = Review::new(new_id(), &c.slug, head.version, (&plan.slug, plan.version), &goals, tx.today().to_string());
    if !store::add_review(tx, &review).await? {
        return Ok(false);
    }
    let mandate = tx.caller().clone().mandate(&FLAG, Scope::Nation)?;
    tx.record(&mandate, "cooperation", &c.slug, json!({ "flagged_by": plan.slug, "plan_version": plan.version, "goals": goals }));
    Ok(true)
}

/// Answers a review: *revise* opens a new version (or takes back the text that waits for signatures), *no need* closes it; each with its written
/// reason. `version` is the agreement's.
///
/// # Errors
/// Every fault at once; a rule when it has been answered; stale when the agreement's state has changed since.
pub async fn answer(tx: &mut Tx, slug: &str, id: &str, version: i64, outcome: &str, reason: &str) -> Result<Outcome, Refusal> {
    let (cooperation, mandate) = mandated(tx, slug, &REVIEW).await?;
    store::review(tx, slug, id).await?.ok_or(Refusal::NotFound)?;
    let outcome = check_outcome(outcome, reason).map_err(Refusal::Rule)?;
    let (reason, on, by) = (reason.trim(), tx.today().to_string(), tx.caller().name().to_owned());
    if !store::add_answer(tx, id, &Answer { outcome, reason, on: &on, by: &by }).await? {
        return Err(Fault::must("fault-cooperation-review-answered", GROUND).into());
    }
    tx.record(&mandate, "cooperation", slug, json!({ "review": id, "outcome": outcome.key(), "reason": reason }));
    match cooperation.state {
        State::InForce if outcome == Outcome::Revise => {
            let next = Cooperation { state: State::Revising, revision_reason: reason.to_owned(), ..cooperation };
            set_state(tx, &next, version).await?;
        }
        state if state.is_signing() && outcome == Outcome::Revise => take_back(tx, &mandate, cooperation, version, reason).await?,
        _ => {}
    }
    Ok(outcome)
}
