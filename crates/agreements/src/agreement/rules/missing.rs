//! What still stands between a version and its being in force, and whose turn it is.

use super::deliberation::Clause;
use super::edition::Edition;
use super::event::Party;
use serde::Serialize;

/// A kind of thing that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// The answer to a proposal.
    Answer,
    /// The reason for a material deviation.
    Reason,
    /// A party standing behind the wording.
    Ready,
    Approval,
    Signature,
}

impl Lack {
    pub fn key(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Reason => "reason",
            Self::Ready => "ready",
            Self::Approval => "approval",
            Self::Signature => "signature",
        }
    }
}

/// One thing that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    pub lack: Lack,
    /// Who is to give it; none where either may.
    pub party: Option<Party>,
    /// The clause it is about; empty when it is about the whole.
    pub clause: String,
}

/// Everything that is missing of a version under way. Reasons are asked for all along, since the State cannot approve without them.
pub fn missing(edition: &Edition, clauses: &[Clause]) -> Vec<Missing> {
    if edition.complete() || edition.broken_off.is_some() {
        return Vec::new();
    }
    let about = |lack, party, clause: &Clause| Missing { lack, party, clause: clause.key.clone() };
    let whole = |lack, party| Missing { lack, party: Some(party), clause: String::new() };
    let mut all: Vec<_> = clauses.iter().filter_map(|c| c.open_proposal().map(|p| about(Lack::Answer, Some(p.party.other()), c))).collect();
    if edition.state.approved.is_none() {
        all.extend(clauses.iter().filter(|c| c.deviation.lacks_reason()).map(|c| about(Lack::Reason, None, c)));
    }
    for party in Party::BOTH {
        let gate = edition.gate(party);
        if !edition.agreed() {
            all.extend((gate.ready != Some(edition.wording)).then(|| whole(Lack::Ready, party)));
        } else if gate.approved.is_none() {
            all.push(whole(Lack::Approval, party));
        } else if gate.signed.is_none() {
            all.push(whole(Lack::Signature, party));
        }
    }
    all
}

/// True when a deliberation waits for this party: it has a proposal to answer, or nothing is open and it does not yet stand behind the wording.
pub fn is_turn_of(party: Party, missing: &[Missing]) -> bool {
    let answers = || missing.iter().filter(|m| m.lack == Lack::Answer);
    let owes = |lack| missing.iter().any(|m| m.lack == lack && m.party == Some(party));
    owes(Lack::Answer) || (answers().next().is_none() && owes(Lack::Ready))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(lack: Lack, party: Party) -> Missing {
        Missing { lack, party: Some(party), clause: String::new() }
    }

    #[test]
    fn a_proposal_gives_the_turn_to_the_one_who_is_to_answer() {
        let both = [whole(Lack::Ready, Party::Municipality), whole(Lack::Ready, Party::State)];
        assert!(is_turn_of(Party::Municipality, &both) && is_turn_of(Party::State, &both));
        let asked = [whole(Lack::Answer, Party::State), both[0].clone(), both[1].clone()];
        assert!(is_turn_of(Party::State, &asked) && !is_turn_of(Party::Municipality, &asked));
    }

    #[test]
    fn who_stands_behind_the_wording_waits_for_the_other() {
        let one = [whole(Lack::Ready, Party::State)];
        assert!(is_turn_of(Party::State, &one) && !is_turn_of(Party::Municipality, &one));
    }
}
