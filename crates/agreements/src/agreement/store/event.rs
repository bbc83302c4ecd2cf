//! Agreements and what happened to them.

use crate::agreement::rules::{Agreement, Event, Party, What};
use anyhow::Context;
use platform::{Conn, db};
use sqlx::Row;
use sqlx::any::AnyRow;

/// A new agreement without events.
///
/// # Errors
/// What the engine says.
pub async fn add_agreement(conn: &mut Conn, slug: &str, programme: &str, municipality: &str, at: &str) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO agreement (id, programme_id, municipality_code, version, opened_at) VALUES ($1, $2, $3, 0, $4)")
        .bind(slug.to_owned())
        .bind(programme.to_owned())
        .bind(municipality.to_owned())
        .bind(at.to_owned())
        .execute(conn)
        .await
        .map(drop)
}

/// Counts a change of the agreement that stood at `version`; false when it stands elsewhere.
///
/// # Errors
/// What the engine says.
pub async fn touch(conn: &mut Conn, slug: &str, version: i64) -> sqlx::Result<bool> {
    let sql = "UPDATE agreement SET version = version + 1 WHERE id = $1 AND version = $2";
    Ok(sqlx::query(sql).bind(slug.to_owned()).bind(version).execute(conn).await?.rows_affected() == 1)
}

/// Adds what happened.
///
/// # Errors
/// What the engine says.
pub async fn add_event(conn: &mut Conn, slug: &str, event: &Event) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO agreement_event (agreement_id, seq, edition, kind, party, at, day, by_name, role, what) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(slug.to_owned())
    .bind(event.seq)
    .bind(event.edition)
    .bind(event.what.key())
    .bind(event.party.map(Party::key))
    .bind(event.at.clone())
    .bind(event.day.to_string())
    .bind(event.by.clone())
    .bind(event.role.clone())
    .bind(serde_json::to_string(&event.what)?)
    .execute(conn)
    .await?;
    Ok(())
}

/// The agreement at this address; none when there is no such thing.
///
/// # Errors
/// What the engine says.
pub async fn agreement(conn: &mut Conn, slug: &str) -> anyhow::Result<Option<Agreement>> {
    let sql = "SELECT id, municipality_code, version FROM agreement WHERE id = $1";
    let heads = sqlx::query(sql).bind(slug.to_owned()).fetch_all(&mut *conn).await?;
    let events = format!("{EVENTS} WHERE agreement_id = $1 ORDER BY seq");
    let events = sqlx::query(sqlx::AssertSqlSafe(events)).bind(slug.to_owned()).fetch_all(conn).await?;
    Ok(assemble(&heads, &events)?.pop())
}

/// The agreements of a municipality, one for each programme.
///
/// # Errors
/// What the engine says.
pub async fn of_municipality(conn: &mut Conn, code: &str) -> anyhow::Result<Vec<Agreement>> {
    let sql = "SELECT id, municipality_code, version FROM agreement WHERE municipality_code = $1 ORDER BY id DESC";
    let heads = sqlx::query(sql).bind(code.to_owned()).fetch_all(&mut *conn).await?;
    let events =
        format!("{EVENTS} WHERE agreement_id IN (SELECT id FROM agreement WHERE municipality_code = $1) ORDER BY agreement_id, seq");
    let events = sqlx::query(sqlx::AssertSqlSafe(events)).bind(code.to_owned()).fetch_all(conn).await?;
    assemble(&heads, &events)
}

/// Every agreement, in the order of municipality codes.
///
/// # Errors
/// What the engine says.
pub async fn all(conn: &mut Conn) -> anyhow::Result<Vec<Agreement>> {
    let sql = "SELECT id, municipality_code, version FROM agreement ORDER BY municipality_code, id";
    let heads = sqlx::query(sql).fetch_all(&mut *conn).await?;
    let events = format!("{EVENTS} ORDER BY agreement_id, seq");
    let events = sqlx::query(sqlx::AssertSqlSafe(events)).fetch_all(conn).await?;
    assemble(&heads, &events)
}

const EVENTS: &str = "SELECT agreement_id, seq, edition, party, at, day, by_name, role, what FROM agreement_event";

fn assemble(heads: &[AnyRow], events: &[AnyRow]) -> anyhow::Result<Vec<Agreement>> {
    let mut all = Vec::new();
    for head in heads {
        let (slug, code, version): (String, String, i64) = (head.get(0), head.get(1), head.get(2));
        let own = events.iter().filter(|e| e.get::<&str, _>(0) == slug).map(event).collect::<anyhow::Result<_>>()?;
        all.push(Agreement::of(&slug, &code, version, own).with_context(|| format!("{slug} has no opening event"))?);
    }
    Ok(all)
}

fn event(row: &AnyRow) -> anyhow::Result<Event> {
    let party: Option<String> = row.get(3);
    let (day, what): (String, String) = (row.get(5), row.get(8));
    let what: What = serde_json::from_str(&what).with_context(|| format!("what happened: {what}"))?;
    Ok(Event {
        seq: row.get(1),
        edition: row.get(2),
        party: party.as_deref().and_then(Party::parse),
        at: row.get(4),
        day: db::day(&day)?,
        by: row.get(6),
        role: row.get(7),
        what,
    })
}
