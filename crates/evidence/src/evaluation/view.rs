//! Evaluations as data: for pages, documents, lists and the API.

mod account;
mod list;

pub use account::{Account, Tested, Together, account};
pub use list::{Filter, Item, items, of_district, results};

use super::rules::{Outcome, RunState};
use super::store::{Recheck, Registered, Run, checks, designs, runs};
use agreements::place;
use figures::indicator;
use figures::indicator::rules::Indicator;
use platform::Conn;

/// An evaluation with all that its page shows.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Every version of the design, oldest first; never empty.
    pub versions: Vec<Registered>,
    /// Every computation, oldest first.
    pub runs: Vec<Run>,
    pub checks: Vec<Recheck>,
    pub indicator: Indicator,
    /// Slug, name, municipality's name and code, in the order of the design.
    pub districts: Vec<Place>,
}

/// A district as an evaluation names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub slug: String,
    pub name: String,
    pub municipality: String,
    pub municipality_code: String,
}

impl Evaluation {
    /// The newest version.
    pub fn design(&self) -> &Registered {
        &self.versions[self.versions.len() - 1]
    }

    /// The version with this number.
    pub fn version(&self, number: i64) -> Option<&Registered> {
        self.versions.iter().find(|v| v.version == number)
    }

    /// The newest computation that is done, or the one with this number.
    pub fn result(&self, number: Option<i64>) -> Option<(&Run, &Outcome)> {
        let of = |r: &&Run| r.state == RunState::Done && number.is_none_or(|n| r.number == n);
        self.runs.iter().rev().find(of).and_then(|r| Some((r, r.outcome.as_ref()?)))
    }

    /// The computation that waits or is under way.
    pub fn open(&self) -> Option<&Run> {
        self.runs.iter().find(|r| r.state.is_open())
    }

    /// True when a result was known before this version was registered: it is then no longer said beforehand.
    pub fn is_after_result(&self, version: i64) -> bool {
        let registered = self.version(version).map_or("", |v| v.head.registered_at.as_str());
        self.runs.iter().any(|r| r.state == RunState::Done && r.ended_at.as_str() < registered)
    }
}

/// An evaluation; none when there is no such.
///
/// # Errors
/// What the engine says.
pub async fn evaluation(conn: &mut Conn, slug: &str) -> anyhow::Result<Option<Evaluation>> {
    let versions = designs::versions(conn, slug).await?;
    let Some(newest) = versions.last() else { return Ok(None) };
    let Some(indicator) = indicator::store::one(conn, &newest.design.indicator).await? else { return Ok(None) };
    let mut districts = Vec::new();
    for slug in &newest.design.districts {
        districts.extend(place::store::district(conn, slug).await?.map(|d| Place {
            slug: d.id,
            name: d.name,
            municipality: d.municipality.name,
            municipality_code: d.municipality.code,
        }));
    }
    let (runs, checks) = (runs::of(conn, slug).await?, checks::of(conn, slug).await?);
    Ok(Some(Evaluation { runs, checks, indicator, districts, versions }))
}
