use super::group::{Group, GroupWish, Seat};
use super::invitation::{Answer, AnswerWish, Invitation, InvitationWish};
use super::meeting::{Decision, DecisionWish, Meeting, MeetingWish, OutcomeWish};
use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn organisation(id: &str, kind: Kind) -> Organisation {
    Organisation {
        id: id.into(),
        kind,
        name: id.into(),
        municipality_code: None,
        county_code: None,
        valid_from: None,
        valid_to: None,
        version: 1,
    }
}

fn member(organisation_id: &str, basis: Basis, since: &str) -> Membership {
    Membership {
        id: format!("m-{organisation_id}"),
        municipality_code: "0127".into(),
        slug: organisation_id.into(),
        organisation_id: organisation_id.into(),
        name: organisation_id.into(),
        kind: Kind::Agency,
        basis,
        since: day(since),
        until: None,
        term_to: (basis == Basis::Assignment).then(|| day("2011-12-31")),
        carried_over: false,
        contribution: String::new(),
        version: 1,
        representatives: Vec::new(),
    }
}

fn setting() -> Setting {
    Setting {
        today: day("2011-11-14"),
        municipality: organisation("kommun-0127", Kind::Municipality),
        agreement: Some((day("2011-02-15"), day("2011-12-31"))),
        predecessor_from: day("2008-01-01"),
        formed_on: Some(day("2011-03-01")),
        bound: vec![Bound { organisation_id: "af".into(), name: "Arbetsförmedlingen".into(), to: day("2011-12-31") }],
        members: vec![member("hus", Basis::Choice, "2011-03-01")],
    }
}

fn keys<T: std::fmt::Debug>(answer: Result<T, Vec<Fault>>) -> Vec<&'static str> {
    answer.unwrap_err().iter().map(|f| f.key).collect()
}

fn entry(organisation_id: &str, basis: &str, since: &str) -> EntryWish {
    EntryWish { organisation_id: organisation_id.into(), basis: basis.into(), since: since.into(), ..EntryWish::default() }
}

#[test]
fn every_fault_of_an_entry_is_said_at_once() {
    let wish = EntryWish {
        representative: RepresentativeWish { post: "Chef".into(), ..RepresentativeWish::default() },
        ..entry("hus", "assignment", "2011-02-14")
    };
    let found = keys(wish.check(Some(&organisation("hus", Kind::PropertyOwner)), &setting(), None));
    let all = [
        "fault-partnership-basis-free",
        "fault-partnership-early",
        "fault-partnership-twice",
        "fault-partnership-mandate",
        "fault-partnership-level",
    ];
    assert_eq!(found, all);
}

#[test]
fn an_authority_with_an_assignment_joins_by_it_and_until_it_ends() {
    let af = organisation("af", Kind::Agency);
    assert_eq!(keys(entry("af", "choice", "2011-03-01").check(Some(&af), &setting(), None)), ["fault-partnership-basis-bound"]);
    let sound = entry("af", "assignment", "2011-03-01").check(Some(&af), &setting(), None).unwrap();
    assert_eq!(sound.term_to, Some(day("2011-12-31")));
}

#[test]
fn a_member_of_the_predecessors_partnership_goes_on_from_before() {
    let af = organisation("af", Kind::Agency);
    let carried = |since| EntryWish { carried_over: true, ..entry("af", "assignment", since) };
    assert!(carried("2008-09-01").check(Some(&af), &setting(), None).is_ok());
    assert_eq!(keys(carried("2007-12-31").check(Some(&af), &setting(), None)), ["fault-partnership-carried-early"]);
    assert_eq!(keys(entry("af", "assignment", "2008-09-01").check(Some(&af), &setting(), None)), ["fault-partnership-early"]);
    assert_eq!(keys(carried("2012-01-01").check(Some(&af), &setting(), None)), ["fault-partnership-after"]);
}

#[test]
fn neither_the_municipality_nor_the_government_is_a_member() {
    let own = setting().municipality;
    assert_eq!(keys(entry("kommun-0127", "choice", "2011-03-01").check(Some(&own), &setting(), None)), ["fault-partnership-own"]);
    let state = organisation("regeringskansliet", Kind::Government);
    assert_eq!(
        keys(entry("regeringskansliet", "choice", "2011-03-01").check(Some(&state), &setting(), None)),
        ["fault-partnership-government"]
    );
    assert_eq!(keys(entry("ingen", "choice", "2011-03-01").check(None, &setting(), None)), ["fault-partnership-organisation"]);
}

#[test]
fn a_former_member_may_come_back() {
    let mut setting = setting();
    setting.members[0].until = Some(day("2011-06-30"));
    let hus = organisation("hus", Kind::PropertyOwner);
    assert_eq!(keys(entry("hus", "choice", "2011-06-30").check(Some(&hus), &setting, None)), ["fault-partnership-twice"]);
    assert!(entry("hus", "choice", "2011-07-01").check(Some(&hus), &setting, None).is_ok());
}

#[test]
fn an_exit_comes_after_the_entry_and_a_bound_member_stays_the_assignment_out() {
    let exit = |until: &str| ExitWish { until: until.into(), reason: "Lades ned".into() };
    let chosen = member("hus", Basis::Choice, "2011-03-01");
    assert_eq!(keys(exit("2011-02-28").check(&chosen)), ["fault-partnership-exit-early"]);
    assert!(exit("2011-03-01").check(&chosen).is_ok());
    let bound = member("af", Basis::Assignment, "2011-03-01");
    assert_eq!(keys(exit("2011-12-30").check(&bound)), ["fault-partnership-exit-bound"]);
    assert!(exit("2011-12-31").check(&bound).is_ok());
    assert_eq!(keys(ExitWish::default().check(&chosen)), ["fault-partnership-until", "fault-partnership-reason"]);
}

#[test]
fn a_bound_membership_lapses_with_the_assignment() {
    let bound = member("af", Basis::Assignment, "2011-03-01");
    assert!(bound.is_active_on(day("2011-12-31")) && !bound.is_active_on(day("2012-01-01")));
    let chosen = member("hus", Basis::Choice, "2011-03-01");
    assert!(chosen.is_active_on(day("2012-01-01")) && !chosen.is_active_on(day("2011-02-28")));
}

#[test]
fn a_partnership_is_formed_once_the_agreement_is_in_force() {
    let wish = FoundingWish { formed_on: "2011-02-14".into(), ..FoundingWish::default() };
    let fresh = Setting { formed_on: None, ..setting() };
    let all = ["fault-partnership-formed-early", "fault-partnership-residents", "fault-partnership-coordination"];
    assert_eq!(keys(wish.check(&fresh)), all);
    let none = Setting { agreement: None, ..fresh };
    assert_eq!(keys(wish.check(&none))[0], "fault-partnership-no-agreement");
}

#[test]
fn a_representative_has_a_function_and_a_mandate() {
    let m = member("hus", Basis::Choice, "2011-03-01");
    let wish = RepresentativeWish { since: "2011-02-01".into(), until: "2011-01-01".into(), ..RepresentativeWish::default() };
    let all = [
        "fault-partnership-representative-early",
        "fault-partnership-representative-period",
        "fault-partnership-post",
        "fault-partnership-mandate",
        "fault-partnership-level",
    ];
    assert_eq!(keys(wish.check(&m, false)), all);
}

fn invitation(answer: Answer) -> Invitation {
    Invitation {
        id: "i".into(),
        municipality_code: "0127".into(),
        slug: "landstinget".into(),
        organisation_id: "landstinget".into(),
        name: "Landstinget".into(),
        kind: Kind::Region,
        invited_on: day("2011-04-01"),
        purpose: "Hälsa".into(),
        answer,
        answered_on: None,
        words: String::new(),
        next_on: None,
        version: 1,
    }
}

#[test]
fn members_and_bound_authorities_are_not_invited_and_nobody_twice() {
    let ask = |id: &str, kind| {
        let wish = InvitationWish { organisation_id: id.into(), invited_on: "2011-05-01".into(), purpose: "Delta".into() };
        wish.check(Some(&organisation(id, kind)), &setting(), &[invitation(Answer::Later)])
    };
    assert_eq!(keys(ask("af", Kind::Agency)), ["fault-partnership-invited-bound"]);
    assert_eq!(keys(ask("hus", Kind::PropertyOwner)), ["fault-partnership-invited-member"]);
    assert_eq!(keys(ask("landstinget", Kind::Region)), ["fault-partnership-invited-twice"]);
    assert!(ask("foretagarna", Kind::Business).is_ok());
}

#[test]
fn no_and_later_say_why_and_later_says_when() {
    let wish = |answer: &str| AnswerWish { answer: answer.into(), answered_on: "2011-03-31".into(), ..AnswerWish::default() };
    let open = invitation(Answer::None);
    let all = ["fault-partnership-answered-early", "fault-partnership-answer-words", "fault-partnership-next-on"];
    assert_eq!(keys(wish("later").check(&open, day("2011-11-14"))), all);
    assert_eq!(keys(wish("kanske").check(&open, day("2011-11-14")))[0], "fault-partnership-answer");
    let given = AnswerWish { answer: "yes".into(), answered_on: "2011-04-05".into(), ..AnswerWish::default() };
    assert_eq!(given.check(&open, day("2011-11-14")).unwrap().answer, Answer::Yes);
    assert_eq!(keys(given.check(&invitation(Answer::No), day("2011-11-14"))), ["fault-partnership-answered"]);
}

#[test]
fn a_group_has_a_task_one_chair_and_only_those_who_sit_there() {
    let seat = |id: &str, part: &str| Seat { organisation_id: id.into(), part: part.into() };
    let wish =
        GroupWish { kind: "steering".into(), since: "2011-02-01".into(), seats: vec![seat("annan", "gäst")], ..GroupWish::default() };
    let all = [
        "fault-partnership-group-name",
        "fault-partnership-group-purpose",
        "fault-partnership-group-early",
        "fault-partnership-seat-part",
        "fault-partnership-seat-outside",
        "fault-partnership-no-chair",
    ];
    assert_eq!(keys(wish.check(&setting(), &[], false)), all);
    let sound = GroupWish {
        kind: "working".into(),
        name: "Arbete".into(),
        purpose: "Vägar till arbete".into(),
        since: "2011-04-01".into(),
        seats: vec![seat("kommun-0127", "chair"), seat("hus", "member")],
        ..GroupWish::default()
    };
    assert!(sound.check(&setting(), &[], false).is_ok());
    let there = Group {
        id: "g".into(),
        municipality_code: "0127".into(),
        slug: "arbete".into(),
        kind: "working".into(),
        name: "ARBETE".into(),
        purpose: String::new(),
        since: day("2011-04-01"),
        until: None,
        seats: Vec::new(),
        version: 1,
    };
    assert_eq!(keys(sound.check(&setting(), &[&there], false)), ["fault-partnership-group-taken"]);
}

fn meeting() -> MeetingWish {
    MeetingWish {
        held_on: "2011-05-12".into(),
        place: "Alby".into(),
        participants: vec!["kommun-0127".into(), "hus".into()],
        minutes: "Anteckningar".into(),
        decisions: vec![DecisionWish { words: "Ta fram underlag".into(), responsible_id: "hus".into(), due: "2011-06-01".into() }],
        ..MeetingWish::default()
    }
}

#[test]
fn every_fault_of_a_meeting_is_said_at_once() {
    let wish = MeetingWish {
        held_on: "2011-12-01".into(),
        participants: vec!["annan".into()],
        decisions: vec![DecisionWish { words: String::new(), responsible_id: "annan".into(), due: "2011-11-30".into() }],
        ..MeetingWish::default()
    };
    let all = [
        "fault-partnership-future",
        "fault-partnership-place",
        "fault-partnership-minutes",
        "fault-partnership-participant",
        "fault-partnership-decision",
        "fault-partnership-responsible",
        "fault-partnership-due",
    ];
    assert_eq!(keys(wish.check(&setting(), None)), all);
    assert_eq!(meeting().check(&setting(), None).unwrap().decisions.len(), 1);
}

fn held() -> Meeting {
    Meeting {
        id: "m".into(),
        municipality_code: "0127".into(),
        slug: "2011-05-12".into(),
        group: None,
        group_name: None,
        held_on: day("2011-05-12"),
        place: "Alby".into(),
        participants: Vec::new(),
        minutes: String::new(),
        decisions: vec![Decision {
            number: 1,
            words: "Ta fram underlag".into(),
            responsible_id: "hus".into(),
            responsible: "Hus".into(),
            due: Some(day("2011-06-01")),
            done_on: None,
            note: String::new(),
        }],
        version: 1,
    }
}

#[test]
fn a_correction_keeps_what_has_been_carried_out_and_gives_its_reason() {
    let mut before = held();
    before.decisions[0].done_on = Some(day("2011-05-30"));
    let wish = MeetingWish { decisions: Vec::new(), ..meeting() };
    assert_eq!(keys(wish.check(&setting(), Some(&before))), ["fault-partnership-reason", "fault-partnership-decision-done"]);
}

#[test]
fn a_decision_is_late_the_day_after_its_last_and_carried_out_once() {
    let meeting = held();
    let decision = &meeting.decisions[0];
    assert!(!decision.is_late(day("2011-06-01")) && decision.is_late(day("2011-06-02")));
    let outcome = |done_on: &str| OutcomeWish { done_on: done_on.into(), note: "Klart".into() };
    assert_eq!(keys(outcome("2011-05-11").check(&meeting, decision, day("2011-11-14"))), ["fault-partnership-done-early"]);
    assert!(outcome("2011-05-12").check(&meeting, decision, day("2011-11-14")).is_ok());
    let done = Decision { done_on: Some(day("2011-05-30")), ..decision.clone() };
    assert_eq!(keys(outcome("2011-06-01").check(&meeting, &done, day("2011-11-14"))), ["fault-partnership-done-twice"]);
}
