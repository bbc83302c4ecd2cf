//! The verbs of the partnership room: look up, mandate, rules, store, record, tell.

mod group;
mod invitation;
mod meeting;
mod member;

pub use group::{add_group, correct_group};
pub use invitation::{answer, invite};
pub use meeting::{carry_out, correct_meeting, hold_meeting};
pub use member::{correct_member, correct_representative, enter, leave, represent};

use super::rules::{Bound, FoundingWish, Setting};
use super::{FORM, store};
use crate::agreement::store as agreements;
use crate::organisation::store as organisations;
use crate::place::store as places;
use crate::programme::source::lua_2011;
use chrono::NaiveDate;
use platform::access::{Act, Caller, Mandate, Scope};
use platform::web::Stale;
use platform::{Conn, Refusal, Tx};
use serde_json::json;
use wording::Fault;

/// What the rules need to know of the partnership of a municipality today.
///
/// # Errors
/// Not found for an unknown municipality, or what the engine says.
pub async fn setting(conn: &mut Conn, code: &str, today: NaiveDate) -> Result<Setting, Refusal> {
    let municipality = organisations::one(conn, &format!("kommun-{code}")).await?.ok_or(Refusal::NotFound)?;
    let agreement = agreement(conn, code, today).await?;
    let formed_on = store::partnership(conn, code).await?.map(|p| p.formed_on);
    let programme = lua_2011();
    let predecessor_from = NaiveDate::from_ymd_opt(programme.predecessor.from, 1, 1).unwrap_or(programme.from);
    let bound = bound(conn, code).await?;
    let members = store::memberships(conn, code).await?;
    Ok(Setting { today, municipality, agreement, predecessor_from, formed_on, bound, members })
}

/// First and last day of the agreement in force: the first of any of its versions, the last of the one that holds.
async fn agreement(conn: &mut Conn, code: &str, today: NaiveDate) -> anyhow::Result<Option<(NaiveDate, NaiveDate)>> {
    let Some(holds) = agreements::in_force(conn, code, today).await? else { return Ok(None) };
    let all = agreements::statuses(conn).await?;
    let first = all.into_iter().find(|a| a.municipality_code == code).and_then(|a| a.in_force_from);
    Ok(Some((first.unwrap_or(holds.from), holds.to)))
}

/// The authorities with an assignment to join the partnership of this municipality, with the assignment's last day (decision, "Bakgrund").
///
/// # Errors
/// What the engine says.
pub async fn bound(conn: &mut Conn, code: &str) -> anyhow::Result<Vec<Bound>> {
    let authorities = organisations::bound_authorities(conn, code).await?;
    Ok(authorities.into_iter().map(|o| Bound { to: assignment_ends(&o.id), organisation_id: o.id, name: o.name }).collect())
}

fn assignment_ends(organisation_id: &str) -> NaiveDate {
    let programme = lua_2011();
    let holds = |key: &str| organisation_id == key || organisation_id.starts_with(&format!("{key}-"));
    programme.authorities.iter().find(|a| holds(&a.key)).map_or(programme.to, |a| a.to)
}

/// Forms the partnership of a municipality, with those who join the same day (§ 3, first paragraph).
///
/// # Errors
/// Every fault at once; a member's faults stand beside its own fields (`members.arbetsformedlingen.basis`).
pub async fn form(tx: &mut Tx, code: &str, wish: &FoundingWish) -> Result<(), Refusal> {
    places::municipality(tx, code).await?.ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(&FORM, Scope::Municipality(code))?;
    let today = tx.today();
    let mut setting = setting(tx, code, today).await?;
    if setting.formed_on.is_some() {
        return Err(Fault::must("fault-partnership-formed", "§ 3").into());
    }
    let (founding, mut faults) = split(wish.check(&setting));
    setting.formed_on = founding.as_ref().map(|f| f.formed_on).or(Some(today));
    let mut entries = Vec::new();
    for entry in &wish.entries {
        let organisation = organisations::one(tx, &entry.organisation_id).await?;
        let (sound, found) = split(entry.check(organisation.as_ref(), &setting, None));
        faults.extend(found.into_iter().map(|f| beside(f, &entry.organisation_id)));
        entries.extend(sound.map(|sound| (entry.organisation_id.as_str(), sound)));
    }
    let Some(founding) = founding.filter(|_| faults.is_empty()) else { return Err(Refusal::Rule(faults)) };
    store::insert(tx, code, &founding).await?;
    for (organisation_id, entry) in &entries {
        store::member::insert(tx, code, organisation_id, entry).await?;
    }
    let members: Vec<_> = entries.iter().map(|(id, _)| *id).collect();
    tx.record(&mandate, "partnership", code, json!({ "formed_on": founding.formed_on, "members": members }));
    tx.tell("partnership.formed", &json!({ "municipality": code, "formed_on": founding.formed_on })).await?;
    Ok(())
}

/// Says anew how the partnership is formed; the versions before are kept.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when somebody else has said it anew since `version`.
pub async fn correct(tx: &mut Tx, code: &str, version: i64, wish: &FoundingWish) -> Result<(), Refusal> {
    let now = store::partnership(tx, code).await?.ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(&FORM, Scope::Municipality(code))?;
    let today = tx.today();
    let founding = wish.check(&setting(tx, code, today).await?).map_err(Refusal::Rule)?;
    if now.version != version || !store::correct(tx, code, version, &founding).await? {
        let said = store::versions(tx, code).await?;
        let theirs = [now.formed_on.to_string(), now.residents, now.coordination];
        let yours = [&*wish.formed_on, &wish.residents, &wish.coordination].map(str::to_owned);
        return Err(stale(said, &theirs, &yours, format!("/partnerskap/{}/bildande", slug(tx, code).await?)));
    }
    tx.record(&mandate, "partnership", code, json!({ "version": version + 1, "reason": founding.reason }));
    Ok(())
}

fn split<T>(checked: Result<T, Vec<Fault>>) -> (Option<T>, Vec<Fault>) {
    match checked {
        Ok(value) => (Some(value), Vec::new()),
        Err(faults) => (None, faults),
    }
}

fn beside(mut fault: Fault, organisation_id: &str) -> Fault {
    fault.field = format!("members.{organisation_id}.{}", fault.field);
    fault
}

/// The municipality's slug, for addresses.
async fn slug(conn: &mut Conn, code: &str) -> Result<String, Refusal> {
    Ok(places::municipality(conn, code).await?.ok_or(Refusal::NotFound)?.slug)
}

/// The mandate of the municipality's coordinator, or of the organisation itself where it acts in this municipality.
fn mandate_for(caller: &Caller, act: &'static Act, code: &str, organisation_id: &str) -> Result<Mandate, Refusal> {
    match caller.mandate(act, Scope::Municipality(code)) {
        Err(Refusal::Forbidden(_)) if super::acts_for(caller, organisation_id, code) => {
            caller.mandate(act, Scope::Organisation(organisation_id))
        }
        other => other,
    }
}

/// True when the caller may do the act as the municipality's coordinator or as the organisation itself.
pub fn can(caller: &Caller, act: &'static Act, code: &str, organisation_id: &str) -> bool {
    mandate_for(caller, act, code, organisation_id).is_ok()
}

fn stale(said: Vec<store::Said>, theirs: &[String], yours: &[String], address: String) -> Refusal {
    let last = said.into_iter().next();
    let words = |texts: &[String]| texts.iter().filter(|t| !t.is_empty()).cloned().collect::<Vec<_>>().join("\n");
    Refusal::Stale(Box::new(Stale {
        by: last.as_ref().map(|s| s.by_name.clone()).unwrap_or_default(),
        at: last.map(|s| s.at).unwrap_or_default(),
        theirs: words(theirs),
        yours: words(yours),
        address,
    }))
}
