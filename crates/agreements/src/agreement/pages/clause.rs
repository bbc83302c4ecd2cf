//! One clause: annex 1 beside what is proposed, the log, and the forms of each party.

use super::Scene;
use crate::agreement::rules::{Class, Clause, Piece, Verb, diff};
use crate::agreement::{CLASSIFY, DELIBERATE, actions};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell, see_other, settle};
use wording::Fault;

#[derive(Template)]
#[template(path = "agreement/pages/clause.html")]
struct ClausePage {
    s: Shell,
    scene: Scene,
    clause: Clause,
    pieces: Vec<Piece>,
    problems: Problems,
    hindrance: String,
    may_deliberate: bool,
    may_classify: bool,
    /// The reason is asked for until the State has approved, also when the wording is agreed.
    may_explain: bool,
    own: &'static str,
    text: String,
    comment: String,
    reason: String,
    typed: Fields,
}

impl ClausePage {
    /// What was typed in a field of one of the smaller forms, or else what stands.
    fn typed_or<'a>(&'a self, name: &str, stands: &'a str) -> &'a str {
        if self.typed.has(name) { self.typed.get(name) } else { stands }
    }
}

pub(in crate::agreement) async fn form(
    State(app): State<App>,
    s: Shell,
    Path((slug, key)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    page(&app, s, &slug, &key, None).await
}

async fn page(app: &App, s: Shell, slug: &str, key: &str, sent: Option<(&Fields, Vec<Fault>)>) -> Result<Response, Refusal> {
    let scene = Scene::load(&mut *app.db.read().await?, &s, slug).await?;
    if !scene.is_party {
        return Err(Refusal::NotFound);
    }
    let clause = scene.clauses().find(|c| c.key == key).cloned().ok_or(Refusal::NotFound)?;
    let own = scene.own_party(&s);
    let status = if sent.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (typed, faults) = sent.map_or_else(|| (None, Vec::new()), |(f, faults)| (Some(f), faults));
    let open = clause.open_proposal().map_or_else(|| clause.text.clone(), |p| p.text.clone());
    let value =
        |name: &str, otherwise: &str| typed.filter(|f| f.has(name)).map_or_else(|| otherwise.to_owned(), |f| f.get(name).to_owned());
    let open_to_reasons = scene.agreement.under_way().is_some() && scene.agreement.newest().state.approved.is_none();
    let page = ClausePage {
        pieces: diff(&clause.words.filled, &clause.text),
        problems: Problems::new(&s, &faults),
        may_explain: open_to_reasons && scene.may(&s, &DELIBERATE) && clause.deviation.class.is_deviation(),
        hindrance: scene.hindrance(&s, Verb::Deliberate, own),
        may_deliberate: scene.may(&s, &DELIBERATE),
        may_classify: open_to_reasons && scene.may(&s, &CLASSIFY) && clause.deviation.class.is_deviation(),
        own: own.key(),
        text: value("text", &open),
        comment: value("comment", ""),
        reason: value("reason", &clause.deviation.reason),
        typed: typed.cloned().unwrap_or_default(),
        clause,
        scene,
        s,
    };
    Ok((status, Page(page)).into_response())
}

/// The same refusal, its faults beside the field of the form that was sent: the page has several with a reason.
fn beside(refusal: Refusal, field: &str, place: &str) -> Refusal {
    let moved = |f: Fault| if f.field == field { f.at(place) } else { f };
    match refusal {
        Refusal::Rule(faults) => Refusal::Rule(faults.into_iter().map(moved).collect()),
        other => other,
    }
}

/// Saves and comes back to the clause, or shows it again with every fault.
async fn finish<T>(
    app: &App,
    s: Shell,
    at: (&str, &str),
    tx: platform::Tx,
    done: Result<T, Refusal>,
    f: &Fields,
) -> Result<Response, Refusal> {
    match settle(tx, done).await? {
        Ok(_) => Ok(see_other(&format!("/avtal/{}/punkter/{}", at.0, at.1), "agreement-clause")),
        Err(faults) => page(app, s, at.0, at.1, Some((f, faults))).await,
    }
}

pub(in crate::agreement) async fn propose(
    State(app): State<App>,
    s: Shell,
    Path((slug, key)): Path<(String, String)>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let wish =
        actions::Wish { text: f.get("text").replace("\r\n", "\n"), comment: f.get("comment").into(), reason: f.get("reason").into() };
    let done = actions::propose(&mut tx, &slug, &key, f.version(), &wish).await;
    finish(&app, s, (&slug, &key), tx, done, &f).await
}

pub(in crate::agreement) async fn explain(
    State(app): State<App>,
    s: Shell,
    Path((slug, key)): Path<(String, String)>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::explain(&mut tx, &slug, &key, f.version(), f.get("why")).await.map_err(|r| beside(r, "reason", "why"));
    finish(&app, s, (&slug, &key), tx, done, &f).await
}

pub(in crate::agreement) async fn classify(
    State(app): State<App>,
    s: Shell,
    Path((slug, key)): Path<(String, String)>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::classify(&mut tx, &slug, &key, f.version(), Class::parse(f.get("class")), f.get("class_reason")).await;
    let done = done.map_err(|r| beside(r, "reason", "class_reason"));
    finish(&app, s, (&slug, &key), tx, done, &f).await
}

/// Accepts, declines or takes back a proposal.
pub(in crate::agreement) async fn answer(
    State(app): State<App>,
    s: Shell,
    Path((slug, key)): Path<(String, String)>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let (id, comment) = (f.get("proposal"), f.get("answer_comment"));
    let done = match f.get("answer") {
        "accept" => actions::accept(&mut tx, &slug, id, comment).await,
        "decline" => actions::decline(&mut tx, &slug, id, comment).await.map_err(|r| beside(r, "answer", "answer_comment")),
        "withdraw" => actions::withdraw(&mut tx, &slug, id).await,
        _ => Err(Refusal::NotFound),
    };
    finish(&app, s, (&slug, &key), tx, done, &f).await
}
