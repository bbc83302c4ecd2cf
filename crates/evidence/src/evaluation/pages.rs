//! The evaluations' pages.

mod form;
mod list;
mod outside;
mod show;
mod steps;
mod together;
mod versions;

pub use form::{edit, new, register, revise};
pub use list::list;
pub use outside::{bring_in, correct, edit_outside, file, new_outside, outside};
pub use show::show;
pub use steps::{ask, cancel, recompute};
pub use together::together;
pub use versions::versions;

use crate::development::words::area_name;
use agreements::place;
use agreements::programme::source::lua_2011;
use platform::Conn;
use platform::web::Shell;
use std::collections::BTreeMap;

/// Keys and names of the goal areas.
fn areas(s: &Shell) -> Vec<(String, String)> {
    lua_2011().areas.iter().map(|a| (a.key.clone(), area_name(s, &a.key))).collect()
}

/// Options of a choice: keys with their words.
fn options(s: &Shell, prefix: &str, keys: &[&str]) -> Vec<(String, String)> {
    keys.iter().map(|key| ((*key).to_owned(), s.tk(prefix, key))).collect()
}

/// The same, with nothing chosen first.
fn with_none(options: Vec<(String, String)>, none: String) -> Vec<(String, String)> {
    std::iter::once((String::new(), none)).chain(options).collect()
}

/// Names of the municipalities by code.
async fn municipality_names(conn: &mut Conn) -> anyhow::Result<BTreeMap<String, String>> {
    Ok(place::store::municipalities(conn).await?.into_iter().map(|m| (m.code, m.name)).collect())
}
