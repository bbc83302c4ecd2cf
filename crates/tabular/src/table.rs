//! A whole table in memory, for files that a person looks at.

use crate::{Dialect, Fault, Reader, decode};

/// A table and how it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub header: Vec<String>,
    pub rows: Vec<Record>,
    pub dialect: Dialect,
}

/// A row with the line it begins on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub line: u64,
    pub cells: Vec<String>,
}

impl Table {
    /// Reads all rows; as many cells in each as the header has.
    ///
    /// # Errors
    /// Every fault of the file, at most [`FAULTS_KEPT`](crate::FAULTS_KEPT) of them.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Fault>> {
        let decoded = decode(bytes);
        let mut reader = Reader::new(&decoded).map_err(|fault| vec![fault])?;
        let mut rows = Vec::new();
        let outcome = reader.for_each(|row| rows.push(Record { line: row.line(), cells: row.iter().map(str::to_owned).collect() }));
        if outcome.faults.is_empty() {
            Ok(Self { header: reader.header().to_vec(), rows, dialect: reader.dialect() })
        } else {
            Err(outcome.faults)
        }
    }
}
