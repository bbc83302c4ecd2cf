//! The agreement as a machine, walked through every state that its verbs can reach.

use super::*;
use crate::agreement::rules::{Acting, Cause, Decision, Event, Signature, What};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::OnceLock;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn opened(cause: Cause, from: &str, to: &str) -> What {
    What::Opened { cause, from: day(from), to: day(to), reason: String::new(), template: "lua-2011-bilaga-1/1".into() }
}

/// What the verb leaves behind when that party does it on that day.
fn outcome(agreement: &Agreement, verb: Verb, party: Party, on: NaiveDate) -> (i64, What) {
    let newest = agreement.newest();
    let wording = newest.wording;
    let reason = String::from("skäl");
    let what = match verb {
        Verb::Deliberate => What::Worded { wording: wording + 1, clause: "3.1".into() },
        Verb::Ready => What::Ready { wording },
        Verb::Reopen => What::Reopened { reason },
        Verb::Approve => What::Approved { wording, decision: decision(party, on) },
        Verb::Decline => What::Declined { decided: on, reference: String::new(), reason },
        Verb::Notice => What::Noticed { adjusted: on, posted: on },
        Verb::Sign => What::Signed(signature(on)),
        Verb::BreakOff => What::BrokenOff { reason },
        Verb::Resume => What::Resumed { reason },
        Verb::Amend => return (newest.number + 1, opened(Cause::Amendment, "2011-01-01", "2011-12-31")),
        Verb::Prolong => return (newest.number + 1, opened(Cause::Prolongation, "2012-01-01", "2012-12-31")),
        Verb::End => {
            let number = agreement.ending(on).map_or(newest.number, |e| e.number);
            return (number, What::Ended { last_day: on, reference: String::new(), reason });
        }
    };
    (newest.number, what)
}

fn decision(party: Party, on: NaiveDate) -> Decision {
    match party {
        Party::Municipality => Decision::Board { decided: on, paragraph: "§ 1".into(), adjusted: None, posted: None },
        Party::State => Decision::State { decided: on, acting: Acting::Minister, reference: "A2011/1".into(), delegation: None },
    }
}

fn signature(on: NaiveDate) -> Signature {
    Signature { on, place: "Stockholm".into(), office: "Statsråd".into(), acting: None, delegation: None, early: false }
}

fn agreement(whats: &[(i64, Option<Party>, What)]) -> Agreement {
    let event = |(i, (edition, party, what)): (usize, &(i64, Option<Party>, What))| Event {
        seq: i as i64 + 1,
        edition: *edition,
        party: *party,
        at: String::new(),
        day: day("2011-03-01"),
        by: String::new(),
        role: String::new(),
        what: what.clone(),
    };
    Agreement::of("botkyrka-2011", "0127", 1, whats.iter().enumerate().map(event).collect()).unwrap()
}

type Story = Vec<(i64, Option<Party>, What)>;

fn first() -> Story {
    vec![(1, None, opened(Cause::Offer, "2011-01-01", "2011-12-31"))]
}

/// The walk: every story of verbs that leads to a state not seen before, for at most two versions; walked once for all tests.
fn walk() -> &'static BTreeMap<String, Story> {
    static SEEN: OnceLock<BTreeMap<String, Story>> = OnceLock::new();
    SEEN.get_or_init(|| walk_on(day(TODAY)))
}

const TODAY: &str = "2011-03-01";

fn walk_on(on: NaiveDate) -> BTreeMap<String, Story> {
    let mut seen = BTreeMap::new();
    let mut queue = VecDeque::from([first()]);
    while let Some(story) = queue.pop_front() {
        let it = agreement(&story);
        if seen.contains_key(&shape(&it, on)) {
            continue;
        }
        seen.insert(shape(&it, on), story.clone());
        for (verb, party) in exits(&it, on) {
            let (edition, what) = outcome(&it, verb, party, on);
            if edition <= 2 {
                let mut next = story.clone();
                next.push((edition, Some(party), what));
                queue.push_back(next);
            }
        }
    }
    seen
}

/// What can be told apart of an agreement, however long its history.
fn shape(it: &Agreement, on: NaiveDate) -> String {
    let gate = |e: &Edition, p| {
        let g = e.gate(p);
        let noticed = g.approved.as_ref().is_some_and(|(d, _)| d.legal_force().is_some());
        (g.ready == Some(e.wording), g.approved.is_some(), noticed, g.signed.is_some(), g.declined.is_some())
    };
    let editions = it.editions.iter().map(|e| {
        format!("{:?}{:?}{:?}{:?}{}", it.state_of(e, on), gate(e, Party::Municipality), gate(e, Party::State), e.cause, e.ended.is_some())
    });
    editions.collect::<Vec<_>>().join("|")
}

#[test]
fn no_state_is_without_a_way_out_for_someone() {
    let on = day(TODAY);
    let seen = walk();
    assert!(seen.len() > 200, "the walk saw only {} states", seen.len());
    for later in [on, day("2011-12-31"), day("2012-06-01"), day("2013-06-01")] {
        for (shape, story) in seen {
            assert!(!exits(&agreement(story), later).is_empty(), "nobody can do anything on {later}: {shape}");
        }
    }
}

#[test]
fn every_state_can_be_reached() {
    let mut states = BTreeSet::new();
    for story in walk().values() {
        let it = agreement(story);
        for on in ["2011-03-01", "2012-06-01", "2013-06-01"] {
            states.extend(it.editions.iter().map(|e| it.state_of(e, day(on)).key()));
        }
    }
    let all = [
        "agreed",
        "approved",
        "board_approved",
        "broken_off",
        "deliberation",
        "ended",
        "expired",
        "in_force",
        "signed",
        "state_approved",
        "superseded",
    ];
    assert_eq!(states.into_iter().collect::<Vec<_>>(), all);
}

#[test]
fn in_force_means_approved_and_signed_by_both() {
    for (shape, story) in walk() {
        let it = agreement(story);
        for on in ["2011-01-01", "2011-03-01", "2012-06-01"] {
            let Some(edition) = it.in_force(day(on)) else { continue };
            let both = Party::BOTH.iter().all(|p| edition.gate(*p).approved.is_some() && edition.gate(*p).signed.is_some());
            assert!(both && edition.binds_from().is_some_and(|from| from <= day(on)), "{shape}");
        }
    }
}

#[test]
fn neither_party_can_advance_the_other_s_procedure() {
    let on = day(TODAY);
    for story in walk().values() {
        let it = agreement(story);
        for (verb, party) in exits(&it, on) {
            let (edition, what) = outcome(&it, verb, party, on);
            let mut next = story.clone();
            next.push((edition, Some(party), what));
            let (before, after) = (it.newest().gate(party.other()), agreement(&next));
            let Some(after) = after.edition(it.newest().number).map(|e| e.gate(party.other())) else { continue };
            let gained = (after.approved.is_some() && before.approved.is_none()) || (after.signed.is_some() && before.signed.is_none());
            assert!(!gained, "{verb:?} by {party:?} moved the other's track");
        }
    }
}

#[test]
fn what_one_party_has_decided_is_no_condition_for_the_other() {
    let on = day(TODAY);
    for story in walk().values() {
        let it = agreement(story);
        let newest = it.newest();
        if newest.agreed() && !newest.complete() && newest.broken_off.is_none() {
            for party in Party::BOTH {
                let open = newest.gate(party).approved.is_none();
                assert_eq!(hindrance(&it, Verb::Approve, party, on).is_none(), open);
            }
        }
    }
}

fn in_force_story() -> Story {
    let mut story = first();
    for verb in [Verb::Ready, Verb::Approve, Verb::Sign] {
        for party in Party::BOTH {
            let on = day(if party == Party::State { "2011-03-01" } else { "2011-02-10" });
            let (edition, what) = outcome(&agreement(&story), verb, party, on);
            story.push((edition, Some(party), what));
        }
    }
    story
}

#[test]
fn it_binds_from_the_last_of_decisions_and_signatures_or_from_its_first_day() {
    let it = agreement(&in_force_story());
    assert_eq!(it.newest().binds_from(), Some(day("2011-03-01")));
    assert_eq!(it.state(day("2011-02-28")), State::Signed);
    assert_eq!((it.state(day("2011-12-31")), it.state(day("2012-01-01"))), (State::InForce, State::Expired));
}

#[test]
fn the_old_version_stays_in_force_until_the_new_one_is_approved_and_signed_by_both() {
    let on = day("2011-06-01");
    let mut story = in_force_story();
    story.push((2, Some(Party::State), opened(Cause::Amendment, "2011-01-01", "2011-12-31")));
    let number = |story: &Story| agreement(story).in_force(on).map(|e| e.number);
    for verb in [Verb::Ready, Verb::Approve, Verb::Sign] {
        for party in Party::BOTH {
            assert_eq!(number(&story), Some(1));
            let (edition, what) = outcome(&agreement(&story), verb, party, on);
            story.push((edition, Some(party), what));
        }
    }
    assert_eq!(number(&story), Some(2));
    let it = agreement(&story);
    assert_eq!(it.state_of(&it.editions[0], on), State::Superseded);
    assert_eq!(it.in_force(day("2011-05-31")).map(|e| e.number), Some(1));
}

#[test]
fn an_amendment_of_this_term_leaves_the_next_one_as_it_is() {
    let mut story = in_force_story();
    for (number, cause, from, to) in
        [(2, Cause::Prolongation, "2012-01-01", "2012-12-31"), (3, Cause::Amendment, "2011-01-01", "2011-12-31")]
    {
        story.push((number, Some(Party::State), opened(cause, from, to)));
        for verb in [Verb::Ready, Verb::Approve, Verb::Sign] {
            for party in Party::BOTH {
                let (edition, what) = outcome(&agreement(&story), verb, party, day("2011-11-01"));
                story.push((edition, Some(party), what));
            }
        }
    }
    let number = |on: &str| agreement(&story).in_force(day(on)).map(|e| e.number);
    assert_eq!([number("2011-10-31"), number("2011-11-01"), number("2012-01-01")], [Some(1), Some(3), Some(2)]);
}

#[test]
fn a_new_wording_needs_both_approvals_anew() {
    let mut story = first();
    for (verb, party) in [(Verb::Ready, Party::State), (Verb::Ready, Party::Municipality), (Verb::Approve, Party::Municipality)] {
        let (edition, what) = outcome(&agreement(&story), verb, party, day("2011-03-01"));
        story.push((edition, Some(party), what));
    }
    let reopened = What::Reopened { reason: "skäl".into() };
    story.push((1, Some(Party::State), reopened));
    assert!(agreement(&story).newest().board.approved.is_some(), "an approval stands while its wording stands");
    story.push((1, Some(Party::State), What::Worded { wording: 2, clause: "3.1".into() }));
    assert!(agreement(&story).newest().board.approved.is_none());
}

#[test]
fn an_end_stops_the_agreement_after_its_last_day_and_an_amendment_broken_off_leaves_the_old_one() {
    let mut story = in_force_story();
    story.push((1, Some(Party::Municipality), What::Ended { last_day: day("2011-06-30"), reference: "§ 9".into(), reason: "skäl".into() }));
    let it = agreement(&story);
    assert_eq!((it.state(day("2011-06-30")), it.state(day("2011-07-01"))), (State::InForce, State::Ended));
    let mut story = in_force_story();
    story.push((2, Some(Party::State), opened(Cause::Amendment, "2011-01-01", "2011-12-31")));
    story.push((2, Some(Party::State), What::BrokenOff { reason: "skäl".into() }));
    assert_eq!(agreement(&story).state(day("2012-01-01")), State::Expired);
    assert!(exits(&agreement(&story), day("2011-06-01")).contains(&(Verb::Amend, Party::State)));
}
