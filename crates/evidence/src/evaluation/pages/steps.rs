//! Asking for a computation, stopping it, doing it again.

use crate::evaluation::actions;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::Refusal;
use platform::web::{App, Shell, see_other};

pub async fn ask(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    actions::ask(&mut tx, &slug).await?;
    tx.save().await?;
    Ok(see_other(&format!("/utvarderingar/{slug}"), "evaluation-asked"))
}

pub async fn cancel(State(app): State<App>, s: Shell, Path((slug, number)): Path<(String, i64)>) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    actions::cancel(&mut tx, &slug, number).await?;
    tx.save().await?;
    Ok(see_other(&format!("/utvarderingar/{slug}"), "evaluation-cancelled"))
}

pub async fn recompute(State(app): State<App>, s: Shell, Path((slug, number)): Path<(String, i64)>) -> Result<Response, Refusal> {
    let check = actions::recompute(&app.db, &s.caller, &slug, number).await?;
    let notice = if check.agrees == 1 { "evaluation-agrees" } else { "evaluation-differs" };
    Ok(see_other(&format!("/utvarderingar/{slug}#berakning"), notice))
}
