//! Invitations and their answers.

use super::{Said, free_slug, signed};
use crate::organisation::rules::Kind;
use crate::partnership::rules::invitation::{Answer, Given, Invitation};
use anyhow::Context;
use chrono::NaiveDate;
use platform::db::{day, optional_day};
use platform::{Conn, Tx, clock};
use sqlx::Row;
use sqlx::any::AnyRow;

const SELECT: &str = "SELECT i.id, i.municipality_code, i.slug, i.organisation_id, o.name, o.kind, v.invited_on, v.purpose, v.answer, \
    v.answered_on, v.words, v.next_on, i.version FROM partnership_invitation i \
    JOIN partnership_invitation_version v ON v.invitation_id = i.id AND v.version = i.version \
    JOIN organisation g ON g.id = i.organisation_id JOIN organisation_version o ON o.organisation_id = g.id AND o.version = g.version \
    WHERE i.municipality_code = $1 OR $1 = '' ORDER BY v.invited_on, o.name";

/// The invitations of a municipality, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn invitations(conn: &mut Conn, municipality_code: &str) -> anyhow::Result<Vec<Invitation>> {
    let rows = sqlx::query(SELECT).bind(municipality_code.to_owned()).fetch_all(conn).await?;
    rows.iter().map(invitation).collect()
}

/// The invitations of every municipality.
///
/// # Errors
/// What the engine says.
pub async fn all_invitations(conn: &mut Conn) -> anyhow::Result<Vec<Invitation>> {
    invitations(conn, "").await
}

fn invitation(row: &AnyRow) -> anyhow::Result<Invitation> {
    let (kind, answer): (String, String) = (row.get(5), row.get(8));
    Ok(Invitation {
        id: row.get(0),
        municipality_code: row.get(1),
        slug: row.get(2),
        organisation_id: row.get(3),
        name: row.get(4),
        kind: Kind::parse(&kind).with_context(|| format!("an invitation to the unknown kind {kind:?}"))?,
        invited_on: day(row.get(6))?,
        purpose: row.get(7),
        answer: Answer::parse(&answer).with_context(|| format!("the unknown answer {answer:?}"))?,
        answered_on: optional_day(row.get::<Option<String>, _>(9).as_deref())?,
        words: row.get(10),
        next_on: optional_day(row.get::<Option<String>, _>(11).as_deref())?,
        version: row.get(12),
    })
}

/// Records an invitation and answers with its slug.
///
/// # Errors
/// What the engine says.
pub async fn insert(tx: &mut Tx, code: &str, organisation_id: &str, invited_on: NaiveDate, purpose: &str) -> anyhow::Result<String> {
    let taken: Vec<_> = invitations(tx, code).await?.into_iter().map(|i| i.slug).collect();
    let (id, slug) = (clock::new_id(), free_slug(organisation_id, &taken));
    let sql = "INSERT INTO partnership_invitation (id, municipality_code, organisation_id, slug, version) VALUES ($1, $2, $3, $4, 1)";
    let query = sqlx::query(sql).bind(&id).bind(code.to_owned()).bind(organisation_id.to_owned()).bind(&slug);
    query.execute(&mut **tx).await?;
    insert_version(tx, &id, 1, invited_on, purpose, None).await?;
    Ok(slug)
}

/// Records an answer; false when somebody else was first.
///
/// # Errors
/// What the engine says.
pub async fn answer(tx: &mut Tx, i: &Invitation, version: i64, given: &Given) -> sqlx::Result<bool> {
    let sql = "UPDATE partnership_invitation SET version = version + 1 WHERE id = $1 AND version = $2";
    let done = sqlx::query(sql).bind(&i.id).bind(version).execute(&mut **tx).await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    insert_version(tx, &i.id, version + 1, i.invited_on, &i.purpose, Some(given)).await.map(|()| true)
}

async fn insert_version(
    tx: &mut Tx,
    id: &str,
    version: i64,
    invited_on: NaiveDate,
    purpose: &str,
    given: Option<&Given>,
) -> sqlx::Result<()> {
    let (by, at) = signed(tx);
    sqlx::query(
        "INSERT INTO partnership_invitation_version \
         (invitation_id, version, invited_on, purpose, answer, answered_on, words, next_on, by_name, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id.to_owned())
    .bind(version)
    .bind(invited_on.to_string())
    .bind(purpose.to_owned())
    .bind(given.map_or(Answer::None, |g| g.answer).key())
    .bind(given.map(|g| g.answered_on.to_string()))
    .bind(given.map_or(String::new(), |g| g.words.clone()))
    .bind(given.and_then(|g| g.next_on).map(|d| d.to_string()))
    .bind(by)
    .bind(at)
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// One version of an invitation, as its history shows it.
#[derive(Clone, Debug, sqlx::FromRow, serde::Serialize)]
pub struct Version {
    pub version: i64,
    pub answer: String,
    pub answered_on: Option<String>,
    pub words: String,
    pub next_on: Option<String>,
    pub by_name: String,
    pub at: String,
}

/// Every version of an invitation, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn versions(conn: &mut Conn, id: &str) -> sqlx::Result<Vec<Version>> {
    let sql = "SELECT version, answer, answered_on, words, next_on, by_name, at FROM partnership_invitation_version \
        WHERE invitation_id = $1 ORDER BY version";
    sqlx::query_as(sql).bind(id.to_owned()).fetch_all(conn).await
}

/// Who spoke of an invitation, newest first.
///
/// # Errors
/// What the engine says.
pub async fn said(conn: &mut Conn, id: &str) -> sqlx::Result<Vec<Said>> {
    let sql =
        "SELECT version, words AS reason, by_name, at FROM partnership_invitation_version WHERE invitation_id = $1 ORDER BY version DESC";
    sqlx::query_as(sql).bind(id.to_owned()).fetch_all(conn).await
}
