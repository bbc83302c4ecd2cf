//! The partnerships of the programme, and one of them.

pub mod founding;
pub mod group;
pub mod invitation;
pub mod meeting;
pub mod member;

use super::rules::Basis;
use super::store::{self, Partnership};
use super::view::{self, View};
use super::{CONVENE, ENTER, FORM, INVITE, acts_for};
use crate::place::rules::Municipality;
use crate::place::store as places;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use platform::Refusal;
use platform::access::Act;
use platform::web::{App, Fields, Page, Shell, again, see_other};
use wording::Fault;

/// One municipality's row in the list.
struct Row {
    municipality: Municipality,
    in_force_from: Option<NaiveDate>,
    partnership: Option<Partnership>,
    /// Members by assignment, by choice, supporters.
    counts: [usize; 3],
    meetings: usize,
    decisions_late: usize,
}

/// A membership of the reader's own organisation.
struct Own {
    municipality: Municipality,
    organisation: String,
    basis: Basis,
    since: NaiveDate,
    slug: String,
    represented: bool,
}

#[derive(Template)]
#[template(path = "partnership/pages/list.html")]
struct ListPage {
    s: Shell,
    rows: Vec<Row>,
    own: Vec<Own>,
}

pub async fn list(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let municipalities = places::municipalities(&mut conn).await?;
    let agreements = crate::agreement::store::statuses(&mut conn).await?;
    let partnerships = store::all(&mut conn).await?;
    let members = store::all_memberships(&mut conn).await?;
    let meetings = store::meeting::all_meetings(&mut conn).await?;
    let mut rows = Vec::new();
    let mut own = Vec::new();
    for m in municipalities {
        let here: Vec<_> = members.iter().filter(|x| x.municipality_code == m.code && x.is_active_on(s.today)).collect();
        for x in here.iter().filter(|x| acts_for(&s.caller, &x.organisation_id, &m.code)) {
            own.push(Own {
                municipality: m.clone(),
                organisation: x.name.clone(),
                basis: x.basis,
                since: x.since,
                slug: x.slug.clone(),
                represented: x.is_represented_on(s.today),
            });
        }
        let held: Vec<_> = meetings.iter().filter(|x| x.municipality_code == m.code).collect();
        rows.push(Row {
            in_force_from: agreements.iter().find(|a| a.municipality_code == m.code).and_then(|a| a.in_force_from),
            partnership: partnerships.iter().find(|p| p.municipality_code == m.code).cloned(),
            counts: Basis::ALL.map(|basis| here.iter().filter(|x| x.basis == basis).count()),
            meetings: held.len(),
            decisions_late: held.iter().flat_map(|x| &x.decisions).filter(|d| d.is_late(s.today)).count(),
            municipality: m,
        });
    }
    Ok(Page(ListPage { s, rows, own }))
}

#[derive(Template)]
#[template(path = "partnership/pages/show.html")]
struct ShowPage {
    s: Shell,
    v: View,
    can_form: bool,
    can_enter: bool,
    can_invite: bool,
    can_convene: bool,
    /// The reader's own organisation, when it is bound and has not joined.
    own_missing: Option<String>,
}

pub async fn show(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let v = load(&app, &s, &slug).await?;
    let code = v.municipality.code.clone();
    let own_missing = v.missing.iter().find(|b| acts_for(&s.caller, &b.organisation_id, &code)).map(|b| b.name.clone());
    let formed = v.partnership.is_some();
    let page = ShowPage {
        can_form: s.can_in(&FORM, &code),
        can_enter: formed && (s.can_in(&ENTER, &code) || own_missing.is_some()),
        can_invite: formed && s.can_in(&INVITE, &code),
        can_convene: formed && s.can_in(&CONVENE, &code),
        own_missing,
        v,
        s,
    };
    Ok(Page(page))
}

/// The partnership as this reader may see it.
async fn load(app: &App, s: &Shell, slug: &str) -> Result<View, Refusal> {
    let mut conn = app.db.read().await?;
    view::view(&mut conn, slug, &s.caller, s.today).await
}

/// The partnership, for somebody who may do `act` in it.
async fn load_for(app: &App, s: &Shell, slug: &str, act: &'static Act) -> Result<View, Refusal> {
    let v = load(app, s, slug).await?;
    if s.can_in(act, &v.municipality.code) { Ok(v) } else { Err(Refusal::Forbidden(act)) }
}

/// Onwards, the form again with every fault beside its field, or the refusal.
fn answered<T: Template>(done: Result<String, Refusal>, notice: &str, form: impl FnOnce(&[Fault]) -> T) -> Result<Response, Refusal> {
    match done {
        Ok(address) => Ok(see_other(&address, notice)),
        Err(Refusal::Rule(faults)) => Ok(again(form(&faults))),
        Err(other) => Err(other),
    }
}

/// Choices for a select, from the words of a rule, with their names in the message files.
fn options(s: &Shell, prefix: &str, words: &[&str], none: bool) -> Vec<(String, String)> {
    let blank = none.then(|| (String::new(), s.t("partnership-choose")));
    blank.into_iter().chain(words.iter().map(|w| ((*w).to_owned(), s.tk(prefix, w)))).collect()
}

/// The organisations that sit in the partnership: the municipality first, then the members.
fn table(v: &View) -> Vec<(String, String)> {
    let own = format!("kommun-{}", v.municipality.code);
    let municipality = (own.clone(), v.name(&own).to_owned());
    std::iter::once(municipality).chain(v.current().into_iter().map(|m| (m.organisation_id.clone(), m.name.clone()))).collect()
}

fn day_text(day: Option<NaiveDate>) -> String {
    day.map(|d| d.to_string()).unwrap_or_default()
}

fn field(fields: &Fields, name: &str) -> String {
    fields.get(name).to_owned()
}
