//! A place beside other places.

use crate::{Better, Cell};
use serde::{Deserialize, Serialize};

/// One indicator and year at four levels (§ 6: on local and national level), made by the same definition.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    pub district: Cell,
    pub municipality: Cell,
    pub all_districts: Cell,
    pub nation: Cell,
}

impl Comparison {
    /// District less another level, in the measure's unit; none unless both can be shown.
    pub fn gap(&self, other: Cell) -> Option<f64> {
        Some(self.district.value()? - other.value()?)
    }

    /// District less its municipality.
    pub fn to_municipality(&self) -> Option<f64> {
        self.gap(self.municipality)
    }

    /// District less all districts taken together.
    pub fn to_all_districts(&self) -> Option<f64> {
        self.gap(self.all_districts)
    }

    /// District less the nation.
    pub fn to_nation(&self) -> Option<f64> {
        self.gap(self.nation)
    }
}

/// Least, quartiles and greatest.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Five {
    pub min: f64,
    pub q1: f64,
    pub median: f64,
    pub q3: f64,
    pub max: f64,
}

impl Five {
    /// Quartiles by linear interpolation between the ordered values; none of no values.
    pub fn of(values: &[f64]) -> Option<Self> {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        (!sorted.is_empty()).then(|| {
            let at = |part| quantile(&sorted, part);
            Self { min: at(0.0), q1: at(0.25), median: at(0.5), q3: at(0.75), max: at(1.0) }
        })
    }
}

fn quantile(sorted: &[f64], part: f64) -> f64 {
    let place = part * (sorted.len() - 1) as f64;
    let (below, above) = (place.floor() as usize, place.ceil() as usize);
    sorted[below] + (sorted[above] - sorted[below]) * (place - place.floor())
}

/// The spread of a number over places, and how many places it does not cover.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    pub shown: usize,
    pub missing: usize,
    pub suppressed: usize,
    pub not_applicable: usize,
    /// None when nothing can be shown.
    pub five: Option<Five>,
}

/// The spread over cells; those that cannot be shown are counted, not dropped.
pub fn spread(cells: &[Cell]) -> Spread {
    let count = |test: fn(&Cell) -> bool| cells.iter().filter(|c| test(c)).count();
    let values: Vec<f64> = cells.iter().filter_map(|c| c.value()).collect();
    Spread {
        shown: values.len(),
        missing: count(|c| *c == Cell::Missing),
        suppressed: count(|c| c.is_suppressed()),
        not_applicable: count(|c| *c == Cell::NotApplicable),
        five: Five::of(&values),
    }
}

/// Place in the order of the good way, 1 being best; equals share a place and the next is skipped. None for what cannot be shown.
/// A neutral indicator is ordered from high to low.
pub fn rank(cells: &[Cell], better: Better) -> Vec<Option<usize>> {
    let ahead = |other: f64, own: f64| if better == Better::Lower { other < own } else { other > own };
    let place = |own: f64| 1 + cells.iter().filter_map(|c| c.value()).filter(|other| ahead(*other, own)).count();
    cells.iter().map(|cell| cell.value().map(place)).collect()
}

/// Standard normal quantile of a two-sided 95 per cent interval.
pub const Z95: f64 = 1.959_963_984_540_054;

/// Wilson's score interval of the share `x` of `n`; none unless 0 ≤ x ≤ n and n > 0.
pub fn wilson(x: i64, n: i64, z: f64) -> Option<(f64, f64)> {
    if n <= 0 || x < 0 || x > n {
        return None;
    }
    let (x, n, zz) = (x as f64, n as f64, z * z);
    let p = x / n;
    let middle = (p + zz / (2.0 * n)) / (1.0 + zz / n);
    let half = z / (1.0 + zz / n) * (p * (1.0 - p) / n + zz / (4.0 * n * n)).sqrt();
    Some(((middle - half).clamp(0.0, p), (middle + half).clamp(p, 1.0)))
}

/// The 95 per cent interval of a share that is shown.
pub fn interval(cell: Cell) -> Option<(f64, f64)> {
    let Cell::Shown { numerator, denominator: Some(n), .. } = cell else { return None };
    wilson(numerator, n, Z95)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Why;
    use proptest::prelude::*;

    fn seen(value: f64) -> Cell {
        Cell::Shown { value, numerator: 0, denominator: None }
    }

    #[test]
    fn wilson_agrees_with_worked_examples() {
        let close = |(a, b): (f64, f64), (c, d): (f64, f64)| (a - c).abs() < 5e-5 && (b - d).abs() < 5e-5;
        assert!(close(wilson(15, 148, Z95).unwrap(), (0.0624, 0.1605)));
        assert!(close(wilson(0, 20, Z95).unwrap(), (0.0, 0.1611)));
        assert!(close(wilson(29, 29, Z95).unwrap(), (0.8830, 1.0)));
        assert_eq!([wilson(1, 0, Z95), wilson(-1, 5, Z95), wilson(6, 5, Z95)], [None; 3]);
    }

    #[test]
    fn the_spread_counts_what_it_leaves_out() {
        let cells = [seen(4.0), seen(1.0), Cell::Missing, seen(3.0), seen(2.0), Cell::Suppressed { why: Why::Source }, Cell::NotApplicable];
        let spread = spread(&cells);
        assert_eq!((spread.shown, spread.missing, spread.suppressed, spread.not_applicable), (4, 1, 1, 1));
        assert_eq!(spread.five, Some(Five { min: 1.0, q1: 1.75, median: 2.5, q3: 3.25, max: 4.0 }));
        assert_eq!(super::spread(&[Cell::Missing]).five, None);
    }

    #[test]
    fn equals_share_a_place_and_the_unshown_have_none() {
        let cells = [seen(0.3), Cell::Missing, seen(0.5), seen(0.3), seen(0.1)];
        assert_eq!(rank(&cells, Better::Higher), [Some(2), None, Some(1), Some(2), Some(4)]);
        assert_eq!(rank(&cells, Better::Lower), [Some(2), None, Some(4), Some(2), Some(1)]);
    }

    #[test]
    fn a_gap_needs_both_sides() {
        let levels = Comparison { district: seen(0.4), municipality: seen(0.5), all_districts: Cell::Missing, nation: seen(0.7) };
        assert!((levels.to_municipality().unwrap() + 0.1).abs() < 1e-12 && (levels.to_nation().unwrap() + 0.3).abs() < 1e-12);
        assert_eq!(levels.to_all_districts(), None);
    }

    proptest! {
        #[test]
        fn the_interval_holds_its_share_and_narrows_with_more_people(x in 0i64..500, rest in 0i64..500) {
            prop_assume!(x + rest > 0);
            let (low, high) = wilson(x, x + rest, Z95).unwrap();
            let share = x as f64 / (x + rest) as f64;
            prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
            let (closer_low, closer_high) = wilson(x * 10, (x + rest) * 10, Z95).unwrap();
            prop_assert!(closer_high - closer_low < high - low);
        }
    }
}
