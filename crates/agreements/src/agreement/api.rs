//! The room's JSON twin: the same verbs, the same access.

use super::{actions, store, view};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use platform::Refusal;
use platform::web::{App, IfMatch, Shell};
use serde_json::json;

/// What the API description says of this room.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, clauses, propose))]
pub struct Doc;

/// Where every agreement stands.
#[utoipa::path(get, path = "/api/v1/agreements", tag = "agreement", responses((status = 200, description = "Municipality code, address, state, first day in force")))]
pub(super) async fn list(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    Ok(Json(store::statuses_on(&mut *app.db.read().await?, s.today).await?))
}

/// One agreement as a document, with its version as the entity tag.
#[utoipa::path(get, path = "/api/v1/agreements/{slug}", tag = "agreement", params(("slug" = String, Path)), responses((status = 200, description = "The agreement"), (status = 404, description = "None that the caller may know of")))]
pub(super) async fn one(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let agreement = actions::visible(&mut conn, &s.caller, &slug, s.today).await?;
    let document = view::document_for(&mut conn, &agreement, &s.caller, s.today).await?;
    let body = json!({ "state": agreement.state(s.today).key(), "version": agreement.version, "document": document });
    Ok(([(header::ETAG, format!("\"{}\"", agreement.version))], Json(body)))
}

/// The clauses of the version the caller reads first, each with its own version for `If-Match`, its standing to annex 1 and, for the parties, its log.
#[utoipa::path(get, path = "/api/v1/agreements/{slug}/clauses", tag = "agreement", params(("slug" = String, Path)), responses((status = 200, description = "The clauses in order"), (status = 404, description = "None that the caller may know of")))]
pub(super) async fn clauses(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let agreement = actions::visible(&mut conn, &s.caller, &slug, s.today).await?;
    let document = view::document_for(&mut conn, &agreement, &s.caller, s.today).await?;
    let clauses: Vec<_> = document.sections.into_iter().flat_map(|section| section.clauses).collect();
    Ok(([(header::ETAG, format!("\"{}\"", agreement.version))], Json(clauses)))
}

/// Proposes a wording of a clause; `If-Match` names the clause's version.
#[utoipa::path(put, path = "/api/v1/agreements/{slug}/clauses/{key}/proposal", tag = "agreement", params(("slug" = String, Path), ("key" = String, Path)), responses((status = 200, description = "Id of the proposal"), (status = 409, description = "Touched since"), (status = 422, description = "Every fault"), (status = 428, description = "Without If-Match")))]
pub(super) async fn propose(
    State(app): State<App>,
    s: Shell,
    Path((slug, key)): Path<(String, String)>,
    IfMatch(version): IfMatch,
    Json(wish): Json<actions::Wish>,
) -> Result<impl IntoResponse, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let id = actions::propose(&mut tx, &slug, &key, version, &wish).await?;
    tx.save().await?;
    Ok(Json(json!({ "proposal": id })))
}
