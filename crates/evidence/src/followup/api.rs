//! The follow-up's JSON twin.

use super::view;
use axum::Json;
use axum::extract::{Path, State};
use platform::Refusal;
use platform::web::{App, OfYear, QueryOf};
use serde_json::Value;

/// The room's part of the API description.
#[derive(utoipa::OpenApi)]
#[openapi(paths(development))]
pub struct Doc;

/// A district's figures of a year beside municipality, all districts and nation, and its goals with their verdicts by the published method.
#[utoipa::path(get, path = "/api/v1/districts/{slug}/development",
    params(("slug" = String, Path, description = "alby"), ("year" = Option<i32>, Query, description = "year of the figures; the newest when absent")),
    responses((status = 200, body = Object, description = "figures and goals"), (status = 404, description = "no such district")))]
pub async fn development(
    State(app): State<App>,
    Path(slug): Path<String>,
    QueryOf(asked): QueryOf<OfYear>,
) -> Result<Json<Value>, Refusal> {
    let found = view::district_json(&mut *app.db.read().await?, &slug, asked.year, app.db.today()).await?;
    found.map(Json).ok_or(Refusal::NotFound)
}
