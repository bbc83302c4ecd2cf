//! Putting the compilation together from agreements, plans, reports and figures.

use crate::compilation::rules::{
    AreaPart, COOPERATION, Compilation, DistrictFigure, Due, INTRODUCTION, IndicatorTable, Mark, MatrixCell, MatrixRow, Silent, Statement,
    mark,
};
use crate::compilation::store;
use crate::report;
use crate::report::rules::{self as report_rules, ReportStatus, SubmittedReport};
use agreements::agreement;
use agreements::agreement::store::AgreementStatus;
use agreements::place;
use agreements::place::rules::District;
use agreements::programme::source::lua_2011;
use chrono::NaiveDate;
use figures::statistics;
use figures::statistics::rules::Place;
use figures::statistics::view::Table;
use plans::plan;
use plans::plan::store::PlanStatus;
use platform::{Conn, db};
use series::{Cell, Measure};
use std::collections::BTreeMap;

/// The compilation of a year as it stands today. The State's own texts are a draft until they are frozen, and are left out unless asked for.
///
/// # Errors
/// What the engine says.
pub async fn compile(conn: &mut Conn, year: i32, today: NaiveDate, with_texts: bool) -> anyhow::Result<Compilation> {
    let districts = place::store::districts(conn).await?;
    let tables = statistics::view::tables(conn).await?;
    let reports = report::store::submitted(conn, year).await?;
    let texts = if with_texts { store::texts(conn, year).await? } else { BTreeMap::new() };
    let text = |part: &str| texts.get(part).map(|t| t.text.clone()).unwrap_or_default();
    let area = |key: &String| AreaPart {
        key: key.clone(),
        comment: text(key),
        indicators: tables.iter().filter(|t| t.indicator.area == *key).map(|t| indicator_table(t, &districts, year)).collect(),
        statements: districts.iter().filter_map(|d| statement(d, &reports, key)).collect(),
    };
    let matrix = matrix_of(conn, &districts, year, today).await?;
    Ok(Compilation {
        year,
        on: today,
        introduction: text(INTRODUCTION),
        areas: lua_2011().areas.iter().map(|a| area(&a.key)).collect(),
        cooperation: AreaPart {
            key: COOPERATION.to_owned(),
            comment: text(COOPERATION),
            indicators: Vec::new(),
            statements: reports.iter().flat_map(on_cooperation).collect(),
        },
        silent: districts.iter().filter(|d| of(&reports, d).is_none()).map(silent).collect(),
        matrix,
        reports: reports.iter().map(|r| (r.slug.clone(), r.version)).collect(),
        vintage: statistics::store::vintage(conn).await?,
        synthetic: tables.iter().any(|t| t.synthetic),
    })
}

fn of<'a>(reports: &'a [SubmittedReport], district: &District) -> Option<&'a SubmittedReport> {
    reports.iter().find(|r| r.municipality_code == district.municipality.code)
}

fn silent(d: &District) -> Silent {
    Silent {
        district: d.id.clone(),
        district_name: d.name.clone(),
        municipality_code: d.municipality.code.clone(),
        municipality_name: d.municipality.name.clone(),
    }
}

/// All districts in the newest year that at least half of them have, not after the compilation's own.
fn indicator_table(table: &Table, districts: &[District], until: i32) -> IndicatorTable {
    let year = latest(table, districts.len(), until);
    let cell = |place: &Place| year.map_or(Cell::Missing, |y| table.cell(place, y));
    let cells: Vec<Cell> = districts.iter().map(|d| cell(&Place::District(d.id.clone()))).collect();
    let ranks = series::rank(&cells, table.indicator.better);
    let is_share = table.indicator.measure == Measure::Share;
    let row = |((d, cell), rank): ((&District, &Cell), Option<usize>)| DistrictFigure {
        district: d.id.clone(),
        name: d.name.clone(),
        municipality_code: d.municipality.code.clone(),
        municipality_name: d.municipality.name.clone(),
        cell: *cell,
        interval: if is_share { series::interval(*cell) } else { None },
        rank,
    };
    IndicatorTable {
        indicator: table.indicator.clone(),
        year,
        rows: districts.iter().zip(&cells).zip(ranks).map(row).collect(),
        nation: cell(&Place::Nation),
        all_districts: cell(&Place::AllDistricts),
        spread: series::spread(&cells),
    }
}

fn latest(table: &Table, districts: usize, until: i32) -> Option<i32> {
    let years: Vec<i32> = table.years().into_iter().filter(|y| *y <= until).collect();
    years.iter().rev().find(|y| table.covered(**y) * 2 >= districts.max(1)).or(years.last()).copied()
}

fn statement(d: &District, reports: &[SubmittedReport], area: &str) -> Option<Statement> {
    let report = of(reports, d)?;
    let part = report_rules::part_of(&d.id, area);
    Some(Statement { text: report.snapshot.text(&part)?.to_owned(), part, ..blank(report, &d.id, &d.name) })
}

fn blank(report: &SubmittedReport, district: &str, name: &str) -> Statement {
    Statement {
        district: district.to_owned(),
        district_name: name.to_owned(),
        municipality_code: report.municipality_code.clone(),
        municipality_name: report.municipality_name.clone(),
        report: report.slug.clone(),
        part: String::new(),
        version: report.version,
        submitted_on: report.submitted_on,
        late: report.late,
        text: String::new(),
    }
}

fn on_cooperation(report: &SubmittedReport) -> [Statement; 2] {
    [report_rules::COOPERATION, report_rules::RESULTS].map(|part| Statement {
        text: report.snapshot.text(part).unwrap_or_default().to_owned(),
        part: part.to_owned(),
        ..blank(report, "", "")
    })
}

/// The status of every district today.
///
/// # Errors
/// What the engine says.
pub async fn matrix(conn: &mut Conn, year: i32, today: NaiveDate) -> anyhow::Result<Vec<MatrixRow>> {
    let districts = place::store::districts(conn).await?;
    matrix_of(conn, &districts, year, today).await
}

async fn matrix_of(conn: &mut Conn, districts: &[District], year: i32, today: NaiveDate) -> anyhow::Result<Vec<MatrixRow>> {
    let plans: BTreeMap<String, PlanStatus> = plan::store::statuses(conn)
        .await?
        .into_iter()
        .filter(|p| p.slug.ends_with(&format!("-{year}")))
        .map(|p| (p.district.clone(), p))
        .collect();
    let reports: BTreeMap<String, ReportStatus> =
        report::store::statuses(conn, year).await?.into_iter().map(|r| (r.municipality_code.clone(), r)).collect();
    let mine = format!("-{year}");
    let agreements: BTreeMap<String, AgreementStatus> = agreement::store::statuses_on(conn, today)
        .await?
        .into_iter()
        .filter(|a| a.slug.ends_with(&mine))
        .map(|a| (a.municipality_code.clone(), a))
        .collect();
    let row = |d: &District| {
        let code = &d.municipality.code;
        Ok(MatrixRow {
            district: d.id.clone(),
            name: d.name.clone(),
            municipality_code: code.clone(),
            municipality_name: d.municipality.name.clone(),
            agreement: agreement_cell(agreements.get(code), &d.municipality.slug, today),
            plan: plan_cell(plans.get(&d.id), due("plan", year), today)?,
            report: report_cell(reports.get(code), due("report", year), today),
        })
    };
    districts.iter().map(row).collect()
}

fn due(obligation: &str, year: i32) -> Due {
    lua_2011().due(obligation, year).map_or(Due::Open, Due::By)
}

fn cell(done: Option<(NaiveDate, bool)>, due: Due, today: NaiveDate, keys: (&str, &str), address: String) -> MatrixCell {
    let key = if done.is_some() { keys.0 } else { keys.1 };
    let on = match (done, due) {
        (Some((day, _)), _) | (None, Due::By(day)) => Some(day),
        (None, Due::Open) => None,
    };
    MatrixCell { mark: mark(done, due, today), key: key.to_owned(), on, address: if done.is_some() { address } else { String::new() } }
}

/// An agreement has no day it is due: it is in force, has been, is on its way, or not begun. Only the parties read one that never was in force, so until
/// then the cell leads to the municipality, where the way from offer to agreement stands for everybody.
fn agreement_cell(agreement: Option<&AgreementStatus>, municipality: &str, today: NaiveDate) -> MatrixCell {
    let way = format!("/kommuner/{municipality}");
    let Some(a) = agreement else {
        return MatrixCell { mark: Mark::Missing, key: "compilation-agreement-none".into(), on: None, address: way };
    };
    let begun = a.in_force_from.filter(|from| *from <= today);
    let (mark, key, on) = match a.state.as_str() {
        "in_force" => (Mark::Done, "compilation-agreement-in-force", begun),
        "ended" if begun.is_some() => (Mark::Done, "compilation-agreement-ended", a.in_force_to),
        _ if begun.is_some() => (Mark::Done, "compilation-agreement-expired", a.in_force_to),
        "broken_off" => (Mark::Missing, "compilation-agreement-broken-off", None),
        _ => (Mark::Due, "compilation-agreement-on-its-way", None),
    };
    let address = if begun.is_some() { format!("/avtal/{}", a.slug) } else { way };
    MatrixCell { mark, key: key.into(), on, address }
}

fn plan_cell(plan: Option<&PlanStatus>, due: Due, today: NaiveDate) -> anyhow::Result<MatrixCell> {
    let day = db::optional_day(plan.and_then(|p| p.submitted_at.as_deref()).and_then(|at| at.get(..10)))?;
    let done = day.map(|day| (day, plan.is_some_and(|p| p.late)));
    let address = plan.map(|p| format!("/stadsdelsplaner/{}", p.slug)).unwrap_or_default();
    Ok(cell(done, due, today, ("compilation-plan-in", "compilation-plan-due"), address))
}

fn report_cell(report: Option<&ReportStatus>, due: Due, today: NaiveDate) -> MatrixCell {
    let done = report.and_then(|r| Some((r.submitted_on?, r.late)));
    let address = report.map(|r| format!("/redovisningar/{}", r.slug)).unwrap_or_default();
    let asked = report.is_some_and(|r| r.state == "completion_requested");
    let keys = if asked { "compilation-report-asked" } else { "compilation-report-in" };
    cell(done, due, today, (keys, "compilation-report-due"), address)
}
