//! Acceptance: named partners stand behind a goal as it is worded. The machine records it and never infers it.

use super::draft::known_goal;
use super::{mandated, set_state};
use crate::goal::rules::{Acceptance, Goal};
use crate::goal::store as goals;
use crate::plan::desk;
use crate::plan::store::{self, Plan};
use crate::plan::{ACCEPT, RECORD_ACCEPTANCE, WRITE};
use agreements::partnership::store::Member;
use platform::access::{Mandate, Scope};
use platform::clock::new_id;
use platform::{Refusal, Tx};
use serde_json::json;
use wording::Fault;

/// An acceptance as the coordinator records it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AcceptanceText {
    pub organisation_id: String,
    pub accepted_on: String,
    /// `meeting` or `letter`.
    pub how: String,
    /// Where it can be seen: "Styrgruppens protokoll 2011-09-14, § 6".
    pub reference: String,
}

/// How an acceptance can have been given otherwise than in the program.
pub const WAYS: [&str; 3] = ["meeting", "letter", "mail"];

/// Lays the goals before the partnership's members, so that they can read and accept them while the rest of the draft is the municipality's own.
///
/// # Errors
/// Stale when somebody changed the plan's state since.
pub async fn consult(tx: &mut Tx, slug: &str, version: i64) -> Result<(), Refusal> {
    let (mut plan, mandate) = mandated(tx, slug, &WRITE).await?;
    plan.consulted_on = Some(tx.today().to_string());
    set_state(tx, &plan, version).await?;
    tx.record(&mandate, "plan", slug, json!({ "consulted": true }));
    Ok(())
}

/// Records that a named partner has accepted a goal as it reads now.
///
/// # Errors
/// Every fault at once: the organisation must be a member of the partnership, the day not lie ahead, the reference be there.
pub async fn record_acceptance(tx: &mut Tx, slug: &str, goal_id: &str, text: &AcceptanceText) -> Result<(), Refusal> {
    let (plan, mandate) = mandated(tx, slug, &RECORD_ACCEPTANCE).await?;
    let goal = read_goal(tx, &plan, goal_id).await?;
    let members = members(tx, &plan).await?;
    let member = members.iter().find(|m| m.organisation_id == text.organisation_id);
    let day: Option<chrono::NaiveDate> = text.accepted_on.trim().parse().ok();
    let checks = [
        (member.is_none(), "fault-acceptance-member", "organisation"),
        (day.is_none(), "fault-acceptance-day", "accepted_on"),
        (day.is_some_and(|d| d > tx.today()), "fault-acceptance-future", "accepted_on"),
        (!WAYS.contains(&text.how.as_str()), "fault-acceptance-how", "how"),
        (text.reference.trim().is_empty(), "fault-acceptance-reference", "reference"),
    ];
    let faults = checks.into_iter().filter(|(wrong, ..)| *wrong).map(|(_, key, field)| Fault::must(key, "§ 4").at(field));
    Refusal::unless_clean(faults.collect())?;
    let name = member.map(|m| m.name.clone()).unwrap_or_default();
    let on = day.unwrap_or_default().to_string();
    keep(tx, &mandate, slug, acceptance(&goal, goal_id, &text.organisation_id, name, on, &text.how, text.reference.trim())).await
}

/// A partner accepts a goal in its own name.
///
/// # Errors
/// Not found unless the goals have been laid before the partners or submitted; a rule when the organisation is no member.
pub async fn accept(tx: &mut Tx, slug: &str, goal_id: &str, organisation_id: &str) -> Result<(), Refusal> {
    let plan = store::plan(tx, slug).await?.ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(&ACCEPT, Scope::Organisation(organisation_id))?;
    let members = members(tx, &plan).await?;
    let Some(member) = members.iter().find(|m| m.organisation_id == organisation_id) else { return Err(Refusal::NotFound) };
    if plan.consulted_on.is_none() {
        return Err(Refusal::NotFound);
    }
    let goal = read_goal(tx, &plan, goal_id).await?;
    let on = tx.today().to_string();
    keep(tx, &mandate, slug, acceptance(&goal, goal_id, organisation_id, member.name.clone(), on, "account", "")).await
}

async fn members(tx: &mut Tx, plan: &Plan) -> anyhow::Result<Vec<Member>> {
    let today = tx.today();
    agreements::partnership::store::members(tx, &plan.municipality_code, today).await
}

async fn read_goal(tx: &mut Tx, plan: &Plan, id: &str) -> Result<Goal, Refusal> {
    let row = known_goal(tx, &plan.slug, id).await?;
    let indicator = figures::indicator::store::one(tx, row.draft.indicator.trim()).await?;
    Ok(crate::goal::rules::read(&row.draft, indicator.as_ref().map(desk::yardstick)).0)
}

fn acceptance(goal: &Goal, id: &str, organisation: &str, name: String, on: String, how: &str, reference: &str) -> Acceptance {
    Acceptance {
        goal_id: id.into(),
        organisation_id: organisation.into(),
        organisation_name: name,
        accepted_on: on,
        how: how.into(),
        reference: reference.into(),
        wording: goal.wording(),
        recorded_by: String::new(),
    }
}

async fn keep(tx: &mut Tx, mandate: &Mandate, slug: &str, mut a: Acceptance) -> Result<(), Refusal> {
    let given = goals::acceptances(tx, slug).await?;
    if given.iter().any(|g| g.goal_id == a.goal_id && g.organisation_id == a.organisation_id && g.wording == a.wording) {
        return Err(Refusal::rule(Fault::must("fault-acceptance-given", "§ 4").at("organisation").with("name", a.organisation_name)));
    }
    a.recorded_by = tx.caller().name().to_owned();
    let at = tx.stamp();
    goals::add_acceptance(tx, &new_id(), &a, &at).await?;
    tx.record(mandate, "plan", slug, json!({ "goal": a.goal_id, "accepted_by": a.organisation_id, "how": a.how }));
    Ok(())
}
