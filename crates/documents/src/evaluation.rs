//! An evaluation with its design, its result and its verdict (§ 7).

use crate::parts::{Chart, Fact, Meta, Table};
use crate::render::{Template, pdf};
use serde::{Deserialize, Serialize};

/// The parts in the order a reader meets them: what was asked, what can be detected at all, what was found, what speaks for and against, the verdict.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EvaluationDoc {
    pub meta: Meta,
    /// Beside the title: district, window, version of the design.
    pub facts: Vec<Fact>,
    pub question: String,
    /// What was registered, when and by whom.
    pub registered: String,
    pub design: Vec<Fact>,
    pub parts: Vec<EvaluationPart>,
    /// One of four words.
    pub verdict: String,
    pub verdict_why: String,
    /// What the truth was, where the figures are synthetic; empty otherwise.
    pub truth: String,
    /// The rule, step by step.
    pub rule: Vec<String>,
    /// What it takes to do the computation again.
    pub computation: Vec<Fact>,
}

/// A part with its heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EvaluationPart {
    pub heading: String,
    /// Set large before the text: the range of the estimates.
    pub lead: String,
    pub text: String,
    pub charts: Vec<Chart>,
    pub tables: Vec<Table>,
    /// Examinations and limits, each with the word that stands before it.
    pub points: Vec<Fact>,
}

/// The evaluation as PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// As for [`plan`](crate::plan()).
pub fn evaluation(doc: &EvaluationDoc) -> anyhow::Result<Vec<u8>> {
    pdf(Template::Evaluation, &doc.meta, doc)
}
