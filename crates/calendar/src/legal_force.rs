//! When a municipal decision gains legal force.

use crate::{days_after, or_next_working_day, weeks_after};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What follows from the day the minutes were adjusted and the day the notice of it was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalForce {
    /// The last day on which an appeal is in time.
    pub appeal_until: NaiveDate,
    /// The first day on which the decision can have legal force: the day after, if nobody appealed.
    pub earliest: NaiveDate,
    /// The last day of the appeal time; the notice must stay on the board all of it (KL 8 kap.).
    pub notice_must_stay_until: NaiveDate,
    /// The last day on which the notice could be posted in time: the second after the adjustment.
    pub notice_due: NaiveDate,
    /// The notice came up later than it should. The decision stands, but the term runs from the notice.
    pub notice_late: bool,
    /// The notice bears an earlier day than the adjustment it is about: one of the two days is wrong.
    pub notice_premature: bool,
}

/// Legal force of a decision by a municipal board.
///
/// An appeal must have come in within three weeks from the day on which it was posted on the notice board that the minutes
/// are adjusted (kommunallagen (2017:725) 13 kap. 5 §); the notice is to be up by the second day after the adjustment and
/// stay the whole appeal time (8 kap.). A term that ends on a Saturday, a Sunday, a holiday or one of the three eves ends on
/// the next working day (lag (1930:173) § 2).
pub fn legal_force(minutes_adjusted: NaiveDate, notice_posted: NaiveDate) -> LegalForce {
    let appeal_until = or_next_working_day(weeks_after(notice_posted, 3));
    let notice_due = or_next_working_day(days_after(minutes_adjusted, 2));
    LegalForce {
        appeal_until,
        earliest: days_after(appeal_until, 1),
        notice_must_stay_until: appeal_until,
        notice_due,
        notice_late: notice_posted > notice_due,
        notice_premature: notice_posted < minutes_adjusted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day;

    #[test]
    fn minutes_of_3_march_with_notice_of_4_march_can_be_appealed_for_three_weeks_from_the_notice() {
        let force = legal_force(day("2011-03-03"), day("2011-03-04"));
        assert_eq!(force.appeal_until, day("2011-03-25"));
        assert_eq!(force.earliest, day("2011-03-26"));
        assert_eq!(force.notice_must_stay_until, day("2011-03-25"));
        assert!(!force.notice_late && !force.notice_premature);
    }

    #[test]
    fn three_weeks_that_end_at_easter_run_on_to_the_day_after_it() {
        let force = legal_force(day("2011-03-31"), day("2011-04-01"));
        assert_eq!((force.appeal_until, force.earliest), (day("2011-04-26"), day("2011-04-27")));
    }

    #[test]
    fn a_notice_on_a_saturday_gives_a_term_to_monday() {
        assert_eq!(legal_force(day("2011-03-04"), day("2011-03-05")).appeal_until, day("2011-03-28"));
    }

    #[test]
    fn a_notice_after_the_second_day_is_late_and_the_term_runs_from_it() {
        let force = legal_force(day("2011-03-07"), day("2011-03-10"));
        assert!(force.notice_late);
        assert_eq!((force.notice_due, force.appeal_until), (day("2011-03-09"), day("2011-03-31")));
        assert!(!legal_force(day("2011-03-07"), day("2011-03-09")).notice_late);
    }

    #[test]
    fn a_second_day_on_a_weekend_is_the_monday() {
        assert!(!legal_force(day("2011-03-03"), day("2011-03-07")).notice_late);
        assert!(legal_force(day("2011-03-03"), day("2011-03-08")).notice_late);
    }

    #[test]
    fn a_notice_before_the_adjustment_is_told() {
        assert!(legal_force(day("2011-03-04"), day("2011-03-03")).notice_premature);
    }
}
