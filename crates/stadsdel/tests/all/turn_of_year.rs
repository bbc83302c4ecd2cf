//! When the programme's year has run out, what was owed is still owed and what was in force was in force.

use super::{demo_on, runtime};
use evidence::compilation::rules::{Mark, counts};

#[test]
fn what_was_owed_when_the_agreements_ran_out_is_still_owed_and_overdue() {
    runtime().block_on(async {
        let world = demo_on("2012-01-15".parse().ok()).await;
        let (db, today) = (world.db(), world.db().today());
        let mut conn = db.read().await.unwrap();
        let duties = stadsdel::wiring::duties(&mut conn, today).await.unwrap();
        let overdue = |key: &str, place: &str| {
            duties.iter().any(|d| d.key == key && d.address.contains(place) && d.done.is_none() && d.due.is_some_and(|due| due < today))
        };
        assert!(overdue("duty-report-submit", "botkyrka") && overdue("duty-plan-submit", "alby"));
        assert!(!overdue("duty-report-submit", "vaxjo") && !overdue("duty-plan-submit", "araby"), "no agreement was in force");
        let read: Vec<_> = duties.iter().filter(|d| d.key == "duty-report-read").collect();
        assert!(!read.is_empty() && read.iter().all(|d| d.since.is_some_and(|since| since < today)));
        let compilation = duties.iter().find(|d| d.key == "duty-compilation").unwrap();
        assert!(compilation.done.is_none() && compilation.since == "2011-12-02".parse().ok());

        let matrix = evidence::compilation::view::matrix(&mut conn, 2011, today).await.unwrap();
        let alby = matrix.iter().find(|row| row.district == "alby").unwrap();
        assert_eq!((alby.agreement.key.as_str(), alby.agreement.on), ("compilation-agreement-expired", "2011-12-31".parse().ok()));
        let done = counts(&matrix, |row| &row.agreement).into_iter().find(|(mark, _)| *mark == Mark::Done).unwrap().1;
        assert_eq!(done, 28, "districts whose municipality had an agreement in force");
        drop(conn);
        let start = world.get("/", "").await.text();
        assert!(start.contains("0 av 21") && !start.contains("15 av 21"));
        let agreement = world.get("/avtal/botkyrka-2011", "").await.text();
        assert!(agreement.contains("gällde från"), "an agreement that has run out does not say that it is in force");
    });
}
