//! Who owes a figure that is lacking, and a municipality's consent.

use super::{CONSENT, MEND_GAP};
use crate::statistics::rules::{Gap, owner_key};
use crate::statistics::store;
use crate::statistics::store::consent::Consent;
use crate::statistics::store::gaps::GapEvent;
use chrono::NaiveDate;
use platform::access::{Mandate, Scope};
use platform::web::Stale;
use platform::{Owner, Refusal, Tx};
use serde_json::json;
use wording::Fault;

/// Puts a gap on the party that owes it (§ 6: both parties see to the basis). A municipality may take on its own; only the State may
/// hand one over.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Forbidden`], [`Refusal::Stale`] when somebody else was first, a rule when the gap is closed.
pub async fn assign_gap(tx: &mut Tx, id: &str, owner: &Owner, comment: &str, version: i64) -> Result<(), Refusal> {
    let (gap, mandate) = open_gap(tx, id).await?;
    let nation = tx.caller().can(&MEND_GAP, Scope::Nation);
    may_put_on(&gap, owner, nation)?;
    let by = mandate.words();
    if !store::gaps::assign(tx, &gap, owner, &by, version).await? {
        return Err(stale(&gap, owner));
    }
    let said = if comment.trim().is_empty() { owner_key(owner) } else { format!("{}: {}", owner_key(owner), comment.trim()) };
    add_event(tx, &gap, &mandate, "assigned", &said).await?;
    tx.record(&mandate, "gap", id, json!({ "from": owner_key(&gap.owner), "to": owner_key(owner) }));
    Ok(())
}

/// Leaves a comment beside a gap.
///
/// # Errors
/// As [`assign_gap`]; a rule when the comment is empty.
pub async fn comment_gap(tx: &mut Tx, id: &str, comment: &str) -> Result<(), Refusal> {
    let (gap, mandate) = open_gap(tx, id).await?;
    if comment.trim().is_empty() {
        return Err(Fault::must("fault-gap-comment", "").at("comment").into());
    }
    add_event(tx, &gap, &mandate, "comment", comment.trim()).await?;
    tx.record(&mandate, "gap", id, json!({ "comment": true }));
    Ok(())
}

async fn open_gap(tx: &mut Tx, id: &str) -> Result<(Gap, Mandate), Refusal> {
    let gap = store::gaps::gap(tx, id).await?.ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(&MEND_GAP, Scope::Municipality(&gap.municipality_code))?;
    if gap.is_open() { Ok((gap, mandate)) } else { Err(Fault::must("fault-gap-closed", "§ 6").at("owner").into()) }
}

fn may_put_on(gap: &Gap, owner: &Owner, nation: bool) -> Result<(), Refusal> {
    match owner {
        Owner::State if nation => Ok(()),
        Owner::Municipality(code) if *code == gap.municipality_code => Ok(()),
        _ => Err(Fault::must("fault-gap-owner", "§ 6").at("owner").into()),
    }
}

fn stale(gap: &Gap, owner: &Owner) -> Refusal {
    Refusal::Stale(Box::new(Stale {
        by: gap.assigned_by.clone().unwrap_or_default(),
        at: String::new(),
        theirs: owner_key(&gap.owner),
        yours: owner_key(owner),
        address: format!("/statistik/luckor/{}", gap.id),
    }))
}

async fn add_event(tx: &mut Tx, gap: &Gap, mandate: &Mandate, kind: &str, comment: &str) -> sqlx::Result<()> {
    let event = GapEvent {
        number: 0,
        kind: kind.into(),
        comment: comment.into(),
        by_name: tx.caller().name().to_owned(),
        mandate: mandate.words(),
        at: tx.stamp(),
    };
    store::gaps::add_event(tx, &gap.id, &event).await
}

/// Records a municipality's consent to figures on its own key codes (NYKO): without it nobody else may deliver them.
///
/// # Errors
/// [`Refusal::Forbidden`]; rules when day or reference is lacking, the day lies ahead, or the consent is there already.
pub async fn record_consent(tx: &mut Tx, municipality: &str, given_on: Option<NaiveDate>, reference: &str) -> Result<(), Refusal> {
    let mandate = tx.caller().clone().mandate(&CONSENT, Scope::Municipality(municipality))?;
    let mut faults = Vec::new();
    match given_on {
        None => faults.push(Fault::must("fault-consent-day", "").at("given_on")),
        Some(day) if day > tx.today() => faults.push(Fault::must("fault-consent-ahead", "").at("given_on")),
        Some(_) => {}
    }
    if reference.trim().is_empty() {
        faults.push(Fault::must("fault-consent-reference", "").at("reference"));
    }
    Refusal::unless_clean(faults)?;
    let consent = Consent {
        municipality_code: municipality.to_owned(),
        given_on: given_on.unwrap_or_default().to_string(),
        reference: reference.trim().to_owned(),
        recorded_by: tx.caller().name().to_owned(),
        recorded_at: tx.stamp(),
    };
    if !store::consent::insert(tx, &consent).await? {
        return Err(Fault::must("fault-consent-there", "").at("reference").into());
    }
    tx.record(&mandate, "consent", municipality, json!({ "given_on": consent.given_on, "reference": consent.reference }));
    Ok(())
}
