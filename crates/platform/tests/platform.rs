//! The platform on both engines: journal, writers in line, sessions, sign-in through the router.

use axum::http::{Method, StatusCode};
use platform::access::{self, Act, Caller, Reach, Role, Scope};
use platform::events::{self, Chain};
use platform::testkit::{World, check_page, on_both, person};
use platform::web::Routes;
use platform::{Db, Refusal};
use serde_json::json;
use sqlx::Row;

static COUNT: Act = Act::of("test.count", &[(Role::Coordinator, Reach::Municipality)]);

async fn set_up_counter(db: &Db) {
    db.raw("CREATE TABLE counter (id BIGINT PRIMARY KEY, value BIGINT NOT NULL)").await.unwrap();
    db.raw("INSERT INTO counter (id, value) VALUES (1, 0)").await.unwrap();
}

async fn count_up(db: &Db, caller: &Caller) -> anyhow::Result<()> {
    let mut tx = db.write(caller).await?;
    let mandate = caller.mandate(&COUNT, Scope::Municipality("0127")).map_err(|_| anyhow::anyhow!("no mandate"))?;
    let value: i64 = sqlx::query("SELECT value FROM counter WHERE id = 1").fetch_one(&mut *tx).await?.get(0);
    sqlx::query("UPDATE counter SET value = $1 WHERE id = 1").bind(value + 1).execute(&mut *tx).await?;
    tx.record(&mandate, "counter", "1", json!({ "to": value + 1 }));
    tx.save().await
}

async fn counted(db: &Db) -> i64 {
    let mut conn = db.read().await.unwrap();
    sqlx::query("SELECT value FROM counter WHERE id = 1").fetch_one(&mut *conn).await.unwrap().get(0)
}

#[test]
fn sixteen_writers_lose_nothing() {
    on_both(|db| async move {
        set_up_counter(&db).await;
        let writers: Vec<_> = (0..16)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move {
                    let caller = person(Role::Coordinator, Some("0127"));
                    for _ in 0..50 {
                        count_up(&db, &caller).await.unwrap();
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(counted(&db).await, 800);
        let mut conn = db.read().await.unwrap();
        assert_eq!(events::verify(&mut conn).await.unwrap(), Chain::Whole { links: 800 });
    });
}

#[test]
fn an_altered_journal_row_is_named() {
    on_both(|db| async move {
        set_up_counter(&db).await;
        let caller = person(Role::Coordinator, Some("0127"));
        for _ in 0..5 {
            count_up(&db, &caller).await.unwrap();
        }
        db.raw("UPDATE journal SET actor = 'someone else' WHERE seq = 3").await.unwrap();
        let mut conn = db.read().await.unwrap();
        assert!(matches!(events::verify(&mut conn).await.unwrap(), Chain::Broken { seq: 3, .. }));
    });
}

#[test]
fn a_journal_cut_short_is_found() {
    on_both(|db| async move {
        set_up_counter(&db).await;
        let caller = person(Role::Coordinator, Some("0127"));
        for _ in 0..4 {
            count_up(&db, &caller).await.unwrap();
        }
        db.raw("DELETE FROM journal WHERE seq = 4").await.unwrap();
        let mut conn = db.read().await.unwrap();
        assert!(matches!(events::verify(&mut conn).await.unwrap(), Chain::Broken { seq: 4, .. }));
    });
}

#[test]
fn a_write_without_a_journal_row_is_refused_and_a_dropped_one_leaves_nothing() {
    on_both(|db| async move {
        set_up_counter(&db).await;
        let caller = Caller::system();
        let mut tx = db.write(&caller).await.unwrap();
        sqlx::query("UPDATE counter SET value = 7 WHERE id = 1").execute(&mut *tx).await.unwrap();
        assert!(tx.save().await.is_err());
        let mut tx = db.write(&caller).await.unwrap();
        sqlx::query("UPDATE counter SET value = 8 WHERE id = 1").execute(&mut *tx).await.unwrap();
        drop(tx);
        assert_eq!(counted(&db).await, 0);
    });
}

#[test]
fn migrations_run_once_even_when_four_processes_start_together() {
    on_both(|db| async move {
        let starts: Vec<_> = (0..4)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move { db.migrate().await })
            })
            .collect();
        for start in starts {
            assert_eq!(start.await.unwrap().unwrap(), 0);
        }
    });
}

static READ: Act = Act::of("test.read", &[(Role::StateOfficer, Reach::Nation)]);

fn world(db: Db) -> World {
    let routes = Routes::new()
        .get("/hemligt", &READ, || async { "secret" })
        .post("/hemligt/spara", &READ, || async { "saved" })
        .get("/api/v1/hemligt", &READ, || async { "secret" })
        .get("/trasigt", &access_public::OPEN, || async { Err::<(), _>(Refusal::Broken(anyhow::anyhow!("on purpose"))) });
    World::new(db, routes, &[])
}

mod access_public {
    pub static OPEN: platform::access::Act = platform::access::Act::public("test.open");
}

#[test]
fn a_route_asks_for_its_role() {
    on_both(|db| async move {
        let world = world(db);
        let answer = world.get("/hemligt", "").await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/inloggning?vidare=/hemligt"));
        let from = [("referer", "http://localhost/hemligt")];
        let sent = world.send(Method::POST, "/hemligt/spara", "", None, &from).await;
        assert_eq!(sent.location, "/inloggning?vidare=/hemligt", "to the page the form stood on, not to the form's own address");
        assert_eq!(world.send(Method::POST, "/hemligt/spara", "", None, &[]).await.location, "/inloggning?vidare=/mitt");
        assert_eq!(world.get("/api/v1/hemligt", "").await.status, StatusCode::UNAUTHORIZED);
        let coordinator = world.sign_in(Role::Coordinator, Some("0127")).await;
        let answer = world.get("/hemligt", &coordinator).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.text().contains("handläggare"), "a refusal says who can");
        check_page(&answer.text());
        let problem = world.get("/api/v1/hemligt", &coordinator).await;
        assert_eq!((problem.status, problem.kind.as_str()), (StatusCode::FORBIDDEN, "application/problem+json"));
        let officer = world.sign_in(Role::StateOfficer, None).await;
        assert_eq!(world.get("/hemligt", &officer).await.text(), "secret");
    });
}

#[test]
fn unknown_addresses_and_our_own_faults_have_a_helpful_page() {
    on_both(|db| async move {
        let world = world(db);
        for (path, status) in [("/finns-inte", StatusCode::NOT_FOUND), ("/trasigt", StatusCode::INTERNAL_SERVER_ERROR)] {
            let answer = world.get(path, "").await;
            assert_eq!(answer.status, status);
            check_page(&answer.text());
        }
    });
}

#[test]
fn sign_in_knows_the_password_and_is_throttled() {
    on_both(|db| async move {
        let world = world(db);
        let mut tx = world.db().write(&Caller::system()).await.unwrap();
        let hash = access::hash_password("rätt lösenord").unwrap();
        access::add_account(&mut tx, "samordnare", "Samordnaren", &hash).await.unwrap();
        let mandate = Caller::system().mandate(&READ, Scope::Nation).unwrap();
        tx.record(&mandate, "account", "x", json!({}));
        tx.save().await.unwrap();
        let right = [("login", "Samordnare"), ("losenord", "rätt lösenord"), ("vidare", "//evil.example")];
        let answer = world.post("/inloggning", "", &right).await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/mitt"), "only our own addresses are followed");
        for _ in 0..5 {
            let answer = world.post("/inloggning", "", &[("login", "samordnare"), ("losenord", "fel")]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(world.post("/inloggning", "", &right).await.status, StatusCode::TOO_MANY_REQUESTS);
    });
}

#[test]
fn a_form_from_another_site_is_refused() {
    on_both(|db| async move {
        let world = world(db);
        let body = || Some(("application/x-www-form-urlencoded", b"login=a&losenord=b".to_vec()));
        let foreign = world.send_from("cross-site", axum::http::Method::POST, "/inloggning", body()).await;
        assert_eq!(foreign.status, StatusCode::FORBIDDEN);
        let own = world.send_from("same-origin", axum::http::Method::POST, "/inloggning", body()).await;
        assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn a_published_page_is_new_after_every_change_and_not_before() {
    on_both(|db| async move {
        set_up_counter(&db).await;
        let routes = Routes::new().get(
            "/rakning",
            &access_public::OPEN,
            |axum::extract::State(app): axum::extract::State<platform::App>| async move { axum::Json(counted(&app.db).await) },
        );
        let world = World::new(db, routes, &[]);
        let first = world.get("/rakning", "").await;
        assert_eq!((first.text().as_str(), world.get("/rakning", "").await.etag), ("0", first.etag.clone()));
        let same = world.send(axum::http::Method::GET, "/rakning", "", None, &[("if-none-match", &first.etag)]).await;
        assert_eq!(same.status, StatusCode::NOT_MODIFIED);
        count_up(world.db(), &person(Role::Coordinator, Some("0127"))).await.unwrap();
        let second = world.send(axum::http::Method::GET, "/rakning", "", None, &[("if-none-match", &first.etag)]).await;
        assert_eq!((second.status, second.text().as_str()), (StatusCode::OK, "1"));
    });
}
