//! A goal in words, and on its axis.

use super::{picture, say, unit};
use crate::development::rules::{Development, Figure, GoalStanding};
use charts::GoalAxis;
use platform::web::Shell;
use wording::Arg;

/// One goal as a page sets it.
#[derive(Clone, Debug)]
pub struct GoalView {
    pub id: String,
    pub number: i64,
    pub area: String,
    pub statement: String,
    /// The verdict in words: nått, på väg, efter, ej bedömbar.
    pub verdict: String,
    /// Variant of the status label.
    pub shape: &'static str,
    /// Why, in words: how far from the line, or why it cannot be assessed.
    pub why: String,
    pub baseline: String,
    pub now: String,
    pub target: String,
    pub target_date: String,
    pub owner: String,
    pub measures: Vec<(String, String, String)>,
    pub national: String,
    pub municipal_title: String,
    pub municipal_goal: String,
    pub indicator: Option<String>,
    /// Where the goal stands in its plan.
    pub address: String,
    /// The axis, where there is anything to draw.
    pub axis: Option<String>,
}

/// The goals of an area as rows of a list.
pub fn goal_rows(s: &Shell, d: &Development, area: &str) -> Vec<GoalView> {
    d.goals_in(area).map(|g| goal_row(s, d, g)).collect()
}

/// A goal with its axis.
pub fn goal_view(s: &Shell, d: &Development, goal: &GoalStanding) -> GoalView {
    let name = s.t1("development-goal-number", "n", goal.number);
    let axis = goal_axis(s, d, goal).and_then(|axis| picture(s, &axis, &name, (AXIS_WIDTH, d.synthetic)));
    GoalView { axis, ..goal_row(s, d, goal) }
}

const AXIS_WIDTH: f64 = 740.0;

fn goal_row(s: &Shell, d: &Development, goal: &GoalStanding) -> GoalView {
    let figure = figure_of(d, goal);
    let number = |value: f64| figure.map_or_else(|| wording::number(s.lang, value, 1), |f| f.indicator.measure.format(s.lang, value));
    let at = |(year, value): (i32, f64)| s.t2("development-value-year", "value", number(value), "year", year);
    let measure = |m: &crate::development::rules::MeasureRow| {
        let by = if m.partner_name.is_empty() { m.owner.clone() } else { format!("{}, {}", m.owner, m.partner_name) };
        (m.title.clone(), by, m.ends.map(|day| s.date(day)).unwrap_or_default())
    };
    GoalView {
        id: goal.id.clone(),
        number: goal.number,
        area: goal.area.clone(),
        statement: goal.statement.clone(),
        verdict: s.t(&goal.verdict.key),
        shape: goal.verdict.shape(),
        why: why(s, goal, figure),
        baseline: goal.baseline.map_or_else(|| s.t("development-no-baseline"), at),
        now: now(s, goal, figure),
        target: goal.target.map_or_else(|| s.t("development-target-none"), number),
        target_date: goal.target_date.map(|day| s.date(day)).unwrap_or_default(),
        owner: goal.owner.clone(),
        measures: goal.measures.iter().map(measure).collect(),
        national: s.pick(&goal.national_sv, &goal.national_en).to_owned(),
        municipal_title: goal.municipal_title.clone(),
        municipal_goal: goal.municipal_goal.clone(),
        indicator: figure.map(|f| f.indicator.name(s.lang).to_owned()).or_else(|| goal.own_indicator.clone()),
        address: d
            .plan
            .as_ref()
            .map(|p| format!("/stadsdelsplaner/{}?version={}#mal-{}", p.slug, p.version, goal.number))
            .unwrap_or_default(),
        axis: None,
    }
}

fn figure_of<'a>(d: &'a Development, goal: &GoalStanding) -> Option<&'a Figure> {
    let key = goal.indicator.as_ref()?;
    d.figures.iter().find(|f| f.indicator.key == *key)
}

fn now(s: &Shell, goal: &GoalStanding, figure: Option<&Figure>) -> String {
    let Some(figure) = figure else { return s.t("development-no-indicator") };
    let (year, cell) = match goal.verdict.standing {
        Some(standing) => (Some(standing.year), figure.indicator.measure.format(s.lang, standing.value)),
        None => (figure.year, super::cell(s, figure.cell, figure.indicator.measure)),
    };
    year.map_or_else(|| cell.clone(), |year| s.t2("development-value-year", "value", &cell, "year", year))
}

/// How far the figure is from the line; or why there is no verdict.
fn why(s: &Shell, goal: &GoalStanding, figure: Option<&Figure>) -> String {
    match (goal.verdict.standing, figure) {
        (Some(standing), Some(figure)) => {
            let measure = figure.indicator.measure;
            let args = vec![
                ("year", Arg::from(standing.year.to_string())),
                ("expected", Arg::from(measure.format(s.lang, standing.expected))),
                ("value", Arg::from(measure.format(s.lang, standing.value))),
            ];
            say(s, "development-verdict-why", args)
        }
        _ => goal.verdict.reason.as_deref().map(|key| s.t(key)).unwrap_or_default(),
    }
}

/// Baseline, now, expected and target on one axis; none when the goal has neither a registered indicator nor a target.
pub fn goal_axis(s: &Shell, d: &Development, goal: &GoalStanding) -> Option<GoalAxis> {
    use chrono::Datelike;
    let figure = figure_of(d, goal)?;
    let target = goal.target.zip(goal.target_date).map(|(value, day)| (day.year(), value));
    target?;
    let standing = goal.verdict.standing;
    let shown = figure.year.zip(figure.cell.value());
    let key = if d.synthetic { "development-axis-subtitle-synthetic" } else { "development-axis-subtitle" };
    Some(GoalAxis {
        id: format!("mal-{}-{}", d.district, goal.number),
        title: s.t2("development-axis-title", "number", goal.number, "verdict", s.t(&goal.verdict.key)),
        subtitle: s.t2(key, "what", figure.indicator.name(s.lang), "unit", figure.indicator.unit(s.lang)),
        baseline: goal.baseline,
        now: standing.map(|x| (x.year, x.value)).or(shown),
        now_note: goal.verdict.reason.as_deref().map(|key| s.t(key)).unwrap_or_default(),
        interval: goal.interval,
        expected: standing.map(|x| x.expected),
        target,
        unit: unit(figure.indicator.measure),
        lang: s.lang,
    })
}
