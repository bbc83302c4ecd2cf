//! What is measured, and how far it reaches.

use super::{Shown, chips, set};
use crate::statistics::rules::Place;
use crate::statistics::view::{self, Table};
use crate::statistics::{actions::EXPORT_WHOLE, store};
use agreements::place;
use agreements::programme::source::lua_2011;
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use platform::Refusal;
use platform::web::{App, Page, Shell};

#[derive(Template)]
#[template(path = "statistics/pages/catalogue.html")]
struct CataloguePage {
    s: Shell,
    chips: Vec<(&'static str, String)>,
    synthetic: bool,
    /// Nothing has been delivered yet.
    empty: bool,
    areas: Vec<Area>,
    latest: Option<store::deliveries::Delivery>,
    may_export_whole: bool,
}

struct Area {
    name: String,
    letter: String,
    rows: Vec<Row>,
}

struct Row {
    key: String,
    name: String,
    unit: String,
    certainty: String,
    year: Option<i32>,
    covered: usize,
    districts: usize,
    all: Shown,
    nation: Shown,
    gaps: usize,
}

pub async fn show(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let tables = view::tables(&mut conn).await?;
    let districts = place::store::districts(&mut conn).await?.len();
    let gaps = store::gaps(&mut conn, None).await?;
    let open = |key: &str| gaps.iter().filter(|g| g.indicator == key).count();
    let of_area =
        |key: &str| tables.iter().filter(|t| t.indicator.area == key).map(|t| row(&s, t, districts, open(&t.indicator.key))).collect();
    let area = |a: &agreements::programme::rules::GoalArea| Area {
        name: s.pick(&a.sv, &a.en).to_owned(),
        letter: a.letter.clone(),
        rows: of_area(&a.key),
    };
    let areas = lua_2011().areas.iter().map(area).collect();
    let latest = store::deliveries(&mut conn).await?.into_iter().next();
    let may_export_whole = EXPORT_WHOLE.open_to(&s.caller);
    Ok(Page(CataloguePage {
        chips: chips(&s),
        synthetic: tables.iter().any(|t| t.synthetic),
        empty: latest.is_none(),
        areas,
        latest,
        may_export_whole,
        s,
    }))
}

fn row(s: &Shell, table: &Table, districts: usize, gaps: usize) -> Row {
    let (i, year) = (&table.indicator, table.latest(districts));
    let cell = |place| set(s, i.measure, year.map_or(series::Cell::Missing, |y| table.cell(&place, y)));
    Row {
        key: i.key.clone(),
        name: i.name(s.lang).to_owned(),
        unit: i.unit(s.lang).to_owned(),
        certainty: s.t(i.certainty.key()),
        covered: year.map_or(0, |y| table.covered(y)),
        all: cell(Place::AllDistricts),
        nation: cell(Place::Nation),
        year,
        districts,
        gaps,
    }
}
