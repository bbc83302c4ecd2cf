//! Settling what the loading found.

use crate::place::rules::{District, Reading, overlaps, unreadable};
use crate::place::store as places;
use crate::programme::rules::finding::{Decision, Kind, Settlement, faults};
use crate::programme::store::finding::{self as store, Finding};
use platform::access::{Act, Mandate, Reach, Role, Scope};
use platform::web::Stale;
use platform::{Refusal, Tx};
use serde_json::json;
use wording::Fault;

/// The State settles findings: the decision is the Government's, and so is the reading of it.
pub static SETTLE: Act = Act::of("finding.settle", &[(Role::StateOfficer, Reach::Nation)]);

/// Decides about a finding as it stood after `version` decisions. A finding that has been settled is reopened by deciding again; the
/// decisions before are kept. Another reading of a district's codes or name becomes the district's own reading, beside the earlier ones.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when somebody else has decided since.
pub async fn settle(tx: &mut Tx, id: &str, version: i64, wish: &Settlement) -> Result<i64, Refusal> {
    let finding = store::one(tx, id).await?.ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(&SETTLE, Scope::Nation)?;
    let mut faults = faults(finding.found.kind, wish);
    let anew = anew(tx, &finding, wish, &mut faults).await?;
    Refusal::unless_clean(faults)?;
    decide(tx, &mandate, &finding, version, wish).await?;
    if let Some((district, reading)) = anew {
        let since = tx.today().to_string();
        let number = places::read_anew(tx, &district, &reading, id, &since).await?;
        tx.tell("district.read", &json!({ "district": district.id, "reading": number, "finding": id })).await?;
    }
    Ok(version + 1)
}

/// Accepts the program's reading of every open finding of a kind, with one comment for all. NYKO codes are settled one by one, since each
/// needs its municipality's consent.
///
/// # Errors
/// A fault when there is nothing open or the comment is empty.
pub async fn accept_all(tx: &mut Tx, programme: &str, kind: Kind, comment: &str) -> Result<usize, Refusal> {
    let mandate = tx.caller().clone().mandate(&SETTLE, Scope::Nation)?;
    let all = store::all(tx, programme).await?;
    let open: Vec<_> = all.into_iter().filter(|f| f.found.kind == kind && f.is_open()).collect();
    let wish = Settlement { decision: Decision::Accept.key().into(), comment: comment.into(), ..Settlement::default() };
    let mut found = faults(kind, &wish);
    if open.is_empty() {
        found.push(Fault::must("fault-finding-none-open", ""));
    }
    Refusal::unless_clean(found)?;
    for finding in &open {
        decide(tx, &mandate, finding, finding.version, &wish).await?;
    }
    Ok(open.len())
}

async fn decide(tx: &mut Tx, mandate: &Mandate, finding: &Finding, version: i64, wish: &Settlement) -> Result<(), Refusal> {
    let decision = Decision::parse(&wish.decision).ok_or(Refusal::NotFound)?;
    let reading = (decision == Decision::Other).then(|| wish.reading.trim());
    let (id, comment) = (&finding.found.id, wish.comment.trim());
    if finding.version != version || !store::decide(tx, id, version, decision, reading, comment, &mandate.words()).await? {
        return Err(stale(finding, wish));
    }
    tx.record(mandate, "finding", id, json!({ "decision": decision, "reading": reading, "comment": comment, "number": version + 1 }));
    Ok(())
}

fn stale(finding: &Finding, wish: &Settlement) -> Refusal {
    let holding = finding.holding();
    Refusal::Stale(Box::new(Stale {
        by: holding.map(|d| d.by.clone()).unwrap_or_default(),
        at: holding.map(|d| d.at.clone()).unwrap_or_default(),
        theirs: holding.map(|d| format!("{}\n{}", d.reading.clone().unwrap_or_default(), d.comment)).unwrap_or_default(),
        yours: format!("{}\n{}", wish.reading, wish.comment),
        address: format!("/program/lua-2011/fynd/{}", finding.found.id),
    }))
}

/// The reading that is to become the district's: the other one that is decided, or the annex' own again when another reading is taken back.
async fn anew(tx: &mut Tx, finding: &Finding, wish: &Settlement, faults: &mut Vec<Fault>) -> anyhow::Result<Option<(District, Reading)>> {
    let kind = finding.found.kind;
    let Some(id) = finding.found.district_id.as_deref().filter(|_| kind.reads_codes() || kind.reads_name()) else { return Ok(None) };
    let Some(district) = places::district(tx, id).await? else { return Ok(None) };
    let text = match Decision::parse(&wish.decision) {
        Some(Decision::Other) => wish.reading.trim().to_owned(),
        Some(_) if finding.holding().is_some_and(|d| d.decision == Decision::Other) => original(finding, &district),
        _ => return Ok(None),
    };
    if text.is_empty() {
        return Ok(None);
    }
    let (_, notation) = places::reading(tx, &district).await?;
    let (name, notation) = if kind.reads_name() { (text, notation) } else { (district.name.clone(), text) };
    match Reading::of(&name, &notation, &district.municipality.code) {
        Err(error) => faults.push(unreadable(&error).at("reading")),
        Ok(reading) => {
            faults.extend(collisions(tx, &district, &reading).await?);
            return Ok(Some((district, reading)));
        }
    }
    Ok(None)
}

fn original(finding: &Finding, district: &District) -> String {
    if finding.found.kind.reads_name() { finding.found.expansion.clone() } else { district.raw_notation.clone() }
}

async fn collisions(tx: &mut Tx, district: &District, reading: &Reading) -> anyhow::Result<Vec<Fault>> {
    let mut all = places::districts(tx).await?;
    let taken = all.iter().any(|d| d.id != district.id && d.municipality.code == district.municipality.code && d.is_called(&reading.name));
    if let Some(it) = all.iter_mut().find(|d| d.id == district.id) {
        it.codes.clone_from(&reading.expansion.codes);
        it.system = reading.expansion.system;
    }
    let mut faults = overlaps(&all);
    if taken {
        faults.push(Fault::must("fault-finding-name-taken", "").at("reading").with("name", reading.name.clone()));
    }
    Ok(faults)
}
