//! Rows of evaluations.

pub mod checks;
pub mod designs;
pub mod outside;
pub mod runs;

pub use checks::Recheck;
pub use designs::{Head, Registered};
pub use outside::Outside;
pub use runs::Run;
