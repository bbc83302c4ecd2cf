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

#[cfg(test)]
mod tests {
    use super::*;
    use figures::indicator::source;
    use figures::statistics::rules::IndicatorPicture;
    use plans::goal::rules::Goal;
    use plans::goal::store::FrozenGoal;
    use series::Observation;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn figure(points: &[(i32, i64)]) -> Figure {
        let indicator = source::indicators().iter().find(|i| i.key == "forvarvsarbetande").unwrap().clone();
        let mut district = indicator.series();
        district.points = points.iter().map(|(year, x)| (*year, Observation::of(*x, 1000))).collect();
        let empty = indicator.series();
        let picture = IndicatorPicture { district, municipality: empty.clone(), all_districts: empty.clone(), nation: empty, indicator };
        Figure::of(&picture, 2008, day("2011-11-14"))
    }

    /// From 40 per cent in 2008 to 48 in 2012.
    fn goal(yardstick: Yardstick, target: Option<f64>) -> GoalInForce {
        let measure = plans::goal::rules::Measure {
            id: "m".into(),
            title: "Jobbsökarcafé".into(),
            owner: "Arbetsmarknadschefen".into(),
            partner: "arbetsformedlingen".into(),
            partner_name: "Arbetsförmedlingen".into(),
            starts: None,
            ends: Some(day("2011-12-31")),
            resources: Vec::new(),
        };
        let indicator = yardstick.key().map(str::to_owned);
        let content = Goal {
            area: "arbete".into(),
            statement: "Fler i arbete".into(),
            problem: String::new(),
            national_goal: String::new(),
            municipal_goal: String::new(),
            yardstick,
            baseline: Some((2008, 0.40)),
            target,
            target_date: Some(day("2012-12-31")),
            owner: "Stadsdelschefen".into(),
            deputy: String::new(),
            realism: String::new(),
            measures: vec![measure],
        };
        let frozen = FrozenGoal {
            id: "g".into(),
            number: 1,
            national_sv: String::new(),
            national_en: String::new(),
            municipal_title: String::new(),
            municipal_source: String::new(),
            municipal_version: 1,
            acceptances: Vec::new(),
            goal: content.clone(),
        };
        GoalInForce {
            id: "g".into(),
            number: 1,
            area: content.area,
            statement: content.statement,
            indicator,
            own_indicator: None,
            baseline: content.baseline,
            target,
            target_date: content.target_date,
            owner: content.owner,
            plan_slug: "alby-2011".into(),
            plan_version: 1,
            frozen,
        }
    }

    fn registry() -> Yardstick {
        let i = source::indicators().iter().find(|i| i.key == "forvarvsarbetande").unwrap().clone();
        Yardstick::Registry {
            key: i.key,
            version: 1,
            name_sv: i.name_sv,
            name_en: i.name_en,
            unit_sv: i.unit_sv,
            unit_en: i.unit_en,
            measure: i.measure,
            better: i.better,
            decimals: i.decimals,
        }
    }

    fn verdict_at(x_2010: i64) -> Verdict {
        judge(goal(registry(), Some(0.48)), &[figure(&[(2008, 400), (2010, x_2010)])], day("2011-11-14")).verdict
    }

    #[test]
    fn a_goal_is_held_against_the_straight_line_of_the_figures_year() {
        assert_eq!((verdict_at(445).key.as_str(), verdict_at(445).shape()), ("progress-on-track", "ok"));
        assert_eq!((verdict_at(430).key.as_str(), verdict_at(430).shape()), ("progress-behind", "late"));
        assert_eq!(verdict_at(490).key, "progress-reached");
        assert!((verdict_at(445).standing.unwrap().expected - 0.44).abs() < 1e-9);
    }

    #[test]
    fn without_registered_indicator_target_or_figure_there_is_a_reason_and_no_verdict() {
        let figures = [figure(&[(2008, 400), (2010, 445)])];
        let reason = |goal, figures: &[Figure]| judge(goal, figures, day("2011-11-14")).verdict.reason.unwrap();
        let own = Yardstick::Own { text: "Boendeenkät".into(), unit: "andel nöjda".into() };
        assert_eq!(reason(goal(own, Some(0.5)), &figures), "development-own-yardstick");
        assert_eq!(reason(goal(Yardstick::None, Some(0.5)), &figures), "development-no-indicator");
        assert_eq!(reason(goal(registry(), None), &figures), "development-no-target");
        assert_eq!(reason(goal(registry(), Some(0.48)), &[figure(&[])]), "progress-no-observation");
        assert_eq!(reason(goal(registry(), Some(0.48)), &[figure(&[(2010, 3)])]), "progress-suppressed");
    }

    #[test]
    fn a_goal_brings_its_measures_with_owner_and_partner_and_the_interval_of_its_figure() {
        let standing = judge(goal(registry(), Some(0.48)), &[figure(&[(2008, 400), (2010, 445)])], day("2011-11-14"));
        assert_eq!(
            (standing.measures[0].owner.as_str(), standing.measures[0].partner_name.as_str()),
            ("Arbetsmarknadschefen", "Arbetsförmedlingen")
        );
        let (low, high) = standing.interval.unwrap();
        assert!(low < 0.445 && 0.445 < high);
    }
}
