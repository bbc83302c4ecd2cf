//! Steering and working groups.

use super::{View, answered, day_text, field, load_for, options, table};
use crate::partnership::rules::group::{Group, GroupWish, KINDS, PARTS, Seat};
use crate::partnership::store::{Said, group};
use crate::partnership::{CONVENE, actions};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell};

/// An organisation's row in the form: field, name, and what it is in the group.
struct Row {
    field: String,
    name: String,
    part: String,
}

#[derive(Template)]
#[template(path = "partnership/pages/group.html")]
struct GroupPage {
    s: Shell,
    v: View,
    /// The group that is being corrected; none for a new one.
    group: Option<Group>,
    versions: Vec<Said>,
    problems: Problems,
    wish: GroupWish,
    rows: Vec<Row>,
    kinds: Vec<(String, String)>,
    parts: Vec<(String, String)>,
}

impl GroupPage {
    fn action(&self) -> String {
        let last = self.group.as_ref().map_or("ny", |g| &g.slug);
        format!("/partnerskap/{}/grupper/{last}", self.v.municipality.slug)
    }
}

async fn group_page(app: &App, s: &Shell, slug: &str, group: Option<&str>) -> Result<GroupPage, Refusal> {
    let v = load_for(app, s, slug, &CONVENE).await?;
    let found = match group {
        Some(group) => Some(v.groups.iter().find(|g| g.slug == group).cloned().ok_or(Refusal::NotFound)?),
        None => None,
    };
    let mut conn = app.db.read().await?;
    let versions = match &found {
        Some(g) => group::versions(&mut conn, &g.id).await?,
        None => Vec::new(),
    };
    let wish = found.as_ref().map_or_else(GroupWish::default, wish_of);
    let kinds = options(s, "partnership-group-kind", &KINDS, true);
    let mut parts = options(s, "partnership-part", &PARTS, false);
    parts.insert(0, (String::new(), s.t("partnership-part-none")));
    let rows = rows(&v, &wish.seats);
    Ok(GroupPage { s: s.clone(), v, group: found, versions, problems: Problems::default(), wish, rows, kinds, parts })
}

fn wish_of(g: &Group) -> GroupWish {
    GroupWish {
        kind: g.kind.clone(),
        name: g.name.clone(),
        purpose: g.purpose.clone(),
        since: g.since.to_string(),
        until: day_text(g.until),
        seats: g.seats.clone(),
        reason: String::new(),
    }
}

/// Those who sit in the partnership, and those who have a seat although they have left it.
fn rows(v: &View, seats: &[Seat]) -> Vec<Row> {
    let mut all = table(v);
    for seat in seats.iter().filter(|seat| !v.name(&seat.organisation_id).is_empty()) {
        if !all.iter().any(|(id, _)| *id == seat.organisation_id) {
            all.push((seat.organisation_id.clone(), v.name(&seat.organisation_id).to_owned()));
        }
    }
    let part = |id: &str| seats.iter().find(|seat| seat.organisation_id == id).map_or(String::new(), |seat| seat.part.clone());
    all.into_iter().map(|(id, name)| Row { field: format!("seat-{id}"), part: part(&id), name }).collect()
}

fn read(fields: &Fields) -> GroupWish {
    let chosen = fields.0.iter().filter(|(_, part)| !part.trim().is_empty());
    let seat = |(name, part): &(String, String)| {
        name.strip_prefix("seat-").map(|id| Seat { organisation_id: id.to_owned(), part: part.trim().to_owned() })
    };
    GroupWish {
        kind: field(fields, "kind"),
        name: field(fields, "name"),
        purpose: field(fields, "purpose"),
        since: field(fields, "since"),
        until: field(fields, "until"),
        seats: chosen.filter_map(seat).collect(),
        reason: field(fields, "reason"),
    }
}

pub async fn new(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(group_page(&app, &s, &slug, None).await?))
}

pub async fn add(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let page = group_page(&app, &s, &slug, None).await?;
    let wish = read(&fields);
    let mut tx = app.db.write(&s.caller).await?;
    let done = match actions::add_group(&mut tx, &page.v.municipality.code, &wish).await {
        Ok(_) => tx.save().await.map(|()| format!("/partnerskap/{slug}#grupper")).map_err(Refusal::from),
        Err(refusal) => Err(refusal),
    };
    answered(done, "partnership-group-added", |f| again(page, wish, Problems::new(&s, f)))
}

type At = Path<(String, String)>;

pub async fn edit(State(app): State<App>, s: Shell, Path((slug, group)): At) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(group_page(&app, &s, &slug, Some(&group)).await?))
}

pub async fn correct(State(app): State<App>, s: Shell, Path((slug, group)): At, fields: Fields) -> Result<Response, Refusal> {
    let page = group_page(&app, &s, &slug, Some(&group)).await?;
    let wish = read(&fields);
    let mut tx = app.db.write(&s.caller).await?;
    let done = match actions::correct_group(&mut tx, &page.v.municipality.code, &group, fields.version(), &wish).await {
        Ok(()) => tx.save().await.map(|()| format!("/partnerskap/{slug}#grupper")).map_err(Refusal::from),
        Err(refusal) => Err(refusal),
    };
    answered(done, "partnership-corrected", |f| again(page, wish, Problems::new(&s, f)))
}

fn again(page: GroupPage, wish: GroupWish, problems: Problems) -> GroupPage {
    GroupPage { rows: rows(&page.v, &wish.seats), problems, wish, ..page }
}
