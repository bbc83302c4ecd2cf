//! Forms on the agreement's own page: agreeing on the wording, opening it again, amending, prolonging, ending.

use super::{Origin, finish};
use crate::agreement::actions;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::Refusal;
use platform::web::{App, Fields, Shell};

pub(in crate::agreement) async fn ready(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::ready(&mut tx, &slug, f.version()).await;
    finish(&app, s, &slug, tx, done, &f, (Origin::Document("enighet"), "agreement-ready")).await
}

pub(in crate::agreement) async fn reopen(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::reopen(&mut tx, &slug, f.version(), f.get("reason")).await;
    finish(&app, s, &slug, tx, done, &f, (Origin::Document("ateroppning"), "agreement-reopened")).await
}

pub(in crate::agreement) async fn amend(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::amend(&mut tx, &slug, f.version(), f.get("reason")).await;
    finish(&app, s, &slug, tx, done, &f, (Origin::Document("andring"), "agreement-amended")).await
}

pub(in crate::agreement) async fn prolong(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = match (f.day("from"), f.day("to")) {
        (Ok(from), Ok(to)) => actions::prolong(&mut tx, &slug, f.version(), from, to, f.get("reason")).await.map(drop),
        (from, to) => Err(Refusal::Rule([from.err(), to.err()].into_iter().flatten().collect())),
    };
    finish(&app, s, &slug, tx, done, &f, (Origin::Document("forlangning"), "agreement-prolonged")).await
}

pub(in crate::agreement) async fn end(State(app): State<App>, s: Shell, Path(slug): Path<String>, f: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = match f.day("last_day") {
        Ok(last) => actions::end(&mut tx, &slug, f.version(), last, f.get("reference"), f.get("reason")).await,
        Err(fault) => Err(fault.into()),
    };
    finish(&app, s, &slug, tx, done, &f, (Origin::Document("upphorande"), "agreement-ended")).await
}

pub(in crate::agreement) async fn break_off(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::break_off(&mut tx, &slug, f.version(), f.get("reason")).await;
    finish(&app, s, &slug, tx, done, &f, (Origin::Document("avbrott"), "agreement-broken-off")).await
}

pub(in crate::agreement) async fn resume(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    f: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::resume(&mut tx, &slug, f.version(), f.get("reason")).await;
    finish(&app, s, &slug, tx, done, &f, (Origin::Document("aterupptagande"), "agreement-resumed")).await
}
