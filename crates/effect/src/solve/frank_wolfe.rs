//! The Frank–Wolfe iteration of the R package synthdid (Arkhangelsky et al. 2021), stopping rule and sparsification included. It is here
//! only so that printed digits can be compared; its answer is not the optimum and its duality gap says by how much.

/// `columns[j]` has the rows of unknown `j`; minimise `‖Aw − b‖² + rows·ζ²‖w‖²`.
pub(crate) struct Problem {
    pub columns: Vec<Vec<f64>>,
    pub b: Vec<f64>,
    pub zeta: f64,
}

impl Problem {
    /// Take the mean out of every column and of the target: the same as an intercept.
    pub fn centre(&mut self) {
        for column in self.columns.iter_mut().chain(std::iter::once(&mut self.b)) {
            let mean = crate::linalg::mean(column);
            column.iter_mut().for_each(|v| *v -= mean);
        }
    }

    fn eta(&self) -> f64 {
        self.b.len() as f64 * self.zeta * self.zeta
    }

    fn residual(&self, w: &[f64]) -> Vec<f64> {
        let mut r: Vec<f64> = self.b.iter().map(|v| -v).collect();
        for (column, &w) in self.columns.iter().zip(w).filter(|(_, w)| **w != 0.0) {
            r.iter_mut().zip(column).for_each(|(r, a)| *r += w * a);
        }
        r
    }

    fn half_gradient(&self, w: &[f64], r: &[f64]) -> Vec<f64> {
        let eta = self.eta();
        self.columns.iter().zip(w).map(|(column, w)| crate::linalg::dot(column, r) + eta * w).collect()
    }

    pub fn gap(&self, w: &[f64]) -> f64 {
        let g = self.half_gradient(w, &self.residual(w));
        let lowest = g.iter().copied().fold(f64::INFINITY, f64::min);
        2.0 * (crate::linalg::dot(&g, w) - lowest).max(0.0)
    }

    fn step(&self, w: &mut [f64]) {
        let r = self.residual(w);
        let g = self.half_gradient(w, &r);
        let Some(i) = (0..g.len()).min_by(|&a, &b| g[a].total_cmp(&g[b])) else { return };
        let towards = |j: usize| if j == i { 1.0 - w[j] } else { -w[j] };
        let distance: f64 = (0..w.len()).map(|j| towards(j).powi(2)).sum();
        if distance == 0.0 {
            return;
        }
        let change: f64 = self.columns[i].iter().zip(&r).zip(&self.b).map(|((a, r), b)| (a - r - b).powi(2)).sum();
        let slope: f64 = (0..w.len()).map(|j| g[j] * towards(j)).sum();
        let length = (-slope / (change + self.eta() * distance)).clamp(0.0, 1.0);
        for (j, w) in w.iter_mut().enumerate() {
            *w += length * (if j == i { 1.0 - *w } else { -*w });
        }
    }

    fn value(&self, w: &[f64]) -> f64 {
        let r = self.residual(w);
        self.zeta * self.zeta * crate::linalg::dot(w, w) + crate::linalg::dot(&r, &r) / r.len() as f64
    }

    /// Iterate until the objective falls by less than `min_decrease²`, but at least twice.
    pub fn run(&self, w: &mut [f64], min_decrease: f64, max_steps: usize) -> usize {
        let (mut last, mut before) = (f64::NAN, f64::NAN);
        for t in 0..max_steps {
            if t >= 2 && before - last <= min_decrease * min_decrease {
                return t;
            }
            self.step(w);
            (before, last) = (last, self.value(w));
        }
        max_steps
    }

    /// synthdid's defaults: a hundred steps from equal weights, drop what is under a quarter of the largest, then up to ten thousand.
    pub fn solve(&self, min_decrease: f64) -> Vec<f64> {
        let mut w = vec![1.0 / self.columns.len() as f64; self.columns.len()];
        self.run(&mut w, min_decrease, 100);
        let largest = w.iter().copied().fold(0.0, f64::max);
        w.iter_mut().filter(|w| **w <= largest / 4.0).for_each(|w| *w = 0.0);
        let sum: f64 = w.iter().sum();
        w.iter_mut().for_each(|w| *w /= sum);
        self.run(&mut w, min_decrease, 10_000);
        w
    }
}
