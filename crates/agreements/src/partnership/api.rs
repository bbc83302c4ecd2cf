//! Partnerships as JSON: the same data, verbs and access as the pages.

use super::rules::group::Group;
use super::rules::meeting::Meeting;
use super::rules::{EntryWish, Membership, RepresentativeWish};
use super::view::{self, View};
use super::{actions, store};
use crate::place::store as places;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use platform::Refusal;
use platform::web::{App, IfMatch, Shell, or_outrun, with_etag};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The room's part of the API's description.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, enter, correct), components(schemas(PartnershipLine, EntryBody)))]
pub struct Doc;

/// A municipality's partnership in the list.
#[derive(Serialize, ToSchema)]
pub struct PartnershipLine {
    municipality: String,
    slug: String,
    name: String,
    /// The day it was formed; null where it has not been.
    #[schema(value_type = Option<String>, format = Date)]
    formed_on: Option<NaiveDate>,
    members: usize,
}

/// Every municipality's partnership.
#[utoipa::path(get, path = "/api/v1/partnerships", responses((status = 200, body = [PartnershipLine])))]
pub async fn list(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let formed = store::all(&mut conn).await?;
    let members = store::all_memberships(&mut conn).await?;
    let lines = places::municipalities(&mut conn).await?.into_iter().map(|m| PartnershipLine {
        formed_on: formed.iter().find(|p| p.municipality_code == m.code).map(|p| p.formed_on),
        members: members.iter().filter(|x| x.municipality_code == m.code && x.is_active_on(s.today)).count(),
        municipality: m.code,
        slug: m.slug,
        name: m.name,
    });
    Ok(Json(lines.collect::<Vec<_>>()))
}

#[derive(Serialize)]
struct One<'a> {
    municipality: &'a str,
    slug: &'a str,
    partnership: Option<&'a store::Partnership>,
    members: Vec<MemberJson<'a>>,
    missing_authorities: Vec<&'a str>,
    groups: &'a [Group],
    /// Minutes are empty for those outside the partnership.
    meetings: &'a [Meeting],
}

#[derive(Serialize)]
struct MemberJson<'a> {
    #[serde(flatten)]
    member: &'a Membership,
    last_day: Option<NaiveDate>,
    active: bool,
}

/// One partnership with its members, groups and decisions. Minutes stand in it for the municipality, the members and the State.
#[utoipa::path(get, path = "/api/v1/partnerships/{slug}", params(("slug" = String, Path, description = "The municipality's slug")),
    responses((status = 200, body = Object, description = "The partnership"), (status = 404, description = "No such municipality")))]
pub async fn one(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let v = view::view(&mut conn, &slug, &s.caller, s.today).await?;
    Ok(with_etag(v.partnership.as_ref().map_or(0, |p| p.version), body(&v)))
}

fn body(v: &View) -> One<'_> {
    let member = |member| MemberJson { last_day: Membership::last_day(member), active: member.is_active_on(v.today), member };
    One {
        municipality: &v.municipality.code,
        slug: &v.municipality.slug,
        partnership: v.partnership.as_ref(),
        members: v.members.iter().map(member).collect(),
        missing_authorities: v.missing.iter().map(|b| b.organisation_id.as_str()).collect(),
        groups: &v.groups,
        meetings: &v.meetings,
    }
}

/// A membership to be entered or corrected.
#[derive(Deserialize, ToSchema)]
pub struct EntryBody {
    #[serde(default)]
    organisation: String,
    /// `assignment`, `choice` or `supporter`.
    basis: String,
    /// `YYYY-MM-DD`
    since: String,
    #[serde(default)]
    carried_over: bool,
    #[serde(default)]
    contribution: String,
    /// Asked for in a correction.
    #[serde(default)]
    reason: String,
    /// Function of the first representative.
    #[serde(default)]
    post: String,
    /// `decide`, `propose` or `follow`.
    #[serde(default)]
    level: String,
    #[serde(default)]
    mandate: String,
}

impl From<EntryBody> for EntryWish {
    fn from(b: EntryBody) -> Self {
        let representative = RepresentativeWish { post: b.post, level: b.level, mandate: b.mandate, ..RepresentativeWish::default() };
        Self {
            organisation_id: b.organisation,
            basis: b.basis,
            since: b.since,
            carried_over: b.carried_over,
            contribution: b.contribution,
            reason: b.reason,
            representative,
        }
    }
}

async fn code(app: &App, slug: &str) -> Result<String, Refusal> {
    let mut conn = app.db.read().await?;
    Ok(places::municipality_by_slug(&mut conn, slug).await?.ok_or(Refusal::NotFound)?.code)
}

/// An organisation enters the partnership (§ 3).
#[utoipa::path(post, path = "/api/v1/partnerships/{slug}/members", params(("slug" = String, Path, description = "The municipality's slug")),
    request_body = EntryBody, responses((status = 201, body = Object, description = "The membership"), (status = 422, description = "Every fault at once")))]
pub async fn enter(State(app): State<App>, s: Shell, Path(slug): Path<String>, Json(body): Json<EntryBody>) -> Result<Response, Refusal> {
    let code = code(&app, &slug).await?;
    let mut tx = app.db.write(&s.caller).await?;
    let member = actions::enter(&mut tx, &code, &body.into()).await?;
    let now = store::membership(&mut tx, &code, &member).await?.ok_or(Refusal::NotFound)?;
    tx.save().await?;
    Ok((StatusCode::CREATED, with_etag(now.version, &now)).into_response())
}

/// Corrects a membership by a new version with its reason.
#[utoipa::path(put, path = "/api/v1/partnerships/{slug}/members/{member}",
    params(("slug" = String, Path, description = "The municipality's slug"), ("member" = String, Path, description = "The membership's slug")),
    request_body = EntryBody, responses((status = 200, body = Object, description = "The membership, corrected"), (status = 412, description = "Somebody else was first: both texts and the version that stands"),
    (status = 422, description = "Every fault at once"), (status = 428, description = "If-Match is missing")))]
pub async fn correct(
    State(app): State<App>,
    s: Shell,
    Path((slug, member)): Path<(String, String)>,
    IfMatch(version): IfMatch,
    Json(body): Json<EntryBody>,
) -> Result<Response, Refusal> {
    let code = code(&app, &slug).await?;
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::correct_member(&mut tx, &code, &member, version, &body.into()).await;
    or_outrun(done, async { Ok(store::membership(&mut tx, &code, &member).await?.map(|now| now.version)) }).await?;
    let now = store::membership(&mut tx, &code, &member).await?.ok_or(Refusal::NotFound)?;
    tx.save().await?;
    Ok(with_etag(now.version, &now))
}
