//! `/mitt` and `/uppgifter`.

use super::rules::{self, Mine, Placed};
use crate::wiring;
use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use calendar::Standing;
use platform::web::{App, Page, RouteInfo, Shell};
use platform::{Owner, Refusal};
use serde::Serialize;
use std::sync::LazyLock;

static ROUTES: LazyLock<Vec<RouteInfo>> = LazyLock::new(|| wiring::routes().list().to_vec());

#[derive(Template)]
#[template(path = "deadline/pages/mine.html")]
struct MinePage {
    s: Shell,
    next: Vec<Row>,
    waiting: Vec<Row>,
    done: Vec<Row>,
    roles: Vec<String>,
}

/// A duty in words.
#[derive(Serialize, utoipa::ToSchema)]
struct Row {
    what: String,
    ground: String,
    /// Where the ground's text stands.
    ground_at: String,
    due: Option<String>,
    due_words: String,
    status: String,
    class: &'static str,
    owner: String,
    turn: String,
    address: String,
    /// The reader may open the page: what waits for somebody else may be done on a page of theirs.
    open: bool,
}

pub(super) async fn mine(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    let Mine { next, waiting, done } = gather(&app, &s).await?;
    let rows = |heap: Vec<Placed>| heap.iter().map(|p| row(&s, p)).collect::<Vec<_>>();
    let (next, waiting, done) = (rows(next), rows(waiting), rows(done));
    let roles = s.caller.assignments.iter().map(|a| format!("{}, {}", s.t(&a.role.text_key()), a.organisation_name)).collect();
    Ok(Page(MinePage { s, next, waiting, done, roles }))
}

/// The room's part of the API's description.
#[derive(utoipa::OpenApi)]
#[openapi(paths(api), components(schemas(Row)))]
pub struct Doc;

/// What the caller owes: next, waiting for somebody else, done.
#[utoipa::path(get, operation_id = "mine", path = "/api/v1/duties", responses((status = 200, body = Vec<Row>)))]
pub(super) async fn api(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    let mine = gather(&app, &s).await?;
    let rows: Vec<_> = mine.next.iter().chain(&mine.waiting).chain(&mine.done).map(|p| row(&s, p)).collect();
    Ok(Json(rows))
}

async fn gather(app: &App, s: &Shell) -> Result<Mine, Refusal> {
    let mut conn = app.db.read().await?;
    let duties = wiring::duties(&mut conn, s.today).await?;
    Ok(rules::mine(duties, &s.caller, s.today))
}

#[derive(Template)]
#[template(path = "deadline/pages/all.html")]
struct AllPage {
    s: Shell,
    state: Vec<Row>,
    overdue: Vec<Row>,
    coming: Vec<Row>,
}

/// Everybody's duties, open to all: who owes what to whom. What tells of a text that only its parties know of is not among them.
pub(super) async fn all(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let mut duties = wiring::duties(&mut conn, s.today).await?;
    duties.retain(|d| d.done.is_none() && !plans::cooperation::TOLD_INSIDE.contains(&d.key));
    duties.sort_by_key(|d| (d.due.is_none(), d.due, d.since.is_none(), d.since));
    let state = rules::of_state(&duties).map(|d| row(&s, &rules::stand(d.clone(), s.today))).collect();
    let (late, later): (Vec<_>, Vec<_>) =
        duties.into_iter().filter(|d| d.owner != Owner::State).partition(|d| rules::is_overdue(d, s.today));
    let rows = |heap: Vec<platform::Duty>| heap.into_iter().map(|d| row(&s, &rules::stand(d, s.today))).collect::<Vec<_>>();
    let (overdue, coming) = (rows(late), rows(later));
    Ok(Page(AllPage { s, state, overdue, coming }))
}

fn row(s: &Shell, placed: &Placed) -> Row {
    let duty = &placed.duty;
    let what = s.fault(&wording::Fault { args: duty.args.clone(), ..wording::Fault::must(duty.key, duty.ground) });
    let (status, class) = status(s, placed);
    let turn = match duty.waits {
        Some(key) => s.t(key),
        None => duty.roles.iter().map(|role| s.t(&role.text_key())).collect::<Vec<_>>().join(", "),
    };
    Row {
        what,
        ground: s.ground(duty.ground),
        ground_at: s.ground_address(duty.ground),
        due: duty.due.map(|d| d.to_string()),
        due_words: duty.due.map_or_else(|| s.t("duty-no-day"), |d| s.date(d)),
        status,
        class,
        owner: owner(s, &duty.owner),
        turn,
        open: rules::may_open(&ROUTES, &duty.address, &s.caller),
        address: duty.address.clone(),
    }
}

fn owner(s: &Shell, owner: &Owner) -> String {
    match owner {
        Owner::State => s.t("duty-owner-state"),
        Owner::Municipality(code) => municipality_name(code),
        Owner::Organisation { name, .. } => name.clone(),
    }
}

fn status(s: &Shell, placed: &Placed) -> (String, &'static str) {
    match (&placed.standing, placed.duty.done) {
        (Some(Standing::Overdue { days }), _) => (s.n("duty-overdue", *days), "status late"),
        (Some(Standing::DueToday), _) => (s.t("duty-today"), "status wait"),
        (Some(Standing::Soon { days }), _) => (s.n("duty-days-left", *days), "status wait"),
        (Some(Standing::Upcoming { days }), _) => (s.n("duty-days-left", *days), "status"),
        (Some(Standing::DoneLate { on, .. }), _) => (s.t1("duty-done-late", "date", s.date(*on)), "status late"),
        (Some(Standing::Done { on }), _) => (s.t1("duty-done", "date", s.date(*on)), "status ok"),
        (None, Some(on)) => (s.t1("duty-done", "date", s.date(on)), "status ok"),
        (None, None) if placed.duty.waits.is_some() => (s.t("duty-waits"), "status off"),
        (None, None) => awaited(s, placed.duty.since),
    }
}

/// How long something without a last day has been waited for.
fn awaited(s: &Shell, since: Option<chrono::NaiveDate>) -> (String, &'static str) {
    match since.map(|since| (s.today - since).num_days()) {
        Some(0) => (s.t("duty-awaited-today"), "status wait"),
        Some(days) if days > 0 => (s.n("duty-awaited", days), "status wait"),
        _ => (s.t("duty-open"), "status"),
    }
}

/// A municipality's name from the programme's own list; its code where it is not on it.
fn municipality_name(code: &str) -> String {
    let all = agreements::programme::source::municipalities().unwrap_or_default();
    all.into_iter().find(|m| m.code == code).map_or_else(|| code.to_owned(), |m| m.name)
}
