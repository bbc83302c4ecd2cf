//! What a registered document must say, and how its number reads.

use wording::Fault;

/// Whether a document came in, was sent, or was drawn up (tryckfrihetsförordningen 2 kap.).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Received,
    Sent,
    DrawnUp,
}

impl Direction {
    pub fn key(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Sent => "sent",
            Self::DrawnUp => "drawn_up",
        }
    }
}

/// A document to register at one authority: number and day are given by the register itself.
#[derive(Clone, Debug)]
pub struct Filing {
    /// `RK` for the Government Offices, the municipality's code for a municipality.
    pub series: String,
    /// The authority whose register it is, in words.
    pub authority: String,
    pub direction: Direction,
    /// Message key of the kind: `register-kind-report`.
    pub kind: &'static str,
    pub title: String,
    pub sender: String,
    pub recipient: String,
    pub object_kind: &'static str,
    pub object_id: String,
    pub object_version: i64,
    /// Where the document stands on the web.
    pub address: String,
}

/// A number as it is written: `RK LUA 2011/17`.
pub fn number(series: &str, year: i64, ordinal: i64) -> String {
    format!("{series} LUA {year}/{ordinal}")
}

/// What a correction lacks.
pub fn faults_of_correction(title: &str, note: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    if title.trim().is_empty() {
        faults.push(Fault::must("fault-register-title", "OSL 5 kap. 2 §").at("title"));
    }
    if note.trim().chars().count() < 5 {
        faults.push(Fault::must("fault-register-note", "OSL 5 kap. 2 §").at("note"));
    }
    faults
}

/// Series and authority for a municipality or the State.
pub fn series_of_state() -> (String, String) {
    ("RK".to_owned(), "Regeringskansliet (Arbetsmarknadsdepartementet)".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_names_series_year_and_ordinal() {
        assert_eq!(number("0127", 2011, 3), "0127 LUA 2011/3");
    }

    #[test]
    fn a_correction_needs_a_title_and_a_reason() {
        let keys: Vec<_> = faults_of_correction(" ", "x").iter().map(|f| f.key).collect();
        assert_eq!(keys, ["fault-register-title", "fault-register-note"]);
        assert!(faults_of_correction("Redovisning", "fel avsändare").is_empty());
    }
}
