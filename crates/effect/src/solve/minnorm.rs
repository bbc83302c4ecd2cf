//! Synthetic control as the point of least norm in the convex hull of `a_j − b` (Wolfe 1976), found with column generation:
//! every full pass over the donors picks the few that violate optimality most, and Wolfe's algorithm runs on those alone.
//! The support has at most `rows + 1` donors, so an exact answer costs a handful of passes whatever the number of donors.

use super::{LANES, Outcome, Tiles, Workspace};
use crate::linalg::{cholesky_solve, dot, least_squares};

/// New candidates per pass.
const PICK: usize = 6;
/// Weights below this are nothing.
const NOTHING: f64 = 1e-14;

#[derive(Default)]
pub(crate) struct Buffers {
    /// Candidates: donor indices, their points `a_j − b`, and all their inner products (stride `CAP`).
    index: Vec<usize>,
    points: Vec<f64>,
    products: Vec<f64>,
    stride: usize,
    /// The corral: positions among the candidates, and their weights.
    corral: Vec<usize>,
    weight: Vec<f64>,
    affine: Vec<f64>,
    system: Vec<f64>,
    x: Vec<f64>,
    columns: Vec<f64>,
}

impl Buffers {
    fn start(&mut self, rows: usize) {
        self.index.clear();
        self.points.clear();
        self.stride = 4 * (rows + 2) + PICK;
        self.products.resize(self.stride * self.stride, 0.0);
        self.corral.clear();
        self.weight.clear();
        self.x.resize(rows, 0.0);
    }

    fn add(&mut self, tiles: &Tiles, j: usize, b: &[f64]) {
        let (c, rows) = (self.index.len(), tiles.rows);
        self.index.push(j);
        self.points.extend(tiles.column(j).zip(b).map(|(a, b)| a - b));
        for i in 0..=c {
            let p = dot(&self.points[i * rows..(i + 1) * rows], &self.points[c * rows..]);
            self.products[i * self.stride + c] = p;
            self.products[c * self.stride + i] = p;
        }
    }

    /// Keep only the corral among the candidates.
    fn compact(&mut self, tiles: &Tiles, b: &[f64]) {
        let keep: Vec<usize> = self.corral.iter().map(|&c| self.index[c]).collect();
        self.index.clear();
        self.points.clear();
        keep.into_iter().for_each(|j| self.add(tiles, j, b));
        self.corral = (0..self.index.len()).collect();
    }

    /// Weights of the point of least norm in the affine hull of the corral.
    fn affine_minimum(&mut self) -> bool {
        let (k, stride) = (self.corral.len(), self.stride);
        let lift = self.corral.iter().map(|&c| self.products[c * stride + c]).sum::<f64>() / k as f64;
        self.system.resize(k * k, 0.0);
        for (i, &c) in self.corral.iter().enumerate() {
            for (l, &d) in self.corral.iter().enumerate().take(i + 1) {
                self.system[i * k + l] = self.products[c * stride + d] + lift;
            }
        }
        self.affine.clear();
        self.affine.resize(k, 1.0);
        if !cholesky_solve(&mut self.system[..k * k], k, &mut self.affine, 1e-14) {
            return false;
        }
        let sum: f64 = self.affine.iter().sum();
        self.affine.iter_mut().for_each(|v| *v /= sum);
        true
    }

    /// Wolfe's minor cycles: walk to the affine minimum, dropping what turns negative. False when the newest point adds no dimension.
    fn minor_cycles(&mut self) -> bool {
        loop {
            if !self.affine_minimum() {
                return false;
            }
            if self.affine.iter().all(|&v| v > NOTHING) {
                self.weight.clone_from(&self.affine);
                return true;
            }
            let pairs = self.affine.iter().zip(&self.weight).filter(|(v, _)| **v <= NOTHING);
            let step = pairs.map(|(v, w)| w / (w - v).max(1e-300)).fold(1.0, f64::min);
            self.weight.iter_mut().zip(&self.affine).for_each(|(w, v)| *w += step * (v - *w));
            drop_nothing(&mut self.corral, &mut self.weight);
        }
    }

    /// Optimise over the candidates alone. Scores are inner products with `x`, from the Gram matrix.
    fn optimise_candidates(&mut self, tolerance: f64) {
        for _ in 0..50 * self.stride {
            let (mut best, mut lowest, mut xx) = (usize::MAX, f64::INFINITY, 0.0);
            for c in 0..self.index.len() {
                let row = &self.products[c * self.stride..];
                let score = self.corral.iter().zip(&self.weight).map(|(&d, w)| row[d] * w).sum::<f64>();
                if score < lowest {
                    (best, lowest) = (c, score);
                }
                if let Some(at) = self.corral.iter().position(|&d| d == c) {
                    xx += self.weight[at] * score;
                }
            }
            if xx - lowest <= tolerance.max(1e-15 * xx) || self.corral.contains(&best) {
                return;
            }
            self.corral.push(best);
            self.weight.push(0.0);
            if !self.minor_cycles() {
                self.corral.pop();
                self.weight.pop();
                normalise(&mut self.weight);
                return;
            }
        }
    }

    /// Solve the corral's least squares once more by orthogonal reflections: full precision where the Gram matrix has lost half of it.
    fn polish(&mut self, rows: usize) {
        let k = self.corral.len();
        let Some(pivot) = (0..k).max_by(|&a, &b| self.weight[a].total_cmp(&self.weight[b])) else { return };
        let point = |c: usize| &self.points[c * rows..(c + 1) * rows];
        let base = point(self.corral[pivot]);
        self.columns.clear();
        for (i, &c) in self.corral.iter().enumerate() {
            if i != pivot {
                self.columns.extend(point(c).iter().zip(base).map(|(p, q)| p - q));
            }
        }
        self.x.clear();
        self.x.extend(base.iter().map(|v| -v));
        if !least_squares(&mut self.columns, rows, k - 1, &mut self.x) {
            return;
        }
        let others = self.x[..k - 1].iter().sum::<f64>();
        let better = self.x[..k - 1].iter().all(|&v| v > 0.0) && others < 1.0;
        if better {
            let mut rest = self.x[..k - 1].iter();
            for (i, w) in self.weight.iter_mut().enumerate() {
                *w = if i == pivot { 1.0 - others } else { rest.next().copied().unwrap_or(0.0) };
            }
        }
    }

    fn point(&mut self, rows: usize) {
        self.x.clear();
        self.x.resize(rows, 0.0);
        for (&c, &w) in self.corral.iter().zip(&self.weight) {
            let p = &self.points[c * rows..(c + 1) * rows];
            self.x.iter_mut().zip(p).for_each(|(x, p)| *x += w * p);
        }
    }
}

fn drop_nothing(corral: &mut Vec<usize>, weight: &mut Vec<f64>) {
    let mut i = 0;
    while i < corral.len() {
        if weight[i] <= 1e-13 && corral.len() > 1 {
            corral.swap_remove(i);
            weight.swap_remove(i);
        } else {
            i += 1;
        }
    }
}

fn normalise(weight: &mut [f64]) {
    let sum: f64 = weight.iter().sum();
    weight.iter_mut().for_each(|w| *w /= sum);
}

/// The donors with the lowest price below `limit`, lowest first, at most `PICK`.
fn lowest(price: &[[f64; LANES]], limit: f64) -> ([(f64, usize); PICK], usize) {
    let mut picked = [(limit, usize::MAX); PICK];
    let mut count = 0;
    for (k, tile) in price.iter().enumerate() {
        for (l, &g) in tile.iter().enumerate() {
            if g < picked[PICK - 1].0 {
                let mut at = PICK - 1;
                while at > 0 && picked[at - 1].0 > g {
                    picked[at] = picked[at - 1];
                    at -= 1;
                }
                picked[at] = (g, k * LANES + l);
                count = (count + 1).min(PICK);
            }
        }
    }
    (picked, count)
}

/// `min ‖A w − b‖²` over the simplex; `b` is `ws.target`, left-out donors stand in `ws.bias`, `norms` are `‖a_j‖²`.
/// The weights are left in `ws.weights`, the combination `A w` in `ws.fitted`.
pub(crate) fn solve(tiles: &Tiles, norms: &[f64], ws: &mut Workspace) -> Outcome {
    let Workspace { bias, price, target: b, weights, fitted, minnorm: s, .. } = ws;
    s.start(tiles.rows);
    tiles.price(b, bias, price);
    for (j, norm) in norms.iter().enumerate() {
        let g = &mut price[j / LANES][j % LANES];
        *g = if g.is_finite() { norm - 2.0 * *g } else { f64::INFINITY };
    }
    let (picked, count) = lowest(price, f64::INFINITY);
    let reach = dot(b, b).sqrt() + norms.iter().copied().fold(0.0, f64::max).sqrt();
    picked[..count].iter().for_each(|&(_, j)| s.add(tiles, j, b));
    s.corral.push(0);
    s.weight.push(1.0);
    let (mut steps, mut gap, mut before) = (0, f64::INFINITY, f64::INFINITY);
    while steps < 500 {
        steps += 1;
        s.optimise_candidates(0.0);
        s.point(tiles.rows);
        let xx = dot(&s.x, &s.x);
        tiles.price(&s.x, bias, price);
        let offset = dot(b, &s.x);
        let rounding = 1e-15 * reach * xx.sqrt() + 1e-32 * reach * reach;
        let (picked, count) = lowest(price, offset + xx - rounding);
        gap = if count == 0 { 0.0 } else { xx + offset - picked[0].0 };
        if count == 0 || xx >= before * (1.0 - 1e-15) && steps > 2 && !new_candidates(s, &picked[..count]) {
            break;
        }
        before = xx;
        if s.index.len() + PICK > s.stride {
            s.compact(tiles, b);
        }
        let known = s.index.len();
        for &(_, j) in &picked[..count] {
            if !s.index[..known].contains(&j) {
                s.add(tiles, j, b);
            }
        }
        if s.index.len() == known {
            break;
        }
    }
    s.polish(tiles.rows);
    s.point(tiles.rows);
    fitted.clear();
    fitted.extend(s.x.iter().zip(b.iter()).map(|(x, b)| x + b));
    weights.fill(0.0);
    for (&c, &w) in s.corral.iter().zip(&s.weight) {
        weights[s.index[c]] = w;
    }
    Outcome { gap, steps }
}

fn new_candidates(s: &Buffers, picked: &[(f64, usize)]) -> bool {
    picked.iter().any(|(_, j)| !s.index.contains(j))
}

/// The Frank–Wolfe gap `max_j 2(w − e_j)·∇` of the weights in `ws`, computed anew from the residual: a certificate, not a bookkeeping value.
pub(crate) fn certify(tiles: &Tiles, ws: &mut Workspace) -> f64 {
    let Workspace { bias, price, target: b, minnorm: s, .. } = ws;
    tiles.price(&s.x, bias, price);
    let lowest = price.iter().flatten().copied().fold(f64::INFINITY, f64::min);
    (2.0 * (dot(&s.x, &s.x) + dot(b, &s.x) - lowest)).max(0.0)
}

/// Donors that could carry weight at the same objective: those whose reduced cost is zero within `tolerance`.
pub(crate) fn tied(tiles: &Tiles, ws: &mut Workspace, tolerance: f64) -> Vec<usize> {
    let Workspace { bias, price, target: b, minnorm: s, .. } = ws;
    tiles.price(&s.x, bias, price);
    let level = dot(&s.x, &s.x) + dot(b, &s.x);
    let slack = |j: usize| price[j / LANES][j % LANES] - level;
    (0..tiles.n).filter(|&j| slack(j) <= tolerance).collect()
}
