//! Municipal goals: registered, corrected.

use super::rules::{MunicipalGoal, MunicipalText, check_municipal};
use super::{REGISTER, store};
use agreements::programme::source::lua_2011;
use platform::access::{Mandate, Scope};
use platform::{Refusal, Tx};
use serde_json::json;
use wording::Fault;

/// Registers a goal the municipality has decided on (§ 4, second paragraph).
///
/// # Errors
/// Who may not is forbidden; a text that lacks something gets every fault at once.
pub async fn register_municipal(tx: &mut Tx, municipality_code: &str, text: &MunicipalText) -> Result<MunicipalGoal, Refusal> {
    known_municipality(tx, municipality_code).await?;
    let mandate = tx.caller().clone().mandate(&REGISTER, Scope::Municipality(municipality_code))?;
    let fresh = MunicipalGoal { id: platform::clock::new_id(), version: 1, ..goal(tx, municipality_code, text, false)? };
    keep(tx, &mandate, fresh).await
}

/// Corrects a municipal goal by a new version with its reason; the versions before stay.
///
/// # Errors
/// As [`register_municipal`]; stale when somebody corrected it since `version`.
pub async fn correct_municipal(tx: &mut Tx, id: &str, version: i64, text: &MunicipalText) -> Result<MunicipalGoal, Refusal> {
    let Some(now) = store::municipal_history(tx, id).await?.pop() else { return Err(Refusal::NotFound) };
    let mandate = tx.caller().clone().mandate(&REGISTER, Scope::Municipality(&now.municipality_code))?;
    if now.version != version {
        return Err(stale(&now, text));
    }
    let next = MunicipalGoal { id: now.id, version: now.version + 1, ..goal(tx, &now.municipality_code, text, true)? };
    keep(tx, &mandate, next).await
}

async fn known_municipality(tx: &mut Tx, code: &str) -> Result<(), Refusal> {
    agreements::place::store::municipality(tx, code).await?.map(drop).ok_or(Refusal::NotFound)
}

fn goal(tx: &Tx, municipality_code: &str, text: &MunicipalText, correction: bool) -> Result<MunicipalGoal, Refusal> {
    let (day, mut faults) = check_municipal(text, correction, tx.today());
    let national = text.national_goal.trim();
    if !national.is_empty() && !lua_2011().national_goals.iter().any(|g| g.key == national) {
        faults.push(Fault::must("fault-goal-national-unknown", "§ 4").at("national_goal"));
    }
    Refusal::unless_clean(faults)?;
    Ok(MunicipalGoal {
        id: String::new(),
        version: 0,
        municipality_code: municipality_code.into(),
        title: text.title.trim().into(),
        national_goal: (!national.is_empty()).then(|| national.to_owned()),
        source: text.source.trim().into(),
        decided_on: day.unwrap_or_default(),
        reason: text.reason.trim().into(),
        recorded_at: tx.stamp(),
        recorded_by: tx.caller().name().to_owned(),
    })
}

async fn keep(tx: &mut Tx, mandate: &Mandate, goal: MunicipalGoal) -> Result<MunicipalGoal, Refusal> {
    store::add_municipal(tx, &goal).await?;
    tx.record(mandate, "municipal-goal", &goal.id, json!({ "version": goal.version, "title": goal.title, "source": goal.source }));
    Ok(goal)
}

fn stale(now: &MunicipalGoal, text: &MunicipalText) -> Refusal {
    Refusal::Stale(Box::new(platform::web::Stale {
        by: now.recorded_by.clone(),
        at: now.recorded_at.clone(),
        theirs: format!("{}\n{}\n{}", now.title, now.source, now.decided_on),
        yours: format!("{}\n{}\n{}", text.title, text.source, text.decided_on),
        address: format!("/mal/{}", now.id),
    }))
}
