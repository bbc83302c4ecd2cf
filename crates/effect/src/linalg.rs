//! The few dense operations the solvers need, in the small dimension (pre-periods, support), without allocation.
#![allow(clippy::needless_range_loop, reason = "short loops by index: iterators of a handful of items cost more than their work")]

/// Four sums side by side, whatever the processor: vector code that gives the same digits everywhere.
#[inline]
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len().min(b.len());
    let ((a, a_rest), (b, b_rest)) = (a[..n].as_chunks::<4>(), b[..n].as_chunks::<4>());
    let mut sums = [0.0; 4];
    for q in 0..a.len() {
        for l in 0..4 {
            sums[l] += a[q][l] * b[q][l];
        }
    }
    let mut rest = 0.0;
    for i in 0..a_rest.len() {
        rest += a_rest[i] * b_rest[i];
    }
    (sums[0] + sums[2]) + (sums[1] + sums[3]) + rest
}

pub(crate) fn mean(v: &[f64]) -> f64 {
    v.iter().sum::<f64>() / v.len() as f64
}

/// Sample standard deviation (divisor n − 1); 0 for a single value.
pub(crate) fn sd(v: &[f64]) -> f64 {
    let m = mean(v);
    (v.iter().map(|x| (x - m) * (x - m)).sum::<f64>() / (v.len() as f64 - 1.0).max(1.0)).sqrt()
}

/// Solve `a x = b` for a symmetric positive definite `a` (row-major, lower triangle read, overwritten by its Cholesky factor);
/// `b` becomes `x`. False when a pivot falls below `floor` times its diagonal: the matrix is not safely positive definite.
pub(crate) fn cholesky_solve(a: &mut [f64], n: usize, b: &mut [f64], floor: f64) -> bool {
    for j in 0..n {
        let (above, rest) = a.split_at_mut((j + 1) * n);
        let row_j = &mut above[j * n..];
        let diagonal = row_j[j];
        let pivot = diagonal - dot(&row_j[..j], &row_j[..j]);
        if pivot <= floor * diagonal.abs() || !pivot.is_finite() {
            return false;
        }
        let root = pivot.sqrt();
        row_j[j] = root;
        let inverse = 1.0 / root;
        for row_i in rest.chunks_exact_mut(n) {
            row_i[j] = (row_i[j] - dot(&row_i[..j], &row_j[..j])) * inverse;
        }
    }
    for i in 0..n {
        b[i] = (b[i] - dot(&a[i * n..i * n + i], &b[..i])) / a[i * n + i];
    }
    for i in (0..n).rev() {
        b[i] /= a[i * n + i];
        let x = b[i];
        for k in 0..i {
            b[k] -= a[i * n + k] * x;
        }
    }
    true
}

/// Least squares `min ‖rhs − D v‖` by Householder reflections; `d` holds `k` columns of `m` rows one after another and is overwritten,
/// as is `rhs`, whose first `k` entries become `v`. Squares no condition number. False when the columns are dependent.
pub(crate) fn least_squares(d: &mut [f64], m: usize, k: usize, rhs: &mut [f64]) -> bool {
    if k > m {
        return false;
    }
    let largest = d.chunks_exact(m).map(|c| dot(c, c)).fold(0.0, f64::max).sqrt();
    for j in 0..k {
        let (head, tail) = d.split_at_mut((j + 1) * m);
        let column = &mut head[j * m..];
        let norm = dot(&column[j..], &column[j..]).sqrt();
        if norm <= 1e-13 * largest {
            return false;
        }
        let alpha = if column[j] > 0.0 { -norm } else { norm };
        column[j] -= alpha;
        let vv = dot(&column[j..], &column[j..]);
        for other in tail.chunks_exact_mut(m).map(|c| &mut c[j..]).chain(std::iter::once(&mut rhs[j..m])) {
            let factor = 2.0 * dot(&column[j..], other) / vv;
            other.iter_mut().zip(&column[j..]).for_each(|(o, c)| *o -= factor * c);
        }
        column[j] = alpha;
    }
    for i in (0..k).rev() {
        let above: f64 = (i + 1..k).map(|j| d[j * m + i] * rhs[j]).sum();
        rhs[i] = (rhs[i] - above) / d[i * m + i];
    }
    true
}

/// An orthonormal basis of the columns' span: Gram–Schmidt with re-orthogonalisation.
pub(crate) fn basis(columns: &[Vec<f64>], tolerance: f64) -> Vec<Vec<f64>> {
    let mut basis: Vec<Vec<f64>> = Vec::new();
    for column in columns {
        if basis.len() == column.len() {
            break;
        }
        let mut left = residual(column, &basis);
        let norm = dot(&left, &left).sqrt();
        if norm > tolerance * dot(column, column).sqrt() {
            left.iter_mut().for_each(|l| *l /= norm);
            basis.push(left);
        }
    }
    basis
}

/// What an orthonormal basis leaves of a column.
pub(crate) fn residual(column: &[f64], basis: &[Vec<f64>]) -> Vec<f64> {
    let mut left = column.to_vec();
    for _ in 0..2 {
        for b in basis {
            let c = dot(b, &left);
            left.iter_mut().zip(b).for_each(|(l, x)| *l -= c * x);
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cholesky_solves_and_refuses() {
        let mut a = [4.0, 0.0, 2.0, 3.0];
        let mut b = [10.0, 8.0];
        assert!(cholesky_solve(&mut a, 2, &mut b, 1e-14));
        assert!((b[0] - 1.75).abs() < 1e-14 && (b[1] - 1.5).abs() < 1e-14);
        assert!(!cholesky_solve(&mut [1.0, 0.0, 1.0, 1.0], 2, &mut [1.0, 1.0], 1e-14));
    }

    #[test]
    fn least_squares_matches_the_normal_equations() {
        let mut d = vec![1.0, 1.0, 1.0, 0.0, 1.0, 2.0];
        let mut rhs = vec![1.0, 3.0, 4.0];
        assert!(least_squares(&mut d, 3, 2, &mut rhs));
        assert!((rhs[0] - 7.0 / 6.0).abs() < 1e-14 && (rhs[1] - 1.5).abs() < 1e-14);
        assert!(!least_squares(&mut [1.0, 1.0, 2.0, 2.0], 2, 2, &mut [1.0, 1.0]));
    }

    #[test]
    fn a_basis_spans_and_leaves_the_rest() {
        let c = vec![vec![1.0, 0.0, 0.0], vec![2.0, 0.0, 0.0], vec![0.0, 1.0, 1.0]];
        let b = basis(&c, 1e-10);
        assert_eq!(b.len(), 2);
        let left = residual(&[5.0, 1.0, 0.0], &b);
        assert!(left[0].abs() < 1e-15 && (left[1] - 0.5).abs() < 1e-15 && (left[2] + 0.5).abs() < 1e-15);
    }
}
