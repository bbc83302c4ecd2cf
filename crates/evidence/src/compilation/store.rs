//! Rows of the compilation: the State's texts, and frozen editions.

use super::rules::Compilation;
use anyhow::Context;
use platform::Conn;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use std::collections::BTreeMap;

/// A text of the State's as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// 0 before it has been saved.
    pub version: i64,
    pub text: String,
    pub changed_at: String,
    pub changed_by: String,
}

/// Every text of a year, by its part.
///
/// # Errors
/// What the engine says.
pub async fn texts(conn: &mut Conn, year: i32) -> sqlx::Result<BTreeMap<String, Text>> {
    let sql = "SELECT part, version, content, changed_at, changed_by FROM compilation_text WHERE year = $1";
    let rows = sqlx::query(sql).bind(i64::from(year)).fetch_all(conn).await?;
    let read = |row: &AnyRow| (row.get(0), Text { version: row.get(1), text: row.get(2), changed_at: row.get(3), changed_by: row.get(4) });
    Ok(rows.iter().map(read).collect())
}

/// Saves a text over version `was` (0: it is new); false when that is no longer its version, and then nothing is written.
///
/// # Errors
/// What the engine says.
pub async fn save_text(conn: &mut Conn, year: i32, part: &str, t: &Text, was: i64) -> sqlx::Result<bool> {
    let sql = if was == 0 {
        "INSERT INTO compilation_text (version, content, changed_at, changed_by, year, part) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (year, part) DO NOTHING"
    } else {
        "UPDATE compilation_text SET version = $1, content = $2, changed_at = $3, changed_by = $4 WHERE year = $5 AND part = $6 AND version = $7"
    };
    let query = sqlx::query(sql).bind(was + 1).bind(&t.text).bind(&t.changed_at).bind(&t.changed_by).bind(i64::from(year));
    let query = query.bind(part.to_owned());
    let query = if was == 0 { query } else { query.bind(was) };
    Ok(query.execute(conn).await?.rows_affected() == 1)
}

/// A frozen edition without its content.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Edition {
    pub year: i64,
    pub number: i64,
    pub frozen_on: String,
    pub frozen_at: String,
    pub frozen_by: String,
    pub mandate: String,
    /// What it adds to the one before; empty for the first.
    pub reason: String,
    /// Number of reports it rests on.
    pub reports: i64,
    pub vintage: i64,
}

const EDITION: &str = "SELECT year, number, frozen_on, frozen_at, frozen_by, mandate, reason, reports, vintage FROM compilation_edition";

fn edition_at(row: &AnyRow) -> Edition {
    Edition {
        year: row.get(0),
        number: row.get(1),
        frozen_on: row.get(2),
        frozen_at: row.get(3),
        frozen_by: row.get(4),
        mandate: row.get(5),
        reason: row.get(6),
        reports: row.get(7),
        vintage: row.get(8),
    }
}

/// Every edition of a year, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn editions(conn: &mut Conn, year: i32) -> sqlx::Result<Vec<Edition>> {
    let sql = format!("{EDITION} WHERE year = $1 ORDER BY number");
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(i64::from(year)).fetch_all(conn).await?;
    Ok(rows.iter().map(edition_at).collect())
}

/// What an edition holds.
///
/// # Errors
/// What the engine says.
pub async fn content(conn: &mut Conn, year: i32, number: i64) -> anyhow::Result<Option<Compilation>> {
    let sql = "SELECT snapshot FROM compilation_edition WHERE year = $1 AND number = $2";
    let row = sqlx::query(sql).bind(i64::from(year)).bind(number).fetch_optional(conn).await?;
    let read = |row: AnyRow| serde_json::from_str(row.get::<&str, _>(0)).with_context(|| format!("edition {number} of {year}"));
    row.map(read).transpose()
}

/// Freezes an edition.
///
/// # Errors
/// What the engine says; an edition that is there already among it.
pub async fn add_edition(conn: &mut Conn, e: &Edition, c: &Compilation) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO compilation_edition (year, number, frozen_on, frozen_at, frozen_by, mandate, reason, reports, vintage, snapshot) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(e.year)
    .bind(e.number)
    .bind(&e.frozen_on)
    .bind(&e.frozen_at)
    .bind(&e.frozen_by)
    .bind(&e.mandate)
    .bind(&e.reason)
    .bind(e.reports)
    .bind(e.vintage)
    .bind(serde_json::to_string(c)?)
    .execute(conn)
    .await?;
    Ok(())
}
