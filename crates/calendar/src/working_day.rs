//! Working days, as lag (1930:173) om beräkning av lagstadgad tid counts them.

use crate::{days_after, holiday_on};
use chrono::{Datelike, NaiveDate, Weekday};

/// A day on which a term can end: not a Saturday, Sunday, public holiday, Midsummer Eve, Christmas Eve or New Year's Eve
/// (lag (1930:173) § 2).
pub fn is_working_day(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && holiday_on(date).is_none()
}

/// The day itself when it is a working day, else the next that is (lag (1930:173) § 2).
///
/// The rule holds for terms set by law. A date that an agreement states stays where it is.
pub fn or_next_working_day(date: NaiveDate) -> NaiveDate {
    date.iter_days().find(|date| is_working_day(*date)).unwrap_or(date)
}

/// The working day that comes so many working days after a date; zero gives the date itself, working day or not.
pub fn add_working_days(date: NaiveDate, days: u32) -> NaiveDate {
    (0..days).fold(date, |date, _| or_next_working_day(days_after(date, 1)))
}

/// Number of working days after `from`, to and including `to`; zero when `to` is not later.
pub fn working_days_between(from: NaiveDate, to: NaiveDate) -> usize {
    from.iter_days().skip(1).take_while(|date| *date <= to).filter(|date| is_working_day(*date)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day;
    use proptest::prelude::*;

    #[test]
    fn a_term_never_ends_on_a_day_off_or_one_of_the_three_eves() {
        for (end, moved) in [
            ("2011-03-25", "2011-03-25"),
            ("2011-03-26", "2011-03-28"),
            ("2011-04-21", "2011-04-21"),
            ("2011-04-22", "2011-04-26"),
            ("2011-06-24", "2011-06-27"),
            ("2012-12-24", "2012-12-27"),
            ("2012-12-31", "2013-01-02"),
            ("2011-12-31", "2012-01-02"),
        ] {
            assert_eq!(or_next_working_day(day(end)), day(moved), "{end}");
        }
    }

    #[test]
    fn working_days_skip_easter() {
        assert_eq!(add_working_days(day("2011-04-20"), 2), day("2011-04-26"));
        assert_eq!(working_days_between(day("2011-04-20"), day("2011-04-26")), 2);
        assert_eq!(working_days_between(day("2011-04-26"), day("2011-04-20")), 0);
        assert_eq!(add_working_days(day("2011-04-22"), 0), day("2011-04-22"));
    }

    proptest! {
        #[test]
        fn the_next_working_day_is_at_most_six_days_off(days in 0i32..90_000) {
            let date = NaiveDate::from_num_days_from_ce_opt(713_500 + days).unwrap();
            let next = or_next_working_day(date);
            prop_assert!(is_working_day(next) && (next - date).num_days() <= 6);
            prop_assert_eq!(next == date, is_working_day(date));
        }

        #[test]
        fn adding_and_counting_agree(days in 0i32..90_000, n in 1u32..60) {
            let date = NaiveDate::from_num_days_from_ce_opt(713_500 + days).unwrap();
            prop_assert_eq!(working_days_between(date, add_working_days(date, n)), n as usize);
        }
    }

    #[test]
    fn the_end_of_the_calendar_is_no_panic() {
        let _ = or_next_working_day(NaiveDate::MAX);
        let _ = add_working_days(NaiveDate::MAX, 3);
        let _ = working_days_between(NaiveDate::MIN, NaiveDate::MIN);
    }
}
