//! 38 districts × (1 + 200 placebos): every fit computed, medians of five, beside clarabel (in this process) and diff-diff (when a Python
//! that has it is named in `EFFECT_PYTHON`). The work set LUA-1 is read from `LUA1_DIR` (`scale_200.csv`, `scale_1000.csv`, written by
//! `bench_scale.py`); without it a panel of the same shape is made here.

use std::time::Instant;

use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultSettingsBuilder, DefaultSolver, IPSolver, NonnegativeConeT, SupportedConeT, ZeroConeT};
use effect::inference::placebo::{effects, effects_of_paths};
use effect::rng::Rng;
use effect::{Block, Fitter, Method, Spec};

const DISTRICTS: usize = 38;
const PLACEBOS: usize = 200;
const PRE: usize = 11;
const PERIODS: usize = 20;
const FITS: f64 = (DISTRICTS * (1 + PLACEBOS)) as f64;

struct Work {
    donors: Vec<Vec<f64>>,
    districts: Vec<Vec<f64>>,
    source: String,
}

fn work(n: usize) -> Work {
    let file = std::env::var_os("LUA1_DIR").map(|d| std::path::PathBuf::from(d).join(format!("scale_{n}.csv")));
    if let Some((file, text)) = file.and_then(|f| std::fs::read_to_string(&f).ok().map(|t| (f, t))) {
        let mut rows: Vec<Vec<f64>> = text.lines().map(|l| l.split(',').filter_map(|v| v.trim().parse().ok()).collect()).collect();
        let districts = rows.split_off(n);
        return Work { donors: rows, districts, source: file.display().to_string() };
    }
    let mut rng = Rng::new(20111);
    let cycle: Vec<f64> = (0..PERIODS).map(|t| (t as f64 * 0.6).sin()).collect();
    let mut area = |level: f64, noise: f64| -> Vec<f64> {
        let (level, load, trend) = (level + 5.0 * rng.normal(), 1.5 + 0.7 * rng.normal(), 0.3 * rng.normal());
        (0..PERIODS).map(|t| level + load * cycle[t] + trend * t as f64 + noise * rng.normal()).collect()
    };
    let donors = (0..n).map(|_| area(60.0, 2.0)).collect();
    let districts = (0..DISTRICTS).map(|_| area(58.0, 0.7)).collect();
    Work { donors, districts, source: "a panel of the same shape made here".to_owned() }
}

fn median(mut v: Vec<f64>) -> f64 {
    v.sort_by(f64::total_cmp);
    v[v.len() / 2]
}

/// All 7,638 fits on so many threads; nothing is shared between districts but the prepared pool.
fn whole_job(work: &Work, method: Method, threads: usize) -> f64 {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let draws: Vec<Vec<Vec<usize>>> = (0..DISTRICTS as u64)
        .map(|d| {
            let n = work.donors.len();
            let mut rng = Rng::stream(1, d);
            (0..PLACEBOS).map(|_| vec![rng.below(n)]).collect()
        })
        .collect();
    let once = || {
        let start = Instant::now();
        let sum = pool.install(|| {
            let block = Block::from_rows(&work.donors, &work.districts[..1], PRE);
            let fitter = Fitter::new(&block, Spec { unique: false, ..Spec::new(method) });
            let fitted: f64 = effects_of_paths(&fitter, &work.districts).iter().map(|e| e.estimate).sum();
            let placebos: f64 = draws.iter().flat_map(|groups| effects(&fitter, groups)).map(|e| e.estimate).sum();
            fitted + placebos
        });
        assert!(std::hint::black_box(sum).is_finite());
        start.elapsed().as_secs_f64()
    };
    once();
    median((0..5).map(|_| once()).collect())
}

/// One synthetic control by clarabel, as cvxpy would state it.
fn clarabel_fit(work: &Work, d: usize) -> f64 {
    let n = work.donors.len();
    let start = Instant::now();
    let size = n + PRE;
    let p = CscMatrix::new_from_triplets(size, size, (n..size).collect(), (n..size).collect(), vec![2.0; PRE]);
    let (mut i, mut j, mut v) = (Vec::new(), Vec::new(), Vec::new());
    let mut put = |row: usize, column: usize, value: f64| {
        i.push(row);
        j.push(column);
        v.push(value);
    };
    for (c, donor) in work.donors.iter().enumerate() {
        put(0, c, 1.0);
        donor[..PRE].iter().enumerate().for_each(|(t, &a)| put(1 + t, c, a));
        put(1 + PRE + c, c, -1.0);
    }
    (0..PRE).for_each(|t| put(1 + t, n + t, -1.0));
    let a = CscMatrix::new_from_triplets(1 + PRE + n, size, i, j, v);
    let rhs: Vec<f64> = std::iter::once(1.0).chain(work.districts[d][..PRE].iter().copied()).chain(vec![0.0; n]).collect();
    let cones: [SupportedConeT<f64>; 2] = [ZeroConeT(1 + PRE), NonnegativeConeT(n)];
    let settings = DefaultSettingsBuilder::default().verbose(false).tol_gap_abs(1e-11).tol_gap_rel(1e-11).tol_feas(1e-11).build().unwrap();
    let mut solver = DefaultSolver::new(&p, &vec![0.0; size], &a, &rhs, &cones, settings).unwrap();
    solver.solve();
    std::hint::black_box(&solver.solution.x);
    start.elapsed().as_secs_f64()
}

/// CPU and wall seconds of one diff-diff call of 201 fits, median of five.
const PEER: &str = r#"
import sys, time, statistics as st, warnings, numpy as np, pandas as pd, diff_diff as D
warnings.simplefilter("ignore")
rows = np.loadtxt(sys.argv[1], delimiter=","); n = int(sys.argv[2]); years = np.arange(1997, 2017); cpu, wall = [], []
for d in range(5):
    y = np.vstack([rows[:n], rows[n + d:n + d + 1]])
    df = pd.DataFrame(dict(unit=np.repeat(np.arange(n + 1), 20), time=np.tile(years, n + 1), y=y.ravel())); df["tr"] = (df.unit == n).astype(int)
    t, c = time.perf_counter(), time.process_time()
    D.SyntheticDiD(variance_method="placebo", n_bootstrap=200, seed=1).fit(df, outcome="y", treatment="tr", unit="unit", time="time", post_periods=[int(v) for v in years[11:]])
    cpu.append(time.process_time() - c); wall.append(time.perf_counter() - t)
print(st.median(cpu), st.median(wall))
"#;

fn diff_diff(work: &Work) -> Option<f64> {
    let python = std::env::var_os("EFFECT_PYTHON")?;
    let file = std::env::temp_dir().join(format!("effect-lua1-{}.csv", std::process::id()));
    let line = |row: &Vec<f64>| row.iter().map(|v| format!("{v:?}")).collect::<Vec<_>>().join(",");
    let text = work.donors.iter().chain(&work.districts).map(line).collect::<Vec<_>>().join("\n");
    std::fs::write(&file, text).ok()?;
    let ran = std::process::Command::new(python)
        .env("OMP_NUM_THREADS", "1")
        .env("RAYON_NUM_THREADS", "1")
        .args(["-c", PEER])
        .arg(&file)
        .arg(work.donors.len().to_string())
        .output()
        .ok()?;
    std::fs::remove_file(&file).ok()?;
    String::from_utf8(ran.stdout).ok()?.split_whitespace().next()?.parse().ok()
}

fn main() {
    for n in [200, 1000] {
        let work = work(n);
        println!("N = {n} donors, {DISTRICTS} × (1 + {PLACEBOS}) fits, T0 = {PRE}; {}", work.source);
        let peer = diff_diff(&work).map(|cpu| cpu * DISTRICTS as f64);
        let clarabel = median((0..5).map(|d| clarabel_fit(&work, d)).collect()) * FITS;
        for (method, name, rival) in [(Method::Sdid, "diff-diff", peer), (Method::Sc, "clarabel", Some(clarabel))] {
            for threads in [1, 2] {
                let own = whole_job(&work, method, threads);
                let beside = rival
                    .map_or_else(|| format!("{name} absent"), |r| format!("{name} {r:.1} s (extrapolated from five), {:.0} ×", r / own));
                println!("  {method:?} {threads} thread(s): {own:.4} s, {:.1} µs a fit; {beside}", own * 1e6 / FITS);
            }
        }
    }
}
