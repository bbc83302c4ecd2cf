//! The agreement's versions and the state their events put them in.

use super::event::{Cause, Decision, Event, Party, Signature, What};
use calendar::Period;
use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;

/// Where a version of an agreement stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The parties write.
    Deliberation,
    /// Both stand behind the same wording.
    Agreed,
    /// The municipal board has approved, the State not yet.
    BoardApproved,
    /// The State has approved, the municipal board not yet.
    StateApproved,
    /// Both have approved; signatures are missing.
    Approved,
    /// Approved and signed by both; its first day has not come.
    Signed,
    InForce,
    /// A later version has taken its place.
    Superseded,
    /// Its term has run out.
    Expired,
    /// Ended before its term.
    Ended,
    /// The deliberation ended without an agreement.
    BrokenOff,
}

impl State {
    /// The word it is stored and told by.
    pub fn key(self) -> &'static str {
        match self {
            Self::Deliberation => "deliberation",
            Self::Agreed => "agreed",
            Self::BoardApproved => "board_approved",
            Self::StateApproved => "state_approved",
            Self::Approved => "approved",
            Self::Signed => "signed",
            Self::InForce => "in_force",
            Self::Superseded => "superseded",
            Self::Expired => "expired",
            Self::Ended => "ended",
            Self::BrokenOff => "broken_off",
        }
    }

    /// How the state looks beside its words.
    pub fn tone(self) -> &'static str {
        match self {
            Self::InForce => "ok",
            Self::BrokenOff | Self::Ended | Self::Expired | Self::Superseded => "off",
            _ => "wait",
        }
    }
}

/// A party's approval and signature of one version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    /// The wording the party stands behind.
    pub ready: Option<i64>,
    /// The decision, with the event that registered it.
    pub approved: Option<(Decision, Event)>,
    pub signed: Option<(Signature, Event)>,
    /// The latest no, kept until the party says yes.
    pub declined: Option<Event>,
}

impl Gate {
    /// What the party has given stands for one wording; a new wording needs it anew.
    fn lapse(&mut self) {
        self.ready = None;
        self.approved = None;
        self.signed = None;
    }
}

/// Years that a clause names of the term before, and that the new term has not: "under 2011" in an agreement prolonged to 2012. The parties may
/// mean it, so it is a question and hinders nothing.
pub fn outlived_years(text: &str, before: &Period, now: &Period) -> Vec<i32> {
    let years = |p: &Period| p.from.year()..=p.to.year();
    let named = text.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 4).filter_map(|word| word.parse().ok());
    let mut outlived: Vec<i32> = named.filter(|year| years(before).contains(year) && !years(now).contains(year)).collect();
    outlived.dedup();
    outlived
}

/// One version of the agreement: its wording, its two approvals and its signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    pub number: i64,
    pub cause: Cause,
    pub period: Period,
    pub reason: String,
    pub template: String,
    pub opened: Event,
    /// Number of its newest wording, from 1.
    pub wording: i64,
    pub board: Gate,
    pub state: Gate,
    pub broken_off: Option<Event>,
    pub ended: Option<(NaiveDate, Event)>,
}

impl Edition {
    fn open(event: &Event) -> Option<Self> {
        let What::Opened { cause, from, to, reason, template } = &event.what else { return None };
        Some(Self {
            number: event.edition,
            cause: *cause,
            period: Period::new(*from, *to)?,
            reason: reason.clone(),
            template: template.clone(),
            opened: event.clone(),
            wording: 1,
            board: Gate::default(),
            state: Gate::default(),
            broken_off: None,
            ended: None,
        })
    }

    /// One party's approval and signature.
    pub fn gate(&self, party: Party) -> &Gate {
        match party {
            Party::State => &self.state,
            Party::Municipality => &self.board,
        }
    }

    fn gate_mut(&mut self, party: Party) -> &mut Gate {
        match party {
            Party::State => &mut self.state,
            Party::Municipality => &mut self.board,
        }
    }

    fn apply(&mut self, event: &Event) {
        match (&event.what, event.party) {
            (What::Worded { wording, .. }, _) => {
                self.wording = *wording;
                self.board.lapse();
                self.state.lapse();
            }
            (What::Ready { wording }, Some(party)) => self.gate_mut(party).ready = Some(*wording),
            (What::Reopened { .. }, _) => self.not_ready(),
            (What::Approved { wording, decision }, Some(party)) if *wording == self.wording => {
                let gate = self.gate_mut(party);
                gate.approved = Some((decision.clone(), event.clone()));
                gate.declined = None;
            }
            (What::Noticed { adjusted, posted }, _) => self.notice(*adjusted, *posted),
            (What::Declined { .. }, Some(party)) => {
                self.not_ready();
                let gate = self.gate_mut(party);
                gate.approved = None;
                gate.declined = Some(event.clone());
            }
            (What::Signed(signature), Some(party)) => self.gate_mut(party).signed = Some((signature.clone(), event.clone())),
            (What::BrokenOff { .. }, _) => self.broken_off = Some(event.clone()),
            (What::Resumed { .. }, _) => {
                self.broken_off = None;
                self.not_ready();
            }
            (What::Ended { last_day, .. }, _) => self.ended = Some((*last_day, event.clone())),
            _ => {}
        }
    }

    fn not_ready(&mut self) {
        self.board.ready = None;
        self.state.ready = None;
    }

    fn notice(&mut self, on: NaiveDate, up: NaiveDate) {
        if let Some((Decision::Board { adjusted, posted, .. }, _)) = &mut self.board.approved {
            *adjusted = Some(on);
            *posted = Some(up);
        }
    }

    /// True when both stand behind the newest wording.
    pub fn agreed(&self) -> bool {
        Party::BOTH.iter().all(|p| self.gate(*p).ready == Some(self.wording))
    }

    /// True when both have approved and both have signed: the text is fixed.
    pub fn complete(&self) -> bool {
        Party::BOTH.iter().all(|p| self.gate(*p).approved.is_some() && self.gate(*p).signed.is_some())
    }

    /// The day from which it binds: the last of the two decisions and the two signatures, or the first day of its term if that is later.
    pub fn binds_from(&self) -> Option<NaiveDate> {
        if !self.complete() {
            return None;
        }
        let days = Party::BOTH.iter().flat_map(|p| {
            let gate = self.gate(*p);
            [gate.approved.as_ref().map(|(d, _)| d.decided()), gate.signed.as_ref().map(|(s, _)| s.on)]
        });
        days.flatten().chain([self.period.from]).max()
    }

    /// The state of what is not yet approved and signed by both.
    fn state_under_way(&self) -> State {
        if self.broken_off.is_some() {
            return State::BrokenOff;
        }
        if !self.agreed() {
            return State::Deliberation;
        }
        match (self.board.approved.is_some(), self.state.approved.is_some()) {
            (false, false) => State::Agreed,
            (true, false) => State::BoardApproved,
            (false, true) => State::StateApproved,
            (true, true) => State::Approved,
        }
    }
}

/// An agreement between the State and one municipality, with all its versions and all that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// `botkyrka-2011`: its place in addresses, and its identity.
    pub slug: String,
    pub municipality_code: String,
    /// Counts every change of any part; what a form was opened with.
    pub version: i64,
    /// Oldest first; there is always one.
    pub editions: Vec<Edition>,
    pub events: Vec<Event>,
}

impl Agreement {
    /// The agreement that these events make, oldest first; none when the first of them opens nothing.
    pub fn of(slug: &str, municipality_code: &str, version: i64, events: Vec<Event>) -> Option<Self> {
        let mut editions: Vec<Edition> = Vec::new();
        for event in &events {
            match (&event.what, editions.iter_mut().find(|e| e.number == event.edition)) {
                (What::Opened { .. }, None) => editions.extend(Edition::open(event)),
                (_, Some(edition)) => edition.apply(event),
                (_, None) => {}
            }
        }
        let named = |text: &str| text.to_owned();
        (!editions.is_empty()).then(|| Self { slug: named(slug), municipality_code: named(municipality_code), version, editions, events })
    }

    /// The newest version.
    pub fn newest(&self) -> &Edition {
        &self.editions[self.editions.len() - 1]
    }

    /// The versions that both have approved and signed, newest first.
    pub fn concluded(&self) -> impl Iterator<Item = &Edition> {
        self.editions.iter().rev().filter(|e| e.complete())
    }

    /// The version with this number.
    pub fn edition(&self, number: i64) -> Option<&Edition> {
        self.editions.iter().find(|e| e.number == number)
    }

    /// The days on which a version is in force; none when it is not approved and signed by both, or was replaced before its first day.
    pub fn span(&self, edition: &Edition) -> Option<Period> {
        let from = edition.binds_from()?;
        let replaced = self.replacements(edition).min();
        let last_days = [Some(edition.period.to), edition.ended.as_ref().map(|(day, _)| *day), replaced.map(day_before)];
        Period::new(from, last_days.into_iter().flatten().min()?)
    }

    /// Where a version stands on a day.
    pub fn state_of(&self, edition: &Edition, day: NaiveDate) -> State {
        let Some(from) = edition.binds_from() else { return edition.state_under_way() };
        match self.span(edition) {
            Some(span) if span.contains(day) => State::InForce,
            Some(_) if day < from => State::Signed,
            _ if self.is_replaced(edition, day) => State::Superseded,
            _ if edition.ended.is_some() => State::Ended,
            _ => State::Expired,
        }
    }

    fn is_replaced(&self, edition: &Edition, day: NaiveDate) -> bool {
        self.replacements(edition).any(|from| from <= day)
    }

    /// The days from which later versions for any of the same term bind. An amendment of this year's term leaves next year's as it is.
    fn replacements(&self, edition: &Edition) -> impl Iterator<Item = NaiveDate> {
        let (number, term) = (edition.number, edition.period);
        self.editions.iter().filter(move |e| e.number > number && e.period.overlaps(&term)).filter_map(Edition::binds_from)
    }

    /// The version in force on a day.
    pub fn in_force(&self, day: NaiveDate) -> Option<&Edition> {
        self.editions.iter().rev().find(|e| self.span(e).is_some_and(|span| span.contains(day)))
    }

    /// The version that binds the parties on a day: the one in force, or else the one both have signed for a day to come.
    pub fn binding(&self, day: NaiveDate) -> Option<&Edition> {
        self.in_force(day).or_else(|| Some(self.newest()).filter(|e| self.state_of(e, day) == State::Signed))
    }

    /// The version that would end: the binding one, or the one signed for later when the end of that is registered already.
    pub fn ending(&self, day: NaiveDate) -> Option<&Edition> {
        let signed = Some(self.newest()).filter(|e| self.state_of(e, day) == State::Signed);
        self.in_force(day).into_iter().chain(signed).find(|e| e.ended.is_none())
    }

    /// The version that is being deliberated, approved or signed.
    pub fn under_way(&self) -> Option<&Edition> {
        Some(self.newest()).filter(|e| !e.complete() && e.broken_off.is_none())
    }

    /// True when some version has been in force by that day: what the public may read.
    pub fn has_been_in_force(&self, day: NaiveDate) -> bool {
        self.editions.iter().any(|e| self.has_begun(e, day))
    }

    /// True when a version has been in force by that day.
    pub fn has_begun(&self, edition: &Edition, day: NaiveDate) -> bool {
        self.span(edition).is_some_and(|span| span.from <= day)
    }

    /// Where the agreement stands on a day: in force if any version is, otherwise as its newest version stands.
    pub fn state(&self, day: NaiveDate) -> State {
        if self.in_force(day).is_some() {
            return State::InForce;
        }
        match self.state_of(self.newest(), day) {
            State::BrokenOff => self.states(day).find(|s| *s != State::BrokenOff).unwrap_or(State::BrokenOff),
            state => state,
        }
    }

    fn states(&self, day: NaiveDate) -> impl Iterator<Item = State> {
        self.editions.iter().rev().map(move |e| self.state_of(e, day))
    }

    /// What happened to one version, oldest first.
    pub fn events_of(&self, edition: i64) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(move |e| e.edition == edition)
    }
}

fn day_before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_is_asked_about_years_of_the_term_before_and_of_no_other() {
        let year = |y| Period::new(NaiveDate::from_ymd_opt(y, 1, 1).unwrap(), NaiveDate::from_ymd_opt(y, 12, 31).unwrap()).unwrap();
        let outlived = |text| outlived_years(text, &year(2011), &year(2012));
        assert_eq!(outlived("att under 2011 verka för, och efter 2011"), [2011]);
        assert!(outlived("enligt förordningen (2008:348), under 2012, 12800109").is_empty());
        let longer = Period::new(year(2011).from, year(2012).to).unwrap();
        assert!(outlived_years("att under 2011 verka", &year(2011), &longer).is_empty(), "the new term has that year too");
    }
}
