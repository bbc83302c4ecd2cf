//! The agreement as it is printed.

use super::words::{Head, meta};
use agreements::agreement::rules::{Class, Party};
use agreements::agreement::view::{AgreementDocument, DocumentApproval, DocumentSignature};
use agreements::programme;
use documents::{AgreementDoc, Approval, Clause, Deviation, DeviationClass, DistrictCodes, Fact, Section, Signature};
use platform::web::Shell;

/// The agreement's data in the document's form; `number` is the State's in the register.
pub(super) fn of(s: &Shell, d: &AgreementDocument, state: &str, number: Option<String>) -> AgreementDoc {
    let head = Head {
        title: format!("{}: {}", d.title, d.municipality),
        municipality: d.municipality.clone(),
        register_number: number,
        version: d.version.to_string(),
        on: d.binds_from.unwrap_or(d.from),
        status: s.tk("agreement-state", state),
        synthetic: false,
        address: format!("/avtal/{}", d.slug),
    };
    AgreementDoc {
        meta: meta(s, head),
        purpose: s.t("document-agreement-purpose"),
        parties: vec![
            documents::Party { name: "staten".into(), ..documents::Party::default() },
            documents::Party { name: d.municipality.clone(), called: "kommunen".into(), ..documents::Party::default() },
        ],
        facts: vec![
            Fact::new(s.t("document-term"), wording::period(s.lang, d.from, d.to)),
            Fact::new(s.t("document-decision"), d.decision.clone()),
            Fact::new(s.t("document-ordinance"), programme::source::lua_2011().ground.clone()),
        ],
        sections: d.sections.iter().map(section).collect(),
        districts: d
            .districts
            .iter()
            .map(|line| DistrictCodes { name: line.name.clone(), codes: line.codes.clone(), ..DistrictCodes::default() })
            .collect(),
        districts_in: "2".into(),
        approvals: d.approvals.iter().map(|a| approval(s, a)).collect(),
        signatures: d.signatures.iter().map(|g| signature(s, d, g)).collect(),
        template: d.template.clone(),
        notes: vec![d.delegation.clone()],
    }
}

fn section(section: &agreements::agreement::view::DocumentSection) -> Section {
    let clause = |c: &agreements::agreement::rules::Clause| {
        let class = match c.deviation.class {
            Class::Identical => None,
            Class::Filled => Some(DeviationClass::Filled),
            Class::Editorial => Some(DeviationClass::Editorial),
            Class::Material => Some(DeviationClass::Material),
        };
        let deviation = class.map(|class| Deviation { class, reason: c.deviation.reason.clone(), template_text: c.words.template.clone() });
        Clause { text: c.text.clone(), ground: format!("§ {}", c.section), deviation, ..Clause::default() }
    };
    Section { number: section.number.clone(), heading: section.heading.clone(), clauses: section.clauses.iter().map(clause).collect() }
}

fn party(s: &Shell, party: Party) -> String {
    s.tk("agreement-track", party.key())
}

fn approval(s: &Shell, a: &DocumentApproval) -> Approval {
    Approval {
        party: party(s, a.party),
        body: if a.party == Party::Municipality {
            s.t("agreement-board")
        } else {
            a.acting.map_or_else(String::new, |it| s.tk("agreement-acting", it.key()))
        },
        date: a.decided.map(|d| s.date(d)).unwrap_or_default(),
        paragraph: a.reference.clone(),
        ground: "§ 8".into(),
        delegation: a.delegation.as_ref().map(|d| format!("{}, {}", d.office, d.reference)).unwrap_or_default(),
        legal_force: a.legal_force.map(|d| s.t1("agreement-track-force", "date", s.date(d))).unwrap_or_default(),
        state: if a.decided.is_some() { s.t("document-approved") } else { s.tk("agreement-track-not-approved", a.party.key()) },
    }
}

fn signature(s: &Shell, d: &AgreementDocument, g: &DocumentSignature) -> Signature {
    Signature {
        party: if g.party == Party::Municipality { d.municipality.clone() } else { party(s, g.party) },
        role: g.office.clone(),
        place: g.place.clone(),
        date: g.on.map(|day| s.date(day)).unwrap_or_default(),
        name: String::new(),
        manner: g.registered.map(|day| s.t1("document-paper", "date", s.date(day))).unwrap_or_default(),
    }
}
