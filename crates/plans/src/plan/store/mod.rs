//! Rows of plans: the one being written, its parts, its submitted versions, and what the State has said of them.

mod force;
mod versions;

pub use force::{GoalInForce, PlanRef, PlanStatus, all_in_force, goals_in_force, goals_of_all_plans, in_force, statuses};
pub use versions::{
    Request, VersionHead, add_request, add_version, all_readings, all_versions, answer_requests, awaited, latest_version, open_request,
    read_on, register_number, requests, set_read, set_registered, snapshot, versions,
};

use super::rules::PlanState;
use anyhow::Context;
use chrono::NaiveDate;
use platform::{Conn, db};
use sqlx::Row;
use sqlx::any::AnyRow;

/// A district's plan for a programme year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub slug: String,
    pub district: String,
    pub district_name: String,
    pub municipality_code: String,
    pub municipality_name: String,
    /// First year of the plan; with the district it makes the slug.
    pub year: i32,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub title: String,
    pub state: PlanState,
    /// Counts changes of state.
    pub version: i64,
    pub revision_reason: String,
    pub consulted_on: Option<String>,
    pub opened_at: String,
    pub opened_by: String,
}

const PLAN: &str = "SELECT slug, district, district_name, municipality_code, municipality_name, year, period_from, period_to, title, state, version, revision_reason, consulted_on, opened_at, opened_by FROM plan";

fn read_plan(row: &AnyRow) -> anyhow::Result<Plan> {
    let state: String = row.get(9);
    Ok(Plan {
        slug: row.get(0),
        district: row.get(1),
        district_name: row.get(2),
        municipality_code: row.get(3),
        municipality_name: row.get(4),
        year: i32::try_from(row.get::<i64, _>(5)).context("a plan's year")?,
        from: db::day(&row.get::<String, _>(6))?,
        to: db::day(&row.get::<String, _>(7))?,
        title: row.get(8),
        state: PlanState::parse(&state).with_context(|| format!("{state:?} is no state of a plan"))?,
        version: row.get(10),
        revision_reason: row.get(11),
        consulted_on: row.get(12),
        opened_at: row.get(13),
        opened_by: row.get(14),
    })
}

/// A plan by its address.
///
/// # Errors
/// What the engine says.
pub async fn plan(conn: &mut Conn, slug: &str) -> anyhow::Result<Option<Plan>> {
    let sql = format!("{PLAN} WHERE slug = $1");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(slug.to_owned()).fetch_optional(conn).await?;
    row.as_ref().map(read_plan).transpose()
}

/// Every plan, earlier ones too.
///
/// # Errors
/// What the engine says.
pub async fn plans(conn: &mut Conn) -> anyhow::Result<Vec<Plan>> {
    let sql = format!("{PLAN} ORDER BY slug");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(conn).await?;
    rows.iter().map(read_plan).collect()
}

/// Opens a plan.
///
/// # Errors
/// What the engine says; a plan that is there already among it.
pub async fn add_plan(conn: &mut Conn, p: &Plan) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO plan (slug, district, district_name, municipality_code, municipality_name, year, period_from, period_to, title, state, version, revision_reason, opened_at, opened_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(&p.slug)
    .bind(&p.district)
    .bind(&p.district_name)
    .bind(&p.municipality_code)
    .bind(&p.municipality_name)
    .bind(i64::from(p.year))
    .bind(p.from.to_string())
    .bind(p.to.to_string())
    .bind(&p.title)
    .bind(p.state.key())
    .bind(p.version)
    .bind(&p.revision_reason)
    .bind(&p.opened_at)
    .bind(&p.opened_by)
    .execute(conn)
    .await
    .map(drop)
}

/// Sets a plan's state, reason and day of consultation over version `was`; false when that is no longer its version.
///
/// # Errors
/// What the engine says.
pub async fn set_state(conn: &mut Conn, p: &Plan, was: i64) -> sqlx::Result<bool> {
    let done =
        sqlx::query("UPDATE plan SET state = $1, version = $2, revision_reason = $3, consulted_on = $4 WHERE slug = $5 AND version = $6")
            .bind(p.state.key())
            .bind(was + 1)
            .bind(&p.revision_reason)
            .bind(&p.consulted_on)
            .bind(&p.slug)
            .bind(was)
            .execute(conn)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// A part of a plan that is written as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// 0 before it has been saved.
    pub version: i64,
    pub text: String,
    /// The writer has marked it ready.
    pub ready: bool,
    pub changed_at: String,
    pub changed_by: String,
}

/// A part of a plan; empty when nothing has been written.
///
/// # Errors
/// What the engine says.
pub async fn part(conn: &mut Conn, slug: &str, part: &str) -> sqlx::Result<Part> {
    let sql = "SELECT version, content, ready, changed_at, changed_by FROM plan_part WHERE plan_slug = $1 AND part = $2";
    let row = sqlx::query(sql).bind(slug.to_owned()).bind(part.to_owned()).fetch_optional(conn).await?;
    Ok(row.map_or_else(Part::default, |row| Part {
        version: row.get(0),
        text: row.get(1),
        ready: row.get::<i64, _>(2) == 1,
        changed_at: row.get(3),
        changed_by: row.get(4),
    }))
}

/// Saves a part over version `was` (0: it is new); false when that is no longer its version, and then nothing is written.
///
/// # Errors
/// What the engine says.
pub async fn save_part(conn: &mut Conn, slug: &str, name: &str, p: &Part, was: i64) -> sqlx::Result<bool> {
    if was == 0 {
        return add_part(conn, slug, name, p).await;
    }
    let sql = "UPDATE plan_part SET version = $1, content = $2, ready = $3, changed_at = $4, changed_by = $5 WHERE plan_slug = $6 AND part = $7 AND version = $8";
    let query = sqlx::query(sql).bind(was + 1).bind(&p.text).bind(i64::from(p.ready)).bind(&p.changed_at).bind(&p.changed_by);
    let done = query.bind(slug.to_owned()).bind(name.to_owned()).bind(was).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}

async fn add_part(conn: &mut Conn, slug: &str, name: &str, p: &Part) -> sqlx::Result<bool> {
    let sql = "INSERT INTO plan_part (plan_slug, part, version, content, ready, changed_at, changed_by) VALUES ($1, $2, 1, $3, $4, $5, $6) ON CONFLICT (plan_slug, part) DO NOTHING";
    let query = sqlx::query(sql).bind(slug.to_owned()).bind(name.to_owned()).bind(&p.text).bind(i64::from(p.ready));
    let done = query.bind(&p.changed_at).bind(&p.changed_by).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}
