//! What is frozen when a report is submitted.

use super::{COOPERATION, RESULTS, part_of};
use crate::development::rules::Development;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A district in a submitted report: the municipality's own words and the figures and goals as they stood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DistrictPart {
    pub slug: String,
    pub name: String,
    /// Text by goal area.
    pub texts: BTreeMap<String, String>,
    pub development: Development,
}

/// A cooperation agreement that binds its parties (§ 5), and how far its commitments have come: the facts beside the municipality's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementFacts {
    pub slug: String,
    pub version: i64,
    pub title: String,
    /// The day the last party signed.
    pub concluded_on: String,
    pub parties: Vec<String>,
    pub done: usize,
    pub late: usize,
    /// Neither done nor late on the day.
    pub ahead: usize,
}

/// A submitted report, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Four digits as text.
    pub municipality_code: String,
    pub municipality_name: String,
    pub municipality_slug: String,
    pub year: i32,
    /// 1 December of the year.
    pub reference: NaiveDate,
    /// Goal areas in the agreement's order.
    pub areas: Vec<String>,
    pub districts: Vec<DistrictPart>,
    /// How cooperation in the partnership proceeds.
    pub cooperation: String,
    /// The results of that cooperation.
    pub results: String,
    /// The cooperation agreements in force; none in reports from before they were frozen here.
    #[serde(default)]
    pub agreements: Vec<AgreementFacts>,
    /// Number of the newest delivery the figures rest on.
    pub vintage: i64,
    pub synthetic: bool,
}

impl Snapshot {
    /// The text of a part; none when there is no such part.
    pub fn text(&self, part: &str) -> Option<&str> {
        match part {
            COOPERATION => Some(&self.cooperation),
            RESULTS => Some(&self.results),
            _ => {
                let (district, area) = part.split_once('.')?;
                self.district(district)?.texts.get(area).map(String::as_str)
            }
        }
    }

    pub fn district(&self, slug: &str) -> Option<&DistrictPart> {
        self.districts.iter().find(|d| d.slug == slug)
    }

    /// Every part with its text, in the report's order.
    pub fn texts(&self) -> Vec<(String, &str)> {
        let of = |d: &DistrictPart| self.areas.iter().map(|a| part_of(&d.slug, a)).collect::<Vec<_>>();
        let keys = self.districts.iter().flat_map(of).chain([COOPERATION.to_owned(), RESULTS.to_owned()]);
        keys.map(|key| (self.text(&key).unwrap_or_default(), key)).map(|(text, key)| (key, text)).collect()
    }
}

/// A submitted version with its content.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SubmittedReport {
    pub slug: String,
    pub municipality_code: String,
    pub municipality_name: String,
    pub version: i64,
    pub submitted_on: NaiveDate,
    pub late: bool,
    /// Why it replaced the version before; empty for the first.
    pub reason: String,
    pub snapshot: Snapshot,
}

/// The parts whose text differs between two versions, in order.
pub fn changed(before: &Snapshot, after: &Snapshot) -> Vec<String> {
    let texts = after.texts();
    texts.into_iter().filter(|(key, text)| before.text(key).unwrap_or_default() != *text).map(|(key, _)| key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(cooperation: &str) -> Snapshot {
        let day: NaiveDate = "2011-12-01".parse().unwrap();
        let development = Development {
            district: "alby".into(),
            district_name: "Alby".into(),
            municipality_code: "0127".into(),
            municipality_name: "Botkyrka".into(),
            on: day,
            since: 2008,
            vintage: 1,
            synthetic: true,
            figures: Vec::new(),
            plan: None,
            goals: Vec::new(),
        };
        let texts = BTreeMap::from([("arbete".to_owned(), "Fler i arbete.".to_owned())]);
        let district = DistrictPart { slug: "alby".into(), name: "Alby".into(), texts, development };
        Snapshot {
            municipality_code: "0127".into(),
            municipality_name: "Botkyrka".into(),
            municipality_slug: "botkyrka".into(),
            year: 2011,
            reference: day,
            areas: vec!["arbete".into()],
            districts: vec![district],
            cooperation: cooperation.into(),
            results: "r".into(),
            agreements: Vec::new(),
            vintage: 1,
            synthetic: true,
        }
    }

    #[test]
    fn a_text_is_found_by_its_part() {
        let it = snapshot("s");
        assert_eq!((it.text("alby.arbete"), it.text(COOPERATION), it.text("alby.trygghet")), (Some("Fler i arbete."), Some("s"), None));
        assert_eq!(it.texts().len(), 3);
    }

    #[test]
    fn only_what_reads_otherwise_has_changed() {
        assert_eq!(changed(&snapshot("a"), &snapshot("b")), [COOPERATION]);
        assert!(changed(&snapshot("a"), &snapshot("a")).is_empty());
    }

    #[test]
    fn a_snapshot_from_before_the_agreements_were_frozen_is_read_without_them() {
        let mut json = serde_json::to_value(snapshot("a")).unwrap();
        json.as_object_mut().unwrap().remove("agreements");
        assert_eq!(serde_json::from_value::<Snapshot>(json).unwrap(), snapshot("a"));
    }

    #[test]
    fn a_snapshot_keeps_the_zero_of_its_municipality() {
        let text = serde_json::to_string(&snapshot("a")).unwrap();
        assert!(text.contains("\"municipality_code\":\"0127\""));
        assert_eq!(serde_json::from_str::<Snapshot>(&text).unwrap(), snapshot("a"));
    }
}
