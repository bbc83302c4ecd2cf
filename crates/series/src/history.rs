//! What has happened before, for the question whether a target is realistic.

use crate::{Better, Break, Cell, Five, breaks_between};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a series has moved from year to year, without steps across a break. A gap of several years counts as even steps between its ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// Year the step ends, and its change each year in the measure's unit.
    pub steps: Vec<(i32, f64)>,
    /// Mean size of a year's change, whichever way; none without a step.
    pub typical: Option<f64>,
    /// Spread of the steps, with their sign.
    pub spread: Option<Five>,
}

/// The steps of a series of cells.
pub fn history(points: &BTreeMap<i32, Cell>, breaks: &[Break]) -> History {
    let shown: Vec<(i32, f64)> = points.iter().filter_map(|(year, cell)| Some((*year, cell.value()?))).collect();
    let steps: Vec<(i32, f64)> = shown
        .windows(2)
        .filter(|pair| breaks_between(breaks, pair[0].0, pair[1].0).is_empty())
        .map(|pair| (pair[1].0, (pair[1].1 - pair[0].1) / f64::from(pair[1].0 - pair[0].0)))
        .collect();
    let changes: Vec<f64> = steps.iter().map(|(_, change)| *change).collect();
    let typical = (!changes.is_empty()).then(|| changes.iter().map(|c| c.abs()).sum::<f64>() / changes.len() as f64);
    History { steps, typical, spread: Five::of(&changes) }
}

/// The pace a target asks for, beside the paces there have been.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pace {
    /// Change each year from baseline to target, in the measure's unit, with its sign.
    pub needed: f64,
    /// Median of the yearly changes over all the histories, counted towards the target; none without a step.
    pub median: Option<f64>,
    /// Greatest yearly change towards the target there has been.
    pub best: Option<f64>,
    /// Steps the two rest on.
    pub steps: usize,
    pub verdict: PaceVerdict,
}

/// What to ask of a target. It is a question to people and never an answer for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaceVerdict {
    /// The target asks for no change the good way.
    AsksNothing,
    /// No faster than the median year.
    AsBefore,
    /// Faster than the median year, no faster than the best.
    FasterThanMost,
    /// Faster, each year, than the best single year.
    FasterThanEver,
    /// Nothing to hold it against.
    NoHistory,
}

impl PaceVerdict {
    /// Message key of the question.
    pub fn key(self) -> &'static str {
        match self {
            Self::AsksNothing => "pace-asks-nothing",
            Self::AsBefore => "pace-as-before",
            Self::FasterThanMost => "pace-faster-than-most",
            Self::FasterThanEver => "pace-faster-than-ever",
            Self::NoHistory => "pace-no-history",
        }
    }
}

/// Holds the yearly change from baseline to target against the yearly changes of one or more histories: the district's own, or those of
/// all districts. None unless the target year is later.
pub fn pace(baseline: (i32, f64), target: (i32, f64), direction: Better, histories: &[&History]) -> Option<Pace> {
    let years = f64::from(target.0 - baseline.0);
    if years <= 0.0 {
        return None;
    }
    let needed = (target.1 - baseline.1) / years;
    let sign = match direction {
        Better::Higher => 1.0,
        Better::Lower => -1.0,
        Better::Neutral => needed.signum(),
    };
    let towards: Vec<f64> = histories.iter().flat_map(|h| &h.steps).map(|(_, change)| change * sign).collect();
    let five = Five::of(&towards);
    let verdict = judge(needed * sign, five);
    let signed = |value: f64| value * sign;
    Some(Pace { needed, median: five.map(|f| signed(f.median)), best: five.map(|f| signed(f.max)), steps: towards.len(), verdict })
}

fn judge(needed: f64, five: Option<Five>) -> PaceVerdict {
    match five {
        _ if needed <= 0.0 => PaceVerdict::AsksNothing,
        None => PaceVerdict::NoHistory,
        Some(five) if Better::Lower.at_least(needed, five.median) => PaceVerdict::AsBefore,
        Some(five) if Better::Lower.at_least(needed, five.max) => PaceVerdict::FasterThanMost,
        Some(_) => PaceVerdict::FasterThanEver,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(points: &[(i32, f64)]) -> BTreeMap<i32, Cell> {
        points.iter().map(|(year, value)| (*year, Cell::Shown { value: *value, numerator: 0, denominator: None })).collect()
    }

    fn past() -> History {
        history(&cells(&[(2005, 40.0), (2006, 41.0), (2007, 43.0), (2008, 42.0), (2010, 44.0)]), &[])
    }

    #[test]
    fn a_gap_is_shared_by_its_years() {
        assert_eq!(past().steps, [(2006, 1.0), (2007, 2.0), (2008, -1.0), (2010, 1.0)]);
        assert_eq!(past().typical, Some(1.25));
    }

    #[test]
    fn no_step_goes_over_a_break_or_a_hidden_year() {
        let broken = [Break { year: 2007, kind_key: "break".into() }];
        let mut points = cells(&[(2005, 40.0), (2006, 41.0), (2007, 49.0), (2008, 50.0)]);
        assert_eq!(history(&points, &broken).steps, [(2006, 1.0), (2008, 1.0)]);
        points.insert(2008, Cell::Missing);
        assert_eq!(history(&points, &broken).steps, [(2006, 1.0)]);
        assert_eq!(history(&BTreeMap::new(), &[]), History { steps: vec![], typical: None, spread: None });
    }

    #[test]
    fn a_target_is_held_against_the_median_and_the_best_year() {
        let ask = |target| pace((2010, 44.0), (2012, target), Better::Higher, &[&past()]).unwrap();
        assert_eq!(ask(46.0).verdict, PaceVerdict::AsBefore);
        assert_eq!(ask(47.0).verdict, PaceVerdict::FasterThanMost);
        assert_eq!(ask(48.1).verdict, PaceVerdict::FasterThanEver);
        assert_eq!(ask(44.0).verdict, PaceVerdict::AsksNothing);
        assert_eq!((ask(47.0).needed, ask(47.0).median, ask(47.0).best, ask(47.0).steps), (1.5, Some(1.0), Some(2.0), 4));
    }

    #[test]
    fn a_target_downwards_is_held_against_falls() {
        let falls = history(&cells(&[(2008, 60.0), (2009, 57.0), (2010, 58.0)]), &[]);
        let ask = pace((2010, 58.0), (2012, 54.0), Better::Lower, &[&falls]).unwrap();
        assert_eq!((ask.needed, ask.best, ask.verdict), (-2.0, Some(-3.0), PaceVerdict::FasterThanMost));
    }

    #[test]
    fn without_a_past_there_is_nothing_to_say() {
        let none = history(&BTreeMap::new(), &[]);
        assert_eq!(pace((2010, 44.0), (2012, 46.0), Better::Higher, &[&none]).unwrap().verdict, PaceVerdict::NoHistory);
        assert_eq!(pace((2010, 44.0), (2010, 46.0), Better::Higher, &[]), None);
    }
}
