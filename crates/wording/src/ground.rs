//! The place in the decision, the agreement or a law that something rests on.

use crate::Lang;

/// How the parts of a citation are called in English. What is not here stands as it is: numbers, letters, headings of the decision.
const PARTS: [(&str, &str); 12] = [
    ("första stycket", "first paragraph"),
    ("andra stycket", "second paragraph"),
    ("tredje stycket", "third paragraph"),
    ("fjärde stycket", "fourth paragraph"),
    ("femte stycket", "fifth paragraph"),
    ("beslutet", "the decision"),
    ("Beslutet", "The decision"),
    ("avtalet", "the agreement"),
    ("Avtalet", "The agreement"),
    ("bilaga", "annex"),
    ("förordning", "ordinance"),
    ("Bakgrund", "background"),
];

/// A ground as the rules quote it, in the reader's language: `§ 4, femte stycket` · `§ 4, fifth paragraph`.
pub fn ground(lang: Lang, quoted: &str) -> String {
    match lang {
        Lang::Sv => quoted.to_owned(),
        Lang::En => PARTS.iter().fold(quoted.to_owned(), |text, (sv, en)| text.replace(sv, en)),
    }
}

/// The section of the agreement that a ground names first: 4 for `§ 4, femte stycket`; none for a ground elsewhere.
pub fn section(quoted: &str) -> Option<u32> {
    let rest = quoted.trim_start_matches("Avtalet ").strip_prefix('§')?.trim_start_matches(['§', ' ', '\u{a0}']);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ground_is_said_in_the_readers_language() {
        assert_eq!(ground(Lang::Sv, "§ 4, femte stycket"), "§ 4, femte stycket");
        assert_eq!(ground(Lang::En, "§ 4, femte stycket"), "§ 4, fifth paragraph");
        assert_eq!(ground(Lang::En, "beslutet, bilaga 2"), "the decision, annex 2");
        assert_eq!(ground(Lang::En, "§ 8"), "§ 8");
    }

    #[test]
    fn a_ground_knows_its_section() {
        assert_eq!([section("§ 4, femte stycket"), section("§§ 4–6, 8"), section("Avtalet § 8")], [Some(4), Some(4), Some(8)]);
        assert_eq!([section("beslutet, bilaga 2"), section("")], [None, None]);
    }
}
