//! Pages of places: the list of districts, the areas of one, and what a code or a notation means.

use super::rules::{District, Municipality, Reading, unreadable};
use super::store::{self, PastReading, swedish_order};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse;
use platform::Refusal;
use platform::web::{App, Page, Problems, Shell};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "place/pages/list.html")]
struct ListPage {
    s: Shell,
    districts: Vec<District>,
    municipalities: usize,
    codes: usize,
    by_municipality: bool,
}

/// How the list of districts is ordered.
#[derive(Debug, Deserialize)]
pub struct Order {
    ordning: Option<String>,
}

/// Every district of the programme, by municipality or by name.
///
/// # Errors
/// What the engine says.
pub async fn list(State(app): State<App>, s: Shell, Query(order): Query<Order>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let mut districts = store::districts(&mut conn).await?;
    let by_municipality = order.ordning.as_deref() != Some("namn");
    if by_municipality {
        districts.sort_by_key(|d| swedish_order(&d.municipality.name));
    }
    let mut own: Vec<_> = districts.iter().map(|d| &d.municipality.code).collect();
    own.sort();
    own.dedup();
    let (municipalities, codes) = (own.len(), districts.iter().map(|d| d.codes.len()).sum());
    Ok(Page(ListPage { s, districts, municipalities, codes, by_municipality }))
}

#[derive(Template)]
#[template(path = "place/pages/areas.html")]
struct AreasPage {
    s: Shell,
    d: District,
    readings: Vec<PastReading>,
}

/// The areas a district stands on: raw text, reading, and the readings before it.
///
/// # Errors
/// Not found for an unknown district.
pub async fn areas(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let d = store::district(&mut conn, &slug).await?.ok_or(Refusal::NotFound)?;
    let readings = store::readings(&mut conn, &d.id).await?;
    Ok(Page(AreasPage { s, d, readings }))
}

/// What somebody looks up.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Lookup {
    kod: String,
    beteckning: String,
    kommun: String,
}

#[derive(Template)]
#[template(path = "place/pages/lookup.html")]
struct LookupPage {
    s: Shell,
    q: Lookup,
    municipalities: Vec<(String, String)>,
    /// Districts with the code asked for; none when no code was.
    found: Option<Vec<District>>,
    /// The notation asked for, read, with the district each code lies in.
    read: Option<ReadNotation>,
    problems: Problems,
}

struct ReadNotation {
    system: String,
    codes: Vec<(String, Option<District>)>,
    notes: Vec<String>,
}

/// Which district a code lies in, and what a notation means.
///
/// # Errors
/// What the engine says.
pub async fn lookup(State(app): State<App>, s: Shell, Query(q): Query<Lookup>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let districts = store::districts(&mut conn).await?;
    let municipalities = options(&store::municipalities(&mut conn).await?);
    let code = q.kod.trim();
    let with_code = |code: &str| districts.iter().filter(|d| d.codes.iter().any(|c| c == code)).cloned().collect::<Vec<_>>();
    let found = (!code.is_empty()).then(|| with_code(code));
    let (read, faults) = match (q.beteckning.trim(), Reading::of("", &q.beteckning, &q.kommun)) {
        ("", _) => (None, Vec::new()),
        (_, Ok(reading)) => (Some(ReadNotation::of(reading, &q.kommun, &districts)), Vec::new()),
        (_, Err(error)) => (None, vec![unreadable(&error).at("beteckning")]),
    };
    let problems = Problems::new(&s, &faults);
    Ok(Page(LookupPage { s, q, municipalities, found, read, problems }))
}

impl ReadNotation {
    fn of(reading: Reading, municipality: &str, districts: &[District]) -> Self {
        let e = reading.expansion;
        let lies_in = |code: &String| {
            let same = |d: &&District| d.system == e.system && d.municipality.code == municipality && d.codes.contains(code);
            districts.iter().find(same).cloned()
        };
        let codes = e.codes.iter().map(|code| (code.clone(), lies_in(code))).collect();
        Self { system: e.system.name().to_owned(), codes, notes: e.notes.into_iter().map(|n| n.text).collect() }
    }
}

fn options(all: &[Municipality]) -> Vec<(String, String)> {
    all.iter().map(|m| (m.code.clone(), format!("{} ({})", m.name, m.code))).collect()
}
