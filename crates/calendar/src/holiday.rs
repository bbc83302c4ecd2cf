//! Swedish holidays, lag (1989:253) om allmänna helgdagar, and the three eves of lag (1930:173).

use crate::days_after;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// A day that is not an ordinary weekday. Sundays and Saturdays without a name of their own are not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holiday {
    NewYearsDay,
    Epiphany,
    GoodFriday,
    EasterSunday,
    EasterMonday,
    LabourDay,
    AscensionDay,
    WhitSunday,
    /// A public holiday to and including 2004.
    WhitMonday,
    /// A public holiday from 2005.
    NationalDay,
    MidsummerEve,
    MidsummerDay,
    AllSaintsDay,
    ChristmasEve,
    ChristmasDay,
    BoxingDay,
    NewYearsEve,
}

impl Holiday {
    /// True for the public holidays of lag (1989:253); the three eves only count as such when a term ends, lag (1930:173) § 2.
    pub fn is_public(self) -> bool {
        !matches!(self, Self::MidsummerEve | Self::ChristmasEve | Self::NewYearsEve)
    }

    /// The Swedish name.
    pub fn sv(self) -> &'static str {
        match self {
            Self::NewYearsDay => "nyårsdagen",
            Self::Epiphany => "trettondedag jul",
            Self::GoodFriday => "långfredagen",
            Self::EasterSunday => "påskdagen",
            Self::EasterMonday => "annandag påsk",
            Self::LabourDay => "första maj",
            Self::AscensionDay => "Kristi himmelsfärdsdag",
            Self::WhitSunday => "pingstdagen",
            Self::WhitMonday => "annandag pingst",
            Self::NationalDay => "nationaldagen",
            Self::MidsummerEve => "midsommarafton",
            Self::MidsummerDay => "midsommardagen",
            Self::AllSaintsDay => "alla helgons dag",
            Self::ChristmasEve => "julafton",
            Self::ChristmasDay => "juldagen",
            Self::BoxingDay => "annandag jul",
            Self::NewYearsEve => "nyårsafton",
        }
    }
}

/// Every named day of a year in order; right from 1954, empty for a year outside the calendar.
pub fn holidays(year: i32) -> Vec<(NaiveDate, Holiday)> {
    let mut days = fixed(year);
    days.extend(around_easter(year));
    days.extend(saturdays(year));
    days.sort_unstable();
    days
}

/// The name of a day, if it has one. A day with two names, as Whit Sunday on the National Day, gives the one that comes first in [`Holiday`].
pub fn holiday_on(date: NaiveDate) -> Option<Holiday> {
    holidays(date.year()).into_iter().find(|(day, _)| *day == date).map(|(_, holiday)| holiday)
}

/// Easter Sunday by the Gregorian rule, which Sweden keeps; none for a year outside the calendar.
pub fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let century = year.div_euclid(100);
    let of_century = year.rem_euclid(100);
    let epact_shift = century - century.div_euclid(4) - (8 * century + 13).div_euclid(25);
    let epact = (19 * golden + epact_shift + 15).rem_euclid(30);
    let full_moon = epact - (epact + golden / 11) / 29;
    let weekday = (2 * century.rem_euclid(4) + 2 * (of_century / 4) - of_century % 4 - full_moon + 32).rem_euclid(7);
    let days = u64::try_from(full_moon + weekday).ok()?;
    NaiveDate::from_ymd_opt(year, 3, 22)?.checked_add_days(Days::new(days))
}

fn fixed(year: i32) -> Vec<(NaiveDate, Holiday)> {
    let mut days = vec![
        (1, 1, Holiday::NewYearsDay),
        (1, 6, Holiday::Epiphany),
        (5, 1, Holiday::LabourDay),
        (12, 24, Holiday::ChristmasEve),
        (12, 25, Holiday::ChristmasDay),
        (12, 26, Holiday::BoxingDay),
        (12, 31, Holiday::NewYearsEve),
    ];
    if year >= 2005 {
        days.push((6, 6, Holiday::NationalDay));
    }
    days.into_iter().filter_map(|(month, day, holiday)| Some((NaiveDate::from_ymd_opt(year, month, day)?, holiday))).collect()
}

fn around_easter(year: i32) -> Vec<(NaiveDate, Holiday)> {
    let Some(sunday) = easter(year) else { return Vec::new() };
    let mut days = vec![
        (sunday, Holiday::EasterSunday),
        (days_after(sunday, 1), Holiday::EasterMonday),
        (days_after(sunday, 39), Holiday::AscensionDay),
        (days_after(sunday, 49), Holiday::WhitSunday),
    ];
    days.extend(sunday.checked_sub_days(Days::new(2)).map(|friday| (friday, Holiday::GoodFriday)));
    if year <= 2004 {
        days.push((days_after(sunday, 50), Holiday::WhitMonday));
    }
    days
}

/// Midsummer Day is the Saturday of 20–26 June, All Saints' Day that of 31 October–6 November.
fn saturdays(year: i32) -> Vec<(NaiveDate, Holiday)> {
    let mut days = Vec::new();
    if let Some(eve) = weekday_from(year, 6, 19, Weekday::Fri) {
        days.push((eve, Holiday::MidsummerEve));
        days.push((days_after(eve, 1), Holiday::MidsummerDay));
    }
    days.extend(weekday_from(year, 10, 31, Weekday::Sat).map(|day| (day, Holiday::AllSaintsDay)));
    days
}

/// The first such weekday on or after a date.
fn weekday_from(year: i32, month: u32, day: u32, weekday: Weekday) -> Option<NaiveDate> {
    let start = NaiveDate::from_ymd_opt(year, month, day)?;
    start.iter_days().take(7).find(|date| date.weekday() == weekday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day;

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        for text in [
            "1818-03-22",
            "1943-04-25",
            "2000-04-23",
            "2008-03-23",
            "2010-04-04",
            "2011-04-24",
            "2012-04-08",
            "2019-04-21",
            "2024-03-31",
            "2038-04-25",
        ] {
            assert_eq!(easter(day(text).year()), Some(day(text)));
        }
    }

    #[test]
    fn the_holidays_of_2011_stand_where_they_stood() {
        let expected = "2011-01-01 2011-01-06 2011-04-22 2011-04-24 2011-04-25 2011-05-01 2011-06-02 2011-06-06 2011-06-12 2011-06-24 2011-06-25 \
                        2011-11-05 2011-12-24 2011-12-25 2011-12-26 2011-12-31";
        let found: Vec<_> = holidays(2011).iter().map(|(date, _)| date.to_string()).collect();
        assert_eq!(found.join(" "), expected);
        assert_eq!(holiday_on(day("2011-06-02")), Some(Holiday::AscensionDay));
        assert_eq!(holiday_on(day("2011-06-03")), None);
    }

    #[test]
    fn whit_monday_gave_way_to_the_national_day_in_2005() {
        assert_eq!(holiday_on(day("2004-05-31")), Some(Holiday::WhitMonday));
        assert_eq!(holiday_on(day("2004-06-06")), None);
        assert_eq!(holiday_on(day("2005-05-16")), None);
        assert_eq!(holiday_on(day("2005-06-06")), Some(Holiday::NationalDay));
    }

    #[test]
    fn the_saturdays_keep_within_their_week() {
        for year in 1954..2200 {
            let of = |holiday| holidays(year).into_iter().find(|(_, h)| *h == holiday).unwrap().0;
            let midsummer = of(Holiday::MidsummerDay);
            assert!(midsummer.month() == 6 && (20..=26).contains(&midsummer.day()) && midsummer.weekday() == Weekday::Sat);
            let saints = of(Holiday::AllSaintsDay);
            assert!((saints.month(), saints.day()) >= (10, 31) && (saints.month(), saints.day()) <= (11, 6), "{saints}");
            assert_eq!(easter(year).unwrap().weekday(), Weekday::Sun);
        }
    }

    #[test]
    fn no_year_makes_it_panic() {
        for year in [i32::MIN / 100, -262_143, -1, 0, 262_142, i32::MAX / 100] {
            let _ = holidays(year);
        }
    }
}
