//! The exact figures a computation is made of, gathered inside the house and kept with its result so that it can be done again. They are not
//! shown: only what comes of them is, after protection.

use super::rules::{AreaFacts, ComparisonRule, Design, DesignText, DistrictFacts, GoalTested, Ground, Window, donors};
use agreements::place;
use agreements::place::rules::District;
use anyhow::{Context, bail};
use figures::indicator;
use figures::indicator::rules::Indicator;
use figures::statistics::rules::{Place, shown_in};
use figures::statistics::store::{self, AreaFigures};
use plans::plan::store::GoalInForce;
use platform::Conn;
use serde::{Deserialize, Serialize};
use series::{Better, Measure};
use std::collections::{BTreeMap, BTreeSet};

/// A district with its counts, year by year of the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Treated {
    pub district: String,
    pub name: String,
    pub municipality: String,
    pub x: Vec<i64>,
    pub n: Vec<i64>,
    /// Some of its figures within the window may not be shown.
    pub withheld: bool,
    /// Places in [`Inputs::areas`].
    pub donors: Vec<usize>,
    /// Areas outside the districts in its own municipality: for seeing whether the work has spilled over.
    pub neighbours: Vec<usize>,
}

impl Treated {
    /// Mean denominator.
    pub fn size(&self) -> f64 {
        self.n.iter().sum::<i64>() as f64 / self.n.len().max(1) as f64
    }
}

/// A small area with its counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    pub code: String,
    pub municipality: String,
    pub x: Vec<i64>,
    pub n: Vec<i64>,
    /// The disclosure rule withholds some of its figures.
    pub is_small: bool,
    /// It belongs to one of the programme's districts.
    pub in_programme: bool,
}

/// Everything a computation rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inputs {
    pub indicator: String,
    pub measure: Measure,
    pub better: Better,
    pub group: String,
    pub window: Window,
    /// Years of breaks that are crossed.
    pub bridged: Vec<i32>,
    pub relevant: f64,
    pub treated: Vec<Treated>,
    pub areas: Vec<Area>,
    /// Every figure comes from a generator.
    pub synthetic: bool,
    /// Number of the newest delivery.
    pub vintage: i64,
}

/// Gathers the figures of a design as they stand.
///
/// # Errors
/// When the figures no longer cover the design, or what the engine says.
pub async fn gather(conn: &mut Conn, design: &Design) -> anyhow::Result<Inputs> {
    let indicator = indicator::store::one(conn, &design.indicator).await?.context("the indicator has left the registry")?;
    let figures = store::area_figures(conn, &indicator, &design.group).await?;
    let years: Vec<i32> = design.window.years().collect();
    let whole: Vec<&AreaFigures> = figures.iter().filter(|a| counts(a, &years).is_some()).collect();
    let areas: Vec<Area> = whole.iter().filter_map(|a| area(a, &indicator, &years)).collect();
    let facts: Vec<AreaFacts> = areas.iter().zip(&whole).map(|(a, f)| area_facts(f, mean(&a.n))).collect();
    let mut treated = Vec::new();
    for slug in &design.districts {
        let district = place::store::district(conn, slug).await?.with_context(|| format!("there is no district {slug} any more"))?;
        treated.push(one(conn, design, &indicator, &district, (&figures, &facts)).await?);
    }
    Ok(Inputs {
        indicator: indicator.key.clone(),
        measure: indicator.measure,
        better: indicator.better,
        group: design.group.clone(),
        window: design.window,
        bridged: design.bridges.iter().map(|b| b.year).collect(),
        relevant: design.relevant,
        synthetic: figures.iter().all(|a| a.synthetic),
        vintage: store::vintage(conn).await?,
        treated,
        areas,
    })
}

async fn one(
    conn: &mut Conn,
    design: &Design,
    indicator: &Indicator,
    district: &District,
    (figures, facts): (&[AreaFigures], &[AreaFacts]),
) -> anyhow::Result<Treated> {
    let years: Vec<i32> = design.window.years().collect();
    let own: Vec<&AreaFigures> = figures.iter().filter(|a| a.district.as_deref() == Some(district.id.as_str())).collect();
    let counted: Vec<(Vec<i64>, Vec<i64>)> = own.iter().filter_map(|a| counts(a, &years)).collect();
    if counted.len() < district.codes.len() {
        bail!("{} lacks figures for some year of the window", district.name);
    }
    let sum = |of: fn(&(Vec<i64>, Vec<i64>)) -> &[i64]| (0..years.len()).map(|t| counted.iter().map(|c| of(c)[t]).sum()).collect();
    let series = store::series(conn, &Place::District(district.id.clone()), &indicator.key, &design.group).await?;
    let code = &district.municipality.code;
    let found = donors(&design.comparison, &design.districts, code, facts);
    let near = |(i, a): (usize, &AreaFacts)| (a.district.is_none() && a.municipality == *code && !found.contains(&i)).then_some(i);
    let is_near = design.comparison.rule != ComparisonRule::Listed;
    Ok(Treated {
        neighbours: if is_near { facts.iter().enumerate().filter_map(near).collect() } else { Vec::new() },
        district: district.id.clone(),
        name: district.name.clone(),
        municipality: code.clone(),
        x: sum(|c| &c.0),
        n: sum(|c| &c.1),
        withheld: years.iter().any(|y| !shown_in(indicator, &series, *y).is_shown()),
        donors: found,
    })
}

/// Numerators and denominators of these years; none when some year has none or nobody in it.
fn counts(area: &AreaFigures, years: &[i32]) -> Option<(Vec<i64>, Vec<i64>)> {
    let one = |year: &i32| area.points.get(year).and_then(|o| Some((o.numerator?, o.denominator.filter(|n| *n > 0)?)));
    years.iter().map(one).collect::<Option<Vec<_>>>().map(|pairs| pairs.into_iter().unzip())
}

fn area(a: &AreaFigures, indicator: &Indicator, years: &[i32]) -> Option<Area> {
    let (x, n) = counts(a, years)?;
    let rule = indicator.disclosure();
    let is_small = x.iter().zip(&n).any(|(x, n)| !rule.allows(indicator.measure, *x, Some(*n)));
    Some(Area { code: a.code.clone(), municipality: a.municipality.clone(), x, n, is_small, in_programme: a.district.is_some() })
}

fn area_facts(a: &AreaFigures, size: f64) -> AreaFacts {
    AreaFacts { code: a.code.clone(), municipality: a.municipality.clone(), district: a.district.clone(), is_whole: true, size }
}

fn mean(n: &[i64]) -> f64 {
    n.iter().sum::<i64>() as f64 / n.len().max(1) as f64
}

/// What a typed design is held against, read for what it names.
///
/// # Errors
/// What the engine says.
pub async fn ground(conn: &mut Conn, text: &DesignText, today: chrono::NaiveDate, is_revision: bool) -> anyhow::Result<Ground> {
    let indicator = indicator::store::one(conn, &text.indicator).await?;
    let figures = match &indicator {
        Some(indicator) => store::area_figures(conn, indicator, &text.group).await?,
        None => Vec::new(),
    };
    let window = (text.first.trim().parse().ok()).zip(text.last.trim().parse().ok());
    let years: Vec<i32> = window.map_or(Vec::new(), |(first, last): (i32, i32)| (first..=last.min(first.saturating_add(200))).collect());
    let mut districts = BTreeMap::new();
    let mut goals = Vec::new();
    for slug in &text.districts {
        let Some(district) = place::store::district(conn, slug).await? else { continue };
        goals.extend(goals_of(conn, slug, today).await?);
        districts.insert(slug.clone(), district_facts(&district, &figures));
    }
    let facts = |a: &AreaFigures| {
        let counted = counts(a, &years).filter(|_| !years.is_empty());
        AreaFacts { is_whole: counted.is_some(), ..area_facts(a, counted.map_or(0.0, |(_, n)| mean(&n))) }
    };
    Ok(Ground { indicator, districts, goals, areas: figures.iter().map(facts).collect(), is_revision })
}

fn district_facts(district: &District, figures: &[AreaFigures]) -> DistrictFacts {
    let own: Vec<&AreaFigures> = figures.iter().filter(|a| a.district.as_deref() == Some(district.id.as_str())).collect();
    let all: BTreeSet<i32> = own.iter().flat_map(|a| a.points.keys().copied()).collect();
    let whole = |year: &i32| own.iter().filter(|a| counts(a, &[*year]).is_some()).count() == district.codes.len();
    let years: BTreeSet<i32> = all.into_iter().filter(whole).collect();
    let list: Vec<i32> = years.iter().copied().collect();
    let sizes: Vec<f64> = own.iter().filter_map(|a| counts(a, &list)).map(|(_, n)| mean(&n)).collect();
    let municipality = district.municipality.code.clone();
    DistrictFacts { name: district.name.clone(), municipality, size: sizes.iter().sum(), years }
}

/// The goals an evaluation of a district can test: those of the plan in force, and of the plan of the period before.
///
/// # Errors
/// What the engine says.
pub async fn goals_of(conn: &mut Conn, district: &str, today: chrono::NaiveDate) -> anyhow::Result<Vec<GoalTested>> {
    let mut goals: Vec<GoalTested> = Vec::new();
    for goal in plans::plan::store::goals_of_all_plans(conn, district, today).await? {
        goals.push(tested(goal));
    }
    Ok(goals)
}

fn tested(goal: GoalInForce) -> GoalTested {
    GoalTested {
        id: goal.id,
        plan: goal.plan_slug,
        plan_version: goal.plan_version,
        number: goal.number,
        statement: goal.statement,
        indicator: goal.indicator,
        baseline: goal.baseline,
        target: goal.target,
    }
}
