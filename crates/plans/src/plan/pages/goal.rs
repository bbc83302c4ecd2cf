//! The guided form of a goal.

use super::own_desk;
use super::write::{history_words, name_of, pace_words, spread_words};
use crate::goal::rules::{GoalDraft, MeasureDraft, ResourceDraft, ResourceKind};
use crate::plan::actions;
use crate::plan::desk::Desk;
use crate::plan::view::{self, Question};
use agreements::programme::source::lua_2011;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell, again, autosaved, see_other, settle, settle_saved};
use wording::Fault;

type Options = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "plan/pages/goal_new.html")]
struct NewPage {
    s: Shell,
    slug: String,
    title: String,
    problems: Problems,
    area: String,
    statement: String,
    areas: Options,
}

fn areas(s: &Shell) -> Options {
    let none = (String::new(), s.t("plan-choose"));
    std::iter::once(none).chain(lua_2011().areas.iter().map(|a| (a.key.clone(), s.pick(&a.sv, &a.en).to_owned()))).collect()
}

async fn open_desk(app: &App, s: &Shell, slug: &str) -> Result<Desk, Refusal> {
    let desk = own_desk(app, s, slug).await?;
    if desk.plan.state.is_open() { Ok(desk) } else { Err(Refusal::rule(Fault::must("fault-plan-not-open", "§ 4"))) }
}

pub async fn new(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let desk = open_desk(&app, &s, &slug).await?;
    let missing = desk.review.plan.iter().find_map(|f| f.key.strip_prefix("fault-plan-area-")).unwrap_or_default().to_owned();
    let areas = areas(&s);
    Ok(Page(NewPage { s, slug, title: desk.plan.title, problems: Problems::default(), area: missing, statement: String::new(), areas }))
}

pub async fn add(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let (area, statement) = (fields.get("area").to_owned(), fields.get("statement").to_owned());
    let draft = GoalDraft { area: area.clone(), statement: statement.clone(), ..GoalDraft::default() };
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::add_goal(&mut tx, &slug, draft).await;
    match settle(tx, done).await? {
        Ok(id) => Ok(see_other(&format!("/stadsdelsplaner/{slug}/mal/{id}"), "plan-goal-added")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let title = open_desk(&app, &s, &slug).await?.plan.title;
            let areas = areas(&s);
            let page = NewPage { s, slug, title, problems, area, statement, areas };
            Ok(again(page))
        }
    }
}

#[derive(Template)]
#[template(path = "plan/pages/goal.html")]
struct GoalPage {
    s: Shell,
    desk: Desk,
    id: String,
    number: i64,
    version: i64,
    draft: GoalDraft,
    problems: Problems,
    changed: Option<(String, String)>,
    withdrawn: Option<String>,
    question: Option<Question>,
    areas: Options,
    national: Options,
    municipal: Options,
    indicators: Options,
    partners: Options,
}

impl GoalPage {
    fn asked(&self) -> Vec<String> {
        let Some(q) = &self.question else { return Vec::new() };
        let words = [pace_words(&self.s, &self.desk, q), history_words(&self.s, &self.desk, q), spread_words(&self.s, &self.desk, q)];
        words.into_iter().flatten().collect()
    }

    fn measure_at(&self, index: &usize) -> String {
        format!("measure.{index}")
    }

    /// Something is to be mended among a measure's resources, so they are shown.
    fn wrong_resources(&self, at: &str) -> bool {
        let within = |field: &str| field.strip_prefix(at).is_some_and(|rest| rest.ends_with(".hours") || rest.ends_with(".sek"));
        self.problems.0.iter().any(|p| within(&p.field))
    }

    fn kinds(&self) -> [ResourceKind; 3] {
        ResourceKind::ALL
    }
}

fn with_none(s: &Shell, rest: impl Iterator<Item = (String, String)>) -> Options {
    std::iter::once((String::new(), s.t("plan-choose"))).chain(rest).collect()
}

/// The form: as stored with what the review says of it, or as typed with what was refused.
async fn page(app: &App, s: Shell, slug: &str, id: &str, typed: Option<(GoalDraft, i64, Problems)>) -> Result<GoalPage, Refusal> {
    let desk = open_desk(app, &s, slug).await?;
    let goal = desk.goal(id).ok_or(Refusal::NotFound)?;
    let (number, withdrawn) = (goal.row.number, goal.row.withdrawn_reason.clone());
    let changed = Some((goal.row.changed_by.clone(), goal.row.changed_at.clone()));
    let stored = (goal.row.draft.clone(), goal.row.version);
    let reviewed = desk.review.goals.iter().find(|g| g.id == id).map(|g| g.faults.clone()).unwrap_or_default();
    let mut conn = app.db.read().await?;
    let question = view::questions(&mut conn, &desk).await?.into_iter().find(|q| q.goal_id == id);
    let fresh = goal.row.version == 1;
    let (mut draft, version, problems) = typed.unwrap_or_else(|| {
        // A goal that has only just been added is not scolded for what is not written yet.
        let said: Vec<_> = if fresh { Vec::new() } else { reviewed.into_iter().filter(|f| !f.field.is_empty()).collect() };
        (stored.0, stored.1, Problems::new(&s, &said))
    });
    draft.measures.push(MeasureDraft::default());
    let areas = areas(&s);
    let national = with_none(&s, lua_2011().national_goals.iter().map(|g| (g.key.clone(), s.pick(&g.sv, &g.en).to_owned())));
    let municipal = with_none(&s, desk.municipal.iter().map(|g| (g.id.clone(), format!("{} ({})", g.title, g.source))));
    let own = (String::new(), s.t("plan-own-indicator"));
    let indicators = std::iter::once(own).chain(desk.indicators.iter().map(|i| (i.key.clone(), name_of(&s, i)))).collect();
    let municipality = (format!("kommun-{}", desk.plan.municipality_code), format!("{} kommun", desk.plan.municipality_name));
    let members = desk.members.iter().map(|m| (m.organisation_id.clone(), m.name.clone()));
    let partners = with_none(&s, std::iter::once(municipality).chain(members));
    let id = id.to_owned();
    Ok(GoalPage {
        s,
        desk,
        id,
        number,
        version,
        draft,
        problems,
        changed,
        withdrawn,
        question,
        areas,
        national,
        municipal,
        indicators,
        partners,
    })
}

pub async fn edit(State(app): State<App>, s: Shell, Path((slug, id)): Path<(String, String)>) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(page(&app, s, &slug, &id, None).await?))
}

/// A goal's fields as the form sent them.
fn draft_of(fields: &Fields) -> GoalDraft {
    let get = |name: &str| fields.get(name).to_owned();
    let indicator = get("indicator");
    GoalDraft {
        area: get("area"),
        statement: get("statement"),
        problem: get("problem"),
        national_goal: get("national_goal"),
        municipal_goal: get("municipal_goal"),
        own_indicator: get("own_indicator"),
        own_unit: get("own_unit"),
        indicator,
        baseline_year: get("baseline_year"),
        baseline_value: get("baseline_value"),
        target_value: get("target_value"),
        target_date: get("target_date"),
        owner: get("owner"),
        deputy: get("deputy"),
        realism: get("realism"),
        measures: (0..50).map_while(|i| measure_of(fields, i)).collect(),
    }
}

fn measure_of(fields: &Fields, i: usize) -> Option<MeasureDraft> {
    let get = |name: &str| fields.get(&format!("measure.{i}.{name}")).to_owned();
    let resource = |kind: &str| ResourceDraft { hours: get(&format!("{kind}.hours")), sek: get(&format!("{kind}.sek")) };
    fields.has(&format!("measure.{i}.title")).then(|| MeasureDraft {
        id: get("id"),
        title: get("title"),
        owner: get("owner"),
        partner: get("partner"),
        partner_name: String::new(),
        starts: get("starts"),
        ends: get("ends"),
        ordinary: resource("ordinary"),
        redirected: resource("redirected"),
        additional: resource("additional"),
    })
}

/// Names of the partners the measures name, so that the text stays readable when a partner leaves.
async fn named(app: &App, mut draft: GoalDraft) -> Result<GoalDraft, Refusal> {
    let mut conn = app.db.read().await?;
    for measure in draft.measures.iter_mut().filter(|m| !m.partner.is_empty()) {
        let found = agreements::organisation::store::one(&mut conn, &measure.partner).await?;
        measure.partner_name = found.map_or_else(|| measure.partner.clone(), |o| o.name);
    }
    Ok(draft)
}

pub async fn save(State(app): State<App>, s: Shell, Path((slug, id)): Path<(String, String)>, fields: Fields) -> Result<Response, Refusal> {
    let draft = named(&app, draft_of(&fields)).await?;
    let (todo, version) = (fields.get("gora").to_owned(), fields.version());
    let mut tx = app.db.write(&s.caller).await?;
    let done = match todo.as_str() {
        "hamta" => actions::fetch_baseline(&mut tx, &slug, &id, version, draft.clone()).await,
        _ => actions::save_goal(&mut tx, &slug, &id, version, draft.clone()).await,
    };
    let Err(faults) = settle_saved(tx, done).await? else {
        let here = format!("/stadsdelsplaner/{slug}/mal/{id}");
        return Ok(match todo.as_str() {
            "hamta" => see_other(&format!("{here}#baseline_year"), "plan-baseline"),
            "atgard" => see_other(&format!("{here}#atgarder"), "plan-saved"),
            _ => see_other(&format!("/stadsdelsplaner/{slug}/skriv"), "plan-saved"),
        });
    };
    let problems = Problems::new(&s, &faults);
    Ok(again(page(&app, s, &slug, &id, Some((draft, version, problems))).await?))
}

pub async fn autosave(
    State(app): State<App>,
    s: Shell,
    Path((slug, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let draft = named(&app, draft_of(&fields)).await?;
    let mut tx = app.db.write(&s.caller).await?;
    let saved = actions::save_goal(&mut tx, &slug, &id, fields.version(), draft).await?;
    autosaved(tx, saved).await
}

pub async fn withdraw(
    State(app): State<App>,
    s: Shell,
    Path((slug, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::withdraw_goal(&mut tx, &slug, &id, fields.version(), fields.get("reason")).await;
    match settle(tx, done).await? {
        Ok(()) => Ok(see_other(&format!("/stadsdelsplaner/{slug}/skriv"), "plan-goal-withdrawn")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let mut page = page(&app, s, &slug, &id, None).await?;
            page.problems = problems;
            Ok(again(page))
        }
    }
}

pub async fn restore(
    State(app): State<App>,
    s: Shell,
    Path((slug, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    actions::restore_goal(&mut tx, &slug, &id, fields.version()).await?;
    tx.save().await?;
    Ok(see_other(&format!("/stadsdelsplaner/{slug}/mal/{id}"), "plan-goal-restored"))
}
