//! # evaluation
//!
//! *Löpande utvärdering för att fastställa om valda insatser har bidragit till att uppnå de uppsatta målen* (§ 7), and its results made available to
//! other municipalities and interested parties.
//!
//! * A design (question, goal, indicator, districts, window, areas to compare with, the least effect worth finding) is registered before anything is
//!   computed; it is never changed, a later version has its reason, and a result names the version it was computed under.
//! * A computation waits in line, says how far it has come, can be stopped, and survives the death of its worker ([`work`]). Its result is frozen with
//!   the figures it was made of, their checksum, the seed and the program, and can be done again to the same digits.
//! * What the design can detect at all is said before what it found; three estimates stand side by side, a range first; the verdict has four words and
//!   one printed rule ([`rules::judge`]), and never says that something had no effect.
//! * The estimate is made of unprotected figures inside the house; what leaves it has passed the disclosure rule ([`inputs`], [`rules::weights_as_shown`]).
//! * What others have made can be brought in, whatever it found, and corrected by a later version with its reason.

pub mod actions;
mod api;
pub mod estimate;
pub mod inputs;
mod pages;
pub mod rules;
pub mod store;
mod story;
pub mod view;
pub mod words;
pub mod work;

pub use api::Doc;
pub use story::story;

use agreements::programme::source::lua_2011;
use platform::access::{Act, Reach, Role};
use platform::web::Routes;
use platform::{Conn, Duty, Owner};
use rules::RunState;

/// What is registered is read by everybody.
pub static READ: Act = Act::public("evaluation.read");
/// Registering a design and writing it anew: the evaluator anywhere, the coordinator about the municipality's own districts.
pub static REGISTER: Act = Act::of("evaluation.register", &[(Role::Evaluator, Reach::Nation), (Role::Coordinator, Reach::Municipality)]);
/// Asking for a computation and stopping it.
pub static RUN: Act = Act::of("evaluation.run", &[(Role::Evaluator, Reach::Nation), (Role::Coordinator, Reach::Municipality)]);
/// Doing a computation again: whoever evaluates, and the State.
pub static CHECK: Act = Act::of("evaluation.check", &[(Role::Evaluator, Reach::Nation), (Role::StateOfficer, Reach::Nation)]);
/// Bringing in what others have made, and correcting what was said of it.
pub static BRING_IN: Act = Act::of(
    "evaluation.bring_in",
    &[(Role::Evaluator, Reach::Nation), (Role::StateOfficer, Reach::Nation), (Role::Coordinator, Reach::Municipality)],
);
/// The worker's own act.
pub static COMPUTE: Act = Act::of("evaluation.compute", &[]);

/// The room's pages and API.
pub fn routes() -> Routes {
    Routes::new()
        .get("/utvarderingar", &READ, pages::list)
        .post("/utvarderingar", &REGISTER, pages::register)
        .get("/utvarderingar/ny", &REGISTER, pages::new)
        .get("/utvarderingar/samlat", &READ, pages::together)
        .get("/utvarderingar/utifran/ny", &BRING_IN, pages::new_outside)
        .post("/utvarderingar/utifran", &BRING_IN, pages::bring_in)
        .get("/utvarderingar/utifran/{id}", &READ, pages::outside)
        .get("/utvarderingar/utifran/{id}/fil", &READ, pages::file)
        .get("/utvarderingar/utifran/{id}/ny-version", &BRING_IN, pages::edit_outside)
        .post("/utvarderingar/utifran/{id}/versioner", &BRING_IN, pages::correct)
        .get("/utvarderingar/{slug}", &READ, pages::show)
        .get("/utvarderingar/{slug}/versioner", &READ, pages::versions)
        .post("/utvarderingar/{slug}/versioner", &REGISTER, pages::revise)
        .get("/utvarderingar/{slug}/ny-version", &REGISTER, pages::edit)
        .post("/utvarderingar/{slug}/berakningar", &RUN, pages::ask)
        .post("/utvarderingar/{slug}/berakningar/{number}/avbrott", &RUN, pages::cancel)
        .post("/utvarderingar/{slug}/berakningar/{number}/kontroll", &CHECK, pages::recompute)
        .get("/api/v1/evaluations", &READ, api::list)
        .post("/api/v1/evaluations", &REGISTER, api::register)
        .get("/api/v1/evaluations/outside", &READ, api::outside)
        .get("/api/v1/evaluations/{slug}", &READ, api::show)
        .post("/api/v1/evaluations/{slug}/computations", &RUN, api::ask)
}

/// Running evaluation is owed by both parties without a day (§ 7): the State's is done when some evaluation of the programme has a result, a
/// municipality's when one of its districts has.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn, _today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    let ended: Vec<(Vec<String>, String)> = view::results(conn).await?;
    let first = |of: &dyn Fn(&[String]) -> bool| ended.iter().filter(|(codes, _)| of(codes)).map(|(_, day)| day.as_str()).min();
    let duty = |owner, roles, done: Option<&str>, address: &str| -> anyhow::Result<Duty> {
        let done = platform::db::optional_day(done)?;
        Ok(Duty {
            key: "duty-evaluation",
            args: Vec::new(),
            ground: rules::GROUND,
            due: None,
            done,
            owner,
            roles,
            address: address.into(),
            waits: None,
            since: None,
        })
    };
    let mut all = vec![duty(Owner::State, &[Role::StateOfficer, Role::Evaluator], first(&|_| true), "/utvarderingar")?];
    for code in &lua_2011().predecessors {
        let own = Owner::Municipality(code.clone());
        all.push(duty(own, &[Role::Coordinator], first(&|codes| codes.contains(code)), "/utvarderingar/ny")?);
    }
    Ok(all)
}

/// True for a state whose page is made anew while one waits.
pub(crate) fn is_moving(state: RunState) -> bool {
    state.is_open()
}
