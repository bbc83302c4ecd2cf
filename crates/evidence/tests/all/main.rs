//! The house's rooms through the router and the verbs, on both engines.

mod common;
mod compilation;
mod evaluation;
mod followup;
mod report;
