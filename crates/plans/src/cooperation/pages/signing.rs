//! Check what is laid before the parties, lay it, and register the signatures on paper.

use super::inside_desk;
use super::write::address_of;
use crate::cooperation::actions::{self, Seen, can_for};
use crate::cooperation::desk::Desk;
use crate::cooperation::rules::SignatureDraft;
use crate::cooperation::store;
use crate::cooperation::view::{self, Document};
use crate::cooperation::{LAY, RECALL, SIGN};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell, again, see_other, settle};
use wording::Fault;

#[derive(Template)]
#[template(path = "cooperation/pages/check.html")]
struct CheckPage {
    s: Shell,
    desk: Desk,
    problems: Problems,
    can_lay: bool,
    number: i64,
}

impl CheckPage {
    fn fault(&self, fault: &Fault) -> String {
        self.s.fault(fault)
    }

    fn at(&self, fault: &Fault) -> String {
        address_of(&self.desk, fault)
    }

    fn writes(&self) -> bool {
        self.can_lay
    }
}

async fn check_page(app: &App, s: Shell, slug: &str, problems: Problems) -> Result<CheckPage, Refusal> {
    let (seen, desk) = inside_desk(app, &s, slug).await?;
    let can_lay = seen.cooperation.state.is_open() && s.can_in(&LAY, &seen.cooperation.municipality_code);
    let number = seen.heads.last().map_or(1, |h| h.version + 1);
    Ok(CheckPage { s, desk, problems, can_lay, number })
}

pub async fn check(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(check_page(&app, s, &slug, Problems::default()).await?))
}

pub async fn lay(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::lay(&mut tx, &slug, fields.version()).await;
    match settle(tx, done).await? {
        Ok(_) => Ok(see_other(&format!("/samverkan/{slug}/underskrifter"), "cooperation-laid")),
        Err(faults) => {
            let mut problems = Problems::new(&s, &faults);
            // Where each thing is mended stands in the list below; the summary only says what blocks.
            problems.0.retain(|p| p.binding);
            problems.0.iter_mut().for_each(|p| p.field.clear());
            Ok(again(check_page(&app, s, &slug, problems).await?))
        }
    }
}

#[derive(Template)]
#[template(path = "cooperation/pages/signatures.html")]
struct SignaturesPage {
    s: Shell,
    seen: Seen,
    doc: Document,
    /// Parties that have not signed and whose paper the reader may register.
    options: Vec<(String, String)>,
    can_recall: bool,
    typed: SignatureDraft,
    reason: String,
    problems: Problems,
    /// Which of the page's forms was refused.
    recalling: bool,
}

async fn signatures_page(app: &App, s: Shell, slug: &str) -> Result<SignaturesPage, Refusal> {
    let mut conn = app.db.read().await?;
    let seen = actions::inside(&mut conn, &s.caller, slug).await?;
    let head = store::newest(&seen.heads).ok_or(Refusal::NotFound)?.clone();
    let doc = view::document(&mut conn, &head).await?.ok_or(Refusal::NotFound)?;
    let code = seen.cooperation.municipality_code.clone();
    let signing = seen.cooperation.state.is_signing();
    let mine = |id: &str| signing && doc.signature(id).is_none() && can_for(&s.caller, &SIGN, &code, id);
    let options: Vec<_> =
        doc.snapshot.parties.iter().filter(|p| mine(&p.organisation_id)).map(|p| (p.organisation_id.clone(), p.name.clone())).collect();
    let typed = SignatureDraft {
        on: s.today.to_string(),
        organisation: options.first().map_or(String::new(), |o| o.0.clone()),
        ..SignatureDraft::default()
    };
    let can_recall = signing && s.can_in(&RECALL, &code);
    let (reason, problems) = (String::new(), Problems::default());
    Ok(SignaturesPage { s, seen, doc, options, can_recall, typed, reason, problems, recalling: false })
}

pub async fn signatures(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(signatures_page(&app, s, &slug).await?))
}

pub async fn sign(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let get = |name: &str| fields.get(name).to_owned();
    let typed = SignatureDraft { organisation: get("organisation"), place: get("place"), on: get("on"), office: get("office") };
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::sign(&mut tx, &slug, &typed).await;
    match settle(tx, done).await? {
        Ok(last) => {
            let (rest, notice) = if last { ("", "cooperation-concluded") } else { ("/underskrifter", "cooperation-signed") };
            Ok(see_other(&format!("/samverkan/{slug}{rest}"), notice))
        }
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let page = SignaturesPage { typed, problems, ..signatures_page(&app, s, &slug).await? };
            Ok(again(page))
        }
    }
}

pub async fn recall(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let reason = fields.get("reason").to_owned();
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::recall(&mut tx, &slug, fields.version(), &reason).await;
    match settle(tx, done).await? {
        Ok(()) => Ok(see_other(&format!("/samverkan/{slug}/skriv"), "cooperation-recalled")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let page = SignaturesPage { reason, problems, recalling: true, ..signatures_page(&app, s, &slug).await? };
            Ok(again(page))
        }
    }
}
