//! Steering and working groups.

use super::{Said, free_slug, signed};
use crate::organisation::rules::slug as slug_of;
use crate::partnership::rules::group::{Formed, Group};
use anyhow::Context;
use platform::db::{day, optional_day};
use platform::{Conn, Tx, clock};
use sqlx::Row;
use sqlx::any::AnyRow;

/// The groups of a municipality's partnership, the steering groups first.
///
/// # Errors
/// What the engine says.
pub async fn groups(conn: &mut Conn, municipality_code: &str) -> anyhow::Result<Vec<Group>> {
    let sql = "SELECT g.id, g.municipality_code, g.slug, v.kind, v.name, v.purpose, v.since, v.until, v.seats, g.version FROM partnership_group g \
        JOIN partnership_group_version v ON v.group_id = g.id AND v.version = g.version WHERE g.municipality_code = $1 ORDER BY v.kind, v.since, v.name";
    let rows = sqlx::query(sql).bind(municipality_code.to_owned()).fetch_all(conn).await?;
    rows.iter().map(group).collect()
}

fn group(row: &AnyRow) -> anyhow::Result<Group> {
    let seats: String = row.get(8);
    Ok(Group {
        id: row.get(0),
        municipality_code: row.get(1),
        slug: row.get(2),
        kind: row.get(3),
        name: row.get(4),
        purpose: row.get(5),
        since: day(row.get(6))?,
        until: optional_day(row.get::<Option<String>, _>(7).as_deref())?,
        seats: serde_json::from_str(&seats).context("the seats of a group")?,
        version: row.get(9),
    })
}

/// Every version of a group, newest first.
///
/// # Errors
/// What the engine says.
pub async fn versions(conn: &mut Conn, id: &str) -> sqlx::Result<Vec<Said>> {
    let sql = "SELECT version, reason, by_name, at FROM partnership_group_version WHERE group_id = $1 ORDER BY version DESC";
    sqlx::query_as(sql).bind(id.to_owned()).fetch_all(conn).await
}

/// Records a group and answers with its slug.
///
/// # Errors
/// What the engine says.
pub async fn insert(tx: &mut Tx, code: &str, formed: &Formed) -> anyhow::Result<String> {
    let taken: Vec<_> = groups(tx, code).await?.into_iter().map(|g| g.slug).collect();
    let (id, slug) = (clock::new_id(), free_slug(&slug_of(&formed.name), &taken));
    let sql = "INSERT INTO partnership_group (id, municipality_code, slug, version) VALUES ($1, $2, $3, 1)";
    sqlx::query(sql).bind(&id).bind(code.to_owned()).bind(&slug).execute(&mut **tx).await?;
    insert_version(tx, &id, 1, formed).await?;
    Ok(slug)
}

/// Says a group anew; false when somebody else was first.
///
/// # Errors
/// What the engine says.
pub async fn correct(tx: &mut Tx, id: &str, version: i64, formed: &Formed) -> anyhow::Result<bool> {
    let sql = "UPDATE partnership_group SET version = version + 1 WHERE id = $1 AND version = $2";
    let done = sqlx::query(sql).bind(id.to_owned()).bind(version).execute(&mut **tx).await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    insert_version(tx, id, version + 1, formed).await.map(|()| true)
}

async fn insert_version(tx: &mut Tx, id: &str, version: i64, g: &Formed) -> anyhow::Result<()> {
    let (by, at) = signed(tx);
    sqlx::query(
        "INSERT INTO partnership_group_version (group_id, version, kind, name, purpose, since, until, seats, reason, by_name, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(id.to_owned())
    .bind(version)
    .bind(&g.kind)
    .bind(&g.name)
    .bind(&g.purpose)
    .bind(g.since.to_string())
    .bind(g.until.map(|d| d.to_string()))
    .bind(serde_json::to_string(&g.seats)?)
    .bind(&g.reason)
    .bind(by)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
