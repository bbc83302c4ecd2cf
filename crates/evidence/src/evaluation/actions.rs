//! The verbs: register a design, write it anew, ask for a computation, stop it, do it again, bring in what others have made and correct what was said of it.

mod compute;
mod outside;
mod register;

pub use compute::{ask, cancel, recompute, recompute_saved};
pub use outside::{bring_in, correct, may_correct, outside_text_of};
pub use register::{register, revise, text_of};

use super::store::{Registered, designs};
use agreements::place;
use platform::access::{Act, Caller, Mandate, Scope};
use platform::{Conn, Refusal};

/// The newest version of a design, which everybody may read.
pub(super) async fn newest(conn: &mut Conn, slug: &str) -> Result<Registered, Refusal> {
    designs::versions(conn, slug).await?.pop().ok_or(Refusal::NotFound)
}

/// The proof that the caller may do an act for every municipality these districts lie in.
pub(super) async fn mandate_for(conn: &mut Conn, caller: &Caller, act: &'static Act, districts: &[String]) -> Result<Mandate, Refusal> {
    let mut proof = None;
    for slug in districts {
        let Some(district) = place::store::district(conn, slug).await? else { continue };
        proof = Some(caller.mandate(act, Scope::Municipality(&district.municipality.code))?);
    }
    match proof {
        Some(mandate) => Ok(mandate),
        // No district is named yet: the rules will say so, to somebody who could have named one.
        None => own_mandate(caller, act),
    }
}

fn own_mandate(caller: &Caller, act: &'static Act) -> Result<Mandate, Refusal> {
    match caller.municipalities().first() {
        Some(code) => caller.mandate(act, Scope::Municipality(code)),
        None => caller.mandate(act, Scope::Nation),
    }
}
