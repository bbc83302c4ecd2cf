//! One number about one place, group and year, as it was delivered.

use crate::{Measure, Unreadable};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use wording::Fault;

/// What the deliverer said of the number. Zero is `Observed` with a numerator of 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The number is there.
    Observed,
    /// The number ought to exist but has not come.
    Missing,
    /// The number exists but was withheld by the deliverer.
    Suppressed,
    /// There can be no number: no school-leavers that year, the area did not exist.
    NotApplicable,
}

impl Status {
    /// The code in files and databases.
    pub fn code(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::Missing => "missing",
            Self::Suppressed => "suppressed",
            Self::NotApplicable => "not_applicable",
        }
    }
}

impl FromStr for Status {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        [Self::Observed, Self::Missing, Self::Suppressed, Self::NotApplicable]
            .into_iter()
            .find(|s| s.code() == text)
            .ok_or_else(|| Unreadable(text.to_owned()))
    }
}

/// A numerator, a denominator and what the deliverer said of them. It stays inside the house: what is shown is a [`crate::Cell`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Observation {
    pub numerator: Option<i64>,
    pub denominator: Option<i64>,
    pub status: Status,
}

impl Observation {
    /// `x` of `n`.
    pub fn of(x: i64, n: i64) -> Self {
        Self { numerator: Some(x), denominator: Some(n), status: Status::Observed }
    }

    /// A number of persons or events, without a population.
    pub fn count(x: i64) -> Self {
        Self { numerator: Some(x), denominator: None, status: Status::Observed }
    }

    /// Ought to exist but has not come.
    pub fn missing() -> Self {
        Self { numerator: None, denominator: None, status: Status::Missing }
    }

    /// Withheld by the deliverer.
    pub fn suppressed() -> Self {
        Self { status: Status::Suppressed, ..Self::missing() }
    }

    /// Cannot exist.
    pub fn not_applicable() -> Self {
        Self { status: Status::NotApplicable, ..Self::missing() }
    }

    /// The unprotected value: for rules inside the house, never for show.
    pub fn value(self, measure: Measure) -> Option<f64> {
        if self.status == Status::Observed { measure.value(self.numerator?, self.denominator) } else { None }
    }

    /// The status that holds after a look at the numbers: observed without its numbers is missing, observed about nobody is not applicable.
    pub fn standing(self, measure: Measure) -> Status {
        match (self.status, self.numerator, self.denominator) {
            (Status::Observed, None, _) => Status::Missing,
            (Status::Observed, Some(_), None) if measure.has_denominator() => Status::Missing,
            (Status::Observed, Some(_), Some(0)) if measure.has_denominator() => Status::NotApplicable,
            (status, ..) => status,
        }
    }

    /// Everything in the numbers that contradicts the measure or the status (§ 6: the basis is to be fit for its purpose).
    pub fn faults(self, measure: Measure) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut object = |key, field: &str| faults.push(Fault::must(key, "§ 6").at(field));
        let observed = self.status == Status::Observed;
        if observed && self.numerator.is_none() {
            object("observation-numerator-absent", "numerator");
        }
        if observed && self.denominator.is_none() && measure.has_denominator() {
            object("observation-denominator-absent", "denominator");
        }
        if !observed && (self.numerator.is_some() || self.denominator.is_some()) {
            object("observation-number-despite-status", "status");
        }
        if self.numerator.is_some_and(|x| x < 0) {
            object("observation-numerator-negative", "numerator");
        }
        if self.denominator.is_some_and(|n| n < 0) {
            object("observation-denominator-negative", "denominator");
        }
        if let (Measure::Share, Some(x), Some(n)) = (measure, self.numerator, self.denominator)
            && x > n
        {
            object("observation-numerator-above-denominator", "numerator");
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(observation: Observation, measure: Measure) -> Vec<&'static str> {
        observation.faults(measure).iter().map(|f| f.key).collect()
    }

    #[test]
    fn every_contradiction_is_named_at_once() {
        let odd = Observation { numerator: Some(-3), denominator: None, status: Status::Observed };
        assert_eq!(keys(odd, Measure::Share), ["observation-denominator-absent", "observation-numerator-negative"]);
        assert_eq!(keys(Observation::of(9, 8), Measure::Share), ["observation-numerator-above-denominator"]);
        assert_eq!(
            keys(Observation { numerator: Some(0), ..Observation::missing() }, Measure::Count),
            ["observation-number-despite-status"]
        );
    }

    #[test]
    fn more_crimes_than_inhabitants_is_no_contradiction() {
        assert!(Observation::of(9, 8).faults(Measure::Rate { per: 1000 }).is_empty());
        assert!(Observation::count(0).faults(Measure::Count).is_empty());
    }

    #[test]
    fn the_numbers_decide_where_they_contradict_the_word() {
        assert_eq!(Observation::of(0, 0).standing(Measure::Share), Status::NotApplicable);
        assert_eq!(Observation::count(4).standing(Measure::Share), Status::Missing);
        assert_eq!(Observation::count(0).standing(Measure::Count), Status::Observed);
        assert_eq!(Observation::suppressed().value(Measure::Count), None);
        assert_eq!("not_applicable".parse(), Ok(Status::NotApplicable));
    }
}
