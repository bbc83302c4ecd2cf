//! # figures
//!
//! What is measured: the indicator registry and the statistics of the districts.

pub mod indicator;
pub mod statistics;

use platform::demo::Step;
use platform::text::File;
use platform::web::Routes;
use platform::{Conn, Duty};
use wording::Lang;

/// The house's message files.
pub const TEXTS: &[File] = &[
    (Lang::Sv, include_str!("../texts/sv/indicator.ftl")),
    (Lang::En, include_str!("../texts/en/indicator.ftl")),
    (Lang::Sv, include_str!("../texts/sv/statistics.ftl")),
    (Lang::En, include_str!("../texts/en/statistics.ftl")),
];

/// Every route of the house.
pub fn routes() -> Routes {
    Routes::new().merge(indicator::routes()).merge(statistics::routes())
}

/// The house's part of the API's description.
pub fn openapi() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi;
    statistics::api::Doc::openapi()
}

/// Every duty of the house, as of today.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn, today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    let mut all = Vec::new();
    all.extend(indicator::duties(conn, today).await?);
    all.extend(statistics::duties(conn).await?);
    Ok(all)
}

/// The house's part of the demo's story.
pub fn story() -> Vec<Step> {
    let mut steps = Vec::new();
    steps.extend(indicator::story());
    steps.extend(statistics::story());
    steps
}
