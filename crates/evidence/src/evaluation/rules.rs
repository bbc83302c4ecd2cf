//! What an evaluation is (§ 7): a design registered before its result, a result that names its design, a verdict by a printed rule.

mod design;
mod draft;
mod outcome;
mod outside;
mod verdict;

pub use design::{Bridge, Comparison, ComparisonRule, Design, GoalTested, Window, donors};
pub use draft::{AreaFacts, DesignText, DistrictFacts, Ground, LEAST_AREAS, read};
pub use outcome::{Bin, Check, DistrictResult, DonorWeight, Level, Method, Outcome, Point, Pooled, Released, YearRow, weights_as_shown};
pub use outside::{Grade, Kind, OutsideText, Result as OutsideResult, check_file, check_outside};
pub use verdict::{Evidence, Judgement, Verdict, Why, judge};

use serde::{Deserialize, Serialize};

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
    verdict::POWER * sd
}

/// Half the width of a 95 per cent interval.
pub fn half_width(sd: f64) -> f64 {
    verdict::HALF * sd
}

/// The seed of a design: the first 40 bits of its checksum, so that nobody can choose one.
pub fn seed_of(sha256: &str) -> i64 {
    sha256.get(..10).and_then(|hex| i64::from_str_radix(hex, 16).ok()).unwrap_or(1)
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
    fn the_seed_follows_from_the_checksum() {
        assert_eq!(seed_of("00000000ff12"), 255);
        assert_ne!(seed_of("a1b2c3d4e5f6"), seed_of("a1b2c3d4f5f6"));
    }
}
