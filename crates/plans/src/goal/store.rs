//! Rows of municipal goals, of local goals being written, of frozen ones, and of acceptances.

use super::rules::{Acceptance, Goal, GoalDraft, MunicipalGoal};
use anyhow::Context;
use platform::{Conn, db};
use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::any::AnyRow;

const MUNICIPAL: &str =
    "SELECT id, version, municipality_code, title, national_goal, source, decided_on, reason, recorded_at, recorded_by FROM municipal_goal";

fn municipal_goal(row: &AnyRow) -> anyhow::Result<MunicipalGoal> {
    Ok(MunicipalGoal {
        id: row.get(0),
        version: row.get(1),
        municipality_code: row.get(2),
        title: row.get(3),
        national_goal: row.get::<Option<String>, _>(4).filter(|key| !key.is_empty()),
        source: row.get(5),
        decided_on: db::day(&row.get::<String, _>(6))?,
        reason: row.get(7),
        recorded_at: row.get(8),
        recorded_by: row.get(9),
    })
}

/// The newest of each goal: rows come ordered by id and version.
fn newest(goals: Vec<MunicipalGoal>) -> Vec<MunicipalGoal> {
    let mut latest: Vec<MunicipalGoal> = Vec::new();
    for goal in goals {
        if latest.last().is_some_and(|l| l.id == goal.id) {
            latest.pop();
        }
        latest.push(goal);
    }
    latest
}

/// A municipality's goals as they read now, in the order they were registered.
///
/// # Errors
/// What the engine says.
pub async fn municipal(conn: &mut Conn, municipality_code: &str) -> anyhow::Result<Vec<MunicipalGoal>> {
    let sql = format!("{MUNICIPAL} WHERE municipality_code = $1 ORDER BY id, version");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(municipality_code.to_owned()).fetch_all(conn).await?;
    Ok(newest(rows.iter().map(municipal_goal).collect::<anyhow::Result<_>>()?))
}

/// Every municipality's goals as they read now.
///
/// # Errors
/// What the engine says.
pub async fn all_municipal(conn: &mut Conn) -> anyhow::Result<Vec<MunicipalGoal>> {
    let sql = format!("{MUNICIPAL} ORDER BY id, version");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(conn).await?;
    Ok(newest(rows.iter().map(municipal_goal).collect::<anyhow::Result<_>>()?))
}

/// Every version of a municipal goal, oldest first; empty when there is none.
///
/// # Errors
/// What the engine says.
pub async fn municipal_history(conn: &mut Conn, id: &str) -> anyhow::Result<Vec<MunicipalGoal>> {
    let sql = format!("{MUNICIPAL} WHERE id = $1 ORDER BY version");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id.to_owned()).fetch_all(conn).await?;
    rows.iter().map(municipal_goal).collect()
}

/// Adds a version of a municipal goal; the versions before stay.
///
/// # Errors
/// What the engine says; a version that is there already among it.
pub async fn add_municipal(conn: &mut Conn, g: &MunicipalGoal) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO municipal_goal (id, version, municipality_code, title, national_goal, source, decided_on, reason, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(&g.id)
    .bind(g.version)
    .bind(&g.municipality_code)
    .bind(&g.title)
    .bind(&g.national_goal)
    .bind(&g.source)
    .bind(g.decided_on.to_string())
    .bind(&g.reason)
    .bind(&g.recorded_at)
    .bind(&g.recorded_by)
    .execute(conn)
    .await
    .map(drop)
}

/// A local goal as it stands in a plan being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingGoal {
    /// Stable over versions of the plan.
    pub id: String,
    pub plan_slug: String,
    pub number: i64,
    pub version: i64,
    pub draft: GoalDraft,
    pub changed_at: String,
    pub changed_by: String,
    pub withdrawn_on: Option<String>,
    pub withdrawn_reason: Option<String>,
}

const WORKING: &str = "SELECT id, plan_slug, number, version, content, changed_at, changed_by, withdrawn_on, withdrawn_reason FROM goal";

fn working_goal(row: &AnyRow) -> anyhow::Result<WorkingGoal> {
    let id: String = row.get(0);
    let draft = serde_json::from_str(&row.get::<String, _>(4)).with_context(|| format!("goal {id}"))?;
    Ok(WorkingGoal {
        id,
        plan_slug: row.get(1),
        number: row.get(2),
        version: row.get(3),
        draft,
        changed_at: row.get(5),
        changed_by: row.get(6),
        withdrawn_on: row.get(7),
        withdrawn_reason: row.get(8),
    })
}

/// The goals of a plan being written, withdrawn ones too, in order.
///
/// # Errors
/// What the engine says.
pub async fn working(conn: &mut Conn, plan_slug: &str) -> anyhow::Result<Vec<WorkingGoal>> {
    let sql = format!("{WORKING} WHERE plan_slug = $1 ORDER BY number");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(plan_slug.to_owned()).fetch_all(conn).await?;
    rows.iter().map(working_goal).collect()
}

/// One goal of a plan being written.
///
/// # Errors
/// What the engine says.
pub async fn working_one(conn: &mut Conn, plan_slug: &str, id: &str) -> anyhow::Result<Option<WorkingGoal>> {
    let sql = format!("{WORKING} WHERE plan_slug = $1 AND id = $2");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(plan_slug.to_owned()).bind(id.to_owned()).fetch_optional(conn).await?;
    row.as_ref().map(working_goal).transpose()
}

/// Adds a goal to a plan being written.
///
/// # Errors
/// What the engine says.
pub async fn add_working(conn: &mut Conn, g: &WorkingGoal) -> anyhow::Result<()> {
    sqlx::query("INSERT INTO goal (id, plan_slug, number, version, content, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(&g.id)
        .bind(&g.plan_slug)
        .bind(g.number)
        .bind(g.version)
        .bind(serde_json::to_string(&g.draft)?)
        .bind(&g.changed_at)
        .bind(&g.changed_by)
        .execute(conn)
        .await?;
    Ok(())
}

/// Saves a goal's next text over version `was`; false when that is no longer the version, and then nothing is written.
///
/// # Errors
/// What the engine says.
pub async fn save_working(conn: &mut Conn, g: &WorkingGoal, was: i64) -> anyhow::Result<bool> {
    let done = sqlx::query(
        "UPDATE goal SET version = $1, content = $2, changed_at = $3, changed_by = $4, withdrawn_on = $5, withdrawn_reason = $6 WHERE id = $7 AND version = $8",
    )
    .bind(was + 1)
    .bind(serde_json::to_string(&g.draft)?)
    .bind(&g.changed_at)
    .bind(&g.changed_by)
    .bind(&g.withdrawn_on)
    .bind(&g.withdrawn_reason)
    .bind(&g.id)
    .bind(was)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A goal as a submitted version of a plan froze it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FrozenGoal {
    /// Stable over versions of the plan.
    pub id: String,
    pub number: i64,
    pub goal: Goal,
    /// The titles of the goals it starts from, as they read then.
    pub national_sv: String,
    pub national_en: String,
    pub municipal_title: String,
    pub municipal_source: String,
    pub municipal_version: i64,
    pub acceptances: Vec<Acceptance>,
}

/// A frozen goal and the plan version it stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct FrozenRow {
    pub plan_slug: String,
    pub plan_version: i64,
    pub district: String,
    pub municipality_code: String,
    /// The day the version was submitted.
    pub in_force_from: String,
    pub frozen: FrozenGoal,
}

/// Keeps a frozen goal.
///
/// # Errors
/// What the engine says.
pub async fn add_frozen(conn: &mut Conn, row: &FrozenRow) -> anyhow::Result<()> {
    let g = &row.frozen;
    sqlx::query(
        "INSERT INTO goal_frozen (plan_slug, plan_version, goal_id, number, district, municipality_code, in_force_from, area, national_goal, municipal_goal, statement, content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(&row.plan_slug)
    .bind(row.plan_version)
    .bind(&g.id)
    .bind(g.number)
    .bind(&row.district)
    .bind(&row.municipality_code)
    .bind(&row.in_force_from)
    .bind(&g.goal.area)
    .bind(&g.goal.national_goal)
    .bind(&g.goal.municipal_goal)
    .bind(&g.goal.statement)
    .bind(serde_json::to_string(g)?)
    .execute(conn)
    .await?;
    Ok(())
}

const FROZEN: &str = "SELECT plan_slug, plan_version, district, municipality_code, in_force_from, content FROM goal_frozen";

fn frozen_row(row: &AnyRow) -> anyhow::Result<FrozenRow> {
    let content: String = row.get(5);
    Ok(FrozenRow {
        plan_slug: row.get(0),
        plan_version: row.get(1),
        district: row.get(2),
        municipality_code: row.get(3),
        in_force_from: row.get(4),
        frozen: serde_json::from_str(&content).context("a frozen goal")?,
    })
}

/// The goals of one submitted version, in order.
///
/// # Errors
/// What the engine says.
pub async fn frozen(conn: &mut Conn, plan_slug: &str, version: i64) -> anyhow::Result<Vec<FrozenRow>> {
    let sql = format!("{FROZEN} WHERE plan_slug = $1 AND plan_version = $2 ORDER BY number");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(plan_slug.to_owned()).bind(version).fetch_all(conn).await?;
    rows.iter().map(frozen_row).collect()
}

/// A goal as the newest version that has it froze it.
///
/// # Errors
/// What the engine says.
pub async fn frozen_one(conn: &mut Conn, id: &str) -> anyhow::Result<Option<FrozenRow>> {
    let sql = format!("{FROZEN} WHERE goal_id = $1 ORDER BY plan_version DESC LIMIT 1");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id.to_owned()).fetch_optional(conn).await?;
    row.as_ref().map(frozen_row).transpose()
}

/// Every frozen goal of every version, by plan.
///
/// # Errors
/// What the engine says.
pub async fn all_frozen(conn: &mut Conn) -> anyhow::Result<Vec<FrozenRow>> {
    let sql = format!("{FROZEN} ORDER BY plan_slug, plan_version, number");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(conn).await?;
    rows.iter().map(frozen_row).collect()
}

/// Acceptances of the goals of a plan, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn acceptances(conn: &mut Conn, plan_slug: &str) -> anyhow::Result<Vec<Acceptance>> {
    let sql = "SELECT a.goal_id, a.organisation_id, a.organisation_name, a.accepted_on, a.how, a.reference, a.wording, a.recorded_by FROM goal_acceptance a JOIN goal g ON g.id = a.goal_id WHERE g.plan_slug = $1 ORDER BY a.recorded_at, a.id";
    let rows = sqlx::query(sql).bind(plan_slug.to_owned()).fetch_all(conn).await?;
    Ok(rows.iter().map(acceptance).collect())
}

fn acceptance(row: &AnyRow) -> Acceptance {
    Acceptance {
        goal_id: row.get(0),
        organisation_id: row.get(1),
        organisation_name: row.get(2),
        accepted_on: row.get(3),
        how: row.get(4),
        reference: row.get(5),
        wording: row.get(6),
        recorded_by: row.get(7),
    }
}

/// Keeps an acceptance.
///
/// # Errors
/// What the engine says.
pub async fn add_acceptance(conn: &mut Conn, id: &str, a: &Acceptance, at: &str) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO goal_acceptance (id, goal_id, organisation_id, organisation_name, accepted_on, how, reference, wording, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id)
    .bind(&a.goal_id)
    .bind(&a.organisation_id)
    .bind(&a.organisation_name)
    .bind(&a.accepted_on)
    .bind(&a.how)
    .bind(&a.reference)
    .bind(&a.wording)
    .bind(at)
    .bind(&a.recorded_by)
    .execute(conn)
    .await
    .map(drop)
}
