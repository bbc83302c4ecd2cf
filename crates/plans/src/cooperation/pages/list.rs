//! Every agreement, a new one, and what is promised for a goal.

use super::{names_of, progress_class, resource, state_class};
use crate::cooperation::actions::{self, Seen};
use crate::cooperation::rules::Snapshot;
use crate::cooperation::store::{self, Promise};
use crate::cooperation::{OPEN, actions::open as open_agreement};
use crate::goal;
use crate::goal::store::FrozenRow;
use crate::plan;
use agreements::place;
use agreements::place::rules::Municipality;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use platform::web::{App, Fields, Page, Problems, Shell, again, see_other, settle};
use platform::{Conn, Refusal};
use serde::Deserialize;
use std::collections::BTreeMap;

struct Row {
    seen: Seen,
    class: &'static str,
    title: String,
    /// Members of the partnership, and those who support it.
    members: String,
    supporters: String,
    districts: String,
    concluded_on: Option<String>,
    /// Open reviews, shown to those inside and to the State.
    reviews: usize,
}

#[derive(Template)]
#[template(path = "cooperation/pages/list.html")]
struct ListPage {
    s: Shell,
    rows: Vec<Row>,
    in_force: usize,
    /// The municipality the list is narrowed to.
    only: Option<Municipality>,
    /// The reader's own municipalities, for which an agreement can be opened.
    can_open: bool,
}

#[derive(Deserialize)]
pub struct Narrowed {
    kommun: Option<String>,
}

pub async fn list(State(app): State<App>, s: Shell, Query(narrowed): Query<Narrowed>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let only = match narrowed.kommun.as_deref().filter(|k| !k.is_empty()) {
        Some(slug) => Some(place::store::municipality_by_slug(&mut conn, slug).await?.ok_or(Refusal::NotFound)?),
        None => None,
    };
    let open_reviews = open_reviews(&mut conn).await?;
    let mut rows = Vec::new();
    for c in store::all(&mut conn).await?.into_iter().filter(|c| only.as_ref().is_none_or(|m| m.code == c.municipality_code)) {
        match actions::visible(&mut conn, &s.caller, &c.slug).await {
            Ok(seen) => rows.push(row(&mut conn, &s, seen, &open_reviews).await?),
            Err(Refusal::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    let in_force = rows.iter().filter(|r| r.concluded_on.is_some() && r.seen.cooperation.state.binds()).count();
    let can_open = match &only {
        Some(m) => s.can_in(&OPEN, &m.code),
        None => OPEN.open_to(&s.caller),
    };
    Ok(Page(ListPage { s, rows, in_force, only, can_open }))
}

async fn open_reviews(conn: &mut Conn) -> anyhow::Result<BTreeMap<String, usize>> {
    let mut open = BTreeMap::new();
    for review in store::all_reviews(conn).await?.into_iter().filter(store::Review::is_open) {
        *open.entry(review.slug).or_default() += 1;
    }
    Ok(open)
}

async fn row(conn: &mut Conn, s: &Shell, seen: Seen, open_reviews: &BTreeMap<String, usize>) -> anyhow::Result<Row> {
    let slug = seen.cooperation.slug.clone();
    let snapshot: Option<Snapshot> = match seen.first_read() {
        Some(head) => store::snapshot(conn, &slug, head.version).await?,
        None => None,
    };
    let written = store::about(conn, &slug).await?.content.title;
    let parties = snapshot.as_ref().map_or(&[][..], |p| &p.parties);
    let mut districts: Vec<_> = snapshot.iter().flat_map(|p| p.goals.iter().map(|g| g.district_name.clone())).collect();
    districts.sort_unstable();
    districts.dedup();
    let sees_reviews = seen.is_inside() || s.caller.is_state();
    Ok(Row {
        class: state_class(&seen),
        members: names_of(parties, true),
        supporters: names_of(parties, false),
        districts: districts.join(", "),
        concluded_on: store::concluded(&seen.heads).and_then(|h| h.concluded_on.clone()),
        reviews: if sees_reviews && seen.cooperation.state.can_end() { open_reviews.get(&slug).copied().unwrap_or(0) } else { 0 },
        title: snapshot.map_or_else(|| if written.is_empty() { seen.cooperation.title.clone() } else { written }, |p| p.title),
        seen,
    })
}

#[derive(Template)]
#[template(path = "cooperation/pages/new.html")]
struct NewPage {
    s: Shell,
    problems: Problems,
    title: String,
    municipality: String,
    own: Vec<(String, String)>,
}

async fn own(app: &App, s: &Shell) -> Result<Vec<(String, String)>, Refusal> {
    let mut conn = app.db.read().await?;
    let all = place::store::municipalities(&mut conn).await?;
    Ok(all.into_iter().filter(|m| s.can_in(&OPEN, &m.code)).map(|m| (m.code, m.name)).collect())
}

pub async fn new(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    let own = own(&app, &s).await?;
    let municipality = own.first().map_or(String::new(), |(code, _)| code.clone());
    Ok(Page(NewPage { s, problems: Problems::default(), title: String::new(), municipality, own }))
}

pub async fn open(State(app): State<App>, s: Shell, fields: Fields) -> Result<Response, Refusal> {
    let (code, title) = (fields.get("municipality").to_owned(), fields.get("title").to_owned());
    let mut tx = app.db.write(&s.caller).await?;
    let done = open_agreement(&mut tx, &code, &title).await;
    match settle(tx, done).await? {
        Ok(slug) => Ok(see_other(&format!("/samverkan/{slug}/skriv"), "cooperation-opened")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let own = own(&app, &s).await?;
            Ok(again(NewPage { s, problems, title, municipality: code, own }))
        }
    }
}

#[derive(Template)]
#[template(path = "cooperation/pages/goal.html")]
struct GoalPage {
    s: Shell,
    row: FrozenRow,
    district: String,
    plan_title: String,
    /// The goal stands in the plan in force.
    stands: bool,
    promises: Vec<Promise>,
    municipality: String,
}

impl GoalPage {
    fn class(&self, p: &Promise) -> &'static str {
        progress_class(p.progress)
    }

    fn resources(&self, p: &Promise) -> Vec<String> {
        p.commitment.resources.iter().map(|r| resource(&self.s, r)).collect()
    }
}

pub async fn goal(State(app): State<App>, s: Shell, Path(id): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let row = goal::store::frozen_one(&mut conn, &id).await?.ok_or(Refusal::NotFound)?;
    let promises = store::commitments_for_goal(&mut conn, &row.municipality_code, &id, s.today).await?;
    let district = place::store::district(&mut conn, &row.district).await?.ok_or(Refusal::NotFound)?;
    let in_force = plan::store::goals_in_force(&mut conn, &row.district, s.today).await?;
    let stands = in_force.iter().any(|g| g.id == id);
    let plan_title = plan::store::plan(&mut conn, &row.plan_slug).await?.map_or(String::new(), |p| p.title);
    let (district, municipality) = (district.name, district.municipality.slug);
    Ok(Page(GoalPage { s, row, district, plan_title, stands, promises, municipality }))
}
