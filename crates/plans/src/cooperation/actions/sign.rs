//! Laid before the parties, taken back, signed on paper.

use super::{lay_out, mandate_for, mandated, open_for_writing, set_state, visible};
use crate::cooperation::rules::{
    GROUND, Outcome, SignatureDraft, Snapshot, State, check_reason, concluded_on, is_revision, read_signature,
};
use crate::cooperation::store::{self, Answer, Cooperation, Signature, VersionHead};
use crate::cooperation::{LAY, RECALL, SIGN};
use platform::access::Mandate;
use platform::db::day;
use platform::{Refusal, Tx};
use serde_json::json;
use wording::Fault;

/// What was laid before the parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    pub slug: String,
    pub version: i64,
}

/// Lays the text before the parties for their signatures: it is frozen, with its goals as the plans in force have them. "Ska" blocks with every
/// fault at once; "bör" goes with it as remarks. A new version answers the reviews that wait.
///
/// # Errors
/// [`Refusal::Rule`] with everything in the way; stale when the state has changed since `version`.
pub async fn lay(tx: &mut Tx, slug: &str, version: i64) -> Result<Laid, Refusal> {
    let (cooperation, mandate) = open_for_writing(tx, slug, &LAY).await?;
    let desk = lay_out(tx, cooperation).await?;
    Refusal::unless_clean(desk.faults.clone())?;
    let number = store::versions(tx, slug).await?.last().map_or(1, |h| h.version + 1);
    let cooperation = desk.cooperation.clone();
    let head = head(tx, &cooperation, number);
    store::add_version(tx, &head, &mandate.words(), &desk.snapshot(number)).await?;
    answer_open(tx, &cooperation).await?;
    set_state(tx, &Cooperation { state: cooperation.state.laid(), ..cooperation }, version).await?;
    tx.record(&mandate, "cooperation", slug, json!({ "laid": number }));
    tx.tell("cooperation.laid", &json!({ "cooperation": slug, "version": number })).await?;
    Ok(Laid { slug: slug.to_owned(), version: number })
}

fn head(tx: &Tx, c: &Cooperation, version: i64) -> VersionHead {
    VersionHead {
        slug: c.slug.clone(),
        version,
        laid_on: tx.today().to_string(),
        laid_at: tx.stamp(),
        laid_by: tx.caller().name().to_owned(),
        reason: c.revision_reason.clone(),
        concluded_on: None,
        recalled_on: None,
        recalled_by: None,
        recall_reason: None,
    }
}

/// A new text has its goals as they read now, so it is the answer to what waited.
async fn answer_open(tx: &mut Tx, c: &Cooperation) -> Result<(), Refusal> {
    let (on, by) = (tx.today().to_string(), tx.caller().name().to_owned());
    let recalled = store::versions(tx, &c.slug).await?.into_iter().rev().find_map(|h| h.recall_reason);
    let reason = if c.revision_reason.is_empty() { recalled.unwrap_or_default() } else { c.revision_reason.clone() };
    for review in store::reviews(tx, &c.slug).await?.into_iter().filter(store::Review::is_open) {
        let answer = Answer { outcome: Outcome::Revise, reason: &reason, on: &on, by: &by };
        store::add_answer(tx, &review.id, &answer).await?;
    }
    Ok(())
}

/// Takes a text back that waits for signatures, with the reason: it is written on, and comes as a version of its own. What has been signed of it
/// stands in the old version.
///
/// # Errors
/// A rule without a reason, or when no text waits; stale when somebody was first.
pub async fn recall(tx: &mut Tx, slug: &str, version: i64, reason: &str) -> Result<(), Refusal> {
    let (cooperation, mandate) = mandated(tx, slug, &RECALL).await?;
    let mut faults = check_reason(reason, "fault-cooperation-recall-reason");
    if !cooperation.state.is_signing() {
        faults.push(Fault::must("fault-cooperation-not-signing", GROUND));
    }
    Refusal::unless_clean(faults)?;
    take_back(tx, &mandate, cooperation, version, reason.trim()).await
}

pub(super) async fn take_back(tx: &mut Tx, mandate: &Mandate, c: Cooperation, version: i64, reason: &str) -> Result<(), Refusal> {
    let heads = store::versions(tx, &c.slug).await?;
    let number = store::newest(&heads).map(|h| h.version).ok_or(Refusal::NotFound)?;
    let (on, by) = (tx.today().to_string(), tx.caller().name().to_owned());
    store::add_recall(tx, &c.slug, number, reason, &on, &by).await?;
    let slug = c.slug.clone();
    set_state(tx, &Cooperation { state: c.state.recalled(), ..c }, version).await?;
    tx.record(mandate, "cooperation", &slug, json!({ "recalled": number, "reason": reason }));
    Ok(())
}

/// Registers a party's signature on paper: place, day, and who signed by office. The last one concludes the agreement. The municipality registers
/// anybody's paper, an authority or a partner its own; true when it was the last.
///
/// # Errors
/// Every fault at once; not found unless a text waits for signatures that the caller may know of.
pub async fn sign(tx: &mut Tx, slug: &str, draft: &SignatureDraft) -> Result<bool, Refusal> {
    let caller = tx.caller().clone();
    let seen = visible(tx, &caller, slug).await?;
    let code = seen.cooperation.municipality_code.clone();
    let mandate = mandate_for(&caller, &SIGN, &code, draft.organisation.trim())?;
    if !seen.cooperation.state.is_signing() {
        return Err(Fault::must("fault-cooperation-not-signing", GROUND).into());
    }
    let head = store::newest(&seen.heads).cloned().ok_or(Refusal::NotFound)?;
    let snapshot = store::snapshot(tx, slug, head.version).await?.ok_or(Refusal::NotFound)?;
    let mut signed = store::signatures(tx, slug, head.version).await?;
    let signature = read(tx, &head, &snapshot, &signed, draft)?;
    store::add_signature(tx, &signature).await?;
    tx.record(&mandate, "cooperation", slug, json!({ "signed": signature.organisation_id, "version": head.version }));
    signed.push(signature);
    let Some(on) = concluded(&snapshot, &signed)? else { return Ok(false) };
    conclude(tx, &mandate, seen.cooperation, &seen.heads, &head, &on).await?;
    Ok(true)
}

fn read(tx: &Tx, head: &VersionHead, s: &Snapshot, signed: &[Signature], draft: &SignatureDraft) -> Result<Signature, Refusal> {
    let parties: Vec<_> = s.parties.iter().map(|p| p.organisation_id.as_str()).collect();
    let given: Vec<_> = signed.iter().map(|x| x.organisation_id.as_str()).collect();
    let on = read_signature(draft, &parties, &given, day(&head.laid_on)?, tx.today()).map_err(Refusal::Rule)?;
    Ok(Signature {
        slug: head.slug.clone(),
        version: head.version,
        organisation_id: draft.organisation.trim().into(),
        place: draft.place.trim().into(),
        signed_on: on.to_string(),
        office: draft.office.trim().into(),
        registered_at: tx.stamp(),
        registered_by: tx.caller().name().to_owned(),
    })
}

fn concluded(s: &Snapshot, signed: &[Signature]) -> anyhow::Result<Option<String>> {
    let parties: Vec<_> = s.parties.iter().map(|p| p.organisation_id.as_str()).collect();
    let days: anyhow::Result<Vec<_>> = signed.iter().map(|x| Ok((x.organisation_id.as_str(), day(&x.signed_on)?))).collect();
    Ok(concluded_on(&parties, &days?).map(|d| d.to_string()))
}

async fn conclude(
    tx: &mut Tx,
    mandate: &Mandate,
    c: Cooperation,
    heads: &[VersionHead],
    head: &VersionHead,
    on: &str,
) -> Result<(), Refusal> {
    let slug = c.slug.clone();
    store::add_conclusion(tx, &slug, head.version, on).await?;
    let was = c.version;
    set_state(tx, &Cooperation { state: State::InForce, ..c }, was).await?;
    let mut concluded: Vec<_> = heads.iter().filter(|h| h.concluded_on.is_some()).map(|h| h.version).collect();
    concluded.push(head.version);
    let revision = is_revision(&concluded, head.version);
    tx.record(mandate, "cooperation", &slug, json!({ "concluded": head.version, "on": on, "revision": revision }));
    tx.tell("cooperation.concluded", &json!({ "cooperation": slug, "version": head.version, "revision": revision })).await?;
    Ok(())
}
