//! Steering and working groups (§ 3, third paragraph).

use super::{setting, slug, stale};
use crate::partnership::rules::group::{Group, GroupWish};
use crate::partnership::{CONVENE, store};
use platform::access::Scope;
use platform::{Refusal, Tx};
use serde_json::json;

/// Sets up a group; answers with its slug.
///
/// # Errors
/// Every fault at once.
pub async fn add_group(tx: &mut Tx, code: &str, wish: &GroupWish) -> Result<String, Refusal> {
    let today = tx.today();
    let setting = setting(tx, code, today).await?;
    let mandate = tx.caller().clone().mandate(&CONVENE, Scope::Municipality(code))?;
    let groups = store::groups(tx, code).await?;
    let others: Vec<&Group> = groups.iter().collect();
    let formed = wish.check(&setting, &others, false).map_err(Refusal::Rule)?;
    let slug = store::group::insert(tx, code, &formed).await?;
    let detail = json!({ "name": formed.name, "kind": formed.kind, "seats": formed.seats });
    tx.record(&mandate, "partnership_group", &format!("{code}/{slug}"), detail);
    Ok(slug)
}

/// Says a group anew: task, seats, last day. The versions before are kept.
///
/// # Errors
/// Every fault at once; [`Refusal::Stale`] when somebody else was first.
pub async fn correct_group(tx: &mut Tx, code: &str, group: &str, version: i64, wish: &GroupWish) -> Result<(), Refusal> {
    let groups = store::groups(tx, code).await?;
    let now = groups.iter().find(|g| g.slug == group).ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(&CONVENE, Scope::Municipality(code))?;
    let today = tx.today();
    let setting = setting(tx, code, today).await?;
    let others: Vec<&Group> = groups.iter().filter(|g| g.id != now.id).collect();
    let formed = wish.check(&setting, &others, true).map_err(Refusal::Rule)?;
    if now.version != version || !store::group::correct(tx, &now.id, version, &formed).await? {
        let said = store::group::versions(tx, &now.id).await?;
        let address = format!("/partnerskap/{}/grupper/{group}", slug(tx, code).await?);
        return Err(stale(said, &[now.name.clone(), now.purpose.clone()], &[wish.name.clone(), wish.purpose.clone()], address));
    }
    let detail = json!({ "version": version + 1, "seats": formed.seats, "until": formed.until, "reason": formed.reason });
    tx.record(&mandate, "partnership_group", &format!("{code}/{group}"), detail);
    Ok(())
}
