//! Steering and working groups: the organisational conditions for work across sectors (§ 3, third paragraph).

use super::{Checks, Setting};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use wording::Fault;

const GROUND: &str = "§ 3, tredje stycket";

/// The kinds of groups.
pub const KINDS: [&str; 2] = ["steering", "working"];
/// What an organisation can be in a group.
pub const PARTS: [&str; 3] = ["chair", "secretary", "member"];

/// An organisation's seat in a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    pub organisation_id: String,
    pub part: String,
}

/// A group in the version that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    #[serde(skip)]
    pub id: String,
    #[serde(skip)]
    pub municipality_code: String,
    pub slug: String,
    pub kind: String,
    pub name: String,
    pub purpose: String,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    pub seats: Vec<Seat>,
    pub version: i64,
}

impl Group {
    /// What the organisation is in the group; empty when it has no seat.
    pub fn part_of(&self, organisation_id: &str) -> &str {
        self.seats.iter().find(|seat| seat.organisation_id == organisation_id).map_or("", |seat| &seat.part)
    }
}

/// A group as somebody wrote it.
#[derive(Clone, Debug, Default)]
pub struct GroupWish {
    pub kind: String,
    pub name: String,
    pub purpose: String,
    pub since: String,
    pub until: String,
    pub seats: Vec<Seat>,
    pub reason: String,
}

/// A group that may be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formed {
    pub kind: String,
    pub name: String,
    pub purpose: String,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    pub seats: Vec<Seat>,
    pub reason: String,
}

impl GroupWish {
    /// The group: it has a task, one chair, and only organisations that sit in the partnership.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn check(&self, setting: &Setting, others: &[&Group], is_correction: bool) -> Result<Formed, Vec<Fault>> {
        let mut c = Checks::default();
        if !KINDS.contains(&self.kind.as_str()) {
            c.must("fault-partnership-group-kind", GROUND, "kind");
        }
        c.filled("name", &self.name, "fault-partnership-group-name", GROUND);
        if others.iter().any(|g| g.name.to_lowercase() == self.name.trim().to_lowercase()) {
            c.must("fault-partnership-group-taken", "", "name");
        }
        c.filled("purpose", &self.purpose, "fault-partnership-group-purpose", GROUND);
        let (since, until) = self.period(&mut c, setting);
        self.seats(&mut c, setting, since);
        if is_correction {
            c.filled("reason", &self.reason, "fault-partnership-reason", "");
        }
        c.done(since.map(|since| Formed {
            kind: self.kind.clone(),
            name: self.name.trim().into(),
            purpose: self.purpose.trim().into(),
            since,
            until,
            seats: self.seats.clone(),
            reason: self.reason.trim().into(),
        }))
    }

    fn period(&self, c: &mut Checks, setting: &Setting) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let since = c.day("since", &self.since, Some("fault-partnership-group-since"));
        let until = c.day("until", &self.until, None);
        match setting.formed_on {
            None => c.must("fault-partnership-not-formed", super::GROUND, ""),
            Some(formed) if since.is_some_and(|since| since < formed) => c.must("fault-partnership-group-early", GROUND, "since"),
            Some(_) => {}
        }
        if since.zip(until).is_some_and(|(since, until)| until < since) {
            c.must("fault-partnership-group-period", "", "until");
        }
        (since, until)
    }

    fn seats(&self, c: &mut Checks, setting: &Setting, since: Option<NaiveDate>) {
        let day = since.unwrap_or(setting.today);
        for seat in &self.seats {
            let field = format!("seat-{}", seat.organisation_id);
            if !PARTS.contains(&seat.part.as_str()) {
                c.must("fault-partnership-seat-part", GROUND, &field);
            }
            if !setting.sits(&seat.organisation_id, day) && !setting.sits(&seat.organisation_id, setting.today) {
                c.must("fault-partnership-seat-outside", GROUND, &field);
            }
        }
        match self.seats.iter().filter(|seat| seat.part == "chair").count() {
            0 => c.must("fault-partnership-no-chair", GROUND, "seats"),
            1 => {}
            _ => c.must("fault-partnership-chairs", GROUND, "seats"),
        }
    }
}
