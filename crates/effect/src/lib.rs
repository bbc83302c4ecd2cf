#![doc = include_str!("../README.md")]

mod ascm;
mod block;
pub mod cli;
mod compat;
pub mod diagnostics;
pub mod fault;
mod fit;
pub mod inference;
mod linalg;
pub mod panel;
pub mod plot;
mod pool;
mod predictors;
mod read;
pub mod rng;
mod solve;
pub mod staggered;

pub use block::Block;
pub use fault::Fault;
pub use fit::{Effect, Fit, Fitter, Method, Spec, fit};
pub use panel::{Cell, Gaps, Missing, Panel, Period};
pub use predictors::Predictors;
pub use read::{Columns, parse_csv, read_csv};
