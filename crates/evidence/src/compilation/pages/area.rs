//! One area: every district's figure, the spread, and the municipalities' own words.

use crate::compilation::rules::{AreaPart, COOPERATION, Compilation, IndicatorTable, Silent, Statement};
use crate::compilation::store::{self, Edition};
use crate::compilation::{is_of_programme, view};
use crate::development::words;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse;
use charts::{Chart, Dot, DotPlot, Reference};
use platform::Refusal;
use platform::web::{App, Page, Shell};
use serde::Deserialize;
use series::{Better, Cell};

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    utgava: Option<i64>,
}

/// An indicator with its picture and its spread in words.
struct IndicatorView {
    key: String,
    name: String,
    chart: String,
    spread: String,
    unshown: String,
    source: String,
}

/// A statement as the page sets it.
struct Said {
    statement: Statement,
    heading: String,
    /// Anchor within the page: the district's slug, or the report's for what concerns the whole municipality.
    id: String,
}

#[derive(Template)]
#[template(path = "compilation/pages/area.html")]
struct AreaPage {
    s: Shell,
    year: i32,
    key: String,
    name: String,
    others: Vec<(String, String)>,
    comment: String,
    indicators: Vec<IndicatorView>,
    statements: Vec<Said>,
    silent: Vec<Silent>,
    synthetic: bool,
    vintage: i64,
    edition: Option<Edition>,
    editions: Vec<Edition>,
}

pub async fn area(
    State(app): State<App>,
    s: Shell,
    Path((year, key)): Path<(i32, String)>,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Refusal> {
    if !is_of_programme(year) {
        return Err(Refusal::NotFound);
    }
    let mut conn = app.db.read().await?;
    let editions = store::editions(&mut conn, year).await?;
    let (edition, c) = match asked.utgava {
        Some(number) => {
            let doc = view::edition(&mut conn, year, Some(number)).await?.ok_or(Refusal::NotFound)?;
            (doc.edition, doc.content)
        }
        None => (None, view::compile(&mut conn, year, s.today, false).await?),
    };
    let part = c.part(&key).cloned().ok_or(Refusal::NotFound)?;
    Ok(Page(page(s, &c, part, edition, editions)))
}

fn page(s: Shell, c: &Compilation, part: AreaPart, edition: Option<Edition>, editions: Vec<Edition>) -> AreaPage {
    let mut others = super::area_names(&s);
    others.push((COOPERATION.to_owned(), s.t("compilation-cooperation")));
    let name = if part.key == COOPERATION { s.t("compilation-cooperation") } else { words::area_name(&s, &part.key) };
    AreaPage {
        indicators: part.indicators.iter().map(|t| indicator_view(&s, c, t)).collect(),
        statements: part.statements.into_iter().map(|x| said(&s, x)).collect(),
        others,
        name,
        key: part.key,
        comment: part.comment,
        silent: c.silent.clone(),
        synthetic: c.synthetic,
        vintage: c.vintage,
        year: c.year,
        edition,
        editions,
        s,
    }
}

fn said(s: &Shell, statement: Statement) -> Said {
    let own = match statement.part.as_str() {
        crate::report::rules::COOPERATION => s.t("report-part-cooperation"),
        crate::report::rules::RESULTS => s.t("report-part-results"),
        _ => String::new(),
    };
    let heading = if own.is_empty() {
        s.t2("compilation-statement-of", "district", &statement.district_name, "municipality", &statement.municipality_name)
    } else {
        s.t2("report-part-of", "district", &statement.municipality_name, "area", own)
    };
    let id = if statement.district.is_empty() { format!("{}-{}", statement.report, statement.part) } else { statement.district.clone() };
    Said { heading, id, statement }
}

fn indicator_view(s: &Shell, c: &Compilation, t: &IndicatorTable) -> IndicatorView {
    let measure = t.indicator.measure;
    let unshown = t.spread.missing + t.spread.suppressed + t.spread.not_applicable;
    let spread = t.spread.five.map(|five| {
        let number = |value| measure.format(s.lang, value);
        let args = vec![
            ("median", number(five.median).into()),
            ("low", number(five.q1).into()),
            ("high", number(five.q3).into()),
            ("least", number(five.min).into()),
            ("most", number(five.max).into()),
            ("n", t.spread.shown.into()),
        ];
        words::say(s, "compilation-spread", args)
    });
    let hidden = vec![
        ("n", unshown.into()),
        ("missing", t.spread.missing.into()),
        ("suppressed", t.spread.suppressed.into()),
        ("inapplicable", t.spread.not_applicable.into()),
    ];
    IndicatorView {
        key: t.indicator.key.clone(),
        name: t.indicator.name(s.lang).to_owned(),
        chart: dot_plot(s, c, t).figure(720.0),
        spread: spread.unwrap_or_else(|| s.t("compilation-spread-none")),
        unshown: if unshown > 0 { words::say(s, "compilation-unshown", hidden) } else { String::new() },
        source: t.indicator.source.clone(),
    }
}

/// All districts in order with their intervals, the nation and all districts as lines.
pub fn dot_plot(s: &Shell, c: &Compilation, t: &IndicatorTable) -> DotPlot {
    let indicator = &t.indicator;
    let year = t.year.map(|y| y.to_string()).unwrap_or_default();
    let dot = |row: &crate::compilation::rules::DistrictFigure| Dot {
        label: row.name.clone(),
        value: row.cell.value(),
        interval: row.interval,
        highlighted: false,
        note: if row.cell.is_shown() { String::new() } else { words::cell(s, row.cell, indicator.measure) },
        href: Some(format!("/stadsdelar/{}/{}", row.district, indicator.area)),
    };
    let line = |key: &str, cell: Cell| cell.value().map(|value| Reference { label: s.t(key), value });
    let key = if c.synthetic { "compilation-chart-subtitle-synthetic" } else { "compilation-chart-subtitle" };
    DotPlot {
        id: format!("alla-{}", indicator.key),
        title: s.t2("compilation-chart-title", "what", indicator.name(s.lang), "year", year),
        subtitle: s.t2(key, "unit", words::capital(indicator.unit(s.lang)), "source", &indicator.source),
        dots: t.rows.iter().map(dot).collect(),
        references: [line("development-nation", t.nation), line("development-all-districts", t.all_districts)]
            .into_iter()
            .flatten()
            .collect(),
        unit: words::unit(indicator.measure),
        lang: s.lang,
        ascending: indicator.better == Better::Lower,
    }
}
