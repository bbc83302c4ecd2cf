//! Places as the API and the command line show them.

use super::rules::{District, Municipality};
use serde::Serialize;
use utoipa::ToSchema;

/// A municipality. The code is text: its leading zero belongs to it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MunicipalityView {
    #[schema(example = "0127")]
    pub code: String,
    #[schema(example = "Botkyrka")]
    pub name: String,
    #[schema(example = "botkyrka")]
    pub slug: String,
    /// As the agreement writes it.
    #[schema(example = "Botkyrka kommun")]
    pub agreement_name: String,
}

impl From<&Municipality> for MunicipalityView {
    fn from(m: &Municipality) -> Self {
        Self { code: m.code.clone(), name: m.name.clone(), slug: m.slug.clone(), agreement_name: m.agreement_name.clone() }
    }
}

/// A municipality with its districts.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MunicipalityWithDistricts {
    #[serde(flatten)]
    pub municipality: MunicipalityView,
    pub districts: Vec<DistrictView>,
}

/// A district with the annex' raw text and the reading of it that holds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DistrictView {
    #[schema(example = "hassleholmen")]
    pub id: String,
    #[schema(example = "Hässleholmen")]
    pub name: String,
    pub municipality: MunicipalityView,
    /// `SAMS`, `NYKO`, `DeSO` or `RegSO`; with the codes it says which areas are meant.
    #[schema(example = "SAMS")]
    pub system: String,
    /// Text with leading zeros, in the order of the notation.
    #[schema(example = json!(["14900041", "14900042"]))]
    pub codes: Vec<String>,
    /// True when statistics on the codes need the municipality's consent.
    pub needs_consent: bool,
    /// Name, municipality and codes as annex 2 has them.
    pub raw: RawRow,
    /// What is to be said of the name as the annex has it.
    pub note: Option<String>,
    pub aliases: Vec<String>,
    /// 1 for the program's own reading of the annex; higher after a decision of another one.
    pub reading: i64,
}

/// A row of annex 2 as it stands there.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RawRow {
    pub name: String,
    pub municipality: String,
    #[schema(example = "149041-45")]
    pub notation: String,
}

impl From<&District> for DistrictView {
    fn from(d: &District) -> Self {
        Self {
            id: d.id.clone(),
            name: d.name.clone(),
            municipality: (&d.municipality).into(),
            system: d.system.name().to_owned(),
            codes: d.codes.clone(),
            needs_consent: d.needs_consent(),
            raw: RawRow { name: d.raw_name.clone(), municipality: d.raw_municipality.clone(), notation: d.raw_notation.clone() },
            note: d.note.clone(),
            aliases: d.aliases.clone(),
            reading: d.reading,
        }
    }
}

/// A notation read to the last code.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExpansionView {
    #[schema(example = "SAMS")]
    pub system: String,
    #[schema(example = json!(["12800109", "12800110"]))]
    pub codes: Vec<String>,
    /// What had to be restored or deserves a person's eye.
    pub notes: Vec<NoteView>,
}

/// A note about a notation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NoteView {
    pub key: String,
    pub text: String,
}

impl From<areas::Expansion> for ExpansionView {
    fn from(e: areas::Expansion) -> Self {
        let notes = e.notes.into_iter().map(|n| NoteView { key: n.key, text: n.text }).collect();
        Self { system: e.system.name().to_owned(), codes: e.codes, notes }
    }
}

/// Every code of every district as CSV, one row each, semicolon between. Every cell is set in quotation marks, and the last column carries the
/// system with the code, so that no spreadsheet takes it for a number and drops its zeros.
///
/// # Errors
/// When the writer cannot write to memory.
pub fn codes_csv(districts: &[District]) -> anyhow::Result<Vec<u8>> {
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(vec![]);
    out.write_record(["stadsdel", "namn", "kommunkod", "kommun", "system", "kod", "system_och_kod"])?;
    for d in districts {
        for code in &d.codes {
            let both = format!("{}:{code}", d.system);
            out.write_record([&d.id, &d.name, &d.municipality.code, &d.municipality.name, d.system.name(), code, &both])?;
        }
    }
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(out.into_inner().map_err(|e| anyhow::anyhow!("{e}"))?);
    Ok(bytes)
}
