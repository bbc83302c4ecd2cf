//! The thread from the nation's goals to the districts', as a tree.

use super::rules::MunicipalGoal;
use super::store::FrozenRow;
use agreements::programme::rules::NationalGoal;
use std::collections::BTreeMap;

/// A national goal with the municipal goals that answer to it or that local goals join to it.
pub struct NationalBranch {
    pub goal: &'static NationalGoal,
    pub municipal: Vec<MunicipalBranch>,
}

impl NationalBranch {
    /// Local goals under it.
    pub fn count(&self) -> usize {
        self.municipal.iter().map(|b| b.local.len()).sum()
    }
}

/// A municipal goal with the local goals that start from it.
pub struct MunicipalBranch {
    pub goal: MunicipalGoal,
    pub local: Vec<FrozenRow>,
}

/// Of each district, the goals of the version submitted last: those in force.
pub fn in_force(rows: Vec<FrozenRow>) -> Vec<FrozenRow> {
    let mut latest: BTreeMap<String, (String, String, i64)> = BTreeMap::new();
    for row in &rows {
        let mark = (row.in_force_from.clone(), row.plan_slug.clone(), row.plan_version);
        let kept = latest.entry(row.district.clone()).or_insert_with(|| mark.clone());
        if mark > *kept {
            *kept = mark;
        }
    }
    let holds = |row: &FrozenRow| {
        latest.get(&row.district).is_some_and(|(_, slug, version)| *slug == row.plan_slug && *version == row.plan_version)
    };
    rows.into_iter().filter(holds).collect()
}

/// The tree under the national goals. A local goal stands under the pair of goals it names; a municipal goal without local goals stands
/// under the national goal it answers to.
pub fn grow(national: &'static [NationalGoal], municipal: &[MunicipalGoal], local: &[FrozenRow]) -> Vec<NationalBranch> {
    national.iter().map(|goal| branch(goal, municipal, local)).collect()
}

fn branch(goal: &'static NationalGoal, municipal: &[MunicipalGoal], local: &[FrozenRow]) -> NationalBranch {
    let under = |m: &MunicipalGoal| -> Vec<FrozenRow> {
        let joined = |row: &&FrozenRow| row.frozen.goal.national_goal == goal.key && row.frozen.goal.municipal_goal == m.id;
        local.iter().filter(joined).cloned().collect()
    };
    let mut branches: Vec<_> = municipal.iter().map(|m| MunicipalBranch { goal: m.clone(), local: under(m) }).collect();
    branches.retain(|b| !b.local.is_empty() || b.goal.national_goal.as_deref() == Some(&goal.key));
    NationalBranch { goal, municipal: branches }
}

/// Municipal goals that stand under no national goal yet.
pub fn loose<'a>(tree: &[NationalBranch], municipal: &'a [MunicipalGoal]) -> Vec<&'a MunicipalGoal> {
    let placed = |m: &MunicipalGoal| tree.iter().flat_map(|n| &n.municipal).any(|b| b.goal.id == m.id);
    municipal.iter().filter(|m| !placed(m)).collect()
}
