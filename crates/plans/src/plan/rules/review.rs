//! The review of a whole plan before it is submitted.

use super::{NEEDS, SITUATION, references, without_references};
use crate::goal::rules::{Criterion, Goal, Horizon, criteria, judge, missing_areas};
use wording::Fault;

/// One goal as the review sees it.
#[derive(Clone, Debug)]
pub struct GoalReview {
    pub id: String,
    pub number: i64,
    pub statement: String,
    pub area: String,
    pub criteria: Vec<Criterion>,
    /// What is wanting: what blocks first, then remarks.
    pub faults: Vec<Fault>,
}

impl GoalReview {
    pub fn binding(&self) -> usize {
        self.faults.iter().filter(|f| f.is_binding()).count()
    }
}

/// What the machine has to say of a plan; what it asks people about is gathered beside it.
#[derive(Clone, Debug)]
pub struct Review {
    /// About the plan as a whole.
    pub plan: Vec<Fault>,
    pub goals: Vec<GoalReview>,
}

impl Review {
    /// Number of things that block submission.
    pub fn binding(&self) -> usize {
        self.plan.iter().filter(|f| f.is_binding()).count() + self.goals.iter().map(GoalReview::binding).sum::<usize>()
    }

    pub fn remarks(&self) -> usize {
        let all = self.plan.len() + self.goals.iter().map(|g| g.faults.len()).sum::<usize>();
        all - self.binding()
    }

    /// Everything in one list, goals' faults beside `mal.3.baseline_value`.
    pub fn faults(&self) -> Vec<Fault> {
        let of_goal = |g: &GoalReview| {
            let number = g.number;
            let placed = move |f: &Fault| Fault { field: format!("mal.{number}.{}", f.field), ..f.clone() };
            g.faults.iter().map(placed).collect::<Vec<_>>()
        };
        self.plan.iter().cloned().chain(self.goals.iter().flat_map(of_goal)).collect()
    }
}

/// A goal to review: its id and number, what could be read of it, what could not, and how many partners have accepted it as it reads now.
pub struct Candidate<'a> {
    pub id: &'a str,
    pub number: i64,
    pub goal: &'a Goal,
    pub unreadable: &'a [Fault],
    pub accepted: usize,
}

/// Reviews a plan: the four areas (§ 4, second paragraph), every goal by SMART in two severities (third paragraph), the text on resources
/// (fourth paragraph) and the situation with its figures. `areas` are the programme's.
pub fn review(areas: &[String], situation: &str, needs: &str, candidates: &[Candidate<'_>], horizon: Horizon) -> Review {
    let mut plan: Vec<Fault> = missing_areas(areas, candidates.iter().map(|c| c.goal)).into_iter().map(area_fault).collect();
    plan.extend(unreadable_figures(situation, SITUATION));
    plan.extend(unreadable_figures(needs, NEEDS));
    if without_references(situation).trim().is_empty() {
        plan.push(Fault::should("remark-plan-situation", "§ 4").at(SITUATION));
    }
    if without_references(needs).trim().is_empty() {
        plan.push(Fault::should("remark-plan-needs", "§ 4, fjärde stycket").at(NEEDS));
    }
    let goals = candidates.iter().map(|c| goal_review(c, horizon)).collect();
    Review { plan, goals }
}

fn goal_review(c: &Candidate<'_>, horizon: Horizon) -> GoalReview {
    let judged = judge(c.goal, horizon, c.accepted);
    let mut faults = c.unreadable.to_vec();
    // One message for each cause: a field that cannot be read is not also said to be empty.
    let said: Vec<String> = c.unreadable.iter().map(|f| base(&f.field)).collect();
    faults.extend(judged.into_iter().filter(|f| !said.contains(&base(&f.field))));
    faults.sort_by_key(|f| !f.is_binding());
    let criteria = criteria(c.goal, horizon);
    GoalReview { id: c.id.into(), number: c.number, statement: c.goal.statement.clone(), area: c.goal.area.clone(), criteria, faults }
}

/// Baseline year and value make one thing.
fn base(field: &str) -> String {
    if field == "baseline_year" { "baseline_value".into() } else { field.into() }
}

fn unreadable_figures(text: &str, field: &str) -> Vec<Fault> {
    let (_, unreadable) = references(text);
    unreadable.into_iter().map(|inside| Fault::must("fault-plan-figure-unreadable", "§ 6").at(field).with("value", inside)).collect()
}

fn area_fault(area: &str) -> Fault {
    let (key, ground) = match area {
        "arbete" => ("fault-plan-area-arbete", "§ 4 a"),
        "utbildning" => ("fault-plan-area-utbildning", "§ 4 b"),
        "trygghet" => ("fault-plan-area-trygghet", "§ 4 c"),
        "tillvaxt" => ("fault-plan-area-tillvaxt", "§ 4 d"),
        _ => ("fault-plan-area", "§ 4"),
    };
    Fault::must(key, ground).at("mal").with("area", area)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goal::rules::{GoalDraft, read};
    use chrono::NaiveDate;

    fn areas() -> Vec<String> {
        ["arbete", "utbildning", "trygghet", "tillvaxt"].map(String::from).to_vec()
    }

    fn horizon() -> Horizon {
        Horizon::of_plan(NaiveDate::from_ymd_opt(2011, 1, 1).unwrap())
    }

    #[test]
    fn a_plan_without_tillvaxt_cannot_be_submitted_as_complete() {
        let drafts = ["arbete", "utbildning", "trygghet"].map(|a| GoalDraft { area: a.into(), ..GoalDraft::default() });
        let goals: Vec<_> = drafts.iter().map(|d| read(d, None)).collect();
        let candidates: Vec<_> =
            goals.iter().map(|(goal, unreadable)| Candidate { id: "g", number: 1, goal, unreadable, accepted: 1 }).collect();
        let review = review(&areas(), "läget", "behoven", &candidates, horizon());
        let keys: Vec<_> = review.plan.iter().map(|f| (f.key, f.ground)).collect();
        assert_eq!(keys, [("fault-plan-area-tillvaxt", "§ 4 d")]);
    }

    #[test]
    fn empty_texts_are_remarks_and_unreadable_figures_block() {
        let review = review(&[], "[[arbete]]", " ", &[], horizon());
        let keys: Vec<_> = review.plan.iter().map(|f| (f.key, f.is_binding())).collect();
        assert_eq!(keys, [("fault-plan-figure-unreadable", true), ("remark-plan-situation", false), ("remark-plan-needs", false)]);
        assert_eq!((review.binding(), review.remarks()), (1, 2));
    }

    #[test]
    fn one_cause_gives_one_message() {
        let draft = GoalDraft {
            baseline_year: "2010".into(),
            baseline_value: "femtio".into(),
            target_date: "snart".into(),
            ..GoalDraft::default()
        };
        let (goal, unreadable) = read(&draft, None);
        let candidate = Candidate { id: "g", number: 2, goal: &goal, unreadable: &unreadable, accepted: 0 };
        let review = review(&[], "a", "b", &[candidate], horizon());
        let at = |field: &str| review.goals[0].faults.iter().filter(|f| f.field == field).count();
        assert_eq!((at("baseline_value"), at("target_date")), (1, 1));
        assert!(review.faults().iter().any(|f| f.field == "mal.2.baseline_value"));
    }
}
