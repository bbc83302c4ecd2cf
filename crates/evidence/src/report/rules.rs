//! What a report is, what may happen to it, and when it is whole (§ 6, second paragraph).

mod parts;
mod snapshot;
mod state;

pub use parts::{COOPERATION, Part, RESULTS, Written, part_of, parts, review};
pub use snapshot::{AgreementFacts, DistrictPart, Snapshot, SubmittedReport, changed};
pub use state::{ReportState, Step};

use chrono::NaiveDate;
use serde::Serialize;
use wording::Fault;

/// The ground of the whole report, as a reader quotes it.
pub const GROUND: &str = "§ 6, andra stycket";

/// How far a municipality's report has come. What is a draft is the municipality's own; the public sees `not_submitted` of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ReportStatus {
    /// Four digits as text.
    pub municipality_code: String,
    pub municipality_name: String,
    /// Where the report is: `botkyrka-2011`, also before it is opened.
    pub slug: String,
    /// [`ReportState::key`], or `not_opened`.
    pub state: String,
    /// The newest submitted version; 0 before the first.
    pub version: i64,
    /// The day the first version was submitted.
    #[schema(value_type = Option<String>)]
    pub submitted_on: Option<NaiveDate>,
    /// True when the first version came after 1 December.
    pub late: bool,
}

impl ReportStatus {
    /// The state as an outsider may know it: drafts and returns are the municipality's own matter.
    pub fn public_state(&self) -> &'static str {
        match (self.state.as_str(), self.version) {
            ("completion_requested", _) => "completion_requested",
            (_, 0) => "not_submitted",
            _ => "submitted",
        }
    }
}

/// The address of a municipality's report for a year.
pub fn slug(municipality: &str, year: i32) -> String {
    format!("{municipality}-{year}")
}

/// Municipality and year of a report's address; none when it has no such form.
pub fn parse_slug(slug: &str) -> Option<(&str, i32)> {
    let (municipality, year) = slug.rsplit_once('-')?;
    let year: i32 = year.parse().ok().filter(|year| (2000..=2100).contains(year))?;
    (!municipality.is_empty()).then_some((municipality, year))
}

/// The day the figures and the plan of a report are taken: the reference day, or today where it has not come.
pub fn basis_day(reference: NaiveDate, today: NaiveDate) -> NaiveDate {
    reference.min(today)
}

/// Everything that keeps a person from certifying: who has written in a report does not certify it (four eyes), whatever roles they hold.
pub fn four_eyes(certifier: Option<&str>, writers: &[(String, String)]) -> Vec<Fault> {
    let wrote = certifier.is_some_and(|id| writers.iter().any(|(writer, _)| writer == id));
    wrote.then(|| Fault::must("fault-report-four-eyes", GROUND)).into_iter().collect()
}

/// The fault of a step that needs a reason and was given none.
pub fn reason_given(step: Step, reason: &str) -> Vec<Fault> {
    let lacking = step.needs_reason() && reason.trim().chars().count() < 10;
    lacking.then(|| Fault::must("fault-report-reason", GROUND).at("reason")).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_says_municipality_and_year() {
        assert_eq!(parse_slug("botkyrka-2011"), Some(("botkyrka", 2011)));
        assert_eq!(parse_slug("upplands-vasby-2011"), Some(("upplands-vasby", 2011)));
        assert_eq!((parse_slug("botkyrka"), parse_slug("-2011"), parse_slug("alby-11")), (None, None, None));
        assert_eq!(slug("botkyrka", 2011), "botkyrka-2011");
    }

    #[test]
    fn the_basis_is_the_reference_day_and_never_tomorrow() {
        assert_eq!(basis_day(day("2011-12-01"), day("2011-11-14")), day("2011-11-14"));
        assert_eq!(basis_day(day("2011-12-01"), day("2011-12-24")), day("2011-12-01"));
    }

    #[test]
    fn who_wrote_does_not_certify_even_with_both_roles() {
        let writers = [("a".to_owned(), "Samordnaren".to_owned())];
        assert_eq!(four_eyes(Some("a"), &writers)[0].key, "fault-report-four-eyes");
        assert!(four_eyes(Some("b"), &writers).is_empty() && four_eyes(None, &writers).is_empty());
    }

    #[test]
    fn a_return_needs_its_reason() {
        assert_eq!(reason_given(Step::Return, "  ")[0].field, "reason");
        assert!(reason_given(Step::Return, "Siffran för 2010 saknas i texten.").is_empty());
        assert!(reason_given(Step::MarkReady, "").is_empty());
    }

    #[test]
    fn an_outsider_does_not_learn_of_drafts() {
        let status = |state: &str, version| ReportStatus {
            municipality_code: "0127".into(),
            municipality_name: "Botkyrka".into(),
            slug: "botkyrka-2011".into(),
            state: state.into(),
            version,
            submitted_on: None,
            late: false,
        };
        assert_eq!(status("returned", 0).public_state(), "not_submitted");
        assert_eq!(status("revising", 1).public_state(), "submitted");
        assert_eq!(status("completion_requested", 1).public_state(), "completion_requested");
    }
}
