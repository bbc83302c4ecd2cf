//! Whether a text may be laid before the parties: everything in the way at once, "ska" and "bör".

use super::{About, Commitment, GROUND, Party, Tie};
use chrono::NaiveDate;
use wording::Fault;

/// A commitment being written: what could be read of it, and what could not.
#[derive(Clone, Debug)]
pub struct DraftCommitment {
    pub commitment: Commitment,
    pub unreadable: Vec<Fault>,
}

/// A text as it stands.
pub struct Candidate<'a> {
    pub about: &'a About,
    /// What could not be read in it.
    pub unreadable: &'a [Fault],
    /// The municipality first, then the chosen ones that take part in the partnership today.
    pub parties: &'a [Party],
    /// Names of chosen parties that no longer take part in the partnership or support it.
    pub strangers: &'a [String],
    /// Ids of the chosen goals that stand in a plan in force in the municipality.
    pub goals: &'a [String],
    /// Statements of chosen goals that no longer stand in any plan in force.
    pub gone: &'a [String],
    pub commitments: &'a [DraftCommitment],
    pub today: NaiveDate,
}

/// Everything in the way and everything remarked. Fields: `om.title`, `parter`, `mal`, `atagande.3.due`.
pub fn judge(c: &Candidate<'_>) -> Vec<Fault> {
    let mut faults = about(c);
    faults.extend(parties(c));
    faults.extend(goals(c));
    if c.commitments.is_empty() {
        faults.push(Fault::must("fault-cooperation-no-commitments", GROUND).at("atagande"));
    }
    faults.extend(c.commitments.iter().flat_map(|d| commitment(c, d)));
    faults
}

fn about(c: &Candidate<'_>) -> Vec<Fault> {
    let a = c.about;
    let said = |field: &str| c.unreadable.iter().any(|f| f.field == field);
    let both = a.from.zip(a.to);
    let checks = [
        (a.title.is_empty(), Fault::must("fault-cooperation-title", GROUND).at("om.title")),
        (a.purpose.is_empty(), Fault::must("fault-cooperation-purpose", GROUND).at("om.purpose")),
        (a.from.is_none() && !said("from"), Fault::must("fault-cooperation-from", GROUND).at("om.from")),
        (a.to.is_none() && !said("to"), Fault::must("fault-cooperation-to", GROUND).at("om.to")),
        (both.is_some_and(|(from, to)| to < from), Fault::must("fault-cooperation-period", GROUND).at("om.to")),
        (a.to.is_some_and(|to| to < c.today), Fault::must("fault-cooperation-past", GROUND).at("om.to")),
        (a.follow_up.is_empty(), Fault::should("remark-cooperation-follow-up", "§ 6").at("om.follow_up")),
    ];
    let unreadable = c.unreadable.iter().map(|f| Fault { field: format!("om.{}", f.field), ..f.clone() });
    unreadable.chain(checks.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault)).collect()
}

fn parties(c: &Candidate<'_>) -> Vec<Fault> {
    let others: Vec<_> = c.parties.iter().filter(|p| p.tie != Tie::Municipality).collect();
    let gone = c.strangers.iter().map(|name| Fault::must("fault-cooperation-stranger", GROUND).at("parter").with("name", name.as_str()));
    let mut faults: Vec<_> = gone.collect();
    if others.is_empty() {
        faults.push(Fault::must("fault-cooperation-alone", GROUND).at("parter"));
    } else if !others.iter().any(|p| p.tie.is_member()) {
        faults.push(Fault::should("remark-cooperation-only-supporters", GROUND).at("parter"));
    }
    let idle =
        c.parties.iter().filter(|p| p.tie != Tie::Supporter && !c.commitments.iter().any(|d| d.commitment.party == p.organisation_id));
    if !c.commitments.is_empty() {
        faults.extend(idle.map(|p| Fault::should("remark-cooperation-idle", GROUND).at("atagande").with("name", p.name.as_str())));
    }
    faults
}

fn goals(c: &Candidate<'_>) -> Vec<Fault> {
    let gone = c.gone.iter().map(|text| Fault::must("fault-cooperation-goal-gone", GROUND).at("mal").with("goal", text.as_str()));
    let mut faults: Vec<_> = gone.collect();
    if c.goals.is_empty() && c.gone.is_empty() {
        faults.push(Fault::must("fault-cooperation-no-goals", GROUND).at("mal"));
    }
    let unserved = c.goals.iter().filter(|id| !c.commitments.iter().any(|d| d.commitment.goal == **id)).count();
    if unserved > 0 && !c.commitments.is_empty() {
        faults.push(Fault::should("remark-cooperation-unserved", GROUND).at("atagande").with("n", unserved));
    }
    faults
}

fn commitment(c: &Candidate<'_>, d: &DraftCommitment) -> Vec<Fault> {
    let (x, at) = (&d.commitment, |field: &str| format!("atagande.{}.{field}", d.commitment.number));
    let must = |key, field: &str| Fault::must(key, GROUND).at(at(field));
    let should = |key, field: &str| Fault::should(key, GROUND).at(at(field));
    let said = |field: &str| d.unreadable.iter().any(|f| f.field == field);
    let outside = x.due.is_some_and(|due| c.about.from.is_some_and(|from| due < from) || c.about.to.is_some_and(|to| due > to));
    let named = c.parties.iter().any(|p| p.organisation_id == x.party);
    let checks = [
        (x.party.is_empty(), must("fault-commitment-party", "party")),
        (!x.party.is_empty() && !named, must("fault-commitment-party-unknown", "party")),
        (x.text.is_empty(), must("fault-commitment-text", "text")),
        (x.goal.is_empty(), must("fault-commitment-goal", "goal")),
        (!x.goal.is_empty() && !c.goals.contains(&x.goal), must("fault-commitment-goal-unknown", "goal")),
        (x.due.is_none() && !said("due"), must("fault-commitment-due", "due")),
        (outside, must("fault-commitment-outside", "due")),
        (x.responsible.is_empty(), should("remark-commitment-responsible", "responsible")),
        (x.resources.is_empty() && d.unreadable.is_empty(), should("remark-commitment-resources", "resource.ordinary.hours")),
    ];
    let unreadable = d.unreadable.iter().map(|f| Fault { field: at(&f.field), ..f.clone() });
    let number = x.number;
    let all = unreadable.chain(checks.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault));
    all.map(|f| f.with("number", number)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{commitment, day, party};
    use super::*;
    use crate::goal::rules::{Resource, ResourceKind};

    fn about() -> About {
        About {
            title: "En ingång".into(),
            purpose: "Syftet".into(),
            from: Some(day("2011-09-01")),
            to: Some(day("2012-12-31")),
            follow_up: "Styrgruppen går igenom den två gånger om året".into(),
        }
    }

    fn whole() -> DraftCommitment {
        let resources = vec![Resource { kind: ResourceKind::Ordinary, hours: Some(40), sek: None }];
        DraftCommitment { commitment: Commitment { resources, ..commitment("c", 3, "Två handläggare") }, unreadable: Vec::new() }
    }

    fn keys(a: &About, parties: &[Party], goals: &[&str], commitments: &[DraftCommitment]) -> Vec<(&'static str, String, bool)> {
        let goals: Vec<String> = goals.iter().map(|g| (*g).to_owned()).collect();
        let today = day("2011-11-14");
        let found = judge(&Candidate { about: a, unreadable: &[], parties, strangers: &[], goals: &goals, gone: &[], commitments, today });
        found.into_iter().map(|f| (f.key, f.field.clone(), f.is_binding())).collect()
    }

    fn two(tie: Tie) -> [Party; 2] {
        [party("kommun-0127", Tie::Municipality), party("af", tie)]
    }

    #[test]
    fn an_empty_text_says_everything_that_is_wanting_at_once() {
        let found = keys(&About::default(), &two(Tie::Assignment)[..1], &[], &[]);
        let binding: Vec<_> = found.iter().filter(|(.., b)| *b).map(|(k, ..)| *k).collect();
        assert_eq!(
            binding,
            [
                "fault-cooperation-title",
                "fault-cooperation-purpose",
                "fault-cooperation-from",
                "fault-cooperation-to",
                "fault-cooperation-alone",
                "fault-cooperation-no-goals",
                "fault-cooperation-no-commitments",
            ]
        );
    }

    #[test]
    fn a_commitment_needs_party_text_goal_and_a_day_within_the_period() {
        let empty = Commitment { party: String::new(), text: String::new(), goal: String::new(), due: None, ..commitment("c", 3, "") };
        let found = keys(&about(), &two(Tie::Assignment), &["g"], &[DraftCommitment { commitment: empty, unreadable: Vec::new() }]);
        let binding: Vec<_> = found.iter().filter(|(.., b)| *b).map(|(_, f, _)| f.as_str()).collect();
        assert_eq!(binding, ["atagande.3.party", "atagande.3.text", "atagande.3.goal", "atagande.3.due"]);
        let late = Commitment { due: Some(day("2013-01-01")), party: "polisen".into(), goal: "annat".into(), ..whole().commitment };
        let found = keys(&about(), &two(Tie::Assignment), &["g"], &[DraftCommitment { commitment: late, unreadable: Vec::new() }]);
        let binding: Vec<_> = found.iter().filter(|(.., b)| *b).map(|(k, ..)| *k).collect();
        assert_eq!(binding, ["fault-commitment-party-unknown", "fault-commitment-goal-unknown", "fault-commitment-outside"]);
    }

    #[test]
    fn the_last_day_of_the_period_is_within_it() {
        let last = Commitment { due: Some(day("2012-12-31")), ..whole().commitment };
        let found = keys(&about(), &two(Tie::Assignment), &["g"], &[DraftCommitment { commitment: last, unreadable: Vec::new() }]);
        assert!(found.iter().all(|(.., binding)| !binding), "{found:?}");
    }

    #[test]
    fn only_supporters_is_a_remark_and_members_none() {
        let found = keys(&about(), &two(Tie::Supporter), &["g"], &[whole()]);
        assert!(found.iter().any(|(k, _, b)| *k == "remark-cooperation-only-supporters" && !b));
        let found = keys(&about(), &two(Tie::Choice), &["g"], &[whole()]);
        assert_eq!(
            found.iter().map(|(k, ..)| *k).collect::<Vec<_>>(),
            ["remark-cooperation-idle"],
            "the municipality promises nothing itself"
        );
    }

    #[test]
    fn a_goal_nobody_serves_and_an_unstated_resource_are_remarks() {
        let bare = DraftCommitment { commitment: Commitment { resources: Vec::new(), ..whole().commitment }, unreadable: Vec::new() };
        let found = keys(&about(), &two(Tie::Assignment), &["g", "h"], &[bare]);
        let remarks: Vec<_> = found.iter().map(|(k, ..)| *k).collect();
        assert_eq!(remarks, ["remark-cooperation-idle", "remark-cooperation-unserved", "remark-commitment-resources"]);
    }

    #[test]
    fn a_day_that_cannot_be_read_is_said_once() {
        let unreadable = vec![Fault::must("fault-day", GROUND).at("due")];
        let d = DraftCommitment { commitment: Commitment { due: None, ..whole().commitment }, unreadable };
        let found = keys(&about(), &two(Tie::Assignment), &["g"], &[d]);
        assert_eq!(found.iter().filter(|(_, f, _)| f == "atagande.3.due").count(), 1);
    }
}
