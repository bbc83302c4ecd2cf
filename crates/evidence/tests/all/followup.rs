//! The district's page, its areas and the method.

use crate::common::{figures, programme, world};
use axum::http::StatusCode;
use platform::testkit::{check_page, on_both};

#[test]
fn a_district_shows_its_figures_marked_synthetic_with_a_table_for_each_picture() {
    on_both(|db| async move {
        figures(&db).await;
        let w = world(db);
        for lang in ["sv", "en"] {
            for page in [
                "/stadsdelar/alby",
                "/stadsdelar/klockartorpet",
                "/stadsdelar/alby/arbete",
                "/stadsdelar/vastra-skogas/tillvaxt",
                "/stadsdelar/metod",
            ] {
                let answer = w.get(&format!("{page}?lang={lang}"), "").await;
                assert_eq!(answer.status, StatusCode::OK, "{page}");
                check_page(&answer.text());
            }
        }
        let html = w.get("/stadsdelar/alby", "").await.text();
        assert!(html.contains("class=\"synthetic\""));
        assert!(
            html.matches("<svg").count() >= 8 && html.matches("<svg").count() <= html.matches("<details class=\"chart-table\"").count()
        );
        assert!(!html.to_lowercase().contains("effekt"), "the page says development and never effect");
    });
}

#[test]
fn a_district_without_figures_says_what_will_stand_there() {
    on_both(|db| async move {
        programme(&db).await;
        let w = world(db);
        let answer = w.get("/stadsdelar/alby", "").await;
        assert_eq!(answer.status, StatusCode::OK);
        check_page(&answer.text());
        assert!(answer.text().contains("class=\"empty\""));
    });
}

#[test]
fn what_is_not_there_is_not_found() {
    on_both(|db| async move {
        programme(&db).await;
        let w = world(db);
        for page in ["/stadsdelar/ingenstans", "/stadsdelar/alby/kultur", "/api/v1/districts/ingenstans/development"] {
            assert_eq!(w.get(page, "").await.status, StatusCode::NOT_FOUND, "{page}");
        }
    });
}

#[test]
fn the_figures_come_as_json_with_their_definitions_and_the_goals() {
    on_both(|db| async move {
        figures(&db).await;
        let today = db.today();
        let mut conn = db.read().await.unwrap();
        let json = evidence::followup::view::district_json(&mut conn, "alby", Some(2010), today).await.unwrap().unwrap();
        assert_eq!(
            (json["year"].as_i64(), json["municipality_code"].as_str(), json["synthetic"].as_bool()),
            (Some(2010), Some("0127"), Some(true))
        );
        assert!(json["figures"].as_array().unwrap().iter().all(|f| f["indicator"]["source"].is_string()));
        assert!(json["goals"].is_array());
        assert!(evidence::followup::view::district_json(&mut conn, "ingenstans", None, today).await.unwrap().is_none());
    });
}
