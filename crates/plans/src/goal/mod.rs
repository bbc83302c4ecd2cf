//! # goal
//!
//! Goals at three levels: the nation's (the programme's), the municipality's, and the local goals of a district's plan, which start from both (§ 4).
//!
//! * A municipal goal has its document and its day; it is corrected by a new version with a reason, and every version stays.
//! * A local goal is written in its plan as typed text, read and judged by [`rules`], and frozen with each submitted version.
//! * SMART in two severities: what makes a goal impossible to follow up blocks ("ska"), the rest is a remark ("bör"); what a machine cannot
//!   know (specific, accepted, realistic) it asks about and never ticks off.

pub mod actions;
pub(crate) mod pages;
pub mod rules;
pub mod store;
mod tree;

use platform::access::{Act, Reach, Role};
use platform::demo::Step;
use platform::web::Routes;
use platform::{Conn, Duty};

pub static READ: Act = Act::public("goal.read");
pub static REGISTER: Act = Act::of("goal.register", &[(Role::Coordinator, Reach::Municipality)]);

/// The room's pages and API.
pub fn routes() -> Routes {
    Routes::new()
        .get("/mal", &READ, pages::tree)
        .get("/mal/kommun/{slug}/ny", &REGISTER, pages::new)
        .post("/mal/kommun/{slug}/ny", &REGISTER, pages::register)
        .get("/mal/{id}", &READ, pages::show)
        .get("/mal/{id}/rattelse", &REGISTER, pages::edit)
        .post("/mal/{id}/rattelse", &REGISTER, pages::correct)
}

/// What somebody owes in this room today: nothing by itself; a plan without municipal goals is the plan room's matter.
///
/// # Errors
/// What the engine says.
#[expect(clippy::unused_async, reason = "every room answers the same way")]
pub async fn duties(_conn: &mut Conn, _today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    Ok(Vec::new())
}

/// What happened in this room in the demo's story: every municipality registers four goals out of its budget.
pub fn story() -> Vec<Step> {
    let codes = &agreements::programme::source::lua_2011().predecessors;
    codes.iter().map(|code| registered(code.clone())).collect()
}

fn registered(code: String) -> Step {
    Step::new((2010, 12, 7), format!("{code}: the municipality's goals are registered"), |db, cast| async move {
        let mut tx = db.write(&cast.of(Role::Coordinator, Some(&code))?).await?;
        for (number, (title, national)) in (1..).zip(DEMO_GOALS) {
            let text = rules::MunicipalText {
                title: title.into(),
                national_goal: national.into(),
                source: format!("Mål och budget 2011, mål {number}"),
                decided_on: "2010-11-29".into(),
                reason: String::new(),
            };
            actions::register_municipal(&mut tx, &code, &text).await?;
        }
        tx.save().await
    })
}

const DEMO_GOALS: [(&str, &str); 4] = [
    ("Fler invånare ska försörja sig genom eget arbete", "farre-i-utanforskap"),
    ("Alla elever ska nå kunskapsmålen", "farre-i-utanforskap"),
    ("Det ska vara tryggt att bo och röra sig i hela kommunen", "farre-stadsdelar-med-utanforskap"),
    ("Det ska bli lättare att starta och driva företag", "okad-tillvaxt"),
];
