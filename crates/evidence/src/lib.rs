//! # evidence
//!
//! What came of it: evaluation, follow-up, reports, the national compilation.

pub mod compilation;
pub mod development;
pub mod evaluation;
pub mod followup;
pub mod report;

use platform::demo::Step;
use platform::text::File;
use platform::web::Routes;
use platform::{Conn, Duty};
use wording::Lang;

/// The house's message files.
pub const TEXTS: &[File] = &[
    (Lang::Sv, include_str!("../texts/sv/development.ftl")),
    (Lang::En, include_str!("../texts/en/development.ftl")),
    (Lang::Sv, include_str!("../texts/sv/evaluation.ftl")),
    (Lang::En, include_str!("../texts/en/evaluation.ftl")),
    (Lang::Sv, include_str!("../texts/sv/followup.ftl")),
    (Lang::En, include_str!("../texts/en/followup.ftl")),
    (Lang::Sv, include_str!("../texts/sv/report.ftl")),
    (Lang::En, include_str!("../texts/en/report.ftl")),
    (Lang::Sv, include_str!("../texts/sv/compilation.ftl")),
    (Lang::En, include_str!("../texts/en/compilation.ftl")),
];

/// Every route of the house.
pub fn routes() -> Routes {
    Routes::new().merge(evaluation::routes()).merge(followup::routes()).merge(report::routes()).merge(compilation::routes())
}

/// The house's part of the API description.
pub fn openapi() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi;
    let mut all = report::Doc::openapi();
    all.merge(followup::Doc::openapi());
    all.merge(compilation::Doc::openapi());
    all.merge(evaluation::Doc::openapi());
    all
}

/// Every duty of the house, as of today.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn, today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    let mut all = Vec::new();
    all.extend(evaluation::duties(conn, today).await?);
    all.extend(followup::duties(conn, today).await?);
    all.extend(report::duties(conn, today).await?);
    all.extend(compilation::duties(conn, today).await?);
    Ok(all)
}

/// The house's part of the demo's story.
pub fn story() -> Vec<Step> {
    let mut steps = Vec::new();
    steps.extend(evaluation::story());
    steps.extend(followup::story());
    steps.extend(report::story());
    steps.extend(compilation::story());
    steps
}
