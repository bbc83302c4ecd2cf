//! Organisations in JSON.

use super::actions;
use super::rules::Wish;
use super::store;
use super::view::{OrganisationView, OrganisationWish, OrganisationWithVersions, VersionView};
use crate::place;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use platform::Refusal;
use platform::access::Caller;
use platform::web::{App, IfMatch, QueryOf, or_outrun, with_etag};
use serde::Deserialize;
use wording::Fault;

/// The room's part of the API's description.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, add, correct), components(schemas(OrganisationView, OrganisationWish, OrganisationWithVersions, VersionView)))]
pub struct Doc;

/// Narrows a list of organisations.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OrganisationQuery {
    /// Municipality code, four digits.
    municipality: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/organisations", tag = "organisations", params(OrganisationQuery),
    responses((status = 200, description = "Organisations by name", body = Vec<OrganisationView>), (status = 404, description = "No such municipality")))]
pub async fn list(State(app): State<App>, QueryOf(query): QueryOf<OrganisationQuery>) -> Result<Json<Vec<OrganisationView>>, Refusal> {
    let mut conn = app.db.read().await?;
    let found = match &query.municipality {
        Some(code) => {
            place::store::municipality(&mut conn, code).await?.ok_or(Refusal::NotFound)?;
            store::of_municipality(&mut conn, code).await?
        }
        None => store::all(&mut conn).await?,
    };
    Ok(Json(found.iter().map(OrganisationView::from).collect()))
}

#[utoipa::path(get, path = "/api/v1/organisations/{id}", tag = "organisations", params(("id" = String, Path)),
    responses((status = 200, description = "One organisation with its versions", body = OrganisationWithVersions), (status = 404)))]
pub async fn one(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let found = store::one(&mut conn, &id).await?.ok_or(Refusal::NotFound)?;
    let versions = store::versions(&mut conn, &id).await?.into_iter().map(VersionView::from).collect();
    Ok(with_etag(found.version, OrganisationWithVersions { organisation: (&found).into(), versions }))
}

#[utoipa::path(post, path = "/api/v1/organisations", tag = "organisations", request_body = OrganisationWish,
    responses((status = 201, description = "Added", body = OrganisationView), (status = 422, description = "Every fault at once")))]
pub async fn add(State(app): State<App>, caller: Caller, Json(wish): Json<OrganisationWish>) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&caller).await?;
    let id = actions::add(&mut tx, &wish.municipality, &wish_of(&wish)?).await?;
    let added = store::one(&mut tx, &id).await?.ok_or(Refusal::NotFound)?;
    tx.save().await?;
    let body = with_etag(added.version, OrganisationView::from(&added));
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/api/v1/organisations/{id}"))], body).into_response())
}

#[utoipa::path(put, path = "/api/v1/organisations/{id}", tag = "organisations", request_body = OrganisationWish,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The version it is corrected from")),
    responses((status = 200, description = "Corrected by a new version", body = OrganisationView), (status = 412, description = "Somebody else was first: both texts and the version that stands"),
        (status = 422, description = "Every fault at once"), (status = 428, description = "If-Match is missing")))]
pub async fn correct(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    IfMatch(version): IfMatch,
    Json(wish): Json<OrganisationWish>,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&caller).await?;
    let done = actions::correct(&mut tx, &id, version, &wish_of(&wish)?).await;
    or_outrun(done, async { Ok(store::one(&mut tx, &id).await?.map(|now| now.version)) }).await?;
    let now = store::one(&mut tx, &id).await?.ok_or(Refusal::NotFound)?;
    tx.save().await?;
    Ok(with_etag(now.version, OrganisationView::from(&now)))
}

fn wish_of(wish: &OrganisationWish) -> Result<Wish, Refusal> {
    let days = [("valid_from", &wish.valid_from), ("valid_to", &wish.valid_to)].map(|(field, text)| day(field, text.as_deref()));
    let faults: Vec<_> = days.iter().filter_map(|d| d.as_ref().err().cloned()).collect();
    Refusal::unless_clean(faults)?;
    let [valid_from, valid_to] = days.map(Result::unwrap_or_default);
    Ok(Wish { id: wish.id.clone(), kind: wish.kind.clone(), name: wish.name.clone(), valid_from, valid_to, reason: wish.reason.clone() })
}

fn day(field: &str, text: Option<&str>) -> Result<Option<NaiveDate>, Fault> {
    let Some(text) = text.filter(|t| !t.is_empty()) else { return Ok(None) };
    text.parse().map(Some).map_err(|_| Fault::must("fault-day", "").at(field).with("value", text))
}
