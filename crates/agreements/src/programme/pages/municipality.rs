//! The municipalities, and one with its way from offer to report.

use super::agreement_address;
use crate::organisation::actions::ADD;
use crate::organisation::rules::Organisation;
use crate::organisation::store as organisations;
use crate::place::rules::{District, Municipality};
use crate::place::store as places;
use crate::programme::rules::Programme;
use crate::programme::rules::offer::Offer;
use crate::programme::source;
use crate::programme::store;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use platform::Refusal;
use platform::web::{App, Page, Shell};

struct Row {
    o: Offer,
    districts: Vec<District>,
}

#[derive(Template)]
#[template(path = "programme/pages/municipalities.html")]
struct ListPage {
    s: Shell,
    p: &'static Programme,
    rows: Vec<Row>,
}

/// Every municipality of the programme with its districts and where its offer stands.
///
/// # Errors
/// What the engine says.
pub async fn municipalities(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let districts = places::districts(&mut conn).await?;
    let own = |o: &Offer| districts.iter().filter(|d| d.municipality.code == o.municipality.code).cloned().collect();
    let rows = store::offers(&mut conn).await?.into_iter().map(|o| Row { districts: own(&o), o }).collect();
    Ok(Page(ListPage { s, p: source::lua_2011(), rows }))
}

#[derive(Template)]
#[template(path = "programme/pages/municipality.html")]
struct ShowPage {
    s: Shell,
    p: &'static Programme,
    m: Municipality,
    o: Offer,
    districts: Vec<District>,
    bound: Vec<Organisation>,
    partners: Vec<Organisation>,
    may_add: bool,
    agreement: String,
}

/// One municipality: districts, the way from offer to report, organisations.
///
/// # Errors
/// Not found for an unknown municipality.
pub async fn municipality(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let m = places::municipality_by_slug(&mut conn, &slug).await?.ok_or(Refusal::NotFound)?;
    let o = store::offer(&mut conn, &m.code).await?.ok_or(Refusal::NotFound)?;
    let districts = places::districts_of(&mut conn, &m.code).await?;
    let bound = organisations::bound_authorities(&mut conn, &m.code).await?;
    let own = organisations::of_municipality(&mut conn, &m.code).await?;
    let partners = own.into_iter().filter(|o| o.kind != crate::organisation::rules::Kind::Municipality).collect();
    let may_add = s.can_in(&ADD, &m.code);
    let agreement = agreement_address(&s, source::lua_2011(), &o);
    Ok(Page(ShowPage { s, p: source::lua_2011(), m, o, districts, bound, partners, may_add, agreement }))
}
