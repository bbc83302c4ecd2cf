//! Who owes what of the reports, by when (§ 6).

use super::rules::{GROUND, ReportState, ReportStatus};
use super::store;
use agreements::agreement;
use agreements::programme::source::lua_2011;
use chrono::NaiveDate;
use platform::access::Role;
use platform::{Conn, Duty, Owner};
use wording::Arg;

/// Who owes a report, an answer, or a reading today. A municipality owes a report when its agreement is in force on the day it is due or, until
/// then, today.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn, today: NaiveDate) -> anyhow::Result<Vec<Duty>> {
    let programme = lua_2011();
    let year = programme.year();
    let due = programme.due("report", year);
    let bound = agreement::store::bound(conn, due, today).await?;
    let unread = store::unread(conn, year).await?;
    let mut all = Vec::new();
    for status in store::statuses(conn, year).await? {
        if bound.contains(&status.municipality_code) || status.version > 0 {
            all.push(of_municipality(&status, due));
        }
        all.extend(answer(&status));
        all.extend(unread.contains(&status.slug).then(|| reading(&status)));
    }
    Ok(all)
}

/// Whose turn it is within the municipality.
fn turn(state: &str) -> &'static [Role] {
    match ReportState::parse(state) {
        Some(ReportState::Ready) => &[Role::Certifier],
        _ => &[Role::Coordinator],
    }
}

fn of_municipality(status: &ReportStatus, due: Option<NaiveDate>) -> Duty {
    let key = match status.state.as_str() {
        "ready" => "duty-report-certify",
        "returned" => "duty-report-returned",
        _ => "duty-report-submit",
    };
    let certify = status.state == "ready" && status.version == 0;
    Duty {
        key: if status.version > 0 { "duty-report-submit" } else { key },
        args: vec![("municipality", Arg::from(status.municipality_name.clone()))],
        ground: GROUND,
        due,
        done: status.submitted_on,
        owner: Owner::Municipality(status.municipality_code.clone()),
        roles: turn(if status.version > 0 { "submitted" } else { &status.state }),
        address: address(status, if certify { "/attest" } else { "" }),
        waits: None,
        since: None,
    }
}

/// What the State has asked for, until a new version is in; no fixed day.
fn answer(status: &ReportStatus) -> Option<Duty> {
    let open = status.version > 0 && status.state != "submitted";
    open.then(|| Duty {
        key: if status.state == "ready" { "duty-report-certify-again" } else { "duty-report-complete" },
        args: vec![("municipality", Arg::from(status.municipality_name.clone()))],
        ground: GROUND,
        due: None,
        done: None,
        owner: Owner::Municipality(status.municipality_code.clone()),
        roles: turn(&status.state),
        address: address(status, if status.state == "ready" { "/attest" } else { "" }),
        waits: None,
        since: None,
    })
}

fn reading(status: &ReportStatus) -> Duty {
    Duty {
        key: "duty-report-read",
        args: vec![("municipality", Arg::from(status.municipality_name.clone()))],
        ground: "§ 6, tredje stycket",
        due: None,
        done: None,
        owner: Owner::State,
        roles: &[Role::StateOfficer],
        address: address(status, ""),
        waits: None,
        since: status.submitted_on,
    }
}

fn address(status: &ReportStatus, page: &str) -> String {
    format!("/redovisningar/{}{page}", status.slug)
}
