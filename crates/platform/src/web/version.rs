//! The version a change was made from, for the API: `ETag` out, `If-Match` in.

use super::{App, Refusal};
use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// The version named by `If-Match: "3"`. A request without it is answered 428: a change must say what it was made from, so that nobody's is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IfMatch(pub i64);

impl FromRequestParts<App> for IfMatch {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Refusal> {
        let named = parts.headers.get(header::IF_MATCH).and_then(|v| v.to_str().ok()).and_then(version);
        named.map(Self).ok_or(Refusal::VersionMissing)
    }
}

fn version(text: &str) -> Option<i64> {
    text.trim().trim_start_matches("W/").trim_matches('"').parse().ok()
}

/// What became of a change made under `If-Match`. Where somebody else was first the refusal names the version that stands `now`, read in the same
/// write, so that a program can fetch, merge and try again.
///
/// # Errors
/// What the change was refused with; [`Refusal::Outrun`] in the place of [`Refusal::Stale`].
pub async fn or_outrun<T>(done: Result<T, Refusal>, now: impl Future<Output = Result<Option<i64>, Refusal>>) -> Result<T, Refusal> {
    match done {
        Err(Refusal::Stale(stale)) => Err(match now.await? {
            Some(version) => Refusal::Outrun(stale, version),
            None => Refusal::Stale(stale),
        }),
        other => other,
    }
}

/// An answer in JSON with its version as `ETag`.
pub fn with_etag(version: i64, body: impl Serialize) -> Response {
    ([(header::ETAG, format!("\"{version}\""))], Json(body)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_with_and_without_its_quotation_marks() {
        assert_eq!((version("\"3\""), version("W/\"12\""), version("4")), (Some(3), Some(12), Some(4)));
        assert_eq!((version("*"), version("\"\"")), (None, None));
    }
}
