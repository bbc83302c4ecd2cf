//! The generator's figures, as they come in and as other rooms read them.

use figures::statistics::rules::{Place, shown};
use figures::statistics::{actions, store, synthetic, view};
use platform::Db;
use platform::access::{Caller, Role};
use platform::testkit::{on_both, person};
use series::Status;

/// The programme's places and the generator's figures.
pub async fn loaded(db: &Db) {
    agreements::programme::actions::ensure(db).await.unwrap();
    let mut tx = db.write(&Caller::system()).await.unwrap();
    let outcome = actions::load_synthetic(&mut tx).await.unwrap();
    assert!(outcome.is_clean() && outcome.rows > 25_000 && outcome.delivery_id == Some(1));
    tx.save().await.unwrap();
}

#[test]
fn the_demo_has_every_indicator_for_every_place_and_says_that_it_is_synthetic() {
    on_both(|db| async move {
        loaded(&db).await;
        let mut conn = db.read().await.unwrap();
        assert!(store::is_synthetic(&mut conn).await.unwrap());
        assert_eq!(store::vintage(&mut conn).await.unwrap(), 1);
        let picture = store::picture(&mut conn, "alby").await.unwrap();
        assert_eq!((picture.indicators.len(), picture.latest_year, picture.synthetic, picture.vintage), (10, Some(2011), true, 1));
        let employed = picture.of("forvarvsarbetande").unwrap();
        assert_eq!(employed.district.points.keys().copied().collect::<Vec<_>>(), [2005, 2006, 2007, 2008, 2009, 2010]);
        let four = employed.comparison(2010);
        for (cell, low, high) in
            [(four.district, 0.4, 0.68), (four.all_districts, 0.45, 0.62), (four.municipality, 0.6, 0.85), (four.nation, 0.72, 0.82)]
        {
            assert!(cell.value().is_some_and(|v| (low..high).contains(&v)), "{cell:?} is not within {low}–{high}");
        }
        let klockartorpet = store::picture(&mut conn, "klockartorpet").await.unwrap();
        assert!(klockartorpet.of("forvarvsarbetande").unwrap().latest().is_some_and(|(year, _)| year == 2010));
        assert!(store::picture(&mut conn, "nowhere").await.unwrap().indicators[0].district.points.is_empty());
    });
}

#[test]
fn women_and_men_are_everyone_and_the_districts_are_their_sum() {
    on_both(|db| async move {
        loaded(&db).await;
        let mut conn = db.read().await.unwrap();
        let of = async |conn: &mut platform::Conn, place: &Place, group: &str| {
            store::series(conn, place, "forvarvsarbetande", group).await.unwrap().points[&2009]
        };
        let mut sum = 0;
        for district in agreements::place::store::districts(&mut conn).await.unwrap() {
            let place = Place::District(district.id);
            let [all, women, men] =
                [of(&mut conn, &place, "alla").await, of(&mut conn, &place, "kvinnor").await, of(&mut conn, &place, "man").await];
            assert_eq!(all.numerator, Some(women.numerator.unwrap() + men.numerator.unwrap()));
            assert_eq!(all.denominator, Some(women.denominator.unwrap() + men.denominator.unwrap()));
            sum += all.numerator.unwrap();
        }
        assert_eq!(of(&mut conn, &Place::AllDistricts, "alla").await.numerator, Some(sum));
        let values = store::all_districts_values(&mut conn, "forvarvsarbetande", 2009).await.unwrap();
        assert_eq!((values.len(), values[0].0.as_str()), (38, "alby"));
        assert_eq!(values.iter().filter_map(|(_, o)| o.numerator).sum::<i64>(), sum);
        let (year, latest) = store::latest(&mut conn, &Place::Nation, "oppet_arbetslosa").await.unwrap().unwrap();
        assert!(year == 2011 && latest.status == Status::Observed);
    });
}

#[test]
fn gaps_are_objects_with_reason_owner_and_what_they_block() {
    on_both(|db| async move {
        loaded(&db).await;
        let mut conn = db.read().await.unwrap();
        let all = store::gaps(&mut conn, None).await.unwrap();
        let said: Vec<_> = all
            .iter()
            .map(|g| (g.district.as_str(), g.indicator.as_str(), g.year, g.reason.key(), figures::statistics::rules::owner_key(&g.owner)))
            .collect();
        for expected in [
            ("klockartorpet", "fullfoljd_gymnasieutbildning", 2010, "absent", "0581".to_owned()),
            ("skonsberg", "nystartade_foretag", 2010, "partial", "state".to_owned()),
            ("araby", "trygg_utomhus", 2010, "withheld", "0780".to_owned()),
            ("hertson", "trygg_utomhus", 2010, "absent", "2580".to_owned()),
            ("brynas", "kvarboende", 2009, "absent", "state".to_owned()),
        ] {
            assert!(said.contains(&expected), "{expected:?} is not among {said:?}");
        }
        assert_eq!(store::gaps(&mut conn, Some("0581")).await.unwrap().len(), 1);
        assert_eq!(all.iter().find(|g| g.district == "hertson").unwrap().blocks().len(), 3);
        assert_eq!(all.iter().find(|g| g.district == "brynas").unwrap().blocks().len(), 2);
    });
}

#[test]
fn some_figures_are_withheld_and_never_alone() {
    on_both(|db| async move {
        loaded(&db).await;
        let mut conn = db.read().await.unwrap();
        let indicator = figures::indicator::store::one(&mut conn, "gymnasiebehorighet").await.unwrap().unwrap();
        let mut any = 0;
        for year in 2005..=2010 {
            let values = store::all_districts_values(&mut conn, "gymnasiebehorighet", year).await.unwrap();
            let withheld: Vec<_> =
                values.iter().filter(|(_, o)| shown(&indicator, *o).is_suppressed()).map(|(slug, _)| slug.as_str()).collect();
            assert_ne!(withheld.len(), 1, "{withheld:?} follows from the sum of all districts {year}");
            any += withheld.len();
        }
        assert!(any > 0, "Fornhöjden has too few school-leavers");
    });
}

#[test]
fn the_same_seed_gives_the_same_file_and_loading_again_changes_nothing() {
    on_both(|db| async move {
        loaded(&db).await;
        let mut conn = db.read().await.unwrap();
        let universe = store::universe(&mut conn).await.unwrap();
        assert_eq!(synthetic::csv(&universe, 7), synthetic::csv(&universe, 7));
        assert_ne!(synthetic::csv(&universe, 7), synthetic::csv(&universe, 8));
        drop(conn);
        let mut tx = db.write(&Caller::system()).await.unwrap();
        let again = actions::load_synthetic(&mut tx).await.unwrap();
        assert_eq!((again.new, again.changed, again.delivery_id), (0, 0, None));
        assert_eq!(again.unchanged, again.rows);
    });
}

#[test]
fn a_district_as_json_has_definitions_and_the_four_levels() {
    on_both(|db| async move {
        loaded(&db).await;
        let mut conn = db.read().await.unwrap();
        let json = view::district_json(&mut conn, "hassleholmen", Some(2010)).await.unwrap();
        assert_eq!(
            (json["codes"][0].as_str(), json["year"].as_i64(), json["synthetic"].as_bool()),
            (Some("14900041"), Some(2010), Some(true))
        );
        let first = &json["figures"][0];
        assert_eq!(first["indicator"]["key"], "forvarvsarbetande");
        for level in ["district", "municipality", "all_districts", "nation"] {
            assert_eq!(first[level]["state"], "shown", "{level}");
        }
        assert!(view::district_json(&mut conn, "nowhere", None).await.is_err());
    });
}

#[test]
fn one_who_delivers_nothing_cannot_load() {
    on_both(|db| async move {
        agreements::programme::actions::ensure(&db).await.unwrap();
        let mut tx = db.write(&person(Role::Evaluator, None)).await.unwrap();
        assert!(actions::load_synthetic(&mut tx).await.is_err());
    });
}
