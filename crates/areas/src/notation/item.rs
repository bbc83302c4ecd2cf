//! The list a notation is, item by item, each with its position.

use crate::NotationError;

/// A part of the notation without the spaces around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part<'a> {
    pub text: &'a str,
    /// Position of its first character, counted from 1.
    pub at: usize,
}

impl<'a> Part<'a> {
    pub fn new(text: &'a str, at: usize) -> Self {
        let trimmed = text.trim_start();
        let skipped = text.chars().count() - trimmed.chars().count();
        Self { text: trimmed.trim_end(), at: at + skipped }
    }

    /// The parts between these characters.
    pub fn split(self, separators: &[char]) -> Vec<Self> {
        let mut at = self.at;
        let mut parts = Vec::new();
        for text in self.text.split(separators) {
            parts.push(Self::new(text, at));
            at += text.chars().count() + 1;
        }
        parts
    }

    /// The items of a comma-separated list, none of them empty.
    pub fn items(self) -> Result<Vec<Self>, NotationError> {
        let items = self.split(&[',', ';']);
        match items.iter().find(|item| item.text.is_empty()) {
            Some(item) => Err(empty_item(item.at)),
            None => Ok(items),
        }
    }

    /// True when every character is an ASCII digit.
    pub fn is_digits(self) -> bool {
        !self.text.is_empty() && self.text.bytes().all(|b| b.is_ascii_digit())
    }

    /// The same text as a fault about it.
    pub fn error(self, key: &'static str, what: impl Into<String>, hint: impl Into<String>) -> NotationError {
        NotationError::new(key, self.at, self.text, what, hint)
    }
}

fn empty_item(at: usize) -> NotationError {
    NotationError::new(
        "item-missing",
        at,
        "",
        "Här saknas en kod: två skiljetecken följer på varandra, eller listan börjar eller slutar med ett.",
        "Ta bort det överflödiga kommatecknet eller skriv koden som saknas.",
    )
}

/// A digit was expected and something else found.
pub(super) fn not_a_digit(part: Part<'_>) -> Option<NotationError> {
    let (before, c) = part.text.chars().enumerate().find(|(_, c)| !c.is_ascii_digit() && !c.is_whitespace())?;
    Some(NotationError::new(
        "not-a-digit",
        part.at + before,
        &c.to_string(),
        format!("”{c}” är ingen siffra."),
        "En SAMS-beteckning består av siffror, kommatecken och bindestreck, till exempel 12800109-10,234.",
    ))
}
