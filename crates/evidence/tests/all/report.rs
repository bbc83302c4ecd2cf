//! Writing, certifying, returning, completing: by whom it may be done, and what is kept.

use crate::common::{certifier, coordinator, figures, officer, programme, who, world};
use axum::http::{Method, StatusCode};
use evidence::report::actions::{self, Typed};
use evidence::report::rules::{COOPERATION, RESULTS, ReportState, part_of};
use evidence::report::store;
use platform::access::{Caller, Role};
use platform::testkit::{check_page, on_both};
use platform::{Db, Refusal};
use wording::Fault;

const SLUG: &str = "botkyrka-2011";
const DISTRICTS: [&str; 3] = ["alby", "fittja", "hallunda-norsborg"];

async fn open(db: &Db) {
    let mut tx = db.write(&coordinator()).await.unwrap();
    actions::open(&mut tx, SLUG).await.unwrap();
    tx.save().await.unwrap();
}

async fn write(db: &Db, by: &Caller, part: &str, text: &str, version: i64) -> Result<i64, Refusal> {
    let mut tx = db.write(by).await?;
    let typed = Typed { text: text.into(), ready: true, version };
    let saved = actions::save_part(&mut tx, SLUG, part, &typed).await?;
    tx.keep(saved).await?;
    Ok(saved.version)
}

async fn write_all(db: &Db) {
    open(db).await;
    write_every_part(db).await;
}

async fn write_every_part(db: &Db) {
    let mut tx = db.write(&coordinator()).await.unwrap();
    let areas = actions::area_keys();
    let of_districts = DISTRICTS.iter().flat_map(|d| areas.iter().map(|a| part_of(d, a)));
    for part in of_districts.chain([COOPERATION.to_owned(), RESULTS.to_owned()]) {
        let version = store::part(&mut tx, SLUG, &part).await.unwrap().version;
        let typed = Typed { text: format!("Text om {part}. {}", "Ord ".repeat(30)).trim().to_owned(), ready: true, version };
        actions::save_part(&mut tx, SLUG, &part, &typed).await.unwrap();
    }
    tx.save().await.unwrap();
}

async fn seen(db: &Db) -> i64 {
    store::report(&mut db.read().await.unwrap(), SLUG).await.unwrap().unwrap().version
}

async fn state(db: &Db) -> ReportState {
    store::report(&mut db.read().await.unwrap(), SLUG).await.unwrap().unwrap().state
}

async fn ready(db: &Db, by: &Caller) -> Result<(), Refusal> {
    let version = seen(db).await;
    let mut tx = db.write(by).await?;
    actions::mark_ready(&mut tx, SLUG, version).await?;
    Ok(tx.save().await?)
}

async fn certify(db: &Db, by: &Caller) -> Result<i64, Refusal> {
    let version = seen(db).await;
    let mut tx = db.write(by).await?;
    let number = actions::certify(&mut tx, SLUG, version).await?;
    tx.save().await?;
    Ok(number)
}

fn faults(refusal: Refusal) -> Vec<Fault> {
    match refusal {
        Refusal::Rule(faults) => faults,
        other => panic!("not a rule: {other:?}"),
    }
}

#[test]
fn a_report_is_written_certified_frozen_completed_and_every_version_kept() {
    on_both(|db| async move {
        programme(&db).await;
        write_all(&db).await;
        ready(&db, &coordinator()).await.unwrap();
        assert_eq!(certify(&db, &certifier()).await.unwrap(), 1);
        let mut conn = db.read().await.unwrap();
        let first = store::latest(&mut conn, SLUG).await.unwrap().unwrap();
        assert_eq!((first.version, first.late, first.snapshot.districts.len()), (1, false, 3));
        assert_eq!(first.snapshot.municipality_code, "0127");
        assert!(first.snapshot.text("alby.arbete").unwrap().starts_with("Text om alby.arbete."));
        drop(conn);
        let version = seen(&db).await;
        let mut tx = db.write(&officer()).await.unwrap();
        actions::ask_completion(&mut tx, SLUG, version, "Resultatet behöver kompletteras.").await.unwrap();
        tx.save().await.unwrap();
        assert_eq!(state(&db).await, ReportState::CompletionRequested);
        let mut tx = db.write(&coordinator()).await.unwrap();
        actions::revise(&mut tx, SLUG, version + 1, "Svar på begäran om komplettering.").await.unwrap();
        tx.save().await.unwrap();
        write(&db, &coordinator(), RESULTS, "Nu med resultatet av överenskommelsen.", 1).await.unwrap();
        ready(&db, &coordinator()).await.unwrap();
        assert_eq!(certify(&db, &certifier()).await.unwrap(), 2);
        let mut conn = db.read().await.unwrap();
        let versions = store::versions(&mut conn, SLUG).await.unwrap();
        assert_eq!(versions[1].reason, "Svar på begäran om komplettering.");
        let (one, two) =
            (store::version(&mut conn, SLUG, 1).await.unwrap().unwrap(), store::version(&mut conn, SLUG, 2).await.unwrap().unwrap());
        assert_eq!(one, first, "the first version stands as it was");
        assert_eq!(two.snapshot.results, "Nu med resultatet av överenskommelsen.");
        let kinds: Vec<_> = store::events(&mut conn, SLUG).await.unwrap().into_iter().map(|e| e.kind).collect();
        assert_eq!(kinds, ["opened", "ready", "submitted", "completion_requested", "revising", "ready", "submitted"]);
        assert_eq!(store::submitted(&mut conn, 2011).await.unwrap().len(), 1);
        let status = store::statuses(&mut conn, 2011).await.unwrap().into_iter().find(|r| r.slug == SLUG).unwrap();
        assert_eq!(
            (status.version, status.state.as_str(), status.submitted_on.unwrap().to_string().as_str()),
            (2, "submitted", "2011-11-14")
        );
        assert_eq!(store::statuses(&mut conn, 2011).await.unwrap().len(), 21);
    });
}

#[test]
fn what_is_missing_is_said_all_at_once_and_nothing_is_handed_over() {
    on_both(|db| async move {
        programme(&db).await;
        open(&db).await;
        let missing = faults(ready(&db, &coordinator()).await.unwrap_err());
        assert_eq!(missing.iter().filter(|f| f.is_binding()).count(), 14);
        assert_eq!(state(&db).await, ReportState::Draft);
        assert_eq!(faults(certify(&db, &certifier()).await.unwrap_err()).len(), 14);
    });
}

#[test]
fn who_wrote_does_not_certify_although_the_account_holds_both_roles() {
    on_both(|db| async move {
        programme(&db).await;
        write_all(&db).await;
        let both = who("båda", &[Role::Coordinator, Role::Certifier], Some("0127"));
        write(&db, &both, COOPERATION, "Ändrat av den som har båda rollerna, med tillräckligt många ord för att räcka.", 1).await.unwrap();
        ready(&db, &coordinator()).await.unwrap();
        assert_eq!(faults(certify(&db, &both).await.unwrap_err())[0].key, "fault-report-four-eyes");
        let only_marked = who("samordnaren", &[Role::Certifier], Some("0127"));
        assert_eq!(faults(certify(&db, &only_marked).await.unwrap_err())[0].key, "fault-report-four-eyes");
        assert_eq!(certify(&db, &certifier()).await.unwrap(), 1);
    });
}

#[test]
fn a_return_needs_a_reason_and_leads_back_to_the_coordinator_who_may_also_take_it_back() {
    on_both(|db| async move {
        programme(&db).await;
        write_all(&db).await;
        ready(&db, &coordinator()).await.unwrap();
        let version = seen(&db).await;
        let mut tx = db.write(&certifier()).await.unwrap();
        assert_eq!(faults(actions::send_back(&mut tx, SLUG, version, " ").await.unwrap_err())[0].key, "fault-report-reason");
        actions::send_back(&mut tx, SLUG, version, "Beskriv resultatet.").await.unwrap();
        tx.save().await.unwrap();
        assert_eq!(state(&db).await, ReportState::Returned);
        ready(&db, &coordinator()).await.unwrap();
        let refused = write(&db, &coordinator(), COOPERATION, "Medan attestanten läser.", 1).await.unwrap_err();
        assert_eq!(faults(refused)[0].key, "fault-report-is-ready");
        let version = seen(&db).await;
        let mut tx = db.write(&coordinator()).await.unwrap();
        actions::withdraw(&mut tx, SLUG, version).await.unwrap();
        tx.save().await.unwrap();
        assert_eq!(state(&db).await, ReportState::Withdrawn);
    });
}

#[test]
fn two_writers_conflict_visibly_and_nothing_is_written_over() {
    on_both(|db| async move {
        programme(&db).await;
        open(&db).await;
        assert_eq!(write(&db, &coordinator(), COOPERATION, "Första fliken.", 0).await.unwrap(), 1);
        assert_eq!(write(&db, &coordinator(), COOPERATION, "Första fliken.", 1).await.unwrap(), 1, "the same again writes nothing");
        assert_eq!(write(&db, &coordinator(), COOPERATION, "Första fliken.", 0).await.unwrap(), 1, "what stands already has lost no race");
        match write(&db, &coordinator(), COOPERATION, "Andra fliken.", 0).await.unwrap_err() {
            Refusal::Stale(stale) => assert_eq!((stale.theirs.as_str(), stale.yours.as_str()), ("Första fliken.", "Andra fliken.")),
            other => panic!("{other:?}"),
        }
        let mut tx = db.write(&certifier()).await.unwrap();
        assert!(matches!(actions::send_back(&mut tx, SLUG, 1, "Det finns inget att skicka.").await, Err(Refusal::Rule(_))));
    });
}

#[test]
fn others_are_told_that_there_is_no_such_report_and_the_wrong_role_that_it_may_not() {
    on_both(|db| async move {
        programme(&db).await;
        open(&db).await;
        let elsewhere = who("annan", &[Role::Coordinator], Some("0126"));
        assert!(matches!(write(&db, &elsewhere, COOPERATION, "x", 0).await, Err(Refusal::NotFound)));
        assert!(matches!(write(&db, &officer(), COOPERATION, "x", 0).await, Err(Refusal::NotFound)));
        assert!(matches!(write(&db, &certifier(), COOPERATION, "x", 0).await, Err(Refusal::Forbidden(_))));
        assert!(matches!(write(&db, &coordinator(), "alby.kultur", "x", 0).await, Err(Refusal::NotFound)));
        let mut tx = db.write(&officer()).await.unwrap();
        assert!(matches!(actions::ask_completion(&mut tx, SLUG, 1, "Lämna in er redovisning.").await, Err(Refusal::NotFound)));
        assert!(matches!(actions::note_read(&mut tx, SLUG).await, Err(Refusal::NotFound)));
        drop(tx);
        for slug in ["botkyrka-2010", "botkyrka-2012", "ingenstans-2011", "botkyrka"] {
            let mut tx = db.write(&coordinator()).await.unwrap();
            assert!(matches!(actions::open(&mut tx, slug).await, Err(Refusal::NotFound)), "{slug}: the round sets the year");
        }
        let mut tx = db.write(&coordinator()).await.unwrap();
        assert!(matches!(actions::open(&mut tx, "huddinge-2011").await, Err(Refusal::Forbidden(_))));
    });
}

#[test]
fn late_is_accepted_and_marked_and_a_later_version_stays_late() {
    on_both(|db| async move {
        let december = chrono::NaiveDate::from_ymd_opt(2011, 12, 2).unwrap();
        let db = db.with_clock(platform::clock::Clock::starting(december));
        programme(&db).await;
        write_all(&db).await;
        ready(&db, &coordinator()).await.unwrap();
        certify(&db, &certifier()).await.unwrap();
        let mut conn = db.read().await.unwrap();
        let first = store::latest(&mut conn, SLUG).await.unwrap().unwrap();
        assert!(first.late);
        assert_eq!(first.snapshot.districts[0].development.on.to_string(), "2011-12-01", "the reference day, not the day of submission");
        let duties = evidence::report::duties(&mut conn, december).await.unwrap();
        let own = duties.iter().find(|d| d.key == "duty-report-submit" && d.address.contains("botkyrka")).unwrap();
        assert_eq!(own.done, Some(december));
        assert!(duties.iter().any(|d| d.key == "duty-report-read" && d.address.contains("botkyrka")));
    });
}

#[test]
fn the_pages_stand_in_both_languages_for_those_whose_they_are() {
    on_both(|db| async move {
        figures(&db).await;
        let w = world(db.clone());
        let writer = w.sign_in(Role::Coordinator, Some("0127")).await;
        let certifier = w.sign_in(Role::Certifier, Some("0127")).await;
        let state = w.sign_in(Role::StateOfficer, None).await;
        let at = |page: &str| format!("/redovisningar/{SLUG}{page}");
        for lang in ["sv", "en"] {
            for page in ["/redovisningar".to_owned(), at("")] {
                check_page(&w.get(&format!("{page}?lang={lang}"), &writer).await.text());
            }
        }
        assert_eq!(w.get(&at(""), "").await.status, StatusCode::NOT_FOUND);
        assert_eq!(w.post(&at("/oppna"), &writer, &[]).await.status, StatusCode::SEE_OTHER);
        let saved = w.post(&at("/delar/alby.arbete/spara"), &writer, &[("version", "0"), ("text", "Fler har fått arbete.")]).await;
        assert_eq!((saved.status, saved.json()["version"].as_i64()), (StatusCode::OK, Some(1)));
        let again = w.post(&at("/delar/alby.arbete/spara"), &writer, &[("version", "0"), ("text", "Från en annan flik.")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        let both = again.text();
        assert!(both.contains("Fler har fått arbete.") && both.contains("Från en annan flik."));
        for lang in ["sv", "en"] {
            for page in ["", "/delar/alby.arbete", "/delar/samverkan", "/granska", "/attest"] {
                let answer = w.get(&format!("{}?lang={lang}", at(page)), &writer).await;
                assert_eq!(answer.status, StatusCode::OK, "{page}");
                check_page(&answer.text());
            }
        }
        let refused = w.post(&at("/klarmarkering"), &writer, &[("version", "1")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&refused.text());
        for d in DISTRICTS {
            for a in actions::area_keys() {
                let (page, version) = (at(&format!("/delar/{}", part_of(d, a))), if (d, a) == ("alby", "arbete") { "1" } else { "0" });
                let done =
                    w.post(&page, &writer, &[("version", version), ("text", "Så har det gått."), ("ready", "1"), ("next", "1")]).await;
                assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
            }
        }
        for part in [COOPERATION, RESULTS] {
            w.post(&at(&format!("/delar/{part}")), &writer, &[("version", "0"), ("text", "Samverkan."), ("ready", "1")]).await;
        }
        assert_eq!(w.post(&at("/klarmarkering"), &writer, &[("version", "1")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(w.post(&at("/attest"), &writer, &[("version", "2")]).await.status, StatusCode::FORBIDDEN);
        check_page(&w.get(&at("/attest"), &certifier).await.text());
        let no_reason = w.post(&at("/aterremiss"), &certifier, &[("version", "2"), ("reason", "")]).await;
        assert_eq!(no_reason.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = w.post(&at("/attest"), &certifier, &[("version", "2")]).await;
        assert_eq!(done.location, format!("/redovisningar/{SLUG}/kvitto?klart=report-submitted"));
        for lang in ["sv", "en"] {
            for (page, cookie) in [("", ""), ("", state.as_str()), ("", writer.as_str()), ("/kvitto", ""), ("/versioner", "")] {
                let answer = w.get(&format!("{}?lang={lang}", at(page)), cookie).await;
                assert_eq!(answer.status, StatusCode::OK, "{page}");
                check_page(&answer.text());
            }
        }
        assert!(w.get(&at(""), "").await.text().contains("class=\"synthetic\""));
        let short = w.post(&at("/komplettering"), &state, &[("version", "3"), ("reason", "")]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&short.text());
        assert_eq!(w.post(&at("/lasning"), &state, &[]).await.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn the_api_is_the_same_verbs_with_versions_in_etag_and_if_match() {
    on_both(|db| async move {
        programme(&db).await;
        open(&db).await;
        let w = world(db);
        let writer = w.sign_in(Role::Coordinator, Some("0127")).await;
        let path = format!("/api/v1/reports/{SLUG}/parts/samverkan");
        let body = |text: &str| Some(("application/json", serde_json::json!({ "text": text }).to_string().into_bytes()));
        assert_eq!(w.get(&path, &writer).await.etag, "\"0\"");
        assert_eq!(w.send(Method::PUT, &path, &writer, body("a"), &[]).await.status, StatusCode::PRECONDITION_REQUIRED);
        let saved = w.send(Method::PUT, &path, &writer, body("a"), &[("if-match", "\"0\"")]).await;
        assert_eq!((saved.status, saved.etag.as_str()), (StatusCode::OK, "\"1\""));
        assert_eq!(w.send(Method::PUT, &path, &writer, body("b"), &[("if-match", "\"0\"")]).await.status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(w.get(&format!("/api/v1/reports/{SLUG}"), "").await.status, StatusCode::NOT_FOUND);
        let all = w.get("/api/v1/reports", "").await.json();
        let own = all.as_array().unwrap().iter().find(|r| r["municipality_code"] == "0127").unwrap();
        assert_eq!(own["state"], "not_submitted", "a draft is nobody else's matter");
        let early = w.send(Method::POST, &format!("/api/v1/reports/{SLUG}/certification"), &writer, body(""), &[]).await;
        assert_eq!(early.status, StatusCode::FORBIDDEN);
        let certifier = w.sign_in(Role::Certifier, Some("0127")).await;
        let certify = async |body: Option<&str>, version: &str| {
            let path = format!("/api/v1/reports/{SLUG}/certification");
            let body = body.map(|text| ("application/json", text.as_bytes().to_vec()));
            w.send(Method::POST, &path, &certifier, body, &[("if-match", version)]).await.status
        };
        assert_eq!(certify(Some("{}"), "").await, StatusCode::PRECONDITION_REQUIRED);
        assert_eq!(certify(None, "").await, StatusCode::PRECONDITION_REQUIRED);
        assert_eq!(certify(None, "\"1\"").await, StatusCode::UNPROCESSABLE_ENTITY, "named in the head, refused by the rules");
        assert_eq!(certify(Some("{\"version\":1}"), "").await, StatusCode::UNPROCESSABLE_ENTITY, "named in the body");
        let standing = w.get(&format!("/api/v1/reports/{SLUG}/certification"), &certifier).await;
        assert_eq!((standing.etag.as_str(), &standing.json()["state"]), ("\"1\"", &"draft".into()));
        let stranger = w.sign_in(Role::Certifier, Some("0126")).await;
        assert_eq!(w.get(&format!("/api/v1/reports/{SLUG}/certification"), &stranger).await.status, StatusCode::NOT_FOUND);
        write_every_part(&w.app.db).await;
        ready(&w.app.db, &coordinator()).await.unwrap();
        assert_eq!(certify(None, "\"1\"").await, StatusCode::PRECONDITION_FAILED, "it has been made ready since");
        let now = w.get(&format!("/api/v1/reports/{SLUG}/certification"), &certifier).await.etag;
        assert_eq!(certify(None, &now).await, StatusCode::OK);
    });
}

/// A cooperation agreement of Botkyrka's, signed by all on a day, with a commitment that is late, one that is done and one ahead.
async fn agreement(db: &Db, signed_on: &str) {
    use plans::cooperation::rules::{Commitment, CommitmentDraft, Party, Snapshot, State, Tie};
    use plans::cooperation::store::{self, Cooperation, Done, VersionHead, WorkingCommitment};
    let slug = format!("botkyrka-{signed_on}");
    let text = |t: &str| t.to_owned();
    let commitment = |(number, due): (i64, &str)| Commitment {
        id: format!("{slug}-{number}"),
        number,
        party: text("kommun-0127"),
        party_name: text("Botkyrka kommun"),
        text: text("Håller öppet"),
        goal: text("g"),
        due: due.parse().ok(),
        responsible: String::new(),
        resources: Vec::new(),
    };
    let commitments: Vec<_> = [(1, "2011-11-01"), (2, "2011-11-01"), (3, "2012-06-30")].map(commitment).into();
    let cooperation = Cooperation {
        slug: slug.clone(),
        municipality_code: text("0127"),
        municipality_name: text("Botkyrka"),
        title: text("En ingång"),
        state: State::InForce,
        version: 3,
        revision_reason: String::new(),
        opened_at: text("2011-10-01T08:00:00.000Z"),
        opened_by: text("samordnaren"),
        ended_on: None,
        end_reason: None,
    };
    let head = VersionHead {
        slug: slug.clone(),
        version: 1,
        laid_on: text("2011-10-01"),
        laid_at: text("2011-10-01T08:00:00.000Z"),
        laid_by: text("samordnaren"),
        reason: String::new(),
        concluded_on: None,
        recalled_on: None,
        recalled_by: None,
        recall_reason: None,
    };
    let snapshot = Snapshot {
        slug: slug.clone(),
        version: 1,
        municipality_code: text("0127"),
        municipality_name: text("Botkyrka"),
        title: text("En ingång"),
        purpose: text("Syftet"),
        from: "2011-10-01".parse().ok(),
        to: "2012-12-31".parse().ok(),
        follow_up: String::new(),
        parties: vec![Party { organisation_id: text("kommun-0127"), name: text("Botkyrka kommun"), tie: Tie::Municipality }],
        goals: Vec::new(),
        commitments,
        remarks: Vec::new(),
    };
    let mut conn = db.read().await.unwrap();
    store::add(&mut conn, &cooperation).await.unwrap();
    store::add_version(&mut conn, &head, "samordnaren", &snapshot).await.unwrap();
    store::add_conclusion(&mut conn, &slug, 1, signed_on).await.unwrap();
    let row = WorkingCommitment {
        id: format!("{slug}-2"),
        slug,
        number: 2,
        version: 1,
        draft: CommitmentDraft::default(),
        changed_at: text("2011-10-01T08:00:00.000Z"),
        changed_by: text("samordnaren"),
        withdrawn_on: None,
        withdrawn_reason: None,
    };
    store::add_working(&mut conn, &row).await.unwrap();
    let done = Done {
        commitment_id: row.id,
        done_on: text("2011-10-20"),
        note: text("Klart"),
        noted_at: row.changed_at,
        noted_by: row.changed_by,
    };
    assert!(store::add_done(&mut conn, &done).await.unwrap());
}

#[test]
fn the_agreements_in_force_and_how_far_they_have_come_are_frozen_beside_the_words_on_cooperation() {
    on_both(|db| async move {
        programme(&db).await;
        agreement(&db, "2011-10-03").await;
        write_all(&db).await;
        let world = world(db.clone());
        let cookie = world.sign_in(Role::Coordinator, Some("0127")).await;
        let part = world.get("/redovisningar/botkyrka-2011/delar/samverkan", &cookie).await.text();
        assert!(part.contains("En ingång") && part.contains("Botkyrka kommun"));
        check_page(&part);
        assert!(!world.get("/redovisningar/botkyrka-2011/delar/alby.arbete", &cookie).await.text().contains("En ingång"));
        ready(&db, &coordinator()).await.unwrap();
        certify(&db, &certifier()).await.unwrap();
        agreement(&db, "2011-11-14").await;
        let kept = store::latest(&mut db.read().await.unwrap(), SLUG).await.unwrap().unwrap().snapshot.agreements;
        assert_eq!(kept.len(), 1, "what came after the report is not in it");
        assert_eq!((kept[0].done, kept[0].late, kept[0].ahead, kept[0].concluded_on.as_str()), (1, 1, 1, "2011-10-03"));
        let page = world.get("/redovisningar/botkyrka-2011", "").await.text();
        assert!(page.contains("En ingång"));
        check_page(&page);
    });
}
