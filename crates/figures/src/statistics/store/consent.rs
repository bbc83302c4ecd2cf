//! Rows of municipalities' consent to figures on their own key codes.

use platform::Conn;
use sqlx::Row;
use std::collections::BTreeSet;

/// A consent that has been recorded.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Consent {
    pub municipality_code: String,
    pub given_on: String,
    pub reference: String,
    pub recorded_by: String,
    pub recorded_at: String,
}

/// Codes of the municipalities that have consented.
///
/// # Errors
/// What the engine says.
pub async fn given(conn: &mut Conn) -> sqlx::Result<BTreeSet<String>> {
    let rows = sqlx::query("SELECT municipality_code FROM nyko_consent").fetch_all(conn).await?;
    Ok(rows.iter().map(|r| r.get(0)).collect())
}

/// Every consent.
///
/// # Errors
/// What the engine says.
pub async fn all(conn: &mut Conn) -> sqlx::Result<Vec<Consent>> {
    let sql = "SELECT municipality_code, given_on, reference, recorded_by, recorded_at FROM nyko_consent ORDER BY municipality_code";
    sqlx::query_as(sql).fetch_all(conn).await
}

/// Writes a consent; one that is there stays.
///
/// # Errors
/// What the engine says.
pub async fn insert(conn: &mut Conn, c: &Consent) -> sqlx::Result<bool> {
    let sql = "INSERT INTO nyko_consent (municipality_code, given_on, reference, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (municipality_code) DO NOTHING";
    let query = sqlx::query(sql).bind(&c.municipality_code).bind(&c.given_on).bind(&c.reference).bind(&c.recorded_by).bind(&c.recorded_at);
    Ok(query.execute(conn).await?.rows_affected() == 1)
}
