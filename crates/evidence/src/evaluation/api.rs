//! The evaluations' JSON twin: the same verbs and the same access as the pages. Figures a computation was made of are never among it.

use super::rules::{ComparisonRule, DesignText};
use super::store::{Head, Outside, Recheck, outside as rows};
use super::view::{self, Filter, Item};
use super::{actions, store};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, QueryOf, Shell, not_among, with_etag};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The room's part of the API description.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, show, register, ask, outside), components(schemas(Item, Head, Recheck, Outside, DesignBody, Registered, Asked)))]
pub struct Doc;

/// Every evaluation, the programme's own and those brought in, narrowed by the same words as the page: `q`, `omrade`, `metod`, `grad`, `utfall`,
/// `stadsdel`, `mal`.
#[utoipa::path(get, path = "/api/v1/evaluations", params(("q" = Option<String>, Query), ("omrade" = Option<String>, Query, description = "goal area"),
    ("metod" = Option<String>, Query), ("grad" = Option<String>, Query), ("utfall" = Option<String>, Query), ("stadsdel" = Option<String>, Query), ("mal" = Option<String>, Query)),
    responses((status = 200, body = [Item]), (status = 422, description = "asks for something by a name that is none")))]
pub async fn list(
    State(app): State<App>,
    QueryOf(names): QueryOf<BTreeMap<String, String>>,
    QueryOf(filter): QueryOf<Filter>,
) -> Result<Json<Vec<Item>>, Refusal> {
    let unknown = names.keys().filter(|name| !Filter::NAMES.contains(&name.as_str()));
    Refusal::unless_clean(unknown.map(|name| not_among("query", name, &Filter::NAMES)).collect())?;
    let mut items = view::items(&mut *app.db.read().await?).await?;
    items.retain(|item| filter.takes(item));
    Ok(Json(items))
}

/// Evaluations made by others, with everything that is said of them.
#[utoipa::path(get, path = "/api/v1/evaluations/outside", responses((status = 200, body = [Outside])))]
pub async fn outside(State(app): State<App>) -> Result<Json<Vec<Outside>>, Refusal> {
    Ok(Json(rows::all(&mut *app.db.read().await?).await?))
}

/// An evaluation: every version of its design, every computation with its outcome as it may be shown, every time one was done again. `ETag` is the
/// version of the design.
#[utoipa::path(get, path = "/api/v1/evaluations/{slug}", params(("slug" = String, Path, description = "bergsjon-forvarvsarbetande")),
    responses((status = 200, body = Object, description = "the evaluation"), (status = 404)))]
pub async fn show(State(app): State<App>, Path(slug): Path<String>) -> Result<Response, Refusal> {
    let e = view::evaluation(&mut *app.db.read().await?, &slug).await?.ok_or(Refusal::NotFound)?;
    let designs: Vec<Value> =
        e.versions.iter().map(|v| json!({ "version": v.version, "registered": v.head, "design": v.design })).collect();
    let body =
        json!({ "slug": slug, "designs": designs, "computations": e.runs.iter().map(computation).collect::<Vec<_>>(), "checks": e.checks });
    Ok(with_etag(e.design().version, body))
}

fn computation(r: &store::Run) -> Value {
    json!({
        "number": r.number, "design": r.design_version, "state": r.state, "asked_at": r.asked_at, "asked_by": r.asked_by, "done": r.done,
        "total": r.total, "ended_at": r.ended_at, "cancelled_by": r.cancelled_by, "fault": r.fault, "seed": r.seed, "program": r.program,
        "vintage": r.vintage, "inputs_sha256": r.inputs_sha256, "outcome_sha256": r.outcome_sha256, "outcome": r.outcome,
    })
}

/// A design to be registered. Numbers are text as they are typed on the page.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct DesignBody {
    title: String,
    question: String,
    districts: Vec<String>,
    /// Id of the goal it tests.
    goal: String,
    indicator: String,
    /// `alla`, `kvinnor`, `man`.
    group: String,
    first: i32,
    start: i32,
    last: i32,
    /// `outside`, `districts`, `listed`.
    rule: String,
    excluded: Vec<String>,
    listed: Vec<String>,
    /// The least effect worth finding, as typed (percentage points for a share); empty takes what the goal wants changed.
    relevant: String,
    bridge: String,
    secondary: String,
}

impl From<DesignBody> for DesignText {
    fn from(b: DesignBody) -> Self {
        let rule = if b.rule.is_empty() { ComparisonRule::Outside.key().to_owned() } else { b.rule };
        Self {
            title: b.title,
            question: b.question,
            districts: b.districts,
            goal: b.goal,
            indicator: b.indicator,
            group: if b.group.is_empty() { "alla".to_owned() } else { b.group },
            first: b.first.to_string(),
            start: b.start.to_string(),
            last: b.last.to_string(),
            rule,
            excluded: b.excluded.join(" "),
            listed: b.listed.join(" "),
            relevant: b.relevant,
            bridge: b.bridge,
            secondary: b.secondary,
            reason: String::new(),
        }
    }
}

/// What was registered.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Registered {
    /// Its word in addresses.
    slug: String,
}

/// What is to be computed.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Asked {
    slug: String,
    /// Number of the computation.
    number: i64,
}

/// Registers a design; nothing is computed.
#[utoipa::path(post, path = "/api/v1/evaluations", request_body = DesignBody,
    responses((status = 201, body = Registered), (status = 422, description = "every fault of the design")))]
pub async fn register(State(app): State<App>, s: Shell, Json(body): Json<DesignBody>) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let slug = actions::register(&mut tx, &body.into()).await?;
    tx.save().await?;
    Ok((StatusCode::CREATED, Json(Registered { slug })).into_response())
}

/// Asks for the newest design to be computed.
#[utoipa::path(post, path = "/api/v1/evaluations/{slug}/computations", params(("slug" = String, Path)),
    responses((status = 202, body = Asked), (status = 422, description = "one is under way already")))]
pub async fn ask(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let number = actions::ask(&mut tx, &slug).await?;
    tx.save().await?;
    Ok((StatusCode::ACCEPTED, Json(Asked { slug, number })).into_response())
}
