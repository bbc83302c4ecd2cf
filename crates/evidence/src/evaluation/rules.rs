//! What an evaluation is (§ 7): a design registered before its result, a result that names its design, a verdict by a printed rule.

mod design;
mod draft;
mod outcome;
mod outside;
mod verdict;

pub use design::{Bridge, Comparison, ComparisonRule, Design, GoalTested, Window, donors};
pub use draft::{AreaFacts, DesignText, DistrictFacts, Ground, LEAST_AREAS, read};
pub use outcome::{Bin, Check, DistrictResult, DonorWeight, Level, Method, Outcome, Point, Pooled, Released, YearRow, weights_as_shown};
pub use outside::{Grade, Kind, OutsideText, Result as OutsideResult, check_correction, check_file, check_outside};
pub use verdict::{Evidence, Judgement, Verdict, Why, judge};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The ground, as a reader quotes it.
pub const GROUND: &str = "§ 7";

/// How far a computation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RunState {
    Queued,
    Running,
    Done,
    Failed,
    Cancelled,
}

impl RunState {
    pub const ALL: [Self; 5] = [Self::Queued, Self::Running, Self::Done, Self::Failed, Self::Cancelled];

    /// The word it is stored under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state for a stored word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.key() == text)
    }

    /// True while a result may still come.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Queued | Self::Running)
    }
}

/// The smallest effect found with 80 per cent power at 5 per cent: 2.8 placebo standard deviations.
pub fn detectable(sd: f64) -> f64 {
    effect::inference::placebo::DETECTABLE * sd
}

/// Half the width of a 95 per cent interval.
pub fn half_width(sd: f64) -> f64 {
    verdict::HALF * sd
}

/// The seed of a design: the first 40 bits of the checksum of what it says, so that nobody can choose one. A goal counts by its plan and number,
/// not by the identity of its row, so that the same design gives the same digits wherever the program is installed.
pub fn seed_of(design: &Design) -> i64 {
    let mut said = design.clone();
    if let Some(goal) = &mut said.goal {
        goal.id.clear();
    }
    let sum = Sha256::digest(serde_json::to_vec(&said).unwrap_or_default());
    sum[..5].iter().fold(0, |seed, byte| seed << 8 | i64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_read_back_as_they_were_written() {
        assert!(RunState::ALL.into_iter().all(|s| RunState::parse(s.key()) == Some(s)));
        assert_eq!(RunState::parse("lost"), None);
    }

    #[test]
    fn the_seed_follows_from_what_the_design_says_and_from_nothing_else() {
        let goal = GoalTested {
            id: String::new(),
            plan: "bergsjon-2008".into(),
            plan_version: 1,
            number: 1,
            statement: "Fler i arbete".into(),
            indicator: None,
            baseline: None,
            target: None,
        };
        let comparison = Comparison { rule: ComparisonRule::Outside, excluded: Vec::new(), listed: Vec::new() };
        let design = Design {
            title: "Arbete".into(),
            question: "Bidrog avtalet?".into(),
            districts: vec!["bergsjon".into()],
            goal: Some(goal),
            indicator: "forvarvsarbetande".into(),
            indicator_version: 1,
            group: "alla".into(),
            window: Window { first: 2005, start: 2008, last: 2010 },
            comparison,
            relevant: 3.0,
            relevant_is_goal: false,
            bridges: Vec::new(),
            secondary: String::new(),
        };
        let row = |id: &str| Design { goal: design.goal.clone().map(|g| GoalTested { id: id.into(), ..g }), ..design.clone() };
        assert_eq!(seed_of(&row("a")), seed_of(&row("b")));
        assert_ne!(seed_of(&design), seed_of(&Design { question: "En annan".into(), ..design.clone() }));
        assert!((1..1 << 40).contains(&seed_of(&design)));
    }
}
