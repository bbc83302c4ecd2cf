//! The deliberation: proposals, answers, reasons, and standing behind the wording.

use super::{clauses, enter, mandated, may, note, party, tell};
use crate::agreement::rules::{
    Agreement, Answer, Assessment, Class, Clause, Party, Proposal, Verb, What, proposal_faults, ready_faults, reason_faults,
};
use crate::agreement::{CLASSIFY, DELIBERATE, store};
use platform::access::{Mandate, Role};
use platform::web::Stale;
use platform::{Refusal, Tx, clock};
use serde::Deserialize;
use serde_json::json;
use wording::Fault;

const OFFER: &str = "beslutet, första stycket";

/// What a party wants a clause to read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    pub text: String,
    pub comment: String,
    /// Why the clause should differ from annex 1.
    pub reason: String,
}

/// Proposes a wording of a clause. Where the other party has a proposal open, this answers it; where the own party has one, this takes its place.
/// `version` is the clause's, as the form or the tag had it. Returns the proposal's id.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] with both texts when the clause has been touched since.
pub async fn propose(tx: &mut Tx, slug: &str, key: &str, version: i64, wish: &Wish) -> Result<String, Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &DELIBERATE).await?;
    let side = party(&mandate);
    may(tx, &agreement, Verb::Deliberate, side, agreement.version, "")?;
    let clause = clause(tx, &agreement, key).await?;
    if clause.version != version {
        return Err(stale(&agreement, &clause, &wish.text));
    }
    Refusal::unless_clean(proposal_faults(&clause, &wish.text, &wish.reason))?;
    let counters = answered_by(tx, &clause, side).await?;
    let proposal = proposal(tx, &mandate, &agreement, key, wish, counters);
    store::add_proposal(tx, slug, &proposal).await?;
    note(tx, &mandate, &agreement, json!({ "clause": key, "proposed": proposal.text, "counters": proposal.counters })).await?;
    Ok(proposal.id)
}

async fn clause(tx: &mut Tx, agreement: &Agreement, key: &str) -> Result<Clause, Refusal> {
    let all = clauses(tx, &agreement.slug, agreement.newest().number).await?;
    all.into_iter().find(|c| c.key == key).ok_or(Refusal::NotFound)
}

fn stale(agreement: &Agreement, clause: &Clause, yours: &str) -> Refusal {
    let (by, at) = clause.last_touch();
    let theirs = clause.open_proposal().map_or_else(|| clause.text.clone(), |p| p.text.clone());
    let address = format!("/avtal/{}/punkter/{}", agreement.slug, clause.key);
    Refusal::Stale(Box::new(Stale { by, at, theirs, yours: yours.to_owned(), address }))
}

/// Closes the open proposal that a new one of `side` meets: the other's is countered, the own is taken back.
async fn answered_by(tx: &mut Tx, clause: &Clause, side: Party) -> Result<Option<String>, Refusal> {
    let Some(open) = clause.open_proposal() else { return Ok(None) };
    let answer = if open.party == side { Answer::Withdrawn } else { Answer::Countered };
    let (by, at) = (tx.caller().name().to_owned(), tx.stamp());
    store::answer_proposal(tx, &open.id, answer, &by, &at, "").await?;
    Ok((answer == Answer::Countered).then(|| open.id.clone()))
}

fn proposal(tx: &Tx, mandate: &Mandate, agreement: &Agreement, key: &str, wish: &Wish, counters: Option<String>) -> Proposal {
    Proposal {
        id: clock::new_id(),
        edition: agreement.newest().number,
        clause: key.to_owned(),
        party: party(mandate),
        text: tidy(&wish.text),
        comment: wish.comment.trim().to_owned(),
        reason: wish.reason.trim().to_owned(),
        counters,
        at: tx.stamp(),
        by: tx.caller().name().to_owned(),
        role: role(mandate),
        answer: None,
        answered_at: String::new(),
        answered_by: String::new(),
        answer_comment: String::new(),
    }
}

/// Browsers send line ends of their own.
fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

fn role(mandate: &Mandate) -> String {
    mandate.role().map(Role::key).unwrap_or_default().to_owned()
}

/// The open proposal with this id, with its clause.
async fn open_proposal(tx: &mut Tx, agreement: &Agreement, id: &str) -> Result<(Clause, Proposal), Refusal> {
    let all = clauses(tx, &agreement.slug, agreement.newest().number).await?;
    let found = all.into_iter().find_map(|c| c.proposals.iter().find(|p| p.id == id).cloned().map(|p| (c, p)));
    let (clause, proposal) = found.ok_or(Refusal::NotFound)?;
    if proposal.is_open() { Ok((clause, proposal)) } else { Err(stale(agreement, &clause, &proposal.text)) }
}

/// Answers an open proposal: only the other party accepts or declines, only the own party takes back.
async fn answer(
    tx: &mut Tx,
    slug: &str,
    id: &str,
    answer: Answer,
    comment: &str,
) -> Result<(Agreement, Mandate, Clause, Proposal), Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &DELIBERATE).await?;
    let side = party(&mandate);
    may(tx, &agreement, Verb::Deliberate, side, agreement.version, "")?;
    let (clause, proposal) = open_proposal(tx, &agreement, id).await?;
    let own = proposal.party == side;
    if own != (answer == Answer::Withdrawn) {
        let key = if own { "fault-agreement-answer-own" } else { "fault-agreement-withdraw-other" };
        return Err(Fault::must(key, OFFER).into());
    }
    let (by, at) = (tx.caller().name().to_owned(), tx.stamp());
    store::answer_proposal(tx, id, answer, &by, &at, comment.trim()).await?;
    Ok((agreement, mandate, clause, proposal))
}

/// Accepts the other party's proposal: it becomes the wording of the clause, and what has been approved must be approved anew.
///
/// # Errors
/// [`Refusal::Stale`] when the proposal has been answered already.
pub async fn accept(tx: &mut Tx, slug: &str, id: &str, comment: &str) -> Result<(), Refusal> {
    let (agreement, mandate, clause, proposal) = answer(tx, slug, id, Answer::Accepted, comment).await?;
    let (edition, number) = (agreement.newest().number, agreement.newest().wording + 1);
    let body = store::body(tx, slug, edition).await?.with(&clause.key, &proposal.text);
    let wording = store::Wording { number, body, clause: Some(clause.key.clone()), proposal_id: Some(id.to_owned()), at: tx.stamp() };
    store::add_wording(tx, slug, edition, &wording).await?;
    if !proposal.reason.is_empty() {
        store::add_assessment(tx, slug, &reason_of(&proposal)).await?;
    }
    let what = What::Worded { wording: number, clause: clause.key };
    enter(tx, &mandate, agreement, edition, Some(party(&mandate)), what).await.map(drop)
}

/// The reason that came with a proposal, as it holds for the wording.
fn reason_of(proposal: &Proposal) -> Assessment {
    Assessment {
        edition: proposal.edition,
        clause: proposal.clause.clone(),
        text: proposal.text.clone(),
        class: None,
        reason: proposal.reason.clone(),
        party: proposal.party,
        at: proposal.at.clone(),
        by: proposal.by.clone(),
        role: proposal.role.clone(),
    }
}

/// Declines the other party's proposal: the wording stays, and the other party is told why.
///
/// # Errors
/// A fault without a comment; [`Refusal::Stale`] when the proposal has been answered already.
pub async fn decline(tx: &mut Tx, slug: &str, id: &str, comment: &str) -> Result<(), Refusal> {
    if comment.trim().is_empty() {
        return Err(Fault::must("fault-agreement-comment-empty", OFFER).at("answer").into());
    }
    let (agreement, mandate, clause, _) = answer(tx, slug, id, Answer::Declined, comment).await?;
    note(tx, &mandate, &agreement, json!({ "clause": clause.key, "declined": id, "comment": comment.trim() })).await
}

/// Takes back the own party's proposal.
///
/// # Errors
/// [`Refusal::Stale`] when the proposal has been answered already.
pub async fn withdraw(tx: &mut Tx, slug: &str, id: &str) -> Result<(), Refusal> {
    let (agreement, mandate, clause, _) = answer(tx, slug, id, Answer::Withdrawn, "").await?;
    note(tx, &mandate, &agreement, json!({ "clause": clause.key, "withdrawn": id })).await
}

/// Says why a clause differs from annex 1. Either party may, until the State has approved the version.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when the clause has been touched since.
pub async fn explain(tx: &mut Tx, slug: &str, key: &str, version: i64, reason: &str) -> Result<(), Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &DELIBERATE).await?;
    assess(tx, &agreement, &mandate, key, version, None, reason).await
}

/// Sets the class of a deviation, with a reason: a person of the State decides what agrees with annex 1 in the main (decision, second paragraph).
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when the clause has been touched since.
pub async fn classify(tx: &mut Tx, slug: &str, key: &str, version: i64, class: Option<Class>, reason: &str) -> Result<(), Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &CLASSIFY).await?;
    let class = class.filter(|c| c.is_deviation());
    if class.is_none() {
        return Err(Fault::must("fault-agreement-class-empty", "beslutet, andra stycket").at("class").into());
    }
    assess(tx, &agreement, &mandate, key, version, class, reason).await
}

async fn assess(
    tx: &mut Tx,
    agreement: &Agreement,
    mandate: &Mandate,
    key: &str,
    version: i64,
    class: Option<Class>,
    reason: &str,
) -> Result<(), Refusal> {
    if agreement.newest().state.approved.is_some() || agreement.under_way().is_none() {
        return Err(Fault::must("fault-agreement-assessed-late", "beslutet, andra stycket").into());
    }
    let clause = clause(tx, agreement, key).await?;
    if clause.version != version {
        return Err(stale(agreement, &clause, reason));
    }
    Refusal::unless_clean(reason_faults(&clause, reason))?;
    let assessment = Assessment {
        edition: agreement.newest().number,
        clause: key.to_owned(),
        text: clause.text,
        class,
        reason: reason.trim().to_owned(),
        party: party(mandate),
        at: tx.stamp(),
        by: tx.caller().name().to_owned(),
        role: role(mandate),
    };
    store::add_assessment(tx, &agreement.slug, &assessment).await?;
    note(tx, mandate, agreement, json!({ "clause": key, "class": class, "reason": assessment.reason })).await
}

/// The party stands behind the wording. When both stand behind the same, each has it approved in its own procedure (§ 8).
///
/// # Errors
/// A fault for every proposal without an answer; [`Refusal::Stale`] when something has changed since.
pub async fn ready(tx: &mut Tx, slug: &str, version: i64) -> Result<(), Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &DELIBERATE).await?;
    let side = party(&mandate);
    may(tx, &agreement, Verb::Ready, side, version, "")?;
    let number = agreement.newest().number;
    let clauses = clauses(tx, slug, number).await?;
    Refusal::unless_clean(ready_faults(agreement.newest(), side, &clauses))?;
    let wording = agreement.newest().wording;
    let after = enter(tx, &mandate, agreement, number, Some(side), What::Ready { wording }).await?;
    if after.newest().agreed() {
        tell(tx, "agreement.agreed", &after, number, None).await?;
    }
    Ok(())
}

/// Back to deliberation. An approval stands as long as its wording does.
///
/// # Errors
/// A fault without a reason, or when nobody stands behind the wording yet.
pub async fn reopen(tx: &mut Tx, slug: &str, version: i64, reason: &str) -> Result<(), Refusal> {
    let (agreement, mandate) = mandated(tx, slug, &DELIBERATE).await?;
    let side = party(&mandate);
    may(tx, &agreement, Verb::Reopen, side, version, reason)?;
    if reason.trim().is_empty() {
        return Err(Fault::must("fault-agreement-reason-empty", OFFER).at("reason").into());
    }
    let number = agreement.newest().number;
    let what = What::Reopened { reason: reason.trim().to_owned() };
    enter(tx, &mandate, agreement, number, Some(side), what).await.map(drop)
}
