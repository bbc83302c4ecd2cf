//! What other rooms ask: which agreements are in force, and what they promise for a goal or a district.

use super::{Cooperation, Done, VersionHead, all, all_done, all_versions, snapshot};
use crate::cooperation::rules::{Commitment, Progress, Snapshot};
use chrono::NaiveDate;
use platform::{Conn, db};
use std::collections::BTreeMap;

/// An agreement with the version that binds its parties.
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

/// Every agreement that bound its parties on a day, in the newest version signed by all by then. One that ended that day no longer did.
///
/// # Errors
/// What the engine says.
pub async fn all_in_force(conn: &mut Conn, day: NaiveDate) -> anyhow::Result<Vec<InForce>> {
    let (heads, day) = (all_versions(conn).await?, day.to_string());
    let stood = |c: &Cooperation| c.ended_on.as_ref().is_none_or(|on| *on > day);
    let by_then = |h: &&VersionHead| h.concluded_on.as_ref().is_some_and(|on| *on <= day);
    let mut found = Vec::new();
    for cooperation in all(conn).await?.into_iter().filter(stood) {
        let Some(head) = heads.get(&cooperation.slug).and_then(|heads| heads.iter().rev().find(by_then)).cloned() else { continue };
        if let Some(snapshot) = snapshot(conn, &cooperation.slug, head.version).await? {
            found.push(InForce { cooperation, head, snapshot });
        }
    }
    Ok(found)
}

/// The agreements of a municipality that bound their parties on a day.
///
/// # Errors
/// What the engine says.
pub async fn in_force(conn: &mut Conn, municipality_code: &str, day: NaiveDate) -> anyhow::Result<Vec<InForce>> {
    let mut all = all_in_force(conn, day).await?;
    all.retain(|f| f.cooperation.municipality_code == municipality_code);
    Ok(all)
}

/// The agreements of a municipality that bound their parties on a day and rest on goals of a district's plan.
///
/// # Errors
/// What the engine says.
pub async fn resting_on_district(conn: &mut Conn, municipality_code: &str, district: &str, day: NaiveDate) -> anyhow::Result<Vec<InForce>> {
    let mut all = in_force(conn, municipality_code, day).await?;
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
    let all = in_force(conn, municipality_code, day).await?;
    Ok(all.iter().flat_map(|f| f.promises(&done, day)).filter(|p| p.commitment.goal == goal).collect())
}
