//! The programmes inside the binary: files of `programmes/`, read once.

use super::rules::{
    Authority, Both, Decision, GoalArea, Mending, NationalGoal, Obligation, Part, Predecessor, Programme, Recipient, Template, toml_day,
};
use crate::place::rules::{District, Municipality, Reading};
use anyhow::Context;
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::OnceLock;

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../../../programmes/lua-2011/", $name))
    };
}

const PROGRAMME: &str = file!("programme.toml");
const GOALS: &str = file!("goals.toml");
const AGREEMENT: &str = file!("agreement.sv.toml");
const MUNICIPALITIES: &str = file!("municipalities.csv");
const DISTRICTS: &str = file!("districts.csv");

/// Every file in one text, so that a change in any of them is seen.
pub(super) const FILES: [&str; 5] = [PROGRAMME, GOALS, AGREEMENT, MUNICIPALITIES, DISTRICTS];

/// The local development agreements of 2011.
pub fn lua_2011() -> &'static Programme {
    static READ: OnceLock<Programme> = OnceLock::new();
    READ.get_or_init(|| read().expect("the files are inside the binary, and a test reads them"))
}

/// The programme with this id.
pub fn by_id(id: &str) -> Option<&'static Programme> {
    Some(lua_2011()).filter(|p| p.id == id)
}

#[derive(Deserialize)]
struct ProgrammeFile {
    id: String,
    ground: String,
    ordinance: String,
    title: Both,
    period: Period,
    decision: Decision,
    predecessor: Predecessor,
    addressees: Addressees,
    copies: Copies,
    recipient: Vec<Recipient>,
    part: Vec<Part>,
    authority: Vec<Authority>,
    obligation: Vec<Obligation>,
    mending: Vec<Mending>,
}

#[derive(Deserialize)]
struct Period {
    #[serde(deserialize_with = "toml_day")]
    from: NaiveDate,
    #[serde(deserialize_with = "toml_day")]
    to: NaiveDate,
}

#[derive(Deserialize)]
struct Addressees {
    municipalities: Vec<String>,
}

#[derive(Deserialize)]
struct Copies {
    recipients: Vec<String>,
}

#[derive(Deserialize)]
struct GoalsFile {
    area: Vec<GoalArea>,
    national_goal: Vec<NationalGoal>,
}

fn read() -> anyhow::Result<Programme> {
    let file: ProgrammeFile = toml::from_str(PROGRAMME).context("programme.toml")?;
    let goals: GoalsFile = toml::from_str(GOALS).context("goals.toml")?;
    let template: Template = toml::from_str(AGREEMENT).context("agreement.sv.toml")?;
    Ok(Programme {
        id: file.id,
        title: file.title,
        from: file.period.from,
        to: file.period.to,
        ground: file.ground,
        ordinance: file.ordinance,
        decision: file.decision,
        parts: file.part,
        obligations: file.obligation,
        areas: goals.area,
        national_goals: goals.national_goal,
        authorities: file.authority,
        recipients: file.recipient,
        template,
        addressees: file.addressees.municipalities,
        predecessors: file.predecessor.municipalities.clone(),
        predecessor: file.predecessor,
        copies: file.copies.recipients,
        mendings: file.mending,
    })
}

#[derive(Deserialize)]
struct MunicipalityRow {
    code: String,
    name: String,
    slug: String,
    agreement_name: String,
}

#[derive(Deserialize)]
struct DistrictRow {
    raw_name: String,
    raw_municipality: String,
    raw_notation: String,
    slug: String,
    name: String,
    municipality_code: String,
    aliases: String,
    name_note: String,
}

/// The municipalities of the programme, as its file has them.
///
/// # Errors
/// When the file cannot be read; a test reads it.
pub fn municipalities() -> anyhow::Result<Vec<Municipality>> {
    let rows: Vec<MunicipalityRow> = rows(MUNICIPALITIES).context("municipalities.csv")?;
    let of = |r: MunicipalityRow| Municipality { code: r.code, name: r.name, slug: r.slug, agreement_name: r.agreement_name };
    Ok(rows.into_iter().map(of).collect())
}

/// A district as annex 2 has it, with the notes of the reading of its codes.
#[derive(Clone, Debug)]
pub struct AnnexRow {
    pub district: District,
    pub notes: Vec<areas::Note>,
}

/// The rows of annex 2, in its order, each read to the last code.
///
/// # Errors
/// When the file or a notation cannot be read, or a municipality is unknown; a test reads it.
pub fn annex_2() -> anyhow::Result<Vec<AnnexRow>> {
    let municipalities = municipalities()?;
    let rows: Vec<DistrictRow> = rows(DISTRICTS).context("districts.csv")?;
    rows.into_iter().map(|row| annex_row(row, &municipalities)).collect()
}

fn annex_row(row: DistrictRow, municipalities: &[Municipality]) -> anyhow::Result<AnnexRow> {
    let code = &row.municipality_code;
    let municipality = municipalities.iter().find(|m| m.code == *code).with_context(|| format!("{}: no municipality {code}", row.slug))?;
    let reading = Reading::of(&row.name, &row.raw_notation, code).with_context(|| format!("{}: {}", row.slug, row.raw_notation))?;
    let aliases = row.aliases.split('|').filter(|a| !a.is_empty()).map(str::to_owned).collect();
    let district = District {
        id: row.slug,
        name: reading.name,
        municipality: municipality.clone(),
        system: reading.expansion.system,
        codes: reading.expansion.codes,
        raw_name: row.raw_name,
        raw_municipality: row.raw_municipality,
        raw_notation: row.raw_notation,
        note: Some(row.name_note).filter(|n| !n.is_empty()),
        aliases,
        reading: 1,
    };
    Ok(AnnexRow { district, notes: reading.expansion.notes })
}

/// Every cell is text, so that `0127` keeps its zero.
fn rows<T: serde::de::DeserializeOwned>(text: &str) -> Result<Vec<T>, csv::Error> {
    csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes()).deserialize().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use areas::System;

    #[test]
    fn the_programme_reads() {
        let it = lua_2011();
        assert_eq!((it.parts.len(), it.areas.len(), it.predecessors.len(), it.addressees.len()), (5, 4, 21, 20));
        assert_eq!(it.missing_addressees(), ["0180"]);
        assert_eq!(it.due("report", 2011), NaiveDate::from_ymd_opt(2011, 12, 1));
        assert_eq!(it.due("plan", 2011), NaiveDate::from_ymd_opt(2011, 12, 31));
        assert_eq!(it.due("conference", 2011), None);
        assert_eq!(it.template.sections.len(), 8);
        assert_eq!(it.template.clause("4.2").map(|c| c.items.len()), Some(4));
    }

    #[test]
    fn every_obligation_stands_on_a_clause_or_on_the_decision() {
        let it = lua_2011();
        for obligation in &it.obligations {
            let clause = obligation.clause.as_deref();
            assert!(clause.is_none_or(|key| it.template.clause(key).is_some()), "{}", obligation.key);
            assert!(clause.is_some() || obligation.ground.starts_with("beslutet"), "{}", obligation.key);
        }
    }

    #[test]
    fn annex_2_is_38_districts_171_sams_codes_and_one_nyko_without_overlap() {
        let districts: Vec<_> = annex_2().unwrap().into_iter().map(|row| row.district).collect();
        let count = |system| districts.iter().filter(|d| d.system == system).map(|d| d.codes.len()).sum::<usize>();
        assert_eq!((districts.len(), count(System::Sams), count(System::Nyko)), (38, 171, 1));
        assert!(crate::place::rules::overlaps(&districts).is_empty());
        let mut codes: Vec<_> = districts.iter().map(|d| &d.municipality.code).collect();
        codes.sort();
        codes.dedup();
        assert_eq!((codes.len(), municipalities().unwrap().len()), (21, 21));
    }
}
