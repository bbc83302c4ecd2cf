//! How a table is written: its encoding, and what stands between its cells.

use crate::Encoding;
use crate::cursor::{Cursor, Next};
use std::borrow::Cow;

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    Semicolon,
    Comma,
    Tab,
}

impl Delimiter {
    /// In the order they are preferred when nothing else decides.
    const ALL: [Self; 3] = [Self::Semicolon, Self::Tab, Self::Comma];

    pub(crate) fn byte(self) -> u8 {
        match self {
            Self::Semicolon => b';',
            Self::Comma => b',',
            Self::Tab => b'\t',
        }
    }

    /// The character itself.
    pub fn char(self) -> char {
        char::from(self.byte())
    }
}

/// Which reading wins for a number that has two, as `1,234`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberStyle {
    /// A comma before decimals: 1.234.
    #[default]
    Swedish,
    /// A comma between thousands: 1 234.
    English,
}

/// What was detected about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    pub encoding: Encoding,
    pub delimiter: Delimiter,
}

/// The delimiter that the first line names (`sep=;`, as Excel understands it), and the rest of the text.
pub(crate) fn named(text: &str) -> Option<(Delimiter, usize)> {
    let rest = text.get(..4).filter(|word| word.eq_ignore_ascii_case("sep=")).map(|_| &text[4..])?;
    let delimiter = Delimiter::ALL.into_iter().find(|d| rest.starts_with(d.char()))?;
    let end = &rest[1..];
    (end.is_empty() || end.starts_with(['\r', '\n'])).then_some((delimiter, 5))
}

/// Rows looked at to tell the delimiter.
const SAMPLE: usize = 25;

/// The delimiter that gives most of the first rows as many cells as the header, and among such the most cells.
pub(crate) fn detect(text: &str) -> Delimiter {
    let mut best = (Delimiter::Semicolon, (0, 1));
    for delimiter in Delimiter::ALL {
        let widths = widths(text, delimiter);
        let header = widths.first().copied().unwrap_or(0);
        let agreeing = widths.iter().filter(|width| **width == header).count();
        if header > 1 && (agreeing, header) > best.1 {
            best = (delimiter, (agreeing, header));
        }
    }
    best.0
}

fn widths(text: &str, delimiter: Delimiter) -> Vec<usize> {
    let mut cursor = Cursor::new(text, delimiter);
    let mut cells: Vec<Cow<'_, str>> = Vec::new();
    let mut widths = Vec::new();
    while widths.len() < SAMPLE {
        match cursor.record(&mut cells) {
            Next::Row(_) => widths.push(cells.len()),
            Next::Fault(_) => widths.push(0),
            Next::End => break,
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_commas_do_not_pass_for_delimiters() {
        assert_eq!(detect("kod;andel;n\n0127;48,2;5\n0180;47,1;6"), Delimiter::Semicolon);
        assert_eq!(detect("kod\tandel, procent\n0127\t48,2\n0180\t47"), Delimiter::Tab);
        assert_eq!(detect("code,share,note\n0127,48.2,\"a;b\"\n0180,47.1,x"), Delimiter::Comma);
        assert_eq!(detect("code,share\n0127,\"48,2\"\n"), Delimiter::Comma);
    }

    #[test]
    fn one_row_or_one_column_is_enough() {
        assert_eq!(detect("a,b;c;d"), Delimiter::Semicolon);
        assert_eq!(detect("kod\n0127"), Delimiter::Semicolon);
        assert_eq!(detect(""), Delimiter::Semicolon);
    }

    #[test]
    fn excels_own_line_names_the_delimiter() {
        assert_eq!(named("sep=,\r\na,b"), Some((Delimiter::Comma, 5)));
        assert_eq!(named("sep=,b\r\n"), None);
        assert_eq!(named("sepå"), None);
    }
}
