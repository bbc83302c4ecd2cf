//! Certifying: by another than the one who wrote. It submits the report and freezes it.

use super::{area_keys, own, parts_of, round, take};
use crate::development;
use crate::report::rules::{self, COOPERATION, DistrictPart, RESULTS, Snapshot, Step, Written, part_of};
use crate::report::store::{self, Report, VersionHead};
use crate::report::{CERTIFY, view};
use agreements::place;
use agreements::place::rules::District;
use chrono::NaiveDate;
use platform::access::Scope;
use platform::{Refusal, Tx};
use serde_json::json;
use std::collections::BTreeMap;

/// Certifies and submits; returns the number of the version.
///
/// Late is accepted and marked: after 1 December for a first version; a later version keeps what the first was.
///
/// # Errors
/// Not found, forbidden, stale, or a rule: the certifier has written in it, a part is empty, it has not been handed over.
pub async fn certify(tx: &mut Tx, slug: &str, seen: i64) -> Result<i64, Refusal> {
    let caller = tx.caller().clone();
    let report = own(tx, &caller, slug).await?;
    let mandate = caller.mandate(&CERTIFY, Scope::Municipality(&report.municipality_code))?;
    let reference = round(tx, slug).await?.reference;
    let districts = place::store::districts_of(tx, &report.municipality_code).await?;
    let written = store::parts(tx, slug).await?;
    let mut faults = rules::four_eyes(caller.account_id(), &store::writers(tx, slug).await?);
    faults.extend(rules::review(&parts_of(&districts), &written, &BTreeMap::new()).into_iter().filter(wording::Fault::is_binding));
    Refusal::unless_clean(faults)?;
    take(tx, &report, Step::Certify, seen, "").await?;
    let before = store::versions(tx, slug).await?;
    let head = VersionHead {
        slug: slug.to_owned(),
        version: before.last().map_or(0, |v| v.version) + 1,
        year: i64::from(report.year),
        submitted_on: tx.today().to_string(),
        submitted_at: tx.stamp(),
        submitted_by: caller.name().to_owned(),
        mandate: mandate.words(),
        late: before.first().map_or(tx.today() > reference, |v| v.late),
        reason: report.revision_reason.clone(),
    };
    let snapshot = freeze(tx, &report, &districts, reference, &written).await?;
    store::add_version(tx, &head, &snapshot).await?;
    store::add_event(tx, slug, Step::Certify.event(), head.version, &head.reason, &caller, &mandate, &head.submitted_at).await?;
    let detail =
        json!({ "step": "submitted", "version": head.version, "late": head.late, "vintage": snapshot.vintage, "reason": head.reason });
    tx.record(&mandate, "report", slug, detail);
    let payload = json!({
        "report": slug, "version": head.version, "municipality": report.municipality_code,
        "title": format!("Redovisning {} av utvecklingen i stadsdelarna, {}", report.year, report.municipality_name), "late": head.late,
    });
    tx.tell("report.submitted", &payload).await?;
    Ok(head.version)
}

/// The report as it stands, whole: the texts, and of each district the figures and the plan in force on the reference day.
async fn freeze(
    tx: &mut Tx,
    report: &Report,
    districts: &[District],
    reference: NaiveDate,
    written: &BTreeMap<String, Written>,
) -> Result<Snapshot, Refusal> {
    let on = rules::basis_day(reference, tx.today());
    let text = |part: &str| written.get(part).map(|w| w.text.trim().to_owned()).unwrap_or_default();
    let areas = area_keys();
    let mut parts = Vec::with_capacity(districts.len());
    for district in districts {
        let development = development::view::development(tx, district, on).await?;
        let texts = areas.iter().map(|area| ((*area).to_owned(), text(&part_of(&district.id, area)))).collect();
        parts.push(DistrictPart { slug: district.id.clone(), name: district.name.clone(), texts, development });
    }
    Ok(Snapshot {
        municipality_code: report.municipality_code.clone(),
        municipality_name: report.municipality_name.clone(),
        municipality_slug: report.municipality_slug.clone(),
        year: report.year,
        reference,
        areas: areas.iter().map(|a| (*a).to_owned()).collect(),
        cooperation: text(COOPERATION),
        results: text(RESULTS),
        agreements: view::agreements(tx, &report.municipality_code, on).await?,
        vintage: parts.iter().map(|p| p.development.vintage).max().unwrap_or(0),
        synthetic: parts.iter().any(|p| p.development.synthetic),
        districts: parts,
    })
}
