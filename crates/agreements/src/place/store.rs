//! Rows of municipalities and districts.

use super::rules::{District, Municipality, Reading};
use anyhow::Context;
use areas::System;
use platform::Conn;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use std::collections::HashMap;

/// Every municipality, by name in Swedish order.
///
/// # Errors
/// What the engine says.
pub async fn municipalities(conn: &mut Conn) -> anyhow::Result<Vec<Municipality>> {
    let rows = sqlx::query("SELECT code, name, slug, agreement_name FROM municipality").fetch_all(conn).await?;
    let mut all: Vec<_> = rows.iter().map(|row| municipality_at(row, 0)).collect();
    all.sort_by_key(|m| swedish_order(&m.name));
    Ok(all)
}

/// The municipality with this code.
///
/// # Errors
/// What the engine says.
pub async fn municipality(conn: &mut Conn, code: &str) -> anyhow::Result<Option<Municipality>> {
    let sql = "SELECT code, name, slug, agreement_name FROM municipality WHERE code = $1";
    Ok(sqlx::query(sql).bind(code.to_owned()).fetch_optional(conn).await?.map(|row| municipality_at(&row, 0)))
}

/// The municipality with this slug: `botkyrka`.
///
/// # Errors
/// What the engine says.
pub async fn municipality_by_slug(conn: &mut Conn, slug: &str) -> anyhow::Result<Option<Municipality>> {
    let sql = "SELECT code, name, slug, agreement_name FROM municipality WHERE slug = $1";
    Ok(sqlx::query(sql).bind(slug.to_owned()).fetch_optional(conn).await?.map(|row| municipality_at(&row, 0)))
}

/// Every district, by name in Swedish order.
///
/// # Errors
/// What the engine says.
pub async fn districts(conn: &mut Conn) -> anyhow::Result<Vec<District>> {
    select(conn, "", None).await
}

/// The district with this slug: `alby`.
///
/// # Errors
/// What the engine says.
pub async fn district(conn: &mut Conn, slug: &str) -> anyhow::Result<Option<District>> {
    Ok(select(conn, "WHERE d.id = $1", Some(slug)).await?.pop())
}

/// The districts of a municipality, by name.
///
/// # Errors
/// What the engine says.
pub async fn districts_of(conn: &mut Conn, municipality_code: &str) -> anyhow::Result<Vec<District>> {
    select(conn, "WHERE d.municipality_code = $1", Some(municipality_code)).await
}

/// Districts that a code lies in: none or one, save for NYKO codes, which several municipalities may use.
///
/// # Errors
/// What the engine says.
pub async fn districts_with_code(conn: &mut Conn, code: &str) -> anyhow::Result<Vec<District>> {
    let inside = "WHERE EXISTS (SELECT 1 FROM district_code c WHERE c.district_id = d.id AND c.reading = d.reading AND c.code = $1)";
    select(conn, inside, Some(code)).await
}

async fn select(conn: &mut Conn, narrow: &str, value: Option<&str>) -> anyhow::Result<Vec<District>> {
    let sql = format!(
        "SELECT m.code, m.name, m.slug, m.agreement_name, d.id, d.raw_name, d.raw_municipality, d.raw_notation, d.note, d.reading, r.name, r.system \
         FROM district d JOIN municipality m ON m.code = d.municipality_code \
         JOIN district_reading r ON r.district_id = d.id AND r.reading = d.reading {narrow}"
    );
    let rows = fetch(conn, &sql, value).await?;
    let sql = format!(
        "SELECT c.district_id, c.code FROM district d JOIN district_code c ON c.district_id = d.id AND c.reading = d.reading {narrow} \
         ORDER BY c.district_id, c.position"
    );
    let mut codes = by_district(&fetch(conn, &sql, value).await?);
    let sql =
        format!("SELECT a.district_id, a.alias FROM district d JOIN district_alias a ON a.district_id = d.id {narrow} ORDER BY a.alias");
    let mut aliases = by_district(&fetch(conn, &sql, value).await?);
    let mut all = rows.iter().map(|row| district_at(row, &mut codes, &mut aliases)).collect::<anyhow::Result<Vec<_>>>()?;
    all.sort_by_key(|d| swedish_order(&d.name));
    Ok(all)
}

async fn fetch(conn: &mut Conn, sql: &str, value: Option<&str>) -> sqlx::Result<Vec<AnyRow>> {
    let query = sqlx::query(AssertSqlSafe(sql.to_owned()));
    match value {
        Some(value) => query.bind(value.to_owned()).fetch_all(conn).await,
        None => query.fetch_all(conn).await,
    }
}

type Lists = HashMap<String, Vec<String>>;

fn by_district(rows: &[AnyRow]) -> Lists {
    let mut lists = Lists::new();
    for row in rows {
        lists.entry(row.get(0)).or_default().push(row.get(1));
    }
    lists
}

fn municipality_at(row: &AnyRow, first: usize) -> Municipality {
    Municipality { code: row.get(first), name: row.get(first + 1), slug: row.get(first + 2), agreement_name: row.get(first + 3) }
}

fn district_at(row: &AnyRow, codes: &mut Lists, aliases: &mut Lists) -> anyhow::Result<District> {
    let id: String = row.get(4);
    let system: String = row.get(11);
    Ok(District {
        name: row.get(10),
        municipality: municipality_at(row, 0),
        system: System::parse(&system).with_context(|| format!("district {id} has codes of the unknown system {system:?}"))?,
        codes: codes.remove(&id).unwrap_or_default(),
        raw_name: row.get(5),
        raw_municipality: row.get(6),
        raw_notation: row.get(7),
        note: row.get(8),
        aliases: aliases.remove(&id).unwrap_or_default(),
        reading: row.get(9),
        id,
    })
}

/// A key that sorts names as Swedish does: å, ä and ö last, whatever the case.
pub fn swedish_order(name: &str) -> String {
    name.to_lowercase().replace('å', "{").replace('ä', "|").replace('ö', "}")
}

/// Writes a municipality, or sets it anew when it is there.
///
/// # Errors
/// What the engine says.
pub async fn put_municipality(conn: &mut Conn, m: &Municipality) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO municipality (code, name, slug, agreement_name) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (code) DO UPDATE SET name = excluded.name, slug = excluded.slug, agreement_name = excluded.agreement_name",
    )
    .bind(&m.code)
    .bind(&m.name)
    .bind(&m.slug)
    .bind(&m.agreement_name)
    .execute(conn)
    .await
    .map(drop)
}

/// Writes a district of the annex with its first reading. A district that is there already keeps what it has.
///
/// # Errors
/// What the engine says.
pub async fn insert_district(conn: &mut Conn, d: &District, since: &str) -> sqlx::Result<bool> {
    let known = sqlx::query("SELECT 1 FROM district WHERE id = $1").bind(&d.id).fetch_optional(&mut *conn).await?;
    if known.is_some() {
        return Ok(false);
    }
    let sql = "INSERT INTO district (id, municipality_code, raw_name, raw_municipality, raw_notation, note, reading) VALUES ($1, $2, $3, $4, $5, $6, 1)";
    sqlx::query(sql)
        .bind(&d.id)
        .bind(&d.municipality.code)
        .bind(&d.raw_name)
        .bind(&d.raw_municipality)
        .bind(&d.raw_notation)
        .bind(&d.note)
        .execute(&mut *conn)
        .await?;
    insert_reading(conn, &d.id, 1, &d.name, d.system, &d.raw_notation, &d.codes, None, since).await?;
    for alias in &d.aliases {
        let sql = "INSERT INTO district_alias (district_id, alias) VALUES ($1, $2)";
        sqlx::query(sql).bind(&d.id).bind(alias).execute(&mut *conn).await?;
    }
    Ok(true)
}

/// Adds a reading to a district and lets it hold from now on; the ones before it are kept.
///
/// # Errors
/// What the engine says.
pub async fn read_anew(conn: &mut Conn, d: &District, r: &Reading, finding: &str, since: &str) -> sqlx::Result<i64> {
    let sql = "SELECT CAST(max(reading) AS BIGINT) FROM district_reading WHERE district_id = $1";
    let last: i64 = sqlx::query(sql).bind(&d.id).fetch_one(&mut *conn).await?.get(0);
    let next = last + 1;
    insert_reading(conn, &d.id, next, &r.name, r.expansion.system, &r.notation, &r.expansion.codes, Some(finding), since).await?;
    let sql = "UPDATE district SET reading = $1 WHERE id = $2 AND reading = $3";
    sqlx::query(sql).bind(next).bind(&d.id).bind(d.reading).execute(conn).await?;
    Ok(next)
}

#[expect(clippy::too_many_arguments, reason = "one row, column by column")]
async fn insert_reading(
    conn: &mut Conn,
    id: &str,
    reading: i64,
    name: &str,
    system: System,
    notation: &str,
    codes: &[String],
    finding: Option<&str>,
    since: &str,
) -> sqlx::Result<()> {
    let sql = "INSERT INTO district_reading (district_id, reading, name, system, notation, finding_id, since) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    sqlx::query(sql)
        .bind(id.to_owned())
        .bind(reading)
        .bind(name.to_owned())
        .bind(system.name())
        .bind(notation.to_owned())
        .bind(finding.map(str::to_owned))
        .bind(since.to_owned())
        .execute(&mut *conn)
        .await?;
    for (position, code) in (1i64..).zip(codes) {
        let sql = "INSERT INTO district_code (district_id, reading, position, code) VALUES ($1, $2, $3, $4)";
        sqlx::query(sql).bind(id.to_owned()).bind(reading).bind(position).bind(code).execute(&mut *conn).await?;
    }
    Ok(())
}

/// Name and notation of the reading that holds for a district.
///
/// # Errors
/// What the engine says.
pub async fn reading(conn: &mut Conn, d: &District) -> sqlx::Result<(String, String)> {
    let sql = "SELECT name, notation FROM district_reading WHERE district_id = $1 AND reading = $2";
    sqlx::query_as(sql).bind(&d.id).bind(d.reading).fetch_one(conn).await
}

/// One reading of a district, as its history shows it.
#[derive(Clone, Debug, sqlx::FromRow, serde::Serialize)]
pub struct PastReading {
    pub reading: i64,
    pub name: String,
    pub system: String,
    pub notation: String,
    pub finding_id: Option<String>,
    pub since: String,
}

/// Every reading of a district, newest first.
///
/// # Errors
/// What the engine says.
pub async fn readings(conn: &mut Conn, district: &str) -> sqlx::Result<Vec<PastReading>> {
    let sql =
        "SELECT reading, name, system, notation, finding_id, since FROM district_reading WHERE district_id = $1 ORDER BY reading DESC";
    sqlx::query_as(sql).bind(district.to_owned()).fetch_all(conn).await
}
