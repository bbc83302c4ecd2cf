//! The Cholesky factor of a small Gram matrix that grows by a point and shrinks by a point: what Wolfe's algorithm solves at every step.
//! Rows are padded to whole fours, so that every loop has one length for a whole fit: vector code, and ends that are foreseen.
#![allow(clippy::needless_range_loop, reason = "index loops over equal lengths become vector code; zips of short slices do not")]

pub(crate) const QUAD: usize = 4;
pub(crate) type Quad = [f64; QUAD];

/// Quads that hold so many numbers.
pub(crate) fn quads(n: usize) -> usize {
    n.div_ceil(QUAD)
}

pub(crate) fn at(row: &[Quad], i: usize) -> f64 {
    row[i / QUAD][i % QUAD]
}

/// `L` with `LLᵀ = P + lift·11ᵀ` for the points' inner products `P`.
#[derive(Default)]
pub(crate) struct Factor {
    /// Makes the matrix positive definite where the points are only affinely independent.
    pub lift: f64,
    rows: usize,
    stride: usize,
    /// `L` by rows and by columns, without its diagonal, whose reciprocals are kept.
    lower: Vec<Quad>,
    upper: Vec<Quad>,
    inverse: Vec<f64>,
    /// The solution of `L y = 1`, which grows with `L`.
    forward: Vec<f64>,
    /// What is left of a right-hand side. Only whole fours are written here while whole fours are read: a number on its own, read back
    /// among its neighbours at once, is what processors wait for.
    left: Vec<Quad>,
}

impl Factor {
    /// Room for so many points.
    pub fn start(&mut self, most: usize) {
        self.stride = quads(most);
        let size = self.stride * QUAD;
        self.lower.resize(size * self.stride, [0.0; QUAD]);
        // on and below its diagonal `upper` is never written: it must be zero there, also after a fit of another size
        self.upper.clear();
        self.upper.resize(size * self.stride, [0.0; QUAD]);
        self.inverse.resize(size, 0.0);
        self.forward.resize(size, 0.0);
        self.left.resize(self.stride, [0.0; QUAD]);
        self.rows = 0;
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Forget the rows from `rows` on.
    pub fn keep(&mut self, rows: usize) {
        self.rows = self.rows.min(rows);
    }

    /// Append a point by its inner products with those before it and, last, with itself. False when it adds no dimension.
    #[inline(always)]
    pub fn append(&mut self, products: impl Iterator<Item = f64>) -> bool {
        let (i, stride) = (self.rows, self.stride);
        if i == stride * QUAD {
            return false;
        }
        let used = quads(i + 1);
        let left = &mut self.left[..used];
        left.as_flattened_mut().iter_mut().zip(products).for_each(|(l, p)| *l = p + self.lift);
        let row = self.lower[i * stride..(i + 1) * stride].as_flattened_mut();
        row.fill(0.0);
        let diagonal = at(left, i);
        let (mut pivot, mut forward) = (diagonal, 1.0);
        for l in 0..i {
            let v = at(left, l) * self.inverse[l];
            let column = &mut self.upper[l * stride..(l + 1) * stride];
            subtract(left, v, &column[..used]);
            row[l] = v;
            column[i / QUAD][i % QUAD] = v;
            pivot -= v * v;
            forward -= v * self.forward[l];
        }
        if pivot <= 1e-14 * diagonal {
            return false;
        }
        self.inverse[i] = 1.0 / pivot.sqrt();
        self.forward[i] = forward * self.inverse[i];
        self.rows += 1;
        true
    }

    /// Weights of the point of least norm in the affine hull of the points: solve `(P + lift·11ᵀ) v = 1` and normalise.
    #[inline(always)]
    pub fn weights_of_one(&mut self, out: &mut Vec<f64>) {
        let (rows, stride) = (self.rows, self.stride);
        let used = quads(rows);
        let left = &mut self.left[..used];
        left.as_flattened_mut()[..rows].copy_from_slice(&self.forward[..rows]);
        out.resize(rows, 0.0);
        let mut sum = 0.0;
        for i in (0..rows).rev() {
            let v = at(left, i) * self.inverse[i];
            subtract(left, v, &self.lower[i * stride..i * stride + used]);
            out[i] = v;
            sum += v;
        }
        let share = 1.0 / sum;
        out.iter_mut().for_each(|v| *v *= share);
    }
}

/// `row −= v · other`.
#[inline(always)]
pub(crate) fn subtract(row: &mut [Quad], v: f64, other: &[Quad]) {
    let (row, other) = (row.as_flattened_mut(), other.as_flattened());
    row.iter_mut().zip(other).for_each(|(r, o)| *r -= v * o);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(f: &mut Factor) -> Vec<f64> {
        let mut out = Vec::new();
        f.weights_of_one(&mut out);
        out
    }

    #[test]
    fn a_segment_and_what_is_left_when_a_point_goes() {
        let mut f = Factor { lift: 4.0, ..Factor::default() };
        f.start(2);
        assert!(f.append([1.0].into_iter()) && f.append([0.0, 4.0].into_iter()));
        // points (1, 0) and (0, 2): the foot of the perpendicular is 4/5 of the first
        assert!((weights(&mut f)[0] - 0.8).abs() < 1e-15 && (weights(&mut f)[1] - 0.2).abs() < 1e-15);
        f.keep(1);
        assert!(f.append([0.0, 1.0].into_iter()));
        assert!((weights(&mut f)[0] - 0.5).abs() < 1e-15);
    }

    #[test]
    fn a_point_between_two_others_adds_no_dimension() {
        let mut f = Factor { lift: 4.0, ..Factor::default() };
        f.start(3);
        assert!(f.append([1.0].into_iter()) && f.append([0.0, 4.0].into_iter()));
        // (1/2, 1), half way
        assert!(!f.append([0.5, 2.0, 1.25].into_iter()));
        assert_eq!(f.rows(), 2);
    }
}
