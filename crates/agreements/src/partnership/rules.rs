//! Who is in a partnership, on what ground, and what a membership must say.

pub mod checks;
pub mod group;
pub mod invitation;
pub mod meeting;

pub use checks::Checks;

use crate::organisation::rules::{Kind, Organisation};
use chrono::NaiveDate;
use serde::Serialize;
use std::borrow::Borrow;
use wording::Fault;

/// § 3 of the agreement: the municipality forms the partnership with those who are assigned to join or have chosen to.
pub const GROUND: &str = "§ 3";
/// The Government's renewed assignment to the authorities stands in the decision itself.
pub const ASSIGNMENT: &str = "beslutet, Bakgrund";
/// § 5, first paragraph: those who choose to support the partnership.
pub const SUPPORT: &str = "§ 5";

/// How a member joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Bound by the Government's assignment (decision, "Bakgrund").
    Assignment,
    /// By its own choice (§ 3, first paragraph).
    Choice,
    /// Supports the partnership without being part of it (§ 5, first paragraph).
    Supporter,
}

impl Basis {
    pub const ALL: [Self; 3] = [Self::Assignment, Self::Choice, Self::Supporter];

    /// The word as it is stored and as the API has it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Assignment => "assignment",
            Self::Choice => "choice",
            Self::Supporter => "supporter",
        }
    }

    /// The basis for a stored word.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.key() == key)
    }

    /// Where the basis stands.
    pub fn ground(self) -> &'static str {
        match self {
            Self::Assignment => ASSIGNMENT,
            Self::Choice => GROUND,
            Self::Supporter => SUPPORT,
        }
    }
}

/// What a representative may do on the organisation's behalf without going home to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Decides within the limits the mandate states.
    Decide,
    /// Prepares and proposes; somebody else decides.
    Propose,
    /// Follows the work.
    Follow,
}

impl Level {
    pub const ALL: [Self; 3] = [Self::Decide, Self::Propose, Self::Follow];

    pub fn key(self) -> &'static str {
        match self {
            Self::Decide => "decide",
            Self::Propose => "propose",
            Self::Follow => "follow",
        }
    }

    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }
}

/// Somebody who speaks for a member, by function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Representative {
    pub id: String,
    pub post: String,
    pub level: Level,
    /// What they may decide, in the organisation's own words.
    pub mandate: String,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    pub version: i64,
}

impl Representative {
    pub fn is_active_on(&self, day: impl Borrow<NaiveDate>) -> bool {
        let day = *day.borrow();
        self.since <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// A membership in the version that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Membership {
    #[serde(skip)]
    pub id: String,
    #[serde(skip)]
    pub municipality_code: String,
    pub slug: String,
    pub organisation_id: String,
    pub name: String,
    pub kind: Kind,
    pub basis: Basis,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    /// Last day of the Government's assignment, for a member bound by it.
    pub term_to: Option<NaiveDate>,
    pub carried_over: bool,
    /// What the member brings within its ordinary resources.
    pub contribution: String,
    pub version: i64,
    pub representatives: Vec<Representative>,
}

impl Membership {
    /// The last day of the membership: the exit, or the end of the assignment that binds it, whichever comes first.
    pub fn last_day(&self) -> Option<NaiveDate> {
        match (self.until, self.term_to) {
            (Some(until), Some(term)) => Some(until.min(term)),
            (until, term) => until.or(term),
        }
    }

    pub fn is_active_on(&self, day: impl Borrow<NaiveDate>) -> bool {
        let day = *day.borrow();
        self.since <= day && self.last_day().is_none_or(|last| day <= last)
    }

    /// True when the organisation has somebody there with a mandate on this day. A supporter needs none.
    pub fn is_represented_on(&self, day: impl Borrow<NaiveDate>) -> bool {
        let day = *day.borrow();
        self.basis == Basis::Supporter || self.representatives.iter().any(|r| r.is_active_on(day))
    }

    fn overlaps(&self, since: NaiveDate, until: Option<NaiveDate>) -> bool {
        until.is_none_or(|until| self.since <= until) && self.last_day().is_none_or(|last| since <= last)
    }
}

/// An authority with an assignment to join, and the assignment's last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    pub organisation_id: String,
    pub name: String,
    pub to: NaiveDate,
}

/// What the rules need to know of a municipality's partnership.
#[derive(Clone, Debug)]
pub struct Setting {
    pub today: NaiveDate,
    /// The organisation that forms the partnership: `kommun-0127`.
    pub municipality: Organisation,
    /// First and last day of the agreement in force; none when there is none.
    pub agreement: Option<(NaiveDate, NaiveDate)>,
    /// First day of the predecessor agreement, from which a member may have been carried over.
    pub predecessor_from: NaiveDate,
    /// None until the partnership has been formed.
    pub formed_on: Option<NaiveDate>,
    pub bound: Vec<Bound>,
    pub members: Vec<Membership>,
}

impl Setting {
    pub fn bound(&self, organisation_id: &str) -> Option<&Bound> {
        self.bound.iter().find(|b| b.organisation_id == organisation_id)
    }

    /// True when this organisation sits at the table on that day: the municipality itself, or a member.
    pub fn sits(&self, organisation_id: &str, day: NaiveDate) -> bool {
        organisation_id == self.municipality.id || self.members.iter().any(|m| m.organisation_id == organisation_id && m.is_active_on(day))
    }
}

/// How the partnership is formed, as somebody wrote it.
#[derive(Clone, Debug, Default)]
pub struct FoundingWish {
    pub formed_on: String,
    /// How residents take part (§ 3, second paragraph).
    pub residents: String,
    /// How the work is joined up across sectors within the municipality's ordinary structures (§ 3, third paragraph).
    pub coordination: String,
    /// Why it is corrected; not asked for the first time.
    pub reason: String,
    /// Members that join the same day.
    pub entries: Vec<EntryWish>,
}

/// A founding that may be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founding {
    pub formed_on: NaiveDate,
    pub residents: String,
    pub coordination: String,
    pub reason: String,
}

impl FoundingWish {
    /// The founding, when the agreement is in force by then and both of § 3's conditions are described.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn check(&self, setting: &Setting) -> Result<Founding, Vec<Fault>> {
        let mut c = Checks::default();
        let formed_on = c.day("formed_on", &self.formed_on, Some("fault-partnership-formed-on"));
        match (setting.agreement, formed_on) {
            (None, _) => c.must("fault-partnership-no-agreement", GROUND, "formed_on"),
            (Some((from, _)), Some(day)) if day < from => {
                c.add(Fault::must("fault-partnership-formed-early", GROUND).at("formed_on").with("from", from.to_string()))
            }
            _ => {}
        }
        c.not_future("formed_on", formed_on, setting.today);
        c.filled("residents", &self.residents, "fault-partnership-residents", "§ 3, andra stycket");
        c.filled("coordination", &self.coordination, "fault-partnership-coordination", "§ 3, tredje stycket");
        if setting.formed_on.is_some() {
            c.filled("reason", &self.reason, "fault-partnership-reason", "");
        }
        c.done(formed_on.map(|formed_on| Founding {
            formed_on,
            residents: self.residents.trim().into(),
            coordination: self.coordination.trim().into(),
            reason: self.reason.trim().into(),
        }))
    }
}

/// A membership as somebody wrote it.
#[derive(Clone, Debug, Default)]
pub struct EntryWish {
    pub organisation_id: String,
    pub basis: String,
    pub since: String,
    pub carried_over: bool,
    pub contribution: String,
    /// Why it is corrected; not asked for an entry.
    pub reason: String,
    /// The first representative; left out when nothing in it is filled in.
    pub representative: RepresentativeWish,
}

/// A membership that may be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub basis: Basis,
    pub since: NaiveDate,
    pub term_to: Option<NaiveDate>,
    pub carried_over: bool,
    pub contribution: String,
    pub reason: String,
    pub representative: Option<Speaker>,
}

impl EntryWish {
    /// The entry of `organisation`, or every fault of it. `corrects` is the membership that is being corrected, if one is.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn check(
        &self,
        organisation: Option<&Organisation>,
        setting: &Setting,
        corrects: Option<&Membership>,
    ) -> Result<Entry, Vec<Fault>> {
        let mut c = Checks::default();
        if setting.formed_on.is_none() {
            c.must("fault-partnership-not-formed", GROUND, "");
        }
        let since = c.day("since", &self.since, Some("fault-partnership-since"));
        self.who(&mut c, organisation, setting, since);
        self.when(&mut c, setting, since);
        self.once(&mut c, setting, since, corrects);
        if corrects.is_some() {
            c.filled("reason", &self.reason, "fault-partnership-reason", "");
        }
        let representative = self.representative.check_if_given(&mut c, since);
        let basis = Basis::parse(&self.basis);
        c.done(basis.zip(since).map(|(basis, since)| Entry {
            basis,
            since,
            term_to: setting.bound(&self.organisation_id).filter(|_| basis == Basis::Assignment).map(|b| b.to),
            carried_over: self.carried_over,
            contribution: self.contribution.trim().into(),
            reason: self.reason.trim().into(),
            representative,
        }))
    }

    /// The organisation is one that can join, and says truly how it joined.
    fn who(&self, c: &mut Checks, organisation: Option<&Organisation>, setting: &Setting, since: Option<NaiveDate>) {
        match organisation {
            None => c.must("fault-partnership-organisation", GROUND, "organisation"),
            Some(o) if o.id == setting.municipality.id => c.must("fault-partnership-own", GROUND, "organisation"),
            Some(o) if o.kind == Kind::Government => c.must("fault-partnership-government", GROUND, "organisation"),
            Some(o) if since.is_some_and(|day| !o.exists_on(day)) => c.must("fault-partnership-organisation-gone", "", "since"),
            Some(_) => {}
        }
        match (Basis::parse(&self.basis), setting.bound(&self.organisation_id)) {
            (None, _) => c.must("fault-partnership-basis", GROUND, "basis"),
            (Some(Basis::Choice | Basis::Supporter), Some(_)) => c.must("fault-partnership-basis-bound", ASSIGNMENT, "basis"),
            (Some(Basis::Assignment), None) if organisation.is_some() => c.must("fault-partnership-basis-free", ASSIGNMENT, "basis"),
            _ => {}
        }
    }

    /// Nobody enters before the agreement is in force, save a member of the predecessor's partnership that goes on.
    fn when(&self, c: &mut Checks, setting: &Setting, since: Option<NaiveDate>) {
        let (Some((from, to)), Some(since)) = (setting.agreement, since) else { return };
        if self.carried_over && since < setting.predecessor_from {
            let first = setting.predecessor_from.to_string();
            c.add(Fault::must("fault-partnership-carried-early", GROUND).at("since").with("from", first));
        } else if !self.carried_over && since < from {
            c.add(Fault::must("fault-partnership-early", GROUND).at("since").with("from", from.to_string()));
        }
        if since > to {
            c.add(Fault::must("fault-partnership-after", GROUND).at("since").with("to", to.to_string()));
        }
    }

    fn once(&self, c: &mut Checks, setting: &Setting, since: Option<NaiveDate>, corrects: Option<&Membership>) {
        let Some(since) = since else { return };
        let until = corrects.and_then(|m| m.until);
        let others = setting.members.iter().filter(|m| m.organisation_id == self.organisation_id);
        let mut others = others.filter(|m| corrects.is_none_or(|own| own.id != m.id));
        if let Some(other) = others.find(|m| m.overlaps(since, until)) {
            c.add(
                Fault::must("fault-partnership-twice", "")
                    .at("organisation")
                    .with("name", &*other.name)
                    .with("since", other.since.to_string()),
            );
        }
        if until.is_some_and(|until| until < since) {
            c.must("fault-partnership-exit-early", "", "since");
        }
    }
}

/// An exit as somebody wrote it.
#[derive(Clone, Debug, Default)]
pub struct ExitWish {
    pub until: String,
    pub reason: String,
}

impl ExitWish {
    /// The last day and the reason. A member bound by assignment stays until the assignment ends.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn check(&self, member: &Membership) -> Result<(NaiveDate, String), Vec<Fault>> {
        let mut c = Checks::default();
        let until = c.day("until", &self.until, Some("fault-partnership-until"));
        if until.is_some_and(|until| until < member.since) {
            c.must("fault-partnership-exit-early", "", "until");
        }
        if let (Some(until), Some(term)) = (until, member.term_to)
            && until < term
        {
            c.add(Fault::must("fault-partnership-exit-bound", ASSIGNMENT).at("until").with("to", term.to_string()));
        }
        c.filled("exit_reason", &self.reason, "fault-partnership-reason", "");
        c.done(until.map(|until| (until, self.reason.trim().to_owned())))
    }
}

/// A representative as somebody wrote them.
#[derive(Clone, Debug, Default)]
pub struct RepresentativeWish {
    pub post: String,
    pub level: String,
    pub mandate: String,
    pub since: String,
    pub until: String,
    pub reason: String,
}

/// A representative that may be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    pub post: String,
    pub level: Level,
    pub mandate: String,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    pub reason: String,
}

impl RepresentativeWish {
    /// The representative of `member`, or every fault.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn check(&self, member: &Membership, is_correction: bool) -> Result<Speaker, Vec<Fault>> {
        let mut c = Checks::default();
        let since = c.day("representative_since", &self.since, Some("fault-partnership-representative-since"));
        if since.is_some_and(|since| since < member.since) {
            c.must("fault-partnership-representative-early", "", "representative_since");
        }
        if is_correction {
            c.filled("representative_reason", &self.reason, "fault-partnership-reason", "");
        }
        let speaker = self.fields(&mut c, since);
        c.done(speaker)
    }

    fn check_if_given(&self, c: &mut Checks, since: Option<NaiveDate>) -> Option<Speaker> {
        let given = [&self.post, &self.mandate].into_iter().any(|text| !text.trim().is_empty());
        if given { self.fields(c, since) } else { None }
    }

    fn fields(&self, c: &mut Checks, since: Option<NaiveDate>) -> Option<Speaker> {
        let until = c.day("representative_until", &self.until, None);
        if since.zip(until).is_some_and(|(since, until)| until < since) {
            c.must("fault-partnership-representative-period", "", "representative_until");
        }
        c.filled("post", &self.post, "fault-partnership-post", GROUND);
        c.filled("mandate", &self.mandate, "fault-partnership-mandate", GROUND);
        let level = Level::parse(&self.level);
        if level.is_none() {
            c.must("fault-partnership-level", GROUND, "level");
        }
        let (post, mandate, reason) = (self.post.trim().into(), self.mandate.trim().into(), self.reason.trim().into());
        level.zip(since).map(|(level, since)| Speaker { post, level, mandate, since, until, reason })
    }
}

#[cfg(test)]
mod tests;
