//! Terms, and dates that come back.

use crate::days_after;
use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days from and to, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Period {
    /// None when it would end before it begins.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    pub fn contains(&self, date: NaiveDate) -> bool {
        (self.from..=self.to).contains(&date)
    }

    /// True when the two have a day in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// A day of the year, as `1 december`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Raw")]
pub struct MonthDay {
    month: u32,
    day: u32,
}

#[derive(Deserialize)]
struct Raw {
    month: u32,
    day: u32,
}

impl TryFrom<Raw> for MonthDay {
    type Error = String;

    fn try_from(raw: Raw) -> Result<Self, String> {
        Self::new(raw.month, raw.day).ok_or_else(|| format!("there is no day {} in month {}", raw.day, raw.month))
    }
}

impl MonthDay {
    /// None when no year has such a day.
    pub fn new(month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(2000, month, day).map(|_| Self { month, day })
    }

    pub fn month(self) -> u32 {
        self.month
    }

    pub fn day(self) -> u32 {
        self.day
    }

    /// The day in a year; 29 February is the 28th where there is none.
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day).or_else(|| NaiveDate::from_ymd_opt(year, self.month, 28))
    }

    /// Every time the day comes within a period.
    pub fn within(self, period: &Period) -> Vec<NaiveDate> {
        (period.from.year()..=period.to.year()).filter_map(|year| self.in_year(year)).filter(|date| period.contains(*date)).collect()
    }
}

/// The first date and every so many years after it, to and including `until`; two years for what is due "at least every
/// second year" (lag (2023:196) § 6). Counted from the first date, so 29 February comes back in leap years.
pub fn every_years(first: NaiveDate, years: u32, until: NaiveDate) -> Vec<NaiveDate> {
    let step = years.max(1).saturating_mul(12);
    let nth = |n: u32| first.checked_add_months(Months::new(n.checked_mul(step)?));
    (0..).map_while(nth).take_while(|date| *date <= until).collect()
}

/// The day of the same name so many weeks later (lag (1930:173) § 1).
pub fn weeks_after(date: NaiveDate, weeks: u32) -> NaiveDate {
    days_after(date, u64::from(weeks) * 7)
}

/// The day of the same number so many months later, or that month's last day (lag (1930:173) § 1).
pub fn months_after(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day;

    #[test]
    fn the_report_and_the_plan_come_once_in_the_period_of_2011() {
        let period = Period::new(day("2011-01-01"), day("2011-12-31")).unwrap();
        assert_eq!(MonthDay::new(12, 1).unwrap().within(&period), [day("2011-12-01")]);
        assert_eq!(MonthDay::new(12, 31).unwrap().within(&period), [day("2011-12-31")]);
        let three = Period::new(day("2008-05-22"), day("2010-12-01")).unwrap();
        assert_eq!(MonthDay::new(12, 1).unwrap().within(&three).len(), 3);
        assert_eq!(MonthDay::new(5, 1).unwrap().within(&three), [day("2009-05-01"), day("2010-05-01")]);
    }

    #[test]
    fn every_second_year_counts_from_the_first() {
        assert_eq!(every_years(day("2024-07-01"), 2, day("2028-07-01")), [day("2024-07-01"), day("2026-07-01"), day("2028-07-01")]);
        assert_eq!(every_years(day("2024-02-29"), 2, day("2028-12-31")), [day("2024-02-29"), day("2026-02-28"), day("2028-02-29")]);
        assert!(every_years(day("2024-07-01"), 2, day("2024-06-30")).is_empty());
        assert_eq!(every_years(day("2024-07-01"), 0, day("2025-07-01")).len(), 2);
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        assert_eq!(months_after(day("2011-01-31"), 1), day("2011-02-28"));
        assert_eq!(weeks_after(day("2011-03-04"), 3), day("2011-03-25"));
        assert_eq!(MonthDay::new(2, 29).unwrap().in_year(2011), Some(day("2011-02-28")));
        assert_eq!(MonthDay::new(6, 31), None);
        assert_eq!(MonthDay::new(13, 1), None);
    }

    #[test]
    fn a_period_holds_both_its_ends_and_never_runs_backwards() {
        let year = Period::new(day("2011-01-01"), day("2011-12-31")).unwrap();
        assert!(year.contains(year.from) && year.contains(year.to) && !year.contains(day("2012-01-01")));
        assert!(year.overlaps(&Period::new(day("2011-12-31"), day("2012-03-01")).unwrap()));
        assert!(!year.overlaps(&Period::new(day("2012-01-01"), day("2012-03-01")).unwrap()));
        assert_eq!(Period::new(year.to, year.from), None);
    }
}
