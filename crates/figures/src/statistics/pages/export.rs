//! Figures as files.

use crate::statistics::actions;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Shell};

pub async fn all(State(app): State<App>) -> Result<Response, Refusal> {
    let csv = actions::public_csv(&mut *app.db.read().await?, None).await?;
    Ok(file(csv, "statistik.csv"))
}

pub async fn one(State(app): State<App>, Path(key): Path<String>) -> Result<Response, Refusal> {
    let csv = actions::public_csv(&mut *app.db.read().await?, Some(&key)).await?;
    Ok(file(csv, &format!("{key}.csv")))
}

pub async fn whole(State(app): State<App>, s: Shell) -> Result<Response, Refusal> {
    let csv = actions::whole_csv(&mut *app.db.read().await?, &s.caller, None).await?;
    Ok(file(csv, "statistik-underlag.csv"))
}

/// The file with its number of rows in a header, so that one that was cut off on the way is known.
fn file(csv: String, name: &str) -> Response {
    let rows = csv.lines().count().saturating_sub(1).to_string();
    let attached = format!("attachment; filename=\"{name}\"");
    let mut response = ([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], csv).into_response();
    if let (Ok(attached), Ok(rows)) = (HeaderValue::from_str(&attached), HeaderValue::from_str(&rows)) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, attached);
        response.headers_mut().insert("x-rows", rows);
    }
    response
}
