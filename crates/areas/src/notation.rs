//! The notation of annex 2.

mod item;
mod other;
mod sams;

use crate::{NotationError, System, compress};
use serde::{Deserialize, Serialize};

/// The most codes one range may stand for; a longer range is taken for a slip of the pen.
pub const RANGE_MAX: u16 = 500;

/// What a notation means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expansion {
    pub system: System,
    /// Every code, in the order of the notation, each once.
    pub codes: Vec<String>,
    /// What had to be restored or deserves a person's eye.
    pub notes: Vec<Note>,
}

impl Expansion {
    /// The notation printed anew from the codes; [`expand`] reads it back to the same set.
    pub fn notation(&self) -> String {
        match self.system {
            System::Nyko => format!("(NYKO {})", self.codes.join(",")),
            _ => compress(&self.codes),
        }
    }
}

/// A finding about a notation: `key` for programs, `text` in Swedish for the person who settles it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub key: String,
    pub text: String,
}

impl Note {
    fn new(key: &str, text: impl Into<String>) -> Self {
        Self { key: key.to_owned(), text: text.into() }
    }
}

/// Reads the notation of annex 2 for a district of this municipality (four digits).
///
/// * A SAMS code is municipality (4 digits) and area (4 digits); the municipality must be the district's.
/// * The end of a range replaces only as many last digits as it has: `12800109-10` is 0109–0110.
/// * A list item inherits the rest from the code before it: `12800234-35,44` ends with 0244.
/// * Spaces around commas and hyphens mean nothing.
/// * `149041` in Borås has lost the zeros of its area and `1270001` in Botkyrka that of its municipality: both are restored, with a note.
/// * `(NYKO 412)` is a key code of the municipality's own, with a note.
/// * DeSO and RegSO codes are listed one by one and keep the suffix of their version.
///
/// # Errors
/// The first thing that cannot be read, with its position and a remedy.
pub fn expand(notation: &str, municipality: &str) -> Result<Expansion, NotationError> {
    if municipality.len() != 4 || !municipality.bytes().all(|b| b.is_ascii_digit()) {
        return Err(municipality_error(municipality));
    }
    if notation.trim().is_empty() {
        return Err(NotationError::new("empty", 1, "", "Beteckningen är tom.", "Skriv minst en områdeskod, till exempel 01270001."));
    }
    if let Some(list) = other::nyko_list(notation) {
        return other::nyko(&list);
    }
    if other::looks_versioned(notation) {
        return other::versioned(notation, municipality);
    }
    sams::expand(notation, municipality)
}

fn municipality_error(municipality: &str) -> NotationError {
    NotationError::new(
        "municipality",
        1,
        municipality,
        format!("”{municipality}” är ingen kommunkod."),
        "En kommunkod har fyra siffror med inledande nolla, till exempel 0127.",
    )
}
