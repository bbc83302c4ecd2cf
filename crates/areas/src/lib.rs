//! # areas
//!
//! The codes that say which ground an agreement stands on.
//!
//! * [`expand`] reads the notation of annex 2 (`12800109-10,234-35,44`) into every code it means, with notes of what had to be restored.
//! * [`compress`] prints codes back in the same notation.
//! * [`AreaCode`] checks the form of one SAMS, DeSO or RegSO code and tells its version (`0114A0010_DeSO2025`).
//!
//! A code is text and keeps its zeros. The same plain DeSO code names two different areas in two versions, so an area is
//! known by system, version and code together. The crate does no I/O.

mod code;
mod compress;
mod error;
mod notation;
mod system;

pub use code::AreaCode;
pub use compress::compress;
pub use error::NotationError;
pub use notation::{Expansion, Note, RANGE_MAX, expand};
pub use system::System;
