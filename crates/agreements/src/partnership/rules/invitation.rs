//! The invitations to those who may have an active part in the work or are touched by it (§ 3, first paragraph).

use super::{Checks, GROUND, Setting};
use crate::organisation::rules::{Kind, Organisation};
use chrono::NaiveDate;
use serde::Serialize;
use wording::Fault;

/// The kinds of actors that § 3 names: county council, business, property owners, residents' organisations.
pub const NAMED: [Kind; 4] = [Kind::Region, Kind::Business, Kind::PropertyOwner, Kind::Residents];

/// How far an invitation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    None,
    Yes,
    No,
    Later,
}

impl Answer {
    pub const GIVEN: [Self; 3] = [Self::Yes, Self::No, Self::Later];

    pub fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Yes => "yes",
            Self::No => "no",
            Self::Later => "later",
        }
    }

    pub fn parse(key: &str) -> Option<Self> {
        [Self::None, Self::Yes, Self::No, Self::Later].into_iter().find(|answer| answer.key() == key)
    }
}

/// An invitation in the version that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Invitation {
    #[serde(skip)]
    pub id: String,
    #[serde(skip)]
    pub municipality_code: String,
    pub slug: String,
    pub organisation_id: String,
    pub name: String,
    pub kind: Kind,
    pub invited_on: NaiveDate,
    /// What the organisation is asked to take part in.
    pub purpose: String,
    pub answer: Answer,
    pub answered_on: Option<NaiveDate>,
    pub words: String,
    /// When to ask again, after "later".
    pub next_on: Option<NaiveDate>,
    pub version: i64,
}

impl Invitation {
    /// True while the organisation has not said yes or no.
    pub fn is_open(&self) -> bool {
        matches!(self.answer, Answer::None | Answer::Later)
    }
}

/// What somebody wants to ask an organisation.
#[derive(Clone, Debug, Default)]
pub struct InvitationWish {
    pub organisation_id: String,
    pub invited_on: String,
    pub purpose: String,
}

impl InvitationWish {
    /// The day of the invitation, or every fault of it.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn check(&self, organisation: Option<&Organisation>, setting: &Setting, sent: &[Invitation]) -> Result<NaiveDate, Vec<Fault>> {
        let mut c = Checks::default();
        let day = c.day("invited_on", &self.invited_on, Some("fault-partnership-invited-on"));
        c.not_future("invited_on", day, setting.today);
        match setting.formed_on {
            None => c.must("fault-partnership-not-formed", GROUND, ""),
            Some(formed) if day.is_some_and(|day| day < formed) => c.must("fault-partnership-invited-early", GROUND, "invited_on"),
            Some(_) => {}
        }
        c.filled("purpose", &self.purpose, "fault-partnership-purpose", GROUND);
        match organisation {
            None => c.must("fault-partnership-organisation", GROUND, "organisation"),
            Some(o) => who_can_be_asked(&mut c, o, setting, sent),
        }
        c.done(day)
    }
}

fn who_can_be_asked(c: &mut Checks, o: &Organisation, setting: &Setting, sent: &[Invitation]) {
    let fault = if o.id == setting.municipality.id {
        "fault-partnership-own"
    } else if o.kind == Kind::Government {
        "fault-partnership-government"
    } else if setting.bound(&o.id).is_some() {
        "fault-partnership-invited-bound"
    } else if setting.sits(&o.id, setting.today) {
        "fault-partnership-invited-member"
    } else if sent.iter().any(|i| i.organisation_id == o.id && i.is_open()) {
        "fault-partnership-invited-twice"
    } else {
        return;
    };
    c.must(fault, GROUND, "organisation");
}

/// An answer as somebody wrote it.
#[derive(Clone, Debug, Default)]
pub struct AnswerWish {
    pub answer: String,
    pub answered_on: String,
    pub words: String,
    pub next_on: String,
}

/// An answer that may be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub answer: Answer,
    pub answered_on: NaiveDate,
    pub words: String,
    pub next_on: Option<NaiveDate>,
}

impl AnswerWish {
    /// The answer to `invitation`: no and later say why, later says when to ask again.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn check(&self, invitation: &Invitation, today: NaiveDate) -> Result<Given, Vec<Fault>> {
        let mut c = Checks::default();
        let answer = Answer::parse(&self.answer).filter(|a| *a != Answer::None);
        if answer.is_none() {
            c.must("fault-partnership-answer", GROUND, "answer");
        }
        let day = c.day("answered_on", &self.answered_on, Some("fault-partnership-answered-on"));
        c.not_future("answered_on", day, today);
        if day.is_some_and(|day| day < invitation.invited_on) {
            c.must("fault-partnership-answered-early", "", "answered_on");
        }
        if !invitation.is_open() {
            c.must("fault-partnership-answered", "", "");
        }
        if matches!(answer, Some(Answer::No | Answer::Later)) {
            c.filled("words", &self.words, "fault-partnership-answer-words", "");
        }
        let next_on = self.next(&mut c, answer, day);
        let words = self.words.trim().to_owned();
        c.done(answer.zip(day).map(|(answer, answered_on)| Given { answer, answered_on, words, next_on }))
    }

    fn next(&self, c: &mut Checks, answer: Option<Answer>, answered_on: Option<NaiveDate>) -> Option<NaiveDate> {
        let later = answer == Some(Answer::Later);
        let next = c.day("next_on", &self.next_on, later.then_some("fault-partnership-next-on"));
        if later && next.zip(answered_on).is_some_and(|(next, answered)| next <= answered) {
            c.must("fault-partnership-next-early", "", "next_on");
        }
        next.filter(|_| later)
    }
}
