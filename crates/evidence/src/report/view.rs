//! What a report is as data: for its pages, its document and the API.

use super::actions::{Round, parts_of};
use super::rules::{self, AgreementFacts, Part, Snapshot, Written};
use super::store::{self, Happening, Report, VersionHead};
use crate::development;
use crate::development::rules::Development;
use agreements::place;
use agreements::place::rules::District;
use chrono::NaiveDate;
use figures::statistics::rules::Gap;
use plans::cooperation;
use plans::cooperation::rules::Progress;
use platform::Conn;
use std::collections::BTreeMap;

/// A submitted version with everything that belongs to it, for its page and its PDF.
#[derive(Clone, Debug)]
pub struct Document {
    pub head: VersionHead,
    pub snapshot: Snapshot,
    /// The register number, once the version has been filed.
    pub register_number: Option<String>,
    /// The names of those who have written in the report.
    pub writers: Vec<String>,
    /// Every submitted version, oldest first.
    pub versions: Vec<VersionHead>,
    /// What the municipality said the year before, by part.
    pub earlier: BTreeMap<String, String>,
    /// Figures that are lacking today, with their owners.
    pub gaps: Vec<Gap>,
}

/// A submitted version, the newest when none is named; none when there is no such version.
///
/// # Errors
/// What the engine says.
pub async fn document(conn: &mut Conn, slug: &str, version: Option<i64>) -> anyhow::Result<Option<Document>> {
    let versions = store::versions(conn, slug).await?;
    let head = match version {
        Some(n) => versions.iter().find(|v| v.version == n),
        None => versions.last(),
    };
    let Some(head) = head.cloned() else { return Ok(None) };
    let Some(snapshot) = store::snapshot(conn, slug, head.version).await? else { return Ok(None) };
    let register_number = store::register_number(conn, slug, head.version).await?;
    let writers = store::writers(conn, slug).await?.into_iter().map(|(_, name)| name).collect();
    let earlier = store::earlier(conn, &snapshot.municipality_code, &snapshot.municipality_slug, snapshot.year - 1).await?;
    let gaps = figures::statistics::store::gaps(conn, Some(&snapshot.municipality_code)).await?;
    Ok(Some(Document { head, snapshot, register_number, writers, versions, earlier, gaps }))
}

/// A report as those who work with it see it.
pub struct Workspace {
    pub report: Report,
    pub reference: NaiveDate,
    pub districts: Vec<District>,
    pub parts: Vec<Part>,
    pub written: BTreeMap<String, Written>,
    /// What the municipality said the year before, by part.
    pub earlier: BTreeMap<String, String>,
    pub events: Vec<Happening>,
    /// Account and name of everyone who has written in it.
    pub writers: Vec<(String, String)>,
    pub versions: Vec<VersionHead>,
}

impl Workspace {
    /// A part as it stands; empty when nothing has been written.
    pub fn written(&self, part: &str) -> Written {
        self.written.get(part).cloned().unwrap_or_default()
    }

    /// Parts that are ready, and all parts.
    pub fn progress(&self) -> (usize, usize) {
        (self.parts.iter().filter(|p| self.written(&p.key).state() == "ready").count(), self.parts.len())
    }

    pub fn district(&self, slug: &str) -> Option<&District> {
        self.districts.iter().find(|d| d.id == slug)
    }

    /// What the last step back or request for completion said, while it waits for an answer.
    pub fn waiting_reason(&self) -> Option<&Happening> {
        let last = self.events.iter().rev().find(|e| e.kind != "read")?;
        matches!(last.kind.as_str(), "returned" | "completion_requested" | "revising").then_some(last)
    }
}

/// Everything about a report that is being worked on.
///
/// # Errors
/// What the engine says.
pub async fn workspace(conn: &mut Conn, report: Report, round: Round) -> anyhow::Result<Workspace> {
    let districts = place::store::districts_of(conn, &report.municipality_code).await?;
    let slug = report.slug.clone();
    Ok(Workspace {
        parts: parts_of(&districts),
        written: store::parts(conn, &slug).await?,
        earlier: store::earlier(conn, &report.municipality_code, &report.municipality_slug, report.year - 1).await?,
        events: store::events(conn, &slug).await?,
        writers: store::writers(conn, &slug).await?,
        versions: store::versions(conn, &slug).await?,
        reference: round.reference,
        districts,
        report,
    })
}

/// The figures and goals a report being written rests on today.
///
/// # Errors
/// What the engine says.
pub async fn basis(conn: &mut Conn, district: &District, reference: NaiveDate, today: NaiveDate) -> anyhow::Result<Development> {
    development::view::development(conn, district, rules::basis_day(reference, today)).await
}

/// The cooperation agreements that bound their parties on a day, with how far their commitments had come.
///
/// # Errors
/// What the engine says.
pub async fn agreements(conn: &mut Conn, municipality_code: &str, day: NaiveDate) -> anyhow::Result<Vec<AgreementFacts>> {
    let done = cooperation::store::all_done(conn).await?;
    let mut all = Vec::new();
    for f in cooperation::store::in_force(conn, municipality_code, day).await? {
        let promises = f.promises(&done, day);
        let count = |progress| promises.iter().filter(|p| p.progress == progress).count();
        all.push(AgreementFacts {
            slug: f.cooperation.slug.clone(),
            version: f.head.version,
            concluded_on: f.concluded_on().to_owned(),
            parties: f.snapshot.parties.iter().map(|p| p.name.clone()).collect(),
            done: count(Progress::Done),
            late: count(Progress::Late),
            ahead: count(Progress::Ahead),
            title: f.snapshot.title,
        });
    }
    Ok(all)
}
