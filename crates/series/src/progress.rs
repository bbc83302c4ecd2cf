//! Whether a goal is on its way, by one published method.

use crate::{Better, Break, Cell, breaks_between};
use serde::{Deserialize, Serialize};

/// Message key of the published method: a straight line from baseline to target; on track at or beyond the line, otherwise behind.
pub const PROGRESS_METHOD: &str = "progress-method";

/// The latest figure beside what the straight line from baseline to target expects of that year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    pub year: i32,
    pub value: f64,
    /// The line's value that year; the target's from the target year on.
    pub expected: f64,
    /// How far beyond the line the figure is, counted the good way: negative when behind.
    pub ahead: f64,
    /// How far from baseline to target it has come, 1 being all the way; none where target equals baseline.
    pub travelled: Option<f64>,
    /// Years between the figure and today.
    pub age: i32,
    /// Whether the target year has passed.
    pub due: bool,
}

/// Why a goal cannot be assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    NoBaseline,
    /// The target year is not after the baseline year, or a number is not finite.
    NoPath,
    /// The indicator takes no side and the target equals the baseline.
    NoDirection,
    NoObservation,
    NoLaterObservation,
    Missing,
    NotApplicable,
    Suppressed,
    Break,
}

impl Reason {
    /// Message key of the reason.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoBaseline => "progress-no-baseline",
            Self::NoPath => "progress-no-path",
            Self::NoDirection => "progress-no-direction",
            Self::NoObservation => "progress-no-observation",
            Self::NoLaterObservation => "progress-no-later-observation",
            Self::Missing => "progress-missing",
            Self::NotApplicable => "progress-not-applicable",
            Self::Suppressed => "progress-suppressed",
            Self::Break => "progress-break",
        }
    }
}

/// The verdict on a goal: *nått*, *på väg*, *efter*, *ej bedömbar*.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "verdict")]
pub enum Progress {
    Reached(Standing),
    OnTrack(Standing),
    Behind(Standing),
    NotAssessable { reason: Reason },
}

impl Progress {
    /// Message key of the verdict.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Reached(_) => "progress-reached",
            Self::OnTrack(_) => "progress-on-track",
            Self::Behind(_) => "progress-behind",
            Self::NotAssessable { .. } => "progress-not-assessable",
        }
    }

    /// The figures behind the verdict, if there is one.
    pub fn standing(&self) -> Option<Standing> {
        match self {
            Self::Reached(s) | Self::OnTrack(s) | Self::Behind(s) => Some(*s),
            Self::NotAssessable { .. } => None,
        }
    }

    pub fn reason(&self) -> Option<Reason> {
        if let Self::NotAssessable { reason } = self { Some(*reason) } else { None }
    }
}

/// Judges a goal: the straight line from baseline to target gives the value expected of the latest figure's year; at or beyond it is on
/// track, short of it behind, at or beyond the target reached. A goal that asks to hold a level, or to lose less than before, is reached
/// only by a figure of the target year or later.
///
/// There is no tolerance: chance is shown beside the verdict as an interval, not hidden in it. A break between baseline and figure, and
/// a figure that is missing or withheld, leave the goal not assessable, with the reason.
pub fn progress(
    baseline: Option<(i32, f64)>,
    target: (i32, f64),
    latest: Option<(i32, Cell)>,
    direction: Better,
    breaks: &[Break],
    today_year: i32,
) -> Progress {
    match assess(baseline, target, latest, direction, breaks, today_year) {
        Ok(progress) => progress,
        Err(reason) => Progress::NotAssessable { reason },
    }
}

fn assess(
    baseline: Option<(i32, f64)>,
    target: (i32, f64),
    latest: Option<(i32, Cell)>,
    direction: Better,
    breaks: &[Break],
    today_year: i32,
) -> Result<Progress, Reason> {
    let baseline = baseline.ok_or(Reason::NoBaseline)?;
    if target.0 <= baseline.0 || !baseline.1.is_finite() || !target.1.is_finite() {
        return Err(Reason::NoPath);
    }
    let way = way(direction, baseline.1, target.1)?;
    let (year, cell) = latest.ok_or(Reason::NoObservation)?;
    if year <= baseline.0 {
        return Err(Reason::NoLaterObservation);
    }
    let value = figure(cell)?;
    if !breaks_between(breaks, baseline.0, year).is_empty() {
        return Err(Reason::Break);
    }
    let standing = stand(baseline, target, (year, value), way, today_year);
    Ok(verdict(standing, baseline.1, target, way))
}

/// A neutral indicator improves towards its target.
fn way(direction: Better, baseline: f64, target: f64) -> Result<Better, Reason> {
    match direction {
        Better::Neutral if target > baseline => Ok(Better::Higher),
        Better::Neutral if target < baseline => Ok(Better::Lower),
        Better::Neutral => Err(Reason::NoDirection),
        side => Ok(side),
    }
}

fn figure(cell: Cell) -> Result<f64, Reason> {
    match cell {
        Cell::Shown { value, .. } => Ok(value),
        Cell::Missing => Err(Reason::Missing),
        Cell::NotApplicable => Err(Reason::NotApplicable),
        Cell::Suppressed { .. } => Err(Reason::Suppressed),
    }
}

fn stand(baseline: (i32, f64), target: (i32, f64), (year, value): (i32, f64), way: Better, today_year: i32) -> Standing {
    let part = (f64::from(year - baseline.0) / f64::from(target.0 - baseline.0)).min(1.0);
    let whole = target.1 - baseline.1;
    let expected = baseline.1 + whole * part;
    let ahead = if way == Better::Lower { expected - value } else { value - expected };
    let travelled = (whole != 0.0).then(|| (value - baseline.1) / whole);
    Standing { year, value, expected, ahead, travelled, age: today_year - year, due: today_year > target.0 }
}

fn verdict(standing: Standing, baseline: f64, target: (i32, f64), way: Better) -> Progress {
    let improves = !way.at_least(baseline, target.1);
    let counts = improves || standing.year >= target.0;
    if counts && way.at_least(standing.value, target.1) {
        Progress::Reached(standing)
    } else if way.at_least(standing.value, standing.expected) {
        Progress::OnTrack(standing)
    } else {
        Progress::Behind(standing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Why;
    use proptest::prelude::*;

    const FROM: (i32, f64) = (2008, 0.40);
    const TO: (i32, f64) = (2012, 0.48);

    fn seen(value: f64) -> Cell {
        Cell::Shown { value, numerator: 0, denominator: None }
    }

    fn at(year: i32, value: f64) -> Progress {
        progress(Some(FROM), TO, Some((year, seen(value))), Better::Higher, &[], 2011)
    }

    fn reason(baseline: Option<(i32, f64)>, target: (i32, f64), latest: Option<(i32, Cell)>, breaks: &[Break]) -> Option<Reason> {
        progress(baseline, target, latest, Better::Higher, breaks, 2011).reason()
    }

    #[test]
    fn on_the_line_is_on_track_and_just_under_is_behind() {
        assert_eq!(at(2010, 0.44).key(), "progress-on-track");
        assert_eq!(at(2010, 0.439).key(), "progress-behind");
        assert_eq!(at(2010, 0.48).key(), "progress-reached");
        let standing = at(2010, 0.42).standing().unwrap();
        assert!((standing.expected - 0.44).abs() < 1e-12 && (standing.ahead + 0.02).abs() < 1e-12);
        assert!((standing.travelled.unwrap() - 0.25).abs() < 1e-12);
        assert_eq!((standing.age, standing.due), (1, false));
    }

    #[test]
    fn after_the_target_year_the_line_stays_at_the_target() {
        let late = progress(Some(FROM), TO, Some((2014, seen(0.479))), Better::Higher, &[], 2014);
        let standing = late.standing().unwrap();
        assert_eq!((late.key(), standing.expected, standing.due), ("progress-behind", 0.48, true));
    }

    #[test]
    fn fewer_is_better_where_the_indicator_says_so() {
        let days = |value| progress(Some((2008, 60.0)), (2012, 40.0), Some((2010, seen(value))), Better::Lower, &[], 2011).key();
        assert_eq!([days(50.0), days(50.1), days(39.0)], ["progress-on-track", "progress-behind", "progress-reached"]);
    }

    #[test]
    fn a_neutral_indicator_improves_towards_its_target() {
        let moved = |target| progress(Some((2008, 10.0)), (2012, target), Some((2010, seen(9.0))), Better::Neutral, &[], 2011);
        assert_eq!(moved(8.0).key(), "progress-on-track");
        assert_eq!(moved(12.0).key(), "progress-behind");
        assert_eq!(moved(10.0).reason(), Some(Reason::NoDirection));
    }

    #[test]
    fn holding_a_level_is_reached_only_in_the_target_year() {
        let hold = |year, value| progress(Some((2008, 0.5)), (2012, 0.5), Some((year, seen(value))), Better::Higher, &[], 2013).key();
        assert_eq!([hold(2010, 0.5), hold(2010, 0.49), hold(2012, 0.5)], ["progress-on-track", "progress-behind", "progress-reached"]);
    }

    #[test]
    fn every_reason_not_to_judge_is_named() {
        let latest = Some((2010, seen(0.44)));
        let withheld = Cell::Suppressed { why: Why::Rule };
        let broken = [Break { year: 2010, kind_key: "break-eligibility".into() }];
        assert_eq!(reason(None, TO, latest, &[]), Some(Reason::NoBaseline));
        assert_eq!(reason(Some(FROM), (2008, 0.48), latest, &[]), Some(Reason::NoPath));
        assert_eq!(reason(Some((2008, f64::NAN)), TO, latest, &[]), Some(Reason::NoPath));
        assert_eq!(reason(Some(FROM), TO, None, &[]), Some(Reason::NoObservation));
        assert_eq!(reason(Some(FROM), TO, Some((2008, seen(0.5))), &[]), Some(Reason::NoLaterObservation));
        assert_eq!(reason(Some(FROM), TO, Some((2010, Cell::Missing)), &[]), Some(Reason::Missing));
        assert_eq!(reason(Some(FROM), TO, Some((2010, Cell::NotApplicable)), &[]), Some(Reason::NotApplicable));
        assert_eq!(reason(Some(FROM), TO, Some((2010, withheld)), &[]), Some(Reason::Suppressed));
        assert_eq!(reason(Some(FROM), TO, latest, &broken), Some(Reason::Break));
        assert_eq!(reason(Some(FROM), TO, Some((2009, seen(0.44))), &broken), None);
    }

    proptest! {
        #[test]
        fn further_the_good_way_is_never_a_worse_verdict(base in 0.0f64..1.0, goal in 0.0f64..1.0, a in 0.0f64..1.0, step in 0.0f64..1.0, year in 2009i32..2016) {
            let grade = |value| match progress(Some((2008, base)), (2012, goal), Some((year, seen(value))), Better::Higher, &[], 2016) {
                Progress::Behind(_) => 0,
                Progress::OnTrack(_) => 1,
                Progress::Reached(_) => 2,
                Progress::NotAssessable { .. } => -1,
            };
            prop_assert!(grade(a) >= 0);
            prop_assert!(grade(a + step) >= grade(a));
        }
    }
}
