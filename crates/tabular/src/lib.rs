//! # tabular
//!
//! Tables as Swedish offices send them: CSV from Excel, statistical databases and scripts.
//!
//! ```
//! let bytes = b"kod;\xe5r;andel\r\n01270001;2010;48,2\r\n"; // Windows-1252, as older Excel saves it
//! let text = tabular::decode(bytes);
//! let mut reader = tabular::Reader::new(&text).unwrap();
//! let [code, share] = reader.columns([&["kod"], &["andel"]]).unwrap();
//! let outcome = reader.for_each(|row| {
//!     assert_eq!((row.line(), row.get(code)), (2, "01270001"));
//!     assert_eq!(tabular::parse_decimal(row.get(share)), Ok(48.2));
//! });
//! assert!(outcome.faults.is_empty());
//! ```
//!
//! Every cell is text until somebody asks for a number, so `0127` keeps its zero. Encoding and delimiter are detected and told
//! ([`Dialect`]). A cell borrows from the file, so reading copies nothing. Every fault has its line, column and value.
//! The crate does no I/O.

mod cursor;
mod decode;
mod dialect;
mod fault;
mod number;
mod reader;
mod symbol;
mod table;
mod writer;

pub use decode::{Decoded, Encoding, decode};
pub use dialect::{Delimiter, Dialect, NumberStyle};
pub use fault::{Fault, Problem};
pub use number::{NotANumber, parse_decimal, parse_decimal_in, parse_integer, parse_integer_in};
pub use reader::{FAULTS_KEPT, Outcome, Reader, Row};
pub use symbol::{Symbol, symbol};
pub use table::{Record, Table};
pub use writer::Writer;
