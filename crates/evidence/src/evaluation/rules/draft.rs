//! A design as it is typed, and everything that keeps it from being registered.

use super::GROUND;
use super::design::{Bridge, Comparison, ComparisonRule, Design, GoalTested, Window, donors};
use figures::indicator::rules::Indicator;
use plans::goal::rules::{parse_number, stored_value};
use series::{Better, Measure};
use std::collections::{BTreeMap, BTreeSet};
use wording::Fault;

/// Fewest areas to compare with.
pub const LEAST_AREAS: usize = 10;
/// Years before the start under which regression to the mean cannot be examined.
pub const GOOD_PRE: usize = 5;
/// So many times the district's own population the areas must hold, or pseudo-districts would be the same areas again and again.
const LEAST_TIMES: f64 = 3.0;

/// A design as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DesignText {
    pub title: String,
    pub question: String,
    pub districts: Vec<String>,
    /// Id of the goal it tests; empty for none.
    pub goal: String,
    pub indicator: String,
    pub group: String,
    pub first: String,
    pub start: String,
    pub last: String,
    pub rule: String,
    pub excluded: String,
    pub listed: String,
    /// The least effect worth finding, as typed; empty takes what the goal wants changed.
    pub relevant: String,
    /// One reason for all breaks within the window.
    pub bridge: String,
    pub secondary: String,
    pub reason: String,
}

/// What is known of a district.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DistrictFacts {
    pub name: String,
    pub municipality: String,
    /// Years in which every one of its areas has been observed, in the group asked for.
    pub years: BTreeSet<i32>,
    /// Mean denominator over those years.
    pub size: f64,
}

/// What is known of a small area that could be compared with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AreaFacts {
    pub code: String,
    pub municipality: String,
    pub district: Option<String>,
    /// It has a figure for every year of the window.
    pub is_whole: bool,
    /// Mean denominator.
    pub size: f64,
}

/// What a typed design is held against.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// The indicator that was named, if there is one.
    pub indicator: Option<Indicator>,
    /// The districts that were named and are known.
    pub districts: BTreeMap<String, DistrictFacts>,
    pub goals: Vec<GoalTested>,
    /// Small areas with figures of the indicator in the group.
    pub areas: Vec<AreaFacts>,
    /// It is a later version, which has its reason.
    pub is_revision: bool,
}

/// Reads a design. It comes back when no binding fault stands; every fault is said at once.
pub fn read(text: &DesignText, ground: &Ground) -> (Option<Design>, Vec<Fault>) {
    let mut faults = Vec::new();
    asked(text, ground, &mut faults);
    let indicator = measured(text, ground, &mut faults);
    let goal = goal(text, ground, &mut faults);
    let window = window(text, &mut faults);
    if let (Some(window), Some(indicator)) = (window, indicator) {
        covered(window, ground, &mut faults);
        broken(text, window, indicator, &mut faults);
    }
    let comparison = compared(text, ground, window, &mut faults);
    let relevant = relevant(text, indicator, goal.as_ref(), &mut faults);
    if ground.is_revision && text.reason.trim().is_empty() {
        faults.push(must("fault-evaluation-reason", "reason"));
    }
    let design = || {
        let (indicator, window, (relevant, is_goal)) = (indicator?, window?, relevant?);
        Some(Design {
            title: text.title.trim().to_owned(),
            question: text.question.trim().to_owned(),
            districts: text.districts.clone(),
            goal,
            indicator: indicator.key.clone(),
            indicator_version: indicator.version,
            group: text.group.clone(),
            window,
            comparison: comparison?,
            relevant,
            relevant_is_goal: is_goal,
            bridges: bridges(text, window, indicator),
            secondary: text.secondary.trim().to_owned(),
        })
    };
    let design = if faults.iter().any(Fault::is_binding) { None } else { design() };
    (design, faults)
}

fn must(key: &'static str, field: &'static str) -> Fault {
    Fault::must(key, GROUND).at(field)
}

fn asked(text: &DesignText, ground: &Ground, faults: &mut Vec<Fault>) {
    if text.title.trim().is_empty() {
        faults.push(must("fault-evaluation-title", "title"));
    }
    if text.question.trim().chars().count() < 15 {
        faults.push(must("fault-evaluation-question", "question"));
    }
    if text.districts.is_empty() {
        faults.push(must("fault-evaluation-district", "district"));
    }
    for unknown in text.districts.iter().filter(|d| !ground.districts.contains_key(*d)) {
        faults.push(must("fault-evaluation-district-unknown", "district").with("district", unknown.as_str()));
    }
}

fn measured<'g>(text: &DesignText, ground: &'g Ground, faults: &mut Vec<Fault>) -> Option<&'g Indicator> {
    let Some(indicator) = &ground.indicator else {
        faults.push(must("fault-evaluation-indicator", "indicator"));
        return None;
    };
    if indicator.measure == Measure::Count {
        faults.push(must("fault-evaluation-count", "indicator"));
    }
    if !indicator.groups.contains(&text.group) {
        faults.push(must("fault-evaluation-group", "group"));
    }
    Some(indicator)
}

/// The goal it tests. A district's evaluation tests one; that of several may ask on its own.
fn goal(text: &DesignText, ground: &Ground, faults: &mut Vec<Fault>) -> Option<GoalTested> {
    let goal = ground.goals.iter().find(|g| g.id == text.goal).cloned();
    match &goal {
        None if text.districts.len() == 1 || !text.goal.is_empty() => faults.push(must("fault-evaluation-goal", "goal")),
        Some(goal) if goal.indicator.as_deref() != Some(text.indicator.as_str()) && !text.indicator.is_empty() => {
            faults.push(must("fault-evaluation-goal-indicator", "indicator"));
        }
        _ => {}
    }
    goal
}

fn year(text: &str, field: &'static str, faults: &mut Vec<Fault>) -> Option<i32> {
    let year = text.trim().parse().ok().filter(|y| (1900..2200).contains(y));
    if year.is_none() {
        faults.push(must("fault-evaluation-year", field));
    }
    year
}

fn window(text: &DesignText, faults: &mut Vec<Fault>) -> Option<Window> {
    let first = year(&text.first, "first", faults);
    let start = year(&text.start, "start", faults);
    let last = year(&text.last, "last", faults);
    let window = Window { first: first?, start: start?, last: last? };
    if window.start > window.last {
        faults.push(must("fault-evaluation-after", "last"));
    }
    if window.start - window.first < 2 {
        faults.push(must("fault-evaluation-before", "start"));
    } else if window.before() < GOOD_PRE {
        faults.push(Fault::should("fault-evaluation-short", GROUND).at("first").with("n", window.before()));
    }
    (window.start <= window.last && window.start - window.first >= 2).then_some(window)
}

/// Every district has a figure for every year of the window.
fn covered(window: Window, ground: &Ground, faults: &mut Vec<Fault>) {
    for district in ground.districts.values() {
        let lacking: Vec<String> = window.years().filter(|y| !district.years.contains(y)).map(|y| y.to_string()).collect();
        if !lacking.is_empty() {
            let fault = must("fault-evaluation-outside", "first").with("district", district.name.as_str());
            faults.push(fault.with("years", lacking.join(", ")));
        }
    }
}

/// A break within the window is refused, or crossed for a named reason.
fn broken(text: &DesignText, window: Window, indicator: &Indicator, faults: &mut Vec<Fault>) {
    if text.bridge.trim().chars().count() < 10 {
        for b in indicator.breaks_within(window.first, window.last) {
            faults.push(must("fault-evaluation-break", "bridge").with("year", b.year.to_string()));
        }
    }
}

fn bridges(text: &DesignText, window: Window, indicator: &Indicator) -> Vec<Bridge> {
    let reason = text.bridge.trim();
    indicator.breaks_within(window.first, window.last).iter().map(|b| Bridge { year: b.year, reason: reason.to_owned() }).collect()
}

fn codes(text: &str) -> Vec<String> {
    let mut codes: Vec<String> =
        text.split([',', ';', ' ', '\n', '\r', '\t']).map(str::trim).filter(|c| !c.is_empty()).map(str::to_owned).collect();
    codes.sort();
    codes.dedup();
    codes
}

fn compared(text: &DesignText, ground: &Ground, window: Option<Window>, faults: &mut Vec<Fault>) -> Option<Comparison> {
    let Some(rule) = ComparisonRule::parse(&text.rule) else {
        faults.push(must("fault-evaluation-rule", "rule"));
        return None;
    };
    let comparison = Comparison { rule, excluded: codes(&text.excluded), listed: codes(&text.listed) };
    for (field, list) in [("excluded", &comparison.excluded), ("listed", &comparison.listed)] {
        for code in list.iter().filter(|code| !ground.areas.iter().any(|a| a.code == **code)) {
            faults.push(must("fault-evaluation-code", field).with("code", code.as_str()));
        }
    }
    for code in comparison.listed.iter().filter(|code| is_own(code, text, ground)) {
        faults.push(must("fault-evaluation-own-code", "listed").with("code", code.as_str()));
    }
    if window.is_some() && ground.indicator.is_some() {
        for district in ground.districts.values() {
            enough(&comparison, text, district, ground, faults);
        }
    }
    Some(comparison)
}

fn is_own(code: &str, text: &DesignText, ground: &Ground) -> bool {
    let district = ground.areas.iter().find(|a| a.code == code).and_then(|a| a.district.as_ref());
    district.is_some_and(|d| text.districts.contains(d))
}

/// There are areas enough that chance can be measured by districts made of them.
fn enough(comparison: &Comparison, text: &DesignText, district: &DistrictFacts, ground: &Ground, faults: &mut Vec<Fault>) {
    let found = donors(comparison, &text.districts, &district.municipality, &ground.areas);
    let held: f64 = found.iter().map(|i| ground.areas[*i].size).sum();
    if found.len() < LEAST_AREAS || held < LEAST_TIMES * district.size {
        let fault = must("fault-evaluation-few-areas", "rule").with("district", district.name.as_str());
        faults.push(fault.with("n", found.len()).with("least", LEAST_AREAS));
    }
}

/// The least effect worth finding: typed, or what the goal wants changed. Above zero, the good way.
fn relevant(text: &DesignText, indicator: Option<&Indicator>, goal: Option<&GoalTested>, faults: &mut Vec<Fault>) -> Option<(f64, bool)> {
    let indicator = indicator?;
    let wanted = goal.and_then(GoalTested::change).map(|change| if indicator.better == Better::Lower { -change } else { change });
    let found = if text.relevant.trim().is_empty() {
        wanted.map(|change| (change, true))
    } else {
        parse_number(&text.relevant).map(|typed| (stored_value(Some(indicator.measure), typed), false))
    };
    let found = found.filter(|(value, _)| *value > 0.0 && value.is_finite());
    if found.is_none() {
        faults.push(must("fault-evaluation-relevant", "relevant"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use figures::indicator::source;
    use proptest::prelude::*;

    pub(crate) fn ground() -> Ground {
        let indicator = source::indicators().iter().find(|i| i.key == "forvarvsarbetande").unwrap().clone();
        let alby = DistrictFacts { name: "Alby".into(), municipality: "0127".into(), years: (2005..=2010).collect(), size: 5_000.0 };
        let area = |n: usize| AreaFacts {
            code: format!("0180{n:04}"),
            municipality: "0180".into(),
            district: None,
            is_whole: true,
            size: 1_000.0,
        };
        let goal = GoalTested {
            id: "g1".into(),
            plan: "alby-2008".into(),
            plan_version: 1,
            number: 1,
            statement: "Fler i arbete".into(),
            indicator: Some("forvarvsarbetande".into()),
            baseline: Some((2007, 0.5)),
            target: Some(0.53),
        };
        Ground {
            indicator: Some(indicator),
            districts: [("alby".to_owned(), alby)].into(),
            goals: vec![goal],
            areas: (0..30).map(area).collect(),
            is_revision: false,
        }
    }

    pub(crate) fn text() -> DesignText {
        DesignText {
            title: "Arbete i Alby".into(),
            question: "Har avtalet lett till att fler i Alby arbetar?".into(),
            districts: vec!["alby".into()],
            goal: "g1".into(),
            indicator: "forvarvsarbetande".into(),
            group: "alla".into(),
            first: "2005".into(),
            start: "2008".into(),
            last: "2010".into(),
            rule: "outside".into(),
            ..DesignText::default()
        }
    }

    fn keys(text: &DesignText, ground: &Ground) -> Vec<(&'static str, String)> {
        read(text, ground).1.into_iter().filter(Fault::is_binding).map(|f| (f.key, f.field)).collect()
    }

    #[test]
    fn a_whole_design_is_read_and_takes_its_size_from_the_goal() {
        let (design, faults) = read(&text(), &ground());
        let design = design.unwrap();
        assert!((design.relevant - 0.03).abs() < 1e-12 && design.relevant_is_goal);
        assert_eq!(faults.iter().map(|f| f.key).collect::<Vec<_>>(), ["fault-evaluation-short"], "three years before are a remark");
        let typed = DesignText { relevant: "2,5".into(), ..text() };
        let design = read(&typed, &ground()).0.unwrap();
        assert!((design.relevant - 0.025).abs() < 1e-12 && !design.relevant_is_goal);
    }

    #[test]
    fn an_empty_design_says_all_its_faults_at_once() {
        let empty = Ground { is_revision: true, ..Ground::default() };
        let fields: Vec<_> = keys(&DesignText::default(), &empty).into_iter().map(|(_, field)| field).collect();
        assert_eq!(fields, ["title", "question", "district", "indicator", "first", "start", "last", "rule", "reason"]);
    }

    #[test]
    fn the_window_lies_within_the_figures_and_has_two_years_before_its_start() {
        let of = |first: &str, start: &str, last: &str| {
            let text = DesignText { first: first.into(), start: start.into(), last: last.into(), ..text() };
            keys(&text, &ground()).into_iter().map(|(key, _)| key).collect::<Vec<_>>()
        };
        assert!(of("2006", "2008", "2010").is_empty());
        assert_eq!(of("2007", "2008", "2010"), ["fault-evaluation-before"]);
        assert_eq!(of("2005", "2009", "2008"), ["fault-evaluation-after"]);
        assert_eq!(of("2004", "2008", "2011"), ["fault-evaluation-outside"]);
        assert_eq!(of("2005", "i fjol", "2010"), ["fault-evaluation-year"]);
    }

    #[test]
    fn a_break_is_refused_or_crossed_for_a_named_reason() {
        let mut ground = ground();
        ground.indicator.as_mut().unwrap().breaks = vec![(2009, "break-source".into())];
        assert_eq!(keys(&text(), &ground), [("fault-evaluation-break", "bridge".to_owned())]);
        let bridged = DesignText { bridge: "Båda källorna finns för 2009 och skiljer 0,1".into(), ..text() };
        let design = read(&bridged, &ground).0.unwrap();
        assert_eq!(design.bridges.iter().map(|b| b.year).collect::<Vec<_>>(), [2009]);
    }

    #[test]
    fn the_goal_is_measured_with_the_indicator_and_one_district_tests_one() {
        let other = DesignText { indicator: "ohalsotal".into(), ..text() };
        assert!(keys(&other, &ground()).iter().any(|(key, _)| *key == "fault-evaluation-goal-indicator"));
        let none = DesignText { goal: String::new(), relevant: "2".into(), ..text() };
        assert_eq!(keys(&none, &ground()), [("fault-evaluation-goal", "goal".to_owned())]);
    }

    #[test]
    fn too_few_areas_unknown_codes_and_ones_own_are_refused() {
        let mut few = ground();
        few.areas.truncate(9);
        assert_eq!(keys(&text(), &few)[0].0, "fault-evaluation-few-areas");
        let mut small = ground();
        small.areas.iter_mut().for_each(|a| a.size = 100.0);
        assert_eq!(keys(&text(), &small)[0].0, "fault-evaluation-few-areas");
        let mut own = ground();
        own.areas.push(AreaFacts {
            code: "01270001".into(),
            municipality: "0127".into(),
            district: Some("alby".into()),
            is_whole: true,
            size: 9.0,
        });
        let listed = DesignText { rule: "listed".into(), listed: "01270001, 99999999".into(), ..text() };
        let found: Vec<_> = keys(&listed, &own).into_iter().map(|(key, _)| key).collect();
        assert_eq!(found, ["fault-evaluation-code", "fault-evaluation-own-code", "fault-evaluation-few-areas"]);
    }

    #[test]
    fn the_effect_worth_finding_is_above_zero() {
        for typed in ["0", "-2", "några"] {
            assert_eq!(
                keys(&DesignText { relevant: typed.into(), ..text() }, &ground()),
                [("fault-evaluation-relevant", "relevant".to_owned())]
            );
        }
    }

    proptest! {
        #[test]
        fn what_is_registered_can_always_be_computed(first in 2000i32..2012, start in 2000i32..2012, last in 2000i32..2012, relevant in "\\PC{0,6}") {
            let typed = DesignText { first: first.to_string(), start: start.to_string(), last: last.to_string(), relevant, ..text() };
            if let (Some(design), _) = read(&typed, &ground()) {
                prop_assert!(design.window.before() >= 2 && design.window.after() >= 1 && design.relevant > 0.0);
                prop_assert!(design.window.years().all(|y| (2005..=2010).contains(&y)));
            }
        }
    }
}
