//! The report's pages.

mod list;
mod part;
mod review;
mod show;
mod versions;

pub use list::list;
pub use part::{autosave, edit, save};
pub use review::{attest, certify, mark_ready, review, send_back, withdraw};
pub use show::{ask, note_read, open, revise, show};
pub use versions::{receipt, versions};

use super::actions;
use super::rules::{COOPERATION, Part, RESULTS};
use super::store;
use super::view::{self, Workspace};
use crate::development::words;
use crate::report::store::Report;
use platform::web::Shell;
use platform::{Conn, Refusal};

/// A part in a list of parts.
pub struct PartLink {
    pub key: String,
    pub label: String,
    /// `empty`, `begun`, `ready`.
    pub state: &'static str,
    pub shape: &'static str,
    pub address: String,
    pub current: bool,
}

/// The name of a part: district and area, or one of the two on cooperation.
fn part_label(s: &Shell, w: &Workspace, part: &Part) -> String {
    match (&part.district, &part.area) {
        (Some(district), Some(area)) => {
            let name = w.district(district).map_or(district.as_str(), |d| d.name.as_str());
            s.t2("report-part-of", "district", name, "area", words::area_name(s, area))
        }
        _ => own_label(s, &part.key),
    }
}

/// The name of a part by its key, for a snapshot.
fn label_of(s: &Shell, snapshot: &super::rules::Snapshot, key: &str) -> String {
    match key.split_once('.') {
        Some((district, area)) => {
            let name = snapshot.district(district).map_or(district, |d| d.name.as_str());
            s.t2("report-part-of", "district", name, "area", words::area_name(s, area))
        }
        None => own_label(s, key),
    }
}

fn own_label(s: &Shell, key: &str) -> String {
    match key {
        COOPERATION => s.t("report-part-cooperation"),
        RESULTS => s.t("report-part-results"),
        other => other.to_owned(),
    }
}

fn part_links(s: &Shell, w: &Workspace, current: &str) -> Vec<PartLink> {
    let link = |part: &Part| {
        let state = w.written(&part.key).state();
        PartLink {
            label: part_label(s, w, part),
            state,
            shape: match state {
                "ready" => "ok",
                "begun" => "wait",
                _ => "off",
            },
            address: format!("/redovisningar/{}/delar/{}", w.report.slug, part.key),
            current: part.key == current,
            key: part.key.clone(),
        }
    };
    w.parts.iter().map(link).collect()
}

/// The workspace of a report for those who work with it; not found for everybody else.
async fn workspace(conn: &mut Conn, s: &Shell, slug: &str) -> Result<Workspace, Refusal> {
    let report = store::report(conn, slug).await?.ok_or(Refusal::NotFound)?;
    if !s.caller.is_of_municipality(&report.municipality_code) {
        return Err(Refusal::NotFound);
    }
    let round = actions::round(conn, slug).await?;
    Ok(view::workspace(conn, report, round).await?)
}

/// What a page says of the report's state: in words, with name and date.
fn state_line(s: &Shell, report: &Report, last: Option<&store::Happening>) -> String {
    let state = s.tk("report-state", report.state.key());
    match last {
        Some(e) => s.t3("report-state-line", "state", state, "who", &e.by_name, "at", s.moment(&e.at)),
        None => state,
    }
}

/// Variant of the status label for a state as it is stored.
pub fn shape(state: &str) -> &'static str {
    match state {
        "submitted" => "ok",
        "completion_requested" | "returned" => "late",
        "draft" | "withdrawn" | "revising" | "ready" => "wait",
        _ => "off",
    }
}
