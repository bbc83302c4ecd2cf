//! The deliberation: proposals clause by clause, answers to them, and what each deviation from annex 1 rests on.

use super::compare::{Class, class_of};
use super::edition::Edition;
use super::event::Party;
use super::fill::{Body, Filling, Part, fill, raw_text, strictly};
use crate::programme::rules::Template;
use serde::Serialize;
use wording::Fault;

/// The decision's ground for deliberating.
pub(super) const OFFER: &str = "beslutet, första stycket";
/// The decision's ground for the comparison with annex 1.
pub(super) const ACCORDANCE: &str = "beslutet, andra stycket";

/// What the other party made of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Accepted,
    /// Met with a proposal of its own.
    Countered,
    /// The wording stays as it is.
    Declined,
    /// Taken back by the one who made it.
    Withdrawn,
}

impl Answer {
    const ALL: [Self; 4] = [Self::Accepted, Self::Countered, Self::Declined, Self::Withdrawn];

    pub fn key(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Countered => "countered",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.key() == key)
    }
}

/// A proposal for the wording of one clause, with the answer to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    pub id: String,
    pub edition: i64,
    pub clause: String,
    pub party: Party,
    pub text: String,
    pub comment: String,
    /// Why the clause should differ from annex 1.
    pub reason: String,
    /// The proposal it answers.
    pub counters: Option<String>,
    pub at: String,
    pub by: String,
    pub role: String,
    pub answer: Option<Answer>,
    pub answered_at: String,
    pub answered_by: String,
    pub answer_comment: String,
}

impl Proposal {
    pub fn is_open(&self) -> bool {
        self.answer.is_none()
    }
}

/// A reason given for a deviation, or a class set by a person of the State, for one text of one clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assessment {
    pub edition: i64,
    pub clause: String,
    /// The text it is about: it does not outlive it.
    pub text: String,
    pub class: Option<Class>,
    pub reason: String,
    pub party: Party,
    pub at: String,
    pub by: String,
    pub role: String,
}

/// The wordings that a clause is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Annex 1 to the letter, with its open places.
    pub template: String,
    /// Annex 1 filled in.
    pub filled: String,
}

impl Words {
    /// What the clause with this key is compared with; none when the template has no such clause.
    pub fn of(template: &Template, key: &str, filling: &Filling) -> Option<Self> {
        let template = raw_text(template.clause(key)?);
        let filled = strictly(&template, filling);
        Some(Self { template, filled })
    }

    /// The clause as it first stands in an agreement.
    pub fn first(&self, filling: &Filling) -> String {
        fill(&self.template, filling)
    }
}

/// How a clause stands to annex 1, who says so, and why it differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deviation {
    pub class: Class,
    /// What the machine says.
    pub suggested: Class,
    /// True when a person of the State has set another class than the machine.
    pub set_by_person: bool,
    /// Why the class was set.
    pub class_reason: String,
    pub class_by: String,
    /// Why the text differs; empty while nobody has said.
    pub reason: String,
    pub reason_by: String,
}

impl Deviation {
    /// True for a material deviation that nobody has given a reason for: the State cannot approve.
    pub fn lacks_reason(&self) -> bool {
        self.class == Class::Material && self.reason.trim().is_empty()
    }
}

/// How this text of a clause stands to annex 1. The latest assessment of just this text holds; identical and filled are certain and nobody's to change.
pub fn deviation(words: &Words, text: &str, assessments: &[&Assessment]) -> Deviation {
    let suggested = class_of(&words.template, &words.filled, text);
    let about = |a: &&&Assessment| a.text == text;
    let set = assessments.iter().rev().filter(about).find(|a| a.class.is_some()).filter(|_| suggested.is_deviation());
    let why = assessments.iter().rev().filter(about).find(|a| a.class.is_none()).filter(|_| suggested.is_deviation());
    let class = set.and_then(|a| a.class).unwrap_or(suggested);
    Deviation {
        class,
        suggested,
        set_by_person: class != suggested,
        class_reason: set.map(|a| a.reason.clone()).unwrap_or_default(),
        class_by: set.map(|a| a.by.clone()).unwrap_or_default(),
        reason: why.map(|a| a.reason.clone()).unwrap_or_default(),
        reason_by: why.map(|a| a.by.clone()).unwrap_or_default(),
    }
}

/// One clause with all that has been said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clause {
    pub key: String,
    pub section: String,
    pub heading: String,
    pub text: String,
    pub words: Words,
    pub deviation: Deviation,
    /// Oldest first.
    pub proposals: Vec<Proposal>,
    pub assessments: Vec<Assessment>,
    /// Changes with every proposal, answer and assessment of this clause: what a form was opened with.
    pub version: i64,
}

impl Clause {
    /// Every clause of a version's wording, in order.
    pub fn all(
        template: &Template,
        filling: &Filling,
        edition: i64,
        body: &Body,
        proposals: &[Proposal],
        assessments: &[Assessment],
    ) -> Vec<Self> {
        let mut all = Vec::new();
        for section in &body.sections {
            for clause in &section.clauses {
                let of_clause = |e: i64, key: &str| e == edition && key == clause.key;
                let own: Vec<_> = assessments.iter().filter(|a| of_clause(a.edition, &a.clause)).collect();
                let proposals: Vec<_> = proposals.iter().filter(|p| of_clause(p.edition, &p.clause)).cloned().collect();
                let Some(words) = Words::of(template, &clause.key, filling) else { continue };
                all.push(Self {
                    key: clause.key.clone(),
                    section: section.number.clone(),
                    heading: section.heading.clone(),
                    text: clause.text.clone(),
                    deviation: deviation(&words, &clause.text, &own),
                    words,
                    version: edition * 1000 + count(&proposals, &own),
                    proposals,
                    assessments: own.into_iter().cloned().collect(),
                });
            }
        }
        all
    }

    /// The text set in paragraphs and lists.
    pub fn parts(&self) -> Vec<Part> {
        Part::all(&self.text)
    }

    /// The clause without what the parties said to each other on the way: for a reader who is neither of them.
    #[must_use]
    pub fn without_log(self) -> Self {
        Self { proposals: Vec::new(), assessments: Vec::new(), ..self }
    }

    /// The proposal that waits for an answer.
    pub fn open_proposal(&self) -> Option<&Proposal> {
        self.proposals.iter().rev().find(|p| p.is_open())
    }

    /// How a text that is only proposed would stand to annex 1.
    pub fn class_if(&self, text: &str) -> Class {
        class_of(&self.words.template, &self.words.filled, text)
    }

    /// Who touched the clause last, and when: for the reader of a conflict.
    pub fn last_touch(&self) -> (String, String) {
        let latest = self
            .proposals
            .last()
            .map(|p| if p.answered_at.is_empty() { (p.by.clone(), p.at.clone()) } else { (p.answered_by.clone(), p.answered_at.clone()) });
        latest.unwrap_or_default()
    }
}

fn count(proposals: &[Proposal], assessments: &[&Assessment]) -> i64 {
    let answered = proposals.iter().filter(|p| !p.is_open()).count();
    i64::try_from(proposals.len() + answered + assessments.len()).unwrap_or(i64::MAX)
}

/// Longest wording of a clause, in characters.
const LONGEST: usize = 6000;

/// What stands against a proposal. A text that says something else than annex 1 should carry its reason with it.
pub fn proposal_faults(clause: &Clause, text: &str, reason: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let text = text.trim();
    if text.is_empty() {
        faults.push(Fault::must("fault-agreement-text-empty", OFFER).at("text"));
    } else if text.chars().count() > LONGEST {
        faults.push(Fault::must("fault-agreement-text-long", OFFER).at("text").with("most", LONGEST));
    } else if clause.open_proposal().is_some_and(|p| p.text == text) {
        faults.push(Fault::must("fault-agreement-text-proposed", OFFER).at("text"));
    } else if clause.open_proposal().is_none() && text == clause.text {
        faults.push(Fault::must("fault-agreement-text-same", OFFER).at("text"));
    }
    if faults.is_empty() && reason.trim().is_empty() && clause.class_if(text) == Class::Material {
        faults.push(Fault::should("fault-agreement-reason-wanted", ACCORDANCE).at("reason"));
    }
    faults
}

/// What stands against a party standing behind the wording: proposals that nobody has answered.
pub fn ready_faults(edition: &Edition, party: Party, clauses: &[Clause]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for clause in clauses.iter().filter(|c| c.open_proposal().is_some()) {
        faults.push(Fault::must("fault-agreement-open-proposal", OFFER).with("clause", clause.key.as_str()));
    }
    if edition.gate(party).ready == Some(edition.wording) {
        faults.push(Fault::must("fault-agreement-already-ready", OFFER));
    }
    faults
}

/// What stands against an assessment: a reason is always needed, and what the machine knows with certainty is nobody's to change.
pub fn reason_faults(clause: &Clause, reason: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    if reason.trim().is_empty() {
        faults.push(Fault::must("fault-agreement-reason-empty", ACCORDANCE).at("reason"));
    }
    if !clause.deviation.suggested.is_deviation() {
        faults.push(Fault::must("fault-agreement-no-deviation", ACCORDANCE).with("clause", clause.key.as_str()));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words { template: "Kommunen ska mäta den/de.".into(), filled: "Kommunen ska mäta den.".into() }
    }

    fn assessment(text: &str, class: Option<Class>, reason: &str) -> Assessment {
        let word = |t: &str| t.to_owned();
        Assessment {
            edition: 1,
            clause: "1.1".into(),
            text: word(text),
            class,
            reason: word(reason),
            party: Party::State,
            at: word("2011-02-01"),
            by: word("Handläggaren"),
            role: word("state_officer"),
        }
    }

    fn clause(text: &str, assessments: &[Assessment]) -> Clause {
        let own: Vec<_> = assessments.iter().collect();
        Clause {
            key: "1.1".into(),
            section: "1".into(),
            heading: String::new(),
            text: text.into(),
            deviation: deviation(&words(), text, &own),
            words: words(),
            proposals: Vec::new(),
            assessments: assessments.to_vec(),
            version: 1000,
        }
    }

    const OTHER: &str = "Kommunen bör mäta den.";

    #[test]
    fn a_person_may_call_a_material_deviation_editorial_and_the_machine_s_word_is_kept_beside() {
        let set = assessment(OTHER, Some(Class::Editorial), "Samma sak i kommunens ord.");
        let it = deviation(&words(), OTHER, &[&set]);
        assert_eq!((it.class, it.suggested, it.set_by_person), (Class::Editorial, Class::Material, true));
        assert!(!it.lacks_reason());
    }

    #[test]
    fn an_assessment_does_not_outlive_the_text_it_was_about() {
        let why = assessment("Kommunen kan mäta den.", None, "Lokala skäl.");
        assert!(deviation(&words(), OTHER, &[&why]).lacks_reason());
        let why = assessment(OTHER, None, "Lokala skäl.");
        assert!(!deviation(&words(), OTHER, &[&why]).lacks_reason());
    }

    #[test]
    fn what_the_machine_knows_with_certainty_nobody_changes() {
        let set = assessment("Kommunen ska mäta den.", Some(Class::Material), "?");
        assert_eq!(deviation(&words(), "Kommunen ska mäta den.", &[&set]).class, Class::Filled);
        let keys: Vec<_> = reason_faults(&clause("Kommunen ska mäta den.", &[]), " ").iter().map(|f| f.key).collect();
        assert_eq!(keys, ["fault-agreement-reason-empty", "fault-agreement-no-deviation"]);
    }

    #[test]
    fn a_proposal_says_something_new_and_a_material_one_is_asked_for_its_reason() {
        let it = clause("Kommunen ska mäta den.", &[]);
        let keys = |text: &str, reason: &str| proposal_faults(&it, text, reason).iter().map(|f| f.key).collect::<Vec<_>>();
        assert_eq!(keys("  ", ""), ["fault-agreement-text-empty"]);
        assert_eq!(keys("Kommunen ska mäta den.", ""), ["fault-agreement-text-same"]);
        assert_eq!(keys(&"å".repeat(6001), ""), ["fault-agreement-text-long"]);
        assert_eq!(keys(OTHER, ""), ["fault-agreement-reason-wanted"]);
        assert!(!proposal_faults(&it, OTHER, "")[0].is_binding());
        assert!(keys(OTHER, "Lokala skäl.").is_empty() && keys("Komunen ska mäta den.", "").is_empty());
    }
}
