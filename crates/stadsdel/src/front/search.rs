//! Search over districts, municipalities, indicators, local goals, cooperation agreements and pages.

use agreements::place;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use figures::indicator;
use platform::web::{App, Page, Shell};
use platform::{Conn, Refusal};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
}

/// One thing found.
struct Hit {
    kind: String,
    title: String,
    note: String,
    address: String,
}

#[derive(Template)]
#[template(path = "front/pages/search.html")]
struct SearchPage {
    s: Shell,
    q: String,
    hits: Vec<Hit>,
}

pub(super) async fn show(State(app): State<App>, s: Shell, Query(asked): Query<Asked>) -> Result<impl IntoResponse, Refusal> {
    let words = words(&asked.q);
    let mut hits = if words.is_empty() { Vec::new() } else { everything(&mut *app.db.read().await?, &s).await? };
    hits.retain(|hit| matches(&words, &format!("{} {} {}", hit.kind, hit.title, hit.note)));
    hits.truncate(60);
    Ok(Page(SearchPage { s, q: asked.q, hits }))
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

/// Every word asked for begins some word of the text; å, ä and ö are letters of their own.
fn matches(asked: &[String], text: &str) -> bool {
    let text = text.to_lowercase();
    let parts: Vec<_> = text.split(|c: char| !c.is_alphanumeric()).collect();
    asked.iter().all(|word| parts.iter().any(|part| part.starts_with(word.as_str())) || text.contains(word.as_str()))
}

async fn everything(conn: &mut Conn, s: &Shell) -> anyhow::Result<Vec<Hit>> {
    let mut hits = Vec::new();
    let today = s.today;
    for d in place::store::districts(conn).await? {
        let other_names = d.aliases.join(", ");
        let note = format!("{} {} {}", d.municipality.name, other_names, d.codes.join(" "));
        for goal in plans::plan::store::goals_in_force(conn, &d.id, today).await? {
            let address = format!("/stadsdelsplaner/{}#mal-{}", goal.plan_slug, goal.number);
            hits.push(Hit { kind: s.t("search-goal"), title: goal.statement, note: d.name.clone(), address });
        }
        hits.insert(0, Hit { kind: s.t("search-district"), title: d.name, note, address: format!("/stadsdelar/{}", d.id) });
    }
    for m in place::store::municipalities(conn).await? {
        hits.insert(0, Hit { kind: s.t("search-municipality"), title: m.name, note: m.code, address: format!("/kommuner/{}", m.slug) });
    }
    for c in plans::cooperation::store::all_in_force(conn, today).await? {
        let note = c.snapshot.parties.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ");
        let address = format!("/samverkan/{}", c.cooperation.slug);
        hits.push(Hit { kind: s.t("search-cooperation"), title: c.snapshot.title, note, address });
    }
    for i in indicator::store::all(conn).await? {
        let title = s.pick(&i.name_sv, &i.name_en).to_owned();
        hits.push(Hit { kind: s.t("search-indicator"), title, note: i.source, address: format!("/statistik/{}", i.key) });
    }
    for e in evidence::evaluation::view::items(conn).await? {
        let names: Vec<String> = e.districts.into_iter().take(4).map(|(_, name)| name).collect();
        hits.push(Hit {
            kind: s.t("search-evaluation"),
            title: e.title,
            note: format!("{} {}", e.by, names.join(", ")),
            address: e.address,
        });
    }
    Ok(hits)
}

#[cfg(test)]
mod tests {
    use super::{matches, words};

    #[test]
    fn words_begin_words_and_swedish_letters_are_their_own() {
        assert!(matches(&words("hjä göte"), "Hjällbo Göteborg"));
        assert!(!matches(&words("hjal"), "Hjällbo Göteborg"));
        assert!(matches(&words("0127"), "Alby 01270001"));
    }
}
