//! Rows of reports: the one being written, its parts, what has happened to it, and its submitted versions.

mod happened;
mod versions;

pub use happened::{Happening, add_event, add_writer, events, writers};
pub use versions::{VersionHead, add_version, latest, register_number, set_registered, snapshot, submitted, unread, version, versions};

use super::rules::{ReportState, ReportStatus, Written, slug};
use anyhow::Context;
use platform::{Conn, db};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use std::collections::BTreeMap;

/// A municipality's report for a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub slug: String,
    pub municipality_code: String,
    pub municipality_name: String,
    pub municipality_slug: String,
    pub year: i32,
    pub state: ReportState,
    /// Counts changes of state.
    pub version: i64,
    pub revision_reason: String,
    pub opened_at: String,
    pub opened_by: String,
}

const REPORT: &str = "SELECT slug, municipality_code, municipality_name, municipality_slug, year, state, version, revision_reason, opened_at, opened_by FROM report";

fn read(row: &AnyRow) -> anyhow::Result<Report> {
    let state: String = row.get(5);
    Ok(Report {
        slug: row.get(0),
        municipality_code: row.get(1),
        municipality_name: row.get(2),
        municipality_slug: row.get(3),
        year: i32::try_from(row.get::<i64, _>(4)).context("a report's year")?,
        state: ReportState::parse(&state).with_context(|| format!("{state:?} is no state of a report"))?,
        version: row.get(6),
        revision_reason: row.get(7),
        opened_at: row.get(8),
        opened_by: row.get(9),
    })
}

/// A report by its address.
///
/// # Errors
/// What the engine says.
pub async fn report(conn: &mut Conn, slug: &str) -> anyhow::Result<Option<Report>> {
    let sql = format!("{REPORT} WHERE slug = $1");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(slug.to_owned()).fetch_optional(conn).await?;
    row.as_ref().map(read).transpose()
}

/// Every report opened for a year.
///
/// # Errors
/// What the engine says.
pub async fn reports(conn: &mut Conn, year: i32) -> anyhow::Result<Vec<Report>> {
    let sql = format!("{REPORT} WHERE year = $1 ORDER BY slug");
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(i64::from(year)).fetch_all(conn).await?;
    rows.iter().map(read).collect()
}

/// Years there are reports of, newest first.
///
/// # Errors
/// What the engine says.
pub async fn years(conn: &mut Conn) -> anyhow::Result<Vec<i32>> {
    let rows = sqlx::query("SELECT DISTINCT year FROM report ORDER BY year DESC").fetch_all(conn).await?;
    rows.iter().map(|row| i32::try_from(row.get::<i64, _>(0)).context("a report's year")).collect()
}

/// How far every municipality of the programme has come with its report for a year; those that have not opened theirs are `not_opened`.
///
/// # Errors
/// What the engine says.
pub async fn statuses(conn: &mut Conn, year: i32) -> anyhow::Result<Vec<ReportStatus>> {
    let mut states: BTreeMap<String, String> =
        reports(conn, year).await?.into_iter().map(|r| (r.municipality_code, r.state.key().to_owned())).collect();
    let sql = "SELECT report_slug, version, submitted_on, late FROM report_version WHERE year = $1 ORDER BY report_slug, version";
    let mut firsts: BTreeMap<String, (i64, String, bool)> = BTreeMap::new();
    for row in &sqlx::query(sql).bind(i64::from(year)).fetch_all(&mut *conn).await? {
        let entry = firsts.entry(row.get(0)).or_insert_with(|| (0, row.get(2), row.get::<i64, _>(3) == 1));
        entry.0 = row.get(1);
    }
    let municipalities = agreements::place::store::municipalities(conn).await?;
    let status = |m: agreements::place::rules::Municipality| {
        let slug = slug(&m.slug, year);
        let first = firsts.get(&slug);
        Ok(ReportStatus {
            state: states.remove(&m.code).unwrap_or_else(|| "not_opened".to_owned()),
            version: first.map_or(0, |f| f.0),
            submitted_on: db::optional_day(first.map(|f| f.1.as_str()))?,
            late: first.is_some_and(|f| f.2),
            municipality_code: m.code,
            municipality_name: m.name,
            slug,
        })
    };
    municipalities.into_iter().map(status).collect()
}

/// Opens a report.
///
/// # Errors
/// What the engine says; a report that is there already among it.
pub async fn add_report(conn: &mut Conn, r: &Report) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO report (slug, municipality_code, municipality_name, municipality_slug, year, state, version, revision_reason, opened_at, opened_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(&r.slug)
    .bind(&r.municipality_code)
    .bind(&r.municipality_name)
    .bind(&r.municipality_slug)
    .bind(i64::from(r.year))
    .bind(r.state.key())
    .bind(r.version)
    .bind(&r.revision_reason)
    .bind(&r.opened_at)
    .bind(&r.opened_by)
    .execute(conn)
    .await
    .map(drop)
}

/// Sets a report's state and reason over version `was`; false when that is no longer its version.
///
/// # Errors
/// What the engine says.
pub async fn set_state(conn: &mut Conn, slug: &str, state: ReportState, reason: &str, was: i64) -> sqlx::Result<bool> {
    let sql = "UPDATE report SET state = $1, revision_reason = $2, version = $3 WHERE slug = $4 AND version = $5";
    let query = sqlx::query(sql).bind(state.key()).bind(reason.to_owned()).bind(was + 1).bind(slug.to_owned()).bind(was);
    Ok(query.execute(conn).await?.rows_affected() == 1)
}

const PART: &str = "SELECT part, version, content, ready, changed_at, changed_by FROM report_part";

fn written(row: &AnyRow) -> (String, Written) {
    let part =
        Written { version: row.get(1), text: row.get(2), ready: row.get::<i64, _>(3) == 1, changed_at: row.get(4), changed_by: row.get(5) };
    (row.get(0), part)
}

/// Every part of a report that has been written in, by its key.
///
/// # Errors
/// What the engine says.
pub async fn parts(conn: &mut Conn, slug: &str) -> sqlx::Result<BTreeMap<String, Written>> {
    let sql = format!("{PART} WHERE report_slug = $1");
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(slug.to_owned()).fetch_all(conn).await?;
    Ok(rows.iter().map(written).collect())
}

/// A part of a report; empty when nothing has been written.
///
/// # Errors
/// What the engine says.
pub async fn part(conn: &mut Conn, slug: &str, part: &str) -> sqlx::Result<Written> {
    let sql = format!("{PART} WHERE report_slug = $1 AND part = $2");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(slug.to_owned()).bind(part.to_owned()).fetch_optional(conn).await?;
    Ok(row.map(|row| written(&row).1).unwrap_or_default())
}

/// Saves a part over version `was` (0: it is new); false when that is no longer its version, and then nothing is written.
///
/// # Errors
/// What the engine says.
pub async fn save_part(conn: &mut Conn, slug: &str, part: &str, w: &Written, was: i64) -> sqlx::Result<bool> {
    if was == 0 {
        return add_part(conn, slug, part, w).await;
    }
    let sql = "UPDATE report_part SET version = $1, content = $2, ready = $3, changed_at = $4, changed_by = $5 WHERE report_slug = $6 AND part = $7 AND version = $8";
    let query = sqlx::query(sql).bind(was + 1).bind(&w.text).bind(i64::from(w.ready)).bind(&w.changed_at).bind(&w.changed_by);
    let done = query.bind(slug.to_owned()).bind(part.to_owned()).bind(was).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}

async fn add_part(conn: &mut Conn, slug: &str, part: &str, w: &Written) -> sqlx::Result<bool> {
    let sql = "INSERT INTO report_part (report_slug, part, version, content, ready, changed_at, changed_by) VALUES ($1, $2, 1, $3, $4, $5, $6) ON CONFLICT (report_slug, part) DO NOTHING";
    let query = sqlx::query(sql).bind(slug.to_owned()).bind(part.to_owned()).bind(&w.text).bind(i64::from(w.ready));
    let done = query.bind(&w.changed_at).bind(&w.changed_by).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}

/// What a municipality said the year before, by part: its last submitted version, or what was recorded from before this program.
///
/// # Errors
/// What the engine says.
pub async fn earlier(
    conn: &mut Conn,
    municipality_code: &str,
    municipality_slug: &str,
    year: i32,
) -> anyhow::Result<BTreeMap<String, String>> {
    if let Some(last) = latest(conn, &slug(municipality_slug, year)).await? {
        return Ok(last.snapshot.texts().into_iter().map(|(key, text)| (key, text.to_owned())).collect());
    }
    let sql = "SELECT part, content FROM report_earlier WHERE municipality_code = $1 AND year = $2";
    let rows = sqlx::query(sql).bind(municipality_code.to_owned()).bind(i64::from(year)).fetch_all(conn).await?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}

/// Records what a municipality said before this program; what is there already stands.
///
/// # Errors
/// What the engine says.
pub async fn add_earlier(conn: &mut Conn, code: &str, year: i32, source: &str, texts: &[(String, String)]) -> sqlx::Result<()> {
    for (part, text) in texts {
        let sql = "INSERT INTO report_earlier (municipality_code, year, part, content, source) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (municipality_code, year, part) DO NOTHING";
        let query = sqlx::query(sql).bind(code.to_owned()).bind(i64::from(year)).bind(part).bind(text).bind(source.to_owned());
        query.execute(&mut *conn).await?;
    }
    Ok(())
}
