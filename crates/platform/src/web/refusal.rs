//! The three ways an answer can be no, and their one way to the reader.

use crate::access::Act;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use wording::Fault;

/// Why a thing was not done.
#[derive(Debug)]
pub enum Refusal {
    /// There is no such thing, or none that the caller may know of.
    NotFound,
    /// The caller is nobody; the act needs somebody.
    SignIn,
    /// The caller's roles do not reach this act here.
    Forbidden(&'static Act),
    /// Somebody else changed it first.
    Stale(Box<Stale>),
    /// Somebody else changed it first; of a thing with one version, and this is the one that stands.
    Outrun(Box<Stale>, i64),
    /// The law says no: every fault at once.
    Rule(Vec<Fault>),
    /// Too many tries; wait.
    Throttled,
    /// The bearer token is not one of ours, or no longer.
    Token,
    /// A change that does not say which version it was made from.
    VersionMissing,
    /// The address is there, the method is not; `Allow` says which are.
    Method,
    /// What was sent was turned away before any verb saw it.
    Unread(Unread),
    /// We broke.
    Broken(anyhow::Error),
}

/// Both versions, for the reader to choose between.
#[derive(Clone, Debug, Default)]
pub struct Stale {
    /// Who saved, and when, as text.
    pub by: String,
    pub at: String,
    /// What stands now.
    pub theirs: String,
    /// What was to be saved; nothing of it is lost.
    pub yours: String,
    /// Where to go on.
    pub address: String,
}

/// What was sent could not be taken in: not to be read, too large, of the wrong kind, from another site, too slow.
#[derive(Clone, Debug)]
pub struct Unread {
    pub status: StatusCode,
    /// The reader's own words, where there are any; for programs.
    pub detail: Option<String>,
}

impl Unread {
    fn key(&self) -> &'static str {
        match self.status {
            StatusCode::FORBIDDEN => "cross-site",
            StatusCode::PAYLOAD_TOO_LARGE => "too-large",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "media-type",
            StatusCode::NOT_FOUND => "not-found",
            StatusCode::GATEWAY_TIMEOUT => "slow",
            status if status.is_server_error() => "broken",
            _ => "unread",
        }
    }
}

impl Refusal {
    /// One fault.
    pub fn rule(fault: Fault) -> Self {
        Self::Rule(vec![fault])
    }

    /// Ok when there is no binding fault among these, otherwise all of them.
    ///
    /// # Errors
    /// [`Refusal::Rule`] with every fault, remarks too.
    pub fn unless_clean(faults: Vec<Fault>) -> Result<(), Self> {
        if faults.iter().any(Fault::is_binding) { Err(Self::Rule(faults)) } else { Ok(()) }
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn | Self::Token => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::Stale(_) => StatusCode::CONFLICT,
            Self::Outrun(..) => StatusCode::PRECONDITION_FAILED,
            Self::Rule(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Throttled => StatusCode::TOO_MANY_REQUESTS,
            Self::VersionMissing => StatusCode::PRECONDITION_REQUIRED,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unread(unread) => unread.status,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The word the API and the message files know it by.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::SignIn => "sign-in",
            Self::Forbidden(_) => "forbidden",
            Self::Stale(_) | Self::Outrun(..) => "stale",
            Self::Rule(_) => "rule",
            Self::Throttled => "throttled",
            Self::Token => "token",
            Self::VersionMissing => "version-missing",
            Self::Method => "method",
            Self::Unread(unread) => unread.key(),
            Self::Broken(_) => "broken",
        }
    }
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            other => Self::Broken(other.into()),
        }
    }
}

impl From<anyhow::Error> for Refusal {
    fn from(error: anyhow::Error) -> Self {
        Self::Broken(error)
    }
}

impl IntoResponse for Refusal {
    /// Status and the refusal itself; the layer around the router sets it as a page or as a problem document, in the caller's language.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(super::layers::Undressed::new(self));
        response
    }
}
