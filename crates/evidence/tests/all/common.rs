//! A world with the programme, its registry and synthetic figures, and people who are not the same person.

use platform::Db;
use platform::access::{Assignment, Caller, Role};
use platform::testkit::World;

/// The house with all that it rests on.
pub fn world(db: Db) -> World {
    let routes = agreements::routes().merge(figures::routes()).merge(plans::routes()).merge(evidence::routes());
    World::new(db, routes, &[agreements::TEXTS, figures::TEXTS, plans::TEXTS, evidence::TEXTS])
}

/// The programme loaded, without figures.
pub async fn programme(db: &Db) {
    agreements::programme::actions::ensure(db).await.expect("the programme");
}

/// The programme and synthetic figures.
pub async fn figures(db: &Db) {
    programme(db).await;
    let mut tx = db.write(&Caller::system()).await.expect("a write");
    figures::statistics::actions::load_synthetic(&mut tx).await.expect("the figures");
    tx.save().await.expect("saved");
}

/// Somebody with these roles for a municipality (`None`: for the State), told apart by name.
pub fn who(name: &str, roles: &[Role], municipality: Option<&str>) -> Caller {
    let organisation = municipality.map_or_else(|| "regeringskansliet".to_owned(), |code| format!("kommun-{code}"));
    let held = |role: &Role| Assignment {
        role: *role,
        organisation_id: organisation.clone(),
        organisation_name: organisation.clone(),
        municipality_code: municipality.map(str::to_owned),
    };
    Caller::person(format!("id-{name}"), name, roles.iter().map(held).collect())
}

pub fn coordinator() -> Caller {
    who("samordnaren", &[Role::Coordinator], Some("0127"))
}

pub fn certifier() -> Caller {
    who("attestanten", &[Role::Certifier], Some("0127"))
}

pub fn officer() -> Caller {
    who("handläggaren", &[Role::StateOfficer], None)
}
