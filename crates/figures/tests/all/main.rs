//! The house's rooms through the router and the verbs, on both engines.

mod api;
mod import;
mod indicator;
mod pages;
mod synthetic;
mod withheld;
