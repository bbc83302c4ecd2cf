//! The district, one of its areas, and the method.

use super::view::{self, Outlook};
use crate::development::words::{self, FigureView, GoalView};
use agreements::programme::source::lua_2011;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use figures::statistics::rules::Gap;
use platform::web::{App, Page, Shell};
use platform::{Owner, Refusal};

/// A gap in words.
struct GapLine {
    what: String,
    year: i32,
    why: String,
    owner: String,
    since: String,
}

/// Something on the thin timeline.
struct Moment {
    day: String,
    text: String,
    address: String,
}

struct AreaView {
    key: String,
    name: String,
    state: String,
    figures: Vec<FigureView>,
    goals: Vec<GoalView>,
}

#[derive(Template)]
#[template(path = "followup/pages/district.html")]
struct DistrictPage {
    s: Shell,
    o: Outlook,
    state: String,
    areas: Vec<AreaView>,
    gaps: Vec<GapLine>,
    moments: Vec<Moment>,
    members: String,
    year: i32,
}

/// Pixels of a small chart on the district's page, and of one on the page of an area.
const SMALL: f64 = 350.0;
const LARGE: f64 = 640.0;

pub async fn district(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let o = view::outlook(&mut *app.db.read().await?, &slug, s.today).await?.ok_or(Refusal::NotFound)?;
    let areas = lua_2011().areas.iter().map(|a| area_view(&s, &o, &a.key, SMALL)).collect();
    Ok(Page(DistrictPage {
        state: words::state_of_things(&s, &o.development, None),
        areas,
        gaps: o.gaps.iter().map(|g| gap_line(&s, &o, g)).collect(),
        moments: moments(&s, &o),
        members: o.members.iter().map(|m| m.name.as_str()).collect::<Vec<_>>().join(", "),
        year: lua_2011().year(),
        o,
        s,
    }))
}

fn area_view(s: &Shell, o: &Outlook, key: &str, width: f64) -> AreaView {
    let d = &o.development;
    AreaView {
        key: key.to_owned(),
        name: words::area_name(s, key),
        state: words::state_of_things(s, d, Some(key)),
        figures: d.figures_in(key).map(|f| words::figure_view(s, d, f, width)).collect(),
        goals: d.goals_in(key).map(|g| words::goal_view(s, d, g)).collect(),
    }
}

fn gap_line(s: &Shell, o: &Outlook, gap: &Gap) -> GapLine {
    let figure = o.development.figures.iter().find(|f| f.indicator.key == gap.indicator);
    GapLine {
        what: figure.map_or_else(|| gap.indicator.clone(), |f| f.indicator.name(s.lang).to_owned()),
        year: gap.year,
        why: s.tk("followup-gap", gap.reason.key()),
        owner: match &gap.owner {
            Owner::State => s.t("followup-gap-owner-state"),
            Owner::Municipality(_) | Owner::Organisation { .. } => o.district.municipality.name.clone(),
        },
        since: s.day(&gap.since),
    }
}

fn moments(s: &Shell, o: &Outlook) -> Vec<Moment> {
    let mut all = Vec::new();
    if let Some(agreement) = &o.agreement {
        let text = s.t1("followup-moment-agreement", "date", s.date(agreement.from));
        all.push(Moment { day: s.date(agreement.from), text, address: format!("/avtal/{}", agreement.slug) });
    }
    if !o.members.is_empty() {
        let text = s.n("followup-moment-partners", o.members.len());
        all.push(Moment { day: String::new(), text, address: format!("/partnerskap/{}", o.district.municipality.slug) });
    }
    if let Some(plan) = &o.development.plan {
        let text = s.t2("followup-moment-plan", "title", &plan.title, "version", plan.version);
        all.push(Moment { day: s.day(&plan.submitted_at), text, address: format!("/stadsdelsplaner/{}", plan.slug) });
    }
    if let Some(report) = &o.submitted {
        let text = s.t2("followup-moment-report", "year", report.year, "version", report.version);
        all.push(Moment { day: s.day(&report.submitted_on), text, address: format!("/redovisningar/{}#{}", o.report, o.district.id) });
    }
    all
}

/// A figure for women and men in words.
struct GroupLine {
    name: String,
    year: i32,
    women: String,
    men: String,
}

#[derive(Template)]
#[template(path = "followup/pages/area.html")]
struct AreaPage {
    s: Shell,
    o: Outlook,
    a: AreaView,
    others: Vec<(String, String)>,
    groups: Vec<GroupLine>,
    gaps: Vec<GapLine>,
    year: i32,
}

pub async fn area(State(app): State<App>, s: Shell, Path((slug, key)): Path<(String, String)>) -> Result<impl IntoResponse, Refusal> {
    if lua_2011().area(&key).is_none() {
        return Err(Refusal::NotFound);
    }
    let mut conn = app.db.read().await?;
    let o = view::outlook(&mut conn, &slug, s.today).await?.ok_or(Refusal::NotFound)?;
    let rows = view::by_group(&mut conn, &o.development, &key).await?;
    let d = &o.development;
    let line = |row: &view::ByGroup| {
        let indicator = d.figures.iter().find(|f| f.indicator.key == row.indicator).map(|f| &f.indicator)?;
        let cell = |c| words::cell(&s, c, indicator.measure);
        Some(GroupLine { name: indicator.name(s.lang).to_owned(), year: row.year, women: cell(row.women), men: cell(row.men) })
    };
    let of_area = |gap: &&Gap| d.figures_in(&key).any(|f| f.indicator.key == gap.indicator);
    Ok(Page(AreaPage {
        groups: rows.iter().filter_map(line).collect(),
        gaps: o.gaps.iter().filter(of_area).map(|g| gap_line(&s, &o, g)).collect(),
        a: area_view(&s, &o, &key, LARGE),
        others: lua_2011().areas.iter().map(|a| (a.key.clone(), words::area_name(&s, &a.key))).collect(),
        year: lua_2011().year(),
        o,
        s,
    }))
}

#[derive(Template)]
#[template(path = "followup/pages/method.html")]
struct MethodPage {
    s: Shell,
}

pub async fn method(s: Shell) -> impl IntoResponse {
    Page(MethodPage { s })
}
