//! The status matrix: every district's agreement, plan and report, in a word and a shape.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The shape beside the words of a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Done in time.
    Done,
    /// Done after its day.
    Late,
    /// Not done, and its day has not passed.
    Due,
    /// Not done, and its day has passed; or there is none, where there is no day.
    Missing,
}

impl Mark {
    pub const ALL: [Self; 4] = [Self::Done, Self::Late, Self::Due, Self::Missing];

    /// The word in addresses and message keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Late => "late",
            Self::Due => "due",
            Self::Missing => "missing",
        }
    }

    /// Variant of the status label.
    pub fn shape(self) -> &'static str {
        match self {
            Self::Done => "ok",
            Self::Late | Self::Missing => "late",
            Self::Due => "wait",
        }
    }

    /// The mark of a word.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.key() == key)
    }
}

/// The last day of what is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    By(NaiveDate),
    /// No fixed day.
    Open,
}

/// The mark of something that is done on a day, or not, seen from today.
pub fn mark(done: Option<(NaiveDate, bool)>, due: Due, today: NaiveDate) -> Mark {
    match (done, due) {
        (Some((_, true)), _) => Mark::Late,
        (Some((_, false)), _) => Mark::Done,
        (None, Due::By(day)) if today > day => Mark::Missing,
        (None, Due::By(_)) => Mark::Due,
        (None, Due::Open) => Mark::Missing,
    }
}

/// One cell: a mark, the day, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Cell {
    pub mark: Mark,
    /// Message key of what it says: `compilation-agreement-in-force`.
    pub key: String,
    #[schema(value_type = Option<String>)]
    pub on: Option<NaiveDate>,
    /// Empty when there is nothing to open.
    pub address: String,
}

/// One district.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Row {
    pub district: String,
    pub name: String,
    /// Four digits as text.
    pub municipality_code: String,
    pub municipality_name: String,
    pub agreement: Cell,
    pub plan: Cell,
    pub report: Cell,
}

impl Row {
    /// The three cells in the order of the table.
    pub fn cells(&self) -> [&Cell; 3] {
        [&self.agreement, &self.plan, &self.report]
    }
}

/// How many cells of a column bear each mark.
pub fn counts(rows: &[Row], column: fn(&Row) -> &Cell) -> Vec<(Mark, usize)> {
    Mark::ALL.into_iter().map(|mark| (mark, rows.iter().filter(|row| column(row).mark == mark).count())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn due_becomes_missing_the_day_after_and_late_stays_late() {
        let due = Due::By(day("2011-12-01"));
        assert_eq!(mark(None, due, day("2011-12-01")), Mark::Due);
        assert_eq!(mark(None, due, day("2011-12-02")), Mark::Missing);
        assert_eq!(mark(Some((day("2011-12-03"), true)), due, day("2012-03-01")), Mark::Late);
        assert_eq!(mark(Some((day("2011-11-03"), false)), due, day("2011-11-14")), Mark::Done);
        assert_eq!(mark(None, Due::Open, day("2011-11-14")), Mark::Missing);
    }

    #[test]
    fn every_district_is_counted_once_in_a_column() {
        let cell = |mark| Cell { mark, key: String::new(), on: None, address: String::new() };
        let row = |mark| Row {
            district: String::new(),
            name: String::new(),
            municipality_code: "0127".into(),
            municipality_name: String::new(),
            agreement: cell(Mark::Done),
            plan: cell(Mark::Due),
            report: cell(mark),
        };
        let rows = [row(Mark::Done), row(Mark::Late), row(Mark::Late)];
        assert_eq!(counts(&rows, |r| &r.report), [(Mark::Done, 1), (Mark::Late, 2), (Mark::Due, 0), (Mark::Missing, 0)]);
    }
}
