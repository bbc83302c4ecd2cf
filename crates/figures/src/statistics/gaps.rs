//! Which figures ought to be there and are not.

use super::board::Board;
use super::rules::GapReason;
use super::universe::Universe;
use crate::indicator::rules::{Indicator, Provider};
use chrono::NaiveDate;
use platform::Owner;
use series::{Observation, Status};

/// A figure that is lacking, as the board shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// Place in [`Universe::districts`].
    pub district: usize,
    pub year: i32,
    pub reason: GapReason,
}

/// Every district and year that lacks the indicator. A year is due when the usual lag says that it should have come, counted from the
/// first year there is anything, or earlier when at least half of the districts have it.
pub fn lacking(
    board: &Board<'_>,
    universe: &Universe,
    indicator: &Indicator,
    today: NaiveDate,
    areas: &super::board::Lookup<'_>,
) -> Vec<Lack> {
    let mut all = Vec::new();
    for year in due_years(board, universe, indicator, today) {
        for (district, parts) in universe.districts.iter().enumerate() {
            let missing = board.cell(district, 0, year).is_none_or(|o| o.status == Status::Missing);
            if missing {
                let of_areas: Vec<Option<Observation>> = parts.areas.iter().map(|area| at_year(&areas(*area, 0), year)).collect();
                all.push(Lack { district, year, reason: reason(&of_areas) });
            }
        }
    }
    all
}

fn due_years(board: &Board<'_>, universe: &Universe, indicator: &Indicator, today: NaiveDate) -> Vec<i32> {
    let (Some(first), Some(last)) = (board.years().first(), board.years().last()) else { return Vec::new() };
    let expected = indicator.expected_year(today);
    let districts = universe.districts.len();
    let have = |year: i32| (0..districts).filter(|d| board.cell(*d, 0, year).is_some_and(|o| o.status != Status::Missing)).count();
    (*first..=expected.max(*last)).filter(|year| *year <= expected || have(*year) * 2 >= districts.max(1)).collect()
}

fn at_year(points: &[super::points::Point], year: i32) -> Option<Observation> {
    points.iter().find(|(y, _)| *y == year).map(|(_, o)| *o)
}

fn reason(areas: &[Option<Observation>]) -> GapReason {
    let has = |status: Status| areas.iter().flatten().any(|o| o.status == status);
    if has(Status::Suppressed) {
        GapReason::Withheld
    } else if has(Status::Observed) || has(Status::NotApplicable) {
        GapReason::Partial
    } else {
        GapReason::Absent
    }
}

/// Who owes the figure until somebody says otherwise: the municipality for its own key codes and its own measurements, else the State.
pub fn default_owner(universe: &Universe, indicator: &Indicator, district: usize) -> Owner {
    let parts = &universe.districts[district];
    if parts.nyko || indicator.provider == Provider::Municipality { Owner::Municipality(parts.municipality.clone()) } else { Owner::State }
}

#[cfg(test)]
mod tests {
    use super::super::universe::tests::small;
    use super::*;
    use crate::indicator::source;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2011, 11, 14).unwrap()
    }

    fn lacks(figures: &[(&str, i32, Observation)]) -> Vec<(usize, i32, GapReason)> {
        let universe = small();
        let lookup = |area: u32, group: usize| -> Vec<(i32, Observation)> {
            let code = universe.area(area).text();
            figures.iter().filter(|(c, ..)| *c == code && group == 0).map(|(_, year, o)| (*year, *o)).collect()
        };
        let board = Board::new(&universe, &lookup);
        let found = lacking(&board, &universe, &source::indicators()[0], day(), &lookup);
        found.into_iter().map(|l| (l.district, l.year, l.reason)).collect()
    }

    #[test]
    fn each_reason_is_told_apart() {
        let o = Observation::of(50, 100);
        let found = lacks(&[("01270001", 2010, o), ("01270011", 2010, Observation::suppressed())]);
        assert_eq!(found, [(0, 2010, GapReason::Partial), (1, 2010, GapReason::Withheld), (2, 2010, GapReason::Absent)]);
    }

    #[test]
    fn a_year_that_is_not_due_is_no_gap_until_half_have_it() {
        let o = Observation::of(50, 100);
        let all = |year| [("01270001", year, o), ("01270002", year, o), ("01270011", year, o), ("NYKO0581-412", year, o)];
        assert_eq!(lacks(&all(2010)), []);
        let mut early = all(2010).to_vec();
        early.push(("01270011", 2011, o));
        assert_eq!(lacks(&early), [], "2011 is due in November 2012, and one of three has it");
        early.extend([("01270001", 2011, o), ("01270002", 2011, o)]);
        assert_eq!(lacks(&early), [(2, 2011, GapReason::Absent)]);
    }

    #[test]
    fn a_year_nobody_has_is_a_gap_when_it_is_due() {
        let o = Observation::of(50, 100);
        let found = lacks(&[("01270001", 2008, o), ("01270002", 2008, o), ("01270011", 2008, o), ("NYKO0581-412", 2008, o)]);
        assert_eq!(found.iter().map(|l| l.1).collect::<Vec<_>>(), [2009, 2009, 2009, 2010, 2010, 2010]);
    }

    #[test]
    fn the_municipality_owes_its_own_codes_and_measurements() {
        let universe = small();
        let of = |key: &str, district| default_owner(&universe, source::indicators().iter().find(|i| i.key == key).unwrap(), district);
        assert_eq!(of("forvarvsarbetande", 0), Owner::State);
        assert_eq!(of("forvarvsarbetande", 2), Owner::Municipality("0581".into()));
        assert_eq!(of("trygg_utomhus", 0), Owner::Municipality("0127".into()));
    }
}
