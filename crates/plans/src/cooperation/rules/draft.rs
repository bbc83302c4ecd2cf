//! An agreement while it is being written: every field as it was typed, so that nothing half-written is lost.

use super::{Commitment, GROUND};
use crate::goal::rules::{ResourceDraft, ResourceKind, read_resource};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use wording::Fault;

/// What the agreement is about, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct AboutDraft {
    pub title: String,
    pub purpose: String,
    pub from: String,
    pub to: String,
    pub follow_up: String,
}

impl AboutDraft {
    /// Every field with its name, in the order of the form.
    pub fn fields(&self) -> [(&'static str, &str); 5] {
        [("title", &self.title), ("purpose", &self.purpose), ("from", &self.from), ("to", &self.to), ("follow_up", &self.follow_up)]
    }

    /// Names of the fields that differ; never what stands in them.
    pub fn changed_fields(&self, other: &Self) -> Vec<&'static str> {
        let pairs = self.fields().into_iter().zip(other.fields());
        pairs.filter(|((_, a), (_, b))| a != b).map(|((name, _), _)| name).collect()
    }
}

/// What the agreement is about, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    pub title: String,
    pub purpose: String,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub follow_up: String,
}

/// A commitment as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct CommitmentDraft {
    /// Organisation that promises: `arbetsformedlingen`.
    pub party: String,
    pub text: String,
    /// Id of the plan's goal it serves.
    pub goal: String,
    pub due: String,
    /// Function that answers for it.
    pub responsible: String,
    pub ordinary: ResourceDraft,
    pub redirected: ResourceDraft,
    pub additional: ResourceDraft,
}

impl CommitmentDraft {
    pub fn resource(&self, kind: ResourceKind) -> &ResourceDraft {
        match kind {
            ResourceKind::Ordinary => &self.ordinary,
            ResourceKind::Redirected => &self.redirected,
            ResourceKind::Additional => &self.additional,
        }
    }

    /// Every field with its name, in the order of the form.
    pub fn fields(&self) -> [(&'static str, &str); 11] {
        [
            ("party", &self.party),
            ("text", &self.text),
            ("goal", &self.goal),
            ("due", &self.due),
            ("responsible", &self.responsible),
            ("ordinary.hours", &self.ordinary.hours),
            ("ordinary.sek", &self.ordinary.sek),
            ("redirected.hours", &self.redirected.hours),
            ("redirected.sek", &self.redirected.sek),
            ("additional.hours", &self.additional.hours),
            ("additional.sek", &self.additional.sek),
        ]
    }

    /// Names of the fields that differ; never what stands in them.
    pub fn changed_fields(&self, other: &Self) -> Vec<&'static str> {
        let pairs = self.fields().into_iter().zip(other.fields());
        pairs.filter(|((_, a), (_, b))| a != b).map(|((name, _), _)| name).collect()
    }
}

/// Reads what can be read; a fault for each day that is none. What is left empty is for [`super::judge`].
pub fn read_about(draft: &AboutDraft) -> (About, Vec<Fault>) {
    let mut faults = Vec::new();
    let about = About {
        title: draft.title.trim().into(),
        purpose: draft.purpose.trim().into(),
        from: day(&draft.from, "from", &mut faults),
        to: day(&draft.to, "to", &mut faults),
        follow_up: draft.follow_up.trim().into(),
    };
    (about, faults)
}

/// Reads a commitment; `names` gives an organisation's name.
pub fn read_commitment(id: &str, number: i64, draft: &CommitmentDraft, name: impl Fn(&str) -> String) -> (Commitment, Vec<Fault>) {
    let mut faults = Vec::new();
    let due = day(&draft.due, "due", &mut faults);
    let resources = ResourceKind::ALL.into_iter().filter_map(|kind| read_resource(kind, draft.resource(kind), "resource", &mut faults));
    let resources = resources.collect();
    let party = draft.party.trim();
    let commitment = Commitment {
        id: id.into(),
        number,
        party: party.into(),
        party_name: if party.is_empty() { String::new() } else { name(party) },
        text: draft.text.trim().into(),
        goal: draft.goal.trim().into(),
        due,
        responsible: draft.responsible.trim().into(),
        resources,
    };
    (commitment, faults)
}

pub(super) fn day(text: &str, field: &str, faults: &mut Vec<Fault>) -> Option<NaiveDate> {
    let text = text.trim();
    let read = text.parse().ok();
    if !text.is_empty() && read.is_none() {
        faults.push(Fault::must("fault-day", GROUND).at(field).with("value", text));
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goal::rules::Resource;

    #[test]
    fn every_unreadable_field_is_named_at_once_and_the_rest_is_read() {
        let draft = CommitmentDraft {
            party: "af".into(),
            due: "i höst".into(),
            ordinary: ResourceDraft { hours: "många".into(), sek: "40 000".into() },
            ..CommitmentDraft::default()
        };
        let (read, faults) = read_commitment("c", 2, &draft, str::to_uppercase);
        let fields: Vec<_> = faults.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(fields, ["due", "resource.ordinary.hours"]);
        assert_eq!(read.party_name, "AF");
        assert_eq!(read.resources, [Resource { kind: ResourceKind::Ordinary, hours: None, sek: Some(40_000) }]);
    }

    #[test]
    fn an_empty_text_has_nothing_unreadable() {
        assert!(read_about(&AboutDraft::default()).1.is_empty());
        assert!(read_commitment("c", 1, &CommitmentDraft::default(), str::to_owned).1.is_empty());
    }

    #[test]
    fn changed_fields_are_named_without_their_text() {
        let a = CommitmentDraft { text: "a".into(), ..CommitmentDraft::default() };
        let b = CommitmentDraft { additional: ResourceDraft { hours: "4".into(), sek: String::new() }, ..CommitmentDraft::default() };
        assert_eq!(a.changed_fields(&b), ["text", "additional.hours"]);
    }
}
