//! What a compilation is: all districts side by side, with the municipalities' own words (§ 6, third paragraph).

mod matrix;

pub use matrix::{Cell as MatrixCell, Due, Mark, Row as MatrixRow, counts, mark};

use chrono::NaiveDate;
use figures::indicator::rules::Indicator;
use serde::{Deserialize, Serialize};
use series::{Cell, Spread};

/// The State's own texts: the introduction, one comment for each area, and one on cooperation.
pub const INTRODUCTION: &str = "introduction";
pub const COOPERATION: &str = "samverkan";

/// The ground, as a reader quotes it.
pub const GROUND: &str = "§ 6, tredje stycket";

/// One district's figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DistrictFigure {
    pub district: String,
    pub name: String,
    /// Four digits as text.
    pub municipality_code: String,
    pub municipality_name: String,
    pub cell: Cell,
    /// 95 per cent interval of a share that is shown.
    pub interval: Option<(f64, f64)>,
    /// Place in the order of the good way; none for what cannot be shown.
    pub rank: Option<usize>,
}

/// One indicator of all districts in one year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IndicatorTable {
    pub indicator: Indicator,
    /// None when nothing has come.
    pub year: Option<i32>,
    pub rows: Vec<DistrictFigure>,
    pub nation: Cell,
    pub all_districts: Cell,
    pub spread: Spread,
}

/// What a municipality has said of a district in an area, word for word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    pub district: String,
    pub district_name: String,
    pub municipality_code: String,
    pub municipality_name: String,
    /// The report it stands in, and the part: `botkyrka-2011`, `alby.arbete`.
    pub report: String,
    pub part: String,
    pub version: i64,
    pub submitted_on: NaiveDate,
    pub late: bool,
    pub text: String,
}

/// A district whose municipality has not submitted; listed, never dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silent {
    pub district: String,
    pub district_name: String,
    pub municipality_code: String,
    pub municipality_name: String,
}

/// One area of the compilation, or the part on cooperation, which has no figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AreaPart {
    /// Key of the goal area, or [`COOPERATION`].
    pub key: String,
    /// The State's comment.
    pub comment: String,
    pub indicators: Vec<IndicatorTable>,
    pub statements: Vec<Statement>,
}

/// The compilation of a year, as it stands or as it was frozen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Compilation {
    pub year: i32,
    /// The day it was put together.
    pub on: NaiveDate,
    pub introduction: String,
    pub areas: Vec<AreaPart>,
    pub cooperation: AreaPart,
    pub silent: Vec<Silent>,
    pub matrix: Vec<MatrixRow>,
    /// Reports it rests on: address and version.
    pub reports: Vec<(String, i64)>,
    pub vintage: i64,
    pub synthetic: bool,
}

impl Compilation {
    /// The area, or the part on cooperation, by its key.
    pub fn part(&self, key: &str) -> Option<&AreaPart> {
        if key == COOPERATION { Some(&self.cooperation) } else { self.areas.iter().find(|a| a.key == key) }
    }
}

/// Everything that keeps an edition from being frozen: without an introduction nobody can know what it is; a later edition says what is new.
pub fn freezable(introduction: &str, reason: &str, earlier: i64) -> Vec<wording::Fault> {
    let mut faults = Vec::new();
    if introduction.trim().is_empty() {
        faults.push(wording::Fault::must("fault-compilation-introduction", GROUND).at("introduction"));
    }
    if earlier > 0 && reason.trim().chars().count() < 10 {
        faults.push(wording::Fault::must("fault-compilation-reason", GROUND).at("reason"));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_needs_an_introduction_and_a_later_one_its_reason() {
        let keys = |faults: Vec<wording::Fault>| faults.iter().map(|f| f.key).collect::<Vec<_>>();
        assert_eq!(keys(freezable(" ", "", 1)), ["fault-compilation-introduction", "fault-compilation-reason"]);
        assert!(freezable("Inledning.", "", 0).is_empty());
        assert!(freezable("Inledning.", "Tre sena redovisningar har kommit in.", 1).is_empty());
    }
}
