//! What is wrong with a file, and where.

use std::fmt;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The file has no header row.
    Empty,
    /// The row has more or fewer cells than the header.
    RowWidth { expected: usize, found: usize },
    /// A quotation mark is opened and never closed.
    QuoteOpen,
    /// Text follows directly on a closing quotation mark.
    QuoteText,
    /// A column that is asked for is not in the header.
    ColumnMissing,
    /// Two columns bear the same name.
    ColumnTwice,
}

impl Problem {
    pub fn key(&self) -> &'static str {
        match self {
            Self::Empty => "empty-file",
            Self::RowWidth { .. } => "row-width",
            Self::QuoteOpen => "quote-open",
            Self::QuoteText => "quote-text",
            Self::ColumnMissing => "column-missing",
            Self::ColumnTwice => "column-twice",
        }
    }
}

/// A problem with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub problem: Problem,
    /// Line of the file, counted from 1; a row that runs over several lines has the first.
    pub line: u64,
    /// Column of the table, counted from 1; none when the fault is about the whole row.
    pub column: Option<usize>,
    /// The value as it stands, at most 80 characters of it.
    pub value: String,
}

impl Fault {
    pub(crate) fn new(problem: Problem, line: u64, column: Option<usize>, value: &str) -> Self {
        Self { problem, line, column, value: value.chars().take(80).collect() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rad {}", self.line)?;
        if let Some(column) = self.column {
            write!(f, ", kolumn {column}")?;
        }
        match &self.problem {
            Problem::Empty => f.write_str(": filen saknar rubrikrad"),
            Problem::RowWidth { expected, found } => write!(f, ": raden har {found} celler, rubriken {expected}"),
            Problem::QuoteOpen => write!(f, ": citattecknet stängs aldrig: {}", self.value),
            Problem::QuoteText => write!(f, ": text följer direkt på ett stängt citattecken: {}", self.value),
            Problem::ColumnMissing => write!(f, ": kolumnen {} saknas", self.value),
            Problem::ColumnTwice => write!(f, ": kolumnen {} finns två gånger", self.value),
        }
    }
}

impl std::error::Error for Fault {}
