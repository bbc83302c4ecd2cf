//! Which plan is in force in a district on a day, and its goals: what reports, agreements and follow-up rest on.
//!
//! A version is in force from the day it was submitted until the next of the same district is. The predecessor's plan is therefore in force
//! until the new one is submitted, although its own period has ended: the report of 1 December comes before the plan of 31 December.

use crate::goal;
use crate::goal::store::FrozenGoal;
use chrono::NaiveDate;
use platform::{Conn, db};
use serde::Serialize;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::BTreeMap;

/// A submitted version of a district's plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanRef {
    pub district: String,
    pub slug: String,
    pub version: i64,
    pub title: String,
    /// The moment it was submitted; the start of the day where only that is known.
    pub submitted_at: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub late: bool,
}

const REF: &str = "SELECT district, plan_slug, version, title, submitted_at, period_from, period_to, late FROM plan_version";
/// Newest last; of two on one day the later plan, then the later version.
const ORDER: &str = "ORDER BY submitted_on, period_from, version";

fn plan_ref(row: &AnyRow) -> anyhow::Result<PlanRef> {
    Ok(PlanRef {
        district: row.get(0),
        slug: row.get(1),
        version: row.get(2),
        title: row.get(3),
        submitted_at: row.get(4),
        from: db::day(&row.get::<String, _>(5))?,
        to: db::day(&row.get::<String, _>(6))?,
        late: row.get::<i64, _>(7) == 1,
    })
}

/// The version in force in a district on a day: the last one submitted by then.
///
/// # Errors
/// What the engine says.
pub async fn in_force(conn: &mut Conn, district: &str, day: NaiveDate) -> anyhow::Result<Option<PlanRef>> {
    let sql = format!("{REF} WHERE district = $1 AND submitted_on <= $2 {ORDER}");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(district.to_owned()).bind(day.to_string()).fetch_all(conn).await?;
    rows.last().map(plan_ref).transpose()
}

/// The version in force in every district that has one, by district.
///
/// # Errors
/// What the engine says.
pub async fn all_in_force(conn: &mut Conn, day: NaiveDate) -> anyhow::Result<BTreeMap<String, PlanRef>> {
    let sql = format!("{REF} WHERE submitted_on <= $1 {ORDER}");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(day.to_string()).fetch_all(conn).await?;
    rows.iter().map(|row| plan_ref(row).map(|r| (r.district.clone(), r))).collect()
}

/// A goal of the plan in force.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GoalInForce {
    /// Stable over versions of the plan.
    pub id: String,
    pub number: i64,
    pub area: String,
    pub statement: String,
    /// Key of the registry's indicator; none when the goal has its own.
    pub indicator: Option<String>,
    /// The goal's own indicator in words, where it has one.
    pub own_indicator: Option<String>,
    /// Year and value, in the indicator's unit (a share as a fraction of one).
    pub baseline: Option<(i32, f64)>,
    pub target: Option<f64>,
    pub target_date: Option<NaiveDate>,
    pub owner: String,
    pub plan_slug: String,
    pub plan_version: i64,
    /// The goal with everything in it, as it was frozen.
    pub frozen: FrozenGoal,
}

/// The goals of the plan in force in a district on a day, in order; none before the first plan.
///
/// # Errors
/// What the engine says.
pub async fn goals_in_force(conn: &mut Conn, district: &str, day: NaiveDate) -> anyhow::Result<Vec<GoalInForce>> {
    let Some(plan) = in_force(conn, district, day).await? else { return Ok(Vec::new()) };
    let rows = goal::store::frozen(conn, &plan.slug, plan.version).await?;
    Ok(rows.into_iter().map(|row| goal_in_force(row.frozen, &plan)).collect())
}

/// The goals of every plan a district has handed in by a day, newest plan first, each in the plan's newest version: what an evaluation can test,
/// also when the plan's own period has ended.
///
/// # Errors
/// What the engine says.
pub async fn goals_of_all_plans(conn: &mut Conn, district: &str, day: NaiveDate) -> anyhow::Result<Vec<GoalInForce>> {
    let sql = format!("{REF} WHERE district = $1 AND submitted_on <= $2 {ORDER}");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(district.to_owned()).bind(day.to_string()).fetch_all(&mut *conn).await?;
    let mut newest: BTreeMap<NaiveDate, PlanRef> = BTreeMap::new();
    for row in &rows {
        let plan = plan_ref(row)?;
        newest.insert(plan.from, plan);
    }
    let mut goals = Vec::new();
    for plan in newest.into_values().rev() {
        let frozen = goal::store::frozen(conn, &plan.slug, plan.version).await?;
        goals.extend(frozen.into_iter().map(|row| goal_in_force(row.frozen, &plan)));
    }
    Ok(goals)
}

fn goal_in_force(frozen: FrozenGoal, plan: &PlanRef) -> GoalInForce {
    let g = &frozen.goal;
    let own = if let goal::rules::Yardstick::Own { text, .. } = &g.yardstick { Some(text.clone()) } else { None };
    GoalInForce {
        id: frozen.id.clone(),
        number: frozen.number,
        area: g.area.clone(),
        statement: g.statement.clone(),
        indicator: g.yardstick.key().map(str::to_owned),
        own_indicator: own,
        baseline: g.baseline,
        target: g.target,
        target_date: g.target_date,
        owner: g.owner.clone(),
        plan_slug: plan.slug.clone(),
        plan_version: plan.version,
        frozen,
    }
}

/// How far a plan has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanStatus {
    pub district: String,
    pub slug: String,
    /// As [`crate::plan::rules::PlanState::key`]: `draft`, `submitted`, `completion_requested`, `revising`. Drafts are the municipality's own.
    pub state: String,
    /// The newest submitted version; 0 before the first.
    pub version: i64,
    pub submitted_at: Option<String>,
    /// Whether the first version came after the day it was due.
    pub late: bool,
}

/// Every plan that has been opened, earlier ones too, by slug. A district without a row for the year has not begun.
///
/// # Errors
/// What the engine says.
pub async fn statuses(conn: &mut Conn) -> anyhow::Result<Vec<PlanStatus>> {
    let plans = super::plans(conn).await?;
    let sql = "SELECT plan_slug, version, submitted_at, late FROM plan_version ORDER BY plan_slug, version";
    let rows = sqlx::query(sql).fetch_all(conn).await?;
    let mut by_plan: BTreeMap<String, (i64, String, bool)> = BTreeMap::new();
    for row in &rows {
        let (version, at, late): (i64, String, i64) = (row.get(1), row.get(2), row.get(3));
        let entry = by_plan.entry(row.get(0)).or_insert((version, at.clone(), late == 1));
        (entry.0, entry.1) = (version, at);
    }
    let status = |p: super::Plan| {
        let submitted = by_plan.get(&p.slug);
        PlanStatus {
            district: p.district,
            state: p.state.key().into(),
            version: submitted.map_or(0, |s| s.0),
            submitted_at: submitted.map(|s| s.1.clone()),
            late: submitted.is_some_and(|s| s.2),
            slug: p.slug,
        }
    };
    Ok(plans.into_iter().map(status).collect())
}
