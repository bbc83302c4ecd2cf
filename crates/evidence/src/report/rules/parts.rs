//! The parts a person writes: the development of each district in each area, how cooperation proceeds, and its results.

use super::GROUND;
use std::collections::BTreeMap;
use wording::Fault;

/// The part on how cooperation in the partnership proceeds.
pub const COOPERATION: &str = "samverkan";
/// The part on the results of that cooperation.
pub const RESULTS: &str = "resultat";

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// `alby.arbete`, `samverkan`, `resultat`.
    pub key: String,
    /// Slug of the district; none for what concerns the whole municipality.
    pub district: Option<String>,
    /// Key of the goal area; none for the two on cooperation.
    pub area: Option<String>,
}

/// The parts of a report in order, for districts and goal areas by their keys.
pub fn parts<'a>(districts: impl IntoIterator<Item = &'a str>, areas: &[&str]) -> Vec<Part> {
    let of_area = |district: &'a str| {
        areas.iter().map(move |area| Part {
            key: format!("{district}.{area}"),
            district: Some(district.to_owned()),
            area: Some((*area).to_owned()),
        })
    };
    let own = |key: &str| Part { key: key.to_owned(), district: None, area: None };
    districts.into_iter().flat_map(of_area).chain([own(COOPERATION), own(RESULTS)]).collect()
}

/// The part of a district and an area.
pub fn part_of(district: &str, area: &str) -> String {
    format!("{district}.{area}")
}

/// A part as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// 0 before it has been saved.
    pub version: i64,
    pub text: String,
    /// The writer has marked it ready.
    pub ready: bool,
    pub changed_at: String,
    pub changed_by: String,
}

impl Written {
    /// The word for how far it has come: `empty`, `begun`, `ready`.
    pub fn state(&self) -> &'static str {
        match (self.text.trim().is_empty(), self.ready) {
            (true, _) => "empty",
            (false, false) => "begun",
            (false, true) => "ready",
        }
    }
}

/// A text shorter than this is asked about.
const SHORT: usize = 80;

/// Everything that keeps a report from being handed to the certifier: § 6 asks for each of the four areas of each district, for how cooperation
/// proceeds and for its results. That a part is not marked ready, is very short, or reads as last year's are remarks.
pub fn review(parts: &[Part], written: &BTreeMap<String, Written>, earlier: &BTreeMap<String, String>) -> Vec<Fault> {
    let none = Written::default();
    parts.iter().flat_map(|part| judge(part, written.get(&part.key).unwrap_or(&none), earlier.get(&part.key))).collect()
}

fn judge(part: &Part, written: &Written, earlier: Option<&String>) -> Vec<Fault> {
    let text = written.text.trim();
    let fault = |fault: Fault| fault.at(part.key.clone()).with("part", part.key.clone());
    if text.is_empty() {
        let key = if part.area.is_some() { "fault-report-area-empty" } else { "fault-report-cooperation-empty" };
        return vec![fault(Fault::must(key, GROUND))];
    }
    let mut remarks = Vec::new();
    if !written.ready {
        remarks.push(fault(Fault::should("fault-report-not-ready", GROUND)));
    }
    if text.chars().count() < SHORT {
        remarks.push(fault(Fault::should("fault-report-short", GROUND)));
    }
    if earlier.is_some_and(|e| e.trim() == text) {
        remarks.push(fault(Fault::should("fault-report-same-as-before", GROUND)));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREAS: [&str; 4] = ["arbete", "utbildning", "trygghet", "tillvaxt"];

    fn written(text: &str, ready: bool) -> Written {
        Written { version: 1, text: text.into(), ready, ..Written::default() }
    }

    #[test]
    fn three_districts_make_twelve_parts_and_the_two_on_cooperation() {
        let all = parts(["alby", "fittja", "hallunda-norsborg"], &AREAS);
        assert_eq!(all.len(), 14);
        assert_eq!((all[0].key.as_str(), all[12].key.as_str(), all[13].key.as_str()), ("alby.arbete", COOPERATION, RESULTS));
        assert_eq!(all[0].key, part_of("alby", "arbete"));
    }

    #[test]
    fn every_empty_part_is_named_at_once() {
        let faults = review(&parts(["alby"], &AREAS), &BTreeMap::new(), &BTreeMap::new());
        assert_eq!(faults.len(), 6);
        assert!(faults.iter().all(Fault::is_binding));
        assert_eq!((faults[0].field.as_str(), faults[0].key), ("alby.arbete", "fault-report-area-empty"));
        assert_eq!(faults[5].key, "fault-report-cooperation-empty");
    }

    #[test]
    fn short_unready_and_copied_texts_are_remarks() {
        let text = written("Oförändrat.", false);
        let earlier = BTreeMap::from([(COOPERATION.to_owned(), "Oförändrat. ".to_owned())]);
        let part = Part { key: COOPERATION.into(), district: None, area: None };
        let faults = judge(&part, &text, earlier.get(COOPERATION));
        let keys: Vec<_> = faults.iter().map(|f| f.key).collect();
        assert_eq!(keys, ["fault-report-not-ready", "fault-report-short", "fault-report-same-as-before"]);
        assert!(!faults.iter().any(Fault::is_binding));
        assert!(judge(&part, &written(&"ord ".repeat(40), true), None).is_empty());
    }

    #[test]
    fn a_part_of_spaces_is_empty() {
        assert_eq!((written("  ", true).state(), written("a", false).state(), written("a", true).state()), ("empty", "begun", "ready"));
    }
}
