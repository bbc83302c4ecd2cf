//! The programme, its findings and its offers in JSON.

use super::actions::{self, Answer, Sending};
use super::rules::Programme;
use super::rules::finding::Settlement;
use super::rules::offer::Offer;
use super::store::finding::{Decided, Finding};
use super::{source, store, view};
use crate::place::store as places;
use crate::place::view::MunicipalityView;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use platform::Refusal;
use platform::access::Caller;
use platform::web::{App, IfMatch, or_outrun, with_etag};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wording::Fault;

/// The room's part of the API's description.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(programmes, programme, findings, finding, settle, offers, offer, dispatch, receipt, answer),
    components(schemas(
        ProgrammeLine,
        FindingView,
        DecidedView,
        SettlementBody,
        OfferView,
        OfferEventView,
        DispatchBody,
        ReceiptBody,
        AnswerBody
    ))
)]
pub struct Doc;

/// A programme in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgrammeLine {
    #[schema(example = "lua-2011")]
    id: String,
    title: String,
    title_en: String,
    #[schema(example = "2011-01-01")]
    from: String,
    #[schema(example = "2011-12-31")]
    to: String,
}

#[utoipa::path(get, path = "/api/v1/programmes", tag = "programme", responses((status = 200, description = "Every programme", body = Vec<ProgrammeLine>)))]
pub async fn programmes() -> Json<Vec<ProgrammeLine>> {
    let p = source::lua_2011();
    let (title, title_en) = (p.title.sv.clone(), p.title.en.clone());
    Json(vec![ProgrammeLine { id: p.id.clone(), title, title_en, from: p.from.to_string(), to: p.to.to_string() }])
}

#[utoipa::path(get, path = "/api/v1/programmes/{id}", tag = "programme", params(("id" = String, Path, example = "lua-2011")),
    responses((status = 200, description = "The decision as data: period, parts, obligations, template, districts", body = Object), (status = 404)))]
pub async fn programme(State(app): State<App>, Path(id): Path<String>) -> Result<Json<serde_json::Value>, Refusal> {
    let p = known(&id)?;
    let mut conn = app.db.read().await?;
    Ok(Json(view::json(p, &places::districts(&mut conn).await?)))
}

fn known(id: &str) -> Result<&'static Programme, Refusal> {
    source::by_id(id).ok_or(Refusal::NotFound)
}

/// A finding with its decisions, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct FindingView {
    #[schema(example = "zeros-lost-hassleholmen")]
    id: String,
    #[schema(example = "zeros-lost")]
    kind: String,
    district: Option<String>,
    municipality: Option<String>,
    /// What the decision reads.
    #[schema(example = "149041-45")]
    raw: String,
    /// How it is read until somebody decides otherwise.
    expansion: String,
    note: String,
    open: bool,
    /// Number of decisions so far; the ETag.
    version: i64,
    decisions: Vec<DecidedView>,
}

/// One decision about a finding.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecidedView {
    number: i64,
    /// `accept`, `other` or `no_action`.
    decision: String,
    reading: Option<String>,
    comment: String,
    by: String,
    at: String,
}

impl From<Decided> for DecidedView {
    fn from(d: Decided) -> Self {
        Self { number: d.number, decision: d.decision.key().to_owned(), reading: d.reading, comment: d.comment, by: d.by, at: d.at }
    }
}

impl From<Finding> for FindingView {
    fn from(f: Finding) -> Self {
        Self {
            open: f.is_open(),
            id: f.found.id,
            kind: f.found.kind.key().to_owned(),
            district: f.found.district_id,
            municipality: f.found.municipality_code,
            raw: f.found.raw,
            expansion: f.found.expansion,
            note: f.found.note,
            version: f.version,
            decisions: f.decisions.into_iter().map(DecidedView::from).collect(),
        }
    }
}

#[utoipa::path(get, path = "/api/v1/programmes/{id}/findings", tag = "programme", params(("id" = String, Path, example = "lua-2011")),
    responses((status = 200, description = "Every finding of the loading", body = Vec<FindingView>), (status = 404)))]
pub async fn findings(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Vec<FindingView>>, Refusal> {
    let p = known(&id)?;
    let mut conn = app.db.read().await?;
    Ok(Json(store::finding::all(&mut conn, &p.id).await?.into_iter().map(FindingView::from).collect()))
}

#[utoipa::path(get, path = "/api/v1/programmes/{id}/findings/{finding}", tag = "programme",
    params(("id" = String, Path, example = "lua-2011"), ("finding" = String, Path, example = "zeros-lost-hassleholmen")),
    responses((status = 200, description = "One finding; its ETag is the number of decisions", body = FindingView), (status = 404)))]
pub async fn finding(State(app): State<App>, Path((id, finding)): Path<(String, String)>) -> Result<Response, Refusal> {
    known(&id)?;
    let mut conn = app.db.read().await?;
    let found = store::finding::one(&mut conn, &finding).await?.ok_or(Refusal::NotFound)?;
    Ok(with_etag(found.version, FindingView::from(found)))
}

/// A decision to be made about a finding.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SettlementBody {
    /// `accept`, `other` or `no_action`.
    decision: String,
    /// The other reading: a notation, a name, or words.
    #[serde(default)]
    reading: String,
    comment: String,
    /// For a NYKO code: the municipality has consented.
    #[serde(default)]
    consent: bool,
}

#[utoipa::path(post, path = "/api/v1/programmes/{id}/findings/{finding}/decisions", tag = "programme", request_body = SettlementBody,
    params(("id" = String, Path), ("finding" = String, Path), ("If-Match" = String, Header, description = "Number of decisions it was read with")),
    responses((status = 201, description = "Decided", body = FindingView), (status = 403), (status = 412, description = "Somebody else was first: both texts and the version that stands"), (status = 422), (status = 428)))]
pub async fn settle(
    State(app): State<App>,
    caller: Caller,
    Path((id, finding)): Path<(String, String)>,
    IfMatch(version): IfMatch,
    Json(body): Json<SettlementBody>,
) -> Result<Response, Refusal> {
    known(&id)?;
    let wish = Settlement { decision: body.decision, reading: body.reading, comment: body.comment, consent: body.consent };
    let mut tx = app.db.write(&caller).await?;
    let done = actions::settle(&mut tx, &finding, version, &wish).await;
    or_outrun(done, async { Ok(store::finding::one(&mut tx, &finding).await?.map(|now| now.version)) }).await?;
    let now = store::finding::one(&mut tx, &finding).await?.ok_or(Refusal::NotFound)?;
    tx.save().await?;
    Ok((StatusCode::CREATED, with_etag(now.version, FindingView::from(now))).into_response())
}

/// The offer to one municipality.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfferView {
    municipality: MunicipalityView,
    /// `not_sent`, `sent`, `received`, `accepted` or `declined`.
    state: String,
    /// False for a municipality that is missing among the addressees.
    is_addressee: bool,
    /// Number of events; the ETag.
    version: i64,
    /// Oldest first.
    events: Vec<OfferEventView>,
}

/// Something that happened with an offer.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfferEventView {
    state: String,
    #[schema(example = "2010-12-16")]
    day: String,
    comment: String,
    finding: Option<String>,
    by: String,
    at: String,
}

impl From<&Offer> for OfferView {
    fn from(o: &Offer) -> Self {
        let event = |e: &super::rules::offer::Event| OfferEventView {
            state: e.state.key().to_owned(),
            day: e.day.to_string(),
            comment: e.comment.clone(),
            finding: e.finding_id.clone(),
            by: e.by.clone(),
            at: e.at.clone(),
        };
        Self {
            municipality: (&o.municipality).into(),
            state: o.state.key().to_owned(),
            is_addressee: o.is_addressee,
            version: o.version,
            events: o.events.iter().map(event).collect(),
        }
    }
}

#[utoipa::path(get, path = "/api/v1/programmes/{id}/offers", tag = "programme", params(("id" = String, Path, example = "lua-2011")),
    responses((status = 200, description = "The offer to every municipality, sent or not", body = Vec<OfferView>), (status = 404)))]
pub async fn offers(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Vec<OfferView>>, Refusal> {
    known(&id)?;
    let mut conn = app.db.read().await?;
    Ok(Json(store::offers(&mut conn).await?.iter().map(OfferView::from).collect()))
}

#[utoipa::path(get, path = "/api/v1/programmes/{id}/offers/{municipality}", tag = "programme",
    params(("id" = String, Path, example = "lua-2011"), ("municipality" = String, Path, description = "Code", example = "0127")),
    responses((status = 200, description = "The offer to one municipality", body = OfferView), (status = 404)))]
pub async fn offer(State(app): State<App>, Path((id, municipality)): Path<(String, String)>) -> Result<Response, Refusal> {
    known(&id)?;
    let mut conn = app.db.read().await?;
    let found = store::offer(&mut conn, &municipality).await?.ok_or(Refusal::NotFound)?;
    Ok(with_etag(found.version, OfferView::from(&found)))
}

/// What goes with a sending.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DispatchBody {
    /// Required for a municipality that is missing among the addressees.
    comment: String,
    /// The finding the comment refers to; required for the same.
    finding: Option<String>,
}

#[utoipa::path(post, path = "/api/v1/programmes/{id}/offers/{municipality}/dispatch", tag = "programme", request_body = DispatchBody,
    params(("id" = String, Path), ("municipality" = String, Path)),
    responses((status = 201, description = "Sent today", body = OfferView), (status = 403), (status = 422)))]
pub async fn dispatch(
    State(app): State<App>,
    caller: Caller,
    Path((id, municipality)): Path<(String, String)>,
    Json(body): Json<DispatchBody>,
) -> Result<Response, Refusal> {
    known(&id)?;
    let mut tx = app.db.write(&caller).await?;
    actions::send(&mut tx, &municipality, &Sending { comment: body.comment, finding: body.finding }).await?;
    saved(tx, &municipality).await
}

/// A receipt.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ReceiptBody {
    /// The day the offer came.
    #[schema(example = "2010-12-17")]
    day: String,
}

#[utoipa::path(post, path = "/api/v1/programmes/{id}/offers/{municipality}/receipt", tag = "programme", request_body = ReceiptBody,
    params(("id" = String, Path), ("municipality" = String, Path), ("If-Match" = String, Header)),
    responses((status = 201, description = "Received", body = OfferView), (status = 403), (status = 412, description = "Somebody else was first: both texts and the version that stands"), (status = 422), (status = 428)))]
pub async fn receipt(
    State(app): State<App>,
    caller: Caller,
    Path((id, municipality)): Path<(String, String)>,
    IfMatch(version): IfMatch,
    Json(body): Json<ReceiptBody>,
) -> Result<Response, Refusal> {
    known(&id)?;
    let mut tx = app.db.write(&caller).await?;
    let done = actions::receive(&mut tx, &municipality, version, day(&body.day)?).await;
    or_outrun(done, async { Ok(store::offer(&mut tx, &municipality).await?.map(|now| now.version)) }).await?;
    saved(tx, &municipality).await
}

/// An answer.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AnswerBody {
    /// `accepted` (wants to negotiate) or `declined`.
    answer: String,
    #[schema(example = "2011-01-12")]
    day: String,
    /// Required with a no and with a changed answer.
    #[serde(default)]
    comment: String,
}

#[utoipa::path(post, path = "/api/v1/programmes/{id}/offers/{municipality}/answer", tag = "programme", request_body = AnswerBody,
    params(("id" = String, Path), ("municipality" = String, Path), ("If-Match" = String, Header)),
    responses((status = 201, description = "Answered", body = OfferView), (status = 403), (status = 412, description = "Somebody else was first: both texts and the version that stands"), (status = 422), (status = 428)))]
pub async fn answer(
    State(app): State<App>,
    caller: Caller,
    Path((id, municipality)): Path<(String, String)>,
    IfMatch(version): IfMatch,
    Json(body): Json<AnswerBody>,
) -> Result<Response, Refusal> {
    known(&id)?;
    let mut tx = app.db.write(&caller).await?;
    let with = Answer { answer: body.answer, day: day(&body.day)?, comment: body.comment };
    let done = actions::answer(&mut tx, &municipality, version, &with).await;
    or_outrun(done, async { Ok(store::offer(&mut tx, &municipality).await?.map(|now| now.version)) }).await?;
    saved(tx, &municipality).await
}

async fn saved(mut tx: platform::Tx, municipality: &str) -> Result<Response, Refusal> {
    let now = store::offer(&mut tx, municipality).await?.ok_or(Refusal::NotFound)?;
    tx.save().await?;
    Ok((StatusCode::CREATED, with_etag(now.version, OfferView::from(&now))).into_response())
}

fn day(text: &str) -> Result<Option<NaiveDate>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Fault::must("fault-day", "").at("day").with("value", text))
}
