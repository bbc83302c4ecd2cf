//! What several rooms' tests need: the house behind its router with the programme loaded, and the demo's cast.

use agreements::programme::actions;
use platform::Db;
use platform::access::{Assignment, Caller, Role};
use platform::demo::{Cast, Step};
use platform::testkit::{World, check_page};
use std::sync::Arc;

/// The house with the programme loaded.
pub async fn world(db: Db) -> World {
    actions::ensure(&db).await.unwrap();
    World::new(db, agreements::routes(), &[agreements::TEXTS])
}

/// Reads a page in both languages and checks its form; returns the Swedish one.
pub async fn page(w: &World, path: &str, cookie: &str) -> String {
    let mark = if path.contains('?') { '&' } else { '?' };
    let english = w.get(&format!("{path}{mark}lang=en"), cookie).await;
    assert_eq!(english.status, 200, "{path}: {}", english.text());
    check_page(&english.text());
    let swedish = w.get(&format!("{path}{mark}lang=sv"), cookie).await;
    check_page(&swedish.text());
    swedish.text()
}

fn held(role: Role, municipality: Option<&str>) -> Caller {
    let organisation_id = municipality.map_or_else(|| "regeringskansliet".to_owned(), |code| format!("kommun-{code}"));
    let assignment = Assignment {
        role,
        organisation_name: organisation_id.clone(),
        organisation_id,
        municipality_code: municipality.map(str::to_owned),
    };
    Caller::person(format!("{}-{municipality:?}", role.key()), role.key(), vec![assignment])
}

/// Everybody the demo has in the municipalities and at the Government Offices.
pub async fn cast(db: &Db) -> Cast {
    let mut conn = db.read().await.unwrap();
    let municipalities = agreements::place::store::municipalities(&mut conn).await.unwrap();
    let mut all: Vec<_> = Role::ALL.iter().map(|role| held(*role, None)).collect();
    for m in &municipalities {
        all.extend([Role::Coordinator, Role::Certifier, Role::BoardSecretary].map(|role| held(role, Some(&m.code))));
    }
    Cast(Arc::new(all.into_iter().map(|c| (c.account_id().unwrap_or_default().to_owned(), c)).collect()))
}

/// Plays steps of the demo's story in order of their days, each with the clock on its day.
pub async fn play(db: &Db, mut steps: Vec<Step>) {
    let cast = cast(db).await;
    steps.sort_by_key(|step| step.on);
    for step in steps {
        let there = db.with_clock(platform::clock::Clock::starting(step.on));
        (step.run)(there, cast.clone()).await.unwrap_or_else(|e| panic!("{}: {e:#}", step.what));
    }
}
