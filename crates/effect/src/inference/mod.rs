//! How sure: what the same method finds where nothing was done, and what the data allow.

pub mod conformal;
pub mod jackknife;
pub mod multiplicity;
pub mod placebo;
pub mod size_matched;

/// `(1 + #{|v| ≥ |observed|}) / (1 + n)`: exact when the observed unit could have been any of them. Ties count against the effect.
pub fn exact_p(observed: f64, placebos: &[f64]) -> f64 {
    let limit = observed.abs() * (1.0 - 1e-12);
    let reached = placebos.iter().filter(|v| v.abs() >= limit).count();
    (1 + reached) as f64 / (1 + placebos.len()) as f64
}

/// `z` such that a standard normal lies within ±z with probability `level` (bisection on the complementary error function's series).
pub fn normal_quantile_two_sided(level: f64) -> f64 {
    let (mut low, mut high) = (0.0, 40.0);
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if within(middle) < level {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

/// Probability that a standard normal lies within ±z.
fn within(z: f64) -> f64 {
    if z > 9.0 {
        return 1.0;
    }
    // erf(z/√2) by its everywhere convergent series with positive terms
    let (mut term, mut sum, mut n) = (z, z, 0.0);
    while term > 1e-18 * sum {
        n += 1.0;
        term *= z * z / (2.0 * n + 1.0);
        sum += term;
    }
    (2.0 / std::f64::consts::PI).sqrt() * (-z * z / 2.0).exp() * sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_the_known_ones() {
        assert!((normal_quantile_two_sided(0.95) - 1.959_963_984_540_054).abs() < 1e-12);
        assert!((normal_quantile_two_sided(0.5) - 0.674_489_750_196_081_7).abs() < 1e-12);
    }

    #[test]
    fn ties_count_against_the_effect() {
        assert_eq!(exact_p(-2.0, &[1.0, 2.0, 0.5]), 0.5);
        assert_eq!(exact_p(3.0, &[1.0, 2.0, 0.5]), 0.25);
    }
}
