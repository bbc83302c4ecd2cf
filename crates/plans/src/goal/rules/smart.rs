//! SMART in two severities (§ 4, third paragraph): goals *shall* be possible to follow up, and *should* be specific, measurable, accepted,
//! realistic and time-bound.
//!
//! The machine judges what it can: measurable, time-bound, the links, and that all four areas have a goal. It asks people about specific,
//! accepted and realistic, and never ticks those off.

use super::{Goal, Yardstick};
use chrono::NaiveDate;
use wording::Fault;

const GROUND: &str = "§ 4";

/// Between which days a goal's date may lie: from the first day of the plan to as far ahead as a plan may bind its partners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizon {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Horizon {
    /// Five years from the first day of the plan: a goal reaches over several yearly agreements but not beyond what the partners can foresee.
    pub fn of_plan(from: NaiveDate) -> Self {
        use chrono::{Datelike, Months};
        let first = NaiveDate::from_ymd_opt(from.year(), 1, 1).unwrap_or(from);
        let after = first.checked_add_months(Months::new(60)).unwrap_or(from);
        Self { from, to: after.pred_opt().unwrap_or(after) }
    }
}

/// The five letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Letter {
    Specific,
    Measurable,
    Accepted,
    Realistic,
    TimeBound,
}

impl Letter {
    pub const ALL: [Self; 5] = [Self::Specific, Self::Measurable, Self::Accepted, Self::Realistic, Self::TimeBound];

    pub fn key(self) -> &'static str {
        match self {
            Self::Specific => "specific",
            Self::Measurable => "measurable",
            Self::Accepted => "accepted",
            Self::Realistic => "realistic",
            Self::TimeBound => "time-bound",
        }
    }
}

/// What the machine says of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Judged and fulfilled.
    Met,
    /// Judged and wanting.
    Wanting,
    /// A question to people. Specific, accepted and realistic are always this.
    Asked,
}

impl Verdict {
    pub fn key(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Wanting => "wanting",
            Self::Asked => "asked",
        }
    }
}

/// One letter of one goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Criterion {
    pub letter: Letter,
    pub verdict: Verdict,
}

/// The five letters of a goal.
pub fn criteria(goal: &Goal, horizon: Horizon) -> Vec<Criterion> {
    let verdict = |letter| match letter {
        Letter::Measurable => met(measurable(goal).is_empty()),
        Letter::TimeBound => met(time_bound(goal, horizon).is_empty()),
        Letter::Specific | Letter::Accepted | Letter::Realistic => Verdict::Asked,
    };
    Letter::ALL.into_iter().map(|letter| Criterion { letter, verdict: verdict(letter) }).collect()
}

fn met(yes: bool) -> Verdict {
    if yes { Verdict::Met } else { Verdict::Wanting }
}

/// Everything that is wanting in a goal: what stops submission ("ska") and what is remarked ("bör").
pub fn judge(goal: &Goal, horizon: Horizon, accepted: usize) -> Vec<Fault> {
    let mut faults = belongs(goal);
    faults.extend(measurable(goal));
    faults.extend(time_bound(goal, horizon));
    faults.extend(answered_for(goal));
    faults.extend(remarks(goal, accepted));
    faults
}

/// An area, a statement, and a national and a municipal goal to start from (§ 4, second paragraph).
fn belongs(goal: &Goal) -> Vec<Fault> {
    let texts = [
        ("area", "fault-goal-area", &goal.area),
        ("statement", "fault-goal-statement", &goal.statement),
        ("national_goal", "fault-goal-national", &goal.national_goal),
        ("municipal_goal", "fault-goal-municipal", &goal.municipal_goal),
    ];
    texts.into_iter().filter(|(.., text)| text.is_empty()).map(|(field, key, _)| Fault::must(key, GROUND).at(field)).collect()
}

/// Something to measure with, where it stood and where it shall stand.
fn measurable(goal: &Goal) -> Vec<Fault> {
    let mut faults = Vec::new();
    if goal.yardstick == Yardstick::None {
        faults.push(Fault::must("fault-goal-indicator", GROUND).at("indicator"));
    }
    if goal.baseline.is_none() {
        faults.push(Fault::must("fault-goal-baseline", GROUND).at("baseline_value"));
    }
    if goal.target.is_none() {
        faults.push(Fault::must("fault-goal-target", GROUND).at("target_value"));
    }
    faults
}

/// A date after the baseline and within the horizon.
fn time_bound(goal: &Goal, horizon: Horizon) -> Vec<Fault> {
    use chrono::Datelike;
    let Some(date) = goal.target_date else { return vec![Fault::must("fault-goal-date", GROUND).at("target_date")] };
    if date < horizon.from || date > horizon.to {
        let fault = Fault::must("fault-goal-horizon", GROUND).at("target_date");
        return vec![fault.with("from", horizon.from.to_string()).with("to", horizon.to.to_string())];
    }
    let stale = goal.baseline.is_some_and(|(year, _)| year >= date.year());
    if stale { vec![Fault::must("fault-goal-date-before-baseline", GROUND).at("target_date")] } else { Vec::new() }
}

/// A goal that nobody answers for is never updated: it needs an owner and a deputy.
fn answered_for(goal: &Goal) -> Vec<Fault> {
    let mut faults = Vec::new();
    if goal.owner.is_empty() {
        faults.push(Fault::must("fault-goal-owner", GROUND).at("owner"));
    }
    if goal.deputy.is_empty() {
        faults.push(Fault::must("fault-goal-deputy", GROUND).at("deputy"));
    } else if goal.deputy.eq_ignore_ascii_case(&goal.owner) {
        faults.push(Fault::must("fault-goal-deputy-same", GROUND).at("deputy"));
    }
    faults
}

fn remarks(goal: &Goal, accepted: usize) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut should = |on: bool, key: &'static str, field: String| {
        if on {
            faults.push(Fault::should(key, GROUND).at(field));
        }
    };
    should(goal.problem.is_empty(), "remark-goal-problem", "problem".into());
    should(goal.realism.is_empty(), "remark-goal-realism", "realism".into());
    should(accepted == 0, "remark-goal-acceptance", String::new());
    should(goal.measures.is_empty(), "remark-goal-measures", "measure.0.title".into());
    for (i, m) in goal.measures.iter().enumerate() {
        should(m.title.is_empty(), "remark-measure-title", format!("measure.{i}.title"));
        should(m.owner.is_empty(), "remark-measure-owner", format!("measure.{i}.owner"));
        should(m.partner.is_empty(), "remark-measure-partner", format!("measure.{i}.partner"));
        should(m.resources.is_empty(), "remark-measure-resources", format!("measure.{i}.ordinary.hours"));
    }
    faults
}

/// What a goal may point at: the programme's areas and national goals, the municipality's own goals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub areas: Vec<String>,
    pub national: Vec<String>,
    pub municipal: Vec<String>,
}

impl Known {
    /// A fault for each link that leads nowhere; a link not yet made is for [`judge`].
    pub fn faults(&self, goal: &Goal) -> Vec<Fault> {
        let links = [
            ("area", "fault-goal-area-unknown", &goal.area, &self.areas),
            ("national_goal", "fault-goal-national-unknown", &goal.national_goal, &self.national),
            ("municipal_goal", "fault-goal-municipal-unknown", &goal.municipal_goal, &self.municipal),
        ];
        let astray = links.into_iter().filter(|(.., key, known)| !key.is_empty() && !known.contains(key));
        astray.map(|(field, key, ..)| Fault::must(key, GROUND).at(field)).collect()
    }
}

/// Areas without a goal, in the order given (§ 4, letters a–d).
pub fn missing_areas<'a>(areas: &'a [String], goals: impl Iterator<Item = &'a Goal>) -> Vec<&'a str> {
    let covered: Vec<&str> = goals.map(|g| g.area.as_str()).collect();
    areas.iter().map(String::as_str).filter(|area| !covered.contains(area)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goal::rules::{GoalDraft, read};

    fn whole() -> Goal {
        let text = |t: &str| t.to_owned();
        let draft = GoalDraft {
            area: text("arbete"),
            statement: text("Fler vuxna i arbete"),
            problem: text("Många saknar svensk utbildning"),
            national_goal: text("farre-i-utanforskap"),
            municipal_goal: text("m1"),
            own_indicator: text("andel i arbete"),
            baseline_year: text("2010"),
            baseline_value: text("50"),
            target_value: text("54"),
            target_date: text("2013-12-31"),
            owner: text("Arbetsmarknadschefen"),
            deputy: text("Enhetschefen för vuxenutbildning"),
            realism: text("Takten är den som 2005–2008 hade"),
            ..GoalDraft::default()
        };
        read(&draft, None).0
    }

    fn horizon() -> Horizon {
        Horizon::of_plan(NaiveDate::from_ymd_opt(2011, 1, 1).unwrap())
    }

    fn binding(goal: &Goal) -> Vec<&'static str> {
        judge(goal, horizon(), 0).into_iter().filter(Fault::is_binding).map(|f| f.key).collect()
    }

    #[test]
    fn the_horizon_is_five_years() {
        assert_eq!(horizon().to.to_string(), "2015-12-31");
    }

    #[test]
    fn a_whole_goal_is_judged_on_two_letters_and_asked_on_three() {
        let goal = whole();
        assert!(binding(&goal).is_empty(), "{:?}", binding(&goal));
        let verdicts: Vec<_> = criteria(&goal, horizon()).iter().map(|c| c.verdict).collect();
        assert_eq!(verdicts, [Verdict::Asked, Verdict::Met, Verdict::Asked, Verdict::Asked, Verdict::Met]);
    }

    #[test]
    fn no_words_make_the_machine_tick_off_specific_accepted_or_realistic() {
        let goal = Goal { statement: "Specifikt, accepterat och realistiskt mål".into(), ..whole() };
        let asked = criteria(&goal, horizon()).iter().filter(|c| c.verdict == Verdict::Asked).count();
        assert_eq!(asked, 3);
    }

    #[test]
    fn an_empty_goal_says_everything_that_blocks_it() {
        let (empty, _) = read(&GoalDraft::default(), None);
        assert_eq!(
            binding(&empty),
            [
                "fault-goal-area",
                "fault-goal-statement",
                "fault-goal-national",
                "fault-goal-municipal",
                "fault-goal-indicator",
                "fault-goal-baseline",
                "fault-goal-target",
                "fault-goal-date",
                "fault-goal-owner",
                "fault-goal-deputy"
            ]
        );
    }

    #[test]
    fn a_date_lies_within_the_horizon_and_after_the_baseline() {
        let dated = |day: &str, year| Goal { target_date: day.parse().ok(), baseline: Some((year, 50.0)), ..whole() };
        assert_eq!(binding(&dated("2015-12-31", 2010)), Vec::<&str>::new());
        assert_eq!(binding(&dated("2016-01-01", 2010)), ["fault-goal-horizon"]);
        assert_eq!(binding(&dated("2010-12-31", 2009)), ["fault-goal-horizon"]);
        assert_eq!(binding(&dated("2012-12-31", 2012)), ["fault-goal-date-before-baseline"]);
    }

    #[test]
    fn remarks_do_not_bind() {
        let goal = Goal { problem: String::new(), realism: String::new(), ..whole() };
        let faults = judge(&goal, horizon(), 0);
        let keys: Vec<_> = faults.iter().filter(|f| !f.is_binding()).map(|f| f.key).collect();
        assert_eq!(keys, ["remark-goal-problem", "remark-goal-realism", "remark-goal-acceptance", "remark-goal-measures"]);
    }

    #[test]
    fn the_owner_does_not_step_in_for_themselves() {
        let goal = Goal { deputy: "arbetsmarknadschefen".into(), ..whole() };
        assert_eq!(binding(&goal), ["fault-goal-deputy-same"]);
    }

    #[test]
    fn a_link_that_leads_nowhere_is_named_and_one_not_made_is_not() {
        let known = Known { areas: vec!["arbete".into()], national: Vec::new(), municipal: vec!["m1".into()] };
        let keys = |goal: &Goal| known.faults(goal).into_iter().map(|f| f.field).collect::<Vec<_>>();
        assert_eq!(keys(&whole()), ["national_goal"]);
        assert_eq!(keys(&Goal { municipal_goal: "m2".into(), national_goal: String::new(), ..whole() }), ["municipal_goal"]);
    }

    #[test]
    fn an_area_without_a_goal_is_missing() {
        let areas: Vec<String> = ["arbete", "utbildning", "trygghet", "tillvaxt"].map(String::from).to_vec();
        let goals = [whole(), Goal { area: "trygghet".into(), ..whole() }];
        assert_eq!(missing_areas(&areas, goals.iter()), ["utbildning", "tillvaxt"]);
    }
}
