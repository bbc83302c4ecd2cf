//! # platform
//!
//! The thin ground the houses stand on; it knows no domain.
//!
//! * [`db`]: one database handle for SQLite and PostgreSQL, [`db::Tx`] = transaction + clock + journal.
//! * [`access`]: who is calling ([`access::Caller`]), what may be done ([`access::Act`]), and the proof of it ([`access::Mandate`]).
//! * [`events`]: the journal, a hash chain written in the same transaction as the change, and the outbox.
//! * [`web`]: routes that carry their act, the shell around every page, refusals as answers, form fields.
//! * [`text`]: message files, Swedish and English.
//! * [`testkit`]: the same test on both engines, through the router.
//!
//! Invariants: no clock and no randomness outside [`clock`]; no write without a journal row; no route without an act.

pub mod access;
pub mod clock;
pub mod db;
pub mod demo;
pub mod duty;
pub mod events;
pub mod testkit;
pub mod text;
pub mod web;

pub use db::{Conn, Db, Engine, Saved, Tx};
pub use duty::{Duty, Owner};
pub use web::{App, Refusal};
