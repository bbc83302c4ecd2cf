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
use super::source;
use platform::Refusal;

/// The programme of an address.
fn programme(id: &str) -> Result<&'static Programme, Refusal> {
    source::by_id(id).ok_or(Refusal::NotFound)
}
