//! Reading a CSV as it comes: the delimiter is the one under which the named columns exist, the decimal mark is what the numbers show.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use crate::fault::Fault;
use crate::panel::{Cell, Missing, Panel, Period};

/// Which columns mean what. `treatment` holds 0 or 1 per row, `first_treated` a period or 0, nothing or `inf` for never.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    pub unit: String,
    pub time: String,
    pub outcome: String,
    pub treatment: Option<String>,
    pub first_treated: Option<String>,
    /// Further numeric columns to keep: predictors, denominators.
    pub others: Vec<String>,
}

impl Columns {
    fn needed(&self) -> impl Iterator<Item = &String> {
        let fixed = [&self.unit, &self.time, &self.outcome];
        fixed.into_iter().chain(&self.treatment).chain(&self.first_treated).chain(&self.others)
    }
}

struct Table {
    headings: Vec<String>,
    rows: Vec<csv::StringRecord>,
    delimiter: u8,
}

/// Read a panel from a file.
pub fn read_csv(file: &Path, columns: &Columns) -> Result<Panel, Fault> {
    let name = file.display().to_string();
    let bytes = std::fs::read(file).map_err(|e| Fault::Unreadable { file: name.clone(), why: reason(&e) })?;
    parse_csv(&bytes, &name, columns)
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}

/// Read a panel from the bytes of a file: UTF-8 with or without byte order mark, UTF-16 with one, otherwise ISO 8859-1.
pub fn parse_csv(bytes: &[u8], name: &str, columns: &Columns) -> Result<Panel, Fault> {
    let table = table(&decode(bytes), name, columns)?;
    Reader::new(&table, columns)?.panel()
}

fn decode(bytes: &[u8]) -> String {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.as_chunks::<2>().0.iter().map(|pair| unit(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    match (bytes, std::str::from_utf8(bytes)) {
        ([0xff, 0xfe, rest @ ..], _) => wide(rest, u16::from_le_bytes),
        ([0xfe, 0xff, rest @ ..], _) => wide(rest, u16::from_be_bytes),
        (_, Ok(text)) => text.trim_start_matches('\u{feff}').to_owned(),
        (_, Err(_)) => bytes.iter().map(|&b| b as char).collect(),
    }
}

/// Split under each delimiter and take the first with all the named columns; otherwise say what the most promising one lacks.
fn table(text: &str, name: &str, columns: &Columns) -> Result<Table, Fault> {
    let headings = |d: u8| -> Vec<String> {
        let mut reader = csv::ReaderBuilder::new().delimiter(d).flexible(true).from_reader(text.as_bytes());
        reader.headers().map(|h| h.iter().map(|h| h.trim().to_owned()).collect()).unwrap_or_default()
    };
    let candidates: Vec<(u8, Vec<String>)> = [b';', b',', b'\t', b'|'].into_iter().map(|d| (d, headings(d))).collect();
    let missing = |found: &[String]| columns.needed().find(|c| !found.contains(c)).cloned();
    let Some((delimiter, headings)) = candidates.iter().find(|(_, h)| missing(h).is_none()).cloned() else {
        let found = candidates.into_iter().map(|(_, h)| h).max_by_key(Vec::len).unwrap_or_default();
        return Err(match missing(&found) {
            Some(column) if !text.trim().is_empty() => Fault::NoColumn { column, found },
            _ => Fault::Empty { file: name.to_owned() },
        });
    };
    if let Some(column) = columns.needed().find(|c| headings.iter().filter(|h| h == c).count() > 1) {
        return Err(Fault::TwoColumns { column: column.clone() });
    }
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| Fault::Unreadable { file: name.to_owned(), why: e.to_string() })?;
        if record.len() != headings.len() {
            return Err(Fault::RaggedRow { line: line_of(&record), found: record.len(), expected: headings.len() });
        }
        rows.push(record);
    }
    if rows.is_empty() {
        return Err(Fault::Empty { file: name.to_owned() });
    }
    Ok(Table { headings, rows, delimiter })
}

fn line_of(record: &csv::StringRecord) -> usize {
    record.position().map_or(0, |p| p.line() as usize)
}

/// Which mark separates the decimals in a column, if any does.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Point,
    Comma,
    /// Commas group thousands.
    Grouped,
}

struct Reader<'a> {
    table: &'a Table,
    columns: &'a Columns,
    units: Vec<String>,
    periods: Vec<Period>,
    /// Unit and period of each row.
    place: Vec<(usize, usize)>,
}

impl<'a> Reader<'a> {
    fn new(table: &'a Table, columns: &'a Columns) -> Result<Self, Fault> {
        let mut reader = Self { table, columns, units: Vec::new(), periods: Vec::new(), place: Vec::new() };
        reader.find_places()?;
        Ok(reader)
    }

    fn index(&self, column: &str) -> usize {
        self.table.headings.iter().position(|h| h == column).unwrap_or(0)
    }

    fn find_places(&mut self) -> Result<(), Fault> {
        let (unit, time) = (self.index(&self.columns.unit), self.index(&self.columns.time));
        let mut known: HashMap<&str, usize> = HashMap::new();
        let mut times: HashMap<&str, Period> = HashMap::new();
        let mut of_unit = Vec::with_capacity(self.table.rows.len());
        for row in &self.table.rows {
            if row[unit].trim().is_empty() {
                return Err(Fault::BlankUnit { line: line_of(row) });
            }
            if row[time].trim().is_empty() {
                return Err(Fault::BlankTime { line: line_of(row) });
            }
            let next = known.len();
            of_unit.push(*known.entry(&row[unit]).or_insert(next));
            times.entry(&row[time]).or_insert_with(|| Period::new(&row[time]));
        }
        self.units = vec![String::new(); known.len()];
        known.iter().for_each(|(name, &at)| self.units[at] = (*name).to_owned());
        self.periods = in_order(times.values().cloned().collect());
        let order: HashMap<&str, usize> = self.periods.iter().enumerate().map(|(t, p)| (p.label.as_str(), t)).collect();
        let at: Vec<usize> = self.table.rows.iter().map(|row| order[times[&row[time]].label.as_str()]).collect();
        self.place = of_unit.into_iter().zip(at).collect();
        self.refuse_duplicates()
    }

    fn refuse_duplicates(&self) -> Result<(), Fault> {
        let mut seen = vec![false; self.units.len() * self.periods.len()];
        for (&(u, t), row) in self.place.iter().zip(&self.table.rows) {
            let cell = &mut seen[u * self.periods.len() + t];
            if *cell {
                let (unit, time) = (self.units[u].clone(), self.periods[t].label.clone());
                return Err(Fault::Duplicate { unit, time, line: line_of(row) });
            }
            *cell = true;
        }
        Ok(())
    }

    fn panel(&self) -> Result<Panel, Fault> {
        let mut columns = HashMap::new();
        for name in &self.columns.others {
            columns.insert(name.clone(), self.numbers(name)?);
        }
        let cells = self.numbers(&self.columns.outcome)?;
        Ok(Panel { units: self.units.clone(), periods: self.periods.clone(), cells, starts: self.starts()?, columns })
    }

    fn numbers(&self, column: &str) -> Result<Vec<Cell>, Fault> {
        let at = self.index(column);
        let mark = self.mark(column, at)?;
        let mut cells = vec![Cell::Missing(Missing::NoRow); self.units.len() * self.periods.len()];
        for (&(u, t), row) in self.place.iter().zip(&self.table.rows) {
            let fault = || Fault::NotANumber { column: column.to_owned(), line: line_of(row), text: row[at].to_owned() };
            cells[u * self.periods.len() + t] = cell(&row[at], mark).ok_or_else(fault)?;
        }
        Ok(cells)
    }

    fn mark(&self, column: &str, at: usize) -> Result<Mark, Fault> {
        let values = || self.table.rows.iter().map(|row| row[at].trim());
        let commas = values().filter(|v| v.contains(',')).count();
        if commas == 0 {
            return Ok(Mark::Point);
        }
        let points = values().any(|v| v.contains('.') && v.bytes().any(|b| b.is_ascii_digit()));
        let grouped = values().filter(|v| v.contains(',')).all(is_grouped);
        match (points, grouped) {
            (true, true) => Ok(Mark::Grouped),
            (true, false) => Err(Fault::MixedDecimalMarks { column: column.to_owned() }),
            (false, true) if self.table.delimiter == b',' => Ok(Mark::Grouped),
            (false, _) => Ok(Mark::Comma),
        }
    }

    fn starts(&self) -> Result<Vec<Option<usize>>, Fault> {
        match (&self.columns.treatment, &self.columns.first_treated) {
            (Some(column), _) => self.starts_by_indicator(column),
            (None, Some(column)) => self.starts_by_period(column),
            (None, None) => Ok(vec![None; self.units.len()]),
        }
    }

    fn starts_by_indicator(&self, column: &str) -> Result<Vec<Option<usize>>, Fault> {
        let at = self.index(column);
        let mut by_unit: Vec<BTreeMap<usize, bool>> = vec![BTreeMap::new(); self.units.len()];
        for (&(u, t), row) in self.place.iter().zip(&self.table.rows) {
            let fault = || Fault::NotAnIndicator { column: column.to_owned(), line: line_of(row), text: row[at].to_owned() };
            by_unit[u].insert(t, indicator(&row[at]).ok_or_else(fault)?);
        }
        let start = |(u, rows): (usize, &BTreeMap<usize, bool>)| {
            let first = rows.iter().find(|(_, on)| **on).map(|(t, _)| *t);
            let ends = first.is_some_and(|first| rows.range(first..).any(|(_, on)| !on));
            if ends { Err(Fault::TreatmentEnds { unit: self.units[u].clone() }) } else { Ok(first) }
        };
        by_unit.iter().enumerate().map(start).collect()
    }

    fn starts_by_period(&self, column: &str) -> Result<Vec<Option<usize>>, Fault> {
        let at = self.index(column);
        let mut of_unit: Vec<Option<Option<Period>>> = vec![None; self.units.len()];
        for (&(u, _), row) in self.place.iter().zip(&self.table.rows) {
            let start = first_period(&row[at]);
            match &of_unit[u] {
                None => of_unit[u] = Some(start),
                Some(known) if *known == start => {}
                Some(_) => return Err(Fault::StartVaries { unit: self.units[u].clone() }),
            }
        }
        let numbered = self.periods.iter().all(|p| p.number.is_some());
        if numbered && let Some(row) = self.table.rows.iter().find(|row| first_period(&row[at]).is_some_and(|p| p.number.is_none())) {
            return Err(Fault::NotANumber { column: column.to_owned(), line: line_of(row), text: row[at].to_owned() });
        }
        let index = |p: &Period| self.periods.iter().position(|q| q.reaches(p)).unwrap_or(self.periods.len());
        Ok(of_unit.iter().map(|s| s.as_ref().and_then(|s| s.as_ref()).map(index)).collect())
    }
}

/// Distinct periods in time order.
fn in_order(mut periods: Vec<Period>) -> Vec<Period> {
    if periods.iter().all(|p| p.number.is_some()) {
        periods.sort_by(|a, b| a.number.unwrap_or(0.0).total_cmp(&b.number.unwrap_or(0.0)));
        periods.dedup_by(|a, b| a.number == b.number);
    } else {
        periods.sort_by(|a, b| a.label.cmp(&b.label));
        periods.dedup_by(|a, b| a.label == b.label);
        periods.iter_mut().for_each(|p| p.number = None);
    }
    periods
}

fn is_grouped(v: &str) -> bool {
    let whole = v.trim_start_matches(['-', '+']).split('.').next().unwrap_or("");
    let mut parts = whole.split(',');
    let first = parts.next().unwrap_or("");
    (1..=3).contains(&first.len()) && parts.all(|p| p.len() == 3) && whole.bytes().all(|b| b.is_ascii_digit() || b == b',')
}

fn cell(text: &str, mark: Mark) -> Option<Cell> {
    let trimmed = text.trim();
    match trimmed {
        "" | "NA" | "N/A" | "NaN" | "nan" | "null" | "NULL" => return Some(Cell::Missing(Missing::Empty)),
        ".." => return Some(Cell::Missing(Missing::Suppressed)),
        "." => return Some(Cell::Missing(Missing::NotApplicable)),
        _ => {}
    }
    let plain: String = trimmed.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')).collect();
    let plain = plain.replace('\u{2212}', "-");
    let plain = match mark {
        Mark::Point => plain,
        Mark::Comma => plain.replace(',', "."),
        Mark::Grouped => plain.replace(',', ""),
    };
    let numeric = plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    plain.parse::<f64>().ok().filter(|v| numeric && v.is_finite()).map(Cell::Value)
}

fn indicator(text: &str) -> Option<bool> {
    match text.trim() {
        "1" | "1.0" | "1,0" | "true" | "TRUE" | "True" => Some(true),
        "0" | "0.0" | "0,0" | "false" | "FALSE" | "False" => Some(false),
        _ => None,
    }
}

/// A first treated period; `0`, nothing, `NA` and any spelling of infinity are never.
fn first_period(text: &str) -> Option<Period> {
    let plain = text.trim();
    let never = plain.parse::<f64>().is_ok_and(|v| v == 0.0 || !v.is_finite());
    (!never && !matches!(plain, "" | "NA" | "N/A" | "null" | "NULL" | "." | "..")).then(|| Period::new(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Columns {
        Columns { unit: "u".into(), time: "t".into(), outcome: "y".into(), ..Columns::default() }
    }

    fn read(text: &str) -> Result<Panel, Fault> {
        parse_csv(text.as_bytes(), "x.csv", &columns())
    }

    #[test]
    fn delimiter_and_decimal_mark_are_found() {
        let expected = vec![Cell::Value(1.5), Cell::Value(-1234.25)];
        for text in ["u;t;y\nA;1;1,5\nA;2;-1 234,25\n", "u,t,y\nA,1,1.5\nA,2,-1234.25\n", "u\tt\ty\nA\t1\t1.5\nA\t2\t\"-1,234.25\"\n"] {
            assert_eq!(read(text).unwrap().cells, expected, "{text}");
        }
        assert_eq!(read("u,t,y\nA,1,\"1,5\"\nA,2,\"-1234,25\"\n").unwrap().cells, expected);
        assert_eq!(read("u;t;y\nA;1;1,500\n").unwrap().cells, vec![Cell::Value(1.5)]);
        assert_eq!(read("u,t,y\nA,1,\"1,500\"\n").unwrap().cells, vec![Cell::Value(1500.0)]);
    }

    #[test]
    fn encodings_and_spaces_in_the_heading_make_no_difference() {
        let text = "u; t; y\nÖ;1;1,5\n";
        let expected = read(text).unwrap();
        let marked = format!("\u{feff}{text}");
        let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
        let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [marked.clone().into_bytes(), latin, little, big] {
            let found = parse_csv(&bytes, "x.csv", &columns()).unwrap();
            assert_eq!((found.units, found.cells), (expected.units.clone(), expected.cells.clone()));
        }
        assert_eq!((expected.units[0].as_str(), expected.cells[0]), ("Ö", Cell::Value(1.5)));
    }

    #[test]
    fn gaps_keep_their_kind() {
        let p = read("u;t;y\nA;1;..\nA;2;.\nA;3;NA\nB;1;0\n").unwrap();
        let kinds: Vec<Option<f64>> = p.cells.iter().map(|c| c.value()).collect();
        assert_eq!(kinds, [None, None, None, Some(0.0), None, None]);
        assert_eq!(p.cells[0], Cell::Missing(Missing::Suppressed));
        assert_eq!(p.cells[1], Cell::Missing(Missing::NotApplicable));
        assert_eq!(p.cells[4], Cell::Missing(Missing::NoRow));
    }

    #[test]
    fn faults_are_told_apart() {
        let key = |text: &str| read(text).unwrap_err().key();
        assert_eq!(key("u;t;y\nA;1;1\nA;1;2\n"), "duplicate");
        assert_eq!(key("u;t;y\nA;1;1\nA;1.0;2\n"), "duplicate");
        assert_eq!(key("u;t;y\nA;1;ett\n"), "not-a-number");
        assert_eq!(key("u;t;y\nA;1;inf\n"), "not-a-number");
        assert_eq!(key("u;t;z\nA;1;1\n"), "no-column");
        assert_eq!(key("u;t;y;y\nA;1;1;2\n"), "two-columns");
        assert_eq!(key("u;t;y\n"), "empty");
        assert_eq!(key(""), "empty");
        assert_eq!(key("u;t;y\nA;1\n"), "ragged-row");
        assert_eq!(key("u;t;y\nA;1;1,5\nA;2;1.5\n"), "mixed-decimal-marks");
        assert_eq!(key("u;t;y\n;1;1,5\n"), "blank-unit");
    }

    #[test]
    fn treatment_is_read_from_either_column() {
        let mut c = columns();
        c.treatment = Some("d".into());
        let p = parse_csv(b"u,t,y,d\nA,1,1,0\nA,2,1,1\nB,1,1,0\nB,2,1,0\n", "x", &c).unwrap();
        assert_eq!(p.starts, [Some(1), None]);
        let ends = parse_csv(b"u,t,y,d\nA,1,1,1\nA,2,1,0\n", "x", &c).unwrap_err();
        assert_eq!(ends.key(), "treatment-ends");
        let c = Columns { first_treated: Some("g".into()), ..columns() };
        let p = parse_csv(b"u,t,y,g\nA,1,1,2\nA,2,1,2\nB,1,1,0\nC,1,1,\nD,1,1,inf\nE,1,1,9\n", "x", &c).unwrap();
        assert_eq!(p.starts, [Some(1), None, None, None, Some(2)]);
    }

    #[test]
    fn latin_1_is_read() {
        let p = parse_csv(b"u;t;y\n\xd6rebro;1;2\n", "x", &columns()).unwrap();
        assert_eq!(p.units, ["Örebro"]);
    }
}
