//! The same test on both engines, through the router.
//!
//! SQLite runs in a temporary folder. PostgreSQL runs where `STADSDEL_TEST_POSTGRES` points (`cargo xtask ci` starts a private cluster and sets it),
//! each test in a schema of its own. Where the variable is absent the test says so on standard error and runs on SQLite alone.

use crate::access::{self, Assignment, Caller, Role};
use crate::clock::{self, Clock};
use crate::db::{Db, Engine};
use crate::text::{File, Texts};
use crate::web::{App, Routes, serve_ready};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use chrono::NaiveDate;
use std::future::Future;
use std::path::PathBuf;
use tower::ServiceExt;

/// Name of the variable with the address of the PostgreSQL to test on.
pub const POSTGRES: &str = "STADSDEL_TEST_POSTGRES";

/// The engines that can be tried here.
pub fn engines() -> Vec<Engine> {
    if std::env::var(POSTGRES).is_ok() {
        vec![Engine::Sqlite, Engine::Postgres]
    } else {
        eprintln!("note: {POSTGRES} is not set, so this test runs on SQLite only");
        vec![Engine::Sqlite]
    }
}

/// Runs the test once on each engine, on a database of its own with the schema in place, on 14 November 2011.
pub fn on_both<F, Fut>(test: F)
where
    F: Fn(Db) -> Fut,
    Fut: Future<Output = ()>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime for the test");
    for engine in engines() {
        runtime.block_on(async {
            let db = fresh(engine).await;
            test(db.clone()).await;
            db.close().await;
        });
    }
}

/// A new empty database with the schema in place.
pub async fn fresh(engine: Engine) -> Db {
    let day = NaiveDate::from_ymd_opt(2011, 11, 14).expect("a day");
    let db = Db::connect(&address(engine).await, Clock::starting(day)).await.expect("a database for the test");
    db.migrate().await.expect("the schema");
    db
}

async fn address(engine: Engine) -> String {
    let name = clock::new_id().replace('-', "");
    match engine {
        Engine::Sqlite => format!("sqlite://{}?mode=rwc", temporary(&name).display()),
        Engine::Postgres => {
            let base = std::env::var(POSTGRES).expect("checked by engines()");
            let db = Db::connect(&base, Clock::default()).await.expect("the PostgreSQL to test on");
            db.raw(&format!("CREATE SCHEMA t{name}")).await.expect("a schema for the test");
            db.close().await;
            let mark = if base.contains('?') { '&' } else { '?' };
            format!("{base}{mark}options=-csearch_path%3Dt{name}")
        }
    }
}

fn temporary(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join("stadsdel-tests");
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    folder.join(format!("{name}.sqlite3"))
}

/// A role in a test: held for a municipality (its code) or for the nation.
pub fn person(role: Role, municipality: Option<&str>) -> Caller {
    let organisation_id = municipality.map_or_else(|| "regeringskansliet".to_owned(), |code| format!("kommun-{code}"));
    let held = Assignment {
        role,
        organisation_name: organisation_id.clone(),
        organisation_id,
        municipality_code: municipality.map(str::to_owned),
    };
    Caller::person("00000000-0000-0000-0000-000000000000", role.key(), vec![held])
}

/// An answer of the router.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub etag: String,
    pub kind: String,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// A header's text; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|e| panic!("no JSON ({e}): {}", self.text()))
    }
}

/// The program in a test: a database, the routes of the houses under test, and browsers for each role.
pub struct World {
    pub app: App,
    router: Router,
}

impl World {
    pub fn new(db: Db, routes: Routes, houses: &[&[File]]) -> Self {
        let texts = Texts::new(houses).expect("the message files");
        Self::of(App::new(db, texts), super::web::sign_in_routes().merge(routes))
    }

    /// The program as it is put together elsewhere, for tests of the whole.
    pub fn of(app: App, routes: Routes) -> Self {
        Self { router: serve_ready(routes.into_router(), app.clone()), app }
    }

    pub fn db(&self) -> &Db {
        &self.app.db
    }

    /// Signs in somebody with this role and returns the cookie to send.
    pub async fn sign_in(&self, role: Role, municipality: Option<&str>) -> String {
        let organisation = municipality.map_or_else(|| "regeringskansliet".to_owned(), |code| format!("kommun-{code}"));
        self.sign_in_for(role, &organisation, municipality).await
    }

    /// Signs in somebody who holds a role for this organisation.
    pub async fn sign_in_for(&self, role: Role, organisation: &str, municipality: Option<&str>) -> String {
        let db = self.db();
        let mut tx = db.write(&Caller::system()).await.expect("a write");
        let login = format!("{}-{}", role.key(), clock::new_id());
        let id = access::add_account(&mut tx, &login, role.key(), "no password").await.expect("an account");
        let held = Assignment {
            role,
            organisation_id: organisation.to_owned(),
            organisation_name: organisation.to_owned(),
            municipality_code: municipality.map(str::to_owned),
        };
        access::assign(&mut tx, &id, &held).await.expect("a role");
        let mandate = Caller::system().mandate(&TEST_SIGN_IN, access::Scope::Nation).expect("the program's own mandate");
        tx.record(&mandate, "account", &id, serde_json::json!({ "test": true }));
        tx.save().await.expect("the account saved");
        let token = access::open_session(db, &id).await.expect("a session");
        format!("stadsdel_session={token}")
    }

    pub async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.send(Method::GET, path, cookie, None, &[]).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
        let encode = |text: &str| super::web::encode_for_tests(text);
        let body = fields.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect::<Vec<_>>().join("&");
        self.send(Method::POST, path, cookie, Some(("application/x-www-form-urlencoded", body.into_bytes())), &[]).await
    }

    /// Sends a file with form fields beside it.
    pub async fn upload(&self, path: &str, cookie: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Answer {
        let mark = "stadsdel-test-part";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--{mark}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
        }
        let (name, file_name, bytes) = file;
        let head = format!(
            "--{mark}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: text/csv\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend_from_slice(bytes);
        body.extend(format!("\r\n--{mark}--\r\n").into_bytes());
        self.send(Method::POST, path, cookie, Some((&format!("multipart/form-data; boundary={mark}"), body)), &[]).await
    }

    /// Sends anything, with extra headers.
    pub async fn send(&self, method: Method, path: &str, cookie: &str, body: Option<(&str, Vec<u8>)>, headers: &[(&str, &str)]) -> Answer {
        let mut all = vec![("sec-fetch-site", "same-origin"), ("cookie", cookie)];
        all.extend_from_slice(headers);
        self.dispatch(method, path, body, &all).await
    }

    /// Sends a request as a browser would from a page of `site` (`same-origin`, `cross-site`).
    pub async fn send_from(&self, site: &str, method: Method, path: &str, body: Option<(&str, Vec<u8>)>) -> Answer {
        self.dispatch(method, path, body, &[("sec-fetch-site", site)]).await
    }

    async fn dispatch(&self, method: Method, path: &str, body: Option<(&str, Vec<u8>)>, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "stadsdel.test");
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            request = request.header(*name, *value);
        }
        let request = match body {
            Some((kind, bytes)) => request.header(header::CONTENT_TYPE, kind).body(Body::from(bytes)),
            None => request.body(Body::empty()),
        };
        let response = self.router.clone().oneshot(request.expect("a request")).await.expect("an answer");
        let header = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let (status, location, etag, kind) =
            (response.status(), header(header::LOCATION), header(header::ETAG), header(header::CONTENT_TYPE));
        let headers = response.headers().clone();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body").to_vec();
        Answer { status, location, etag, kind, headers, bytes }
    }
}

static TEST_SIGN_IN: access::Act = access::Act::of("test.sign_in", &[]);

/// Fails when a page has a missing message, an id said twice, a label without its field, or no single main heading.
pub fn check_page(html: &str) {
    assert!(!html.contains('⟦'), "missing message: {}", html[html.find('⟦').unwrap_or(0)..].chars().take(60).collect::<String>());
    assert_eq!(html.matches("<h1").count(), 1, "a page has one main heading");
    let ids = attribute(html, " id=\"");
    let mut seen = std::collections::BTreeSet::new();
    for id in &ids {
        assert!(seen.insert(id.clone()), "id {id:?} stands twice");
    }
    for label in attribute(html, "<label for=\"").into_iter().chain(attribute(html, "<label class=\"hidden\" for=\"")) {
        assert!(seen.contains(&label), "label for {label:?}, which is not on the page");
    }
}

fn attribute(html: &str, mark: &str) -> Vec<String> {
    html.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}
