//! A goal while it is being written: every field as it was typed, so that nothing half-written is lost.

use super::{Goal, Measure, Resource, ResourceKind, Yardstick, parse_number, stored_value};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use wording::Fault;

/// A goal as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct GoalDraft {
    pub area: String,
    pub statement: String,
    pub problem: String,
    pub national_goal: String,
    pub municipal_goal: String,
    /// Key of an indicator of the registry; empty when the goal has a description of its own.
    pub indicator: String,
    pub own_indicator: String,
    pub own_unit: String,
    pub baseline_year: String,
    pub baseline_value: String,
    pub target_value: String,
    pub target_date: String,
    pub owner: String,
    pub deputy: String,
    pub realism: String,
    pub measures: Vec<MeasureDraft>,
}

/// A measure as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct MeasureDraft {
    pub id: String,
    pub title: String,
    pub owner: String,
    /// Organisation that carries it out.
    pub partner: String,
    pub partner_name: String,
    pub starts: String,
    pub ends: String,
    pub ordinary: ResourceDraft,
    pub redirected: ResourceDraft,
    pub additional: ResourceDraft,
}

/// Hours and money as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct ResourceDraft {
    pub hours: String,
    pub sek: String,
}

impl MeasureDraft {
    /// True when nothing has been written in it.
    pub fn is_blank(&self) -> bool {
        *self == Self { id: self.id.clone(), ..Self::default() }
    }

    /// True when hours or money of some kind have been written.
    pub fn has_resources(&self) -> bool {
        ResourceKind::ALL.into_iter().any(|kind| *self.resource(kind) != ResourceDraft::default())
    }

    pub fn resource(&self, kind: ResourceKind) -> &ResourceDraft {
        match kind {
            ResourceKind::Ordinary => &self.ordinary,
            ResourceKind::Redirected => &self.redirected,
            ResourceKind::Additional => &self.additional,
        }
    }

    pub fn resource_mut(&mut self, kind: ResourceKind) -> &mut ResourceDraft {
        match kind {
            ResourceKind::Ordinary => &mut self.ordinary,
            ResourceKind::Redirected => &mut self.redirected,
            ResourceKind::Additional => &mut self.additional,
        }
    }
}

impl GoalDraft {
    /// Every single field with its name, in the order of the form.
    pub fn fields(&self) -> Vec<(&'static str, &str)> {
        vec![
            ("area", &self.area),
            ("statement", &self.statement),
            ("problem", &self.problem),
            ("national_goal", &self.national_goal),
            ("municipal_goal", &self.municipal_goal),
            ("indicator", &self.indicator),
            ("own_indicator", &self.own_indicator),
            ("own_unit", &self.own_unit),
            ("baseline_year", &self.baseline_year),
            ("baseline_value", &self.baseline_value),
            ("target_value", &self.target_value),
            ("target_date", &self.target_date),
            ("owner", &self.owner),
            ("deputy", &self.deputy),
            ("realism", &self.realism),
        ]
    }

    /// Names of the fields that differ, for the journal and for showing two texts beside each other; never what stands in them.
    pub fn changed_fields(&self, other: &Self) -> Vec<&'static str> {
        let pairs = self.fields().into_iter().zip(other.fields());
        let mut names: Vec<_> = pairs.filter(|((_, a), (_, b))| a != b).map(|((name, _), _)| name).collect();
        if self.measures != other.measures {
            names.push("measures");
        }
        names
    }
}

/// Reads a draft: what can be read, and a fault for each field that holds something unreadable. What is left empty is not a fault here;
/// whether it may be is for [`super::judge`]. `registry` is the registry's indicator that the draft names, if there is one.
pub fn read(draft: &GoalDraft, registry: Option<Yardstick>) -> (Goal, Vec<Fault>) {
    let mut faults = Vec::new();
    let yardstick = yardstick(draft, registry, &mut faults);
    let unit = yardstick.measure();
    let year: Option<i32> = readable(&draft.baseline_year, "baseline_year", "fault-goal-year", &mut faults, |t| {
        t.parse().ok().filter(|y| (1900..=2100).contains(y))
    });
    let value = readable(&draft.baseline_value, "baseline_value", "fault-goal-number", &mut faults, parse_number);
    let target = readable(&draft.target_value, "target_value", "fault-goal-number", &mut faults, parse_number);
    let goal = Goal {
        area: draft.area.trim().into(),
        statement: draft.statement.trim().into(),
        problem: draft.problem.trim().into(),
        national_goal: draft.national_goal.trim().into(),
        municipal_goal: draft.municipal_goal.trim().into(),
        baseline: year.zip(value.map(|v| stored_value(unit, v))),
        target: target.map(|v| stored_value(unit, v)),
        target_date: day(&draft.target_date, "target_date", &mut faults),
        owner: draft.owner.trim().into(),
        deputy: draft.deputy.trim().into(),
        realism: draft.realism.trim().into(),
        measures: measures(draft, &mut faults),
        yardstick,
    };
    (goal, faults)
}

fn yardstick(draft: &GoalDraft, registry: Option<Yardstick>, faults: &mut Vec<Fault>) -> Yardstick {
    if let Some(found) = registry {
        return found;
    }
    if !draft.indicator.trim().is_empty() {
        faults.push(Fault::must("fault-goal-indicator-unknown", "§ 4").at("indicator").with("value", draft.indicator.trim()));
    }
    if draft.own_indicator.trim().is_empty() {
        return Yardstick::None;
    }
    Yardstick::Own { text: draft.own_indicator.trim().into(), unit: draft.own_unit.trim().into() }
}

fn measures(draft: &GoalDraft, faults: &mut Vec<Fault>) -> Vec<Measure> {
    let written = draft.measures.iter().enumerate().filter(|(_, m)| !m.is_blank());
    written.map(|(i, m)| measure(m, &format!("measure.{i}"), faults)).collect()
}

fn measure(m: &MeasureDraft, at: &str, faults: &mut Vec<Fault>) -> Measure {
    let starts = day(&m.starts, &format!("{at}.starts"), faults);
    let ends = day(&m.ends, &format!("{at}.ends"), faults);
    if let (Some(starts), Some(ends)) = (starts, ends)
        && ends < starts
    {
        faults.push(Fault::must("fault-measure-ends-first", "§ 4").at(format!("{at}.ends")));
    }
    let resources = ResourceKind::ALL.into_iter().filter_map(|kind| read_resource(kind, m.resource(kind), at, faults)).collect();
    Measure {
        id: m.id.clone(),
        title: m.title.trim().into(),
        owner: m.owner.trim().into(),
        partner: m.partner.trim().into(),
        partner_name: m.partner_name.trim().into(),
        starts,
        ends,
        resources,
    }
}

/// Hours and money of one kind as typed, with a fault beside `at.kind.hours` or `at.kind.sek` for what is no whole number.
pub fn read_resource(kind: ResourceKind, typed: &ResourceDraft, at: &str, faults: &mut Vec<Fault>) -> Option<Resource> {
    let whole = |t: &str| parse_number(t).filter(|n| *n >= 0.0 && n.fract() == 0.0 && *n < 1e12).map(|n| n as i64);
    let key = kind.key();
    let hours = readable(&typed.hours, &format!("{at}.{key}.hours"), "fault-measure-whole", faults, whole);
    let sek = readable(&typed.sek, &format!("{at}.{key}.sek"), "fault-measure-whole", faults, whole);
    (hours.is_some() || sek.is_some()).then_some(Resource { kind, hours, sek })
}

fn day(text: &str, field: &str, faults: &mut Vec<Fault>) -> Option<NaiveDate> {
    readable(text, field, "fault-day", faults, |t| t.parse().ok())
}

fn readable<T>(text: &str, field: &str, key: &'static str, faults: &mut Vec<Fault>, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let value = parse(text);
    if value.is_none() {
        faults.push(Fault::must(key, "§ 4").at(field).with("value", text));
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unreadable_field_is_named_at_once_and_the_rest_is_read() {
        let mut draft = GoalDraft { statement: "Fler i arbete".into(), own_indicator: "antal".into(), ..GoalDraft::default() };
        draft.baseline_year = "i fjol".into();
        draft.baseline_value = "femtio".into();
        draft.target_date = "2012-13-01".into();
        draft.target_value = "60".into();
        draft.measures.push(MeasureDraft {
            title: "Kvällsöppet".into(),
            starts: "2011-06-01".into(),
            ends: "2011-05-01".into(),
            ordinary: ResourceDraft { hours: "-4".into(), sek: "250 000".into() },
            ..MeasureDraft::default()
        });
        let (goal, faults) = read(&draft, None);
        let fields: Vec<_> = faults.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(fields, ["baseline_year", "baseline_value", "target_date", "measure.0.ends", "measure.0.ordinary.hours"]);
        assert_eq!(goal.target, Some(60.0));
        assert_eq!(goal.measures[0].resources, [Resource { kind: ResourceKind::Ordinary, hours: None, sek: Some(250_000) }]);
    }

    #[test]
    fn an_empty_draft_has_no_unreadable_field_and_a_blank_measure_is_none() {
        let draft = GoalDraft { measures: vec![MeasureDraft { id: "m".into(), ..MeasureDraft::default() }], ..GoalDraft::default() };
        let (goal, faults) = read(&draft, None);
        assert!(faults.is_empty() && goal.measures.is_empty());
        assert_eq!(goal.yardstick, Yardstick::None);
    }

    #[test]
    fn changed_fields_are_named_without_their_text() {
        let a = GoalDraft { statement: "a".into(), ..GoalDraft::default() };
        let b = GoalDraft { owner: "b".into(), measures: vec![MeasureDraft::default()], ..GoalDraft::default() };
        assert_eq!(a.changed_fields(&b), ["statement", "owner", "measures"]);
    }
}
