//! What a district's plan is, when it may be submitted, and what changed between two versions (§ 4).

mod compare;
mod review;
mod situation;

pub use compare::{Comparison, FieldChange, GoalChange, Word, compare, goal_changes, word_diff};
pub use review::{Candidate, GoalReview, Review, review};
pub use situation::{FigurePlace, FigureRef, Span, references, spans, without_references};

use crate::goal::store::FrozenGoal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use series::{Better, Cell, Measure};
use wording::Fault;

/// Where a plan is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanState {
    /// Being written for the first time; nothing submitted.
    Draft,
    /// The newest version is submitted.
    Submitted,
    /// The State has asked for the submitted version to be completed.
    CompletionRequested,
    /// A new version is being written; the submitted one is in force meanwhile.
    Revising,
}

impl PlanState {
    pub const ALL: [Self; 4] = [Self::Draft, Self::Submitted, Self::CompletionRequested, Self::Revising];

    /// The word it is stored under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::CompletionRequested => "completion_requested",
            Self::Revising => "revising",
        }
    }

    /// The state for a stored word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.key() == text)
    }

    /// Whether the municipality may change the text now.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Revising)
    }

    /// Whether a new version can be opened: from what has been submitted, whether the State asked for it or not. Every state has a way on.
    pub fn can_revise(self) -> bool {
        matches!(self, Self::Submitted | Self::CompletionRequested)
    }

    /// What the rest of the world sees: drafts are the municipality's own, and while a new version is written the submitted one stands.
    pub fn seen_from_outside(self) -> Option<Self> {
        match self {
            Self::Draft => None,
            Self::Revising => Some(Self::Submitted),
            other => Some(other),
        }
    }
}

/// The parts of a plan that are written as text.
pub const TEXT_PARTS: [&str; 2] = [SITUATION, NEEDS];
/// The situation in the district, with figures from the statistics.
pub const SITUATION: &str = "lage";
/// How resources are allocated with regard to the district's and its residents' needs and conditions (§ 4, fourth paragraph).
pub const NEEDS: &str = "resurser";

/// A figure in the text as it was at submission: what may be shown, of what, and where it came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FrozenFigure {
    pub reference: FigureRef,
    pub name_sv: String,
    pub name_en: String,
    pub unit_sv: String,
    pub unit_en: String,
    pub measure: Measure,
    pub better: Better,
    pub decimals: usize,
    /// Version of the indicator's definition.
    pub definition: i64,
    /// Name of the place, as the reader calls it; empty for all districts and the nation, which the reader's language names.
    pub place_name: String,
    /// Value, numerator and n, or why nothing is shown.
    pub cell: Cell,
    pub source: String,
    /// Number of the newest delivery when the figure was fetched.
    pub vintage: i64,
    pub synthetic: bool,
}

/// A submitted version of a plan with everything in it; never changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    pub slug: String,
    pub version: i64,
    pub title: String,
    pub district: String,
    pub district_name: String,
    pub municipality_code: String,
    pub municipality_name: String,
    pub year: i32,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Area codes as the agreement has them.
    pub codes: Vec<String>,
    pub situation: String,
    pub needs: String,
    pub figures: Vec<FrozenFigure>,
    pub goals: Vec<FrozenGoal>,
    /// The remarks ("bör") the plan was submitted with, by goal number; 0 is the plan as a whole.
    pub remarks: Vec<(i64, String)>,
}

impl Snapshot {
    pub fn figure(&self, reference: &FigureRef) -> Option<&FrozenFigure> {
        self.figures.iter().find(|f| f.reference == *reference)
    }
}

/// Whether a plan submitted on `day` is late: after the day it was due (§ 4: 31 December). Late is accepted and marked.
pub fn is_late(day: NaiveDate, due: Option<NaiveDate>) -> bool {
    due.is_some_and(|due| day > due)
}

/// The reason that a new version, a request for completion or a withdrawal needs.
pub fn check_reason(reason: &str, key: &'static str) -> Vec<Fault> {
    if reason.trim().is_empty() { vec![Fault::must(key, "§ 4").at("reason")] } else { Vec::new() }
}

/// Title of a district's plan, as the document bears it.
pub fn title(district_name: &str, from: i32, to: i32) -> String {
    let years = if from == to { from.to_string() } else { format!("{from}–{to}") };
    format!("Strategisk stadsdelsplan för {district_name} {years}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_last_day_is_in_time() {
        let due = Some(day("2011-12-31"));
        assert!(!is_late(day("2011-12-31"), due));
        assert!(is_late(day("2012-01-01"), due));
        assert!(!is_late(day("2030-01-01"), None));
    }

    #[test]
    fn every_state_has_a_way_on_for_somebody() {
        for state in PlanState::ALL {
            assert!(state.is_open() || state.can_revise(), "{state:?} is a dead end");
            assert_eq!(PlanState::parse(state.key()), Some(state));
        }
    }

    #[test]
    fn drafts_are_not_seen_from_outside() {
        assert_eq!(PlanState::Draft.seen_from_outside(), None);
        assert_eq!(PlanState::Revising.seen_from_outside(), Some(PlanState::Submitted));
    }

    #[test]
    fn a_reason_of_spaces_is_none() {
        assert_eq!(check_reason("  ", "fault-plan-reason").len(), 1);
        assert!(check_reason("Nya siffror", "fault-plan-reason").is_empty());
    }

    #[test]
    fn a_title_says_its_years_once() {
        assert_eq!(title("Alby", 2011, 2011), "Strategisk stadsdelsplan för Alby 2011");
        assert_eq!(title("Alby", 2008, 2010), "Strategisk stadsdelsplan för Alby 2008–2010");
    }
}
