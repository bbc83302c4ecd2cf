//! Rows of deliveries.

use platform::Conn;
use sqlx::Row;
use std::collections::BTreeSet;

/// A file that has been taken in.
#[derive(Clone, Debug, sqlx::FromRow, serde::Serialize, utoipa::ToSchema)]
pub struct Delivery {
    pub number: i64,
    pub file_name: String,
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    pub row_count: i64,
    pub added: i64,
    pub changed: i64,
    pub unchanged: i64,
    /// 1 when the figures are made by a generator.
    pub synthetic: i64,
    pub first_year: i64,
    pub last_year: i64,
    /// Keys with commas between.
    pub indicators: String,
    pub delivered_at: String,
    pub delivered_by: String,
    pub mandate: String,
}

const COLUMNS: &str = "number, file_name, sha256, size, row_count, added, changed, unchanged, synthetic, first_year, last_year, indicators, \
                       delivered_at, delivered_by, mandate";

/// Every delivery, newest first.
///
/// # Errors
/// What the engine says.
pub async fn deliveries(conn: &mut Conn) -> sqlx::Result<Vec<Delivery>> {
    let sql = format!("SELECT {COLUMNS} FROM delivery ORDER BY number DESC");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(conn).await
}

/// One delivery.
///
/// # Errors
/// What the engine says.
pub async fn delivery(conn: &mut Conn, number: i64) -> sqlx::Result<Option<Delivery>> {
    let sql = format!("SELECT {COLUMNS} FROM delivery WHERE number = $1");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(number).fetch_optional(conn).await
}

/// The delivery with exactly this content, if it has come before.
///
/// # Errors
/// What the engine says.
pub async fn with_content(conn: &mut Conn, sha256: &str) -> sqlx::Result<Option<Delivery>> {
    let sql = format!("SELECT {COLUMNS} FROM delivery WHERE sha256 = $1 ORDER BY number DESC LIMIT 1");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(sha256.to_owned()).fetch_optional(conn).await
}

/// Number of the newest delivery, 0 before the first: the version of the figures. It changes with every figure that changes.
///
/// # Errors
/// What the engine says.
pub async fn vintage(conn: &mut Conn) -> sqlx::Result<i64> {
    Ok(sqlx::query("SELECT coalesce(max(number), 0) FROM delivery").fetch_one(conn).await?.get(0))
}

/// Numbers of the deliveries whose figures come from a generator.
///
/// # Errors
/// What the engine says.
pub async fn synthetic(conn: &mut Conn) -> sqlx::Result<BTreeSet<i64>> {
    let rows = sqlx::query("SELECT number FROM delivery WHERE synthetic = 1").fetch_all(conn).await?;
    Ok(rows.iter().map(|r| r.get(0)).collect())
}

/// Writes a delivery.
///
/// # Errors
/// What the engine says; the number must be new.
pub async fn insert(conn: &mut Conn, d: &Delivery) -> sqlx::Result<()> {
    let sql = "INSERT INTO delivery (number, file_name, sha256, size, row_count, added, changed, unchanged, synthetic, first_year, last_year, \
               indicators, delivered_at, delivered_by, mandate) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    let query = sqlx::query(sql).bind(d.number).bind(&d.file_name).bind(&d.sha256).bind(d.size).bind(d.row_count);
    let query = query.bind(d.added).bind(d.changed).bind(d.unchanged).bind(d.synthetic).bind(d.first_year).bind(d.last_year);
    query.bind(&d.indicators).bind(&d.delivered_at).bind(&d.delivered_by).bind(&d.mandate).execute(conn).await.map(drop)
}
