//! All municipalities' reports for the year.

use crate::report::rules::ReportStatus;
use crate::report::store;
use agreements::programme::source::lua_2011;
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use chrono::NaiveDate;
use platform::Refusal;
use platform::web::{App, Page, Shell};

struct Line {
    status: ReportStatus,
    /// The state as this reader may know it.
    state: String,
    shape: &'static str,
    /// The reader may open it.
    visible: bool,
    own: bool,
}

#[derive(Template)]
#[template(path = "report/pages/list.html")]
struct ListPage {
    s: Shell,
    year: i32,
    due: Option<NaiveDate>,
    own: Vec<Line>,
    all: Vec<Line>,
    submitted: usize,
}

pub async fn list(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    let programme = lua_2011();
    let year = programme.year();
    let statuses = store::statuses(&mut *app.db.read().await?, year).await?;
    let line = |status: &ReportStatus| {
        let own = s.caller.is_of_municipality(&status.municipality_code) && !s.caller.is_system();
        let state = if own { status.state.clone() } else { status.public_state().to_owned() };
        Line { shape: super::shape(&state), state, visible: own || status.version > 0, own, status: status.clone() }
    };
    let all: Vec<Line> = statuses.iter().map(line).collect();
    let own = statuses.iter().map(line).filter(|l| l.own).collect();
    let submitted = statuses.iter().filter(|r| r.version > 0).count();
    Ok(Page(ListPage { year, due: programme.due("report", year), own, all, submitted, s }))
}
