//! The State's compilation of all districts (§ 6, third paragraph).

use crate::parts::{Chart, Fact, Meta, Table};
use crate::render::{Template, pdf};
use serde::{Deserialize, Serialize};

/// The nation's districts in one volume: status, figures by area, the districts' own words, and those who have not reported.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CompilationDoc {
    pub meta: Meta,
    pub subtitle: String,
    /// Who publishes it, at the foot of the cover.
    pub publisher: String,
    pub summary: String,
    /// A handful of figures for the summary: `38` – `stadsdelar`.
    pub key_figures: Vec<Fact>,
    pub matrix: Matrix,
    pub areas: Vec<CompilationArea>,
    pub statements: Vec<DistrictStatements>,
    pub not_submitted: Vec<NotSubmitted>,
    /// How the compilation was made: sources, rules of disclosure, edition.
    pub method: String,
}

/// Districts × what is due. Every row has as many cells as there are columns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Matrix {
    /// Heads of the columns after district and municipality.
    pub columns: Vec<String>,
    pub rows: Vec<MatrixRow>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MatrixRow {
    pub district: String,
    pub municipality: String,
    pub cells: Vec<MatrixCell>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MatrixCell {
    pub mark: Mark,
    /// The state in words, with date: `28 nov`.
    pub text: String,
}

/// The shape beside the words of a status; the words carry the meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    Done,
    Late,
    Due,
    Missing,
    #[default]
    NotApplicable,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CompilationArea {
    pub name: String,
    pub text: String,
    pub charts: Vec<Chart>,
    pub tables: Vec<Table>,
}

/// A district's statements as its report words them, with the way back to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DistrictStatements {
    pub district: String,
    pub municipality: String,
    /// Register number, version and date of the report.
    pub reference: String,
    pub address: String,
    pub statements: Vec<Statement>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The area or part of the report it stands under.
    pub area: String,
    pub text: String,
}

/// Who has not handed in what is due; shown, never dropped.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NotSubmitted {
    pub district: String,
    pub municipality: String,
    pub what: String,
    pub due: String,
    pub note: String,
}

/// The compilation as PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// As for [`plan`](crate::plan()); also when a row of the matrix does not fit its columns.
pub fn compilation(doc: &CompilationDoc) -> anyhow::Result<Vec<u8>> {
    pdf(Template::Compilation, &doc.meta, doc)
}
