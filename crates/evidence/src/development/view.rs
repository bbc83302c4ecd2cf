//! The development of districts, read from figures and plans.

use super::rules::{Development, Figure, PlanUsed, judge};
use agreements::place::rules::District;
use agreements::programme::source::lua_2011;
use chrono::NaiveDate;
use figures::statistics;
use plans::plan;
use platform::Conn;

/// A district's figures and goals on a day. Few queries: one picture, one plan, its goals.
///
/// # Errors
/// What the engine says.
pub async fn development(conn: &mut Conn, district: &District, on: NaiveDate) -> anyhow::Result<Development> {
    let picture = statistics::store::picture(conn, &district.id).await?;
    let since = lua_2011().predecessor.from;
    let figures: Vec<Figure> = picture.indicators.iter().map(|p| Figure::of(p, since, on)).collect();
    let plan = plan::store::in_force(conn, &district.id, on).await?;
    let goals = if plan.is_some() { plan::store::goals_in_force(conn, &district.id, on).await? } else { Vec::new() };
    let goals = goals.into_iter().map(|goal| judge(goal, &figures, on)).collect();
    let plan =
        plan.map(|p| PlanUsed { slug: p.slug, version: p.version, title: p.title, submitted_at: p.submitted_at, from: p.from, to: p.to });
    Ok(Development {
        district: district.id.clone(),
        district_name: district.name.clone(),
        municipality_code: district.municipality.code.clone(),
        municipality_name: district.municipality.name.clone(),
        on,
        since,
        vintage: picture.vintage,
        synthetic: picture.synthetic,
        figures,
        plan,
        goals,
    })
}
