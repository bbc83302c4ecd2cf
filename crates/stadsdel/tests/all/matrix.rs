//! Route × role: every route is called as nobody, as each role, and as the right role in the wrong municipality. What comes out is the snapshot
//! `docs/access-matrix.md`; `STADSDEL_BLESS=1` writes it anew.

use super::{demo, root, runtime};
use axum::http::{Method, StatusCode};
use platform::access::{Caller, Reach, Role};
use platform::testkit::{Answer, World, person};
use platform::web::RouteInfo;
use std::fmt::Write;

/// Municipality of the samples and one that has nothing to do with them.
const HERE: &str = "0127";
const ELSEWHERE: &str = "2580";

fn is_local(role: Role) -> bool {
    matches!(role, Role::Coordinator | Role::Certifier | Role::BoardSecretary | Role::Agency | Role::Partner)
}

fn holder(role: Role) -> Caller {
    person(role, is_local(role).then_some(HERE))
}

async fn cookies(world: &World) -> Vec<(Role, String)> {
    let mut all = Vec::new();
    for role in Role::ALL {
        all.push((role, world.sign_in(role, is_local(role).then_some(HERE)).await));
    }
    all
}

/// What stands in the place of a route's variables, longest first.
const SAMPLES: [(&str, &str); 24] = [
    ("/avtal/{slug}", "/avtal/botkyrka-2011"),
    ("/stadsdelsplaner/{slug}", "/stadsdelsplaner/alby-2011"),
    ("/redovisningar/{slug}", "/redovisningar/botkyrka-2011"),
    ("/utvarderingar/{slug}", "/utvarderingar/bergsjon-forvarvsarbetande"),
    ("/evaluations/{slug}", "/evaluations/bergsjon-forvarvsarbetande"),
    ("/stadsdelar/{slug}", "/stadsdelar/alby"),
    ("/kommuner/{slug}", "/kommuner/botkyrka"),
    ("/partnerskap/{slug}", "/partnerskap/botkyrka"),
    ("/samverkan/{slug}", "/samverkan/botkyrka-trygg-hemvag-i-alby"),
    ("/cooperation/{slug}", "/cooperation/botkyrka-trygg-hemvag-i-alby"),
    ("/agreements/{slug}", "/agreements/botkyrka-2011"),
    ("/plans/{slug}", "/plans/alby-2011"),
    ("/reports/{slug}", "/reports/botkyrka-2011"),
    ("/districts/{slug}", "/districts/alby"),
    ("/partnerships/{slug}", "/partnerships/botkyrka"),
    ("/municipalities/{slug}", "/municipalities/botkyrka"),
    ("{year}", "2011"),
    ("{area}", "arbete"),
    ("{id}", "00000000-0000-7000-8000-000000000000"),
    ("{key}", "4.2"),
    ("{part}", "samverkan"),
    ("{code}", "0127"),
    ("{programme}", "lua-2011"),
    ("{municipality}", "botkyrka"),
];

/// An address of the demo for a route's pattern; a variable without a sample becomes `1`.
fn sample(pattern: &str) -> String {
    let filled = SAMPLES.iter().fold(pattern.to_owned(), |path, (mark, value)| path.replace(mark, value));
    let mut out = String::new();
    let mut rest = filled.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push('1');
        rest = after.split_once('}').map_or("", |(_, tail)| tail);
    }
    out + rest
}

async fn call(world: &World, route: &RouteInfo, cookie: &str) -> Answer {
    let method = Method::from_bytes(route.method.as_bytes()).expect("a method");
    let form = Some(("application/x-www-form-urlencoded", Vec::new()));
    let body = if method == Method::GET { None } else { form };
    world.send(method, &sample(route.path), cookie, body, &[]).await
}

fn is_closed(answer: &Answer) -> bool {
    let to_sign_in = answer.status == StatusCode::SEE_OTHER && answer.location.starts_with("/inloggning");
    to_sign_in || matches!(answer.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND)
}

#[test]
fn every_route_is_closed_to_whom_it_is_not_for() {
    runtime().block_on(async {
        let world = demo().await;
        let cookies = cookies(&world).await;
        for route in stadsdel::wiring::routes().list().iter().filter(|r| !r.act.public) {
            let nobody = call(&world, route, "").await;
            assert!(is_closed(&nobody), "{} {} answers {} to nobody", route.method, route.path, nobody.status);
            for (role, cookie) in cookies.iter().filter(|(role, _)| !route.act.open_to(&holder(*role))) {
                let answer = call(&world, route, cookie).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{} {} as {}", route.method, route.path, role.key());
            }
        }
    });
}

/// Refused before the form was even read counts as closed: a wrong kind of body (415, 422 without a body, 428 without If-Match) changes nothing,
/// but says nothing about access either, so such routes are named and must be few.
#[test]
fn no_change_is_open_to_the_right_role_in_the_wrong_municipality() {
    runtime().block_on(async {
        let world = demo().await;
        let mut unsaid = Vec::new();
        for route in stadsdel::wiring::routes().list().iter().filter(|r| r.method != "GET" && !r.act.public && r.path.contains('{')) {
            for (role, _) in route.act.allowed.iter().filter(|(_, reach)| *reach == Reach::Municipality) {
                let stranger = world.sign_in(*role, Some(ELSEWHERE)).await;
                let answer = call(&world, route, &stranger).await;
                let unread = matches!(answer.status.as_u16(), 400 | 415 | 428) && route.path.starts_with("/api/");
                if unread {
                    unsaid.push(route.path);
                } else {
                    assert!(
                        is_closed(&answer),
                        "{} {} answers {} to {} of {ELSEWHERE}",
                        route.method,
                        route.path,
                        answer.status,
                        role.key()
                    );
                }
            }
        }
        unsaid.dedup();
        assert!(unsaid.len() <= 12, "too many routes refuse before access is asked: {unsaid:?}");
    });
}

#[test]
fn the_matrix_is_what_the_document_says() {
    let file = root().join("docs/access-matrix.md");
    let now = document();
    if std::env::var("STADSDEL_BLESS").is_ok() {
        std::fs::write(&file, &now).expect("the matrix written");
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == now, "docs/access-matrix.md differs from the program; STADSDEL_BLESS=1 writes it anew: read the difference");
}

fn reach_words(route: &RouteInfo, role: Role) -> &'static str {
    match route.act.allowed.iter().find(|(r, _)| *r == role) {
        _ if route.act.public => "yes",
        Some((_, Reach::Nation)) => "yes",
        Some((_, Reach::Municipality)) => "own municipality",
        Some((_, Reach::Organisation)) => "own organisation",
        None => "–",
    }
}

fn document() -> String {
    let mut out = String::from(
        "# Route × role\n\nWritten by `STADSDEL_BLESS=1 cargo test -p stadsdel --test all matrix`. The same tests call every route as nobody, as each role, and as the right role in the wrong municipality.\n\n| method | route | act | nobody |",
    );
    for role in Role::ALL {
        let _ = write!(out, " {} |", role.key());
    }
    let _ = write!(out, "\n|---|---|---|---|{}", "---|".repeat(Role::ALL.len()));
    let routes = stadsdel::wiring::routes();
    let mut list: Vec<_> = routes.list().iter().collect();
    list.sort_by_key(|r| (r.path, r.method));
    for route in list {
        let _ = write!(
            out,
            "\n| {} | `{}` | `{}` | {} |",
            route.method,
            route.path,
            route.act.name,
            if route.act.public { "yes" } else { "–" }
        );
        for role in Role::ALL {
            let _ = write!(out, " {} |", reach_words(route, role));
        }
    }
    out.push('\n');
    out
}
