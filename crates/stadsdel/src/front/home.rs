//! The start page: the programme in two sentences, the 38 districts, what has been decided lately.

use agreements::place::rules::District;
use agreements::{agreement, place, programme};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use evidence::report::rules::ReportStatus;
use plans::plan::store::PlanStatus;
use platform::Refusal;
use platform::web::{App, Page, Shell};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "front/pages/home.html")]
struct HomePage {
    s: Shell,
    period: String,
    groups: Vec<Group>,
    in_force: usize,
    plans: usize,
    reports: usize,
    latest: Vec<Latest>,
}

/// A municipality with its districts.
struct Group {
    name: String,
    slug: String,
    state: String,
    class: &'static str,
    districts: Vec<District>,
}

/// A thing decided or handed in.
struct Latest {
    on: String,
    what: String,
    address: String,
}

pub(super) async fn show(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let states: BTreeMap<_, _> = agreement::store::statuses(&mut conn).await?.into_iter().map(|a| (a.municipality_code, a.state)).collect();
    let districts = place::store::districts(&mut conn).await?;
    let plans = plans::plan::store::statuses(&mut conn).await?;
    let reports = evidence::report::store::statuses(&mut conn, 2011).await?;
    let latest = latest(&s, &districts, &plans, &reports);
    let in_force = states.values().filter(|state| *state == "in_force").count();
    let programme = programme::source::lua_2011();
    let period = wording::period(s.lang, programme.from, programme.to);
    let groups = groups(&s, districts, &states);
    let plans = plans.iter().filter(|p| p.slug.ends_with("-2011") && p.submitted_at.is_some()).count();
    let reports = reports.iter().filter(|r| r.submitted_on.is_some()).count();
    Ok(Page(HomePage { s, period, groups, in_force, plans, reports, latest }))
}

fn groups(s: &Shell, districts: Vec<District>, states: &BTreeMap<String, String>) -> Vec<Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for district in districts {
        let m = district.municipality.clone();
        let state = states.get(&m.code).map_or("none", String::as_str);
        let group = groups.entry(m.name.clone()).or_insert_with(|| Group {
            name: m.name,
            slug: m.slug,
            state: s.tk("home-agreement", state),
            class: if state == "in_force" { "status ok" } else { "status wait" },
            districts: Vec::new(),
        });
        group.districts.push(district);
    }
    groups.into_values().collect()
}

/// The newest plans and reports handed in, newest first.
fn latest(s: &Shell, districts: &[District], plans: &[PlanStatus], reports: &[ReportStatus]) -> Vec<Latest> {
    let name = |id: &str| districts.iter().find(|d| d.id == id).map_or_else(|| id.to_owned(), |d| d.name.clone());
    let plans = plans.iter().filter(|p| p.slug.ends_with("-2011")).filter_map(|p| {
        let on = p.submitted_at.clone()?;
        Some(Latest { on, what: s.t1("home-latest-plan", "district", name(&p.district)), address: format!("/stadsdelsplaner/{}", p.slug) })
    });
    let reports = reports.iter().filter_map(|r| {
        let on = r.submitted_on.map(|d| d.to_string())?;
        Some(Latest {
            on,
            what: s.t1("home-latest-report", "municipality", &r.municipality_name),
            address: format!("/redovisningar/{}", r.slug),
        })
    });
    let mut all: Vec<_> = plans.chain(reports).collect();
    all.sort_by(|a, b| b.on.cmp(&a.on));
    all.truncate(6);
    all
}
