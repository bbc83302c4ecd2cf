//! The JSON twin of the pages: the same verbs, the same access.

use super::actions;
use super::rules::{CommitmentDraft, Party, SignatureDraft, Snapshot, is_revision};
use super::store::{self, Done, Review, Signature};
use super::{LAY, READ, READ_INSIDE, READ_REVIEW, REPORT, REVIEW, SIGN, WRITE, view};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::{Act, Caller, Scope};
use platform::web::{App, IfMatch, OfVersion, QueryOf, Routes, or_outrun, with_etag};
use platform::{Conn, Refusal};
use serde::{Deserialize, Serialize};

pub fn routes() -> Routes {
    Routes::new()
        .get("/api/v1/cooperation", &READ, list)
        .get("/api/v1/cooperation/{slug}", &READ, one)
        .get("/api/v1/cooperation/{slug}/commitments/{id}", &READ_INSIDE, commitment)
        .put("/api/v1/cooperation/{slug}/commitments/{id}", &WRITE, put_commitment)
        .post("/api/v1/cooperation/{slug}/versions", &LAY, lay)
        .post("/api/v1/cooperation/{slug}/signatures", &SIGN, sign)
        .get("/api/v1/cooperation/{slug}/reviews", &READ_REVIEW, reviews)
        .post("/api/v1/cooperation/{slug}/reviews/{id}", &REVIEW, answer)
        .post("/api/v1/cooperation/{slug}/report", &REPORT, report)
}

/// Description of this room's API.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(list, one, commitment, put_commitment, lay, sign, reviews, answer, report),
    components(schemas(CooperationRow, Party, CommitmentDraft, SignatureDraft, Signature, ReviewRow, ReviewAnswer, ReportNote, Numbered))
)]
pub struct Doc;

/// Whether the caller may do this here is answered before what was sent is read, so that a bad request tells a stranger nothing.
async fn may(app: &App, caller: &Caller, slug: &str, act: &'static Act) -> Result<(), Refusal> {
    let seen = actions::visible(&mut *app.db.read().await?, caller, slug).await?;
    caller.mandate(act, Scope::Municipality(&seen.cooperation.municipality_code)).map(drop)
}

/// The agreement's state counts its changes; this is how many there have been.
async fn state_version(conn: &mut Conn, slug: &str) -> Result<Option<i64>, Refusal> {
    Ok(store::one(conn, slug).await?.map(|now| now.version))
}

type Body<T> = Result<Json<T>, JsonRejection>;
type Version = Result<IfMatch, Refusal>;

/// An agreement as the caller may know it.
#[derive(Serialize, utoipa::ToSchema)]
struct CooperationRow {
    slug: String,
    #[schema(example = "0127")]
    municipality: String,
    /// `draft`, `signing`, `revising` and `revision_signing` are shown to those inside only.
    #[schema(example = "in_force")]
    state: String,
    title: String,
    /// Newest version the caller may read; 0 before the first.
    version: i64,
    concluded_on: Option<String>,
}

/// Every agreement the caller may know of.
#[utoipa::path(get, path = "/api/v1/cooperation", responses((status = 200, body = [CooperationRow])))]
async fn list(State(app): State<App>, caller: Caller) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let mut rows = Vec::new();
    for c in store::all(&mut conn).await? {
        let seen = match actions::visible(&mut conn, &caller, &c.slug).await {
            Ok(seen) => seen,
            Err(Refusal::NotFound) => continue,
            Err(other) => return Err(other),
        };
        let head = seen.first_read();
        let title = match head {
            Some(h) => store::snapshot(&mut conn, &c.slug, h.version).await?.map(|s| s.title),
            None => None,
        };
        rows.push(CooperationRow {
            state: seen.state().key().into(),
            version: head.map_or(0, |h| h.version),
            concluded_on: head.and_then(|h| h.concluded_on.clone()),
            title: title.unwrap_or(c.title),
            slug: c.slug,
            municipality: c.municipality_code,
        });
    }
    Ok(Json(rows))
}

#[derive(Serialize)]
struct Laid {
    state: String,
    laid_on: String,
    concluded_on: Option<String>,
    reason: String,
    /// True for a concluded version after the first.
    revision: bool,
    signatures: Vec<Signature>,
    done: Vec<Done>,
    reported_on: Option<String>,
    register_number: Option<String>,
    #[serde(flatten)]
    content: Snapshot,
}

/// A version with its parties, goals and commitments, the newest signed one when none is named. Its number is the `ETag`.
#[utoipa::path(
    get, path = "/api/v1/cooperation/{slug}",
    params(("slug" = String, Path), ("version" = Option<i64>, Query)),
    responses((status = 200, body = Object, description = "The version"), (status = 404, description = "No such version, or none the caller may know of"))
)]
async fn one(
    State(app): State<App>,
    caller: Caller,
    Path(slug): Path<String>,
    QueryOf(which): QueryOf<OfVersion>,
) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let seen = actions::visible(&mut conn, &caller, &slug).await?;
    let head = which.version.map_or_else(|| seen.first_read(), |n| seen.version(n)).ok_or(Refusal::NotFound)?;
    let doc = view::document(&mut conn, head).await?.ok_or(Refusal::NotFound)?;
    let body = Laid {
        state: seen.state().key().into(),
        laid_on: head.laid_on.clone(),
        concluded_on: head.concluded_on.clone(),
        reason: head.reason.clone(),
        revision: is_revision(&seen.concluded(), head.version),
        signatures: doc.signatures,
        done: doc.done.into_values().collect(),
        reported_on: doc.report.map(|r| r.reported_on),
        register_number: doc.register_number,
        content: doc.snapshot,
    };
    Ok(with_etag(head.version, body))
}

/// A commitment as it is being written; its version is the `ETag`.
#[utoipa::path(
    get, path = "/api/v1/cooperation/{slug}/commitments/{id}", params(("slug" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = CommitmentDraft), (status = 404))
)]
async fn commitment(State(app): State<App>, caller: Caller, Path((slug, id)): Path<(String, String)>) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    actions::inside(&mut conn, &caller, &slug).await?;
    let found = store::working_one(&mut conn, &slug, &id).await?.ok_or(Refusal::NotFound)?;
    Ok(with_etag(found.version, found.draft))
}

/// Saves a commitment, whole, over the version named in `If-Match`.
#[utoipa::path(
    put, path = "/api/v1/cooperation/{slug}/commitments/{id}", params(("slug" = String, Path), ("id" = String, Path)),
    request_body = CommitmentDraft,
    responses((status = 200, body = CommitmentDraft), (status = 412, description = "Somebody saved since: both texts and the version that stands"), (status = 428, description = "If-Match is wanting"))
)]
async fn put_commitment(
    State(app): State<App>,
    caller: Caller,
    Path((slug, id)): Path<(String, String)>,
    version: Version,
    draft: Body<CommitmentDraft>,
) -> Result<Response, Refusal> {
    may(&app, &caller, &slug, &WRITE).await?;
    let (IfMatch(version), Json(draft)) = match (version, draft) {
        (Ok(version), Ok(draft)) => (version, draft),
        (Err(wanting), _) => return Err(wanting),
        (_, Err(unread)) => return Ok(unread.into_response()),
    };
    let mut tx = app.db.write(&caller).await?;
    let done = actions::save_commitment(&mut tx, &slug, &id, version, draft).await;
    let saved = or_outrun(done, async { Ok(store::working_one(&mut tx, &slug, &id).await?.map(|now| now.version)) }).await?;
    let stands = store::working_one(&mut tx, &slug, &id).await?.ok_or(Refusal::NotFound)?;
    tx.keep(saved).await?;
    Ok(with_etag(saved.version, stands.draft))
}

/// The number something was given.
#[derive(Serialize, utoipa::ToSchema)]
struct Numbered {
    slug: String,
    version: i64,
    /// True when every party has signed the version.
    concluded: bool,
}

/// Lays the text before the parties, if the agreement's state still is the one named in `If-Match`; 422 with every fault at once.
#[utoipa::path(
    post, path = "/api/v1/cooperation/{slug}/versions", params(("slug" = String, Path)),
    responses((status = 201, body = Numbered), (status = 412, description = "Its state is another by now"), (status = 422, description = "Every fault at once"), (status = 428))
)]
async fn lay(State(app): State<App>, caller: Caller, Path(slug): Path<String>, version: Version) -> Result<Response, Refusal> {
    may(&app, &caller, &slug, &LAY).await?;
    let IfMatch(version) = match version {
        Ok(version) => version,
        Err(wanting) => return Err(wanting),
    };
    let mut tx = app.db.write(&caller).await?;
    let done = actions::lay(&mut tx, &slug, version).await;
    let actions::Laid { slug, version } = or_outrun(done, state_version(&mut tx, &slug)).await?;
    tx.save().await?;
    Ok((StatusCode::CREATED, Json(Numbered { slug, version, concluded: false })).into_response())
}

/// Registers a party's signature on paper on the version that waits.
#[utoipa::path(
    post, path = "/api/v1/cooperation/{slug}/signatures", params(("slug" = String, Path)), request_body = SignatureDraft,
    responses((status = 201, body = Numbered), (status = 422, description = "Every fault at once"))
)]
async fn sign(State(app): State<App>, caller: Caller, Path(slug): Path<String>, draft: Body<SignatureDraft>) -> Result<Response, Refusal> {
    actions::inside(&mut *app.db.read().await?, &caller, &slug).await?;
    let Json(draft) = match draft {
        Ok(draft) => draft,
        Err(unread) => return Ok(unread.into_response()),
    };
    let mut tx = app.db.write(&caller).await?;
    let concluded = actions::sign(&mut tx, &slug, &draft).await?;
    let heads = store::versions(&mut tx, &slug).await?;
    let version = store::newest(&heads).map_or(0, |h| h.version);
    tx.save().await?;
    Ok((StatusCode::CREATED, Json(Numbered { slug, version, concluded })).into_response())
}

/// A review: goals that read otherwise in a new version of the plan.
#[derive(Serialize, utoipa::ToSchema)]
struct ReviewRow {
    id: String,
    version: i64,
    plan: String,
    plan_version: i64,
    goals: Vec<String>,
    opened_on: String,
    /// `revise` or `no_need`; absent while it is open.
    outcome: Option<&'static str>,
    reason: Option<String>,
    answered_on: Option<String>,
}

fn review_row(r: Review) -> ReviewRow {
    ReviewRow {
        goals: r.goals(),
        outcome: r.outcome().map(super::rules::Outcome::key),
        id: r.id,
        version: r.version,
        plan: r.plan_slug,
        plan_version: r.plan_version,
        opened_on: r.opened_on,
        reason: r.reason,
        answered_on: r.answered_on,
    }
}

/// The reviews of an agreement, newest first.
#[utoipa::path(
    get, path = "/api/v1/cooperation/{slug}/reviews", params(("slug" = String, Path)),
    responses((status = 200, body = [ReviewRow]), (status = 404))
)]
async fn reviews(State(app): State<App>, caller: Caller, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let seen = actions::visible(&mut conn, &caller, &slug).await?;
    if !seen.is_inside() && !caller.is_state() {
        return Err(Refusal::Forbidden(&READ_REVIEW));
    }
    let mut all = store::reviews(&mut conn, &slug).await?;
    all.retain(|r| seen.version(r.version).is_some());
    Ok(Json(all.into_iter().map(review_row).collect::<Vec<_>>()))
}

/// The answer to a review.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[derive(Default)]
struct ReviewAnswer {
    /// `revise` or `no_need`.
    outcome: String,
    reason: String,
}

/// Answers a review, if the agreement's state still is the one named in `If-Match`.
#[utoipa::path(
    post, path = "/api/v1/cooperation/{slug}/reviews/{id}", params(("slug" = String, Path), ("id" = String, Path)),
    request_body = ReviewAnswer,
    responses((status = 204), (status = 412, description = "Its state is another by now"), (status = 422, description = "Every fault at once"), (status = 428))
)]
async fn answer(
    State(app): State<App>,
    caller: Caller,
    Path((slug, id)): Path<(String, String)>,
    version: Version,
    said: Body<ReviewAnswer>,
) -> Result<Response, Refusal> {
    may(&app, &caller, &slug, &REVIEW).await?;
    let (IfMatch(version), Json(said)) = match (version, said) {
        (Ok(version), Ok(said)) => (version, said),
        (Err(wanting), _) => return Err(wanting),
        (_, Err(unread)) => return Ok(unread.into_response()),
    };
    let mut tx = app.db.write(&caller).await?;
    let done = actions::answer(&mut tx, &slug, &id, version, &said.outcome, &said.reason).await;
    or_outrun(done, state_version(&mut tx, &slug)).await?;
    tx.save().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What goes with a report.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
struct ReportNote {
    note: String,
}

/// Reports the newest signed version to the Government Offices.
#[utoipa::path(
    post, path = "/api/v1/cooperation/{slug}/report", params(("slug" = String, Path)), request_body = ReportNote,
    responses((status = 201, body = Numbered), (status = 422, description = "Nothing signed, or reported already"))
)]
async fn report(State(app): State<App>, caller: Caller, Path(slug): Path<String>, with: Body<ReportNote>) -> Result<Response, Refusal> {
    may(&app, &caller, &slug, &REPORT).await?;
    let Json(with) = match with {
        Ok(with) => with,
        Err(unread) => return Ok(unread.into_response()),
    };
    let mut tx = app.db.write(&caller).await?;
    let version = actions::report(&mut tx, &slug, &with.note).await?;
    tx.save().await?;
    Ok((StatusCode::CREATED, Json(Numbered { slug, version, concluded: true })).into_response())
}
