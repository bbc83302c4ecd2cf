//! Meetings, their minutes and their decisions.

use super::{Said, free_slug, signed};
use crate::partnership::rules::meeting::{Decision, Held, Meeting};
use anyhow::Context;
use platform::db::{day, optional_day};
use platform::{Conn, Tx, clock};
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::HashMap;

const MEETINGS: &str = "SELECT m.id, m.municipality_code, m.slug, g.slug, gv.name, v.held_on, v.place, v.participants, v.minutes, m.version \
    FROM partnership_meeting m JOIN partnership_meeting_version v ON v.meeting_id = m.id AND v.version = m.version \
    LEFT JOIN partnership_group g ON g.id = v.group_id \
    LEFT JOIN partnership_group_version gv ON gv.group_id = g.id AND gv.version = g.version \
    WHERE m.municipality_code = $1 OR $1 = '' ORDER BY v.held_on DESC, m.slug DESC";
const DECISIONS: &str = "SELECT d.meeting_id, d.number, d.words, d.responsible_id, coalesce(o.name, d.responsible_id), d.due, x.done_on, x.note \
    FROM partnership_decision d JOIN partnership_meeting m ON m.id = d.meeting_id AND m.version = d.version \
    LEFT JOIN organisation g ON g.id = d.responsible_id \
    LEFT JOIN organisation_version o ON o.organisation_id = g.id AND o.version = g.version \
    LEFT JOIN partnership_decision_done x ON x.meeting_id = d.meeting_id AND x.number = d.number \
    WHERE m.municipality_code = $1 OR $1 = '' ORDER BY d.meeting_id, d.number";

/// The meetings of a municipality's partnership, newest first.
///
/// # Errors
/// What the engine says.
pub async fn meetings(conn: &mut Conn, municipality_code: &str) -> anyhow::Result<Vec<Meeting>> {
    let mut decisions: HashMap<String, Vec<Decision>> = HashMap::new();
    for row in sqlx::query(DECISIONS).bind(municipality_code.to_owned()).fetch_all(&mut *conn).await? {
        decisions.entry(row.get(0)).or_default().push(decision(&row)?);
    }
    let rows = sqlx::query(MEETINGS).bind(municipality_code.to_owned()).fetch_all(conn).await?;
    rows.iter().map(|row| one(row, &mut decisions)).collect()
}

/// The meetings of every partnership.
///
/// # Errors
/// What the engine says.
pub async fn all_meetings(conn: &mut Conn) -> anyhow::Result<Vec<Meeting>> {
    meetings(conn, "").await
}

/// The meeting with this slug.
///
/// # Errors
/// What the engine says.
pub async fn meeting(conn: &mut Conn, municipality_code: &str, slug: &str) -> anyhow::Result<Option<Meeting>> {
    Ok(meetings(conn, municipality_code).await?.into_iter().find(|m| m.slug == slug))
}

fn one(row: &AnyRow, decisions: &mut HashMap<String, Vec<Decision>>) -> anyhow::Result<Meeting> {
    let id: String = row.get(0);
    let participants: String = row.get(7);
    Ok(Meeting {
        municipality_code: row.get(1),
        slug: row.get(2),
        group: row.get(3),
        group_name: row.get(4),
        held_on: day(row.get(5))?,
        place: row.get(6),
        participants: serde_json::from_str(&participants).context("the participants of a meeting")?,
        minutes: row.get(8),
        version: row.get(9),
        decisions: decisions.remove(&id).unwrap_or_default(),
        id,
    })
}

fn decision(row: &AnyRow) -> anyhow::Result<Decision> {
    Ok(Decision {
        number: row.get(1),
        words: row.get(2),
        responsible_id: row.get(3),
        responsible: row.get(4),
        due: optional_day(row.get::<Option<String>, _>(5).as_deref())?,
        done_on: optional_day(row.get::<Option<String>, _>(6).as_deref())?,
        note: row.get::<Option<String>, _>(7).unwrap_or_default(),
    })
}

/// Every version of a meeting's minutes, newest first.
///
/// # Errors
/// What the engine says.
pub async fn versions(conn: &mut Conn, id: &str) -> sqlx::Result<Vec<Said>> {
    let sql = "SELECT version, reason, by_name, at FROM partnership_meeting_version WHERE meeting_id = $1 ORDER BY version DESC";
    sqlx::query_as(sql).bind(id.to_owned()).fetch_all(conn).await
}

/// The minutes as an earlier version had them.
///
/// # Errors
/// What the engine says.
pub async fn minutes_of(conn: &mut Conn, id: &str, version: i64) -> sqlx::Result<Option<String>> {
    let sql = "SELECT minutes FROM partnership_meeting_version WHERE meeting_id = $1 AND version = $2";
    Ok(sqlx::query(sql).bind(id.to_owned()).bind(version).fetch_optional(conn).await?.map(|row| row.get(0)))
}

/// Records a meeting and answers with its slug: its day.
///
/// # Errors
/// What the engine says.
pub async fn insert(tx: &mut Tx, code: &str, group_id: Option<&str>, held: &Held) -> anyhow::Result<String> {
    let taken: Vec<_> = meetings(tx, code).await?.into_iter().map(|m| m.slug).collect();
    let (id, slug) = (clock::new_id(), free_slug(&held.held_on.to_string(), &taken));
    let sql = "INSERT INTO partnership_meeting (id, municipality_code, slug, version) VALUES ($1, $2, $3, 1)";
    sqlx::query(sql).bind(&id).bind(code.to_owned()).bind(&slug).execute(&mut **tx).await?;
    insert_version(tx, &id, 1, group_id, held).await?;
    Ok(slug)
}

/// Says a meeting anew; false when somebody else was first.
///
/// # Errors
/// What the engine says.
pub async fn correct(tx: &mut Tx, id: &str, version: i64, group_id: Option<&str>, held: &Held) -> anyhow::Result<bool> {
    let sql = "UPDATE partnership_meeting SET version = version + 1 WHERE id = $1 AND version = $2";
    let done = sqlx::query(sql).bind(id.to_owned()).bind(version).execute(&mut **tx).await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    insert_version(tx, id, version + 1, group_id, held).await.map(|()| true)
}

async fn insert_version(tx: &mut Tx, id: &str, version: i64, group_id: Option<&str>, held: &Held) -> anyhow::Result<()> {
    let (by, at) = signed(tx);
    sqlx::query(
        "INSERT INTO partnership_meeting_version (meeting_id, version, group_id, held_on, place, participants, minutes, reason, by_name, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id.to_owned())
    .bind(version)
    .bind(group_id.map(str::to_owned))
    .bind(held.held_on.to_string())
    .bind(&held.place)
    .bind(serde_json::to_string(&held.participants)?)
    .bind(&held.minutes)
    .bind(&held.reason)
    .bind(by)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    for (number, (words, responsible, due)) in (1i64..).zip(&held.decisions) {
        let sql =
            "INSERT INTO partnership_decision (meeting_id, version, number, words, responsible_id, due) VALUES ($1, $2, $3, $4, $5, $6)";
        let query = sqlx::query(sql).bind(id.to_owned()).bind(version).bind(number).bind(words).bind(responsible);
        query.bind(due.map(|d| d.to_string())).execute(&mut **tx).await?;
    }
    Ok(())
}

/// Records that a decision has been carried out.
///
/// # Errors
/// When it has been already, or what the engine says.
pub async fn carry_out(tx: &mut Tx, id: &str, number: i64, done_on: chrono::NaiveDate, note: &str) -> sqlx::Result<()> {
    let (by, at) = signed(tx);
    let sql = "INSERT INTO partnership_decision_done (meeting_id, number, done_on, note, by_name, at) VALUES ($1, $2, $3, $4, $5, $6)";
    let query = sqlx::query(sql).bind(id.to_owned()).bind(number).bind(done_on.to_string()).bind(note.to_owned());
    query.bind(by).bind(at).execute(&mut **tx).await.map(drop)
}
