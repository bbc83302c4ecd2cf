//! Opening an agreement: annex 1 filled in for one municipality.

use super::{Head, enter, tell};
use crate::agreement::rules::{Body, Cause, DistrictLine, Filling, Party, What};
use crate::agreement::{OPEN, store};
use crate::place::rules::Municipality;
use crate::place::store as places;
use crate::programme::rules::Programme;
use crate::programme::rules::offer::State as OfferState;
use crate::programme::{source, store as programme_store};
use platform::access::Scope;
use platform::{Refusal, Tx};
use wording::Fault;

/// Opens the agreement of a municipality from the offer it has accepted; the State may open it directly. Returns its address.
///
/// # Errors
/// A fault when it is open already, or when the municipality opens it without having accepted the offer.
pub async fn open(tx: &mut Tx, municipality: &str) -> Result<String, Refusal> {
    let programme = source::lua_2011();
    let place = places::municipality(tx, municipality).await?.ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(&OPEN, Scope::Municipality(municipality))?;
    let slug = slug(programme, &place);
    if store::agreement(tx, &slug).await?.is_some() {
        return Err(Fault::must("fault-agreement-exists", "beslutet, första stycket").into());
    }
    if super::party(&mandate) == Party::Municipality && !has_accepted(tx, municipality).await? {
        return Err(Fault::must("fault-agreement-offer-not-accepted", "beslutet, första stycket").into());
    }
    let filling = filling(tx, &place).await?;
    let at = tx.stamp();
    store::add_agreement(tx, &slug, &programme.id, municipality, &at).await?;
    let opened = What::Opened {
        cause: Cause::Offer,
        from: programme.from,
        to: programme.to,
        reason: String::new(),
        template: template_name(programme),
    };
    let head = Head { slug: slug.clone(), municipality_code: municipality.to_owned(), version: 0, events: Vec::new() };
    let agreement = enter(tx, &mandate, head, 1, None, opened).await?;
    first_wording(tx, &slug, programme, &filling).await?;
    tell(tx, "agreement.opened", &agreement, 1, None).await?;
    Ok(slug)
}

/// What the worker does when an offer has been accepted (topic `offer.accepted`): opens the agreement, unless somebody has. True when it did.
///
/// # Errors
/// What [`open`] says, other than that it is open already.
pub async fn open_for_offer(tx: &mut Tx, payload: &serde_json::Value) -> Result<bool, Refusal> {
    let code = payload["municipality"].as_str().unwrap_or_default().to_owned();
    let place = places::municipality(tx, &code).await?.ok_or(Refusal::NotFound)?;
    if store::agreement(tx, &slug(source::lua_2011(), &place)).await?.is_some() {
        return Ok(false);
    }
    open(tx, &code).await.map(|_| true)
}

/// `botkyrka-2011`.
fn slug(programme: &Programme, place: &Municipality) -> String {
    format!("{}-{}", place.slug, programme.year())
}

/// The template with its version: `lua-2011-bilaga-1/1`.
fn template_name(programme: &Programme) -> String {
    format!("{}/{}", programme.template.key, programme.template.version)
}

async fn has_accepted(tx: &mut Tx, municipality: &str) -> Result<bool, Refusal> {
    let offer = programme_store::offer(tx, municipality).await?;
    Ok(offer.is_some_and(|o| o.state == OfferState::Accepted))
}

async fn filling(tx: &mut Tx, place: &Municipality) -> Result<Filling, Refusal> {
    let districts = places::districts_of(tx, &place.code).await?;
    Ok(Filling { municipality: place.agreement_name.clone(), districts: districts.iter().map(DistrictLine::of).collect() })
}

async fn first_wording(tx: &mut Tx, slug: &str, programme: &Programme, filling: &Filling) -> Result<(), Refusal> {
    store::add_edition(tx, slug, 1, &template_name(programme), filling).await?;
    let body = Body::first(&programme.template, filling);
    let wording = store::Wording { number: 1, body, clause: None, proposal_id: None, at: tx.stamp() };
    Ok(store::add_wording(tx, slug, 1, &wording).await?)
}
