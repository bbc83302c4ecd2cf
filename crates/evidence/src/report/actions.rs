//! The verbs: open, write a part, hand over, take back, return, certify, ask for more, write anew.

mod certify;
mod steps;
mod write;

pub use certify::certify;
pub use steps::{ask_completion, mark_ready, note_read, revise, send_back, withdraw};
pub use write::{Typed, open, record_earlier, save_part};

use super::rules::{self, ReportState, Step};
use super::store::{self, Report};
use agreements::place;
use agreements::place::rules::{District, Municipality};
use agreements::programme::source::lua_2011;
use chrono::NaiveDate;
use platform::access::Caller;
use platform::web::Stale;
use platform::{Conn, Refusal, Tx};

/// The round a report belongs to: its municipality, year and reference day. The period comes from the programme and is never typed.
pub struct Round {
    pub municipality: Municipality,
    pub year: i32,
    /// The day the figures and the plan are taken, and the last day to submit: 1 December.
    pub reference: NaiveDate,
}

/// The round of an address; not found when the municipality is not of the programme or the year not of its period.
///
/// # Errors
/// [`Refusal::NotFound`], or what the engine says.
pub async fn round(conn: &mut Conn, slug: &str) -> Result<Round, Refusal> {
    let (name, year) = rules::parse_slug(slug).ok_or(Refusal::NotFound)?;
    let programme = lua_2011();
    let reference = programme.due("report", year).filter(|_| year == programme.year()).ok_or(Refusal::NotFound)?;
    let municipality = place::store::municipality_by_slug(conn, name).await?.ok_or(Refusal::NotFound)?;
    Ok(Round { municipality, year, reference })
}

/// The keys of the goal areas, in the agreement's order.
pub fn area_keys() -> Vec<&'static str> {
    lua_2011().areas.iter().map(|a| a.key.as_str()).collect()
}

/// The parts of a municipality's report.
pub fn parts_of(districts: &[District]) -> Vec<rules::Part> {
    rules::parts(districts.iter().map(|d| d.id.as_str()), &area_keys())
}

/// A report for those who work with it: the municipality's own people. Others are told that there is none.
pub(super) async fn own(conn: &mut Conn, caller: &Caller, slug: &str) -> Result<Report, Refusal> {
    let report = store::report(conn, slug).await?.ok_or(Refusal::NotFound)?;
    if caller.is_of_municipality(&report.municipality_code) { Ok(report) } else { Err(Refusal::NotFound) }
}

/// A report that has been submitted, for the State.
pub(super) async fn received(conn: &mut Conn, slug: &str) -> Result<(Report, store::VersionHead), Refusal> {
    let report = store::report(conn, slug).await?.ok_or(Refusal::NotFound)?;
    let last = store::versions(conn, slug).await?.pop().ok_or(Refusal::NotFound)?;
    Ok((report, last))
}

/// Takes a step over the state the caller saw, and keeps what happened.
pub(super) async fn take(tx: &mut Tx, report: &Report, step: Step, seen: i64, reason: &str) -> Result<ReportState, Refusal> {
    let next = report.state.after(step).ok_or_else(|| not_now(report))?;
    let kept = if step == Step::Revise {
        reason
    } else if next.is_open() || next == ReportState::Ready {
        report.revision_reason.as_str()
    } else {
        ""
    };
    if !store::set_state(tx, &report.slug, next, kept, seen).await? {
        return Err(stale(tx, report).await?);
    }
    Ok(next)
}

fn not_now(report: &Report) -> Refusal {
    let key = match report.state {
        ReportState::Draft | ReportState::Withdrawn | ReportState::Returned | ReportState::Revising => "fault-report-is-open",
        ReportState::Ready => "fault-report-is-ready",
        ReportState::Submitted => "fault-report-is-submitted",
        ReportState::CompletionRequested => "fault-report-is-asked",
    };
    Refusal::rule(wording::Fault::must(key, rules::GROUND))
}

async fn stale(tx: &mut Tx, report: &Report) -> Result<Refusal, Refusal> {
    let last = store::events(tx, &report.slug).await?.pop();
    let (by, at) = last.map(|e| (e.by_name, e.at)).unwrap_or_default();
    let address = format!("/redovisningar/{}", report.slug);
    let theirs = report.state.key().to_owned();
    Ok(Refusal::Stale(Box::new(Stale { by, at, theirs, yours: String::new(), address })))
}
