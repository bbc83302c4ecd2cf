//! Many districts, many indicators: how many of the findings would chance have made?

use crate::linalg::mean;
use crate::rng::Rng;

/// Benjamini & Hochberg's q-values: the least false discovery rate at which each p would be called a finding. Same order as given.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let n = p.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| p[b].total_cmp(&p[a]));
    let (mut q, mut least) = (vec![0.0; n], 1.0f64);
    for (from_top, &i) in order.iter().enumerate() {
        least = least.min(p[i] * n as f64 / (n - from_top) as f64);
        q[i] = least;
    }
    q
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pooled {
    pub mean: f64,
    pub p: f64,
    /// Permutations behind the p, the observed one not counted.
    pub permutations: usize,
    pub exhaustive: bool,
}

const MOST_FLIPS: u32 = 16;

/// The mean effect over districts, tested by flipping the sign of whole clusters (municipalities): districts of one municipality share
/// its shocks and are not independent witnesses. All sign patterns when there are at most 16 clusters, otherwise `draws` at random.
pub fn clustered_sign_flip(effects: &[f64], clusters: &[usize], draws: usize, seed: u64) -> Pooled {
    let count = clusters.iter().max().map_or(0, |m| m + 1);
    let mut sums = vec![0.0; count];
    effects.iter().zip(clusters).for_each(|(e, &c)| sums[c] += e);
    let n = effects.len() as f64;
    let observed = sums.iter().sum::<f64>() / n;
    let reaches = |signs: &dyn Fn(usize) -> bool| {
        let flipped: f64 = sums.iter().enumerate().map(|(c, s)| if signs(c) { -s } else { *s }).sum();
        (flipped / n).abs() >= observed.abs() * (1.0 - 1e-12)
    };
    let exhaustive = count as u32 <= MOST_FLIPS;
    let (hits, permutations) = if exhaustive {
        let patterns = 1usize << count;
        ((1..patterns).filter(|bits| reaches(&|c| bits >> c & 1 == 1)).count(), patterns - 1)
    } else {
        let drawn = |i: u64| {
            let mut rng = Rng::stream(seed, i);
            let signs: Vec<bool> = (0..count).map(|_| rng.next_u64() >> 63 == 1).collect();
            reaches(&|c| signs[c])
        };
        ((0..draws as u64).filter(|&i| drawn(i)).count(), draws)
    };
    Pooled { mean: observed, p: (1 + hits) as f64 / (1 + permutations) as f64, permutations, exhaustive }
}

/// Treated against untreated units when whole clusters were treated or not: labels are permuted between clusters.
/// `clusters[i]` is the cluster of unit `i`; a cluster is treated when its first unit is.
pub fn clustered_permutation(values: &[f64], clusters: &[usize], treated: &[bool], draws: usize, seed: u64) -> Pooled {
    let count = clusters.iter().max().map_or(0, |m| m + 1);
    let mut labels = vec![false; count];
    clusters.iter().zip(treated).rev().for_each(|(&c, &t)| labels[c] = t);
    let difference = |labels: &[bool]| {
        let side = |want: bool| values.iter().zip(clusters).filter(|(_, c)| labels[**c] == want).map(|(v, _)| *v).collect::<Vec<f64>>();
        mean(&side(true)) - mean(&side(false))
    };
    let observed = difference(&labels);
    let hit = |i: u64| {
        let mut shuffled = labels.clone();
        Rng::stream(seed, i).shuffle(&mut shuffled);
        difference(&shuffled).abs() >= observed.abs() * (1.0 - 1e-12)
    };
    let hits = (0..draws as u64).filter(|&i| hit(i)).count();
    Pooled { mean: observed, p: (1 + hits) as f64 / (1 + draws) as f64, permutations: draws, exhaustive: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn q_values_of_a_worked_case() {
        let q = benjamini_hochberg(&[0.01, 0.04, 0.03, 0.5]);
        let expected = [0.04, 0.16 / 3.0, 0.16 / 3.0, 0.5];
        q.iter().zip(expected).for_each(|(a, b)| assert!((a - b).abs() < 1e-15, "{q:?}"));
    }

    #[test]
    fn clusters_count_not_districts() {
        // eight districts agree, but they are two municipalities: four sign patterns, two as extreme
        let effects = [1.0; 8];
        let pooled = clustered_sign_flip(&effects, &[0, 0, 0, 0, 1, 1, 1, 1], 0, 1);
        assert_eq!((pooled.p, pooled.permutations, pooled.exhaustive), (0.5, 3, true));
        let alone = clustered_sign_flip(&effects, &[0, 1, 2, 3, 4, 5, 6, 7], 0, 1);
        assert_eq!(alone.p, 2.0 / 256.0);
    }

    #[test]
    fn permuted_labels_find_a_difference_and_repeat() {
        let clusters: Vec<usize> = (0..40).map(|i| i / 2).collect();
        let treated: Vec<bool> = clusters.iter().map(|c| *c < 10).collect();
        let values: Vec<f64> = treated.iter().enumerate().map(|(i, t)| f64::from(u8::from(*t)) + (i as f64 * 0.7).sin() * 0.3).collect();
        let a = clustered_permutation(&values, &clusters, &treated, 499, 7);
        assert!(a.p <= 0.004, "{a:?}");
        assert_eq!(a, clustered_permutation(&values, &clusters, &treated, 499, 7));
    }
}
