//! One indicator of a district beside what it is compared with.

use chrono::Datelike;
use figures::indicator::rules::Indicator;
use figures::statistics::rules::{IndicatorPicture, shown_in};
use serde::{Deserialize, Serialize};
use series::{Better, Break, Cell, Change, Comparison, Measure, Series, Which};
use std::collections::BTreeMap;

/// Year by year, as it may be shown.
pub type Level = BTreeMap<i32, Cell>;

/// The four levels of § 6: local and national, by one definition.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Levels {
    pub district: Level,
    pub municipality: Level,
    pub all_districts: Level,
    pub nation: Level,
}

/// Which way a figure has moved, as the programme sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Better,
    Worse,
    Same,
    Neutral,
}

impl Direction {
    /// Message key: `development-better`, …
    pub fn key(self) -> &'static str {
        match self {
            Self::Better => "development-better",
            Self::Worse => "development-worse",
            Self::Same => "development-same",
            Self::Neutral => "development-neutral",
        }
    }
}

/// An indicator of a district: its definition, its newest figure, the comparison that year and the change since the first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    pub indicator: Indicator,
    /// The last year with a figure to show; the last year at all when none can be shown; none when nothing has come.
    pub year: Option<i32>,
    pub cell: Cell,
    pub comparison: Comparison,
    /// The year the change is counted from.
    pub since: i32,
    pub change: Change,
    /// The change of the latest year alone: what is new since the report before.
    pub yearly: Change,
    pub levels: Levels,
}

impl Figure {
    /// The figure as it stood on a day: no year after the day's own is looked at.
    pub fn of(picture: &IndicatorPicture, since: i32, on: chrono::NaiveDate) -> Self {
        let until = on.year();
        let level = |series: &Series| -> Level {
            series.points.keys().filter(|y| **y <= until).map(|y| (*y, shown_in(&picture.indicator, series, *y))).collect()
        };
        let levels = Levels {
            district: level(&picture.district),
            municipality: level(&picture.municipality),
            all_districts: level(&picture.all_districts),
            nation: level(&picture.nation),
        };
        let year = newest(&levels.district);
        let at = |level: &Level| year.and_then(|y| level.get(&y).copied()).unwrap_or(Cell::Missing);
        let comparison = Comparison {
            district: at(&levels.district),
            municipality: at(&levels.municipality),
            all_districts: at(&levels.all_districts),
            nation: at(&levels.nation),
        };
        let breaks = picture.indicator.series_breaks();
        let change = year.map_or(Change::NoData { which: Which::Both }, |y| change(&levels.district, &breaks, since, y));
        let yearly = year.map_or(Change::NoData { which: Which::Both }, |y| self::change(&levels.district, &breaks, y - 1, y));
        Self { cell: comparison.district, indicator: picture.indicator.clone(), year, comparison, since, change, yearly, levels }
    }

    /// Which way it has moved since the first year; none where no change can be stated.
    pub fn direction(&self) -> Option<Direction> {
        direction(&self.change, &self.indicator)
    }

    /// Which way it moved in the latest year.
    pub fn yearly_direction(&self) -> Option<Direction> {
        direction(&self.yearly, &self.indicator)
    }

    /// The breaks within the years that are shown.
    pub fn breaks(&self) -> Vec<Break> {
        match (self.levels.district.keys().next(), self.levels.district.keys().next_back()) {
            (Some(first), Some(last)) => self.indicator.breaks_within(*first, *last),
            _ => Vec::new(),
        }
    }

    /// 95 per cent interval of a share that is shown; the other measures have none here.
    pub fn interval(&self) -> Option<(f64, f64)> {
        (self.indicator.measure == Measure::Share).then(|| series::interval(self.cell)).flatten()
    }
}

/// The last year with a figure to show; else the last year that says anything.
fn newest(level: &Level) -> Option<i32> {
    let shown = level.iter().rev().find(|(_, cell)| cell.is_shown());
    shown.or_else(|| level.iter().next_back()).map(|(year, _)| *year)
}

/// The change between two years of cells that may be shown, or why it cannot be stated.
fn change(level: &Level, breaks: &[Break], from: i32, to: i32) -> Change {
    let cell = |year| level.get(&year).copied().unwrap_or(Cell::Missing);
    let none = |cell| matches!(cell, Cell::Missing | Cell::NotApplicable);
    match (cell(from), cell(to)) {
        _ if from >= to => Change::NoData { which: Which::To },
        (a, b) if none(a) && none(b) => Change::NoData { which: Which::Both },
        (a, _) if none(a) => Change::NoData { which: Which::From },
        (_, b) if none(b) => Change::NoData { which: Which::To },
        (Cell::Shown { value: a, .. }, Cell::Shown { value: b, .. }) => {
            let breaks = series::breaks_between(breaks, from, to);
            if breaks.is_empty() { Change::Value { points: b - a } } else { Change::AcrossBreak { breaks } }
        }
        _ => Change::Suppressed,
    }
}

/// A change that print would set as nothing is no change.
fn direction(change: &Change, indicator: &Indicator) -> Option<Direction> {
    let Change::Value { points } = change else { return None };
    let nothing = match indicator.measure {
        Measure::Share => 0.0005,
        Measure::Rate { .. } | Measure::MeanDays => 0.05,
        Measure::Count => 0.5,
    };
    Some(match indicator.better {
        _ if points.abs() < nothing => Direction::Same,
        Better::Neutral => Direction::Neutral,
        Better::Higher if *points > 0.0 => Direction::Better,
        Better::Lower if *points < 0.0 => Direction::Better,
        _ => Direction::Worse,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use figures::indicator::source;
    use series::Observation;

    fn picture(points: &[(i32, Observation)]) -> IndicatorPicture {
        let indicator = source::indicators().iter().find(|i| i.key == "forvarvsarbetande").unwrap().clone();
        let mut district = indicator.series();
        district.points = points.iter().copied().collect();
        let empty = indicator.series();
        IndicatorPicture { district, municipality: empty.clone(), all_districts: empty.clone(), nation: empty, indicator }
    }

    fn on(day: &str) -> chrono::NaiveDate {
        day.parse().unwrap()
    }

    #[test]
    fn the_newest_figure_is_the_last_that_may_be_shown() {
        let it = picture(&[(2008, Observation::of(400, 1000)), (2009, Observation::of(450, 1000)), (2010, Observation::of(3, 12))]);
        let figure = Figure::of(&it, 2008, on("2011-11-14"));
        assert_eq!((figure.year, figure.direction()), (Some(2009), Some(Direction::Better)));
        assert_eq!(figure.levels.district[&2010], Cell::Suppressed { why: series::Why::Rule });
        assert!(figure.interval().is_some());
    }

    #[test]
    fn a_year_after_the_day_is_not_looked_at() {
        let it = picture(&[(2008, Observation::of(400, 1000)), (2010, Observation::of(390, 1000)), (2012, Observation::of(500, 1000))]);
        let figure = Figure::of(&it, 2008, on("2011-11-14"));
        assert_eq!((figure.year, figure.direction()), (Some(2010), Some(Direction::Worse)));
        assert_eq!(figure.yearly, Change::NoData { which: Which::From });
    }

    #[test]
    fn no_change_is_stated_without_a_first_figure_or_across_a_break() {
        let late = Figure::of(&picture(&[(2010, Observation::of(390, 1000))]), 2008, on("2011-11-14"));
        assert_eq!((late.change.clone(), late.direction()), (Change::NoData { which: Which::From }, None));
        let mut broken = picture(&[(2008, Observation::of(400, 1000)), (2010, Observation::of(390, 1000))]);
        broken.indicator.breaks = vec![(2009, "break-test".into())];
        let figure = Figure::of(&broken, 2008, on("2011-11-14"));
        assert!(matches!(figure.change, Change::AcrossBreak { .. }));
        assert_eq!(figure.breaks().len(), 1);
    }

    #[test]
    fn nothing_delivered_is_missing_and_not_zero() {
        let figure = Figure::of(&picture(&[]), 2008, on("2011-11-14"));
        assert_eq!((figure.year, figure.cell), (None, Cell::Missing));
    }

    #[test]
    fn a_figure_survives_its_way_through_the_database() {
        let figure = Figure::of(&picture(&[(2008, Observation::of(400, 1000)), (2010, Observation::suppressed())]), 2008, on("2011-11-14"));
        let text = serde_json::to_string(&figure).unwrap();
        assert_eq!(serde_json::from_str::<Figure>(&text).unwrap(), figure);
    }
}
