//! # front
//!
//! The pages that belong to no single room: the start page, search, the journal, the guide.

mod atlas;
mod help;
mod home;
mod journal;
mod search;

use platform::access::Act;
use platform::web::{JOURNAL, Routes};

pub static HOME: Act = Act::public("front.home");
pub static SEARCH: Act = Act::public("front.search");
pub static HELP: Act = Act::public("front.help");

/// `/`, `/sok`, `/journal`, `/hjalp`.
pub fn routes() -> Routes {
    Routes::new()
        .get("/", &HOME, home::show)
        .get("/sok", &SEARCH, search::show)
        .get("/journal", &JOURNAL, journal::show)
        .get("/api/v1/journal", &JOURNAL, journal::api)
        .get("/api/v1/openapi.json", &HELP, description)
        .get("/hjalp", &HELP, help::guide)
        .get("/hjalp/ordlista", &HELP, help::glossary)
        .get("/hjalp/tillganglighet", &HELP, help::accessibility)
}

/// The API's description, made of the rooms' own.
async fn description() -> axum::Json<utoipa::openapi::OpenApi> {
    axum::Json(crate::wiring::openapi())
}
