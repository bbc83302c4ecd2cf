//! Disclosure control: which numbers are too small to show, and which must be hidden with them.

use crate::{Cell, Measure, Observation, Status, Why};
use serde::{Deserialize, Serialize};

/// When a number describes so few that a person could be recognised.
///
/// By default a share is shown only where more than 20 persons form the group, more than 5 have the property and more than 5 lack it:
/// 20 < n and 5 < x < n − 5. The first two are the rule of the register data for integration; the third stops "21 of 22" from telling
/// about the last one.
///
/// Counts, rates and means have no "those who lack it", so only x > 5 holds for them, and n > 20 where there is a population. A zero of
/// theirs tells of nobody and is shown, unless `zero_counts` is turned off. A share of zero is a statement about everyone in a group and
/// falls under the rule of shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DisclosureRule {
    /// The group must be larger than this.
    pub min_denominator: i64,
    /// Those with the property must be more than this.
    pub min_numerator: i64,
    /// Whether those without the property must also be more than `min_numerator`.
    pub complement: bool,
    /// Whether a count, rate or mean of zero is shown.
    pub zero_counts: bool,
}

impl Default for DisclosureRule {
    fn default() -> Self {
        Self { min_denominator: 20, min_numerator: 5, complement: true, zero_counts: true }
    }
}

impl DisclosureRule {
    /// Whether `x` out of `n` is large enough to show.
    pub fn allows(&self, measure: Measure, x: i64, n: Option<i64>) -> bool {
        let group = n.is_none_or(|n| n > self.min_denominator);
        let cases = x > self.min_numerator;
        match measure {
            Measure::Share => group && cases && (!self.complement || n.is_some_and(|n| x < n - self.min_numerator)),
            Measure::Count => cases || self.open_zero(x),
            Measure::Rate { .. } | Measure::MeanDays => group && (cases || self.open_zero(x)),
        }
    }

    fn open_zero(&self, x: i64) -> bool {
        x == 0 && self.zero_counts
    }
}

/// What may be shown of one observation by itself.
pub fn protect(rule: &DisclosureRule, measure: Measure, observation: Observation) -> Cell {
    match observation.standing(measure) {
        Status::Missing => Cell::Missing,
        Status::NotApplicable => Cell::NotApplicable,
        // A withheld number that is still at hand was withheld by the house, to protect another; the deliverer's come without it.
        Status::Suppressed if observation.numerator.is_some() => Cell::Suppressed { why: Why::Rule },
        Status::Suppressed => Cell::Suppressed { why: Why::Source },
        Status::Observed => judge(rule, measure, observation).unwrap_or(Cell::Missing),
    }
}

fn judge(rule: &DisclosureRule, measure: Measure, observation: Observation) -> Option<Cell> {
    let (numerator, denominator) = (observation.numerator?, observation.denominator);
    let value = measure.value(numerator, denominator)?;
    let shown = Cell::Shown { value, numerator, denominator };
    Some(if rule.allows(measure, numerator, denominator) { shown } else { Cell::Suppressed { why: Why::Rule } })
}

/// What may be shown of parts beside the total they add up to: a municipality's districts and its rest, women and men.
///
/// Each is judged by itself first. Then what the reader can work out, the total less the parts that are shown, is judged by the same
/// rule: it must cover at least two withheld parts and be large enough to show, or further parts are withheld, smallest first, and last
/// the total. A withheld total needs a withheld part beside it. A missing part hides nothing, since someone may know it.
///
/// Guards one table; tables that share cells (years, other groups) are to be judged by the same call, finest first.
pub fn protect_family(rule: &DisclosureRule, measure: Measure, parts: &[Observation], total: Observation) -> (Vec<Cell>, Cell) {
    let mut cells: Vec<Cell> = parts.iter().map(|part| protect(rule, measure, *part)).collect();
    let mut sum = protect(rule, measure, total);
    while can_be_worked_out(rule, measure, &cells, sum) {
        match smallest_shown(&cells) {
            Some(next) => cells[next] = Cell::Suppressed { why: Why::Rule },
            None if sum.is_shown() => sum = Cell::Suppressed { why: Why::Rule },
            None => break,
        }
    }
    (cells, sum)
}

/// Whether a withheld number, or a sum of them that is itself too small, follows from what is shown.
fn can_be_worked_out(rule: &DisclosureRule, measure: Measure, cells: &[Cell], sum: Cell) -> bool {
    let hidden = cells.iter().filter(|c| c.is_suppressed()).count();
    match sum {
        Cell::Shown { numerator, denominator, .. } if hidden > 0 => {
            hidden == 1 || !residual(cells, numerator, denominator).is_some_and(|(x, n)| rule.allows(measure, x, n) && x > 0)
        }
        Cell::Suppressed { .. } => hidden == 0,
        _ => false,
    }
}

/// The total less the parts that are shown.
fn residual(cells: &[Cell], x: i64, n: Option<i64>) -> Option<(i64, Option<i64>)> {
    cells.iter().try_fold((x, n), |(x, n), cell| match cell {
        Cell::Shown { numerator, denominator, .. } => {
            let n = n.zip(*denominator).map(|(n, part)| n.checked_sub(part));
            Some((x.checked_sub(*numerator)?, n.flatten()))
        }
        _ => Some((x, n)),
    })
}

fn smallest_shown(cells: &[Cell]) -> Option<usize> {
    let size = |cell: &Cell| match cell {
        Cell::Shown { numerator, denominator, .. } => Some((denominator.unwrap_or(*numerator), *numerator)),
        _ => None,
    };
    cells.iter().enumerate().filter_map(|(i, c)| size(c).map(|size| (size, i))).min().map(|(_, i)| i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate;
    use proptest::prelude::*;

    const RULE: DisclosureRule = DisclosureRule { min_denominator: 20, min_numerator: 5, complement: true, zero_counts: true };
    const HIDDEN: Cell = Cell::Suppressed { why: Why::Rule };

    fn share(x: i64, n: i64) -> Cell {
        protect(&RULE, Measure::Share, Observation::of(x, n))
    }

    #[test]
    fn twenty_persons_or_five_cases_are_too_few() {
        assert_eq!(RULE, DisclosureRule::default());
        assert_eq!(share(10, 20), HIDDEN);
        assert_eq!(share(5, 400), HIDDEN);
        assert_eq!(share(10, 21), Cell::Shown { value: 10.0 / 21.0, numerator: 10, denominator: Some(21) });
        assert!(share(6, 21).is_shown());
    }

    #[test]
    fn the_complement_is_protected_unless_it_is_turned_off() {
        assert_eq!(share(21, 22), HIDDEN);
        assert_eq!(share(95, 100), HIDDEN);
        assert!(share(94, 100).is_shown());
        let open = DisclosureRule { complement: false, ..RULE };
        assert!(protect(&open, Measure::Share, Observation::of(21, 22)).is_shown());
        assert_eq!(protect(&open, Measure::Share, Observation::of(20, 20)), HIDDEN);
        assert!(protect(&open, Measure::Share, Observation::of(6, 21)).is_shown());
    }

    #[test]
    fn the_four_states_pass_through_as_four() {
        let through = |o| protect(&RULE, Measure::Count, o);
        assert_eq!(through(Observation::missing()), Cell::Missing);
        assert_eq!(through(Observation::suppressed()), Cell::Suppressed { why: Why::Source });
        assert_eq!(through(Observation::not_applicable()), Cell::NotApplicable);
        assert_eq!(through(Observation::count(0)), Cell::Shown { value: 0.0, numerator: 0, denominator: None });
    }

    #[test]
    fn a_number_withheld_by_the_house_is_withheld_by_the_rule() {
        let hidden = Observation { status: Status::Suppressed, ..Observation::of(40, 90) };
        assert_eq!(protect(&RULE, Measure::Share, hidden), HIDDEN);
        assert_eq!(hidden.value(Measure::Share), None);
    }

    #[test]
    fn counts_rates_and_means_need_cases_and_a_group() {
        let rate = |x, n| protect(&RULE, Measure::Rate { per: 1000 }, Observation::of(x, n));
        assert_eq!(protect(&RULE, Measure::Count, Observation::count(5)), HIDDEN);
        assert!(protect(&RULE, Measure::Count, Observation::count(6)).is_shown());
        assert_eq!(rate(6, 20), HIDDEN);
        assert!(rate(30, 21).is_shown(), "more events than persons is no complement");
        assert_eq!(protect(&RULE, Measure::MeanDays, Observation::of(600, 20)), HIDDEN);
        let strict = DisclosureRule { zero_counts: false, ..RULE };
        assert_eq!(protect(&strict, Measure::Count, Observation::count(0)), HIDDEN);
    }

    #[test]
    fn district_and_rest_do_not_give_away_each_other() {
        let (district, rest) = (Observation::of(4, 60), Observation::of(900, 4000));
        let (cells, total) = protect_family(&RULE, Measure::Share, &[district, rest], aggregate(&[district, rest]));
        assert_eq!(cells, [HIDDEN, HIDDEN]);
        assert!(total.is_shown());
    }

    #[test]
    fn two_small_parts_whose_sum_is_small_take_a_third_with_them() {
        let parts = [Observation::of(2, 60), Observation::of(3, 70), Observation::of(40, 90), Observation::of(500, 900)];
        let (cells, total) = protect_family(&RULE, Measure::Share, &parts, aggregate(&parts));
        assert_eq!(cells[..3], [HIDDEN, HIDDEN, HIDDEN]);
        assert!(cells[3].is_shown() && total.is_shown());
    }

    #[test]
    fn a_part_alone_under_its_total_takes_the_total_with_it() {
        let none = Observation::not_applicable();
        let (cells, total) = protect_family(&RULE, Measure::Share, &[Observation::suppressed(), none], Observation::of(40, 90));
        assert_eq!((cells[0], cells[1], total), (Cell::Suppressed { why: Why::Source }, Cell::NotApplicable, HIDDEN));
    }

    #[test]
    fn a_withheld_total_cannot_be_added_up() {
        let parts = [Observation::of(40, 90), Observation::of(50, 190)];
        let (cells, total) = protect_family(&RULE, Measure::Share, &parts, Observation::suppressed());
        assert_eq!((cells[0], total), (HIDDEN, Cell::Suppressed { why: Why::Source }));
        assert!(cells[1].is_shown());
    }

    #[test]
    fn nothing_is_hidden_where_nothing_needs_hiding() {
        let parts = [Observation::of(40, 90), Observation::of(50, 190), Observation::missing()];
        let (cells, total) = protect_family(&RULE, Measure::Share, &parts, Observation::of(120, 400));
        assert!(cells[0].is_shown() && cells[1].is_shown() && total.is_shown());
        assert_eq!(cells[2], Cell::Missing);
    }

    /// Smallest and largest numerator of a withheld part that agree with everything shown, for a reader who knows every group's size.
    fn range(measure: Measure, parts: &[Observation], cells: &[Cell], sum: Cell, at: usize) -> (i64, i64) {
        let most = |o: &Observation| if measure == Measure::Share { o.denominator.unwrap_or(0) } else { i64::MAX / 64 };
        let Cell::Shown { numerator, .. } = sum else { return (0, most(&parts[at])) };
        let (left, _) = residual(cells, numerator, None).unwrap();
        let others: i64 = (0..parts.len()).filter(|i| *i != at && cells[*i].is_suppressed()).map(|i| most(&parts[i])).sum();
        ((left - others).max(0), left.min(most(&parts[at])))
    }

    fn families() -> impl Strategy<Value = Vec<Observation>> {
        let small = (0i64..9, 0i64..30).prop_map(|(x, rest)| Observation::of(x, x + rest));
        let nearly_all = (0i64..40, 0i64..8).prop_map(|(x, rest)| Observation::of(x, x + rest));
        let large = (0i64..400, 0i64..900).prop_map(|(x, rest)| Observation::of(x, x + rest));
        let none = (1i64..40).prop_map(|n| Observation::of(0, n));
        let all = (1i64..40).prop_map(|n| Observation::of(n, n));
        proptest::collection::vec(prop_oneof![none, all, small, nearly_all, large], 1..7)
    }

    proptest! {
        #[test]
        fn no_withheld_numerator_follows_from_what_is_shown(parts in families(), kind in 0usize..3) {
            let measure = [Measure::Share, Measure::Rate { per: 1000 }, Measure::Count][kind];
            let (cells, sum) = protect_family(&RULE, measure, &parts, aggregate(&parts));
            for at in (0..parts.len()).filter(|i| cells[*i].is_suppressed()) {
                let (low, high) = range(measure, &parts, &cells, sum, at);
                let x = parts[at].numerator.unwrap();
                prop_assert!(low <= x && x <= high);
                prop_assert!(low < high, "part {at} must be {low}: {cells:?} of {sum:?}");
            }
            prop_assert!(!sum.is_suppressed() || cells.iter().any(|c| c.is_suppressed()), "the parts add up to the withheld total");
        }

        #[test]
        fn what_the_rule_withholds_alone_is_withheld_in_a_family(parts in families()) {
            let (cells, _) = protect_family(&RULE, Measure::Share, &parts, aggregate(&parts));
            for (part, cell) in parts.iter().zip(&cells) {
                let alone = protect(&RULE, Measure::Share, *part);
                prop_assert!(*cell == alone || (alone.is_shown() && *cell == HIDDEN));
            }
        }

        #[test]
        fn what_is_shown_keeps_the_published_rule(x in 0i64..60, rest in 0i64..60) {
            let n = x + rest;
            prop_assert_eq!(share(x, n).is_shown(), n > 20 && 5 < x && x < n - 5);
        }
    }
}
