//! Registered before it is computed, computed by a job that survives its worker, frozen, done again to the same digits.

use crate::common::{coordinator, figures, officer, who, world};
use axum::http::{Method, StatusCode};
use evidence::evaluation::rules::{DesignText, OutsideText, RunState, Verdict};
use evidence::evaluation::store::{designs, runs};
use evidence::evaluation::{actions, inputs, store, view, work};
use platform::access::{Caller, Role};
use platform::testkit::{check_page, on_both};
use platform::{Db, Refusal};
use std::time::Duration;

fn evaluator() -> Caller {
    who("utvärderaren", &[Role::Evaluator], None)
}

/// A design about some districts, with a size of its own since these worlds have no plans.
fn text(districts: &[&str], indicator: &str, relevant: &str) -> DesignText {
    DesignText {
        title: "Arbete i stadsdelen".into(),
        question: "Bidrog avtalet till att fler förvärvsarbetar?".into(),
        districts: districts.iter().map(|d| (*d).to_owned()).collect(),
        indicator: indicator.into(),
        group: "alla".into(),
        first: "2005".into(),
        start: "2008".into(),
        last: "2010".into(),
        rule: "outside".into(),
        relevant: relevant.into(),
        ..DesignText::default()
    }
}

/// A plan of 2008 for a district with one goal, so that its evaluation can test it. Returns the goal's id.
async fn goal(db: &Db, district: &str, indicator: &str, baseline: &str, target: &str) -> String {
    let municipality =
        agreements::place::store::district(&mut db.read().await.unwrap(), district).await.unwrap().unwrap().municipality.code;
    let mut tx = db.write(&who("samordnare", &[Role::Coordinator], Some(&municipality))).await.unwrap();
    let day = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    let draft = plans::goal::rules::GoalDraft {
        area: "arbete".into(),
        statement: "Fler ska arbeta".into(),
        indicator: indicator.into(),
        baseline_year: "2007".into(),
        baseline_value: baseline.into(),
        target_value: target.into(),
        target_date: "2011-12-31".into(),
        ..Default::default()
    };
    let earlier = plans::plan::actions::Earlier {
        district: district.into(),
        from: day(2008, 1, 1),
        to: day(2010, 12, 31),
        submitted_on: day(2008, 12, 12),
        situation: String::new(),
        goals: vec![draft],
    };
    plans::plan::actions::record_earlier(&mut tx, &earlier).await.unwrap();
    tx.save().await.unwrap();
    inputs::goals_of(&mut db.read().await.unwrap(), district, db.today()).await.unwrap().remove(0).id
}

async fn register(db: &Db, who: &Caller, text: &DesignText) -> Result<String, Refusal> {
    let mut tx = db.write(who).await?;
    let slug = actions::register(&mut tx, text).await?;
    tx.save().await?;
    assert!(work::power_next(db).await.unwrap(), "what it can detect is found before anything is computed");
    Ok(slug)
}

async fn ask(db: &Db, who: &Caller, slug: &str) -> Result<i64, Refusal> {
    let mut tx = db.write(who).await?;
    let number = actions::ask(&mut tx, slug).await?;
    tx.save().await?;
    Ok(number)
}

/// Registers and computes the evaluation of one district's goal.
async fn computed(db: &Db, district: &str, indicator: &str, baseline: &str, target: &str) -> String {
    let goal = goal(db, district, indicator, baseline, target).await;
    let slug = register(db, &evaluator(), &DesignText { goal, ..text(&[district], indicator, "") }).await.unwrap();
    ask(db, &evaluator(), &slug).await.unwrap();
    assert!(work::run_next(db).await.unwrap());
    slug
}

async fn outcome(db: &Db, slug: &str) -> evidence::evaluation::rules::Outcome {
    let e = view::evaluation(&mut db.read().await.unwrap(), slug).await.unwrap().unwrap();
    let run = e.runs.last().unwrap();
    assert_eq!((run.state, run.fault.as_str()), (RunState::Done, ""));
    e.result(None).unwrap().1.clone()
}

#[test]
fn the_synthetic_figures_end_in_support_no_support_and_cannot_be_decided() {
    on_both(|db| async move {
        figures(&db).await;
        for (district, indicator, goal, verdict, truth) in [
            ("bergsjon", "forvarvsarbetande", ("50", "53"), Verdict::Support, 0.03),
            ("tensta", "forvarvsarbetande", ("50", "53"), Verdict::None, 0.0),
            ("andersberg", "nystartade_foretag", ("9", "10,5"), Verdict::Undecidable, 0.0),
        ] {
            let slug = computed(&db, district, indicator, goal.0, goal.1).await;
            let outcome = outcome(&db, &slug).await;
            let points: Vec<_> = outcome.estimates().iter().map(|p| (p.estimate, p.sd, p.p)).collect();
            assert_eq!(outcome.judgement.verdict, verdict, "{district}: {:?} {points:?}", outcome.judgement);
            assert_eq!(outcome.truth(), Some(truth), "{district}");
            assert_eq!(
                (outcome.estimates().len(), outcome.districts[0].placebos),
                (3, evidence::evaluation::estimate::PLACEBOS),
                "{district}"
            );
            for p in outcome.estimates() {
                assert!((p.estimate - truth).abs() < 3.0 * p.sd, "{district}: the truth {truth} is far from {p:?}");
            }
        }
    });
}

#[test]
fn the_same_design_gives_the_same_digits_and_doing_it_again_says_so() {
    on_both(|db| async move {
        figures(&db).await;
        let slug = computed(&db, "bergsjon", "forvarvsarbetande", "50", "53").await;
        ask(&db, &evaluator(), &slug).await.unwrap();
        assert!(work::run_next(&db).await.unwrap());
        let e = view::evaluation(&mut db.read().await.unwrap(), &slug).await.unwrap().unwrap();
        let [one, two] = e.runs.as_slice() else { panic!("two computations") };
        assert_eq!((&one.inputs_sha256, &one.outcome_sha256, one.seed), (&two.inputs_sha256, &two.outcome_sha256, two.seed));
        let outcome = one.outcome.as_ref().unwrap();
        assert_eq!(e.versions[0].head.detectable, Some(outcome.detectable()), "what was said beforehand is what the result says");
        assert!(one.outcome_sha256.len() == 64 && one.vintage == 1 && one.program.starts_with("stadsdel "));
        let check = actions::recompute(&db, &officer(), &slug, 1).await.unwrap();
        assert_eq!((check.agrees, check.number, &check.outcome_sha256), (1, 1, &one.outcome_sha256));
        assert_eq!(actions::recompute_saved(&db, &slug).await.unwrap().run, 2);
        assert!(matches!(actions::recompute(&db, &coordinator(), &slug, 1).await, Err(Refusal::Forbidden(_))));
        assert!(matches!(actions::recompute(&db, &officer(), &slug, 9).await, Err(Refusal::NotFound)));
    });
}

#[test]
fn figures_that_were_tampered_with_are_found_out() {
    on_both(|db| async move {
        figures(&db).await;
        let slug = computed(&db, "bergsjon", "forvarvsarbetande", "50", "53").await;
        let kept = runs::inputs(&mut db.read().await.unwrap(), &slug, 1).await.unwrap().unwrap();
        let altered = kept.replacen("\"x\":[", "\"x\":[1", 1);
        db.raw(&format!("UPDATE evaluation_run SET inputs = '{altered}' WHERE number = 1")).await.unwrap();
        assert!(matches!(actions::recompute(&db, &officer(), &slug, 1).await, Err(Refusal::Broken(_))));
    });
}

#[test]
fn a_worker_that_dies_is_followed_by_another_and_a_stopped_computation_stays_stopped() {
    on_both(|db| async move {
        figures(&db).await;
        let goal = goal(&db, "bergsjon", "forvarvsarbetande", "50", "53").await;
        let slug = register(&db, &evaluator(), &DesignText { goal, ..text(&["bergsjon"], "forvarvsarbetande", "") }).await.unwrap();
        ask(&db, &evaluator(), &slug).await.unwrap();
        assert!(matches!(ask(&db, &evaluator(), &slug).await, Err(Refusal::Rule(_))), "one at a time");
        let dead = work::claim(&db, "en arbetare som dör").await.unwrap().unwrap();
        assert!(!work::run_next(&db).await.unwrap(), "it is somebody's while that one is heard");
        let later = db.with_clock(platform::clock::Clock::shifted(db.clock().shift_seconds() + 60));
        assert!(work::run_next(&later).await.unwrap());
        let run = runs::one(&mut db.read().await.unwrap(), &slug, 1).await.unwrap().unwrap();
        assert_eq!((run.state, run.attempts, run.done), (RunState::Done, 2, run.total));
        let late = store::runs::Ending { outcome: "{}".into(), ..Default::default() };
        let mut conn = db.read().await.unwrap();
        assert!(
            !runs::end(&mut conn, &dead, "en arbetare som dör", &late, "2011-11-14T12:00:00.000Z").await.unwrap(),
            "the dead cannot write"
        );
        drop(conn);

        ask(&db, &evaluator(), &slug).await.unwrap();
        let claimed = work::claim(&db, "w").await.unwrap().unwrap();
        let mut tx = db.write(&evaluator()).await.unwrap();
        actions::cancel(&mut tx, &slug, 2).await.unwrap();
        tx.save().await.unwrap();
        let mut conn = db.read().await.unwrap();
        assert!(!runs::tell(&mut conn, &claimed, "w", (1, 5), "2011-11-14T12:00:00.000Z").await.unwrap(), "the worker hears of it");
        drop(conn);
        assert!(!work::run_next(&later).await.unwrap());
        let mut tx = db.write(&evaluator()).await.unwrap();
        assert!(matches!(actions::cancel(&mut tx, &slug, 2).await, Err(Refusal::Rule(_))), "it has ended");
    });
}

#[test]
fn a_computation_under_way_stops_when_it_is_told_to() {
    on_both(|db| async move {
        figures(&db).await;
        let all: Vec<String> =
            agreements::place::store::districts(&mut db.read().await.unwrap()).await.unwrap().into_iter().map(|d| d.id).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let slug = register(&db, &evaluator(), &text(&all, "forvarvsarbetande", "1,5")).await.unwrap();
        ask(&db, &evaluator(), &slug).await.unwrap();
        let worker = tokio::spawn({
            let db = db.clone();
            async move { work::run_next(&db).await }
        });
        let run = loop {
            let run = runs::one(&mut db.read().await.unwrap(), &slug, 1).await.unwrap().unwrap();
            if run.total > 0 {
                break run;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        };
        assert_eq!((run.state, run.total), (RunState::Running, 38 * 5));
        let mut tx = db.write(&evaluator()).await.unwrap();
        actions::cancel(&mut tx, &slug, 1).await.unwrap();
        tx.save().await.unwrap();
        worker.await.unwrap().unwrap();
        let run = runs::one(&mut db.read().await.unwrap(), &slug, 1).await.unwrap().unwrap();
        assert_eq!((run.state, run.outcome, run.cancelled_by.as_str()), (RunState::Cancelled, None, "utvärderaren"));
    });
}

#[test]
fn later_versions_have_their_reason_and_results_stay_with_the_version_they_were_computed_under() {
    on_both(|db| async move {
        figures(&db).await;
        let slug = computed(&db, "bergsjon", "forvarvsarbetande", "50", "53").await;
        let before = designs::versions(&mut db.read().await.unwrap(), &slug).await.unwrap().remove(0);
        let again = actions::text_of(&before.design, series::Measure::Share);
        let mut tx = db.write(&evaluator()).await.unwrap();
        let changed = DesignText { relevant: "2".into(), ..again.clone() };
        assert!(matches!(actions::revise(&mut tx, &slug, &changed, 1).await, Err(Refusal::Rule(_))), "no reason");
        assert!(
            matches!(actions::revise(&mut tx, &slug, &DesignText { reason: "x".into(), ..again }, 1).await, Err(Refusal::Rule(_))),
            "no change"
        );
        let changed = DesignText { reason: "Partnerskapet håller två procentenheter för tillräckligt.".into(), ..changed };
        assert!(matches!(actions::revise(&mut tx, &slug, &changed, 0).await, Err(Refusal::Stale(_))));
        assert_eq!(actions::revise(&mut tx, &slug, &changed, 1).await.unwrap(), 2);
        tx.save().await.unwrap();
        let e = view::evaluation(&mut db.read().await.unwrap(), &slug).await.unwrap().unwrap();
        assert_eq!((e.versions.len(), e.result(None).unwrap().0.design_version), (2, 1));
        assert_eq!(e.versions[0], before, "the first reads as it did");
        assert!(!e.is_after_result(1) && e.is_after_result(2), "and everybody sees which was said beforehand");
        let content = serde_json::to_string(&before.design).unwrap();
        assert_eq!(designs::digest(&content), before.head.sha256);
        assert_ne!(e.versions[1].head.sha256, before.head.sha256);
    });
}

#[test]
fn a_coordinator_evaluates_the_own_municipality_only_and_others_not_at_all() {
    on_both(|db| async move {
        figures(&db).await;
        let goal = goal(&db, "alby", "forvarvsarbetande", "50", "53").await;
        let alby = DesignText { goal, ..text(&["alby"], "forvarvsarbetande", "") };
        let slug = register(&db, &coordinator(), &alby).await.unwrap();
        assert_eq!(slug, "alby-forvarvsarbetande");
        assert_eq!(register(&db, &evaluator(), &alby).await.unwrap(), "alby-forvarvsarbetande-2");
        let stranger = who("annan", &[Role::Coordinator], Some("0180"));
        for (who, says) in [(stranger.clone(), "another municipality"), (officer(), "the State"), (Caller::nobody(), "nobody")] {
            assert!(register(&db, &who, &alby).await.is_err(), "{says} registers");
            assert!(ask(&db, &who, &slug).await.is_err(), "{says} computes");
        }
        let both = text(&["alby", "rinkeby"], "forvarvsarbetande", "2");
        assert!(matches!(register(&db, &coordinator(), &both).await, Err(Refusal::Forbidden(_))));
        let Err(Refusal::Rule(faults)) = register(&db, &evaluator(), &text(&[], "", "")).await else { panic!("faults") };
        assert!(faults.len() > 1, "all faults at once: {faults:?}");
    });
}

#[test]
fn nothing_of_the_figures_inside_reaches_a_page_or_the_api() {
    on_both(|db| async move {
        figures(&db).await;
        // Fornhöjden has too few school-leavers to show, so its estimate would tell them.
        let goal = goal(&db, "fornhojden", "gymnasiebehorighet", "70", "90").await;
        let slug = register(&db, &evaluator(), &DesignText { goal, ..text(&["fornhojden"], "gymnasiebehorighet", "") }).await.unwrap();
        ask(&db, &evaluator(), &slug).await.unwrap();
        work::run_next(&db).await.unwrap();
        let outcome = outcome(&db, &slug).await;
        let one = &outcome.districts[0];
        assert!(one.withheld && one.estimates.is_empty() && one.rows.is_empty() && one.weights.is_empty());
        assert!(one.checks.iter().all(|c| c.values.iter().all(|(name, _)| !name.ends_with("_points"))));
        assert!(one.detectable[1] > 0.0, "what the method can detect says nothing of the district");
        let w = world(db.clone());
        let page = w.get(&format!("/utvarderingar/{slug}"), "").await.text();
        check_page(&page);
        assert!(page.contains("Skattningarna visas inte") && !page.contains("<svg"));
        let json = w.get(&format!("/api/v1/evaluations/{slug}"), "").await.text();
        assert!(!json.contains("\"inputs\"") && !json.contains("\"x\":["));
    });
}

#[test]
fn all_districts_are_evaluated_together_and_the_account_counts_chance_in() {
    on_both(|db| async move {
        figures(&db).await;
        let some = ["bergsjon", "araby", "rosengard", "rinkeby", "tensta", "gottsunda"];
        let slug = register(&db, &evaluator(), &text(&some, "forvarvsarbetande", "1,5")).await.unwrap();
        ask(&db, &evaluator(), &slug).await.unwrap();
        work::run_next(&db).await.unwrap();
        let outcome = outcome(&db, &slug).await;
        let pooled = outcome.pooled.as_ref().unwrap();
        assert_eq!((pooled.districts, pooled.municipalities, outcome.districts.len()), (6, 5, 6));
        assert!(pooled.estimates.iter().all(|p| p.p >= pooled.clustered_p));
        assert!((pooled.truth.unwrap() - 0.055 / 6.0).abs() < 1e-12);
        computed(&db, "bergsjon", "forvarvsarbetande", "50", "53").await;
        let account = view::account(&mut db.read().await.unwrap()).await.unwrap();
        assert_eq!(account.tested.len(), 6, "a district counts once for an indicator");
        assert!(account.tested.iter().all(|t| t.q >= t.p - 1e-12));
        assert_eq!(account.tested.iter().find(|t| t.district == "bergsjon").unwrap().address, "/utvarderingar/bergsjon-forvarvsarbetande");
        assert_eq!((account.together.len(), account.together[0].municipalities), (1, 5));
        let w = world(db.clone());
        for lang in ["sv", "en"] {
            for page in ["/utvarderingar/samlat".to_owned(), format!("/utvarderingar/{slug}")] {
                let answer = w.get(&format!("{page}?lang={lang}"), "").await;
                assert_eq!(answer.status, StatusCode::OK);
                check_page(&answer.text());
            }
        }
    });
}

#[test]
fn the_pages_hold_together_in_both_languages_from_form_to_result() {
    on_both(|db| async move {
        figures(&db).await;
        let goal = goal(&db, "bergsjon", "forvarvsarbetande", "50", "53").await;
        let w = world(db.clone());
        let evaluator = w.sign_in(Role::Evaluator, None).await;
        for lang in ["sv", "en"] {
            for page in ["/utvarderingar", "/utvarderingar/samlat"] {
                check_page(&w.get(&format!("{page}?lang={lang}"), "").await.text());
            }
            for page in ["/utvarderingar/ny?x=1", "/utvarderingar/ny?stadsdel=bergsjon", "/utvarderingar/utifran/ny?x=1"] {
                let answer = w.get(&format!("{page}&lang={lang}"), &evaluator).await;
                assert_eq!(answer.status, StatusCode::OK, "{page}");
                check_page(&answer.text());
            }
        }
        assert_eq!(w.get("/utvarderingar/ny", "").await.status, StatusCode::SEE_OTHER);
        let empty = w.post("/utvarderingar", &evaluator, &[("district", "bergsjon")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&empty.text());
        let fields = [
            ("district", "bergsjon"),
            ("title", "Arbete i Bergsjön"),
            ("question", "Bidrog avtalet till att fler i Bergsjön arbetar?"),
            ("goal", goal.as_str()),
            ("indicator", "forvarvsarbetande"),
            ("group", "alla"),
            ("first", "2005"),
            ("start", "2008"),
            ("last", "2010"),
            ("rule", "outside"),
        ];
        let made = w.post("/utvarderingar", &evaluator, &fields).await;
        assert_eq!(made.location, "/utvarderingar/bergsjon-forvarvsarbetande?klart=evaluation-registered");
        let address = "/utvarderingar/bergsjon-forvarvsarbetande";
        check_page(&w.get(address, "").await.text());
        assert!(work::power_next(&db).await.unwrap() && !work::power_next(&db).await.unwrap());
        let waiting = w.get(address, "").await.text();
        check_page(&waiting);
        assert!(waiting.contains("Inget är räknat ännu") && !waiting.contains("<svg"));
        assert!(waiting.contains("id=\"kraft\""), "what can be detected stands there before anything has been computed");
        assert_eq!(w.post(&format!("{address}/berakningar"), &evaluator, &[]).await.status, StatusCode::SEE_OTHER);
        let queued = w.get(address, "").await;
        assert!(queued.etag.contains("berakning-1") && queued.text().contains("<progress"));
        work::run_next(&db).await.unwrap();
        for lang in ["sv", "en"] {
            let html = w.get(&format!("{address}?lang={lang}"), &evaluator).await.text();
            check_page(&html);
            let pictures = html.matches("class=\"chart-frame\"").count();
            assert_eq!(pictures, html.matches("class=\"chart-table\"").count(), "every picture has its table");
            assert_eq!(html.matches("<svg").count(), 2 * pictures, "and is drawn for a phone too");
            assert!(pictures >= 5);
            let order: Vec<usize> = ["kraft", "skattning", "utveckling", "skillnad", "slumpen", "vikter", "provning", "utfall"]
                .iter()
                .map(|id| html.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no part {id}")))
                .collect();
            assert!(order.windows(2).all(|pair| pair[0] < pair[1]), "power before result, verdict last: {order:?}");
            check_page(&w.get(&format!("{address}/versioner?lang={lang}"), "").await.text());
            check_page(&w.get(&format!("{address}/ny-version?lang={lang}"), &evaluator).await.text());
        }
        let swedish = w.get(address, "").await.text();
        assert!(swedish.contains("är den sanna effekten +3,0"), "the demo says what the truth was");
        assert!(!swedish.to_lowercase().contains("ingen effekt."), "it never says that there is no effect");
        let list = w.get("/utvarderingar?utfall=positive&omrade=arbete&q=bergsj%C3%B6n", "").await.text();
        assert!(list.contains("Arbete i Bergsjön"));
        assert!(!w.get("/utvarderingar?utfall=none", "").await.text().contains("Arbete i Bergsjön"));
        assert!(w.get("/stadsdelar/bergsjon", "").await.text().contains(address), "the district's page leads here");
        assert_eq!(w.get("/utvarderingar/finns-inte", "").await.status, StatusCode::NOT_FOUND);
        assert_eq!(w.get(&format!("{address}?berakning=9"), "").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn the_api_registers_computes_and_lists() {
    on_both(|db| async move {
        figures(&db).await;
        let goal = goal(&db, "bergsjon", "forvarvsarbetande", "50", "53").await;
        let w = world(db.clone());
        let evaluator = w.sign_in(Role::Evaluator, None).await;
        let body = serde_json::json!({
            "title": "Arbete", "question": "Bidrog avtalet till att fler arbetar?", "districts": ["bergsjon"], "goal": goal,
            "indicator": "forvarvsarbetande", "first": 2005, "start": 2008, "last": 2010,
        });
        let send = async |path: &str, body: &serde_json::Value| {
            w.send(Method::POST, path, &evaluator, Some(("application/json", body.to_string().into_bytes())), &[]).await
        };
        let made = send("/api/v1/evaluations", &body).await;
        assert_eq!((made.status, made.json()["slug"].as_str()), (StatusCode::CREATED, Some("bergsjon-forvarvsarbetande")));
        let asked = send("/api/v1/evaluations/bergsjon-forvarvsarbetande/computations", &body).await;
        assert_eq!((asked.status, asked.json()["number"].as_i64()), (StatusCode::ACCEPTED, Some(1)));
        while work::run_next(&db).await.unwrap() {}
        let shown = w.get("/api/v1/evaluations/bergsjon-forvarvsarbetande", "").await;
        assert_eq!(shown.etag, "\"1\"");
        assert_eq!(shown.json()["computations"][0]["outcome"]["judgement"]["verdict"], "support");
        assert_eq!(w.get("/api/v1/evaluations?stadsdel=bergsjon", "").await.json().as_array().unwrap().len(), 1);
        assert_eq!(w.get("/api/v1/evaluations?stadsdel=alby", "").await.json().as_array().unwrap().len(), 0);
        assert_eq!(send("/api/v1/evaluations", &serde_json::json!({})).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn what_others_have_made_is_brought_in_found_and_fetched() {
    on_both(|db| async move {
        figures(&db).await;
        let w = world(db.clone());
        let own = w.sign_in(Role::Coordinator, Some("0127")).await;
        let fields = [
            ("title", "Intervjustudie"),
            ("author", "Högskolan"),
            ("year", "2010"),
            ("method", "interviews"),
            ("grade", "limited"),
            ("result", "negative"),
            ("finding", "De boende märkte ingen skillnad."),
            ("transferability", "Till liknande stadsdelar."),
            ("areas", "arbete"),
            ("districts", "alby"),
        ];
        let pdf = b"%PDF-1.4 en rapport".as_slice();
        let empty = w.upload("/utvarderingar/utifran", &own, &[], ("file", "", b"")).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&empty.text());
        let wrong = w.upload("/utvarderingar/utifran", &own, &fields, ("file", "rapport.exe", b"MZ")).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.text().contains("Filen ska vara en PDF"));
        let made = w.upload("/utvarderingar/utifran", &own, &fields, ("file", "../rapport 2010.pdf", pdf)).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER);
        let address = made.location.split('?').next().unwrap().to_owned();
        for lang in ["sv", "en"] {
            check_page(&w.get(&format!("{address}?lang={lang}"), "").await.text());
        }
        let file = w.get(&format!("{address}/fil"), "").await;
        assert_eq!((file.kind.as_str(), file.bytes.as_slice()), ("application/pdf", pdf));
        let found = w.get("/utvarderingar?utfall=negative&metod=interviews&grad=limited&q=botkyrka", "").await.text();
        assert!(found.contains("Intervjustudie") && found.contains(&address));
        assert_eq!(w.get("/api/v1/evaluations/outside", "").await.json()[0]["file_name"], "rapport 2010.pdf");
        assert!(w.get("/stadsdelar/alby", "").await.text().contains(&address));
        corrected(&w, &own, &address, &fields).await;
        let mut tx = db.write(&coordinator()).await.unwrap();
        let elsewhere = OutsideText { districts: vec!["rinkeby".into()], ..OutsideText::default() };
        assert!(matches!(actions::bring_in(&mut tx, &elsewhere, "a.pdf", pdf.to_vec()).await, Err(Refusal::Forbidden(_))));
    });
}

/// What was said of it is written anew with a reason: the file stays, the earlier version too, and nobody writes over another.
async fn corrected(w: &platform::testkit::World, own: &str, address: &str, fields: &[(&str, &str)]) {
    let (form, versions) = (format!("{address}/ny-version"), format!("{address}/versioner"));
    assert_eq!(w.get(&form, "").await.status, StatusCode::SEE_OTHER, "sign in first");
    check_page(&w.get(&form, own).await.text());
    let with = |changes: &[(&'static str, &'static str)]| {
        let kept = fields.iter().filter(|(name, _)| changes.iter().all(|(n, _)| n != name)).copied();
        kept.chain(changes.iter().copied()).chain([("version", "1")]).collect::<Vec<_>>()
    };
    let nothing = ("file", "", b"".as_slice());
    let same = w.upload(&versions, own, &with(&[]), nothing).await;
    assert!(
        same.status == StatusCode::UNPROCESSABLE_ENTITY
            && same.text().contains("Inget är ändrat")
            && same.text().contains("varför uppgifterna")
    );
    let change = with(&[("year", "2009"), ("reason", "Fel utgivningsår.")]);
    assert_eq!(w.upload(&versions, own, &change, nothing).await.status, StatusCode::SEE_OTHER);
    assert_eq!(w.upload(&versions, own, &change, nothing).await.status, StatusCode::CONFLICT);
    let now = w.get(address, own).await.text();
    check_page(&now);
    assert!(now.contains(", 2009") && now.contains("Fel utgivningsår.") && now.contains("?version=1"));
    let before = w.get(&format!("{address}?version=1"), "").await.text();
    assert!(before.contains(", 2010") && before.contains("har rättats") && !before.contains("ny-version"));
    assert_eq!(w.get(&format!("{address}?version=3"), "").await.status, StatusCode::NOT_FOUND);
    for file in [format!("{address}/fil"), format!("{address}/fil?version=1")] {
        assert_eq!(w.get(&file, "").await.bytes, b"%PDF-1.4 en rapport");
    }
    assert_eq!(w.get("/api/v1/evaluations/outside", "").await.json().as_array().map(Vec::len), Some(1), "one work, its newest version");
}

#[test]
fn running_evaluation_is_owed_by_both_parties_without_a_day_until_something_has_a_result() {
    on_both(|db| async move {
        figures(&db).await;
        let of = async |db: &Db| evidence::evaluation::duties(&mut db.read().await.unwrap(), db.today()).await.unwrap();
        let before = of(&db).await;
        assert!(before.len() == 22 && before.iter().all(|d| d.done.is_none() && d.due.is_none() && d.ground == "§ 7"));
        computed(&db, "bergsjon", "forvarvsarbetande", "50", "53").await;
        let done: Vec<_> = of(&db).await.into_iter().filter(|d| d.done.is_some()).map(|d| d.owner).collect();
        assert_eq!(done, [platform::Owner::State, platform::Owner::Municipality("1480".into())]);
    });
}
