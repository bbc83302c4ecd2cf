//! Municipalities and districts as the rest of the program knows them.

use areas::{Expansion, NotationError, System};
use serde::Serialize;
use std::collections::BTreeMap;
use wording::Fault;

/// A municipality that has had an agreement 2008–2010.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Municipality {
    /// Four digits as text; the leading zero belongs to it.
    pub code: String,
    pub name: String,
    pub slug: String,
    /// As the agreement writes it: `Göteborgs kommun`.
    pub agreement_name: String,
}

impl Municipality {
    /// The two digits of the county.
    pub fn county(&self) -> &str {
        self.code.get(..2).unwrap_or_default()
    }
}

/// A district of annex 2, with the text of the annex and the reading of it that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct District {
    /// The slug; it stays when the name is read anew.
    pub id: String,
    pub name: String,
    pub municipality: Municipality,
    pub system: System,
    /// Codes in the order of the notation, as text with their zeros.
    pub codes: Vec<String>,
    pub raw_name: String,
    pub raw_municipality: String,
    pub raw_notation: String,
    /// What is to be said of the name as the annex has it.
    pub note: Option<String>,
    pub aliases: Vec<String>,
    /// 1 for the program's own reading of the annex; higher after a decision of another reading.
    pub reading: i64,
}

impl District {
    /// True when the codes are the municipality's own: statistics on them need the municipality's consent.
    pub fn needs_consent(&self) -> bool {
        self.system == System::Nyko
    }

    /// True when this is one of the names the district goes by.
    pub fn is_called(&self, name: &str) -> bool {
        let same = |other: &str| other.to_lowercase() == name.trim().to_lowercase();
        same(&self.name) || same(&self.raw_name) || self.aliases.iter().any(|a| same(a))
    }
}

/// One way to read a row of annex 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub name: String,
    pub notation: String,
    pub expansion: Expansion,
}

impl Reading {
    /// Reads a notation for a district of this municipality.
    ///
    /// # Errors
    /// What cannot be read, where, and how to mend it.
    pub fn of(name: &str, notation: &str, municipality: &str) -> Result<Self, NotationError> {
        Ok(Self { name: name.to_owned(), notation: notation.to_owned(), expansion: areas::expand(notation, municipality)? })
    }
}

/// A notation that cannot be read, as a fault.
pub fn unreadable(error: &NotationError) -> Fault {
    let fault = Fault::must("fault-place-notation", "bilaga 2").with("position", error.position).with("found", error.found.clone());
    fault.with("what", error.what.clone()).with("hint", error.hint.clone()).with("rule", error.key)
}

/// Every code that lies in two districts (annex 2: none does). NYKO codes are told apart by their municipality.
pub fn overlaps(districts: &[District]) -> Vec<Fault> {
    let mut seen: BTreeMap<(System, &str, &str), &str> = BTreeMap::new();
    let mut faults = Vec::new();
    for district in districts {
        for code in &district.codes {
            let key = (district.system, district.municipality.code.as_str(), code.as_str());
            if let Some(other) = seen.insert(key, &district.name) {
                let fault = Fault::must("fault-place-overlap", "bilaga 2").at("reading");
                faults.push(fault.with("code", code.clone()).with("one", other).with("other", district.name.clone()));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn district(id: &str, municipality: &str, notation: &str) -> District {
        let expansion = areas::expand(notation, municipality).unwrap();
        District {
            id: id.into(),
            name: id.into(),
            municipality: Municipality { code: municipality.into(), name: id.into(), slug: id.into(), agreement_name: id.into() },
            system: expansion.system,
            codes: expansion.codes,
            raw_name: "VästraSkogås".into(),
            raw_municipality: id.into(),
            raw_notation: notation.into(),
            note: None,
            aliases: vec!["N. Biskopsgården".into()],
            reading: 1,
        }
    }

    #[test]
    fn a_code_in_two_districts_is_named_with_both() {
        let faults = overlaps(&[district("alby", "0127", "01270001-2"), district("fittja", "0127", "01270002-3")]);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].args[0], ("code", "01270002".into()));
    }

    #[test]
    fn the_same_nyko_code_in_two_municipalities_is_two_areas() {
        assert!(overlaps(&[district("a", "0581", "(NYKO 412)"), district("b", "0580", "(NYKO 412)")]).is_empty());
    }

    #[test]
    fn a_district_answers_to_every_name_of_its_own() {
        let it = district("alby", "0127", "01270001-2");
        assert!(it.is_called("västraskogås") && it.is_called(" N. Biskopsgården ") && !it.is_called("Norra"));
    }
}
