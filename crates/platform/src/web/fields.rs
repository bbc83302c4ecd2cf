//! What a form sent, and what was wrong with it.

use crate::web::{App, Refusal, Shell};
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use wording::Fault;

/// The fields of a form, in the order sent.
#[derive(Clone, Debug, Default)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The field's text without surrounding space; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.trim())
    }

    /// What was written in a text area, from its first space on: it sends CRLF, and what is stored and compared has LF.
    pub fn written(&self, name: &str) -> String {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.replace("\r\n", "\n").trim_end().to_owned()).unwrap_or_default()
    }

    /// Every value sent under this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.trim())
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(n, _)| n == name)
    }

    /// The day in the field; `None` when empty.
    ///
    /// # Errors
    /// A fault beside the field when the text is no day (`YYYY-MM-DD`).
    pub fn day(&self, name: &str) -> Result<Option<chrono::NaiveDate>, Fault> {
        let text = self.get(name);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| Fault::must("fault-day", "").at(name).with("value", text))
    }

    /// The version the form was opened with, for the check that nobody else saved in between.
    pub fn version(&self) -> i64 {
        self.get("version").parse().unwrap_or(0)
    }
}

impl FromRequest<App> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let Form(pairs) = Form::<Vec<(String, String)>>::from_request(request, app).await.map_err(IntoResponse::into_response)?;
        Ok(Self(pairs))
    }
}

/// A value that is none of those a field takes: named with what it takes, rather than read as something else.
pub fn not_among(field: &str, value: &str, allowed: &[&str]) -> Fault {
    Fault::must("fault-not-among", "").at(field).with("value", value).with("field", field).with("allowed", allowed.join(", "))
}

/// The faults of a form, beside their fields and in the summary at its head.
#[derive(Clone, Debug, Default)]
pub struct Problems(pub Vec<Problem>);

/// One fault as a reader sees it.
#[derive(Clone, Debug)]
pub struct Problem {
    pub field: String,
    pub text: String,
    pub ground: String,
    pub binding: bool,
}

impl Problems {
    pub fn new(s: &Shell, faults: &[Fault]) -> Self {
        let problem = |f: &Fault| Problem { field: f.field.clone(), text: s.fault(f), ground: s.ground(f.ground), binding: f.is_binding() };
        Self(faults.iter().map(problem).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first fault beside this field.
    pub fn at(&self, field: &str) -> Option<&Problem> {
        self.0.iter().find(|p| p.field == field)
    }
}

/// An uploaded file with the form fields beside it.
#[derive(Debug, Default)]
pub struct Upload {
    pub file_name: String,
    pub bytes: Bytes,
    pub fields: Fields,
}

impl FromRequest<App> for Upload {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let is_form = request.headers().get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"multipart/form-data"));
        if !is_form {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
        }
        let mut parts = Multipart::from_request(request, app).await.map_err(IntoResponse::into_response)?;
        let mut upload = Self::default();
        while let Some(part) = parts.next_field().await.map_err(IntoResponse::into_response)? {
            let name = part.name().unwrap_or_default().to_owned();
            if let Some(file_name) = part.file_name().map(str::to_owned) {
                upload.bytes = part.bytes().await.map_err(IntoResponse::into_response)?;
                upload.file_name = file_name;
            } else {
                let value = part.text().await.map_err(IntoResponse::into_response)?;
                upload.fields.0.push((name, value));
            }
        }
        Ok(upload)
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::rule(fault)
    }
}
