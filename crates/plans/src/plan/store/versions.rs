//! Submitted versions, and what the State has said of them.

use crate::plan::rules::Snapshot;
use anyhow::Context;
use platform::Conn;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::{BTreeMap, BTreeSet};

/// A submitted version without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionHead {
    pub slug: String,
    pub version: i64,
    pub submitted_on: String,
    pub submitted_at: String,
    pub submitted_by: String,
    pub mandate: String,
    pub late: bool,
    /// Why it replaced the version before; empty for the first.
    pub reason: String,
}

const HEAD: &str = "SELECT plan_slug, version, submitted_on, submitted_at, submitted_by, mandate, late, reason FROM plan_version";

fn head(row: &AnyRow) -> VersionHead {
    VersionHead {
        slug: row.get(0),
        version: row.get(1),
        submitted_on: row.get(2),
        submitted_at: row.get(3),
        submitted_by: row.get(4),
        mandate: row.get(5),
        late: row.get::<i64, _>(6) == 1,
        reason: row.get(7),
    }
}

/// Every submitted version of a plan, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn versions(conn: &mut Conn, slug: &str) -> sqlx::Result<Vec<VersionHead>> {
    let sql = format!("{HEAD} WHERE plan_slug = $1 ORDER BY version");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(slug.to_owned()).fetch_all(conn).await?;
    Ok(rows.iter().map(head).collect())
}

/// Every submitted version of every plan, oldest first, by plan.
///
/// # Errors
/// What the engine says.
pub async fn all_versions(conn: &mut Conn) -> sqlx::Result<BTreeMap<String, Vec<VersionHead>>> {
    let sql = format!("{HEAD} ORDER BY plan_slug, version");
    let mut all: BTreeMap<String, Vec<VersionHead>> = BTreeMap::new();
    for row in sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(conn).await? {
        let head = head(&row);
        all.entry(head.slug.clone()).or_default().push(head);
    }
    Ok(all)
}

/// The day the State read each version it has read.
///
/// # Errors
/// What the engine says.
pub async fn all_readings(conn: &mut Conn) -> sqlx::Result<BTreeMap<(String, i64), String>> {
    let rows = sqlx::query("SELECT plan_slug, plan_version, read_on FROM plan_reading").fetch_all(conn).await?;
    Ok(rows.iter().map(|row| ((row.get(0), row.get(1)), row.get(2))).collect())
}

/// Plans with a request for completion that waits for an answer.
///
/// # Errors
/// What the engine says.
pub async fn awaited(conn: &mut Conn) -> sqlx::Result<BTreeSet<String>> {
    let rows = sqlx::query("SELECT plan_slug FROM plan_request WHERE answered_version IS NULL").fetch_all(conn).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// The newest submitted version.
///
/// # Errors
/// What the engine says.
pub async fn latest_version(conn: &mut Conn, slug: &str) -> sqlx::Result<Option<VersionHead>> {
    Ok(versions(conn, slug).await?.pop())
}

/// What a submitted version holds.
///
/// # Errors
/// What the engine says.
pub async fn snapshot(conn: &mut Conn, slug: &str, version: i64) -> anyhow::Result<Option<Snapshot>> {
    let sql = "SELECT snapshot FROM plan_version WHERE plan_slug = $1 AND version = $2";
    let row = sqlx::query(sql).bind(slug.to_owned()).bind(version).fetch_optional(conn).await?;
    let read = |row: AnyRow| serde_json::from_str(&row.get::<String, _>(0)).with_context(|| format!("version {version} of {slug}"));
    row.map(read).transpose()
}

/// Freezes a version.
///
/// # Errors
/// What the engine says; a version that is there already among it.
pub async fn add_version(conn: &mut Conn, h: &VersionHead, s: &Snapshot) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO plan_version (plan_slug, version, district, period_from, period_to, title, submitted_on, submitted_at, submitted_by, mandate, late, reason, snapshot) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(&h.slug)
    .bind(h.version)
    .bind(&s.district)
    .bind(s.from.to_string())
    .bind(s.to.to_string())
    .bind(&s.title)
    .bind(&h.submitted_on)
    .bind(&h.submitted_at)
    .bind(&h.submitted_by)
    .bind(&h.mandate)
    .bind(i64::from(h.late))
    .bind(&h.reason)
    .bind(serde_json::to_string(s)?)
    .execute(conn)
    .await?;
    Ok(())
}

/// What the State has asked to be completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub plan_version: i64,
    pub reason: String,
    pub asked_on: String,
    pub asked_at: String,
    pub asked_by: String,
    /// The version that answered; none while it waits.
    pub answered_version: Option<i64>,
}

/// Every request for completion of a plan, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn requests(conn: &mut Conn, slug: &str) -> sqlx::Result<Vec<Request>> {
    let sql = "SELECT plan_version, reason, asked_on, asked_at, asked_by, answered_version FROM plan_request WHERE plan_slug = $1 ORDER BY asked_at, id";
    let rows = sqlx::query(sql).bind(slug.to_owned()).fetch_all(conn).await?;
    let read = |row: &AnyRow| Request {
        plan_version: row.get(0),
        reason: row.get(1),
        asked_on: row.get(2),
        asked_at: row.get(3),
        asked_by: row.get(4),
        answered_version: row.get(5),
    };
    Ok(rows.iter().map(read).collect())
}

/// The request that waits for an answer.
///
/// # Errors
/// What the engine says.
pub async fn open_request(conn: &mut Conn, slug: &str) -> sqlx::Result<Option<Request>> {
    Ok(requests(conn, slug).await?.into_iter().rev().find(|r| r.answered_version.is_none()))
}

/// Keeps a request for completion.
///
/// # Errors
/// What the engine says.
pub async fn add_request(conn: &mut Conn, id: &str, slug: &str, r: &Request) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO plan_request (id, plan_slug, plan_version, reason, asked_on, asked_at, asked_by) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id.to_owned())
    .bind(slug.to_owned())
    .bind(r.plan_version)
    .bind(&r.reason)
    .bind(&r.asked_on)
    .bind(&r.asked_at)
    .bind(&r.asked_by)
    .execute(conn)
    .await
    .map(drop)
}

/// Notes which version answered the waiting requests.
///
/// # Errors
/// What the engine says.
pub async fn answer_requests(conn: &mut Conn, slug: &str, version: i64) -> sqlx::Result<()> {
    let sql = "UPDATE plan_request SET answered_version = $1 WHERE plan_slug = $2 AND answered_version IS NULL";
    sqlx::query(sql).bind(version).bind(slug.to_owned()).execute(conn).await.map(drop)
}

/// The day the State read a version, if it has.
///
/// # Errors
/// What the engine says.
pub async fn read_on(conn: &mut Conn, slug: &str, version: i64) -> sqlx::Result<Option<(String, String)>> {
    let sql = "SELECT read_on, read_by FROM plan_reading WHERE plan_slug = $1 AND plan_version = $2";
    let row = sqlx::query(sql).bind(slug.to_owned()).bind(version).fetch_optional(conn).await?;
    Ok(row.map(|row| (row.get(0), row.get(1))))
}

/// Notes that the State has read a version; false when it had already.
///
/// # Errors
/// What the engine says.
pub async fn set_read(conn: &mut Conn, slug: &str, version: i64, on: &str, by: &str) -> sqlx::Result<bool> {
    let sql = "INSERT INTO plan_reading (plan_slug, plan_version, read_on, read_by) VALUES ($1, $2, $3, $4) ON CONFLICT (plan_slug, plan_version) DO NOTHING";
    let query = sqlx::query(sql).bind(slug.to_owned()).bind(version).bind(on.to_owned()).bind(by.to_owned());
    Ok(query.execute(conn).await?.rows_affected() == 1)
}

/// The register number a version was given, once it has been filed.
///
/// # Errors
/// What the engine says.
pub async fn register_number(conn: &mut Conn, slug: &str, version: i64) -> sqlx::Result<Option<String>> {
    let sql = "SELECT number FROM plan_registration WHERE plan_slug = $1 AND plan_version = $2";
    let row = sqlx::query(sql).bind(slug.to_owned()).bind(version).fetch_optional(conn).await?;
    Ok(row.map(|row| row.get(0)))
}

/// Keeps a version's register number; false when it had one.
///
/// # Errors
/// What the engine says.
pub async fn set_registered(conn: &mut Conn, slug: &str, version: i64, number: &str, at: &str) -> sqlx::Result<bool> {
    let sql = "INSERT INTO plan_registration (plan_slug, plan_version, number, registered_at) VALUES ($1, $2, $3, $4) ON CONFLICT (plan_slug, plan_version) DO NOTHING";
    let query = sqlx::query(sql).bind(slug.to_owned()).bind(version).bind(number.to_owned()).bind(at.to_owned());
    Ok(query.execute(conn).await?.rows_affected() == 1)
}
