//! The room's JSON twin: the same verbs, the same access.

use super::{actions, store, view};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use platform::web::{App, IfMatch, Shell, or_outrun};
use platform::{Refusal, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What the API description says of this room.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, clauses, propose), components(schemas(store::AgreementStatus, Proposal, Proposed)))]
pub struct Doc;

/// Where every agreement stands.
#[utoipa::path(get, path = "/api/v1/agreements", tag = "agreement", responses((status = 200, body = Vec<store::AgreementStatus>)))]
pub(super) async fn list(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    Ok(Json(store::statuses_on(&mut *app.db.read().await?, s.today).await?))
}

/// One agreement as a document, with its version as the entity tag.
#[utoipa::path(get, path = "/api/v1/agreements/{slug}", tag = "agreement", params(("slug" = String, Path)), responses((status = 200, body = Object, description = "`state`, `version` and the agreement as a `document`"), (status = 404, description = "None that the caller may know of")))]
pub(super) async fn one(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let agreement = actions::visible(&mut conn, &s.caller, &slug, s.today).await?;
    let document = view::document_for(&mut conn, &agreement, &s.caller, s.today).await?;
    let body = json!({ "state": agreement.state(s.today).key(), "version": agreement.version, "document": document });
    Ok(([(header::ETAG, format!("\"{}\"", agreement.version))], Json(body)))
}

/// The clauses of the version the caller reads first, each with its own version for `If-Match`, its standing to annex 1 and, for the parties, its log.
#[utoipa::path(get, path = "/api/v1/agreements/{slug}/clauses", tag = "agreement", params(("slug" = String, Path)), responses((status = 200, body = Vec<Object>, description = "The clauses in order"), (status = 404, description = "None that the caller may know of")))]
pub(super) async fn clauses(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let agreement = actions::visible(&mut conn, &s.caller, &slug, s.today).await?;
    let document = view::document_for(&mut conn, &agreement, &s.caller, s.today).await?;
    let clauses: Vec<_> = document.sections.into_iter().flat_map(|section| section.clauses).collect();
    Ok(([(header::ETAG, format!("\"{}\"", agreement.version))], Json(clauses)))
}

/// What a party wants a clause to read.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(super) struct Proposal {
    text: String,
    comment: String,
    /// Why the clause should differ from annex 1.
    reason: String,
}

impl From<Proposal> for actions::Wish {
    fn from(p: Proposal) -> Self {
        Self { text: p.text, comment: p.comment, reason: p.reason }
    }
}

/// The proposal that was made.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct Proposed {
    /// Its id.
    proposal: String,
}

/// Proposes a wording of a clause; `If-Match` names the clause's version.
#[utoipa::path(put, path = "/api/v1/agreements/{slug}/clauses/{key}/proposal", tag = "agreement", params(("slug" = String, Path), ("key" = String, Path)), request_body = Proposal, responses((status = 200, body = Proposed), (status = 412, description = "Touched since: both texts and the version that stands"), (status = 422, description = "Every fault"), (status = 428, description = "Without If-Match")))]
pub(super) async fn propose(
    State(app): State<App>,
    s: Shell,
    Path((slug, key)): Path<(String, String)>,
    IfMatch(version): IfMatch,
    Json(wish): Json<Proposal>,
) -> Result<impl IntoResponse, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::propose(&mut tx, &slug, &key, version, &wish.into()).await;
    let id = or_outrun(done, clause_version(&mut tx, &slug, &key)).await?;
    tx.save().await?;
    Ok(Json(Proposed { proposal: id }))
}

async fn clause_version(tx: &mut Tx, slug: &str, key: &str) -> Result<Option<i64>, Refusal> {
    let (caller, today) = (tx.caller().clone(), tx.today());
    let agreement = actions::visible(tx, &caller, slug, today).await?;
    let clauses = view::clauses(tx, slug, agreement.newest().number).await?;
    Ok(clauses.into_iter().find(|clause| clause.key == key).map(|clause| clause.version))
}
