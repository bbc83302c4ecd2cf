//! What the loading of a programme could not take at its word.

use super::{Mending, Programme};
use crate::place::rules::District;
use crate::programme::source::AnnexRow;
use serde::Serialize;
use wording::Fault;

/// What kind of thing was found; the order is that of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A municipality with a predecessor agreement is not among the addressees.
    MissingAddressee,
    /// Codes that have lost the zeros of their areas: six digits for eight.
    ZerosLost,
    /// A code of the municipality's own; statistics need its consent.
    Nyko,
    /// A district's or municipality's name is written otherwise than the register has it.
    NameVariant,
    /// A shortened code takes its first digits from the code before it.
    PrefixInherited,
    /// Spaces in the notation, or a whole code repeated in a list of shortened ones.
    NotationForm,
    /// The template asks for a form of code that no row of annex 2 has.
    TemplateForm,
    /// The recipient of reports is another department than the one on the copy list.
    Recipient,
    /// A fact that the scanned decision does not have, or that has not been checked against its source.
    OutsideSource,
    /// A fault of the scan that has been undone in the decision's or the template's text.
    ScanMending,
}

impl Kind {
    pub const ALL: [Self; 10] = [
        Self::MissingAddressee,
        Self::ZerosLost,
        Self::Nyko,
        Self::NameVariant,
        Self::PrefixInherited,
        Self::NotationForm,
        Self::TemplateForm,
        Self::Recipient,
        Self::OutsideSource,
        Self::ScanMending,
    ];

    /// The word as it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::MissingAddressee => "missing-addressee",
            Self::ZerosLost => "zeros-lost",
            Self::Nyko => "nyko",
            Self::NameVariant => "name-variant",
            Self::PrefixInherited => "prefix-inherited",
            Self::NotationForm => "notation-form",
            Self::TemplateForm => "template-form",
            Self::Recipient => "recipient",
            Self::OutsideSource => "outside-source",
            Self::ScanMending => "scan-mending",
        }
    }

    /// The kind for a stored word.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// True when the reading is a notation of codes; another one becomes the district's.
    pub fn reads_codes(self) -> bool {
        matches!(self, Self::ZerosLost | Self::Nyko | Self::PrefixInherited | Self::NotationForm)
    }

    /// True when the reading is a name; another one becomes the district's.
    pub fn reads_name(self) -> bool {
        self == Self::NameVariant
    }
}

/// A finding as the loading makes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Stable from one loading to the next: `zeros-lost-hassleholmen`.
    pub id: String,
    pub kind: Kind,
    pub district_id: Option<String>,
    pub municipality_code: Option<String>,
    /// What the decision reads.
    pub raw: String,
    /// How it is read until somebody decides otherwise.
    pub expansion: String,
    /// Why it is a finding, in Swedish as the programme's data has it.
    pub note: String,
}

/// Everything there is to settle in a programme, in the order of the page.
pub fn findings(programme: &Programme, annex: &[AnnexRow]) -> Vec<Found> {
    let mut all = missing_addressees(programme, annex);
    all.extend(annex.iter().flat_map(of_row));
    all.extend(of_template(programme));
    all.extend(of_recipient(programme));
    all.extend(outside_source(programme));
    all.extend(mendings(programme));
    all.sort_by_key(|f| f.kind);
    all
}

fn found(kind: Kind, subject: &str, raw: &str, expansion: impl Into<String>, note: impl Into<String>) -> Found {
    let id = format!("{}-{subject}", kind.key());
    Found { id, kind, district_id: None, municipality_code: None, raw: raw.into(), expansion: expansion.into(), note: note.into() }
}

fn of_district(kind: Kind, d: &District, raw: &str, expansion: impl Into<String>, note: impl Into<String>) -> Found {
    let base = found(kind, &d.id, raw, expansion, note);
    Found { district_id: Some(d.id.clone()), municipality_code: Some(d.municipality.code.clone()), ..base }
}

fn missing_addressees(programme: &Programme, annex: &[AnnexRow]) -> Vec<Found> {
    let one = |code: &str| {
        let rows: Vec<_> = annex.iter().map(|r| &r.district).filter(|d| d.municipality.code == code).collect();
        let name = rows.first().map_or(code, |d| d.municipality.agreement_name.as_str());
        let names = rows.iter().map(|d| d.name.as_str()).collect::<Vec<_>>().join(", ");
        let raw = format!("Likalydande till: {} kommuner, inte {name}", programme.addressees.len());
        let note = format!(
            "{name} står bland dem som har haft avtal {}–{} och bilaga 2 har stadsdelarna {names}, men sändlistan saknar kommunen.",
            programme.predecessor.from, programme.predecessor.to
        );
        let base = found(Kind::MissingAddressee, code, &raw, format!("{name} omfattas av erbjudandet"), note);
        Found { municipality_code: Some(code.into()), ..base }
    };
    programme.missing_addressees().into_iter().map(one).collect()
}

fn of_row(row: &AnnexRow) -> Vec<Found> {
    let d = &row.district;
    let note = || d.note.clone().unwrap_or_default();
    let mut all = Vec::new();
    for said in &row.notes {
        let kind = if said.key == "nyko" { Kind::Nyko } else { Kind::ZerosLost };
        all.push(of_district(kind, d, &d.raw_notation, codes(d), &said.text));
    }
    if d.name != d.raw_name || !d.aliases.is_empty() {
        all.push(of_district(Kind::NameVariant, d, &d.raw_name, &d.name, note()));
    }
    if d.raw_municipality != d.municipality.name {
        let base = of_district(Kind::NameVariant, d, &d.raw_municipality, &d.municipality.name, note());
        all.push(Found { id: format!("{}-kommun", base.id), district_id: None, ..base });
    }
    all.extend(of_notation(d));
    all
}

/// The codes of a district as they are listed for a reader.
pub fn codes(d: &District) -> String {
    format!("{} {}", d.system, d.codes.join(", "))
}

fn of_notation(d: &District) -> Vec<Found> {
    if d.needs_consent() {
        return Vec::new();
    }
    let later: Vec<_> = d.raw_notation.split(',').skip(1).map(|item| item.split('-').next().unwrap_or_default().trim().len()).collect();
    let mut all = Vec::new();
    if later.iter().any(|digits| *digits < 8) {
        let note = "Kortare poster i listan tar sina första siffror från koden före. Slutet på ett intervall ersätter bara så många sista \
                    siffror som det har.";
        all.push(of_district(Kind::PrefixInherited, d, &d.raw_notation, codes(d), note));
    }
    let repeated = later.contains(&8);
    if repeated || d.raw_notation.contains(' ') {
        let note = if repeated {
            "Andra posten skriver ut hela koden fast andra rader förkortar, och ett mellanslag följer på kommatecknet. Inget av det ändrar koderna."
        } else {
            "Mellanslaget efter kommatecknet betyder inget för koderna."
        };
        all.push(of_district(Kind::NotationForm, d, &d.raw_notation, codes(d), note));
    }
    all
}

fn of_template(programme: &Programme) -> Option<Found> {
    let holder = programme.template.placeholders.iter().find(|p| p.key == "stadsdelar")?;
    let note = holder.note.as_ref().map(|n| n.sv.clone()).unwrap_or_default();
    let expansion = "Avtalet skriver koderna som bilaga 2 har dem: fyra siffror för kommunen och fyra för området";
    Some(found(Kind::TemplateForm, "sams-kod", "SAMS-kod xxxxx-xx", expansion, note))
}

fn of_recipient(programme: &Programme) -> Option<Found> {
    let recipient = programme.recipients.iter().find(|r| r.key == "arbetsmarknadsdepartementet")?;
    let earlier = "Integrations- och jämställdhetsdepartementet";
    let raw: Vec<_> = programme.copies.iter().filter(|c| c.starts_with(earlier)).map(String::as_str).collect();
    let note = "Avtalsmallen 4–6 anger Arbetsmarknadsdepartementet som mottagare, medan kopielistan har Integrations- och \
                jämställdhetsdepartementet. Organisationer har därför giltighetstid i registret.";
    (!raw.is_empty()).then(|| found(Kind::Recipient, "departement", &raw.join("; "), &recipient.sv, note))
}

fn outside_source(programme: &Programme) -> Vec<Found> {
    const ABSENT: &str = "(saknas i inskanningen)";
    let goals: Vec<_> = programme.national_goals.iter().filter(|g| g.is_unverified()).map(|g| g.sv.as_str()).collect();
    let day = "Beslutets dag går inte att läsa i inskanningen. Den fylls i när den är kontrollerad mot originalet.";
    let unverified = "Beslutet nämner målen utan att återge dem. Ordalydelsen är inte kontrollerad mot budgetpropositionen.";
    let decision = &programme.decision;
    vec![
        found(Kind::OutsideSource, "diarienummer", ABSENT, &decision.number, &decision.number_source),
        found(Kind::OutsideSource, "beslutsdag", ABSENT, "Dagen för beslutet lämnas tom", day),
        found(Kind::OutsideSource, "nationella-mal", "regeringens mål för urban utvecklingspolitik", goals.join("; "), unverified),
    ]
}

fn mendings(programme: &Programme) -> Vec<Found> {
    let decision = programme.mendings.iter().map(|m| (place_in_decision(m), m));
    let template = programme.template.mendings.iter().map(|m| (format!("bilaga 1, {}", m.place), m));
    let one = |(n, (place, m)): (i32, (String, &Mending))| {
        let why = if m.why.is_empty() { "mellanslag som inte hör dit" } else { &m.why };
        found(Kind::ScanMending, &format!("{n:02}"), &m.raw, &m.set, format!("{place}: {why}."))
    };
    (1..).zip(decision.chain(template)).map(one).collect()
}

fn place_in_decision(m: &Mending) -> String {
    if m.place.starts_with("copies") { "beslutet, Kopia till".into() } else { "beslutet, första stycket".into() }
}

/// What the State may decide about a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The reading the program made is right.
    Accept,
    /// Another reading is right; it is given with the decision.
    Other,
    /// Known, and nothing is done about it.
    NoAction,
}

impl Decision {
    pub const ALL: [Self; 3] = [Self::Accept, Self::Other, Self::NoAction];

    /// The word as it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Other => "other",
            Self::NoAction => "no_action",
        }
    }

    /// The decision for a stored word.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.key() == key)
    }
}

/// What somebody wants to decide.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Settlement {
    pub decision: String,
    /// The other reading: codes, a name, or words.
    pub reading: String,
    pub comment: String,
    /// For a NYKO code: the municipality has consented to statistics on it.
    pub consent: bool,
}

/// Every fault of a settlement of a finding of this kind. What the notation itself has to say is added by the verb, which knows the district.
pub fn faults(kind: Kind, wish: &Settlement) -> Vec<Fault> {
    let mut faults = Vec::new();
    let decision = Decision::parse(&wish.decision);
    if decision.is_none() {
        faults.push(Fault::must("fault-finding-decision", "").at("decision"));
    }
    if decision == Some(Decision::Other) && wish.reading.trim().is_empty() {
        faults.push(Fault::must("fault-finding-reading", "").at("reading"));
    }
    if wish.comment.trim().is_empty() {
        faults.push(Fault::must("fault-finding-comment", "").at("comment"));
    }
    if kind == Kind::Nyko && decision == Some(Decision::Accept) && !wish.consent {
        faults.push(Fault::must("fault-finding-consent", "§ 6").at("consent"));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::source::{annex_2, lua_2011};
    use std::collections::BTreeMap;

    fn all() -> Vec<Found> {
        findings(lua_2011(), &annex_2().unwrap())
    }

    #[test]
    fn the_decision_of_2011_has_these_findings() {
        let mut counts = BTreeMap::new();
        for f in all() {
            *counts.entry(f.kind.key()).or_insert(0) += 1;
        }
        let expected = [
            ("missing-addressee", 1),
            ("name-variant", 6),
            ("notation-form", 2),
            ("nyko", 1),
            ("outside-source", 3),
            ("prefix-inherited", 8),
            ("recipient", 1),
            ("scan-mending", 13),
            ("template-form", 1),
            ("zeros-lost", 1),
        ];
        assert_eq!(counts, BTreeMap::from(expected));
    }

    #[test]
    fn ids_are_said_once_and_every_finding_has_raw_text_reading_and_note() {
        let all = all();
        let mut ids: Vec<_> = all.iter().map(|f| &f.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all.len());
        for f in &all {
            assert!(!f.raw.is_empty() && !f.expansion.is_empty() && !f.note.is_empty(), "{f:?}");
        }
    }

    #[test]
    fn hassleholmen_and_klockartorpet_are_found_by_their_codes() {
        let all = all();
        let of = |id: &str| all.iter().find(|f| f.id == id).unwrap().clone();
        let lost = of("zeros-lost-hassleholmen");
        assert_eq!((lost.raw.as_str(), lost.expansion.as_str()), ("149041-45", "SAMS 14900041, 14900042, 14900043, 14900044, 14900045"));
        assert_eq!(of("nyko-klockartorpet").expansion, "NYKO 412");
        assert_eq!(of("missing-addressee-0180").municipality_code.as_deref(), Some("0180"));
    }

    #[test]
    fn a_settlement_says_what_is_missing_all_at_once() {
        let keys = |kind, wish: &Settlement| faults(kind, wish).iter().map(|f| f.key).collect::<Vec<_>>();
        assert_eq!(keys(Kind::ZerosLost, &Settlement::default()), ["fault-finding-decision", "fault-finding-comment"]);
        let other = Settlement { decision: "other".into(), ..Settlement::default() };
        assert_eq!(keys(Kind::ZerosLost, &other), ["fault-finding-reading", "fault-finding-comment"]);
        let accept = Settlement { decision: "accept".into(), comment: "Ja".into(), ..Settlement::default() };
        assert_eq!(keys(Kind::Nyko, &accept), ["fault-finding-consent"]);
        assert!(keys(Kind::Nyko, &Settlement { consent: true, ..accept }).is_empty());
    }
}
