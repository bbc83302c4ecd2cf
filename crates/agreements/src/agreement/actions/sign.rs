//! Signatures on the paper original, registered by each party for itself.

use super::approve::delegation_of;
use super::{enter, mandated, may, tell};
use crate::agreement::rules::{Acting, Agreement, Delegation, Party, Signature, Verb, What, signature_faults};
use crate::agreement::{SIGN_BOARD, SIGN_STATE};
use chrono::NaiveDate;
use platform::access::Mandate;
use platform::{Refusal, Tx};
use serde::Deserialize;
use wording::Fault;

/// A signature as it is registered.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignatureWish {
    pub on: Option<NaiveDate>,
    pub place: String,
    /// Who signed, as an office: `kommunstyrelsens ordförande`.
    pub office: String,
    /// For the State: `minister`, `delegate` or `government`.
    pub acting: String,
    pub delegation: String,
    /// The one who registers knows that the board's decision cannot have legal force yet.
    pub aware: bool,
}

/// Registers the municipality's signature, after its board's approval.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when something has changed since the form was opened.
pub async fn sign_board(tx: &mut Tx, slug: &str, version: i64, wish: &SignatureWish) -> Result<(), Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &SIGN_BOARD).await?;
    sign(tx, &mandate, agreement, Party::Municipality, version, wish, (None, None)).await
}

/// Registers the State's signature, after its approval.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when something has changed since the form was opened.
pub async fn sign_state(tx: &mut Tx, slug: &str, version: i64, wish: &SignatureWish) -> Result<(), Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &SIGN_STATE).await?;
    let acting = Acting::parse(&wish.acting);
    let delegation = delegation_of(tx, acting, &wish.delegation).await?;
    sign(tx, &mandate, agreement, Party::State, version, wish, (acting, delegation)).await
}

async fn sign(
    tx: &mut Tx,
    mandate: &Mandate,
    agreement: Agreement,
    party: Party,
    version: i64,
    wish: &SignatureWish,
    (acting, delegation): (Option<Acting>, Option<Delegation>),
) -> Result<(), Refusal> {
    may(tx, &agreement, Verb::Sign, party, version, &wish.place)?;
    let newest = agreement.newest();
    let signature = Signature {
        on: wish.on.unwrap_or_else(|| tx.today()),
        place: wish.place.trim().to_owned(),
        office: wish.office.trim().to_owned(),
        early: party == Party::Municipality && wish.on.is_some_and(|on| newest.is_early(on)),
        acting,
        delegation,
    };
    let mut faults = Vec::new();
    if wish.on.is_none() {
        faults.push(Fault::must("fault-agreement-signed-empty", "§ 8").at("on"));
    }
    if party == Party::State && acting.is_none() {
        faults.push(Fault::must("fault-agreement-acting-empty", "beslutet, andra stycket").at("acting"));
    }
    faults.extend(signature_faults(newest, party, &signature, wish.aware, tx.today()));
    Refusal::unless_clean(faults)?;
    let number = newest.number;
    let after = enter(tx, mandate, agreement, number, Some(party), What::Signed(signature)).await?;
    tell(tx, "agreement.signed", &after, number, Some(party)).await?;
    if after.newest().complete() {
        tell(tx, "agreement.in_force", &after, number, None).await?;
    }
    Ok(())
}
