//! A file comes in whole or not at all.

use super::synthetic::loaded;
use figures::statistics::actions::{self, File, ImportOutcome, import_file};
use figures::statistics::rules::{ALL, Place};
use figures::statistics::store;
use platform::access::{Caller, Role};
use platform::events;
use platform::testkit::{on_both, person};
use platform::{Db, Refusal};
use series::Observation;

fn file(text: &str) -> File {
    File { name: "leverans.csv".into(), bytes: text.as_bytes().to_vec().into(), synthetic: false }
}

fn rows(lines: &[&str]) -> File {
    file(&format!("omrade;ar;indikator;grupp;taljare;namnare;status\n{}\n", lines.join("\n")))
}

async fn deliver(db: &Db, lines: &[&str]) -> ImportOutcome {
    import_file(db, &person(Role::Statistician, None), rows(lines), false).await.unwrap()
}

/// Places and registry, without figures.
async fn empty(db: &Db) {
    agreements::programme::actions::ensure(db).await.unwrap();
    let mut tx = db.write(&Caller::system()).await.unwrap();
    figures::indicator::actions::load(&mut tx).await.unwrap();
    tx.save().await.unwrap();
}

const FITTJA: [&str; 3] = [
    "01270011;2009;forvarvsarbetande;alla;400;900;",
    "01270012;2009;forvarvsarbetande;alla;300;700;",
    "01270013;2009;forvarvsarbetande;alla;1;4;",
];

async fn fittja(db: &Db) -> Option<Observation> {
    let mut conn = db.read().await.unwrap();
    store::series(&mut conn, &Place::District("fittja".into()), "forvarvsarbetande", ALL).await.unwrap().points.get(&2009).copied()
}

#[test]
fn a_try_tells_what_would_change_and_writes_nothing() {
    on_both(|db| async move {
        empty(&db).await;
        let before = events::head_seq(&mut db.read().await.unwrap()).await.unwrap();
        let tried = import_file(&db, &person(Role::Statistician, None), rows(&FITTJA), true).await.unwrap();
        assert_eq!((tried.new, tried.changed, tried.dry_run, tried.delivery_id, tried.diff.len()), (3, 0, true, None, 3));
        assert_eq!((tried.diff[0].area.as_str(), tried.diff[0].before, tried.diff[0].after), ("01270011", None, Observation::of(400, 900)));
        assert_eq!(fittja(&db).await, None);
        assert_eq!(events::head_seq(&mut db.read().await.unwrap()).await.unwrap(), before);
    });
}

#[test]
fn the_same_file_again_changes_nothing_and_a_correction_keeps_what_stood() {
    on_both(|db| async move {
        empty(&db).await;
        let first = deliver(&db, &FITTJA).await;
        assert_eq!((first.new, first.delivery_id), (3, Some(1)));
        assert_eq!(fittja(&db).await, Some(Observation::of(701, 1604)));
        let again = deliver(&db, &FITTJA).await;
        assert_eq!((again.new, again.changed, again.unchanged, again.delivery_id), (0, 0, 3, None));
        let corrected = deliver(&db, &["01270011;2009;forvarvsarbetande;alla;410;900;", FITTJA[1]]).await;
        assert_eq!((corrected.changed, corrected.unchanged, corrected.withdrawn, corrected.delivery_id), (1, 1, 0, Some(2)));
        assert_eq!(fittja(&db).await, Some(Observation::of(711, 1604)));
        let mut conn = db.read().await.unwrap();
        let past = store::observations::history(&mut conn, 2, 10).await.unwrap();
        assert_eq!((past.len(), past[0].area.as_str(), past[0].numerator, past[0].delivery), (1, "01270011", Some(400), 1));
        let all = store::deliveries(&mut conn).await.unwrap();
        assert_eq!((all.len(), all[0].number, all[0].changed, all[0].delivered_by.as_str()), (2, 2, 1, "statistician"));
    });
}

#[test]
fn a_year_is_laid_beside_the_years_that_are_there() {
    on_both(|db| async move {
        empty(&db).await;
        deliver(&db, &FITTJA).await;
        let next = FITTJA.map(|row| row.replace("2009", "2008"));
        let added = deliver(&db, &next.each_ref().map(String::as_str)).await;
        assert_eq!((added.new, added.changed, added.unchanged), (3, 0, 0));
        let mut conn = db.read().await.unwrap();
        let series = store::series(&mut conn, &Place::District("fittja".into()), "forvarvsarbetande", ALL).await.unwrap();
        assert_eq!(series.points.keys().copied().collect::<Vec<_>>(), [2008, 2009]);
    });
}

#[test]
fn a_single_fault_keeps_the_whole_file_out() {
    on_both(|db| async move {
        empty(&db).await;
        let outcome =
            deliver(&db, &[FITTJA[0], FITTJA[1], "1270013;2009;forvarvsarbetande;alla;1;4;", "01270001;2009;forvarvsarbetande;alla;9;4;"])
                .await;
        let rules: Vec<_> = outcome.faults.iter().map(|f| (f.rule, f.row, f.hint.as_str())).collect();
        assert_eq!(rules, [("import-zero-lost", 4, "01270013"), ("import-numerator-above", 5, "4")]);
        assert_eq!((outcome.fault_count, outcome.faulty_rows, outcome.unlisted.len()), (2, 2, 0));
        assert_eq!((outcome.delivery_id, fittja(&db).await), (None, None));
    });
}

#[test]
fn a_mark_over_a_figure_is_counted_as_withdrawn() {
    on_both(|db| async move {
        empty(&db).await;
        deliver(&db, &FITTJA).await;
        let withdrawn = deliver(&db, &["01270011;2009;forvarvsarbetande;alla;;;.."]).await;
        assert_eq!((withdrawn.changed, withdrawn.withdrawn), (1, 1));
        assert_eq!(fittja(&db).await, Some(Observation::missing()), "a sum without one of its areas would be too low");
    });
}

#[test]
fn a_coordinator_delivers_for_their_own_municipality_only() {
    on_both(|db| async move {
        empty(&db).await;
        let caller = person(Role::Coordinator, Some("0127"));
        let outcome = import_file(
            &db,
            &caller,
            rows(&[FITTJA[0], "14800401;2009;forvarvsarbetande;alla;9;40;", "00;2009;forvarvsarbetande;alla;9;40;"]),
            false,
        )
        .await
        .unwrap();
        assert_eq!(
            outcome.faults.iter().map(|f| (f.rule, f.row)).collect::<Vec<_>>(),
            [("import-outside-mandate", 3), ("import-outside-mandate", 4)]
        );
        let outcome = import_file(&db, &caller, rows(&FITTJA), false).await.unwrap();
        assert_eq!(outcome.delivery_id, Some(1));
        for role in [Role::Certifier, Role::StateOfficer, Role::Evaluator] {
            assert!(matches!(import_file(&db, &person(role, Some("0127")), rows(&FITTJA), true).await, Err(Refusal::Forbidden(_))));
        }
        assert!(matches!(import_file(&db, &Caller::nobody(), rows(&FITTJA), true).await, Err(Refusal::SignIn)));
    });
}

#[test]
fn figures_on_a_municipalitys_own_codes_need_its_consent() {
    on_both(|db| async move {
        empty(&db).await;
        let nyko = ["NYKO0581-412;2009;forvarvsarbetande;alla;900;2000;"];
        assert_eq!(deliver(&db, &nyko).await.faults[0].rule, "import-consent");
        let coordinator = person(Role::Coordinator, Some("0581"));
        let mut tx = db.write(&coordinator).await.unwrap();
        let day = tx.today();
        assert!(matches!(actions::record_consent(&mut tx, "0580", Some(day), "KS 2011/7").await, Err(Refusal::Forbidden(_))));
        let Err(Refusal::Rule(faults)) = actions::record_consent(&mut tx, "0581", None, " ").await else {
            panic!("neither day nor reference")
        };
        assert_eq!(faults.len(), 2);
        actions::record_consent(&mut tx, "0581", Some(day), "KS 2011/7").await.unwrap();
        tx.save().await.unwrap();
        assert_eq!(deliver(&db, &nyko).await.delivery_id, Some(1));
    });
}

#[test]
fn the_whole_basis_goes_out_and_comes_back_unchanged() {
    on_both(|db| async move {
        loaded(&db).await;
        let statistician = person(Role::Statistician, None);
        let mut conn = db.read().await.unwrap();
        let csv = actions::whole_csv(&mut conn, &statistician, None).await.unwrap();
        let own = actions::whole_csv(&mut conn, &person(Role::Coordinator, Some("0127")), Some("ohalsotal")).await.unwrap();
        assert!(own.lines().skip(1).all(|line| line.starts_with("\"0127")) && own.lines().count() > 300);
        assert!(matches!(actions::whole_csv(&mut conn, &person(Role::Evaluator, None), None).await, Err(Refusal::Forbidden(_))));
        drop(conn);
        assert!(csv.lines().skip(1).all(|line| line.ends_with(";syntetisk")), "the mark goes out with the figures");
        let back = import_file(&db, &statistician, file(&csv), false).await.unwrap();
        assert_eq!((back.fault_count, back.new, back.changed, back.unchanged), (0, 0, 0, back.rows));
        assert!(back.rows > 25_000);
    });
}

#[test]
fn a_gap_closes_when_its_figure_comes() {
    on_both(|db| async move {
        loaded(&db).await;
        let mut conn = db.read().await.unwrap();
        let gap = store::gaps(&mut conn, None).await.unwrap().into_iter().find(|g| g.district == "skonsberg").unwrap();
        let mut tx = db.write(&person(Role::Statistician, None)).await.unwrap();
        let to = platform::Owner::Municipality("2281".into());
        actions::assign_gap(&mut tx, &gap.id, &to, "Kommunen mäter själv.", gap.version).await.unwrap();
        assert!(matches!(actions::assign_gap(&mut tx, &gap.id, &to, "", gap.version).await, Err(Refusal::Stale(_))));
        tx.save().await.unwrap();
        let caller = person(Role::Coordinator, Some("2281"));
        let mut tx = db.write(&caller).await.unwrap();
        assert!(matches!(actions::assign_gap(&mut tx, &gap.id, &platform::Owner::State, "", gap.version + 1).await, Err(Refusal::Rule(_))));
        actions::comment_gap(&mut tx, &gap.id, "Beställt.").await.unwrap();
        tx.save().await.unwrap();
        let mut tx = db.write(&person(Role::Coordinator, Some("0127"))).await.unwrap();
        assert!(matches!(actions::comment_gap(&mut tx, &gap.id, "x").await, Err(Refusal::Forbidden(_))));
        drop(tx);
        let row = "22810042;2010;nystartade_foretag;alla;12;1400;";
        let outcome = import_file(&db, &caller, rows(&[row]), false).await.unwrap();
        assert_eq!(outcome.new, 1);
        let closed = store::gaps::gap(&mut conn, &gap.id).await.unwrap().unwrap();
        assert_eq!(closed.closed_on.as_deref(), Some("2011-11-14"));
        let events: Vec<_> = store::gaps::events(&mut conn, &gap.id).await.unwrap().into_iter().map(|e| e.kind).collect();
        assert_eq!(events, ["assigned", "comment", "closed"]);
        let mut tx = db.write(&caller).await.unwrap();
        assert!(matches!(actions::comment_gap(&mut tx, &gap.id, "sent").await, Err(Refusal::Rule(_))));
    });
}

#[test]
fn making_places_anew_changes_nothing_when_nothing_has_changed() {
    on_both(|db| async move {
        loaded(&db).await;
        let mut tx = db.write(&person(Role::Statistician, None)).await.unwrap();
        assert_eq!(actions::rebuild_all(&mut tx).await.unwrap(), 0);
        tx.save().await.unwrap();
        assert_eq!(store::vintage(&mut db.read().await.unwrap()).await.unwrap(), 1);
        let mut tx = db.write(&person(Role::Coordinator, Some("0127"))).await.unwrap();
        assert!(matches!(actions::rebuild_all(&mut tx).await, Err(Refusal::Forbidden(_))));
    });
}
