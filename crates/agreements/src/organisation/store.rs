//! Rows of organisations; the version that holds is read, the earlier ones are kept.

use super::rules::{Kind, Organisation};
use crate::place::store::swedish_order;
use anyhow::Context;
use platform::db::optional_day;
use platform::{Conn, Tx};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

const SELECT: &str = "SELECT o.id, v.kind, v.name, o.municipality_code, o.county_code, v.valid_from, v.valid_to, o.version \
    FROM organisation o JOIN organisation_version v ON v.organisation_id = o.id AND v.version = o.version";

/// Every organisation, by name in Swedish order.
///
/// # Errors
/// What the engine says.
pub async fn all(conn: &mut Conn) -> anyhow::Result<Vec<Organisation>> {
    select(conn, "", &[]).await
}

/// The organisation with this id.
///
/// # Errors
/// What the engine says.
pub async fn one(conn: &mut Conn, id: &str) -> anyhow::Result<Option<Organisation>> {
    Ok(select(conn, "WHERE o.id = $1", &[id]).await?.pop())
}

/// The organisations of a municipality: itself, and those it has added as partners.
///
/// # Errors
/// What the engine says.
pub async fn of_municipality(conn: &mut Conn, code: &str) -> anyhow::Result<Vec<Organisation>> {
    select(conn, "WHERE o.municipality_code = $1", &[code]).await
}

/// The authorities with an assignment to join the partnership of a municipality: the two of the whole nation, and the police authority of
/// its county (the decision, "Bakgrund").
///
/// # Errors
/// What the engine says.
pub async fn bound_authorities(conn: &mut Conn, municipality_code: &str) -> anyhow::Result<Vec<Organisation>> {
    let county = municipality_code.get(..2).unwrap_or_default();
    let narrow = "WHERE v.kind = 'agency' AND (o.id IN ('arbetsformedlingen', 'forsakringskassan') OR o.county_code = $1)";
    select(conn, narrow, &[county]).await
}

async fn select(conn: &mut Conn, narrow: &str, values: &[&str]) -> anyhow::Result<Vec<Organisation>> {
    let sql = format!("{SELECT} {narrow}");
    let query = values.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, value| query.bind((*value).to_owned()));
    let rows = query.fetch_all(conn).await?;
    let mut found = rows.iter().map(organisation).collect::<anyhow::Result<Vec<_>>>()?;
    found.sort_by_key(|o| swedish_order(&o.name));
    Ok(found)
}

fn organisation(row: &AnyRow) -> anyhow::Result<Organisation> {
    let kind: String = row.get(1);
    Ok(Organisation {
        id: row.get(0),
        kind: Kind::parse(&kind).with_context(|| format!("an organisation of the unknown kind {kind:?}"))?,
        name: row.get(2),
        municipality_code: row.get(3),
        county_code: row.get(4),
        valid_from: optional_day(row.get::<Option<String>, _>(5).as_deref())?,
        valid_to: optional_day(row.get::<Option<String>, _>(6).as_deref())?,
        version: row.get(7),
    })
}

/// One version of what is said of an organisation.
#[derive(Clone, Debug, sqlx::FromRow, serde::Serialize)]
pub struct Version {
    pub version: i64,
    pub kind: String,
    pub name: String,
    pub valid_from: Option<String>,
    pub valid_to: Option<String>,
    pub reason: String,
    pub by_name: String,
    pub at: String,
}

/// Every version of an organisation, newest first.
///
/// # Errors
/// What the engine says.
pub async fn versions(conn: &mut Conn, id: &str) -> sqlx::Result<Vec<Version>> {
    let sql = "SELECT version, kind, name, valid_from, valid_to, reason, by_name, at FROM organisation_version WHERE organisation_id = $1 ORDER BY version DESC";
    sqlx::query_as(sql).bind(id.to_owned()).fetch_all(conn).await
}

/// Adds an organisation in its first version.
///
/// # Errors
/// When the id is taken, or what the engine says.
pub async fn insert(tx: &mut Tx, o: &Organisation, reason: &str) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO organisation (id, municipality_code, county_code, version) VALUES ($1, $2, $3, 1)")
        .bind(&o.id)
        .bind(&o.municipality_code)
        .bind(&o.county_code)
        .execute(&mut **tx)
        .await?;
    insert_version(tx, o, 1, reason).await
}

/// Adds the version after `o.version` and lets it hold; false when somebody else has done so first.
///
/// # Errors
/// What the engine says.
pub async fn correct(tx: &mut Tx, o: &Organisation, reason: &str) -> sqlx::Result<bool> {
    let sql = "UPDATE organisation SET version = version + 1 WHERE id = $1 AND version = $2";
    let done = sqlx::query(sql).bind(&o.id).bind(o.version).execute(&mut **tx).await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    insert_version(tx, o, o.version + 1, reason).await?;
    Ok(true)
}

async fn insert_version(tx: &mut Tx, o: &Organisation, version: i64, reason: &str) -> sqlx::Result<()> {
    let (by, at) = (tx.caller().name().to_owned(), tx.stamp());
    sqlx::query(
        "INSERT INTO organisation_version (organisation_id, version, kind, name, valid_from, valid_to, reason, by_name, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&o.id)
    .bind(version)
    .bind(o.kind.key())
    .bind(&o.name)
    .bind(o.valid_from.map(|d| d.to_string()))
    .bind(o.valid_to.map(|d| d.to_string()))
    .bind(reason.to_owned())
    .bind(by)
    .bind(at)
    .execute(&mut **tx)
    .await
    .map(drop)
}
