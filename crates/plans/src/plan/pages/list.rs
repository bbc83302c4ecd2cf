//! All districts and how far their plans have come.

use super::{state_class, state_word};
use crate::plan::store::{self, PlanStatus};
use crate::plan::{OPEN, actions};
use agreements::programme::source::lua_2011;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::{Datelike, NaiveDate};
use platform::Refusal;
use platform::web::{App, Fields, Page, Shell, see_other};
use std::collections::BTreeMap;

struct Row {
    district: String,
    name: String,
    municipality: String,
    slug: String,
    /// Last part of the message key of the state.
    word: &'static str,
    class: &'static str,
    submitted_at: Option<String>,
    late: bool,
    /// Address of the plan of the years before, which is in force until this one is submitted.
    earlier: Option<String>,
    /// The plan can be read by this reader.
    readable: bool,
    can_open: bool,
    can_write: bool,
}

#[derive(Template)]
#[template(path = "plan/pages/list.html")]
struct ListPage {
    s: Shell,
    rows: Vec<Row>,
    submitted: usize,
    year: i32,
    due: Option<NaiveDate>,
}

pub async fn list(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let year = lua_2011().from.year();
    let plans: BTreeMap<_, _> = store::plans(&mut conn).await?.into_iter().map(|p| (p.slug.clone(), p)).collect();
    let statuses: BTreeMap<_, _> = store::statuses(&mut conn).await?.into_iter().map(|p| (p.slug.clone(), p)).collect();
    let in_force = store::all_in_force(&mut conn, s.today).await?;
    let mut rows = Vec::new();
    for d in agreements::place::store::districts(&mut conn).await? {
        let slug = format!("{}-{year}", d.id);
        let (plan, status): (_, Option<&PlanStatus>) = (plans.get(&slug), statuses.get(&slug));
        let word = plan.map_or("none", |p| state_word(&s, p));
        let late = status.is_some_and(|st| st.late);
        rows.push(Row {
            word,
            class: state_class(word, late),
            late,
            submitted_at: status.and_then(|st| st.submitted_at.clone()),
            earlier: in_force.get(&d.id).filter(|f| f.slug != slug).map(|f| f.slug.clone()),
            readable: word != "none",
            can_open: plan.is_none() && s.can_in(&OPEN, &d.municipality.code),
            can_write: plan.is_some_and(|p| p.state.is_open()) && s.can_in(&OPEN, &d.municipality.code),
            district: d.id,
            name: d.name,
            municipality: d.municipality.name,
            slug,
        });
    }
    let submitted = rows.iter().filter(|r| r.submitted_at.is_some()).count();
    Ok(Page(ListPage { s, rows, submitted, year, due: lua_2011().due("plan", year) }))
}

pub async fn open(State(app): State<App>, s: Shell, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let slug = actions::open(&mut tx, fields.get("stadsdel")).await?;
    tx.save().await?;
    Ok(see_other(&format!("/stadsdelsplaner/{slug}/skriv"), "plan-opened"))
}
