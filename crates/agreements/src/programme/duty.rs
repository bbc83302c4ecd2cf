//! What is owed in this room: offers to send, to receive and to answer, findings to settle.

use super::rules::offer::{Offer, State};
use super::source;
use super::store::{self, finding};
use chrono::NaiveDate;
use platform::access::Role;
use platform::{Conn, Duty, Owner};
use wording::Arg;

const GROUND: &str = "beslutet, första stycket";

/// The duties of the State and of the municipalities, done ones too.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn) -> anyhow::Result<Vec<Duty>> {
    let programme = source::lua_2011();
    if store::source_hash(conn, &programme.id).await?.is_none() {
        return Ok(Vec::new());
    }
    let offers = store::offers(conn).await?;
    let findings = finding::all(conn, &programme.id).await?;
    let mut all = vec![sending(&programme.id, &offers), settling(&programme.id, &findings)];
    for offer in offers.iter().filter(|o| o.state != State::NotSent) {
        all.push(receiving(&programme.id, offer));
        if offer.received_on().is_some() {
            all.push(answering(&programme.id, offer));
        }
    }
    Ok(all)
}

fn sending(programme: &str, offers: &[Offer]) -> Duty {
    let unsent: Vec<_> = offers.iter().filter(|o| o.state == State::NotSent).collect();
    let waiting = unsent.len();
    let to = if let [one] = unsent[..] { format!("/{}", one.municipality.slug) } else { String::new() };
    let last = offers.iter().filter_map(Offer::sent_on).max();
    Duty {
        key: if waiting == 0 { "duty-offers-sent" } else { "duty-offers-send" },
        args: vec![("n", waiting.into())],
        ground: GROUND,
        due: None,
        done: last.filter(|_| waiting == 0),
        owner: Owner::State,
        roles: &[Role::StateOfficer],
        address: format!("/program/{programme}/erbjudanden{to}"),
        waits: None,
        since: None,
    }
}

fn settling(programme: &str, findings: &[finding::Finding]) -> Duty {
    let open = findings.iter().filter(|f| f.is_open()).count();
    let last = findings.iter().filter_map(|f| f.holding()).filter_map(|d| d.at.get(..10)?.parse::<NaiveDate>().ok()).max();
    Duty {
        key: if open == 0 { "duty-findings-settled" } else { "duty-findings-settle" },
        args: vec![("n", open.into())],
        ground: "beslutet, bilaga 2",
        due: None,
        done: last.filter(|_| open == 0),
        owner: Owner::State,
        roles: &[Role::StateOfficer],
        address: format!("/program/{programme}/fynd"),
        waits: None,
        since: None,
    }
}

fn of_municipality(programme: &str, offer: &Offer, key: &'static str, done: Option<NaiveDate>) -> Duty {
    Duty {
        key,
        args: vec![("municipality", Arg::from(offer.municipality.name.as_str()))],
        ground: GROUND,
        due: None,
        done,
        owner: Owner::Municipality(offer.municipality.code.clone()),
        roles: &[Role::Coordinator],
        address: format!("/program/{programme}/erbjudanden/{}", offer.municipality.slug),
        waits: None,
        since: None,
    }
}

fn receiving(programme: &str, offer: &Offer) -> Duty {
    of_municipality(programme, offer, "duty-offer-receive", offer.received_on())
}

fn answering(programme: &str, offer: &Offer) -> Duty {
    of_municipality(programme, offer, "duty-offer-answer", offer.answered_on())
}
