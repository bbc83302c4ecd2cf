//! What is owed about cooperation agreements (§ 5): by the municipality to make them, look them over and report their revisions; by every party to
//! sign and to do what it has promised.

use super::desk::municipality_id;
use super::rules::{GROUND, Snapshot, is_revision};
use super::store::{self, Cooperation, Done, Report, Review, Signature, VersionHead};
use agreements::partnership::store::Partnership;
use agreements::{agreement, partnership, place};
use chrono::NaiveDate;
use platform::access::Role;
use platform::{Conn, Duty, Owner, db};
use std::collections::BTreeMap;
use wording::Arg;

/// Duties that tell of a text or a review that only those inside know of: they stand on their own people's page and on no list open to all.
pub const TOLD_INSIDE: [&str; 3] = ["duty-cooperation-collect", "duty-cooperation-sign", "duty-cooperation-review"];

/// Everything the duties are made of, read once for all municipalities.
struct Nation {
    partnerships: Vec<Partnership>,
    /// Municipalities with an agreement with the State in force.
    agreements: Vec<String>,
    versions: BTreeMap<String, Vec<VersionHead>>,
    snapshots: BTreeMap<(String, i64), Snapshot>,
    signatures: Vec<Signature>,
    reviews: Vec<Review>,
    reports: Vec<Report>,
    done: BTreeMap<String, Done>,
    all: Vec<Cooperation>,
}

/// What somebody owes in this room today.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn, today: NaiveDate) -> anyhow::Result<Vec<Duty>> {
    let nation = gather(conn, today).await?;
    let mut duties = Vec::new();
    for m in place::store::municipalities(conn).await? {
        duties.extend(nation.to_make(&m)?);
    }
    for c in &nation.all {
        duties.extend(nation.to_sign(c)?);
        duties.extend(nation.to_review(c)?);
        duties.extend(nation.to_report(c)?);
        duties.extend(nation.to_carry_out(c)?);
    }
    Ok(duties)
}

async fn gather(conn: &mut Conn, today: NaiveDate) -> anyhow::Result<Nation> {
    let all = store::all(conn).await?;
    let versions = store::all_versions(conn).await?;
    let mut snapshots = BTreeMap::new();
    for heads in versions.values() {
        for head in [store::newest(heads), store::concluded(heads)].into_iter().flatten() {
            if let Some(snapshot) = store::snapshot(conn, &head.slug, head.version).await? {
                snapshots.insert((head.slug.clone(), head.version), snapshot);
            }
        }
    }
    let in_force = |a: agreement::store::AgreementStatus| a.in_force_from.filter(|from| *from <= today).map(|_| a.municipality_code);
    Ok(Nation {
        partnerships: partnership::store::all(conn).await?,
        agreements: agreement::store::statuses(conn).await?.into_iter().filter_map(in_force).collect(),
        signatures: store::all_signatures(conn).await?,
        reviews: store::all_reviews(conn).await?,
        reports: store::all_reports(conn).await?,
        done: store::all_done(conn).await?,
        versions,
        snapshots,
        all,
    })
}

impl Nation {
    fn heads(&self, c: &Cooperation) -> &[VersionHead] {
        self.versions.get(&c.slug).map_or(&[], Vec::as_slice)
    }

    fn snapshot(&self, head: &VersionHead) -> Option<&Snapshot> {
        self.snapshots.get(&(head.slug.clone(), head.version))
    }

    /// The newest signed version of an agreement that binds its parties.
    fn binding(&self, c: &Cooperation) -> Option<(&VersionHead, &Snapshot)> {
        let head = store::concluded(self.heads(c)).filter(|_| c.state.binds())?;
        Some((head, self.snapshot(head)?))
    }

    /// "Kommunen ska träffa samverkansöverenskommelser": done when one with an authority bound by assignment is in force. Nothing can be made before
    /// there is a partnership to make it with.
    fn to_make(&self, m: &place::rules::Municipality) -> anyhow::Result<Option<Duty>> {
        let formed = self.partnerships.iter().any(|p| p.municipality_code == m.code);
        if !formed && !self.agreements.contains(&m.code) {
            return Ok(None);
        }
        let own = self.all.iter().filter(|c| c.municipality_code == m.code).filter_map(|c| self.binding(c));
        let days = own.filter(|(_, s)| s.is_with_bound_authority()).filter_map(|(head, _)| head.concluded_on.as_deref());
        let done = days.min().map(db::day).transpose()?;
        let address = format!("/samverkan?kommun={}", m.slug);
        Ok(Some(Duty {
            done,
            waits: (!formed).then_some("waits-for-partnership"),
            since: None,
            args: vec![("municipality", Arg::Text(m.name.clone()))],
            ..duty("duty-cooperation-make", Owner::Municipality(m.code.clone()), address)
        }))
    }

    /// Who signs what waits for signatures: every party its own, and the municipality until all are there.
    fn to_sign(&self, c: &Cooperation) -> anyhow::Result<Vec<Duty>> {
        let Some(head) = store::newest(self.heads(c)).filter(|h| c.state.is_signing() || h.concluded_on.is_some()) else {
            return Ok(Vec::new());
        };
        let Some(snapshot) = self.snapshot(head).filter(|_| c.state.is_signing()) else { return Ok(Vec::new()) };
        let own = municipality_id(&c.municipality_code);
        let signed = |id: &str| self.signatures.iter().find(|s| s.slug == c.slug && s.version == head.version && s.organisation_id == id);
        let address = format!("/samverkan/{}/underskrifter", c.slug);
        let left = snapshot.parties.iter().filter(|p| signed(&p.organisation_id).is_none()).count();
        let collect = Duty {
            args: vec![("title", Arg::Text(snapshot.title.clone())), ("n", Arg::from(left))],
            roles: &[Role::Coordinator, Role::BoardSecretary],
            ..duty("duty-cooperation-collect", Owner::Municipality(c.municipality_code.clone()), address.clone())
        };
        let mut all = vec![collect];
        for p in snapshot.parties.iter().filter(|p| p.organisation_id != own) {
            let done = signed(&p.organisation_id).map(|s| db::day(&s.signed_on)).transpose()?;
            let owner = party(c, &p.organisation_id, &p.name);
            let one = Duty {
                done,
                roles: PARTNER,
                args: args(&snapshot.title, &c.municipality_name),
                ..duty("duty-cooperation-sign", owner, address.clone())
            };
            all.push(one);
        }
        Ok(all)
    }

    fn to_review(&self, c: &Cooperation) -> anyhow::Result<Vec<Duty>> {
        let here = self.reviews.iter().filter(|r| r.slug == c.slug && (r.answered_on.is_some() || c.state.can_end()));
        let duty = |r: &Review| {
            let address = format!("/samverkan/{}/oversyn/{}", c.slug, r.id);
            Ok(Duty {
                done: r.answered_on.as_deref().map(db::day).transpose()?,
                args: vec![("title", Arg::Text(self.title(c))), ("n", Arg::from(r.goals().len()))],
                ..duty("duty-cooperation-review", Owner::Municipality(c.municipality_code.clone()), address)
            })
        };
        here.map(duty).collect()
    }

    fn title(&self, c: &Cooperation) -> String {
        store::newest(self.heads(c)).and_then(|h| self.snapshot(h)).map_or_else(|| c.title.clone(), |s| s.title.clone())
    }

    /// A revision is reported to the Government Offices (§ 5, first paragraph, last sentence).
    fn to_report(&self, c: &Cooperation) -> anyhow::Result<Vec<Duty>> {
        let concluded: Vec<_> = self.heads(c).iter().filter(|h| h.concluded_on.is_some()).map(|h| h.version).collect();
        let Some(head) = store::concluded(self.heads(c)).filter(|h| is_revision(&concluded, h.version)) else { return Ok(Vec::new()) };
        let report = self.reports.iter().find(|r| r.slug == c.slug && r.version == head.version);
        let address = format!("/samverkan/{}/{}", c.slug, if report.is_some() { "kvitto" } else { "redovisning" });
        Ok(vec![Duty {
            done: report.map(|r| db::day(&r.reported_on)).transpose()?,
            args: vec![("title", Arg::Text(self.title(c))), ("n", Arg::from(head.version))],
            ..duty("duty-cooperation-report", Owner::Municipality(c.municipality_code.clone()), address)
        }])
    }

    fn to_carry_out(&self, c: &Cooperation) -> anyhow::Result<Vec<Duty>> {
        let Some((_, snapshot)) = self.binding(c) else { return Ok(Vec::new()) };
        let own = municipality_id(&c.municipality_code);
        let duty = |x: &super::rules::Commitment| {
            let (owner, roles): (_, &'static [Role]) = if x.party == own {
                (Owner::Municipality(c.municipality_code.clone()), &[Role::Coordinator])
            } else {
                (party(c, &x.party, &x.party_name), PARTNER)
            };
            let done = self.done.get(&x.id).map(|d| db::day(&d.done_on)).transpose()?;
            let address = match done {
                Some(_) => format!("/samverkan/{}#atagande-{}", c.slug, x.number),
                None => format!("/samverkan/{}/atagande/{}/genomfort", c.slug, x.id),
            };
            let args = vec![("words", Arg::Text(x.text.clone())), ("title", Arg::Text(snapshot.title.clone()))];
            Ok(Duty { due: x.due, done, roles, args, ..duty("duty-cooperation-commitment", owner, address) })
        };
        snapshot.commitments.iter().map(duty).collect()
    }
}

/// A party where it acts.
fn party(c: &Cooperation, id: &str, name: &str) -> Owner {
    Owner::Organisation { id: id.to_owned(), name: name.to_owned(), municipality: c.municipality_code.clone() }
}

const PARTNER: &[Role] = &[Role::Agency, Role::Partner];

fn args(title: &str, municipality: &str) -> Vec<(&'static str, Arg)> {
    vec![("title", Arg::Text(title.to_owned())), ("municipality", Arg::Text(municipality.to_owned()))]
}

fn duty(key: &'static str, owner: Owner, address: String) -> Duty {
    Duty {
        key,
        args: Vec::new(),
        ground: GROUND,
        due: None,
        done: None,
        owner,
        roles: &[Role::Coordinator],
        address,
        waits: None,
        since: None,
    }
}
