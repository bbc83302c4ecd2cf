//! A deadline, and how it stands.

use crate::or_next_working_day;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// From so many days before its date a duty is said to be due soon.
pub const SOON_DAYS: i64 = 30;

/// The last day on which something can be done in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Due {
    pub date: NaiveDate,
    /// The day the term ended by its own count, when the law moved it to the next working day.
    pub moved_from: Option<NaiveDate>,
}

impl Due {
    /// A date that a party has agreed to: it stays, whatever weekday it is ("senast den 31 december").
    pub fn agreed(date: NaiveDate) -> Self {
        Self { date, moved_from: None }
    }

    /// A term set by law: an end on a day off moves to the next working day (lag (1930:173) § 2).
    pub fn by_law(date: NaiveDate) -> Self {
        let moved = or_next_working_day(date);
        Self { date: moved, moved_from: (moved != date).then_some(date) }
    }
}

/// How a duty stands on a day. Days are calendar days and never negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "kebab-case")]
pub enum Standing {
    /// More than [`SOON_DAYS`] days are left.
    Upcoming {
        days: i64,
    },
    Soon {
        days: i64,
    },
    DueToday,
    Overdue {
        days: i64,
    },
    Done {
        on: NaiveDate,
    },
    /// Done so many days after the date. What is late is accepted and marked late.
    DoneLate {
        on: NaiveDate,
        days: i64,
    },
}

impl Standing {
    /// True until it is done.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Done { .. } | Self::DoneLate { .. })
    }

    /// True when the date was missed, whether it has been done since or not.
    pub fn is_late(self) -> bool {
        matches!(self, Self::Overdue { .. } | Self::DoneLate { .. })
    }
}

/// How a duty stands today.
pub fn standing(due: Due, done: Option<NaiveDate>, today: NaiveDate) -> Standing {
    match done {
        Some(on) if on <= due.date => Standing::Done { on },
        Some(on) => Standing::DoneLate { on, days: days(due.date, on) },
        None => open(days(today, due.date)),
    }
}

fn open(left: i64) -> Standing {
    match left {
        ..0 => Standing::Overdue { days: -left },
        0 => Standing::DueToday,
        1..=SOON_DAYS => Standing::Soon { days: left },
        _ => Standing::Upcoming { days: left },
    }
}

fn days(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day;

    #[test]
    fn a_duty_goes_from_upcoming_to_overdue() {
        let due = Due::agreed(day("2011-12-01"));
        let on = |today: &str| standing(due, None, day(today));
        assert_eq!(on("2011-10-31"), Standing::Upcoming { days: 31 });
        assert_eq!(on("2011-11-01"), Standing::Soon { days: 30 });
        assert_eq!(on("2011-11-14"), Standing::Soon { days: 17 });
        assert_eq!(on("2011-12-01"), Standing::DueToday);
        assert_eq!(on("2011-12-02"), Standing::Overdue { days: 1 });
    }

    #[test]
    fn what_is_done_late_is_done_and_late() {
        let due = Due::agreed(day("2011-12-01"));
        let in_time = standing(due, Some(day("2011-12-01")), day("2012-01-01"));
        assert_eq!(in_time, Standing::Done { on: day("2011-12-01") });
        assert!(!in_time.is_open() && !in_time.is_late());
        let late = standing(due, Some(day("2011-12-05")), day("2012-01-01"));
        assert_eq!(late, Standing::DoneLate { on: day("2011-12-05"), days: 4 });
        assert!(!late.is_open() && late.is_late());
    }

    #[test]
    fn a_date_in_an_agreement_stays_and_a_term_of_law_moves() {
        let new_years_eve = day("2011-12-31");
        assert_eq!(Due::agreed(new_years_eve).date, new_years_eve);
        assert_eq!(Due::by_law(new_years_eve), Due { date: day("2012-01-02"), moved_from: Some(new_years_eve) });
        assert_eq!(Due::by_law(day("2011-12-01")).moved_from, None);
    }
}
