//! What each party may do next, and why not.

use super::deliberation::OFFER;
use super::edition::{Agreement, Edition, State};
use super::event::Party;
use chrono::NaiveDate;
use serde::Serialize;
use wording::Fault;

/// What can be done with an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Propose wording, answer a proposal, give a reason.
    Deliberate,
    /// Stand behind the wording.
    Ready,
    /// Back to deliberation.
    Reopen,
    /// Register the party's own approval (§ 8).
    Approve,
    /// Register the party's own no.
    Decline,
    /// Register adjusted minutes and notice.
    Notice,
    /// Register the party's own signature.
    Sign,
    /// End the deliberation without an agreement.
    BreakOff,
    Resume,
    Amend,
    Prolong,
    End,
}

impl Verb {
    pub const ALL: [Self; 12] = [
        Self::Deliberate,
        Self::Ready,
        Self::Reopen,
        Self::Approve,
        Self::Decline,
        Self::Notice,
        Self::Sign,
        Self::BreakOff,
        Self::Resume,
        Self::Amend,
        Self::Prolong,
        Self::End,
    ];
}

/// Why a party cannot do this on that day; none when it can.
///
/// What one party has decided is never a condition for the other's decision: each approves the agreed wording in its own procedure (§ 8), and each signs
/// after its own approval.
pub fn hindrance(agreement: &Agreement, verb: Verb, party: Party, day: NaiveDate) -> Option<Fault> {
    let newest = agreement.newest();
    let no = |key: &'static str, ground: &'static str| Some(Fault::must(key, ground));
    match verb {
        Verb::Deliberate | Verb::Ready => under_way(newest).or_else(|| not_open(newest)),
        Verb::Reopen => under_way(newest).or_else(|| {
            let anything = Party::BOTH.iter().any(|p| newest.gate(*p).ready.is_some());
            if anything { None } else { no("fault-agreement-already-open", OFFER) }
        }),
        Verb::Approve | Verb::Decline => under_way(newest)
            .or_else(|| not_agreed(newest))
            .or_else(|| if newest.gate(party).approved.is_some() { no("fault-agreement-already-approved", "§ 8") } else { None }),
        Verb::Notice => notice_hindrance(newest, party),
        Verb::Sign => under_way(newest).or_else(|| not_agreed(newest)).or_else(|| unsigned(newest, party)),
        Verb::BreakOff => under_way(newest),
        Verb::Resume => {
            if newest.broken_off.is_some() {
                None
            } else {
                no("fault-agreement-not-broken-off", OFFER)
            }
        }
        Verb::Amend => changing(agreement).or_else(|| not_binding(agreement, day)),
        // What is under way binds nobody yet: opening it keeps neither party from ending what does.
        Verb::End => not_binding(agreement, day)
            .or_else(|| if agreement.ending(day).is_none() { no("fault-agreement-already-ended", "§ 8") } else { None }),
        Verb::Prolong => changing(agreement).or_else(|| match agreement.state(day) {
            State::InForce | State::Expired | State::Ended => None,
            _ => no("fault-agreement-not-in-force", "§ 8"),
        }),
    }
}

fn under_way(newest: &Edition) -> Option<Fault> {
    if newest.broken_off.is_some() {
        Some(Fault::must("fault-agreement-broken-off", OFFER))
    } else if newest.complete() {
        Some(Fault::must("fault-agreement-nothing-under-way", OFFER))
    } else {
        None
    }
}

fn not_open(newest: &Edition) -> Option<Fault> {
    newest.agreed().then(|| Fault::must("fault-agreement-wording-agreed", OFFER))
}

fn not_agreed(newest: &Edition) -> Option<Fault> {
    (!newest.agreed()).then(|| Fault::must("fault-agreement-not-agreed", "§ 8"))
}

fn unsigned(newest: &Edition, party: Party) -> Option<Fault> {
    let gate = newest.gate(party);
    if gate.approved.is_none() {
        Some(Fault::must("fault-agreement-sign-before-approval", "§ 8"))
    } else if gate.signed.is_some() {
        Some(Fault::must("fault-agreement-already-signed", "§ 8"))
    } else {
        None
    }
}

/// The notice belongs to the board's decision, also after both have signed.
fn notice_hindrance(newest: &Edition, party: Party) -> Option<Fault> {
    match &newest.gate(party).approved {
        _ if party == Party::State => Some(Fault::must("fault-agreement-notice-state", "§ 8")),
        None => Some(Fault::must("fault-agreement-notice-before-approval", "§ 8")),
        Some((decision, _)) if decision.legal_force().is_some() => Some(Fault::must("fault-agreement-notice-there", "§ 8")),
        Some(_) => None,
    }
}

/// One version at a time: what is under way comes first.
fn changing(agreement: &Agreement) -> Option<Fault> {
    agreement.under_way().map(|_| Fault::must("fault-agreement-another-under-way", OFFER))
}

fn not_binding(agreement: &Agreement, day: NaiveDate) -> Option<Fault> {
    agreement.binding(day).is_none().then(|| Fault::must("fault-agreement-not-in-force", "§ 8"))
}

/// Everything that somebody may do on that day. An agreement is never in a state that has none.
pub fn exits(agreement: &Agreement, day: NaiveDate) -> Vec<(Verb, Party)> {
    let all = Verb::ALL.iter().flat_map(|v| Party::BOTH.map(|p| (*v, p)));
    all.filter(|(v, p)| hindrance(agreement, *v, *p, day).is_none()).collect()
}

#[cfg(test)]
mod tests;
