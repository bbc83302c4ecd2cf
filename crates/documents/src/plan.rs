//! The strategic district plan (§ 4).

use crate::parts::{Chart, Fact, Meta, Table};
use crate::render::{Template, pdf};
use serde::{Deserialize, Serialize};

/// A district's plan: the situation, goals in the four areas, measures, and who has accepted them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlanDoc {
    pub meta: Meta,
    pub district: String,
    /// Beside the title: area codes, agreement, term, reference date.
    pub facts: Vec<Fact>,
    pub situation: String,
    pub figures: Vec<Table>,
    pub charts: Vec<Chart>,
    /// Work, education, safety, growth.
    pub areas: Vec<AreaPlan>,
    pub measures: Vec<Measure>,
    pub acceptances: Vec<Acceptance>,
    pub remarks: Vec<Remark>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AreaPlan {
    pub name: String,
    pub situation: String,
    pub figures: Vec<Table>,
    pub charts: Vec<Chart>,
    pub goals: Vec<Goal>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// `A1`.
    pub number: String,
    pub statement: String,
    pub national_goal: String,
    pub municipal_goal: String,
    pub indicator: String,
    pub baseline: String,
    pub target: String,
    /// By when.
    pub date: String,
    pub owner: String,
    /// Baseline, now and target on one axis.
    pub progress: Option<Chart>,
    pub note: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    pub number: String,
    pub what: String,
    /// Numbers of the goals it serves.
    pub goals: String,
    pub owner: String,
    pub partner: String,
    /// Ordinary, redirected or additional.
    pub resource: String,
    pub hours: String,
    pub sek: String,
    pub due: String,
}

/// A named partner's acceptance of the goals.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Acceptance {
    pub partner: String,
    /// Bound by assignment, by choice, supporter.
    pub joined_as: String,
    pub person: String,
    pub date: String,
    /// The state in words: `Godtar`, `Väntar på svar`.
    pub state: String,
    pub comment: String,
}

/// A remark of the SMART review (§ 4), with the plan's answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Remark {
    pub goal: String,
    pub criterion: String,
    /// "Ska" (true) or "bör" (false).
    pub binding: bool,
    pub text: String,
    pub answer: String,
}

/// The plan as PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// When the title is empty, the date is not a date, a table's rows do not fit its columns, a picture cannot be read or lacks its
/// description, or the exporter finds the file in breach of its standards.
pub fn plan(doc: &PlanDoc) -> anyhow::Result<Vec<u8>> {
    pdf(Template::Plan, &doc.meta, doc)
}
