//! How a form's write ends: saved, or shown again with what is wrong in it.

use crate::web::{Page, Refusal};
use crate::{Saved, Tx, clock};
use askama::Template;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use wording::Fault;

/// A form shown again with what is wrong in it: 422.
pub fn again(page: impl Template) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response()
}

/// Ends a verb's write: saved where it was done; given up where rules stood against it, whose faults the form then shows beside what was typed.
///
/// # Errors
/// Every refusal that is no fault of what was typed, and what the engine says.
pub async fn settle<T>(tx: Tx, done: Result<T, Refusal>) -> Result<Result<T, Vec<Fault>>, Refusal> {
    let settled = faults_apart(done)?;
    if settled.is_ok() {
        tx.save().await?;
    }
    Ok(settled)
}

/// As [`settle`], for a save that may have found nothing new.
///
/// # Errors
/// As [`settle`].
pub async fn settle_saved(tx: Tx, done: Result<Saved, Refusal>) -> Result<Result<Saved, Vec<Fault>>, Refusal> {
    let settled = faults_apart(done)?;
    if let Ok(saved) = settled {
        tx.keep(saved).await?;
    }
    Ok(settled)
}

fn faults_apart<T>(done: Result<T, Refusal>) -> Result<Result<T, Vec<Fault>>, Refusal> {
    match done {
        Ok(value) => Ok(Ok(value)),
        Err(Refusal::Rule(faults)) => Ok(Err(faults)),
        Err(other) => Err(other),
    }
}

/// Ends the save of a form that saves itself; the script is told the version that stands now and the time of day.
///
/// # Errors
/// What the engine says.
pub async fn autosaved(tx: Tx, saved: Saved) -> Result<Response, Refusal> {
    let at = clock::swedish(tx.now()).format("%H:%M").to_string();
    tx.keep(saved).await?;
    Ok(Json(json!({ "version": saved.version, "at": at })).into_response())
}
