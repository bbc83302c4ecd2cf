//! A district's codes are read another way, and its figures follow: from the decision through the worker to value, gap and export.

use agreements::programme::actions::settle;
use agreements::programme::rules::finding::Settlement;
use figures::statistics::actions::{File, import_file, public_csv};
use figures::statistics::rules::{ALL, GapReason, Place};
use figures::statistics::store;
use platform::Db;
use platform::access::{Caller, Role};
use platform::testkit::{on_both, person};
use series::Observation;

const KEY: &str = "forvarvsarbetande";

/// The programme's places and the registry of indicators.
async fn opened(db: &Db) {
    agreements::programme::actions::ensure(db).await.unwrap();
    let mut tx = db.write(&Caller::system()).await.unwrap();
    figures::indicator::actions::load(&mut tx).await.unwrap();
    tx.save().await.unwrap();
}

/// A figure of 2010 for each of these codes.
async fn deliver(db: &Db, figures: &[(&str, i64, i64)]) {
    let rows: String = figures.iter().map(|(code, x, n)| format!("{code};2010;{KEY};alla;{x};{n};\n")).collect();
    let text = format!("omrade;ar;indikator;grupp;taljare;namnare;status\n{rows}");
    let file = File { name: "a.csv".into(), bytes: text.into_bytes().into(), synthetic: false };
    let outcome = import_file(db, &person(Role::Statistician, None), file, false).await.unwrap();
    assert!(outcome.is_clean(), "{:?}", outcome.faults);
}

/// Decides how the codes of Hässleholmen are read, and lets the worker deliver.
async fn read_as(db: &Db, version: i64, notation: &str) {
    let wish =
        Settlement { decision: "other".into(), reading: notation.into(), comment: "Kommunens karta.".into(), ..Settlement::default() };
    let mut tx = db.write(&person(Role::StateOfficer, None)).await.unwrap();
    settle(&mut tx, "zeros-lost-hassleholmen", version, &wish).await.unwrap();
    tx.save().await.unwrap();
    stadsdel::worker::drain(db).await.unwrap();
}

async fn value(db: &Db) -> Option<Observation> {
    let place = Place::District("hassleholmen".into());
    store::series(&mut db.read().await.unwrap(), &place, KEY, ALL).await.unwrap().points.get(&2010).copied()
}

/// Why the district's figure of 2010 is lacking; none when no gap is open.
async fn gap(db: &Db) -> Option<GapReason> {
    let open = store::gaps(&mut db.read().await.unwrap(), Some("1490")).await.unwrap();
    open.into_iter().find(|g| g.district == "hassleholmen" && g.year == 2010).map(|g| g.reason)
}

async fn vintage(db: &Db) -> i64 {
    store::vintage(&mut db.read().await.unwrap()).await.unwrap()
}

const FIVE: [(&str, i64, i64); 5] =
    [("14900041", 400, 900), ("14900042", 300, 700), ("14900043", 200, 500), ("14900044", 250, 600), ("14900045", 350, 800)];

#[test]
fn another_reading_of_the_codes_makes_the_districts_figures_anew() {
    on_both(|db| async move {
        opened(&db).await;
        deliver(&db, &FIVE).await;
        assert_eq!((value(&db).await, gap(&db).await, vintage(&db).await), (Some(Observation::of(1500, 3500)), None, 1));

        read_as(&db, 0, "14900041-44").await;
        assert_eq!((value(&db).await, gap(&db).await, vintage(&db).await), (Some(Observation::of(1150, 2700)), None, 2));

        read_as(&db, 1, "14900041-44,0163").await;
        assert_eq!(value(&db).await, Some(Observation::missing()), "a sum without one of its areas would be too low");
        assert_eq!((gap(&db).await, vintage(&db).await), (Some(GapReason::Partial), 3));

        deliver(&db, &[("14900163", 50, 100)]).await;
        assert_eq!((value(&db).await, gap(&db).await), (Some(Observation::of(1200, 2800)), None));
    });
}

#[test]
fn an_area_that_a_district_has_let_go_of_keeps_its_figures_and_may_get_new_ones() {
    on_both(|db| async move {
        opened(&db).await;
        deliver(&db, &FIVE).await;
        read_as(&db, 0, "14900041-44").await;
        deliver(&db, &[("14900045", 360, 800)]).await;
        let csv = public_csv(&mut db.read().await.unwrap(), Some(KEY)).await.unwrap();
        assert!(csv.contains(&format!("\"14900045\";2010;{KEY};alla;360;800;;")), "{csv}");
        assert_eq!(value(&db).await, Some(Observation::of(1150, 2700)), "it is no part of the district any more");
    });
}
