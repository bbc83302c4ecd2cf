//! Pages of the programme, its findings, its offers and the municipalities.

mod findings;
mod municipality;
mod offers;
mod show;

pub(super) use findings::{accept, finding, findings, settle};
pub(super) use municipality::{municipalities, municipality};
pub(super) use offers::{answer, offer, offers, receive, send, send_all};
pub(super) use show::show;

use super::rules::Programme;
use super::rules::offer::{Offer, State};
use super::source;
use platform::Refusal;
use platform::web::Shell;

/// The programme of an address.
fn programme(id: &str) -> Result<&'static Programme, Refusal> {
    source::by_id(id).ok_or(Refusal::NotFound)
}

/// Where to read on about the agreement: the agreement itself for its parties once the municipality wants to negotiate, the list of agreements for
/// everybody else, who may not know of one before it has been decided.
fn agreement_address(s: &Shell, programme: &Programme, offer: &Offer) -> String {
    let m = &offer.municipality;
    let is_party = s.caller.is_state() || s.caller.is_of_municipality(&m.code);
    if is_party && offer.state == State::Accepted { format!("/avtal/{}-{}", m.slug, programme.year()) } else { "/avtal".to_owned() }
}
