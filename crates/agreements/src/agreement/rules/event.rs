//! What can happen to an agreement. Every state of it is derived from these.

use calendar::{LegalForce, legal_force};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One of the two who make the agreement (§ 1: "parterna").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    State,
    Municipality,
}

impl Party {
    pub const BOTH: [Self; 2] = [Self::Municipality, Self::State];

    /// The word stored in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Municipality => "municipality",
        }
    }

    /// The party of a stored word.
    pub fn parse(key: &str) -> Option<Self> {
        Self::BOTH.into_iter().find(|p| p.key() == key)
    }

    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::State => Self::Municipality,
            Self::Municipality => Self::State,
        }
    }
}

/// Why a version of the agreement was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The Government's offer to prolong the agreement of 2008–2010 with the revisions of annex 1.
    Offer,
    /// A new wording for the same term.
    Amendment,
    /// A new term.
    Prolongation,
}

impl Cause {
    pub fn key(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Amendment => "amendment",
            Self::Prolongation => "prolongation",
        }
    }
}

/// In whose right the State acts (decision, second paragraph; § 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Acting {
    /// The Government itself.
    Government,
    /// The minister responsible for urban development, authorised by the decision.
    Minister,
    /// The one the minister has put in their place.
    Delegate,
}

impl Acting {
    pub const ALL: [Self; 3] = [Self::Minister, Self::Delegate, Self::Government];

    pub fn key(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::Minister => "minister",
            Self::Delegate => "delegate",
        }
    }

    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.key() == key)
    }
}

/// The minister's decision to put somebody in their place. It names an office, never a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    pub id: String,
    pub office: String,
    /// Number of the document that proves it.
    pub reference: String,
    pub decided_on: NaiveDate,
    /// Last day; none when it runs until further notice.
    pub valid_to: Option<NaiveDate>,
}

impl Delegation {
    /// True when the office could act for the State on that day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.decided_on <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}

/// One party's own decision to approve (§ 8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "procedure", rename_all = "snake_case")]
pub enum Decision {
    /// The municipal board's, by the municipal law.
    Board {
        decided: NaiveDate,
        /// Paragraph of the minutes: `§ 112`.
        paragraph: String,
        adjusted: Option<NaiveDate>,
        posted: Option<NaiveDate>,
    },
    /// The Government's or its delegate's.
    State { decided: NaiveDate, acting: Acting, reference: String, delegation: Option<Delegation> },
}

impl Decision {
    pub fn decided(&self) -> NaiveDate {
        match self {
            Self::Board { decided, .. } | Self::State { decided, .. } => *decided,
        }
    }

    /// When the board's decision can have legal force at the earliest; none before the notice has been posted.
    pub fn legal_force(&self) -> Option<LegalForce> {
        match self {
            Self::Board { adjusted: Some(adjusted), posted: Some(posted), .. } => Some(legal_force(*adjusted, *posted)),
            _ => None,
        }
    }
}

/// A signature on the paper original, registered. Who signed is an office, not a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    pub on: NaiveDate,
    pub place: String,
    pub office: String,
    /// For the State: in whose right.
    pub acting: Option<Acting>,
    pub delegation: Option<Delegation>,
    /// Signed before the board's decision could have legal force; the one who registered it was told.
    pub early: bool,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// A version was opened with its first wording.
    Opened {
        cause: Cause,
        from: NaiveDate,
        to: NaiveDate,
        reason: String,
        template: String,
    },
    /// The other party accepted a proposal: a new wording of the version.
    Worded {
        wording: i64,
        clause: String,
    },
    /// The party stands behind this wording.
    Ready {
        wording: i64,
    },
    /// Back to deliberation.
    Reopened {
        reason: String,
    },
    Approved {
        wording: i64,
        decision: Decision,
    },
    /// The board's minutes have been adjusted and the notice posted.
    Noticed {
        adjusted: NaiveDate,
        posted: NaiveDate,
    },
    /// The party's procedure ended in a no.
    Declined {
        decided: NaiveDate,
        reference: String,
        reason: String,
    },
    Signed(Signature),
    /// The deliberation ended without an agreement.
    BrokenOff {
        reason: String,
    },
    Resumed {
        reason: String,
    },
    /// The agreement ends before its term.
    Ended {
        last_day: NaiveDate,
        reference: String,
        reason: String,
    },
}

impl What {
    /// True for the milestones that everybody may know of once the version has been in force; the rest is what the parties said on the way.
    pub fn is_decision(&self) -> bool {
        matches!(self, Self::Opened { .. } | Self::Approved { .. } | Self::Noticed { .. } | Self::Signed(_) | Self::Ended { .. })
    }

    /// The word it is stored and told by.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "opened",
            Self::Worded { .. } => "worded",
            Self::Ready { .. } => "ready",
            Self::Reopened { .. } => "reopened",
            Self::Approved { .. } => "approved",
            Self::Noticed { .. } => "noticed",
            Self::Declined { .. } => "declined",
            Self::Signed(_) => "signed",
            Self::BrokenOff { .. } => "broken_off",
            Self::Resumed { .. } => "resumed",
            Self::Ended { .. } => "ended",
        }
    }
}

/// One thing that happened, by whom and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Counts within the agreement, from 1.
    pub seq: i64,
    /// The version it happened to.
    pub edition: i64,
    pub party: Option<Party>,
    pub at: String,
    /// The day it was registered, in Sweden.
    pub day: NaiveDate,
    /// Who registered it, as the account is called.
    pub by: String,
    /// That person's role, as it is stored.
    pub role: String,
    pub what: What,
}
