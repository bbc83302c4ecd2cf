//! The only place that asks what time it is, and the only source of randomness.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};

/// The program's clock: the machine's, moved by a fixed step in the demo, so that its today can be 14 November 2011 and walk on from there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    shift: Duration,
}

impl Clock {
    /// A clock moved by this many seconds.
    pub fn shifted(seconds: i64) -> Self {
        Self { shift: Duration::seconds(seconds) }
    }

    /// A clock that shows this Swedish local time at this moment, and walks on from there.
    pub fn at(there: NaiveDateTime) -> Self {
        Self { shift: there - swedish(machine_now()) }
    }

    /// A clock that shows `day`, with the machine's own time of day, at this moment.
    pub fn starting(day: NaiveDate) -> Self {
        Self::at(day.and_time(swedish(machine_now()).time()))
    }

    /// By how many seconds the clock is moved.
    pub fn shift_seconds(self) -> i64 {
        self.shift.num_seconds()
    }

    /// This moment, in UTC, to the millisecond.
    pub fn now(self) -> DateTime<Utc> {
        let now = machine_now() + self.shift;
        DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
    }
}

#[expect(clippy::disallowed_methods, reason = "the clock is the one place that asks the machine")]
fn machine_now() -> DateTime<Utc> {
    Utc::now()
}

/// Swedish local time: UTC + 1 h, or + 2 h from the last Sunday of March to the last Sunday of October at 01:00 UTC (directive 2000/84/EC).
pub fn swedish(at: DateTime<Utc>) -> NaiveDateTime {
    let utc = at.naive_utc();
    let change = |month| last_sunday(utc.year(), month).and_time(NaiveTime::from_hms_opt(1, 0, 0).unwrap_or_default());
    let summer = utc >= change(3) && utc < change(10);
    utc + Duration::hours(if summer { 2 } else { 1 })
}

fn last_sunday(year: i32, month: u32) -> NaiveDate {
    let mut day = NaiveDate::from_ymd_opt(year, month, 31).unwrap_or_default();
    while day.weekday() != Weekday::Sun {
        day = day.pred_opt().unwrap_or_default();
    }
    day
}

/// A new identifier: UUID version 7, so that rows sort by when they were made.
#[expect(clippy::disallowed_methods, reason = "the one place that makes identifiers")]
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// 32 random bytes as 64 hexadecimal digits: session and API tokens.
///
/// # Errors
/// When the operating system has no randomness to give.
pub fn secret() -> anyhow::Result<String> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).map_err(|e| anyhow::anyhow!("no randomness from the operating system: {e}"))?;
    Ok(hex(&bytes))
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn swedish_time_turns_on_the_last_sundays() {
        assert_eq!(swedish(utc("2011-03-27T00:59:59Z")).to_string(), "2011-03-27 01:59:59");
        assert_eq!(swedish(utc("2011-03-27T01:00:00Z")).to_string(), "2011-03-27 03:00:00");
        assert_eq!(swedish(utc("2011-10-30T00:59:59Z")).to_string(), "2011-10-30 02:59:59");
        assert_eq!(swedish(utc("2011-10-30T01:00:00Z")).to_string(), "2011-10-30 02:00:00");
    }

    #[test]
    fn a_moved_clock_shows_the_day_it_was_told() {
        let day = NaiveDate::from_ymd_opt(2011, 11, 14).unwrap();
        let clock = Clock::starting(day);
        assert_eq!(swedish(clock.now()).date(), day);
        assert_eq!(swedish(Clock::shifted(clock.shift_seconds()).now()).date(), day);
    }
}
