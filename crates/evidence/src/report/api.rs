//! The report's JSON twin: the same verbs and the same access as the pages.

use super::actions::{self, Typed};
use super::rules::ReportStatus;
use super::store;
use super::view;
use agreements::programme::source::lua_2011;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::Refusal;
use platform::web::{App, IfMatch, OfVersion, OfYear, QueryOf, Shell, or_outrun, with_etag};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The room's part of the API description.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(list, show, part, put_part, standing, certify),
    components(schemas(ReportStatus, PartText, PartBody, Standing, StepBody, Certified))
)]
pub struct Doc;

/// Every municipality's report for a year. Drafts are the municipality's own; of them it is said only that nothing has been submitted.
#[utoipa::path(get, path = "/api/v1/reports", params(("year" = Option<i32>, Query, description = "year of the report; the programme's when absent")),
    responses((status = 200, body = [ReportStatus])))]
pub async fn list(State(app): State<App>, s: Shell, QueryOf(asked): QueryOf<OfYear>) -> Result<Json<Vec<ReportStatus>>, Refusal> {
    let year = asked.year.unwrap_or_else(|| lua_2011().year());
    let mut all = store::statuses(&mut *app.db.read().await?, year).await?;
    for status in all.iter_mut().filter(|r| !s.caller.is_of_municipality(&r.municipality_code)) {
        status.state = status.public_state().to_owned();
    }
    Ok(Json(all))
}

/// A submitted version: texts, figures with definitions and vintage, goals with verdicts. `ETag` is the number of the version.
#[utoipa::path(get, path = "/api/v1/reports/{slug}", params(("slug" = String, Path, description = "botkyrka-2011"), ("version" = Option<i64>, Query, description = "newest when absent")),
    responses((status = 200, body = Object, description = "the version"), (status = 404, description = "nothing submitted")))]
pub async fn show(State(app): State<App>, Path(slug): Path<String>, QueryOf(which): QueryOf<OfVersion>) -> Result<Response, Refusal> {
    let doc = view::document(&mut *app.db.read().await?, &slug, which.version).await?.ok_or(Refusal::NotFound)?;
    let body = json!({
        "slug": slug, "version": doc.head.version, "submitted_on": doc.head.submitted_on, "submitted_at": doc.head.submitted_at,
        "submitted_by": doc.head.submitted_by, "late": doc.head.late, "reason": doc.head.reason,
        "register_number": doc.register_number, "content": doc.snapshot,
    });
    Ok(with_etag(doc.head.version, body))
}

/// A part as it stands.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PartText {
    part: String,
    version: i64,
    text: String,
    ready: bool,
    changed_at: String,
    changed_by: String,
}

/// A part of a report being written; the municipality's own people only. `ETag` is its version, 0 before it has been saved.
#[utoipa::path(get, path = "/api/v1/reports/{slug}/parts/{part}", params(("slug" = String, Path), ("part" = String, Path, description = "alby.arbete, samverkan, resultat")),
    responses((status = 200, body = PartText), (status = 404, description = "no such part, or not yours")))]
pub async fn part(State(app): State<App>, s: Shell, Path((slug, part)): Path<(String, String)>) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let report = actions::own(&mut conn, &s.caller, &slug).await?;
    let districts = agreements::place::store::districts_of(&mut conn, &report.municipality_code).await?;
    if !actions::parts_of(&districts).iter().any(|p| p.key == part) {
        return Err(Refusal::NotFound);
    }
    let w = store::part(&mut conn, &slug, &part).await?;
    Ok(answer(part, w))
}

fn answer(part: String, w: super::rules::Written) -> Response {
    let body = PartText { part, version: w.version, text: w.text, ready: w.ready, changed_at: w.changed_at, changed_by: w.changed_by };
    with_etag(w.version, body)
}

/// A part to be saved.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub struct PartBody {
    text: String,
    #[serde(default)]
    ready: bool,
}

/// Saves a part over the version named in `If-Match`.
#[utoipa::path(put, path = "/api/v1/reports/{slug}/parts/{part}", params(("slug" = String, Path), ("part" = String, Path)), request_body = PartBody,
    responses((status = 200, body = PartText), (status = 412, description = "somebody else saved first: both texts and the version that stands"), (status = 422, description = "the rules say no"), (status = 428, description = "If-Match is missing")))]
pub async fn put_part(
    State(app): State<App>,
    s: Shell,
    Path((slug, part)): Path<(String, String)>,
    IfMatch(version): IfMatch,
    Json(body): Json<PartBody>,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::save_part(&mut tx, &slug, &part, &Typed { text: body.text, ready: body.ready, version }).await;
    let saved = or_outrun(done, async { Ok(Some(store::part(&mut tx, &slug, &part).await?.version)) }).await?;
    let written = store::part(&mut tx, &slug, &part).await?;
    tx.keep(saved).await?;
    Ok(answer(part, written))
}

/// The state of the report that a step is taken from.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub struct StepBody {
    /// Counts changes of state; a step from another is refused. `If-Match` says the same, and goes before it.
    version: Option<i64>,
}

/// What was submitted.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Certified {
    slug: String,
    /// Number of the submitted version.
    version: i64,
}

/// Where a report stands on its way to being certified.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Standing {
    slug: String,
    state: String,
    /// Counts changes of state; what a certification names in `If-Match`.
    version: i64,
}

/// Where a report stands; the municipality's own people only. `ETag` counts its changes of state.
#[utoipa::path(get, path = "/api/v1/reports/{slug}/certification", params(("slug" = String, Path)),
    responses((status = 200, body = Standing), (status = 404, description = "not begun, or not yours")))]
pub async fn standing(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<Response, Refusal> {
    let report = actions::own(&mut *app.db.read().await?, &s.caller, &slug).await?;
    Ok(with_etag(report.version, Standing { slug, state: report.state.key().to_owned(), version: report.version }))
}

/// Certifies and submits; the caller may not have written in the report. The state it is done from is named by `If-Match`, or by `version` in the body.
#[utoipa::path(post, path = "/api/v1/reports/{slug}/certification", params(("slug" = String, Path), ("If-Match" = Option<String>, Header, description = "number of changes of state; may stand in the body instead")),
    request_body = Option<StepBody>,
    responses((status = 200, body = Certified), (status = 412, description = "its state is another by now, and which"),
        (status = 422, description = "the rules say no"), (status = 428, description = "neither If-Match nor version")))]
pub async fn certify(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    named: Result<IfMatch, Refusal>,
    body: Option<Json<StepBody>>,
) -> Result<Json<Certified>, Refusal> {
    let seen = match (named, body.and_then(|Json(body)| body.version)) {
        (Ok(IfMatch(version)), _) | (Err(_), Some(version)) => version,
        (Err(missing), None) => return Err(missing),
    };
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::certify(&mut tx, &slug, seen).await;
    let version = or_outrun(done, async { Ok(store::report(&mut tx, &slug).await?.map(|now| now.version)) }).await?;
    tx.save().await?;
    Ok(Json(Certified { slug, version }))
}
