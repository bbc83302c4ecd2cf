//! Two versions of a plan beside each other: goals added, removed and changed, and the words that differ.

use super::Snapshot;
use crate::goal::rules::{Goal, Yardstick};
use crate::goal::store::FrozenGoal;
use similar::{ChangeTag, TextDiff};

/// A stretch of text that stood there before, stands there now, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    Same(String),
    Removed(String),
    Added(String),
}

/// One field that reads differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    pub field: &'static str,
    pub words: Vec<Word>,
}

/// What happened to a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoalChange {
    Added { id: String, number: i64, statement: String },
    Removed { id: String, number: i64, statement: String },
    Changed { id: String, number: i64, statement: String, fields: Vec<FieldChange> },
}

impl GoalChange {
    pub fn id(&self) -> &str {
        match self {
            Self::Added { id, .. } | Self::Removed { id, .. } | Self::Changed { id, .. } => id,
        }
    }
}

/// Everything that differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub texts: Vec<FieldChange>,
    pub goals: Vec<GoalChange>,
}

impl Comparison {
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.goals.is_empty()
    }

    /// Ids of the goals that were added, removed or changed: what agreements that rest on them must be looked at for (§ 5).
    pub fn changed_goals(&self) -> Vec<String> {
        self.goals.iter().map(|g| g.id().to_owned()).collect()
    }
}

/// Sets two versions beside each other. Acceptances are about a goal, not in it, so they make no difference here.
pub fn compare(before: &Snapshot, after: &Snapshot) -> Comparison {
    let mut texts = Vec::new();
    texts.extend(field_change("situation", &before.situation, &after.situation));
    texts.extend(field_change("needs", &before.needs, &after.needs));
    Comparison { texts, goals: goal_changes(&before.goals, &after.goals) }
}

/// What happened to each goal between two lists of them.
pub fn goal_changes(before: &[FrozenGoal], after: &[FrozenGoal]) -> Vec<GoalChange> {
    let find = |all: &'_ [FrozenGoal], id: &str| all.iter().position(|g| g.id == id);
    let mut changes = Vec::new();
    for new in after {
        let (id, number, statement) = (new.id.clone(), new.number, new.goal.statement.clone());
        match find(before, &new.id).map(|i| &before[i]) {
            None => changes.push(GoalChange::Added { id, number, statement }),
            Some(old) => {
                let fields = goal_fields(&old.goal, &new.goal);
                if !fields.is_empty() {
                    changes.push(GoalChange::Changed { id, number, statement, fields });
                }
            }
        }
    }
    let gone = before.iter().filter(|old| find(after, &old.id).is_none());
    changes.extend(gone.map(|g| GoalChange::Removed { id: g.id.clone(), number: g.number, statement: g.goal.statement.clone() }));
    changes
}

fn goal_fields(before: &Goal, after: &Goal) -> Vec<FieldChange> {
    let pairs = texts_of(before).into_iter().zip(texts_of(after));
    pairs.filter_map(|((field, a), (_, b))| field_change(field, &a, &b)).collect()
}

/// A goal's fields as text, to be compared; values in the unit they are kept in.
fn texts_of(goal: &Goal) -> Vec<(&'static str, String)> {
    let yardstick = match &goal.yardstick {
        Yardstick::None => String::new(),
        Yardstick::Registry { name_sv, .. } => name_sv.clone(),
        Yardstick::Own { text, unit } => format!("{text} ({unit})"),
    };
    let value = |v: f64| crate::goal::rules::show_value(wording::Lang::Sv, &goal.yardstick, v);
    vec![
        ("area", goal.area.clone()),
        ("statement", goal.statement.clone()),
        ("problem", goal.problem.clone()),
        ("national_goal", goal.national_goal.clone()),
        ("municipal_goal", goal.municipal_goal.clone()),
        ("indicator", yardstick),
        ("baseline", goal.baseline.map_or(String::new(), |(year, v)| format!("{} ({year})", value(v)))),
        ("target", goal.target.map_or(String::new(), value)),
        ("target_date", goal.target_date.map_or(String::new(), |d| d.to_string())),
        ("owner", goal.owner.clone()),
        ("deputy", goal.deputy.clone()),
        ("realism", goal.realism.clone()),
        ("measures", goal.measures.iter().map(measure_text).collect::<Vec<_>>().join("\n")),
    ]
}

fn measure_text(m: &crate::goal::rules::Measure) -> String {
    let day = |d: Option<chrono::NaiveDate>| d.map_or(String::new(), |d| d.to_string());
    let resources = m.resources.iter().map(|r| {
        let number = |n: Option<i64>| n.map_or("–".to_owned(), |n| n.to_string());
        format!("{} {} h {} kr", r.kind.key(), number(r.hours), number(r.sek))
    });
    let resources = resources.collect::<Vec<_>>().join(", ");
    format!("{}; {}; {}; {}–{}; {resources}", m.title, m.owner, m.partner_name, day(m.starts), day(m.ends))
}

fn field_change(field: &'static str, before: &str, after: &str) -> Option<FieldChange> {
    (before.trim() != after.trim()).then(|| FieldChange { field, words: word_diff(before, after) })
}

/// The difference word by word, with neighbours of the same kind joined.
pub fn word_diff(before: &str, after: &str) -> Vec<Word> {
    let diff = TextDiff::from_words(before, after);
    let mut out: Vec<Word> = Vec::new();
    for change in diff.iter_all_changes() {
        let text = change.value();
        match (change.tag(), out.last_mut()) {
            (ChangeTag::Equal, Some(Word::Same(t)))
            | (ChangeTag::Delete, Some(Word::Removed(t)))
            | (ChangeTag::Insert, Some(Word::Added(t))) => {
                t.push_str(text);
            }
            (ChangeTag::Equal, _) => out.push(Word::Same(text.to_owned())),
            (ChangeTag::Delete, _) => out.push(Word::Removed(text.to_owned())),
            (ChangeTag::Insert, _) => out.push(Word::Added(text.to_owned())),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goal::rules::{GoalDraft, read};

    fn goal(id: &str, number: i64, statement: &str, target: &str) -> FrozenGoal {
        let draft =
            GoalDraft { statement: statement.into(), own_indicator: "antal".into(), target_value: target.into(), ..GoalDraft::default() };
        FrozenGoal {
            id: id.into(),
            number,
            goal: read(&draft, None).0,
            national_sv: String::new(),
            national_en: String::new(),
            municipal_title: String::new(),
            municipal_source: String::new(),
            municipal_version: 1,
            acceptances: Vec::new(),
        }
    }

    fn plan(version: i64, situation: &str, goals: Vec<FrozenGoal>) -> Snapshot {
        let day = |t: &str| t.parse().unwrap();
        Snapshot {
            slug: "alby-2011".into(),
            version,
            title: String::new(),
            district: "alby".into(),
            district_name: "Alby".into(),
            municipality_code: "0127".into(),
            municipality_name: "Botkyrka".into(),
            year: 2011,
            from: day("2011-01-01"),
            to: day("2011-12-31"),
            codes: vec!["01270001".into()],
            situation: situation.into(),
            needs: String::new(),
            figures: Vec::new(),
            goals,
            remarks: Vec::new(),
        }
    }

    #[test]
    fn goals_added_removed_and_changed_are_told_apart() {
        let before = plan(1, "", vec![goal("a", 1, "Fler i arbete", "50"), goal("b", 2, "Tryggare torg", "60")]);
        let after = plan(2, "", vec![goal("a", 1, "Fler i arbete", "55"), goal("c", 3, "Nya företag", "8")]);
        let found = compare(&before, &after);
        assert_eq!(found.changed_goals(), ["a", "c", "b"]);
        assert!(matches!(&found.goals[0], GoalChange::Changed { fields, .. } if fields.len() == 1 && fields[0].field == "target"));
        assert!(matches!(&found.goals[2], GoalChange::Removed { id, .. } if id == "b"));
    }

    #[test]
    fn the_same_text_is_no_change() {
        let one = plan(1, "Läget är oförändrat.", vec![goal("a", 1, "Fler i arbete", "50")]);
        assert!(compare(&one, &Snapshot { version: 2, ..one.clone() }).is_empty());
    }

    #[test]
    fn words_that_differ_are_marked() {
        let words = word_diff("Andelen i arbete ökar", "Andelen i arbete minskar");
        assert_eq!(words, [Word::Same("Andelen i arbete ".into()), Word::Removed("ökar".into()), Word::Added("minskar".into())]);
    }
}
