//! How the partnership is formed, and its corrections.

use super::{View, answered, field, load_for};
use crate::partnership::rules::{Basis, EntryWish, FoundingWish};
use crate::partnership::{FORM, actions};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell};
use wording::Fault;

#[derive(Template)]
#[template(path = "partnership/pages/founding.html")]
struct FoundingPage {
    s: Shell,
    v: View,
    problems: Problems,
    wish: FoundingWish,
    /// Version that is being corrected; 0 for a partnership to be formed.
    version: i64,
    /// Bound authorities that have said they join, while the partnership is being formed.
    joining: Vec<String>,
}

pub async fn edit(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let v = load_for(&app, &s, &slug, &FORM).await?;
    let wish = v.partnership.as_ref().map_or_else(FoundingWish::default, |p| FoundingWish {
        formed_on: p.formed_on.to_string(),
        residents: p.residents.clone(),
        coordination: p.coordination.clone(),
        ..FoundingWish::default()
    });
    let version = v.partnership.as_ref().map_or(0, |p| p.version);
    let joining = v.missing.iter().map(|b| b.organisation_id.clone()).collect();
    Ok(Page(FoundingPage { s, v, problems: Problems::default(), wish, version, joining }))
}

pub async fn save(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let v = load_for(&app, &s, &slug, &FORM).await?;
    let joining: Vec<String> = fields.all("joining").map(str::to_owned).collect();
    let wish = FoundingWish {
        formed_on: field(&fields, "formed_on"),
        residents: field(&fields, "residents"),
        coordination: field(&fields, "coordination"),
        reason: field(&fields, "reason"),
        entries: joining.iter().map(|id| bound_entry(id, fields.get("formed_on"))).collect(),
    };
    let version = fields.version();
    let done = write(&app, &s, &v, version, &wish).await;
    let notice = if version == 0 { "partnership-formed" } else { "partnership-corrected" };
    answered(done, notice, |faults| FoundingPage {
        problems: Problems::new(&s, &in_the_form(faults)),
        v,
        wish,
        version,
        joining,
        s: s.clone(),
    })
}

/// The form has one day for the founding and for those who join with it: a fault of theirs stands beside their box, one of the day is said once.
fn in_the_form(faults: &[Fault]) -> Vec<Fault> {
    let placed = |f: &Fault| match f.field.strip_prefix("members.").and_then(|rest| rest.rsplit_once('.')) {
        Some((_, "since")) => None,
        Some((id, _)) => Some(f.clone().at(format!("joining-{id}"))),
        None => Some(f.clone()),
    };
    faults.iter().filter_map(placed).collect()
}

fn bound_entry(organisation_id: &str, since: &str) -> EntryWish {
    EntryWish {
        organisation_id: organisation_id.to_owned(),
        basis: Basis::Assignment.key().into(),
        since: since.to_owned(),
        ..EntryWish::default()
    }
}

async fn write(app: &App, s: &Shell, v: &View, version: i64, wish: &FoundingWish) -> Result<String, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    if version == 0 {
        actions::form(&mut tx, &v.municipality.code, wish).await?;
    } else {
        actions::correct(&mut tx, &v.municipality.code, version, wish).await?;
    }
    tx.save().await?;
    Ok(format!("/partnerskap/{}", v.municipality.slug))
}
