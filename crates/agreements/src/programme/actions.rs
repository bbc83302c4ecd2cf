//! The verbs of the programme room.

mod load;
mod offer;
mod settle;

pub use load::{LOAD, Loaded, ensure, load};
pub use offer::{ANSWER, Answer, RECEIVE, SEND, Sending, answer, receive, send, send_all};
pub use settle::{SETTLE, accept_all, settle};
