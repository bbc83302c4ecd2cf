//! Figures as XLSX.

use crate::parts::Fact;
use crate::sheet::{Sheet, Value};
use anyhow::{Context, Result};
use chrono::NaiveDate;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook as Book, Worksheet};
use serde::{Deserialize, Serialize};
use wording::Lang;

const ACCENT: Color = Color::RGB(0x0B_4F5C);
const GREY: Color = Color::RGB(0x55_616B);
const WARM: Color = Color::RGB(0x97_3C00);
const NARROW: f64 = 9.0;
const BROAD: f64 = 48.0;

/// A workbook: first a sheet that says what the figures are, then the figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    pub title: String,
    pub lang: Lang,
    /// Date of the figures as `2011-12-01`; it becomes the file's creation date.
    pub date_iso: String,
    /// Lines of the first sheet: source, period, definitions, symbols, address.
    pub readme: Vec<Fact>,
    /// The label of synthetic figures, set on the first sheet; give each sheet its own as well.
    pub synthetic: Option<String>,
    pub sheets: Vec<Sheet>,
}

/// The workbook as XLSX. The first sheet, *Läs mig*, gives the lines of [`Workbook::readme`] and the number of rows of each sheet,
/// so that a reader can see that nothing was cut off. Codes are text cells and keep their zeros; heads stay in view and can be filtered.
///
/// # Errors
/// When the date is not a date, a row does not fit its columns, two sheets have the same name, or a sheet is larger than the format allows.
pub fn workbook(data: &Workbook) -> Result<Vec<u8>> {
    let mut book = Book::new();
    book.set_properties(&properties(data)?);
    readme(book.add_worksheet(), data)?;
    for sheet in &data.sheets {
        fill(book.add_worksheet(), sheet).with_context(|| format!("sheet {:?}", sheet.name))?;
    }
    Ok(book.save_to_buffer()?)
}

fn properties(data: &Workbook) -> Result<DocProperties> {
    let day: NaiveDate = data.date_iso.parse().with_context(|| format!("the workbook's date {:?} is not a date", data.date_iso))?;
    let created = ExcelDateTime::parse_from_str(&format!("{day}T00:00:00"))?;
    Ok(DocProperties::new().set_title(&data.title).set_creation_datetime(&created))
}

fn readme(page: &mut Worksheet, data: &Workbook) -> Result<()> {
    let swedish = data.lang == Lang::Sv;
    page.set_name(if swedish { "Läs mig" } else { "Read me" })?;
    page.set_column_width(0, 26)?.set_column_width(1, 90)?;
    page.write_with_format(0, 0, &data.title, &Format::new().set_bold().set_font_size(16).set_font_color(ACCENT))?;
    let mut row = 1;
    if let Some(label) = &data.synthetic {
        page.write_with_format(row, 0, label, &Format::new().set_bold().set_font_color(WARM))?;
        row += 1;
    }
    for fact in data.readme.iter().chain(&row_counts(data, swedish)) {
        row += 1;
        page.write_with_format(row, 0, &fact.label, &Format::new().set_font_color(GREY).set_align(FormatAlign::Top))?;
        page.write_with_format(row, 1, &fact.value, &Format::new().set_text_wrap().set_align(FormatAlign::Top))?;
    }
    Ok(())
}

fn row_counts(data: &Workbook, swedish: bool) -> Vec<Fact> {
    let label = |name: &str| if swedish { format!("Rader i {}", tab(name)) } else { format!("Rows in {}", tab(name)) };
    let count = |sheet: &Sheet| wording::integer(data.lang, i64::try_from(sheet.rows.len()).unwrap_or(i64::MAX));
    data.sheets.iter().map(|sheet| Fact::new(label(&sheet.name), count(sheet))).collect()
}

fn fill(page: &mut Worksheet, sheet: &Sheet) -> Result<()> {
    let heads = sheet.heads();
    let rows = sheet.full_rows()?;
    page.set_name(tab(&sheet.name))?;
    page.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    for (column, head) in heads.iter().enumerate() {
        let column = u16::try_from(column)?;
        page.write_with_format(0, column, *head, &head_format())?;
        page.set_column_width(column, width(sheet, &rows, usize::from(column), head))?;
    }
    for (index, row) in rows.iter().enumerate() {
        write_row(page, u32::try_from(index + 1)?, row)?;
    }
    if !heads.is_empty() && !rows.is_empty() {
        page.autofilter(0, 0, u32::try_from(rows.len())?, u16::try_from(heads.len() - 1)?)?;
    }
    Ok(())
}

fn write_row(page: &mut Worksheet, row: u32, cells: &[Value]) -> Result<()> {
    for (column, value) in cells.iter().enumerate() {
        let column = u16::try_from(column)?;
        match value {
            Value::Text(text) => page.write_string_with_format(row, column, text, &Format::new().set_num_format("@"))?,
            Value::Number { value, decimals } => page.write_number_with_format(row, column, *value, &decimals_format(*decimals))?,
            // A workbook holds every number as a double; whole numbers are exact up to 2^53.
            #[allow(clippy::cast_precision_loss)]
            Value::Integer(number) => page.write_number_with_format(row, column, *number as f64, &decimals_format(0))?,
            Value::Empty(symbol) => page.write_string_with_format(row, column, symbol, &symbol_format())?,
        };
    }
    Ok(())
}

fn head_format() -> Format {
    Format::new().set_bold().set_font_color(ACCENT).set_text_wrap().set_align(FormatAlign::Top).set_border_bottom(FormatBorder::Medium)
}

fn decimals_format(decimals: u8) -> Format {
    let pattern = if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(decimals.into())) };
    Format::new().set_num_format(pattern)
}

fn symbol_format() -> Format {
    Format::new().set_num_format("@").set_align(FormatAlign::Right).set_font_color(GREY)
}

/// The asked width, or that of the longest content within reason.
fn width(sheet: &Sheet, rows: &[Vec<Value>], column: usize, head: &str) -> f64 {
    let asked = sheet.columns.get(column).and_then(|column| column.width);
    let longest = || rows.iter().take(500).filter_map(|row| row.get(column)).map(length).max().unwrap_or(0).max(head.chars().count());
    asked.unwrap_or_else(|| (f64::from(u32::try_from(longest()).unwrap_or(u32::MAX)) + 3.0).clamp(NARROW, BROAD))
}

fn length(value: &Value) -> usize {
    match value {
        Value::Text(text) | Value::Empty(text) => text.chars().count(),
        Value::Number { value, decimals } => format!("{value:.*}", usize::from(*decimals)).len() + 2,
        Value::Integer(number) => number.to_string().len() + 2,
    }
}

/// A name that Excel accepts: no `[]:*?/\`, no apostrophe at the ends, at most 31 characters.
fn tab(name: &str) -> String {
    let name: String = name.chars().map(|c| if "[]:*?/\\".contains(c) { ' ' } else { c }).take(31).collect();
    let name = name.trim_matches(['\'', ' ']);
    if name.is_empty() { "–".to_owned() } else { name.to_owned() }
}
