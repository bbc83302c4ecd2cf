//! One goal of the plan in force, and how far it has come.

use super::Figure;
use chrono::{Datelike, NaiveDate};
use plans::goal::rules::Yardstick;
use plans::plan::store::GoalInForce;
use serde::{Deserialize, Serialize};
use series::{Progress, Standing, progress};

/// The verdict on a goal, as message keys: `progress-reached`, `progress-on-track`, `progress-behind`, `progress-not-assessable`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    pub key: String,
    /// Why it cannot be assessed.
    pub reason: Option<String>,
    /// The figure it rests on, beside what the straight line expects of its year.
    pub standing: Option<Standing>,
}

impl Verdict {
    fn not_assessable(reason: &str) -> Self {
        Self { key: "progress-not-assessable".into(), reason: Some(reason.into()), standing: None }
    }

    /// The variant of the status label: `ok`, `late`, `wait`, `off`.
    pub fn shape(&self) -> &'static str {
        match self.key.as_str() {
            "progress-reached" | "progress-on-track" => "ok",
            "progress-behind" => "late",
            _ => "off",
        }
    }
}

impl From<Progress> for Verdict {
    fn from(progress: Progress) -> Self {
        Self { key: progress.key().into(), reason: progress.reason().map(|r| r.key().to_owned()), standing: progress.standing() }
    }
}

/// What is done for a goal, and who answers for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureRow {
    pub title: String,
    pub owner: String,
    pub partner_name: String,
    pub ends: Option<NaiveDate>,
}

/// A goal with its baseline, its target, and how it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalStanding {
    /// Stable over versions of the plan.
    pub id: String,
    pub number: i64,
    pub area: String,
    pub statement: String,
    /// Key of the registry's indicator; none when the goal has its own yardstick.
    pub indicator: Option<String>,
    pub own_indicator: Option<String>,
    pub baseline: Option<(i32, f64)>,
    pub target: Option<f64>,
    pub target_date: Option<NaiveDate>,
    pub owner: String,
    pub measures: Vec<MeasureRow>,
    pub national_sv: String,
    pub national_en: String,
    pub municipal_title: String,
    pub municipal_goal: String,
    pub verdict: Verdict,
    /// 95 per cent interval of the figure now.
    pub interval: Option<(f64, f64)>,
}

/// A goal and its verdict on a day, by the published method. A goal with a yardstick of its own, or without target, cannot be assessed by it.
pub fn judge(goal: GoalInForce, figures: &[Figure], on: NaiveDate) -> GoalStanding {
    let figure = goal.indicator.as_ref().and_then(|key| figures.iter().find(|f| f.indicator.key == *key));
    let verdict = verdict(&goal, figure, on);
    let interval = figure.filter(|f| verdict.standing.map(|s| s.year) == f.year).and_then(Figure::interval);
    let measures = goal.frozen.goal.measures.iter().map(|m| MeasureRow {
        title: m.title.clone(),
        owner: m.owner.clone(),
        partner_name: m.partner_name.clone(),
        ends: m.ends,
    });
    GoalStanding {
        measures: measures.collect(),
        national_sv: goal.frozen.national_sv.clone(),
        national_en: goal.frozen.national_en.clone(),
        municipal_title: goal.frozen.municipal_title.clone(),
        municipal_goal: goal.frozen.goal.municipal_goal.clone(),
        id: goal.id,
        number: goal.number,
        area: goal.area,
        statement: goal.statement,
        indicator: goal.indicator,
        own_indicator: goal.own_indicator,
        baseline: goal.baseline,
        target: goal.target,
        target_date: goal.target_date,
        owner: goal.owner,
        verdict,
        interval,
    }
}

fn verdict(goal: &GoalInForce, figure: Option<&Figure>, on: NaiveDate) -> Verdict {
    if matches!(goal.frozen.goal.yardstick, Yardstick::Own { .. }) {
        return Verdict::not_assessable("development-own-yardstick");
    }
    let Some(figure) = figure else { return Verdict::not_assessable("development-no-indicator") };
    let (Some(target), Some(date)) = (goal.target, goal.target_date) else {
        return Verdict::not_assessable("development-no-target");
    };
    let latest = figure.year.map(|year| (year, figure.cell));
    let breaks = figure.indicator.series_breaks();
    progress(goal.baseline, (date.year(), target), latest, figure.indicator.better, &breaks, on.year()).into()
}
