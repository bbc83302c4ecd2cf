//! The form that an export writes and an import reads: one row for each area, year, indicator and group.

use super::file::word;
use series::{Cell, Observation, Status};
use std::fmt::Write;

/// The columns. Semicolons and a comma for decimals, as a Swedish spreadsheet expects; codes are text.
pub const HEADER: &str = "omrade;ar;indikator;grupp;taljare;namnare;status;anmarkning\r\n";
/// What the last column says of a figure that a generator made; an import takes the mark back in.
pub const SYNTHETIC: &str = "syntetisk";
/// What a spreadsheet needs to read the letters right.
pub const BOM: &str = "\u{feff}";

/// What a row is about.
#[derive(Clone, Copy, Debug)]
pub struct Key<'k> {
    pub area: &'k str,
    pub year: i32,
    pub indicator: &'k str,
    pub group: &'k str,
    pub synthetic: bool,
}

/// Writes a row of the whole basis: every number as it was delivered.
pub fn write_whole(out: &mut String, key: Key<'_>, o: Observation) {
    let n = o.denominator.map(|n| n.to_string()).unwrap_or_default();
    let x = o.numerator.map(|x| x.to_string()).unwrap_or_default();
    let (x, n) = if o.status == Status::Observed { (x, n) } else { Default::default() };
    row(out, key, &x, &n, word(o.status));
}

/// Writes a row of what everybody may see.
pub fn write_shown(out: &mut String, key: Key<'_>, cell: Cell) {
    match cell {
        Cell::Shown { numerator, denominator, .. } => {
            row(out, key, &numerator.to_string(), &denominator.map(|n| n.to_string()).unwrap_or_default(), "");
        }
        Cell::Missing => row(out, key, "", "", word(Status::Missing)),
        Cell::Suppressed { .. } => row(out, key, "", "", word(Status::Suppressed)),
        Cell::NotApplicable => row(out, key, "", "", word(Status::NotApplicable)),
    }
}

fn row(out: &mut String, k: Key<'_>, x: &str, n: &str, status: &str) {
    // Writing to a string cannot fail. No field can hold a delimiter: codes and keys are checked when they come in.
    let mark = if k.synthetic { SYNTHETIC } else { "" };
    // in quotes, so that a spreadsheet which takes quoted cells as text keeps the code's zeros
    let _ = write!(out, "\"{}\";{};{};{};{x};{n};{status};{mark}\r\n", k.area, k.year, k.indicator, k.group);
}

#[cfg(test)]
mod tests {
    use super::*;
    use series::Why;

    #[test]
    fn what_is_withheld_leaves_no_number_in_the_row() {
        let key = Key { area: "01270001", year: 2009, indicator: "x", group: "alla", synthetic: false };
        let mut out = String::new();
        write_shown(&mut out, key, Cell::Suppressed { why: Why::Rule });
        write_whole(&mut out, key, Observation::suppressed());
        write_whole(&mut out, key, Observation::of(1, 2));
        write_whole(&mut out, Key { synthetic: true, ..key }, Observation::count(3));
        let rows = [
            "\"01270001\";2009;x;alla;;;..;",
            "\"01270001\";2009;x;alla;;;..;",
            "\"01270001\";2009;x;alla;1;2;;",
            "\"01270001\";2009;x;alla;3;;;syntetisk",
        ];
        assert_eq!(out.lines().collect::<Vec<_>>(), rows);
    }
}
