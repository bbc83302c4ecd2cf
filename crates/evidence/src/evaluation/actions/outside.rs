//! Bringing in what others have made (§ 7: results are made available to other municipalities and interested parties).

use super::own_mandate;
use crate::evaluation::BRING_IN;
use crate::evaluation::rules::{OutsideText, check_correction, check_file, check_outside};
use crate::evaluation::store::{Outside, outside};
use agreements::place;
use agreements::programme::source::lua_2011;
use chrono::Datelike;
use platform::access::{Caller, Mandate, Scope};
use platform::web::Stale;
use platform::{Refusal, Tx, clock};
use serde_json::json;
use sha2::{Digest, Sha256};

/// Brings in an evaluation with its file. Returns its address: the id of its first version.
///
/// # Errors
/// Forbidden outside the caller's municipality; every fault of the text and the file at once.
pub async fn bring_in(tx: &mut Tx, text: &OutsideText, file_name: &str, content: Vec<u8>) -> Result<String, Refusal> {
    let municipality = municipality(tx, text).await?;
    let mandate = mandate_in(tx, &municipality)?;
    let mut faults = check_outside(text, tx.today().year());
    faults.extend(check_file(file_name, &content));
    Refusal::unless_clean(faults)?;
    let id = clock::new_id();
    let mut row = Outside { work: id.clone(), version: 1, ..row(tx, text, municipality, &mandate, id) };
    take_file(&mut row, file_name, &content);
    keep(tx, &mandate, &row, Some(content)).await?;
    Ok(row.work)
}

/// Corrects what was said of one by a new version with its reason, from the version the caller saw. Without a file the one before it stays.
///
/// # Errors
/// Not found, forbidden, stale; every fault at once, a missing reason and nothing changed among them.
pub async fn correct(tx: &mut Tx, work: &str, text: &OutsideText, seen: i64, file_name: &str, content: Vec<u8>) -> Result<i64, Refusal> {
    let before = outside::versions(tx, work).await?.pop().ok_or(Refusal::NotFound)?;
    may_correct(tx.caller(), &before)?;
    let municipality = municipality(tx, text).await?;
    let mandate = mandate_in(tx, &municipality)?;
    if before.version != seen {
        return Err(stale(&before, text));
    }
    let mut row = row(tx, text, municipality, &mandate, clock::new_id());
    (row.work, row.version, row.reason) = (before.work.clone(), seen + 1, text.reason.trim().to_owned());
    (row.file_name, row.file_size, row.file_sha256) = (before.file_name.clone(), before.file_size, before.file_sha256.clone());
    let own = !content.is_empty();
    if own {
        take_file(&mut row, file_name, &content);
    }
    let mut faults = check_outside(text, tx.today().year());
    faults.extend(if own { check_file(file_name, &content) } else { Vec::new() });
    faults.extend(check_correction(text, says_the_same(&before, &row)));
    Refusal::unless_clean(faults)?;
    keep(tx, &mandate, &row, own.then_some(content)).await?;
    Ok(row.version)
}

/// The proof that the caller may correct it: as for bringing it in; what concerns several municipalities or none is corrected by whoever brought it in,
/// or by one whose role reaches the nation.
///
/// # Errors
/// Forbidden to everybody else.
pub fn may_correct(caller: &Caller, o: &Outside) -> Result<Mandate, Refusal> {
    match o.municipality_code.as_str() {
        "" if o.brought_by == caller.name() => own_mandate(caller, &BRING_IN),
        "" => Ok(caller.mandate(&BRING_IN, Scope::Nation)?),
        code => Ok(caller.mandate(&BRING_IN, Scope::Municipality(code))?),
    }
}

/// The proof that the caller may bring in what concerns this municipality, or, where it is empty, several.
fn mandate_in(tx: &Tx, municipality: &str) -> Result<Mandate, Refusal> {
    match municipality {
        "" => own_mandate(tx.caller(), &BRING_IN),
        code => tx.caller().mandate(&BRING_IN, Scope::Municipality(code)),
    }
}

/// What was typed as a row, still without its place among the versions and its file.
fn row(tx: &Tx, text: &OutsideText, municipality_code: String, mandate: &Mandate, id: String) -> Outside {
    let trimmed = |t: &str| t.trim().to_owned();
    let known = |area: &&String| lua_2011().area(area).is_some();
    Outside {
        id,
        title: trimmed(&text.title),
        author: trimmed(&text.author),
        year: text.year.trim().parse().unwrap_or(0),
        method: text.method.clone(),
        grade: text.grade.clone(),
        result: text.result.clone(),
        finding: trimmed(&text.finding),
        transferability: trimmed(&text.transferability),
        areas: text.areas.iter().filter(known).cloned().collect::<Vec<_>>().join(","),
        districts: text.districts.join(","),
        municipality_code,
        brought_at: tx.stamp(),
        brought_by: tx.caller().name().to_owned(),
        mandate: mandate.words(),
        ..Outside::default()
    }
}

fn take_file(row: &mut Outside, name: &str, content: &[u8]) {
    row.file_name = plain_name(name);
    row.file_size = i64::try_from(content.len()).unwrap_or(i64::MAX);
    row.file_sha256 = clock::hex(&Sha256::digest(content));
}

/// True when nothing but its place among the versions tells them apart.
fn says_the_same(before: &Outside, after: &Outside) -> bool {
    let said = |o: &Outside| Outside {
        id: String::new(),
        version: 0,
        reason: String::new(),
        brought_at: String::new(),
        brought_by: String::new(),
        mandate: String::new(),
        ..o.clone()
    };
    said(before) == said(after)
}

async fn keep(tx: &mut Tx, mandate: &Mandate, row: &Outside, content: Option<Vec<u8>>) -> Result<(), Refusal> {
    outside::add(tx, row, content).await?;
    let detail =
        json!({ "title": row.title, "result": row.result, "file_sha256": row.file_sha256, "version": row.version, "reason": row.reason });
    tx.record(mandate, "outside_evaluation", &row.work, detail);
    Ok(())
}

fn stale(before: &Outside, yours: &OutsideText) -> Refusal {
    Refusal::Stale(Box::new(Stale {
        by: before.brought_by.clone(),
        at: before.brought_at.clone(),
        theirs: before.finding.clone(),
        yours: yours.finding.clone(),
        address: format!("/utvarderingar/utifran/{}", before.work),
    }))
}

/// A version as it would be typed, for correcting it.
pub fn outside_text_of(o: &Outside) -> OutsideText {
    OutsideText {
        title: o.title.clone(),
        author: o.author.clone(),
        year: o.year.to_string(),
        method: o.method.clone(),
        grade: o.grade.clone(),
        result: o.result.clone(),
        finding: o.finding.clone(),
        transferability: o.transferability.clone(),
        areas: o.area_keys().map(str::to_owned).collect(),
        districts: o.district_slugs().map(str::to_owned).collect(),
        municipality: if o.districts.is_empty() { o.municipality_code.clone() } else { String::new() },
        reason: String::new(),
    }
}

/// The municipality it concerns: the one that was named, or that of its districts where they share one. Unknown ones are not found.
async fn municipality(tx: &mut Tx, text: &OutsideText) -> Result<String, Refusal> {
    let mut codes = Vec::new();
    for slug in &text.districts {
        codes.push(place::store::district(tx, slug).await?.ok_or(Refusal::NotFound)?.municipality.code);
    }
    if !text.municipality.is_empty() {
        codes.push(place::store::municipality(tx, &text.municipality).await?.ok_or(Refusal::NotFound)?.code);
    }
    codes.sort();
    codes.dedup();
    Ok(if codes.len() == 1 { codes.remove(0) } else { String::new() })
}

/// The file's name without a path or anything that could be taken for one.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| c.is_alphanumeric() || " ._-".contains(*c)).take(120).collect();
    if kept.trim().is_empty() { "utvardering.pdf".to_owned() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn a_file_keeps_its_name_and_no_path() {
        assert_eq!(plain_name("C:\\temp\\Års rapport \"1\".pdf"), "Års rapport 1.pdf");
        assert_eq!(plain_name("../../etc/"), "utvardering.pdf");
    }
}
