//! Meetings, their minutes and what came of their decisions.

use super::{setting, slug, stale};
use crate::partnership::rules::meeting::{MeetingWish, OutcomeWish};
use crate::partnership::{CARRY_OUT, CONVENE, store};
use platform::access::Scope;
use platform::{Refusal, Tx};
use serde_json::json;
use wording::Fault;

/// Registers a meeting with its minutes and decisions; answers with its slug, the day it was held.
///
/// # Errors
/// Every fault at once.
pub async fn hold_meeting(tx: &mut Tx, code: &str, wish: &MeetingWish) -> Result<String, Refusal> {
    let today = tx.today();
    let setting = setting(tx, code, today).await?;
    let mandate = tx.caller().clone().mandate(&CONVENE, Scope::Municipality(code))?;
    let (group_id, unknown) = group_id(tx, code, &wish.group).await?;
    let held = together(wish.check(&setting, None), unknown)?;
    let slug = store::meeting::insert(tx, code, group_id.as_deref(), &held).await?;
    let detail = json!({ "held_on": held.held_on, "participants": held.participants, "decisions": held.decisions.len() });
    tx.record(&mandate, "partnership_meeting", &format!("{code}/{slug}"), detail);
    Ok(slug)
}

/// Corrects a meeting by a new version with its reason; the minutes before are kept.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when somebody else was first.
pub async fn correct_meeting(tx: &mut Tx, code: &str, meeting: &str, version: i64, wish: &MeetingWish) -> Result<(), Refusal> {
    let now = store::meeting(tx, code, meeting).await?.ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(&CONVENE, Scope::Municipality(code))?;
    let today = tx.today();
    let setting = setting(tx, code, today).await?;
    let (group_id, unknown) = group_id(tx, code, &wish.group).await?;
    let held = together(wish.check(&setting, Some(&now)), unknown)?;
    if now.version != version || !store::meeting::correct(tx, &now.id, version, group_id.as_deref(), &held).await? {
        let said = store::meeting::versions(tx, &now.id).await?;
        let address = format!("/partnerskap/{}/moten/{meeting}/rattelse", slug(tx, code).await?);
        return Err(stale(said, &[now.place, now.minutes], &[wish.place.clone(), wish.minutes.clone()], address));
    }
    let detail = json!({ "version": version + 1, "reason": held.reason });
    tx.record(&mandate, "partnership_meeting", &format!("{code}/{meeting}"), detail);
    Ok(())
}

/// The group's id; none for the whole partnership, a fault where the slug names no group.
async fn group_id(tx: &mut Tx, code: &str, slug: &str) -> Result<(Option<String>, Option<Fault>), Refusal> {
    if slug.is_empty() {
        return Ok((None, None));
    }
    let found = store::groups(tx, code).await?.into_iter().find(|g| g.slug == slug).map(|g| g.id);
    let fault = found.is_none().then(|| Fault::must("fault-partnership-group", "§ 3").at("group"));
    Ok((found, fault))
}

fn together<T>(checked: Result<T, Vec<Fault>>, more: Option<Fault>) -> Result<T, Refusal> {
    match (checked, more) {
        (Ok(value), None) => Ok(value),
        (Ok(_), Some(fault)) => Err(Refusal::rule(fault)),
        (Err(mut faults), more) => {
            faults.extend(more);
            Err(Refusal::Rule(faults))
        }
    }
}

/// Says that a decision has been carried out, and what came of it. The coordinator says it of any decision, a member of its own.
///
/// # Errors
/// Every fault at once.
pub async fn carry_out(tx: &mut Tx, code: &str, meeting: &str, number: i64, wish: &OutcomeWish) -> Result<(), Refusal> {
    let now = store::meeting(tx, code, meeting).await?.ok_or(Refusal::NotFound)?;
    let decision = now.decisions.iter().find(|d| d.number == number).ok_or(Refusal::NotFound)?;
    let mandate = super::mandate_for(&tx.caller().clone(), &CARRY_OUT, code, &decision.responsible_id)?;
    let today = tx.today();
    let (done_on, note) = wish.check(&now, decision, today).map_err(Refusal::Rule)?;
    store::meeting::carry_out(tx, &now.id, number, done_on, &note).await?;
    tx.record(&mandate, "partnership_meeting", &format!("{code}/{meeting}"), json!({ "decision": number, "done_on": done_on }));
    Ok(())
}
