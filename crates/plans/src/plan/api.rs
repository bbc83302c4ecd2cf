//! The JSON twin of the pages: the same verbs, the same access.

use super::actions;
use super::rules::Snapshot;
use super::store::{self, PlanStatus};
use super::{READ, SUBMIT, WRITE, view};
use crate::goal::rules::GoalDraft;
use crate::goal::store as goals;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::access::Caller;
use platform::web::{App, IfMatch, OfVersion, QueryOf, Routes, or_outrun, with_etag};
use serde::Serialize;

pub fn routes() -> Routes {
    Routes::new()
        .get("/api/v1/stadsdelsplaner", &READ, list)
        .get("/api/v1/stadsdelsplaner/{slug}", &READ, one)
        .get("/api/v1/stadsdelsplaner/{slug}/mal/{id}", &WRITE, goal)
        .put("/api/v1/stadsdelsplaner/{slug}/mal/{id}", &WRITE, put_goal)
        .post("/api/v1/stadsdelsplaner/{slug}/inlamning", &SUBMIT, submit)
}

/// Description of this room's API.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, goal, put_goal, submit), components(schemas(PlanRow, GoalDraft, Receipt)))]
pub struct Doc;

/// How far a district's plan has come, as the caller may see it.
#[derive(Serialize, utoipa::ToSchema)]
struct PlanRow {
    slug: String,
    district: String,
    /// `draft` and `revising` are shown to the municipality's own people only.
    state: String,
    /// Newest submitted version; 0 before the first.
    version: i64,
    submitted_at: Option<String>,
    late: bool,
}

fn row(plan: &store::Plan, status: PlanStatus, caller: &Caller) -> Option<PlanRow> {
    let own = caller.is_of_municipality(&plan.municipality_code);
    let seen = if own { Some(plan.state) } else { plan.state.seen_from_outside() }?;
    let PlanStatus { slug, district, version, submitted_at, late, .. } = status;
    Some(PlanRow { slug, district, state: seen.key().into(), version, submitted_at, late })
}

/// Every plan the caller may know of.
#[utoipa::path(get, path = "/api/v1/stadsdelsplaner", responses((status = 200, body = [PlanRow])))]
async fn list(State(app): State<App>, caller: Caller) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let plans = store::plans(&mut conn).await?;
    let statuses = store::statuses(&mut conn).await?;
    let rows: Vec<_> = plans.iter().zip(statuses).filter_map(|(plan, status)| row(plan, status, &caller)).collect();
    Ok(Json(rows))
}

#[derive(Serialize)]
struct Submitted {
    submitted_at: String,
    submitted_by: String,
    late: bool,
    reason: String,
    register_number: Option<String>,
    #[serde(flatten)]
    content: Snapshot,
}

/// A submitted version, the newest when none is named, with its goals, measures and frozen figures. Its version is the `ETag`.
#[utoipa::path(
    get, path = "/api/v1/stadsdelsplaner/{slug}",
    params(("slug" = String, Path), ("version" = Option<i64>, Query)),
    responses((status = 200, body = Object, description = "The version"), (status = 404, description = "Nothing submitted, or nothing the caller may know of"))
)]
async fn one(
    State(app): State<App>,
    caller: Caller,
    Path(slug): Path<String>,
    QueryOf(which): QueryOf<OfVersion>,
) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    actions::visible(&mut conn, &caller, &slug).await?;
    let doc = view::document(&mut conn, &slug, which.version).await?.ok_or(Refusal::NotFound)?;
    let head = doc.head.ok_or(Refusal::NotFound)?;
    let body = Submitted {
        submitted_at: head.submitted_at,
        submitted_by: head.submitted_by,
        late: head.late,
        reason: head.reason,
        register_number: doc.register_number,
        content: doc.snapshot,
    };
    Ok(with_etag(head.version, body))
}

/// A goal as it is being written; its version is the `ETag`.
#[utoipa::path(
    get, path = "/api/v1/stadsdelsplaner/{slug}/mal/{id}", params(("slug" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = GoalDraft), (status = 404))
)]
async fn goal(State(app): State<App>, caller: Caller, Path((slug, id)): Path<(String, String)>) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let plan = actions::visible(&mut conn, &caller, &slug).await?;
    if !caller.is_of_municipality(&plan.municipality_code) {
        return Err(Refusal::Forbidden(&WRITE));
    }
    let goal = goals::working_one(&mut conn, &slug, &id).await?.ok_or(Refusal::NotFound)?;
    Ok(with_etag(goal.version, goal.draft))
}

/// Saves a goal, whole, over the version named in `If-Match`.
#[utoipa::path(
    put, path = "/api/v1/stadsdelsplaner/{slug}/mal/{id}", params(("slug" = String, Path), ("id" = String, Path)), request_body = GoalDraft,
    responses((status = 200, body = GoalDraft), (status = 412, description = "Somebody saved since: both texts and the version that stands"), (status = 428, description = "If-Match is wanting"))
)]
async fn put_goal(
    State(app): State<App>,
    caller: Caller,
    Path((slug, id)): Path<(String, String)>,
    IfMatch(version): IfMatch,
    Json(draft): Json<GoalDraft>,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&caller).await?;
    let done = actions::save_goal(&mut tx, &slug, &id, version, draft).await;
    let saved = or_outrun(done, async { Ok(goals::working_one(&mut tx, &slug, &id).await?.map(|now| now.version)) }).await?;
    let stands = goals::working_one(&mut tx, &slug, &id).await?.ok_or(Refusal::NotFound)?;
    tx.keep(saved).await?;
    Ok(with_etag(saved.version, stands.draft))
}

/// What was handed in.
#[derive(Serialize, utoipa::ToSchema)]
struct Receipt {
    slug: String,
    version: i64,
    late: bool,
    changed_goals: Vec<String>,
}

/// Submits the plan as it stands, if its state still is the one named in `If-Match`; 422 with every fault when something binding is wanting.
#[utoipa::path(
    post, path = "/api/v1/stadsdelsplaner/{slug}/inlamning", params(("slug" = String, Path)),
    responses((status = 201, body = Receipt), (status = 412, description = "Its state is another by now"), (status = 422, description = "Every fault at once"), (status = 428))
)]
async fn submit(State(app): State<App>, caller: Caller, Path(slug): Path<String>, IfMatch(version): IfMatch) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&caller).await?;
    let done = actions::submit(&mut tx, &slug, version).await;
    let actions::Submitted { slug, version, late, changed_goals } =
        or_outrun(done, async { Ok(store::plan(&mut tx, &slug).await?.map(|now| now.version)) }).await?;
    tx.save().await?;
    Ok((StatusCode::CREATED, Json(Receipt { slug, version, late, changed_goals })).into_response())
}
