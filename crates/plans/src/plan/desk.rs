//! The plan being written, with everything that lies around it: its parts and goals as read, the figures its text names, the partners,
//! and what the review says.

use super::rules::{Candidate, FigurePlace, FigureRef, FrozenFigure, NEEDS, Review, SITUATION, references, review};
use super::store::{self, Part, Plan};
use crate::goal;
use crate::goal::rules::{Acceptance, Goal, Horizon, Known, MunicipalGoal, Yardstick, read};
use crate::goal::store::WorkingGoal;
use agreements::partnership::store::Member;
use agreements::programme::source::lua_2011;
use chrono::NaiveDate;
use figures::indicator::rules::Indicator;
use figures::statistics::rules::{IndicatorPicture, Picture, shown_in};
use platform::Conn;
use wording::Fault;

/// A goal of the plan being written, read.
pub struct DeskGoal {
    pub row: WorkingGoal,
    pub goal: Goal,
    /// Fields that hold something unreadable or unknown.
    pub unreadable: Vec<Fault>,
    /// Every acceptance, of earlier wordings too.
    pub acceptances: Vec<Acceptance>,
}

impl DeskGoal {
    /// Organisations that have accepted the goal as it reads now.
    pub fn accepted(&self) -> usize {
        self.acceptances.iter().filter(|a| a.is_of(&self.goal)).count()
    }

    pub fn is_withdrawn(&self) -> bool {
        self.row.withdrawn_on.is_some()
    }
}

/// The whole desk.
pub struct Desk {
    pub plan: Plan,
    pub situation: Part,
    pub needs: Part,
    /// In order; withdrawn ones too.
    pub goals: Vec<DeskGoal>,
    pub indicators: Vec<Indicator>,
    pub municipal: Vec<MunicipalGoal>,
    pub members: Vec<Member>,
    pub picture: Picture,
    /// The figures the texts name, live.
    pub figures: Vec<FrozenFigure>,
    pub review: Review,
}

impl Desk {
    /// The goals that stand.
    pub fn standing(&self) -> impl Iterator<Item = &DeskGoal> {
        self.goals.iter().filter(|g| !g.is_withdrawn())
    }

    pub fn goal(&self, id: &str) -> Option<&DeskGoal> {
        self.goals.iter().find(|g| g.row.id == id)
    }

    /// Everything in the way and everything remarked.
    pub fn faults(&self) -> Vec<Fault> {
        self.review.faults()
    }
}

/// What a registry's indicator is to a goal.
pub fn yardstick(indicator: &Indicator) -> Yardstick {
    Yardstick::Registry {
        key: indicator.key.clone(),
        version: indicator.version,
        name_sv: indicator.name_sv.clone(),
        name_en: indicator.name_en.clone(),
        unit_sv: indicator.unit_sv.clone(),
        unit_en: indicator.unit_en.clone(),
        measure: indicator.measure,
        better: indicator.better,
        decimals: indicator.decimals,
    }
}

/// Between which days the dates of a plan's goals may lie.
pub fn horizon(plan: &Plan) -> Horizon {
    Horizon::of_plan(plan.from)
}

/// Keys of the programme's goal areas, in the order of § 4.
pub fn area_keys() -> Vec<String> {
    lua_2011().areas.iter().map(|a| a.key.clone()).collect()
}

/// Lays out the desk.
///
/// # Errors
/// What the engine says.
pub async fn lay_out(conn: &mut Conn, plan: Plan, today: NaiveDate) -> anyhow::Result<Desk> {
    let situation = store::part(conn, &plan.slug, SITUATION).await?;
    let needs = store::part(conn, &plan.slug, NEEDS).await?;
    let picture = figures::statistics::store::picture(conn, &plan.district).await?;
    let indicators: Vec<_> = picture.indicators.iter().map(|i| i.indicator.clone()).collect();
    let municipal = goal::store::municipal(conn, &plan.municipality_code).await?;
    let members = agreements::partnership::store::members(conn, &plan.municipality_code, today).await?;
    let rows = goal::store::working(conn, &plan.slug).await?;
    let acceptances = goal::store::acceptances(conn, &plan.slug).await?;
    let known = known(&municipal);
    let goals: Vec<_> = rows.into_iter().map(|row| desk_goal(row, &indicators, &known, &acceptances)).collect();
    let figures = figures_of(&plan, &format!("{}\n{}", situation.text, needs.text), &picture);
    let review = reviewed(&plan, &situation, &needs, &goals, &picture);
    Ok(Desk { plan, situation, needs, goals, indicators, municipal, members, picture, figures, review })
}

fn known(municipal: &[MunicipalGoal]) -> Known {
    Known {
        areas: area_keys(),
        national: lua_2011().national_goals.iter().map(|g| g.key.clone()).collect(),
        municipal: municipal.iter().map(|g| g.id.clone()).collect(),
    }
}

fn desk_goal(row: WorkingGoal, indicators: &[Indicator], known: &Known, acceptances: &[Acceptance]) -> DeskGoal {
    let found = indicators.iter().find(|i| i.key == row.draft.indicator.trim()).map(yardstick);
    let (goal, mut unreadable) = read(&row.draft, found);
    unreadable.extend(known.faults(&goal));
    let acceptances = acceptances.iter().filter(|a| a.goal_id == row.id).cloned().collect();
    DeskGoal { row, goal, unreadable, acceptances }
}

fn reviewed(plan: &Plan, situation: &Part, needs: &Part, goals: &[DeskGoal], picture: &Picture) -> Review {
    let candidates: Vec<_> = goals
        .iter()
        .filter(|g| !g.is_withdrawn())
        .map(|g| Candidate { id: &g.row.id, number: g.row.number, goal: &g.goal, unreadable: &g.unreadable, accepted: g.accepted() })
        .collect();
    let mut review = review(&area_keys(), &situation.text, &needs.text, &candidates, horizon(plan));
    for (field, text) in [(SITUATION, &situation.text), (NEEDS, &needs.text)] {
        let unknown = references(text).0.into_iter().filter(|r| picture.of(&r.indicator).is_none());
        review.plan.extend(unknown.map(|r| Fault::must("fault-plan-figure-unknown", "§ 6").at(field).with("value", r.indicator)));
    }
    review
}

/// The figures a text names, as they may be shown today. An indicator that is not in the registry has none.
pub fn figures_of(plan: &Plan, text: &str, picture: &Picture) -> Vec<FrozenFigure> {
    let (found, _) = references(text);
    found.into_iter().filter_map(|r| picture.of(&r.indicator).map(|i| figure(plan, r, i, picture))).collect()
}

fn figure(plan: &Plan, reference: FigureRef, of: &IndicatorPicture, picture: &Picture) -> FrozenFigure {
    let (series, place_name) = match reference.place {
        FigurePlace::District => (&of.district, plan.district_name.clone()),
        FigurePlace::Municipality => (&of.municipality, plan.municipality_name.clone()),
        FigurePlace::AllDistricts => (&of.all_districts, String::new()),
        FigurePlace::Nation => (&of.nation, String::new()),
    };
    let i = &of.indicator;
    FrozenFigure {
        cell: shown_in(i, series, reference.year),
        reference,
        name_sv: i.name_sv.clone(),
        name_en: i.name_en.clone(),
        unit_sv: i.unit_sv.clone(),
        unit_en: i.unit_en.clone(),
        measure: i.measure,
        better: i.better,
        decimals: i.decimals,
        definition: i.version,
        place_name,
        source: i.source.clone(),
        vintage: picture.vintage,
        synthetic: picture.synthetic,
    }
}
