//! Chosen districts beside each other over the years.

use super::{Shown, chips, set, subtitle};
use crate::indicator;
use crate::indicator::rules::Indicator;
use crate::statistics::rules::{ALL, Place};
use crate::statistics::view::{self, Table};
use agreements::place;
use agreements::place::rules::District;
use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::IntoResponse;
use charts::{Chart, Emphasis, Line, LineChart};
use platform::Refusal;
use platform::web::{App, Page, Shell};

/// More lines than this cannot be told apart.
const MOST: usize = 5;

#[derive(Template)]
#[template(path = "statistics/pages/compare.html")]
struct ComparePage {
    s: Shell,
    chips: Vec<(&'static str, String)>,
    indicators: Vec<(String, String)>,
    key: String,
    districts: Vec<(String, String, bool)>,
    too_many: bool,
    synthetic: bool,
    figure: String,
    years: Vec<i32>,
    rows: Vec<(String, Vec<Shown>)>,
}

pub async fn show(State(app): State<App>, s: Shell, RawQuery(query): RawQuery) -> Result<impl IntoResponse, Refusal> {
    let query = query.unwrap_or_default();
    let asked =
        |name: &'static str| query.split('&').filter_map(move |pair| pair.split_once('=').filter(|(n, _)| *n == name)).map(|(_, v)| v);
    let mut conn = app.db.read().await?;
    let all = indicator::store::all(&mut conn).await?;
    let wanted = asked("indikator").next().unwrap_or_default();
    let chosen = all.iter().find(|i| i.key == wanted).or(all.first()).cloned();
    let districts = place::store::districts(&mut conn).await?;
    let slugs: Vec<&str> = asked("stadsdel").collect();
    let picked: Vec<&District> = districts.iter().filter(|d| slugs.contains(&d.id.as_str())).take(MOST).collect();
    let table = match chosen {
        Some(i) => Some(view::table(&mut conn, i, ALL).await?),
        None => None,
    };
    let page = ComparePage {
        chips: chips(&s),
        indicators: all.iter().map(|i| (i.key.clone(), i.name(s.lang).to_owned())).collect(),
        key: table.as_ref().map(|t| t.indicator.key.clone()).unwrap_or_default(),
        districts: districts.iter().map(|d| (d.id.clone(), d.name.clone(), picked.iter().any(|p| p.id == d.id))).collect(),
        too_many: slugs.len() > MOST,
        synthetic: table.as_ref().is_some_and(|t| t.synthetic),
        figure: table.as_ref().filter(|_| !picked.is_empty()).map(|t| chart(&s, t, &picked)).unwrap_or_default(),
        years: table.as_ref().map(Table::years).unwrap_or_default(),
        rows: table.as_ref().map(|t| rows(&s, t, &picked)).unwrap_or_default(),
        s,
    };
    Ok(Page(page))
}

/// The chosen districts, all districts and the nation.
fn places(s: &Shell, picked: &[&District]) -> Vec<(String, Place)> {
    let mut all: Vec<_> = picked.iter().map(|d| (d.name.clone(), Place::District(d.id.clone()))).collect();
    all.push((s.t("statistics-all-districts"), Place::AllDistricts));
    all.push((s.t("statistics-nation"), Place::Nation));
    all
}

fn rows(s: &Shell, table: &Table, picked: &[&District]) -> Vec<(String, Vec<Shown>)> {
    let years = table.years();
    let row = |place: &Place| years.iter().map(|year| set(s, table.indicator.measure, table.cell(place, *year))).collect();
    places(s, picked).into_iter().map(|(name, place)| (name, row(&place))).collect()
}

fn chart(s: &Shell, table: &Table, picked: &[&District]) -> String {
    let i = &table.indicator;
    let years = table.years();
    let line = |(label, place): (String, Place)| {
        let points = years.iter().map(|year| (*year, table.cell(&place, *year).value())).collect();
        let sign = |year: &i32| Some((*year, table.cell(&place, *year).symbol(s.lang)?.to_owned()));
        let is_district = matches!(place, Place::District(_));
        let emphasis = if is_district { Emphasis::District } else { Emphasis::Context };
        Line { label, emphasis, points, dashed: place == Place::Nation, signs: years.iter().filter_map(sign).collect() }
    };
    let chart = LineChart {
        id: "jamforelse".into(),
        title: title(s, i, picked),
        subtitle: subtitle(s, table, years.last().copied().unwrap_or_default()),
        series: places(s, picked).into_iter().map(line).collect(),
        breaks: i.breaks.iter().filter(|(y, _)| years.contains(y)).map(|(year, key)| (*year, s.t(key))).collect(),
        target: None,
        unit: view::unit(i.measure, i.decimals),
        lang: s.lang,
        y_from_zero: false,
        ..LineChart::default()
    };
    chart.figure(680.0)
}

fn title(s: &Shell, i: &Indicator, picked: &[&District]) -> String {
    let names = picked.iter().map(|d| d.name.as_str()).collect::<Vec<_>>().join(", ");
    s.t2("statistics-compare-title", "indicator", i.name(s.lang), "districts", names)
}
