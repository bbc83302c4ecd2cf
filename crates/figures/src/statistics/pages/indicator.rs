//! One indicator: what it is, and all districts beside each other.

use super::{Shown, chips, group_name, set, subtitle};
use crate::indicator;
use crate::indicator::rules::Indicator;
use crate::statistics::rules::Place;
use crate::statistics::store;
use crate::statistics::view::{self, Table};
use agreements::place;
use agreements::place::rules::District;
use agreements::place::store::swedish_order;
use agreements::programme::source::lua_2011;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse;
use charts::{Chart, Dot, DotPlot, Reference};
use platform::Refusal;
use platform::web::{App, Page, Shell};
use serde::Deserialize;
use series::{Better, Cell};

#[derive(Deserialize)]
pub struct Choice {
    #[serde(default)]
    ar: String,
    #[serde(default)]
    grupp: String,
    #[serde(default)]
    ordning: String,
}

#[derive(Template)]
#[template(path = "statistics/pages/indicator.html")]
struct IndicatorPage {
    s: Shell,
    chips: Vec<(&'static str, String)>,
    i: Indicator,
    area: String,
    group: String,
    groups: Vec<(&'static str, String)>,
    /// Newest first, with the chosen one marked.
    years: Vec<(i32, bool)>,
    year: Option<i32>,
    order: &'static str,
    synthetic: bool,
    figure: String,
    rows: Vec<Row>,
    all: Shown,
    nation: Shown,
    breaks: Vec<(i32, String)>,
    gaps: usize,
    versions: Vec<(i64, String)>,
}

struct Row {
    slug: String,
    name: String,
    municipality: String,
    value: Shown,
    interval: String,
    change: String,
    beside: Shown,
}

pub async fn show(
    State(app): State<App>,
    s: Shell,
    Path(key): Path<String>,
    Query(choice): Query<Choice>,
) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let i = indicator::store::one(&mut conn, &key).await?.ok_or(Refusal::NotFound)?;
    let group = Some(view::group(&choice.grupp)).filter(|g| i.groups.iter().any(|own| own == g)).unwrap_or(crate::statistics::rules::ALL);
    let table = view::table(&mut conn, i.clone(), group).await?;
    let districts = place::store::districts(&mut conn).await?;
    let mut years = table.years();
    let year = choice.ar.parse().ok().filter(|y| years.contains(y)).or(table.latest(districts.len()));
    years.reverse();
    let by_value = choice.ordning != "namn";
    let gaps = store::gaps(&mut conn, None).await?.iter().filter(|g| g.indicator == i.key).count();
    let versions = indicator::store::versions(&mut conn, &i.key).await?.into_iter().map(|(v, at)| (v.version, s.day(&at))).collect();
    let at = year.unwrap_or_default();
    let breaks = i.breaks.iter().filter(|(y, _)| *y <= s.today.format("%Y").to_string().parse().unwrap_or(i32::MAX));
    let page = IndicatorPage {
        chips: chips(&s),
        area: lua_2011().area(&i.area).map(|a| s.pick(&a.sv, &a.en).to_owned()).unwrap_or_default(),
        group: group.to_owned(),
        groups: crate::statistics::rules::GROUPS
            .into_iter()
            .filter(|g| i.groups.iter().any(|own| own == g))
            .map(|g| (g, group_name(&s, g)))
            .collect(),
        figure: if year.is_some() { plot(&s, &table, &districts, at) } else { String::new() },
        rows: rows(&s, &table, &districts, at, by_value),
        all: set(&s, i.measure, table.cell(&Place::AllDistricts, at)),
        nation: set(&s, i.measure, table.cell(&Place::Nation, at)),
        breaks: breaks.map(|(y, key)| (*y, s.t(key))).collect(),
        order: if by_value { "varde" } else { "namn" },
        synthetic: table.synthetic,
        years: years.into_iter().map(|y| (y, year == Some(y))).collect(),
        year,
        gaps,
        versions,
        i,
        s,
    };
    Ok(Page(page))
}

fn rows(s: &Shell, table: &Table, districts: &[District], year: i32, by_value: bool) -> Vec<Row> {
    let mut order: Vec<(&District, Cell)> = districts.iter().map(|d| (d, table.district(&d.id, year))).collect();
    if by_value {
        let lower = table.indicator.better == Better::Lower;
        order.sort_by(|(a, x), (b, y)| compare(*x, *y, lower).then_with(|| swedish_order(&a.name).cmp(&swedish_order(&b.name))));
    }
    order.into_iter().map(|(d, cell)| row(s, table, d, cell, year)).collect()
}

/// Highest first, or lowest where less is better; what cannot be shown stands last.
fn compare(a: Cell, b: Cell, lower: bool) -> std::cmp::Ordering {
    match (a.value(), b.value()) {
        (Some(a), Some(b)) if lower => a.total_cmp(&b),
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn row(s: &Shell, table: &Table, d: &District, cell: Cell, year: i32) -> Row {
    let i = &table.indicator;
    let interval = share_interval(i, cell).map(|(a, b)| format!("{}–{}", i.measure.format(s.lang, a), i.measure.format(s.lang, b)));
    Row {
        slug: d.id.clone(),
        name: d.name.clone(),
        municipality: d.municipality.name.clone(),
        value: set(s, i.measure, cell),
        interval: interval.unwrap_or_default(),
        change: change(s, table, d, cell, year),
        beside: set(s, i.measure, table.cell(&Place::Municipality(d.municipality.code.clone()), year)),
    }
}

/// Wilson's interval is one of shares only.
fn share_interval(i: &Indicator, cell: Cell) -> Option<(f64, f64)> {
    if i.measure == series::Measure::Share { series::interval(cell) } else { None }
}

/// The change since the year before, or why there is none to state.
fn change(s: &Shell, table: &Table, d: &District, now: Cell, year: i32) -> String {
    let i = &table.indicator;
    match (table.district(&d.id, year - 1).value(), now.value()) {
        (Some(_), Some(_)) if !i.breaks_within(year - 1, year).is_empty() => s.t("statistics-change-break"),
        (Some(before), Some(now)) => i.measure.format_change(s.lang, now - before),
        _ => String::new(),
    }
}

fn plot(s: &Shell, table: &Table, districts: &[District], year: i32) -> String {
    let i = &table.indicator;
    let dot = |d: &District| {
        let cell = table.district(&d.id, year);
        let note = if cell.is_shown() { String::new() } else { s.t(cell.text_key()) };
        let href = Some(format!("/stadsdelar/{}", d.id));
        Dot { label: d.name.clone(), value: cell.value(), interval: share_interval(i, cell), note, href, ..Dot::default() }
    };
    let reference = |label: String, place| Some(Reference { label, value: table.cell(&place, year).value()? });
    let references = [reference(s.t("statistics-all-districts"), Place::AllDistricts), reference(s.t("statistics-nation"), Place::Nation)];
    let plot = DotPlot {
        id: "punkter".into(),
        title: finding(s, table, districts, year),
        subtitle: subtitle(s, table, year),
        dots: districts.iter().map(dot).collect(),
        references: references.into_iter().flatten().collect(),
        unit: view::unit(i.measure, i.decimals),
        lang: s.lang,
        ascending: i.better == Better::Lower,
    };
    plot.figure(680.0)
}

/// What the figure says, in a sentence: how many districts the nation is better off than, or the reach where no way is better.
fn finding(s: &Shell, table: &Table, districts: &[District], year: i32) -> String {
    let i = &table.indicator;
    let values: Vec<f64> = districts.iter().filter_map(|d| table.district(&d.id, year).value()).collect();
    let nation = table.cell(&Place::Nation, year).value();
    let ends = values.iter().copied().reduce(f64::min).zip(values.iter().copied().reduce(f64::max));
    match (nation, ends, i.better) {
        (_, None, _) => s.t1("statistics-finding-none", "year", year),
        (Some(nation), Some(_), Better::Higher | Better::Lower) => {
            let worse = values.iter().filter(|v| !i.better.at_least(**v, nation)).count();
            s.t3("statistics-finding-nation", "worse", worse, "shown", values.len(), "year", year)
        }
        (_, Some((low, high)), _) => {
            let text = |v| i.measure.format(s.lang, v);
            s.t3("statistics-finding-reach", "low", text(low), "high", text(high), "year", year)
        }
    }
}
