//! Synthetic control as the point of least norm in the convex hull of `a_j − b` (Wolfe 1976), found with column generation:
//! every full pass over the donors picks the few that violate optimality most, and Wolfe's algorithm runs on those alone.
//! The support has at most `rows + 1` donors, so an exact answer costs a handful of passes whatever the number of donors.
#![allow(clippy::needless_range_loop, reason = "index loops over equal lengths become vector code; zips of short slices do not")]

use super::factor::{Factor, QUAD, Quad, at, quads, subtract};
use super::{LANES, Outcome, Tiles, Workspace};
use crate::linalg::{dot, least_squares};

/// New candidates per pass.
const PICK: usize = 4;
/// Weights below this are nothing.
const NOTHING: f64 = 1e-14;
/// The same for weights found by reflections, which are good to the last digits.
const WEIGHTLESS: f64 = 1e-12;

#[derive(Default)]
pub(crate) struct Buffers {
    /// Candidates: donor indices, their points `a_j − b` (rows of `width`), and all their inner products (rows of `stride` quads).
    index: Vec<usize>,
    points: Vec<f64>,
    width: usize,
    products: Vec<Quad>,
    stride: usize,
    /// Inner products of the candidates with the current point.
    score: Vec<Quad>,
    /// The corral: positions among the candidates, their weights, and those of the point of least norm in its affine hull.
    corral: Vec<usize>,
    weight: Vec<f64>,
    affine: Vec<f64>,
    factor: Factor,
    x: Vec<f64>,
    columns: Vec<f64>,
}

impl Buffers {
    fn start(&mut self, rows: usize) {
        self.index.clear();
        self.points.clear();
        self.width = quads(rows) * QUAD;
        // a whole corral and three passes' picks; more is compacted
        self.stride = quads(rows + 2 + 3 * PICK);
        self.points.reserve_exact(self.capacity() * self.width);
        self.columns.reserve_exact(rows * rows);
        self.products.resize(self.capacity() * self.stride, [0.0; QUAD]);
        self.score.resize(self.stride, [0.0; QUAD]);
        self.factor.start(rows + 2);
        self.corral.clear();
        self.weight.clear();
    }

    fn capacity(&self) -> usize {
        self.stride * QUAD
    }

    fn product(&self, i: usize, c: usize) -> f64 {
        at(&self.products[i * self.stride..], c)
    }

    fn add(&mut self, tiles: &Tiles, j: usize, b: &[f64]) {
        let (c, width) = (self.index.len(), self.width);
        self.index.push(j);
        self.points.extend(tiles.column(j).zip(b).map(|(a, b)| a - b));
        self.points.resize((c + 1) * width, 0.0);
        for i in 0..=c {
            let p = dot(&self.points[i * width..(i + 1) * width], &self.points[c * width..]);
            self.products[i * self.stride + c / QUAD][c % QUAD] = p;
            self.products[c * self.stride + i / QUAD][i % QUAD] = p;
        }
    }

    /// Keep only the corral among the candidates.
    fn compact(&mut self, tiles: &Tiles, b: &[f64]) {
        let keep: Vec<usize> = self.corral.iter().map(|&c| self.index[c]).collect();
        self.index.clear();
        self.points.clear();
        keep.into_iter().for_each(|j| self.add(tiles, j, b));
        self.corral = (0..self.index.len()).collect();
        self.factor.keep(0);
    }

    /// Bring the factor up to the corral: only the points that joined since the last call. False when the newest adds no dimension.
    fn factorise(&mut self) -> bool {
        while self.factor.rows() < self.corral.len() {
            let i = self.factor.rows();
            let products = &self.products[self.corral[i] * self.stride..(self.corral[i] + 1) * self.stride];
            if !self.factor.append(self.corral[..=i].iter().map(|&c| at(products, c))) {
                return false;
            }
        }
        true
    }

    /// Wolfe's minor cycles: walk to the affine minimum, dropping what turns negative. False when the newest point adds no dimension.
    fn minor_cycles(&mut self) -> bool {
        loop {
            if !self.factorise() {
                return false;
            }
            self.factor.weights_of_one(&mut self.affine);
            let affine = &self.affine;
            let least = affine.iter().fold(f64::INFINITY, |a, &v| if v < a { v } else { a });
            if least > NOTHING {
                self.weight.clone_from(affine);
                return true;
            }
            let pairs = affine.iter().zip(&self.weight).filter(|(v, _)| **v <= NOTHING);
            let step = pairs.map(|(v, w)| w / (w - v).max(1e-300)).fold(1.0, f64::min);
            self.weight.iter_mut().zip(affine).for_each(|(w, v)| *w += step * (v - *w));
            self.drop_nothing();
        }
    }

    fn drop_nothing(&mut self) {
        let mut i = 0;
        while i < self.corral.len() {
            if self.weight[i] <= 1e-13 && self.corral.len() > 1 {
                self.corral.remove(i);
                self.weight.remove(i);
                self.factor.keep(i);
            } else {
                i += 1;
            }
        }
    }

    /// Inner product of every candidate with the current point; gives back the squared norm of the point.
    fn take_scores(&mut self) -> f64 {
        let stride = self.stride;
        let used = quads(self.index.len());
        let score = &mut self.score[..used];
        score.fill([0.0; QUAD]);
        for (&d, &w) in self.corral.iter().zip(&self.weight) {
            subtract(score, -w, &self.products[d * stride..d * stride + used]);
        }
        self.corral.iter().zip(&self.weight).map(|(&d, w)| w * at(score, d)).sum()
    }

    /// Optimise over the candidates alone. Scores are inner products with `x`, from the Gram matrix.
    fn optimise_candidates(&mut self) {
        for _ in 0..50 * self.capacity() {
            let xx = self.take_scores();
            let (mut best, mut lowest) = (usize::MAX, f64::INFINITY);
            for (c, &score) in self.score.as_flattened()[..self.index.len()].iter().enumerate() {
                if score < lowest {
                    (best, lowest) = (c, score);
                }
            }
            if xx - lowest <= 1e-15 * xx || self.corral.contains(&best) {
                return;
            }
            self.corral.push(best);
            self.weight.push(0.0);
            if !self.minor_cycles() {
                self.corral.pop();
                self.weight.pop();
                self.factor.keep(self.corral.len());
                normalise(&mut self.weight);
                return;
            }
        }
    }

    /// Solve the corral's least squares once more by orthogonal reflections: full precision where the Gram matrix has lost half of it.
    /// What then turns out to weigh nothing leaves, and the rest is solved again: a perfect fit has no passengers.
    fn polish(&mut self, rows: usize) {
        while self.reflect(rows) {
            let (solution, weight) = (&self.affine, &mut self.weight);
            if solution.iter().any(|&v| v < -WEIGHTLESS) {
                return;
            }
            if solution.iter().all(|&v| v > WEIGHTLESS) {
                weight.clone_from(solution);
                return;
            }
            let mut kept = solution.iter().map(|&v| v > WEIGHTLESS);
            self.corral.retain(|_| kept.next().unwrap_or(true));
            weight.clear();
            weight.extend(solution.iter().copied().filter(|&v| v > WEIGHTLESS));
            normalise(weight);
        }
    }

    /// The weights in the affine hull of the corral into `affine`, without squaring any condition number. False where there are none.
    fn reflect(&mut self, rows: usize) -> bool {
        let k = self.corral.len();
        let Some(pivot) = (0..k).max_by(|&a, &b| self.weight[a].total_cmp(&self.weight[b])) else { return false };
        let point = |c: usize| &self.points[c * self.width..c * self.width + rows];
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
            return false;
        }
        self.affine.clear();
        self.affine.extend_from_slice(&self.x[..k - 1]);
        self.affine.insert(pivot, 1.0 - self.x[..k - 1].iter().sum::<f64>());
        true
    }

    fn point(&mut self, rows: usize) {
        self.x.clear();
        self.x.resize(rows, 0.0);
        for (&c, &w) in self.corral.iter().zip(&self.weight) {
            let p = &self.points[c * self.width..(c + 1) * self.width];
            self.x.iter_mut().zip(p).for_each(|(x, p)| *x += w * p);
        }
    }

    /// Begin with the picked donor that lies nearest. The lift is as large as the points, or the sum's row would drown.
    fn begin(&mut self) {
        let squared = |c: usize| self.product(c, c);
        let count = self.index.len();
        let nearest = (0..count).min_by(|&a, &b| squared(a).total_cmp(&squared(b))).unwrap_or(0);
        self.factor.lift = (0..count).map(squared).fold(f64::MIN_POSITIVE, f64::max);
        self.corral.push(nearest);
        self.weight.push(1.0);
    }

    /// Make candidates of those picked that are not yet; says whether there were any.
    fn admit(&mut self, tiles: &Tiles, picks: &Picks, b: &[f64]) -> bool {
        if self.index.len() + PICK > self.capacity() {
            self.compact(tiles, b);
        }
        let known = self.index.len();
        for &(_, j) in picks.picked() {
            if !self.index[..known].contains(&j) {
                self.add(tiles, j, b);
            }
        }
        self.index.len() > known
    }
}

fn normalise(weight: &mut [f64]) {
    let sum: f64 = weight.iter().sum();
    weight.iter_mut().for_each(|w| *w /= sum);
}

/// Donors picked in one pass, lowest price first, and the lowest price there is.
struct Picks {
    at: [(f64, usize); PICK],
    count: usize,
    least: f64,
}

impl Picks {
    /// One pass over the donors: those whose inner product with `x` is lowest, one of a tile at most and none at `limit` or above.
    /// Left-out donors cost `+∞`.
    fn take(tiles: &Tiles, x: &[f64], bias: &[[f64; LANES]], limit: f64) -> Self {
        let mut picks = Self { at: [(limit, usize::MAX); PICK], count: 0, least: f64::INFINITY };
        for (k, bias) in bias[..tiles.count()].iter().enumerate() {
            let price = tiles.lane_products(k, x, bias);
            let least = least_of(&price);
            picks.least = if least < picks.least { least } else { picks.least };
            if least < picks.at[PICK - 1].0 {
                let lane = price.iter().position(|&g| g == least).unwrap_or(0);
                picks.insert(least, k * LANES + lane);
            }
        }
        picks
    }

    fn insert(&mut self, g: f64, j: usize) {
        let mut at = PICK - 1;
        while at > 0 && self.at[at - 1].0 > g {
            self.at[at] = self.at[at - 1];
            at -= 1;
        }
        self.at[at] = (g, j);
        self.count = (self.count + 1).min(PICK);
    }

    fn picked(&self) -> &[(f64, usize)] {
        &self.at[..self.count]
    }
}

/// The least of eight, in three rounds.
#[inline(always)]
fn least_of(price: &[f64; LANES]) -> f64 {
    let less = |a: f64, b: f64| if a < b { a } else { b };
    let four: [f64; 4] = std::array::from_fn(|l| less(price[l], price[l + 4]));
    less(less(four[0], four[2]), less(four[1], four[3]))
}

/// `min ‖A w − b‖²` over the simplex; `b` is `ws.target`, left-out donors stand in `ws.bias`.
/// The weights are left in `ws.weights`, the combination `A w` in `ws.fitted`.
pub(crate) fn solve(tiles: &Tiles, ws: &mut Workspace) -> Outcome {
    let Workspace { bias, target: b, weights, fitted, minnorm: s, .. } = ws;
    s.start(tiles.rows);
    // the first picks are those most in the target's direction from the middle of the donors
    s.x.clear();
    s.x.extend(tiles.centroid.iter().zip(b.iter()).map(|(m, b)| m - b));
    let first = Picks::take(tiles, &s.x, bias, f64::INFINITY);
    first.picked().iter().for_each(|&(_, j)| s.add(tiles, j, b));
    s.begin();
    let reach = dot(b, b).sqrt() + tiles.reach;
    let (mut steps, mut gap, mut before) = (1, f64::INFINITY, f64::INFINITY);
    while steps < 500 {
        steps += 1;
        s.optimise_candidates();
        s.point(tiles.rows);
        let (xx, offset) = (dot(&s.x, &s.x), dot(b, &s.x));
        let rounding = 1e-15 * reach * xx.sqrt() + 1e-32 * reach * reach;
        let picks = Picks::take(tiles, &s.x, bias, offset + xx - rounding);
        gap = (2.0 * (xx + offset - picks.least)).max(0.0);
        if picks.count == 0 || !s.admit(tiles, &picks, b) && xx >= before * (1.0 - 1e-15) {
            break;
        }
        before = xx;
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

/// The Frank–Wolfe gap `max_j 2(w − e_j)·∇` of the weights in `ws`, computed anew from the residual: a certificate, not a bookkeeping value.
pub(crate) fn certify(tiles: &Tiles, ws: &Workspace) -> f64 {
    let x = &ws.minnorm.x;
    let lowest = Picks::take(tiles, x, &ws.bias, f64::INFINITY).least;
    (2.0 * (dot(x, x) + dot(&ws.target, x) - lowest)).max(0.0)
}

/// Donors that could carry weight at the same objective: those whose reduced cost is zero within `tolerance`.
pub(crate) fn tied(tiles: &Tiles, ws: &Workspace, tolerance: f64) -> Vec<usize> {
    let x = &ws.minnorm.x;
    let level = dot(x, x) + dot(&ws.target, x);
    let prices = (0..tiles.count()).flat_map(|k| tiles.lane_products(k, x, &ws.bias[k]));
    prices.enumerate().filter(|(_, price)| price - level <= tolerance).map(|(j, _)| j).collect()
}

/// How far the convex hull of some points lies from the origin.
pub(crate) fn distance_from_origin(points: &[Vec<f64>]) -> f64 {
    let tiles = Tiles::build(points.len(), points.first().map_or(0, Vec::len), |j, t| points[j][t]);
    let mut ws = Workspace::default();
    ws.fit_to(&tiles);
    ws.target.resize(tiles.rows, 0.0);
    solve(&tiles, &mut ws);
    dot(&ws.fitted, &ws.fitted).sqrt()
}
