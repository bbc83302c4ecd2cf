//! What may be shown of an observation.

use crate::Measure;
use serde::{Deserialize, Serialize};
use wording::Lang;

/// Why a number is withheld.
///
/// Whether a number was itself too small or was hidden to protect another is deliberately one reason: to tell them apart would narrow
/// what the hidden numbers can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// The deliverer withheld it.
    Source,
    /// The disclosure rule withholds it, or it protects another number that the rule withholds.
    Rule,
}

/// An observation that has passed a disclosure rule. Zero is `Shown` with the value 0; it is none of the other three.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Cell {
    Shown { value: f64, numerator: i64, denominator: Option<i64> },
    Missing,
    Suppressed { why: Why },
    NotApplicable,
}

impl Cell {
    /// The value, if it may be shown.
    pub fn value(self) -> Option<f64> {
        if let Self::Shown { value, .. } = self { Some(value) } else { None }
    }

    pub fn is_shown(self) -> bool {
        self.value().is_some()
    }

    pub fn is_suppressed(self) -> bool {
        matches!(self, Self::Suppressed { .. })
    }

    /// The sign that stands in print where no figure does: `..` withheld, `.` cannot occur and `–` nothing to count as in Statistics
    /// Sweden's tables, and `u.s.` (*uppgift saknas*; `n.a.` in English) where nothing has come, since the four must not look alike.
    /// None for a figure other than zero.
    pub fn symbol(self, lang: Lang) -> Option<&'static str> {
        match self {
            Self::Shown { value: 0.0, .. } => Some("–"),
            Self::Shown { .. } => None,
            Self::Missing if lang == Lang::Sv => Some("u.s."),
            Self::Missing => Some("n.a."),
            Self::Suppressed { .. } => Some(".."),
            Self::NotApplicable => Some("."),
        }
    }

    /// Message key of what the cell says in words, to be read out beside its sign.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Shown { value: 0.0, .. } => "cell-zero",
            Self::Shown { .. } => "cell-shown",
            Self::Missing => "cell-missing",
            Self::Suppressed { why: Why::Source } => "cell-suppressed-source",
            Self::Suppressed { why: Why::Rule } => "cell-suppressed-rule",
            Self::NotApplicable => "cell-not-applicable",
        }
    }

    /// The figure as print sets it, or its sign. Zero is `–`.
    pub fn format(self, lang: Lang, measure: Measure) -> String {
        match self {
            Self::Shown { value, .. } if value != 0.0 => measure.format(lang, value),
            other => other.symbol(lang).unwrap_or_default().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const ZERO: Cell = Cell::Shown { value: 0.0, numerator: 0, denominator: Some(50) };
    const FOUR: [Cell; 4] = [ZERO, Cell::Missing, Cell::Suppressed { why: Why::Rule }, Cell::NotApplicable];

    #[test]
    fn four_different_things_have_four_signs_and_four_texts() {
        for lang in [Lang::Sv, Lang::En] {
            assert_eq!(FOUR.iter().filter_map(|c| c.symbol(lang)).collect::<BTreeSet<_>>().len(), 4);
        }
        assert_eq!(FOUR.iter().map(|c| c.text_key()).collect::<BTreeSet<_>>().len(), 4);
    }

    #[test]
    fn a_withheld_cell_carries_no_number_out_of_the_house() {
        let text = serde_json::to_string(&FOUR[2]).unwrap();
        assert_eq!(text, r#"{"state":"suppressed","why":"rule"}"#);
    }

    #[test]
    fn only_a_figure_other_than_zero_is_written_as_a_figure() {
        let half = Cell::Shown { value: 0.5, numerator: 20, denominator: Some(40) };
        assert_eq!(half.format(Lang::Sv, Measure::Share), "50,0\u{202f}%");
        assert_eq!(ZERO.format(Lang::Sv, Measure::Share), "–");
        assert_eq!(Cell::Missing.format(Lang::En, Measure::Share), "n.a.");
    }
}
