//! Rows of designs: every version, never changed.

use crate::evaluation::rules::Design;
use anyhow::Context;
use platform::Conn;
use platform::clock;
use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

/// A version of a design as it was registered.
#[derive(Clone, Debug, PartialEq)]
pub struct Registered {
    pub slug: String,
    pub version: i64,
    pub design: Design,
    pub head: Head,
}

/// When, by whom and why a version was registered.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, utoipa::ToSchema)]
pub struct Head {
    /// Over the stored content.
    pub sha256: String,
    /// What each method can detect, found without looking at the district after the start; none until a worker has found it.
    pub detectable: Option<[f64; 3]>,
    /// The newest delivery of figures at that moment.
    pub vintage: i64,
    /// Why this version replaced the one before; empty for the first.
    pub reason: String,
    pub registered_at: String,
    pub registered_by: String,
    pub mandate: String,
}

/// SHA-256 as hexadecimal digits.
pub fn digest(text: &str) -> String {
    clock::hex(&Sha256::digest(text.as_bytes()))
}

const COLUMNS: &str = "SELECT slug, version, content, sha256, vintage, reason, registered_at, registered_by, mandate, \
                       (SELECT detectable FROM evaluation_power p WHERE p.slug = d.slug AND p.version = d.version) FROM evaluation_design d";

fn registered(row: &AnyRow) -> anyhow::Result<Registered> {
    let (slug, version): (String, i64) = (row.get(0), row.get(1));
    let design = serde_json::from_str(row.get::<&str, _>(2)).with_context(|| format!("design {version} of {slug}"))?;
    let detectable = row.get::<Option<&str>, _>(9).filter(|text| !text.is_empty()).map(serde_json::from_str).transpose()?;
    let head = Head {
        detectable,
        sha256: row.get(3),
        vintage: row.get(4),
        reason: row.get(5),
        registered_at: row.get(6),
        registered_by: row.get(7),
        mandate: row.get(8),
    };
    Ok(Registered { slug, version, design, head })
}

/// Every version of an evaluation's design, oldest first; empty when there is no such evaluation.
///
/// # Errors
/// What the engine says.
pub async fn versions(conn: &mut Conn, slug: &str) -> anyhow::Result<Vec<Registered>> {
    let sql = format!("{COLUMNS} WHERE slug = $1 ORDER BY version");
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(slug.to_owned()).fetch_all(conn).await?;
    rows.iter().map(registered).collect()
}

/// The newest version of every evaluation, newest registered first.
///
/// # Errors
/// What the engine says.
pub async fn newest(conn: &mut Conn) -> anyhow::Result<Vec<Registered>> {
    let sql = format!(
        "{COLUMNS} WHERE version = (SELECT max(version) FROM evaluation_design e WHERE e.slug = d.slug) ORDER BY registered_at DESC"
    );
    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(conn).await?;
    rows.iter().map(registered).collect()
}

/// True when the address is taken.
///
/// # Errors
/// What the engine says.
pub async fn is_taken(conn: &mut Conn, slug: &str) -> sqlx::Result<bool> {
    Ok(sqlx::query("SELECT 1 FROM evaluation WHERE slug = $1").bind(slug.to_owned()).fetch_optional(conn).await?.is_some())
}

/// Opens an evaluation.
///
/// # Errors
/// What the engine says; a taken address among it.
pub async fn open(conn: &mut Conn, slug: &str, at: &str, by: &str) -> sqlx::Result<()> {
    let sql = "INSERT INTO evaluation (slug, opened_at, opened_by) VALUES ($1, $2, $3)";
    sqlx::query(sql).bind(slug.to_owned()).bind(at.to_owned()).bind(by.to_owned()).execute(conn).await.map(drop)
}

/// Adds a version; the versions before stay.
///
/// # Errors
/// What the engine says; a version that is there already among it.
pub async fn add(conn: &mut Conn, r: &Registered, content: &str) -> sqlx::Result<()> {
    let sql = "INSERT INTO evaluation_design (slug, version, content, sha256, vintage, reason, registered_at, registered_by, mandate) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let query = sqlx::query(sql).bind(&r.slug).bind(r.version).bind(content.to_owned()).bind(&r.head.sha256).bind(r.head.vintage);
    let query = query.bind(&r.head.reason).bind(&r.head.registered_at).bind(&r.head.registered_by).bind(&r.head.mandate);
    query.execute(conn).await.map(drop)
}

/// A design whose power has not been found, the oldest first.
///
/// # Errors
/// What the engine says.
pub async fn without_power(conn: &mut Conn) -> anyhow::Result<Option<Registered>> {
    let sql = format!(
        "{COLUMNS} WHERE NOT EXISTS (SELECT 1 FROM evaluation_power p WHERE p.slug = d.slug AND p.version = d.version) ORDER BY registered_at LIMIT 1"
    );
    let row = sqlx::query(AssertSqlSafe(sql)).fetch_optional(conn).await?;
    row.as_ref().map(registered).transpose()
}

/// Keeps what a design can detect; false when another worker was first.
///
/// # Errors
/// What the engine says.
pub async fn set_power(conn: &mut Conn, r: &Registered, detectable: Option<[f64; 3]>, at: &str) -> sqlx::Result<bool> {
    let text = detectable.map_or(String::new(), |d| serde_json::json!(d).to_string());
    let sql =
        "INSERT INTO evaluation_power (slug, version, detectable, found_at) VALUES ($1, $2, $3, $4) ON CONFLICT (slug, version) DO NOTHING";
    let query = sqlx::query(sql).bind(&r.slug).bind(r.version).bind(text).bind(at.to_owned());
    Ok(query.execute(conn).await?.rows_affected() == 1)
}
