//! Rows of the agreement room.

mod delegation;
mod deliberation;
mod event;

pub use delegation::{add_delegation, delegation, delegations};
pub use deliberation::{Wording, add_edition, filling};
pub use deliberation::{
    add_assessment, add_proposal, add_wording, answer_proposal, assessments, body, carry_assessments, proposals, wordings,
};
pub use event::{add_agreement, add_event, agreement, all, of_municipality, touch};

use super::rules::Agreement;
use chrono::NaiveDate;
use platform::Conn;
use serde::Serialize;
use std::collections::BTreeSet;

/// The version of a municipality's agreement that is in force on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgreementRef {
    pub slug: String,
    /// Number of the version.
    pub version: i64,
    /// First and last day on which this version is in force.
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Where an agreement stands today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct AgreementStatus {
    pub municipality_code: String,
    pub slug: String,
    /// `deliberation`, `agreed`, `board_approved`, `state_approved`, `approved`, `signed`, `in_force`, `expired`, `ended` or `broken_off`.
    pub state: String,
    /// The first day on which any version was or will be in force.
    #[schema(value_type = Option<String>, format = Date)]
    pub in_force_from: Option<NaiveDate>,
    /// The last day on which any version was or will be in force.
    #[schema(value_type = Option<String>, format = Date)]
    pub in_force_to: Option<NaiveDate>,
}

/// The agreement that a municipality stands under on a day; none when it has none in force.
///
/// # Errors
/// What the engine says.
pub async fn in_force(conn: &mut Conn, municipality_code: &str, day: NaiveDate) -> anyhow::Result<Option<AgreementRef>> {
    for agreement in of_municipality(conn, municipality_code).await? {
        let found = agreement.in_force(day).and_then(|e| Some((e.number, agreement.span(e)?)));
        if let Some((version, span)) = found {
            return Ok(Some(AgreementRef { slug: agreement.slug, version, from: span.from, to: span.to }));
        }
    }
    Ok(None)
}

/// Every agreement and where it stands by what is registered, in the order of municipality codes: one that both have signed counts as in force
/// although its first day may be to come, or its last day past; see [`statuses_on`]. A municipality without an agreement is absent.
///
/// # Errors
/// What the engine says.
pub async fn statuses(conn: &mut Conn) -> anyhow::Result<Vec<AgreementStatus>> {
    let latest = |a: &Agreement| {
        let days = a.events.iter().map(|e| e.day).chain(a.editions.iter().filter_map(super::rules::Edition::binds_from));
        days.max().unwrap_or_default()
    };
    Ok(all(conn).await?.into_iter().map(|a| status(&a, latest(&a))).collect())
}

/// Every agreement and where it stands on a day.
///
/// # Errors
/// What the engine says.
pub async fn statuses_on(conn: &mut Conn, day: NaiveDate) -> anyhow::Result<Vec<AgreementStatus>> {
    Ok(all(conn).await?.iter().map(|a| status(a, day)).collect())
}

/// Codes of the municipalities that owe what falls due on a day: those whose agreement is in force on that day or, until it comes, today. An
/// agreement that has run out since takes away no debt.
///
/// # Errors
/// What the engine says.
pub async fn bound(conn: &mut Conn, due: Option<NaiveDate>, today: NaiveDate) -> anyhow::Result<BTreeSet<String>> {
    let all = statuses_on(conn, due.map_or(today, |due| due.min(today))).await?;
    Ok(all.into_iter().filter(|a| a.state == "in_force").map(|a| a.municipality_code).collect())
}

fn status(agreement: &Agreement, day: NaiveDate) -> AgreementStatus {
    let spans = || agreement.editions.iter().filter_map(|e| agreement.span(e));
    AgreementStatus {
        municipality_code: agreement.municipality_code.clone(),
        slug: agreement.slug.clone(),
        state: agreement.state(day).key().to_owned(),
        in_force_from: spans().map(|s| s.from).min(),
        in_force_to: spans().map(|s| s.to).max(),
    }
}
