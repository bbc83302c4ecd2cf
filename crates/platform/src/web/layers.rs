//! What lies around every route: session and language, origin check, security headers, refusals dressed for their reader.

use crate::access::{self, Caller};
use crate::events;
use crate::text::Texts;
use crate::web::page_cache::Key;
use crate::web::shell::{Shell, ShellParts};
use crate::web::{App, Refusal};
use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde_json::json;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use wording::{Fault, Lang};

/// Uploads up to this many bytes.
const UPLOAD_LIMIT: usize = 64 * 1024 * 1024;
const PATIENCE: Duration = Duration::from_secs(60);

/// A refusal on its way out, before it knows whether a page or an API asked.
#[derive(Clone)]
pub(super) struct Undressed(Arc<Mutex<Option<Refusal>>>);

impl Undressed {
    pub(super) fn new(refusal: Refusal) -> Self {
        Self(Arc::new(Mutex::new(Some(refusal))))
    }

    fn take(&self) -> Option<Refusal> {
        self.0.lock().ok()?.take()
    }
}

/// The finished service: every route of `routes`, the shared assets, and the layers.
pub fn serve_ready(routes: Router<App>, app: App) -> Router {
    let headers = [
        (
            "content-security-policy",
            "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
        ("cross-origin-opener-policy", "same-origin"),
    ];
    let mut router = routes.merge(super::assets::routes()).fallback(nothing_here).method_not_allowed_fallback(nothing_here);
    router = router.layer(middleware::from_fn_with_state(app.clone(), around));
    let mut router = router
        .layer(CsrfLayer::new())
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT))
        .layer(CatchPanicLayer::custom(|_| Refusal::Broken(anyhow::anyhow!("a handler panicked")).status().into_response()))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, PATIENCE))
        .layer(CompressionLayer::new());
    for (name, value) in headers {
        router = router.layer(SetResponseHeaderLayer::if_not_present(HeaderName::from_static(name), HeaderValue::from_static(value)));
    }
    router.with_state(app)
}

async fn nothing_here() -> Refusal {
    Refusal::NotFound
}

/// Finds out who calls and in what language, and dresses a refusal on the way back.
async fn around(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let jar = CookieJar::from_headers(request.headers());
    let lang = language(&jar, request.headers(), request.uri().query());
    let caller = match who(&app, &jar, request.headers()).await {
        Ok(caller) => caller,
        Err(error) => return dress(&app, Refusal::from(error), ShellParts::bare(lang, request.uri())),
    };
    let parts = ShellParts {
        lang,
        caller: caller.clone(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        back: back(&request),
    };
    request.extensions_mut().insert(caller);
    request.extensions_mut().insert(parts.clone());
    if request.method() == Method::GET && !is_sign_in(&parts) {
        return kept_or_made(&app, request, next, parts).await;
    }
    answer(&app, request, next, parts).await
}

async fn answer(app: &App, request: Request, next: Next, parts: ShellParts) -> Response {
    let mut response = next.run(request).await;
    match response.extensions_mut().remove::<Undressed>().and_then(|u| u.take()) {
        Some(refusal) => dress(app, refusal, parts),
        None => response,
    }
}

/// Where to come back to after sign-in: the address that was asked for, or the page whose form was sent. A form's own address has no page.
fn back(request: &Request) -> String {
    let asked = || request.uri().path_and_query().map_or("/", |at| at.as_str()).to_owned();
    if request.method() == Method::GET || request.method() == Method::HEAD {
        return asked();
    }
    let from = request.headers().get(header::REFERER).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<Uri>().ok());
    from.and_then(|page| Some(page.path_and_query()?.as_str().to_owned())).unwrap_or_else(|| "/mitt".to_owned())
}

fn is_sign_in(parts: &ShellParts) -> bool {
    parts.path.starts_with("/inloggning") || parts.path.starts_with("/sprak/") || parts.path.starts_with("/resurser/")
}

/// A page from among those made for this reader when nothing has changed since; otherwise made now.
async fn kept_or_made(app: &App, request: Request, next: Next, parts: ShellParts) -> Response {
    let seq = match newest_change(app).await {
        Ok(seq) => seq,
        Err(error) => return dress(app, Refusal::from(error), parts),
    };
    let address = format!("{}?{}", parts.path, parts.query);
    let key = Key { reader: parts.caller.clone(), lang: parts.lang.code(), address, today: app.db.today().to_string() };
    if let Some(kept) = app.pages.answer(&key, seq, request.headers()) {
        return kept;
    }
    let response = answer(app, request, next, parts).await;
    app.pages.keep(key, seq, response).await
}

async fn newest_change(app: &App) -> sqlx::Result<i64> {
    events::head_seq(&mut *app.db.read().await?).await
}

fn language(jar: &CookieJar, headers: &HeaderMap, query: Option<&str>) -> Lang {
    if let Some(code) = query.into_iter().flat_map(|q| q.split('&')).find_map(|pair| pair.strip_prefix("lang=")) {
        return Lang::parse(code);
    }
    match jar.get("lang") {
        Some(cookie) => Lang::parse(cookie.value()),
        None => headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).map(Lang::parse).unwrap_or_default(),
    }
}

async fn who(app: &App, jar: &CookieJar, headers: &HeaderMap) -> sqlx::Result<Caller> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer "));
    let found = match (bearer, jar.get(super::sign_in::COOKIE)) {
        (Some(token), _) => access::caller_for_token(&app.db, token.trim()).await?,
        (None, Some(cookie)) => access::caller_for_session(&app.db, cookie.value()).await?,
        (None, None) => None,
    };
    Ok(found.unwrap_or_default())
}

fn dress(app: &App, refusal: Refusal, parts: ShellParts) -> Response {
    let reference = note(&refusal);
    if parts.path.starts_with("/api/") { problem(&app.texts, &refusal, &parts, reference) } else { page(app, refusal, parts, reference) }
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
    let title = texts.get(parts.lang, &format!("refusal-{}", refusal.key()));
    let faults = match refusal {
        Refusal::Rule(faults) => faults.iter().map(|f| fault_json(texts, parts.lang, f)).collect(),
        _ => Vec::new(),
    };
    let body = json!({
        "type": format!("about:blank#{}", refusal.key()),
        "title": title,
        "status": status.as_u16(),
        "instance": parts.path,
        "faults": faults,
        "reference": reference,
    });
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}

fn fault_json(texts: &Texts, lang: Lang, fault: &Fault) -> serde_json::Value {
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
        Refusal::Stale(stale) => (Vec::new(), Some(*stale)),
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
