//! How a form's write ends: saved, or shown again with what is wrong in it.

use crate::Tx;
use crate::web::{Page, Refusal};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
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
    match done {
        Ok(value) => {
            tx.save().await?;
            Ok(Ok(value))
        }
        Err(Refusal::Rule(faults)) => Ok(Err(faults)),
        Err(other) => Err(other),
    }
}
