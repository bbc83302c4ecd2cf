//! What a goal is, from municipal goals to the local goals of a plan, and when it can be followed up (§ 4).

mod draft;
mod figure;
mod smart;

pub use draft::{GoalDraft, MeasureDraft, ResourceDraft, read, read_resource};
pub use figure::{parse_number, show_value, stored_value, typed_value};
pub use smart::{Criterion, Horizon, Known, Letter, Verdict, criteria, judge, missing_areas};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use series::{Better, Measure as Unit};
use wording::Fault;

/// A goal the municipality has decided on, with the document it stands in. Local goals start from it (§ 4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MunicipalGoal {
    pub id: String,
    pub version: i64,
    pub municipality_code: String,
    pub title: String,
    /// Key of the national goal it answers to, where the municipality has said so.
    pub national_goal: Option<String>,
    /// The document the goal stands in: "Budget 2011, mål 3".
    pub source: String,
    pub decided_on: NaiveDate,
    /// Why this version replaced the one before; empty for the first.
    pub reason: String,
    pub recorded_at: String,
    pub recorded_by: String,
}

/// A municipal goal as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MunicipalText {
    pub title: String,
    pub national_goal: String,
    pub source: String,
    pub decided_on: String,
    pub reason: String,
}

/// Everything that keeps a municipal goal from being registered: it needs a title, the document and the day it was decided, a correction
/// its reason too. The day it is decided on comes back when it can be read.
pub fn check_municipal(text: &MunicipalText, correction: bool, today: NaiveDate) -> (Option<NaiveDate>, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut need = |field: &'static str, key: &'static str, value: &str| {
        if value.trim().is_empty() {
            faults.push(Fault::must(key, "§ 4").at(field));
        }
    };
    need("title", "fault-municipal-goal-title", &text.title);
    need("source", "fault-municipal-goal-source", &text.source);
    if correction {
        need("reason", "fault-municipal-goal-reason", &text.reason);
    }
    let day: Option<NaiveDate> = text.decided_on.trim().parse().ok();
    match day {
        None => faults.push(Fault::must("fault-municipal-goal-day", "§ 4").at("decided_on")),
        Some(day) if day > today => faults.push(Fault::must("fault-municipal-goal-future", "§ 4").at("decided_on")),
        Some(_) => {}
    }
    (day, faults)
}

/// What a goal is measured with: an indicator of the registry, or the partnership's own description.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Yardstick {
    None,
    Registry {
        key: String,
        /// Version of the definition the value was made by.
        version: i64,
        name_sv: String,
        name_en: String,
        unit_sv: String,
        unit_en: String,
        measure: Unit,
        better: Better,
        decimals: usize,
    },
    Own {
        text: String,
        unit: String,
    },
}

impl Yardstick {
    /// The registry's indicator, if it is one.
    pub fn key(&self) -> Option<&str> {
        if let Self::Registry { key, .. } = self { Some(key) } else { None }
    }

    /// True when the registry's indicator is a share, stored as a fraction of one.
    pub fn is_share(&self) -> bool {
        self.measure() == Some(Unit::Share)
    }

    /// The unit values are stored in; none for a description of one's own.
    pub fn measure(&self) -> Option<Unit> {
        if let Self::Registry { measure, .. } = self { Some(*measure) } else { None }
    }
}

/// Where a measure's resources come from: within ordinary budgets, moved from elsewhere within them, or added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResourceKind {
    Ordinary,
    Redirected,
    Additional,
}

impl ResourceKind {
    pub const ALL: [Self; 3] = [Self::Ordinary, Self::Redirected, Self::Additional];

    pub fn key(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Redirected => "redirected",
            Self::Additional => "additional",
        }
    }
}

/// Hours and money of one kind put into a measure. Not stated and none are two different things.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    pub kind: ResourceKind,
    pub hours: Option<i64>,
    pub sek: Option<i64>,
}

/// What is done to reach a goal, by whom and with what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Stable over versions.
    pub id: String,
    pub title: String,
    /// Function that answers for it.
    pub owner: String,
    /// Organisation that carries it out.
    pub partner: String,
    pub partner_name: String,
    pub starts: Option<NaiveDate>,
    pub ends: Option<NaiveDate>,
    pub resources: Vec<Resource>,
}

/// A local goal of a district's plan, read from its draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// Key of one of the four areas; empty while it is not chosen.
    pub area: String,
    pub statement: String,
    /// The problem the goal answers and its cause, so that measures follow from something.
    pub problem: String,
    pub national_goal: String,
    pub municipal_goal: String,
    pub yardstick: Yardstick,
    /// Year and value, in the indicator's unit (a share as a fraction of one).
    pub baseline: Option<(i32, f64)>,
    pub target: Option<f64>,
    pub target_date: Option<NaiveDate>,
    /// Function that answers for the goal, and who steps in.
    pub owner: String,
    pub deputy: String,
    /// Why the partnership holds the target to be realistic.
    pub realism: String,
    pub measures: Vec<Measure>,
}

impl Goal {
    /// What a partner accepts: the statement with its indicator, target and date. When it changes, an acceptance is of an earlier wording.
    pub fn wording(&self) -> String {
        let yardstick = match &self.yardstick {
            Yardstick::None => "",
            Yardstick::Registry { key, .. } => key,
            Yardstick::Own { text, .. } => text,
        };
        let target = self.target.map_or(String::new(), |t| format!("{t:.6}"));
        let date = self.target_date.map_or(String::new(), |d| d.to_string());
        [self.statement.trim(), yardstick.trim(), &target, &date].join(" | ")
    }
}

/// A named partner's acceptance of a goal, as it was worded that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    pub goal_id: String,
    pub organisation_id: String,
    pub organisation_name: String,
    pub accepted_on: String,
    /// `meeting`, `letter`, `account`.
    pub how: String,
    pub reference: String,
    pub wording: String,
    pub recorded_by: String,
}

impl Acceptance {
    /// True when the goal still reads as it did when it was accepted.
    pub fn is_of(&self, goal: &Goal) -> bool {
        self.wording == goal.wording()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2011, 11, 14).unwrap()
    }

    #[test]
    fn a_municipal_goal_says_all_its_faults_at_once() {
        let (day, faults) = check_municipal(&MunicipalText::default(), true, today());
        assert_eq!(day, None);
        let fields: Vec<_> = faults.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(fields, ["title", "source", "reason", "decided_on"]);
    }

    #[test]
    fn a_goal_cannot_have_been_decided_tomorrow() {
        let text = MunicipalText { title: "a".into(), source: "b".into(), decided_on: "2011-11-15".into(), ..MunicipalText::default() };
        assert_eq!(check_municipal(&text, false, today()).1[0].key, "fault-municipal-goal-future");
        let (day, faults) = check_municipal(&MunicipalText { decided_on: "2011-11-14".into(), ..text }, false, today());
        assert!(day.is_some() && faults.is_empty());
    }
}
