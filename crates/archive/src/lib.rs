//! # archive
//!
//! What is kept: the register and the documents.

pub mod document;
pub mod register;

use platform::demo::Step;
use platform::text::File;
use platform::web::Routes;
use platform::{Conn, Duty};
use wording::Lang;

/// The house's message files.
pub const TEXTS: &[File] = &[
    (Lang::Sv, include_str!("../texts/sv/register.ftl")),
    (Lang::En, include_str!("../texts/en/register.ftl")),
    (Lang::Sv, include_str!("../texts/sv/document.ftl")),
    (Lang::En, include_str!("../texts/en/document.ftl")),
];

/// Every route of the house.
pub fn routes() -> Routes {
    Routes::new().merge(register::routes()).merge(document::routes())
}

/// The house's part of the API's description.
pub fn openapi() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi;
    register::Doc::openapi()
}

/// Every duty of the house, as of today.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn, today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    let mut all = Vec::new();
    all.extend(register::duties(conn, today).await?);
    all.extend(document::duties(conn, today).await?);
    Ok(all)
}

/// The house's part of the demo's story.
pub fn story() -> Vec<Step> {
    let mut steps = Vec::new();
    steps.extend(register::story());
    steps.extend(document::story());
    steps
}
