//! `/avtal`: every municipality and where its agreement stands.

use super::lacks;
use crate::agreement::rules::{Agreement, missing};
use crate::agreement::{OPEN, actions, store, view};
use crate::place;
use crate::programme;
use crate::programme::rules::offer::State as OfferState;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use platform::web::{App, Fields, Page, Shell, see_other};
use platform::{Conn, Refusal};
use serde::Deserialize;

/// A municipality's row in the list.
struct Row {
    code: String,
    name: String,
    slug: String,
    state: &'static str,
    tone: &'static str,
    since: Option<chrono::NaiveDate>,
    readable: bool,
    districts: Vec<place::rules::District>,
    /// What stands between it and its being in force, for the parties only.
    missing: Vec<String>,
    /// The reader may open the agreement.
    may_open: bool,
}

/// A state and how many agreements are in it.
struct Choice {
    state: &'static str,
    count: usize,
}

#[derive(Template)]
#[template(path = "agreement/pages/list.html")]
struct ListPage {
    s: Shell,
    rows: Vec<Row>,
    choices: Vec<Choice>,
    chosen: String,
    all: usize,
    in_force: usize,
    /// The reader is of some party, so that what is missing is shown.
    follows: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(in crate::agreement) struct Asked {
    /// The state to show, as it is stored.
    lage: String,
}

pub(in crate::agreement) async fn list(State(app): State<App>, s: Shell, Query(asked): Query<Asked>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let rows = rows(&mut conn, &s).await?;
    let choices = choices(&rows);
    let known = choices.iter().any(|c| c.state == asked.lage);
    let (all, in_force) = (rows.len(), rows.iter().filter(|r| r.state == "in_force").count());
    let follows = s.caller.is_state() || rows.iter().any(|r| s.caller.is_of_municipality(&r.code));
    let rows = rows.into_iter().filter(|r| !known || r.state == asked.lage).collect();
    Ok(Page(ListPage { s, rows, choices, chosen: if known { asked.lage } else { String::new() }, all, in_force, follows }))
}

fn choices(rows: &[Row]) -> Vec<Choice> {
    let mut all: Vec<Choice> = Vec::new();
    for row in rows {
        match all.iter_mut().find(|c| c.state == row.state) {
            Some(choice) => choice.count += 1,
            None => all.push(Choice { state: row.state, count: 1 }),
        }
    }
    all.sort_by_key(|c| std::cmp::Reverse(c.count));
    all
}

async fn rows(conn: &mut Conn, s: &Shell) -> Result<Vec<Row>, Refusal> {
    let agreements = store::all(&mut *conn).await?;
    let districts = place::store::districts(&mut *conn).await?;
    let offers = programme::store::offers(&mut *conn).await?;
    let accepted = |code: &str| offers.iter().any(|o| o.municipality.code == code && o.state == OfferState::Accepted);
    let mut rows = Vec::new();
    for m in place::store::municipalities(&mut *conn).await? {
        let found = agreements.iter().find(|a| a.municipality_code == m.code);
        let own = districts.iter().filter(|d| d.municipality.code == m.code).cloned().collect();
        let may_open = found.is_none() && s.can_in(&OPEN, &m.code) && (s.caller.is_state() || accepted(&m.code));
        let missing = match found {
            Some(agreement) => missing_of(&mut *conn, s, agreement).await?,
            None => Vec::new(),
        };
        rows.push(row(s, m, found, own, missing, may_open));
    }
    Ok(rows)
}

/// What is missing of the version under way, in words, where the reader is of a party.
async fn missing_of(conn: &mut Conn, s: &Shell, agreement: &Agreement) -> Result<Vec<String>, Refusal> {
    let Some(edition) = agreement.under_way().filter(|_| actions::is_party(&s.caller, agreement)) else { return Ok(Vec::new()) };
    let clauses = view::clauses(conn, &agreement.slug, edition.number).await?;
    Ok(missing(edition, &clauses).iter().map(|m| lacks(s, m)).collect())
}

fn row(
    s: &Shell,
    m: place::rules::Municipality,
    found: Option<&Agreement>,
    districts: Vec<place::rules::District>,
    missing: Vec<String>,
    may_open: bool,
) -> Row {
    let state = found.map(|a| a.state(s.today));
    Row {
        slug: found.map(|a| a.slug.clone()).unwrap_or_default(),
        state: state.map_or("none", |it| it.key()),
        tone: state.map_or("off", |it| it.tone()),
        since: found.and_then(|a| a.in_force(s.today)).and_then(|e| e.binds_from()),
        readable: found.is_some_and(|a| actions::is_party(&s.caller, a) || a.has_been_in_force(s.today)),
        code: m.code,
        name: m.name,
        districts,
        missing,
        may_open,
    }
}

/// Opens the agreement of a municipality (`municipality`, its code).
pub(in crate::agreement) async fn open(State(app): State<App>, s: Shell, f: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let slug = actions::open(&mut tx, f.get("municipality")).await?;
    tx.save().await?;
    Ok(see_other(&format!("/avtal/{slug}"), "agreement-opened"))
}
