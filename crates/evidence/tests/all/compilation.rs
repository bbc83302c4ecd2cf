//! All districts side by side, the State's draft, and editions that never change.

use crate::common::{figures, officer, programme, who, world};
use axum::http::StatusCode;
use evidence::compilation::rules::{COOPERATION, INTRODUCTION, Mark};
use evidence::compilation::{actions, store, view};
use evidence::report;
use platform::access::Role;
use platform::testkit::{check_page, on_both};
use platform::{Db, Refusal, Saved};

/// Linköping's report, submitted.
async fn submit(db: &Db) {
    let slug = "linkoping-2011";
    let mut tx = db.write(&who("skriver", &[Role::Coordinator], Some("0580"))).await.unwrap();
    report::actions::open(&mut tx, slug).await.unwrap();
    let areas = report::actions::area_keys();
    let parts = areas.iter().map(|a| report::rules::part_of("skaggetorp", a)).chain(["samverkan".to_owned(), "resultat".to_owned()]);
    for part in parts {
        let typed = report::actions::Typed { text: format!("Egna ord om {part}"), ready: true, version: 0 };
        report::actions::save_part(&mut tx, slug, &part, &typed).await.unwrap();
    }
    report::actions::mark_ready(&mut tx, slug, 1).await.unwrap();
    tx.save().await.unwrap();
    let mut tx = db.write(&who("attesterar", &[Role::Certifier], Some("0580"))).await.unwrap();
    report::actions::certify(&mut tx, slug, 2).await.unwrap();
    tx.save().await.unwrap();
}

async fn save(db: &Db, part: &str, text: &str, version: i64) -> Result<Saved, Refusal> {
    let mut tx = db.write(&officer()).await?;
    let saved = actions::save_text(&mut tx, 2011, part, text, version).await?;
    tx.keep(saved).await?;
    Ok(saved)
}

async fn freeze(db: &Db, reason: &str) -> Result<i64, Refusal> {
    let mut tx = db.write(&officer()).await?;
    let number = actions::freeze(&mut tx, 2011, reason).await?;
    tx.save().await?;
    Ok(number)
}

#[test]
fn all_districts_are_there_the_silent_too_and_statements_are_word_for_word() {
    on_both(|db| async move {
        figures(&db).await;
        submit(&db).await;
        let mut conn = db.read().await.unwrap();
        let c = view::compile(&mut conn, 2011, db.today(), false).await.unwrap();
        assert_eq!((c.matrix.len(), c.silent.len()), (38, 37));
        let work = c.part("arbete").unwrap();
        assert_eq!(work.statements.len(), 1);
        assert_eq!(
            (work.statements[0].text.as_str(), work.statements[0].report.as_str()),
            ("Egna ord om skaggetorp.arbete", "linkoping-2011")
        );
        assert_eq!(c.part(COOPERATION).unwrap().statements.len(), 2);
        for table in c.areas.iter().flat_map(|a| &a.indicators) {
            let s = table.spread;
            assert_eq!((table.rows.len(), s.shown + s.missing + s.suppressed + s.not_applicable), (38, 38), "{}", table.indicator.key);
        }
        let of = |slug: &str| c.matrix.iter().find(|r| r.district == slug).unwrap();
        assert_eq!((of("skaggetorp").report.mark, of("alby").report.mark), (Mark::Done, Mark::Due));
        assert_eq!(of("alby").municipality_code, "0127");
    });
}

#[test]
fn an_edition_never_changes_and_a_later_one_stands_beside_it_with_its_reason() {
    on_both(|db| async move {
        programme(&db).await;
        assert!(matches!(freeze(&db, "").await, Err(Refusal::Rule(_))), "no introduction");
        assert_eq!(save(&db, INTRODUCTION, "Inledning.", 0).await.unwrap(), Saved { version: 1, changed: true });
        assert_eq!(save(&db, INTRODUCTION, "Inledning.", 1).await.unwrap(), Saved { version: 1, changed: false });
        assert_eq!(save(&db, INTRODUCTION, "Inledning.", 0).await.unwrap().version, 1, "what stands already has lost no race");
        assert!(matches!(save(&db, INTRODUCTION, "Annan flik.", 0).await, Err(Refusal::Stale(_))));
        assert!(matches!(save(&db, "kultur", "x", 0).await, Err(Refusal::NotFound)));
        assert_eq!(freeze(&db, "").await.unwrap(), 1);
        submit(&db).await;
        save(&db, INTRODUCTION, "Ny inledning.", 1).await.unwrap();
        assert!(matches!(freeze(&db, "").await, Err(Refusal::Rule(_))), "a later edition says what is new");
        assert_eq!(freeze(&db, "Linköpings redovisning har kommit in.").await.unwrap(), 2);
        let mut conn = db.read().await.unwrap();
        let one = store::content(&mut conn, 2011, 1).await.unwrap().unwrap();
        let two = view::document(&mut conn, 2011, None, db.today()).await.unwrap().unwrap();
        assert_eq!((one.introduction.as_str(), one.silent.len(), one.reports.len()), ("Inledning.", 38, 0));
        assert_eq!((two.content.introduction.as_str(), two.content.silent.len()), ("Ny inledning.", 37));
        let duties = evidence::compilation::duties(&mut conn, db.today()).await.unwrap();
        assert!(duties[0].done.is_none() && duties[0].since.is_none(), "all may still report: this is no compilation of the year");
        drop(conn);
        let after = db.with_clock(platform::clock::Clock::starting("2011-12-02".parse().unwrap()));
        let owed = async || evidence::compilation::duties(&mut after.read().await.unwrap(), after.today()).await.unwrap().remove(0);
        assert_eq!((owed().await.done, owed().await.since), (None, "2011-12-02".parse().ok()));
        save(&after, INTRODUCTION, "Året är slut.", 2).await.unwrap();
        freeze(&after, "Sista dagen har gått.").await.unwrap();
        assert_eq!(owed().await.done, "2011-12-02".parse().ok());
    });
}

#[test]
fn only_the_state_writes_and_nobody_reads_its_draft() {
    on_both(|db| async move {
        figures(&db).await;
        submit(&db).await;
        save(&db, INTRODUCTION, "Ett utkast som ingen annan ska se.", 0).await.unwrap();
        let w = world(db.clone());
        let state = w.sign_in(Role::StateOfficer, None).await;
        let other = w.sign_in(Role::Coordinator, Some("0127")).await;
        assert_eq!(w.get("/sammanstallning/2011/utkast", &other).await.status, StatusCode::FORBIDDEN);
        assert_eq!(w.post("/sammanstallning/2011/utgavor", &other, &[]).await.status, StatusCode::FORBIDDEN);
        for lang in ["sv", "en"] {
            for page in ["", "/arbete", "/trygghet", "/samverkan", "?vad=redovisning&lage=done"] {
                let mark = if page.contains('?') { '&' } else { '?' };
                let answer = w.get(&format!("/sammanstallning/2011{page}{mark}lang={lang}"), "").await;
                assert_eq!(answer.status, StatusCode::OK, "{page}");
                check_page(&answer.text());
                assert!(!answer.text().contains("Ett utkast"));
            }
            check_page(&w.get(&format!("/sammanstallning/2011/utkast?lang={lang}"), &state).await.text());
        }
        let area = w.get("/sammanstallning/2011/arbete", "").await.text();
        assert!(area.contains("/redovisningar/linkoping-2011?version=1#skaggetorp.arbete"), "a statement leads to its report");
        assert!(area.contains("id=\"alby\""), "the silent have their place");
        let report = w.get("/redovisningar/linkoping-2011", "").await.text();
        assert!(report.contains("/sammanstallning/2011/arbete#skaggetorp"), "and the report leads back");
        let frozen = w.post("/sammanstallning/2011/utgavor", &state, &[]).await;
        assert_eq!(frozen.location, "/sammanstallning/2011/utgavor/1?klart=compilation-frozen");
        check_page(&w.get("/sammanstallning/2011/utgavor/1", "").await.text());
        check_page(&w.get("/sammanstallning/2011/arbete?utgava=1", "").await.text());
        assert_eq!(w.get("/api/v1/compilations/2011", "").await.etag, "\"1\"");
        assert_eq!(w.get("/sammanstallning/2012", "").await.status, StatusCode::NOT_FOUND);
        assert_eq!(w.get("/sammanstallning/2011/kultur", "").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn sheets_keep_codes_as_text_and_never_carry_a_withheld_number() {
    on_both(|db| async move {
        figures(&db).await;
        let w = world(db.clone());
        let c = view::compile(&mut db.read().await.unwrap(), 2011, db.today(), false).await.unwrap();
        let s = platform::web::Shell::outside(&w.app, wording::Lang::Sv, platform::access::Caller::nobody());
        let sheets = view::sheets(&s, &c, None);
        assert_eq!(sheets.len(), 3);
        let tidy = &sheets[1];
        let at = |name: &str| tidy.columns.iter().position(|c| c == name).unwrap();
        assert!(tidy.rows.iter().any(|r| r[at("municipality_code")] == view::Value::Text("0127".into())));
        assert_eq!(tidy.rows.len(), 38 * c.areas.iter().map(|a| a.indicators.len()).sum::<usize>());
        for row in tidy.rows.iter().filter(|r| r[at("status")] == view::Value::Text("suppressed".into())) {
            assert_eq!((&row[at("value")], &row[at("numerator")]), (&view::Value::Empty, &view::Value::Empty));
        }
        assert!(tidy.rows.iter().all(|r| r[at("synthetic")] == view::Value::Text("synthetic".into())));
        assert!(sheets.iter().all(|sheet| sheet.rows.iter().all(|r| r.len() == sheet.columns.len())), "every row fits its columns");
    });
}
