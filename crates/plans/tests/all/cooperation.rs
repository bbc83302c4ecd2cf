//! Cooperation agreements: written, laid before the parties, signed, flagged by a new plan, revised, reported; who sees and does what.

use crate::world::{AREAS, alby, coordinator, done, joins, member, places, whole, world};
use agreements::partnership::rules::Basis;
use axum::http::{Method, StatusCode};
use plans::cooperation::actions::{self, Content};
use plans::cooperation::rules::{AboutDraft, CommitmentDraft, Outcome, SignatureDraft, State};
use plans::cooperation::store;
use plans::goal::rules::{GoalDraft, ResourceDraft};
use platform::access::{Caller, Role};
use platform::clock::Clock;
use platform::testkit::{World, check_page, on_both};
use platform::{Db, Owner, Refusal, events};
use serde_json::Value;

const SLUG: &str = "botkyrka-en-ingang";
const AF: &str = "arbetsformedlingen";
const OWN: &str = "kommun-0127";

/// The places, a partnership with Arbetsförmedlingen in it and Försäkringskassan beside it, and Alby's plan in force; ids of its goals.
async fn ground(db: &Db) -> Vec<String> {
    places(db).await;
    member(db).await;
    joins(db, "forsakringskassan", Basis::Supporter).await;
    let ids = alby(db, &AREAS).await;
    done(db, async |tx| plans::plan::actions::submit(tx, "alby-2011", 1).await).await;
    ids
}

fn about() -> AboutDraft {
    AboutDraft {
        title: "En ingång".into(),
        purpose: "Unga ska mötas av en enda ingång".into(),
        from: "2011-11-01".into(),
        to: "2012-12-31".into(),
        follow_up: "Två gånger om året".into(),
    }
}

fn promise(party: &str, goal: &str, due: &str) -> CommitmentDraft {
    CommitmentDraft {
        party: party.into(),
        text: "Två handläggare på plats".into(),
        goal: goal.into(),
        due: due.into(),
        responsible: "Chefen".into(),
        ordinary: ResourceDraft { hours: "400".into(), sek: String::new() },
        ..CommitmentDraft::default()
    }
}

/// An agreement with Arbetsförmedlingen that rests on the first goal, whole but not laid.
async fn written(db: &Db, goals: &[String]) {
    let goal = goals[0].clone();
    done(db, async |tx| {
        assert_eq!(actions::open(tx, "0127", "En ingång").await?, SLUG);
        actions::save_part(tx, SLUG, 1, Content::About(about())).await?;
        actions::save_part(tx, SLUG, 0, Content::Parties(vec![AF.into()])).await?;
        actions::save_part(tx, SLUG, 0, Content::Goals(vec![goal.clone()])).await?;
        actions::add_commitment(tx, SLUG, promise(AF, &goal, "2011-11-10")).await?;
        actions::add_commitment(tx, SLUG, promise(OWN, &goal, "2012-06-30")).await
    })
    .await;
}

fn paper(party: &str) -> SignatureDraft {
    SignatureDraft { organisation: party.into(), place: "Alby".into(), on: "2011-11-14".into(), office: "Chefen".into() }
}

async fn state_version(db: &Db) -> i64 {
    store::one(&mut db.read().await.unwrap(), SLUG).await.unwrap().unwrap().version
}

async fn state(db: &Db) -> State {
    store::one(&mut db.read().await.unwrap(), SLUG).await.unwrap().unwrap().state
}

async fn laid(db: &Db) {
    let version = state_version(db).await;
    done(db, async |tx| actions::lay(tx, SLUG, version).await).await;
}

async fn signed_by_all(db: &Db) {
    for party in [OWN, AF] {
        done(db, async |tx| actions::sign(tx, SLUG, &paper(party)).await).await;
    }
}

/// The agreement written, laid and signed by all.
async fn in_force(db: &Db) -> Vec<String> {
    let goals = ground(db).await;
    written(db, &goals).await;
    laid(db).await;
    signed_by_all(db).await;
    goals
}

/// A new version of Alby's plan in which the goal's target is another; what its submission told.
async fn raised(db: &Db, id: &str, area: &str, target: &str) -> Value {
    let municipal = plans::goal::store::municipal(&mut db.read().await.unwrap(), "0127").await.unwrap()[0].id.clone();
    let plan = plans::plan::store::plan(&mut db.read().await.unwrap(), "alby-2011").await.unwrap().unwrap();
    done(db, async |tx| plans::plan::actions::revise(tx, "alby-2011", plan.version, "Nya siffror").await).await;
    let row = plans::goal::store::working_one(&mut db.read().await.unwrap(), "alby-2011", id).await.unwrap().unwrap();
    let draft = GoalDraft { target_value: target.into(), ..whole(area, &municipal) };
    let submitted = done(db, async |tx| {
        plans::plan::actions::save_goal(tx, "alby-2011", id, row.version, draft).await?;
        plans::plan::actions::submit(tx, "alby-2011", plan.version + 1).await
    })
    .await;
    told(db, "plan.submitted", submitted.version).await
}

/// The payload of the message on a topic about a version, with everything before it ticked off.
async fn told(db: &Db, topic: &str, version: i64) -> Value {
    let mut conn = db.read().await.unwrap();
    while let Some(message) = events::next_message(&mut conn).await.unwrap() {
        events::deliver(&mut conn, message.id, "2011-11-14").await.unwrap();
        let payload: Value = serde_json::from_str(&message.payload).unwrap();
        if message.topic == topic && payload["version"].as_i64() == Some(version) {
            return payload;
        }
    }
    panic!("nobody told of {topic} {version}")
}

async fn heard(db: &Db, payload: &Value) -> Vec<String> {
    let mut tx = db.write(&Caller::system()).await.unwrap();
    let flagged = actions::hear_plan(&mut tx, payload).await.unwrap();
    if !flagged.is_empty() {
        tx.save().await.unwrap();
    }
    flagged
}

#[test]
fn an_empty_text_is_not_laid_and_everything_in_the_way_is_said_at_once() {
    on_both(|db| async move {
        ground(&db).await;
        done(&db, async |tx| actions::open(tx, "0127", "En ingång").await).await;
        let world = world(db.clone());
        let cookie = world.sign_in(Role::Coordinator, Some("0127")).await;
        let refused = world.post(&format!("/samverkan/{SLUG}/framlaggning"), &cookie, &[("version", "1")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = refused.text();
        for words in ["Skriv syftet", "första dag", "sista dag", "minst en part", "minst ett mål", "minst ett åtagande"] {
            assert!(page.contains(words), "{words} is not said");
        }
        check_page(&page);
        let new = world.post("/samverkan/ny", &cookie, &[("municipality", "0127"), ("title", " ")]).await;
        assert_eq!(new.status, StatusCode::UNPROCESSABLE_ENTITY);
        let bare = world.post(&format!("/samverkan/{SLUG}/atagande/nytt"), &cookie, &[]).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bare.text().contains("Välj vem som lovar") && bare.text().contains("Skriv vad som lovas"));
    });
}

#[test]
fn it_is_in_force_when_every_party_has_signed_and_not_before() {
    on_both(|db| async move {
        let goals = ground(&db).await;
        written(&db, &goals).await;
        laid(&db).await;
        let world = world(db.clone());
        let agency = world.sign_in_for(Role::Agency, AF, Some("0127")).await;
        let elsewhere = world.sign_in_for(Role::Agency, AF, Some("1480")).await;
        let secretary = world.sign_in(Role::BoardSecretary, Some("0127")).await;
        let address = format!("/samverkan/{SLUG}/underskrifter");
        assert_eq!(
            world.get(&format!("/samverkan/{SLUG}"), "").await.status,
            StatusCode::NOT_FOUND,
            "what is not signed is the parties' own"
        );
        assert_eq!(world.get(&address, &elsewhere).await.status, StatusCode::NOT_FOUND);
        let empty = world.post(&address, &agency, &[("organisation", AF)]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["Ange platsen", "Ange dagen", "Ange vem som skrev under"] {
            assert!(empty.text().contains(words), "{words} is not said");
        }
        check_page(&empty.text());
        let fields = |who: &'static str| [("organisation", who), ("place", "Alby"), ("on", "2011-11-14"), ("office", "Chefen")];
        assert_eq!(world.post(&address, &agency, &fields(OWN)).await.status, StatusCode::FORBIDDEN, "an authority signs for itself");
        assert_eq!(world.post(&address, &elsewhere, &fields(AF)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.post(&address, &agency, &fields(AF)).await.status, StatusCode::SEE_OTHER);
        assert_eq!(state(&db).await, State::Signing, "one signature is wanting");
        assert_eq!(world.post(&address, &secretary, &fields(AF)).await.status, StatusCode::UNPROCESSABLE_ENTITY, "once is enough");
        let last = world.post(&address, &secretary, &fields(OWN)).await;
        assert_eq!(last.location, format!("/samverkan/{SLUG}?klart=cooperation-concluded"));
        assert_eq!(state(&db).await, State::InForce);
        let heads = store::versions(&mut db.read().await.unwrap(), SLUG).await.unwrap();
        assert_eq!(heads[0].concluded_on.as_deref(), Some("2011-11-14"));
        let page = world.get(&format!("/samverkan/{SLUG}"), "").await;
        assert_eq!(page.status, StatusCode::OK, "a concluded agreement is public");
        check_page(&page.text());
        assert!(page.text().contains("Två handläggare på plats") && page.text().contains("försenat"));
    });
}

#[test]
fn a_goal_that_is_changed_flags_the_agreement_and_the_revision_is_reported() {
    on_both(|db| async move {
        let goals = in_force(&db).await;
        let payload = raised(&db, &goals[0], "arbete", "65").await;
        assert_eq!(heard(&db, &payload).await, [SLUG]);
        assert!(heard(&db, &payload).await.is_empty(), "a version of a plan flags once");
        let world = world(db.clone());
        let cookie = world.sign_in(Role::Coordinator, Some("0127")).await;
        let state_officer = world.sign_in(Role::StateOfficer, None).await;
        let review = store::reviews(&mut db.read().await.unwrap(), SLUG).await.unwrap().remove(0);
        let address = format!("/samverkan/{SLUG}/oversyn/{}", review.id);
        let page = world.get(&address, &state_officer).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("<del>60") && page.text().contains("<ins>65"), "what changed stands there: {}", page.text());
        assert!(page.text().contains("Två handläggare på plats"), "beside what is promised for it");
        check_page(&page.text());
        let empty = world.post(&address, &cookie, &[("version", "3")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text().contains("Välj om överenskommelsen ska revideras") && empty.text().contains("Skriv skälet"));
        let version = state_version(&db).await.to_string();
        let answer = [("version", version.as_str()), ("outcome", "revise"), ("reason", "Målet är höjt")];
        assert_eq!(world.post(&address, &state_officer, &answer).await.status, StatusCode::FORBIDDEN);
        assert_eq!(
            world.post(&address, &cookie, &answer).await.location,
            format!("/samverkan/{SLUG}/skriv?klart=cooperation-review-revise")
        );
        assert_eq!(world.post(&address, &cookie, &answer).await.status, StatusCode::UNPROCESSABLE_ENTITY, "an answer stands");
        assert_eq!(state(&db).await, State::Revising);
        laid(&db).await;
        let public = world.get(&format!("/samverkan/{SLUG}"), "").await.text();
        assert!(!public.contains("65\u{a0}personer"), "the signed version stands meanwhile");
        signed_by_all(&db).await;
        assert!(world.get(&format!("/samverkan/{SLUG}"), "").await.text().contains("65\u{a0}personer"));
        let owed = duty(&db, "duty-cooperation-report").await.expect("a revision is to be reported");
        assert_eq!((owed.done, owed.address.as_str()), (None, "/samverkan/botkyrka-en-ingang/redovisning"));
        let told = reported(&db, &world, &cookie).await;
        assert_eq!((&told["cooperation"], &told["version"], &told["municipality"]), (&SLUG.into(), &2.into(), &"0127".into()));
        assert!(duty(&db, "duty-cooperation-report").await.unwrap().done.is_some());
        let compared = world.get(&format!("/samverkan/{SLUG}/versioner?fran=1&till=2"), "").await.text();
        assert!(compared.contains("<ins>65"), "{compared}");
        check_page(&compared);
    });
}

/// Reports the newest version on its page, lets the register number it, and returns what was told.
async fn reported(db: &Db, world: &World, cookie: &str) -> Value {
    let form = world.get(&format!("/samverkan/{SLUG}/redovisning"), cookie).await;
    assert_eq!(form.status, StatusCode::OK);
    check_page(&form.text());
    assert_eq!(world.get(&format!("/samverkan/{SLUG}/kvitto"), "").await.status, StatusCode::NOT_FOUND);
    let sent = world.post(&format!("/samverkan/{SLUG}/redovisning"), cookie, &[("note", "Målet är höjt")]).await;
    assert_eq!(sent.location, format!("/samverkan/{SLUG}/kvitto?klart=cooperation-reported"));
    let again = world.post(&format!("/samverkan/{SLUG}/redovisning"), cookie, &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "once is enough");
    let receipt = format!("/samverkan/{SLUG}/kvitto");
    assert!(world.get(&receipt, "").await.text().contains("Registreras"));
    let mut tx = db.write(&coordinator()).await.unwrap();
    assert!(matches!(actions::note_registration(&mut tx, SLUG, 2, "x").await, Err(Refusal::Forbidden(_))));
    drop(tx);
    let mut tx = db.write(&Caller::system()).await.unwrap();
    assert!(actions::note_registration(&mut tx, SLUG, 2, "RK LUA 2011/7").await.unwrap());
    tx.save().await.unwrap();
    let page = world.get(&receipt, "").await.text();
    assert!(page.contains("RK LUA 2011/7"));
    check_page(&page);
    told(db, "cooperation.reported", 2).await
}

async fn duty(db: &Db, key: &str) -> Option<platform::Duty> {
    let today = db.today();
    let all = plans::cooperation::duties(&mut db.read().await.unwrap(), today).await.unwrap();
    all.into_iter().find(|d| d.key == key)
}

#[test]
fn no_need_closes_a_review_with_its_reason_and_changes_nothing() {
    on_both(|db| async move {
        let goals = in_force(&db).await;
        let payload = raised(&db, &goals[0], "arbete", "61").await;
        heard(&db, &payload).await;
        let review = store::reviews(&mut db.read().await.unwrap(), SLUG).await.unwrap().remove(0);
        assert!(duty(&db, "duty-cooperation-review").await.unwrap().done.is_none());
        let version = state_version(&db).await;
        let said = done(&db, async |tx| actions::answer(tx, SLUG, &review.id, version, "no_need", "Höjningen är liten").await).await;
        assert_eq!(said, Outcome::NoNeed);
        assert_eq!((state(&db).await, state_version(&db).await), (State::InForce, version));
        assert!(duty(&db, "duty-cooperation-review").await.unwrap().done.is_some());
        assert!(duty(&db, "duty-cooperation-report").await.is_none(), "nothing was revised");
        let agency = world(db.clone()).sign_in_for(Role::Agency, AF, Some("0127")).await;
        let page = world(db.clone()).get(&format!("/samverkan/{SLUG}/oversyn/{}", review.id), &agency).await.text();
        assert!(page.contains("Höjningen är liten"), "the parties read the reason");
    });
}

#[test]
fn a_goal_that_the_agreement_does_not_rest_on_flags_nothing() {
    on_both(|db| async move {
        let goals = in_force(&db).await;
        let payload = raised(&db, &goals[2], "trygghet", "70").await;
        assert!(heard(&db, &payload).await.is_empty());
        assert!(store::reviews(&mut db.read().await.unwrap(), SLUG).await.unwrap().is_empty());
    });
}

#[test]
fn a_text_that_is_taken_back_stands_and_the_next_has_its_own_number() {
    on_both(|db| async move {
        let goals = ground(&db).await;
        written(&db, &goals).await;
        laid(&db).await;
        done(&db, async |tx| actions::sign(tx, SLUG, &paper(AF)).await).await;
        let mut tx = db.write(&coordinator()).await.unwrap();
        assert!(matches!(actions::recall(&mut tx, SLUG, 2, " ").await, Err(Refusal::Rule(_))));
        assert!(matches!(actions::recall(&mut tx, SLUG, 1, "Texten ändras").await, Err(Refusal::Stale(_))));
        drop(tx);
        done(&db, async |tx| actions::recall(tx, SLUG, 2, "Arbetsförmedlingen vill ändra tiden").await).await;
        assert_eq!(state(&db).await, State::Draft);
        let rows = store::working(&mut db.read().await.unwrap(), SLUG).await.unwrap();
        let draft = CommitmentDraft { due: "2012-01-31".into(), ..rows[0].draft.clone() };
        done(&db, async |tx| actions::save_commitment(tx, SLUG, &rows[0].id, 1, draft).await).await;
        laid(&db).await;
        signed_by_all(&db).await;
        let mut conn = db.read().await.unwrap();
        let heads = store::versions(&mut conn, SLUG).await.unwrap();
        assert_eq!(
            heads.iter().map(|h| (h.version, h.recalled_on.is_some(), h.concluded_on.is_some())).collect::<Vec<_>>(),
            [(1, true, false), (2, false, true)]
        );
        let first = store::snapshot(&mut conn, SLUG, 1).await.unwrap().unwrap();
        assert_eq!(first.commitments[0].due, "2011-11-10".parse().ok(), "the first text stands as it was");
        assert_eq!(store::signatures(&mut conn, SLUG, 1).await.unwrap().len(), 1);
        drop(conn);
        assert!(duty(&db, "duty-cooperation-report").await.is_none(), "the first that is concluded is no revision");
        let world = world(db.clone());
        assert_eq!(world.get(&format!("/samverkan/{SLUG}?version=1"), "").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn two_who_save_at_once_are_shown_both_texts() {
    on_both(|db| async move {
        let goals = ground(&db).await;
        written(&db, &goals).await;
        let rows = store::working(&mut db.read().await.unwrap(), SLUG).await.unwrap();
        let mine = CommitmentDraft { text: "Tre handläggare".into(), ..rows[0].draft.clone() };
        done(&db, async |tx| actions::save_commitment(tx, SLUG, &rows[0].id, 1, mine).await).await;
        let world = world(db.clone());
        let cookie = world.sign_in(Role::Coordinator, Some("0127")).await;
        let late = world
            .post(
                &format!("/samverkan/{SLUG}/atagande/{}", rows[0].id),
                &cookie,
                &[("version", "1"), ("party", AF), ("text", "En handläggare")],
            )
            .await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text().contains("Tre handläggare") && late.text().contains("En handläggare"));
        let about = world.post(&format!("/samverkan/{SLUG}/del/om/spara"), &cookie, &[("version", "1"), ("title", "Annat")]).await;
        assert_eq!(about.status, StatusCode::CONFLICT);
        let mut tx = db.write(&coordinator()).await.unwrap();
        let again = actions::save_part(&mut tx, SLUG, 1, Content::About(self::about())).await.unwrap();
        assert_eq!((again.version, again.changed), (2, false), "what stands already has lost no race");
        drop(tx);
        let saved = world.post(&format!("/samverkan/{SLUG}/del/om/spara"), &cookie, &[("version", "2"), ("title", "Annat")]).await;
        assert_eq!((saved.status, &saved.json()["version"]), (StatusCode::OK, &3.into()));
    });
}

#[test]
fn a_draft_is_for_the_municipality_and_the_parties_it_names() {
    on_both(|db| async move {
        let goals = ground(&db).await;
        written(&db, &goals).await;
        let world = world(db.clone());
        let coordinator = world.sign_in(Role::Coordinator, Some("0127")).await;
        let certifier = world.sign_in(Role::Certifier, Some("0127")).await;
        let other = world.sign_in(Role::Coordinator, Some("1480")).await;
        let officer = world.sign_in(Role::StateOfficer, None).await;
        let named = world.sign_in_for(Role::Agency, AF, Some("0127")).await;
        let unnamed = world.sign_in_for(Role::Agency, "forsakringskassan", Some("0127")).await;
        let at = |rest: &str| format!("/samverkan/{SLUG}{rest}");
        for cookie in ["", &other, &officer, &unnamed] {
            assert_eq!(world.get(&at(""), cookie).await.status, StatusCode::NOT_FOUND);
            assert!(!world.get("/samverkan", cookie).await.text().contains("En ingång"));
            assert_eq!(world.get("/api/v1/cooperation", cookie).await.json().as_array().unwrap().len(), 0);
        }
        assert_eq!(world.get(&at("/skriv"), &unnamed).await.status, StatusCode::NOT_FOUND);
        for cookie in [&certifier, &named] {
            assert_eq!(world.get(&at("/skriv"), cookie).await.status, StatusCode::OK);
            assert_eq!(world.get(&at("/utkast"), cookie).await.status, StatusCode::OK);
            assert_eq!(world.get(&at("/del/om"), cookie).await.status, StatusCode::FORBIDDEN, "the coordinator writes");
            assert_eq!(world.post(&at("/framlaggning"), cookie, &[("version", "1")]).await.status, StatusCode::FORBIDDEN);
        }
        assert_eq!(world.post(&at("/framlaggning"), &other, &[("version", "1")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.post("/samverkan/ny", &other, &[("municipality", "0127"), ("title", "X")]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(world.post(&at("/framlaggning"), &coordinator, &[("version", "1")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(world.post(&at("/framlaggning"), &coordinator, &[("version", "2")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        signed_by_all(&db).await;
        for cookie in ["", &other, &officer, &unnamed] {
            assert_eq!(world.get(&at(""), cookie).await.status, StatusCode::OK, "a concluded one is public");
        }
        assert_eq!(world.post(&at("/version"), &other, &[("version", "3"), ("reason", "x")]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(world.get(&at("/skriv"), &unnamed).await.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn a_commitment_is_carried_out_by_its_party_with_a_day_and_words() {
    on_both(|db| async move {
        in_force(&db).await;
        let world = world(db.clone());
        let agency = world.sign_in_for(Role::Agency, AF, Some("0127")).await;
        let rows = store::working(&mut db.read().await.unwrap(), SLUG).await.unwrap();
        let address = |n: usize| format!("/samverkan/{SLUG}/atagande/{}/genomfort", rows[n].id);
        let before: Vec<_> = commitments_owed(&db).await;
        assert_eq!(before[0], (organisation(AF, "Arbetsförmedlingen"), false));
        let empty = world.post(&address(0), &agency, &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text().contains("Ange dagen") && empty.text().contains("Skriv någon mening"));
        let fields = [("done_on", "2011-11-14"), ("note", "Mottagningen är öppen")];
        assert_eq!(world.post(&address(1), &agency, &fields).await.status, StatusCode::FORBIDDEN, "the municipality's own commitment");
        assert_eq!(world.post(&address(0), &agency, &fields).await.status, StatusCode::SEE_OTHER);
        assert_eq!(world.post(&address(0), &agency, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY, "once is enough");
        assert_eq!(commitments_owed(&db).await[0], (organisation(AF, "Arbetsförmedlingen"), true));
        let page = world.get(&format!("/samverkan/mal/{}", rows[0].draft.goal), "").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.text().contains("Mottagningen är öppen") && page.text().contains("genomfört"),
            "the goal's page shows what was promised for it"
        );
        check_page(&page.text());
        assert_eq!(world.get("/samverkan/mal/okant", "").await.status, StatusCode::NOT_FOUND);
    });
}

fn organisation(id: &str, name: &str) -> Owner {
    Owner::Organisation { id: id.into(), name: name.into(), municipality: "0127".into() }
}

async fn commitments_owed(db: &Db) -> Vec<(Owner, bool)> {
    let today = db.today();
    let all = plans::cooperation::duties(&mut db.read().await.unwrap(), today).await.unwrap();
    all.into_iter().filter(|d| d.key == "duty-cooperation-commitment").map(|d| (d.owner, d.done.is_some())).collect()
}

#[test]
fn the_municipality_owes_an_agreement_with_a_bound_authority_until_there_is_one() {
    on_both(|db| async move {
        let goals = ground(&db).await;
        let owed = duty(&db, "duty-cooperation-make").await.unwrap();
        assert_eq!((owed.done, owed.owner, owed.waits), (None, Owner::Municipality("0127".into()), None));
        written(&db, &goals).await;
        done(&db, async |tx| actions::save_part(tx, SLUG, 1, Content::Parties(vec!["forsakringskassan".into()])).await).await;
        let rows = store::working(&mut db.read().await.unwrap(), SLUG).await.unwrap();
        let draft = CommitmentDraft { party: "forsakringskassan".into(), ..rows[0].draft.clone() };
        done(&db, async |tx| actions::save_commitment(tx, SLUG, &rows[0].id, 1, draft).await).await;
        laid(&db).await;
        let collect = duty(&db, "duty-cooperation-collect").await.unwrap();
        assert!(collect.roles.contains(&Role::BoardSecretary));
        let sign = duty(&db, "duty-cooperation-sign").await.unwrap();
        assert_eq!((sign.owner, sign.done), (organisation("forsakringskassan", "Försäkringskassan"), None));
        for party in [OWN, "forsakringskassan"] {
            done(&db, async |tx| actions::sign(tx, SLUG, &paper(party)).await).await;
        }
        assert!(duty(&db, "duty-cooperation-sign").await.is_none() && duty(&db, "duty-cooperation-collect").await.is_none());
        assert!(duty(&db, "duty-cooperation-make").await.unwrap().done.is_none(), "a supporter is not a party of the partnership");
        let page = world(db.clone()).get(&format!("/samverkan/{SLUG}"), "").await.text();
        assert!(page.contains("stöder partnerskapet, ingår inte i det"));
    });
}

#[test]
fn a_party_that_has_left_and_a_goal_that_is_gone_keep_a_new_version_from_being_laid() {
    on_both(|db| async move {
        let goals = in_force(&db).await;
        let version = state_version(&db).await;
        done(&db, async |tx| actions::revise(tx, SLUG, version, "Ny period").await).await;
        let plan = plans::plan::store::plan(&mut db.read().await.unwrap(), "alby-2011").await.unwrap().unwrap();
        let municipal = plans::goal::store::municipal(&mut db.read().await.unwrap(), "0127").await.unwrap()[0].id.clone();
        done(&db, async |tx| {
            plans::plan::actions::revise(tx, "alby-2011", plan.version, "Målet utgår").await?;
            plans::plan::actions::withdraw_goal(tx, "alby-2011", &goals[0], 1, "Ersätts").await?;
            plans::plan::actions::add_goal(tx, "alby-2011", GoalDraft { statement: "Ett nytt".into(), ..whole("arbete", &municipal) })
                .await?;
            plans::plan::actions::submit(tx, "alby-2011", plan.version + 1).await
        })
        .await;
        let payload = told(&db, "plan.submitted", 2).await;
        assert_eq!(heard(&db, &payload).await, [SLUG], "a goal that is gone flags too");
        let later = db.with_clock(Clock::starting("2013-01-10".parse().unwrap()));
        let mut tx = later.write(&coordinator()).await.unwrap();
        let Err(Refusal::Rule(faults)) = actions::lay(&mut tx, SLUG, version + 1).await else { panic!("it was laid") };
        let keys: Vec<_> = faults.iter().filter(|f| f.is_binding()).map(|f| f.key).collect();
        for key in [
            "fault-cooperation-past",
            "fault-cooperation-stranger",
            "fault-cooperation-goal-gone",
            "fault-commitment-party-unknown",
            "fault-commitment-goal-unknown",
        ] {
            assert!(keys.contains(&key), "{key} is not among {keys:?}");
        }
    });
}

#[test]
fn an_ended_agreement_stands_to_be_read_and_binds_nobody() {
    on_both(|db| async move {
        let goals = in_force(&db).await;
        let version = state_version(&db).await;
        let world = world(db.clone());
        let cookie = world.sign_in(Role::Coordinator, Some("0127")).await;
        let refused = world.post(&format!("/samverkan/{SLUG}/upphorande"), &cookie, &[("version", "3")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&refused.text());
        done(&db, async |tx| actions::end(tx, SLUG, version, "Ersatt av en annan").await).await;
        let page = world.get(&format!("/samverkan/{SLUG}"), "").await.text();
        assert!(page.contains("Avslutad") && page.contains("Ersatt av en annan"));
        assert!(store::all_in_force(&mut db.read().await.unwrap(), db.today()).await.unwrap().is_empty());
        assert!(commitments_owed(&db).await.is_empty());
        let payload = raised(&db, &goals[0], "arbete", "65").await;
        assert!(heard(&db, &payload).await.is_empty());
        let mut tx = db.write(&coordinator()).await.unwrap();
        assert!(matches!(actions::end(&mut tx, SLUG, version + 1, "Igen").await, Err(Refusal::Rule(_))), "once is enough");
    });
}

#[test]
fn the_api_edits_with_if_match_lays_signs_and_reviews() {
    on_both(|db| async move {
        let goals = ground(&db).await;
        written(&db, &goals).await;
        let world = world(db.clone());
        let cookie = world.sign_in(Role::Coordinator, Some("0127")).await;
        let rows = store::working(&mut db.read().await.unwrap(), SLUG).await.unwrap();
        let at = |rest: &str| format!("/api/v1/cooperation/{SLUG}{rest}");
        let commitment = at(&format!("/commitments/{}", rows[0].id));
        let read = world.get(&commitment, &cookie).await;
        assert_eq!((read.status, read.etag.as_str()), (StatusCode::OK, "\"1\""));
        let mut body = read.json();
        body["responsible"] = "Enhetschefen".into();
        let send = async |method: Method, path: &str, body: &Value, version: &str| {
            let headers: &[(&str, &str)] = &[("if-match", version)];
            world.send(method, path, &cookie, Some(("application/json", body.to_string().into_bytes())), headers).await
        };
        assert_eq!(send(Method::PUT, &commitment, &body, "").await.status, StatusCode::PRECONDITION_REQUIRED);
        let saved = send(Method::PUT, &commitment, &body, "\"1\"").await;
        assert_eq!((saved.status, saved.etag.as_str()), (StatusCode::OK, "\"2\""));
        body["text"] = "Något annat".into();
        assert_eq!(send(Method::PUT, &commitment, &body, "\"1\"").await.status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(world.get(&at(""), "").await.status, StatusCode::NOT_FOUND);
        let laid = send(Method::POST, &at("/versions"), &Value::Null, "\"1\"").await;
        assert_eq!((laid.status, &laid.json()["version"]), (StatusCode::CREATED, &1.into()));
        let paper = |who: &str| serde_json::json!({ "organisation": who, "place": "Alby", "on": "2011-11-14", "office": "Chefen" });
        let wrong = send(Method::POST, &at("/signatures"), &serde_json::json!({ "organisation": AF }), "").await;
        assert_eq!((wrong.status, wrong.json()["faults"].as_array().map(Vec::len)), (StatusCode::UNPROCESSABLE_ENTITY, Some(3)));
        assert_eq!(send(Method::POST, &at("/signatures"), &paper(OWN), "").await.json()["concluded"], false);
        assert_eq!(send(Method::POST, &at("/signatures"), &paper(AF), "").await.json()["concluded"], true);
        let one = world.get(&at(""), "").await;
        assert_eq!((one.etag.as_str(), one.json()["commitments"].as_array().map(Vec::len)), ("\"1\"", Some(2)));
        assert_eq!(world.get("/api/v1/cooperation", "").await.json()[0]["state"], "in_force");
        let payload = raised(&db, &goals[0], "arbete", "65").await;
        heard(&db, &payload).await;
        assert_eq!(world.get(&at("/reviews"), "").await.status, StatusCode::UNAUTHORIZED);
        let reviews = world.get(&at("/reviews"), &cookie).await.json();
        assert_eq!(reviews[0]["goals"][0], goals[0].as_str());
        let review = at(&format!("/reviews/{}", reviews[0]["id"].as_str().unwrap()));
        let said = serde_json::json!({ "outcome": "revise", "reason": "Målet är höjt" });
        let version = format!("\"{}\"", state_version(&db).await);
        assert_eq!(send(Method::POST, &review, &said, "\"1\"").await.status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(send(Method::POST, &review, &said, &version).await.status, StatusCode::NO_CONTENT);
        let told = send(Method::POST, &at("/report"), &serde_json::json!({}), "").await;
        assert_eq!((told.status, &told.json()["version"]), (StatusCode::CREATED, &1.into()), "the first may be reported too");
    });
}

#[test]
fn every_page_stands_in_both_languages() {
    on_both(|db| async move {
        let goals = ground(&db).await;
        let world = world(db.clone());
        let cookie = world.sign_in(Role::Coordinator, Some("0127")).await;
        let look = async |rest: &str, cookie: &str| {
            for lang in ["sv", "en"] {
                let mark = if rest.contains('?') { '&' } else { '?' };
                let answer = world.get(&format!("/samverkan{rest}{mark}lang={lang}"), cookie).await;
                assert_eq!(answer.status, StatusCode::OK, "{rest}: {}", answer.text());
                check_page(&answer.text());
            }
        };
        look("", "").await;
        look("?kommun=botkyrka", &cookie).await;
        look(&format!("/mal/{}", goals[1]), "").await;
        look("/ny", &cookie).await;
        written(&db, &goals).await;
        let rows = store::working(&mut db.read().await.unwrap(), SLUG).await.unwrap();
        let (first, second) = (&rows[0].id, &rows[1].id);
        let commitment = format!("/atagande/{first}");
        for rest in ["/skriv", "/utkast", "/del/om", "/del/parter", "/del/mal", "/atagande/nytt", &commitment, "/granska", "/versioner"] {
            look(&format!("/{SLUG}{rest}"), &cookie).await;
        }
        done(&db, async |tx| actions::withdraw_commitment(tx, SLUG, second, 1, "Inte nu").await).await;
        for rest in ["/skriv", &format!("/atagande/{second}"), "/granska"] {
            look(&format!("/{SLUG}{rest}"), &cookie).await;
        }
        laid(&db).await;
        for rest in ["", "/underskrifter", "/versioner", "/skriv"] {
            look(&format!("/{SLUG}{rest}"), &cookie).await;
        }
        signed_by_all(&db).await;
        for rest in ["/underskrifter", "/redovisning", &format!("/atagande/{first}/genomfort")] {
            look(&format!("/{SLUG}{rest}"), &cookie).await;
        }
        for rest in ["", "/versioner"] {
            look(&format!("/{SLUG}{rest}"), "").await;
        }
        assert_eq!(world.get("/samverkan?kommun=ingenstans", "").await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            world.get(&format!("/samverkan/{SLUG}/del/okand"), &cookie).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "it is not open"
        );
    });
}
