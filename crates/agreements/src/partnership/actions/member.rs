//! Entry, correction, exit, and who speaks for a member.

use super::{mandate_for, setting, slug, stale};
use crate::organisation::store as organisations;
use crate::partnership::rules::{Entry, EntryWish, ExitWish, Membership, RepresentativeWish, Speaker};
use crate::partnership::{ENTER, REPRESENT, store};
use platform::access::Mandate;
use platform::{Refusal, Tx};
use serde_json::json;

/// An organisation enters the partnership; answers with the slug of its membership. The coordinator enters anybody, an authority or a partner
/// itself.
///
/// # Errors
/// Every fault at once; forbidden for anybody else.
pub async fn enter(tx: &mut Tx, code: &str, wish: &EntryWish) -> Result<String, Refusal> {
    let today = tx.today();
    let setting = setting(tx, code, today).await?;
    let mandate = mandate_for(&tx.caller().clone(), &ENTER, code, &wish.organisation_id)?;
    let organisation = organisations::one(tx, &wish.organisation_id).await?;
    let entry = wish.check(organisation.as_ref(), &setting, None).map_err(Refusal::Rule)?;
    let slug = store::member::insert(tx, code, &wish.organisation_id, &entry).await?;
    let detail = json!({ "organisation": wish.organisation_id, "basis": entry.basis, "since": entry.since });
    tx.record(&mandate, "partnership_member", &format!("{code}/{slug}"), detail);
    tx.tell("partnership.entered", &json!({ "municipality": code, "organisation": wish.organisation_id })).await?;
    Ok(slug)
}

async fn found(tx: &mut Tx, code: &str, slug: &str) -> Result<(Membership, Mandate), Refusal> {
    let member = store::membership(tx, code, slug).await?.ok_or(Refusal::NotFound)?;
    let mandate = mandate_for(&tx.caller().clone(), &ENTER, code, &member.organisation_id)?;
    Ok((member, mandate))
}

/// Corrects a membership by a new version with its reason.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when somebody else was first.
pub async fn correct_member(tx: &mut Tx, code: &str, slug: &str, version: i64, wish: &EntryWish) -> Result<(), Refusal> {
    let (member, mandate) = found(tx, code, slug).await?;
    let today = tx.today();
    let setting = setting(tx, code, today).await?;
    let wish = EntryWish { organisation_id: member.organisation_id.clone(), ..wish.clone() };
    let organisation = organisations::one(tx, &member.organisation_id).await?;
    let entry = wish.check(organisation.as_ref(), &setting, Some(&member)).map_err(Refusal::Rule)?;
    if member.version != version || !store::member::correct(tx, &member, version, &entry, member.until).await? {
        return Err(stale_member(tx, &member, &[wish.basis.clone(), wish.since.clone(), wish.contribution.clone()]).await?);
    }
    let detail = json!({ "version": version + 1, "basis": entry.basis, "since": entry.since, "reason": entry.reason });
    tx.record(&mandate, "partnership_member", &format!("{code}/{slug}"), detail);
    Ok(())
}

/// A member leaves; the membership is kept with its last day and the reason.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when somebody else was first.
pub async fn leave(tx: &mut Tx, code: &str, slug: &str, version: i64, wish: &ExitWish) -> Result<(), Refusal> {
    let (member, mandate) = found(tx, code, slug).await?;
    let (until, reason) = wish.check(&member).map_err(Refusal::Rule)?;
    let entry = Entry {
        basis: member.basis,
        since: member.since,
        term_to: member.term_to,
        carried_over: member.carried_over,
        contribution: member.contribution.clone(),
        reason: reason.clone(),
        representative: None,
    };
    if member.version != version || !store::member::correct(tx, &member, version, &entry, Some(until)).await? {
        return Err(stale_member(tx, &member, &[wish.until.clone(), wish.reason.clone()]).await?);
    }
    tx.record(&mandate, "partnership_member", &format!("{code}/{slug}"), json!({ "until": until, "reason": reason }));
    tx.tell("partnership.left", &json!({ "municipality": code, "organisation": member.organisation_id, "until": until })).await?;
    Ok(())
}

async fn stale_member(tx: &mut Tx, member: &Membership, yours: &[String]) -> Result<Refusal, Refusal> {
    let now = store::membership(tx, &member.municipality_code, &member.slug).await?.ok_or(Refusal::NotFound)?;
    let last = store::member::versions(tx, &now.id).await?;
    let said = last.into_iter().map(|v| store::Said { version: v.version, reason: v.reason, by_name: v.by_name, at: v.at }).collect();
    let until = now.until.map(|d| d.to_string()).unwrap_or_default();
    let theirs = [now.basis.key().to_owned(), now.since.to_string(), until, now.contribution];
    let address = format!("/partnerskap/{}/medlemmar/{}", slug(tx, &member.municipality_code).await?, member.slug);
    Ok(stale(said, &theirs, yours, address))
}

/// Says who speaks for a member, by function, and what they may decide.
///
/// # Errors
/// Every fault at once.
pub async fn represent(tx: &mut Tx, code: &str, slug: &str, wish: &RepresentativeWish) -> Result<(), Refusal> {
    let member = store::membership(tx, code, slug).await?.ok_or(Refusal::NotFound)?;
    let mandate = mandate_for(&tx.caller().clone(), &REPRESENT, code, &member.organisation_id)?;
    let speaker = wish.check(&member, false).map_err(Refusal::Rule)?;
    store::member::insert_representative(tx, &member.id, &speaker).await?;
    tx.record(&mandate, "partnership_member", &format!("{code}/{slug}"), detail(&speaker));
    Ok(())
}

/// Says anew who speaks for a member, or that they no longer do.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when somebody else was first.
pub async fn correct_representative(
    tx: &mut Tx,
    code: &str,
    slug: &str,
    id: &str,
    version: i64,
    wish: &RepresentativeWish,
) -> Result<(), Refusal> {
    let member = store::membership(tx, code, slug).await?.ok_or(Refusal::NotFound)?;
    let now = member.representatives.iter().find(|r| r.id == id).ok_or(Refusal::NotFound)?;
    let mandate = mandate_for(&tx.caller().clone(), &REPRESENT, code, &member.organisation_id)?;
    let speaker = wish.check(&member, true).map_err(Refusal::Rule)?;
    if now.version != version || !store::member::correct_representative(tx, id, version, &speaker).await? {
        let said = store::member::representative_said(tx, id).await?;
        let address = format!("/partnerskap/{}/medlemmar/{}", super::slug(tx, code).await?, slug);
        return Err(stale(said, &[now.post.clone(), now.mandate.clone()], &[wish.post.clone(), wish.mandate.clone()], address));
    }
    tx.record(&mandate, "partnership_member", &format!("{code}/{slug}"), detail(&speaker));
    Ok(())
}

fn detail(speaker: &Speaker) -> serde_json::Value {
    json!({ "representative": speaker.post, "level": speaker.level, "since": speaker.since, "until": speaker.until })
}
