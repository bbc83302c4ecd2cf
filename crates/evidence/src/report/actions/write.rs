//! Opening a report and writing in it.

use super::{area_keys, own, round};
use crate::report::rules::{self, GROUND, ReportState, Written};
use crate::report::store::{self, Report};
use crate::report::{RECORD_EARLIER, WRITE};
use agreements::place;
use platform::access::Scope;
use platform::web::Stale;
use platform::{Refusal, Saved, Tx};
use serde_json::json;
use wording::Fault;

/// A part as it came from a form, with the version it was written from.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub text: String,
    pub ready: bool,
    pub version: i64,
}

/// The longest text of a part, in characters.
const LONGEST: usize = 20_000;

/// Opens a municipality's report for a year.
///
/// # Errors
/// Not found outside the programme, forbidden for others than the municipality's coordinator, a rule when it is open already.
pub async fn open(tx: &mut Tx, slug: &str) -> Result<Report, Refusal> {
    let round = round(tx, slug).await?;
    let caller = tx.caller().clone();
    let mandate = caller.mandate(&WRITE, Scope::Municipality(&round.municipality.code))?;
    if store::report(tx, slug).await?.is_some() {
        return Err(Refusal::rule(Fault::must("fault-report-open-already", GROUND)));
    }
    let at = tx.stamp();
    let report = Report {
        slug: slug.to_owned(),
        municipality_code: round.municipality.code,
        municipality_name: round.municipality.name,
        municipality_slug: round.municipality.slug,
        year: round.year,
        state: ReportState::Draft,
        version: 1,
        revision_reason: String::new(),
        opened_at: at.clone(),
        opened_by: caller.name().to_owned(),
    };
    store::add_report(tx, &report).await?;
    store::add_event(tx, slug, "opened", 0, "", &caller, &mandate, &at).await?;
    tx.record(&mandate, "report", slug, json!({ "year": report.year }));
    Ok(report)
}

/// Saves a part over the version it was written from.
///
/// # Errors
/// Not found for others than the municipality's own, forbidden for others than the coordinator, a rule when the report is not open for
/// writing, stale with both texts when somebody else has saved in between.
pub async fn save_part(tx: &mut Tx, slug: &str, part: &str, typed: &Typed) -> Result<Saved, Refusal> {
    let caller = tx.caller().clone();
    let report = own(tx, &caller, slug).await?;
    let mandate = caller.mandate(&WRITE, Scope::Municipality(&report.municipality_code))?;
    known_part(tx, &report, part).await?;
    Refusal::unless_clean(writable(&report, typed))?;
    let stands = store::part(tx, slug, part).await?;
    // Whoever saves what already stands has lost no race, whichever version the text was read at: their own form may have saved itself in between.
    if stands.text == typed.text && stands.ready == typed.ready {
        return Ok(Saved { version: stands.version, changed: false });
    }
    let at = tx.stamp();
    let written = Written {
        version: typed.version + 1,
        text: typed.text.clone(),
        ready: typed.ready,
        changed_at: at.clone(),
        changed_by: caller.name().to_owned(),
    };
    if !store::save_part(tx, slug, part, &written, typed.version).await? {
        return Err(conflict(slug, part, stands, typed));
    }
    store::add_writer(tx, slug, &caller, &at).await?;
    let characters = written.text.chars().count();
    tx.record(
        &mandate,
        "report",
        slug,
        json!({ "part": part, "version": written.version, "characters": characters, "ready": written.ready }),
    );
    Ok(Saved { version: written.version, changed: true })
}

/// A part that the report does not have is not found.
async fn known_part(tx: &mut Tx, report: &Report, part: &str) -> Result<(), Refusal> {
    let districts = place::store::districts_of(tx, &report.municipality_code).await?;
    let known = rules::parts(districts.iter().map(|d| d.id.as_str()), &area_keys()).iter().any(|p| p.key == part);
    if known { Ok(()) } else { Err(Refusal::NotFound) }
}

fn writable(report: &Report, typed: &Typed) -> Vec<Fault> {
    let mut faults = Vec::new();
    if !report.state.is_open() {
        let key = if report.state == ReportState::Ready { "fault-report-is-ready" } else { "fault-report-closed" };
        faults.push(Fault::must(key, GROUND));
    }
    if typed.text.chars().count() > LONGEST {
        faults.push(Fault::must("fault-report-too-long", GROUND).at("text").with("most", LONGEST));
    }
    if typed.ready && typed.text.trim().is_empty() {
        faults.push(Fault::must("fault-report-ready-empty", GROUND).at("text"));
    }
    faults
}

fn conflict(slug: &str, part: &str, stands: Written, typed: &Typed) -> Refusal {
    let address = format!("/redovisningar/{slug}/delar/{part}");
    let stale = Stale { by: stands.changed_by, at: stands.changed_at, theirs: stands.text, yours: typed.text.clone(), address };
    Refusal::Stale(Box::new(stale))
}

/// Records what a municipality said in a year before this program, part by part, so that it can stand beside the new text.
///
/// # Errors
/// Forbidden for others than the State's officer.
pub async fn record_earlier(tx: &mut Tx, code: &str, year: i32, source: &str, texts: &[(String, String)]) -> Result<(), Refusal> {
    let mandate = tx.caller().clone().mandate(&RECORD_EARLIER, Scope::Municipality(code))?;
    store::add_earlier(tx, code, year, source, texts).await?;
    tx.record(&mandate, "report_earlier", &format!("{code}-{year}"), json!({ "parts": texts.len(), "source": source }));
    Ok(())
}
