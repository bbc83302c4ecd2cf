//! The local development agreement in print.

use crate::parts::{Fact, Meta, Party};
use crate::render::{Template, pdf};
use serde::{Deserialize, Serialize};

/// An agreement between the State and a municipality, with its approvals and signatures (annex 1, §§ 1–8).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AgreementDoc {
    pub meta: Meta,
    /// What the agreement is for, under the parties: `för ett urbant utvecklingsarbete`.
    pub purpose: String,
    pub parties: Vec<Party>,
    /// Beside the title: term, predecessor, ground.
    pub facts: Vec<Fact>,
    pub sections: Vec<Section>,
    /// The districts, set as a table after the clauses of the section numbered [`Self::districts_in`].
    pub districts: Vec<DistrictCodes>,
    /// Number of the section that the table of districts belongs to (§ 2).
    pub districts_in: String,
    pub approvals: Vec<Approval>,
    pub signatures: Vec<Signature>,
    /// The template the text is compared with: `bilaga 1 till regeringens beslut`.
    pub template: String,
    /// Set last: receipts, references, how the paper originals are kept.
    pub notes: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Section {
    pub number: String,
    pub heading: String,
    pub clauses: Vec<Clause>,
}

/// One clause. A blank line in the text begins a new paragraph.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Clause {
    pub text: String,
    /// Points after the text, each with its own mark (`a)`, `•`).
    pub items: Vec<(String, String)>,
    /// What stands after the points.
    pub after: String,
    /// Ground in the margin: `förordning 2008:348, § 2`.
    pub ground: String,
    pub deviation: Option<Deviation>,
}

/// How a clause departs from the template, set in the margin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deviation {
    pub class: DeviationClass,
    /// Why; a material deviation has a reason before the State can approve.
    pub reason: String,
    /// What the template says instead, empty if that is plain.
    pub template_text: String,
}

/// Filled in, editorial or material departure from annex 1 ("huvudsaklig överensstämmelse").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DeviationClass {
    Filled,
    Editorial,
    Material,
}

/// A district with its area codes (annex 2).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DistrictCodes {
    pub name: String,
    /// `SAMS`, `NYKO`.
    pub system: String,
    /// As annex 2 writes it: `01270001-2,4-5`.
    pub notation: String,
    /// What the notation means, code by code.
    pub codes: Vec<String>,
    pub note: String,
}

/// One party's own decision (§ 8). Neither can advance the other's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Approval {
    pub party: String,
    /// Who decided: `Kommunstyrelsen i Botkyrka kommun`.
    pub body: String,
    /// Date of the decision as written out, empty while there is none.
    pub date: String,
    /// Paragraph or number of the decision: `§ 112`.
    pub paragraph: String,
    pub ground: String,
    /// Who was authorised by whom, empty without delegation.
    pub delegation: String,
    /// Minutes adjusted, notice posted, earliest legal force; in words.
    pub legal_force: String,
    /// The state in words: `Godkänt`, `Väntar på beslut`.
    pub state: String,
}

/// Place, date and name; empty parts are left as lines to write on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    pub party: String,
    /// `Statsråd`, `KS-ordförande`.
    pub role: String,
    pub place: String,
    pub date: String,
    pub name: String,
    /// How it was signed: `Underskrift på papper, registrerad 14 november 2011`.
    pub manner: String,
}

/// The agreement as PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// When the title is empty, the date is not a date, or the exporter finds the file in breach of its standards.
pub fn agreement(doc: &AgreementDoc) -> anyhow::Result<Vec<u8>> {
    pdf(Template::Agreement, &doc.meta, doc)
}
