//! What is owed about plans: by the municipality a plan for each district by 31 December, by the State its reading.

use super::rules::PlanState;
use super::store::{self, Plan, VersionHead};
use agreements::programme::source::lua_2011;
use chrono::{Datelike, NaiveDate};
use platform::access::Role;
use platform::{Conn, Duty, Owner, db};
use std::collections::BTreeMap;
use wording::Arg;

/// What somebody owes in this room today. Until its day a plan is asked for of every district the programme has; after it, it is
/// owed for those whose municipality stood under an agreement on that day.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn, today: NaiveDate) -> anyhow::Result<Vec<Duty>> {
    let year = lua_2011().from.year();
    let due = lua_2011().due("plan", year);
    let bound = agreements::agreement::store::bound(conn, due, today).await?;
    let districts = agreements::place::store::districts(conn).await?;
    let plans: BTreeMap<String, Plan> = store::plans(conn).await?.into_iter().map(|p| (p.slug.clone(), p)).collect();
    let versions = store::all_versions(conn).await?;
    let readings = store::all_readings(conn).await?;
    let awaited = store::awaited(conn).await?;
    let mut all = Vec::new();
    for district in districts {
        let slug = format!("{}-{year}", district.id);
        let (plan, heads) = (plans.get(&slug), versions.get(&slug).map_or(&[][..], Vec::as_slice));
        let owed = due.is_none_or(|due| today <= due) || bound.contains(&district.municipality.code) || !heads.is_empty();
        let one = Owed {
            args: vec![("district", Arg::from(district.name)), ("municipality", Arg::from(district.municipality.name))],
            owner: Owner::Municipality(district.municipality.code),
            district: district.id,
            slug,
        };
        if owed {
            all.push(one.submission(plan, heads.first(), year)?);
        }
        if let (Some(plan), Some(newest)) = (plan, heads.last()) {
            let read = readings.get(&(one.slug.clone(), newest.version));
            all.push(Duty { since: Some(db::day(&newest.submitted_on)?), ..one.reading(read)? });
            all.extend(one.next_version(plan, awaited.contains(&one.slug)));
        }
    }
    Ok(all)
}

/// A district's plan of the year, as it is owed.
struct Owed {
    slug: String,
    district: String,
    owner: Owner,
    args: Vec<(&'static str, Arg)>,
}

impl Owed {
    fn submission(&self, plan: Option<&Plan>, first: Option<&VersionHead>, year: i32) -> anyhow::Result<Duty> {
        let address = match (plan, first) {
            (_, Some(_)) => format!("/stadsdelsplaner/{}/kvitto", self.slug),
            (Some(_), None) => format!("/stadsdelsplaner/{}/skriv", self.slug),
            (None, None) => format!("/stadsdelsplaner#{}", self.district),
        };
        Ok(Duty {
            due: lua_2011().due("plan", year),
            done: first.map(|v| db::day(&v.submitted_on)).transpose()?,
            address,
            ..self.duty("duty-plan-submit", "§ 4, femte stycket")
        })
    }

    fn reading(&self, read: Option<&String>) -> anyhow::Result<Duty> {
        Ok(Duty {
            done: read.map(|on| db::day(on)).transpose()?,
            owner: Owner::State,
            roles: &[Role::StateOfficer],
            address: format!("/stadsdelsplaner/{}", self.slug),
            ..self.duty("duty-plan-read", "§ 4, femte stycket")
        })
    }

    fn next_version(&self, plan: &Plan, awaited: bool) -> Option<Duty> {
        let open = matches!(plan.state, PlanState::CompletionRequested | PlanState::Revising);
        open.then(|| self.duty(if awaited { "duty-plan-complete" } else { "duty-plan-finish-revision" }, "§ 4"))
    }

    /// The coordinator's, in the plan.
    fn duty(&self, key: &'static str, ground: &'static str) -> Duty {
        Duty {
            key,
            args: self.args.clone(),
            ground,
            due: None,
            done: None,
            owner: self.owner.clone(),
            roles: &[Role::Coordinator],
            address: format!("/stadsdelsplaner/{}/skriv", self.slug),
            waits: None,
            since: None,
        }
    }
}
