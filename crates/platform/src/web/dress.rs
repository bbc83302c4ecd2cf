//! A refusal as its reader sees it: a page of ours in the reader's language, or a problem document (RFC 9457) where a program asked.

use crate::text::Texts;
use crate::web::shell::{Shell, ShellParts};
use crate::web::{App, Refusal, sign_in};
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde_json::{Value, json};
use wording::{Fault, Lang};

/// The content type of every error of the API.
pub(super) const PROBLEM: &str = "application/problem+json";

/// The refusal, dressed for who asked; the one place where a status becomes words.
pub(super) fn refusal(app: &App, refusal: Refusal, parts: ShellParts) -> Response {
    let reference = note(&refusal);
    let asks_to_sign_in = challenge(&refusal);
    let is_api = parts.is_api();
    let mut response = if is_api { problem(&app.texts, &refusal, &parts, reference) } else { page(app, refusal, parts, reference) };
    if let Some(challenge) = asks_to_sign_in.filter(|_| response.status() == StatusCode::UNAUTHORIZED) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    }
    response
}

/// Every 401 says what would open the door (RFC 6750).
fn challenge(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::SignIn => Some("Bearer realm=\"stadsdel\""),
        Refusal::Token => Some("Bearer realm=\"stadsdel\", error=\"invalid_token\""),
        _ => None,
    }
}

/// A fault of ours is logged once, here, under a reference that the reader sees too.
fn note(refusal: &Refusal) -> Option<String> {
    let Refusal::Broken(error) = refusal else { return None };
    let reference = crate::clock::new_id();
    tracing::error!(reference, "{error:#}");
    Some(reference)
}

fn problem(texts: &Texts, refusal: &Refusal, parts: &ShellParts, reference: Option<String>) -> Response {
    let status = refusal.status();
    let mut body = json!({
        "type": format!("about:blank#{}", refusal.key()),
        "title": texts.get(parts.lang, &format!("refusal-{}", refusal.key())),
        "status": status.as_u16(),
        "detail": detail(texts, parts.lang, refusal),
        "instance": parts.path,
        "faults": faults(texts, parts.lang, refusal),
        "reference": reference,
    });
    if let Refusal::Stale(stale) | Refusal::Outrun(stale, _) = refusal {
        body["current"] = json!({ "version": version(refusal), "by": stale.by, "at": stale.at, "text": stale.theirs });
        body["yours"] = json!({ "text": stale.yours });
        body["page"] = json!(stale.address);
    }
    (status, [(header::CONTENT_TYPE, PROBLEM)], body.to_string()).into_response()
}

/// A problem document with members of its own beside the common ones, for a verb that has more to say than its faults. `key` is the refusal's word.
pub fn problem_with(s: &Shell, status: StatusCode, key: &str, more: Value) -> Response {
    let mut body = json!({
        "type": format!("about:blank#{key}"),
        "title": s.t(&format!("refusal-{key}")),
        "status": status.as_u16(),
        "detail": s.t(&format!("refusal-{key}-why")),
        "instance": s.path,
    });
    if let (Some(body), Value::Object(more)) = (body.as_object_mut(), more) {
        body.extend(more);
    }
    (status, [(header::CONTENT_TYPE, PROBLEM)], body.to_string()).into_response()
}

/// The version that stands, where the refusal knows of one.
fn version(refusal: &Refusal) -> Option<i64> {
    match refusal {
        Refusal::Outrun(_, version) => Some(*version),
        _ => None,
    }
}

/// What a parser said, in its own words; otherwise the reason in the reader's language.
fn detail(texts: &Texts, lang: Lang, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Unread(unread) if unread.detail.is_some() => unread.detail.clone().unwrap_or_default(),
        _ => texts.get(lang, &format!("refusal-{}-why", refusal.key())),
    }
}

fn faults(texts: &Texts, lang: Lang, refusal: &Refusal) -> Vec<Value> {
    match refusal {
        Refusal::Rule(faults) => faults.iter().map(|f| fault_json(texts, lang, f)).collect(),
        _ => Vec::new(),
    }
}

fn fault_json(texts: &Texts, lang: Lang, fault: &Fault) -> Value {
    let text = texts.with(lang, fault.key, &fault.args);
    json!({ "key": fault.key, "field": fault.field, "ground": fault.ground, "severity": fault.severity, "text": text })
}

#[derive(Template)]
#[template(path = "refusal.html")]
struct RefusalPage {
    s: Shell,
    title: String,
    explanation: String,
    who_can: Vec<String>,
    faults: Vec<(String, String)>,
    stale: Option<super::Stale>,
    reference: Option<String>,
}

fn page(app: &App, refusal: Refusal, parts: ShellParts, reference: Option<String>) -> Response {
    if let (Refusal::SignIn, Some(typed)) = (&refusal, parts.typed.clone()) {
        return sign_in::with_typed(Shell::new(app, parts), typed);
    }
    if matches!(refusal, Refusal::SignIn) {
        return Redirect::to(&format!("/inloggning?vidare={}", super::shell::encode(&parts.back))).into_response();
    }
    let status = refusal.status();
    let s = Shell::new(app, parts);
    let title = s.t(&format!("refusal-{}", refusal.key()));
    let explanation = s.t(&format!("refusal-{}-why", refusal.key()));
    let who_can = match &refusal {
        Refusal::Forbidden(act) => act.allowed.iter().map(|(role, _)| s.t(&role.text_key())).collect(),
        _ => Vec::new(),
    };
    let (faults, stale) = match refusal {
        Refusal::Rule(faults) => (faults.iter().map(|f| (s.fault(f), s.ground(f.ground))).collect(), None),
        Refusal::Stale(stale) | Refusal::Outrun(stale, _) => (Vec::new(), Some(*stale)),
        _ => (Vec::new(), None),
    };
    let body = RefusalPage { s, title, explanation, who_can, faults, stale, reference }.render();
    match body {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!("refusal page: {error}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
