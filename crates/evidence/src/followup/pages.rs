//! The district, one of its areas, and the method.

use super::view::{self, Outlook};
use crate::development::rules::PlanUsed;
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

/// Something on the thin timeline: what has come, and what is still to come by a day.
struct Moment {
    day: String,
    text: String,
    address: String,
    class: &'static str,
}

impl Moment {
    fn come(day: String, text: String, address: String) -> Self {
        Self { day, text, address, class: "now" }
    }

    fn to_come(text: String) -> Self {
        Self { day: String::new(), text, address: String::new(), class: "next" }
    }
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
const SMALL: f64 = 370.0;
const LARGE: f64 = 740.0;

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

/// The thread through the programme, in the order of its days. The plan that the goals are read from may be the earlier period's;
/// then the new one is still to come.
fn moments(s: &Shell, o: &Outlook) -> Vec<Moment> {
    let mut all = Vec::new();
    let plan = o.development.plan.as_ref();
    let earlier = plan.filter(|p| p.is_earlier(s.today));
    all.extend(earlier.map(|p| plan_moment(s, p)));
    all.push(match &o.agreement {
        Some(a) => Moment::come(s.date(a.from), s.t("followup-moment-agreement"), format!("/avtal/{}", a.slug)),
        None => Moment::to_come(s.t("followup-moment-no-agreement")),
    });
    if !o.members.is_empty() {
        let text = s.n("followup-moment-partners", o.members.len());
        all.push(Moment::come(String::new(), text, format!("/partnerskap/{}", o.district.municipality.slug)));
    }
    for c in &o.cooperation {
        let text = s.t1("followup-moment-cooperation", "title", &c.snapshot.title);
        all.push(Moment::come(s.day(c.concluded_on()), text, format!("/samverkan/{}", c.cooperation.slug)));
    }
    all.push(report_moment(s, o));
    all.push(match plan.filter(|_| earlier.is_none()) {
        Some(plan) => plan_moment(s, plan),
        None => awaited(s, "followup-moment-plan-due", "plan"),
    });
    all
}

fn plan_moment(s: &Shell, plan: &PlanUsed) -> Moment {
    let text = s.t2("followup-moment-plan", "title", &plan.title, "version", plan.version);
    Moment::come(s.day(&plan.submitted_at), text, format!("/stadsdelsplaner/{}", plan.slug))
}

fn report_moment(s: &Shell, o: &Outlook) -> Moment {
    let Some(report) = &o.submitted else { return awaited(s, "followup-moment-report-due", "report") };
    let text = s.t2("followup-moment-report", "year", report.year, "version", report.version);
    Moment::come(s.day(&report.submitted_on), text, format!("/redovisningar/{}#{}", o.report, o.district.id))
}

/// What the year still owes, with its last day.
fn awaited(s: &Shell, key: &str, obligation: &str) -> Moment {
    let year = lua_2011().year();
    let due = lua_2011().due(obligation, year).map(|day| s.date(day)).unwrap_or_default();
    Moment::to_come(s.t2(key, "year", year, "date", due))
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
