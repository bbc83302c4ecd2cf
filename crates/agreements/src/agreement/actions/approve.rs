//! The two procedures of § 8, each with an act and a verb of its own.

use super::{clauses, enter, mandated, may, tell};
use crate::agreement::rules::{
    Acting, Agreement, Decision, Delegation, Party, Verb, What, board_faults, material_faults, notice_faults, state_faults, version_faults,
};
use crate::agreement::{APPROVE_BOARD, APPROVE_STATE, DELEGATE, store};
use chrono::NaiveDate;
use platform::access::{Mandate, Scope};
use platform::{Refusal, Tx, clock};
use serde::Deserialize;
use serde_json::json;
use wording::Fault;

/// The board's decision, as its secretary registers it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BoardWish {
    pub decided: Option<NaiveDate>,
    /// Paragraph of the minutes: `§ 112`.
    pub paragraph: String,
    pub adjusted: Option<NaiveDate>,
    pub posted: Option<NaiveDate>,
}

/// The decision of the Government or its delegate.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StateWish {
    pub decided: Option<NaiveDate>,
    /// `minister`, `delegate` or `government`.
    pub acting: String,
    pub reference: String,
    /// Id of the registered delegation.
    pub delegation: String,
}

/// A no in a party's own procedure.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RefusalWish {
    pub decided: Option<NaiveDate>,
    pub reference: String,
    pub reason: String,
}

/// Registers the municipal board's approval (§ 8).
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when something has changed since the form was opened.
pub async fn approve_board(tx: &mut Tx, slug: &str, version: i64, wish: &BoardWish) -> Result<(), Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &APPROVE_BOARD).await?;
    may(tx, &agreement, Verb::Approve, Party::Municipality, version, &wish.paragraph)?;
    let notice = (wish.adjusted, wish.posted);
    let mut faults = board_faults(wish.decided, &wish.paragraph, notice, tx.today());
    faults.extend(version_faults(agreement.newest(), wish.decided));
    Refusal::unless_clean(faults)?;
    let decision = Decision::Board {
        decided: wish.decided.unwrap_or_else(|| tx.today()),
        paragraph: wish.paragraph.trim().to_owned(),
        adjusted: wish.adjusted,
        posted: wish.posted,
    };
    approve(tx, &mandate, agreement, Party::Municipality, decision).await
}

async fn approve(tx: &mut Tx, mandate: &Mandate, agreement: Agreement, party: Party, decision: Decision) -> Result<(), Refusal> {
    let (number, wording) = (agreement.newest().number, agreement.newest().wording);
    let after = enter(tx, mandate, agreement, number, Some(party), What::Approved { wording, decision }).await?;
    tell(tx, "agreement.approved", &after, number, Some(party)).await
}

/// Registers that the board's minutes have been adjusted and the notice posted.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when something has changed since the form was opened.
pub async fn notice(tx: &mut Tx, slug: &str, version: i64, adjusted: Option<NaiveDate>, posted: Option<NaiveDate>) -> Result<(), Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &APPROVE_BOARD).await?;
    may(tx, &agreement, Verb::Notice, Party::Municipality, version, "")?;
    let decided = agreement.newest().board.approved.as_ref().map(|(d, _)| d.decided());
    Refusal::unless_clean(notice_faults(decided, (adjusted, posted), tx.today()))?;
    let (Some(adjusted), Some(posted)) = (adjusted, posted) else { return Err(Refusal::NotFound) };
    let number = agreement.newest().number;
    let what = What::Noticed { adjusted, posted };
    enter(tx, &mandate, agreement, number, Some(Party::Municipality), what).await.map(drop)
}

/// Registers the approval of the Government or its delegate (§ 8). A material deviation without a reason stops it.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when something has changed since the form was opened.
pub async fn approve_state(tx: &mut Tx, slug: &str, version: i64, wish: &StateWish) -> Result<(), Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &APPROVE_STATE).await?;
    may(tx, &agreement, Verb::Approve, Party::State, version, &wish.reference)?;
    let acting = Acting::parse(&wish.acting);
    let delegation = delegation_of(tx, acting, &wish.delegation).await?;
    let clauses = clauses(tx, slug, agreement.newest().number).await?;
    let mut faults = state_faults(wish.decided, acting, &wish.reference, delegation.as_ref(), tx.today());
    faults.extend(version_faults(agreement.newest(), wish.decided));
    faults.extend(material_faults(&clauses));
    Refusal::unless_clean(faults)?;
    let decision = Decision::State {
        decided: wish.decided.unwrap_or_else(|| tx.today()),
        acting: acting.unwrap_or(Acting::Minister),
        reference: wish.reference.trim().to_owned(),
        delegation,
    };
    approve(tx, &mandate, agreement, Party::State, decision).await
}

/// The delegation that was chosen; only the one put in the minister's place has one.
pub(super) async fn delegation_of(tx: &mut Tx, acting: Option<Acting>, id: &str) -> Result<Option<Delegation>, Refusal> {
    if acting != Some(Acting::Delegate) {
        return Ok(None);
    }
    Ok(store::delegation(tx, id).await?)
}

/// Registers that the municipal board has said no: the parties deliberate again.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when something has changed since the form was opened.
pub async fn decline_board(tx: &mut Tx, slug: &str, version: i64, wish: &RefusalWish) -> Result<(), Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &APPROVE_BOARD).await?;
    decline(tx, &mandate, agreement, Party::Municipality, version, wish).await
}

/// Registers that the Government or its delegate has said no: the parties deliberate again.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when something has changed since the form was opened.
pub async fn decline_state(tx: &mut Tx, slug: &str, version: i64, wish: &RefusalWish) -> Result<(), Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &APPROVE_STATE).await?;
    decline(tx, &mandate, agreement, Party::State, version, wish).await
}

async fn decline(
    tx: &mut Tx,
    mandate: &Mandate,
    agreement: Agreement,
    party: Party,
    version: i64,
    wish: &RefusalWish,
) -> Result<(), Refusal> {
    may(tx, &agreement, Verb::Decline, party, version, &wish.reason)?;
    let mut faults = Vec::new();
    match wish.decided {
        None => faults.push(Fault::must("fault-agreement-decided-empty", "§ 8").at("no_decided")),
        Some(day) if day > tx.today() => {
            faults.push(Fault::must("fault-agreement-day-future", "§ 8").at("no_decided").with("day", day.to_string()));
        }
        Some(_) => {}
    }
    if wish.reason.trim().is_empty() {
        faults.push(Fault::must("fault-agreement-reason-empty", "§ 8").at("no_reason"));
    }
    Refusal::unless_clean(faults)?;
    let number = agreement.newest().number;
    let what = What::Declined {
        decided: wish.decided.unwrap_or_else(|| tx.today()),
        reference: wish.reference.trim().to_owned(),
        reason: wish.reason.trim().to_owned(),
    };
    enter(tx, mandate, agreement, number, Some(party), what).await.map(drop)
}

/// The minister's decision to put somebody in their place.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DelegationWish {
    pub office: String,
    pub reference: String,
    pub decided_on: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
}

/// Registers a delegation of the right to approve and sign (decision, second paragraph). Returns its id.
///
/// # Errors
/// Every fault at once.
pub async fn delegate(tx: &mut Tx, wish: &DelegationWish) -> Result<String, Refusal> {
    let mandate = tx.caller().clone().mandate(&DELEGATE, Scope::Nation)?;
    Refusal::unless_clean(delegation_faults(wish, tx.today()))?;
    let delegation = Delegation {
        id: clock::new_id(),
        office: wish.office.trim().to_owned(),
        reference: wish.reference.trim().to_owned(),
        decided_on: wish.decided_on.unwrap_or_else(|| tx.today()),
        valid_to: wish.valid_to,
    };
    let (at, by) = (tx.stamp(), tx.caller().name().to_owned());
    store::add_delegation(tx, &delegation, &at, &by).await?;
    tx.record(&mandate, "delegation", &delegation.id, json!(delegation));
    Ok(delegation.id)
}

fn delegation_faults(wish: &DelegationWish, today: NaiveDate) -> Vec<Fault> {
    const GROUND: &str = "beslutet, andra stycket";
    let mut faults = Vec::new();
    if wish.office.trim().is_empty() {
        faults.push(Fault::must("fault-agreement-office-empty", GROUND).at("office"));
    }
    if wish.reference.trim().is_empty() {
        faults.push(Fault::must("fault-agreement-reference-empty", GROUND).at("reference"));
    }
    match (wish.decided_on, wish.valid_to) {
        (None, _) => faults.push(Fault::must("fault-agreement-decided-empty", GROUND).at("decided_on")),
        (Some(day), _) if day > today => {
            faults.push(Fault::must("fault-agreement-day-future", GROUND).at("decided_on").with("day", day.to_string()));
        }
        (Some(day), Some(last)) if last < day => faults.push(Fault::must("fault-agreement-term-backwards", GROUND).at("valid_to")),
        _ => {}
    }
    faults
}
