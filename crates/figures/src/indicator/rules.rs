//! What an indicator is.

use serde::{Deserialize, Serialize};
use series::{Better, Break, DisclosureRule, Measure, Observation, Series};
use std::borrow::Borrow;
use wording::Lang;

/// How sure it is that the numbers are made as the definition says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Stands in published documentation.
    Documented,
    /// Usual practice, not checked for this series.
    Assumed,
    /// No published series for districts was found.
    NotVerified,
}

impl Certainty {
    /// Message key of the judgement in words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Documented => "indicator-certainty-documented",
            Self::Assumed => "indicator-certainty-assumed",
            Self::NotVerified => "indicator-certainty-not-verified",
        }
    }
}

/// Which party is to see that the numbers come (§ 6: both parties), when nobody has taken on a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    State,
    Municipality,
}

/// One indicator in one version of its definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    pub key: String,
    /// Key of the goal area it belongs to: `arbete`, `utbildning`, `trygghet`, `tillvaxt`.
    pub area: String,
    pub name_sv: String,
    pub name_en: String,
    pub measure: Measure,
    pub better: Better,
    pub decimals: usize,
    pub unit_sv: String,
    pub unit_en: String,
    pub numerator_sv: String,
    pub numerator_en: String,
    pub denominator_sv: String,
    pub denominator_en: String,
    /// Ages of the population, as the source writes them.
    pub ages: String,
    pub source: String,
    pub certainty: Certainty,
    /// Months from the end of the reference year to delivery, as experienced.
    pub lag_months: u32,
    pub provider: Provider,
    /// The version of the definition, from 1.
    #[serde(default)]
    pub version: i64,
    /// Years from which numbers are made another way, each with the message key of what changed.
    pub breaks: Vec<(i32, String)>,
    /// `alla`, and `kvinnor` and `man` where the numbers are parted by sex.
    pub groups: Vec<String>,
}

impl Indicator {
    pub fn name(&self, lang: impl Borrow<Lang>) -> &str {
        pick(*lang.borrow(), &self.name_sv, &self.name_en)
    }

    pub fn unit(&self, lang: impl Borrow<Lang>) -> &str {
        pick(*lang.borrow(), &self.unit_sv, &self.unit_en)
    }

    pub fn numerator(&self, lang: impl Borrow<Lang>) -> &str {
        pick(*lang.borrow(), &self.numerator_sv, &self.numerator_en)
    }

    pub fn denominator(&self, lang: impl Borrow<Lang>) -> &str {
        pick(*lang.borrow(), &self.denominator_sv, &self.denominator_en)
    }

    /// The breaks as a series carries them.
    pub fn series_breaks(&self) -> Vec<Break> {
        self.breaks.iter().map(|(year, key)| Break { year: *year, kind_key: key.clone() }).collect()
    }

    /// The breaks that fall within these years, first and last included; a break in the first year cuts nothing.
    pub fn breaks_within(&self, first: i32, last: i32) -> Vec<Break> {
        series::breaks_between(&self.series_breaks(), first, last)
    }

    /// An empty series of this indicator.
    pub fn series(&self) -> Series {
        let mut series = Series::new(self.key.clone(), self.measure);
        series.breaks = self.series_breaks();
        series
    }

    /// The rule that says what may be shown.
    pub fn disclosure(&self) -> DisclosureRule {
        DisclosureRule::default()
    }

    /// The unprotected value: for rules inside the house, never for show.
    pub fn value(&self, observation: Observation) -> Option<f64> {
        observation.value(self.measure)
    }

    /// The last reference year that should have come by this day, going by the usual lag.
    pub fn expected_year(&self, today: chrono::NaiveDate) -> i32 {
        use chrono::Datelike;
        let months = today.year() * 12 + today.month0() as i32 - i32::try_from(self.lag_months).unwrap_or(0);
        months.div_euclid(12) - 1
    }

    /// Whether two definitions say the same, whatever their versions.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let other = Self { version: self.version, ..other.clone() };
        *self == other
    }
}

fn pick<'a>(lang: Lang, sv: &'a str, en: &'a str) -> &'a str {
    if lang == Lang::En && !en.is_empty() { en } else { sv }
}

#[cfg(test)]
mod tests {
    use crate::indicator::source;
    use chrono::NaiveDate;

    #[test]
    fn the_lag_decides_which_year_should_have_come() {
        let indicator = |lag_months| super::Indicator { lag_months, ..source::indicators()[0].clone() };
        let at = |lag, month, day| indicator(lag).expected_year(NaiveDate::from_ymd_opt(2011, month, day).unwrap());
        assert_eq!([at(14, 11, 14), at(10, 11, 14), at(10, 10, 31), at(3, 3, 31), at(3, 4, 1)], [2009, 2010, 2009, 2009, 2010]);
    }

    #[test]
    fn only_the_version_may_differ_between_equal_definitions() {
        let one = source::indicators()[0].clone();
        let mut two = one.clone();
        two.version = 7;
        assert!(one.says_the_same(&two));
        two.ages = "20–65".into();
        assert!(!one.says_the_same(&two));
    }
}
