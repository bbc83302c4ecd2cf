//! What a cooperation agreement is, who promises what in it, and where it is on its way (§ 5).

mod compare;
mod draft;
mod judge;
mod review;
mod signature;

pub use compare::{Comparison, Item, ItemChange, compare};
pub use draft::{About, AboutDraft, CommitmentDraft, read_about, read_commitment};
pub use judge::{Candidate, DraftCommitment, judge};
pub use review::{Outcome, changes_in, check_outcome, successor};
pub use signature::{SignatureDraft, check_done, concluded_on, read_signature};

use crate::goal::rules::Resource;
use crate::goal::store::FrozenGoal;
use agreements::partnership::rules::Basis;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use wording::Fault;

/// § 5, first paragraph: with whom, and with whom as well; what they start from; revised when needed and then reported.
pub const GROUND: &str = "§ 5";

/// Where an agreement is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being written for the first time.
    Draft,
    /// The first text is laid before the parties and waits for their signatures.
    Signing,
    /// Every party has signed the newest version.
    InForce,
    /// A new version is being written; the signed one is in force meanwhile.
    Revising,
    /// A new version waits for signatures; the signed one is in force meanwhile.
    RevisionSigning,
    /// Ended, or laid down before it was ever signed.
    Ended,
}

impl State {
    pub const ALL: [Self; 6] = [Self::Draft, Self::Signing, Self::InForce, Self::Revising, Self::RevisionSigning, Self::Ended];

    /// The word it is stored under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Signing => "signing",
            Self::InForce => "in_force",
            Self::Revising => "revising",
            Self::RevisionSigning => "revision_signing",
            Self::Ended => "ended",
        }
    }

    /// The state for a stored word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.key() == text)
    }

    /// Whether the text may be changed now.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Revising)
    }

    /// Whether a text waits for signatures.
    pub fn is_signing(self) -> bool {
        matches!(self, Self::Signing | Self::RevisionSigning)
    }

    pub fn can_revise(self) -> bool {
        self == Self::InForce
    }

    /// An agreement ends once, from wherever it is.
    pub fn can_end(self) -> bool {
        self != Self::Ended
    }

    /// Whether some version binds the parties now.
    pub fn binds(self) -> bool {
        matches!(self, Self::InForce | Self::Revising | Self::RevisionSigning)
    }

    /// From writing to waiting for signatures.
    pub fn laid(self) -> Self {
        if self == Self::Draft { Self::Signing } else { Self::RevisionSigning }
    }

    /// Back from waiting for signatures to writing.
    pub fn recalled(self) -> Self {
        if self == Self::Signing { Self::Draft } else { Self::Revising }
    }

    /// What those outside see: a text that has not been signed is the parties' own, and the signed one stands meanwhile.
    pub fn seen_from_outside(self) -> Option<Self> {
        match self {
            Self::Draft | Self::Signing => None,
            Self::Revising | Self::RevisionSigning => Some(Self::InForce),
            other => Some(other),
        }
    }
}

/// How a party is tied to the partnership: the municipality makes the agreement, members are part of the partnership, supporters stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    Municipality,
    /// A member by the Government's assignment.
    Assignment,
    /// A member by its own choice.
    Choice,
    /// Supports the partnership without being part of it: the weaker tie of § 5, second sentence.
    Supporter,
}

impl Tie {
    pub fn of(basis: Basis) -> Self {
        match basis {
            Basis::Assignment => Self::Assignment,
            Basis::Choice => Self::Choice,
            Basis::Supporter => Self::Supporter,
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::Assignment => "assignment",
            Self::Choice => "choice",
            Self::Supporter => "supporter",
        }
    }

    /// Part of the partnership, so that an agreement with it is what § 5 requires.
    pub fn is_member(self) -> bool {
        matches!(self, Self::Assignment | Self::Choice)
    }
}

/// A party of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Party {
    pub organisation_id: String,
    pub name: String,
    #[schema(value_type = String, example = "assignment")]
    pub tie: Tie,
}

/// A goal the agreement rests on, as the district's plan in force had it when the text was laid before the parties.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RestingGoal {
    pub district: String,
    pub district_name: String,
    pub plan_slug: String,
    pub plan_version: i64,
    pub frozen: FrozenGoal,
}

/// Who does what, by when, for which goal, with what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    /// Stable over versions.
    pub id: String,
    pub number: i64,
    /// Organisation that promises.
    pub party: String,
    pub party_name: String,
    pub text: String,
    /// Id of the goal it serves.
    pub goal: String,
    pub due: Option<NaiveDate>,
    /// Function that answers for it.
    pub responsible: String,
    pub resources: Vec<Resource>,
}

/// A version laid before the parties, with everything in it; never changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    pub slug: String,
    pub version: i64,
    /// Four digits as text.
    pub municipality_code: String,
    pub municipality_name: String,
    pub title: String,
    pub purpose: String,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// How the parties follow up what they have promised.
    pub follow_up: String,
    /// The municipality first.
    pub parties: Vec<Party>,
    pub goals: Vec<RestingGoal>,
    pub commitments: Vec<Commitment>,
    /// Keys of the remarks ("bör") it was laid with.
    pub remarks: Vec<String>,
}

impl Snapshot {
    pub fn party(&self, organisation_id: &str) -> Option<&Party> {
        self.parties.iter().find(|p| p.organisation_id == organisation_id)
    }

    pub fn goal(&self, id: &str) -> Option<&RestingGoal> {
        self.goals.iter().find(|g| g.frozen.id == id)
    }

    /// The commitments that serve a goal, in order.
    pub fn commitments_for<'a>(&'a self, goal: &'a str) -> impl Iterator<Item = &'a Commitment> {
        self.commitments.iter().filter(move |c| c.goal == goal)
    }

    /// True when an authority bound by assignment is a party.
    pub fn is_with_bound_authority(&self) -> bool {
        self.parties.iter().any(|p| p.tie == Tie::Assignment)
    }
}

/// How a commitment stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    Done,
    Late,
    Ahead,
}

impl Progress {
    /// Done when it is noted as done by then; late when its day has passed without it. The last day is in time.
    pub fn on(due: Option<NaiveDate>, done: Option<NaiveDate>, day: NaiveDate) -> Self {
        match (due, done) {
            (_, Some(on)) if on <= day => Self::Done,
            (Some(due), _) if due < day => Self::Late,
            _ => Self::Ahead,
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Late => "late",
            Self::Ahead => "ahead",
        }
    }
}

/// The reason that a new version, a recall or an end needs.
pub fn check_reason(reason: &str, key: &'static str) -> Vec<Fault> {
    if reason.trim().is_empty() { vec![Fault::must(key, GROUND).at("reason")] } else { Vec::new() }
}

/// A concluded version after the first is a revision, and a revision is reported to the Government Offices (§ 5). `concluded` are the numbers of
/// the concluded versions, in order.
pub fn is_revision(concluded: &[i64], version: i64) -> bool {
    concluded.contains(&version) && concluded.first() != Some(&version)
}

#[cfg(test)]
pub(crate) mod tests;
