//! # organisation
//!
//! The organisations that meet around an agreement: "statliga myndigheter, kommuner, landsting och aktörer inom den privata och den ideella
//! sektorn" (the decision), property owners and residents' organisations (§ 3).
//!
//! Invariants: what is said of an organisation is kept in versions, a correction is a new one with its reason; an organisation has the period
//! it exists in; a municipality adds partners in its own name only.

pub mod actions;
pub mod api;
mod pages;
pub mod rules;
pub mod store;
mod view;

use platform::access::{Act, Role};
use platform::demo::Step;
use platform::web::Routes;
use platform::{Conn, Duty};
use rules::Wish;

/// Who meets around an agreement is there for everybody to see.
pub static READ: Act = Act::public("organisation.read");

/// The demo's housing company in Botkyrka; it exists in the demo only and says so in its name.
pub const DEMO_HOUSING: (&str, &str) = ("demobostader-botkyrka", "Demobostäder i Botkyrka (påhittad)");

/// The room's pages and API.
pub fn routes() -> Routes {
    Routes::new()
        .get("/organisationer", &READ, pages::list)
        .get("/organisationer/{id}", &READ, pages::show)
        .get("/organisationer/{id}/rattelse", &actions::CORRECT, pages::edit)
        .post("/organisationer/{id}/rattelse", &actions::CORRECT, pages::correct)
        .get("/kommuner/{slug}/organisationer/ny", &actions::ADD, pages::new)
        .post("/kommuner/{slug}/organisationer/ny", &actions::ADD, pages::add)
        .get("/api/v1/organisations", &READ, api::list)
        .post("/api/v1/organisations", &actions::ADD, api::add)
        .get("/api/v1/organisations/{id}", &READ, api::one)
        .put("/api/v1/organisations/{id}", &actions::CORRECT, api::correct)
}

/// The register itself owes nothing; who is to join which partnership is the partnership's duty.
///
/// # Errors
/// None.
pub async fn duties(_conn: &mut Conn, _today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    Ok(Vec::new())
}

/// Botkyrka's coordinator adds the demo's housing company in good time before the partnership is formed.
pub fn story() -> Vec<Step> {
    vec![Step::new((2011, 1, 10), "Botkyrka lägger till ett bostadsbolag som part", |db, cast| async move {
        let caller = cast.of(Role::Coordinator, Some("0127"))?;
        let mut tx = db.write(&caller).await?;
        let (id, name) = DEMO_HOUSING;
        let wish = Wish { id: id.into(), name: name.into(), kind: "property_owner".into(), ..Wish::default() };
        actions::add(&mut tx, "0127", &wish).await?;
        tx.save().await
    })]
}
