//! # compilation
//!
//! *Staten sammanställer en redovisning av utvecklingen i alla stadsdelar* (§ 6, third paragraph): status of all 38, figures by area with spread and
//! comparison, and the municipalities' own words.
//!
//! * A statement is kept word for word and leads to its report; the report's page leads back.
//! * Who has not submitted is listed; what cannot be shown is counted; nobody is dropped.
//! * The State's introduction and comments are a draft until they are frozen in an edition, which never changes; the status is public all along.

pub mod actions;
mod api;
mod pages;
pub mod rules;
pub mod store;
mod story;
pub mod view;

pub use api::Doc;
pub use pages::{cell_words, dot_plot};
pub use story::story;

use agreements::programme::source::lua_2011;
use platform::access::{Act, Reach, Role};
use platform::web::Routes;
use platform::{Conn, Duty, Owner};
use wording::Arg;

pub static READ: Act = Act::public("compilation.read");
/// The State writes its texts and freezes editions.
pub static COMPILE: Act = Act::of("compilation.compile", &[(Role::StateOfficer, Reach::Nation)]);

/// True for a year of the programme's period.
pub fn is_of_programme(year: i32) -> bool {
    use chrono::Datelike;
    let programme = lua_2011();
    (programme.from.year()..=programme.to.year()).contains(&year)
}

/// The room's pages and API.
pub fn routes() -> Routes {
    Routes::new()
        .get("/sammanstallning", &READ, pages::index)
        .get("/sammanstallning/{year}", &READ, pages::matrix)
        .get("/sammanstallning/{year}/utkast", &COMPILE, pages::draft)
        .post("/sammanstallning/{year}/texter/{part}", &COMPILE, pages::save)
        .post("/sammanstallning/{year}/texter/{part}/spara", &COMPILE, pages::autosave)
        .post("/sammanstallning/{year}/utgavor", &COMPILE, pages::freeze)
        .get("/sammanstallning/{year}/utgavor/{number}", &READ, pages::edition)
        .get("/sammanstallning/{year}/{area}", &READ, pages::area)
        .get("/api/v1/compilations/{year}", &READ, api::show)
        .get("/api/v1/compilations/{year}/matrix", &READ, api::matrix)
}

/// The State's duty to compile, which has no fixed day. It is waited for from the day after the reports' last day, and done by an edition frozen since
/// then: what was compiled before all could have reported is no compilation of the year.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn, today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    let year = lua_2011().year();
    let due = lua_2011().due("report", year).and_then(|day| day.succ_opt());
    let whole = |e: &store::Edition| due.is_none_or(|day| e.frozen_on >= day.to_string());
    let first = store::editions(conn, year).await?.into_iter().find(whole);
    Ok(vec![Duty {
        key: "duty-compilation",
        args: vec![("year", Arg::from(year.to_string()))],
        ground: rules::GROUND,
        due: None,
        done: platform::db::optional_day(first.as_ref().map(|e| e.frozen_on.as_str()))?,
        owner: Owner::State,
        roles: &[Role::StateOfficer],
        address: format!("/sammanstallning/{year}/utkast"),
        waits: None,
        since: due.filter(|day| *day <= today),
    }])
}
