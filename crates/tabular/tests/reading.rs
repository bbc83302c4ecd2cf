//! Tables as they come, and back again.

use proptest::prelude::*;
use tabular::{Delimiter, Encoding, Fault, Problem, Reader, Table, Writer, decode};

fn cells(table: &Table) -> Vec<Vec<&str>> {
    table.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect()
}

fn faults(bytes: &[u8]) -> Vec<Fault> {
    Table::read(bytes).unwrap_err()
}

#[test]
fn a_swedish_file_keeps_its_zeros_and_its_letters() {
    let table = Table::read(b"kod;namn;andel\r\n0127;Botkyrka;48,2\r\n0180;Sk\xe4rholmen;..\r\n").unwrap();
    assert_eq!(table.header, ["kod", "namn", "andel"]);
    assert_eq!(cells(&table), [["0127", "Botkyrka", "48,2"], ["0180", "Skärholmen", ".."]]);
    assert_eq!((table.dialect.delimiter, table.dialect.encoding), (Delimiter::Semicolon, Encoding::Windows1252));
}

#[test]
fn quoted_cells_hold_delimiters_marks_and_lines_and_lines_are_counted() {
    let table = Table::read("a,b\n\"x,\"\"y\"\"\",\"två\r\nrader\"\n\n3,4".as_bytes()).unwrap();
    assert_eq!(cells(&table), [["x,\"y\"", "två\r\nrader"], ["3", "4"]]);
    assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 5]);
}

#[test]
fn every_kind_of_line_end_is_one_line() {
    for end in ["\n", "\r\n", "\r", "\r\r\n"] {
        let text = format!("a\tb{end}1\t2{end}3\t4{end}");
        let table = Table::read(text.as_bytes()).unwrap();
        assert_eq!(cells(&table), [["1", "2"], ["3", "4"]], "{end:?}");
        assert_eq!(table.rows[1].line, 3, "{end:?}");
    }
}

#[test]
fn excels_sep_line_and_byte_order_mark_are_no_cells() {
    let table = Table::read("\u{feff}sep=;\r\nkod;n\r\n0127;5\r\n".as_bytes()).unwrap();
    assert_eq!((table.header[0].as_str(), table.rows[0].line), ("kod", 3));
    let table = Table::read("\u{feff}kod,n\n0127,5\n".as_bytes()).unwrap();
    assert_eq!((table.header[0].as_str(), table.dialect.encoding), ("kod", Encoding::Utf8Bom));
}

#[test]
fn rows_of_another_width_are_told_all_at_once_but_empty_surplus_is_let_go() {
    let found = faults(b"a;b;c\n1;2\n1;2;3\n1;2;3;4\n1;2;3;;\n");
    let widths: Vec<_> = found.iter().map(|fault| (fault.line, fault.problem.clone())).collect();
    assert_eq!(widths, [(2, Problem::RowWidth { expected: 3, found: 2 }), (4, Problem::RowWidth { expected: 3, found: 4 })]);
    assert_eq!(Table::read(b"a;b\n1;2;;\n").unwrap().rows[0].cells, ["1", "2"]);
}

#[test]
fn wrong_quotation_marks_are_told_with_line_column_and_value() {
    let found = faults(b"a;b\n1;\"x\"y\n2;3\n\"4;5\n6;7\n");
    assert_eq!(found[0], Fault { problem: Problem::QuoteText, line: 2, column: Some(2), value: "y".to_owned() });
    assert_eq!((found[1].problem.key(), found[1].line, found[1].column, found[1].value.as_str()), ("quote-open", 4, Some(1), "\"4;5"));
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].to_string(), "rad 2, kolumn 2: text följer direkt på ett stängt citattecken: y");
}

#[test]
fn a_file_without_a_header_is_told() {
    for bytes in [&b""[..], b"\r\n\n", b"\xef\xbb\xbf"] {
        assert_eq!(faults(bytes)[0].problem, Problem::Empty);
    }
}

#[test]
fn columns_are_found_by_any_of_their_names_or_told_all_at_once() {
    let decoded = decode("Kod ;ÅR;n;n\n".as_bytes());
    let reader = Reader::new(&decoded).unwrap();
    assert_eq!(reader.columns([&["area", "kod"], &["year", "år"]]), Ok([0, 1]));
    let faults = reader.columns([&["kod"], &["andel"], &["n"]]).unwrap_err();
    let keys: Vec<_> = faults.iter().map(|fault| (fault.problem.key(), fault.value.as_str(), fault.column)).collect();
    assert_eq!(keys, [("column-missing", "andel", None), ("column-twice", "n", Some(4))]);
}

#[test]
fn reading_goes_on_after_a_fault_and_rows_are_counted() {
    let decoded = decode(b"a;b\n1\n2;3\n;\n");
    let mut reader = Reader::new(&decoded).unwrap();
    let mut blank = 0;
    let outcome = reader.for_each(|row| blank += usize::from(row.is_blank()));
    assert_eq!((outcome.rows, outcome.fault_count, outcome.faults.len(), blank), (2, 1, 1, 1));
}

fn delimiter() -> impl Strategy<Value = Delimiter> {
    prop::sample::select(vec![Delimiter::Semicolon, Delimiter::Comma, Delimiter::Tab])
}

/// Tables of any width, of any text and of text full of what is special.
fn any_table() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = || prop_oneof![any::<String>(), "[a;,\"\t\r\n \u{feff}å=]{0,6}", Just("sep=;".to_owned())];
    (1usize..6).prop_flat_map(move |width| prop::collection::vec(prop::collection::vec(cell(), width), 1..12))
}

fn written(table: &[Vec<String>], mut writer: Writer) -> String {
    for row in table {
        writer.row(row.iter().map(String::as_str));
    }
    writer.finish()
}

proptest! {
    #[test]
    fn what_is_written_is_read(table in any_table(), delimiter in delimiter(), bom in any::<bool>()) {
        let writer = if bom { Writer::with_bom(delimiter) } else { Writer::new(delimiter) };
        let text = written(&table, writer);
        let decoded = decode(text.as_bytes());
        let mut reader = Reader::with_delimiter(&decoded, delimiter).unwrap();
        let mut found = vec![reader.header().to_vec()];
        let outcome = reader.for_each(|row| found.push(row.iter().map(str::to_owned).collect()));
        prop_assert_eq!(outcome.faults, vec![]);
        prop_assert_eq!(found, table);
    }

    #[test]
    fn the_delimiter_of_a_table_of_numbers_is_found(
        rows in prop::collection::vec((0u32..10_000, 0u32..100, 0u32..100), 1..40),
        delimiter in prop::sample::select(vec![Delimiter::Semicolon, Delimiter::Tab]),
    ) {
        let mut writer = Writer::new(delimiter);
        writer.row(["kod", "andel", "not"]);
        for (code, whole, part) in &rows {
            writer.row([format!("{code:04}").as_str(), &format!("{whole},{part}"), ""]);
        }
        let table = Table::read(writer.finish().as_bytes()).unwrap();
        prop_assert_eq!(table.dialect.delimiter, delimiter);
        prop_assert_eq!(table.rows.len(), rows.len());
    }

    #[test]
    fn it_agrees_with_another_reader(table in any_table(), delimiter in delimiter()) {
        let text = written(&table, Writer::new(delimiter));
        let mut other = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter.char() as u8).from_reader(text.as_bytes());
        let found: Vec<Vec<String>> = other.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        prop_assert_eq!(found, table);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in any::<Vec<u8>>(), close in "[a;,\"\t\r\n å]{0,60}") {
        let _ = Table::read(&bytes);
        if let Err(faults) = Table::read(close.as_bytes()) {
            let lines = close.split(['\r', '\n']).count() as u64;
            prop_assert!(faults.iter().all(|fault| fault.line >= 1 && fault.line <= lines), "{:?}", faults);
        }
    }
}
