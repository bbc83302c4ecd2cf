//! The start page: the programme in two sentences, the 38 districts, what has been decided lately.

use super::atlas::{self, Known, Tile};
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
    tiles: Vec<Tile>,
    groups: Vec<Group>,
    counts: Counts,
    plan_due: String,
    report_due: String,
    latest: Vec<Latest>,
}

/// How far the programme has come.
struct Counts {
    in_force: usize,
    plans: usize,
    reports: usize,
}

/// A municipality with its districts.
struct Group {
    name: String,
    slug: String,
    state: String,
    class: &'static str,
    districts: Vec<District>,
    /// How many of the districts' plans have been handed in.
    plans: usize,
    /// The day the report was handed in, written out.
    report: Option<String>,
}

/// A thing decided or handed in.
struct Latest {
    on: String,
    what: String,
    address: String,
}

pub(super) async fn show(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let states: BTreeMap<_, _> =
        agreement::store::statuses_on(&mut conn, s.today).await?.into_iter().map(|a| (a.municipality_code, a.state)).collect();
    let districts = place::store::districts(&mut conn).await?;
    let programme = programme::source::lua_2011();
    let year = programme.year();
    let mut plans = plans::plan::store::statuses(&mut conn).await?;
    plans.retain(|p| p.slug.ends_with(&format!("-{year}")) && p.submitted_at.is_some());
    let mut reports = evidence::report::store::statuses(&mut conn, year).await?;
    reports.retain(|r| r.submitted_on.is_some());
    let planned: Vec<String> = plans.iter().map(|p| p.district.clone()).collect();
    let reported: Vec<String> = reports.iter().map(|r| r.municipality_code.clone()).collect();
    let tiles = atlas::tiles(&s, &districts, &Known { agreements: &states, plans: &planned, reports: &reported })?;
    let due = |key| programme.due(key, year).map(|day| s.date(day)).unwrap_or_default();
    Ok(Page(HomePage {
        period: wording::period(s.lang, programme.from, programme.to),
        counts: Counts {
            in_force: states.values().filter(|state| *state == "in_force").count(),
            plans: plans.len(),
            reports: reports.len(),
        },
        plan_due: due("plan"),
        report_due: due("report"),
        latest: latest(&s, &districts, &plans, &reports),
        groups: groups(&s, districts, &states, &planned, &reports),
        tiles,
        s,
    }))
}

fn groups(
    s: &Shell,
    districts: Vec<District>,
    states: &BTreeMap<String, String>,
    planned: &[String],
    reports: &[ReportStatus],
) -> Vec<Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for district in districts {
        let m = district.municipality.clone();
        let state = states.get(&m.code).map_or("none", String::as_str);
        let report = reports.iter().find(|r| r.municipality_code == m.code).and_then(|r| r.submitted_on);
        let group = groups.entry(m.name.clone()).or_insert_with(|| Group {
            name: m.name,
            slug: m.slug,
            state: s.tk("home-agreement", state),
            class: class(state),
            districts: Vec::new(),
            plans: 0,
            report: report.map(|day| s.date(day)),
        });
        group.plans += usize::from(planned.contains(&district.id));
        group.districts.push(district);
    }
    groups.into_values().collect()
}

fn class(agreement: &str) -> &'static str {
    match agreement {
        "in_force" => "status ok",
        "none" => "status off",
        _ => "status wait",
    }
}

/// The newest plans and reports handed in, newest first.
fn latest(s: &Shell, districts: &[District], plans: &[PlanStatus], reports: &[ReportStatus]) -> Vec<Latest> {
    let name = |id: &str| districts.iter().find(|d| d.id == id).map_or_else(|| id.to_owned(), |d| d.name.clone());
    let plans = plans.iter().filter_map(|p| {
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
    all.truncate(5);
    all
}
