//! One indicator of one place over the years, and where its years stop being comparable.

use crate::{Cell, DisclosureRule, Measure, Observation, protect};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// From this year on the numbers are made another way: they are not comparable with the years before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    pub year: i32,
    /// Message key of what changed: a register, a definition, an age limit, an area's border.
    pub kind_key: String,
}

/// The breaks a comparison of two years would cross.
pub fn breaks_between(breaks: &[Break], from_year: i32, to_year: i32) -> Vec<Break> {
    let (first, last) = (from_year.min(to_year), from_year.max(to_year));
    breaks.iter().filter(|b| first < b.year && b.year <= last).cloned().collect()
}

/// One indicator of one place, year by year, unprotected; it is read through a [`DisclosureRule`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    pub indicator: String,
    pub measure: Measure,
    pub points: BTreeMap<i32, Observation>,
    pub breaks: Vec<Break>,
}

/// Which of two years lacks a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Which {
    From,
    To,
    Both,
}

/// The difference between two years, or why there is none to state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Change {
    /// Later less earlier, in the measure's unit (a share: a fraction of one, 0.01 being a percentage point).
    Value {
        points: f64,
    },
    /// The two years are not made the same way.
    AcrossBreak {
        breaks: Vec<Break>,
    },
    NoData {
        which: Which,
    },
    Suppressed,
}

impl Change {
    /// Message key of what the change says in words.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Value { .. } => "change-value",
            Self::AcrossBreak { .. } => "change-across-break",
            Self::NoData { which: Which::From } => "change-no-data-from",
            Self::NoData { which: Which::To } => "change-no-data-to",
            Self::NoData { which: Which::Both } => "change-no-data-both",
            Self::Suppressed => "change-suppressed",
        }
    }
}

/// The straight line through the years since the last break.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trend {
    /// Change each year, in the measure's unit.
    pub per_year: f64,
    pub from_year: i32,
    pub to_year: i32,
    /// Number of years with a figure.
    pub years: usize,
}

impl Series {
    pub fn new(indicator: impl Into<String>, measure: Measure) -> Self {
        Self { indicator: indicator.into(), measure, points: BTreeMap::new(), breaks: Vec::new() }
    }

    /// What may be shown of a year. A year without an observation is missing.
    pub fn cell(&self, rule: &DisclosureRule, year: i32) -> Cell {
        self.points.get(&year).map_or(Cell::Missing, |o| protect(rule, self.measure, *o))
    }

    /// What may be shown, year by year.
    pub fn cells(&self, rule: &DisclosureRule) -> BTreeMap<i32, Cell> {
        self.points.keys().map(|year| (*year, self.cell(rule, *year))).collect()
    }

    /// The last year with a figure to show, not after `until`.
    pub fn latest(&self, rule: &DisclosureRule, until: i32) -> Option<(i32, Cell)> {
        self.points.range(..=until).rev().map(|(year, _)| (*year, self.cell(rule, *year))).find(|(_, cell)| cell.is_shown())
    }

    /// The change between two years, or why it cannot be stated. A year without a number comes before a withheld one, and that before a break.
    pub fn change(&self, rule: &DisclosureRule, from_year: i32, to_year: i32) -> Change {
        let (from, to) = (self.cell(rule, from_year), self.cell(rule, to_year));
        if let Some(which) = absent(from, to) {
            return Change::NoData { which };
        }
        let breaks = breaks_between(&self.breaks, from_year, to_year);
        match (from.value(), to.value()) {
            (Some(from), Some(to)) if breaks.is_empty() => Change::Value { points: to - from },
            (Some(_), Some(_)) => Change::AcrossBreak { breaks },
            _ => Change::Suppressed,
        }
    }

    /// The trend since the last break by least squares; none with fewer than three years to show.
    pub fn trend(&self, rule: &DisclosureRule) -> Option<Trend> {
        let last = *self.points.keys().next_back()?;
        let start = self.breaks.iter().map(|b| b.year).filter(|year| *year <= last).max().unwrap_or(i32::MIN);
        let points: Vec<(i32, f64)> =
            self.points.range(start..).filter_map(|(year, _)| Some((*year, self.cell(rule, *year).value()?))).collect();
        let (first, last) = (points.first()?.0, points.last()?.0);
        (points.len() >= 3).then(|| Trend { per_year: slope(&points), from_year: first, to_year: last, years: points.len() })
    }
}

fn absent(from: Cell, to: Cell) -> Option<Which> {
    let none = |cell| matches!(cell, Cell::Missing | Cell::NotApplicable);
    match (none(from), none(to)) {
        (true, true) => Some(Which::Both),
        (true, false) => Some(Which::From),
        (false, true) => Some(Which::To),
        (false, false) => None,
    }
}

fn slope(points: &[(i32, f64)]) -> f64 {
    let n = points.len() as f64;
    let mean_year = points.iter().map(|(year, _)| f64::from(*year)).sum::<f64>() / n;
    let mean = points.iter().map(|(_, value)| value).sum::<f64>() / n;
    let (mut over, mut under) = (0.0, 0.0);
    for (year, value) in points {
        let away = f64::from(*year) - mean_year;
        over += away * (value - mean);
        under += away * away;
    }
    over / under
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: DisclosureRule = DisclosureRule { min_denominator: 20, min_numerator: 5, complement: true, zero_counts: true };

    fn employed() -> Series {
        let mut series = Series::new("forvarvsarbetande", Measure::Share);
        for (year, x) in [(2016, 50), (2017, 52), (2018, 54), (2019, 60), (2020, 66), (2021, 67), (2022, 68), (2023, 3)] {
            series.points.insert(year, Observation::of(x, 100));
        }
        series.breaks = vec![broken(2019, "break-agi"), broken(2020, "break-bas")];
        series
    }

    fn broken(year: i32, kind: &str) -> Break {
        Break { year, kind_key: kind.to_owned() }
    }

    #[test]
    fn a_change_across_both_breaks_names_both() {
        let change = employed().change(&RULE, 2018, 2020);
        assert_eq!(change, Change::AcrossBreak { breaks: vec![broken(2019, "break-agi"), broken(2020, "break-bas")] });
        assert_eq!(employed().change(&RULE, 2020, 2018), change);
    }

    #[test]
    fn the_year_of_a_break_belongs_to_what_comes_after() {
        let Change::Value { points } = employed().change(&RULE, 2020, 2022) else { panic!("2020 and 2022 are made the same way") };
        assert!((points - 0.02).abs() < 1e-12);
        assert_eq!(employed().change(&RULE, 2019, 2020).key(), "change-across-break");
    }

    #[test]
    fn absence_and_withholding_are_said_apart() {
        assert_eq!(employed().change(&RULE, 2010, 2016), Change::NoData { which: Which::From });
        assert_eq!(employed().change(&RULE, 2010, 2011), Change::NoData { which: Which::Both });
        assert_eq!(employed().change(&RULE, 2022, 2023), Change::Suppressed);
    }

    #[test]
    fn a_trend_begins_at_the_last_break_and_wants_three_years() {
        let trend = employed().trend(&RULE).unwrap();
        assert!((trend.per_year - 0.01).abs() < 1e-12);
        assert_eq!((trend.from_year, trend.to_year, trend.years), (2020, 2022, 3));
        let mut short = employed();
        short.breaks.push(broken(2021, "break-age"));
        assert_eq!(short.trend(&RULE), None);
    }

    #[test]
    fn a_break_announced_for_later_does_not_empty_the_trend() {
        let mut series = employed();
        series.breaks = vec![broken(2030, "break-age")];
        assert!(series.trend(&RULE).is_some());
    }

    #[test]
    fn the_latest_year_is_the_last_that_can_be_shown() {
        assert_eq!(employed().latest(&RULE, 2030).map(|(year, _)| year), Some(2022));
        assert_eq!(employed().latest(&RULE, 2017).map(|(year, _)| year), Some(2017));
        assert_eq!(employed().latest(&RULE, 2000), None);
    }
}
