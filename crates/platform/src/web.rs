//! The way of one request: router → session, language, origin → the room's page → its verb → answer.

mod app;
mod assets;
mod dress;
mod fields;
mod layers;
mod page_cache;
mod query;
mod refusal;
mod routes;
mod settle;
mod shell;
mod sign_in;
mod typed;
mod version;

pub use app::{App, Demo, DemoPerson};
pub use dress::problem_with;
pub use fields::{Fields, Problem, Problems, Upload, not_among};
pub use layers::serve_ready;
pub use query::{OfVersion, OfYear, QueryOf};
pub use refusal::{Refusal, Stale, Unread};
pub use routes::{RouteInfo, Routes};
pub use settle::{again, autosaved, settle, settle_saved};
pub(crate) use shell::encode as encode_for_tests;
pub use shell::{JOURNAL, Page, Shell, see_other};
pub use sign_in::routes as sign_in_routes;
pub use version::{IfMatch, or_outrun, with_etag};
