//! Submitted versions.

use crate::report::rules::{Snapshot, SubmittedReport};
use anyhow::Context;
use platform::{Conn, db};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use std::collections::{BTreeMap, BTreeSet};

/// A submitted version without its content.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct VersionHead {
    pub slug: String,
    pub version: i64,
    pub year: i64,
    pub submitted_on: String,
    pub submitted_at: String,
    pub submitted_by: String,
    pub mandate: String,
    pub late: bool,
    /// Why it replaced the version before; empty for the first.
    pub reason: String,
}

const HEAD: &str = "SELECT report_slug, version, year, submitted_on, submitted_at, submitted_by, mandate, late, reason FROM report_version";

fn head(row: &AnyRow) -> VersionHead {
    VersionHead {
        slug: row.get(0),
        version: row.get(1),
        year: row.get(2),
        submitted_on: row.get(3),
        submitted_at: row.get(4),
        submitted_by: row.get(5),
        mandate: row.get(6),
        late: row.get::<i64, _>(7) == 1,
        reason: row.get(8),
    }
}

/// Every submitted version of a report, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn versions(conn: &mut Conn, slug: &str) -> sqlx::Result<Vec<VersionHead>> {
    let sql = format!("{HEAD} WHERE report_slug = $1 ORDER BY version");
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(slug.to_owned()).fetch_all(conn).await?;
    Ok(rows.iter().map(head).collect())
}

/// What a submitted version holds.
///
/// # Errors
/// What the engine says.
pub async fn snapshot(conn: &mut Conn, slug: &str, version: i64) -> anyhow::Result<Option<Snapshot>> {
    let sql = "SELECT snapshot FROM report_version WHERE report_slug = $1 AND version = $2";
    let row = sqlx::query(sql).bind(slug.to_owned()).bind(version).fetch_optional(conn).await?;
    row.map(|row| parse(&row, 0)).transpose()
}

fn parse(row: &AnyRow, at: usize) -> anyhow::Result<Snapshot> {
    serde_json::from_str(row.get::<&str, _>(at)).context("the frozen content of a report")
}

const WHOLE: &str = "SELECT report_slug, version, submitted_on, late, reason, snapshot FROM report_version";

fn whole(row: &AnyRow) -> anyhow::Result<SubmittedReport> {
    let snapshot = parse(row, 5)?;
    Ok(SubmittedReport {
        slug: row.get(0),
        municipality_code: snapshot.municipality_code.clone(),
        municipality_name: snapshot.municipality_name.clone(),
        version: row.get(1),
        submitted_on: db::day(row.get(2))?,
        late: row.get::<i64, _>(3) == 1,
        reason: row.get(4),
        snapshot,
    })
}

/// One submitted version, whole.
///
/// # Errors
/// What the engine says.
pub async fn version(conn: &mut Conn, slug: &str, version: i64) -> anyhow::Result<Option<SubmittedReport>> {
    let sql = format!("{WHOLE} WHERE report_slug = $1 AND version = $2");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(slug.to_owned()).bind(version).fetch_optional(conn).await?;
    row.as_ref().map(whole).transpose()
}

/// The newest submitted version, whole.
///
/// # Errors
/// What the engine says.
pub async fn latest(conn: &mut Conn, slug: &str) -> anyhow::Result<Option<SubmittedReport>> {
    let sql = format!("{WHOLE} WHERE report_slug = $1 ORDER BY version DESC LIMIT 1");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(slug.to_owned()).fetch_optional(conn).await?;
    row.as_ref().map(whole).transpose()
}

/// The newest submitted version of every report for a year, by municipality. Those who have not submitted are not among them:
/// [`super::statuses`] has them all.
///
/// # Errors
/// What the engine says.
pub async fn submitted(conn: &mut Conn, year: i32) -> anyhow::Result<Vec<SubmittedReport>> {
    let sql = format!("{WHOLE} WHERE year = $1 ORDER BY report_slug, version");
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(i64::from(year)).fetch_all(conn).await?;
    let newest: BTreeMap<String, &AnyRow> = rows.iter().map(|row| (row.get(0), row)).collect();
    newest.into_values().map(whole).collect()
}

/// Freezes a version.
///
/// # Errors
/// What the engine says; a version that is there already among it.
pub async fn add_version(conn: &mut Conn, h: &VersionHead, s: &Snapshot) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO report_version (report_slug, version, year, submitted_on, submitted_at, submitted_by, mandate, late, reason, snapshot) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(&h.slug)
    .bind(h.version)
    .bind(h.year)
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

/// The register number a version was given, once it has been filed.
///
/// # Errors
/// What the engine says.
pub async fn register_number(conn: &mut Conn, slug: &str, version: i64) -> sqlx::Result<Option<String>> {
    let sql = "SELECT number FROM report_registration WHERE report_slug = $1 AND report_version = $2";
    let row = sqlx::query(sql).bind(slug.to_owned()).bind(version).fetch_optional(conn).await?;
    Ok(row.map(|row| row.get(0)))
}

/// Keeps a version's register number; false when it had one.
///
/// # Errors
/// What the engine says.
pub async fn set_registered(conn: &mut Conn, slug: &str, version: i64, number: &str, at: &str) -> sqlx::Result<bool> {
    let sql = "INSERT INTO report_registration (report_slug, report_version, number, registered_at) VALUES ($1, $2, $3, $4) ON CONFLICT (report_slug, report_version) DO NOTHING";
    let query = sqlx::query(sql).bind(slug.to_owned()).bind(version).bind(number.to_owned()).bind(at.to_owned());
    Ok(query.execute(conn).await?.rows_affected() == 1)
}

/// Addresses of the reports whose newest version the State has neither noted as read nor asked about.
///
/// # Errors
/// What the engine says.
pub async fn unread(conn: &mut Conn, year: i32) -> sqlx::Result<BTreeSet<String>> {
    let sql = "SELECT v.report_slug FROM report_version v WHERE v.year = $1 \
               AND v.version = (SELECT max(n.version) FROM report_version n WHERE n.report_slug = v.report_slug) \
               AND NOT EXISTS (SELECT 1 FROM report_event e WHERE e.report_slug = v.report_slug \
               AND e.kind IN ('read', 'completion_requested') AND e.report_version = v.version)";
    Ok(sqlx::query(sql).bind(i64::from(year)).fetch_all(conn).await?.iter().map(|row| row.get(0)).collect())
}
