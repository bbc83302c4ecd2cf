//! Sign-in, sign-out and the reader's language.

use crate::access::{self, Act, Caller};
use crate::web::typed::Typed;
use crate::web::{App, Fields, Page, Refusal, Routes, Shell};
use askama::Template;
use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::{Extensions, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use serde::Deserialize;
use std::net::SocketAddr;
use wording::Lang;

/// Name of the session's cookie.
pub const COOKIE: &str = "stadsdel_session";

pub static SIGN_IN: Act = Act::public("access.sign_in");
pub static SIGN_OUT: Act = Act::public("access.sign_out");
pub static CHOOSE_LANGUAGE: Act = Act::public("access.choose_language");

/// `/inloggning`, `/utloggning`, `/sprak/{code}`.
pub fn routes() -> Routes {
    Routes::new().get("/inloggning", &SIGN_IN, form).post("/inloggning", &SIGN_IN, sign_in).post("/utloggning", &SIGN_OUT, sign_out).get(
        "/sprak/{code}",
        &CHOOSE_LANGUAGE,
        choose_language,
    )
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    s: Shell,
    onwards: String,
    login: String,
    wrong: Option<String>,
    /// A form that waits for the sign-in.
    typed: Option<Typed>,
}

/// The form that waited, once more: its sender is signed in and sends it with a press.
#[derive(Template)]
#[template(path = "typed.html")]
struct TypedPage {
    s: Shell,
    typed: Typed,
}

/// The sign-in for somebody whose session had run out, with what had been typed carried along.
pub(super) fn with_typed(s: Shell, typed: Typed) -> Response {
    let page = SignInPage { onwards: s.back().to_owned(), s, login: String::new(), wrong: None, typed: Some(typed) };
    (StatusCode::UNAUTHORIZED, Page(page)).into_response()
}

#[derive(Deserialize)]
struct Onwards {
    #[serde(default)]
    vidare: String,
}

async fn form(s: Shell, Query(to): Query<Onwards>) -> impl IntoResponse {
    Page(SignInPage { s, onwards: within(&to.vidare), login: String::new(), wrong: None, typed: None })
}

/// Only addresses of our own are followed after sign-in.
fn within(address: &str) -> String {
    let own = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
    if own { address.to_owned() } else { "/mitt".to_owned() }
}

async fn sign_in(State(app): State<App>, s: Shell, jar: CookieJar, extensions: Extensions, fields: Fields) -> Result<Response, Refusal> {
    let (login, onwards, typed) = (fields.get("login").to_owned(), within(fields.get("vidare")), Typed::carried(&fields));
    let from = extensions.get::<ConnectInfo<SocketAddr>>().map_or_else(|| "local".into(), |info| info.0.ip().to_string());
    if access::throttled(&app.db, &login, &from).await? {
        let wrong = Some(s.t("sign-in-throttled"));
        return Ok((StatusCode::TOO_MANY_REQUESTS, Page(SignInPage { s, onwards, login, wrong, typed })).into_response());
    }
    let account = check(&app, &login, fields.get("losenord").to_owned()).await?;
    access::note_attempt(&app.db, &login, &from, account.is_some()).await?;
    match account {
        Some(id) => {
            let token = access::open_session(&app.db, &id).await?;
            let jar = jar.add(cookie(&app, token));
            Ok(match typed {
                Some(typed) => (jar, Page(TypedPage { s, typed })).into_response(),
                None => (jar, Redirect::to(&onwards)).into_response(),
            })
        }
        None => {
            let wrong = Some(s.t("sign-in-wrong"));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(SignInPage { s, onwards, login, wrong, typed })).into_response())
        }
    }
}

/// A hash of nothing in particular, checked where the name is unknown, so that the answer takes as long as for a known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c3RhZHNkZWwtbm9ib2R5$b4Y2tP1sT0p8fH2Yw1tH3i3mJ2m0s3mV4m2Yk3nqk1Q";

async fn check(app: &App, login: &str, password: String) -> anyhow::Result<Option<String>> {
    let mut conn = app.db.read().await?;
    let found = access::find_login(&mut conn, login).await?;
    drop(conn);
    let stored = found.as_ref().map_or_else(|| NOBODY.to_owned(), |(_, hash)| hash.clone());
    let right = tokio::task::spawn_blocking(move || access::verify_password(&password, &stored)).await?;
    Ok(found.filter(|_| right).map(|(id, _)| id))
}

fn cookie(app: &App, token: String) -> Cookie<'static> {
    Cookie::build((COOKIE, token)).path("/").http_only(true).secure(app.secure_cookies).same_site(SameSite::Lax).build()
}

async fn sign_out(State(app): State<App>, jar: CookieJar, _: Caller) -> Result<Response, Refusal> {
    if let Some(cookie) = jar.get(COOKIE) {
        let mut conn = app.db.read().await?;
        access::close_session(&mut conn, cookie.value()).await?;
    }
    Ok((jar.remove(Cookie::build(COOKIE).path("/").build()), Redirect::to("/")).into_response())
}

async fn choose_language(jar: CookieJar, Path(code): Path<String>, Query(to): Query<Onwards>) -> Response {
    let chosen = Cookie::build(("lang", Lang::parse(&code).code())).path("/").same_site(SameSite::Lax).permanent().build();
    let onwards = if to.vidare.is_empty() { "/".to_owned() } else { within(&to.vidare) };
    (jar.add(chosen), Redirect::to(&onwards)).into_response()
}
