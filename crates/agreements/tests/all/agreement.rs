//! The agreement from the offer to its end, through the router and the verbs, on both engines.

use crate::common::{page, play, world};
use agreements::agreement::{self, actions, rules, store, view};
use axum::http::{Method, StatusCode};
use chrono::NaiveDate;
use platform::access::Role;
use platform::testkit::{Answer, World, check_page, on_both, person};
use platform::{Db, Refusal};
use sqlx::Row;

const SLUG: &str = "botkyrka-2011";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Cookies of everybody who has to do with the agreement of Botkyrka, and of some who have not.
struct People {
    officer: String,
    signatory: String,
    coordinator: String,
    secretary: String,
    stranger: String,
}

async fn people(w: &World) -> People {
    People {
        officer: w.sign_in(Role::StateOfficer, None).await,
        signatory: w.sign_in(Role::StateSignatory, None).await,
        coordinator: w.sign_in(Role::Coordinator, Some("0127")).await,
        secretary: w.sign_in(Role::BoardSecretary, Some("0127")).await,
        stranger: w.sign_in(Role::Coordinator, Some("1480")).await,
    }
}

async fn opened(db: Db) -> (World, People) {
    let w = world(db).await;
    let p = people(&w).await;
    let answer = w.post("/avtal", &p.officer, &[("municipality", "0127")]).await;
    assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/avtal/botkyrka-2011?klart=agreement-opened"));
    (w, p)
}

async fn version(w: &World) -> String {
    found(w).await.version.to_string()
}

async fn found(w: &World) -> rules::Agreement {
    store::agreement(&mut w.db().read().await.unwrap(), SLUG).await.unwrap().unwrap()
}

async fn clause(w: &World, key: &str) -> rules::Clause {
    let number = found(w).await.newest().number;
    let all = view::clauses(&mut w.db().read().await.unwrap(), SLUG, number).await.unwrap();
    all.into_iter().find(|c| c.key == key).unwrap()
}

/// Posts a form of the agreement with the version that stands.
async fn post(w: &World, part: &str, who: &str, fields: &[(&str, &str)]) -> Answer {
    let version = version(w).await;
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    w.post(&format!("/avtal/{SLUG}/{part}"), who, &all).await
}

async fn done(w: &World, part: &str, who: &str, fields: &[(&str, &str)]) {
    let answer = post(w, part, who, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{part}: {}", answer.text());
}

async fn refused(w: &World, part: &str, who: &str, fields: &[(&str, &str)], words: &[&str]) {
    let answer = post(w, part, who, fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{part}");
    check_page(&answer.text());
    for word in words {
        assert!(answer.text().contains(word), "{part} does not say {word:?}");
    }
}

async fn propose(w: &World, who: &str, key: &str, text: &str, reason: &str) -> Answer {
    let version = clause(w, key).await.version.to_string();
    let fields = [("version", version.as_str()), ("text", text), ("comment", "Så menar vi."), ("reason", reason)];
    w.post(&format!("/avtal/{SLUG}/punkter/{key}/forslag"), who, &fields).await
}

async fn answer(w: &World, who: &str, key: &str, what: &str) -> Answer {
    let it = clause(w, key).await;
    let id = it.open_proposal().unwrap().id.clone();
    let fields = [("proposal", id.as_str()), ("answer", what), ("answer_comment", "Det går bra.")];
    w.post(&format!("/avtal/{SLUG}/punkter/{key}/svar"), who, &fields).await
}

const BOARD: [(&str, &str); 4] = [("decided", "2011-10-03"), ("paragraph", "§ 112"), ("adjusted", "2011-10-06"), ("posted", "2011-10-07")];
const STATE: [(&str, &str); 3] = [("decided", "2011-10-10"), ("acting", "minister"), ("reference", "A2011/1")];

async fn agree(w: &World, p: &People) {
    done(w, "enighet", &p.coordinator, &[]).await;
    done(w, "enighet", &p.officer, &[]).await;
}

async fn approve(w: &World, p: &People) {
    done(w, "godkannanden/kommun", &p.secretary, &BOARD).await;
    done(w, "godkannanden/stat", &p.signatory, &STATE).await;
}

async fn sign(w: &World, p: &People) {
    let board = [("on", "2011-11-02"), ("place", "Botkyrka"), ("office", "kommunstyrelsens ordförande")];
    done(w, "underskrifter/kommun", &p.secretary, &board).await;
    let state = [("on", "2011-11-04"), ("place", "Stockholm"), ("office", "statsrådet"), ("acting", "minister")];
    done(w, "underskrifter/stat", &p.signatory, &state).await;
}

/// The way of a later version, all on the day of the test.
async fn conclude_later(w: &World, p: &People) {
    const TODAY: &str = "2011-11-14";
    let board = [("decided", TODAY), ("paragraph", "§ 130"), ("adjusted", TODAY), ("posted", TODAY)];
    done(w, "godkannanden/kommun", &p.secretary, &board).await;
    done(w, "godkannanden/stat", &p.signatory, &[("decided", TODAY), ("acting", "minister"), ("reference", "A2011/2")]).await;
    let signature = [("on", TODAY), ("place", "Botkyrka"), ("office", "kommunstyrelsens ordförande"), ("aware", "yes")];
    done(w, "underskrifter/kommun", &p.secretary, &signature).await;
    let signature = [("on", TODAY), ("place", "Stockholm"), ("office", "statsrådet"), ("acting", "minister")];
    done(w, "underskrifter/stat", &p.signatory, &signature).await;
}

async fn topics(w: &World) -> Vec<String> {
    let sql = "SELECT topic FROM outbox WHERE topic LIKE 'agreement.%' ORDER BY id";
    let rows = sqlx::query(sql).fetch_all(&mut *w.db().read().await.unwrap()).await.unwrap();
    rows.iter().map(|r| r.get(0)).collect()
}

#[test]
fn an_agreement_goes_from_the_offer_to_in_force() {
    on_both(|db| async move {
        let (w, p) = opened(db).await;
        let text = page(&w, "/avtal/botkyrka-2011", &p.coordinator).await;
        assert!(text.contains("Stadsdelen Alby med SAMS-kod 01270001-2,4-5") && text.contains("kommunstyrelsen i Botkyrka kommun"));
        assert!(text.contains("Kommunen ställer sig bakom ordalydelsen"), "what is missing stands on the page");
        agree(&w, &p).await;
        approve(&w, &p).await;
        assert_eq!(found(&w).await.state(day("2011-11-14")), rules::State::Approved);
        sign(&w, &p).await;
        let mut conn = w.db().read().await.unwrap();
        let now = store::in_force(&mut conn, "0127", day("2011-11-14")).await.unwrap().unwrap();
        assert_eq!((now.slug.as_str(), now.version, now.from, now.to), (SLUG, 1, day("2011-11-04"), day("2011-12-31")));
        assert_eq!(store::in_force(&mut conn, "0127", day("2011-11-03")).await.unwrap(), None);
        let told =
            ["agreement.opened", "agreement.agreed", "agreement.approved", "agreement.approved", "agreement.signed", "agreement.signed"];
        assert_eq!(topics(&w).await, [&told[..], &["agreement.in_force"]].concat());
    });
}

#[test]
fn what_is_under_way_exists_for_the_two_parties_only() {
    on_both(|db| async move {
        let (w, p) = opened(db).await;
        for part in ["", "/overensstammelse", "/versioner"] {
            let path = format!("/avtal/{SLUG}{part}");
            for who in ["", p.stranger.as_str()] {
                assert_eq!(w.get(&path, who).await.status, StatusCode::NOT_FOUND, "{path}");
            }
            page(&w, &path, &p.coordinator).await;
            page(&w, &path, &p.officer).await;
        }
        for part in ["/godkannanden", "/underskrifter", "/punkter/4.2"] {
            assert_eq!(w.get(&format!("/avtal/{SLUG}{part}"), &p.stranger).await.status, StatusCode::NOT_FOUND);
            page(&w, &format!("/avtal/{SLUG}{part}"), &p.secretary).await;
        }
        let public = page(&w, "/avtal", "").await;
        assert!(public.contains("Överläggning pågår") && !public.contains("href=\"/avtal/botkyrka-2011\"") && !public.contains("Återstår"));
        assert!(page(&w, "/avtal?lage=deliberation", &p.coordinator).await.contains("Kommunen ställer sig bakom"));
        assert_eq!(w.get("/api/v1/agreements/botkyrka-2011", "").await.status, StatusCode::NOT_FOUND);
        assert_eq!(post(&w, "enighet", &p.stranger, &[]).await.status, StatusCode::NOT_FOUND);
        agree(&w, &p).await;
        approve(&w, &p).await;
        sign(&w, &p).await;
        page(&w, "/avtal/botkyrka-2011", "").await;
        assert_eq!(post(&w, "andring", &p.stranger, &[("reason", "x")]).await.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn neither_party_can_do_the_other_s_part() {
    on_both(|db| async move {
        let (w, p) = opened(db).await;
        agree(&w, &p).await;
        let board = ["godkannanden/kommun", "godkannanden/kommun/avslag", "godkannanden/kungorelse", "underskrifter/kommun"];
        for part in board {
            for who in [&p.officer, &p.signatory, &p.coordinator] {
                assert_eq!(post(&w, part, who, &BOARD).await.status, StatusCode::FORBIDDEN, "{part}");
            }
        }
        for part in ["godkannanden/stat", "godkannanden/stat/avslag", "underskrifter/stat"] {
            for who in [&p.officer, &p.secretary, &p.coordinator] {
                assert_eq!(post(&w, part, who, &STATE).await.status, StatusCode::FORBIDDEN, "{part}");
            }
        }
        assert_eq!(found(&w).await.state(day("2011-11-14")), rules::State::Agreed);
        done(&w, "godkannanden/stat", &p.signatory, &STATE).await;
        assert_eq!(found(&w).await.state(day("2011-11-14")), rules::State::StateApproved);
        refused(&w, "underskrifter/kommun", &p.secretary, &[("on", "2011-11-02")], &["Godkännandet kommer före underskriften"]).await;
    });
}

#[test]
fn a_clause_is_negotiated_and_the_log_is_kept() {
    on_both(|db| async move {
        let (w, p) = opened(db).await;
        let first = clause(&w, "3.2").await.text;
        let ours = first.replace("de boendes", "de boendes och barnens");
        assert_eq!(propose(&w, &p.coordinator, "3.2", &ours, "Barnen är många.").await.status, StatusCode::SEE_OTHER);
        assert_eq!(answer(&w, &p.coordinator, "3.2", "accept").await.status, StatusCode::UNPROCESSABLE_ENTITY, "not one's own");
        refused(&w, "enighet", &p.officer, &[], &["Punkt 3.2 har ett förslag"]).await;
        let theirs = first.replace("de boendes", "de boendes och de ungas");
        assert_eq!(propose(&w, &p.officer, "3.2", &theirs, "Så ryms fler.").await.status, StatusCode::SEE_OTHER);
        let it = clause(&w, "3.2").await;
        assert_eq!(it.proposals[0].answer, Some(rules::Answer::Countered));
        assert_eq!((it.proposals[1].counters.as_ref(), it.text.as_str()), (Some(&it.proposals[0].id), first.as_str()));
        assert_eq!(answer(&w, &p.officer, "3.2", "decline").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer(&w, &p.coordinator, "3.2", "accept").await.status, StatusCode::SEE_OTHER);
        let it = clause(&w, "3.2").await;
        assert_eq!(
            (it.text.as_str(), it.deviation.class, it.deviation.reason.as_str()),
            (theirs.as_str(), rules::Class::Material, "Så ryms fler.")
        );
        let text = page(&w, "/avtal/botkyrka-2011/punkter/3.2", &p.coordinator).await;
        assert!(text.contains("barnens") && text.contains("<ins>") && text.contains("Så menar vi."));
        let text = page(&w, "/avtal/botkyrka-2011/overensstammelse", &p.officer).await;
        assert!(text.contains("<ins>och de ungas") && text.contains("Saklig"));
        assert!(
            !text.contains("id=\"punkt-7.3\"")
                && page(&w, "/avtal/botkyrka-2011/overensstammelse?visa=alla", &p.officer).await.contains("id=\"punkt-7.3\"")
        );
        assert_eq!(w.get("/avtal/botkyrka-2011/punkter/9.9", &p.officer).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn two_who_write_at_once_see_both_texts() {
    on_both(|db| async move {
        let (w, p) = opened(db).await;
        let it = clause(&w, "7.3").await;
        let fields =
            |text: &str| [("version", it.version.to_string()), ("text", format!("{} {text}", it.text)), ("reason", "Skäl.".to_owned())];
        let send = async |who: &str, text: &str| {
            let fields = fields(text);
            let fields: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            w.post("/avtal/botkyrka-2011/punkter/7.3/forslag", who, &fields).await
        };
        assert_eq!(send(&p.officer, "På våren.").await.status, StatusCode::SEE_OTHER);
        let second = send(&p.coordinator, "På hösten.").await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        check_page(&second.text());
        assert!(second.text().contains("På våren.") && second.text().contains("På hösten."));
        let old = [("version", "1")];
        assert_eq!(w.post("/avtal/botkyrka-2011/enighet", &p.coordinator, &old).await.status, StatusCode::CONFLICT);
    });
}

#[test]
fn a_material_deviation_without_a_reason_stops_the_state_and_only_the_state() {
    on_both(|db| async move {
        let (w, p) = opened(db).await;
        let text = clause(&w, "6.2").await.text.replace("1 december", "15 januari");
        assert_eq!(propose(&w, &p.coordinator, "6.2", &text, "").await.status, StatusCode::SEE_OTHER, "the reason may come later");
        assert_eq!(answer(&w, &p.officer, "6.2", "accept").await.status, StatusCode::SEE_OTHER);
        agree(&w, &p).await;
        done(&w, "godkannanden/kommun", &p.secretary, &BOARD).await;
        refused(&w, "godkannanden/stat", &p.signatory, &STATE, &["Punkt 6.2 avviker i sak från bilaga 1 utan skäl"]).await;
        let version = clause(&w, "6.2").await.version.to_string();
        let judged = [("version", version.as_str()), ("class", "editorial"), ("class_reason", "")];
        let to = "/avtal/botkyrka-2011/punkter/6.2";
        assert_eq!(w.post(&format!("{to}/klass"), &p.coordinator, &judged).await.status, StatusCode::FORBIDDEN, "the State judges");
        assert_eq!(
            w.post(&format!("{to}/klass"), &p.officer, &judged).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "not without a reason"
        );
        let form = format!("action=\"{to}/skal\"");
        for party in [&p.coordinator, &p.officer] {
            assert!(w.get(to, party).await.text().contains(&form), "the reason can be given although the wording is agreed");
        }
        let empty = w.post(&format!("{to}/skal"), &p.coordinator, &[("version", version.as_str()), ("why", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text().contains("id=\"why-error\""), "the fault stands beside the field of the form that was sent");
        let why = [("version", version.as_str()), ("why", "Bokslutet är klart i januari.")];
        assert_eq!(w.post(&format!("{to}/skal"), &p.coordinator, &why).await.status, StatusCode::SEE_OTHER);
        done(&w, "godkannanden/stat", &p.signatory, &STATE).await;
        assert!(!w.get(to, &p.coordinator).await.text().contains(&form), "approved: nothing more is asked for");
        let late = clause(&w, "6.2").await.version.to_string();
        let late = [("version", late.as_str()), ("why", "Ett annat skäl.")];
        assert_eq!(
            w.post(&format!("{to}/skal"), &p.coordinator, &late).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "approved as it stood"
        );
    });
}

#[test]
fn the_board_s_procedure_has_its_days_and_an_early_signature_is_told() {
    on_both(|db| async move {
        let (w, p) = opened(db).await;
        refused(&w, "godkannanden/kommun", &p.secretary, &BOARD, &["Parterna står inte bakom samma ordalydelse"]).await;
        agree(&w, &p).await;
        let half = [("decided", "2012-01-01"), ("paragraph", ""), ("adjusted", "2011-10-06"), ("posted", "")];
        refused(&w, "godkannanden/kommun", &p.secretary, &half, &["har inte varit än", "Ange paragrafen", "Ange både dagen"]).await;
        refused(&w, "godkannanden/kommun", &p.secretary, &[("decided", "igår")], &["är inget datum"]).await;
        done(&w, "godkannanden/kommun", &p.secretary, &[("decided", "2011-10-31"), ("paragraph", "§ 112")]).await;
        let signature = [("on", "2011-11-14"), ("place", "Botkyrka"), ("office", "kommunstyrelsens ordförande")];
        refused(&w, "underskrifter/kommun", &p.secretary, &signature, &["Justering och anslag är inte registrerade"]).await;
        done(&w, "godkannanden/kungorelse", &p.secretary, &[("adjusted", "2011-11-03"), ("posted", "2011-11-04")]).await;
        assert_eq!(found(&w).await.newest().early_until(), Some(day("2011-11-26")));
        refused(&w, "underskrifter/kommun", &p.secretary, &signature, &["innan beslutet kan ha laga kraft"]).await;
        let aware = [&signature[..], &[("aware", "yes")]].concat();
        done(&w, "underskrifter/kommun", &p.secretary, &aware).await;
        assert!(found(&w).await.newest().board.signed.as_ref().is_some_and(|(s, _)| s.early));
        refused(&w, "underskrifter/kommun", &p.secretary, &aware, &["redan skrivit under"]).await;
    });
}

#[test]
fn a_no_takes_the_parties_back_to_the_table() {
    on_both(|db| async move {
        let (w, p) = opened(db).await;
        agree(&w, &p).await;
        done(&w, "godkannanden/stat", &p.signatory, &STATE).await;
        refused(&w, "godkannanden/kommun/avslag", &p.secretary, &[], &["Ange dagen för beslutet", "Skriv skälet"]).await;
        let no = [("no_decided", "2011-10-03"), ("no_reference", "§ 9"), ("no_reason", "Kommunstyrelsen vill se punkt 6.2 ändrad.")];
        done(&w, "godkannanden/kommun/avslag", &p.secretary, &no).await;
        let it = found(&w).await;
        assert_eq!(it.state(day("2011-11-14")), rules::State::Deliberation);
        assert!(it.newest().state.approved.is_some(), "the State's approval stands while its wording does");
        done(&w, "avbrott", &p.coordinator, &[("reason", "Vi kommer inte vidare.")]).await;
        refused(&w, "enighet", &p.officer, &[], &["Överläggningen är avbruten"]).await;
        done(&w, "aterupptagande", &p.officer, &[("reason", "Ett nytt försök.")]).await;
        agree(&w, &p).await;
        done(&w, "godkannanden/kommun", &p.secretary, &BOARD).await;
        assert_eq!(found(&w).await.state(day("2011-11-14")), rules::State::Approved);
    });
}

#[test]
fn the_one_in_the_minister_s_place_acts_on_a_registered_delegation() {
    on_both(|db| async move {
        let (w, p) = opened(db).await;
        agree(&w, &p).await;
        let delegate = [("decided", "2011-10-10"), ("acting", "delegate"), ("reference", "A2011/1")];
        refused(&w, "godkannanden/stat", &p.signatory, &delegate, &["Välj den delegation som gäller"]).await;
        let form = "/avtal/bemyndiganden";
        assert_eq!(w.post(form, &p.officer, &[]).await.status, StatusCode::FORBIDDEN);
        let empty = w.post(form, &p.signatory, &[("decided_on", "2012-01-01")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["Ange befattningen", "Ange beslutets nummer", "har inte varit än"] {
            assert!(empty.text().contains(words), "{words}");
        }
        let fields = [("office", "Statssekreteraren"), ("reference", "A2011/12"), ("decided_on", "2011-10-11"), ("valid_to", "")];
        assert_eq!(w.post(form, &p.signatory, &fields).await.status, StatusCode::SEE_OTHER);
        assert!(page(&w, form, "").await.contains("A2011/12"), "the proof is open to all");
        let id = store::delegations(&mut w.db().read().await.unwrap()).await.unwrap()[0].id.clone();
        let with = [&delegate[..], &[("delegation", id.as_str())]].concat();
        refused(&w, "godkannanden/stat", &p.signatory, &with, &["Delegationen gällde inte den dagen"]).await;
        let later = [("decided", "2011-10-11"), ("acting", "delegate"), ("reference", "A2011/1"), ("delegation", id.as_str())];
        done(&w, "godkannanden/stat", &p.signatory, &later).await;
        assert!(page(&w, "/avtal/botkyrka-2011", &p.coordinator).await.contains("Statssekreteraren, enligt A2011/12"));
    });
}

#[test]
fn an_amendment_leaves_the_old_version_in_force_until_both_have_approved_and_signed_the_new() {
    on_both(|db| async move {
        let (w, p) = opened(db).await;
        agree(&w, &p).await;
        approve(&w, &p).await;
        sign(&w, &p).await;
        refused(&w, "andring", &p.officer, &[("reason", "")], &["Skriv skälet"]).await;
        done(&w, "andring", &p.officer, &[("reason", "Konferensen blir tvåårig.")]).await;
        refused(&w, "forlangning", &p.officer, &[("reason", "x")], &["En annan version är på väg"]).await;
        let text = clause(&w, "7.3").await.text.replace("årligen", "vartannat år");
        assert_eq!(propose(&w, &p.officer, "7.3", &text, "Budgeten.").await.status, StatusCode::SEE_OTHER);
        assert_eq!(answer(&w, &p.coordinator, "7.3", "accept").await.status, StatusCode::SEE_OTHER);
        let public = page(&w, "/avtal/botkyrka-2011", "").await;
        assert!(public.contains("genomför årligen") && !public.contains("vartannat år"));
        assert_eq!(w.get("/avtal/botkyrka-2011?version=2", "").await.status, StatusCode::NOT_FOUND);
        assert!(page(&w, "/avtal/botkyrka-2011?version=1", &p.coordinator).await.contains("genomför årligen"));
        assert!(page(&w, "/avtal/botkyrka-2011/versioner?fran=1&till=2", &p.officer).await.contains("<ins>vartannat år"));
        assert_eq!(w.get("/avtal/botkyrka-2011/versioner?fran=1&till=2", "").await.status, StatusCode::NOT_FOUND);
        agree(&w, &p).await;
        refused(&w, "godkannanden/kommun", &p.secretary, &BOARD, &["kan inte vara äldre än versionen"]).await;
        refused(&w, "godkannanden/stat", &p.signatory, &STATE, &["kan inte vara äldre än versionen"]).await;
        assert!(page(&w, "/avtal/botkyrka-2011", "").await.contains("genomför årligen"));
        conclude_later(&w, &p).await;
        assert!(page(&w, "/avtal/botkyrka-2011", "").await.contains("vartannat år"));
        assert!(page(&w, "/avtal/botkyrka-2011/versioner?fran=1&till=2", "").await.contains("<del>årligen"));
    });
}

#[test]
fn a_prolongation_and_an_end_are_new_events_and_nothing_is_lost() {
    on_both(|db| async move {
        let (w, p) = opened(db).await;
        refused(&w, "forlangning", &p.officer, &[("reason", "x")], &["En annan version är på väg"]).await;
        agree(&w, &p).await;
        approve(&w, &p).await;
        sign(&w, &p).await;
        let term = [("from", "2012-01-01"), ("to", "2012-12-31"), ("reason", "Översynen pågår.")];
        refused(&w, "forlangning", &p.coordinator, &[("from", "2011-06-01"), ("to", "x")], &["är inget datum"]).await;
        done(&w, "forlangning", &p.coordinator, &term).await;
        let asked = page(&w, "/avtal/botkyrka-2011/overensstammelse", &p.coordinator).await;
        assert!(asked.contains("Punkten nämner 2011, men den nya tiden är"));
        agree(&w, &p).await;
        conclude_later(&w, &p).await;
        let it = found(&w).await;
        let number = |on: &str| it.in_force(day(on)).map(|e| e.number);
        assert_eq!([number("2011-12-31"), number("2012-01-01"), number("2013-01-01")], [Some(1), Some(2), None]);
        let end = [("last_day", "2011-11-30"), ("reference", "§ 9"), ("reason", "Kommunen lämnar programmet.")];
        assert_eq!(post(&w, "upphorande", &p.coordinator, &end).await.status, StatusCode::FORBIDDEN);
        refused(&w, "upphorande", &p.secretary, &[("last_day", "2013-01-01")], &["Sista dagen ska ligga inom", "Skriv skälet"]).await;
        done(&w, "upphorande", &p.secretary, &end).await;
        let it = found(&w).await;
        assert!(it.in_force(day("2011-11-30")).is_some() && it.in_force(day("2011-12-01")).is_none());
        assert_eq!(it.editions.len(), 2);
        page(&w, "/avtal/botkyrka-2011/versioner", "").await;
    });
}

#[test]
fn the_api_says_and_does_the_same() {
    on_both(|db| async move {
        let (w, p) = opened(db).await;
        let all = w.get("/api/v1/agreements", "").await.json();
        assert_eq!((all[0]["slug"].as_str(), all[0]["state"].as_str()), (Some(SLUG), Some("deliberation")));
        let one = w.get("/api/v1/agreements/botkyrka-2011", &p.officer).await;
        assert_eq!((one.etag.as_str(), one.json()["document"]["municipality"].as_str()), ("\"1\"", Some("Botkyrka kommun")));
        let clauses = w.get("/api/v1/agreements/botkyrka-2011/clauses", &p.officer).await.json();
        let it = clauses.as_array().unwrap().iter().find(|c| c["key"] == "7.3").unwrap().clone();
        let address = "/api/v1/agreements/botkyrka-2011/clauses/7.3/proposal";
        let put = async |who: &str, tag: &str, text: &str| {
            let body = serde_json::json!({ "text": text, "reason": "Skäl." }).to_string().into_bytes();
            let headers: Vec<_> = [("if-match", tag)].into_iter().filter(|(_, v)| !v.is_empty()).collect();
            w.send(Method::PUT, address, who, Some(("application/json", body)), &headers).await
        };
        let tag = format!("\"{}\"", it["version"]);
        assert_eq!(put(&p.coordinator, "", "Ny text.").await.status, StatusCode::PRECONDITION_REQUIRED);
        assert_eq!(put(&p.secretary, &tag, "Ny text.").await.status, StatusCode::FORBIDDEN);
        assert_eq!(put(&p.stranger, &tag, "Ny text.").await.status, StatusCode::NOT_FOUND);
        let empty = put(&p.coordinator, &tag, " ").await;
        assert_eq!((empty.status, empty.json()["faults"][0]["field"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some("text")));
        assert_eq!(put(&p.coordinator, &tag, "Ny text.").await.status, StatusCode::OK);
        assert_eq!(put(&p.officer, &tag, "En annan text.").await.status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(w.get("/api/v1/agreements/botkyrka-2011", &p.officer).await.etag, "\"2\"");
    });
}

#[test]
fn what_the_parties_said_on_the_way_is_theirs_alone() {
    on_both(|db| async move {
        let (w, p) = opened(db).await;
        let text = clause(&w, "7.3").await.text.replace("årligen", "varje år");
        assert_eq!(propose(&w, &p.coordinator, "7.3", &text, "Vanligare ord.").await.status, StatusCode::SEE_OTHER);
        assert_eq!(answer(&w, &p.officer, "7.3", "accept").await.status, StatusCode::SEE_OTHER);
        agree(&w, &p).await;
        approve(&w, &p).await;
        sign(&w, &p).await;
        let own = w.get("/api/v1/agreements/botkyrka-2011", &p.officer).await.text();
        let public = w.get("/api/v1/agreements/botkyrka-2011", "").await.text();
        assert!(own.contains("Så menar vi.") && !public.contains("Så menar vi."));
        assert!(public.contains("Vanligare ord."), "the reason for a deviation is part of the agreement's standing to annex 1");
        let told = page(&w, "/avtal/botkyrka-2011/versioner", "").await;
        assert!(told.contains("Godkänd") && !told.contains("Ny ordalydelse"));
    });
}

#[test]
fn it_opens_once_and_for_a_municipality_only_when_it_has_accepted_the_offer() {
    on_both(|db| async move {
        let (w, p) = opened(db).await;
        let again = w.post("/avtal", &p.officer, &[("municipality", "0127")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text().contains("redan ett avtal"));
        let early = w.post("/avtal", &p.stranger, &[("municipality", "1480")]).await;
        assert!(early.status == StatusCode::UNPROCESSABLE_ENTITY && early.text().contains("svara ja på erbjudandet"));
        assert_eq!(w.post("/avtal", &p.stranger, &[("municipality", "0180")]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(w.post("/avtal", &p.officer, &[("municipality", "9999")]).await.status, StatusCode::NOT_FOUND);
        let system = platform::access::Caller::system();
        for (code, opens) in [("0127", false), ("1480", true), ("1480", false)] {
            let mut tx = w.db().write(&system).await.unwrap();
            let payload = serde_json::json!({ "municipality": code });
            assert_eq!(actions::open_for_offer(&mut tx, &payload).await.unwrap(), opens);
            if opens {
                tx.save().await.unwrap();
            }
        }
    });
}

#[test]
fn a_secretary_of_another_municipality_is_nobody_here() {
    on_both(|db| async move {
        let (w, p) = opened(db).await;
        agree(&w, &p).await;
        let mut tx = w.db().write(&person(Role::BoardSecretary, Some("1480"))).await.unwrap();
        let wish = actions::BoardWish { decided: Some(day("2011-10-03")), paragraph: "§ 1".into(), ..actions::BoardWish::default() };
        let version = store::agreement(&mut tx, SLUG).await.unwrap().unwrap().version;
        assert!(matches!(actions::approve_board(&mut tx, SLUG, version, &wish).await, Err(Refusal::NotFound)));
    });
}

#[test]
fn each_party_is_told_what_is_its_own() {
    on_both(|db| async move {
        let (w, p) = opened(db).await;
        let duties = async || agreement::duties(&mut w.db().read().await.unwrap(), day("2011-11-14")).await.unwrap();
        let turns = async |key: &str| {
            let all = duties().await;
            let own: Vec<_> = all.iter().filter(|d| d.key == key && d.done.is_none()).collect();
            own.iter().map(|d| (d.owner.clone(), d.waits.is_none())).collect::<Vec<_>>()
        };
        let (local, state) = (platform::Owner::Municipality("0127".into()), platform::Owner::State);
        assert_eq!(turns("duty-agreement-deliberate").await, [(local.clone(), true), (state.clone(), true)]);
        done(&w, "enighet", &p.coordinator, &[]).await;
        assert_eq!(turns("duty-agreement-deliberate").await, [(local.clone(), false), (state.clone(), true)]);
        done(&w, "enighet", &p.officer, &[]).await;
        done(&w, "godkannanden/kommun", &p.secretary, &[("decided", "2011-10-31"), ("paragraph", "§ 112")]).await;
        assert_eq!(turns("duty-agreement-approve").await, [(state, true)]);
        assert_eq!(turns("duty-agreement-sign").await, [(local.clone(), true)]);
        assert_eq!(turns("duty-agreement-notice").await, [(local, true)]);
    });
}

#[test]
fn the_demo_has_agreements_at_every_stage_of_the_story() {
    on_both(|db| async move {
        let w = world(db).await;
        play(w.db(), agreements::programme::story()).await;
        play(w.db(), agreement::story()).await;
        let today = day("2011-11-14");
        let all = store::statuses_on(&mut w.db().read().await.unwrap(), today).await.unwrap();
        let of = |code: &str| all.iter().find(|a| a.municipality_code == code).map(|a| a.state.as_str());
        assert_eq!(all.iter().filter(|a| a.state == "in_force").count(), 15);
        for (code, state) in [
            ("0127", Some("in_force")),
            ("0780", Some("board_approved")),
            ("1490", Some("board_approved")),
            ("0182", Some("state_approved")),
            ("2580", Some("deliberation")),
            ("0581", Some("deliberation")),
            ("0180", None),
        ] {
            assert_eq!(of(code), state, "{code}");
        }
        assert!(all.iter().filter_map(|a| a.in_force_from).all(|d| d >= day("2011-02-01") && d < day("2011-05-01")));
        let counts = async |slug: &str| view::document(&mut w.db().read().await.unwrap(), slug).await.unwrap().unwrap().counts;
        assert_eq!((counts("botkyrka-2011").await[3], counts("goteborg-2011").await[2], counts("malmo-2011").await[2]), (1, 1, 1));
        let lulea = view::clauses(&mut w.db().read().await.unwrap(), "lulea-2011", 1).await.unwrap();
        assert!(lulea.iter().any(|c| c.deviation.lacks_reason()));
        let officer = w.sign_in(Role::StateOfficer, None).await;
        for a in &all {
            let text = page(&w, &format!("/avtal/{}", a.slug), &officer).await;
            assert!(text.contains("8 Godkännande av avtalet"));
        }
        let list = page(&w, "/avtal", &officer).await;
        assert!(list.contains("Skäl till den sakliga avvikelsen i punkt 6.2") && list.contains("Öppna avtalet"));
        page(&w, "/avtal/bemyndiganden", &officer).await;
    });
}
