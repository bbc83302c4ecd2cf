//! A new version of a plan, and what it means to an agreement that rests on its goals (§ 5: "revideras vid behov").

use super::{GROUND, Snapshot};
use crate::goal::store::FrozenGoal;
use crate::plan::rules::{FieldChange, GoalChange, goal_changes};
use wording::Fault;

/// What the parties make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Revise,
    NoNeed,
}

impl Outcome {
    pub const ALL: [Self; 2] = [Self::Revise, Self::NoNeed];

    pub fn key(self) -> &'static str {
        match self {
            Self::Revise => "revise",
            Self::NoNeed => "no_need",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.key() == text)
    }
}

/// What has happened to the goals the agreement rests on, as the agreement has them against as the plan's new version of the district has them.
/// Only goals that the new version says it changed (`changed`) and that read otherwise than in the agreement count, so an agreement is not flagged
/// anew for what it was looked at for before.
pub fn changes_in(snapshot: &Snapshot, district: &str, changed: &[String], after: &[FrozenGoal]) -> Vec<GoalChange> {
    let resting = snapshot.goals.iter().filter(|g| g.district == district && changed.contains(&g.frozen.id));
    resting
        .flat_map(|g| {
            let now: Vec<_> = after.iter().filter(|a| a.id == g.frozen.id).cloned().collect();
            goal_changes(std::slice::from_ref(&g.frozen), &now)
        })
        .collect()
}

/// The goal that seems to stand in the place of one that is gone, with what reads otherwise in it: the only one of its area in the plan now.
pub fn successor<'a>(gone: &FrozenGoal, after: &'a [FrozenGoal]) -> Option<(&'a FrozenGoal, Vec<FieldChange>)> {
    let mut alike = after.iter().filter(|g| g.goal.area == gone.goal.area);
    let new = alike.next().filter(|_| alike.next().is_none())?;
    let under_new_id = FrozenGoal { id: new.id.clone(), ..gone.clone() };
    let fields = goal_changes(&[under_new_id], std::slice::from_ref(new)).into_iter().find_map(|change| match change {
        GoalChange::Changed { fields, .. } => Some(fields),
        _ => None,
    });
    Some((new, fields.unwrap_or_default()))
}

/// An answer is one of the two and has its written reason, whichever it is.
///
/// # Errors
/// Every fault at once.
pub fn check_outcome(outcome: &str, reason: &str) -> Result<Outcome, Vec<Fault>> {
    let read = Outcome::parse(outcome);
    let mut faults = Vec::new();
    if read.is_none() {
        faults.push(Fault::must("fault-cooperation-outcome", GROUND).at("outcome"));
    }
    if reason.trim().is_empty() {
        faults.push(Fault::must("fault-cooperation-review-reason", GROUND).at("reason"));
    }
    read.filter(|_| faults.is_empty()).ok_or(faults)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{goal, snapshot};
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn ids(changes: &[GoalChange]) -> Vec<&str> {
        changes.iter().map(GoalChange::id).collect()
    }

    #[test]
    fn changed_and_removed_goals_flag_and_others_do_not() {
        let it =
            snapshot(vec![goal("a", "Fler i arbete", "50"), goal("b", "Tryggare torg", "60"), goal("c", "Nya företag", "8")], Vec::new());
        let after = [goal("a", "Fler i arbete", "55").frozen, goal("c", "Nya företag", "8").frozen, goal("d", "Ett nytt mål", "1").frozen];
        let changed = ["a", "b", "d"].map(String::from);
        let found = changes_in(&it, "alby", &changed, &after);
        assert_eq!(ids(&found), ["a", "b"]);
        assert!(matches!(&found[0], GoalChange::Changed { fields, .. } if fields[0].field == "target"));
        assert!(matches!(&found[1], GoalChange::Removed { .. }));
    }

    #[test]
    fn a_plan_of_another_district_flags_nothing() {
        let it = snapshot(vec![goal("a", "Fler i arbete", "50")], Vec::new());
        assert!(changes_in(&it, "bergsjon", &["a".into()], &[]).is_empty());
    }

    #[test]
    fn a_goal_that_reads_as_the_agreement_has_it_again_flags_nothing() {
        let it = snapshot(vec![goal("a", "Fler i arbete", "50")], Vec::new());
        assert!(changes_in(&it, "alby", &["a".into()], &[goal("a", "Fler i arbete", "50").frozen]).is_empty());
    }

    #[test]
    fn the_only_goal_of_the_area_stands_in_the_place_of_one_that_is_gone() {
        let gone = goal("a", "Fler i arbete", "50").frozen;
        let one = [goal("b", "Fler i arbete", "55").frozen];
        let (new, fields) = successor(&gone, &one).unwrap();
        assert_eq!((new.id.as_str(), fields.len(), fields[0].field), ("b", 1, "target"));
        let two = [one[0].clone(), goal("c", "Fler i praktik", "5").frozen];
        assert!(successor(&gone, &two).is_none() && successor(&gone, &[]).is_none());
    }

    #[test]
    fn an_answer_without_a_reason_is_none_whichever_it_is() {
        let keys = |o: &str, r: &str| check_outcome(o, r).map_err(|f| f.iter().map(|f| f.field.clone()).collect::<Vec<_>>());
        assert_eq!(keys("", " "), Err(vec!["outcome".to_owned(), "reason".to_owned()]));
        assert_eq!(keys("no_need", ""), Err(vec!["reason".to_owned()]));
        assert_eq!(keys("revise", "Målet är höjt"), Ok(Outcome::Revise));
    }

    proptest! {
        /// Whatever goals a plan changes, drops or leaves alone, the flagged ones are exactly those the agreement rests on that it changed or dropped.
        #[test]
        fn exactly_the_resting_goals_that_read_otherwise_flag(
            resting in proptest::collection::btree_set(0u8..12, 0..8),
            dropped in proptest::collection::btree_set(0u8..12, 0..6),
            moved in proptest::collection::btree_set(0u8..12, 0..6),
        ) {
            let id = |n: &u8| format!("g{n}");
            let it = snapshot(resting.iter().map(|n| goal(&id(n), "Mål", "50")).collect(), Vec::new());
            let kept = (0u8..12).filter(|n| !dropped.contains(n));
            let after: Vec<_> = kept.map(|n| goal(&id(&n), "Mål", if moved.contains(&n) { "60" } else { "50" }).frozen).collect();
            let changed: Vec<_> = dropped.union(&moved).map(id).collect();
            let flagged: BTreeSet<_> = changes_in(&it, "alby", &changed, &after).iter().map(|c| c.id().to_owned()).collect();
            let expected: BTreeSet<_> = resting.iter().filter(|n| dropped.contains(n) || moved.contains(n)).map(id).collect();
            prop_assert_eq!(flagged, expected);
        }
    }
}
