//! The verbs of the organisation room.

use super::rules::{Kind, Organisation, Wish, faults_of_correction, faults_of_new, slug};
use super::store;
use crate::place::store as places;
use platform::access::{Act, Reach, Role, Scope};
use platform::web::Stale;
use platform::{Refusal, Tx};
use serde_json::json;

/// A municipality adds a partner in its own name (§ 3: it works for others to join).
pub static ADD: Act = Act::of("organisation.add", &[(Role::Coordinator, Reach::Municipality)]);
/// A municipality corrects what is said of its partner.
pub static CORRECT_PARTNER: Act = Act::of("organisation.correct", &[(Role::Coordinator, Reach::Municipality)]);
/// The State corrects what came with the programme: authorities, departments, municipalities.
pub static CORRECT_REGISTER: Act = Act::of("organisation.correct", &[(Role::StateOfficer, Reach::Nation)]);
/// The gate in front of both kinds of correction; which of them it is the organisation decides.
pub static CORRECT: Act = Act::of("organisation.correct", &[(Role::Coordinator, Reach::Municipality), (Role::StateOfficer, Reach::Nation)]);

/// The act it takes to correct this organisation, and where.
pub fn correcting(o: &Organisation) -> (&'static Act, Scope<'_>) {
    match o.municipality_code.as_deref() {
        Some(code) if o.kind != Kind::Municipality => (&CORRECT_PARTNER, Scope::Municipality(code)),
        _ => (&CORRECT_REGISTER, Scope::Nation),
    }
}

/// Adds a partner organisation in a municipality and returns its id, made from its name where none is wished for.
///
/// # Errors
/// Every fault at once; not found for an unknown municipality.
pub async fn add(tx: &mut Tx, municipality: &str, wish: &Wish) -> Result<String, Refusal> {
    places::municipality(tx, municipality).await?.ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(&ADD, Scope::Municipality(municipality))?;
    let taken: Vec<_> = store::of_municipality(tx, municipality).await?.into_iter().map(|o| o.name).collect();
    Refusal::unless_clean(faults_of_new(wish, &taken))?;
    let kind = Kind::parse(&wish.kind).ok_or(Refusal::NotFound)?;
    let id = free_id(tx, municipality, wish).await?;
    let organisation = Organisation {
        id: id.clone(),
        kind,
        name: wish.name.trim().to_owned(),
        municipality_code: Some(municipality.to_owned()),
        county_code: None,
        valid_from: wish.valid_from,
        valid_to: wish.valid_to,
        version: 1,
    };
    store::insert(tx, &organisation, wish.reason.trim()).await?;
    tx.record(&mandate, "organisation", &id, json!({ "name": organisation.name, "kind": kind, "municipality": municipality }));
    Ok(id)
}

/// Corrects an organisation by a new version with its reason; the versions before are kept.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when somebody else has corrected it since `version`.
pub async fn correct(tx: &mut Tx, id: &str, version: i64, wish: &Wish) -> Result<i64, Refusal> {
    let now = store::one(tx, id).await?.ok_or(Refusal::NotFound)?;
    let (act, scope) = correcting(&now);
    let mandate = tx.caller().clone().mandate(act, scope)?;
    if now.version != version {
        return Err(stale(tx, &now, wish).await?);
    }
    Refusal::unless_clean(faults_of_correction(&now, wish))?;
    let kind = Kind::parse(&wish.kind).ok_or(Refusal::NotFound)?;
    let next =
        Organisation { kind, name: wish.name.trim().to_owned(), valid_from: wish.valid_from, valid_to: wish.valid_to, ..now.clone() };
    if !store::correct(tx, &next, wish.reason.trim()).await? {
        return Err(stale(tx, &now, wish).await?);
    }
    tx.record(&mandate, "organisation", id, json!({ "version": version + 1, "name": next.name, "reason": wish.reason.trim() }));
    Ok(version + 1)
}

async fn free_id(tx: &mut Tx, municipality: &str, wish: &Wish) -> anyhow::Result<String> {
    let base = slug(if wish.id.is_empty() { &wish.name } else { &wish.id });
    let base = if base.is_empty() { format!("part-{municipality}") } else { base };
    let mut id = base.clone();
    let mut n = 1;
    while store::one(tx, &id).await?.is_some() {
        n += 1;
        id = format!("{base}-{n}");
    }
    Ok(id)
}

async fn stale(tx: &mut Tx, now: &Organisation, wish: &Wish) -> anyhow::Result<Refusal> {
    let last = store::versions(tx, &now.id).await?.into_iter().next();
    Ok(Refusal::Stale(Box::new(Stale {
        by: last.as_ref().map(|v| v.by_name.clone()).unwrap_or_default(),
        at: last.map(|v| v.at).unwrap_or_default(),
        theirs: now.name.clone(),
        yours: wish.name.clone(),
        address: format!("/organisationer/{}", now.id),
    })))
}
