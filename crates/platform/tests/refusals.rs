//! Every no has one dress: a page of ours for a person, a problem document for a program, whichever layer said it.

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{Method, StatusCode};
use platform::access::{Act, Reach, Role};
use platform::testkit::{Answer, World, check_page, on_both};
use platform::web::{IfMatch, Routes, Upload};
use platform::{Db, Refusal};
use serde::Deserialize;

static OPEN: Act = Act::public("test.open");
static SHUT: Act = Act::of("test.shut", &[(Role::StateOfficer, Reach::Nation)]);

#[derive(Deserialize)]
struct Year {
    year: i32,
}

async fn year(Query(asked): Query<Year>) -> String {
    asked.year.to_string()
}

async fn number(Path(number): Path<i32>) -> String {
    number.to_string()
}

async fn take(Json(body): Json<Year>) -> String {
    body.year.to_string()
}

async fn change(IfMatch(version): IfMatch) -> String {
    version.to_string()
}

async fn upload(upload: Upload) -> String {
    upload.bytes.len().to_string()
}

async fn panics() -> String {
    panic!("on purpose")
}

fn world(db: Db) -> World {
    let routes = Routes::new()
        .get("/api/v1/year", &OPEN, year)
        .get("/api/v1/number/{number}", &OPEN, number)
        .post("/api/v1/take", &OPEN, take)
        .put("/api/v1/take", &OPEN, change)
        .get("/api/v1/shut", &SHUT, year)
        .get("/api/v1/panic", &OPEN, panics)
        .get("/ar", &OPEN, year)
        .get("/nummer/{number}", &OPEN, number)
        .post("/fil", &OPEN, upload)
        .get("/panik", &OPEN, panics)
        .get("/nej", &OPEN, || async { Err::<(), _>(Refusal::NotFound) });
    World::new(db, routes, &[])
}

async fn send(world: &World, method: Method, path: &str, body: Option<(&str, &[u8])>) -> Answer {
    world.send(method, path, "", body.map(|(kind, bytes)| (kind, bytes.to_vec())), &[]).await
}

fn check_problem(answer: &Answer, status: u16, word: &str) {
    assert_eq!((answer.status.as_u16(), answer.kind.as_str()), (status, "application/problem+json"), "{}", answer.text());
    let problem = answer.json();
    assert_eq!((problem["status"].as_u64(), problem["type"].as_str()), (Some(u64::from(status)), Some(&*format!("about:blank#{word}"))));
    for field in ["title", "detail", "instance"] {
        let text = problem[field].as_str().unwrap_or_default();
        assert!(!text.is_empty() && !text.contains('⟦'), "{field} of {problem}");
    }
}

#[test]
fn what_the_api_cannot_read_is_a_problem_document_with_the_parsers_words() {
    on_both(|db| async move {
        let w = world(db);
        let get = |path: &'static str| send(&w, Method::GET, path, None);
        let post = |kind: &'static str, body: &'static [u8]| send(&w, Method::POST, "/api/v1/take", Some((kind, body)));
        let query = get("/api/v1/year?year=abc").await;
        check_problem(&query, 400, "unread");
        assert!(query.json()["detail"].as_str().unwrap().contains("invalid digit"), "{}", query.text());
        check_problem(&get("/api/v1/number/abc").await, 400, "unread");
        check_problem(&post("application/json", b"{").await, 400, "unread");
        let missing = post("application/json", b"{}").await;
        check_problem(&missing, 422, "unread");
        assert!(missing.json()["detail"].as_str().unwrap().contains("year"));
        check_problem(&post("text/plain", b"{}").await, 415, "media-type");
        check_problem(&get("/api/v1/none").await, 404, "not-found");
        check_problem(&send(&w, Method::PUT, "/api/v1/take", None).await, 428, "version-missing");
        let broken = get("/api/v1/panic").await;
        check_problem(&broken, 500, "broken");
        assert!(broken.json()["reference"].is_string(), "a panic is ours, and has its reference");
    });
}

#[test]
fn what_is_too_large_is_said_so_to_both() {
    on_both(|db| async move {
        let w = world(db);
        let mut json = vec![b' '; 64 * 1024 * 1024 + 1];
        json.extend_from_slice(b"{\"year\":1}");
        check_problem(&send(&w, Method::POST, "/api/v1/take", Some(("application/json", &json))).await, 413, "too-large");
        let page = w.upload("/fil", "", &[], ("file", "stor.csv", &json)).await;
        assert_eq!((page.status, page.kind.as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "text/html; charset=utf-8"));
        check_page(&page.text());
    });
}

#[test]
fn a_person_gets_the_houses_page_in_their_language_and_no_parsers_english() {
    on_both(|db| async move {
        let w = world(db);
        for path in ["/ar?year=abc", "/nummer/abc", "/nummer/%ff", "/panik", "/nej"] {
            for (lang, word) in [("sv", "lang=\"sv\""), ("en", "lang=\"en\"")] {
                let answer = w.send(Method::GET, path, "", None, &[("accept-language", lang)]).await;
                assert!(answer.status.as_u16() >= 400 && answer.kind.starts_with("text/html"), "{path}: {answer:?}");
                let html = answer.text();
                check_page(&html);
                assert!(html.contains(word) && !html.contains("Cannot parse") && !html.contains("deserialize"), "{path}");
            }
        }
        let kind = w.post("/fil", "", &[("a", "b")]).await;
        assert_eq!(kind.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        check_page(&kind.text());
    });
}

#[test]
fn a_change_from_another_site_is_refused_in_words() {
    on_both(|db| async move {
        let w = world(db);
        let body = || Some(("application/json", b"{}".to_vec()));
        check_problem(&w.send_from("cross-site", Method::POST, "/api/v1/take", body()).await, 403, "cross-site");
        let page = w.send_from("cross-site", Method::POST, "/fil", body()).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        check_page(&page.text());
    });
}

#[test]
fn a_method_that_is_not_there_says_which_are() {
    on_both(|db| async move {
        let w = world(db);
        let api = send(&w, Method::DELETE, "/api/v1/take", None).await;
        check_problem(&api, 405, "method");
        assert_eq!(api.header("allow"), "POST,PUT");
        let page = send(&w, Method::POST, "/ar", None).await;
        assert_eq!((page.status, page.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET,HEAD"));
        check_page(&page.text());
        let shut = send(&w, Method::POST, "/api/v1/shut", None).await;
        assert!(matches!(shut.status, StatusCode::METHOD_NOT_ALLOWED | StatusCode::UNAUTHORIZED), "{shut:?}");
    });
}

#[test]
fn every_401_says_what_opens_the_door_and_a_token_that_is_not_valid_is_not_taken_for_nobody() {
    on_both(|db| async move {
        let w = world(db);
        let nobody = send(&w, Method::GET, "/api/v1/shut?year=1", None).await;
        check_problem(&nobody, 401, "sign-in");
        assert_eq!(nobody.header("www-authenticate"), "Bearer realm=\"stadsdel\"");
        let invalid = w.send(Method::GET, "/api/v1/year?year=1", "", None, &[("authorization", "Bearer nonsense")]).await;
        check_problem(&invalid, 401, "token");
        assert_eq!(invalid.header("www-authenticate"), "Bearer realm=\"stadsdel\", error=\"invalid_token\"");
        let proxy = w.send(Method::GET, "/api/v1/year?year=1", "", None, &[("authorization", "Basic eDp5")]).await;
        assert_eq!(proxy.status, StatusCode::OK, "a password for something in front of us is none of ours");
    });
}
