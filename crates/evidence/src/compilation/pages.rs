//! The compilation's pages: status of all, area by area, the State's draft, editions.

mod area;

mod draft;

pub use area::area;
pub use draft::{autosave, draft, freeze, save};

use super::rules::{Mark, MatrixCell, MatrixRow, counts};
use super::store::{self, Edition};
use super::view::{self, Document};
use super::{COMPILE, is_of_programme};
use crate::development::words;
use agreements::programme::source::lua_2011;
pub use area::dot_plot;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use platform::Refusal;
use platform::web::{App, Page, Shell};
use serde::Deserialize;

/// The compilation of the programme's year.
pub async fn index() -> impl IntoResponse {
    Redirect::to(&format!("/sammanstallning/{}", lua_2011().year()))
}

#[derive(Debug, Default, Deserialize)]
pub struct Filter {
    #[serde(default)]
    vad: String,
    #[serde(default)]
    lage: String,
}

#[derive(Template)]
#[template(path = "compilation/pages/matrix.html")]
struct MatrixPage {
    s: Shell,
    year: i32,
    rows: Vec<MatrixRow>,
    all: usize,
    /// Column, its mark and how many: for the sentence above the table and its links.
    tallies: Vec<(&'static str, Vec<(Mark, usize)>)>,
    filter: Filter,
    areas: Vec<(String, String)>,
    editions: Vec<Edition>,
    can_compile: bool,
}

impl MatrixPage {
    fn cell(&self, cell: &MatrixCell) -> String {
        cell_words(&self.s, cell)
    }
}

/// A state in words, with its day.
pub fn cell_words(s: &Shell, cell: &MatrixCell) -> String {
    cell.on.map_or_else(|| s.t(&cell.key), |day| s.t1(&cell.key, "date", s.date(day)))
}

/// The cell of a row that a column's word names.
fn column(word: &str) -> Option<fn(&MatrixRow) -> &MatrixCell> {
    match word {
        "avtal" => Some(|row| &row.agreement),
        "plan" => Some(|row| &row.plan),
        "redovisning" => Some(|row| &row.report),
        _ => None,
    }
}

const COLUMNS: [&str; 3] = ["avtal", "plan", "redovisning"];

pub async fn matrix(
    State(app): State<App>,
    s: Shell,
    Path(year): Path<i32>,
    Query(filter): Query<Filter>,
) -> Result<impl IntoResponse, Refusal> {
    if !is_of_programme(year) {
        return Err(Refusal::NotFound);
    }
    let mut conn = app.db.read().await?;
    let mut rows = view::matrix(&mut conn, year, s.today).await?;
    let all = rows.len();
    let tally = |word: &'static str| column(word).map(|of| (word, counts(&rows, of)));
    let tallies = COLUMNS.into_iter().filter_map(tally).collect();
    if let (Some(of), Some(mark)) = (column(&filter.vad), Mark::parse(&filter.lage)) {
        rows.retain(|row| of(row).mark == mark);
    }
    let editions = store::editions(&mut conn, year).await?;
    Ok(Page(MatrixPage { areas: area_names(&s), can_compile: s.can(&COMPILE), s, year, rows, all, tallies, filter, editions }))
}

fn area_names(s: &Shell) -> Vec<(String, String)> {
    lua_2011().areas.iter().map(|a| (a.key.clone(), words::area_name(s, &a.key))).collect()
}

#[derive(Template)]
#[template(path = "compilation/pages/edition.html")]
struct EditionPage {
    s: Shell,
    doc: Document,
    edition: Edition,
    newest: i64,
    areas: Vec<(String, String)>,
}

pub async fn edition(State(app): State<App>, s: Shell, Path((year, number)): Path<(i32, i64)>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let doc = view::edition(&mut conn, year, Some(number)).await?.ok_or(Refusal::NotFound)?;
    let edition = doc.edition.clone().ok_or(Refusal::NotFound)?;
    let newest = store::editions(&mut conn, year).await?.last().map_or(number, |e| e.number);
    Ok(Page(EditionPage { areas: area_names(&s), s, doc, edition, newest }))
}
