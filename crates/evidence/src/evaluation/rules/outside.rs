//! An evaluation made by somebody else, as it is brought in. Negative findings are as welcome as others.

use super::GROUND;
use serde::{Deserialize, Serialize};
use wording::Fault;

/// How it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A comparison that carries a causal claim.
    Effect,
    /// Before and after, without a comparison.
    Trend,
    /// How the work was done.
    Process,
    /// What people have said.
    Interviews,
    /// A review of what others have found.
    Review,
    /// What it cost beside what came of it.
    Economic,
}

impl Kind {
    pub const ALL: [Self; 6] = [Self::Effect, Self::Trend, Self::Process, Self::Interviews, Self::Review, Self::Economic];

    pub fn key(self) -> &'static str {
        match self {
            Self::Effect => "effect",
            Self::Trend => "trend",
            Self::Process => "process",
            Self::Interviews => "interviews",
            Self::Review => "review",
            Self::Economic => "economic",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.key() == text)
    }
}

/// How much its finding can bear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    Strong,
    Moderate,
    Limited,
    Insufficient,
}

impl Grade {
    pub const ALL: [Self; 4] = [Self::Strong, Self::Moderate, Self::Limited, Self::Insufficient];

    pub fn key(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Moderate => "moderate",
            Self::Limited => "limited",
            Self::Insufficient => "insufficient",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|g| g.key() == text)
    }
}

/// What it found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Result {
    Positive,
    Mixed,
    NotFound,
    Negative,
    NotAsked,
}

impl Result {
    pub const ALL: [Self; 5] = [Self::Positive, Self::Mixed, Self::NotFound, Self::Negative, Self::NotAsked];

    pub fn key(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Mixed => "mixed",
            Self::NotFound => "notfound",
            Self::Negative => "negative",
            Self::NotAsked => "notasked",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.key() == text)
    }
}

/// As it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutsideText {
    pub title: String,
    pub author: String,
    pub year: String,
    pub method: String,
    pub grade: String,
    pub result: String,
    pub finding: String,
    pub transferability: String,
    pub areas: Vec<String>,
    pub districts: Vec<String>,
    pub municipality: String,
    /// Why it is corrected; empty for the first version.
    pub reason: String,
}

/// Everything that keeps it from being brought in. A claim of strong evidence needs a method that can bear it.
pub fn check_outside(text: &OutsideText, this_year: i32) -> Vec<Fault> {
    let mut faults = Vec::new();
    let must = |key, field: &'static str| Fault::must(key, GROUND).at(field);
    let needed = [
        ("title", &text.title, "fault-outside-title"),
        ("author", &text.author, "fault-outside-author"),
        ("finding", &text.finding, "fault-outside-finding"),
        ("transferability", &text.transferability, "fault-outside-transferability"),
    ];
    faults.extend(needed.into_iter().filter(|(_, value, _)| value.trim().is_empty()).map(|(field, _, key)| must(key, field)));
    if !text.year.trim().parse().is_ok_and(|y: i32| (1950..=this_year).contains(&y)) {
        faults.push(must("fault-outside-year", "year").with("last", this_year.to_string()));
    }
    let (kind, grade) = (Kind::parse(&text.method), Grade::parse(&text.grade));
    if kind.is_none() {
        faults.push(must("fault-outside-method", "method"));
    }
    if grade.is_none() {
        faults.push(must("fault-outside-grade", "grade"));
    }
    if Result::parse(&text.result).is_none() {
        faults.push(must("fault-outside-result", "result"));
    }
    if text.areas.is_empty() {
        faults.push(must("fault-outside-area", "areas"));
    }
    if grade == Some(Grade::Strong) && kind.is_some_and(|k| !matches!(k, Kind::Effect | Kind::Review)) {
        faults.push(must("fault-outside-strong", "grade"));
    }
    faults
}

/// What keeps a later version from being written: no reason, or nothing that differs.
pub fn check_correction(text: &OutsideText, same: bool) -> Vec<Fault> {
    let must = |key, field: &'static str| Fault::must(key, GROUND).at(field);
    let mut faults = Vec::new();
    if text.reason.trim().is_empty() {
        faults.push(must("fault-outside-reason", "reason"));
    }
    if same {
        faults.push(must("fault-outside-same", "title"));
    }
    faults
}

/// Largest file that is kept.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

/// What is wrong with its file: it must be a PDF, by name and by its first bytes, of at most 20 MB.
pub fn check_file(name: &str, bytes: &[u8]) -> Vec<Fault> {
    let must = |key| Fault::must(key, GROUND).at("file");
    if bytes.is_empty() {
        return vec![must("fault-outside-no-file")];
    }
    let mut faults = Vec::new();
    if bytes.len() > MOST_BYTES {
        faults.push(must("fault-outside-large").with("most", MOST_BYTES / 1024 / 1024));
    }
    if !name.to_lowercase().ends_with(".pdf") || !bytes.starts_with(b"%PDF-") {
        faults.push(must("fault-outside-not-pdf"));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> OutsideText {
        OutsideText {
            title: "Utvärdering".into(),
            author: "Högskolan".into(),
            year: "2010".into(),
            method: "interviews".into(),
            grade: "limited".into(),
            result: "negative".into(),
            finding: "Inget hände".into(),
            transferability: "Till liknande stadsdelar".into(),
            areas: vec!["arbete".into()],
            ..OutsideText::default()
        }
    }

    #[test]
    fn a_negative_finding_is_as_welcome_as_any() {
        assert!(check_outside(&whole(), 2011).is_empty());
    }

    #[test]
    fn all_faults_are_said_at_once() {
        let fields: Vec<_> = check_outside(&OutsideText::default(), 2011).into_iter().map(|f| f.field).collect();
        assert_eq!(fields, ["title", "author", "finding", "transferability", "year", "method", "grade", "result", "areas"]);
        assert_eq!(check_outside(&OutsideText { year: "2012".into(), ..whole() }, 2011)[0].key, "fault-outside-year");
    }

    #[test]
    fn a_correction_says_why_and_changes_something() {
        let keys = |text: &OutsideText, same| check_correction(text, same).into_iter().map(|f| f.key).collect::<Vec<_>>();
        assert_eq!(keys(&whole(), true), ["fault-outside-reason", "fault-outside-same"]);
        assert!(keys(&OutsideText { reason: "Fel år".into(), ..whole() }, false).is_empty());
    }

    #[test]
    fn interviews_are_not_strong_evidence_of_effect() {
        assert_eq!(check_outside(&OutsideText { grade: "strong".into(), ..whole() }, 2011)[0].key, "fault-outside-strong");
        assert!(check_outside(&OutsideText { grade: "strong".into(), method: "effect".into(), ..whole() }, 2011).is_empty());
    }

    #[test]
    fn a_file_is_a_pdf_by_name_and_by_content_and_not_too_large() {
        assert_eq!(check_file("", b"")[0].key, "fault-outside-no-file");
        assert_eq!(check_file("a.pdf", b"PK")[0].key, "fault-outside-not-pdf");
        assert_eq!(check_file("a.exe", b"%PDF-1.7")[0].key, "fault-outside-not-pdf");
        assert!(check_file("A.PDF", b"%PDF-1.7").is_empty());
        let large = [b"%PDF-".to_vec(), vec![0; MOST_BYTES]].concat();
        assert_eq!(check_file("a.pdf", &large)[0].key, "fault-outside-large");
    }

    #[test]
    fn words_are_read_back_as_they_were_written() {
        assert!(Kind::ALL.into_iter().all(|k| Kind::parse(k.key()) == Some(k)));
        assert!(Grade::ALL.into_iter().all(|g| Grade::parse(g.key()) == Some(g)));
        assert!(Result::ALL.into_iter().all(|r| Result::parse(r.key()) == Some(r)));
    }
}
