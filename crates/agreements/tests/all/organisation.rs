//! Adding and correcting organisations.

use crate::common::{page, play, world};
use agreements::organisation::store;
use agreements::organisation::{self, DEMO_HOUSING};
use axum::http::{Method, StatusCode};
use platform::access::Role;
use platform::testkit::{World, on_both};

const NEW: &str = "/kommuner/botkyrka/organisationer/ny";

async fn add(w: &World, cookie: &str, name: &str) -> platform::testkit::Answer {
    w.post(NEW, cookie, &[("name", name), ("kind", "property_owner"), ("valid_from", ""), ("valid_to", "")]).await
}

#[test]
fn a_coordinator_adds_a_partner_in_the_own_municipality_and_nobody_else_does() {
    on_both(|db| async move {
        let w = world(db).await;
        let own = w.sign_in(Role::Coordinator, Some("0127")).await;
        let other = w.sign_in(Role::Coordinator, Some("1280")).await;
        let state = w.sign_in(Role::StateOfficer, None).await;
        assert_eq!(add(&w, &other, "Hus").await.status, StatusCode::FORBIDDEN);
        assert_eq!(add(&w, &state, "Hus").await.status, StatusCode::FORBIDDEN);
        assert!(add(&w, "", "Hus").await.location.starts_with("/inloggning"));
        assert_eq!(w.get(NEW, &other).await.status, StatusCode::FORBIDDEN);
        assert_eq!(w.get("/kommuner/ingenstans/organisationer/ny", &own).await.status, StatusCode::NOT_FOUND);
        assert!(page(&w, NEW, &own).await.contains("Lägg till organisation i Botkyrka"));
        let done = add(&w, &own, "Bostadsbolaget Väst").await;
        assert_eq!(done.location, "/organisationer/bostadsbolaget-vast?klart=organisation-added");
        assert!(page(&w, "/organisationer/bostadsbolaget-vast", "").await.contains("Fastighetsägare"));
        assert!(page(&w, "/organisationer?kommun=botkyrka", &own).await.contains("Bostadsbolaget Väst"));
        assert!(page(&w, "/organisationer", "").await.contains("Arbetsförmedlingen"));
    });
}

#[test]
fn every_fault_of_the_form_is_shown_at_once_with_what_was_typed() {
    on_both(|db| async move {
        let w = world(db).await;
        let own = w.sign_in(Role::Coordinator, Some("0127")).await;
        let wrong = w.post(NEW, &own, &[("name", " "), ("kind", "agency"), ("valid_from", "i går"), ("valid_to", "2011-12-31")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = wrong.text();
        for mark in
            ["Skriv organisationens namn", "Välj vilket slags organisation", "inget datum", "value=\"i går\"", "value=\"2011-12-31\""]
        {
            assert!(text.contains(mark), "{mark}");
        }
        assert_eq!(add(&w, &own, "Botkyrka KOMMUN").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn a_correction_is_a_new_version_and_an_old_form_is_stale() {
    on_both(|db| async move {
        let w = world(db).await;
        let own = w.sign_in(Role::Coordinator, Some("0127")).await;
        add(&w, &own, "Huset").await;
        let path = "/organisationer/huset/rattelse";
        let fields = |name, version| [("name", name), ("kind", "business"), ("reason", "Fel slag"), ("version", version)];
        assert!(page(&w, path, &own).await.contains("Rätta uppgifterna om Huset"));
        assert_eq!(w.post(path, &own, &fields("Huset", "1")).await.status, StatusCode::SEE_OTHER);
        assert_eq!(w.post(path, &own, &fields("Hus", "1")).await.status, StatusCode::CONFLICT);
        let other = w.sign_in(Role::Coordinator, Some("1280")).await;
        assert_eq!(w.post(path, &other, &fields("Hus", "2")).await.status, StatusCode::FORBIDDEN);
        let mut conn = w.db().read().await.unwrap();
        let kinds: Vec<_> = store::versions(&mut conn, "huset").await.unwrap().into_iter().map(|v| v.kind).collect();
        assert_eq!(kinds, ["business", "property_owner"]);
    });
}

#[test]
fn the_register_of_authorities_is_corrected_by_the_state_only() {
    on_both(|db| async move {
        let w = world(db).await;
        let (state, own) = (w.sign_in(Role::StateOfficer, None).await, w.sign_in(Role::Coordinator, Some("0127")).await);
        let body = |name: &str| format!(r#"{{"kind":"agency","name":"{name}","reason":"Nytt namn"}}"#).into_bytes();
        let put = async |cookie: &str, version: Option<&str>, name: &str| {
            let headers: Vec<_> = version.iter().map(|v| ("if-match", *v)).collect();
            let path = "/api/v1/organisations/rikspolisstyrelsen";
            w.send(Method::PUT, path, cookie, Some(("application/json", body(name))), &headers).await
        };
        assert_eq!(put(&own, Some("\"1\""), "X").await.status, StatusCode::FORBIDDEN);
        assert_eq!(put(&state, None, "X").await.status, StatusCode::PRECONDITION_REQUIRED);
        let done = put(&state, Some("\"1\""), "Rikspolisstyrelsen (RPS)").await;
        assert_eq!((done.status, done.etag.as_str()), (StatusCode::OK, "\"2\""));
        let late = put(&state, Some("\"1\""), "Y").await;
        let said = late.json();
        assert_eq!((late.status, &said["current"]["version"]), (StatusCode::PRECONDITION_FAILED, &2.into()));
        assert_eq!((&said["current"]["text"], &said["yours"]["text"]), (&"Rikspolisstyrelsen (RPS)".into(), &"Y".into()));
        assert_eq!(w.get("/api/v1/organisations/rikspolisstyrelsen", "").await.json()["versions"].as_array().unwrap().len(), 2);
    });
}

#[test]
fn the_api_adds_and_says_every_fault() {
    on_both(|db| async move {
        let w = world(db).await;
        let own = w.sign_in(Role::Coordinator, Some("0127")).await;
        let post = async |text: &str| {
            w.send(Method::POST, "/api/v1/organisations", &own, Some(("application/json", text.as_bytes().to_vec())), &[]).await
        };
        let wrong = post(r#"{"municipality":"0127","valid_from":"x","valid_to":"y"}"#).await;
        assert_eq!((wrong.status, wrong.json()["faults"].as_array().unwrap().len()), (StatusCode::UNPROCESSABLE_ENTITY, 2));
        let done = post(r#"{"municipality":"0127","kind":"residents","name":"De boende","valid_from":"2011-02-01"}"#).await;
        assert_eq!((done.status, done.json()["id"].as_str()), (StatusCode::CREATED, Some("de-boende")));
        assert_eq!(w.get("/api/v1/organisations?municipality=9999", "").await.status, StatusCode::NOT_FOUND);
        assert_eq!(w.get("/api/v1/organisations?municipality=0127", "").await.json().as_array().unwrap().len(), 2);
    });
}

#[test]
fn the_demo_has_its_housing_company() {
    on_both(|db| async move {
        let w = world(db).await;
        play(w.db(), organisation::story()).await;
        let mut conn = w.db().read().await.unwrap();
        let house = store::one(&mut conn, DEMO_HOUSING.0).await.unwrap().unwrap();
        assert_eq!((house.name.as_str(), house.municipality_code.as_deref()), (DEMO_HOUSING.1, Some("0127")));
    });
}
