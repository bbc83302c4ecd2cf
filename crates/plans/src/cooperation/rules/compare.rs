//! Two versions of an agreement beside each other.

use super::{Commitment, Party, RestingGoal, Snapshot};
use crate::goal::store::FrozenGoal;
use crate::plan::rules::{FieldChange, GoalChange, goal_changes, word_diff};

/// Something that came or went as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub added: bool,
    pub text: String,
}

/// What happened to a commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChange {
    pub number: i64,
    pub text: String,
    /// None when it stands in both; true when it is new, false when it is gone.
    pub added: Option<bool>,
    pub fields: Vec<FieldChange>,
}

/// Everything that differs between two versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    pub texts: Vec<FieldChange>,
    pub parties: Vec<Item>,
    pub goals: Vec<GoalChange>,
    pub commitments: Vec<ItemChange>,
}

impl Comparison {
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.parties.is_empty() && self.goals.is_empty() && self.commitments.is_empty()
    }
}

/// Sets two versions beside each other. Where a new plan has put another goal in a goal's place, the two are compared.
pub fn compare(before: &Snapshot, after: &Snapshot) -> Comparison {
    Comparison {
        texts: fields(texts_of(before), texts_of(after)),
        parties: parties(&before.parties, &after.parties),
        goals: goals(before, after),
        commitments: commitments(before, after),
    }
}

fn goals(before: &Snapshot, after: &Snapshot) -> Vec<GoalChange> {
    let frozen = |goals: &[RestingGoal]| goals.iter().map(|g| g.frozen.clone()).collect::<Vec<_>>();
    let under_new_id = |g: &RestingGoal| {
        let id = in_its_place(g, before, after).map_or_else(|| g.frozen.id.clone(), |new| new.frozen.id.clone());
        RestingGoal { frozen: FrozenGoal { id, ..g.frozen.clone() }, ..g.clone() }
    };
    let renamed: Vec<_> = before.goals.iter().map(under_new_id).collect();
    let mut changes = goal_changes(&frozen(&renamed), &frozen(&after.goals));
    for old in &renamed {
        if let Some(new) = after.goal(&old.frozen.id).filter(|new| new.plan_slug != old.plan_slug) {
            note_plan(&mut changes, old, new);
        }
    }
    changes
}

/// The goal that stands in the place of one that is gone: the only new one of its district and area, where it was the only one that went.
fn in_its_place<'a>(gone: &RestingGoal, before: &Snapshot, after: &'a Snapshot) -> Option<&'a RestingGoal> {
    let alike = |g: &&RestingGoal| g.district == gone.district && g.frozen.goal.area == gone.frozen.goal.area;
    let went = before.goals.iter().filter(alike).filter(|g| after.goal(&g.frozen.id).is_none()).count();
    let mut came = after.goals.iter().filter(alike).filter(|g| before.goal(&g.frozen.id).is_none());
    let new = came.next().filter(|_| came.next().is_none())?;
    (went == 1 && after.goal(&gone.frozen.id).is_none()).then_some(new)
}

/// That a goal is now taken from another plan stands first among what has changed in it.
fn note_plan(changes: &mut Vec<GoalChange>, old: &RestingGoal, new: &RestingGoal) {
    let plan = FieldChange { field: "plan", words: word_diff(&old.plan_slug, &new.plan_slug) };
    match changes.iter_mut().find(|c| c.id() == new.frozen.id) {
        Some(GoalChange::Changed { fields, .. }) => fields.insert(0, plan),
        _ => {
            let (id, number, statement) = (new.frozen.id.clone(), new.frozen.number, new.frozen.goal.statement.clone());
            changes.push(GoalChange::Changed { id, number, statement, fields: vec![plan] });
        }
    }
}

type Texts = Vec<(&'static str, String)>;

fn fields(before: Texts, after: Texts) -> Vec<FieldChange> {
    let pairs = before.into_iter().zip(after).filter(|((_, a), (_, b))| a != b);
    pairs.map(|((field, a), (_, b))| FieldChange { field, words: word_diff(&a, &b) }).collect()
}

fn texts_of(s: &Snapshot) -> Texts {
    let day = |d: Option<chrono::NaiveDate>| d.map_or(String::new(), |d| d.to_string());
    vec![
        ("title", s.title.clone()),
        ("purpose", s.purpose.clone()),
        ("period", format!("{} – {}", day(s.from), day(s.to))),
        ("follow_up", s.follow_up.clone()),
    ]
}

fn parties(before: &[Party], after: &[Party]) -> Vec<Item> {
    let has = |all: &[Party], p: &Party| all.iter().any(|x| x.organisation_id == p.organisation_id);
    let came = after.iter().filter(|p| !has(before, p)).map(|p| Item { added: true, text: p.name.clone() });
    let went = before.iter().filter(|p| !has(after, p)).map(|p| Item { added: false, text: p.name.clone() });
    came.chain(went).collect()
}

fn commitments(before: &Snapshot, after: &Snapshot) -> Vec<ItemChange> {
    let find = |s: &'_ Snapshot, id: &str| s.commitments.iter().find(|c| c.id == id).cloned();
    let whole = |c: &Commitment, added| ItemChange { number: c.number, text: c.text.clone(), added: Some(added), fields: Vec::new() };
    let mut all = Vec::new();
    for c in &after.commitments {
        match find(before, &c.id) {
            None => all.push(whole(c, true)),
            Some(old) => {
                let fields = fields(commitment_texts(&old, before), commitment_texts(c, after));
                if !fields.is_empty() {
                    all.push(ItemChange { number: c.number, text: c.text.clone(), added: None, fields });
                }
            }
        }
    }
    all.extend(before.commitments.iter().filter(|c| find(after, &c.id).is_none()).map(|c| whole(c, false)));
    all
}

fn commitment_texts(c: &Commitment, s: &Snapshot) -> Texts {
    let number = |n: Option<i64>| n.map_or("–".to_owned(), |n| n.to_string());
    let resources = c.resources.iter().map(|r| format!("{} {} h {} kr", r.kind.key(), number(r.hours), number(r.sek)));
    vec![
        ("party", c.party_name.clone()),
        ("text", c.text.clone()),
        ("goal", s.goal(&c.goal).map_or_else(|| c.goal.clone(), |g| g.frozen.goal.statement.clone())),
        ("due", c.due.map_or(String::new(), |d| d.to_string())),
        ("responsible", c.responsible.clone()),
        ("resources", resources.collect::<Vec<_>>().join(", ")),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::Tie;
    use super::super::tests::{commitment, day, goal, party, snapshot};
    use super::*;

    #[test]
    fn the_same_text_is_no_change() {
        let one = snapshot(vec![goal("g", "Mål", "50")], vec![commitment("c", 1, "Två handläggare")]);
        assert!(compare(&one, &Snapshot { version: 2, ..one.clone() }).is_empty());
    }

    #[test]
    fn a_goal_that_a_new_plan_has_put_in_anothers_place_is_compared_with_it() {
        let before = snapshot(vec![goal("old", "Fler i arbete", "50")], Vec::new());
        let new = RestingGoal { plan_slug: "alby-2012".into(), ..goal("new", "Fler i arbete", "55") };
        let found = compare(&before, &snapshot(vec![new.clone()], Vec::new()));
        let [GoalChange::Changed { id, fields, .. }] = found.goals.as_slice() else { panic!("{:?}", found.goals) };
        assert_eq!((id.as_str(), fields.iter().map(|f| f.field).collect::<Vec<_>>()), ("new", vec!["plan", "target"]));
        let two = compare(&before, &snapshot(vec![new, goal("newer", "Fler i arbete", "60")], Vec::new()));
        assert_eq!(two.goals.len(), 3, "with two to choose between, one is gone and two are new");
    }

    #[test]
    fn what_came_what_went_and_what_reads_otherwise_are_told_apart() {
        let before = snapshot(vec![goal("g", "Mål", "50")], vec![commitment("a", 1, "Två handläggare"), commitment("b", 2, "Lokal")]);
        let mut after = snapshot(vec![goal("g", "Mål", "55")], vec![commitment("a", 1, "Tre handläggare"), commitment("c", 3, "Läxhjälp")]);
        after.to = Some(day("2013-12-31"));
        after.parties.push(party("hus", Tie::Supporter));
        let found = compare(&before, &after);
        assert_eq!(found.texts.iter().map(|t| t.field).collect::<Vec<_>>(), ["period"]);
        assert_eq!(found.parties, [Item { added: true, text: "hus".into() }]);
        assert_eq!(found.goals.len(), 1);
        let said: Vec<_> = found.commitments.iter().map(|c| (c.number, c.added, c.fields.len())).collect();
        assert_eq!(said, [(1, None, 1), (3, Some(true), 0), (2, Some(false), 0)]);
    }
}
