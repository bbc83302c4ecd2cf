//! The words that files use.

use crate::statistics::rules::GROUPS;
use series::Status;
use tabular::{NumberStyle, Symbol};

pub const AREA: &[&str] = &["omrade", "område", "omradeskod", "områdeskod", "area", "area_code"];
pub const YEAR: &[&str] = &["ar", "år", "year"];
pub const INDICATOR: &[&str] = &["indikator", "indicator"];
pub const GROUP: &[&str] = &["grupp", "group", "kon", "kön", "sex"];
const NUMERATOR_EN: &str = "numerator";
pub const NUMERATOR: &[&str] = &["taljare", "täljare", NUMERATOR_EN];
pub const DENOMINATOR: &[&str] = &["namnare", "nämnare", "denominator"];
pub const STATUS: &[&str] = &["status"];
pub const NOTE: &[&str] = &["anmarkning", "anmärkning", "note"];

/// How a file writes its numbers, as the language of its numerator's head has it, whatever stands between the cells. In Swedish a comma
/// stands before decimals and a space between thousands; in English a point and a comma.
pub fn number_style(numerator: &str) -> NumberStyle {
    if numerator.trim().eq_ignore_ascii_case(NUMERATOR_EN) { NumberStyle::English } else { NumberStyle::Swedish }
}

/// Place in [`GROUPS`] for a file's word; nothing said means everyone.
pub fn group(text: &str) -> Option<usize> {
    let word = text.trim().to_lowercase();
    let place = match word.as_str() {
        "" | "alla" | "all" | "total" | "totalt" | "båda" | "both" => 0,
        "kvinnor" | "kvinna" | "k" | "women" | "woman" | "female" | "f" => 1,
        "man" | "män" | "m" | "men" | "male" => 2,
        _ => return None,
    };
    debug_assert!(place < GROUPS.len());
    Some(place)
}

/// What the status column says: nothing, or one of the four.
pub fn status(text: &str) -> Result<Option<Status>, ()> {
    let word = text.trim().to_lowercase();
    match word.as_str() {
        "" => Ok(None),
        "observed" | "observerad" | "uppgift" => Ok(Some(Status::Observed)),
        ".." | "suppressed" | "sekretess" | "undertryckt" => Ok(Some(Status::Suppressed)),
        "missing" | "saknas" | "u.s." | "us" | "n.a." => Ok(Some(Status::Missing)),
        "." | "not_applicable" | "not applicable" | "ej tillämplig" | "ej_tillamplig" => Ok(Some(Status::NotApplicable)),
        _ => Err(()),
    }
}

/// The status that a sign in the place of a number stands for; zero is a number.
pub fn status_of(symbol: Symbol) -> Option<Status> {
    match symbol {
        Symbol::NotAvailable => Some(Status::Suppressed),
        Symbol::NotApplicable => Some(Status::NotApplicable),
        Symbol::Zero => None,
    }
}

/// The word an export writes for a status; nothing for a number.
pub fn word(status: Status) -> &'static str {
    match status {
        Status::Observed => "",
        Status::Suppressed => "..",
        Status::Missing => "saknas",
        Status::NotApplicable => ".",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_known_in_both_languages() {
        assert_eq!(
            [group("Kvinnor"), group("female"), group("män"), group("M"), group(""), group("barn")],
            [Some(1), Some(1), Some(2), Some(2), Some(0), None]
        );
        for (place, name) in GROUPS.iter().enumerate() {
            assert_eq!(group(name), Some(place));
        }
    }

    #[test]
    fn the_head_decides_how_numbers_are_read() {
        assert_eq!([number_style("Täljare"), number_style("taljare")], [NumberStyle::Swedish; 2]);
        assert_eq!([number_style(" Numerator"), number_style("numerator")], [NumberStyle::English; 2]);
    }

    #[test]
    fn an_export_writes_what_an_import_reads() {
        for s in [Status::Suppressed, Status::Missing, Status::NotApplicable] {
            assert_eq!(status(word(s)), Ok(Some(s)));
        }
        assert_eq!(status(word(Status::Observed)), Ok(None));
        assert_eq!(status("kanske"), Err(()));
    }
}
