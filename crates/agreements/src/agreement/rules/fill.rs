//! Annex 1 filled in: from the template's wording to one municipality's.
//!
//! The annex leaves two things open inside its clauses: place-holders (`{kommun}`, `{stadsdelar}`) and alternatives for one district or several
//! ("den/de stadsdel/ar"). Both are settled by what the agreement covers, so the machine knows their only right filling.

use crate::place::rules::District;
use crate::programme::rules::{Clause, Template};
use areas::System;
use serde::{Deserialize, Serialize};

/// What the annex' open places are filled with. Frozen when a version is opened, so that a later reading of annex 2 changes no agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filling {
    /// As the agreement writes it: `Göteborgs kommun`.
    pub municipality: String,
    pub districts: Vec<DistrictLine>,
}

/// One district as clause 2.1 names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DistrictLine {
    /// The district's slug.
    pub id: String,
    pub name: String,
    /// `SAMS`, or `NYKO` where the municipality's own codes are used.
    pub system: String,
    /// The codes as annex 2 writes them (`12800109-10,234-35`) where it reads without a remark and is still read so; otherwise each code in full.
    pub notation: String,
    pub codes: Vec<String>,
}

impl DistrictLine {
    pub fn of(district: &District) -> Self {
        let notation = notation(district);
        let (id, name, codes) = (district.id.clone(), district.name.clone(), district.codes.clone());
        Self { id, name, system: district.system.name().to_owned(), notation, codes }
    }
}

/// The annex' own writing says what the State decided; only where its form is faulty, or it has been read otherwise since, the codes are listed.
fn notation(district: &District) -> String {
    let raw = district.raw_notation.trim();
    let read = areas::expand(raw, &district.municipality.code);
    let plain = read.is_ok_and(|r| r.system == System::Sams && r.notes.is_empty() && r.codes == district.codes);
    if plain { raw.to_owned() } else { district.codes.join(",") }
}

/// The alternatives of annex 1: as it writes them, for one district, for several.
const ALTERNATIVES: [(&str, &str, &str); 14] = [
    ("den stadsdel/ varje stadsdel", "den stadsdel", "varje stadsdel"),
    ("angiven/angivna stadsdel/stadsdelar", "angiven stadsdel", "angivna stadsdelar"),
    ("den/de stadsdel/ar", "den stadsdel", "de stadsdelar"),
    ("den/de", "den", "de"),
    ("dess/deras", "dess", "deras"),
    ("stadsdelens/arnas", "stadsdelens", "stadsdelarnas"),
    ("stadsdelen/arna", "stadsdelen", "stadsdelarna"),
    ("strategiska stadsdelsplanen/erna", "strategiska stadsdelsplanen", "strategiska stadsdelsplanerna"),
    // 6 § of the annex writes it so; the filling is the same as in 5 §.
    ("strategiska stadsdelsplanen/arna", "strategiska stadsdelsplanen", "strategiska stadsdelsplanerna"),
    ("Stadsdelsplanen/erna", "Stadsdelsplanen", "Stadsdelsplanerna"),
    ("Strategisk/a", "Strategisk", "Strategiska"),
    ("stadsdelsplan/er", "stadsdelsplan", "stadsdelsplaner"),
    ("till (varje) i avtalet", "till i avtalet", "till varje i avtalet"),
    ("Stadsdelen/arna", "Stadsdelen", "Stadsdelarna"),
];

const MUNICIPALITY: &str = "{kommun}";
const DISTRICTS: &str = "{stadsdelar}";

/// A text of the template as it first stands in the agreement. A district with the municipality's own codes is written so (`NYKO-kod`).
pub fn fill(text: &str, filling: &Filling) -> String {
    with_districts(text, filling, |d| format!("Stadsdelen {} med {}-kod {}", d.name, d.system, d.notation))
}

/// The text as annex 1 would have it to the letter: every code called `SAMS-kod`. What differs from this is no mere filling.
pub fn strictly(text: &str, filling: &Filling) -> String {
    with_districts(text, filling, |d| format!("Stadsdelen {} med SAMS-kod {}", d.name, d.notation))
}

fn with_districts(text: &str, filling: &Filling, line: impl Fn(&DistrictLine) -> String) -> String {
    let items: Vec<_> = filling.districts.iter().map(line).collect();
    let several = items.len() > 1;
    let list = if items.is_empty() { String::new() } else { format!("{}.", items.join("\n")) };
    let text = ALTERNATIVES.iter().fold(text.to_owned(), |text, (raw, one, more)| text.replace(raw, if several { more } else { one }));
    text.replace(MUNICIPALITY, &filling.municipality).replace(DISTRICTS, &list)
}

/// A clause of the template in one text: its paragraph, then its items, a line each.
pub fn raw_text(clause: &Clause) -> String {
    std::iter::once(clause.text.as_str()).chain(clause.items.iter().map(String::as_str)).collect::<Vec<_>>().join("\n")
}

/// One clause of an agreement's wording. A line break begins an item of a list, a blank line a new paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseText {
    /// `4.2`, as in the template.
    pub key: String,
    pub text: String,
}

/// A piece of a clause as it is set: a paragraph, or the items of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Paragraph(String),
    List(Vec<String>),
}

impl Part {
    /// A clause's text set in paragraphs and lists.
    pub fn all(text: &str) -> Vec<Self> {
        let mut parts = Vec::new();
        for paragraph in text.split("\n\n") {
            let mut lines = paragraph.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned);
            parts.extend(lines.next().map(Self::Paragraph));
            let items: Vec<_> = lines.collect();
            if !items.is_empty() {
                parts.push(Self::List(items));
            }
        }
        parts
    }
}

/// A numbered section of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionText {
    pub number: String,
    pub heading: String,
    pub clauses: Vec<ClauseText>,
}

/// The whole wording of a version of an agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    pub sections: Vec<SectionText>,
}

impl Body {
    /// The first wording: annex 1 filled in.
    pub fn first(template: &Template, filling: &Filling) -> Self {
        let clause = |c: &Clause| ClauseText { key: c.key.clone(), text: fill(&raw_text(c), filling) };
        let sections = template.sections.iter().map(|s| SectionText {
            number: s.number.clone(),
            heading: fill(&s.heading, filling),
            clauses: s.clauses.iter().map(clause).collect(),
        });
        Self { sections: sections.collect() }
    }

    /// Every clause in order.
    pub fn clauses(&self) -> impl Iterator<Item = &ClauseText> {
        self.sections.iter().flat_map(|s| &s.clauses)
    }

    /// The clause with this key.
    pub fn clause(&self, key: &str) -> Option<&ClauseText> {
        self.clauses().find(|c| c.key == key)
    }

    /// The same wording with one clause written anew.
    #[must_use]
    pub fn with(mut self, key: &str, text: &str) -> Self {
        for clause in self.sections.iter_mut().flat_map(|s| &mut s.clauses).filter(|c| c.key == key) {
            text.clone_into(&mut clause.text);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::source::lua_2011;

    fn line(name: &str, system: &str, notation: &str) -> DistrictLine {
        DistrictLine { id: name.to_lowercase(), name: name.into(), system: system.into(), notation: notation.into(), codes: Vec::new() }
    }

    fn filling(names: &[&str]) -> Filling {
        let line = |n: &&str| line(n, "SAMS", "01270001-2,4-5");
        Filling { municipality: "Botkyrka kommun".into(), districts: names.iter().map(line).collect() }
    }

    fn open_places(body: &Body) -> Vec<String> {
        let texts = body.sections.iter().map(|s| &s.heading).chain(body.clauses().map(|c| &c.text));
        texts.filter(|t| t.contains(['{', '}']) || t.contains('/')).cloned().collect()
    }

    #[test]
    fn nothing_of_annex_1_stays_open_for_one_district_or_for_several() {
        for names in [&["Alby"][..], &["Alby", "Fittja", "Hallunda-Norsborg"][..]] {
            let body = Body::first(&lua_2011().template, &filling(names));
            assert_eq!(open_places(&body), Vec::<String>::new());
            assert!(body.clauses().all(|c| !c.text.contains("(varje)")));
        }
    }

    #[test]
    fn one_district_is_spoken_of_in_the_singular_and_several_in_the_plural() {
        let one = Body::first(&lua_2011().template, &filling(&["Öxnehaga"]));
        let more = Body::first(&lua_2011().template, &filling(&["Alby", "Fittja"]));
        let ends = |body: &Body, key: &str, end: &str| body.clause(key).unwrap().text.contains(end);
        assert!(ends(&one, "1.2", "i den stadsdel som omfattas") && ends(&more, "1.2", "i de stadsdelar som omfattas"));
        assert!(ends(&one, "4.4", "hänsyn till i avtalet angiven") && ends(&more, "4.4", "hänsyn till varje i avtalet"));
        assert!(ends(&one, "6.1", "stadsdelens utveckling") && ends(&more, "6.1", "de strategiska stadsdelsplanerna."));
        assert_eq!(more.sections[3].heading, "Strategiska stadsdelsplaner");
        assert!(ends(&more, "2.1", "Stadsdelen Alby med SAMS-kod 01270001-2,4-5\nStadsdelen Fittja med SAMS-kod 01270001-2,4-5."));
        assert!(ends(&one, "8.1", "kommunstyrelsen i Botkyrka kommun,"));
    }

    #[test]
    fn codes_stand_as_the_annex_writes_them_unless_they_are_read_otherwise() {
        let districts: Vec<_> = crate::programme::source::annex_2().unwrap().into_iter().map(|row| row.district).collect();
        let of = |id: &str| DistrictLine::of(districts.iter().find(|d| d.id == id).unwrap()).notation;
        for d in districts.iter().filter(|d| !["hassleholmen", "klockartorpet"].contains(&d.id.as_str())) {
            assert_eq!(DistrictLine::of(d).notation, d.raw_notation.trim(), "{}", d.id);
        }
        assert_eq!(of("hassleholmen"), "14900041,14900042,14900043,14900044,14900045");
        assert_eq!(of("klockartorpet"), "412");
        let mut read_anew = districts.iter().find(|d| d.id == "alby").unwrap().clone();
        read_anew.codes.pop();
        assert_eq!(DistrictLine::of(&read_anew).notation, "01270001,01270002,01270004");
    }

    #[test]
    fn a_clause_is_set_in_paragraphs_and_lists() {
        let list = vec!["a) arbete,".to_owned(), "b) utbildning.".to_owned()];
        assert_eq!(
            Part::all("Målen:\na) arbete,\nb) utbildning.\n\nEtt stycke till."),
            [Part::Paragraph("Målen:".into()), Part::List(list), Part::Paragraph("Ett stycke till.".into())]
        );
    }

    #[test]
    fn own_codes_of_a_municipality_are_called_by_their_name() {
        let own = line("Klockartorpet", "NYKO", "412");
        let filling = Filling { municipality: "Norrköpings kommun".into(), districts: vec![own] };
        assert_eq!(fill("{stadsdelar}", &filling), "Stadsdelen Klockartorpet med NYKO-kod 412.");
        assert_eq!(strictly("{stadsdelar}", &filling), "Stadsdelen Klockartorpet med SAMS-kod 412.");
    }
}
