//! Agreement with an interior-point solver (clarabel) on random panels, to 1e-8 in the effect.

use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultSettingsBuilder, DefaultSolver, IPSolver, NonnegativeConeT, SupportedConeT, ZeroConeT};
use effect::rng::Rng;
use effect::{Block, Fitter, Method, Predictors, Spec, fit};

/// Rows share factors, so that comparisons exist; `pre` of the periods come first.
fn random_block(seed: u64, donors: usize, periods: usize, pre: usize) -> Block {
    let mut rng = Rng::new(seed);
    let factors: Vec<[f64; 3]> = (0..periods).map(|t| [1.0 + 0.05 * t as f64, rng.normal(), rng.normal()]).collect();
    let mut row = |level: f64| {
        let load = [40.0 + level * rng.normal(), 2.0 * rng.normal(), rng.normal()];
        factors.iter().map(|f| f.iter().zip(&load).map(|(a, b)| a * b).sum::<f64>() + rng.normal()).collect::<Vec<f64>>()
    };
    let rows: Vec<Vec<f64>> = (0..donors).map(|_| row(8.0)).collect();
    let treated = row(4.0);
    Block::from_rows(&rows, &[treated], pre)
}

/// `min ‖A w − b‖² + η‖w‖²` over the simplex, columns of A given: residuals are variables of their own, for precision.
fn simplex_qp(columns: &[Vec<f64>], b: &[f64], eta: f64) -> Vec<f64> {
    let (n, m) = (columns.len(), b.len());
    let size = n + m;
    let diagonal: Vec<f64> = (0..size).map(|i| if i < n { 2.0 * eta } else { 2.0 }).collect();
    let kept: Vec<usize> = (0..size).filter(|&i| diagonal[i] != 0.0).collect();
    let values = kept.iter().map(|&i| diagonal[i]).collect();
    let p = CscMatrix::new_from_triplets(size, size, kept.clone(), kept, values);
    let (mut i, mut j, mut v) = (Vec::new(), Vec::new(), Vec::new());
    let mut put = |row: usize, column: usize, value: f64| {
        i.push(row);
        j.push(column);
        v.push(value);
    };
    for (c, column) in columns.iter().enumerate() {
        put(0, c, 1.0);
        column.iter().enumerate().for_each(|(t, &a)| put(1 + t, c, a));
        put(1 + m + c, c, -1.0);
    }
    (0..m).for_each(|t| put(1 + t, n + t, -1.0));
    let a = CscMatrix::new_from_triplets(1 + m + n, size, i, j, v);
    let rhs: Vec<f64> = std::iter::once(1.0).chain(b.iter().copied()).chain(vec![0.0; n]).collect();
    let cones: [SupportedConeT<f64>; 2] = [ZeroConeT(1 + m), NonnegativeConeT(n)];
    let settings = DefaultSettingsBuilder::default()
        .verbose(false)
        .tol_gap_abs(1e-14)
        .tol_gap_rel(1e-14)
        .tol_feas(1e-14)
        .max_iter(300)
        .build()
        .unwrap();
    let mut solver = DefaultSolver::new(&p, &vec![0.0; size], &a, &rhs, &cones, settings).unwrap();
    solver.solve();
    let mut w = solver.solution.x[..n].to_vec();
    w.iter_mut().for_each(|w| *w = w.max(0.0));
    let sum: f64 = w.iter().sum();
    w.iter().map(|x| x / sum).collect()
}

fn mean(v: &[f64]) -> f64 {
    v.iter().sum::<f64>() / v.len() as f64
}

fn centred(mut columns: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    for c in &mut columns {
        let m = mean(c);
        c.iter_mut().for_each(|v| *v -= m);
    }
    columns
}

fn objective(columns: &[Vec<f64>], b: &[f64], eta: f64, w: &[f64]) -> f64 {
    let residual = |t: usize| columns.iter().zip(w).map(|(c, w)| w * c[t]).sum::<f64>() - b[t];
    (0..b.len()).map(|t| residual(t).powi(2)).sum::<f64>() + eta * w.iter().map(|w| w * w).sum::<f64>()
}

fn pre(block: &Block) -> Vec<Vec<f64>> {
    (0..block.donors.len()).map(|j| block.donor(j)[..block.pre].to_vec()).collect()
}

#[test]
fn synthetic_control_is_the_optimum() {
    for (seed, donors, periods, before) in
        [(1, 12, 30, 20), (2, 38, 31, 19), (3, 60, 40, 30), (4, 5, 60, 50), (5, 25, 14, 9), (6, 200, 45, 36)]
    {
        let block = random_block(seed, donors, periods, before);
        let f = fit(&block, &Spec { unique: false, ..Spec::new(Method::Sc) });
        let (a, b) = (pre(&block), block.target()[..before].to_vec());
        let w = simplex_qp(&a, &b, 0.0);
        let (own, other) = (objective(&a, &b, 0.0, &f.unit_weights), objective(&a, &b, 0.0, &w));
        assert!(own <= other + 1e-9 * (1.0 + other), "seed {seed}: {own} {other}");
        let scale: f64 = b.iter().map(|v| v * v).sum();
        assert!(f.effect.duality_gap <= 1e-10 * scale, "seed {seed}: {}", f.effect.duality_gap);
        if f.identified {
            let tau =
                |w: &[f64]| mean(&block.target()[before..]) - (0..donors).map(|j| w[j] * mean(&block.donor(j)[before..])).sum::<f64>();
            assert!((f.effect.estimate - tau(&w)).abs() < 1e-8, "seed {seed}: {} {} ", f.effect.estimate, tau(&w));
        }
    }
}

#[test]
fn synthetic_did_is_the_optimum() {
    for (seed, donors, periods, before) in [(11, 12, 30, 20), (12, 38, 31, 19), (13, 150, 20, 11), (14, 5, 60, 50), (15, 25, 14, 9)] {
        let block = random_block(seed, donors, periods, before);
        let f = fit(&block, &Spec::new(Method::Sdid));
        let own = mean(&block.target()[..before]);
        let b: Vec<f64> = block.target()[..before].iter().map(|y| y - own).collect();
        let eta = f64::sqrt(block.post() as f64) * block.noise().powi(2) * before as f64;
        assert!((f.ridge / eta - 1.0).abs() < 1e-9);
        let a = centred(pre(&block));
        let omega = simplex_qp(&a, &b, eta);
        let worst = omega.iter().zip(&f.unit_weights).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(worst < 1e-8, "seed {seed}: {worst}");
        let by_time = centred((0..before).map(|t| (0..donors).map(|j| block.donor(j)[t]).collect()).collect());
        let after: Vec<f64> = (0..donors).map(|j| mean(&block.donor(j)[before..])).collect();
        let after = centred(vec![after]).remove(0);
        let zeta = 1e-6 * block.noise();
        let lambda = simplex_qp(&by_time, &after, zeta * zeta * donors as f64);
        let (mine, theirs) = (
            objective(&by_time, &after, zeta * zeta * donors as f64, &f.time_weights),
            objective(&by_time, &after, zeta * zeta * donors as f64, &lambda),
        );
        assert!(mine <= theirs + 1e-9 * (1.0 + theirs), "seed {seed}: {mine} {theirs}");
        let contrast = |path: &[f64]| mean(&path[before..]) - lambda.iter().zip(path).map(|(l, y)| l * y).sum::<f64>();
        let tau = contrast(&block.target()) - (0..donors).map(|j| omega[j] * contrast(block.donor(j))).sum::<f64>();
        if donors > before {
            assert!((f.effect.estimate - tau).abs() < 1e-8, "seed {seed}: {} {tau}", f.effect.estimate);
        }
        assert!(f.effect.duality_gap <= 1e-10 * b.iter().map(|v| v * v).sum::<f64>().max(eta), "seed {seed}: {}", f.effect.duality_gap);
    }
}

#[test]
fn a_small_ridge_is_solved_as_exactly_as_a_large_one() {
    let block = random_block(21, 80, 20, 12);
    for zeta in [1e-4, 1e-2, 1.0, 30.0] {
        let f = fit(&block, &Spec { zeta: Some(zeta), ..Spec::new(Method::Sc) });
        let b = block.target()[..12].to_vec();
        let w = simplex_qp(&pre(&block), &b, zeta * zeta * 12.0);
        let (own, other) = (objective(&pre(&block), &b, f.ridge, &f.unit_weights), objective(&pre(&block), &b, f.ridge, &w));
        assert!(own <= other + 1e-9 * (1.0 + other), "ζ {zeta}: {own} {other}");
    }
}

#[test]
fn the_inner_problem_at_fixed_v_is_solved_to_1e_6() {
    let mut block = random_block(31, 16, 40, 25);
    let mut rng = Rng::new(77);
    let k = 13;
    let donors: Vec<f64> = (0..16 * k).map(|_| rng.normal()).collect();
    let treated: Vec<f64> = (0..k).map(|_| 0.4 * rng.normal()).collect();
    let v: Vec<f64> = (0..k).map(|_| rng.uniform()).collect();
    let spread = |i: usize| {
        let all: Vec<f64> = (0..16).map(|j| donors[j * k + i]).chain([treated[i]]).collect();
        (all.iter().map(|x| (x - mean(&all)).powi(2)).sum::<f64>() / 16.0).sqrt()
    };
    let weigh = |row: &[f64]| (0..k).map(|i| row[i] * v[i].sqrt() / spread(i)).collect::<Vec<f64>>();
    let columns: Vec<Vec<f64>> = (0..16).map(|j| weigh(&donors[j * k..(j + 1) * k])).collect();
    let expected = simplex_qp(&columns, &weigh(&treated), 0.0);
    let names = (0..k).map(|i| i.to_string()).collect();
    block.predictors = Some(Predictors { names, donors: donors.clone(), treated: treated.clone(), window: Vec::new() });
    let f = fit(&block, &Spec { v: Some(v.clone()), ..Spec::new(Method::Sc) });
    f.unit_weights.iter().zip(&expected).for_each(|(a, b)| assert!((a - b).abs() < 1e-6, "{a} {b}"));
}

#[test]
fn leaving_a_donor_out_is_the_same_as_not_having_it() {
    for method in [Method::Did, Method::Sc, Method::Sdid, Method::Ascm] {
        let block = random_block(41, 30, 25, 15);
        let spec = Spec { lambda: Some(3.0), ..Spec::new(method) };
        let fitter = Fitter::new(&block, spec.clone());
        let rest: Vec<usize> = (0..30).filter(|j| *j != 7 && *j != 20).collect();
        let without = fit(&block.with_donors(&rest), &spec);
        let out = fitter.without(&[7, 20]);
        assert!((out.effect.estimate - without.effect.estimate).abs() < 1e-8, "{method:?} {:?} {:?}", out.effect, without.effect);
        assert!((out.effect.pre_rmse - without.effect.pre_rmse).abs() < 1e-8, "{method:?}");
        assert_eq!((out.unit_weights[7], out.unit_weights[20]), (0.0, 0.0));
    }
}

#[test]
fn the_inner_problem_is_solved_for_any_importance() {
    for seed in 0..60 {
        let mut rng = Rng::new(500 + seed);
        let (n, k) = (38, 7);
        let mut block = random_block(seed, n, 20, 12);
        let donors: Vec<f64> = (0..n * k).map(|_| rng.normal()).collect();
        let treated: Vec<f64> = (0..k).map(|_| 0.3 * rng.normal()).collect();
        let v: Vec<f64> = (0..k).map(|_| (4.0 * rng.normal()).exp()).collect();
        let total: f64 = v.iter().sum();
        let spread = |i: usize| {
            let all: Vec<f64> = (0..n).map(|j| donors[j * k + i]).chain([treated[i]]).collect();
            (all.iter().map(|x| (x - mean(&all)).powi(2)).sum::<f64>() / n as f64).sqrt()
        };
        let weigh = |row: &[f64]| (0..k).map(|i| row[i] * (v[i] / total).sqrt() / spread(i)).collect::<Vec<f64>>();
        let columns: Vec<Vec<f64>> = (0..n).map(|j| weigh(&donors[j * k..(j + 1) * k])).collect();
        let target = weigh(&treated);
        let least = objective(&columns, &target, 0.0, &simplex_qp(&columns, &target, 0.0));
        let names = (0..k).map(|i| i.to_string()).collect();
        block.predictors = Some(Predictors { names, donors: donors.clone(), treated: treated.clone(), window: Vec::new() });
        let f = fit(&block, &Spec { v: Some(v.clone()), ..Spec::new(Method::Sc) });
        let own = objective(&columns, &target, 0.0, &f.unit_weights);
        assert!(own <= least + 1e-12, "seed {seed}: {own} {least}");
        assert!(f.effect.duality_gap < 1e-10, "seed {seed}: {}", f.effect.duality_gap);
    }
}
