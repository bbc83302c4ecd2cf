//! Writing: parts and commitments, field by field.

use super::open_for_writing;
use crate::cooperation::rules::{AboutDraft, CommitmentDraft, GROUND, State, check_reason};
use crate::cooperation::store::{self, ABOUT, Cooperation, GOALS, PARTIES, Part, WorkingCommitment};
use crate::cooperation::{OPEN, WRITE};
use agreements::organisation::rules::slug as slug_of;
use agreements::place;
use platform::access::Scope;
use platform::clock::new_id;
use platform::web::Stale;
use platform::{Conn, Refusal, Saved, Tx};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use wording::Fault;

/// A part of the text as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    About(AboutDraft),
    /// Ids of the parties beside the municipality.
    Parties(Vec<String>),
    /// Ids of goals.
    Goals(Vec<String>),
}

/// Opens an agreement of a municipality under a title, and returns its address.
///
/// # Errors
/// Not found for an unknown municipality; a rule without a title.
pub async fn open(tx: &mut Tx, municipality_code: &str, title: &str) -> Result<String, Refusal> {
    let municipality = place::store::municipality(tx, municipality_code).await?.ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(&OPEN, Scope::Municipality(&municipality.code))?;
    let title = title.trim();
    if slug_of(title).is_empty() {
        return Err(Fault::must("fault-cooperation-title", GROUND).at("title").into());
    }
    let slug = free_slug(tx, &short(&format!("{}-{}", municipality.slug, slug_of(title)))).await?;
    let cooperation = Cooperation {
        slug: slug.clone(),
        municipality_code: municipality.code,
        municipality_name: municipality.name,
        title: title.to_owned(),
        state: State::Draft,
        version: 1,
        revision_reason: String::new(),
        opened_at: tx.stamp(),
        opened_by: tx.caller().name().to_owned(),
        ended_on: None,
        end_reason: None,
    };
    store::add(tx, &cooperation).await?;
    let about = AboutDraft { title: title.to_owned(), ..AboutDraft::default() };
    let part = written(tx, 1, about);
    store::save_part(tx, &slug, ABOUT, &part, 0).await?;
    tx.record(&mandate, "cooperation", &slug, json!({ "opened": true }));
    Ok(slug)
}

/// An address of at most about sixty letters, cut at a word.
fn short(slug: &str) -> String {
    let mut out = String::new();
    for word in slug.split('-') {
        if out.len() + word.len() > 60 {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(word);
    }
    out
}

async fn free_slug(conn: &mut Conn, wished: &str) -> anyhow::Result<String> {
    let mut slug = wished.to_owned();
    let mut number = 2;
    while store::one(conn, &slug).await?.is_some() {
        slug = format!("{wished}-{number}");
        number += 1;
    }
    Ok(slug)
}

fn written<T>(tx: &Tx, version: i64, content: T) -> Part<T> {
    Part { version, content, changed_at: tx.stamp(), changed_by: tx.caller().name().to_owned() }
}

/// Saves a part over `version` (0 when nothing has been saved), readable or not: what is half-written is kept too.
///
/// # Errors
/// Stale with both texts when somebody saved since.
pub async fn save_part(tx: &mut Tx, slug: &str, version: i64, content: Content) -> Result<Saved, Refusal> {
    match content {
        Content::About(about) => save(tx, slug, ABOUT, version, about, |a| a.fields().map(|(_, v)| v.to_owned()).join("\n")).await,
        Content::Parties(ids) => save(tx, slug, PARTIES, version, sorted(ids), |ids| ids.join("\n")).await,
        Content::Goals(ids) => save(tx, slug, GOALS, version, sorted(ids), |ids| ids.join("\n")).await,
    }
}

fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.retain(|id| !id.is_empty());
    ids.sort_unstable();
    ids.dedup();
    ids
}

async fn save<T>(tx: &mut Tx, slug: &str, name: &str, version: i64, content: T, words: impl Fn(&T) -> String) -> Result<Saved, Refusal>
where
    T: Serialize + DeserializeOwned + Default + PartialEq,
{
    let (_, mandate) = open_for_writing(tx, slug, &WRITE).await?;
    let now: Part<T> = store::part(tx, slug, name).await?;
    // Whoever saves what already stands has lost no race: their own form may have saved itself in between.
    if now.content == content {
        return Ok(Saved { version: now.version, changed: false });
    }
    let next = written(tx, version + 1, content);
    if now.version != version || !store::save_part(tx, slug, name, &next, version).await? {
        let (theirs, yours) = (words(&now.content), words(&next.content));
        return Err(stale(now.changed_by, now.changed_at, theirs, yours, format!("/samverkan/{slug}/del/{name}")));
    }
    tx.record(&mandate, "cooperation", slug, json!({ "part": name, "version": next.version }));
    Ok(Saved { version: next.version, changed: true })
}

fn stale(by: String, at: String, theirs: String, yours: String, address: String) -> Refusal {
    Refusal::Stale(Box::new(Stale { by, at, theirs, yours, address }))
}

/// Adds a commitment with its party and words; the rest is written on its own page. Returns its id.
///
/// # Errors
/// Every fault at once.
pub async fn add_commitment(tx: &mut Tx, slug: &str, draft: CommitmentDraft) -> Result<String, Refusal> {
    let (_, mandate) = open_for_writing(tx, slug, &WRITE).await?;
    let wanting = [
        (draft.party.trim().is_empty(), Fault::must("fault-commitment-new-party", GROUND).at("party")),
        (draft.text.trim().is_empty(), Fault::must("fault-commitment-new-text", GROUND).at("text")),
    ];
    let faults = wanting.into_iter().filter(|(wrong, _)| *wrong).map(|(_, f)| f).collect();
    Refusal::unless_clean(faults)?;
    let number = store::working(tx, slug).await?.iter().map(|c| c.number).max().unwrap_or(0) + 1;
    let commitment = WorkingCommitment {
        id: new_id(),
        slug: slug.to_owned(),
        number,
        version: 1,
        draft,
        changed_at: tx.stamp(),
        changed_by: tx.caller().name().to_owned(),
        withdrawn_on: None,
        withdrawn_reason: None,
    };
    store::add_working(tx, &commitment).await?;
    tx.record(&mandate, "cooperation", slug, json!({ "commitment": commitment.id, "number": number, "added": true }));
    Ok(commitment.id)
}

/// Saves a commitment's fields over `version`, readable or not.
///
/// # Errors
/// Stale with both texts when somebody saved since.
pub async fn save_commitment(tx: &mut Tx, slug: &str, id: &str, version: i64, draft: CommitmentDraft) -> Result<Saved, Refusal> {
    let (_, mandate) = open_for_writing(tx, slug, &WRITE).await?;
    let now = store::working_one(tx, slug, id).await?.ok_or(Refusal::NotFound)?;
    let changed = now.draft.changed_fields(&draft);
    if changed.is_empty() {
        return Ok(Saved { version: now.version, changed: false });
    }
    let next = WorkingCommitment { draft, ..signed(tx, &now) };
    if now.version != version || !store::save_working(tx, &next, version).await? {
        return Err(commitment_stale(&now, &next.draft));
    }
    tx.record(&mandate, "cooperation", slug, json!({ "commitment": id, "fields": changed, "version": version + 1 }));
    Ok(Saved { version: version + 1, changed: true })
}

fn signed(tx: &Tx, now: &WorkingCommitment) -> WorkingCommitment {
    WorkingCommitment { changed_at: tx.stamp(), changed_by: tx.caller().name().to_owned(), ..now.clone() }
}

fn commitment_stale(now: &WorkingCommitment, yours: &CommitmentDraft) -> Refusal {
    let changed = now.draft.changed_fields(yours);
    let lines = |d: &CommitmentDraft| {
        let fields = d.fields().into_iter().filter(|(name, _)| changed.contains(name));
        fields.map(|(_, value)| value.to_owned()).collect::<Vec<_>>().join("\n")
    };
    let address = format!("/samverkan/{}/atagande/{}", now.slug, now.id);
    stale(now.changed_by.clone(), now.changed_at.clone(), lines(&now.draft), lines(yours), address)
}

/// Withdraws a commitment from the text with its reason; it is kept and can be taken back.
///
/// # Errors
/// A rule without a reason; stale when somebody saved since.
pub async fn withdraw_commitment(tx: &mut Tx, slug: &str, id: &str, version: i64, reason: &str) -> Result<(), Refusal> {
    let (_, mandate) = open_for_writing(tx, slug, &WRITE).await?;
    Refusal::unless_clean(check_reason(reason, "fault-commitment-withdraw-reason"))?;
    let now = store::working_one(tx, slug, id).await?.ok_or(Refusal::NotFound)?;
    let on = Some(tx.today().to_string());
    let next = WorkingCommitment { withdrawn_on: on, withdrawn_reason: Some(reason.trim().into()), ..signed(tx, &now) };
    if !store::save_working(tx, &next, version).await? {
        return Err(commitment_stale(&now, &now.draft));
    }
    tx.record(&mandate, "cooperation", slug, json!({ "commitment": id, "withdrawn": true, "reason": reason.trim() }));
    Ok(())
}

/// Takes a withdrawn commitment back.
///
/// # Errors
/// Stale when somebody saved since.
pub async fn restore_commitment(tx: &mut Tx, slug: &str, id: &str, version: i64) -> Result<(), Refusal> {
    let (_, mandate) = open_for_writing(tx, slug, &WRITE).await?;
    let now = store::working_one(tx, slug, id).await?.ok_or(Refusal::NotFound)?;
    let next = WorkingCommitment { withdrawn_on: None, withdrawn_reason: None, ..signed(tx, &now) };
    if !store::save_working(tx, &next, version).await? {
        return Err(commitment_stale(&now, &now.draft));
    }
    tx.record(&mandate, "cooperation", slug, json!({ "commitment": id, "withdrawn": false }));
    Ok(())
}
