//! Quadratics over the simplex given by their Gram matrix alone: time weights (pre-periods × pre-periods), and unit weights when there
//! are fewer donors than periods. Wolfe's active-set method with a ridge, warm-started from the last solution.

use super::Outcome;
use crate::linalg::cholesky_solve;

#[derive(Default)]
pub(crate) struct Buffers {
    /// The symmetric matrix `Q` of `min wᵀQw`, row-major.
    pub q: Vec<f64>,
    /// The solution: dense weights. What stands here at the start of a warm solve is the first guess.
    pub weights: Vec<f64>,
    score: Vec<f64>,
    support: Vec<usize>,
    weight: Vec<f64>,
    affine: Vec<f64>,
    system: Vec<f64>,
}

impl Buffers {
    /// Point of least norm in the affine hull of the support.
    fn affine_minimum(&mut self, n: usize) -> bool {
        let k = self.support.len();
        let lift = self.support.iter().map(|&i| self.q[i * n + i]).sum::<f64>() / k as f64;
        self.system.resize(k * k, 0.0);
        for (a, &i) in self.support.iter().enumerate() {
            for (c, &j) in self.support.iter().enumerate().take(a + 1) {
                self.system[a * k + c] = self.q[i * n + j] + lift;
            }
        }
        self.affine.clear();
        self.affine.resize(k, 1.0);
        if !cholesky_solve(&mut self.system[..k * k], k, &mut self.affine, 1e-15) {
            return false;
        }
        let sum: f64 = self.affine.iter().sum();
        self.affine.iter_mut().for_each(|v| *v /= sum);
        true
    }

    fn minor_cycles(&mut self, n: usize) -> bool {
        loop {
            if !self.affine_minimum(n) {
                return false;
            }
            if self.affine.iter().all(|&v| v > 1e-15) {
                self.weight.clone_from(&self.affine);
                return true;
            }
            let pairs = self.affine.iter().zip(&self.weight).filter(|(v, _)| **v <= 1e-15);
            let step = pairs.map(|(v, w)| w / (w - v).max(1e-300)).fold(1.0, f64::min);
            self.weight.iter_mut().zip(&self.affine).for_each(|(w, v)| *w += step * (v - *w));
            let mut i = 0;
            while i < self.support.len() {
                if self.weight[i] <= 1e-14 && self.support.len() > 1 {
                    self.support.swap_remove(i);
                    self.weight.swap_remove(i);
                } else {
                    i += 1;
                }
            }
        }
    }

    fn begin(&mut self, n: usize, warm: bool, open: impl Fn(usize) -> bool) {
        self.support.clear();
        self.weight.clear();
        if warm && self.weights.len() == n {
            let kept = (0..n).filter(|&i| self.weights[i] > 0.0 && open(i));
            self.support.extend(kept);
            self.weight.extend(self.support.iter().map(|&i| self.weights[i]));
            let sum: f64 = self.weight.iter().sum();
            self.weight.iter_mut().for_each(|w| *w /= sum);
        }
        if self.support.is_empty() || !self.minor_cycles(n) {
            let best = (0..n).filter(|&i| open(i)).min_by(|&a, &b| self.q[a * n + a].total_cmp(&self.q[b * n + b]));
            self.support.clear();
            self.support.extend(best);
            self.weight.clear();
            self.weight.push(1.0);
        }
    }

    /// Minimise `wᵀQw` over the simplex of the open indices. Weights are left in `self.weights`.
    pub fn solve(&mut self, n: usize, warm: bool, open: impl Fn(usize) -> bool) -> Outcome {
        self.begin(n, warm, &open);
        let (mut steps, mut gap) = (0, f64::INFINITY);
        self.score.resize(n, 0.0);
        while steps < 20 * n + 100 {
            steps += 1;
            self.score.fill(0.0);
            for (&i, &w) in self.support.iter().zip(&self.weight) {
                self.score.iter_mut().zip(&self.q[i * n..(i + 1) * n]).for_each(|(s, q)| *s += w * q);
            }
            let norm: f64 = self.support.iter().zip(&self.weight).map(|(&i, w)| self.score[i] * w).sum();
            let best = (0..n).filter(|&i| open(i)).min_by(|&a, &b| self.score[a].total_cmp(&self.score[b])).unwrap_or(0);
            gap = (2.0 * (norm - self.score[best])).max(0.0);
            if gap <= 1e-15 * norm || self.support.contains(&best) {
                break;
            }
            self.support.push(best);
            self.weight.push(0.0);
            if !self.minor_cycles(n) {
                self.support.pop();
                self.weight.pop();
                break;
            }
        }
        let sum: f64 = self.weight.iter().sum();
        self.weights.clear();
        self.weights.resize(n, 0.0);
        for (&i, w) in self.support.iter().zip(&self.weight) {
            self.weights[i] = w / sum;
        }
        Outcome { gap, steps }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_point_of_a_segment() {
        let mut g = Buffers { q: vec![1.0, 0.0, 0.0, 4.0], ..Buffers::default() };
        let out = g.solve(2, false, |_| true);
        assert!((g.weights[0] - 0.8).abs() < 1e-15 && (g.weights[1] - 0.2).abs() < 1e-15);
        assert!(out.gap < 1e-14);
        g.solve(2, true, |i| i == 1);
        assert_eq!(g.weights, vec![0.0, 1.0]);
    }
}
