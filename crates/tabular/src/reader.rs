//! Rows of a table, one after the other.

use crate::cursor::{Cursor, Next};
use crate::{Decoded, Delimiter, Dialect, Fault, Problem, dialect};
use std::borrow::Cow;

/// The most faults that [`Reader::for_each`] keeps; the rest are counted.
pub const FAULTS_KEPT: usize = 1000;

/// Reads a table row by row; cells borrow from the text.
pub struct Reader<'t> {
    cursor: Cursor<'t>,
    header: Vec<String>,
    header_line: u64,
    dialect: Dialect,
    cells: Vec<Cow<'t, str>>,
}

/// What came of reading a whole table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Rows that were handed over.
    pub rows: u64,
    /// The first [`FAULTS_KEPT`] faults.
    pub faults: Vec<Fault>,
    /// All faults there were.
    pub fault_count: u64,
}

impl<'t> Reader<'t> {
    /// Detects the delimiter and reads the header. A first line `sep=;` names the delimiter and is no header.
    ///
    /// # Errors
    /// When there is no header row, or its quotation marks are wrong.
    pub fn new(decoded: &'t Decoded<'_>) -> Result<Self, Fault> {
        let text = decoded.text.as_ref();
        let (delimiter, skipped) = dialect::named(text).unwrap_or_else(|| (dialect::detect(text), 0));
        Self::open(decoded, delimiter, skipped)
    }

    /// Reads the header with this delimiter.
    ///
    /// # Errors
    /// As [`Reader::new`].
    pub fn with_delimiter(decoded: &'t Decoded<'_>, delimiter: Delimiter) -> Result<Self, Fault> {
        Self::open(decoded, delimiter, 0)
    }

    fn open(decoded: &'t Decoded<'_>, delimiter: Delimiter, skipped: usize) -> Result<Self, Fault> {
        let mut cursor = Cursor::new(decoded.text.as_ref(), delimiter).skip(skipped);
        let mut cells = Vec::new();
        let header_line = match cursor.record(&mut cells) {
            Next::Row(line) => line,
            Next::Fault(fault) => return Err(fault),
            Next::End => return Err(Fault::new(Problem::Empty, 1, None, "")),
        };
        let header = cells.iter().map(|cell| cell.as_ref().to_owned()).collect();
        Ok(Self { cursor, header, header_line, dialect: Dialect { encoding: decoded.encoding, delimiter }, cells })
    }

    /// The names of the columns as they stand.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The place of a column by its name, whatever its case and the spaces around it; the first when there are two.
    pub fn column(&self, name: &str) -> Option<usize> {
        let wanted = folded(name);
        self.header.iter().position(|column| folded(column) == wanted)
    }

    /// The places of several columns, each known by any of some names.
    ///
    /// # Errors
    /// Every column that is missing or there twice, all at once.
    pub fn columns<const N: usize>(&self, wanted: [&[&str]; N]) -> Result<[usize; N], Vec<Fault>> {
        let mut faults = Vec::new();
        let found = wanted.map(|names| self.one_of(names).map_err(|fault| faults.push(fault)).unwrap_or_default());
        if faults.is_empty() { Ok(found) } else { Err(faults) }
    }

    fn one_of(&self, names: &[&str]) -> Result<usize, Fault> {
        let wanted: Vec<_> = names.iter().map(|name| folded(name)).collect();
        let mut places = (0..self.header.len()).filter(|place| wanted.contains(&folded(&self.header[*place])));
        let missing = || Fault::new(Problem::ColumnMissing, self.header_line, None, names.first().unwrap_or(&""));
        let place = places.next().ok_or_else(missing)?;
        match places.next() {
            Some(twice) => Err(Fault::new(Problem::ColumnTwice, self.header_line, Some(twice + 1), &self.header[twice])),
            None => Ok(place),
        }
    }

    /// The next row, which has as many cells as the header; `None` at the end. Empty cells beyond the header are let go.
    ///
    /// # Errors
    /// A row of another width or with wrong quotation marks; reading goes on after it.
    pub fn next_row(&mut self) -> Option<Result<Row<'_>, Fault>> {
        let line = match self.cursor.record(&mut self.cells) {
            Next::Row(line) => line,
            Next::Fault(fault) => return Some(Err(fault)),
            Next::End => return None,
        };
        let (expected, found) = (self.header.len(), self.cells.len());
        if found < expected || self.cells[expected..].iter().any(|cell| !cell.is_empty()) {
            let first = self.cells.first().map_or("", AsRef::as_ref);
            return Some(Err(Fault::new(Problem::RowWidth { expected, found }, line, None, first)));
        }
        self.cells.truncate(expected);
        Some(Ok(Row { cells: &self.cells, line }))
    }

    /// Hands over every row that can be read and tells of every one that cannot.
    pub fn for_each(&mut self, mut take: impl FnMut(Row<'_>)) -> Outcome {
        let mut outcome = Outcome::default();
        while let Some(next) = self.next_row() {
            match next {
                Ok(row) => {
                    outcome.rows += 1;
                    take(row);
                }
                Err(fault) => outcome.tell(fault),
            }
        }
        outcome
    }
}

impl Outcome {
    fn tell(&mut self, fault: Fault) {
        self.fault_count += 1;
        if self.faults.len() < FAULTS_KEPT {
            self.faults.push(fault);
        }
    }
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// One row; its cells are the text as it stands, without quotation marks.
#[derive(Clone, Copy, Debug)]
pub struct Row<'r> {
    cells: &'r [Cow<'r, str>],
    line: u64,
}

impl<'r> Row<'r> {
    /// Line of the file where the row begins, counted from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Number of cells, the same for every row.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// True when no cell holds anything but spaces, as the rows that Excel leaves at the end.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// A cell by its place, counted from 0; empty beyond the last.
    pub fn get(&self, place: usize) -> &'r str {
        self.cells.get(place).map_or("", AsRef::as_ref)
    }

    pub fn iter(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.cells.iter().map(AsRef::as_ref)
    }
}
