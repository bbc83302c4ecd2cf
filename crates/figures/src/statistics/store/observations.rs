//! Rows of areas' figures, an indicator at a time.

use super::place_holders;
use crate::statistics::file::area_and_group;
use crate::statistics::merge::{Replaced, Shelf, Stored};
use crate::statistics::rules::GROUPS;
use crate::statistics::universe::Universe;
use platform::Conn;
use sqlx::{AssertSqlSafe, Row};

/// Rows in one statement: six values each, well under what either engine takes.
const CHUNK: usize = 500;
const HISTORY_CHUNK: usize = 300;

/// All rows of an indicator, each in its slot. A row of an area that is no longer known is left alone.
///
/// # Errors
/// What the engine says.
pub async fn shelf(conn: &mut Conn, universe: &Universe, indicator: &str) -> sqlx::Result<Shelf> {
    let mut shelf: Shelf = vec![None; universe.areas.len() * GROUPS.len()];
    let sql = "SELECT system, area, grp, points, origin FROM observation WHERE indicator = $1";
    for row in sqlx::query(sql).bind(indicator.to_owned()).fetch_all(conn).await? {
        let group = GROUPS.iter().position(|g| *g == row.get::<&str, _>(2));
        if let (Some(area), Some(group)) = (universe.stored(row.get(0), row.get(1)), group) {
            shelf[crate::statistics::file::slot(area, group) as usize] = Some(Stored { points: row.get(3), origin: row.get(4) });
        }
    }
    Ok(shelf)
}

/// Writes the rows of these slots as the shelf has them.
///
/// # Errors
/// What the engine says.
pub async fn write(conn: &mut Conn, universe: &Universe, indicator: &str, shelf: &Shelf, slots: &[u32]) -> sqlx::Result<()> {
    let full = upsert(conn, CHUNK);
    for chunk in slots.chunks(CHUNK) {
        let sql = if chunk.len() == CHUNK { full.clone() } else { upsert(conn, chunk.len()) };
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(chunk.len() == CHUNK);
        for (slot, stored) in chunk.iter().filter_map(|slot| Some((slot, shelf[*slot as usize].as_ref()?))) {
            let (area, group) = area_and_group(*slot);
            let area = universe.area(area);
            query = query.bind(indicator).bind(area.system.as_str()).bind(area.code.as_str()).bind(GROUPS[group]);
            query = query.bind(stored.points.as_str()).bind(stored.origin.as_str());
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

fn upsert(conn: &Conn, rows: usize) -> String {
    format!(
        "INSERT INTO observation (indicator, system, area, grp, points, origin) VALUES {} \
         ON CONFLICT (indicator, system, area, grp) DO UPDATE SET points = excluded.points, origin = excluded.origin",
        place_holders(conn, rows, 6)
    )
}

/// Keeps what was replaced.
///
/// # Errors
/// What the engine says.
pub async fn keep_history(conn: &mut Conn, universe: &Universe, indicator: &str, replaced: &[Replaced], by: i64) -> sqlx::Result<()> {
    for chunk in replaced.chunks(HISTORY_CHUNK) {
        let sql = format!(
            "INSERT INTO observation_history \
             (indicator, system, area, grp, year, numerator, denominator, status, delivery, replaced_by) VALUES {}",
            place_holders(conn, chunk.len(), 10)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(false);
        for r in chunk {
            let (area, group) = area_and_group(r.slot);
            let area = universe.area(area);
            query = query.bind(indicator).bind(area.system.as_str()).bind(area.code.as_str()).bind(GROUPS[group]).bind(i64::from(r.year));
            query = query.bind(r.before.numerator).bind(r.before.denominator).bind(r.before.status.code()).bind(r.delivery).bind(by);
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

/// A figure that was replaced: area, group, year, what stood, which delivery brought it and which replaced it.
#[derive(Clone, Debug, sqlx::FromRow, serde::Serialize)]
pub struct Past {
    pub indicator: String,
    pub system: String,
    pub area: String,
    pub grp: String,
    pub year: i64,
    pub numerator: Option<i64>,
    pub denominator: Option<i64>,
    pub status: String,
    pub delivery: i64,
    pub replaced_by: i64,
}

/// The newest corrections, of one delivery when it is given.
///
/// # Errors
/// What the engine says.
pub async fn history(conn: &mut Conn, replaced_by: i64, limit: i64) -> sqlx::Result<Vec<Past>> {
    let sql = "SELECT indicator, system, area, grp, year, numerator, denominator, status, delivery, replaced_by FROM observation_history \
               WHERE replaced_by = $1 ORDER BY indicator, system, area, grp, year LIMIT $2";
    sqlx::query_as(sql).bind(replaced_by).bind(limit).fetch_all(conn).await
}
