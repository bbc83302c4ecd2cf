//! The steps between states, save for certifying.

use super::{own, parts_of, received, take};
use crate::report::rules::{self, Step};
use crate::report::store;
use crate::report::{ASK, CERTIFY, WRITE};
use agreements::place;
use platform::access::{Act, Scope};
use platform::{Refusal, Tx};
use serde_json::json;

/// Hands the report to the certifier, when every part that § 6 asks for has been written.
///
/// # Errors
/// Not found, forbidden, stale, or every empty part at once.
pub async fn mark_ready(tx: &mut Tx, slug: &str, seen: i64) -> Result<(), Refusal> {
    let caller = tx.caller().clone();
    let report = own(tx, &caller, slug).await?;
    caller.mandate(&WRITE, Scope::Municipality(&report.municipality_code))?;
    let districts = place::store::districts_of(tx, &report.municipality_code).await?;
    let written = store::parts(tx, slug).await?;
    let earlier = store::earlier(tx, &report.municipality_code, &report.municipality_slug, report.year - 1).await?;
    Refusal::unless_clean(rules::review(&parts_of(&districts), &written, &earlier))?;
    let at = tx.stamp();
    store::add_writer(tx, slug, &caller, &at).await?;
    within(tx, slug, Step::MarkReady, &WRITE, seen, "").await
}

/// The coordinator takes the report back before it is certified.
///
/// # Errors
/// Not found, forbidden, stale, or a rule when it has not been handed over.
pub async fn withdraw(tx: &mut Tx, slug: &str, seen: i64) -> Result<(), Refusal> {
    within(tx, slug, Step::Withdraw, &WRITE, seen, "").await
}

/// The certifier sends the report back with a reason (återremiss).
///
/// # Errors
/// Not found, forbidden, stale, or a rule: no reason, or nothing to return.
pub async fn send_back(tx: &mut Tx, slug: &str, seen: i64, reason: &str) -> Result<(), Refusal> {
    within(tx, slug, Step::Return, &CERTIFY, seen, reason).await
}

/// The coordinator begins a new version of a submitted report; the submitted one stands until the new one is certified.
///
/// # Errors
/// Not found, forbidden, stale, or a rule: no reason, or nothing submitted.
pub async fn revise(tx: &mut Tx, slug: &str, seen: i64, reason: &str) -> Result<(), Refusal> {
    within(tx, slug, Step::Revise, &WRITE, seen, reason).await
}

/// A step within the municipality.
async fn within(tx: &mut Tx, slug: &str, step: Step, act: &'static Act, seen: i64, reason: &str) -> Result<(), Refusal> {
    let caller = tx.caller().clone();
    let report = own(tx, &caller, slug).await?;
    let mandate = caller.mandate(act, Scope::Municipality(&report.municipality_code))?;
    Refusal::unless_clean(rules::reason_given(step, reason))?;
    let next = take(tx, &report, step, seen, reason.trim()).await?;
    let version = store::versions(tx, slug).await?.last().map_or(0, |v| v.version);
    let at = tx.stamp();
    store::add_event(tx, slug, step.event(), version, reason.trim(), &caller, &mandate, &at).await?;
    tx.record(&mandate, "report", slug, json!({ "step": step.event(), "state": next.key(), "reason": reason.trim() }));
    Ok(())
}

/// The State asks for more of a submitted report, with a reason.
///
/// # Errors
/// Not found when nothing has been submitted, forbidden, stale, or a rule when no reason is given.
pub async fn ask_completion(tx: &mut Tx, slug: &str, seen: i64, reason: &str) -> Result<(), Refusal> {
    let (report, last) = received(tx, slug).await?;
    let caller = tx.caller().clone();
    let mandate = caller.mandate(&ASK, Scope::Municipality(&report.municipality_code))?;
    Refusal::unless_clean(rules::reason_given(Step::AskCompletion, reason))?;
    take(tx, &report, Step::AskCompletion, seen, "").await?;
    let at = tx.stamp();
    store::add_event(tx, slug, Step::AskCompletion.event(), last.version, reason.trim(), &caller, &mandate, &at).await?;
    tx.record(&mandate, "report", slug, json!({ "step": "completion_requested", "version": last.version, "reason": reason.trim() }));
    let payload = json!({ "report": slug, "version": last.version, "municipality": report.municipality_code });
    tx.tell("report.completion_requested", &payload).await?;
    Ok(())
}

/// The State notes that it has read the newest version; a second time changes nothing and is refused.
///
/// # Errors
/// Not found when nothing has been submitted, forbidden, or a rule when it has been read.
pub async fn note_read(tx: &mut Tx, slug: &str) -> Result<(), Refusal> {
    let (report, last) = received(tx, slug).await?;
    let caller = tx.caller().clone();
    let mandate = caller.mandate(&ASK, Scope::Municipality(&report.municipality_code))?;
    if store::events(tx, slug).await?.iter().any(|e| e.kind == "read" && e.report_version == last.version) {
        return Err(Refusal::rule(wording::Fault::must("fault-report-read-already", rules::GROUND)));
    }
    let at = tx.stamp();
    store::add_event(tx, slug, "read", last.version, "", &caller, &mandate, &at).await?;
    tx.record(&mandate, "report", slug, json!({ "step": "read", "version": last.version }));
    Ok(())
}
