//! What is owed in a partnership (§ 3 and the decision's assignment to the authorities).

use super::rules::invitation::NAMED;
use super::rules::{ASSIGNMENT, GROUND, Membership};
use super::store::{self, Partnership};
use crate::organisation::rules::{Kind, Organisation};
use crate::organisation::store as organisations;
use crate::place::rules::Municipality;
use crate::place::store as places;
use chrono::NaiveDate;
use platform::access::Role;
use platform::{Conn, Duty, Owner};
use wording::Arg;

/// Everything the duties are made of, read once for all municipalities.
struct Nation {
    municipalities: Vec<Municipality>,
    organisations: Vec<Organisation>,
    partnerships: Vec<Partnership>,
    members: Vec<Membership>,
    asked: Vec<(String, Kind, NaiveDate)>,
    meetings: Vec<super::rules::meeting::Meeting>,
    agreements: Vec<(String, NaiveDate)>,
    today: NaiveDate,
}

/// What somebody owes in this room today.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn, today: NaiveDate) -> anyhow::Result<Vec<Duty>> {
    let agreements = crate::agreement::store::statuses(conn).await?;
    let invitations = store::invitation::all_invitations(conn).await?;
    let nation = Nation {
        municipalities: places::municipalities(conn).await?,
        organisations: organisations::all(conn).await?,
        partnerships: store::all(conn).await?,
        members: store::all_memberships(conn).await?,
        asked: invitations.into_iter().map(|i| (i.municipality_code, i.kind, i.invited_on)).collect(),
        meetings: store::meeting::all_meetings(conn).await?,
        agreements: agreements.into_iter().filter_map(|a| a.in_force_from.map(|from| (a.municipality_code, from))).collect(),
        today,
    };
    Ok(nation.municipalities.iter().flat_map(|m| nation.of(m)).collect())
}

impl Nation {
    fn of(&self, m: &Municipality) -> Vec<Duty> {
        let in_force = self.agreements.iter().any(|(code, from)| *code == m.code && *from <= self.today);
        let partnership = self.partnerships.iter().find(|p| p.municipality_code == m.code);
        if !in_force && partnership.is_none() {
            return Vec::new();
        }
        let mut duties = vec![self.to_form(m, partnership)];
        duties.extend(self.to_join(m, partnership.is_some()));
        if partnership.is_some() {
            duties.push(self.to_invite(m));
            duties.extend(self.to_give_mandate(m));
            duties.extend(self.to_carry_out(m));
        }
        duties
    }

    fn to_form(&self, m: &Municipality, partnership: Option<&Partnership>) -> Duty {
        let done = partnership.map(|p| p.formed_on);
        Duty { done, address: address(m, if done.is_some() { "" } else { "/bildande" }), ..municipal("duty-partnership-form", GROUND, m) }
    }

    /// The authorities join by the Government's assignment; nothing can be done before the municipality has formed the partnership.
    fn to_join(&self, m: &Municipality, formed: bool) -> Vec<Duty> {
        let county = m.code.get(..2).unwrap_or_default();
        let bound = self.organisations.iter().filter(|o| is_bound(o, county));
        let duty = |o: &Organisation| {
            let member = self.members_of(m).find(|x| x.organisation_id == o.id);
            Duty {
                owner: acting(m, &o.id, &o.name),
                roles: &[Role::Agency],
                done: member.map(|x| x.since),
                waits: (!formed).then_some("waits-for-partnership"),
                since: None,
                address: address(m, if member.is_some() || !formed { "" } else { "/medlemmar/ny" }),
                args: vec![("municipality", Arg::Text(m.name.clone())), ("organisation", Arg::Text(o.name.clone()))],
                ..municipal("duty-partnership-join", ASSIGNMENT, m)
            }
        };
        bound.map(duty).collect()
    }

    /// The municipality works for the actors that § 3 names to join; it is done when each kind is there or has been asked.
    fn to_invite(&self, m: &Municipality) -> Duty {
        let firsts: Vec<_> = NAMED.into_iter().map(|kind| self.first_of(m, kind)).collect();
        let left = firsts.iter().filter(|first| first.is_none()).count();
        let done = if left == 0 { firsts.into_iter().flatten().max() } else { None };
        let args = vec![("municipality", Arg::Text(m.name.clone())), ("n", Arg::from(left))];
        Duty { done, args, address: address(m, "#inbjudningar"), ..municipal("duty-partnership-invite", GROUND, m) }
    }

    /// The first day somebody of this kind was asked or was a member.
    fn first_of(&self, m: &Municipality, kind: Kind) -> Option<NaiveDate> {
        let joined = self.members_of(m).filter(|x| x.kind == kind).map(|x| x.since);
        let asked = self.asked.iter().filter(|(code, k, _)| *code == m.code && *k == kind).map(|(_, _, on)| *on);
        joined.chain(asked).min()
    }

    fn to_give_mandate(&self, m: &Municipality) -> Vec<Duty> {
        let silent = self.members_of(m).filter(|x| x.is_active_on(self.today) && !x.is_represented_on(self.today));
        let duty = |x: &Membership| Duty {
            owner: acting(m, &x.organisation_id, &x.name),
            roles: &[Role::Agency, Role::Partner],
            address: address(m, &format!("/medlemmar/{}", x.slug)),
            args: vec![("municipality", Arg::Text(m.name.clone())), ("organisation", Arg::Text(x.name.clone()))],
            ..municipal("duty-partnership-mandate", GROUND, m)
        };
        silent.map(duty).collect()
    }

    fn to_carry_out(&self, m: &Municipality) -> Vec<Duty> {
        let own = format!("kommun-{}", m.code);
        let mut duties = Vec::new();
        for meeting in self.meetings.iter().filter(|x| x.municipality_code == m.code) {
            for decision in meeting.decisions.iter().filter(|d| d.due.is_some()) {
                let is_own = decision.responsible_id == own;
                let words = decision.words.clone();
                let name = self.organisations.iter().find(|o| o.id == decision.responsible_id).map_or("", |o| &o.name);
                duties.push(Duty {
                    owner: if is_own { Owner::Municipality(m.code.clone()) } else { acting(m, &decision.responsible_id, name) },
                    roles: if is_own { &[Role::Coordinator] } else { &[Role::Agency, Role::Partner] },
                    due: decision.due,
                    done: decision.done_on,
                    address: address(m, &format!("/moten/{}#beslut-{}", meeting.slug, decision.number)),
                    args: vec![("municipality", Arg::Text(m.name.clone())), ("words", Arg::Text(words))],
                    ..municipal("duty-partnership-decision", GROUND, m)
                });
            }
        }
        duties
    }

    fn members_of<'a>(&'a self, m: &'a Municipality) -> impl Iterator<Item = &'a Membership> {
        self.members.iter().filter(|x| x.municipality_code == m.code)
    }
}

fn is_bound(o: &Organisation, county: &str) -> bool {
    let national = crate::programme::source::lua_2011().authorities.iter().any(|a| a.key == o.id);
    o.kind == Kind::Agency && (national || o.county_code.as_deref() == Some(county))
}

fn acting(m: &Municipality, id: &str, name: &str) -> Owner {
    Owner::Organisation { id: id.to_owned(), name: name.to_owned(), municipality: m.code.clone() }
}

fn address(m: &Municipality, rest: &str) -> String {
    format!("/partnerskap/{}{rest}", m.slug)
}

fn municipal(key: &'static str, ground: &'static str, m: &Municipality) -> Duty {
    Duty {
        key,
        args: vec![("municipality", Arg::Text(m.name.clone()))],
        ground,
        due: None,
        done: None,
        owner: Owner::Municipality(m.code.clone()),
        roles: &[Role::Coordinator],
        address: address(m, ""),
        waits: None,
        since: None,
    }
}
