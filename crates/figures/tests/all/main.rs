//! The house's rooms through the router and the verbs, on both engines.

mod import;
mod indicator;
mod synthetic;
mod withheld;
