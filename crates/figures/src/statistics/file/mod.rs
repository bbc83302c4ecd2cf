//! From a file's bytes to observations, with every fault at once.
//!
//! Columns in Swedish or English, decimal comma, BOM, `;`, `,` or tab, UTF-8, UTF-16 or Windows-1252. Nothing here touches the database, so a large
//! file can be read beside the program's other work.

mod fault;
mod read;
mod words;

pub use fault::{Faults, ImportFault, NAMED, SHOWN, Unlisted, tally};
pub use read::{Context, Entry, Gate, Reading, area_and_group, read, slot};
pub use words::word;
