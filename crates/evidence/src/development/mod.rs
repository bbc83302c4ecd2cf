//! # development
//!
//! *Utvecklingen*: what may be said of a district on a day (§ 6). Its figures beside municipality, all districts and nation, and its goals with
//! how far they have come by the published method. The district's page shows it, a report freezes it, the compilation sets districts side by side.
//!
//! Invariants: a number has passed the disclosure rule before it enters a [`rules::Development`], which holds cells and never observations;
//! it carries its definition, year, vintage and the synthetic mark; the plan is the one in force on the day, whichever programme it is from.

pub mod rules;
pub mod view;
pub mod words;
