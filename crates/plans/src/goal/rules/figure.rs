//! Values as people type them and as they are kept.

use super::Yardstick;
use series::Measure;
use wording::Lang;

/// Reads a number as Swedes and others type it: `52,5`, `52.5 %`, `12 345`, `−3`. None for what is no number.
pub fn parse_number(text: &str) -> Option<f64> {
    let bare: String = text.trim().trim_end_matches('%').chars().filter(|c| !c.is_whitespace() && *c != '\u{202f}').collect();
    let bare = bare.replace(['\u{2212}', '–'], "-").replace(',', ".");
    bare.parse().ok().filter(|n: &f64| n.is_finite())
}

/// The value as it is kept: a share is typed in per cent and kept as a fraction of one, as the statistics keep it.
pub fn stored_value(measure: Option<Measure>, typed: f64) -> f64 {
    if measure == Some(Measure::Share) { typed / 100.0 } else { typed }
}

/// A kept value as it is typed: `52,5` for a share of 0.525.
pub fn typed_value(measure: Measure, value: f64) -> String {
    let shown = if measure == Measure::Share { value * 100.0 } else { value };
    let text = wording::number(Lang::Sv, shown, 1);
    text.strip_suffix(",0").map_or(text.clone(), str::to_owned)
}

/// A kept value with its unit, as print sets it.
pub fn show_value(lang: Lang, yardstick: &Yardstick, value: f64) -> String {
    match yardstick {
        Yardstick::Registry { measure: Measure::Share, decimals, .. } => wording::percent(lang, value, *decimals),
        Yardstick::Registry { decimals, unit_sv, unit_en, .. } => {
            let unit = if lang == Lang::En && !unit_en.is_empty() { unit_en } else { unit_sv };
            with_unit(wording::number(lang, value, *decimals), unit)
        }
        Yardstick::Own { unit, .. } => with_unit(plain(lang, value), unit),
        Yardstick::None => plain(lang, value),
    }
}

fn plain(lang: Lang, value: f64) -> String {
    let decimals = usize::from(value.fract() != 0.0);
    wording::number(lang, value, decimals)
}

fn with_unit(number: String, unit: &str) -> String {
    if unit.trim().is_empty() { number } else { format!("{number}\u{a0}{}", unit.trim()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_typed_here() {
        assert_eq!(parse_number("52,5"), Some(52.5));
        assert_eq!(parse_number(" 52.5 % "), Some(52.5));
        assert_eq!(parse_number("12\u{a0}345"), Some(12345.0));
        assert_eq!(parse_number("\u{2212}3"), Some(-3.0));
        assert_eq!(parse_number("ungefär 50"), None);
        assert_eq!(parse_number(""), None);
        assert_eq!(parse_number("inf"), None);
    }

    #[test]
    fn a_share_is_typed_in_per_cent_and_kept_as_a_fraction() {
        assert!((stored_value(Some(Measure::Share), 52.5) - 0.525).abs() < 1e-12);
        assert_eq!(typed_value(Measure::Share, 0.525), "52,5");
        assert_eq!(typed_value(Measure::Share, 0.5), "50");
        assert_eq!(stored_value(Some(Measure::MeanDays), 31.0), 31.0);
        assert_eq!(stored_value(None, 31.0), 31.0);
    }

    #[test]
    fn a_value_is_shown_with_its_unit() {
        let own = Yardstick::Own { text: "öppna kvällar".into(), unit: "kvällar".into() };
        assert_eq!(show_value(Lang::Sv, &own, 12.0), "12\u{a0}kvällar");
        assert_eq!(show_value(Lang::Sv, &Yardstick::None, 1.5), "1,5");
    }
}
