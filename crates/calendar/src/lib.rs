//! # calendar
//!
//! Days that the law counts.
//!
//! * [`holiday_on`], [`is_working_day`], [`or_next_working_day`]: Swedish public holidays and the eves that end a term no more than a Sunday does.
//! * [`legal_force`]: when a municipal decision can no longer be appealed.
//! * [`Due`] and [`standing`]: a deadline, and how it stands today.
//! * [`Period`] and [`MonthDay`]: terms, and deadlines that come back every year or every second year.
//!
//! Nothing here asks what day it is: today is always an argument. Sums that leave the calendar stop at its ends.

mod deadline;
mod holiday;
mod legal_force;
mod period;
mod working_day;

pub use deadline::{Due, SOON_DAYS, Standing, standing};
pub use holiday::{Holiday, easter, holiday_on, holidays};
pub use legal_force::{LegalForce, legal_force};
pub use period::{MonthDay, Period, every_years, months_after, weeks_after};
pub use working_day::{add_working_days, is_working_day, or_next_working_day, working_days_between};

use chrono::{Days, NaiveDate};

/// So many days later, or the last day there is.
pub(crate) fn days_after(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
