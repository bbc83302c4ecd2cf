//! The files that have come in.

use super::chips;
use crate::statistics::store;
use crate::statistics::store::deliveries::Delivery;
use crate::statistics::store::observations::Past;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use platform::Refusal;
use platform::web::{App, Page, Shell};

/// How many corrections a delivery's page lists.
const LISTED: i64 = 200;

#[derive(Template)]
#[template(path = "statistics/pages/deliveries.html")]
struct ListPage {
    s: Shell,
    chips: Vec<(&'static str, String)>,
    all: Vec<Delivery>,
}

pub async fn list(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    let all = store::deliveries(&mut *app.db.read().await?).await?;
    Ok(Page(ListPage { chips: chips(&s), s, all }))
}

#[derive(Template)]
#[template(path = "statistics/pages/delivery.html")]
struct DeliveryPage {
    s: Shell,
    chips: Vec<(&'static str, String)>,
    d: Delivery,
    /// What was replaced; only for those who may read the whole basis.
    past: Vec<Past>,
}

pub async fn show(State(app): State<App>, s: Shell, Path(number): Path<i64>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let d = store::deliveries::delivery(&mut conn, number).await?.ok_or(Refusal::NotFound)?;
    let whole = s.can(&crate::statistics::actions::EXPORT_WHOLE);
    let past = if whole { store::observations::history(&mut conn, number, LISTED).await? } else { Vec::new() };
    Ok(Page(DeliveryPage { chips: chips(&s), s, d, past }))
}
