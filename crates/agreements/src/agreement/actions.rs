//! The verbs of the agreement room. Each looks up, asks for its mandate, decides by the rules, records and tells.

mod approve;
mod change;
mod deliberate;
mod open;
mod sign;

pub use approve::{
    BoardWish, DelegationWish, RefusalWish, StateWish, approve_board, approve_state, decline_board, decline_state, delegate, notice,
};
pub use change::{amend, break_off, end, prolong, resume};
pub use deliberate::{Wish, accept, classify, decline, explain, propose, ready, reopen, withdraw};
pub use open::{open, open_for_offer};
pub use sign::{SignatureWish, sign_board, sign_state};

use super::rules::{Agreement, Clause, Event, Party, Verb, What, hindrance};
use super::{store, view};
use platform::access::{Act, Caller, Mandate, Role, Scope};
use platform::web::Stale;
use platform::{Conn, Refusal, Tx};
use serde_json::json;

/// The agreement, if the caller may know of it: the two parties from the first day, everybody once it has been in force.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none that the caller may know of.
pub async fn visible(conn: &mut Conn, caller: &Caller, slug: &str, today: chrono::NaiveDate) -> Result<Agreement, Refusal> {
    let found = store::agreement(conn, slug).await?.ok_or(Refusal::NotFound)?;
    if is_party(caller, &found) || found.has_been_in_force(today) { Ok(found) } else { Err(Refusal::NotFound) }
}

/// True for the people of the two parties, who see what is under way.
pub fn is_party(caller: &Caller, agreement: &Agreement) -> bool {
    caller.is_state() || caller.is_of_municipality(&agreement.municipality_code)
}

/// The agreement and the proof that the caller may do the act with it.
async fn mandated(tx: &mut Tx, slug: &str, act: &'static Act) -> Result<(Agreement, Mandate), Refusal> {
    let (caller, today) = (tx.caller().clone(), tx.today());
    let agreement = visible(tx, &caller, slug, today).await?;
    let mandate = caller.mandate(act, Scope::Municipality(&agreement.municipality_code))?;
    Ok((agreement, mandate))
}

/// The party that a mandate speaks for. What the program does by itself it does for the State, who keeps the programme.
fn party(mandate: &Mandate) -> Party {
    match mandate.role() {
        Some(Role::Coordinator | Role::BoardSecretary | Role::Certifier) => Party::Municipality,
        _ => Party::State,
    }
}

/// Ok when the party may do this today and the form was opened on what stands now.
fn may(tx: &Tx, agreement: &Agreement, verb: Verb, party: Party, version: i64, yours: &str) -> Result<(), Refusal> {
    if agreement.version != version {
        return Err(stale(agreement, yours));
    }
    match hindrance(agreement, verb, party, tx.today()) {
        Some(fault) => Err(fault.into()),
        None => Ok(()),
    }
}

fn stale(agreement: &Agreement, yours: &str) -> Refusal {
    let last = agreement.events.last();
    Refusal::Stale(Box::new(Stale {
        by: last.map(|e| e.by.clone()).unwrap_or_default(),
        at: last.map(|e| e.at.clone()).unwrap_or_default(),
        theirs: last.map(|e| format!("{} {}", e.day, e.what.key())).unwrap_or_default(),
        yours: yours.to_owned(),
        address: format!("/avtal/{}", agreement.slug),
    }))
}

/// An agreement as a new event finds it; without events it is about to be opened.
struct Head {
    slug: String,
    municipality_code: String,
    version: i64,
    events: Vec<Event>,
}

impl From<Agreement> for Head {
    fn from(it: Agreement) -> Self {
        Self { slug: it.slug, municipality_code: it.municipality_code, version: it.version, events: it.events }
    }
}

/// Adds what happened to a version, counts the change and leaves the journal row. Returns the agreement as it stands then.
async fn enter(
    tx: &mut Tx,
    mandate: &Mandate,
    head: impl Into<Head>,
    edition: i64,
    party: Option<Party>,
    what: What,
) -> Result<Agreement, Refusal> {
    let mut head = head.into();
    if !store::touch(tx, &head.slug, head.version).await? {
        return Err(anyhow::anyhow!("{} moved inside a write", head.slug).into());
    }
    let event = Event {
        seq: head.events.last().map_or(0, |e| e.seq) + 1,
        edition,
        party,
        at: tx.stamp(),
        day: tx.today(),
        by: tx.caller().name().to_owned(),
        role: mandate.role().map(Role::key).unwrap_or_default().to_owned(),
        what,
    };
    store::add_event(tx, &head.slug, &event).await?;
    tx.record(mandate, "agreement", &head.slug, json!({ "edition": edition, "party": party, "what": event.what }));
    head.events.push(event);
    let agreement = Agreement::of(&head.slug, &head.municipality_code, head.version + 1, head.events);
    agreement.ok_or_else(|| anyhow::anyhow!("{} has no opening event", head.slug).into())
}

/// Counts a change that is no milestone (a proposal, an answer, a reason) and leaves the journal row.
async fn note(tx: &mut Tx, mandate: &Mandate, agreement: &Agreement, detail: serde_json::Value) -> Result<(), Refusal> {
    if !store::touch(tx, &agreement.slug, agreement.version).await? {
        return Err(stale(agreement, ""));
    }
    tx.record(mandate, "agreement", &agreement.slug, detail);
    Ok(())
}

/// Tells the rooms above about a milestone.
async fn tell(tx: &mut Tx, topic: &'static str, agreement: &Agreement, edition: i64, party: Option<Party>) -> Result<(), Refusal> {
    let payload = json!({
        "agreement": agreement.slug,
        "municipality": agreement.municipality_code,
        "version": edition,
        "party": party,
        "from": agreement.edition(edition).and_then(super::rules::Edition::binds_from),
    });
    Ok(tx.tell(topic, &payload).await?)
}

/// Every clause of a version with all that has been said of it.
async fn clauses(tx: &mut Tx, slug: &str, edition: i64) -> Result<Vec<Clause>, Refusal> {
    Ok(view::clauses(tx, slug, edition).await?)
}
