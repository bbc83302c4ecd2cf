//! What official statistics writes where a number would stand.

/// A sign in the place of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// `..`: not available, or too uncertain to give.
    NotAvailable,
    /// `.`: no such figure can be.
    NotApplicable,
    /// `–`: nothing to report, zero.
    Zero,
}

/// The sign of a cell, if it is one. An empty cell is none: it says nothing.
pub fn symbol(text: &str) -> Option<Symbol> {
    match text.trim() {
        ".." | "…" => Some(Symbol::NotAvailable),
        "." => Some(Symbol::NotApplicable),
        "-" | "–" | "—" | "\u{2212}" => Some(Symbol::Zero),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_kinds_of_nothing_stay_apart() {
        assert_eq!(symbol(" .. "), Some(Symbol::NotAvailable));
        assert_eq!(symbol("."), Some(Symbol::NotApplicable));
        assert_eq!(symbol("–"), Some(Symbol::Zero));
        assert_eq!(symbol("-"), Some(Symbol::Zero));
        for other in ["", " ", "0", "-1", "...", ".5"] {
            assert_eq!(symbol(other), None, "{other}");
        }
    }
}
