//! From the desk to a version that never changes.

use super::desk::{Desk, DeskGoal};
use super::rules::Snapshot;
use super::store::Plan;
use crate::goal::rules::{Goal, MunicipalGoal};
use crate::goal::store::FrozenGoal;
use agreements::programme::source::lua_2011;
use wording::Fault;

/// The plan as it stands, with its figures and the remarks it goes with.
pub fn snapshot(desk: &Desk, codes: Vec<String>, version: i64) -> Snapshot {
    let goals = desk.standing().map(|g| frozen(g, &desk.municipal)).collect();
    let remarks = remarks(&desk.review.plan, 0);
    let of_goals = desk.review.goals.iter().flat_map(|g| self::remarks(&g.faults, g.number));
    let remarks = remarks.into_iter().chain(of_goals).collect();
    let (situation, needs) = (desk.situation.text.clone(), desk.needs.text.clone());
    Snapshot { situation, needs, figures: desk.figures.clone(), goals, remarks, codes, ..empty(&desk.plan, version) }
}

fn remarks(faults: &[Fault], number: i64) -> Vec<(i64, String)> {
    faults.iter().filter(|f| !f.is_binding()).map(|f| (number, f.key.to_owned())).collect()
}

/// A version without content.
pub fn empty(plan: &Plan, version: i64) -> Snapshot {
    Snapshot {
        slug: plan.slug.clone(),
        version,
        title: plan.title.clone(),
        district: plan.district.clone(),
        district_name: plan.district_name.clone(),
        municipality_code: plan.municipality_code.clone(),
        municipality_name: plan.municipality_name.clone(),
        year: plan.year,
        from: plan.from,
        to: plan.to,
        codes: Vec::new(),
        situation: String::new(),
        needs: String::new(),
        figures: Vec::new(),
        goals: Vec::new(),
        remarks: Vec::new(),
    }
}

/// Only acceptances of the goal as it reads now go with it.
fn frozen(g: &DeskGoal, municipal: &[MunicipalGoal]) -> FrozenGoal {
    let acceptances = g.acceptances.iter().filter(|a| a.is_of(&g.goal)).cloned().collect();
    FrozenGoal { acceptances, ..frozen_goal(&g.row.id, g.row.number, &g.goal, municipal) }
}

/// A goal with the titles of the goals it starts from, as they read now.
pub fn frozen_goal(id: &str, number: i64, goal: &Goal, municipal: &[MunicipalGoal]) -> FrozenGoal {
    let national = lua_2011().national_goals.iter().find(|n| n.key == goal.national_goal);
    let own = municipal.iter().find(|m| m.id == goal.municipal_goal);
    FrozenGoal {
        id: id.to_owned(),
        number,
        goal: goal.clone(),
        national_sv: national.map(|n| n.sv.clone()).unwrap_or_default(),
        national_en: national.map(|n| n.en.clone()).unwrap_or_default(),
        municipal_title: own.map(|m| m.title.clone()).unwrap_or_default(),
        municipal_source: own.map(|m| m.source.clone()).unwrap_or_default(),
        municipal_version: own.map_or(0, |m| m.version),
        acceptances: Vec::new(),
    }
}
