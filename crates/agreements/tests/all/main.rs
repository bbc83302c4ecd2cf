//! The house's rooms through the router and the verbs, on both engines.

mod agreement;
mod common;
mod organisation;
mod partnership;
mod place;
mod programme;
