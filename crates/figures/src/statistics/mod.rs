//! # statistics
//!
//! The figures of the districts beside municipality, all districts and nation (§ 6: a suitable statistical basis at district level, on local
//! and national level, in relation to the goals).
//!
//! * A file comes in whole or not at all ([`actions::import()`]); the same file again changes nothing; what is replaced is kept.
//! * A district is the sum of its areas' numerators and denominators, never a mean of shares.
//! * Missing, withheld, not applicable and zero are four things from the file to the page.
//! * What may be shown is decided once, when figures come in, over whole families of numbers ([`board`]); pages, exports and the API all
//!   go through [`shown`].
//! * A figure that ought to be there and is not is an object with an owner ([`rules::Gap`]); it closes when the figure comes.
//! * Figures of a generator bear the mark *synthetic* wherever they go.

pub mod actions;
pub mod api;
pub mod board;
pub mod export;
pub mod file;
pub mod gaps;
pub mod grid;
pub mod merge;
pub mod pages;
pub mod points;
pub mod rules;
pub mod store;
pub mod synthetic;
pub mod universe;
pub mod view;

pub use rules::{Gap, IndicatorPicture, Picture, Place, shown};

use agreements::programme::source::lua_2011;
use chrono::NaiveDate;
use platform::access::Role;
use platform::demo::Step;
use platform::web::Routes;
use platform::{Conn, Duty, Owner};
use std::collections::BTreeMap;

/// The room's pages and API.
pub fn routes() -> Routes {
    pages::routes().merge(api::routes())
}

/// Figures that are lacking are owed by their owner before the report that rests on them (§ 6): the first one after the gap was opened. A
/// day that has been missed stays, and the duty is overdue until the figure comes.
///
/// # Errors
/// What the engine says.
pub async fn duties(conn: &mut Conn) -> anyhow::Result<Vec<Duty>> {
    let mut by_owner: BTreeMap<String, (usize, Option<NaiveDate>)> = BTreeMap::new();
    for gap in store::gaps(conn, None).await? {
        let due = gap.since.parse().ok().and_then(|since| rules::next_due(since, |year| lua_2011().due("report", year)));
        let (count, first) = by_owner.entry(rules::owner_key(&gap.owner)).or_default();
        *count += 1;
        *first = (*first).into_iter().chain(due).min();
    }
    Ok(by_owner.into_iter().map(|(owner, (count, due))| gap_duty(&owner, count, due)).collect())
}

fn gap_duty(owner: &str, count: usize, due: Option<NaiveDate>) -> Duty {
    let owner = rules::owner_of(owner);
    let (roles, address): (&'static [Role], _) = match &owner {
        Owner::Municipality(code) => (&[Role::Coordinator], format!("/statistik/luckor?kommun={code}")),
        _ => (&[Role::StateOfficer, Role::Statistician], "/statistik/luckor".to_owned()),
    };
    Duty {
        key: "duty-gaps",
        args: vec![("n", count.into())],
        ground: "§ 6",
        due,
        done: None,
        owner,
        roles,
        address,
        waits: None,
        since: None,
    }
}

/// The demo's figures are loaded by the binary, with [`actions::load_synthetic`].
pub fn story() -> Vec<Step> {
    Vec::new()
}
