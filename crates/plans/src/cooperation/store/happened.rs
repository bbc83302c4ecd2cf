//! What has come of an agreement: reviews of it, reports to the Government Offices, commitments carried out.

use crate::cooperation::rules::Outcome;
use platform::Conn;
use sqlx::{AssertSqlSafe, FromRow, Row};
use std::collections::BTreeMap;

/// A review: a goal that a version rests on reads otherwise in a new version of the plan.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Review {
    pub id: String,
    pub slug: String,
    /// The agreement's version that rests on the goals.
    pub version: i64,
    pub plan_slug: String,
    pub plan_version: i64,
    /// Ids of the goals, in JSON.
    goals: String,
    pub opened_on: String,
    outcome: Option<String>,
    pub reason: Option<String>,
    pub answered_on: Option<String>,
    pub answered_by: Option<String>,
}

impl Review {
    pub fn new(id: String, slug: &str, version: i64, plan: (&str, i64), goals: &[String], opened_on: String) -> Self {
        Self {
            id,
            slug: slug.to_owned(),
            version,
            plan_slug: plan.0.to_owned(),
            plan_version: plan.1,
            goals: serde_json::json!(goals).to_string(),
            opened_on,
            outcome: None,
            reason: None,
            answered_on: None,
            answered_by: None,
        }
    }

    /// Ids of the goals that read otherwise.
    pub fn goals(&self) -> Vec<String> {
        serde_json::from_str(&self.goals).unwrap_or_default()
    }

    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome.as_deref().and_then(Outcome::parse)
    }

    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }
}

const REVIEW: &str = "SELECT r.id, r.slug, r.version, r.plan_slug, r.plan_version, r.goals, r.opened_on, a.outcome, a.reason, a.answered_on, a.answered_by \
    FROM cooperation_review r LEFT JOIN cooperation_review_answer a ON a.review_id = r.id";

/// The reviews of an agreement, newest first.
///
/// # Errors
/// What the engine says.
pub async fn reviews(conn: &mut Conn, slug: &str) -> sqlx::Result<Vec<Review>> {
    let sql = format!("{REVIEW} WHERE r.slug = $1 ORDER BY r.opened_on DESC, r.id DESC");
    sqlx::query_as(AssertSqlSafe(sql)).bind(slug.to_owned()).fetch_all(conn).await
}

/// Every review of every agreement.
///
/// # Errors
/// What the engine says.
pub async fn all_reviews(conn: &mut Conn) -> sqlx::Result<Vec<Review>> {
    let sql = format!("{REVIEW} ORDER BY r.opened_on, r.id");
    sqlx::query_as(AssertSqlSafe(sql)).fetch_all(conn).await
}

/// One review of an agreement.
///
/// # Errors
/// What the engine says.
pub async fn review(conn: &mut Conn, slug: &str, id: &str) -> sqlx::Result<Option<Review>> {
    Ok(reviews(conn, slug).await?.into_iter().find(|r| r.id == id))
}

/// Opens a review; false when this version of the plan has opened one already.
///
/// # Errors
/// What the engine says.
pub async fn add_review(conn: &mut Conn, r: &Review) -> sqlx::Result<bool> {
    let sql = "INSERT INTO cooperation_review (id, slug, version, plan_slug, plan_version, goals, opened_on) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (slug, plan_slug, plan_version) DO NOTHING";
    let query = sqlx::query(sql).bind(&r.id).bind(&r.slug).bind(r.version).bind(&r.plan_slug).bind(r.plan_version);
    let done = query.bind(&r.goals).bind(&r.opened_on).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}

/// What the parties made of a review.
#[derive(Clone, Debug)]
pub struct Answer<'a> {
    pub outcome: Outcome,
    pub reason: &'a str,
    pub on: &'a str,
    pub by: &'a str,
}

/// Keeps the answer to a review; false when it has one.
///
/// # Errors
/// What the engine says.
pub async fn add_answer(conn: &mut Conn, review_id: &str, a: &Answer<'_>) -> sqlx::Result<bool> {
    let sql = "INSERT INTO cooperation_review_answer (review_id, outcome, reason, answered_on, answered_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (review_id) DO NOTHING";
    let query = sqlx::query(sql).bind(review_id.to_owned()).bind(a.outcome.key()).bind(a.reason.to_owned());
    let done = query.bind(a.on.to_owned()).bind(a.by.to_owned()).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}

/// A version reported to the Government Offices.
#[derive(Clone, Debug, PartialEq, Eq, FromRow, serde::Serialize)]
pub struct Report {
    pub slug: String,
    pub version: i64,
    pub note: String,
    pub reported_on: String,
    pub reported_at: String,
    pub reported_by: String,
}

const REPORT: &str = "SELECT slug, version, note, reported_on, reported_at, reported_by FROM cooperation_report";

/// The report of a version, if it has been reported.
///
/// # Errors
/// What the engine says.
pub async fn report(conn: &mut Conn, slug: &str, version: i64) -> sqlx::Result<Option<Report>> {
    let sql = format!("{REPORT} WHERE slug = $1 AND version = $2");
    sqlx::query_as(AssertSqlSafe(sql)).bind(slug.to_owned()).bind(version).fetch_optional(conn).await
}

/// Every report.
///
/// # Errors
/// What the engine says.
pub async fn all_reports(conn: &mut Conn) -> sqlx::Result<Vec<Report>> {
    sqlx::query_as(REPORT).fetch_all(conn).await
}

/// Keeps that a version was reported; false when it has been.
///
/// # Errors
/// What the engine says.
pub async fn add_report(conn: &mut Conn, r: &Report, mandate: &str) -> sqlx::Result<bool> {
    let sql = "INSERT INTO cooperation_report (slug, version, note, reported_on, reported_at, reported_by, mandate) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (slug, version) DO NOTHING";
    let query = sqlx::query(sql).bind(&r.slug).bind(r.version).bind(&r.note).bind(&r.reported_on).bind(&r.reported_at);
    let done = query.bind(&r.reported_by).bind(mandate.to_owned()).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}

/// The register number a reported version was given.
///
/// # Errors
/// What the engine says.
pub async fn register_number(conn: &mut Conn, slug: &str, version: i64) -> sqlx::Result<Option<String>> {
    let sql = "SELECT number FROM cooperation_registration WHERE slug = $1 AND version = $2";
    let row = sqlx::query(sql).bind(slug.to_owned()).bind(version).fetch_optional(conn).await?;
    Ok(row.map(|row| row.get(0)))
}

/// Keeps the register number of a version; false when it has one.
///
/// # Errors
/// What the engine says.
pub async fn set_registered(conn: &mut Conn, slug: &str, version: i64, number: &str, at: &str) -> sqlx::Result<bool> {
    let sql = "INSERT INTO cooperation_registration (slug, version, number, registered_at) VALUES ($1, $2, $3, $4) ON CONFLICT (slug, version) DO NOTHING";
    let query = sqlx::query(sql).bind(slug.to_owned()).bind(version).bind(number.to_owned()).bind(at.to_owned());
    Ok(query.execute(conn).await?.rows_affected() == 1)
}

/// That a commitment has been carried out.
#[derive(Clone, Debug, PartialEq, Eq, FromRow, serde::Serialize)]
pub struct Done {
    pub commitment_id: String,
    pub done_on: String,
    pub note: String,
    pub noted_at: String,
    pub noted_by: String,
}

/// What has been carried out in every agreement, by commitment.
///
/// # Errors
/// What the engine says.
pub async fn all_done(conn: &mut Conn) -> sqlx::Result<BTreeMap<String, Done>> {
    let sql = "SELECT commitment_id, done_on, note, noted_at, noted_by FROM cooperation_done";
    let rows: Vec<Done> = sqlx::query_as(sql).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|d| (d.commitment_id.clone(), d)).collect())
}

/// What has been carried out in an agreement, by commitment.
///
/// # Errors
/// What the engine says.
pub async fn done(conn: &mut Conn, slug: &str) -> sqlx::Result<BTreeMap<String, Done>> {
    let sql = "SELECT d.commitment_id, d.done_on, d.note, d.noted_at, d.noted_by FROM cooperation_done d JOIN cooperation_commitment c ON c.id = d.commitment_id WHERE c.slug = $1";
    let rows: Vec<Done> = sqlx::query_as(sql).bind(slug.to_owned()).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|d| (d.commitment_id.clone(), d)).collect())
}

/// Keeps that a commitment has been carried out; false when it has been noted before.
///
/// # Errors
/// What the engine says.
pub async fn add_done(conn: &mut Conn, d: &Done) -> sqlx::Result<bool> {
    let sql = "INSERT INTO cooperation_done (commitment_id, done_on, note, noted_at, noted_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (commitment_id) DO NOTHING";
    let query = sqlx::query(sql).bind(&d.commitment_id).bind(&d.done_on).bind(&d.note).bind(&d.noted_at).bind(&d.noted_by);
    Ok(query.execute(conn).await?.rows_affected() == 1)
}
