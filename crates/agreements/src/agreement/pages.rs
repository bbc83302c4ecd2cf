//! The room's pages: the agreement as a document, its clauses, its two procedures.

pub(super) mod change;
pub(super) mod clause;
pub(super) mod show;
pub(super) mod sign;

use super::rules::{Agreement, Clause, Edition, Party, Verb, hindrance};
use super::view::AgreementDocument;
use super::{actions, view};
use platform::access::{Act, Scope};
use platform::web::{App, Fields, Shell};
use platform::{Conn, Refusal};

/// An agreement with everything its pages show.
pub(super) struct Scene {
    pub agreement: Agreement,
    /// The version shown: for the parties the newest, for others the one in force.
    pub edition: Edition,
    pub doc: AgreementDocument,
    pub state: &'static str,
    pub tone: &'static str,
    pub is_party: bool,
}

impl Scene {
    async fn load(conn: &mut Conn, s: &Shell, slug: &str) -> Result<Self, Refusal> {
        let agreement = actions::visible(conn, &s.caller, slug, s.today).await?;
        let is_party = actions::is_party(&s.caller, &agreement);
        let edition = view::edition_for(&agreement, &s.caller, s.today).clone();
        let doc = view::document_of(conn, &agreement, &edition).await?;
        let state = agreement.state_of(&edition, s.today);
        Ok(Self { state: state.key(), tone: state.tone(), agreement, edition, doc, is_party })
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

/// Which page a form stood on, so that a refusal comes back to it.
#[derive(Clone, Copy)]
pub(super) enum Origin {
    Document,
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
    match done {
        Ok(_) => {
            tx.save().await?;
            let part = match origin {
                Origin::Document => "",
                Origin::Approvals => "/godkannanden",
                Origin::Signatures => "/underskrifter",
            };
            Ok(platform::web::see_other(&format!("/avtal/{slug}{part}"), notice))
        }
        Err(Refusal::Rule(faults)) => {
            drop(tx);
            match origin {
                Origin::Document => show::document(app, s, slug, &faults).await,
                Origin::Approvals => sign::approvals_page(app, s, slug, fields, &faults).await,
                Origin::Signatures => sign::signatures_page(app, s, slug, fields, &faults).await,
            }
        }
        Err(other) => Err(other),
    }
}
