//! Rows of the register.

use super::rules::{Filing, number};
use platform::clock::new_id;
use platform::{Conn, Tx};

/// A registered document as it is read.
#[derive(Clone, Debug, sqlx::FromRow, serde::Serialize, utoipa::ToSchema)]
pub struct Entry {
    pub id: String,
    pub series: String,
    pub year: i64,
    pub ordinal: i64,
    pub authority: String,
    pub direction: String,
    pub kind: String,
    pub title: String,
    pub sender: String,
    pub recipient: String,
    pub object_kind: String,
    pub object_id: String,
    pub object_version: i64,
    pub address: String,
    pub registered_at: String,
    pub corrects: Option<String>,
    pub note: String,
}

impl Entry {
    /// `RK LUA 2011/17`.
    pub fn number(&self) -> String {
        number(&self.series, self.year, self.ordinal)
    }
}

const COLUMNS: &str = "id, series, year, ordinal, authority, direction, kind, title, sender, recipient, object_kind, object_id, object_version, address, registered_at, corrects, note";

/// Every row, newest first.
///
/// # Errors
/// What the engine says.
pub async fn all(conn: &mut Conn) -> sqlx::Result<Vec<Entry>> {
    let sql = format!("SELECT {COLUMNS} FROM register_entry ORDER BY registered_at DESC, series, ordinal DESC");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(conn).await
}

/// One row.
///
/// # Errors
/// What the engine says.
pub async fn one(conn: &mut Conn, id: &str) -> sqlx::Result<Option<Entry>> {
    let sql = format!("SELECT {COLUMNS} FROM register_entry WHERE id = $1");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.to_owned()).fetch_optional(conn).await
}

/// Rows that correct this one, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn corrections(conn: &mut Conn, id: &str) -> sqlx::Result<Vec<Entry>> {
    let sql = format!("SELECT {COLUMNS} FROM register_entry WHERE corrects = $1 ORDER BY registered_at");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.to_owned()).fetch_all(conn).await
}

/// The number a version of an object has in a series, when it is registered there.
///
/// # Errors
/// What the engine says.
pub async fn number_in(conn: &mut Conn, series: &str, object: (&str, &str, i64)) -> sqlx::Result<Option<String>> {
    let sql = "SELECT year, ordinal FROM register_entry WHERE series = $1 AND object_kind = $2 AND object_id = $3 AND object_version = $4 AND corrects IS NULL";
    let found: Option<(i64, i64)> = sqlx::query_as(sql)
        .bind(series.to_owned())
        .bind(object.0.to_owned())
        .bind(object.1.to_owned())
        .bind(object.2)
        .fetch_optional(conn)
        .await?;
    Ok(found.map(|(year, ordinal)| number(series, year, ordinal)))
}

/// The Government Offices' number of a version of an object.
///
/// # Errors
/// What the engine says.
pub async fn number_of(conn: &mut Conn, object_kind: &str, object_id: &str, version: i64) -> sqlx::Result<Option<String>> {
    number_in(conn, "RK", (object_kind, object_id, version)).await
}

/// Adds a row with the next number of its series and year; returns id and number.
///
/// # Errors
/// What the engine says.
pub async fn insert(tx: &mut Tx, filing: &Filing, corrects: Option<&str>, note: &str) -> sqlx::Result<(String, String)> {
    let year = i64::from(chrono::Datelike::year(&tx.today()));
    let sql = "SELECT coalesce(max(ordinal), 0) + 1 FROM register_entry WHERE series = $1 AND year = $2";
    let (ordinal,): (i64,) = sqlx::query_as(sql).bind(filing.series.clone()).bind(year).fetch_one(&mut **tx).await?;
    let (id, at) = (new_id(), tx.stamp());
    sqlx::query(
        "INSERT INTO register_entry (id, series, year, ordinal, authority, direction, kind, title, sender, recipient, object_kind, object_id, object_version, address, registered_at, corrects, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(id.clone())
    .bind(filing.series.clone())
    .bind(year)
    .bind(ordinal)
    .bind(filing.authority.clone())
    .bind(filing.direction.key())
    .bind(filing.kind)
    .bind(filing.title.clone())
    .bind(filing.sender.clone())
    .bind(filing.recipient.clone())
    .bind(filing.object_kind)
    .bind(filing.object_id.clone())
    .bind(filing.object_version)
    .bind(filing.address.clone())
    .bind(at)
    .bind(corrects.map(str::to_owned))
    .bind(note.to_owned())
    .execute(&mut **tx)
    .await?;
    Ok((id, number(&filing.series, year, ordinal)))
}
