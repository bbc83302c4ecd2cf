//! The text being written with everything that lies around it: parties, goals in force, commitments as read, and what is in the way.

use super::rules::{About, AboutDraft, Candidate, DraftCommitment, Party, RestingGoal, Snapshot, Tie, judge, read_about, read_commitment};
use super::store::{self, Cooperation, GOALS, PARTIES, Part, WorkingCommitment};
use crate::{goal, plan};
use agreements::partnership::rules::Basis;
use agreements::partnership::store::Member;
use agreements::{organisation, place};
use chrono::NaiveDate;
use platform::Conn;
use std::collections::BTreeMap;
use wording::Fault;

/// A commitment being written, read.
#[derive(Clone, Debug)]
pub struct DeskCommitment {
    pub row: WorkingCommitment,
    pub read: DraftCommitment,
}

impl DeskCommitment {
    pub fn is_withdrawn(&self) -> bool {
        self.row.withdrawn_on.is_some()
    }
}

/// The whole desk.
#[derive(Clone, Debug)]
pub struct Desk {
    pub cooperation: Cooperation,
    pub about: Part<AboutDraft>,
    pub read: About,
    pub parties_part: Part<Vec<String>>,
    /// The municipality first, then the chosen ones that take part or support today.
    pub parties: Vec<Party>,
    /// Chosen ones that no longer do: id and name.
    pub strangers: Vec<(String, String)>,
    /// Everybody that can be chosen.
    pub members: Vec<Member>,
    pub goals_part: Part<Vec<String>>,
    /// Every goal of the plans in force in the municipality's districts.
    pub available: Vec<RestingGoal>,
    /// Chosen goals that stand in no plan in force: id and statement.
    pub gone: Vec<(String, String)>,
    /// In order; withdrawn ones too.
    pub commitments: Vec<DeskCommitment>,
    /// Everything in the way and everything remarked.
    pub faults: Vec<Fault>,
}

impl Desk {
    /// The title as written, or as the agreement was named when it was opened.
    pub fn title(&self) -> &str {
        if self.read.title.is_empty() { &self.cooperation.title } else { &self.read.title }
    }

    /// The chosen goals that stand, in the order of the plans.
    pub fn goals(&self) -> impl Iterator<Item = &RestingGoal> {
        self.available.iter().filter(|g| self.goals_part.content.contains(&g.frozen.id))
    }

    /// The commitments that stand.
    pub fn standing(&self) -> impl Iterator<Item = &DeskCommitment> {
        self.commitments.iter().filter(|c| !c.is_withdrawn())
    }

    pub fn commitment(&self, id: &str) -> Option<&DeskCommitment> {
        self.commitments.iter().find(|c| c.row.id == id)
    }

    pub fn binding(&self) -> usize {
        self.faults.iter().filter(|f| f.is_binding()).count()
    }

    pub fn remarks(&self) -> usize {
        self.faults.len() - self.binding()
    }

    /// The text as it stands, as the version with this number.
    pub fn snapshot(&self, version: i64) -> Snapshot {
        let c = &self.cooperation;
        Snapshot {
            slug: c.slug.clone(),
            version,
            municipality_code: c.municipality_code.clone(),
            municipality_name: c.municipality_name.clone(),
            title: self.title().to_owned(),
            purpose: self.read.purpose.clone(),
            from: self.read.from,
            to: self.read.to,
            follow_up: self.read.follow_up.clone(),
            parties: self.parties.clone(),
            goals: self.goals().cloned().collect(),
            commitments: self.standing().map(|c| c.read.commitment.clone()).collect(),
            remarks: self.faults.iter().filter(|f| !f.is_binding()).map(|f| f.key.to_owned()).collect(),
        }
    }
}

/// Lays out the desk as of today.
///
/// # Errors
/// What the engine says.
pub async fn lay_out(conn: &mut Conn, cooperation: Cooperation, today: NaiveDate) -> anyhow::Result<Desk> {
    let (slug, code) = (cooperation.slug.clone(), cooperation.municipality_code.clone());
    let about = store::about(conn, &slug).await?;
    let parties_part: Part<Vec<String>> = store::part(conn, &slug, PARTIES).await?;
    let goals_part: Part<Vec<String>> = store::part(conn, &slug, GOALS).await?;
    let members = agreements::partnership::store::members(conn, &code, today).await?;
    let names: BTreeMap<String, String> = organisation::store::all(conn).await?.into_iter().map(|o| (o.id, o.name)).collect();
    let available = goals_in_force(conn, &code, today).await?;
    let gone = gone(conn, &goals_part.content, &available).await?;
    let (read, unreadable) = read_about(&about.content);
    let (parties, strangers) = parties(&cooperation, &parties_part.content, &members, &names);
    let name = |id: &str| names.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let rows = store::working(conn, &slug).await?;
    let commitments: Vec<_> = rows.into_iter().map(|row| desk_commitment(row, name)).collect();
    let mut desk = Desk {
        cooperation,
        about,
        read,
        parties_part,
        parties,
        strangers,
        members,
        goals_part,
        available,
        gone,
        commitments,
        faults: Vec::new(),
    };
    desk.faults = judged(&desk, &unreadable, today);
    Ok(desk)
}

fn judged(desk: &Desk, unreadable: &[Fault], today: NaiveDate) -> Vec<Fault> {
    let second = |pairs: &[(String, String)]| pairs.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>();
    let goals: Vec<_> = desk.goals().map(|g| g.frozen.id.clone()).collect();
    let commitments: Vec<_> = desk.standing().map(|c| c.read.clone()).collect();
    judge(&Candidate {
        about: &desk.read,
        unreadable,
        parties: &desk.parties,
        strangers: &second(&desk.strangers),
        goals: &goals,
        gone: &second(&desk.gone),
        commitments: &commitments,
        today,
    })
}

fn desk_commitment(row: WorkingCommitment, name: impl Fn(&str) -> String) -> DeskCommitment {
    let (commitment, unreadable) = read_commitment(&row.id, row.number, &row.draft, name);
    DeskCommitment { read: DraftCommitment { commitment, unreadable }, row }
}

/// Id of the organisation a municipality is.
pub fn municipality_id(code: &str) -> String {
    format!("kommun-{code}")
}

fn parties(
    c: &Cooperation,
    chosen: &[String],
    members: &[Member],
    names: &BTreeMap<String, String>,
) -> (Vec<Party>, Vec<(String, String)>) {
    let id = municipality_id(&c.municipality_code);
    let own = names.get(&id).cloned().unwrap_or_else(|| c.municipality_name.clone());
    let mut parties = vec![Party { organisation_id: id, name: own, tie: Tie::Municipality }];
    let here = members.iter().filter(|m| chosen.contains(&m.organisation_id));
    parties.extend(here.filter_map(|m| {
        let tie = Tie::of(Basis::parse(&m.basis)?);
        Some(Party { organisation_id: m.organisation_id.clone(), name: m.name.clone(), tie })
    }));
    let gone = chosen.iter().filter(|id| !members.iter().any(|m| m.organisation_id == **id));
    let strangers = gone.map(|id| (id.clone(), names.get(id).cloned().unwrap_or_else(|| id.clone()))).collect();
    (parties, strangers)
}

/// The goals of the plans in force in every district of a municipality.
///
/// # Errors
/// What the engine says.
pub async fn goals_in_force(conn: &mut Conn, code: &str, today: NaiveDate) -> anyhow::Result<Vec<RestingGoal>> {
    let mut all = Vec::new();
    for district in place::store::districts_of(conn, code).await? {
        let goals = plan::store::goals_in_force(conn, &district.id, today).await?;
        all.extend(goals.into_iter().map(|g| RestingGoal {
            district: district.id.clone(),
            district_name: district.name.clone(),
            plan_slug: g.plan_slug,
            plan_version: g.plan_version,
            frozen: g.frozen,
        }));
    }
    Ok(all)
}

async fn gone(conn: &mut Conn, chosen: &[String], available: &[RestingGoal]) -> anyhow::Result<Vec<(String, String)>> {
    let mut gone = Vec::new();
    for id in chosen.iter().filter(|id| !available.iter().any(|g| g.frozen.id == **id)) {
        let was = goal::store::frozen_one(conn, id).await?;
        gone.push((id.clone(), was.map_or_else(|| id.clone(), |row| row.frozen.goal.statement)));
    }
    Ok(gone)
}
