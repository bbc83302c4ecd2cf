//! # stadsdel
//!
//! The binary's own rooms: the wiring of the houses, the demo, the worker, the doctor, the command line, and the pages that belong to no single
//! room ([`front`]: start page, search, journal, help; [`deadline`]: who owes what, to whom, on what ground).

pub mod cli;
pub mod config;
pub mod deadline;
pub mod demo;
pub mod description;
pub mod doctor;
pub mod front;
pub mod serve;
pub mod wiring;
pub mod worker;
