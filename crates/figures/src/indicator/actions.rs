//! Keeping the registry.

use super::rules::Indicator;
use super::{source, store};
use platform::access::{Act, Reach, Role, Scope};
use platform::{Refusal, Tx};
use serde_json::json;

pub static LOAD: Act = Act::of("indicator.load", &[(Role::StateOfficer, Reach::Nation)]);

/// Brings the registry to what the programme's file says: an indicator that is not there is written, one that says something else gets a new
/// version. Returns the keys that were written; running it again writes nothing.
///
/// # Errors
/// [`Refusal::Forbidden`] without the State's mandate.
pub async fn load(tx: &mut Tx) -> Result<Vec<String>, Refusal> {
    load_these(tx, source::indicators()).await
}

/// [`load`] with definitions from elsewhere.
///
/// # Errors
/// As [`load`].
pub async fn load_these(tx: &mut Tx, wanted: &[Indicator]) -> Result<Vec<String>, Refusal> {
    let mandate = tx.caller().clone().mandate(&LOAD, Scope::Nation)?;
    let stored = store::all(tx).await?;
    let at = tx.stamp();
    let mut written = Vec::new();
    for (position, indicator) in wanted.iter().enumerate() {
        let before = stored.iter().find(|i| i.key == indicator.key);
        if before.is_some_and(|b| b.says_the_same(indicator)) {
            continue;
        }
        let next = Indicator { version: before.map_or(1, |b| b.version + 1), ..indicator.clone() };
        store::insert(tx, &next, i64::try_from(position).unwrap_or(i64::MAX), &at).await?;
        written.push(next.key);
    }
    if !written.is_empty() {
        tx.record(&mandate, "indicator", "registry", json!({ "written": written }));
    }
    Ok(written)
}
