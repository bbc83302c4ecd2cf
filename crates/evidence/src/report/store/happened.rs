//! What has happened to a report, and who has written in it.

use platform::Conn;
use platform::access::{Caller, Mandate};
use sqlx::Row;

/// Something that happened to a report.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Serialize)]
pub struct Happening {
    pub number: i64,
    /// `opened`, or the word of a [`crate::report::rules::Step`], or `read`.
    pub kind: String,
    /// The submitted version it concerns; 0 before the first.
    pub report_version: i64,
    pub reason: String,
    pub by_name: String,
    pub mandate: String,
    pub at: String,
}

/// Everything that has happened to a report, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn events(conn: &mut Conn, slug: &str) -> sqlx::Result<Vec<Happening>> {
    let sql = "SELECT number, kind, report_version, reason, by_name, mandate, at FROM report_event WHERE report_slug = $1 ORDER BY number";
    sqlx::query_as(sql).bind(slug.to_owned()).fetch_all(conn).await
}

/// Keeps what happened.
///
/// # Errors
/// What the engine says.
#[expect(clippy::too_many_arguments, reason = "one row, column by column")]
pub async fn add_event(
    conn: &mut Conn,
    slug: &str,
    kind: &str,
    version: i64,
    reason: &str,
    by: &Caller,
    mandate: &Mandate,
    at: &str,
) -> sqlx::Result<()> {
    let sql = "INSERT INTO report_event (report_slug, number, kind, report_version, reason, by_name, mandate, at) \
               VALUES ($1, (SELECT coalesce(max(e.number), 0) + 1 FROM report_event e WHERE e.report_slug = $1), $2, $3, $4, $5, $6, $7)";
    let query = sqlx::query(sql).bind(slug.to_owned()).bind(kind.to_owned()).bind(version).bind(reason.to_owned());
    query.bind(by.name().to_owned()).bind(mandate.words()).bind(at.to_owned()).execute(conn).await.map(drop)
}

/// Notes that somebody has written in a report; once is enough.
///
/// # Errors
/// What the engine says.
pub async fn add_writer(conn: &mut Conn, slug: &str, by: &Caller, at: &str) -> sqlx::Result<()> {
    let Some(id) = by.account_id() else { return Ok(()) };
    let sql = "INSERT INTO report_writer (report_slug, account_id, name, since) VALUES ($1, $2, $3, $4) ON CONFLICT (report_slug, account_id) DO NOTHING";
    let query = sqlx::query(sql).bind(slug.to_owned()).bind(id.to_owned()).bind(by.name().to_owned()).bind(at.to_owned());
    query.execute(conn).await.map(drop)
}

/// Everyone who has written in a report: account and name.
///
/// # Errors
/// What the engine says.
pub async fn writers(conn: &mut Conn, slug: &str) -> sqlx::Result<Vec<(String, String)>> {
    let sql = "SELECT account_id, name FROM report_writer WHERE report_slug = $1 ORDER BY since, account_id";
    let rows = sqlx::query(sql).bind(slug.to_owned()).fetch_all(conn).await?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}
