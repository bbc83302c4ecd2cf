//! Submission to the Government Offices: everything is frozen, numbers too.

use super::{mandated, set_state};
use crate::goal::rules::{Goal, GoalDraft, read};
use crate::goal::store::{self as goals, FrozenRow};
use crate::plan::rules::{PlanState, Snapshot, compare, is_late};
use crate::plan::store::{self, Plan, VersionHead};
use crate::plan::{SUBMIT, desk, freeze};
use agreements::programme::source::lua_2011;
use platform::access::Mandate;
use platform::{Refusal, Tx};
use serde_json::json;
use wording::Fault;

/// What was submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    pub slug: String,
    pub version: i64,
    pub late: bool,
    /// Goals that are new, gone or worded otherwise than in what was in force until now.
    pub changed_goals: Vec<String>,
}

/// Submits the plan as it stands (§ 4, fifth paragraph). "Ska" blocks with every fault at once; "bör" goes with the plan as remarks; a late
/// plan is accepted and marked.
///
/// # Errors
/// [`Refusal::Rule`] with everything the review found when something binding is among it; stale when the state has changed since `version`.
pub async fn submit(tx: &mut Tx, slug: &str, version: i64) -> Result<Submitted, Refusal> {
    let (plan, mandate) = mandated(tx, slug, &SUBMIT).await?;
    if !plan.state.is_open() {
        return Err(Refusal::rule(Fault::must("fault-plan-not-open", "§ 4")));
    }
    let today = tx.today();
    let desk = desk::lay_out(tx, plan, today).await?;
    Refusal::unless_clean(desk.faults())?;
    let number = store::latest_version(tx, slug).await?.map_or(1, |v| v.version + 1);
    let codes = agreements::place::store::district(tx, &desk.plan.district).await?.map(|d| d.codes).unwrap_or_default();
    let snapshot = freeze::snapshot(&desk, codes, number);
    let late = number == 1 && is_late(today, lua_2011().due("plan", desk.plan.year));
    hand_in(tx, &mandate, &desk.plan, snapshot, late, version).await
}

/// Keeps a snapshot as the newest version and tells the rooms above.
async fn hand_in(tx: &mut Tx, mandate: &Mandate, plan: &Plan, snapshot: Snapshot, late: bool, was: i64) -> Result<Submitted, Refusal> {
    let head = VersionHead {
        slug: plan.slug.clone(),
        version: snapshot.version,
        submitted_on: tx.today().to_string(),
        submitted_at: tx.stamp(),
        submitted_by: tx.caller().name().to_owned(),
        mandate: mandate.words(),
        late,
        reason: plan.revision_reason.clone(),
    };
    let changed_goals = changed(tx, &snapshot).await?;
    keep(tx, &head, &snapshot).await?;
    store::answer_requests(tx, &plan.slug, head.version).await?;
    set_state(tx, &Plan { state: PlanState::Submitted, ..plan.clone() }, was).await?;
    tx.record(mandate, "plan", &plan.slug, json!({ "submitted": head.version, "late": late, "changed_goals": changed_goals }));
    let payload = json!({
        "plan": plan.slug, "version": head.version, "changed_goals": changed_goals,
        "title": plan.title, "municipality": plan.municipality_code, "late": late,
    });
    tx.tell("plan.submitted", &payload).await?;
    Ok(Submitted { slug: plan.slug.clone(), version: head.version, late, changed_goals })
}

/// Writes a version and its goals.
pub(super) async fn keep(tx: &mut Tx, head: &VersionHead, snapshot: &Snapshot) -> anyhow::Result<()> {
    store::add_version(tx, head, snapshot).await?;
    for frozen in &snapshot.goals {
        let row = FrozenRow {
            plan_slug: head.slug.clone(),
            plan_version: head.version,
            district: snapshot.district.clone(),
            municipality_code: snapshot.municipality_code.clone(),
            in_force_from: head.submitted_on.clone(),
            frozen: frozen.clone(),
        };
        goals::add_frozen(tx, &row).await?;
    }
    Ok(())
}

/// What differs from the version in force until now, in this plan or the one before it.
async fn changed(tx: &mut Tx, snapshot: &Snapshot) -> anyhow::Result<Vec<String>> {
    let today = tx.today();
    let Some(before) = store::in_force(tx, &snapshot.district, today).await? else {
        return Ok(snapshot.goals.iter().map(|g| g.id.clone()).collect());
    };
    let before = store::snapshot(tx, &before.slug, before.version).await?;
    Ok(before.map(|b| compare(&b, snapshot).changed_goals()).unwrap_or_default())
}

/// Used where goals come in as text, not from the desk.
pub(super) fn read_all(drafts: &[GoalDraft], indicators: &[figures::indicator::rules::Indicator]) -> Vec<(Goal, Vec<Fault>)> {
    let of = |d: &GoalDraft| indicators.iter().find(|i| i.key == d.indicator.trim()).map(desk::yardstick);
    drafts.iter().map(|d| read(d, of(d))).collect()
}
