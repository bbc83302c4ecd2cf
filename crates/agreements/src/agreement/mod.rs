//! # agreement
//!
//! The local development agreement between the State and a municipality: deliberation clause by clause against annex 1, two approvals in two
//! procedures (§ 8), signatures, and what becomes of it: prolonged, amended, ended.
//!
//! Invariants: the state follows from the events and is stored nowhere; neither party can do the other's part; a new wording lapses both parties'
//! consent; in force only when both have approved and both have signed; nothing is overwritten, a change is a new version.
//!
//! States: deliberation → agreed → approved by one → approved → signed → in force → expired or ended; broken off and taken up again.

pub mod actions;
mod api;
mod deadlines;
mod pages;
pub mod rules;
pub mod store;
mod story;
pub mod view;

pub use api::Doc;
pub use deadlines::duties;
pub use story::story;

use platform::access::{Act, Reach, Role};
use platform::web::Routes;

pub static READ: Act = Act::public("agreement.read");
/// Opening an agreement after the offer: by either party.
pub static OPEN: Act = Act::of("agreement.open", &[(Role::StateOfficer, Reach::Nation), (Role::Coordinator, Reach::Municipality)]);
/// Proposing wording, answering, standing behind it: by either party's officer.
pub static DELIBERATE: Act =
    Act::of("agreement.deliberate", &[(Role::StateOfficer, Reach::Nation), (Role::Coordinator, Reach::Municipality)]);
/// Saying of a deviation that it is editorial or material: by the State, whose minister may sign only what accords with annex 1 in the main.
pub static CLASSIFY: Act = Act::of("agreement.classify", &[(Role::StateOfficer, Reach::Nation)]);
/// The municipal board's approval, registered by its secretary (§ 8).
pub static APPROVE_BOARD: Act = Act::of("agreement.approve_board", &[(Role::BoardSecretary, Reach::Municipality)]);
/// The Government's or its delegate's approval (§ 8).
pub static APPROVE_STATE: Act = Act::of("agreement.approve_state", &[(Role::StateSignatory, Reach::Nation)]);
pub static SIGN_BOARD: Act = Act::of("agreement.sign_board", &[(Role::BoardSecretary, Reach::Municipality)]);
pub static SIGN_STATE: Act = Act::of("agreement.sign_state", &[(Role::StateSignatory, Reach::Nation)]);
/// Registering who has been put in the minister's place (decision, second paragraph).
pub static DELEGATE: Act = Act::of("agreement.delegate", &[(Role::StateSignatory, Reach::Nation)]);
pub static END: Act = Act::of("agreement.end", &[(Role::BoardSecretary, Reach::Municipality), (Role::StateSignatory, Reach::Nation)]);
/// What is under way, for the two parties.
pub static FOLLOW: Act = Act::of(
    "agreement.follow",
    &[
        (Role::StateOfficer, Reach::Nation),
        (Role::StateSignatory, Reach::Nation),
        (Role::Coordinator, Reach::Municipality),
        (Role::Certifier, Reach::Municipality),
        (Role::BoardSecretary, Reach::Municipality),
    ],
);

/// `/avtal` and its API twin.
pub fn routes() -> Routes {
    use pages::{change, clause, delegation, list, show, sign};
    Routes::new()
        .get("/avtal", &READ, list::list)
        .post("/avtal", &OPEN, list::open)
        .get("/avtal/bemyndiganden", &READ, delegation::list)
        .post("/avtal/bemyndiganden", &DELEGATE, delegation::add)
        .get("/avtal/{slug}", &READ, show::one)
        .get("/avtal/{slug}/overensstammelse", &READ, show::accordance)
        .get("/avtal/{slug}/versioner", &READ, show::versions)
        .get("/avtal/{slug}/punkter/{key}", &FOLLOW, clause::form)
        .post("/avtal/{slug}/punkter/{key}/forslag", &DELIBERATE, clause::propose)
        .post("/avtal/{slug}/punkter/{key}/skal", &DELIBERATE, clause::explain)
        .post("/avtal/{slug}/punkter/{key}/klass", &CLASSIFY, clause::classify)
        .post("/avtal/{slug}/punkter/{key}/svar", &DELIBERATE, clause::answer)
        .post("/avtal/{slug}/enighet", &DELIBERATE, change::ready)
        .post("/avtal/{slug}/ateroppning", &DELIBERATE, change::reopen)
        .get("/avtal/{slug}/godkannanden", &FOLLOW, sign::approvals)
        .post("/avtal/{slug}/godkannanden/kommun", &APPROVE_BOARD, sign::approve_board)
        .post("/avtal/{slug}/godkannanden/kungorelse", &APPROVE_BOARD, sign::notice)
        .post("/avtal/{slug}/godkannanden/stat", &APPROVE_STATE, sign::approve_state)
        .post("/avtal/{slug}/godkannanden/kommun/avslag", &APPROVE_BOARD, sign::decline_board)
        .post("/avtal/{slug}/godkannanden/stat/avslag", &APPROVE_STATE, sign::decline_state)
        .get("/avtal/{slug}/underskrifter", &FOLLOW, sign::signatures)
        .post("/avtal/{slug}/underskrifter/kommun", &SIGN_BOARD, sign::sign_board)
        .post("/avtal/{slug}/underskrifter/stat", &SIGN_STATE, sign::sign_state)
        .post("/avtal/{slug}/andring", &DELIBERATE, change::amend)
        .post("/avtal/{slug}/forlangning", &DELIBERATE, change::prolong)
        .post("/avtal/{slug}/upphorande", &END, change::end)
        .post("/avtal/{slug}/avbrott", &DELIBERATE, change::break_off)
        .post("/avtal/{slug}/aterupptagande", &DELIBERATE, change::resume)
        .get("/api/v1/agreements", &READ, api::list)
        .get("/api/v1/agreements/{slug}", &READ, api::one)
        .get("/api/v1/agreements/{slug}/clauses", &READ, api::clauses)
        .put("/api/v1/agreements/{slug}/clauses/{key}/proposal", &DELIBERATE, api::propose)
}
