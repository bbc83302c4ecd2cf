//! Numbers as Swedish print sets them.

use crate::Lang;

/// Narrow no-break space: between thousands and before a unit.
const THIN: char = '\u{202f}';
const MINUS: char = '\u{2212}';

/// `12 345` · `12,345`.
pub fn integer(lang: Lang, value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mark = if lang == Lang::Sv { THIN } else { ',' };
    let grouped = group(&digits, mark);
    if value < 0 { format!("{MINUS}{grouped}") } else { grouped }
}

/// `12 345,6` · `12,345.6`, rounded half away from zero to `decimals`.
pub fn number(lang: Lang, value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", round(value, decimals).abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let (mark, point) = if lang == Lang::Sv { (THIN, ',') } else { (',', '.') };
    let negative = value < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b));
    let mut out = String::new();
    if negative {
        out.push(MINUS);
    }
    out.push_str(&group(whole, mark));
    if !part.is_empty() {
        out.push(point);
        out.push_str(part);
    }
    out
}

/// [`number`] with `+` before what is above zero.
pub fn signed(lang: Lang, value: f64, decimals: usize) -> String {
    let text = number(lang, value, decimals);
    if value > 0.0 && !text.trim_matches(['0', ',', '.']).is_empty() { format!("+{text}") } else { text }
}

/// A share 0–1 as `48,2 %`.
pub fn percent(lang: Lang, share: f64, decimals: usize) -> String {
    let space = if lang == Lang::Sv { "\u{202f}" } else { "" };
    format!("{}{space}%", number(lang, share * 100.0, decimals))
}

/// A difference between two shares, in percentage points: `−3,2 procentenheter`. The unit is a word and keeps a whole space, which does not break.
pub fn percentage_points(lang: Lang, difference: f64, decimals: usize) -> String {
    let unit = if lang == Lang::Sv { "procentenheter" } else { "percentage points" };
    format!("{}\u{a0}{unit}", signed(lang, difference * 100.0, decimals))
}

/// Alias of [`signed`] for changes of values that are not shares.
pub fn change(lang: Lang, difference: f64, decimals: usize) -> String {
    signed(lang, difference, decimals)
}

fn round(value: f64, decimals: usize) -> f64 {
    let scale = 10f64.powi(i32::try_from(decimals).unwrap_or(0));
    (value * scale).round() / scale
}

fn group(digits: &str, mark: char) -> String {
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_numbers_have_thin_spaces_comma_and_a_real_minus() {
        assert_eq!(integer(Lang::Sv, 12345), "12\u{202f}345");
        assert_eq!(integer(Lang::Sv, -999), "\u{2212}999");
        assert_eq!(number(Lang::Sv, -1234.56, 1), "\u{2212}1\u{202f}234,6");
        assert_eq!(number(Lang::En, 1234567.0, 0), "1,234,567");
    }

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(number(Lang::Sv, -0.04, 1), "0,0");
        assert_eq!(signed(Lang::Sv, 0.04, 1), "0,0");
        assert_eq!(signed(Lang::Sv, 0.06, 1), "+0,1");
    }

    #[test]
    fn shares_become_percent() {
        assert_eq!(percent(Lang::Sv, 0.4819, 1), "48,2\u{202f}%");
        assert_eq!(percentage_points(Lang::Sv, -0.032, 1), "\u{2212}3,2\u{a0}procentenheter");
    }
}
