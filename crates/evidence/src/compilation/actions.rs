//! The verbs: write the State's texts, freeze an edition.

use super::rules::{self, COOPERATION, Compilation, INTRODUCTION};
use super::store::{self, Edition, Text};
use super::{COMPILE, is_of_programme, view};
use agreements::programme::source::lua_2011;
use platform::access::Scope;
use platform::web::Stale;
use platform::{Refusal, Saved, Tx};
use serde_json::json;

/// The parts the State writes, in order: introduction, the four areas, cooperation.
pub fn text_parts() -> Vec<String> {
    let areas = lua_2011().areas.iter().map(|a| a.key.clone());
    std::iter::once(INTRODUCTION.to_owned()).chain(areas).chain([COOPERATION.to_owned()]).collect()
}

/// Saves one of the State's texts over the version it was written from. Writes nothing when it read the same already.
///
/// # Errors
/// Not found for an unknown part or year, forbidden, stale with both texts.
pub async fn save_text(tx: &mut Tx, year: i32, part: &str, text: &str, version: i64) -> Result<Saved, Refusal> {
    if !is_of_programme(year) || !text_parts().iter().any(|p| p == part) {
        return Err(Refusal::NotFound);
    }
    let caller = tx.caller().clone();
    let mandate = caller.mandate(&COMPILE, Scope::Nation)?;
    let stands = store::texts(tx, year).await?.remove(part).unwrap_or_default();
    // Whoever saves what already stands has lost no race: their own form may have saved itself in between.
    if stands.text == text {
        return Ok(Saved { version: stands.version, changed: false });
    }
    let typed = Text { version: version + 1, text: text.to_owned(), changed_at: tx.stamp(), changed_by: caller.name().to_owned() };
    if !store::save_text(tx, year, part, &typed, version).await? {
        return Err(conflict(year, stands, text));
    }
    let characters = text.chars().count();
    tx.record(&mandate, "compilation", &year.to_string(), json!({ "part": part, "version": typed.version, "characters": characters }));
    Ok(Saved { version: typed.version, changed: true })
}

fn conflict(year: i32, stands: Text, text: &str) -> Refusal {
    let address = format!("/sammanstallning/{year}/utkast");
    Refusal::Stale(Box::new(Stale { by: stands.changed_by, at: stands.changed_at, theirs: stands.text, yours: text.to_owned(), address }))
}

/// Freezes the compilation as it stands, as the next edition; earlier editions stay beside it. Returns its number.
///
/// # Errors
/// Not found outside the programme's years, forbidden, or a rule: no introduction, a later edition without its reason.
pub async fn freeze(tx: &mut Tx, year: i32, reason: &str) -> Result<i64, Refusal> {
    if !is_of_programme(year) {
        return Err(Refusal::NotFound);
    }
    let caller = tx.caller().clone();
    let mandate = caller.mandate(&COMPILE, Scope::Nation)?;
    let today = tx.today();
    let content = view::compile(tx, year, today, true).await?;
    let earlier = store::editions(tx, year).await?.last().map_or(0, |e| e.number);
    Refusal::unless_clean(rules::freezable(&content.introduction, reason, earlier))?;
    let edition = Edition {
        year: i64::from(year),
        number: earlier + 1,
        frozen_on: today.to_string(),
        frozen_at: tx.stamp(),
        frozen_by: caller.name().to_owned(),
        mandate: mandate.words(),
        reason: if earlier > 0 { reason.trim().to_owned() } else { String::new() },
        reports: i64::try_from(content.reports.len()).unwrap_or(i64::MAX),
        vintage: content.vintage,
    };
    store::add_edition(tx, &edition, &content).await?;
    tx.record(&mandate, "compilation", &year.to_string(), told(&edition, &content));
    let title = format!("Sammanställning {year} av utvecklingen i stadsdelarna, utgåva {}", edition.number);
    tx.tell("compilation.frozen", &json!({ "compilation": year.to_string(), "version": edition.number, "title": title })).await?;
    Ok(edition.number)
}

fn told(edition: &Edition, content: &Compilation) -> serde_json::Value {
    json!({
        "edition": edition.number, "reports": content.reports, "silent": content.silent.len(), "vintage": edition.vintage, "reason": edition.reason,
    })
}
