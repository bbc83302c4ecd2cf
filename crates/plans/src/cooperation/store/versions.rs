//! Versions laid before the parties, and the signatures on them.

use crate::cooperation::rules::Snapshot;
use anyhow::Context;
use platform::Conn;
use sqlx::{AssertSqlSafe, FromRow, Row};
use std::collections::BTreeMap;

/// A version without its content.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct VersionHead {
    pub slug: String,
    pub version: i64,
    pub laid_on: String,
    pub laid_at: String,
    pub laid_by: String,
    /// Why it is to replace the version before; empty for the first.
    pub reason: String,
    /// The day every party had signed.
    pub concluded_on: Option<String>,
    pub recalled_on: Option<String>,
    pub recalled_by: Option<String>,
    pub recall_reason: Option<String>,
}

const HEAD: &str = "SELECT v.slug, v.version, v.laid_on, v.laid_at, v.laid_by, v.reason, c.concluded_on, r.recalled_on, r.recalled_by, r.reason AS recall_reason \
    FROM cooperation_version v LEFT JOIN cooperation_conclusion c ON c.slug = v.slug AND c.version = v.version \
    LEFT JOIN cooperation_recall r ON r.slug = v.slug AND r.version = v.version";

/// Every version of an agreement, oldest first; recalled ones too.
///
/// # Errors
/// What the engine says.
pub async fn versions(conn: &mut Conn, slug: &str) -> sqlx::Result<Vec<VersionHead>> {
    let sql = format!("{HEAD} WHERE v.slug = $1 ORDER BY v.version");
    sqlx::query_as(AssertSqlSafe(sql)).bind(slug.to_owned()).fetch_all(conn).await
}

/// Every version of every agreement, oldest first, by agreement.
///
/// # Errors
/// What the engine says.
pub async fn all_versions(conn: &mut Conn) -> sqlx::Result<BTreeMap<String, Vec<VersionHead>>> {
    let sql = format!("{HEAD} ORDER BY v.slug, v.version");
    let mut all: BTreeMap<String, Vec<VersionHead>> = BTreeMap::new();
    for head in sqlx::query_as::<_, VersionHead>(AssertSqlSafe(sql)).fetch_all(conn).await? {
        all.entry(head.slug.clone()).or_default().push(head);
    }
    Ok(all)
}

/// The newest version that has not been taken back, signed or not.
pub fn newest(heads: &[VersionHead]) -> Option<&VersionHead> {
    heads.iter().rev().find(|h| h.recalled_on.is_none())
}

/// The newest version that every party has signed.
pub fn concluded(heads: &[VersionHead]) -> Option<&VersionHead> {
    heads.iter().rev().find(|h| h.concluded_on.is_some())
}

/// What a version holds.
///
/// # Errors
/// What the engine says.
pub async fn snapshot(conn: &mut Conn, slug: &str, version: i64) -> anyhow::Result<Option<Snapshot>> {
    let sql = "SELECT snapshot FROM cooperation_version WHERE slug = $1 AND version = $2";
    let row = sqlx::query(sql).bind(slug.to_owned()).bind(version).fetch_optional(conn).await?;
    row.map(|row| serde_json::from_str(&row.get::<String, _>(0)).with_context(|| format!("version {version} of {slug}"))).transpose()
}

/// Freezes a version.
///
/// # Errors
/// What the engine says; a version that is there already among it.
pub async fn add_version(conn: &mut Conn, h: &VersionHead, mandate: &str, s: &Snapshot) -> anyhow::Result<()> {
    let sql = "INSERT INTO cooperation_version (slug, version, laid_on, laid_at, laid_by, mandate, reason, snapshot) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let query = sqlx::query(sql).bind(&h.slug).bind(h.version).bind(&h.laid_on).bind(&h.laid_at).bind(&h.laid_by);
    query.bind(mandate.to_owned()).bind(&h.reason).bind(serde_json::to_string(s)?).execute(conn).await?;
    Ok(())
}

/// Keeps that a version was taken back.
///
/// # Errors
/// What the engine says.
pub async fn add_recall(conn: &mut Conn, slug: &str, version: i64, reason: &str, on: &str, by: &str) -> sqlx::Result<()> {
    let sql = "INSERT INTO cooperation_recall (slug, version, reason, recalled_on, recalled_by) VALUES ($1, $2, $3, $4, $5)";
    let query = sqlx::query(sql).bind(slug.to_owned()).bind(version).bind(reason.to_owned()).bind(on.to_owned());
    query.bind(by.to_owned()).execute(conn).await.map(drop)
}

/// Keeps that every party has signed a version.
///
/// # Errors
/// What the engine says.
pub async fn add_conclusion(conn: &mut Conn, slug: &str, version: i64, on: &str) -> sqlx::Result<()> {
    let sql = "INSERT INTO cooperation_conclusion (slug, version, concluded_on) VALUES ($1, $2, $3)";
    sqlx::query(sql).bind(slug.to_owned()).bind(version).bind(on.to_owned()).execute(conn).await.map(drop)
}

/// A party's signature on paper, as it was registered.
#[derive(Clone, Debug, PartialEq, Eq, FromRow, serde::Serialize, utoipa::ToSchema)]
pub struct Signature {
    #[serde(skip)]
    pub slug: String,
    pub version: i64,
    pub organisation_id: String,
    pub place: String,
    pub signed_on: String,
    pub office: String,
    pub registered_at: String,
    pub registered_by: String,
}

const SIGNATURE: &str =
    "SELECT slug, version, organisation_id, place, signed_on, office, registered_at, registered_by FROM cooperation_signature";

/// The signatures on a version, in the order they were registered.
///
/// # Errors
/// What the engine says.
pub async fn signatures(conn: &mut Conn, slug: &str, version: i64) -> sqlx::Result<Vec<Signature>> {
    let sql = format!("{SIGNATURE} WHERE slug = $1 AND version = $2 ORDER BY registered_at, organisation_id");
    sqlx::query_as(AssertSqlSafe(sql)).bind(slug.to_owned()).bind(version).fetch_all(conn).await
}

/// Every signature.
///
/// # Errors
/// What the engine says.
pub async fn all_signatures(conn: &mut Conn) -> sqlx::Result<Vec<Signature>> {
    sqlx::query_as(SIGNATURE).fetch_all(conn).await
}

/// Keeps a signature.
///
/// # Errors
/// What the engine says; a party that has signed already among it.
pub async fn add_signature(conn: &mut Conn, s: &Signature) -> sqlx::Result<()> {
    let sql = "INSERT INTO cooperation_signature (slug, version, organisation_id, place, signed_on, office, registered_at, registered_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let query = sqlx::query(sql).bind(&s.slug).bind(s.version).bind(&s.organisation_id).bind(&s.place).bind(&s.signed_on);
    query.bind(&s.office).bind(&s.registered_at).bind(&s.registered_by).execute(conn).await.map(drop)
}
