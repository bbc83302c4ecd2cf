//! Bringing in what others have made (§ 7: results are made available to other municipalities and interested parties).

use super::own_mandate;
use crate::evaluation::BRING_IN;
use crate::evaluation::rules::{OutsideText, check_file, check_outside};
use crate::evaluation::store::{Outside, outside};
use agreements::place;
use agreements::programme::source::lua_2011;
use chrono::Datelike;
use platform::access::Scope;
use platform::{Refusal, Tx, clock};
use serde_json::json;
use sha2::{Digest, Sha256};

/// Brings in an evaluation with its file. Returns its id.
///
/// # Errors
/// Forbidden outside the caller's municipality; every fault of the text and the file at once.
pub async fn bring_in(tx: &mut Tx, text: &OutsideText, file_name: &str, content: Vec<u8>) -> Result<String, Refusal> {
    let caller = tx.caller().clone();
    let municipality = municipality(tx, text).await?;
    let mandate = match municipality.as_str() {
        "" => own_mandate(&caller, &BRING_IN)?,
        code => caller.mandate(&BRING_IN, Scope::Municipality(code))?,
    };
    let mut faults = check_outside(text, tx.today().year());
    faults.extend(check_file(file_name, &content));
    Refusal::unless_clean(faults)?;
    let trimmed = |t: &str| t.trim().to_owned();
    let known = |area: &&String| lua_2011().area(area).is_some();
    let row = Outside {
        id: clock::new_id(),
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
        municipality_code: municipality,
        file_name: plain_name(file_name),
        file_size: i64::try_from(content.len()).unwrap_or(i64::MAX),
        file_sha256: clock::hex(&Sha256::digest(&content)),
        brought_at: tx.stamp(),
        brought_by: caller.name().to_owned(),
        mandate: mandate.words(),
    };
    outside::add(tx, &row, content).await?;
    tx.record(&mandate, "outside_evaluation", &row.id, json!({ "title": row.title, "result": row.result, "file_sha256": row.file_sha256 }));
    Ok(row.id)
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
