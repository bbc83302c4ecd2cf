//! A district out of its areas.

use crate::{Observation, Status};
use serde::{Deserialize, Serialize};

/// How many of the parts a sum rests on, so that a gap can be named where the sum is wanting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AggregateNote {
    pub parts: usize,
    pub observed: usize,
    pub missing: usize,
    pub suppressed: usize,
    pub not_applicable: usize,
}

/// The sum of the parts: numerators add, denominators add, shares never. A missing or withheld part makes the sum missing, since a sum
/// of the rest would be too low and look whole. Parts that cannot occur count for nothing; if none can occur, neither can the sum.
pub fn aggregate(parts: &[Observation]) -> Observation {
    aggregate_noted(parts).0
}

/// [`aggregate`] and what it rests on.
pub fn aggregate_noted(parts: &[Observation]) -> (Observation, AggregateNote) {
    let note = tally(parts);
    let sum = if note.parts > 0 && note.not_applicable == note.parts {
        Observation::not_applicable()
    } else if note.observed + note.not_applicable < note.parts {
        Observation::missing()
    } else {
        total(parts).unwrap_or_else(Observation::missing)
    };
    (sum, note)
}

/// What is left of a total when the parts are taken away: the rest of a municipality beside its districts. Missing when a part is,
/// or when the parts exceed the total.
pub fn remainder(total: Observation, parts: &[Observation]) -> Observation {
    let sum = aggregate(parts);
    match (total.status, sum.status) {
        (Status::Observed, Status::NotApplicable) => total,
        (Status::Observed, Status::Observed) => difference(total, sum).unwrap_or_else(Observation::missing),
        (Status::Observed, _) => Observation::missing(),
        _ => total,
    }
}

fn tally(parts: &[Observation]) -> AggregateNote {
    let mut note = AggregateNote { parts: parts.len(), ..AggregateNote::default() };
    for part in parts {
        match part.status {
            Status::Observed if part.numerator.is_some() => note.observed += 1,
            Status::Observed | Status::Missing => note.missing += 1,
            Status::Suppressed => note.suppressed += 1,
            Status::NotApplicable => note.not_applicable += 1,
        }
    }
    note
}

/// The sum of the observed parts; none if there are none, if only some have a denominator, or if the sum is too great to hold.
fn total(parts: &[Observation]) -> Option<Observation> {
    parts.iter().filter(|p| p.status == Status::Observed).copied().map(Some).reduce(|a, b| plus(a?, b?)).flatten()
}

fn plus(a: Observation, b: Observation) -> Option<Observation> {
    combine(a, b, i64::checked_add)
}

fn difference(a: Observation, b: Observation) -> Option<Observation> {
    combine(a, b, i64::checked_sub).filter(|o| o.numerator >= Some(0) && o.denominator.is_none_or(|n| n >= 0))
}

fn combine(a: Observation, b: Observation, by: fn(i64, i64) -> Option<i64>) -> Option<Observation> {
    let numerator = by(a.numerator?, b.numerator?)?;
    let denominator = match (a.denominator, b.denominator) {
        (None, None) => None,
        (Some(a), Some(b)) => Some(by(a, b)?),
        _ => return None,
    };
    Some(Observation { numerator: Some(numerator), denominator, status: Status::Observed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Measure;
    use proptest::prelude::*;

    #[test]
    fn a_district_is_not_the_mean_of_its_shares() {
        let sum = aggregate(&[Observation::of(90, 100), Observation::of(100, 1000)]);
        assert_eq!(sum, Observation::of(190, 1100));
        assert!(sum.value(Measure::Share).is_some_and(|v| v < 0.18), "the mean of the two shares would be 0.5");
    }

    #[test]
    fn a_gap_makes_the_sum_missing_and_is_counted() {
        let parts = [Observation::of(9, 50), Observation::missing(), Observation::suppressed(), Observation::not_applicable()];
        let (sum, note) = aggregate_noted(&parts);
        assert_eq!(sum, Observation::missing());
        assert_eq!(note, AggregateNote { parts: 4, observed: 1, missing: 1, suppressed: 1, not_applicable: 1 });
    }

    #[test]
    fn what_cannot_occur_is_left_out_until_nothing_can() {
        let none = Observation::not_applicable();
        assert_eq!(aggregate(&[none, Observation::of(0, 40)]), Observation::of(0, 40));
        assert_eq!(aggregate(&[none, none]), none);
        assert_eq!(aggregate(&[]), Observation::missing());
    }

    #[test]
    fn half_a_denominator_is_none() {
        assert_eq!(aggregate(&[Observation::count(4), Observation::of(1, 9)]), Observation::missing());
        assert_eq!(aggregate(&[Observation::count(4), Observation::count(5)]), Observation::count(9));
        assert_eq!(aggregate(&[Observation::count(i64::MAX), Observation::count(1)]), Observation::missing());
    }

    #[test]
    fn the_rest_of_a_municipality_is_never_negative() {
        assert_eq!(remainder(Observation::of(50, 90), &[Observation::of(10, 20)]), Observation::of(40, 70));
        assert_eq!(remainder(Observation::of(5, 90), &[Observation::of(10, 20)]), Observation::missing());
        assert_eq!(remainder(Observation::suppressed(), &[Observation::of(1, 2)]), Observation::suppressed());
        assert_eq!(remainder(Observation::of(5, 90), &[Observation::suppressed()]), Observation::missing());
    }

    proptest! {
        #[test]
        fn the_order_and_grouping_of_parts_do_not_matter(pairs in proptest::collection::vec((0i64..500, 0i64..500), 2..12), cut in 1usize..11) {
            let parts: Vec<_> = pairs.iter().map(|(x, n)| Observation::of(*x, x + n)).collect();
            let cut = cut.min(parts.len() - 1);
            let mut turned = parts.clone();
            turned.rotate_left(cut);
            prop_assert_eq!(aggregate(&parts), aggregate(&turned));
            prop_assert_eq!(aggregate(&parts), aggregate(&[aggregate(&parts[..cut]), aggregate(&parts[cut..])]));
            prop_assert_eq!(remainder(aggregate(&parts), &parts[..cut]), aggregate(&parts[cut..]));
        }
    }
}
