//! The donor matrix: eight donors side by side, their pre-periods one after another, so that one pass keeps its sums in registers.
#![allow(clippy::needless_range_loop, reason = "index loops over equal lengths become vector code; zips of short slices do not")]

pub(crate) const LANES: usize = 8;

pub(crate) struct Tiles {
    /// Donors.
    pub n: usize,
    /// Rows (pre-periods, or predictors).
    pub rows: usize,
    data: Vec<[f64; LANES]>,
}

impl Tiles {
    pub fn build(n: usize, rows: usize, value: impl Fn(usize, usize) -> f64) -> Self {
        let count = n.div_ceil(LANES);
        let mut data = vec![[0.0; LANES]; count * rows];
        for j in 0..n {
            for t in 0..rows {
                data[j / LANES * rows + t][j % LANES] = value(j, t);
            }
        }
        Self { n, rows, data }
    }

    pub fn count(&self) -> usize {
        self.n.div_ceil(LANES)
    }

    pub fn tile(&self, k: usize) -> &[[f64; LANES]] {
        &self.data[k * self.rows..(k + 1) * self.rows]
    }

    pub fn column(&self, j: usize) -> impl Iterator<Item = f64> + '_ {
        self.tile(j / LANES).iter().map(move |row| row[j % LANES])
    }

    /// Inner product of every donor with `x`, plus its bias.
    pub fn price(&self, x: &[f64], bias: &[[f64; LANES]], out: &mut [[f64; LANES]]) {
        let count = self.count();
        let (out, bias) = (&mut out[..count], &bias[..count]);
        for k in 0..count {
            out[k] = self.lane_products(k, x, &bias[k]);
        }
    }

    #[inline(always)]
    pub fn lane_products(&self, k: usize, x: &[f64], start: &[f64; LANES]) -> [f64; LANES] {
        let mut sum = *start;
        let (tile, x) = (self.tile(k), &x[..self.rows]);
        for t in 0..self.rows {
            for l in 0..LANES {
                sum[l] += x[t] * tile[t][l];
            }
        }
        sum
    }
}
