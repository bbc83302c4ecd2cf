//! Rows per second of reading and of reading with numbers, on a table made here: `cargo run --release -p tabular --example throughput`.

use std::time::Instant;
use tabular::{Reader, decode, parse_decimal, parse_integer};

const ROWS: u64 = 3_000_000;

fn main() {
    let text = table();
    println!("{ROWS} rows of 8 columns, {} MB", text.len() / 1_000_000);
    for _ in 0..3 {
        measure("read", &text, |_| 0.0);
        measure("read and parse two numbers", &text, |row| {
            parse_integer(row.get(4)).unwrap_or(0) as f64 + parse_decimal(row.get(6)).unwrap_or(0.0)
        });
    }
    compare(&text);
}

fn measure(what: &str, text: &str, value: impl Fn(tabular::Row<'_>) -> f64) {
    let start = Instant::now();
    let decoded = decode(text.as_bytes());
    let Ok(mut reader) = Reader::new(&decoded) else { return };
    let mut sum = 0.0;
    let mut cells = 0;
    let outcome = reader.for_each(|row| {
        cells += row.len();
        sum += value(row);
    });
    let seconds = start.elapsed().as_secs_f64();
    println!("{what}: {:.1} million rows/s ({} rows, {cells} cells, sum {sum})", outcome.rows as f64 / seconds / 1e6, outcome.rows);
}

/// The csv crate's fastest way, in the same run.
fn compare(text: &str) {
    let start = Instant::now();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let mut record = csv::ByteRecord::new();
    let mut cells = 0;
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        cells += record.len();
    }
    println!("csv::ByteRecord: {:.1} million rows/s ({cells} cells)", ROWS as f64 / start.elapsed().as_secs_f64() / 1e6);
}

fn table() -> String {
    let mut text = "område;år;indikator;grupp;täljare;nämnare;andel;status\r\n".to_owned();
    for i in 0..ROWS {
        let (n, d) = (i % 700, 700 + i % 900);
        text += &format!("0127{:04};{};forvarvsarbetande;kvinnor 20–64;{n};{d};{},{};\r\n", i % 171, 2005 + i % 7, n / 10, n % 10);
    }
    text
}
