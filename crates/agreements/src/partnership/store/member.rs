//! Memberships and those who speak for the members.

use super::{Said, free_slug, signed};
use crate::organisation::rules::Kind;
use crate::partnership::rules::{Basis, Entry, Level, Membership, Representative, Speaker};
use anyhow::Context;
use platform::db::{day, optional_day};
use platform::{Conn, Tx, clock};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use std::collections::HashMap;

const MEMBERS: &str = "SELECT m.id, m.municipality_code, m.slug, m.organisation_id, o.name, o.kind, v.basis, v.since, v.until, v.term_to, \
    v.carried_over, v.contribution, m.version FROM partnership_member m \
    JOIN partnership_member_version v ON v.member_id = m.id AND v.version = m.version \
    JOIN organisation g ON g.id = m.organisation_id JOIN organisation_version o ON o.organisation_id = g.id AND o.version = g.version";
const SPEAKERS: &str = "SELECT r.member_id, r.id, v.post, v.level, v.mandate, v.since, v.until, r.version FROM partnership_representative r \
    JOIN partnership_representative_version v ON v.representative_id = r.id AND v.version = r.version \
    JOIN partnership_member m ON m.id = r.member_id";

/// Every membership of a municipality's partnership, also those that have ended: the bound first, then by name.
///
/// # Errors
/// What the engine says.
pub async fn memberships(conn: &mut Conn, municipality_code: &str) -> anyhow::Result<Vec<Membership>> {
    select(conn, "WHERE m.municipality_code = $1", &[municipality_code]).await
}

/// Every membership of the nation.
///
/// # Errors
/// What the engine says.
pub async fn all_memberships(conn: &mut Conn) -> anyhow::Result<Vec<Membership>> {
    select(conn, "", &[]).await
}

/// The membership with this slug.
///
/// # Errors
/// What the engine says.
pub async fn membership(conn: &mut Conn, municipality_code: &str, slug: &str) -> anyhow::Result<Option<Membership>> {
    Ok(select(conn, "WHERE m.municipality_code = $1 AND m.slug = $2", &[municipality_code, slug]).await?.pop())
}

async fn select(conn: &mut Conn, narrow: &str, values: &[&str]) -> anyhow::Result<Vec<Membership>> {
    let mut speakers: HashMap<String, Vec<Representative>> = HashMap::new();
    for row in fetch(conn, &format!("{SPEAKERS} {narrow} ORDER BY v.since, r.id"), values).await? {
        speakers.entry(row.get(0)).or_default().push(representative(&row)?);
    }
    let rows = fetch(conn, &format!("{MEMBERS} {narrow}"), values).await?;
    let mut all = rows.iter().map(|row| member(row, &mut speakers)).collect::<anyhow::Result<Vec<_>>>()?;
    all.sort_by_key(|m| (m.basis, crate::place::store::swedish_order(&m.name), m.since));
    Ok(all)
}

async fn fetch(conn: &mut Conn, sql: &str, values: &[&str]) -> sqlx::Result<Vec<AnyRow>> {
    let query = sqlx::query(AssertSqlSafe(sql.to_owned()));
    values.iter().fold(query, |query, value| query.bind((*value).to_owned())).fetch_all(conn).await
}

fn member(row: &AnyRow, speakers: &mut HashMap<String, Vec<Representative>>) -> anyhow::Result<Membership> {
    let id: String = row.get(0);
    let (kind, basis): (String, String) = (row.get(5), row.get(6));
    Ok(Membership {
        municipality_code: row.get(1),
        slug: row.get(2),
        organisation_id: row.get(3),
        name: row.get(4),
        kind: Kind::parse(&kind).with_context(|| format!("a member of the unknown kind {kind:?}"))?,
        basis: Basis::parse(&basis).with_context(|| format!("a member on the unknown basis {basis:?}"))?,
        since: day(row.get(7))?,
        until: optional_day(row.get::<Option<String>, _>(8).as_deref())?,
        term_to: optional_day(row.get::<Option<String>, _>(9).as_deref())?,
        carried_over: row.get::<i64, _>(10) == 1,
        contribution: row.get(11),
        version: row.get(12),
        representatives: speakers.remove(&id).unwrap_or_default(),
        id,
    })
}

fn representative(row: &AnyRow) -> anyhow::Result<Representative> {
    let level: String = row.get(3);
    Ok(Representative {
        id: row.get(1),
        post: row.get(2),
        level: Level::parse(&level).with_context(|| format!("a representative of the unknown level {level:?}"))?,
        mandate: row.get(4),
        since: day(row.get(5))?,
        until: optional_day(row.get::<Option<String>, _>(6).as_deref())?,
        version: row.get(7),
    })
}

/// A membership as one of its versions had it.
#[derive(Clone, Debug, sqlx::FromRow, serde::Serialize)]
pub struct Version {
    pub version: i64,
    pub basis: String,
    pub since: String,
    pub until: Option<String>,
    pub contribution: String,
    pub reason: String,
    pub by_name: String,
    pub at: String,
}

/// Every version of a membership, newest first.
///
/// # Errors
/// What the engine says.
pub async fn versions(conn: &mut Conn, id: &str) -> sqlx::Result<Vec<Version>> {
    let sql = "SELECT version, basis, since, until, contribution, reason, by_name, at FROM partnership_member_version \
        WHERE member_id = $1 ORDER BY version DESC";
    sqlx::query_as(sql).bind(id.to_owned()).fetch_all(conn).await
}

/// Records an entry and answers with its slug.
///
/// # Errors
/// What the engine says.
pub async fn insert(tx: &mut Tx, code: &str, organisation_id: &str, entry: &Entry) -> sqlx::Result<String> {
    let sql = "SELECT slug FROM partnership_member WHERE municipality_code = $1";
    let taken: Vec<_> = sqlx::query(sql).bind(code.to_owned()).fetch_all(&mut **tx).await?.iter().map(|row| row.get(0)).collect();
    let (id, slug) = (clock::new_id(), free_slug(organisation_id, &taken));
    let sql = "INSERT INTO partnership_member (id, municipality_code, organisation_id, slug, version) VALUES ($1, $2, $3, $4, 1)";
    let query = sqlx::query(sql).bind(&id).bind(code.to_owned()).bind(organisation_id.to_owned()).bind(&slug);
    query.execute(&mut **tx).await?;
    insert_version(tx, &id, 1, entry, None).await?;
    if let Some(speaker) = &entry.representative {
        insert_representative(tx, &id, speaker).await?;
    }
    Ok(slug)
}

/// Says a membership anew; false when somebody else was first.
///
/// # Errors
/// What the engine says.
pub async fn correct(
    tx: &mut Tx,
    member: &Membership,
    version: i64,
    entry: &Entry,
    until: Option<chrono::NaiveDate>,
) -> sqlx::Result<bool> {
    let sql = "UPDATE partnership_member SET version = version + 1 WHERE id = $1 AND version = $2";
    let done = sqlx::query(sql).bind(&member.id).bind(version).execute(&mut **tx).await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    insert_version(tx, &member.id, version + 1, entry, until).await.map(|()| true)
}

async fn insert_version(tx: &mut Tx, id: &str, version: i64, e: &Entry, until: Option<chrono::NaiveDate>) -> sqlx::Result<()> {
    let (by, at) = signed(tx);
    sqlx::query(
        "INSERT INTO partnership_member_version \
         (member_id, version, basis, since, until, term_to, carried_over, contribution, reason, by_name, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(id.to_owned())
    .bind(version)
    .bind(e.basis.key())
    .bind(e.since.to_string())
    .bind(until.map(|d| d.to_string()))
    .bind(e.term_to.map(|d| d.to_string()))
    .bind(i64::from(e.carried_over))
    .bind(&e.contribution)
    .bind(&e.reason)
    .bind(by)
    .bind(at)
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Records somebody who speaks for a member.
///
/// # Errors
/// What the engine says.
pub async fn insert_representative(tx: &mut Tx, member_id: &str, speaker: &Speaker) -> sqlx::Result<String> {
    let id = clock::new_id();
    let sql = "INSERT INTO partnership_representative (id, member_id, version) VALUES ($1, $2, 1)";
    sqlx::query(sql).bind(&id).bind(member_id.to_owned()).execute(&mut **tx).await?;
    insert_representative_version(tx, &id, 1, speaker).await?;
    Ok(id)
}

/// Says anew what a representative may do; false when somebody else was first.
///
/// # Errors
/// What the engine says.
pub async fn correct_representative(tx: &mut Tx, id: &str, version: i64, speaker: &Speaker) -> sqlx::Result<bool> {
    let sql = "UPDATE partnership_representative SET version = version + 1 WHERE id = $1 AND version = $2";
    let done = sqlx::query(sql).bind(id.to_owned()).bind(version).execute(&mut **tx).await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    insert_representative_version(tx, id, version + 1, speaker).await.map(|()| true)
}

async fn insert_representative_version(tx: &mut Tx, id: &str, version: i64, s: &Speaker) -> sqlx::Result<()> {
    let (by, at) = signed(tx);
    sqlx::query(
        "INSERT INTO partnership_representative_version (representative_id, version, post, level, mandate, since, until, reason, by_name, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id.to_owned())
    .bind(version)
    .bind(&s.post)
    .bind(s.level.key())
    .bind(&s.mandate)
    .bind(s.since.to_string())
    .bind(s.until.map(|d| d.to_string()))
    .bind(&s.reason)
    .bind(by)
    .bind(at)
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Who spoke last of a representative, for the reader whose own words came too late.
///
/// # Errors
/// What the engine says.
pub async fn representative_said(conn: &mut Conn, id: &str) -> sqlx::Result<Vec<Said>> {
    let sql =
        "SELECT version, reason, by_name, at FROM partnership_representative_version WHERE representative_id = $1 ORDER BY version DESC";
    sqlx::query_as(sql).bind(id.to_owned()).fetch_all(conn).await
}
