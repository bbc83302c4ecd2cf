//! A cooperation agreement as it is printed.

use super::words::{Head, day, meta};
use documents::{AgreementDoc, Clause, Fact, Section, Signature};
use plans::cooperation::rules::{Commitment, Party, RestingGoal, Snapshot};
use plans::cooperation::view::Document;
use platform::web::Shell;

/// A version in the document's form.
pub(super) fn of(s: &Shell, d: &Document) -> AgreementDoc {
    let p = &d.snapshot;
    let head = d.head.as_ref();
    let on = head.map_or("", |h| h.concluded_on.as_deref().unwrap_or(&h.laid_on));
    let status = if head.is_some_and(|h| h.concluded_on.is_some()) { "document-concluded" } else { "document-unsigned" };
    AgreementDoc {
        meta: meta(
            s,
            Head {
                title: p.title.clone(),
                municipality: p.municipality_name.clone(),
                register_number: d.register_number.clone(),
                version: p.version.to_string(),
                on: day(on),
                status: s.t(status),
                synthetic: false,
                address: format!("/samverkan/{}", p.slug),
            },
        ),
        purpose: s.t("document-cooperation-title"),
        parties: p.parties.iter().map(|x| party(s, d, x)).collect(),
        facts: p.from.zip(p.to).map(|(from, to)| Fact::new(s.t("document-term"), wording::period(s.lang, from, to))).into_iter().collect(),
        sections: sections(s, p),
        signatures: p.parties.iter().map(|x| signature(s, d, x)).collect(),
        ..AgreementDoc::default()
    }
}

/// A party with its tie, and the office that signed for it.
fn party(s: &Shell, d: &Document, p: &Party) -> documents::Party {
    let represented_by = d.signature(&p.organisation_id).map(|x| x.office.clone()).unwrap_or_default();
    documents::Party { name: p.name.clone(), called: s.tk("cooperation-tie", p.tie.key()), represented_by }
}

fn sections(s: &Shell, p: &Snapshot) -> Vec<Section> {
    let clause = |text: &str, ground: &str| Clause { text: text.to_owned(), ground: ground.to_owned(), ..Clause::default() };
    let section = |heading: String, clauses| Section { number: String::new(), heading, clauses };
    let mut all = vec![section(s.t("cooperation-field-purpose"), vec![clause(&p.purpose, "§ 5")])];
    all.extend(p.goals.iter().map(|g| section(heading(s, g), vec![goal(s, p, g)])));
    if !p.follow_up.is_empty() {
        all.push(section(s.t("cooperation-field-follow-up"), vec![clause(&p.follow_up, "§ 6")]));
    }
    for (number, section) in (1..).zip(&mut all) {
        section.number = number.to_string();
    }
    all
}

fn heading(s: &Shell, g: &RestingGoal) -> String {
    s.t2("cooperation-goal-heading", "district", &g.district_name, "n", g.frozen.number)
}

/// The goal as the plan has it, with what is promised for it.
fn goal(s: &Shell, p: &Snapshot, g: &RestingGoal) -> Clause {
    let items = p.commitments_for(&g.frozen.id).map(|c| (format!("{}.", c.number), commitment(s, c))).collect();
    let ground = s.t3("document-plan-ground", "plan", &g.plan_slug, "version", g.plan_version, "n", g.frozen.number);
    Clause { text: g.frozen.goal.statement.clone(), items, ground, ..Clause::default() }
}

fn commitment(s: &Shell, c: &Commitment) -> String {
    let due = c.due.map(|d| s.t1("document-by-day", "date", s.date(d)));
    let resources = c.resources.iter().map(|r| {
        let hours = r.hours.map(|h| s.t1("plan-hours", "n", s.int(h)));
        let sek = r.sek.map(|k| s.t1("plan-sek", "n", s.int(k)));
        let amounts: Vec<_> = hours.into_iter().chain(sek).collect();
        s.t2("cooperation-resource", "kind", s.tk("document-resource", r.kind.key()), "amounts", amounts.join(", "))
    });
    let rest: Vec<_> = due.into_iter().chain((!c.responsible.is_empty()).then(|| c.responsible.clone())).chain(resources).collect();
    s.t3("document-commitment", "party", &c.party_name, "text", &c.text, "rest", rest.join("; "))
}

fn signature(s: &Shell, d: &Document, p: &Party) -> Signature {
    let signed = d.signature(&p.organisation_id);
    Signature {
        party: p.name.clone(),
        role: signed.map(|x| x.office.clone()).unwrap_or_default(),
        place: signed.map(|x| x.place.clone()).unwrap_or_default(),
        date: signed.map(|x| s.day(&x.signed_on)).unwrap_or_default(),
        name: String::new(),
        manner: signed.map(|x| s.t1("document-paper", "date", s.day(&x.registered_at))).unwrap_or_default(),
    }
}
