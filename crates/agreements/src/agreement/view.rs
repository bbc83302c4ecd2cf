//! The agreement as plain data, for whoever sets it: the pages, the API, and the house that makes documents of it.

use super::rules::{Acting, Agreement, Cause, Clause, Decision, Delegation, DistrictLine, Edition, Filling, Party, fill};
use super::{actions, store};
use crate::programme::rules::Template;
use crate::programme::source;
use chrono::NaiveDate;
use platform::Conn;
use platform::access::Caller;
use serde::Serialize;

/// Every clause of a version with all that has been said of it.
///
/// # Errors
/// What the engine says.
pub async fn clauses(conn: &mut Conn, slug: &str, edition: i64) -> anyhow::Result<Vec<Clause>> {
    let filling = store::filling(&mut *conn, slug, edition).await?;
    let body = store::body(&mut *conn, slug, edition).await?;
    let proposals = store::proposals(&mut *conn, slug).await?;
    let assessments = store::assessments(&mut *conn, slug).await?;
    Ok(Clause::all(template(), &filling, edition, &body, &proposals, &assessments))
}

/// Annex 1.
pub fn template() -> &'static Template {
    &source::lua_2011().template
}

/// An agreement as a document: one version of it, whole.
#[derive(Clone, Debug, Serialize)]
pub struct AgreementDocument {
    pub slug: String,
    pub municipality_code: String,
    /// As the agreement writes it: `Botkyrka kommun`.
    pub municipality: String,
    /// `Lokalt utvecklingsavtal`.
    pub title: String,
    /// The title page, line by line.
    pub preamble: Vec<String>,
    /// Number of the version.
    pub version: i64,
    pub cause: Cause,
    /// Why this version was opened; empty for the first.
    pub reason: String,
    /// The term agreed on.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// The first day it binds; none while an approval or a signature is missing.
    pub binds_from: Option<NaiveDate>,
    /// `lua-2011-bilaga-1/1`.
    pub template: String,
    pub sections: Vec<DocumentSection>,
    pub districts: Vec<DistrictLine>,
    /// The municipality's first, then the State's.
    pub approvals: Vec<DocumentApproval>,
    pub signatures: Vec<DocumentSignature>,
    /// The decision's own words on who may approve and sign for the State.
    pub delegation: String,
    /// Number of the Government's decision.
    pub decision: String,
    /// How many clauses are of each class: identical, filled, editorial, material.
    pub counts: [usize; 4],
}

impl AgreementDocument {
    /// The document for a reader who is neither party.
    #[must_use]
    pub fn without_log(mut self) -> Self {
        for section in &mut self.sections {
            section.clauses = std::mem::take(&mut section.clauses).into_iter().map(Clause::without_log).collect();
        }
        self
    }
}

/// A numbered section.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentSection {
    pub number: String,
    pub heading: String,
    pub clauses: Vec<Clause>,
}

/// One party's approval, or the lack of it.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentApproval {
    pub party: Party,
    pub decided: Option<NaiveDate>,
    /// Paragraph of the minutes, or number of the State's decision.
    pub reference: String,
    pub adjusted: Option<NaiveDate>,
    pub posted: Option<NaiveDate>,
    /// The first day on which the board's decision can have legal force, if nobody appeals.
    pub legal_force: Option<NaiveDate>,
    pub acting: Option<Acting>,
    pub delegation: Option<Delegation>,
}

/// One party's signature, or the lack of it.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentSignature {
    pub party: Party,
    pub on: Option<NaiveDate>,
    pub place: String,
    /// Who signed, as an office; what the annex asks for while nobody has.
    pub office: String,
    pub acting: Option<Acting>,
    pub delegation: Option<Delegation>,
    /// The day the paper signature was registered.
    pub registered: Option<NaiveDate>,
}

/// The agreement at this address as a document: its newest version that both have approved and signed, or else its newest; none without one.
///
/// # Errors
/// What the engine says.
pub async fn document(conn: &mut Conn, slug: &str) -> anyhow::Result<Option<AgreementDocument>> {
    let Some(agreement) = store::agreement(&mut *conn, slug).await? else { return Ok(None) };
    let edition = agreement.concluded().next().unwrap_or_else(|| agreement.newest());
    document_of(conn, &agreement, edition).await.map(Some)
}

/// One version of an agreement as a document.
///
/// # Errors
/// What the engine says.
pub async fn document_of(conn: &mut Conn, agreement: &Agreement, edition: &Edition) -> anyhow::Result<AgreementDocument> {
    let filling = store::filling(&mut *conn, &agreement.slug, edition.number).await?;
    let sections = sections(clauses(conn, &agreement.slug, edition.number).await?);
    let decision = &source::lua_2011().decision;
    Ok(AgreementDocument {
        slug: agreement.slug.clone(),
        municipality_code: agreement.municipality_code.clone(),
        title: template().title.clone(),
        preamble: template().preamble.iter().map(|line| fill(line, &filling)).collect(),
        version: edition.number,
        cause: edition.cause,
        reason: edition.reason.clone(),
        from: edition.period.from,
        to: edition.period.to,
        binds_from: edition.binds_from(),
        template: edition.template.clone(),
        counts: counts(sections.iter().flat_map(|s| &s.clauses)),
        sections,
        approvals: Party::BOTH.map(|p| approval(edition, p)).to_vec(),
        signatures: Party::BOTH.map(|p| signature(edition, p, &filling)).to_vec(),
        delegation: decision.delegation.clone(),
        decision: decision.number.clone(),
        municipality: filling.municipality,
        districts: filling.districts,
    })
}

fn sections(clauses: Vec<Clause>) -> Vec<DocumentSection> {
    let mut sections: Vec<DocumentSection> = Vec::new();
    for clause in clauses {
        match sections.last_mut() {
            Some(last) if last.number == clause.section => last.clauses.push(clause),
            _ => sections.push(DocumentSection { number: clause.section.clone(), heading: clause.heading.clone(), clauses: vec![clause] }),
        }
    }
    sections
}

/// How many clauses are of each class, in the order identical, filled, editorial, material.
pub fn counts<'a>(clauses: impl Iterator<Item = &'a Clause>) -> [usize; 4] {
    clauses.fold([0; 4], |mut counts, clause| {
        counts[clause.deviation.class as usize] += 1;
        counts
    })
}

/// A party's approval of a version as it is set.
pub fn approval(edition: &Edition, party: Party) -> DocumentApproval {
    let mut it = DocumentApproval {
        party,
        decided: None,
        reference: String::new(),
        adjusted: None,
        posted: None,
        legal_force: None,
        acting: None,
        delegation: None,
    };
    let Some((decision, _)) = &edition.gate(party).approved else { return it };
    it.decided = Some(decision.decided());
    it.legal_force = decision.legal_force().map(|f| f.earliest);
    match decision {
        Decision::Board { paragraph, adjusted, posted, .. } => {
            it.reference.clone_from(paragraph);
            (it.adjusted, it.posted) = (*adjusted, *posted);
        }
        Decision::State { acting, reference, delegation, .. } => {
            it.reference.clone_from(reference);
            it.acting = Some(*acting);
            it.delegation.clone_from(delegation);
        }
    }
    it
}

fn signature(edition: &Edition, party: Party, filling: &Filling) -> DocumentSignature {
    let gate = edition.gate(party).signed.as_ref();
    let asked = template().signatures.iter().find(|s| s.party == party.key());
    DocumentSignature {
        party,
        on: gate.map(|(s, _)| s.on),
        place: gate.map(|(s, _)| s.place.clone()).unwrap_or_default(),
        office: gate.map_or_else(|| asked.map(|s| fill(&s.office, filling)).unwrap_or_default(), |(s, _)| s.office.clone()),
        acting: gate.and_then(|(s, _)| s.acting),
        delegation: gate.and_then(|(s, _)| s.delegation.clone()),
        registered: gate.map(|(_, e)| e.day),
    }
}

/// The version a reader sees first: the parties the newest, others the one in force or the last that was.
pub fn edition_for<'a>(agreement: &'a Agreement, caller: &Caller, today: NaiveDate) -> &'a Edition {
    if actions::is_party(caller, agreement) {
        return agreement.newest();
    }
    let last = agreement.editions.iter().rev().find(|e| agreement.has_begun(e, today));
    agreement.in_force(today).or(last).unwrap_or_else(|| agreement.newest())
}

/// True when the reader may read this version: the parties every one, others those that have been in force.
pub fn may_read(agreement: &Agreement, edition: &Edition, caller: &Caller, today: NaiveDate) -> bool {
    actions::is_party(caller, agreement) || agreement.has_begun(edition, today)
}

/// The agreement as a document for this reader; what the parties said to each other on the way is theirs.
///
/// # Errors
/// What the engine says.
pub async fn document_for(conn: &mut Conn, agreement: &Agreement, caller: &Caller, today: NaiveDate) -> anyhow::Result<AgreementDocument> {
    let edition = edition_for(agreement, caller, today);
    let document = document_of(conn, agreement, edition).await?;
    Ok(if actions::is_party(caller, agreement) { document } else { document.without_log() })
}
