//! What lies around every route: session and language, origin check, security headers, refusals dressed for their reader.

use crate::access::{self, Caller};
use crate::events;
use crate::web::page_cache::Key;
use crate::web::refusal::Unread;
use crate::web::shell::{ShellParts, is_api};
use crate::web::{App, Refusal, dress, typed};
use axum::Router;
use axum::body::to_bytes;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use wording::Lang;

/// Uploads up to this many bytes.
const UPLOAD_LIMIT: usize = 64 * 1024 * 1024;
const PATIENCE: Duration = Duration::from_secs(60);
/// A parser's words are kept up to this many bytes.
const MOST_WORDS: usize = 64 * 1024;

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
    let inner = routes.merge(super::assets::routes()).fallback(nothing_here).method_not_allowed_fallback(wrong_method);
    let mut router = inner
        .layer(CsrfLayer::new())
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT))
        .layer(CatchPanicLayer::custom(|_| Refusal::Broken(anyhow::anyhow!("a handler panicked")).into_response()))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, PATIENCE))
        .layer(middleware::from_fn_with_state(app.clone(), around))
        .layer(CompressionLayer::new());
    for (name, value) in headers {
        router = router.layer(SetResponseHeaderLayer::if_not_present(HeaderName::from_static(name), HeaderValue::from_static(value)));
    }
    router.with_state(app)
}

async fn nothing_here() -> Refusal {
    Refusal::NotFound
}

async fn wrong_method() -> Refusal {
    Refusal::Method
}

/// Finds out who calls and in what language, and dresses a refusal on the way back.
async fn around(State(app): State<App>, request: Request, next: Next) -> Response {
    let jar = CookieJar::from_headers(request.headers());
    let lang = language(&jar, request.headers(), request.uri().query());
    let caller = match who(&app, &jar, request.headers()).await {
        Ok(caller) => caller,
        Err(refusal) => return dress::refusal(&app, refusal, ShellParts::bare(lang, request.uri())),
    };
    let (mut request, typed) =
        if caller.is_signed_in() || is_api(request.uri().path()) { (request, None) } else { typed::keep(request).await };
    let parts = ShellParts {
        typed,
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

/// The answer; one that says no is dressed for its reader, whichever layer said it. What it allows instead stays in its head.
async fn answer(app: &App, request: Request, next: Next, parts: ShellParts) -> Response {
    let mut response = next.run(request).await;
    let said = response.extensions_mut().remove::<Undressed>().and_then(|u| u.take());
    let allow = response.headers_mut().remove(header::ALLOW);
    let mut dressed = match said {
        Some(refusal) => dress::refusal(app, refusal, parts),
        None if is_raw(&response, &parts) => dress::refusal(app, Refusal::Unread(unread(response).await), parts),
        None => response,
    };
    if let Some(allow) = allow {
        dressed.headers_mut().insert(header::ALLOW, allow);
    }
    dressed
}

/// An answer that says no in a parser's words or in none: neither a page nor a problem document.
fn is_raw(response: &Response, parts: &ShellParts) -> bool {
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE).map_or(&b""[..], |v| v.as_bytes());
    let is_said = |start: &[u8]| kind.starts_with(start);
    let is_ours = if parts.is_api() { is_said(dress::PROBLEM.as_bytes()) } else { is_said(b"text/html") || is_said(b"application/json") };
    (status.is_client_error() || status.is_server_error()) && !is_ours
}

async fn unread(response: Response) -> Unread {
    let status = response.status();
    let words = to_bytes(response.into_body(), MOST_WORDS).await.unwrap_or_default();
    let detail = Some(String::from_utf8_lossy(&words).trim().to_owned()).filter(|text| !text.is_empty());
    Unread { status, detail }
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
        Err(error) => return dress::refusal(app, Refusal::from(error), parts),
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

/// The person behind the token or the session; nobody where neither is sent, or where the session has run out.
async fn who(app: &App, jar: &CookieJar, headers: &HeaderMap) -> Result<Caller, Refusal> {
    if let Some(token) = bearer(headers) {
        return access::caller_for_token(&app.db, token).await?.ok_or(Refusal::Token);
    }
    match jar.get(super::sign_in::COOKIE) {
        Some(cookie) => Ok(access::caller_for_session(&app.db, cookie.value()).await?.unwrap_or_default()),
        None => Ok(Caller::nobody()),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
