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

/// The room's part of the API's description.
#[derive(utoipa::OpenApi)]
#[openapi(paths(journal::api, description), components(schemas(platform::events::Link)))]
pub struct Doc;

/// The API's description, made of the rooms' own.
#[utoipa::path(get, path = "/api/v1/openapi.json", responses((status = 200, body = Object, description = "OpenAPI")))]
async fn description() -> axum::Json<&'static serde_json::Value> {
    axum::Json(&crate::description::WHOLE)
}
