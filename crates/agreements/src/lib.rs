//! # agreements
//!
//! From the Government's offer to a local partnership: place, organisation, programme, agreement, partnership. A room looks only at those
//! before it in this order; `programme` stands after `place` and `organisation` because loading a programme fills them.

pub mod agreement;
pub mod organisation;
pub mod partnership;
pub mod place;
pub mod programme;

use platform::demo::Step;
use platform::text::File;
use platform::web::Routes;
use platform::{Conn, Duty};
use wording::Lang;

/// The house's message files.
pub const TEXTS: &[File] = &[
    (Lang::Sv, include_str!("../texts/sv/programme.ftl")),
    (Lang::En, include_str!("../texts/en/programme.ftl")),
    (Lang::Sv, include_str!("../texts/sv/place.ftl")),
    (Lang::En, include_str!("../texts/en/place.ftl")),
    (Lang::Sv, include_str!("../texts/sv/organisation.ftl")),
    (Lang::En, include_str!("../texts/en/organisation.ftl")),
    (Lang::Sv, include_str!("../texts/sv/agreement.ftl")),
    (Lang::En, include_str!("../texts/en/agreement.ftl")),
    (Lang::Sv, include_str!("../texts/sv/partnership.ftl")),
    (Lang::En, include_str!("../texts/en/partnership.ftl")),
];

/// Every route of the house.
pub fn routes() -> Routes {
    Routes::new()
        .merge(programme::routes())
        .merge(place::routes())
        .merge(organisation::routes())
        .merge(agreement::routes())
        .merge(partnership::routes())
}

/// The house's part of the API's description.
pub fn openapi() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi;
    let mut all = place::api::Doc::openapi();
    all.merge(organisation::api::Doc::openapi());
    all.merge(programme::api::Doc::openapi());
    all.merge(agreement::Doc::openapi());
    all.merge(partnership::Doc::openapi());
    all
}

/// Every duty of the house, as of today.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn, today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    let mut all = Vec::new();
    all.extend(programme::duties(conn, today).await?);
    all.extend(place::duties(conn, today).await?);
    all.extend(organisation::duties(conn, today).await?);
    all.extend(agreement::duties(conn, today).await?);
    all.extend(partnership::duties(conn, today).await?);
    Ok(all)
}

/// The house's part of the demo's story.
pub fn story() -> Vec<Step> {
    let mut steps = Vec::new();
    steps.extend(programme::story());
    steps.extend(place::story());
    steps.extend(organisation::story());
    steps.extend(agreement::story());
    steps.extend(partnership::story());
    steps
}
