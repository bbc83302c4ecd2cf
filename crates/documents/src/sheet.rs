//! A sheet of typed cells, for XLSX and CSV alike.

use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};
use wording::Lang;

/// Head of the column that marks synthetic figures in a sheet whose heads are keys, the same in every language.
pub const MARK: &str = "synthetic";

/// One table: the first row is the heads, each row after it one observation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Name of the tab; signs that Excel forbids are replaced and the length is cut at 31.
    pub name: String,
    pub lang: Lang,
    pub columns: Vec<SheetColumn>,
    pub rows: Vec<Vec<Value>>,
    /// The label of synthetic figures. It becomes a last column with the label on every row, so that it follows a row that is
    /// filtered, sorted or copied. A sheet with keys for heads bears the mark in a column of its own, [`MARK`], and gets no other.
    pub synthetic: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SheetColumn {
    pub head: String,
    /// Width in characters; `None` lets the content decide.
    pub width: Option<f64>,
}

impl SheetColumn {
    pub fn new(head: impl Into<String>) -> Self {
        Self { head: head.into(), width: None }
    }

    #[must_use]
    pub fn wide(mut self, width: f64) -> Self {
        self.width = Some(width);
        self
    }
}

/// A cell. Codes are [`Value::Text`] and keep their zeros; a value that is missing has a symbol and is never a zero.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    Text(String),
    Number {
        value: f64,
        decimals: u8,
    },
    Integer(i64),
    /// No value, and the symbol that says why: `..` missing, `.` not applicable, `x` suppressed.
    Empty(String),
}

impl Value {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number shown with this many decimals; what is not a finite number becomes `..`.
    pub fn number(value: f64, decimals: u8) -> Self {
        if value.is_finite() { Self::Number { value, decimals } } else { Self::Empty("..".to_owned()) }
    }
}

impl Sheet {
    /// Heads, with the column of the synthetic label last if there is one.
    pub(crate) fn heads(&self) -> Vec<&str> {
        let head = if self.lang == Lang::Sv { "Märkning" } else { "Label" };
        self.columns.iter().map(|column| column.head.as_str()).chain(self.label().map(|_| head)).collect()
    }

    /// The label to add to every row; none where the sheet has its own column for it.
    fn label(&self) -> Option<&String> {
        self.synthetic.as_ref().filter(|_| self.columns.iter().all(|column| column.head != MARK))
    }

    /// Every row, with the synthetic label last if there is one.
    ///
    /// # Errors
    /// Every row that does not fit the columns, all at once: a shifted figure is a false figure.
    pub(crate) fn full_rows(&self) -> Result<Vec<Vec<Value>>> {
        let misfits: Vec<String> = self.misfits().map(|(row, cells)| format!("row {row} has {cells}")).collect();
        if !misfits.is_empty() {
            bail!("sheet {:?} has {} columns but {}", self.name, self.columns.len(), misfits.join(", "));
        }
        let label = self.label().cloned().map(Value::Text);
        Ok(self.rows.iter().map(|row| row.iter().cloned().chain(label.clone()).collect()).collect())
    }

    fn misfits(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let width = self.columns.len();
        self.rows.iter().enumerate().filter(move |(_, row)| row.len() != width).map(|(i, row)| (i + 1, row.len()))
    }
}
