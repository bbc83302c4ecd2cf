//! The pages' twin in JSON.

use super::actions::{self, File, IMPORT, ImportOutcome};
use super::pages::{READ, in_words};
use super::rules::{Place, shown};
use super::view::{Definition, DistrictFigures, Figure, district_figures};
use super::{rules, store, view};
use crate::indicator;
use agreements::place;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::{App, OfYear, QueryOf, Routes, Shell, not_among, problem_with};
use platform::{Conn, Refusal};
use serde::{Deserialize, Serialize};
use wording::Fault;

/// Every address of the room's API.
pub fn routes() -> Routes {
    Routes::new()
        .get("/api/v1/indicators", &READ, indicators)
        .get("/api/v1/observations", &READ, observations)
        .get("/api/v1/districts/{slug}/figures", &READ, figures)
        .get("/api/v1/deliveries", &READ, deliveries)
        .get("/api/v1/gaps", &READ, gaps)
        .post("/api/v1/imports", &IMPORT, import)
}

#[derive(utoipa::OpenApi)]
#[openapi(
    paths(indicators, observations, figures, deliveries, gaps, import),
    components(schemas(Definition, Point, Observations, DistrictFigures))
)]
pub struct Doc;

/// Every indicator with its definition.
#[utoipa::path(get, path = "/api/v1/indicators", tag = "statistics", responses((status = 200, body = [Definition])))]
async fn indicators(State(app): State<App>) -> Result<Json<Vec<Definition>>, Refusal> {
    let all = indicator::store::all(&mut *app.db.read().await?).await?;
    Ok(Json(all.iter().map(Definition::from).collect()))
}

/// Which observations are asked for. Several places give all of them; none gives every place.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Slug of a district.
    district: Option<String>,
    /// Code of a municipality.
    municipality: Option<String>,
    /// `all` for the districts together, `nation`.
    level: Option<String>,
    /// Key of an indicator; every indicator without it.
    indicator: Option<String>,
    /// A year; every year without it.
    year: Option<i32>,
    /// `alla`, `kvinnor` or `man`; `alla` without it.
    group: Option<String>,
}

/// One observation, as it may be shown.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Point {
    pub place: String,
    pub indicator: String,
    pub group: String,
    pub year: i32,
    #[serde(flatten)]
    pub figure: Figure,
}

/// What was asked for, with the mark that follows it everywhere.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Observations {
    /// Some of the figures are made by a generator.
    pub synthetic: bool,
    /// Number of the newest delivery.
    pub vintage: i64,
    pub observations: Vec<Point>,
}

/// Observations of places; what is withheld says so and carries no number.
#[utoipa::path(get, path = "/api/v1/observations", tag = "statistics", params(Ask), responses((status = 200, body = Observations), (status = 404, description = "No such place or indicator"), (status = 422, description = "A group or level that is none")))]
async fn observations(State(app): State<App>, QueryOf(ask): QueryOf<Ask>) -> Result<Json<Observations>, Refusal> {
    let mut conn = app.db.read().await?;
    Refusal::unless_clean(unread(&ask))?;
    let group = view::group(ask.group.as_deref().unwrap_or(rules::ALL));
    let known = match &ask.indicator {
        Some(key) => vec![indicator::store::one(&mut conn, key).await?.ok_or(Refusal::NotFound)?],
        None => indicator::store::all(&mut conn).await?,
    };
    if is_nowhere(&mut conn, &ask).await? {
        return Err(Refusal::NotFound);
    }
    let wanted = wanted(&ask);
    let mut points = Vec::new();
    let mut synthetic = false;
    for (key, row) in store::places::rows_of_group(&mut conn, group).await? {
        let Some(i) = known.iter().find(|i| i.key == key) else { continue };
        if !wanted.is_empty() && !wanted.contains(&row.place) {
            continue;
        }
        synthetic |= row.synthetic;
        for (year, o) in super::points::unpack(&row.points)?.into_iter().filter(|(year, _)| ask.year.is_none_or(|y| y == *year)) {
            let figure = Figure::from(shown(i, o));
            points.push(Point { place: row.place.clone(), indicator: key.clone(), group: row.group.clone(), year, figure });
        }
    }
    points.sort_by(|a, b| (&a.indicator, &a.place, a.year).cmp(&(&b.indicator, &b.place, b.year)));
    Ok(Json(Observations { synthetic, vintage: store::vintage(&mut conn).await?, observations: points }))
}

const LEVELS: [&str; 2] = ["all", "nation"];

/// What is asked for in words that mean nothing here; nothing is read as something else.
fn unread(ask: &Ask) -> Vec<Fault> {
    let asked = [("group", &ask.group, &rules::GROUPS[..]), ("level", &ask.level, &LEVELS[..])];
    let unknown = asked.into_iter().filter_map(|(field, word, known)| {
        let word = word.as_deref()?;
        (!known.contains(&word)).then(|| not_among(field, word, known))
    });
    unknown.collect()
}

/// True for a district or a municipality that there is none of.
async fn is_nowhere(conn: &mut Conn, ask: &Ask) -> anyhow::Result<bool> {
    if let Some(slug) = &ask.district
        && place::store::district(conn, slug).await?.is_none()
    {
        return Ok(true);
    }
    match &ask.municipality {
        Some(code) => Ok(place::store::municipality(conn, code).await?.is_none()),
        None => Ok(false),
    }
}

/// The places asked for, as they are stored; none for every place.
fn wanted(ask: &Ask) -> Vec<String> {
    let district = ask.district.clone().map(Place::District);
    let municipality = ask.municipality.clone().map(Place::Municipality);
    let level = match ask.level.as_deref() {
        Some("all") => Some(Place::AllDistricts),
        Some("nation") => Some(Place::Nation),
        _ => None,
    };
    [district, municipality, level].into_iter().flatten().map(|place| place.to_string()).collect()
}

/// A district's figures of a year beside its municipality, all districts and the nation.
#[utoipa::path(get, path = "/api/v1/districts/{slug}/figures", tag = "statistics", params(("slug" = String, Path), OfYear), responses((status = 200, body = DistrictFigures), (status = 404)))]
async fn figures(State(app): State<App>, Path(slug): Path<String>, QueryOf(of): QueryOf<OfYear>) -> Result<Json<DistrictFigures>, Refusal> {
    let found = district_figures(&mut *app.db.read().await?, &slug, of.year).await?;
    found.map(Json).ok_or(Refusal::NotFound)
}

/// The files that have come in, newest first.
#[utoipa::path(get, path = "/api/v1/deliveries", tag = "statistics", responses((status = 200, body = [store::deliveries::Delivery])))]
async fn deliveries(State(app): State<App>) -> Result<Json<Vec<store::deliveries::Delivery>>, Refusal> {
    Ok(Json(store::deliveries(&mut *app.db.read().await?).await?))
}

/// Figures that ought to be there and are not.
#[utoipa::path(get, path = "/api/v1/gaps", tag = "statistics", responses((status = 200, body = Vec<Object>, description = "Each with its district, indicator, year, reason and owner")))]
async fn gaps(State(app): State<App>) -> Result<Json<Vec<rules::Gap>>, Refusal> {
    Ok(Json(store::gaps(&mut *app.db.read().await?, None).await?))
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Delivering {
    /// Try the file without taking it in.
    #[serde(default)]
    dry_run: bool,
    /// What the file is called in the list of deliveries.
    file_name: Option<String>,
}

/// Takes in a CSV file, or tries it. A file with faults is answered with all of them and changes nothing.
#[utoipa::path(post, path = "/api/v1/imports", tag = "statistics", params(Delivering), request_body(content = String, content_type = "text/csv"),
    responses((status = 200, body = Object, description = "tried, or nothing to change: rows, new, changed, unchanged"), (status = 201, body = Object, description = "taken in, with the number of the delivery"), (status = 422, description = "every fault with its row, column, rule and remedy")))]
async fn import(State(app): State<App>, s: Shell, QueryOf(how): QueryOf<Delivering>, bytes: Bytes) -> Result<Response, Refusal> {
    let name = how.file_name.unwrap_or_else(|| "api.csv".to_owned());
    let outcome = actions::import_file(&app.db, &s.caller, File { name, bytes, synthetic: false }, how.dry_run).await?;
    let report = report(&s, &outcome)?;
    if !outcome.is_clean() {
        return Ok(problem_with(&s, StatusCode::UNPROCESSABLE_ENTITY, "rule", report));
    }
    let status = if outcome.delivery_id.is_some() { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(report)).into_response())
}

/// The outcome as JSON, each fault with its text and remedy in the reader's language: what the API answers and the command line prints.
///
/// # Errors
/// When the outcome cannot be set as JSON, which is a fault of the program.
pub fn report(s: &Shell, outcome: &ImportOutcome) -> anyhow::Result<serde_json::Value> {
    let mut report = serde_json::to_value(outcome)?;
    if let Some(list) = report["faults"].as_array_mut() {
        for (json, fault) in list.iter_mut().zip(&outcome.faults) {
            let (text, remedy) = in_words(s, fault);
            json["text"] = text.into();
            json["remedy"] = remedy.into();
        }
    }
    Ok(report)
}
