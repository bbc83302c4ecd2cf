//! The donor matrix: eight donors side by side, their pre-periods one after another, so that one pass keeps its sums in registers.
#![allow(clippy::needless_range_loop, reason = "index loops over equal lengths become vector code; zips of short slices do not")]

pub(crate) const LANES: usize = 8;

pub(crate) struct Tiles {
    /// Donors.
    pub n: usize,
    /// Rows (pre-periods, or predictors).
    pub rows: usize,
    /// Mean of the donors, and the longest of them.
    pub centroid: Vec<f64>,
    pub reach: f64,
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
        let mut tiles = Self { n, rows, centroid: Vec::new(), reach: 0.0, data };
        tiles.centroid = (0..rows).map(|t| (0..n).map(|j| value(j, t)).sum::<f64>() / n.max(1) as f64).collect();
        tiles.reach = (0..n).map(|j| tiles.column(j).map(|v| v * v).sum()).fold(0.0, f64::max).sqrt();
        tiles
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

    /// Inner products of one tile's donors with `x`, from `start` on.
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
