//! Rows of the registry.

use super::rules::Indicator;
use anyhow::Context;
use platform::Conn;
use sqlx::Row;
use sqlx::any::AnyRow;

/// The newest version of every indicator, in the programme's order.
///
/// # Errors
/// What the engine says.
pub async fn all(conn: &mut Conn) -> anyhow::Result<Vec<Indicator>> {
    let sql = "SELECT i.key, i.version, i.definition FROM indicator i \
               WHERE i.version = (SELECT max(n.version) FROM indicator n WHERE n.key = i.key) ORDER BY i.position, i.key";
    sqlx::query(sql).fetch_all(conn).await?.iter().map(read).collect()
}

/// The newest version of one indicator.
///
/// # Errors
/// What the engine says.
pub async fn one(conn: &mut Conn, key: &str) -> anyhow::Result<Option<Indicator>> {
    let sql = "SELECT key, version, definition FROM indicator WHERE key = $1 ORDER BY version DESC LIMIT 1";
    sqlx::query(sql).bind(key.to_owned()).fetch_optional(conn).await?.as_ref().map(read).transpose()
}

/// Every version of one indicator, newest first, with the moment it was set.
///
/// # Errors
/// What the engine says.
pub async fn versions(conn: &mut Conn, key: &str) -> anyhow::Result<Vec<(Indicator, String)>> {
    let sql = "SELECT key, version, definition, set_at FROM indicator WHERE key = $1 ORDER BY version DESC";
    let rows = sqlx::query(sql).bind(key.to_owned()).fetch_all(conn).await?;
    rows.iter().map(|row| Ok((read(row)?, row.get(3)))).collect()
}

/// Writes one version.
///
/// # Errors
/// What the engine says; the version must be new.
pub async fn insert(conn: &mut Conn, indicator: &Indicator, position: i64, at: &str) -> anyhow::Result<()> {
    let sql = "INSERT INTO indicator (key, version, position, definition, set_at) VALUES ($1, $2, $3, $4, $5)";
    let query = sqlx::query(sql).bind(&indicator.key).bind(indicator.version).bind(position);
    query.bind(serde_json::to_string(indicator)?).bind(at.to_owned()).execute(conn).await?;
    Ok(())
}

fn read(row: &AnyRow) -> anyhow::Result<Indicator> {
    let (key, version, definition): (String, i64, String) = (row.get(0), row.get(1), row.get(2));
    let indicator: Indicator = serde_json::from_str(&definition).with_context(|| format!("the definition of {key}, version {version}"))?;
    Ok(Indicator { version, ..indicator })
}
