//! Every area that a figure may be about, and what each is part of.

use agreements::place::rules::{District, Municipality};
use areas::System;
use std::collections::HashMap;

/// Systems that are no division into small areas: the municipality and the nation themselves.
pub const MUNICIPALITY: &str = "KOMMUN";
pub const NATION: &str = "RIKE";
/// The nation's code in a file.
pub const NATION_CODE: &str = "00";
const NATION_WORDS: [&str; 4] = ["riket", "Riket", "RIKET", "SE"];

/// One area with its place in the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    pub system: String,
    /// The code as it is stored: `01270001`, `0581-412`, `0127`, `00`.
    pub code: String,
    /// The municipality it lies in or is; `None` for the nation.
    pub municipality: Option<String>,
    /// Place in [`Universe::districts`].
    pub district: Option<usize>,
    /// An earlier reading of a district held it, and the present one does not: its figures have been published and stay so.
    pub former: bool,
}

impl Area {
    /// The code as files write it, so that it is told apart from every other: a NYKO code bears its system and municipality.
    pub fn text(&self) -> String {
        if self.system == System::Nyko.name() { format!("NYKO{}", self.code) } else { self.code.clone() }
    }

    /// True for a small area, and not for a municipality or the nation.
    pub fn is_small(&self) -> bool {
        self.system != MUNICIPALITY && self.system != NATION
    }

    pub fn is_nyko(&self) -> bool {
        self.system == System::Nyko.name()
    }
}

/// A district as the sum of its areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    pub slug: String,
    pub municipality: String,
    /// Places in [`Universe::areas`].
    pub areas: Vec<u32>,
    pub nyko: bool,
}

/// The areas, the districts they make up, the municipalities and the nation.
#[derive(Clone, Debug, Default)]
pub struct Universe {
    pub areas: Vec<Area>,
    pub districts: Vec<Parts>,
    /// Code and place in [`Universe::areas`].
    pub municipalities: Vec<(String, u32)>,
    by_text: HashMap<String, u32>,
    by_key: HashMap<(String, String), u32>,
}

impl Universe {
    /// `others` are areas outside the districts: system, code, municipality.
    pub fn new(municipalities: &[Municipality], districts: &[District], others: &[(String, String, String)]) -> Self {
        let mut all = Self::default();
        let nation = all.add(Area { system: NATION.into(), code: NATION_CODE.into(), municipality: None, district: None, former: false });
        for word in NATION_WORDS {
            all.by_text.insert(word.to_owned(), nation);
        }
        for m in municipalities {
            let area = Area {
                system: MUNICIPALITY.into(),
                code: m.code.clone(),
                municipality: Some(m.code.clone()),
                district: None,
                former: false,
            };
            let at = all.add(area);
            all.municipalities.push((m.code.clone(), at));
        }
        for district in districts {
            all.add_district(district);
        }
        for (system, code, municipality) in others {
            if !all.by_key.contains_key(&(system.clone(), code.clone())) {
                all.add(Area {
                    system: system.clone(),
                    code: code.clone(),
                    municipality: Some(municipality.clone()),
                    district: None,
                    former: false,
                });
            }
        }
        all
    }

    /// Adds the codes that earlier readings of the districts held (system, code, municipality). One that no district holds any more is an
    /// area outside the districts, with the figures it has.
    #[must_use]
    pub fn with_former(mut self, codes: &[(String, String, String)]) -> Self {
        for (system, code, municipality) in codes {
            let code = stored_code(system, municipality, code);
            match self.stored(system, &code) {
                Some(at) => self.areas[at as usize].former = self.areas[at as usize].district.is_none(),
                None => {
                    let municipality = Some(municipality.clone());
                    self.add(Area { system: system.clone(), code, municipality, district: None, former: true });
                }
            }
        }
        self
    }

    fn add_district(&mut self, d: &District) {
        let place = self.districts.len();
        let areas = d.codes.iter().map(|code| self.add(area_of(d, code, place))).collect();
        let nyko = d.system == System::Nyko;
        self.districts.push(Parts { slug: d.id.clone(), municipality: d.municipality.code.clone(), areas, nyko });
    }

    fn add(&mut self, area: Area) -> u32 {
        let at = u32::try_from(self.areas.len()).unwrap_or(u32::MAX);
        self.by_text.insert(area.text(), at);
        self.by_key.insert((area.system.clone(), area.code.clone()), at);
        self.areas.push(area);
        at
    }

    /// The area a file means by this code.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.by_text.get(text).copied()
    }

    /// The area stored under this system and code.
    pub fn stored(&self, system: &str, code: &str) -> Option<u32> {
        self.by_key.get(&(system.to_owned(), code.to_owned())).copied()
    }

    pub fn area(&self, at: u32) -> &Area {
        &self.areas[at as usize]
    }

    /// The code with the zeros that a spreadsheet took away, if that makes it a known one.
    pub fn with_zeros(&self, text: &str) -> Option<String> {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let restored = |width: usize| format!("{text:0>width$}");
        let known = |width| Some(restored(width)).filter(|code| text.len() < width && self.by_text.contains_key(code));
        if !digits { None } else { known(4).or_else(|| known(8)).filter(|code| code != NATION_CODE) }
    }
}

/// NYKO codes are the municipality's own, so the stored code bears the municipality's.
fn stored_code(system: &str, municipality: &str, code: &str) -> String {
    if system == System::Nyko.name() { format!("{municipality}-{code}") } else { code.to_owned() }
}

fn area_of(d: &District, code: &str, place: usize) -> Area {
    let municipality = &d.municipality.code;
    let code = stored_code(d.system.name(), municipality, code);
    Area { system: d.system.name().to_owned(), code, municipality: Some(municipality.clone()), district: Some(place), former: false }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn municipality(code: &str) -> Municipality {
        Municipality { code: code.into(), name: code.into(), slug: code.into(), agreement_name: code.into() }
    }

    fn district(slug: &str, municipality_code: &str, notation: &str) -> District {
        let expansion = areas::expand(notation, municipality_code).unwrap();
        District {
            id: slug.into(),
            name: slug.into(),
            municipality: municipality(municipality_code),
            system: expansion.system,
            codes: expansion.codes,
            raw_name: slug.into(),
            raw_municipality: String::new(),
            raw_notation: notation.into(),
            note: None,
            aliases: Vec::new(),
            reading: 1,
        }
    }

    /// Botkyrka with two districts, Norrköping with a district on NYKO, and one area outside them.
    pub(crate) fn small() -> Universe {
        let municipalities = [municipality("0127"), municipality("0581")];
        let districts = [
            district("alby", "0127", "01270001-2"),
            district("fittja", "0127", "01270011"),
            district("klockartorpet", "0581", "(NYKO 412)"),
        ];
        Universe::new(&municipalities, &districts, &[("SAMS".into(), "01270099".into(), "0127".into())])
    }

    #[test]
    fn a_code_in_a_file_finds_its_area() {
        let all = small();
        assert_eq!(all.area(all.find("01270002").unwrap()).district, Some(0));
        assert_eq!(all.area(all.find("NYKO0581-412").unwrap()).code, "0581-412");
        assert_eq!(all.find("riket"), all.find("00"));
        assert_eq!(all.area(all.find("0127").unwrap()).system, MUNICIPALITY);
        assert_eq!(all.find("412"), None);
        assert_eq!(all.stored("SAMS", "01270099"), all.find("01270099"));
    }

    #[test]
    fn a_code_that_a_district_has_let_go_of_stays_known_outside_the_districts() {
        let code = |system: &str, code: &str, of: &str| (system.to_owned(), code.to_owned(), of.to_owned());
        let earlier = [
            code("SAMS", "01270002", "0127"),
            code("SAMS", "01270003", "0127"),
            code("SAMS", "01270099", "0127"),
            code("NYKO", "413", "0581"),
        ];
        let all = small().with_former(&earlier);
        let is = |text: &str| all.find(text).map(|at| (all.area(at).district.is_some(), all.area(at).former));
        assert_eq!(is("01270002"), Some((true, false)), "the present reading holds it");
        assert_eq!([is("01270003"), is("01270099"), is("NYKO0581-413")], [Some((false, true)); 3]);
        assert_eq!(small().find("01270003"), None);
    }

    #[test]
    fn zeros_that_a_spreadsheet_took_are_recognised() {
        let all = small();
        assert_eq!(all.with_zeros("1270002").as_deref(), Some("01270002"));
        assert_eq!(all.with_zeros("127").as_deref(), Some("0127"));
        assert_eq!(all.with_zeros("01270002"), None);
        assert_eq!(all.with_zeros("999"), None);
        assert_eq!(all.with_zeros("0"), None);
    }
}
