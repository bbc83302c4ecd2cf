//! Loading the programme, its pages, findings and offers.

use crate::common::{page, play, world};
use agreements::organisation::store as organisations;
use agreements::place::store as places;
use agreements::programme::{self, actions, store};
use areas::System;
use axum::http::{Method, StatusCode};
use platform::Refusal;
use platform::access::Role;
use platform::testkit::{World, check_page, on_both, person};

#[test]
fn loading_gives_38_districts_171_codes_and_the_findings_and_a_second_time_nothing() {
    on_both(|db| async move {
        let loaded = actions::ensure(&db).await.unwrap();
        assert_eq!((loaded.districts, loaded.municipalities, loaded.sams_codes, loaded.nyko_codes), (38, 21, 171, 1));
        assert!(loaded.changed);
        assert!(!actions::ensure(&db).await.unwrap().changed);
        let mut conn = db.read().await.unwrap();
        let districts = places::districts(&mut conn).await.unwrap();
        let sams: Vec<_> = districts.iter().filter(|d| d.system == System::Sams).flat_map(|d| &d.codes).collect();
        assert_eq!((districts.len(), sams.len()), (38, 171));
        assert!(sams.iter().all(|code| code.len() == 8));
        assert_eq!(places::municipalities(&mut conn).await.unwrap().len(), 21);
        assert_eq!(store::finding::all(&mut conn, "lua-2011").await.unwrap().len(), loaded.findings);
        assert_eq!(organisations::all(&mut conn).await.unwrap().len(), loaded.organisations);
        let names: Vec<_> = districts.iter().map(|d| d.name.as_str()).collect();
        assert_eq!((names[0], names[36], names[37]), ("Alby", "Västra Skogås", "Öxnehaga"));
    });
}

#[test]
fn a_district_is_found_with_its_codes_raw_text_and_municipality() {
    on_both(|db| async move {
        actions::ensure(&db).await.unwrap();
        let mut conn = db.read().await.unwrap();
        let it = places::district(&mut conn, "hassleholmen").await.unwrap().unwrap();
        assert_eq!(it.codes, ["14900041", "14900042", "14900043", "14900044", "14900045"]);
        assert_eq!((it.raw_notation.as_str(), it.municipality.agreement_name.as_str()), ("149041-45", "Borås kommun"));
        let nyko = places::district(&mut conn, "klockartorpet").await.unwrap().unwrap();
        assert!(nyko.needs_consent() && nyko.is_called("Klockaretorpet") && nyko.codes == ["412"]);
        let botkyrka: Vec<_> = places::districts_of(&mut conn, "0127").await.unwrap().into_iter().map(|d| d.id).collect();
        assert_eq!(botkyrka, ["alby", "fittja", "hallunda-norsborg"]);
        assert_eq!(places::districts_with_code(&mut conn, "01270001").await.unwrap()[0].id, "alby");
        assert!(places::district(&mut conn, "nowhere").await.unwrap().is_none());
        assert_eq!(places::municipality_by_slug(&mut conn, "vaxjo").await.unwrap().unwrap().code, "0780");
    });
}

#[test]
fn the_police_of_the_county_and_the_two_national_authorities_are_bound() {
    on_both(|db| async move {
        actions::ensure(&db).await.unwrap();
        let mut conn = db.read().await.unwrap();
        let bound: Vec<_> = organisations::bound_authorities(&mut conn, "0581").await.unwrap().into_iter().map(|o| o.id).collect();
        assert_eq!(bound, ["arbetsformedlingen", "forsakringskassan", "polismyndigheten-ostergotland"]);
    });
}

#[test]
fn only_the_program_itself_loads() {
    on_both(|db| async move {
        let mut tx = db.write(&person(Role::StateOfficer, None)).await.unwrap();
        assert!(matches!(actions::load(&mut tx).await, Err(Refusal::Forbidden(_))));
    });
}

const FINDINGS: &str = "/program/lua-2011/fynd";
const OFFERS: &str = "/program/lua-2011/erbjudanden";

#[test]
fn the_pages_of_the_programme_are_whole_in_both_languages() {
    on_both(|db| async move {
        let w = world(db).await;
        let decision = page(&w, "/program/lua-2011", "").await;
        for mark in
            ["huvudsaklig överensstämmelse", "1\u{a0}december\u{a0}2011", "VästraSkogås", "id=\"p6-2\"", "ej kontrollerad ordalydelse"]
        {
            assert!(decision.contains(mark), "{mark}");
        }
        assert!(page(&w, FINDINGS, "").await.contains("149041-45"));
        assert!(page(&w, &format!("{FINDINGS}/nyko-klockartorpet"), "").await.contains("NYKO 412"));
        assert!(page(&w, OFFERS, "").await.contains("Mångkulturellt centrum"));
        assert!(page(&w, &format!("{OFFERS}/stockholm"), "").await.contains("står inte på sändlistan"));
        assert!(page(&w, "/kommuner", "").await.contains("/kommuner/botkyrka"));
        assert!(page(&w, "/kommuner/botkyrka", "").await.contains("href=\"/avtal\""));
        for nowhere in ["/program/lua-1999", "/program/lua-2011/fynd/x", "/program/lua-2011/erbjudanden/x", "/kommuner/x"] {
            assert_eq!(w.get(nowhere, "").await.status, StatusCode::NOT_FOUND, "{nowhere}");
        }
    });
}

#[test]
fn a_finding_is_settled_by_the_state_and_reopened_with_its_history_kept() {
    on_both(|db| async move {
        let w = world(db).await;
        let state = w.sign_in(Role::StateOfficer, None).await;
        let path = format!("{FINDINGS}/zeros-lost-hassleholmen/beslut");
        let accept = [("decision", "accept"), ("comment", "Nollorna har fallit bort"), ("version", "0")];
        for role in [Role::Coordinator, Role::StateSignatory] {
            let municipality = (role == Role::Coordinator).then_some("1490");
            let other = w.sign_in(role, municipality).await;
            assert_eq!(w.post(&path, &other, &accept).await.status, StatusCode::FORBIDDEN);
        }
        assert_eq!(w.post(&path, &state, &accept).await.status, StatusCode::SEE_OTHER);
        assert_eq!(w.post(&path, &state, &accept).await.status, StatusCode::CONFLICT);
        let again = [("decision", "no_action"), ("comment", "Kvar som det är"), ("version", "1")];
        assert_eq!(w.post(&path, &state, &again).await.status, StatusCode::SEE_OTHER);
        let text = page(&w, &format!("{FINDINGS}/zeros-lost-hassleholmen"), &state).await;
        assert!(text.contains("Nollorna har fallit bort") && text.contains("Kvar som det är") && text.contains("Avgör på nytt"));
        let mut conn = w.db().read().await.unwrap();
        let it = store::finding::one(&mut conn, "zeros-lost-hassleholmen").await.unwrap().unwrap();
        assert_eq!(it.decisions.iter().map(|d| (d.number, d.decision.key())).collect::<Vec<_>>(), [(2, "no_action"), (1, "accept")]);
    });
}

#[test]
fn the_faults_of_a_settlement_come_at_once_and_keep_what_was_typed() {
    on_both(|db| async move {
        let w = world(db).await;
        let state = w.sign_in(Role::StateOfficer, None).await;
        let path = format!("{FINDINGS}/nyko-klockartorpet/beslut");
        let wrong = w.post(&path, &state, &[("decision", "accept"), ("comment", ""), ("reading", "min text"), ("version", "0")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = wrong.text();
        check_page(&text);
        assert!(text.contains("kommunen har medgett") && text.contains("Skriv en kommentar") && text.contains("min text"));
        let done =
            w.post(&path, &state, &[("decision", "accept"), ("comment", "Medgivande finns"), ("consent", "1"), ("version", "0")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
    });
}

async fn decide(w: &World, state: &str, finding: &str, version: &str, decision: &str, reading: &str) -> StatusCode {
    let fields = [("decision", decision), ("reading", reading), ("comment", "Efter kontroll"), ("version", version)];
    w.post(&format!("{FINDINGS}/{finding}/beslut"), state, &fields).await.status
}

#[test]
fn another_reading_of_codes_becomes_the_districts_and_is_taken_back_by_a_new_decision() {
    on_both(|db| async move {
        let w = world(db).await;
        let state = w.sign_in(Role::StateOfficer, None).await;
        let id = "zeros-lost-hassleholmen";
        assert_eq!(decide(&w, &state, id, "0", "other", "14900041-x").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(decide(&w, &state, id, "0", "other", "01270001").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(decide(&w, &state, id, "0", "other", "14900041-44").await, StatusCode::SEE_OTHER);
        let mut conn = w.db().read().await.unwrap();
        let now = places::district(&mut conn, "hassleholmen").await.unwrap().unwrap();
        assert_eq!((now.codes.len(), now.reading, now.raw_notation.as_str()), (4, 2, "149041-45"));
        assert_eq!(decide(&w, &state, id, "1", "accept", "").await, StatusCode::SEE_OTHER);
        let back = places::district(&mut conn, "hassleholmen").await.unwrap().unwrap();
        assert_eq!((back.codes.len(), back.reading), (5, 3));
        assert_eq!(places::readings(&mut conn, "hassleholmen").await.unwrap().len(), 3);
        assert!(page(&w, "/stadsdelar/hassleholmen/omrade", "").await.contains("Beslut om fynd"));
        assert_eq!(w.get("/api/v1/districts/hassleholmen", "").await.etag, "\"3\"");
    });
}

#[test]
fn a_reading_may_not_take_another_districts_code_or_name() {
    on_both(|db| async move {
        let w = world(db).await;
        let state = w.sign_in(Role::StateOfficer, None).await;
        assert_eq!(decide(&w, &state, "prefix-inherited-alby", "0", "other", "01270001-2,11").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(decide(&w, &state, "name-variant-norra-biskopsgarden", "0", "other", "Hjällbo").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(decide(&w, &state, "name-variant-norra-biskopsgarden", "0", "other", "Biskopsgården").await, StatusCode::SEE_OTHER);
        let mut conn = w.db().read().await.unwrap();
        let it = places::district(&mut conn, "norra-biskopsgarden").await.unwrap().unwrap();
        assert_eq!((it.name.as_str(), it.codes.len()), ("Biskopsgården", 3));
        assert!(it.is_called("N:a Biskopsgården"));
    });
}

#[test]
fn open_findings_of_a_kind_are_accepted_together_but_not_nyko() {
    on_both(|db| async move {
        let w = world(db).await;
        let state = w.sign_in(Role::StateOfficer, None).await;
        let path = |kind: &str| format!("{FINDINGS}/slag/{kind}/godkannande");
        assert_eq!(w.post(&path("scan-mending"), &state, &[("comment", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(w.post(&path("scan-mending"), &state, &[("comment", "Jämfört")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(w.post(&path("scan-mending"), &state, &[("comment", "Igen")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(w.post(&path("nyko"), &state, &[("comment", "Ja")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(w.post(&path("okänt"), &state, &[("comment", "Ja")]).await.status, StatusCode::NOT_FOUND);
        let mut conn = w.db().read().await.unwrap();
        let all = store::finding::all(&mut conn, "lua-2011").await.unwrap();
        assert_eq!(all.iter().filter(|f| !f.is_open()).count(), 13);
    });
}

#[test]
fn the_state_sends_to_all_addressees_and_stockholm_only_with_the_finding() {
    on_both(|db| async move {
        let w = world(db).await;
        let state = w.sign_in(Role::StateOfficer, None).await;
        let own = w.sign_in(Role::Coordinator, Some("0127")).await;
        let all = format!("{OFFERS}/sandning");
        assert_eq!(w.post(&all, &own, &[]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(w.post(&all, &state, &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(w.post(&all, &state, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let stockholm = format!("{OFFERS}/stockholm/sandning");
        let bare = w.post(&stockholm, &state, &[("comment", "Utan hänvisning")]).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&bare.text());
        assert!(bare.text().contains("Utan hänvisning"));
        let with = [("comment", "Enligt fyndet"), ("finding", "missing-addressee-0180")];
        assert_eq!(w.post(&stockholm, &state, &with).await.status, StatusCode::SEE_OTHER);
        assert_eq!(w.post(&stockholm, &state, &with).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut conn = w.db().read().await.unwrap();
        let offers = store::offers(&mut conn).await.unwrap();
        assert_eq!((offers.len(), offers.iter().filter(|o| o.state.key() == "sent").count()), (21, 21));
        assert_eq!(store::offer::copies(&mut conn, "lua-2011").await.unwrap().len(), 28);
        assert!(page(&w, &format!("{OFFERS}/stockholm"), &state).await.contains("Enligt fyndet"));
    });
}

#[test]
fn a_municipality_confirms_and_answers_its_own_offer() {
    on_both(|db| async move {
        let w = world(db).await;
        let state = w.sign_in(Role::StateOfficer, None).await;
        w.post(&format!("{OFFERS}/sandning"), &state, &[]).await;
        let own = w.sign_in(Role::Coordinator, Some("0127")).await;
        let other = w.sign_in(Role::Coordinator, Some("1280")).await;
        let (came, answer) = (format!("{OFFERS}/botkyrka/mottagande"), format!("{OFFERS}/botkyrka/svar"));
        let today = [("day", "2011-11-14"), ("version", "1")];
        assert_eq!(w.post(&came, &other, &today).await.status, StatusCode::FORBIDDEN);
        assert_eq!(w.post(&came, &state, &today).await.status, StatusCode::FORBIDDEN);
        assert_eq!(w.post(&came, &own, &[("day", "igår"), ("version", "1")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page(&w, &format!("{OFFERS}/botkyrka"), &own).await.contains("Bekräfta mottagandet"));
        assert_eq!(w.post(&came, &own, &today).await.status, StatusCode::SEE_OTHER);
        assert_eq!(w.post(&came, &own, &today).await.status, StatusCode::CONFLICT);
        let no = w.post(&answer, &own, &[("answer", "declined"), ("day", "2011-11-15"), ("comment", ""), ("version", "2")]).await;
        assert_eq!(no.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(no.text().contains("Dagen ligger framåt") && no.text().contains("varför kommunen avböjer"));
        let yes = [("answer", "accepted"), ("day", "2011-11-14"), ("comment", ""), ("version", "2")];
        assert_eq!(w.post(&answer, &other, &yes).await.status, StatusCode::FORBIDDEN);
        assert_eq!(w.post(&answer, &own, &yes).await.status, StatusCode::SEE_OTHER);
        assert!(page(&w, &format!("{OFFERS}/botkyrka"), &own).await.contains("vill överlägga"));
    });
}

#[test]
fn the_api_of_the_programme_reads_settles_and_sends() {
    on_both(|db| async move {
        let w = world(db).await;
        let state = w.sign_in(Role::StateOfficer, None).await;
        let base = "/api/v1/programmes/lua-2011";
        let it = w.get(base, "").await.json();
        assert_eq!((it["counts"]["sams_codes"].as_i64(), it["districts"][0]["codes"][0].as_str()), (Some(171), Some("01270001")));
        assert_eq!(w.get("/api/v1/programmes", "").await.json()[0]["id"], "lua-2011");
        let finding = w.get(&format!("{base}/findings/zeros-lost-hassleholmen"), "").await;
        assert_eq!((finding.etag.as_str(), finding.json()["open"].as_bool()), ("\"0\"", Some(true)));
        let post = async |path: &str, body: &str, headers: &[(&str, &str)]| {
            w.send(Method::POST, &format!("{base}{path}"), &state, Some(("application/json", body.as_bytes().to_vec())), headers).await
        };
        let decisions = "/findings/zeros-lost-hassleholmen/decisions";
        let body = r#"{"decision":"accept","comment":"Ja"}"#;
        assert_eq!(post(decisions, body, &[]).await.status, StatusCode::PRECONDITION_REQUIRED);
        let done = post(decisions, body, &[("if-match", "\"0\"")]).await;
        assert_eq!((done.status, done.etag.as_str()), (StatusCode::CREATED, "\"1\""));
        assert_eq!(post(decisions, body, &[("if-match", "\"0\"")]).await.status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(post("/offers/0180/dispatch", "{}", &[]).await.json()["faults"].as_array().unwrap().len(), 2);
        assert_eq!(post("/offers/0127/dispatch", "{}", &[]).await.json()["state"], "sent");
        assert_eq!(post("/offers/0127/receipt", r#"{"day":"2011-11-14"}"#, &[("if-match", "\"1\"")]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(w.get(&format!("{base}/offers"), "").await.json().as_array().unwrap().len(), 21);
        assert_eq!(w.get(&format!("{base}/offers/9999"), "").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn the_demos_story_leaves_two_findings_open_and_stockholms_offer_to_send() {
    on_both(|db| async move {
        let w = world(db).await;
        play(w.db(), programme::story()).await;
        let mut conn = w.db().read().await.unwrap();
        let offers = store::offers(&mut conn).await.unwrap();
        let unanswered: Vec<_> =
            offers.iter().filter(|o| o.state.key() != "accepted").map(|o| (o.municipality.name.as_str(), o.state.key())).collect();
        assert_eq!(unanswered, [("Stockholm", "not_sent")]);
        let own = w.sign_in(Role::Coordinator, Some("0127")).await;
        assert!(page(&w, "/kommuner/botkyrka", &own).await.contains("/avtal/botkyrka-2011"));
        assert!(!page(&w, "/kommuner/norrkoping", &own).await.contains("/avtal/norrkoping-2011"));
        let findings = store::finding::all(&mut conn, "lua-2011").await.unwrap();
        let open: Vec<_> = findings.iter().filter(|f| f.is_open()).map(|f| f.found.id.as_str()).collect();
        assert_eq!(open, ["nyko-klockartorpet", "outside-source-beslutsdag"]);
        let today = w.db().today();
        let duties = programme::duties(&mut conn, today).await.unwrap();
        let owed: Vec<_> = duties.iter().filter(|d| d.done.is_none()).map(|d| d.key).collect();
        assert_eq!(owed, ["duty-offers-send", "duty-findings-settle"]);
        assert_eq!(duties[0].address, format!("{OFFERS}/stockholm"), "the one that is left is a click away");
        let officer = w.sign_in(Role::StateOfficer, None).await;
        assert!(page(&w, OFFERS, &officer).await.contains("Skicka för sig till Stockholms"), "the list has a way to it");
        assert!(page(&w, OFFERS, "").await.contains("mottaget 17\u{a0}december\u{a0}2010"));
        for duty in &duties {
            assert_eq!(w.get(&duty.address, "").await.status, StatusCode::OK, "{}", duty.address);
            assert!(!w.app.texts.with(wording::Lang::Sv, duty.key, &duty.args).contains('⟦'));
        }
        assert!(matches!(platform::events::verify(&mut conn).await.unwrap(), platform::events::Chain::Whole { .. }));
    });
}

#[test]
fn every_api_address_of_the_house_is_described() {
    let described = serde_json::to_value(agreements::openapi()).unwrap();
    for route in agreements::routes().list().iter().filter(|r| r.path.starts_with("/api/")) {
        assert!(described["paths"][route.path][route.method.to_lowercase()].is_object(), "{} {}", route.method, route.path);
    }
}
