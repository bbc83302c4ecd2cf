//! The API.

use super::pages::world;
use super::synthetic::loaded;
use axum::http::{Method, StatusCode};
use platform::access::Role;
use platform::testkit::on_both;

#[test]
fn observations_come_by_place_indicator_and_year_and_withheld_ones_without_numbers() {
    on_both(|db| async move {
        loaded(&db).await;
        let w = world(db);
        let all = w.get("/api/v1/indicators", "").await.json();
        assert_eq!((all.as_array().unwrap().len(), all[0]["measure"].as_str()), (10, Some("share")));
        let one = w.get("/api/v1/observations?district=alby&indicator=forvarvsarbetande&year=2009", "").await.json();
        assert_eq!((one["synthetic"].as_bool(), one["observations"].as_array().unwrap().len()), (Some(true), 1));
        assert_eq!((one["observations"][0]["place"].as_str(), one["observations"][0]["state"].as_str()), (Some("d:alby"), Some("shown")));
        let small = w.get("/api/v1/observations?district=fornhojden&indicator=gymnasiebehorighet&group=kvinnor", "").await.json();
        let withheld: Vec<_> = small["observations"].as_array().unwrap().iter().filter(|o| o["state"] == "suppressed").collect();
        assert!(
            !withheld.is_empty() && withheld.iter().all(|o| o["value"].is_null() && o["numerator"].is_null() && o["denominator"].is_null())
        );
        assert_eq!(w.get("/api/v1/observations?level=nation&year=2010", "").await.json()["observations"].as_array().unwrap().len(), 10);
        assert_eq!(
            w.get("/api/v1/observations?municipality=0127&indicator=kvarboende", "").await.json()["observations"].as_array().unwrap().len(),
            6
        );
        for gone in ["/api/v1/observations?indicator=lycka", "/api/v1/observations?district=nej", "/api/v1/districts/nej/figures"] {
            assert_eq!(w.get(gone, "").await.status, StatusCode::NOT_FOUND, "{gone}");
        }
        assert_eq!(w.get("/api/v1/observations?municipality=9999", "").await.status, StatusCode::NOT_FOUND);
        let beside = w.get("/api/v1/observations?district=alby&municipality=0127&indicator=forvarvsarbetande&year=2009", "").await.json();
        assert_eq!(beside["observations"].as_array().unwrap().len(), 2, "a district beside its municipality");
        assert_eq!(w.get("/api/v1/observations?distrikt=alby", "").await.status, StatusCode::BAD_REQUEST);
        let unread = w.get("/api/v1/observations?group=kids&level=bogus", "").await;
        let faults = unread.json()["faults"].as_array().unwrap().clone();
        assert_eq!((unread.status, unread.kind.as_str(), faults.len()), (StatusCode::UNPROCESSABLE_ENTITY, "application/problem+json", 2));
        assert_eq!((&faults[0]["field"], &faults[1]["field"]), (&"group".into(), &"level".into()));
        let text = faults[0]["text"].as_str().unwrap();
        assert!(text.contains("kids") && text.contains("alla, kvinnor, man"), "what was sent and what there is: {text}");
        assert_eq!(w.get("/api/v1/districts/alby/figures?year=2010", "").await.json()["figures"].as_array().unwrap().len(), 10);
        assert_eq!(w.get("/api/v1/deliveries", "").await.json()[0]["synthetic"], 1);
        assert!(w.get("/api/v1/gaps", "").await.json().as_array().unwrap().len() > 3);
    });
}

#[test]
fn a_file_is_tried_and_taken_in_and_faults_come_with_text_and_remedy() {
    on_both(|db| async move {
        loaded(&db).await;
        let w = world(db);
        let cookie = w.sign_in(Role::Statistician, None).await;
        let send = async |path: &str, cookie: &str, rows: &str| {
            let body = format!("area,year,indicator,numerator,denominator\n{rows}\n").into_bytes();
            w.send(Method::POST, path, cookie, Some(("text/csv", body)), &[]).await
        };
        let good = "01270011,2009,ohalsotal,40000,1000";
        assert_eq!(send("/api/v1/imports", "", good).await.status, StatusCode::UNAUTHORIZED);
        let tried = send("/api/v1/imports?dry_run=true", &cookie, good).await;
        assert_eq!(
            (tried.status, tried.json()["changed"].as_i64(), tried.json()["delivery_id"].is_null()),
            (StatusCode::OK, Some(1), true)
        );
        let taken = send("/api/v1/imports?file_name=a.csv", &cookie, good).await;
        assert_eq!((taken.status, taken.json()["delivery_id"].as_i64()), (StatusCode::CREATED, Some(2)));
        assert_eq!(send("/api/v1/imports", &cookie, good).await.status, StatusCode::OK);
        let bad = send("/api/v1/imports", &cookie, "1270011,2009,ohalsotal,40000,1000").await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!((bad.kind.as_str(), &bad.json()["status"]), ("application/problem+json", &422.into()));
        let fault = &bad.json()["faults"][0];
        assert_eq!(
            (fault["rule"].as_str(), fault["row"].as_i64(), fault["column"].as_str()),
            (Some("import-zero-lost"), Some(2), Some("area"))
        );
        assert!(fault["text"].as_str().unwrap().contains("inledande nolla") && fault["remedy"].as_str().unwrap().contains("01270011"));
    });
}

#[test]
fn the_description_names_every_address() {
    let described = figures::openapi();
    for route in figures::routes().list().iter().filter(|r| r.path.starts_with("/api/")) {
        assert!(described.paths.paths.contains_key(route.path), "{} is not described", route.path);
    }
}

#[test]
fn a_district_without_any_figures_has_no_year() {
    on_both(|db| async move {
        let mut tx = db.write(&platform::access::Caller::system()).await.unwrap();
        agreements::programme::actions::load(&mut tx).await.unwrap();
        tx.save().await.unwrap();
        let figures = world(db).get("/api/v1/districts/alby/figures", "").await.json();
        assert!(figures["year"].is_null() && figures.get("year").is_some(), "{figures}");
    });
}
