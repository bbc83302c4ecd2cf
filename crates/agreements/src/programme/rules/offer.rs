//! The Government's offer to a municipality, and the municipality's answer.

use super::Programme;
use crate::place::rules::Municipality;
use chrono::NaiveDate;
use serde::Serialize;
use wording::Fault;

/// Where an offer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    NotSent,
    Sent,
    /// The municipality has confirmed that it has come.
    Received,
    /// The municipality wants to negotiate a prolongation.
    Accepted,
    Declined,
}

impl State {
    pub const ALL: [Self; 5] = [Self::NotSent, Self::Sent, Self::Received, Self::Accepted, Self::Declined];

    /// The word as it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Sent => "sent",
            Self::Received => "received",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
        }
    }

    /// The state for a stored word.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.key() == key)
    }

    /// True when the municipality has answered.
    pub fn is_answered(self) -> bool {
        matches!(self, Self::Accepted | Self::Declined)
    }
}

/// Something that happened with an offer: it became `state` on `day`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Event {
    pub number: i64,
    pub state: State,
    pub day: NaiveDate,
    pub comment: String,
    /// The finding it refers to.
    pub finding_id: Option<String>,
    pub by: String,
    pub at: String,
}

/// The offer to one municipality, sent or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    pub municipality: Municipality,
    pub state: State,
    /// Number of events; 0 for one not sent.
    pub version: i64,
    /// Oldest first.
    pub events: Vec<Event>,
    /// True when the municipality is among those the decision is addressed to.
    pub is_addressee: bool,
}

impl Offer {
    /// The day it was sent, if it has been.
    pub fn sent_on(&self) -> Option<NaiveDate> {
        self.last(|s| s == State::Sent)
    }

    /// The day the municipality says it came.
    pub fn received_on(&self) -> Option<NaiveDate> {
        self.last(|s| s == State::Received)
    }

    /// The day of the answer that holds.
    pub fn answered_on(&self) -> Option<NaiveDate> {
        self.last(State::is_answered)
    }

    /// The day of the newest event.
    pub fn since(&self) -> Option<NaiveDate> {
        self.events.last().map(|e| e.day)
    }

    fn last(&self, of: impl Fn(State) -> bool) -> Option<NaiveDate> {
        self.events.iter().rev().find(|e| of(e.state)).map(|e| e.day)
    }
}

const GROUND: &str = "beslutet, första stycket";

/// Every fault of sending this offer. To a municipality that is missing among the addressees it goes only with a comment that refers to
/// the finding about it (`needed`).
pub fn faults_of_sending(programme: &Programme, offer: &Offer, comment: &str, finding: Option<&str>, needed: Option<&str>) -> Vec<Fault> {
    let mut faults = Vec::new();
    if !programme.predecessors.contains(&offer.municipality.code) {
        faults.push(Fault::must("fault-offer-not-eligible", GROUND).with("municipality", offer.municipality.name.clone()));
    }
    if offer.state != State::NotSent {
        faults.push(Fault::must("fault-offer-sent-already", GROUND).with("municipality", offer.municipality.name.clone()));
    }
    if !offer.is_addressee && (finding.is_none() || finding != needed) {
        faults.push(Fault::must("fault-offer-finding", "beslutet, Likalydande till").at("finding"));
    }
    if !offer.is_addressee && comment.trim().is_empty() {
        faults.push(Fault::must("fault-offer-comment", "beslutet, Likalydande till").at("comment"));
    }
    faults
}

/// Every fault of a receipt on this day.
pub fn faults_of_receipt(offer: &Offer, day: Option<NaiveDate>, today: NaiveDate) -> Vec<Fault> {
    let mut faults = Vec::new();
    match offer.state {
        State::Sent => {}
        State::NotSent => faults.push(Fault::must("fault-offer-not-sent", GROUND)),
        _ => faults.push(Fault::must("fault-offer-received-already", GROUND)),
    }
    faults.extend(faults_of_day(day, offer.sent_on(), today));
    faults
}

/// Every fault of an answer on this day. A new answer after an earlier one says why; so does one that declines.
pub fn faults_of_answer(offer: &Offer, answer: Option<State>, day: Option<NaiveDate>, comment: &str, today: NaiveDate) -> Vec<Fault> {
    let mut faults = Vec::new();
    if matches!(offer.state, State::NotSent | State::Sent) {
        faults.push(Fault::must("fault-offer-not-received", GROUND));
    }
    let answer = answer.filter(|a| a.is_answered());
    match answer {
        None => faults.push(Fault::must("fault-offer-answer", GROUND).at("answer")),
        Some(answer) if answer == offer.state => faults.push(Fault::must("fault-offer-same-answer", GROUND).at("answer")),
        Some(answer) if comment.trim().is_empty() && (answer == State::Declined || offer.state.is_answered()) => {
            faults.push(Fault::must("fault-offer-reason", GROUND).at("comment"));
        }
        Some(_) => {}
    }
    faults.extend(faults_of_day(day, offer.since(), today));
    faults
}

fn faults_of_day(day: Option<NaiveDate>, earliest: Option<NaiveDate>, today: NaiveDate) -> Option<Fault> {
    let fault = |key| Fault::must(key, "").at("day");
    match (day, earliest) {
        (None, _) => Some(fault("fault-offer-day")),
        (Some(day), _) if day > today => Some(fault("fault-offer-day-ahead")),
        (Some(day), Some(earliest)) if day < earliest => Some(fault("fault-offer-day-before").with("earliest", earliest.to_string())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::source::lua_2011;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn offer(code: &str, states: &[(State, &str)]) -> Offer {
        let event = |(number, (state, on)): (i64, &(State, &str))| Event {
            number,
            state: *state,
            day: day(on),
            comment: String::new(),
            finding_id: None,
            by: String::new(),
            at: String::new(),
        };
        Offer {
            municipality: Municipality { code: code.into(), name: code.into(), slug: code.into(), agreement_name: code.into() },
            state: states.last().map_or(State::NotSent, |(s, _)| *s),
            version: i64::try_from(states.len()).unwrap(),
            events: (1..).zip(states).map(event).collect(),
            is_addressee: code != "0180",
        }
    }

    fn keys(faults: &[Fault]) -> Vec<&str> {
        faults.iter().map(|f| f.key).collect()
    }

    #[test]
    fn an_offer_is_sent_once_and_to_a_predecessor() {
        let again = offer("0127", &[(State::Sent, "2010-12-16")]);
        assert_eq!(keys(&faults_of_sending(lua_2011(), &again, "", None, None)), ["fault-offer-sent-already"]);
        let stranger = offer("0114", &[]);
        assert_eq!(keys(&faults_of_sending(lua_2011(), &stranger, "", None, None)), ["fault-offer-not-eligible"]);
        assert!(faults_of_sending(lua_2011(), &offer("0127", &[]), "", None, None).is_empty());
    }

    #[test]
    fn stockholm_is_sent_to_only_with_a_comment_that_refers_to_the_finding() {
        let stockholm = offer("0180", &[]);
        let needed = Some("missing-addressee-0180");
        assert_eq!(keys(&faults_of_sending(lua_2011(), &stockholm, "", None, needed)), ["fault-offer-finding", "fault-offer-comment"]);
        assert_eq!(keys(&faults_of_sending(lua_2011(), &stockholm, "Ja", Some("nyko-klockartorpet"), needed)), ["fault-offer-finding"]);
        assert!(faults_of_sending(lua_2011(), &stockholm, "Ja", needed, needed).is_empty());
    }

    #[test]
    fn a_receipt_is_neither_before_the_sending_nor_ahead_of_today() {
        let sent = offer("0127", &[(State::Sent, "2010-12-16")]);
        let on = |text: &str| {
            keys(&faults_of_receipt(&sent, Some(day(text)), day("2010-12-20"))).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(on("2010-12-15"), ["fault-offer-day-before"]);
        assert_eq!(on("2010-12-21"), ["fault-offer-day-ahead"]);
        assert!(on("2010-12-16").is_empty());
        assert_eq!(keys(&faults_of_receipt(&offer("0127", &[]), None, day("2010-12-20"))), ["fault-offer-not-sent", "fault-offer-day"]);
    }

    #[test]
    fn an_answer_needs_a_receipt_and_a_no_needs_a_reason() {
        let today = day("2011-01-20");
        let sent = offer("0127", &[(State::Sent, "2010-12-16")]);
        assert_eq!(keys(&faults_of_answer(&sent, Some(State::Accepted), Some(today), "", today)), ["fault-offer-not-received"]);
        let received = offer("0127", &[(State::Sent, "2010-12-16"), (State::Received, "2010-12-17")]);
        assert_eq!(keys(&faults_of_answer(&received, Some(State::Declined), Some(today), " ", today)), ["fault-offer-reason"]);
        assert_eq!(keys(&faults_of_answer(&received, None, None, "", today)), ["fault-offer-answer", "fault-offer-day"]);
        assert!(faults_of_answer(&received, Some(State::Accepted), Some(today), "", today).is_empty());
    }

    #[test]
    fn an_answer_may_be_changed_with_a_reason() {
        let today = day("2011-01-20");
        let no = offer("0127", &[(State::Sent, "2010-12-16"), (State::Received, "2010-12-17"), (State::Declined, "2011-01-10")]);
        assert_eq!(keys(&faults_of_answer(&no, Some(State::Accepted), Some(today), "", today)), ["fault-offer-reason"]);
        assert_eq!(keys(&faults_of_answer(&no, Some(State::Declined), Some(today), "x", today)), ["fault-offer-same-answer"]);
        assert!(faults_of_answer(&no, Some(State::Accepted), Some(today), "Ny bedömning", today).is_empty());
    }
}
