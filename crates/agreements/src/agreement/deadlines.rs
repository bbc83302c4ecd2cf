//! What is owed on the way to an agreement in force (§ 8), by each party in its own procedure.

use super::rules::{Agreement, Missing, Party, State, is_turn_of, missing};
use super::{store, view};
use chrono::NaiveDate;
use platform::access::Role;
use platform::{Conn, Duty, Owner};
use wording::Arg;

/// The duties of both parties for every agreement that is under way, and the day it came into force for those that are.
///
/// The list is open to everybody, so it says whose turn it is and nothing of what the parties say to each other.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn, today: NaiveDate) -> anyhow::Result<Vec<Duty>> {
    let names = crate::place::store::municipalities(&mut *conn).await?;
    let mut all = Vec::new();
    for agreement in store::all(&mut *conn).await? {
        let name = names.iter().find(|m| m.code == agreement.municipality_code).map_or(agreement.slug.as_str(), |m| m.name.as_str());
        let desk = Desk { agreement: &agreement, municipality: name };
        all.extend(desk.in_force(today));
        if let Some(edition) = agreement.under_way() {
            let clauses = view::clauses(&mut *conn, &agreement.slug, edition.number).await?;
            all.extend(desk.under_way(agreement.state_of(edition, today), &missing(edition, &clauses)));
        }
        all.extend(desk.to_notice());
    }
    Ok(all)
}

/// One agreement and the name of its municipality.
struct Desk<'a> {
    agreement: &'a Agreement,
    municipality: &'a str,
}

const OFFER: &str = "beslutet, första stycket";
const APPROVAL: &str = "§ 8";
const MUNICIPAL_LAW: &str = "kommunallagen 8 kap.";

impl Desk<'_> {
    fn duty(&self, key: &'static str, ground: &'static str, party: Party, roles: &'static [Role], part: &str) -> Duty {
        Duty {
            key,
            args: vec![("municipality", Arg::Text(self.municipality.to_owned()))],
            ground,
            due: None,
            done: None,
            owner: match party {
                Party::State => Owner::State,
                Party::Municipality => Owner::Municipality(self.agreement.municipality_code.clone()),
            },
            roles,
            address: format!("/avtal/{}{part}", self.agreement.slug),
            waits: None,
            since: None,
        }
    }

    fn in_force(&self, today: NaiveDate) -> Vec<Duty> {
        let Some(edition) = self.agreement.in_force(today) else { return Vec::new() };
        let done = edition.binds_from();
        let duty = |party| Duty { done, ..self.duty("duty-agreement-in-force", APPROVAL, party, officer(party), "") };
        Party::BOTH.map(duty).into()
    }

    fn under_way(&self, state: State, missing: &[Missing]) -> Vec<Duty> {
        Party::BOTH
            .map(|party| if state == State::Deliberation { self.to_deliberate(party, missing) } else { self.to_decide(party) })
            .into()
    }

    /// The duty waits for the other party while that has a proposal to answer, or has yet to stand behind the wording.
    fn to_deliberate(&self, party: Party, missing: &[Missing]) -> Duty {
        let waits = (!is_turn_of(party, missing)).then_some(match party {
            Party::Municipality => "agreement-waits-state",
            Party::State => "agreement-waits-municipality",
        });
        Duty { waits, ..self.duty("duty-agreement-deliberate", OFFER, party, officer(party), "") }
    }

    /// Each party decides, and then signs, without waiting for the other.
    fn to_decide(&self, party: Party) -> Duty {
        let gate = self.agreement.newest().gate(party);
        if gate.approved.is_none() {
            return self.duty("duty-agreement-approve", APPROVAL, party, decider(party), "/godkannanden");
        }
        let done = gate.signed.as_ref().map(|(signature, _)| signature.on);
        Duty { done, ..self.duty("duty-agreement-sign", APPROVAL, party, decider(party), "/underskrifter") }
    }

    /// Minutes adjusted and notice posted: without them nobody can say when the board's decision has legal force.
    fn to_notice(&self) -> Option<Duty> {
        let (decision, _) = self.agreement.newest().board.approved.as_ref()?;
        let silent = decision.legal_force().is_none();
        let board = Party::Municipality;
        silent.then(|| self.duty("duty-agreement-notice", MUNICIPAL_LAW, board, decider(board), "/godkannanden"))
    }
}

fn officer(party: Party) -> &'static [Role] {
    match party {
        Party::Municipality => &[Role::Coordinator],
        Party::State => &[Role::StateOfficer],
    }
}

fn decider(party: Party) -> &'static [Role] {
    match party {
        Party::Municipality => &[Role::BoardSecretary],
        Party::State => &[Role::StateSignatory],
    }
}
