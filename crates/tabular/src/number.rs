//! Numbers as Swedes and Englishmen write them.

use crate::NumberStyle;
use std::fmt;

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotANumber {
    /// Nothing but spaces.
    Empty,
    /// Not the form of a number.
    Form,
    /// Larger than can be held exactly enough: beyond 64 bits, or not finite.
    TooLarge,
    /// A number, but not a whole one.
    NotWhole,
    /// `1,234` or `1.000` where a whole number is wanted: thousands or decimals, nobody can tell.
    Ambiguous,
}

impl NotANumber {
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "number-empty",
            Self::Form => "number-form",
            Self::TooLarge => "number-too-large",
            Self::NotWhole => "number-not-whole",
            Self::Ambiguous => "number-ambiguous",
        }
    }
}

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "värdet är tomt",
            Self::Form => "värdet är inte ett tal",
            Self::TooLarge => "talet är för stort",
            Self::NotWhole => "talet är inte ett heltal",
            Self::Ambiguous => "talet kan läsas på två sätt: tusental eller decimaler",
        })
    }
}

impl std::error::Error for NotANumber {}

/// A number with decimal comma or point: `48,2`, `48.2`, `−3`, `12 345,6`, `1.234,5`, `1,234.5`, `5e-05`.
/// A lone comma stands before decimals.
///
/// # Errors
/// When the text is empty, no number or not finite.
pub fn parse_decimal(text: &str) -> Result<f64, NotANumber> {
    parse_decimal_in(NumberStyle::Swedish, text)
}

/// As [`parse_decimal`]; in English style `1,234` is one thousand two hundred and thirty-four.
///
/// # Errors
/// As [`parse_decimal`].
pub fn parse_decimal_in(style: NumberStyle, text: &str) -> Result<f64, NotANumber> {
    let (negative, unsigned) = sign(text)?;
    if let Some(value) = short(style, unsigned) {
        return Ok(if negative { -value } else { value });
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    if !is_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)) {
        return Err(NotANumber::Form);
    }
    let parts = Parts::of(mantissa, style);
    let value = match parts.digits()? {
        digits if parts.decimals.is_empty() && exponent == "0" => digits.parse(),
        digits => format!("{digits}.{}e{exponent}", parts.decimals).parse::<f64>(),
    };
    match value {
        Ok(value) if value.is_finite() => Ok(if negative { -value } else { value }),
        Ok(_) => Err(NotANumber::TooLarge),
        Err(_) => Err(NotANumber::Form),
    }
}

/// Up to 15 digits with at most one mark, read without copying. Digits and power of ten are both exact, so their quotient is
/// the nearest number there is, the same that the long way gives.
fn short(style: NumberStyle, text: &str) -> Option<f64> {
    if text.len() > 16 {
        return None;
    }
    let (mut digits, mut count, mut decimals) = (0u64, 0usize, None);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if count < 15 => {
                digits = digits * 10 + u64::from(byte - b'0');
                count += 1;
                decimals = decimals.map(|n: i32| n + 1);
            }
            b',' if decimals.is_none() && style == NumberStyle::Swedish => decimals = Some(0),
            b'.' if decimals.is_none() => decimals = Some(0),
            _ => return None,
        }
    }
    let whole_or_marked = count > 0 && decimals != Some(0);
    whole_or_marked.then(|| digits as f64 / 10f64.powi(decimals.unwrap_or(0)))
}

/// A whole number: `412`, `-5`, `12 345` with any kind of space, `1,234,567`, `412.0`.
///
/// # Errors
/// When the text is empty, no number, has decimals other than zeros, does not fit 64 bits, or is `1,234` or `1.000`, which may mean either.
pub fn parse_integer(text: &str) -> Result<i64, NotANumber> {
    parse_integer_in(NumberStyle::Swedish, text)
}

/// As [`parse_integer`]; in English style `1,234` is read as thousands and `1.000` as one.
///
/// # Errors
/// As [`parse_integer`].
pub fn parse_integer_in(style: NumberStyle, text: &str) -> Result<i64, NotANumber> {
    let (negative, unsigned) = sign(text)?;
    if is_digits(unsigned) {
        return integer(negative, unsigned);
    }
    let parts = Parts::of(unsigned, style);
    let digits = parts.digits()?;
    if parts.ambiguous && style == NumberStyle::Swedish {
        return Err(NotANumber::Ambiguous);
    }
    if parts.decimals.bytes().any(|digit| digit != b'0') {
        return Err(NotANumber::NotWhole);
    }
    integer(negative, &digits)
}

fn integer(negative: bool, digits: &str) -> Result<i64, NotANumber> {
    let value: i128 = digits.parse().map_err(|_| NotANumber::TooLarge)?;
    i64::try_from(if negative { -value } else { value }).map_err(|_| NotANumber::TooLarge)
}

/// The sign and what follows it; hyphen, minus and en dash all stand for minus.
fn sign(text: &str) -> Result<(bool, &str), NotANumber> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NotANumber::Empty);
    }
    match text.strip_prefix(['-', '\u{2212}', '–']) {
        Some(rest) => Ok((true, rest)),
        None => Ok((false, text.strip_prefix('+').unwrap_or(text))),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// An unsigned number taken apart.
struct Parts<'n> {
    /// The digits before the decimals, perhaps in groups.
    whole: &'n str,
    /// The mark between groups; none means spaces.
    group: Option<char>,
    decimals: &'n str,
    marked: bool,
    /// One mark with three digits after it, which could as well part thousands.
    ambiguous: bool,
}

impl<'n> Parts<'n> {
    fn of(text: &'n str, style: NumberStyle) -> Self {
        let (commas, points) = (text.matches(',').count(), text.matches('.').count());
        let last = text.rfind([',', '.']);
        let whole = |group| Self { whole: text, group, decimals: "", marked: false, ambiguous: false };
        let Some(at) = last else { return whole(None) };
        let mark = if text.as_bytes()[at] == b',' { ',' } else { '.' };
        let ambiguous = commas + points == 1 && could_be_thousands(&text[..at], &text[at + 1..]);
        match (commas, points) {
            (2.., 0) | (0, 2..) => whole(Some(mark)),
            _ if ambiguous && mark == ',' && style == NumberStyle::English => whole(Some(mark)),
            _ => {
                let group = (commas > 0 && points > 0).then_some(if mark == ',' { '.' } else { ',' });
                Self { whole: &text[..at], group, decimals: &text[at + 1..], marked: true, ambiguous }
            }
        }
    }

    /// The digits of the whole part without what parts them; zero when only decimals stand there.
    fn digits(&self) -> Result<String, NotANumber> {
        if self.marked && !is_digits(self.decimals) {
            return Err(NotANumber::Form);
        }
        if self.whole.is_empty() && self.marked {
            return Ok("0".to_owned());
        }
        let is_mark = |c: char| self.group.map_or(matches!(c, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}'), |mark| c == mark);
        let groups: Vec<_> = self.whole.split(is_mark).collect();
        let grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
        if grouped && groups.iter().all(|group| is_digits(group)) { Ok(groups.concat()) } else { Err(NotANumber::Form) }
    }
}

fn could_be_thousands(before: &str, after: &str) -> bool {
    is_digits(before) && before.len() <= 3 && !before.starts_with('0') && after.len() == 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimals_stand_after_comma_or_point() {
        for (text, value) in [
            ("48,2", 48.2),
            (" 48.2 ", 48.2),
            ("\u{2212}3,25", -3.25),
            ("–3", -3.0),
            ("+7", 7.0),
            ("12 345,6", 12345.6),
            ("12\u{a0}345,6", 12345.6),
            ("12\u{202f}345", 12345.0),
            ("1.234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("1,234", 1.234),
            ("1,234,567", 1_234_567.0),
            (",5", 0.5),
            (".5", 0.5),
            ("5e-05", 0.00005),
            ("1,5E3", 1500.0),
            ("007", 7.0),
        ] {
            assert_eq!(parse_decimal(text), Ok(value), "{text}");
        }
        assert_eq!(parse_decimal_in(NumberStyle::English, "1,234"), Ok(1234.0));
        assert_eq!(parse_decimal_in(NumberStyle::English, "0,512"), Ok(0.512));
        assert_eq!(parse_decimal_in(NumberStyle::English, "48,2"), Ok(48.2));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            ".", "..", "-", "–", "1 23", "12 3456", "1,23,4", "1.2,3.4", "1,2.3.4", "5,", "x", "NaN", "inf", "1e", "1e5.0", "48,2 %",
            "--5", "٣", "1\n234",
        ] {
            assert_eq!(parse_decimal(text), Err(NotANumber::Form), "{text}");
            assert!(parse_integer(text).is_err(), "{text}");
        }
        assert_eq!(parse_decimal(" \u{a0}"), Err(NotANumber::Empty));
        assert_eq!(parse_decimal("1e999"), Err(NotANumber::TooLarge));
    }

    #[test]
    fn whole_numbers_have_no_decimals_but_zeros() {
        for (text, value) in [
            ("412", 412),
            ("-5", -5),
            ("12 345", 12345),
            ("1\u{2009}234\u{2009}567", 1_234_567),
            ("1,234,567", 1_234_567),
            ("412.0", 412),
            ("412,00", 412),
        ] {
            assert_eq!(parse_integer(text), Ok(value), "{text}");
        }
        assert_eq!(parse_integer("48,2"), Err(NotANumber::NotWhole));
        assert_eq!(parse_integer("1,234"), Err(NotANumber::Ambiguous));
        assert_eq!(parse_integer("1.000"), Err(NotANumber::Ambiguous));
        assert_eq!(parse_integer_in(NumberStyle::English, "1,234"), Ok(1234));
        assert_eq!(parse_integer_in(NumberStyle::English, "1.000"), Ok(1));
        assert_eq!(parse_integer("9223372036854775808"), Err(NotANumber::TooLarge));
        assert_eq!(parse_integer("-9223372036854775808"), Ok(i64::MIN));
        assert_eq!(parse_integer(&"9".repeat(60)), Err(NotANumber::TooLarge));
        assert_eq!(parse_integer("1e5"), Err(NotANumber::Form));
    }

    proptest! {
        #[test]
        fn every_number_comes_back_from_its_printing(value in any::<i64>(), share in -1e9f64..1e9) {
            prop_assert_eq!(parse_integer(&value.to_string()), Ok(value));
            prop_assert_eq!(parse_decimal(&share.to_string()), Ok(share));
            prop_assert_eq!(parse_decimal(&share.to_string().replace('.', ",")), Ok(share));
        }

        #[test]
        fn the_short_way_and_the_long_agree(text in "[0-9]{1,9}([,.][0-9]{1,9})?") {
            let long = format!("{text}e0");
            prop_assert_eq!(parse_decimal(&text), parse_decimal(&long));
            prop_assert_eq!(parse_decimal_in(NumberStyle::English, &text), parse_decimal_in(NumberStyle::English, &long));
        }

        #[test]
        fn grouped_thousands_come_back(value in 0i64..=i64::MAX, space in prop::sample::select(vec![" ", "\u{a0}", "\u{202f}", "\u{2009}"])) {
            let digits = value.to_string();
            let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
            prop_assert_eq!(parse_integer(&groups.join(space)), Ok(value));
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>(), close in "[-+ 0-9,.eE–\u{a0}]{0,12}") {
            for text in [text, close] {
                for style in [NumberStyle::Swedish, NumberStyle::English] {
                    let _ = (parse_decimal_in(style, &text), parse_integer_in(style, &text));
                }
            }
        }
    }
}
