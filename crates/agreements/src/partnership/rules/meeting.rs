//! Meetings: who came, what was decided, who sees to it and by when.

use super::{Checks, GROUND, Setting};
use chrono::NaiveDate;
use serde::Serialize;
use std::borrow::Borrow;
use wording::Fault;

/// A decision, numbered within its meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    pub number: i64,
    pub words: String,
    pub responsible_id: String,
    pub responsible: String,
    pub due: Option<NaiveDate>,
    /// The day it was carried out, if it was, and what came of it.
    pub done_on: Option<NaiveDate>,
    pub note: String,
}

impl Decision {
    /// True when the last day has passed and nobody has said it was carried out.
    pub fn is_late(&self, today: impl Borrow<NaiveDate>) -> bool {
        let today = *today.borrow();
        self.done_on.is_none() && self.due.is_some_and(|due| due < today)
    }
}

/// A meeting in the version that holds. Its minutes are for the municipality, the members and the State; its decisions are public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meeting {
    #[serde(skip)]
    pub id: String,
    #[serde(skip)]
    pub municipality_code: String,
    pub slug: String,
    /// Slug of the group that met; none for the whole partnership.
    pub group: Option<String>,
    pub group_name: Option<String>,
    pub held_on: NaiveDate,
    pub place: String,
    /// Ids of the organisations that took part.
    pub participants: Vec<String>,
    pub minutes: String,
    pub decisions: Vec<Decision>,
    pub version: i64,
}

/// A decision as somebody wrote it.
#[derive(Clone, Debug, Default)]
pub struct DecisionWish {
    pub words: String,
    pub responsible_id: String,
    pub due: String,
}

impl DecisionWish {
    /// True when nothing is written: a row of the form left as it was.
    pub fn is_blank(&self) -> bool {
        self.words.trim().is_empty() && self.due.trim().is_empty()
    }
}

/// A meeting as somebody wrote it.
#[derive(Clone, Debug, Default)]
pub struct MeetingWish {
    /// Slug of the group; empty for the whole partnership.
    pub group: String,
    pub held_on: String,
    pub place: String,
    pub participants: Vec<String>,
    pub minutes: String,
    pub decisions: Vec<DecisionWish>,
    pub reason: String,
}

/// A meeting that may be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub held_on: NaiveDate,
    pub place: String,
    pub participants: Vec<String>,
    pub minutes: String,
    pub decisions: Vec<(String, String, Option<NaiveDate>)>,
    pub reason: String,
}

impl MeetingWish {
    /// The meeting, or every fault. A correction gives its reason and lets no decision go that has been carried out.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn check(&self, setting: &Setting, corrects: Option<&Meeting>) -> Result<Held, Vec<Fault>> {
        let mut c = Checks::default();
        let held_on = self.held_on(&mut c, setting);
        c.filled("place", &self.place, "fault-partnership-place", GROUND);
        c.filled("minutes", &self.minutes, "fault-partnership-minutes", GROUND);
        self.participants(&mut c, setting, held_on);
        let decisions = self.decisions(&mut c, setting, held_on);
        if let Some(before) = corrects {
            c.filled("reason", &self.reason, "fault-partnership-reason", "");
            keeps_what_is_done(&mut c, before, decisions.len());
        }
        c.done(held_on.map(|held_on| Held {
            held_on,
            place: self.place.trim().into(),
            participants: self.participants.clone(),
            minutes: self.minutes.trim().into(),
            decisions,
            reason: self.reason.trim().into(),
        }))
    }

    fn held_on(&self, c: &mut Checks, setting: &Setting) -> Option<NaiveDate> {
        let held_on = c.day("held_on", &self.held_on, Some("fault-partnership-held-on"));
        c.not_future("held_on", held_on, setting.today);
        match setting.formed_on {
            None => c.must("fault-partnership-not-formed", GROUND, ""),
            Some(formed) if held_on.is_some_and(|day| day < formed) => c.must("fault-partnership-held-early", GROUND, "held_on"),
            Some(_) => {}
        }
        held_on
    }

    fn participants(&self, c: &mut Checks, setting: &Setting, held_on: Option<NaiveDate>) {
        if self.participants.is_empty() {
            c.must("fault-partnership-participants", GROUND, "participants");
        }
        let Some(day) = held_on else { return };
        for id in self.participants.iter().filter(|id| !setting.sits(id, day)) {
            c.add(Fault::must("fault-partnership-participant", GROUND).at("participants").with("name", &**id));
        }
    }

    fn decisions(&self, c: &mut Checks, setting: &Setting, held_on: Option<NaiveDate>) -> Vec<(String, String, Option<NaiveDate>)> {
        let mut decisions = Vec::new();
        for (i, wish) in self.decisions.iter().enumerate().filter(|(_, wish)| !wish.is_blank()) {
            let n = i + 1;
            c.filled(&format!("decision-{n}"), &wish.words, "fault-partnership-decision", GROUND);
            let day = held_on.unwrap_or(setting.today);
            if !setting.sits(&wish.responsible_id, day) {
                c.must("fault-partnership-responsible", GROUND, &format!("responsible-{n}"));
            }
            let due = c.day(&format!("due-{n}"), &wish.due, None);
            if due.zip(held_on).is_some_and(|(due, held)| due < held) {
                c.must("fault-partnership-due", "", &format!("due-{n}"));
            }
            decisions.push((wish.words.trim().to_owned(), wish.responsible_id.clone(), due));
        }
        decisions
    }
}

fn keeps_what_is_done(c: &mut Checks, before: &Meeting, kept: usize) {
    let kept = i64::try_from(kept).unwrap_or(i64::MAX);
    for decision in before.decisions.iter().filter(|d| d.done_on.is_some() && d.number > kept) {
        c.add(Fault::must("fault-partnership-decision-done", "").at("decision-1").with("number", decision.number));
    }
}

/// What came of a decision, as somebody wrote it.
#[derive(Clone, Debug, Default)]
pub struct OutcomeWish {
    pub done_on: String,
    pub note: String,
}

impl OutcomeWish {
    /// The day the decision was carried out and what came of it.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn check(&self, meeting: &Meeting, decision: &Decision, today: NaiveDate) -> Result<(NaiveDate, String), Vec<Fault>> {
        let mut c = Checks::default();
        let field = format!("done_on-{}", decision.number);
        let done_on = c.day(&field, &self.done_on, Some("fault-partnership-done-on"));
        c.not_future(&field, done_on, today);
        if done_on.is_some_and(|day| day < meeting.held_on) {
            c.must("fault-partnership-done-early", "", &field);
        }
        if decision.done_on.is_some() {
            c.must("fault-partnership-done-twice", "", "");
        }
        c.done(done_on.map(|day| (day, self.note.trim().to_owned())))
    }
}
