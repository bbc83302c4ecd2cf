//! Prolonging, amending, ending; breaking off a deliberation and taking it up again. Nothing is overwritten: each is a new version or a new event.

use super::{enter, mandated, may, tell};
use crate::agreement::rules::{Agreement, Cause, Party, Verb, What, end_faults, period_faults};
use crate::agreement::{DELIBERATE, END, store};
use calendar::Period;
use chrono::NaiveDate;
use platform::access::{Mandate, Role};
use platform::{Refusal, Tx};
use wording::Fault;

/// Opens a new wording for the same term; the old version stays in force until the new one has been approved and signed by both.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when something has changed since the form was opened.
pub async fn amend(tx: &mut Tx, slug: &str, version: i64, reason: &str) -> Result<i64, Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &DELIBERATE).await?;
    let side = super::party(&mandate);
    may(tx, &agreement, Verb::Amend, side, version, reason)?;
    let today = tx.today();
    let based_on = agreement.binding(today).map_or_else(|| agreement.newest().number, |e| e.number);
    let period = agreement.edition(based_on).map_or(agreement.newest().period, |e| e.period);
    Refusal::unless_clean(period_faults(Cause::Amendment, &period, None, None, reason))?;
    new_edition(tx, &mandate, agreement, side, (Cause::Amendment, based_on, period), reason).await
}

/// Opens a new term with the wording there is; it takes the same two approvals and signatures.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when something has changed since the form was opened.
pub async fn prolong(
    tx: &mut Tx,
    slug: &str,
    version: i64,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    reason: &str,
) -> Result<i64, Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &DELIBERATE).await?;
    let side = super::party(&mandate);
    may(tx, &agreement, Verb::Prolong, side, version, reason)?;
    let Some(last) = agreement.concluded().next() else { return Err(Refusal::NotFound) };
    let (based_on, before) = (last.number, agreement.span(last).unwrap_or(last.period));
    Refusal::unless_clean(period_faults(Cause::Prolongation, &before, from, to, reason))?;
    let period = from.zip(to).and_then(|(from, to)| Period::new(from, to)).ok_or(Refusal::NotFound)?;
    new_edition(tx, &mandate, agreement, side, (Cause::Prolongation, based_on, period), reason).await
}

async fn new_edition(
    tx: &mut Tx,
    mandate: &Mandate,
    agreement: Agreement,
    side: Party,
    (cause, based_on, period): (Cause, i64, Period),
    reason: &str,
) -> Result<i64, Refusal> {
    let (slug, number) = (agreement.slug.clone(), agreement.newest().number + 1);
    let template = agreement.newest().template.clone();
    let filling = store::filling(tx, &slug, based_on).await?;
    let body = store::body(tx, &slug, based_on).await?;
    store::add_edition(tx, &slug, number, &template, &filling).await?;
    let wording = store::Wording { number: 1, body, clause: None, proposal_id: None, at: tx.stamp() };
    store::add_wording(tx, &slug, number, &wording).await?;
    store::carry_assessments(tx, &slug, based_on, number).await?;
    let what = What::Opened { cause, from: period.from, to: period.to, reason: reason.trim().to_owned(), template };
    let after = enter(tx, mandate, agreement, number, Some(side), what).await?;
    tell(tx, "agreement.opened", &after, number, Some(side)).await?;
    Ok(number)
}

/// Ends an agreement that binds the parties, after a last day; each party may, in its own right.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when something has changed since the form was opened.
pub async fn end(tx: &mut Tx, slug: &str, version: i64, last_day: Option<NaiveDate>, reference: &str, reason: &str) -> Result<(), Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &END).await?;
    let side = if mandate.role() == Some(Role::BoardSecretary) { Party::Municipality } else { Party::State };
    may(tx, &agreement, Verb::End, side, version, reason)?;
    let Some(edition) = agreement.ending(tx.today()) else { return Err(Refusal::NotFound) };
    Refusal::unless_clean(end_faults(edition, last_day, reference, reason, tx.today()))?;
    let number = edition.number;
    let what = What::Ended {
        last_day: last_day.unwrap_or(edition.period.to),
        reference: reference.trim().to_owned(),
        reason: reason.trim().to_owned(),
    };
    let after = enter(tx, &mandate, agreement, number, Some(side), what).await?;
    tell(tx, "agreement.ended", &after, number, Some(side)).await
}

/// Ends a deliberation without an agreement.
///
/// # Errors
/// A fault without a reason; [`Refusal::Stale`] when something has changed since the form was opened.
pub async fn break_off(tx: &mut Tx, slug: &str, version: i64, reason: &str) -> Result<(), Refusal> {
    with_reason(tx, slug, version, Verb::BreakOff, reason, |reason| What::BrokenOff { reason }).await
}

/// Takes a deliberation up again.
///
/// # Errors
/// A fault without a reason; [`Refusal::Stale`] when something has changed since the form was opened.
pub async fn resume(tx: &mut Tx, slug: &str, version: i64, reason: &str) -> Result<(), Refusal> {
    with_reason(tx, slug, version, Verb::Resume, reason, |reason| What::Resumed { reason }).await
}

async fn with_reason(
    tx: &mut Tx,
    slug: &str,
    version: i64,
    verb: Verb,
    reason: &str,
    what: impl FnOnce(String) -> What + Send,
) -> Result<(), Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &DELIBERATE).await?;
    let side = super::party(&mandate);
    may(tx, &agreement, verb, side, version, reason)?;
    if reason.trim().is_empty() {
        return Err(Fault::must("fault-agreement-reason-empty", "beslutet, första stycket").at("reason").into());
    }
    let number = agreement.newest().number;
    enter(tx, &mandate, agreement, number, Some(side), what(reason.trim().to_owned())).await.map(drop)
}
