//! Places in JSON and CSV.

use super::rules::{Reading, unreadable};
use super::store;
use super::view::{DistrictView, ExpansionView, MunicipalityView, MunicipalityWithDistricts, NoteView, RawRow, codes_csv};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use platform::web::{App, QueryOf, with_etag};
use platform::{Conn, Refusal};
use serde::Deserialize;

/// The room's part of the API's description.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(districts, district, municipalities, municipality, expand),
    components(schemas(DistrictView, MunicipalityView, MunicipalityWithDistricts, ExpansionView, NoteView, RawRow))
)]
pub struct Doc;

/// Narrows a list of districts.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DistrictQuery {
    /// Municipality code, four digits.
    municipality: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/districts", tag = "places", params(DistrictQuery),
    responses((status = 200, description = "Every district of the programme, by name", body = Vec<DistrictView>), (status = 404, description = "No such municipality")))]
pub async fn districts(State(app): State<App>, QueryOf(query): QueryOf<DistrictQuery>) -> Result<Json<Vec<DistrictView>>, Refusal> {
    let mut conn = app.db.read().await?;
    let found = match &query.municipality {
        Some(code) => {
            store::municipality(&mut conn, code).await?.ok_or(Refusal::NotFound)?;
            store::districts_of(&mut conn, code).await?
        }
        None => store::districts(&mut conn).await?,
    };
    Ok(Json(found.iter().map(DistrictView::from).collect()))
}

#[utoipa::path(get, path = "/api/v1/districts/{slug}", tag = "places", params(("slug" = String, Path, example = "alby")),
    responses((status = 200, description = "One district; its ETag is the number of its reading", body = DistrictView), (status = 404)))]
pub async fn district(State(app): State<App>, Path(slug): Path<String>) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let found = store::district(&mut conn, &slug).await?.ok_or(Refusal::NotFound)?;
    Ok(with_etag(found.reading, DistrictView::from(&found)))
}

#[utoipa::path(get, path = "/api/v1/municipalities", tag = "places",
    responses((status = 200, description = "Every municipality of the programme, by name", body = Vec<MunicipalityView>)))]
pub async fn municipalities(State(app): State<App>) -> Result<Json<Vec<MunicipalityView>>, Refusal> {
    let mut conn = app.db.read().await?;
    Ok(Json(store::municipalities(&mut conn).await?.iter().map(MunicipalityView::from).collect()))
}

#[utoipa::path(get, path = "/api/v1/municipalities/{code}", tag = "places", params(("code" = String, Path, description = "Code or slug", example = "0127")),
    responses((status = 200, description = "One municipality with its districts", body = MunicipalityWithDistricts), (status = 404)))]
pub async fn municipality(State(app): State<App>, Path(code): Path<String>) -> Result<Json<MunicipalityWithDistricts>, Refusal> {
    let mut conn = app.db.read().await?;
    let found = by_code_or_slug(&mut conn, &code).await?.ok_or(Refusal::NotFound)?;
    let districts = store::districts_of(&mut conn, &found.code).await?;
    let districts = districts.iter().map(DistrictView::from).collect();
    Ok(Json(MunicipalityWithDistricts { municipality: (&found).into(), districts }))
}

async fn by_code_or_slug(conn: &mut Conn, text: &str) -> anyhow::Result<Option<super::rules::Municipality>> {
    match store::municipality(conn, text).await? {
        Some(found) => Ok(Some(found)),
        None => store::municipality_by_slug(conn, text).await,
    }
}

/// A notation and the municipality it is for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ExpandQuery {
    /// As annex 2 writes it: `12800109-10,234-35,44`.
    #[serde(default)]
    notation: String,
    /// Four digits.
    #[serde(default)]
    municipality: String,
}

#[utoipa::path(get, path = "/api/v1/areas/expand", tag = "places", params(ExpandQuery),
    responses((status = 200, description = "Every code the notation means", body = ExpansionView), (status = 422, description = "What cannot be read, where, and how to mend it")))]
pub async fn expand(QueryOf(query): QueryOf<ExpandQuery>) -> Result<Json<ExpansionView>, Refusal> {
    match Reading::of("", &query.notation, &query.municipality) {
        Ok(reading) => Ok(Json(reading.expansion.into())),
        Err(error) => Err(unreadable(&error).at(if error.key == "municipality" { "municipality" } else { "notation" }).into()),
    }
}

/// Every code of every district as CSV.
///
/// # Errors
/// What the engine says.
pub async fn codes(State(app): State<App>) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let body = codes_csv(&store::districts(&mut conn).await?)?;
    let headers =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, "attachment; filename=\"stadsdelar-koder.csv\"")];
    Ok((headers, body).into_response())
}
