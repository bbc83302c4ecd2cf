//! Unit weights of synthetic DiD, exactly: `min ‖Aw − b‖² + η‖w‖²` over the simplex, by a semismooth Newton method on the dual.
//!
//! The dual has one variable per pre-period, `r = Aw − b`, and one for the sum, `μ`; the weights are `w_j = max(0, μ − a_j·r) / η`.
//! Its gradient is piecewise linear, so Newton's method ends exactly after a few steps. Each step is one pass over the donors, in which
//! price, slack and gradient are formed together; the Hessian is kept as a running sum over the donors that carry weight
//! and changed only by those that enter or leave.
#![allow(clippy::needless_range_loop, reason = "index loops over equal lengths become vector code; zips of short slices do not")]

use super::{LANES, Outcome, Tiles, Workspace};
use crate::linalg::{cholesky_solve, dot};

const QUAD: usize = 4;

#[derive(Default)]
pub(crate) struct Buffers {
    /// Which donors of each tile carry weight, one bit a lane.
    active: Vec<u8>,
    /// `Σ a aᵀ` over the active donors (lower triangle, rows of `stride` quads), `Σ a`, and their number.
    second: Vec<[f64; QUAD]>,
    first: Vec<f64>,
    count: f64,
    stride: usize,
    /// Donors that enter or leave, up to four, with their sign: one pass over the triangle takes them together.
    batch: [Vec<[f64; QUAD]>; QUAD],
    signs: [f64; QUAD],
    waiting: usize,
    /// Current and trial point.
    r: Vec<f64>,
    mu: f64,
    from: Vec<f64>,
    step: Vec<f64>,
    system: Vec<f64>,
    /// `Σ z a` over donors, its lanes, and the sums of the slacks `z` and their squares.
    pull: Vec<f64>,
    lanes: Vec<[f64; LANES]>,
    slack: f64,
    slack_squared: f64,
}

impl Buffers {
    fn start(&mut self, tiles: &Tiles) {
        let m = tiles.rows;
        self.active.clear();
        self.active.resize(tiles.count(), 0);
        self.stride = m.div_ceil(QUAD);
        self.second.clear();
        self.second.resize(m * self.stride, [0.0; QUAD]);
        self.batch.iter_mut().for_each(|b| b.resize(self.stride, [0.0; QUAD]));
        self.batch.iter_mut().for_each(|b| b.fill([0.0; QUAD]));
        self.signs = [0.0; QUAD];
        self.waiting = 0;
        self.first.clear();
        self.first.resize(m, 0.0);
        self.pull.clear();
        self.pull.resize(m, 0.0);
        self.lanes.resize(m, [0.0; LANES]);
        self.count = 0.0;
    }

    /// One pass: slacks into `price`, and everything the objective and its gradient need. Returns the dual objective (to be minimised).
    fn evaluate(&mut self, tiles: &Tiles, b: &[f64], eta: f64, bias: &[[f64; LANES]], price: &mut [[f64; LANES]]) -> f64 {
        let (mut sum, mut squares) = ([0.0; LANES], [0.0; LANES]);
        self.lanes.fill([0.0; LANES]);
        for (k, (z, bias)) in price.iter_mut().zip(bias).enumerate() {
            let g = tiles.lane_products(k, &self.r, bias);
            let mut any = false;
            for l in 0..LANES {
                let slack = (self.mu - g[l]).max(0.0);
                z[l] = slack;
                sum[l] += slack;
                squares[l] += slack * slack;
                any |= slack > 0.0;
            }
            if any {
                let (tile, lanes) = (tiles.tile(k), &mut self.lanes[..tiles.rows]);
                for t in 0..tiles.rows {
                    for l in 0..LANES {
                        lanes[t][l] += z[l] * tile[t][l];
                    }
                }
            }
        }
        self.pull.iter_mut().zip(&self.lanes).for_each(|(p, l)| *p = l.iter().sum());
        self.slack = sum.iter().sum();
        self.slack_squared = squares.iter().sum();
        self.slack_squared / (2.0 * eta) - self.mu + dot(&self.r, &self.r) / 2.0 + dot(b, &self.r)
    }

    /// Bring the running Hessian up to the donors that now carry weight; says how many changed.
    fn follow(&mut self, tiles: &Tiles, price: &[[f64; LANES]]) -> usize {
        let mut changed = 0;
        for (k, z) in price.iter().enumerate() {
            let now = z.iter().enumerate().fold(0u8, |mask, (l, &z)| mask | (u8::from(z > 0.0) << l));
            let mut differ = now ^ self.active[k];
            self.active[k] = now;
            while differ != 0 {
                let lane = differ.trailing_zeros() as usize;
                differ &= differ - 1;
                changed += 1;
                self.update(tiles.tile(k), lane, if now >> lane & 1 == 1 { 1.0 } else { -1.0 });
            }
        }
        if self.waiting > 0 {
            self.take_batch();
        }
        changed
    }

    /// Add or take away one donor's outer product; it waits until four can be taken together.
    fn update(&mut self, tile: &[[f64; LANES]], lane: usize, sign: f64) {
        self.count += sign;
        self.signs[self.waiting] = sign;
        let column = &mut self.batch[self.waiting];
        for t in 0..tile.len() {
            column[t / QUAD][t % QUAD] = tile[t][lane];
        }
        self.waiting += 1;
        if self.waiting == QUAD {
            self.take_batch();
        }
    }

    fn take_batch(&mut self) {
        self.signs[self.waiting..].fill(0.0);
        self.waiting = 0;
        let (stride, s) = (self.stride, self.signs);
        let [a, b, c, d] = self.batch.each_ref().map(|v| &v[..stride]);
        for t in 0..self.first.len() {
            let (q, l) = (t / QUAD, t % QUAD);
            let (fa, fb, fc, fd) = (s[0] * a[q][l], s[1] * b[q][l], s[2] * c[q][l], s[3] * d[q][l]);
            self.first[t] += fa + fb + fc + fd;
            let row = &mut self.second[t * stride..=t * stride + q];
            for i in 0..row.len() {
                for l in 0..QUAD {
                    row[i][l] += fa * a[i][l] + fb * b[i][l] + fc * c[i][l] + fd * d[i][l];
                }
            }
        }
    }

    /// Newton's direction from the current gradient; gives back the slope, or nothing when the Hessian is not safely positive.
    fn direction(&mut self, b: &[f64], eta: f64) -> Option<f64> {
        let m = self.r.len();
        let n = m + 1;
        let inverse = 1.0 / eta;
        self.step.resize(n, 0.0);
        self.system.resize(n * n, 0.0);
        for t in 0..m {
            for u in 0..=t {
                self.system[t * n + u] = self.second[t * self.stride + u / QUAD][u % QUAD] * inverse;
            }
            self.system[t * n + t] += 1.0;
            self.system[m * n + t] = -self.first[t] * inverse;
            self.step[t] = -(self.r[t] + b[t] - self.pull[t] * inverse);
        }
        self.system[m * n + m] = self.count * inverse;
        self.step[m] = 1.0 - self.slack * inverse;
        self.from.clear();
        self.from.extend_from_slice(&self.step);
        let solved = self.count > 0.0 && cholesky_solve(&mut self.system, n, &mut self.step, 1e-15);
        solved.then(|| -dot(&self.step, &self.from))
    }

    /// Remember where the line search starts.
    fn depart(&mut self) -> f64 {
        self.from.clone_from(&self.r);
        self.mu
    }

    fn walk(&mut self, length: f64, mu: f64) {
        for ((r, from), d) in self.r.iter_mut().zip(&self.from).zip(&self.step) {
            *r = from + length * d;
        }
        self.mu = mu + length * self.step[self.from.len()];
    }
}

/// Solve for the target in `ws.target` with left-out donors in `ws.bias`; weights are left in `ws.weights`, `r` in the buffers.
/// Nothing when the problem is too ill-conditioned for this method (then the caller takes the active-set solver).
pub(crate) fn solve(tiles: &Tiles, eta: f64, ws: &mut Workspace) -> Option<Outcome> {
    let Workspace { bias, price, target: b, weights, dual: s, .. } = ws;
    s.start(tiles);
    price.resize(tiles.count(), [0.0; LANES]);
    s.r.clear();
    s.r.extend(b.iter().map(|v| -v));
    s.mu = eta / tiles.n as f64;
    let mut value = s.evaluate(tiles, b, eta, bias, price);
    let mut steps = 1;
    loop {
        s.follow(tiles, price);
        let slope = s.direction(b, eta)?;
        let mu = s.depart();
        let mut length = 1.0;
        loop {
            s.walk(length, mu);
            let next = s.evaluate(tiles, b, eta, bias, price);
            steps += 1;
            if next <= value + 1e-4 * length * slope + 1e-14 * value.abs().max(eta) {
                value = next;
                break;
            }
            length *= 0.5;
            if length < 1e-12 {
                return None;
            }
        }
        if length == 1.0 && same_donors(&s.active, price) {
            break;
        }
        if steps > 200 {
            return None;
        }
    }
    let scale = 1.0 / s.slack;
    for (w, z) in weights.iter_mut().zip(price.iter().flatten()) {
        *w = z * scale;
    }
    Some(Outcome { gap: gap(s, b, eta, value), steps })
}

fn same_donors(active: &[u8], price: &[[f64; LANES]]) -> bool {
    active.iter().zip(price).all(|(&mask, z)| z.iter().enumerate().all(|(l, &z)| (z > 0.0) == (mask >> l & 1 == 1)))
}

/// Primal minus dual objective at the normalised weights; both are half of `‖Aw − b‖² + η‖w‖²`, so the gap is doubled.
fn gap(s: &Buffers, b: &[f64], eta: f64, dual: f64) -> f64 {
    let scale = 1.0 / s.slack;
    let fit: f64 = s.pull.iter().zip(b).map(|(p, b)| (p * scale - b).powi(2)).sum();
    (fit + eta * s.slack_squared * scale * scale + 2.0 * dual).max(0.0)
}

/// `A w` of the normalised weights, into `out`.
pub(crate) fn combination(s: &Buffers, out: &mut Vec<f64>) {
    let scale = 1.0 / s.slack;
    out.clear();
    out.extend(s.pull.iter().map(|p| p * scale));
}
