//! A partnership as its readers see it: pages, API and documents set the same data.

use super::rules::group::Group;
use super::rules::invitation::{Invitation, NAMED};
use super::rules::meeting::Meeting;
use super::rules::{Basis, Bound, Membership, Setting};
use super::store::{self, Partnership, Said};
use super::{actions, is_insider};
use crate::organisation::rules::Kind;
use crate::organisation::store as organisations;
use crate::place::rules::Municipality;
use crate::place::store as places;
use chrono::NaiveDate;
use platform::access::Caller;
use platform::{Conn, Refusal};
use std::collections::HashMap;

/// Everything about one partnership that this caller may see.
#[derive(Clone, Debug)]
pub struct View {
    pub municipality: Municipality,
    /// First and last day of the agreement in force.
    pub agreement: Option<(NaiveDate, NaiveDate)>,
    pub partnership: Option<Partnership>,
    pub versions: Vec<Said>,
    pub members: Vec<Membership>,
    pub missing: Vec<Bound>,
    pub groups: Vec<Group>,
    pub meetings: Vec<Meeting>,
    /// Empty for those outside.
    pub invitations: Vec<Invitation>,
    pub insider: bool,
    pub today: NaiveDate,
    names: HashMap<String, String>,
}

impl View {
    pub fn current(&self) -> Vec<&Membership> {
        self.members.iter().filter(|m| m.is_active_on(self.today)).collect()
    }

    pub fn of_basis(&self, basis: Basis) -> Vec<&Membership> {
        self.current().into_iter().filter(|m| m.basis == basis).collect()
    }

    pub fn former(&self) -> Vec<&Membership> {
        self.members.iter().filter(|m| m.last_day().is_some_and(|last| last < self.today)).collect()
    }

    pub fn coming(&self) -> Vec<&Membership> {
        self.members.iter().filter(|m| m.since > self.today).collect()
    }

    /// The name of an organisation that sits there.
    pub fn name<'a>(&'a self, organisation_id: &'a str) -> &'a str {
        self.names.get(organisation_id).map_or(organisation_id, String::as_str)
    }

    /// The actors that § 3 names, with how many are members and how many have been asked.
    pub fn sectors(&self) -> Vec<Sector> {
        NAMED.into_iter().map(|kind| self.sector(kind)).collect()
    }

    fn sector(&self, kind: Kind) -> Sector {
        let members: Vec<_> = self.current().into_iter().filter(|m| m.kind == kind).map(|m| m.name.clone()).collect();
        let asked = self.invitations.iter().filter(|i| i.kind == kind).count();
        Sector { kind, members, asked }
    }

    /// Decisions of every meeting, newest meeting first.
    pub fn decisions(&self) -> usize {
        self.meetings.iter().map(|m| m.decisions.len()).sum()
    }
}

/// How it goes with one kind of actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sector {
    pub kind: Kind,
    pub members: Vec<String>,
    pub asked: usize,
}

/// The partnership of the municipality with this slug, for this caller.
///
/// # Errors
/// Not found for an unknown municipality.
pub async fn view(conn: &mut Conn, slug: &str, caller: &Caller, today: NaiveDate) -> Result<View, Refusal> {
    let municipality = places::municipality_by_slug(conn, slug).await?.ok_or(Refusal::NotFound)?;
    let code = municipality.code.clone();
    let Setting { agreement, bound, members, .. } = actions::setting(conn, &code, today).await?;
    let insider = is_insider(caller, &code, &members);
    let sits = |b: &Bound| members.iter().any(|m| m.organisation_id == b.organisation_id && m.is_active_on(today));
    let missing = bound.into_iter().filter(|b| !sits(b)).collect();
    let mut meetings = store::meetings(conn, &code).await?;
    if !insider {
        meetings.iter_mut().for_each(outside);
    }
    Ok(View {
        agreement,
        partnership: store::partnership(conn, &code).await?,
        versions: store::versions(conn, &code).await?,
        missing,
        groups: store::groups(conn, &code).await?,
        meetings,
        invitations: if insider { store::invitations(conn, &code).await? } else { Vec::new() },
        insider,
        today,
        names: organisations::all(conn).await?.into_iter().map(|o| (o.id, o.name)).collect(),
        municipality,
        members,
    })
}

/// What those outside do not read: minutes and what came of a decision in words.
fn outside(meeting: &mut Meeting) {
    meeting.minutes.clear();
    meeting.decisions.iter_mut().for_each(|d| d.note.clear());
}
