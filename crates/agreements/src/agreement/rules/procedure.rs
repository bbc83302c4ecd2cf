//! The two procedures of § 8, the signatures, and the terms.

use super::deliberation::{ACCORDANCE, Clause};
use super::edition::Edition;
use super::event::{Acting, Cause, Decision, Delegation, Party, Signature};
use calendar::Period;
use chrono::{Days, NaiveDate};
use wording::Fault;

const APPROVAL: &str = "§ 8";
const MUNICIPAL_LAW: &str = "kommunallagen 8 kap., 13 kap. 5 §";

fn in_future(day: NaiveDate, today: NaiveDate, field: &str) -> Option<Fault> {
    (day > today).then(|| Fault::must("fault-agreement-day-future", APPROVAL).at(field).with("day", day.to_string()))
}

fn missing(text: &str, field: &'static str, key: &'static str) -> Option<Fault> {
    text.trim().is_empty().then(|| Fault::must(key, APPROVAL).at(field))
}

/// What stands against registering a decision of the municipal board (§ 8).
///
/// The day and the paragraph of the minutes are needed; the adjustment and the notice may follow later, but not one without the other.
pub fn board_faults(
    decided: Option<NaiveDate>,
    paragraph: &str,
    notice: (Option<NaiveDate>, Option<NaiveDate>),
    today: NaiveDate,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    match decided {
        None => faults.push(Fault::must("fault-agreement-decided-empty", APPROVAL).at("decided")),
        Some(day) => faults.extend(in_future(day, today, "decided")),
    }
    faults.extend(missing(paragraph, "paragraph", "fault-agreement-paragraph-empty"));
    if notice != (None, None) {
        faults.extend(notice_faults(decided, notice, today));
    }
    faults
}

/// What stands against registering the adjusted minutes and the notice of them. A notice later than the second day is a remark: the time of appeal runs from it.
pub fn notice_faults(decided: Option<NaiveDate>, notice: (Option<NaiveDate>, Option<NaiveDate>), today: NaiveDate) -> Vec<Fault> {
    let (Some(adjusted), Some(posted)) = notice else {
        let field = if notice.0.is_none() { "adjusted" } else { "posted" };
        return vec![Fault::must("fault-agreement-notice-half", MUNICIPAL_LAW).at(field)];
    };
    let mut faults: Vec<_> = [in_future(adjusted, today, "adjusted"), in_future(posted, today, "posted")].into_iter().flatten().collect();
    if decided.is_some_and(|decided| adjusted < decided) {
        faults.push(Fault::must("fault-agreement-adjusted-before", MUNICIPAL_LAW).at("adjusted"));
    }
    let force = calendar::legal_force(adjusted, posted);
    if force.notice_premature {
        faults.push(Fault::must("fault-agreement-posted-before", MUNICIPAL_LAW).at("posted"));
    } else if force.notice_late {
        faults.push(Fault::should("fault-agreement-posted-late", MUNICIPAL_LAW).at("posted"));
    }
    faults
}

/// What stands against a decision of the Government or its delegate (§ 8; decision, second paragraph).
pub fn state_faults(
    decided: Option<NaiveDate>,
    acting: Option<Acting>,
    reference: &str,
    delegation: Option<&Delegation>,
    today: NaiveDate,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    match decided {
        None => faults.push(Fault::must("fault-agreement-decided-empty", APPROVAL).at("decided")),
        Some(day) => faults.extend(in_future(day, today, "decided")),
    }
    if acting.is_none() {
        faults.push(Fault::must("fault-agreement-acting-empty", ACCORDANCE).at("acting"));
    }
    faults.extend(missing(reference, "reference", "fault-agreement-reference-empty"));
    faults.extend(delegation_faults(acting, delegation, decided));
    faults
}

/// The one put in the minister's place needs a registered delegation that covers the day.
fn delegation_faults(acting: Option<Acting>, delegation: Option<&Delegation>, day: Option<NaiveDate>) -> Vec<Fault> {
    match (acting, delegation, day) {
        (Some(Acting::Delegate), None, _) => vec![Fault::must("fault-agreement-delegation-missing", ACCORDANCE).at("delegation")],
        (Some(Acting::Delegate), Some(d), Some(day)) if !d.covers(day) => {
            let fault = Fault::must("fault-agreement-delegation-not-then", ACCORDANCE).at("delegation");
            vec![fault.with("office", d.office.as_str()).with("from", d.decided_on.to_string())]
        }
        _ => Vec::new(),
    }
}

/// A later version cannot have been decided on before it was opened: it would change what was in force on days that have been. The first version may, since
/// decisions made on paper are registered afterwards.
pub fn version_faults(edition: &Edition, decided: Option<NaiveDate>) -> Vec<Fault> {
    let before = edition.number > 1 && decided.is_some_and(|day| day < edition.opened.day);
    let fault =
        || Fault::must("fault-agreement-decided-before-version", APPROVAL).at("decided").with("day", edition.opened.day.to_string());
    before.then(fault).into_iter().collect()
}

/// Every material deviation without a reason: the State may approve only what agrees with annex 1 in the main (decision, second paragraph).
pub fn material_faults(clauses: &[Clause]) -> Vec<Fault> {
    let without = clauses.iter().filter(|c| c.deviation.lacks_reason());
    without.map(|c| Fault::must("fault-agreement-material-without-reason", ACCORDANCE).with("clause", c.key.as_str())).collect()
}

/// What stands against registering a signature: place, office and a day not before the party's own approval.
///
/// The municipality's signature before the board's decision can have legal force is possible, but somebody has to say that they know.
pub fn signature_faults(edition: &Edition, party: Party, signature: &Signature, aware: bool, today: NaiveDate) -> Vec<Fault> {
    let mut faults: Vec<_> = in_future(signature.on, today, "on").into_iter().collect();
    faults.extend(missing(&signature.place, "place", "fault-agreement-place-empty"));
    faults.extend(missing(&signature.office, "office", "fault-agreement-office-empty"));
    if let Some((decision, _)) = &edition.gate(party).approved
        && signature.on < decision.decided()
    {
        faults.push(Fault::must("fault-agreement-signed-before", APPROVAL).at("on").with("day", decision.decided().to_string()));
    }
    if party == Party::State {
        faults.extend(delegation_faults(signature.acting, signature.delegation.as_ref(), Some(signature.on)));
    }
    if signature.early && !aware {
        faults.push(early_fault(edition));
    }
    faults
}

fn early_fault(edition: &Edition) -> Fault {
    let fault = Fault::must("fault-agreement-early", MUNICIPAL_LAW).at("aware");
    match edition.early_until() {
        Some(day) => fault.with("day", day.to_string()),
        None => Fault::must("fault-agreement-early-unknown", MUNICIPAL_LAW).at("aware"),
    }
}

impl Edition {
    /// The first day on which the board's decision can have legal force; none while the notice is not registered.
    pub fn early_until(&self) -> Option<NaiveDate> {
        let (decision, _) = self.board.approved.as_ref()?;
        decision.legal_force().map(|f| f.earliest)
    }

    /// True when the municipality would sign on a day before its decision can have legal force, as far as is registered.
    pub fn is_early(&self, on: NaiveDate) -> bool {
        matches!(&self.board.approved, Some((Decision::Board { .. }, _))) && self.early_until().is_none_or(|earliest| on < earliest)
    }
}

/// What stands against a new version: an amendment keeps the term, a prolongation has a term of its own after it.
pub fn period_faults(cause: Cause, before: &Period, from: Option<NaiveDate>, to: Option<NaiveDate>, reason: &str) -> Vec<Fault> {
    let mut faults: Vec<_> = missing(reason, "reason", "fault-agreement-reason-empty").into_iter().collect();
    if cause != Cause::Prolongation {
        return faults;
    }
    match (from, to) {
        (Some(from), Some(to)) => faults.extend(term_faults(before, from, to)),
        (from, to) => {
            let empty = [("from", from), ("to", to)].into_iter().filter(|(_, day)| day.is_none());
            faults.extend(empty.map(|(field, _)| Fault::must("fault-agreement-term-empty", APPROVAL).at(field)));
        }
    }
    faults
}

fn term_faults(before: &Period, from: NaiveDate, to: NaiveDate) -> Vec<Fault> {
    let mut faults = Vec::new();
    if to < from {
        faults.push(Fault::must("fault-agreement-term-backwards", APPROVAL).at("to"));
    }
    if from <= before.to {
        faults.push(Fault::must("fault-agreement-term-overlaps", APPROVAL).at("from").with("day", before.to.to_string()));
    } else if before.to.checked_add_days(Days::new(1)) != Some(from) {
        faults.push(Fault::should("fault-agreement-term-gap", APPROVAL).at("from").with("day", before.to.to_string()));
    }
    faults
}

/// What stands against ending an agreement in force: a last day within its term and not yet past, the decision it rests on, and why.
pub fn end_faults(edition: &Edition, last_day: Option<NaiveDate>, reference: &str, reason: &str, today: NaiveDate) -> Vec<Fault> {
    let mut faults: Vec<_> = missing(reason, "reason", "fault-agreement-reason-empty").into_iter().collect();
    faults.extend(missing(reference, "reference", "fault-agreement-reference-empty"));
    match last_day {
        None => faults.push(Fault::must("fault-agreement-last-day-empty", APPROVAL).at("last_day")),
        Some(day) if day < today || day > edition.period.to => {
            let fault = Fault::must("fault-agreement-last-day-outside", APPROVAL).at("last_day");
            faults.push(fault.with("from", today.to_string()).with("to", edition.period.to.to_string()));
        }
        Some(_) => {}
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn keys(faults: &[Fault]) -> Vec<&'static str> {
        faults.iter().map(|f| f.key).collect()
    }

    const TODAY: &str = "2011-03-20";

    #[test]
    fn every_fault_of_a_board_decision_is_told_at_once() {
        let faults = board_faults(None, " ", (Some(day("2011-04-01")), None), day(TODAY));
        assert_eq!(keys(&faults), ["fault-agreement-decided-empty", "fault-agreement-paragraph-empty", "fault-agreement-notice-half"]);
        assert!(board_faults(Some(day("2011-03-01")), "§ 12", (None, None), day(TODAY)).is_empty());
    }

    #[test]
    fn minutes_are_adjusted_after_the_decision_and_the_notice_comes_after_that() {
        let notice = |adjusted, posted| (Some(day(adjusted)), Some(day(posted)));
        let faults = notice_faults(Some(day("2011-03-03")), notice("2011-03-02", "2011-03-01"), day(TODAY));
        assert_eq!(keys(&faults), ["fault-agreement-adjusted-before", "fault-agreement-posted-before"]);
        let late = notice_faults(Some(day("2011-03-03")), notice("2011-03-03", "2011-03-09"), day(TODAY));
        assert!(keys(&late) == ["fault-agreement-posted-late"] && !late[0].is_binding());
        let future = notice_faults(Some(day("2011-03-03")), notice("2011-03-20", "2011-03-21"), day(TODAY));
        assert_eq!(keys(&future), ["fault-agreement-day-future"]);
    }

    fn delegation(decided_on: &str) -> Delegation {
        let word = |t: &str| t.to_owned();
        Delegation {
            id: word("d"),
            office: word("Statssekreteraren"),
            reference: word("A2011/1"),
            decided_on: day(decided_on),
            valid_to: None,
        }
    }

    #[test]
    fn the_one_in_the_minister_s_place_needs_a_delegation_that_was_there_on_the_day() {
        let of = |d: Option<&Delegation>| keys(&state_faults(Some(day("2011-03-01")), Some(Acting::Delegate), "A2011/5", d, day(TODAY)));
        assert_eq!(of(None), ["fault-agreement-delegation-missing"]);
        assert_eq!(of(Some(&delegation("2011-03-02"))), ["fault-agreement-delegation-not-then"]);
        assert!(of(Some(&delegation("2011-03-01"))).is_empty());
        let all = state_faults(None, None, "", None, day(TODAY));
        assert_eq!(keys(&all), ["fault-agreement-decided-empty", "fault-agreement-acting-empty", "fault-agreement-reference-empty"]);
    }

    #[test]
    fn a_prolongation_begins_after_the_term_before_it() {
        let term = Period::new(day("2011-01-01"), day("2011-12-31")).unwrap();
        let of = |from, to| period_faults(Cause::Prolongation, &term, Some(day(from)), Some(day(to)), "Översynen pågår.");
        assert!(of("2012-01-01", "2012-12-31").is_empty());
        assert_eq!(keys(&of("2011-12-31", "2011-12-30")), ["fault-agreement-term-backwards", "fault-agreement-term-overlaps"]);
        let gap = of("2012-02-01", "2012-12-31");
        assert!(keys(&gap) == ["fault-agreement-term-gap"] && !gap[0].is_binding());
        let empty = period_faults(Cause::Prolongation, &term, None, None, "");
        assert_eq!(keys(&empty), ["fault-agreement-reason-empty", "fault-agreement-term-empty", "fault-agreement-term-empty"]);
        assert!(period_faults(Cause::Amendment, &term, None, None, "Ny stadsdel.").is_empty());
    }
}
