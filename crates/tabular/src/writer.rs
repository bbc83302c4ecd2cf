//! Writing a table that this crate, Excel and LibreOffice read back.

use crate::Delimiter;

/// Writes rows to a string; `\r\n` ends each.
#[derive(Clone, Debug)]
pub struct Writer {
    out: String,
    delimiter: char,
}

impl Writer {
    /// An empty table.
    pub fn new(delimiter: Delimiter) -> Self {
        Self { out: String::new(), delimiter: delimiter.char() }
    }

    /// An empty table that begins with a byte order mark, so that Excel reads its letters right.
    pub fn with_bom(delimiter: Delimiter) -> Self {
        Self { out: "\u{feff}".to_owned(), delimiter: delimiter.char() }
    }

    /// Adds a row; a cell is set in quotation marks when it would not come back without them.
    pub fn row<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        let start = self.out.len();
        let mut count = 0;
        for cell in cells {
            if count > 0 {
                self.out.push(self.delimiter);
            }
            self.cell(cell);
            count += 1;
        }
        if count == 1 && self.out.len() == start {
            self.out.push_str("\"\"");
        }
        self.out.push_str("\r\n");
    }

    /// The table as it stands.
    pub fn finish(self) -> String {
        self.out
    }

    fn cell(&mut self, cell: &str) {
        if !self.needs_quotes(cell) {
            self.out.push_str(cell);
            return;
        }
        self.out.push('"');
        self.out.push_str(&cell.replace('"', "\"\""));
        self.out.push('"');
    }

    /// A cell with a delimiter, quotation mark or end of line, with spaces at its ends, or that would pass for a byte order mark or a `sep=` line.
    fn needs_quotes(&self, cell: &str) -> bool {
        let edge = |c: Option<char>| c.is_some_and(|c| c.is_whitespace() || c == '\u{feff}');
        cell.contains([self.delimiter, '"', '\r', '\n'])
            || edge(cell.chars().next())
            || edge(cell.chars().next_back())
            || cell.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("sep="))
    }
}
