//! What districts, municipalities, all districts and the nation have.

use super::{place_holders, vintage};
use crate::indicator;
use crate::indicator::rules::Indicator;
use crate::statistics::points::unpack;
use crate::statistics::rules::{ALL, IndicatorPicture, Picture, Place, shown};
use anyhow::Context;
use platform::Conn;
use series::{Observation, Series};
use sqlx::{AssertSqlSafe, Row};
use std::collections::HashMap;

/// A row of `place_value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceRow {
    pub place: String,
    pub group: String,
    pub points: String,
    pub synthetic: bool,
    pub within: String,
}

/// One indicator of a place over the years; empty when there is nothing. Numbers that the house withholds have the status *suppressed*.
///
/// # Errors
/// When the indicator is not in the registry, or what the engine says.
pub async fn series(conn: &mut Conn, place: &Place, indicator: &str, group: &str) -> anyhow::Result<Series> {
    let known = indicator::store::one(conn, indicator).await?.with_context(|| format!("no indicator {indicator:?} in the registry"))?;
    let sql = "SELECT points FROM place_value WHERE place = $1 AND grp = $2 AND indicator = $3";
    let row = sqlx::query(sql).bind(place.to_string()).bind(group.to_owned()).bind(indicator.to_owned()).fetch_optional(conn).await?;
    filled(&known, row.as_ref().map(|r| r.get::<&str, _>(0)))
}

fn filled(indicator: &Indicator, points: Option<&str>) -> anyhow::Result<Series> {
    let mut series = indicator.series();
    series.points = unpack(points.unwrap_or_default())?.into_iter().collect();
    Ok(series)
}

/// All indicators of a district, each beside its municipality, all districts and the nation.
///
/// # Errors
/// What the engine says.
pub async fn picture(conn: &mut Conn, district: &str) -> anyhow::Result<Picture> {
    let indicators = indicator::store::all(conn).await?;
    let own = Place::District(district.to_owned()).to_string();
    let sql = "SELECT place, indicator, points, synthetic FROM place_value WHERE grp = $1 AND place IN \
               ($2, (SELECT d.within FROM place_value d WHERE d.place = $2 LIMIT 1), 'all', 'nation')";
    let rows = sqlx::query(sql).bind(ALL).bind(own).fetch_all(&mut *conn).await?;
    let synthetic = rows.iter().any(|r| r.get::<i64, _>(3) == 1);
    let mut lines: HashMap<(u8, &str), &str> = HashMap::new();
    for row in &rows {
        lines.insert((level(row.get(0)), row.get(1)), row.get(2));
    }
    let line = |i: &Indicator, at: u8| filled(i, lines.get(&(at, i.key.as_str())).copied());
    let of = |i: Indicator| {
        let [district, municipality, all_districts, nation] = [line(&i, b'd')?, line(&i, b'm')?, line(&i, b'a')?, line(&i, b'n')?];
        Ok(IndicatorPicture { indicator: i, district, municipality, all_districts, nation })
    };
    let indicators = indicators.into_iter().map(of).collect::<anyhow::Result<Vec<_>>>()?;
    let latest_year = indicators.iter().filter_map(|i| i.district.points.keys().next_back().copied()).max();
    Ok(Picture { indicators, synthetic, vintage: vintage(conn).await?, latest_year })
}

/// First letter of a stored place tells its level.
fn level(place: &str) -> u8 {
    place.as_bytes().first().copied().unwrap_or_default()
}

/// The last year a place has a figure that may be shown, group `alla`.
///
/// # Errors
/// When the indicator is not in the registry, or what the engine says.
pub async fn latest(conn: &mut Conn, place: &Place, indicator: &str) -> anyhow::Result<Option<(i32, Observation)>> {
    let known = indicator::store::one(conn, indicator).await?.with_context(|| format!("no indicator {indicator:?} in the registry"))?;
    let series = series(conn, place, indicator, ALL).await?;
    let found = series.points.iter().rev().find(|(_, o)| shown(&known, **o).is_shown());
    Ok(found.map(|(year, o)| (*year, *o)))
}

/// Every district's observation of a year, group `alla`, by slug; those without one are missing.
///
/// # Errors
/// What the engine says.
pub async fn all_districts_values(conn: &mut Conn, indicator: &str, year: i32) -> anyhow::Result<Vec<(String, Observation)>> {
    let mut known = HashMap::new();
    for row in rows_of(conn, indicator).await?.into_iter().filter(|r| r.group == ALL) {
        if let Ok(Place::District(slug)) = Place::parse(&row.place) {
            let of_year = unpack(&row.points)?.into_iter().find(|(y, _)| *y == year);
            known.insert(slug, of_year.map_or_else(Observation::missing, |(_, o)| o));
        }
    }
    let districts = agreements::place::store::districts(conn).await?;
    Ok(districts
        .into_iter()
        .map(|d| (known.get(&d.id).copied().unwrap_or_else(Observation::missing), d.id))
        .map(|(o, id)| (id, o))
        .collect())
}

/// Whether some figure that stands comes from a generator.
///
/// # Errors
/// What the engine says.
pub async fn is_synthetic(conn: &mut Conn) -> anyhow::Result<bool> {
    Ok(sqlx::query("SELECT 1 FROM place_value WHERE synthetic = 1 LIMIT 1").fetch_optional(conn).await?.is_some())
}

/// All rows of an indicator.
///
/// # Errors
/// What the engine says.
pub async fn rows_of(conn: &mut Conn, indicator: &str) -> sqlx::Result<Vec<PlaceRow>> {
    let sql = "SELECT place, grp, points, synthetic, within FROM place_value WHERE indicator = $1";
    Ok(sqlx::query(sql).bind(indicator.to_owned()).fetch_all(conn).await?.iter().map(place_row).collect())
}

/// All rows of a group, each with its indicator's key.
///
/// # Errors
/// What the engine says.
pub async fn rows_of_group(conn: &mut Conn, group: &str) -> sqlx::Result<Vec<(String, PlaceRow)>> {
    let sql = "SELECT place, grp, points, synthetic, within, indicator FROM place_value WHERE grp = $1";
    let rows = sqlx::query(sql).bind(group.to_owned()).fetch_all(conn).await?;
    Ok(rows.iter().map(|r| (r.get(5), place_row(r))).collect())
}

fn place_row(r: &sqlx::any::AnyRow) -> PlaceRow {
    PlaceRow { place: r.get(0), group: r.get(1), points: r.get(2), synthetic: r.get::<i64, _>(3) == 1, within: r.get(4) }
}

/// Writes rows of an indicator.
///
/// # Errors
/// What the engine says.
pub async fn write(conn: &mut Conn, indicator: &str, rows: &[PlaceRow]) -> sqlx::Result<()> {
    for chunk in rows.chunks(200) {
        let sql = format!(
            "INSERT INTO place_value (place, grp, indicator, points, synthetic, within) VALUES {} ON CONFLICT (place, grp, indicator) \
             DO UPDATE SET points = excluded.points, synthetic = excluded.synthetic, within = excluded.within",
            place_holders(conn, chunk.len(), 6)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for r in chunk {
            query = query.bind(r.place.as_str()).bind(r.group.as_str()).bind(indicator);
            query = query.bind(r.points.as_str()).bind(i64::from(r.synthetic)).bind(r.within.as_str());
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}
