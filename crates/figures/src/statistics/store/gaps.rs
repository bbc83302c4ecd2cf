//! Rows of gaps.

use super::place_holders;
use crate::statistics::rules::{Gap, GapReason, owner_key, owner_of};
use platform::{Conn, Owner};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use std::collections::HashMap;

/// Something that happened to a gap.
#[derive(Clone, Debug, sqlx::FromRow, serde::Serialize)]
pub struct GapEvent {
    pub number: i64,
    /// `opened`, `assigned`, `comment`, `closed`.
    pub kind: String,
    pub comment: String,
    pub by_name: String,
    pub mandate: String,
    pub at: String,
}

const COLUMNS: &str = "id, indicator, district, year, municipality_code, reason, owner, assigned_by, since, closed_on, version";

/// The open gaps, of one municipality when its code is given, newest year first.
///
/// # Errors
/// What the engine says.
pub async fn gaps(conn: &mut Conn, municipality_code: Option<&str>) -> anyhow::Result<Vec<Gap>> {
    let narrow = if municipality_code.is_some() { "AND municipality_code = $1" } else { "" };
    let sql = format!("SELECT {COLUMNS} FROM data_gap WHERE closed_on IS NULL {narrow} ORDER BY year DESC, indicator, district");
    let query = sqlx::query(AssertSqlSafe(sql));
    let rows = match municipality_code {
        Some(code) => query.bind(code.to_owned()).fetch_all(&mut *conn).await?,
        None => query.fetch_all(&mut *conn).await?,
    };
    with_newest(conn, &rows).await
}

/// One gap, open or closed.
///
/// # Errors
/// What the engine says.
pub async fn gap(conn: &mut Conn, id: &str) -> anyhow::Result<Option<Gap>> {
    let sql = format!("SELECT {COLUMNS} FROM data_gap WHERE id = $1");
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(id.to_owned()).fetch_all(&mut *conn).await?;
    Ok(with_newest(conn, &rows).await?.pop())
}

async fn with_newest(conn: &mut Conn, rows: &[AnyRow]) -> anyhow::Result<Vec<Gap>> {
    let newest = if rows.is_empty() { HashMap::new() } else { newest_years(conn).await? };
    rows.iter().map(|row| read(row, &newest)).collect()
}

/// The newest year that the nation or any district has each indicator for.
async fn newest_years(conn: &mut Conn) -> anyhow::Result<HashMap<String, i32>> {
    let rows = sqlx::query("SELECT indicator, points FROM place_value WHERE grp = 'alla'").fetch_all(conn).await?;
    let mut newest = HashMap::new();
    for row in &rows {
        let last = row.get::<&str, _>(1).rsplit(';').next().and_then(|part| part.split(',').next()).and_then(|year| year.parse().ok());
        let at: &mut i32 = newest.entry(row.get(0)).or_insert(i32::MIN);
        *at = (*at).max(last.unwrap_or(i32::MIN));
    }
    Ok(newest)
}

fn read(row: &AnyRow, newest: &HashMap<String, i32>) -> anyhow::Result<Gap> {
    let (indicator, owner): (String, String) = (row.get(1), row.get(6));
    let year = i32::try_from(row.get::<i64, _>(3))?;
    Ok(Gap {
        id: row.get(0),
        newest: newest.get(&indicator).is_some_and(|last| year >= *last),
        indicator,
        district: row.get(2),
        year,
        municipality_code: row.get(4),
        reason: GapReason::parse(row.get(5))?,
        owner: owner_of(&owner),
        assigned_by: row.get(7),
        since: row.get(8),
        closed_on: row.get(9),
        version: row.get(10),
    })
}

/// An open gap as the review of an indicator needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    pub id: String,
    pub district: String,
    pub year: i32,
    pub reason: GapReason,
    pub version: i64,
}

/// The open gaps of an indicator.
///
/// # Errors
/// What the engine says.
pub async fn open_of(conn: &mut Conn, indicator: &str) -> anyhow::Result<Vec<Open>> {
    let sql = "SELECT id, district, year, reason, version FROM data_gap WHERE indicator = $1 AND closed_on IS NULL";
    let rows = sqlx::query(sql).bind(indicator.to_owned()).fetch_all(conn).await?;
    let open = |r: &AnyRow| {
        let year = i32::try_from(r.get::<i64, _>(2))?;
        Ok(Open { id: r.get(0), district: r.get(1), year, reason: GapReason::parse(r.get(3))?, version: r.get(4) })
    };
    rows.iter().map(open).collect()
}

/// Writes new gaps.
///
/// # Errors
/// What the engine says.
pub async fn insert(conn: &mut Conn, gaps: &[Gap]) -> sqlx::Result<()> {
    for chunk in gaps.chunks(200) {
        let sql = format!(
            "INSERT INTO data_gap (id, indicator, district, year, municipality_code, reason, owner, since, version) VALUES {}",
            place_holders(conn, chunk.len(), 9)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(false);
        for g in chunk {
            query = query.bind(&g.id).bind(&g.indicator).bind(&g.district).bind(i64::from(g.year)).bind(&g.municipality_code);
            query = query.bind(g.reason.key()).bind(owner_key(&g.owner)).bind(&g.since).bind(g.version);
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

/// Closes a gap, or gives it another reason; false when somebody else changed it first.
///
/// # Errors
/// What the engine says.
pub async fn review(conn: &mut Conn, open: &Open, reason: GapReason, closed: Option<(&str, i64)>) -> sqlx::Result<bool> {
    let sql = "UPDATE data_gap SET reason = $1, closed_on = $2, closed_by = $3, version = version + 1 WHERE id = $4 AND version = $5";
    let query = sqlx::query(sql).bind(reason.key()).bind(closed.map(|(day, _)| day.to_owned())).bind(closed.map(|(_, by)| by));
    Ok(query.bind(&open.id).bind(open.version).execute(conn).await?.rows_affected() == 1)
}

/// Puts a gap on an owner; false when somebody else changed it first.
///
/// # Errors
/// What the engine says.
pub async fn assign(conn: &mut Conn, gap: &Gap, owner: &Owner, by: &str, version: i64) -> sqlx::Result<bool> {
    let sql = "UPDATE data_gap SET owner = $1, assigned_by = $2, version = version + 1 WHERE id = $3 AND version = $4";
    let query = sqlx::query(sql).bind(owner_key(owner)).bind(by.to_owned()).bind(&gap.id).bind(version);
    Ok(query.execute(conn).await?.rows_affected() == 1)
}

/// Writes what happened to a gap.
///
/// # Errors
/// What the engine says.
pub async fn add_event(conn: &mut Conn, gap_id: &str, event: &GapEvent) -> sqlx::Result<()> {
    let sql = "INSERT INTO data_gap_event (gap_id, number, kind, comment, by_name, mandate, at) \
               VALUES ($1, (SELECT coalesce(max(e.number), 0) + 1 FROM data_gap_event e WHERE e.gap_id = $1), $2, $3, $4, $5, $6)";
    let query = sqlx::query(sql).bind(gap_id.to_owned()).bind(&event.kind).bind(&event.comment).bind(&event.by_name);
    query.bind(&event.mandate).bind(&event.at).execute(conn).await.map(drop)
}

/// What happened to a gap, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn events(conn: &mut Conn, gap_id: &str) -> sqlx::Result<Vec<GapEvent>> {
    let sql = "SELECT number, kind, comment, by_name, mandate, at FROM data_gap_event WHERE gap_id = $1 ORDER BY number";
    sqlx::query_as(sql).bind(gap_id.to_owned()).fetch_all(conn).await
}
