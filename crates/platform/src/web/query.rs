//! What an API address asks for.

use super::App;
use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequestParts, Query};
use axum::http::Uri;
use axum::http::request::Parts;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The query of an address in the API. With `deny_unknown_fields` on `T` a misspelt name is an answer 400, not an answer to another question;
/// `lang`, which every address takes, is no name of `T`.
#[derive(Clone, Copy, Debug)]
pub struct QueryOf<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for QueryOf<T> {
    type Rejection = QueryRejection;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, QueryRejection> {
        Query::try_from_uri(&without_language(&parts.uri)).map(|Query(asked)| Self(asked))
    }
}

/// Which version of a document is asked for.
#[derive(Clone, Copy, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OfVersion {
    /// Number of a version; the newest without it.
    pub version: Option<i64>,
}

/// Which year is asked for.
#[derive(Clone, Copy, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OfYear {
    /// A year; the newest without it.
    pub year: Option<i32>,
}

fn without_language(uri: &Uri) -> Uri {
    let kept: Vec<&str> = uri.query().unwrap_or_default().split('&').filter(|pair| !pair.starts_with("lang=")).collect();
    format!("{}?{}", uri.path(), kept.join("&")).parse().unwrap_or_else(|_| uri.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Result<Option<i32>, QueryRejection> {
        let uri: Uri = format!("/api/v1/reports{query}").parse().unwrap();
        Query::try_from_uri(&without_language(&uri)).map(|Query(OfYear { year })| year)
    }

    #[test]
    fn a_name_that_is_none_is_refused_and_the_language_is_no_name() {
        assert_eq!(read("").unwrap(), None);
        assert_eq!(read("?year=2011&lang=en").unwrap(), Some(2011));
        assert_eq!(read("?lang=en").unwrap(), None);
        assert!(read("?yaer=2011").unwrap_err().body_text().contains("yaer"));
        assert!(read("?year=2011&year=2012").is_err(), "which of the two?");
    }
}
