//! Sending the offer, confirming that it came, answering it.

use crate::programme::rules::Programme;
use crate::programme::rules::finding::Kind;
use crate::programme::rules::offer::{Offer, State, faults_of_answer, faults_of_receipt, faults_of_sending};
use crate::programme::source;
use crate::programme::store::{finding, offer as store};
use chrono::NaiveDate;
use platform::access::{Act, Mandate, Reach, Role, Scope};
use platform::web::Stale;
use platform::{Refusal, Tx};
use serde::Deserialize;
use serde_json::json;
use store::NewEvent;
use wording::Fault;

/// The State offers: "Regeringen erbjuder de kommuner som under 2008-2010 haft lokala utvecklingsavtal …".
pub static SEND: Act = Act::of("offer.send", &[(Role::StateOfficer, Reach::Nation)]);
/// The municipality confirms that the offer has come.
pub static RECEIVE: Act = Act::of("offer.receive", &[(Role::Coordinator, Reach::Municipality)]);
/// The municipality says whether it wants to negotiate.
pub static ANSWER: Act = Act::of("offer.answer", &[(Role::Coordinator, Reach::Municipality)]);

/// What goes with a sending; both are needed for a municipality that is missing among the addressees.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sending {
    pub comment: String,
    /// The finding the comment refers to.
    pub finding: Option<String>,
}

/// What the municipality answers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// `accepted` (wants to negotiate) or `declined`.
    pub answer: String,
    pub day: Option<NaiveDate>,
    pub comment: String,
}

/// Sends the offer to one municipality today; the copies go with the first sending of all.
///
/// # Errors
/// Every fault at once: not eligible, sent already, missing among the addressees without a reference to the finding.
pub async fn send(tx: &mut Tx, municipality: &str, with: &Sending) -> Result<(), Refusal> {
    let programme = source::lua_2011();
    let offer = store::offer(tx, municipality).await?.ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(&SEND, Scope::Nation)?;
    let needed = finding_about(tx, programme, municipality).await?;
    Refusal::unless_clean(faults_of_sending(programme, &offer, &with.comment, with.finding.as_deref(), needed.as_deref()))?;
    let reference = with.finding.as_deref().filter(|_| !offer.is_addressee);
    dispatch(tx, programme, &mandate, &offer, with.comment.trim(), reference).await
}

/// Sends the offer to every addressee who has not got it; who is missing among the addressees is not sent to. Returns how many it went to.
///
/// # Errors
/// A fault when every addressee has got it.
pub async fn send_all(tx: &mut Tx) -> Result<usize, Refusal> {
    let programme = source::lua_2011();
    let mandate = tx.caller().clone().mandate(&SEND, Scope::Nation)?;
    let all = store::offers(tx).await?;
    let waiting: Vec<_> = all.into_iter().filter(|o| o.is_addressee && o.state == State::NotSent).collect();
    if waiting.is_empty() {
        return Err(Fault::must("fault-offer-all-sent", "beslutet, Likalydande till").into());
    }
    for offer in &waiting {
        dispatch(tx, programme, &mandate, offer, "", None).await?;
    }
    Ok(waiting.len())
}

/// Confirms that the offer came on `day`; `version` is the one the form was opened with.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when something has happened since.
pub async fn receive(tx: &mut Tx, municipality: &str, version: i64, day: Option<NaiveDate>) -> Result<(), Refusal> {
    let offer = store::offer(tx, municipality).await?.ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(&RECEIVE, Scope::Municipality(municipality))?;
    unless_stale(&offer, version, &day.map(|d| d.to_string()).unwrap_or_default())?;
    Refusal::unless_clean(faults_of_receipt(&offer, day, tx.today()))?;
    let day = day.unwrap_or_else(|| tx.today());
    enter(tx, source::lua_2011(), &mandate, &offer, State::Received, day, "", None).await
}

/// Answers the offer; a later answer is added to the earlier one with its reason.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when something has happened since.
pub async fn answer(tx: &mut Tx, municipality: &str, version: i64, with: &Answer) -> Result<(), Refusal> {
    let offer = store::offer(tx, municipality).await?.ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(&ANSWER, Scope::Municipality(municipality))?;
    unless_stale(&offer, version, &with.comment)?;
    let answer = State::parse(&with.answer);
    Refusal::unless_clean(faults_of_answer(&offer, answer, with.day, &with.comment, tx.today()))?;
    let (answer, day) = (answer.unwrap_or(State::Accepted), with.day.unwrap_or_else(|| tx.today()));
    enter(tx, source::lua_2011(), &mandate, &offer, answer, day, with.comment.trim(), None).await
}

/// The finding that says this municipality is missing among the addressees.
async fn finding_about(tx: &mut Tx, programme: &Programme, municipality: &str) -> anyhow::Result<Option<String>> {
    let is_it = |f: &finding::Finding| f.found.kind == Kind::MissingAddressee && f.found.municipality_code.as_deref() == Some(municipality);
    Ok(finding::all(tx, &programme.id).await?.into_iter().find(is_it).map(|f| f.found.id))
}

async fn dispatch(
    tx: &mut Tx,
    programme: &Programme,
    mandate: &Mandate,
    offer: &Offer,
    comment: &str,
    finding: Option<&str>,
) -> Result<(), Refusal> {
    let today = tx.today();
    store::send_copies(tx, programme, &today.to_string()).await?;
    enter(tx, programme, mandate, offer, State::Sent, today, comment, finding).await
}

#[expect(clippy::too_many_arguments, reason = "one event, field by field")]
async fn enter(
    tx: &mut Tx,
    programme: &Programme,
    mandate: &Mandate,
    offer: &Offer,
    state: State,
    day: NaiveDate,
    comment: &str,
    finding: Option<&str>,
) -> Result<(), Refusal> {
    let event = NewEvent { state, day, comment, finding, mandate: &mandate.words() };
    if !store::add_event(tx, &programme.id, offer, &event).await? {
        return Err(stale(offer, comment));
    }
    let code = &offer.municipality.code;
    let detail = json!({ "state": state, "day": day, "comment": comment, "finding": finding });
    tx.record(mandate, "offer", &format!("{}-{code}", programme.id), detail);
    tx.tell(topic(state), &json!({ "programme": programme.id, "municipality": code, "slug": offer.municipality.slug, "day": day })).await?;
    Ok(())
}

fn topic(state: State) -> &'static str {
    match state {
        State::NotSent | State::Sent => "offer.sent",
        State::Received => "offer.received",
        State::Accepted => "offer.accepted",
        State::Declined => "offer.declined",
    }
}

fn unless_stale(offer: &Offer, version: i64, yours: &str) -> Result<(), Refusal> {
    if offer.version == version { Ok(()) } else { Err(stale(offer, yours)) }
}

fn stale(offer: &Offer, yours: &str) -> Refusal {
    let last = offer.events.last();
    Refusal::Stale(Box::new(Stale {
        by: last.map(|e| e.by.clone()).unwrap_or_default(),
        at: last.map(|e| e.at.clone()).unwrap_or_default(),
        theirs: last.map(|e| format!("{} {}", e.day, e.comment)).unwrap_or_default(),
        yours: yours.to_owned(),
        address: format!("/program/lua-2011/erbjudanden/{}", offer.municipality.slug),
    }))
}
