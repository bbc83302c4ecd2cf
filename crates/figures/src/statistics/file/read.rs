//! Reading a delivered file row by row.

use super::fault::Faults;
use super::words;
use crate::indicator::rules::Indicator;
use crate::statistics::export::SYNTHETIC;
use crate::statistics::rules::GROUPS;
use crate::statistics::universe::{NATION_CODE, Universe};
use series::{Measure, Observation, Status};
use tabular::{Decoded, NotANumber, NumberStyle, Outcome, Problem, Reader, Row};

/// The earliest year a figure may be about.
const FIRST_YEAR: i32 = 1968;

/// Whether a figure about an area may come in with this delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    Open,
    /// The area's codes are the municipality's own, and it has not given its consent.
    NeedsConsent,
    /// The deliverer's mandate does not reach the area.
    OutsideMandate,
}

/// What a file is read against.
#[derive(Clone, Debug)]
pub struct Context {
    pub universe: Universe,
    pub indicators: Vec<Indicator>,
    /// One for each of the universe's areas.
    pub gates: Vec<Gate>,
    /// The year that figures may not be later than.
    pub this_year: i32,
}

/// One row: an area's group in `slot`, as [`slot`] makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    numerator: i64,
    /// `i64::MIN` when there is none.
    denominator: i64,
    pub line: u32,
    pub slot: u32,
    pub year: i16,
    status: Status,
}

const NONE: i64 = i64::MIN;

impl Entry {
    pub fn observation(&self) -> Observation {
        match self.status {
            Status::Observed => Observation {
                numerator: Some(self.numerator),
                denominator: (self.denominator != NONE).then_some(self.denominator),
                status: Status::Observed,
            },
            status => Observation { status, ..Observation::missing() },
        }
    }
}

/// Number of an area's group.
pub fn slot(area: u32, group: usize) -> u32 {
    area * GROUPS.len() as u32 + group as u32
}

/// The area and group of a slot.
pub fn area_and_group(slot: u32) -> (u32, usize) {
    (slot / GROUPS.len() as u32, slot as usize % GROUPS.len())
}

/// What a file holds.
#[derive(Clone, Debug)]
pub struct Reading {
    /// For each indicator of the context, its rows in order of slot and year.
    pub entries: Vec<Vec<Entry>>,
    pub rows: u64,
    pub years: Option<(i32, i32)>,
    pub faults: Faults,
    /// Some row is marked as made by a generator.
    pub synthetic: bool,
}

/// Reads a whole file. Where there are faults, the entries are those of the rows without.
pub fn read(bytes: &[u8], file_name: &str, context: &Context) -> Reading {
    let decoded = tabular::decode(bytes);
    let mut reading = Reading {
        entries: vec![Vec::new(); context.indicators.len()],
        rows: 0,
        years: None,
        faults: Faults::new(file_name),
        synthetic: false,
    };
    if decoded.mixed {
        reading.faults.add("import-mixed-encoding", 0, "", "", "");
    }
    if let Some((mut reader, columns)) = open(&decoded, &mut reading.faults) {
        let style = words::number_style(&reader.header()[columns.numerator]);
        let mut walk = Walk::new(context, columns, style, reader.header().to_vec(), &mut reading);
        let outcome = reader.for_each(|row| walk.row(row));
        for fault in &outcome.faults {
            reading.faults.add(rule_of(&fault.problem), fault.line, "", &fault.value, "");
        }
        tell_the_rest(&outcome, &mut reading.faults);
        if reading.rows == 0 && reading.faults.is_empty() {
            reading.faults.add("import-no-rows", 0, "", "", "");
        }
        for entries in &mut reading.entries {
            entries.sort_unstable_by_key(|e| (e.slot, e.year, e.line));
        }
        find_duplicates(&mut reading, context);
    }
    reading
}

/// The reader of tables keeps the first faults and counts the others.
fn tell_the_rest(outcome: &Outcome, faults: &mut Faults) {
    let rest = outcome.fault_count.saturating_sub(outcome.faults.len() as u64);
    if let Some(last) = outcome.faults.last().filter(|_| rest > 0) {
        faults.add_unlisted(rule_of(&last.problem), rest);
    }
}

/// Where the columns are; `None` for one that need not be there.
#[derive(Clone, Copy)]
struct Columns {
    area: usize,
    year: usize,
    indicator: usize,
    numerator: usize,
    group: Option<usize>,
    denominator: Option<usize>,
    status: Option<usize>,
    note: Option<usize>,
}

fn open<'t>(decoded: &'t Decoded<'_>, faults: &mut Faults) -> Option<(Reader<'t>, Columns)> {
    let reader = match Reader::new(decoded) {
        Ok(reader) => reader,
        Err(fault) => {
            faults.add(rule_of(&fault.problem), fault.line, "", &fault.value, "");
            return None;
        }
    };
    let wanted = [words::AREA, words::YEAR, words::INDICATOR, words::NUMERATOR];
    let found = reader.columns(wanted);
    let optional = [words::GROUP, words::DENOMINATOR, words::STATUS, words::NOTE].map(|names| optional(&reader, names, faults));
    match found {
        Ok([area, year, indicator, numerator]) if faults.is_empty() => {
            let [group, denominator, status, note] = optional;
            Some((reader, Columns { area, year, indicator, numerator, group, denominator, status, note }))
        }
        Ok(_) => None,
        Err(missing) => {
            let have = reader.header().join(", ");
            for fault in missing {
                faults.add(rule_of(&fault.problem), fault.line, &fault.value, &fault.value, have.clone());
            }
            None
        }
    }
}

fn optional(reader: &Reader<'_>, names: &[&str], faults: &mut Faults) -> Option<usize> {
    match reader.columns([names]) {
        Ok([place]) => Some(place),
        Err(problems) => {
            for fault in problems.iter().filter(|f| f.problem == Problem::ColumnTwice) {
                faults.add("import-column-twice", fault.line, &fault.value, &fault.value, "");
            }
            None
        }
    }
}

fn rule_of(problem: &Problem) -> &'static str {
    match problem {
        Problem::Empty => "import-empty-file",
        Problem::RowWidth { .. } => "import-row-width",
        Problem::QuoteOpen | Problem::QuoteText => "import-quote",
        Problem::ColumnMissing => "import-column-missing",
        Problem::ColumnTwice => "import-column-twice",
    }
}

/// What was found for the row before: files are mostly in order, so the next row has it too.
#[derive(Default)]
struct Last {
    area_text: String,
    /// The row before was marked as made by a generator.
    marked: bool,
    area: Option<u32>,
    indicator_text: String,
    indicator: Option<usize>,
    group_text: String,
    group: Option<usize>,
}

struct Walk<'r> {
    context: &'r Context,
    columns: Columns,
    style: NumberStyle,
    header: Vec<String>,
    reading: &'r mut Reading,
    last: Last,
}

impl<'r> Walk<'r> {
    fn new(context: &'r Context, columns: Columns, style: NumberStyle, header: Vec<String>, reading: &'r mut Reading) -> Self {
        let last = Last { group: Some(0), ..Last::default() };
        Self { context, columns, style, header, reading, last }
    }

    /// Takes one row; every column is looked at before the row is let go, so that all its faults come at once.
    fn row(&mut self, row: Row<'_>) {
        if row.is_blank() {
            return;
        }
        self.reading.rows += 1;
        let line = row.line();
        let marked = self.columns.note.is_some_and(|at| row.get(at) == SYNTHETIC);
        self.reading.synthetic |= marked;
        let area = self.area(row.get(self.columns.area), marked, line);
        let year = self.year(row.get(self.columns.year), line);
        let indicator = self.indicator(row.get(self.columns.indicator), line);
        let group = self.group(self.columns.group.map_or("", |at| row.get(at)), indicator, line);
        let measure = indicator.map(|i| self.context.indicators[i].measure);
        let observation = self.observation(row, measure, line);
        if let (Some(area), Some(year), Some(indicator), Some(group), Some(o)) = (area, year, indicator, group, observation) {
            self.keep(indicator, slot(area, group), year, line, o);
        }
    }

    fn keep(&mut self, indicator: usize, slot: u32, year: i32, line: u64, o: Observation) {
        let years = self.reading.years.get_or_insert((year, year));
        *years = (years.0.min(year), years.1.max(year));
        self.reading.entries[indicator].push(Entry {
            numerator: o.numerator.unwrap_or(0),
            denominator: o.denominator.unwrap_or(NONE),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            slot,
            year: i16::try_from(year).unwrap_or(i16::MAX),
            status: o.status,
        });
    }

    fn fault(&mut self, rule: &'static str, line: u64, column: usize, value: &str, hint: impl Into<String>) {
        let name = self.header.get(column).map_or("", String::as_str);
        self.reading.faults.add(rule, line, name, value, hint);
    }

    fn area(&mut self, text: &str, marked: bool, line: u64) -> Option<u32> {
        if text != self.last.area_text || marked != self.last.marked || self.last.area.is_none() {
            text.clone_into(&mut self.last.area_text);
            self.last.marked = marked;
            self.last.area = self.find_area(text.trim(), marked, line);
        }
        self.last.area
    }

    fn find_area(&mut self, text: &str, marked: bool, line: u64) -> Option<u32> {
        let column = self.columns.area;
        let Some(at) = self.context.universe.find(text) else {
            let (rule, hint) = unknown_area(&self.context.universe, text);
            self.fault(rule, line, column, text, hint);
            return None;
        };
        match self.context.gates.get(at as usize) {
            Some(Gate::NeedsConsent) if !marked => self.fault("import-consent", line, column, text, ""),
            Some(Gate::OutsideMandate) => self.fault("import-outside-mandate", line, column, text, ""),
            _ => return Some(at),
        }
        None
    }

    fn year(&mut self, text: &str, line: u64) -> Option<i32> {
        let text = text.trim();
        let year = text.parse::<i32>().ok().filter(|_| text.len() == 4);
        match year {
            Some(year) if (FIRST_YEAR..=self.context.this_year).contains(&year) => year.into(),
            Some(_) => {
                let reach = format!("{FIRST_YEAR}–{}", self.context.this_year);
                self.fault("import-year-outside", line, self.columns.year, text, reach);
                None
            }
            None => {
                self.fault("import-year-form", line, self.columns.year, text, "");
                None
            }
        }
    }

    fn indicator(&mut self, text: &str, line: u64) -> Option<usize> {
        if text != self.last.indicator_text || self.last.indicator.is_none() {
            text.clone_into(&mut self.last.indicator_text);
            let word = text.trim();
            self.last.indicator = self.context.indicators.iter().position(|i| i.key == word);
            if self.last.indicator.is_none() {
                let known = self.context.indicators.iter().map(|i| i.key.as_str()).collect::<Vec<_>>().join(", ");
                self.fault("import-indicator-unknown", line, self.columns.indicator, word, known);
            }
        }
        self.last.indicator
    }

    fn group(&mut self, text: &str, indicator: Option<usize>, line: u64) -> Option<usize> {
        let column = self.columns.group.unwrap_or(usize::MAX);
        if text != self.last.group_text || self.last.group.is_none() {
            text.clone_into(&mut self.last.group_text);
            self.last.group = words::group(text);
            if self.last.group.is_none() {
                self.fault("import-group-unknown", line, column, text.trim(), "alla, kvinnor, man");
            }
        }
        let group = self.last.group?;
        let groups = indicator.map(|i| &self.context.indicators[i].groups);
        if group > 0 && groups.is_some_and(|known| !known.iter().any(|g| g == GROUPS[group])) {
            self.fault("import-group-not-parted", line, column, text.trim(), "");
            return None;
        }
        Some(group)
    }

    fn observation(&mut self, row: Row<'_>, measure: Option<Measure>, line: u64) -> Option<Observation> {
        let said = self.status(row, line);
        let days = measure == Some(Measure::MeanDays);
        let numerator = self.number(row, Some(self.columns.numerator), days, line);
        let denominator = self.number(row, self.columns.denominator, false, line);
        let (said, (numerator, sign), (denominator, _)) = (said?, numerator?, denominator?);
        let status = said.or(sign).unwrap_or(Status::Observed);
        let observation = Observation { numerator, denominator, status };
        let sound = measure.is_none_or(|measure| is_sound(observation, measure));
        if !sound {
            self.unsound(row, observation, measure.unwrap_or(Measure::Count), line);
        }
        sound.then_some(observation)
    }

    fn status(&mut self, row: Row<'_>, line: u64) -> Option<Option<Status>> {
        let Some(column) = self.columns.status else { return Some(None) };
        let text = row.get(column);
        let said = words::status(text);
        if said.is_err() {
            self.fault("import-status-unknown", line, column, text.trim(), "");
        }
        said.ok()
    }

    /// A whole number, nothing, or a sign in its place; `None` after a fault. A sum of days is whole too: what may be shown is decided on
    /// whole counts, and a district is the sum of its areas to the last one.
    fn number(&mut self, row: Row<'_>, column: Option<usize>, days: bool, line: u64) -> Option<(Option<i64>, Option<Status>)> {
        let Some(column) = column else { return Some((None, None)) };
        let text = row.get(column);
        if let Some(plain) = plain_number(text) {
            return Some((Some(plain), None));
        }
        if let Some(symbol) = tabular::symbol(text) {
            let status = words::status_of(symbol);
            return Some((status.is_none().then_some(0), status));
        }
        match tabular::parse_integer_in(self.style, text) {
            Ok(number) => Some((Some(number), None)),
            Err(NotANumber::Empty) => Some((None, None)),
            Err(why) => {
                self.fault(number_rule(why, days), line, column, text.trim(), "");
                None
            }
        }
    }

    fn unsound(&mut self, row: Row<'_>, o: Observation, measure: Measure, line: u64) {
        for fault in o.faults(measure) {
            let column = match fault.field.as_str() {
                "denominator" => self.columns.denominator.unwrap_or(usize::MAX),
                "status" => self.columns.status.unwrap_or(self.columns.numerator),
                _ => self.columns.numerator,
            };
            let (value, hint) = (row.get(column).trim().to_owned(), o.denominator.map(|n| n.to_string()).unwrap_or_default());
            self.fault(observation_rule(fault.key), line, column, &value, hint);
        }
    }
}

/// [`Observation::faults`] is empty, without making a list to find it out.
fn is_sound(o: Observation, measure: Measure) -> bool {
    match (o.status, o.numerator, o.denominator) {
        (Status::Observed, Some(x), Some(n)) => x >= 0 && n >= 0 && (measure != Measure::Share || x <= n),
        (Status::Observed, Some(x), None) => x >= 0 && !measure.has_denominator(),
        (Status::Observed, None, _) => false,
        (_, numerator, denominator) => numerator.is_none() && denominator.is_none(),
    }
}

fn plain_number(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 18 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.bytes().fold(0, |sum, b| sum * 10 + i64::from(b - b'0')))
}

fn number_rule(why: NotANumber, days: bool) -> &'static str {
    match why {
        NotANumber::NotWhole if days => "import-days-not-whole",
        NotANumber::NotWhole => "import-number-not-whole",
        NotANumber::Ambiguous => "import-number-ambiguous",
        NotANumber::TooLarge => "import-number-too-large",
        NotANumber::Form | NotANumber::Empty => "import-number-form",
    }
}

fn observation_rule(key: &str) -> &'static str {
    match key {
        "observation-numerator-absent" => "import-numerator-absent",
        "observation-denominator-absent" => "import-denominator-absent",
        "observation-number-despite-status" => "import-number-despite-status",
        "observation-numerator-above-denominator" => "import-numerator-above",
        _ => "import-negative",
    }
}

/// Which rule a code that names no known area breaks, and what would mend it.
fn unknown_area(universe: &Universe, text: &str) -> (&'static str, String) {
    if let Some(code) = universe.with_zeros(text) {
        return ("import-zero-lost", code);
    }
    let nyko = text.strip_prefix("NYKO").is_some_and(|rest| rest.contains('-'));
    let digits = text.bytes().all(|b| b.is_ascii_digit()) && matches!(text.len(), 4 | 8);
    if nyko || digits || areas::AreaCode::parse(text).is_ok() {
        ("import-area-unknown", String::new())
    } else {
        ("import-area-form", format!("01270001, NYKO0581-412, 0127, {NATION_CODE}"))
    }
}

/// The same area, year, indicator and group twice: whichever row were taken, the other would be lost.
fn find_duplicates(reading: &mut Reading, context: &Context) {
    for (indicator, entries) in reading.entries.iter().enumerate() {
        for pair in entries.windows(2).filter(|pair| pair[0].slot == pair[1].slot && pair[0].year == pair[1].year) {
            let (area, group) = area_and_group(pair[0].slot);
            let key = &context.indicators[indicator].key;
            let what = format!("{}, {}, {key}, {}", context.universe.area(area).text(), pair[0].year, GROUPS[group]);
            reading.faults.add("import-twice", u64::from(pair[1].line), "", &what, pair[0].line.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::source;
    use crate::statistics::universe::tests::small;
    use proptest::prelude::*;

    fn context() -> Context {
        let universe = small();
        let gates = universe.areas.iter().map(|a| if a.is_nyko() { Gate::NeedsConsent } else { Gate::Open }).collect();
        Context { universe, indicators: source::indicators().to_vec(), gates, this_year: 2011 }
    }

    fn rules(text: &str) -> Vec<(&'static str, u64, String)> {
        read(text.as_bytes(), "a.csv", &context()).faults.into_list().into_iter().map(|f| (f.rule, f.row, f.column)).collect()
    }

    fn entries(bytes: &[u8]) -> Vec<Observation> {
        let reading = read(bytes, "a.csv", &context());
        assert!(reading.faults.is_empty(), "{:?}", reading.faults.into_list());
        reading.entries[0].iter().map(Entry::observation).collect()
    }

    #[test]
    fn swedish_and_english_columns_delimiters_and_encodings_read_alike() {
        let same = vec![Observation::of(1234, 5000), Observation::suppressed()];
        let rows = "01270001;2009;forvarvsarbetande;alla;1 234;5000;\r\n01270002;2009;forvarvsarbetande;män;;;sekretess\r\n";
        let swedish = format!("\u{feff}omrade;ar;indikator;grupp;taljare;namnare;status\r\n{rows}");
        assert_eq!(entries(swedish.as_bytes()), same);
        let (latin, ..) = encoding(&format!("område;år;indikator;kön;täljare;nämnare;status\r\n{rows}"));
        assert_eq!(entries(&latin), same);
        let tabs = swedish.replace(';', "\t");
        assert_eq!(entries(tabs.as_bytes()), same);
        let unicode_text = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        assert_eq!(entries(&unicode_text(&tabs)), same);
        assert_eq!(entries(&unicode_text(tabs.trim_start_matches('\u{feff}'))), same, "the mark has been cut off");
        let english = "area_code,year,indicator,group,numerator,denominator,status\n01270001,2009,forvarvsarbetande,all,\"1,234\",5000.0,observed\n01270002,2009,forvarvsarbetande,male,..,..,\n";
        assert_eq!(entries(english.as_bytes()), same);
    }

    fn encoding(text: &str) -> (Vec<u8>, usize) {
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let count = bytes.len();
        (bytes, count)
    }

    #[test]
    fn zero_missing_withheld_and_not_applicable_stay_four() {
        let text = "omrade;ar;indikator;taljare;namnare;status\n01270001;2005;forvarvsarbetande;–;40;\n01270001;2006;forvarvsarbetande;;;saknas\n\
                    01270001;2007;forvarvsarbetande;..;..;\n01270001;2008;forvarvsarbetande;.;.;\n";
        let four = [Observation::of(0, 40), Observation::missing(), Observation::suppressed(), Observation::not_applicable()];
        assert_eq!(entries(text.as_bytes()), four);
    }

    #[test]
    fn the_language_of_the_heads_decides_how_numbers_are_read_whatever_parts_the_cells() {
        let file = |heads: &str, x: &str, mark: &str| {
            [heads, &format!("01270001;2009;forvarvsarbetande;{x};5000")].map(|row| row.replace(';', mark)).join("\n")
        };
        let (english, swedish) = ("area;year;indicator;numerator;denominator", "område;år;indikator;täljare;nämnare");
        for mark in [";", "\t", ","] {
            let quoted = |x: &str| if mark == "," { format!("\"{x}\"") } else { x.to_owned() };
            let told = |heads: &str, x: &str| rules(&file(heads, &quoted(x), mark)).into_iter().map(|f| f.0).collect::<Vec<_>>();
            for x in ["1,234", "1234.0", "1 234"] {
                assert_eq!(entries(file(english, &quoted(x), mark).as_bytes()), [Observation::of(1234, 5000)], "{x} {mark:?}");
            }
            for x in ["1 234", "1234,0", "1\u{a0}234"] {
                assert_eq!(entries(file(swedish, &quoted(x), mark).as_bytes()), [Observation::of(1234, 5000)], "{x} {mark:?}");
            }
            assert_eq!(told(english, "12.5"), ["import-number-not-whole"], "{mark:?}");
            assert_eq!(told(swedish, "12,5"), ["import-number-not-whole"], "{mark:?}");
            assert_eq!(told(swedish, "1,234"), ["import-number-ambiguous"], "{mark:?}");
        }
    }

    #[test]
    fn a_sum_of_days_is_whole_and_the_fault_says_why() {
        let text = "omrade;ar;indikator;taljare;namnare\n01270001;2009;ohalsotal;40000,5;1000\n01270002;2009;ohalsotal;40000;1000,5\n";
        let found = [("import-days-not-whole", 2, "taljare".to_owned()), ("import-number-not-whole", 3, "namnare".to_owned())];
        assert_eq!(rules(text), found);
    }

    #[test]
    fn every_fault_of_a_row_and_of_every_row_comes_at_once() {
        let text = "omrade;ar;indikator;grupp;taljare;namnare;status\n\
                    1270001;2009;forvarvsarbetande;alla;1;2;\n\
                    12345678;9;arbetande;barn;x;1,5;kanske\n\
                    01270001;1900;anmalda_valdsbrott;kvinnor;-1;;\n\
                    01270001;2009;forvarvsarbetande;alla;5;4;\n\
                    01270002;2009;forvarvsarbetande;alla;5;9;..\n\
                    NYKO0581-412;2009;forvarvsarbetande;alla;5;9;\n\
                    Alby;2009;forvarvsarbetande;alla;;;\n";
        let found = rules(text);
        let expected = [
            ("import-zero-lost", 2, "omrade"),
            ("import-area-unknown", 3, "omrade"),
            ("import-year-form", 3, "ar"),
            ("import-indicator-unknown", 3, "indikator"),
            ("import-group-unknown", 3, "grupp"),
            ("import-status-unknown", 3, "status"),
            ("import-number-form", 3, "taljare"),
            ("import-number-not-whole", 3, "namnare"),
            ("import-year-outside", 4, "ar"),
            ("import-group-not-parted", 4, "grupp"),
            ("import-denominator-absent", 4, "namnare"),
            ("import-negative", 4, "taljare"),
            ("import-numerator-above", 5, "taljare"),
            ("import-number-despite-status", 6, "status"),
            ("import-consent", 7, "omrade"),
            ("import-area-form", 8, "omrade"),
            ("import-numerator-absent", 8, "taljare"),
        ];
        assert_eq!(found.iter().filter(|f| f.0 == "import-denominator-absent").count(), 1, "rows 4 and 8 lack it by one cause");
        let found: Vec<_> = found.iter().map(|(rule, row, column)| (*rule, *row, column.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_key_that_stands_twice_is_told_with_both_rows() {
        let text = "omrade;ar;indikator;taljare;namnare\n01270001;2009;forvarvsarbetande;1;2\n01270002;2009;forvarvsarbetande;1;2\n01270001;2009;forvarvsarbetande;1;2\n";
        let faults = read(text.as_bytes(), "a.csv", &context()).faults.into_list();
        assert_eq!((faults[0].rule, faults[0].row, faults[0].hint.as_str()), ("import-twice", 4, "2"));
        assert_eq!(faults[0].value, "01270001, 2009, forvarvsarbetande, alla");
    }

    #[test]
    fn the_mark_of_a_generator_comes_back_in_and_needs_no_consent() {
        let header = "omrade;ar;indikator;taljare;namnare;status;anmarkning\n";
        let marked = "NYKO0581-412;2009;forvarvsarbetande;30;60;;syntetisk\n";
        let reading = read(format!("{header}{marked}").as_bytes(), "a.csv", &context());
        assert!(reading.synthetic && reading.faults.is_empty());
        let unmarked = "NYKO0581-412;2008;forvarvsarbetande;30;60;;\n";
        assert_eq!(rules(&format!("{header}{marked}{unmarked}"))[0].0, "import-consent");
    }

    #[test]
    fn columns_that_are_missing_are_named_all_at_once() {
        assert_eq!(rules("kod;ar;varde\n1;2;3\n").iter().filter(|f| f.0 == "import-column-missing").count(), 3);
        assert_eq!(rules("")[0].0, "import-empty-file");
        let header = "omrade;ar;indikator;taljare;namnare\n";
        assert_eq!(rules(header), [("import-no-rows", 0, String::new())]);
        assert_eq!(rules(&format!("{header};;;;\n\n"))[0].0, "import-no-rows", "the empty rows that Excel leaves are none");
        assert_eq!(rules("omrade;ar;year;indikator;taljare\n")[0].0, "import-column-twice");
    }

    proptest! {
        #[test]
        fn the_quick_look_agrees_with_the_rule(x in proptest::option::of(-3i64..9), n in proptest::option::of(-3i64..9), s in 0usize..4, m in 0usize..3) {
            let status = [Status::Observed, Status::Missing, Status::Suppressed, Status::NotApplicable][s];
            let measure = [Measure::Share, Measure::Rate { per: 1000 }, Measure::Count][m];
            let o = Observation { numerator: x, denominator: n, status };
            prop_assert_eq!(is_sound(o, measure), o.faults(measure).is_empty());
        }

        #[test]
        fn no_file_makes_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            read(&bytes, "x", &context());
        }
    }
}
