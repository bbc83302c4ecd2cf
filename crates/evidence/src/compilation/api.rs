//! The compilation's JSON twin.

use super::rules::{Mark, MatrixCell, MatrixRow};
use super::{is_of_programme, view};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::Refusal;
use platform::web::{App, QueryOf, with_etag};
use serde::Deserialize;
use serde_json::json;

/// The room's part of the API description.
#[derive(utoipa::OpenApi)]
#[openapi(paths(show, matrix), components(schemas(MatrixRow, MatrixCell, Mark)))]
pub struct Doc;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Which {
    edition: Option<i64>,
}

/// An edition: figures by area, statements word for word, who is silent, the status matrix. `ETag` is its number. Without editions there is
/// only the matrix.
#[utoipa::path(get, path = "/api/v1/compilations/{year}", params(("year" = i32, Path), ("edition" = Option<i64>, Query, description = "newest when absent")),
    responses((status = 200, body = Object, description = "the edition"), (status = 404, description = "none has been frozen")))]
pub async fn show(State(app): State<App>, Path(year): Path<i32>, QueryOf(which): QueryOf<Which>) -> Result<Response, Refusal> {
    let doc = view::edition(&mut *app.db.read().await?, year, which.edition).await?.ok_or(Refusal::NotFound)?;
    let number = doc.edition.as_ref().map_or(0, |e| e.number);
    Ok(with_etag(number, json!({ "edition": doc.edition, "content": doc.content })))
}

/// The status of every district today.
#[utoipa::path(get, path = "/api/v1/compilations/{year}/matrix", params(("year" = i32, Path)), responses((status = 200, body = [MatrixRow]), (status = 404)))]
pub async fn matrix(State(app): State<App>, Path(year): Path<i32>) -> Result<Json<Vec<MatrixRow>>, Refusal> {
    if !is_of_programme(year) {
        return Err(Refusal::NotFound);
    }
    Ok(Json(view::matrix(&mut *app.db.read().await?, year, app.db.today()).await?))
}
