//! # plans
//!
//! What the partnership means to do: goals, district plans, and the agreements in which its parties promise each other who does what.

pub mod cooperation;
pub mod goal;
pub mod plan;

use platform::demo::Step;
use platform::text::File;
use platform::web::Routes;
use platform::{Conn, Duty};
use wording::Lang;

/// The house's message files.
pub const TEXTS: &[File] = &[
    (Lang::Sv, include_str!("../texts/sv/goal.ftl")),
    (Lang::En, include_str!("../texts/en/goal.ftl")),
    (Lang::Sv, include_str!("../texts/sv/plan.ftl")),
    (Lang::En, include_str!("../texts/en/plan.ftl")),
    (Lang::Sv, include_str!("../texts/sv/cooperation.ftl")),
    (Lang::En, include_str!("../texts/en/cooperation.ftl")),
];

/// Every route of the house.
pub fn routes() -> Routes {
    Routes::new().merge(goal::routes()).merge(plan::routes()).merge(cooperation::routes())
}

/// Description of the house's API.
pub fn openapi() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi;
    let mut all = plan::Doc::openapi();
    all.merge(cooperation::Doc::openapi());
    all
}

/// Every duty of the house, as of today.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn, today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    let mut all = Vec::new();
    all.extend(goal::duties(conn, today).await?);
    all.extend(plan::duties(conn, today).await?);
    all.extend(cooperation::duties(conn, today).await?);
    Ok(all)
}

/// The house's part of the demo's story.
pub fn story() -> Vec<Step> {
    let mut steps = Vec::new();
    steps.extend(goal::story());
    steps.extend(plan::story());
    steps.extend(cooperation::story());
    steps
}
