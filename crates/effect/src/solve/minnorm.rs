//! Synthetic control as the point of least norm in the convex hull of `a_j − b` (Wolfe 1976), found with column generation:
//! every full pass over the donors picks the few that violate optimality most, and Wolfe's algorithm runs on those alone.
//! The support has at most `rows + 1` donors, so an exact answer costs a handful of passes whatever the number of donors.
#![allow(clippy::needless_range_loop, reason = "index loops over equal lengths become vector code; zips of short slices do not")]

use super::{LANES, Outcome, Tiles, Workspace};
use crate::linalg::{dot, least_squares};

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
    score: Vec<f64>,
    /// Cholesky factor of the corral's products plus `lift`, rows of `stride`; the first `factored` rows are current.
    factor: Vec<f64>,
    factored: usize,
    lift: f64,
    x: Vec<f64>,
    columns: Vec<f64>,
}

impl Buffers {
    fn start(&mut self, rows: usize) {
        self.index.clear();
        self.points.clear();
        self.stride = 4 * (rows + 2) + PICK;
        self.products.resize(self.stride * self.stride, 0.0);
        self.factor.resize(self.stride * self.stride, 0.0);
        self.factored = 0;
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
        self.factored = 0;
    }

    /// Weights of the point of least norm in the affine hull of the corral: solve `(P + lift·11ᵀ) v = 1` and normalise.
    /// Only the rows that are new since the last call are factored. False when the newest point adds no dimension.
    fn affine_minimum(&mut self) -> bool {
        let (k, stride) = (self.corral.len(), self.stride);
        while self.factored < k {
            if !self.factor_row(self.factored) {
                return false;
            }
            self.factored += 1;
        }
        self.affine.clear();
        self.affine.resize(k, 1.0);
        for i in 0..k {
            let row = &self.factor[i * stride..i * stride + k];
            let mut v = self.affine[i];
            for l in 0..i {
                v -= row[l] * self.affine[l];
            }
            self.affine[i] = v / row[i];
        }
        for i in (0..k).rev() {
            let row = &self.factor[i * stride..i * stride + k];
            let v = self.affine[i] / row[i];
            self.affine[i] = v;
            for l in 0..i {
                self.affine[l] -= row[l] * v;
            }
        }
        let sum: f64 = self.affine.iter().sum();
        self.affine.iter_mut().for_each(|v| *v /= sum);
        true
    }

    fn factor_row(&mut self, i: usize) -> bool {
        let stride = self.stride;
        let (above, rest) = self.factor.split_at_mut(i * stride);
        let row = &mut rest[..=i];
        let products = &self.products[self.corral[i] * stride..(self.corral[i] + 1) * stride];
        let mut pivot = products[self.corral[i]] + self.lift;
        let diagonal = pivot;
        for l in 0..i {
            let other = &above[l * stride..=l * stride + l];
            let mut v = products[self.corral[l]] + self.lift;
            for q in 0..l {
                v -= row[q] * other[q];
            }
            v /= other[l];
            row[l] = v;
            pivot -= v * v;
        }
        row[i] = pivot.max(0.0).sqrt();
        pivot > 1e-14 * diagonal
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
            self.drop_nothing();
        }
    }

    fn drop_nothing(&mut self) {
        let mut i = 0;
        while i < self.corral.len() {
            if self.weight[i] <= 1e-13 && self.corral.len() > 1 {
                self.corral.remove(i);
                self.weight.remove(i);
                self.factored = self.factored.min(i);
            } else {
                i += 1;
            }
        }
    }

    /// Inner product of every candidate with the current point; gives back the squared norm of the point.
    fn take_scores(&mut self) -> f64 {
        let count = self.index.len();
        self.score.clear();
        self.score.resize(count, 0.0);
        for (&d, &w) in self.corral.iter().zip(&self.weight) {
            let row = &self.products[d * self.stride..d * self.stride + count];
            let score = &mut self.score[..count];
            for c in 0..count {
                score[c] += w * row[c];
            }
        }
        self.corral.iter().zip(&self.weight).map(|(&d, w)| w * self.score[d]).sum()
    }

    /// Optimise over the candidates alone. Scores are inner products with `x`, from the Gram matrix.
    fn optimise_candidates(&mut self, tolerance: f64) {
        for _ in 0..50 * self.stride {
            let xx = self.take_scores();
            let (mut best, mut lowest) = (usize::MAX, f64::INFINITY);
            for (c, &score) in self.score.iter().enumerate() {
                if score < lowest {
                    (best, lowest) = (c, score);
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
                self.factored = self.factored.min(self.corral.len());
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

fn normalise(weight: &mut [f64]) {
    let sum: f64 = weight.iter().sum();
    weight.iter_mut().for_each(|w| *w /= sum);
}

/// The donors with the lowest price below `limit`, lowest first, at most `PICK`.
fn lowest(price: &[[f64; LANES]], limit: f64) -> ([(f64, usize); PICK], usize) {
    let mut picked = [(limit, usize::MAX); PICK];
    let mut count = 0;
    for (k, tile) in price.iter().enumerate() {
        let least = tile.iter().copied().fold(f64::INFINITY, |a, b| if b < a { b } else { a });
        if least >= picked[PICK - 1].0 {
            continue;
        }
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
    // as large as the points, or the sum's row would drown
    s.lift = (0..count).map(|c| s.products[c * s.stride + c]).fold(f64::MIN_POSITIVE, f64::max);
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

/// How far the convex hull of some points lies from the origin.
pub(crate) fn distance_from_origin(points: &[Vec<f64>]) -> f64 {
    let tiles = Tiles::build(points.len(), points.first().map_or(0, Vec::len), |j, t| points[j][t]);
    let norms: Vec<f64> = points.iter().map(|p| dot(p, p)).collect();
    let mut ws = Workspace::default();
    ws.fit_to(&tiles);
    ws.target.resize(tiles.rows, 0.0);
    solve(&tiles, &norms, &mut ws);
    dot(&ws.fitted, &ws.fitted).sqrt()
}
