//! Search over everything a reader may open: places, organisations, agreements, plans with their goals, reports, evaluations, indicators, the register
//! and the program's own pages.

use agreements::place::{self, rules::District, rules::Municipality};
use agreements::programme::source::lua_2011;
use agreements::{agreement, organisation};
use archive::register;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use figures::indicator;
use platform::access::Act;
use platform::web::{App, JOURNAL, Page, Shell};
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
    more: usize,
}

/// Hits that are shown; the page says how many more there were.
const MOST: usize = 60;

pub(super) async fn show(State(app): State<App>, s: Shell, Query(asked): Query<Asked>) -> Result<impl IntoResponse, Refusal> {
    let words = words(&asked.q);
    let all = if words.is_empty() { Vec::new() } else { everything(&mut *app.db.read().await?, &s).await? };
    let mut found: Vec<_> = all.into_iter().filter_map(|hit| Some((nearness(&words, &hit.text())?, hit))).collect();
    found.sort_by_key(|(nearness, _)| *nearness);
    let more = found.len().saturating_sub(MOST);
    let hits = found.into_iter().take(MOST).map(|(_, hit)| hit).collect();
    Ok(Page(SearchPage { s, q: asked.q, hits, more }))
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

/// 0 when every word asked for stands in the text, 1 when it does with å, ä and ö read as a and o, as they are typed on other keyboards; none when
/// it does not.
fn nearness(asked: &[String], text: &str) -> Option<u8> {
    let text = text.to_lowercase();
    if asked.iter().all(|word| text.contains(word.as_str())) {
        return Some(0);
    }
    let text = plain(&text);
    asked.iter().all(|word| text.contains(&plain(word))).then_some(1)
}

fn plain(text: &str) -> String {
    text.replace(['å', 'ä'], "a").replace('ö', "o").replace('é', "e")
}

impl Hit {
    fn new(s: &Shell, kind: &str, title: impl Into<String>, note: impl Into<String>, address: impl Into<String>) -> Self {
        Self { kind: s.tk("search", kind), title: title.into(), note: note.into(), address: address.into() }
    }

    fn text(&self) -> String {
        format!("{} {} {}", self.kind, self.title, self.note)
    }
}

/// Everything this reader may open, places first.
async fn everything(conn: &mut Conn, s: &Shell) -> anyhow::Result<Vec<Hit>> {
    let districts = place::store::districts(conn).await?;
    let municipalities = place::store::municipalities(conn).await?;
    let mut hits = places(s, &districts, &municipalities);
    hits.extend(pages(s));
    hits.extend(of_municipalities(conn, s, &municipalities).await?);
    hits.extend(of_districts(conn, s, &districts).await?);
    hits.extend(knowledge(conn, s).await?);
    let organisation = |o: organisation::rules::Organisation| {
        let address = format!("/organisationer/{}", o.id);
        Hit::new(s, "organisation", o.name, "", address)
    };
    hits.extend(organisation::store::all(conn).await?.into_iter().map(organisation));
    let entry = |e: register::store::Entry| {
        let note = format!("{}, {}", e.number(), s.day(&e.registered_at));
        let address = format!("/diarium/{}", e.id);
        Hit::new(s, "register", e.title, note, address)
    };
    hits.extend(register::store::all(conn).await?.into_iter().map(entry));
    Ok(hits)
}

fn places(s: &Shell, districts: &[District], municipalities: &[Municipality]) -> Vec<Hit> {
    let municipality = |m: &Municipality| Hit::new(s, "municipality", &m.name, &m.code, format!("/kommuner/{}", m.slug));
    let district = |d: &District| {
        let note = format!("{} {} {}", d.municipality.name, d.aliases.join(", "), d.codes.join(" "));
        Hit::new(s, "district", &d.name, note, format!("/stadsdelar/{}", d.id))
    };
    municipalities.iter().map(municipality).chain(districts.iter().map(district)).collect()
}

/// The program's own pages that are open to the reader, by their headings.
fn pages(s: &Shell) -> Vec<Hit> {
    let open: [(&str, &str, Option<&Act>); 13] = [
        ("duties-mine", "/mitt", None),
        ("duties-all", "/uppgifter", None),
        ("programme", "/program/lua-2011", None),
        ("agreements", "/avtal", None),
        ("partnerships", "/partnerskap", None),
        ("plans", "/stadsdelsplaner", None),
        ("cooperation", "/samverkan", None),
        ("statistics", "/statistik", None),
        ("reports", "/redovisningar", None),
        ("evaluations", "/utvarderingar", None),
        ("register", "/diarium", None),
        ("help", "/hjalp", None),
        ("journal", "/journal", Some(&JOURNAL)),
    ];
    let may = |act: Option<&Act>| act.is_none_or(|act| s.can(act));
    open.into_iter()
        .filter(|(.., act)| may(*act))
        .map(|(key, address, _)| Hit::new(s, "page", s.tk("search-page", key), "", address))
        .collect()
}

/// Agreements that anybody may read, and reports that have been handed in.
async fn of_municipalities(conn: &mut Conn, s: &Shell, all: &[Municipality]) -> anyhow::Result<Vec<Hit>> {
    let name = |code: &str| all.iter().find(|m| m.code == code).map(|m| m.name.clone()).unwrap_or_default();
    let year = lua_2011().year();
    let mut hits = Vec::new();
    for a in agreement::store::statuses_on(conn, s.today).await? {
        if a.in_force_from.is_some_and(|from| from <= s.today) {
            let title = s.t1("search-agreement-title", "municipality", name(&a.municipality_code));
            hits.push(Hit::new(s, "agreement", title, a.slug.clone(), format!("/avtal/{}", a.slug)));
        }
    }
    for r in evidence::report::store::statuses(conn, year).await? {
        if r.submitted_on.is_some() {
            let title = s.t2("search-report-title", "year", year, "municipality", &r.municipality_name);
            hits.push(Hit::new(s, "report", title, "", format!("/redovisningar/{}", r.slug)));
        }
    }
    Ok(hits)
}

/// Plans in force with their goals.
async fn of_districts(conn: &mut Conn, s: &Shell, all: &[District]) -> anyhow::Result<Vec<Hit>> {
    let mut hits = Vec::new();
    for d in all {
        if let Some(plan) = plans::plan::store::in_force(conn, &d.id, s.today).await? {
            hits.push(Hit::new(s, "plan", plan.title, &d.municipality.name, format!("/stadsdelsplaner/{}", plan.slug)));
        }
        for goal in plans::plan::store::goals_in_force(conn, &d.id, s.today).await? {
            hits.push(Hit::new(s, "goal", goal.statement, &d.name, format!("/stadsdelsplaner/{}#mal-{}", goal.plan_slug, goal.number)));
        }
    }
    for c in plans::cooperation::store::all_in_force(conn, s.today).await? {
        let note = c.snapshot.parties.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ");
        hits.push(Hit::new(s, "cooperation", c.snapshot.title, note, format!("/samverkan/{}", c.cooperation.slug)));
    }
    Ok(hits)
}

/// Indicators and evaluations.
async fn knowledge(conn: &mut Conn, s: &Shell) -> anyhow::Result<Vec<Hit>> {
    let mut hits = Vec::new();
    for i in indicator::store::all(conn).await? {
        hits.push(Hit::new(s, "indicator", s.pick(&i.name_sv, &i.name_en), i.source, format!("/statistik/{}", i.key)));
    }
    for e in evidence::evaluation::view::items(conn).await? {
        let names: Vec<String> = e.districts.into_iter().take(4).map(|(_, name)| name).collect();
        hits.push(Hit::new(s, "evaluation", e.title, format!("{} {}", e.by, names.join(", ")), e.address));
    }
    Ok(hits)
}

#[cfg(test)]
mod tests {
    use super::{nearness, words};

    #[test]
    fn swedish_letters_are_their_own_and_plain_ones_are_the_second_choice() {
        assert_eq!(nearness(&words("hjä göte"), "Hjällbo Göteborg"), Some(0));
        assert_eq!(nearness(&words("hjal gote"), "Hjällbo Göteborg"), Some(1));
        assert_eq!(nearness(&words("0127"), "Alby 01270001"), Some(0));
        assert_eq!(nearness(&words("alby rinkeby"), "Alby 01270001"), None);
    }
}
