//! What is wrong with a notation, where, and how to mend it.

use serde::Serialize;
use std::fmt;

/// A notation that cannot be read.
///
/// `what` and `hint` are Swedish sentences for the person who wrote the notation; `key` is for programs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotationError {
    pub key: &'static str,
    /// The first character that is wrong, counted in characters from 1.
    pub position: usize,
    /// The part of the text that is wrong, empty when something is missing.
    pub found: String,
    pub what: String,
    pub hint: String,
}

impl NotationError {
    pub(crate) fn new(key: &'static str, position: usize, found: &str, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { key, position, found: found.to_owned(), what: what.into(), hint: hint.into() }
    }
}

impl fmt::Display for NotationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tecken {}: {}", self.position, self.what)
    }
}

impl std::error::Error for NotationError {}
