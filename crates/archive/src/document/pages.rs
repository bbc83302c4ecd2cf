//! The documents' addresses.

use super::actions;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Shell};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Asked {
    version: Option<i64>,
    /// Number of an edition of the compilation; the newest where it is absent.
    utgava: Option<i64>,
    /// Number of a computation of an evaluation; the newest with a result where it is absent.
    berakning: Option<i64>,
}

fn file(bytes: Vec<u8>, kind: &'static str, name: &str) -> Response {
    let manner = if kind == "application/pdf" { "inline" } else { "attachment" };
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, format!("{manner}; filename=\"{name}\""))];
    (headers, bytes).into_response()
}

const PDF: &str = "application/pdf";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) async fn agreement(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<Response, Refusal> {
    let pdf = actions::agreement_pdf(&app, &s, &slug).await?;
    Ok(file(pdf, PDF, &format!("avtal-{slug}.pdf")))
}

pub(super) async fn plan(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let pdf = actions::plan_pdf(&app, &s, &slug, asked.version).await?;
    Ok(file(pdf, PDF, &format!("stadsdelsplan-{slug}.pdf")))
}

pub(super) async fn cooperation(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let pdf = actions::cooperation_pdf(&app, &s, &slug, asked.version).await?;
    Ok(file(pdf, PDF, &format!("samverkan-{slug}.pdf")))
}

pub(super) async fn report(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let pdf = actions::report_for(&app, &s, &slug, asked.version).await?;
    Ok(file(pdf, PDF, &format!("redovisning-{slug}.pdf")))
}

pub(super) async fn compilation(
    State(app): State<App>,
    s: Shell,
    Path(year): Path<i32>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let pdf = actions::compilation_for(&app, &s, year, asked.utgava).await?;
    Ok(file(pdf, PDF, &format!("sammanstallning-{year}.pdf")))
}

pub(super) async fn evaluation(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let pdf = actions::evaluation_for(&app, &s, &slug, asked.berakning).await?;
    Ok(file(pdf, PDF, &format!("utvardering-{slug}.pdf")))
}

pub(super) async fn workbook(
    State(app): State<App>,
    s: Shell,
    Path(year): Path<i32>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let bytes = actions::xlsx_for(&app, &s, year, asked.utgava).await?;
    Ok(file(bytes, XLSX, &format!("sammanstallning-{year}.xlsx")))
}

pub(super) async fn csv(State(app): State<App>, s: Shell, Path(year): Path<i32>, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    let bytes = actions::csv_for(&app, &s, year, asked.utgava).await?;
    Ok(file(bytes, "text/csv; charset=utf-8", &format!("sammanstallning-{year}.csv")))
}
