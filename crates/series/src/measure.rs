//! What kind of number an indicator is, and which way is better.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use wording::Lang;

/// The unit of an indicator, which decides how its value is made, shown and protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Measure {
    /// Those with a property out of all: numerator / denominator, a fraction of one.
    Share,
    /// Events or persons for every `per` inhabitants: numerator / denominator × `per`. The numerator may exceed the denominator.
    Rate { per: i64 },
    /// Days (or another sum) for each person: numerator / denominator.
    MeanDays,
    /// A number of persons or events: the numerator.
    Count,
}

impl Measure {
    /// Whether a value needs a denominator.
    pub fn has_denominator(self) -> bool {
        self != Self::Count
    }

    /// The value, in the measure's unit; none when the denominator is missing or zero.
    pub fn value(self, numerator: i64, denominator: Option<i64>) -> Option<f64> {
        let x = numerator as f64;
        let n = denominator.filter(|n| *n > 0).map(|n| n as f64);
        match self {
            Self::Count => Some(x),
            Self::Share | Self::MeanDays => n.map(|n| x / n),
            Self::Rate { per } => n.map(|n| x / n * per as f64),
        }
    }

    /// The value as print sets it, without its unit but with the percent sign: `48,2 %` · `31,4` · `1 204`.
    pub fn format(self, lang: Lang, value: f64) -> String {
        match self {
            Self::Share => wording::percent(lang, value, 1),
            Self::Rate { .. } | Self::MeanDays => wording::number(lang, value, 1),
            Self::Count => wording::number(lang, value, 0),
        }
    }

    /// A difference between two values as print sets it: `−3,2 procentenheter` · `+0,4`.
    pub fn format_change(self, lang: Lang, difference: f64) -> String {
        match self {
            Self::Share => wording::percentage_points(lang, difference, 1),
            Self::Rate { .. } | Self::MeanDays => wording::change(lang, difference, 1),
            Self::Count => wording::change(lang, difference, 0),
        }
    }

    /// Message key of the unit: "andel", "per … invånare", "dagar per person", "antal".
    pub fn key(self) -> &'static str {
        match self {
            Self::Share => "measure-share",
            Self::Rate { .. } => "measure-rate",
            Self::MeanDays => "measure-mean-days",
            Self::Count => "measure-count",
        }
    }
}

/// A code in a file or a database that names nothing known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a known code", self.0)
    }
}

impl std::error::Error for Unreadable {}

/// The code in files and databases: `share` · `rate:1000` · `mean_days` · `count`.
impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Share => f.write_str("share"),
            Self::Rate { per } => write!(f, "rate:{per}"),
            Self::MeanDays => f.write_str("mean_days"),
            Self::Count => f.write_str("count"),
        }
    }
}

impl FromStr for Measure {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        match text {
            "share" => Ok(Self::Share),
            "mean_days" => Ok(Self::MeanDays),
            "count" => Ok(Self::Count),
            _ => text
                .strip_prefix("rate:")
                .and_then(|per| per.parse().ok())
                .filter(|per| *per > 0)
                .map(|per| Self::Rate { per })
                .ok_or_else(|| Unreadable(text.to_owned())),
        }
    }
}

/// Which way an indicator improves. Neutral where the programme takes no side, as with moving in and out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    Higher,
    Lower,
    Neutral,
}

impl Better {
    /// The code in files and databases.
    pub fn code(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Neutral => "neutral",
        }
    }

    /// Whether `value` has gone at least as far the good way as `mark`. For a neutral indicator only equality does.
    pub fn at_least(self, value: f64, mark: f64) -> bool {
        let slack = 1e-9 * mark.abs().max(1.0);
        match self {
            Self::Higher => value >= mark - slack,
            Self::Lower => value <= mark + slack,
            Self::Neutral => (value - mark).abs() <= slack,
        }
    }

    /// Message key of a change: better, worse, unchanged, or merely changed where no way is better.
    pub fn change_key(self, difference: f64) -> &'static str {
        match self {
            _ if difference == 0.0 || difference.is_nan() => "change-none",
            Self::Neutral => "change-neutral",
            Self::Higher if difference > 0.0 => "change-better",
            Self::Lower if difference < 0.0 => "change-better",
            Self::Higher | Self::Lower => "change-worse",
        }
    }
}

impl FromStr for Better {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        [Self::Higher, Self::Lower, Self::Neutral].into_iter().find(|b| b.code() == text).ok_or_else(|| Unreadable(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back_as_they_were_written() {
        for measure in [Measure::Share, Measure::Rate { per: 100_000 }, Measure::MeanDays, Measure::Count] {
            assert_eq!(measure.to_string().parse(), Ok(measure));
        }
        for bad in ["", "rate", "rate:", "rate:0", "rate:-5", "Share"] {
            assert_eq!(bad.parse::<Measure>(), Err(Unreadable(bad.to_owned())));
        }
        assert_eq!("lower".parse(), Ok(Better::Lower));
        assert!("best".parse::<Better>().is_err());
    }

    #[test]
    fn a_value_is_made_from_numerator_and_denominator() {
        assert_eq!(Measure::Share.value(12, Some(48)), Some(0.25));
        assert_eq!(Measure::Rate { per: 1000 }.value(3, Some(600)), Some(5.0));
        assert_eq!(Measure::MeanDays.value(90, Some(3)), Some(30.0));
        assert_eq!(Measure::Count.value(7, None), Some(7.0));
        assert_eq!(Measure::Share.value(0, Some(0)), None);
        assert_eq!(Measure::Share.value(1, None), None);
    }

    #[test]
    fn a_value_is_set_as_swedish_print_sets_it() {
        assert_eq!(Measure::Share.format(Lang::Sv, 0.4819), "48,2\u{202f}%");
        assert_eq!(Measure::Count.format(Lang::Sv, 1204.0), "1\u{202f}204");
        assert_eq!(Measure::MeanDays.format_change(Lang::Sv, -1.25), "\u{2212}1,3");
    }

    #[test]
    fn the_good_way_decides_what_better_means() {
        assert_eq!(Better::Lower.change_key(-0.1), "change-better");
        assert_eq!(Better::Higher.change_key(-0.1), "change-worse");
        assert_eq!(Better::Neutral.change_key(-0.1), "change-neutral");
        assert_eq!(Better::Higher.change_key(0.0), "change-none");
        assert!(Better::Lower.at_least(0.1 + 0.2, 0.3), "rounding in the last bit is no failure");
    }
}
