//! How a chart writes its numbers.

use wording::Lang;

/// The unit of a chart's values. What is counted, and per what, stands in the subtitle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A fraction of one, written as `48,2 %`.
    Percent,
    /// A number with this many decimals.
    Number { decimals: usize },
}

impl Default for Unit {
    fn default() -> Self {
        Self::Number { decimals: 0 }
    }
}

impl Unit {
    /// The value as print sets it.
    pub fn format(self, lang: Lang, value: f64) -> String {
        match self {
            Self::Percent => wording::percent(lang, value, 1),
            Self::Number { decimals } => wording::number(lang, value, decimals),
        }
    }

    /// A tick on an axis whose steps are `step`, with no more decimals than the step has.
    pub(crate) fn tick(self, lang: Lang, value: f64, step: f64) -> String {
        let step = if self == Self::Percent { step * 100.0 } else { step };
        let decimals = (0..6).find(|d| (step * 10f64.powi(*d) - (step * 10f64.powi(*d)).round()).abs() < 1e-6).unwrap_or(6) as usize;
        match self {
            Self::Percent => wording::percent(lang, value, decimals),
            Self::Number { .. } => wording::number(lang, value, decimals),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tick_has_the_decimals_of_its_step() {
        assert_eq!(Unit::Percent.tick(Lang::Sv, 0.4, 0.05), "40\u{202f}%");
        assert_eq!(Unit::Percent.tick(Lang::Sv, 0.405, 0.005), "40,5\u{202f}%");
        assert_eq!(Unit::Number { decimals: 0 }.tick(Lang::Sv, 2.5, 0.5), "2,5");
    }
}
