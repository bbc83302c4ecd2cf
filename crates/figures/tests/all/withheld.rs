//! What is withheld goes out nowhere.

use super::synthetic::loaded;
use figures::statistics::{actions, store};
use platform::testkit::on_both;
use std::collections::BTreeMap;

/// Area, year, group → numerator and denominator, none where it is withheld.
type Rows = BTreeMap<(String, String, String), Option<(i64, i64)>>;

fn rows(csv: &str) -> Rows {
    let mut all = Rows::new();
    for line in csv.lines().skip(1) {
        let cells: Vec<_> = line.split(';').collect();
        let count = cells[4].parse().ok().zip(cells[5].parse().ok());
        assert!(count.is_some() || !cells[6].is_empty(), "a row without numbers says why: {line}");
        if cells[6] == ".." || count.is_some() {
            all.insert((cells[0].to_owned(), cells[1].to_owned(), cells[3].to_owned()), count);
        }
    }
    all
}

#[test]
fn a_public_file_keeps_the_rule_and_no_single_area_is_withheld_in_its_district() {
    on_both(|db| async move {
        loaded(&db).await;
        let mut conn = db.read().await.unwrap();
        let csv = actions::public_csv(&mut conn, Some("gymnasiebehorighet")).await.unwrap();
        let rows = rows(csv.trim_start_matches('\u{feff}'));
        assert!(rows.values().filter(|v| v.is_none()).count() > 50, "areas have too few school-leavers");
        for ((area, year, group), count) in &rows {
            if let Some((x, n)) = count {
                assert!(*n > 20 && *x > 5 && *x < n - 5, "{area} {year} {group} shows {x} of {n}");
            }
        }
        for district in agreements::place::store::districts(&mut conn).await.unwrap().iter().filter(|d| d.codes.len() > 1) {
            for (year, group) in (2005..=2010).flat_map(|y| ["alla", "kvinnor", "man"].map(|g| (y.to_string(), g.to_owned()))) {
                let of = |code: &String| rows.get(&(code.clone(), year.clone(), group.clone())).copied().flatten();
                let withheld = district.codes.iter().filter(|code| of(code).is_none()).count();
                assert_ne!(withheld, 1, "{} {year} {group}", district.id);
            }
        }
        for ((area, year, _), _) in rows.iter().filter(|((.., group), _)| group == "alla") {
            let of = |group: &str| rows.get(&(area.clone(), year.clone(), group.to_owned())).copied().flatten().is_none();
            assert!(of("alla") || of("kvinnor") == of("man"), "{area} {year}: one sex follows from the other");
        }
    });
}

#[test]
fn a_public_file_is_taken_back_in_by_an_empty_house_and_goes_out_the_same() {
    on_both(|db| async move {
        loaded(&db).await;
        let csv = actions::public_csv(&mut db.read().await.unwrap(), Some("ohalsotal")).await.unwrap();
        let other = platform::testkit::fresh(platform::Engine::Sqlite).await;
        agreements::programme::actions::ensure(&other).await.unwrap();
        let system = platform::access::Caller::system();
        let mut tx = other.write(&system).await.unwrap();
        figures::indicator::actions::load(&mut tx).await.unwrap();
        let file = actions::File { name: "ut.csv".into(), bytes: csv.clone().into_bytes().into(), synthetic: false };
        let outcome = actions::import(&mut tx, file, false).await.unwrap();
        assert_eq!((outcome.fault_count, outcome.new), (0, outcome.rows));
        tx.save().await.unwrap();
        assert!(store::is_synthetic(&mut other.read().await.unwrap()).await.unwrap(), "the mark comes back in with the figures");
        let again = actions::public_csv(&mut other.read().await.unwrap(), Some("ohalsotal")).await.unwrap();
        let lines = |csv: &str| csv.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
        let (before, after) = (lines(&csv), lines(&again));
        assert!(before.difference(&after).next().is_none(), "{:?}", before.difference(&after).next());
    });
}
