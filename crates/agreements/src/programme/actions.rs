//! The verbs of the programme room.

mod load;

pub use load::{Loaded, ensure, load};
