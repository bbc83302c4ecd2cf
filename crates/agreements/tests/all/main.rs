//! The house's rooms through the router and the verbs, on both engines.

mod programme;
