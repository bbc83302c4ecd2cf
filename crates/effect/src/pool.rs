//! A donor pool prepared once and shared, read-only, by every fit on it: the treated unit, each placebo, each leave-one-out.
//!
//! Stored are the donors' pre-periods (one copy, in the solvers' layout), two numbers a donor, and sums over donors that a fit without
//! some of them corrects by what those contributed.

use crate::block::Block;
use crate::linalg::{dot, mean};
use crate::solve::{LANES, Outcome, Tiles, Workspace, dual, minnorm};

pub(crate) struct Pool<'a> {
    pub block: &'a Block,
    /// Power of two that brings the pre-period outcomes to order one, so that tolerances mean the same in any unit of measure.
    scale: f64,
    intercept: bool,
    pub tiles: Tiles,
    centre: Vec<f64>,
    /// Mean post-period outcome, less the donor's own pre-period mean where there is an intercept; scaled.
    rise: Vec<f64>,
    rise_sum: f64,
    changes: Changes,
    /// Second moments across donors of the pre-periods and the post mean, about `middle`; order `pre + 1`.
    moments: Vec<f64>,
    middle: Vec<f64>,
    /// Time weights with every donor in: where each fit's time weights start.
    pub lambda: Vec<f64>,
}

/// Sums of the first differences before the start.
#[derive(Clone, Copy, Default)]
struct Changes {
    sum: f64,
    squares: f64,
    count: f64,
}

impl Changes {
    fn of(path: &[f64], scale: f64) -> Self {
        let mut out = Self::default();
        for w in path.windows(2) {
            let v = (w[1] - w[0]) * scale;
            out.sum += v;
            out.squares += v * v;
            out.count += 1.0;
        }
        out
    }

    fn plus(self, o: Self, sign: f64) -> Self {
        Self { sum: self.sum + sign * o.sum, squares: self.squares + sign * o.squares, count: self.count + sign * o.count }
    }

    fn variance(self) -> f64 {
        ((self.squares - self.sum * self.sum / self.count) / (self.count - 1.0).max(1.0)).max(0.0)
    }
}

impl<'a> Pool<'a> {
    pub fn new(block: &'a Block, intercept: bool) -> Self {
        let (n, pre) = (block.donors.len(), block.pre);
        let (own, rows) = own_means(block, intercept);
        let largest = (0..n).flat_map(|j| block.donor(j)[..pre].iter().zip(&rows).map(move |(y, c)| (j, y - c)));
        let largest = largest.map(|(j, v)| (v - own[j]).abs()).fold(0.0, f64::max);
        let scale = if largest > 0.0 && largest.is_finite() { 2f64.powi(-(largest.log2().floor() as i32)) } else { 1.0 };
        let tiles = Tiles::build(n, pre, |j, t| (block.donor(j)[t] - own[j] - rows[t]) * scale);
        let rise: Vec<f64> = (0..n).map(|j| (post_mean(block.donor(j), pre) - own[j]) * scale).collect();
        let changes = (0..n).fold(Changes::default(), |c, j| c.plus(Changes::of(&block.donor(j)[..pre], scale), 1.0));
        let mut pool = Self {
            block,
            scale,
            intercept,
            tiles,
            centre: rows,
            rise_sum: rise.iter().sum(),
            rise,
            changes,
            moments: Vec::new(),
            middle: Vec::new(),
            lambda: Vec::new(),
        };
        pool.take_moments();
        pool
    }

    fn take_moments(&mut self) {
        let (block, pre, scale) = (self.block, self.block.pre, self.scale);
        let k = pre + 1;
        let row = |j: usize, out: &mut Vec<f64>| moment_row(block.donor(j), pre, scale, out);
        let mut v = Vec::new();
        self.middle = vec![0.0; k];
        for j in 0..self.tiles.n {
            row(j, &mut v);
            self.middle.iter_mut().zip(&v).for_each(|(m, v)| *m += v / self.tiles.n as f64);
        }
        self.moments = vec![0.0; k * k];
        for j in 0..self.tiles.n {
            row(j, &mut v);
            v.iter_mut().zip(&self.middle).for_each(|(v, m)| *v -= m);
            add_outer(&mut self.moments, &v, 1.0);
        }
        let mut ws = Workspace::default();
        if block.post() > 0 {
            self.time_weights(&[], &mut ws);
            self.lambda = ws.gram.weights;
        }
    }

    pub fn workspace(&self) -> Workspace {
        let mut ws = Workspace::default();
        ws.fit_to(&self.tiles);
        ws
    }

    /// Noise variance (scaled) without the left-out donors.
    fn noise_variance(&self, skip: &[usize]) -> f64 {
        let pre = self.block.pre;
        let without = skip.iter().fold(self.changes, |c, &j| c.plus(Changes::of(&self.block.donor(j)[..pre], self.scale), -1.0));
        without.variance()
    }

    /// The default ridge `ζ²·T₀` with `ζ = (N_treated·T_post)^¼ · σ` (Arkhangelsky et al. 2021), or the one given (in outcome units).
    pub fn eta(&self, treated: usize, zeta: Option<f64>, skip: &[usize]) -> f64 {
        let squared = match zeta {
            Some(z) => (z * self.scale).powi(2),
            None => ((treated * self.block.post().max(1)) as f64).sqrt() * self.noise_variance(skip),
        };
        squared * self.block.pre as f64
    }

    /// Put the target, as the solver sees it, into the workspace; gives back its own mean (0 without intercept).
    pub fn aim(&self, path: &[f64], ws: &mut Workspace) -> f64 {
        let pre = &path[..self.block.pre];
        let own = if self.intercept { mean(pre) } else { 0.0 };
        ws.target.clear();
        ws.target.extend(pre.iter().zip(&self.centre).map(|(y, c)| (y - own - c) * self.scale));
        own
    }

    /// Exact synthetic control weights for the target in the workspace.
    pub fn nearest(&self, ws: &mut Workspace) -> Outcome {
        minnorm::solve(&self.tiles, ws)
    }

    pub fn certified_gap(&self, ws: &Workspace) -> f64 {
        minnorm::certify(&self.tiles, ws)
    }

    /// Is there exactly one synthetic control? Donors that could carry weight at the same objective are tied; there is another answer just
    /// when some mixture of the tied donors without weight lies in the affine hull of those with weight, or these are dependent.
    pub fn is_unique(&self, ws: &Workspace) -> bool {
        let reach = dot(&ws.target, &ws.target) + self.tiles.reach.powi(2);
        let support: Vec<usize> = (0..self.tiles.n).filter(|&j| ws.weights[j] > 0.0).collect();
        let mut others = minnorm::tied(&self.tiles, ws, 1e-11 * reach);
        others.retain(|j| !support.contains(j));
        if others.is_empty() {
            return true;
        }
        let Some((&first, rest)) = support.split_first() else { return true };
        let from_first = |j: usize| self.tiles.column(j).zip(self.tiles.column(first)).map(|(a, b)| a - b).collect::<Vec<f64>>();
        let edges: Vec<Vec<f64>> = rest.iter().map(|&j| from_first(j)).collect();
        let hull = crate::linalg::basis(&edges, 1e-9);
        if hull.len() < edges.len() {
            return false;
        }
        let outside: Vec<Vec<f64>> = others.iter().map(|&j| crate::linalg::residual(&from_first(j), &hull)).collect();
        minnorm::distance_from_origin(&outside) > 1e-7 * reach.sqrt()
    }

    /// Exact ridge weights. The dual has one unknown a period, the primal active set one a donor: the smaller is taken first.
    pub fn ridge(&self, eta: f64, ws: &mut Workspace) -> Outcome {
        if eta <= 1e-13 {
            return self.nearest(ws);
        }
        if self.tiles.rows <= 2 * self.tiles.n
            && let Some(outcome) = dual::solve(&self.tiles, eta, ws)
        {
            dual::combination(&ws.dual, &mut ws.fitted);
            return outcome;
        }
        self.ridge_by_active_set(eta, ws)
    }

    fn ridge_by_active_set(&self, eta: f64, ws: &mut Workspace) -> Outcome {
        let n = self.tiles.n;
        let Workspace { bias, target, weights, fitted, gram, .. } = ws;
        let points: Vec<Vec<f64>> = (0..n).map(|j| self.tiles.column(j).zip(target.iter()).map(|(a, b)| a - b).collect()).collect();
        gram.q.clear();
        gram.q.extend((0..n * n).map(|i| dot(&points[i / n], &points[i % n]) + if i / n == i % n { eta } else { 0.0 }));
        let outcome = gram.solve(n, false, |j| bias[j / LANES][j % LANES] == 0.0);
        weights.clone_from(&gram.weights);
        fitted.clone_from(target);
        for (p, &w) in points.iter().zip(weights.iter()).filter(|(_, w)| **w > 0.0) {
            fitted.iter_mut().zip(p).for_each(|(f, p)| *f += w * p);
        }
        outcome
    }

    /// Second moments without the left-out donors, about their own mean; left in `ws.moments`.
    pub fn take_moments_without(&self, skip: &[usize], ws: &mut Workspace) {
        let (pre, left) = (self.block.pre, (self.tiles.n - skip.len()) as f64);
        let Workspace { moments, rows: [v, sum], .. } = ws;
        moments.clone_from(&self.moments);
        sum.clear();
        sum.resize(pre + 1, 0.0);
        for &j in skip {
            moment_row(self.block.donor(j), pre, self.scale, v);
            v.iter_mut().zip(&self.middle).for_each(|(v, m)| *v -= m);
            sum.iter_mut().zip(v.iter()).for_each(|(s, v)| *s += v);
            add_outer(moments, v, -1.0);
        }
        if !skip.is_empty() {
            add_outer(moments, sum, -1.0 / left);
        }
    }

    /// Time weights from the moments: one small quadratic, whatever the number of donors. Left in `ws.gram.weights`.
    pub fn time_weights(&self, skip: &[usize], ws: &mut Workspace) -> Outcome {
        let (k, pre) = (self.block.pre + 1, self.block.pre);
        let left = (self.tiles.n - skip.len()) as f64;
        let eta = 1e-12 * self.noise_variance(skip) * left;
        self.take_moments_without(skip, ws);
        let (m, q) = (&ws.moments, &mut ws.gram.q);
        q.clear();
        for i in 0..pre {
            q.extend((0..pre).map(|j| m[i * k + j] - m[i * k + pre] - m[j * k + pre] + m[pre * k + pre]));
            q[i * pre + i] += eta;
        }
        ws.gram.weights.clone_from(&self.lambda);
        ws.gram.solve(pre, true, |_| true)
    }

    pub fn even_weights(&self, skip: &[usize], ws: &mut Workspace) {
        let even = 1.0 / (self.tiles.n - skip.len()) as f64;
        ws.weights.fill(even);
        skip.iter().for_each(|&j| ws.weights[j] = 0.0);
        ws.fitted.clear();
        ws.fitted.resize(self.tiles.rows, 0.0);
        for j in 0..self.tiles.n {
            let w = ws.weights[j];
            ws.fitted.iter_mut().zip(self.tiles.column(j)).for_each(|(f, a)| *f += w * a);
        }
    }

    /// Scaled post-period rise of the weighted donors.
    pub fn weighted_rise(&self, weights: &[f64]) -> f64 {
        dot(weights, &self.rise)
    }

    pub fn even_rise(&self, skip: &[usize]) -> f64 {
        (self.rise_sum - skip.iter().map(|&j| self.rise[j]).sum::<f64>()) / (self.tiles.n - skip.len()) as f64
    }

    /// `(post mean − own mean)` of a path, scaled.
    pub fn target_rise(&self, path: &[f64], own: f64) -> f64 {
        (post_mean(path, self.block.pre) - own) * self.scale
    }

    pub fn scaled(&self, value: f64) -> f64 {
        value * self.scale
    }

    pub fn unscaled(&self, value: f64) -> f64 {
        value / self.scale
    }
}

/// Each donor's own pre-period mean (0 without intercept) and, of what remains, the mean of each period.
fn own_means(block: &Block, intercept: bool) -> (Vec<f64>, Vec<f64>) {
    let (n, pre) = (block.donors.len(), block.pre);
    let own: Vec<f64> = (0..n).map(|j| if intercept { mean(&block.donor(j)[..pre]) } else { 0.0 }).collect();
    let rows = (0..pre).map(|t| (0..n).map(|j| block.donor(j)[t] - own[j]).sum::<f64>() / n as f64).collect();
    (own, rows)
}

fn post_mean(path: &[f64], pre: usize) -> f64 {
    if path.len() > pre { mean(&path[pre..]) } else { 0.0 }
}

fn moment_row(path: &[f64], pre: usize, scale: f64, out: &mut Vec<f64>) {
    out.clear();
    out.extend(path[..pre].iter().map(|y| y * scale));
    out.push(post_mean(path, pre) * scale);
}

fn add_outer(matrix: &mut [f64], v: &[f64], factor: f64) {
    for (row, &a) in matrix.chunks_exact_mut(v.len()).zip(v) {
        let f = factor * a;
        row.iter_mut().zip(v).for_each(|(m, b)| *m += f * b);
    }
}
