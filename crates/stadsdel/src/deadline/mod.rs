//! # deadline
//!
//! Who owes what, to whom, by when, on what ground. Every room says its own duties; here they are gathered, put in order and shown to the person
//! whose they are. § 4 (plan, 31 December), § 5 (revised cooperation agreements), § 6 (report, 1 December; the State's compilation), § 8 (approvals).
//!
//! Invariant: the State's duties stand on the same page, in the same words and as hard, as the municipality's.

mod pages;
pub mod rules;

pub use pages::Doc;

use platform::access::Act;
use platform::web::Routes;

pub static MINE: Act = Act::signed_in("deadline.mine");
pub static ALL: Act = Act::public("deadline.all");

/// `/mitt`, `/uppgifter`.
pub fn routes() -> Routes {
    Routes::new().get("/mitt", &MINE, pages::mine).get("/uppgifter", &ALL, pages::all).get("/api/v1/duties", &MINE, pages::api)
}
