//! The two procedures of § 8, side by side, and the signatures that follow them.

use super::show::{Track, tracks};
use super::{Origin, Scene, finish};
use crate::agreement::rules::{Delegation, Party, Verb};
use crate::agreement::{APPROVE_BOARD, APPROVE_STATE, SIGN_BOARD, SIGN_STATE, actions, store};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell};
use wording::Fault;

#[derive(Template)]
#[template(path = "agreement/pages/approvals.html")]
struct ApprovalsPage {
    s: Shell,
    scene: Scene,
    tracks: Vec<Track>,
    problems: Problems,
    typed: Fields,
    delegations: Vec<Delegation>,
    lacking: Vec<String>,
    may_board: bool,
    may_state: bool,
    why_not_board: String,
    why_not_notice: String,
    why_not_state: String,
}

pub(in crate::agreement) async fn approvals(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<Response, Refusal> {
    approvals_page(&app, s, &slug, &Fields::default(), &[]).await
}

pub(super) async fn approvals_page(app: &App, s: Shell, slug: &str, typed: &Fields, faults: &[Fault]) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let scene = parties_only(Scene::load(&mut conn, &s, slug).await?)?;
    let page = ApprovalsPage {
        tracks: tracks(&s, &scene),
        problems: Problems::new(&s, faults),
        typed: typed.clone(),
        delegations: store::delegations(&mut conn).await?,
        lacking: scene.clauses().filter(|c| c.deviation.lacks_reason()).map(|c| c.key.clone()).collect(),
        may_board: scene.may(&s, &APPROVE_BOARD),
        may_state: scene.may(&s, &APPROVE_STATE),
        why_not_board: scene.hindrance(&s, Verb::Approve, Party::Municipality),
        why_not_notice: scene.hindrance(&s, Verb::Notice, Party::Municipality),
        why_not_state: scene.hindrance(&s, Verb::Approve, Party::State),
        scene,
        s,
    };
    Ok((status(faults), Page(page)).into_response())
}

fn parties_only(scene: Scene) -> Result<Scene, Refusal> {
    if scene.is_party { Ok(scene) } else { Err(Refusal::NotFound) }
}

fn status(faults: &[Fault]) -> StatusCode {
    if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// Days of a form, or every one that is no day.
pub(super) fn days<const N: usize>(f: &Fields, names: [&str; N]) -> Result<[Option<NaiveDate>; N], Refusal> {
    let read = names.map(|name| f.day(name));
    let faults: Vec<Fault> = read.iter().filter_map(|d| d.as_ref().err().cloned()).collect();
    if faults.is_empty() { Ok(read.map(|d| d.ok().flatten())) } else { Err(Refusal::Rule(faults)) }
}

pub(in crate::agreement) async fn approve_board(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = match days(&f, ["decided", "adjusted", "posted"]) {
        Ok([decided, adjusted, posted]) => {
            let wish = actions::BoardWish { decided, paragraph: f.get("paragraph").into(), adjusted, posted };
            actions::approve_board(&mut tx, &slug, f.version(), &wish).await
        }
        Err(refusal) => Err(refusal),
    };
    finish(&app, s, &slug, tx, done, &f, (Origin::Approvals, "agreement-approved")).await
}

pub(in crate::agreement) async fn notice(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = match days(&f, ["adjusted", "posted"]) {
        Ok([adjusted, posted]) => actions::notice(&mut tx, &slug, f.version(), adjusted, posted).await,
        Err(refusal) => Err(refusal),
    };
    finish(&app, s, &slug, tx, done, &f, (Origin::Approvals, "agreement-noticed")).await
}

pub(in crate::agreement) async fn approve_state(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = match days(&f, ["decided"]) {
        Ok([decided]) => {
            let wish = actions::StateWish {
                decided,
                acting: f.get("acting").into(),
                reference: f.get("reference").into(),
                delegation: f.get("delegation").into(),
            };
            actions::approve_state(&mut tx, &slug, f.version(), &wish).await
        }
        Err(refusal) => Err(refusal),
    };
    finish(&app, s, &slug, tx, done, &f, (Origin::Approvals, "agreement-approved")).await
}

fn refusal_wish(f: &Fields) -> Result<actions::RefusalWish, Refusal> {
    let [decided] = days(f, ["no_decided"])?;
    Ok(actions::RefusalWish { decided, reference: f.get("no_reference").into(), reason: f.get("no_reason").into() })
}

pub(in crate::agreement) async fn decline_board(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = match refusal_wish(&f) {
        Ok(wish) => actions::decline_board(&mut tx, &slug, f.version(), &wish).await,
        Err(refusal) => Err(refusal),
    };
    finish(&app, s, &slug, tx, done, &f, (Origin::Approvals, "agreement-declined")).await
}

pub(in crate::agreement) async fn decline_state(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = match refusal_wish(&f) {
        Ok(wish) => actions::decline_state(&mut tx, &slug, f.version(), &wish).await,
        Err(refusal) => Err(refusal),
    };
    finish(&app, s, &slug, tx, done, &f, (Origin::Approvals, "agreement-declined")).await
}

#[derive(Template)]
#[template(path = "agreement/pages/signatures.html")]
struct SignaturesPage {
    s: Shell,
    scene: Scene,
    tracks: Vec<Track>,
    problems: Problems,
    typed: Fields,
    delegations: Vec<Delegation>,
    may_board: bool,
    may_state: bool,
    why_not_board: String,
    why_not_state: String,
    early_until: Option<NaiveDate>,
}

pub(in crate::agreement) async fn signatures(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<Response, Refusal> {
    signatures_page(&app, s, &slug, &Fields::default(), &[]).await
}

pub(super) async fn signatures_page(app: &App, s: Shell, slug: &str, typed: &Fields, faults: &[Fault]) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let scene = parties_only(Scene::load(&mut conn, &s, slug).await?)?;
    let page = SignaturesPage {
        tracks: tracks(&s, &scene),
        problems: Problems::new(&s, faults),
        typed: typed.clone(),
        delegations: store::delegations(&mut conn).await?,
        may_board: scene.may(&s, &SIGN_BOARD),
        may_state: scene.may(&s, &SIGN_STATE),
        why_not_board: scene.hindrance(&s, Verb::Sign, Party::Municipality),
        why_not_state: scene.hindrance(&s, Verb::Sign, Party::State),
        early_until: scene.edition.early_until(),
        scene,
        s,
    };
    Ok((status(faults), Page(page)).into_response())
}

fn signature(f: &Fields) -> Result<actions::SignatureWish, Refusal> {
    let [on] = days(f, ["on"])?;
    Ok(actions::SignatureWish {
        on,
        place: f.get("place").into(),
        office: f.get("office").into(),
        acting: f.get("acting").into(),
        delegation: f.get("delegation").into(),
        aware: f.has("aware"),
    })
}

pub(in crate::agreement) async fn sign_board(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = match signature(&f) {
        Ok(wish) => actions::sign_board(&mut tx, &slug, f.version(), &wish).await,
        Err(refusal) => Err(refusal),
    };
    finish(&app, s, &slug, tx, done, &f, (Origin::Signatures, "agreement-signed")).await
}

pub(in crate::agreement) async fn sign_state(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = match signature(&f) {
        Ok(wish) => actions::sign_state(&mut tx, &slug, f.version(), &wish).await,
        Err(refusal) => Err(refusal),
    };
    finish(&app, s, &slug, tx, done, &f, (Origin::Signatures, "agreement-signed")).await
}
