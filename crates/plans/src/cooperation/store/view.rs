//! What other rooms ask: which agreements are in force, and what they promise for a goal or a district.

use super::{Cooperation, Done, VersionHead, all, all_done, all_versions, concluded, snapshot};
use crate::cooperation::rules::{Commitment, Progress, Snapshot};
use chrono::NaiveDate;
use platform::{Conn, db};
use std::collections::BTreeMap;

/// An agreement with the version that binds its parties now.
#[derive(Clone, Debug)]
pub struct InForce {
    pub cooperation: Cooperation,
    pub head: VersionHead,
    pub snapshot: Snapshot,
}

impl InForce {
    pub fn concluded_on(&self) -> &str {
        self.head.concluded_on.as_deref().unwrap_or_default()
    }
}

/// Every agreement that binds its parties now, with its newest signed version.
///
/// # Errors
/// What the engine says.
pub async fn all_in_force(conn: &mut Conn) -> anyhow::Result<Vec<InForce>> {
    let heads = all_versions(conn).await?;
    let mut found = Vec::new();
    for cooperation in all(conn).await?.into_iter().filter(|c| c.state.binds()) {
        let Some(head) = heads.get(&cooperation.slug).and_then(|heads| concluded(heads)).cloned() else { continue };
        if let Some(snapshot) = snapshot(conn, &cooperation.slug, head.version).await? {
            found.push(InForce { cooperation, head, snapshot });
        }
    }
    Ok(found)
}

/// The agreements of a municipality that bind their parties now.
///
/// # Errors
/// What the engine says.
pub async fn in_force(conn: &mut Conn, municipality_code: &str) -> anyhow::Result<Vec<InForce>> {
    let mut all = all_in_force(conn).await?;
    all.retain(|f| f.cooperation.municipality_code == municipality_code);
    Ok(all)
}

/// The agreements in force that rest on goals of a district's plan.
///
/// # Errors
/// What the engine says.
pub async fn resting_on_district(conn: &mut Conn, municipality_code: &str, district: &str) -> anyhow::Result<Vec<InForce>> {
    let mut all = in_force(conn, municipality_code).await?;
    all.retain(|f| f.snapshot.goals.iter().any(|g| g.district == district));
    Ok(all)
}

/// A commitment in force with where it stands and how far it has come.
#[derive(Clone, Debug)]
pub struct Promise {
    pub slug: String,
    pub title: String,
    pub commitment: Commitment,
    pub done: Option<Done>,
    pub progress: Progress,
}

impl InForce {
    /// Every commitment, with what has been carried out by `day`.
    pub fn promises(&self, done: &BTreeMap<String, Done>, day: NaiveDate) -> Vec<Promise> {
        let promise = |c: &Commitment| {
            let noted = done.get(&c.id).cloned();
            let on = noted.as_ref().and_then(|d| db::day(&d.done_on).ok());
            Promise {
                slug: self.cooperation.slug.clone(),
                title: self.snapshot.title.clone(),
                progress: Progress::on(c.due, on, day),
                commitment: c.clone(),
                done: noted,
            }
        };
        self.snapshot.commitments.iter().map(promise).collect()
    }
}

/// The commitments in force that serve a goal.
///
/// # Errors
/// What the engine says.
pub async fn commitments_for_goal(conn: &mut Conn, municipality_code: &str, goal: &str, day: NaiveDate) -> anyhow::Result<Vec<Promise>> {
    let done = all_done(conn).await?;
    let all = in_force(conn, municipality_code).await?;
    Ok(all.iter().flat_map(|f| f.promises(&done, day)).filter(|p| p.commitment.goal == goal).collect())
}
