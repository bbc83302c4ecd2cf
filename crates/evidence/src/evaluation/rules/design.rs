//! A design: what is asked, of which districts, with which figures, against which areas, in which years.

use super::draft::AreaFacts;
use serde::{Deserialize, Serialize};

/// The goal of a district's plan that an evaluation tests, as it stood when the design was registered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalTested {
    pub id: String,
    pub plan: String,
    pub plan_version: i64,
    pub number: i64,
    pub statement: String,
    pub indicator: Option<String>,
    /// Year and value, in the indicator's unit.
    pub baseline: Option<(i32, f64)>,
    pub target: Option<f64>,
}

impl GoalTested {
    /// What the plan wants changed, from baseline to target; none where either is not stated.
    pub fn change(&self) -> Option<f64> {
        Some(self.target? - self.baseline?.1)
    }
}

/// The years: from the first to the year before the start, and from the start to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub first: i32,
    pub start: i32,
    pub last: i32,
}

impl Window {
    pub fn years(self) -> std::ops::RangeInclusive<i32> {
        self.first..=self.last
    }

    /// How many years before the start.
    pub fn before(self) -> usize {
        usize::try_from(self.start - self.first).unwrap_or(0)
    }

    /// How many years from the start on.
    pub fn after(self) -> usize {
        usize::try_from(self.last - self.start + 1).unwrap_or(0)
    }
}

/// Which areas a district is compared with. Areas of its own municipality are left out by every rule but the list, since the work may have
/// reached them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ComparisonRule {
    /// Areas outside the programme's districts, in other municipalities.
    Outside,
    /// Areas of the programme's other districts, in other municipalities. They had agreements too.
    Districts,
    /// The areas listed and no other.
    Listed,
}

impl ComparisonRule {
    pub const ALL: [Self; 3] = [Self::Outside, Self::Districts, Self::Listed];

    pub fn key(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Districts => "districts",
            Self::Listed => "listed",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.key() == text)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    pub rule: ComparisonRule,
    /// Area codes that are left out: neighbours across a municipal border, areas with efforts of their own.
    pub excluded: Vec<String>,
    /// Area codes that are taken, where the rule is the list.
    pub listed: Vec<String>,
}

/// A break in the series within the window that may be crossed, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bridge {
    pub year: i32,
    pub reason: String,
}

/// A registered design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Design {
    pub title: String,
    pub question: String,
    /// Slugs; the question is asked of them together when they are several.
    pub districts: Vec<String>,
    pub goal: Option<GoalTested>,
    pub indicator: String,
    pub indicator_version: i64,
    pub group: String,
    pub window: Window,
    pub comparison: Comparison,
    /// The least effect worth finding, in the indicator's unit and the good direction; above zero.
    pub relevant: f64,
    /// The relevant effect is what the goal wants changed, rather than somebody's own figure.
    pub relevant_is_goal: bool,
    pub bridges: Vec<Bridge>,
    /// What else will be looked at without deciding the verdict.
    pub secondary: String,
}

/// The areas a district is compared with, as places in `areas`: by the rule, with figures for every year of the window, and never an area of a
/// district that the evaluation is about.
pub fn donors(comparison: &Comparison, treated: &[String], municipality: &str, areas: &[AreaFacts]) -> Vec<usize> {
    let own = |a: &AreaFacts| a.district.as_ref().is_some_and(|d| treated.contains(d));
    let taken = |a: &AreaFacts| match comparison.rule {
        ComparisonRule::Outside => a.district.is_none() && a.municipality != municipality,
        ComparisonRule::Districts => a.district.is_some() && a.municipality != municipality,
        ComparisonRule::Listed => comparison.listed.contains(&a.code),
    };
    let fits = |a: &AreaFacts| a.is_whole && taken(a) && !own(a) && !comparison.excluded.contains(&a.code);
    areas.iter().enumerate().filter(|(_, a)| fits(a)).map(|(i, _)| i).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(code: &str, municipality: &str, district: Option<&str>) -> AreaFacts {
        AreaFacts {
            code: code.into(),
            municipality: municipality.into(),
            district: district.map(str::to_owned),
            is_whole: true,
            size: 900.0,
        }
    }

    fn codes(rule: ComparisonRule, excluded: &[&str], listed: &[&str]) -> Vec<String> {
        let areas = [
            area("a1", "0127", Some("alby")),
            area("a2", "0127", None),
            area("b1", "0180", Some("rinkeby")),
            area("b2", "0180", None),
            AreaFacts { is_whole: false, ..area("b3", "0180", None) },
        ];
        let own = |codes: &[&str]| codes.iter().map(|c| (*c).to_owned()).collect();
        let comparison = Comparison { rule, excluded: own(excluded), listed: own(listed) };
        donors(&comparison, &["alby".to_owned()], "0127", &areas).into_iter().map(|i| areas[i].code.clone()).collect()
    }

    #[test]
    fn the_rule_picks_the_areas_and_never_those_of_the_district_itself() {
        assert_eq!(codes(ComparisonRule::Outside, &[], &[]), ["b2"]);
        assert_eq!(codes(ComparisonRule::Districts, &[], &[]), ["b1"]);
        assert_eq!(codes(ComparisonRule::Outside, &["b2"], &[]), Vec::<String>::new());
        assert_eq!(codes(ComparisonRule::Listed, &[], &["a1", "a2", "b3"]), ["a2"]);
    }

    #[test]
    fn a_window_counts_its_years() {
        let w = Window { first: 2005, start: 2008, last: 2010 };
        assert_eq!((w.before(), w.after(), w.years().count()), (3, 3, 6));
    }
}
