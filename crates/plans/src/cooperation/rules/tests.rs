//! What every state leads to, and the samples the other rules are tried on.

use super::*;
use crate::goal::rules::{GoalDraft, read};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn party(id: &str, tie: Tie) -> Party {
    Party { organisation_id: id.into(), name: id.into(), tie }
}

pub fn goal(id: &str, statement: &str, target: &str) -> RestingGoal {
    let draft =
        GoalDraft { statement: statement.into(), own_indicator: "antal".into(), target_value: target.into(), ..GoalDraft::default() };
    let frozen = FrozenGoal {
        id: id.into(),
        number: 1,
        goal: read(&draft, None).0,
        national_sv: String::new(),
        national_en: String::new(),
        municipal_title: String::new(),
        municipal_source: String::new(),
        municipal_version: 1,
        acceptances: Vec::new(),
    };
    RestingGoal { district: "alby".into(), district_name: "Alby".into(), plan_slug: "alby-2011".into(), plan_version: 1, frozen }
}

pub fn commitment(id: &str, number: i64, text: &str) -> Commitment {
    Commitment {
        id: id.into(),
        number,
        party: "af".into(),
        party_name: "af".into(),
        text: text.into(),
        goal: "g".into(),
        due: Some(day("2011-12-01")),
        responsible: "chefen".into(),
        resources: Vec::new(),
    }
}

pub fn snapshot(goals: Vec<RestingGoal>, commitments: Vec<Commitment>) -> Snapshot {
    Snapshot {
        slug: "botkyrka-ingang".into(),
        version: 1,
        municipality_code: "0127".into(),
        municipality_name: "Botkyrka".into(),
        title: "En ingång".into(),
        purpose: "Syftet".into(),
        from: Some(day("2011-09-01")),
        to: Some(day("2012-12-31")),
        follow_up: String::new(),
        parties: vec![party("kommun-0127", Tie::Municipality), party("af", Tie::Assignment)],
        goals,
        commitments,
        remarks: Vec::new(),
    }
}

#[test]
fn every_state_has_a_way_on_for_somebody_until_the_end() {
    for state in State::ALL {
        assert_eq!(State::parse(state.key()), Some(state));
        let way_on = state.is_open() || state.is_signing() || state.can_revise();
        assert_eq!(way_on, state != State::Ended, "{state:?}");
        assert_eq!(state.can_end(), state != State::Ended);
    }
}

#[test]
fn a_text_that_waits_for_signatures_can_be_taken_back_to_where_it_was_written() {
    for state in State::ALL.into_iter().filter(|s| s.is_open()) {
        assert!(state.laid().is_signing());
        assert_eq!(state.laid().recalled(), state);
    }
}

#[test]
fn what_is_not_signed_is_not_seen_from_outside() {
    assert_eq!(State::Draft.seen_from_outside(), None);
    assert_eq!(State::Signing.seen_from_outside(), None);
    assert_eq!(State::RevisionSigning.seen_from_outside(), Some(State::InForce));
}

#[test]
fn the_last_day_is_in_time_and_what_is_done_is_never_late() {
    let due = Some(day("2011-11-14"));
    assert_eq!(Progress::on(due, None, day("2011-11-14")), Progress::Ahead);
    assert_eq!(Progress::on(due, None, day("2011-11-15")), Progress::Late);
    assert_eq!(Progress::on(due, Some(day("2011-11-20")), day("2011-11-25")), Progress::Done);
    assert_eq!(Progress::on(due, Some(day("2011-11-20")), day("2011-11-15")), Progress::Late, "it was not done that day");
}

#[test]
fn only_a_concluded_version_after_the_first_is_a_revision() {
    assert!(!is_revision(&[1], 1));
    assert!(!is_revision(&[2], 2), "version 1 was recalled and never concluded");
    assert!(is_revision(&[1, 3], 3) && !is_revision(&[1], 3));
}
