//! The municipality's yearly report (§ 6).

use crate::parts::{Chart, Fact, Meta, Table};
use crate::render::{Template, pdf};
use serde::{Deserialize, Serialize};

/// Development in the four areas, how cooperation proceeds, and its results, with frozen figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportDoc {
    pub meta: Meta,
    /// Beside the title: reference date, plan version, due date.
    pub facts: Vec<Fact>,
    pub summary: String,
    pub districts: Vec<DistrictReport>,
    /// How cooperation within the partnership proceeds.
    pub cooperation: String,
    /// The result of that cooperation.
    pub results: String,
    /// Data that are missing, with owner and date.
    pub gaps: Vec<String>,
    pub certification: Certification,
    pub versions: Vec<ReportVersion>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DistrictReport {
    pub name: String,
    /// Area codes and the plan version the report is measured against.
    pub facts: Vec<Fact>,
    pub areas: Vec<AreaReport>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AreaReport {
    pub name: String,
    pub development: String,
    pub figures: Vec<Table>,
    pub charts: Vec<Chart>,
    pub goals: Vec<GoalProgress>,
    /// What last year's report said, empty if there was none.
    pub last_year: String,
}

/// A goal's way from baseline to target, with the verdict in words and why.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GoalProgress {
    pub number: String,
    pub statement: String,
    pub baseline: String,
    pub now: String,
    pub target: String,
    pub date: String,
    pub verdict: String,
    pub reason: String,
}

/// Who supplied the data and who certifies them; never the same person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Certification {
    pub provider: String,
    pub provided: String,
    /// Empty while the report is not certified.
    pub certifier: String,
    pub certified: String,
    pub text: String,
}

/// A version that was handed in; a correction has its reason. All versions are kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportVersion {
    pub version: String,
    pub date: String,
    pub by: String,
    pub reason: String,
}

/// The report as PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// As for [`plan`](crate::plan()).
pub fn report(doc: &ReportDoc) -> anyhow::Result<Vec<u8>> {
    pdf(Template::Report, &doc.meta, doc)
}
