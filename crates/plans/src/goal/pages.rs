//! The tree of goals, and the municipality's goals.

use super::rules::{MunicipalGoal, MunicipalText};
use super::store::FrozenRow;
use super::tree::{self, NationalBranch};
use super::{REGISTER, actions, store};
use agreements::place::rules::Municipality;
use agreements::programme::source::lua_2011;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::web::{App, Fields, Page, Problems, Shell, again, see_other, settle};
use platform::{Conn, Refusal};
use std::collections::BTreeMap;

/// Names of municipalities and districts for the pages.
type Names = BTreeMap<String, String>;

async fn municipality_names(conn: &mut Conn) -> anyhow::Result<Names> {
    Ok(agreements::place::store::municipalities(conn).await?.into_iter().map(|m| (m.code, m.name)).collect())
}

async fn district_names(conn: &mut Conn) -> anyhow::Result<Names> {
    Ok(agreements::place::store::districts(conn).await?.into_iter().map(|d| (d.id, d.name)).collect())
}

fn named(names: &Names, key: &str) -> String {
    names.get(key).cloned().unwrap_or_else(|| key.to_owned())
}

#[derive(Template)]
#[template(path = "goal/pages/tree.html")]
struct TreePage {
    s: Shell,
    tree: Vec<NationalBranch>,
    loose: Vec<MunicipalGoal>,
    municipalities: Names,
    districts: Names,
    /// The reader's own municipalities, for which a goal can be registered.
    own: Vec<Municipality>,
}

pub async fn tree(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let municipal = store::all_municipal(&mut conn).await?;
    let local = tree::in_force(store::all_frozen(&mut conn).await?);
    let tree = tree::grow(&lua_2011().national_goals, &municipal, &local);
    let loose = tree::loose(&tree, &municipal).into_iter().cloned().collect();
    let all = agreements::place::store::municipalities(&mut conn).await?;
    let own = all.iter().filter(|m| s.can_in(&REGISTER, &m.code)).cloned().collect();
    let municipalities = all.into_iter().map(|m| (m.code, m.name)).collect();
    let districts = district_names(&mut conn).await?;
    Ok(Page(TreePage { s, tree, loose, municipalities, districts, own }))
}

#[derive(Template)]
#[template(path = "goal/pages/show.html")]
struct ShowPage {
    s: Shell,
    goal: MunicipalGoal,
    national: Option<(String, String)>,
    /// Newest first.
    versions: Vec<MunicipalGoal>,
    local: Vec<FrozenRow>,
    municipality: String,
    districts: Names,
    can_correct: bool,
}

pub async fn show(State(app): State<App>, s: Shell, Path(id): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let mut versions = store::municipal_history(&mut conn, &id).await?;
    versions.reverse();
    let Some(goal) = versions.first().cloned() else { return Err(Refusal::NotFound) };
    let mut local = tree::in_force(store::all_frozen(&mut conn).await?);
    local.retain(|row| row.frozen.goal.municipal_goal == id);
    let national = goal.national_goal.as_deref().and_then(|key| lua_2011().national_goals.iter().find(|g| g.key == key));
    let national = national.map(|g| (g.sv.clone(), g.en.clone()));
    let municipality = named(&municipality_names(&mut conn).await?, &goal.municipality_code);
    let districts = district_names(&mut conn).await?;
    let can_correct = s.can_in(&REGISTER, &goal.municipality_code);
    Ok(Page(ShowPage { s, goal, national, versions, local, municipality, districts, can_correct }))
}

#[derive(Template)]
#[template(path = "goal/pages/municipal_form.html")]
struct FormPage {
    s: Shell,
    problems: Problems,
    text: MunicipalText,
    /// Where the form goes.
    action: String,
    municipality: String,
    /// Version that is being corrected; `None` for a new goal.
    version: Option<i64>,
    national: Vec<(String, String)>,
}

fn national_options(s: &Shell) -> Vec<(String, String)> {
    let none = (String::new(), s.t("goal-national-none"));
    let goals = lua_2011().national_goals.iter().map(|g| (g.key.clone(), s.pick(&g.sv, &g.en).to_owned()));
    std::iter::once(none).chain(goals).collect()
}

fn text_of(fields: &Fields) -> MunicipalText {
    MunicipalText {
        title: fields.get("title").into(),
        national_goal: fields.get("national_goal").into(),
        source: fields.get("source").into(),
        decided_on: fields.get("decided_on").into(),
        reason: fields.get("reason").into(),
    }
}

async fn municipality_at(app: &App, slug: &str) -> Result<Municipality, Refusal> {
    let mut conn = app.db.read().await?;
    agreements::place::store::municipality_by_slug(&mut conn, slug).await?.ok_or(Refusal::NotFound)
}

fn new_form(s: Shell, m: &Municipality, text: MunicipalText, problems: Problems) -> FormPage {
    let national = national_options(&s);
    let action = format!("/mal/kommun/{}/ny", m.slug);
    FormPage { s, problems, text, action, municipality: m.name.clone(), version: None, national }
}

pub async fn new(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let m = municipality_at(&app, &slug).await?;
    if !s.can_in(&REGISTER, &m.code) {
        return Err(Refusal::Forbidden(&REGISTER));
    }
    Ok(Page(new_form(s, &m, MunicipalText::default(), Problems::default())))
}

pub async fn register(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let m = municipality_at(&app, &slug).await?;
    let text = text_of(&fields);
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::register_municipal(&mut tx, &m.code, &text).await;
    match settle(tx, done).await? {
        Ok(goal) => Ok(see_other(&format!("/mal/{}", goal.id), "municipal-goal-registered")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            Ok(again(new_form(s, &m, text, problems)))
        }
    }
}

async fn edit_form(app: &App, s: Shell, id: &str, typed: Option<MunicipalText>, problems: Problems) -> Result<FormPage, Refusal> {
    let mut conn = app.db.read().await?;
    let Some(goal) = store::municipal_history(&mut conn, id).await?.pop() else { return Err(Refusal::NotFound) };
    if !s.can_in(&REGISTER, &goal.municipality_code) {
        return Err(Refusal::Forbidden(&REGISTER));
    }
    let municipality = named(&municipality_names(&mut conn).await?, &goal.municipality_code);
    let text = typed.unwrap_or_else(|| MunicipalText {
        title: goal.title.clone(),
        national_goal: goal.national_goal.clone().unwrap_or_default(),
        source: goal.source.clone(),
        decided_on: goal.decided_on.to_string(),
        reason: String::new(),
    });
    let national = national_options(&s);
    Ok(FormPage { s, problems, text, action: format!("/mal/{id}/rattelse"), municipality, version: Some(goal.version), national })
}

pub async fn edit(State(app): State<App>, s: Shell, Path(id): Path<String>) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(edit_form(&app, s, &id, None, Problems::default()).await?))
}

pub async fn correct(State(app): State<App>, s: Shell, Path(id): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let text = text_of(&fields);
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::correct_municipal(&mut tx, &id, fields.version(), &text).await;
    match settle(tx, done).await? {
        Ok(_) => Ok(see_other(&format!("/mal/{id}"), "municipal-goal-corrected")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let form = edit_form(&app, s, &id, Some(text), problems).await?;
            Ok(again(form))
        }
    }
}

impl TreePage {
    fn municipality(&self, code: &str) -> String {
        named(&self.municipalities, code)
    }

    fn district(&self, slug: &str) -> String {
        named(&self.districts, slug)
    }

    fn area(&self, key: &str) -> String {
        area_name(&self.s, key)
    }
}

impl ShowPage {
    fn district(&self, slug: &str) -> String {
        named(&self.districts, slug)
    }
}

/// Name of a goal area in the reader's language.
pub(crate) fn area_name(s: &Shell, key: &str) -> String {
    let area = lua_2011().areas.iter().find(|a| a.key == key);
    area.map_or_else(|| key.to_owned(), |a| s.pick(&a.sv, &a.en).to_owned())
}

/// The same, as a heading begins.
pub(crate) fn area_heading(s: &Shell, key: &str) -> String {
    let name = area_name(s, key);
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
