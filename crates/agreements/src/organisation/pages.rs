//! Pages of organisations.

use super::actions::{self, ADD, correcting};
use super::rules::{Kind, Organisation, Wish};
use super::store::{self, Version};
use crate::place::rules::Municipality;
use crate::place::store as places;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Scope;
use platform::web::{App, Fields, Page, Problems, Shell, see_other};
use platform::{Conn, Refusal};
use serde::Deserialize;
use wording::Fault;

struct Row {
    o: Organisation,
    municipality: Option<Municipality>,
    ended: bool,
}

#[derive(Template)]
#[template(path = "organisation/pages/list.html")]
struct ListPage {
    s: Shell,
    rows: Vec<Row>,
    /// The municipality the list is narrowed to.
    only: Option<Municipality>,
    /// Municipalities the reader may add partners in.
    may_add: Vec<Municipality>,
}

/// Narrows the list to a municipality, by its slug.
#[derive(Debug, Deserialize)]
pub struct Narrow {
    kommun: Option<String>,
}

/// Every organisation, or those of a municipality.
///
/// # Errors
/// Not found for an unknown municipality.
pub async fn list(State(app): State<App>, s: Shell, Query(narrow): Query<Narrow>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let municipalities = places::municipalities(&mut conn).await?;
    let only = match narrow.kommun.as_deref().filter(|slug| !slug.is_empty()) {
        Some(slug) => Some(municipalities.iter().find(|m| m.slug == slug).cloned().ok_or(Refusal::NotFound)?),
        None => None,
    };
    let found = match &only {
        Some(m) => store::of_municipality(&mut conn, &m.code).await?,
        None => store::all(&mut conn).await?,
    };
    let of = |o: &Organisation| municipalities.iter().find(|m| Some(&m.code) == o.municipality_code.as_ref()).cloned();
    let rows = found.into_iter().map(|o| Row { municipality: of(&o), ended: !o.exists_on(s.today), o }).collect();
    let may_add = municipalities.iter().filter(|m| s.can_in(&ADD, &m.code)).cloned().collect();
    Ok(Page(ListPage { s, rows, only, may_add }))
}

#[derive(Template)]
#[template(path = "organisation/pages/show.html")]
struct ShowPage {
    s: Shell,
    o: Organisation,
    municipality: Option<Municipality>,
    versions: Vec<Version>,
    may_correct: bool,
    ended: bool,
    /// Message key of who can, where the reader cannot.
    who_can: &'static str,
}

/// One organisation with the versions of what is said of it.
///
/// # Errors
/// Not found for an unknown organisation.
pub async fn show(State(app): State<App>, s: Shell, Path(id): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let o = store::one(&mut conn, &id).await?.ok_or(Refusal::NotFound)?;
    let municipality = municipality_of(&mut conn, &o).await?;
    let versions = store::versions(&mut conn, &id).await?;
    let (act, scope) = correcting(&o);
    let may_correct = s.caller.can(act, scope);
    let who_can = if matches!(scope, Scope::Nation) { "organisation-state-corrects" } else { "organisation-municipality-corrects" };
    Ok(Page(ShowPage { ended: !o.exists_on(s.today), s, o, municipality, versions, may_correct, who_can }))
}

async fn municipality_of(conn: &mut Conn, o: &Organisation) -> anyhow::Result<Option<Municipality>> {
    match &o.municipality_code {
        Some(code) => places::municipality(conn, code).await,
        None => Ok(None),
    }
}

#[derive(Template)]
#[template(path = "organisation/pages/edit.html")]
struct FormPage {
    s: Shell,
    title: String,
    /// The organisation being corrected; none when one is added.
    now: Option<Organisation>,
    municipality: Option<Municipality>,
    kinds: Vec<(String, String)>,
    form: Form,
    problems: Problems,
}

/// What stands in the form, as it was typed.
#[derive(Default)]
struct Form {
    kind: String,
    name: String,
    valid_from: String,
    valid_to: String,
    reason: String,
    version: i64,
}

impl Form {
    fn of(o: &Organisation) -> Self {
        let day = |d: Option<chrono::NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
        Self {
            kind: o.kind.key().into(),
            name: o.name.clone(),
            valid_from: day(o.valid_from),
            valid_to: day(o.valid_to),
            reason: String::new(),
            version: o.version,
        }
    }

    fn typed(fields: &Fields) -> Self {
        let text = |name| fields.get(name).to_owned();
        Self {
            kind: text("kind"),
            name: text("name"),
            valid_from: text("valid_from"),
            valid_to: text("valid_to"),
            reason: text("reason"),
            version: fields.version(),
        }
    }
}

fn wish(fields: &Fields) -> (Wish, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut day = |name| {
        fields.day(name).unwrap_or_else(|fault| {
            faults.push(fault);
            None
        })
    };
    let (valid_from, valid_to) = (day("valid_from"), day("valid_to"));
    let text = |name| fields.get(name).to_owned();
    (Wish { id: String::new(), kind: text("kind"), name: text("name"), valid_from, valid_to, reason: text("reason") }, faults)
}

fn kinds(s: &Shell, now: Option<&Organisation>) -> Vec<(String, String)> {
    let fixed = now.map(|o| o.kind).filter(|kind| !Kind::CHOSEN.contains(kind));
    let offered = fixed.map_or_else(|| Kind::CHOSEN.to_vec(), |kind| vec![kind]);
    offered.iter().map(|kind| (kind.key().to_owned(), s.tk("organisation-kind", kind.key()))).collect()
}

fn form_page(s: Shell, now: Option<Organisation>, municipality: Option<Municipality>, form: Form, faults: &[Fault]) -> Response {
    let title = match &now {
        Some(o) => s.t1("organisation-correct-title", "name", &o.name),
        None => s.t1("organisation-add-title", "municipality", municipality.as_ref().map_or("", |m| m.name.as_str())),
    };
    let (kinds, problems) = (kinds(&s, now.as_ref()), Problems::new(&s, faults));
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    (status, Page(FormPage { s, title, now, municipality, kinds, form, problems })).into_response()
}

async fn own_municipality(app: &App, s: &Shell, slug: &str) -> Result<Municipality, Refusal> {
    let mut conn = app.db.read().await?;
    let found = places::municipality_by_slug(&mut conn, slug).await?.ok_or(Refusal::NotFound)?;
    s.caller.mandate(&ADD, Scope::Municipality(&found.code))?;
    Ok(found)
}

/// The form for a partner of a municipality.
///
/// # Errors
/// Forbidden for others than the municipality's coordinator.
pub async fn new(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<Response, Refusal> {
    let municipality = own_municipality(&app, &s, &slug).await?;
    let form = Form { kind: Kind::PropertyOwner.key().into(), ..Form::default() };
    Ok(form_page(s, None, Some(municipality), form, &[]))
}

/// Adds a partner of a municipality.
///
/// # Errors
/// What the verb refuses, other than faults, which are shown beside their fields.
pub async fn add(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let municipality = own_municipality(&app, &s, &slug).await?;
    let (wish, mut faults) = wish(&fields);
    let mut tx = app.db.write(&s.caller).await?;
    match actions::add(&mut tx, &municipality.code, &wish).await {
        Ok(id) if faults.is_empty() => {
            tx.save().await?;
            return Ok(see_other(&format!("/organisationer/{id}"), "organisation-added"));
        }
        Ok(_) => {}
        Err(Refusal::Rule(more)) => faults.extend(more),
        Err(other) => return Err(other),
    }
    Ok(form_page(s, None, Some(municipality), Form::typed(&fields), &faults))
}

async fn correctable(app: &App, s: &Shell, id: &str) -> Result<(Organisation, Option<Municipality>), Refusal> {
    let mut conn = app.db.read().await?;
    let o = store::one(&mut conn, id).await?.ok_or(Refusal::NotFound)?;
    let (act, scope) = correcting(&o);
    s.caller.mandate(act, scope)?;
    let municipality = municipality_of(&mut conn, &o).await?;
    Ok((o, municipality))
}

/// The form for a correction.
///
/// # Errors
/// Forbidden for others than those whose organisation it is.
pub async fn edit(State(app): State<App>, s: Shell, Path(id): Path<String>) -> Result<Response, Refusal> {
    let (o, municipality) = correctable(&app, &s, &id).await?;
    let form = Form::of(&o);
    Ok(form_page(s, Some(o), municipality, form, &[]))
}

/// Corrects an organisation by a new version.
///
/// # Errors
/// What the verb refuses, other than faults, which are shown beside their fields.
pub async fn correct(State(app): State<App>, s: Shell, Path(id): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let (o, municipality) = correctable(&app, &s, &id).await?;
    let (wish, mut faults) = wish(&fields);
    let mut tx = app.db.write(&s.caller).await?;
    match actions::correct(&mut tx, &id, fields.version(), &wish).await {
        Ok(_) if faults.is_empty() => {
            tx.save().await?;
            return Ok(see_other(&format!("/organisationer/{id}"), "organisation-corrected"));
        }
        Ok(_) => {}
        Err(Refusal::Rule(more)) => faults.extend(more),
        Err(other) => return Err(other),
    }
    Ok(form_page(s, Some(o), municipality, Form::typed(&fields), &faults))
}
