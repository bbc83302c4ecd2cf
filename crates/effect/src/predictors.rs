//! Synthetic control with predictors (Abadie & Gardeazabal 2003): weights that match characteristics, whose importance `V` is chosen
//! so that the pre-period outcomes are matched. The inner problem is solved exactly for any `V`; the outer one has many local
//! optima and no unique answer, so it is searched from several starts and reported by its loss. Where several weightings match
//! the characteristics equally well, the one that follows the outcomes best is taken (the optimistic reading of the two-level problem).

use crate::block::Block;
use crate::fit::{Fit, Method, Spec, combine, effect_of, finish};
use crate::linalg::{least_squares, mean};
use crate::rng::Rng;
use crate::solve::{Tiles, Workspace, minnorm};

/// Characteristics of donors and treated units; rows are units.
#[derive(Clone, Debug, Default)]
pub struct Predictors {
    pub names: Vec<String>,
    pub donors: Vec<f64>,
    pub treated: Vec<f64>,
    /// Pre-periods (indices) whose outcomes choose `V`; all of them when empty.
    pub window: Vec<usize>,
}

impl Predictors {
    fn donor(&self, j: usize) -> &[f64] {
        let k = self.names.len();
        &self.donors[j * k..(j + 1) * k]
    }

    pub(crate) fn with_donors(&self, keep: &[usize]) -> Self {
        Self { donors: keep.iter().flat_map(|&j| self.donor(j).to_vec()).collect(), ..self.clone() }
    }
}

const TIE: f64 = 1e-4;

/// One treated target against the donors that are left, characteristics standardised.
struct Problem<'a> {
    block: &'a Block,
    kept: Vec<usize>,
    k: usize,
    /// Row-major donors × predictors, and the target's.
    x: Vec<f64>,
    x1: Vec<f64>,
    path: &'a [f64],
    window: Vec<usize>,
    /// Weight of an outcome row in the matching while `V` is searched: so little that it only decides between weights that match
    /// the characteristics equally well, of which there are many when `V` rests on few of them. 0 where `V` is given.
    tie: f64,
    ws: Workspace,
}

impl<'a> Problem<'a> {
    fn new(block: &'a Block, p: &Predictors, path: &'a [f64], donors: Option<&[usize]>, skip: &[usize]) -> Self {
        let k = p.names.len();
        let kept: Vec<usize> = (0..block.donors.len()).filter(|j| !skip.contains(j)).collect();
        let treated: Vec<&[f64]> = match donors {
            Some(d) => d.iter().map(|&j| p.donor(j)).collect(),
            None => p.treated.chunks_exact(k).collect(),
        };
        let raw1: Vec<f64> = (0..k).map(|i| treated.iter().map(|r| r[i]).sum::<f64>() / treated.len() as f64).collect();
        let scale: Vec<f64> = (0..k).map(|i| spread(kept.iter().map(|&j| p.donor(j)[i]).chain([raw1[i]]))).collect();
        let x = kept.iter().flat_map(|&j| p.donor(j).iter().zip(&scale).map(|(v, s)| v / s).collect::<Vec<_>>()).collect();
        let x1 = raw1.iter().zip(&scale).map(|(v, s)| v / s).collect();
        let window = if p.window.is_empty() { (0..block.pre).collect() } else { p.window.clone() };
        let outcomes = kept.iter().flat_map(|&j| window.iter().map(move |&t| block.donor(j)[t]));
        let tie = TIE / (spread(outcomes) * (window.len() as f64).sqrt());
        Self { block, kept, k, x, x1, path, window, tie, ws: Workspace::default() }
    }

    /// The exact inner solution: weights, duality gap.
    fn inner(&mut self, v: &[f64]) -> (Vec<f64>, f64) {
        let root: Vec<f64> = v.iter().map(|v| v.max(0.0).sqrt()).collect();
        let (k, total) = (self.k, v.iter().sum::<f64>().sqrt());
        let ties = if self.tie > 0.0 { self.window.len() } else { 0 };
        let value = |j: usize, i: usize| match i.checked_sub(k) {
            None => (self.x[j * k + i] - self.x1[i]) * root[i] / total,
            Some(q) => (self.block.donor(self.kept[j])[self.window[q]] - self.path[self.window[q]]) * self.tie,
        };
        let tiles = Tiles::build(self.kept.len(), k + ties, value);
        self.ws.fit_to(&tiles);
        self.ws.target.clear();
        self.ws.target.resize(k + ties, 0.0);
        minnorm::solve(&tiles, &mut self.ws);
        let gap = minnorm::certify(&tiles, &self.ws);
        (self.ws.weights.clone(), gap)
    }

    /// Mean squared outcome gap over the window.
    fn loss(&mut self, v: &[f64]) -> f64 {
        let (w, _) = self.inner(v);
        let gap = |t: usize| self.path[t] - self.kept.iter().zip(&w).map(|(&j, w)| w * self.block.donor(j)[t]).sum::<f64>();
        self.window.iter().map(|&t| gap(t).powi(2)).sum::<f64>() / self.window.len() as f64
    }

    /// Importance by how well each characteristic predicts the outcomes in the window (the start of Abadie & Gardeazabal).
    fn regression_start(&self) -> Option<Vec<f64>> {
        let (n, k) = (self.kept.len() + 1, self.k);
        let row = |j: usize| if j + 1 < n { &self.x[j * k..(j + 1) * k] } else { &self.x1[..] };
        let mut total = vec![0.0; k];
        for &t in &self.window {
            let mut d: Vec<f64> = (0..k).flat_map(|i| (0..n).map(move |j| row(j)[i])).chain(vec![1.0; n]).collect();
            let mut y: Vec<f64> = self.kept.iter().map(|&j| self.block.donor(j)[t]).chain([self.path[t]]).collect();
            if !least_squares(&mut d, n, k + 1, &mut y) {
                return None;
            }
            total.iter_mut().zip(&y).for_each(|(s, b)| *s += b * b);
        }
        Some(total)
    }

    fn starts(&self, seed: u64) -> Vec<Vec<f64>> {
        let mut out = vec![vec![1.0; self.k]];
        out.extend(self.regression_start());
        out.extend((0..self.k).map(|i| (0..self.k).map(|l| if l == i { 1.0 } else { 0.02 }).collect()));
        let mut rng = Rng::new(seed);
        out.extend((0..3 * self.k).map(|_| (0..self.k).map(|_| (3.0 * rng.normal()).exp()).collect::<Vec<f64>>()));
        out
    }

    /// Search `ln V` from the most promising starts.
    fn search(&mut self, seed: u64) -> Vec<f64> {
        let mut starts: Vec<(f64, Vec<f64>)> = self.starts(seed).into_iter().map(|v| (self.loss(&v), v)).collect();
        starts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut best = starts[0].clone();
        for (_, v) in starts.into_iter().take(5) {
            let logs: Vec<f64> = v.iter().map(|v| v.max(1e-8).ln()).collect();
            let found = nelder_mead(&logs, 2.0, 120 * self.k, &mut |x| self.loss(&exp(x)));
            let again = nelder_mead(&found.1, 0.7, 80 * self.k, &mut |x| self.loss(&exp(x)));
            if again.0 < best.0 {
                best = (again.0, exp(&again.1));
            }
        }
        normalised(best.1)
    }
}

fn exp(x: &[f64]) -> Vec<f64> {
    let top = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    x.iter().map(|v| (v - top).exp()).collect()
}

fn normalised(v: Vec<f64>) -> Vec<f64> {
    let sum: f64 = v.iter().sum();
    v.into_iter().map(|x| x / sum).collect()
}

/// Sample standard deviation; 1 where nothing varies.
fn spread(values: impl Iterator<Item = f64>) -> f64 {
    let v: Vec<f64> = values.collect();
    let m = mean(&v);
    let s = (v.iter().map(|x| (x - m) * (x - m)).sum::<f64>() / (v.len() as f64 - 1.0).max(1.0)).sqrt();
    if s > 0.0 { s } else { 1.0 }
}

type Vertex = (f64, Vec<f64>);

/// Nelder & Mead's simplex search; gives back the least value and where it is.
fn nelder_mead(start: &[f64], size: f64, budget: usize, f: &mut impl FnMut(&[f64]) -> f64) -> Vertex {
    let k = start.len();
    let mut simplex: Vec<Vertex> = Vec::with_capacity(k + 1);
    for i in 0..=k {
        let mut p = start.to_vec();
        if i < k {
            p[i] += size;
        }
        simplex.push((f(&p), p));
    }
    let mut spent = k + 1;
    while spent < budget && k > 0 {
        simplex.sort_by(|a, b| a.0.total_cmp(&b.0));
        if simplex[k].0 - simplex[0].0 <= 1e-12 * simplex[0].0.abs() {
            break;
        }
        spent += move_worst(&mut simplex, f);
    }
    simplex.sort_by(|a, b| a.0.total_cmp(&b.0));
    simplex.swap_remove(0)
}

/// Reflect, expand or contract the worst vertex, or shrink towards the best; says how many values it took.
fn move_worst(simplex: &mut [Vertex], f: &mut impl FnMut(&[f64]) -> f64) -> usize {
    let k = simplex.len() - 1;
    let centre: Vec<f64> = (0..k).map(|i| simplex[..k].iter().map(|s| s.1[i]).sum::<f64>() / k as f64).collect();
    let worst = simplex[k].clone();
    let mut take = |c: f64| {
        let p: Vec<f64> = centre.iter().zip(&worst.1).map(|(m, w)| m + c * (m - w)).collect();
        (f(&p), p)
    };
    let reflected = take(1.0);
    if reflected.0 < simplex[0].0 {
        let expanded = take(2.0);
        simplex[k] = if expanded.0 < reflected.0 { expanded } else { reflected };
        return 2;
    }
    if reflected.0 < simplex[k - 1].0 {
        simplex[k] = reflected;
        return 1;
    }
    let inner = take(if reflected.0 < worst.0 { 0.5 } else { -0.5 });
    if inner.0 < worst.0.min(reflected.0) {
        simplex[k] = inner;
        return 2;
    }
    let best = simplex[0].1.clone();
    for (value, at) in &mut simplex[1..] {
        at.iter_mut().zip(&best).for_each(|(x, b)| *x = b + 0.5 * (*x - b));
        *value = f(at);
    }
    k + 2
}

pub(crate) fn fit(block: &Block, spec: &Spec, path: &[f64], donors: Option<&[usize]>, skip: &[usize]) -> Fit {
    let empty = Predictors::default();
    let mut problem = Problem::new(block, block.predictors.as_ref().unwrap_or(&empty), path, donors, skip);
    let v = match &spec.v {
        Some(v) => {
            problem.tie = 0.0;
            normalised(v.clone())
        }
        None => problem.search(spec.seed),
    };
    let (found, gap) = problem.inner(&v);
    let mut units = vec![0.0; block.donors.len()];
    problem.kept.iter().zip(&found).for_each(|(&j, &w)| units[j] = w);
    let times = vec![1.0 / block.pre as f64; block.pre];
    let effect = effect_of(block, Method::Sc, path, &units, &times, gap);
    let comparison = combine(block, &units);
    let mut fit = finish(Method::Sc, effect, path, units, times, comparison);
    fit.v = Some(v);
    fit
}
