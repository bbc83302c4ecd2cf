//! Notations that are not SAMS: the municipality's own NYKO, and DeSO and RegSO.

use super::item::Part;
use super::{Expansion, Note};
use crate::{AreaCode, NotationError, System};

const CONSENT: &str = "Beteckningen är en NYKO-kod, inte SAMS. NYKO är kommunens egen indelning: SCB lämnar uppgifter på den bara till \
                       kommunen eller med kommunens medgivande.";

/// What stands after the word NYKO, with or without parentheses around it all.
pub(super) fn nyko_list(notation: &str) -> Option<Part<'_>> {
    let mut part = Part::new(notation, 1);
    if let Some(inner) = part.text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        part = Part::new(inner, part.at + 1);
    }
    let word = part.text.get(..4).filter(|word| word.eq_ignore_ascii_case("nyko"))?;
    let rest = &part.text[word.len()..];
    let rest = rest.strip_prefix(':').map_or(Part::new(rest, part.at + 4), |rest| Part::new(rest, part.at + 5));
    Some(rest)
}

pub(super) fn nyko(list: &Part<'_>) -> Result<Expansion, NotationError> {
    let items = list.items()?;
    if let Some(item) = items.iter().find(|item| !item.is_digits() || item.text.len() > 12) {
        let what = format!("”{}” är ingen NYKO-kod.", item.text);
        return Err(item.error("nyko-form", what, "Skriv NYKO följt av siffror, till exempel (NYKO 412); intervall finns inte."));
    }
    Ok(Expansion { system: System::Nyko, codes: distinct(&items)?, notes: vec![Note::new("nyko", CONSENT)] })
}

/// True when the first item has the letter of a DeSO or RegSO code after four digits.
pub(super) fn looks_versioned(notation: &str) -> bool {
    let first = notation.trim_start().as_bytes();
    first.len() > 4 && first[..4].iter().all(u8::is_ascii_digit) && matches!(first[4], b'A' | b'B' | b'C' | b'R')
}

pub(super) fn versioned(notation: &str, municipality: &str) -> Result<Expansion, NotationError> {
    let items = Part::new(notation, 1).items()?;
    let mut systems = Vec::new();
    for item in &items {
        let code = AreaCode::parse(item.text).map_err(|e| NotationError { position: e.position + item.at - 1, ..e })?;
        if code.municipality() != municipality {
            let what = format!("Koden ”{}” börjar inte med kommunens kod {municipality}.", item.text);
            return Err(item.error("wrong-municipality", what, "Kontrollera koden och vilken kommun stadsdelen ligger i."));
        }
        systems.push((code.system, code.version));
        if systems[0] != (code.system, code.version) {
            let what = format!("”{}” hör till en annan indelning eller version än koden före den.", item.text);
            return Err(item.error("mixed", what, "En beteckning hör till en indelning och en version; dela upp den."));
        }
    }
    Ok(Expansion { system: systems.first().map_or(System::Deso, |(system, _)| *system), codes: distinct(&items)?, notes: Vec::new() })
}

/// The items as codes, or a fault at the first that comes again.
fn distinct(items: &[Part<'_>]) -> Result<Vec<String>, NotationError> {
    let mut seen = std::collections::HashSet::new();
    match items.iter().find(|item| !seen.insert(item.text)) {
        Some(twice) => Err(twice.error(
            "duplicate",
            format!("Koden {} förekommer två gånger.", twice.text),
            "Ta bort den ena, eller rätta den som är felskriven.",
        )),
        None => Ok(items.iter().map(|item| item.text.to_owned()).collect()),
    }
}
