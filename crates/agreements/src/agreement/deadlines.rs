//! What is owed on the way to an agreement in force (§ 8), by each party in its own procedure.

use super::rules::{Agreement, Party, State};
use super::store;
use chrono::NaiveDate;
use platform::access::Role;
use platform::{Conn, Duty, Owner};
use wording::Arg;

/// The duties of both parties for every agreement that is under way, and the day it came into force for those that are.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn, today: NaiveDate) -> anyhow::Result<Vec<Duty>> {
    let names = crate::place::store::municipalities(conn).await?;
    let name = |code: &str| names.iter().find(|m| m.code == code).map_or_else(|| code.to_owned(), |m| m.name.clone());
    let agreements = store::all(conn).await?;
    Ok(agreements.iter().flat_map(|a| of(a, &name(&a.municipality_code), today)).collect())
}

fn of(agreement: &Agreement, municipality: &str, today: NaiveDate) -> Vec<Duty> {
    let newest = agreement.newest();
    let local = || Owner::Municipality(agreement.municipality_code.clone());
    let duty = |key, owner, roles, address: String, done| Duty {
        key,
        args: vec![("municipality", Arg::Text(municipality.to_owned()))],
        ground: "§ 8",
        due: None,
        done,
        owner,
        roles,
        address,
        waits: None,
    };
    let page = |part: &str| format!("/avtal/{}{part}", agreement.slug);
    let mut all = Vec::new();
    match agreement.state(today) {
        State::Deliberation => {
            all.push(duty("duty-agreement-deliberate", local(), COORDINATOR, page(""), None));
            all.push(duty("duty-agreement-deliberate", Owner::State, OFFICER, page(""), None));
        }
        State::Agreed | State::BoardApproved | State::StateApproved | State::Approved => {
            for (party, owner, roles) in [(Party::Municipality, local(), SECRETARY), (Party::State, Owner::State, SIGNATORY)] {
                let gate = newest.gate(party);
                match (&gate.approved, &gate.signed) {
                    (None, _) => all.push(duty("duty-agreement-approve", owner, roles, page("/godkannanden"), None)),
                    (Some(_), None) => all.push(duty("duty-agreement-sign", owner, roles, page("/underskrifter"), None)),
                    (Some(_), Some((signature, _))) => {
                        all.push(duty("duty-agreement-sign", owner, roles, page("/underskrifter"), Some(signature.on)));
                    }
                }
            }
        }
        State::InForce => {
            let since = newest.binds_from();
            all.push(duty("duty-agreement-in-force", local(), COORDINATOR, page(""), since));
            all.push(duty("duty-agreement-in-force", Owner::State, OFFICER, page(""), since));
        }
        _ => {}
    }
    all
}

const COORDINATOR: &[Role] = &[Role::Coordinator];
const OFFICER: &[Role] = &[Role::StateOfficer];
const SECRETARY: &[Role] = &[Role::BoardSecretary];
const SIGNATORY: &[Role] = &[Role::StateSignatory];
