//! Every house, put together once.

use chrono::NaiveDate;
use platform::demo::Step;
use platform::text::{File, Texts};
use platform::web::{App, Routes, sign_in_routes};
use platform::{Conn, Db, Duty};
use wording::Lang;

/// The binary's own message files.
pub const TEXTS: &[File] = &[
    (Lang::Sv, include_str!("../texts/sv/stadsdel.ftl")),
    (Lang::En, include_str!("../texts/en/stadsdel.ftl")),
    (Lang::Sv, include_str!("../texts/sv/journal.ftl")),
    (Lang::En, include_str!("../texts/en/journal.ftl")),
];

/// All message files above the platform's.
pub const ALL_TEXTS: &[&[File]] = &[agreements::TEXTS, figures::TEXTS, plans::TEXTS, evidence::TEXTS, archive::TEXTS, TEXTS];

/// Every route of the program.
pub fn routes() -> Routes {
    sign_in_routes()
        .merge(agreements::routes())
        .merge(figures::routes())
        .merge(plans::routes())
        .merge(evidence::routes())
        .merge(archive::routes())
        .merge(crate::front::routes())
        .merge(crate::deadline::routes())
}

/// The program on a database.
///
/// # Errors
/// When a message file does not parse.
pub fn app(db: Db) -> anyhow::Result<App> {
    Ok(App::new(db, Texts::new(ALL_TEXTS)?))
}

/// Every duty in the programme, as of today.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn, today: NaiveDate) -> anyhow::Result<Vec<Duty>> {
    let mut all = agreements::duties(conn, today).await?;
    all.extend(figures::duties(conn, today).await?);
    all.extend(plans::duties(conn, today).await?);
    all.extend(evidence::duties(conn, today).await?);
    all.extend(archive::duties(conn, today).await?);
    Ok(all)
}

/// The demo's story, all houses'.
pub fn story() -> Vec<Step> {
    let mut steps = agreements::story();
    steps.extend(figures::story());
    steps.extend(plans::story());
    steps.extend(evidence::story());
    steps.extend(archive::story());
    steps
}

/// The rooms' own parts of the API's description; [`crate::description`] puts to them what is common.
pub fn openapi() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi;
    let mut all =
        utoipa::openapi::OpenApi::new(utoipa::openapi::Info::new("stadsdel", env!("CARGO_PKG_VERSION")), utoipa::openapi::Paths::new());
    all.merge(agreements::openapi());
    all.merge(evidence::openapi());
    all.merge(figures::openapi());
    all.merge(plans::openapi());
    all.merge(archive::openapi());
    all.merge(crate::deadline::Doc::openapi());
    all.merge(crate::front::Doc::openapi());
    all
}
