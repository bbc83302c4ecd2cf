//! # programme
//!
//! What the Government has decided, as data (`programmes/lua-2011`), the findings of its loading, and the offers to the municipalities.
//!
//! Invariants: nothing of the decision is corrected in silence; a finding keeps raw text, reading and note, and is settled by a person with a
//! comment; a decision about it is never overwritten, a new one is added; an offer goes to a predecessor of 2008–2010, and to one who is
//! missing among the addressees only with a reference to that finding.
//!
//! States of an offer: not sent → sent → received → accepted (wants to negotiate) or declined.

pub mod actions;
pub mod api;
mod duty;
mod pages;
pub mod rules;
pub mod source;
pub mod store;
mod story;
pub mod view;

use platform::access::Act;
use platform::web::Routes;
use platform::{Conn, Duty};

pub use story::story;

/// The decision, its findings and its offers are there for everybody.
pub static READ: Act = Act::public("programme.read");

/// The room's pages and API.
pub fn routes() -> Routes {
    use actions::{ANSWER, RECEIVE, SEND, SETTLE};
    Routes::new()
        .get("/program/{id}", &READ, pages::show)
        .get("/program/{id}/fynd", &READ, pages::findings)
        .post("/program/{id}/fynd/slag/{kind}/godkannande", &SETTLE, pages::accept)
        .get("/program/{id}/fynd/{finding}", &READ, pages::finding)
        .post("/program/{id}/fynd/{finding}/beslut", &SETTLE, pages::settle)
        .get("/program/{id}/erbjudanden", &READ, pages::offers)
        .post("/program/{id}/erbjudanden/sandning", &SEND, pages::send_all)
        .get("/program/{id}/erbjudanden/{slug}", &READ, pages::offer)
        .post("/program/{id}/erbjudanden/{slug}/sandning", &SEND, pages::send)
        .post("/program/{id}/erbjudanden/{slug}/mottagande", &RECEIVE, pages::receive)
        .post("/program/{id}/erbjudanden/{slug}/svar", &ANSWER, pages::answer)
        .get("/kommuner", &READ, pages::municipalities)
        .get("/kommuner/{slug}", &READ, pages::municipality)
        .merge(api_routes())
}

fn api_routes() -> Routes {
    use actions::{ANSWER, RECEIVE, SEND, SETTLE};
    Routes::new()
        .get("/api/v1/programmes", &READ, api::programmes)
        .get("/api/v1/programmes/{id}", &READ, api::programme)
        .get("/api/v1/programmes/{id}/findings", &READ, api::findings)
        .get("/api/v1/programmes/{id}/findings/{finding}", &READ, api::finding)
        .post("/api/v1/programmes/{id}/findings/{finding}/decisions", &SETTLE, api::settle)
        .get("/api/v1/programmes/{id}/offers", &READ, api::offers)
        .get("/api/v1/programmes/{id}/offers/{municipality}", &READ, api::offer)
        .post("/api/v1/programmes/{id}/offers/{municipality}/dispatch", &SEND, api::dispatch)
        .post("/api/v1/programmes/{id}/offers/{municipality}/receipt", &RECEIVE, api::receipt)
        .post("/api/v1/programmes/{id}/offers/{municipality}/answer", &ANSWER, api::answer)
}

/// What is owed in this room today: the State sends offers and settles findings, a municipality confirms and answers.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn, _today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    duty::duties(conn).await
}
