//! The room's pages: the agreement as a document, its clauses, its two procedures.

pub(super) mod change;
pub(super) mod clause;
pub(super) mod delegation;
pub(super) mod list;
pub(super) mod show;
pub(super) mod sign;

use super::rules::{Agreement, Cause, Clause, Edition, Missing, Party, State, Verb, hindrance, missing, outlived_years};
use super::view::AgreementDocument;
use super::{actions, view};
use calendar::Period;
use platform::access::{Act, Scope};
use platform::web::{App, Fields, Shell, settle};
use platform::{Conn, Refusal};

/// An agreement with everything its pages show.
pub(super) struct Scene {
    pub agreement: Agreement,
    /// The version shown: the one asked for, or else for the parties the newest, for others the one in force.
    pub edition: Edition,
    pub doc: AgreementDocument,
    pub state: &'static str,
    pub tone: &'static str,
    /// The state with its days, as a sentence.
    pub says: String,
    pub is_party: bool,
    /// What is missing of the version; empty for a reader who is neither party.
    pub missing: Vec<Missing>,
    /// Numbers of the versions the reader may open.
    pub readable: Vec<i64>,
}

impl Scene {
    /// True when the version bound its parties once and does no longer.
    fn has_passed(&self) -> bool {
        ["expired", "ended", "superseded"].contains(&self.state)
    }

    async fn load(conn: &mut Conn, s: &Shell, slug: &str) -> Result<Self, Refusal> {
        Self::of_version(conn, s, slug, None).await
    }

    async fn of_version(conn: &mut Conn, s: &Shell, slug: &str, number: Option<i64>) -> Result<Self, Refusal> {
        let agreement = actions::visible(conn, &s.caller, slug, s.today).await?;
        let is_party = actions::is_party(&s.caller, &agreement);
        let readable = |e: &Edition| view::may_read(&agreement, e, &s.caller, s.today);
        let edition = match number {
            Some(number) => agreement.edition(number).filter(|e| readable(e)).ok_or(Refusal::NotFound)?.clone(),
            None => view::edition_for(&agreement, &s.caller, s.today).clone(),
        };
        let doc = view::document_of(conn, &agreement, &edition).await?;
        let doc = if is_party { doc } else { doc.without_log() };
        let clauses: Vec<_> = doc.sections.iter().flat_map(|section| section.clauses.clone()).collect();
        let state = agreement.state_of(&edition, s.today);
        Ok(Self {
            missing: if is_party { missing(&edition, &clauses) } else { Vec::new() },
            readable: agreement.editions.iter().filter(|e| readable(e)).map(|e| e.number).collect(),
            says: says(s, &agreement, &edition),
            state: state.key(),
            tone: state.tone(),
            agreement,
            edition,
            doc,
            is_party,
        })
    }

    /// The term before, where the version shown prolongs it.
    fn prolonged(&self) -> Option<Period> {
        let earlier = || self.agreement.concluded().find(|e| e.number < self.edition.number);
        (self.edition.cause == Cause::Prolongation).then(earlier).flatten().map(|e| self.agreement.span(e).unwrap_or(e.period))
    }

    /// What is asked of a clause that names a year of the term before; empty where nothing is.
    fn outlived(&self, s: &Shell, text: &str) -> String {
        let years = self.prolonged().map_or_else(Vec::new, |before| outlived_years(text, &before, &self.edition.period));
        match years.as_slice() {
            [] => String::new(),
            years => {
                let years = years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                let period = wording::period(s.lang, self.edition.period.from, self.edition.period.to);
                s.t2("agreement-outlived", "years", years, "period", period)
            }
        }
    }

    /// True when the version shown is the one that forms act upon.
    fn is_newest(&self) -> bool {
        self.edition.number == self.agreement.newest().number
    }

    fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.doc.sections.iter().flat_map(|section| &section.clauses)
    }

    fn may(&self, s: &Shell, act: &'static Act) -> bool {
        s.caller.can(act, Scope::Municipality(&self.agreement.municipality_code))
    }

    /// Why a party cannot do this now, in words; empty when it can.
    fn hindrance(&self, s: &Shell, verb: Verb, party: Party) -> String {
        hindrance(&self.agreement, verb, party, s.today).map(|fault| s.fault(&fault)).unwrap_or_default()
    }

    /// The party whose officer is reading; the State's where the reader is of both or of none.
    fn own_party(&self, s: &Shell) -> Party {
        if s.caller.is_of_municipality(&self.agreement.municipality_code) && !s.caller.is_state() {
            Party::Municipality
        } else {
            Party::State
        }
    }
}

/// The state of a version in words, with the day it has been so since and the last day it will be.
fn says(s: &Shell, agreement: &Agreement, edition: &Edition) -> String {
    let state = agreement.state_of(edition, s.today);
    let last_event = agreement.events_of(edition.number).last().map_or(s.today, |e| e.day);
    let span = agreement.span(edition);
    let (since, until) = match state {
        State::Deliberation => (edition.opened.day, edition.period.to),
        State::InForce | State::Signed => (edition.binds_from().unwrap_or(s.today), span.map_or(edition.period.to, |p| p.to)),
        State::Expired | State::Ended | State::Superseded => (edition.period.from, span.map_or(edition.period.to, |p| p.to)),
        _ => (last_event, edition.period.to),
    };
    let key = format!("agreement-says-{}", state.key().replace('_', "-"));
    s.t2(&key, "date", s.date(since), "to", s.date(until))
}

/// What is missing, in words: `Staten svarar på förslaget om punkt 6.2`.
pub(super) fn lacks(s: &Shell, it: &Missing) -> String {
    let who = it.party.map_or("", Party::key);
    let key = format!("agreement-missing-{}{}{}", it.lack.key(), if who.is_empty() { "" } else { "-" }, who);
    s.t1(&key, "clause", &it.clause)
}

/// Which page a form stood on, so that a refusal comes back to it.
#[derive(Clone, Copy)]
pub(super) enum Origin {
    /// The agreement's own page, with the end of the form's address.
    Document(&'static str),
    Approvals,
    Signatures,
}

/// Saves and goes on, or shows the form's page again with what was typed and every fault.
pub(super) async fn finish<T>(
    app: &App,
    s: Shell,
    slug: &str,
    tx: platform::Tx,
    done: Result<T, Refusal>,
    fields: &Fields,
    (origin, notice): (Origin, &str),
) -> Result<axum::response::Response, Refusal> {
    match settle(tx, done).await? {
        Ok(_) => {
            let part = match origin {
                Origin::Document(_) => "",
                Origin::Approvals => "/godkannanden",
                Origin::Signatures => "/underskrifter",
            };
            Ok(platform::web::see_other(&format!("/avtal/{slug}{part}"), notice))
        }
        Err(faults) => match origin {
            Origin::Document(form) => show::document(app, s, slug, None, (form, fields), &faults).await,
            Origin::Approvals => sign::approvals_page(app, s, slug, fields, &faults).await,
            Origin::Signatures => sign::signatures_page(app, s, slug, fields, &faults).await,
        },
    }
}
