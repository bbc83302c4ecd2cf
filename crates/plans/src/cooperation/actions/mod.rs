//! What is done with a cooperation agreement.

mod after;
mod draft;
mod review;
mod sign;

pub use after::{carry_out, end, note_registration, report, revise};
pub use draft::{Content, add_commitment, open, restore_commitment, save_commitment, save_part, withdraw_commitment};
pub use review::{answer, hear_plan};
pub use sign::{Laid, lay, recall, sign};

use super::rules::{GROUND, State};
use super::store::{self, Cooperation, PARTIES, Part, VersionHead};
use super::{READ_INSIDE, desk, own_parties};
use platform::access::{Act, Caller, Mandate, Role, Scope};
use platform::web::Stale;
use platform::{Conn, Refusal, Tx};
use wording::Fault;

/// An agreement as one caller may know it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub cooperation: Cooperation,
    /// Every version, oldest first.
    pub heads: Vec<VersionHead>,
    /// The caller is one of the municipality's own people.
    pub own: bool,
    /// The parties the caller acts for.
    pub acts_for: Vec<String>,
}

impl Seen {
    /// Those who read what is not signed.
    pub fn is_inside(&self) -> bool {
        self.own || !self.acts_for.is_empty()
    }

    /// The version this caller reads first: the newest signed one, or for those inside the one that waits for signatures when none is.
    pub fn first_read(&self) -> Option<&VersionHead> {
        let waiting = || store::newest(&self.heads).filter(|_| self.is_inside());
        store::concluded(&self.heads).or_else(waiting)
    }

    /// The version with this number, if the caller may read it: what is not signed is read inside only.
    pub fn version(&self, number: i64) -> Option<&VersionHead> {
        self.heads.iter().find(|h| h.version == number && (h.concluded_on.is_some() || self.is_inside()))
    }

    /// Numbers of the concluded versions.
    pub fn concluded(&self) -> Vec<i64> {
        self.heads.iter().filter(|h| h.concluded_on.is_some()).map(|h| h.version).collect()
    }

    /// The state as the caller may know it.
    pub fn state(&self) -> State {
        let inside = if self.is_inside() { Some(self.cooperation.state) } else { self.cooperation.state.seen_from_outside() };
        inside.unwrap_or(State::Ended)
    }
}

/// An agreement the caller may know of: a concluded one is public, any other is known to the municipality's own people and the parties it names.
///
/// # Errors
/// Not found where there is none, or none that the caller may know of.
pub async fn visible(conn: &mut Conn, caller: &Caller, slug: &str) -> Result<Seen, Refusal> {
    let cooperation = store::one(conn, slug).await?.ok_or(Refusal::NotFound)?;
    let heads = store::versions(conn, slug).await?;
    let own = caller.is_of_municipality(&cooperation.municipality_code);
    let acts_for = acts_for(conn, caller, &cooperation, &heads).await?;
    let seen = Seen { cooperation, heads, own, acts_for };
    if seen.is_inside() || store::concluded(&seen.heads).is_some() { Ok(seen) } else { Err(Refusal::NotFound) }
}

/// The same for those who read what is not signed; others are forbidden what they may know of.
///
/// # Errors
/// Not found, or forbidden.
pub async fn inside(conn: &mut Conn, caller: &Caller, slug: &str) -> Result<Seen, Refusal> {
    let seen = visible(conn, caller, slug).await?;
    if seen.is_inside() { Ok(seen) } else { Err(Refusal::Forbidden(&READ_INSIDE)) }
}

/// The parties the caller acts for, named in the text being written or in the newest version.
async fn acts_for(conn: &mut Conn, caller: &Caller, c: &Cooperation, heads: &[VersionHead]) -> anyhow::Result<Vec<String>> {
    if !caller.has_role(Role::Agency) && !caller.has_role(Role::Partner) {
        return Ok(Vec::new());
    }
    let mut named = store::part::<Vec<String>>(conn, &c.slug, PARTIES).await?.content;
    for head in [store::newest(heads), store::concluded(heads)].into_iter().flatten() {
        let parties = store::snapshot(conn, &c.slug, head.version).await?.map(|s| s.parties).unwrap_or_default();
        named.extend(parties.into_iter().map(|p| p.organisation_id));
    }
    named.sort_unstable();
    named.dedup();
    Ok(own_parties(caller, &c.municipality_code, named.iter().map(String::as_str)))
}

/// An agreement with the mandate to do this act with it in its municipality.
async fn mandated(tx: &mut Tx, slug: &str, act: &'static Act) -> Result<(Cooperation, Mandate), Refusal> {
    let caller = tx.caller().clone();
    let Seen { cooperation, .. } = visible(tx, &caller, slug).await?;
    let mandate = caller.mandate(act, Scope::Municipality(&cooperation.municipality_code))?;
    Ok((cooperation, mandate))
}

/// An agreement whose text may be changed now.
async fn open_for_writing(tx: &mut Tx, slug: &str, act: &'static Act) -> Result<(Cooperation, Mandate), Refusal> {
    let (cooperation, mandate) = mandated(tx, slug, act).await?;
    if cooperation.state.is_open() { Ok((cooperation, mandate)) } else { Err(Fault::must("fault-cooperation-not-open", GROUND).into()) }
}

/// The mandate of the municipality's people, or of the party itself where it acts in this municipality.
fn mandate_for(caller: &Caller, act: &'static Act, code: &str, organisation_id: &str) -> Result<Mandate, Refusal> {
    match caller.mandate(act, Scope::Municipality(code)) {
        Err(Refusal::Forbidden(_)) if agreements::partnership::acts_for(caller, organisation_id, code) => {
            caller.mandate(act, Scope::Organisation(organisation_id))
        }
        other => other,
    }
}

/// True when the caller may do the act for this party: as the municipality, or as the party itself.
pub fn can_for(caller: &Caller, act: &'static Act, code: &str, organisation_id: &str) -> bool {
    mandate_for(caller, act, code, organisation_id).is_ok()
}

/// Sets a new state; stale when somebody else was first.
async fn set_state(tx: &mut Tx, next: &Cooperation, was: i64) -> Result<(), Refusal> {
    if store::set_state(tx, next, was).await? { Ok(()) } else { Err(state_stale(next)) }
}

fn state_stale(c: &Cooperation) -> Refusal {
    let address = format!("/samverkan/{}", c.slug);
    Refusal::Stale(Box::new(Stale { at: c.opened_at.clone(), theirs: c.revision_reason.clone(), address, ..Stale::default() }))
}

/// Title of the text being written.
async fn title(conn: &mut Conn, c: &Cooperation) -> anyhow::Result<String> {
    let about: Part<_> = store::about(conn, &c.slug).await?;
    let written = about.content.title.trim();
    Ok(if written.is_empty() { c.title.clone() } else { written.to_owned() })
}

/// Everything as it stands on the desk today.
async fn lay_out(tx: &mut Tx, c: Cooperation) -> anyhow::Result<desk::Desk> {
    let today = tx.today();
    desk::lay_out(tx, c, today).await
}
