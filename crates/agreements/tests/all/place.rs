//! Pages and API of places.

use crate::common::{page, world};
use axum::http::StatusCode;
use platform::testkit::on_both;

#[test]
fn the_pages_of_places_are_whole_in_both_languages() {
    on_both(|db| async move {
        let w = world(db).await;
        let list = page(&w, "/stadsdelar", "").await;
        assert!(list.contains("38 stadsdelar i 21 kommuner"));
        assert!(page(&w, "/stadsdelar?ordning=namn", "").await.contains("Öxnehaga"));
        let areas = page(&w, "/stadsdelar/hassleholmen/omrade", "").await;
        assert!(areas.contains("149041-45") && areas.contains("14900041"));
        assert!(page(&w, "/stadsdelar/klockartorpet/omrade", "").await.contains("medgivande"));
        assert_eq!(w.get("/stadsdelar/ingenstans/omrade", "").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_code_or_a_notation_is_looked_up() {
    on_both(|db| async move {
        let w = world(db).await;
        assert!(page(&w, "/omraden", "").await.contains("Slå upp"));
        assert!(page(&w, "/omraden?kod=01270001", "").await.contains("/stadsdelar/alby"));
        assert!(page(&w, "/omraden?kod=1270001", "").await.contains("hör inte till någon stadsdel"));
        let read = page(&w, "/omraden?beteckning=12800109-10%2C234&kommun=1280", "").await;
        assert!(read.contains("12800234") && read.contains("/stadsdelar/fosie"));
        assert!(page(&w, "/omraden?beteckning=nonsens&kommun=1280", "").await.contains("Tecken 1"));
    });
}

#[test]
fn the_api_keeps_zeros_and_says_what_cannot_be_read() {
    on_both(|db| async move {
        let w = world(db).await;
        let all = w.get("/api/v1/districts", "").await.json();
        assert_eq!((all.as_array().unwrap().len(), all[0]["codes"][0].as_str()), (38, Some("01270001")));
        assert_eq!(w.get("/api/v1/districts?municipality=9999", "").await.status.as_u16(), 404, "a municipality that there is none of");
        assert_eq!(w.get("/api/v1/districts?municipality=0127", "").await.json().as_array().unwrap().len(), 3);
        let one = w.get("/api/v1/districts/hassleholmen", "").await;
        assert_eq!((one.etag.as_str(), one.json()["raw"]["notation"].as_str()), ("\"1\"", Some("149041-45")));
        assert_eq!(w.get("/api/v1/districts/x", "").await.status, StatusCode::NOT_FOUND);
        assert_eq!(w.get("/api/v1/municipalities", "").await.json()[1]["code"], "0127");
        assert_eq!(w.get("/api/v1/municipalities/botkyrka", "").await.json()["districts"][0]["id"], "alby");
        let read = w.get("/api/v1/areas/expand?notation=12800109-10,234&municipality=1280", "").await.json();
        assert_eq!(read["codes"], serde_json::json!(["12800109", "12800110", "12800234"]));
        let wrong = w.get("/api/v1/areas/expand?notation=x&municipality=1280", "").await;
        assert_eq!((wrong.status, wrong.json()["faults"][0]["field"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some("notation")));
    });
}

#[test]
fn the_codes_as_csv_are_text_with_the_system_beside() {
    on_both(|db| async move {
        let w = world(db).await;
        let csv = w.get("/stadsdelar/koder.csv", "").await;
        assert!(csv.kind.starts_with("text/csv"));
        let text = csv.text();
        assert_eq!(text.lines().count(), 1 + 172);
        assert!(text.contains("\"alby\";\"Alby\";\"0127\";\"Botkyrka\";\"SAMS\";\"01270001\";\"SAMS:01270001\""));
    });
}
