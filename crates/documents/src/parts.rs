//! The parts that every document is made of.

use serde::{Deserialize, Serialize};
use wording::Lang;

/// What stands in the head, the foot and the metadata of a document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// Title of the document; must not be empty (PDF/UA-1 demands one).
    pub title: String,
    pub lang: Lang,
    /// The programme as readers call it: `Lokala utvecklingsavtal 2011`.
    pub programme: String,
    /// The municipality as readers call it, empty in a national document.
    pub municipality: String,
    /// Register number (diarienummer), `None` until the document is registered.
    pub register_number: Option<String>,
    /// The number of the version, without the word.
    pub version: String,
    /// The document's own date as it is written out: `1 december 2011`.
    pub date: String,
    /// The same date as `2011-12-01`. It becomes the creation date in the file.
    pub date_iso: String,
    /// The state in words, with name and date: `Inlämnad 28 november 2011 av …`.
    pub status_line: String,
    /// The label of synthetic figures; it stands in the head of every page and beside every figure.
    pub synthetic: Option<String>,
    /// Where on the web the document stands.
    pub address: String,
}

/// A labelled fact: `Avtalstid` – `1 januari–31 december 2011`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    pub label: String,
    pub value: String,
}

impl Fact {
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// One of those who make the agreement.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Party {
    pub name: String,
    /// What the text calls it: `kommunen`. Empty if the name is used.
    pub called: String,
    /// Who acts for it: `Regeringen genom Arbetsmarknadsdepartementet`.
    pub represented_by: String,
}

/// A table of figures or words. The first cell of a row is the row's heading.
///
/// Every row has exactly as many cells as there are columns; rendering fails otherwise, since a shifted figure is a false figure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub title: String,
    /// Unit and population, set after the title: `procent av 20–64 år`.
    pub unit: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Source, reference period and retrieval, in words.
    pub source: String,
    /// Breaks, suppression, what the symbols mean.
    pub notes: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Column {
    pub head: String,
    /// Figures are set to the right with digits of equal width.
    pub numeric: bool,
    /// Share of the width for a column of text; `None` is 1.
    pub weight: Option<f64>,
}

impl Column {
    pub fn text(head: impl Into<String>) -> Self {
        Self { head: head.into(), ..Self::default() }
    }

    pub fn figures(head: impl Into<String>) -> Self {
        Self { head: head.into(), numeric: true, weight: None }
    }

    #[must_use]
    pub fn weighing(mut self, weight: f64) -> Self {
        self.weight = Some(weight);
        self
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub cells: Vec<String>,
    /// The row the table is about (the district), set in bold.
    pub strong: bool,
}

impl Row {
    pub fn new<T: Into<String>>(cells: impl IntoIterator<Item = T>) -> Self {
        Self { cells: cells.into_iter().map(Into::into).collect(), strong: false }
    }

    #[must_use]
    pub fn strong(mut self) -> Self {
        self.strong = true;
        self
    }
}

impl Table {
    /// Figures per year: one column of labels, then one column per year.
    pub fn per_year<T: Into<String>>(title: impl Into<String>, unit: impl Into<String>, years: impl IntoIterator<Item = T>) -> Self {
        let years = years.into_iter().map(Column::figures);
        let columns = std::iter::once(Column::text("")).chain(years).collect();
        Self { title: title.into(), unit: unit.into(), columns, ..Self::default() }
    }

    /// The same table with this row last.
    #[must_use]
    pub fn with(mut self, row: Row) -> Self {
        self.rows.push(row);
        self
    }

    /// The same table with its source.
    #[must_use]
    pub fn from_source(mut self, source: impl Into<String>) -> Self {
        self.source = source.into();
        self
    }
}

/// A picture drawn elsewhere as SVG.
///
/// Colours and sizes must stand as plain attributes (no stylesheet variables) and text should name `Source Sans 3`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// The caption: the finding.
    pub title: String,
    /// What is shown and in which unit, set after the title.
    pub subtitle: String,
    pub svg: String,
    /// What a reader who cannot see the picture is told; must not be empty.
    pub alt: String,
    pub source: String,
    /// Set over text and margin ([`FULL_WIDTH`]) and not over the text only ([`TEXT_WIDTH`]).
    pub wide: bool,
}

/// Width of a picture over the text, in points (116 mm).
pub const TEXT_WIDTH: f64 = 328.8;
/// Width of a picture over text and margin, in points (164 mm).
pub const FULL_WIDTH: f64 = 464.9;

impl Chart {
    /// Draws a chart for print at the size it will have on the paper; its heading becomes the caption and its description the
    /// alternative text.
    pub fn of(chart: &impl charts::Chart, source: impl Into<String>, wide: bool) -> Self {
        let theme = charts::Theme::Print;
        let width = if wide { FULL_WIDTH } else { TEXT_WIDTH };
        let head = chart.head();
        Self {
            title: head.title.to_owned(),
            subtitle: head.subtitle.to_owned(),
            svg: chart.plot(theme, width, chart.body_height(theme, width)),
            alt: chart.description(),
            source: source.into(),
            wide,
        }
    }
}
