//! After the signatures: what is carried out, a new version, the report to the Government Offices, the end.

use super::{mandate_for, mandated, set_state, title, visible};
use crate::cooperation::rules::{GROUND, State, check_done, check_reason};
use crate::cooperation::store::{self, Cooperation, Done, Report};
use crate::cooperation::{CARRY_OUT, END, REGISTER, REPORT, REVISE};
use platform::access::Scope;
use platform::{Refusal, Tx};
use serde_json::json;
use wording::Fault;

/// Opens a new version with its reason; the signed one is in force until the new one is signed by all.
///
/// # Errors
/// A rule without a reason or unless a signed version is in force; stale when somebody was first.
pub async fn revise(tx: &mut Tx, slug: &str, version: i64, reason: &str) -> Result<(), Refusal> {
    let (cooperation, mandate) = mandated(tx, slug, &REVISE).await?;
    let mut faults = check_reason(reason, "fault-cooperation-revision-reason");
    if !cooperation.state.can_revise() {
        faults.push(Fault::must("fault-cooperation-nothing-to-revise", GROUND));
    }
    Refusal::unless_clean(faults)?;
    let next = Cooperation { state: State::Revising, revision_reason: reason.trim().into(), ..cooperation };
    set_state(tx, &next, version).await?;
    tx.record(&mandate, "cooperation", slug, json!({ "revision": true, "reason": reason.trim() }));
    Ok(())
}

/// Ends an agreement with the reason, or lays down one that was never signed. What has been signed stands to be read.
///
/// # Errors
/// A rule without a reason or when it has ended; stale when somebody was first.
pub async fn end(tx: &mut Tx, slug: &str, version: i64, reason: &str) -> Result<(), Refusal> {
    let (cooperation, mandate) = mandated(tx, slug, &END).await?;
    let mut faults = check_reason(reason, "fault-cooperation-end-reason");
    if !cooperation.state.can_end() {
        faults.push(Fault::must("fault-cooperation-ended", GROUND));
    }
    Refusal::unless_clean(faults)?;
    let (on, reason) = (Some(tx.today().to_string()), reason.trim().to_owned());
    let next = Cooperation { state: State::Ended, ended_on: on, end_reason: Some(reason.clone()), ..cooperation };
    set_state(tx, &next, version).await?;
    tx.record(&mandate, "cooperation", slug, json!({ "ended": true, "reason": reason }));
    Ok(())
}

/// Reports a concluded version to the Government Offices (§ 5); the register hears of it and gives it a number. Returns the version's number.
///
/// # Errors
/// A rule unless a version is concluded and has not been reported.
pub async fn report(tx: &mut Tx, slug: &str, note: &str) -> Result<i64, Refusal> {
    let (cooperation, mandate) = mandated(tx, slug, &REPORT).await?;
    let heads = store::versions(tx, slug).await?;
    let Some(head) = store::concluded(&heads) else {
        return Err(Fault::must("fault-cooperation-not-concluded", GROUND).into());
    };
    let report = Report {
        slug: slug.to_owned(),
        version: head.version,
        note: note.trim().to_owned(),
        reported_on: tx.today().to_string(),
        reported_at: tx.stamp(),
        reported_by: tx.caller().name().to_owned(),
    };
    if !store::add_report(tx, &report, &mandate.words()).await? {
        return Err(Fault::must("fault-cooperation-reported", GROUND).into());
    }
    let title = match store::snapshot(tx, slug, head.version).await? {
        Some(snapshot) => snapshot.title,
        None => title(tx, &cooperation).await?,
    };
    tx.record(&mandate, "cooperation", slug, json!({ "reported": head.version }));
    let payload = json!({ "cooperation": slug, "version": head.version, "title": title, "municipality": cooperation.municipality_code });
    tx.tell("cooperation.reported", &payload).await?;
    Ok(head.version)
}

/// Notes the register number a reported version was given; the worker that files it calls this. True when it had none.
///
/// # Errors
/// Not found when the version has not been reported.
pub async fn note_registration(tx: &mut Tx, slug: &str, version: i64, number: &str) -> Result<bool, Refusal> {
    let mandate = tx.caller().clone().mandate(&REGISTER, Scope::Nation)?;
    store::report(tx, slug, version).await?.ok_or(Refusal::NotFound)?;
    let at = tx.stamp();
    let first = store::set_registered(tx, slug, version, number, &at).await?;
    tx.record(&mandate, "cooperation", slug, json!({ "version": version, "register_number": number }));
    Ok(first)
}

/// Notes that a commitment has been carried out, with the day and what came of it. The coordinator notes anybody's, a party its own.
///
/// # Errors
/// Not found unless it stands in the newest signed version; every fault at once; a rule when it has been noted.
pub async fn carry_out(tx: &mut Tx, slug: &str, id: &str, on: &str, note: &str) -> Result<(), Refusal> {
    let caller = tx.caller().clone();
    let seen = visible(tx, &caller, slug).await?;
    let head = store::concluded(&seen.heads).ok_or(Refusal::NotFound)?;
    let snapshot = store::snapshot(tx, slug, head.version).await?.ok_or(Refusal::NotFound)?;
    let commitment = snapshot.commitments.iter().find(|c| c.id == id).ok_or(Refusal::NotFound)?;
    let mandate = mandate_for(&caller, &CARRY_OUT, &seen.cooperation.municipality_code, &commitment.party)?;
    let day = check_done(on, note, tx.today()).map_err(Refusal::Rule)?;
    let done = Done {
        commitment_id: id.to_owned(),
        done_on: day.to_string(),
        note: note.trim().to_owned(),
        noted_at: tx.stamp(),
        noted_by: caller.name().to_owned(),
    };
    if !store::add_done(tx, &done).await? {
        return Err(Fault::must("fault-commitment-done-given", GROUND).into());
    }
    tx.record(&mandate, "cooperation", slug, json!({ "commitment": id, "carried_out": done.done_on }));
    Ok(())
}
