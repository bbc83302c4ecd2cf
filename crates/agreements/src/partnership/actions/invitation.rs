//! Asking others to join, and their answers (§ 3, first paragraph).

use super::{setting, slug, stale};
use crate::organisation::store as organisations;
use crate::partnership::rules::invitation::{AnswerWish, InvitationWish};
use crate::partnership::{INVITE, store};
use platform::access::Scope;
use platform::{Refusal, Tx};
use serde_json::json;

/// Asks an organisation to join; answers with the invitation's slug.
///
/// # Errors
/// Every fault at once.
pub async fn invite(tx: &mut Tx, code: &str, wish: &InvitationWish) -> Result<String, Refusal> {
    let today = tx.today();
    let setting = setting(tx, code, today).await?;
    let mandate = tx.caller().clone().mandate(&INVITE, Scope::Municipality(code))?;
    let organisation = organisations::one(tx, &wish.organisation_id).await?;
    let sent = store::invitations(tx, code).await?;
    let invited_on = wish.check(organisation.as_ref(), &setting, &sent).map_err(Refusal::Rule)?;
    let slug = store::invitation::insert(tx, code, &wish.organisation_id, invited_on, wish.purpose.trim()).await?;
    let detail = json!({ "organisation": wish.organisation_id, "invited_on": invited_on });
    tx.record(&mandate, "partnership_invitation", &format!("{code}/{slug}"), detail);
    Ok(slug)
}

/// Registers what the organisation answered. "Later" leaves the invitation open, with the day to ask again.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when somebody else was first.
pub async fn answer(tx: &mut Tx, code: &str, invitation: &str, version: i64, wish: &AnswerWish) -> Result<(), Refusal> {
    let all = store::invitations(tx, code).await?;
    let now = all.into_iter().find(|i| i.slug == invitation).ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(&INVITE, Scope::Municipality(code))?;
    if now.version != version {
        return Err(stale_answer(tx, code, &now, wish).await?);
    }
    let today = tx.today();
    let given = wish.check(&now, today).map_err(Refusal::Rule)?;
    if !store::invitation::answer(tx, &now, version, &given).await? {
        return Err(stale_answer(tx, code, &now, wish).await?);
    }
    let detail = json!({ "answer": given.answer, "answered_on": given.answered_on, "next_on": given.next_on });
    tx.record(&mandate, "partnership_invitation", &format!("{code}/{invitation}"), detail);
    Ok(())
}

async fn stale_answer(
    tx: &mut Tx,
    code: &str,
    now: &crate::partnership::rules::invitation::Invitation,
    wish: &AnswerWish,
) -> Result<Refusal, Refusal> {
    let said = store::invitation::said(tx, &now.id).await?;
    let theirs = [now.answer.key().to_owned(), now.words.clone()];
    let address = format!("/partnerskap/{}/inbjudningar/{}", slug(tx, code).await?, now.slug);
    Ok(stale(said, &theirs, &[wish.answer.clone(), wish.words.clone()], address))
}
