//! Figures and goals of a district as they may be shown.

mod figure;
mod goal;

pub use figure::{Direction, Figure, Level, Levels};
pub use goal::{GoalStanding, MeasureRow, Verdict, judge};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The plan a district's goals are taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanUsed {
    pub slug: String,
    pub version: i64,
    pub title: String,
    pub submitted_at: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl PlanUsed {
    /// True when its own period has ended: the predecessor's plan, which holds until the new one is submitted.
    pub fn is_earlier(&self, day: NaiveDate) -> bool {
        self.to < day
    }
}

/// A district on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Development {
    pub district: String,
    pub district_name: String,
    pub municipality_code: String,
    pub municipality_name: String,
    /// The day the plan and the newest figures are taken.
    pub on: NaiveDate,
    /// The year changes are counted from.
    pub since: i32,
    /// Number of the newest delivery the figures rest on.
    pub vintage: i64,
    pub synthetic: bool,
    pub figures: Vec<Figure>,
    pub plan: Option<PlanUsed>,
    pub goals: Vec<GoalStanding>,
}

/// How the figures of a district have moved, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub better: usize,
    pub worse: usize,
    pub same: usize,
    /// Moved, where the programme takes no side.
    pub neutral: usize,
    /// No change can be stated.
    pub unsaid: usize,
    pub goals: usize,
    pub on_track: usize,
    pub reached: usize,
    pub behind: usize,
    pub not_assessable: usize,
}

impl Tally {
    pub fn figures(&self) -> usize {
        self.better + self.worse + self.same + self.neutral
    }
}

impl Development {
    /// The figures of a goal area.
    pub fn figures_in<'a>(&'a self, area: &'a str) -> impl Iterator<Item = &'a Figure> {
        self.figures.iter().filter(move |f| f.indicator.area == area)
    }

    /// The goals of a goal area.
    pub fn goals_in<'a>(&'a self, area: &'a str) -> impl Iterator<Item = &'a GoalStanding> {
        self.goals.iter().filter(move |g| g.area == area)
    }

    /// Counts directions and verdicts, of one area when it is given.
    pub fn tally(&self, area: Option<&str>) -> Tally {
        let mut tally = Tally::default();
        for figure in self.figures.iter().filter(|f| area.is_none_or(|a| f.indicator.area == a)) {
            *match figure.direction() {
                Some(Direction::Better) => &mut tally.better,
                Some(Direction::Worse) => &mut tally.worse,
                Some(Direction::Same) => &mut tally.same,
                Some(Direction::Neutral) => &mut tally.neutral,
                None => &mut tally.unsaid,
            } += 1;
        }
        for goal in self.goals.iter().filter(|g| area.is_none_or(|a| g.area == a)) {
            tally.goals += 1;
            *match goal.verdict.key.as_str() {
                "progress-reached" => &mut tally.reached,
                "progress-on-track" => &mut tally.on_track,
                "progress-behind" => &mut tally.behind,
                _ => &mut tally.not_assessable,
            } += 1;
        }
        tally
    }
}
