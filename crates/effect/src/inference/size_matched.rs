//! Size-matched placebos: pseudo-districts pooled at random from small areas until their denominator is that of the treated district.
//! A single small area carries several times the noise of a district, so placebos made of single areas overstate it.
//! The areas of a pseudo-district need not touch; real local shocks make the true noise somewhat larger.

use crate::linalg::mean;
use crate::rng::Rng;

/// Counts of small areas: numerators and denominators, rows are areas, columns periods.
#[derive(Clone, Copy, Debug)]
pub struct Counts<'a> {
    pub numerators: &'a [f64],
    pub denominators: &'a [f64],
    pub periods: usize,
}

/// A pseudo-district: its areas and its share (numerator sum over denominator sum) in every period.
#[derive(Clone, Debug, PartialEq)]
pub struct PseudoDistrict {
    pub areas: Vec<usize>,
    pub shares: Vec<f64>,
}

impl Counts<'_> {
    fn mean_denominator(&self, area: usize) -> f64 {
        mean(&self.denominators[area * self.periods..(area + 1) * self.periods])
    }

    /// Share of the pooled areas in each period; `NaN` where their denominator is zero.
    pub fn pooled(&self, areas: &[usize]) -> Vec<f64> {
        let sum = |v: &[f64], t: usize| areas.iter().map(|&a| v[a * self.periods + t]).sum::<f64>();
        (0..self.periods).map(|t| sum(self.numerators, t) / sum(self.denominators, t)).collect()
    }

    /// `count` pseudo-districts from the areas of `candidates`, each as large as `denominator` or the least more than it.
    /// Fewer areas than it takes: nothing.
    pub fn pseudo_districts(&self, candidates: &[usize], denominator: f64, count: usize, seed: u64) -> Vec<PseudoDistrict> {
        (0..count as u64).filter_map(|i| self.pseudo_district(candidates, denominator, &mut Rng::stream(seed, i))).collect()
    }

    fn pseudo_district(&self, candidates: &[usize], denominator: f64, rng: &mut Rng) -> Option<PseudoDistrict> {
        let mut left: Vec<usize> = candidates.to_vec();
        let (mut areas, mut size) = (Vec::new(), 0.0);
        while size < denominator {
            if left.is_empty() {
                return None;
            }
            let area = left.swap_remove(rng.below(left.len()));
            size += self.mean_denominator(area);
            areas.push(area);
        }
        let shares = self.pooled(&areas);
        shares.iter().all(|s| s.is_finite()).then_some(PseudoDistrict { areas, shares })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudo_district_reaches_its_size_and_pools_counts() {
        let numerators: Vec<f64> = (0..40).map(|i| f64::from(i % 7)).collect();
        let denominators = vec![10.0; 40];
        let counts = Counts { numerators: &numerators, denominators: &denominators, periods: 2 };
        let all: Vec<usize> = (0..20).collect();
        let made = counts.pseudo_districts(&all, 35.0, 30, 3);
        assert_eq!(made.len(), 30);
        for p in &made {
            assert_eq!(p.areas.len(), 4);
            let sum: f64 = p.areas.iter().map(|&a| numerators[a * 2]).sum();
            assert!((p.shares[0] - sum / 40.0).abs() < 1e-15);
        }
        assert_eq!(made, counts.pseudo_districts(&all, 35.0, 30, 3));
        assert!(counts.pseudo_districts(&all, 1e4, 3, 1).is_empty());
    }
}
