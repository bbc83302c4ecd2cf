//! 38 districts × (1 + 200 placebos): every fit computed, medians of five, beside clarabel (in this process), cvxpy with Clarabel and
//! diff-diff (when a Python that has them is named in `EFFECT_PYTHON`). For the work set see `work`.

use std::time::Instant;

use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultSettingsBuilder, DefaultSolver, IPSolver, NonnegativeConeT, SupportedConeT, ZeroConeT};
use cpu_time::ProcessTime;
use effect::Method;

mod work;
use work::{DISTRICTS, PLACEBOS, PRE, Work, job, threads};

const FITS: f64 = (DISTRICTS * (1 + PLACEBOS)) as f64;

fn median(mut v: Vec<f64>) -> f64 {
    v.sort_by(f64::total_cmp);
    v[v.len() / 2]
}

/// Wall and CPU seconds.
#[derive(Clone, Copy)]
struct Seconds {
    wall: f64,
    cpu: f64,
}

/// Medians of five, of the CPU time of all threads too: the peers' figures are CPU seconds, which others on the machine disturb less.
fn timed(mut work: impl FnMut(usize)) -> Seconds {
    let mut once = |i: usize| {
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        work(i);
        Seconds { wall: wall.elapsed().as_secs_f64(), cpu: cpu.elapsed().as_secs_f64() }
    };
    let all: Vec<Seconds> = (0..5).map(&mut once).collect();
    Seconds { wall: median(all.iter().map(|s| s.wall).collect()), cpu: median(all.iter().map(|s| s.cpu).collect()) }
}

/// The whole job on so many threads, the pool's preparation included.
fn whole_job(work: &Work, method: Method, count: usize) -> Seconds {
    let (pool, draws) = (threads(count), work.draws());
    let once = |_| {
        let sum = pool.install(|| job(&work.block(), &work.districts, &draws, method));
        assert!(std::hint::black_box(sum).is_finite());
    };
    once(0);
    timed(once)
}

/// One synthetic control by clarabel, as cvxpy would state it.
fn clarabel_fit(work: &Work, d: usize) {
    let n = work.donors.len();
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
}

/// CPU seconds of a peer's whole job, extrapolated from the median of five calls.
struct Peer {
    what: String,
    seconds: f64,
}

/// CPU seconds of one diff-diff call of 201 fits, median of five.
const DIFF_DIFF: &str = r#"
import sys, time, statistics as st, warnings, numpy as np, pandas as pd, diff_diff as D
warnings.simplefilter("ignore")
rows = np.loadtxt(sys.argv[1], delimiter=","); n = int(sys.argv[2]); years = np.arange(1997, 2017); cpu = []
for d in range(5):
    y = np.vstack([rows[:n], rows[n + d:n + d + 1]])
    df = pd.DataFrame(dict(unit=np.repeat(np.arange(n + 1), 20), time=np.tile(years, n + 1), y=y.ravel())); df["tr"] = (df.unit == n).astype(int)
    c = time.process_time()
    D.SyntheticDiD(variance_method="placebo", n_bootstrap=200, seed=1).fit(df, outcome="y", treatment="tr", unit="unit", time="time", post_periods=[int(v) for v in years[11:]])
    cpu.append(time.process_time() - c)
print(st.median(cpu)); print(f"diff-diff {D.__version__} SyntheticDiD, its own Rust back end, 201 fits a call")
"#;

/// CPU seconds of one synthetic control stated in cvxpy and solved by Clarabel, median of five.
const CVXPY: &str = r#"
import sys, time, statistics as st, warnings, importlib.metadata as m, numpy as np, cvxpy as cp
warnings.simplefilter("ignore")
rows = np.loadtxt(sys.argv[1], delimiter=","); n = int(sys.argv[2]); a = rows[:n, :11]; cpu = []
for d in range(5):
    c = time.process_time()
    w = cp.Variable(n)
    cp.Problem(cp.Minimize(cp.sum_squares(a.T @ w - rows[n + d, :11])), [w >= 0, cp.sum(w) == 1]).solve(solver="CLARABEL", tol_gap_abs=1e-11, tol_gap_rel=1e-11, tol_feas=1e-11)
    cpu.append(time.process_time() - c)
print(st.median(cpu)); print(f"cvxpy {cp.__version__} with Clarabel {m.version('clarabel')}, stated and solved anew for each fit")
"#;

/// Run a peer in Python on one thread; nothing when it is not there.
fn python_peer(work: &Work, code: &str, calls: f64) -> Option<Peer> {
    let python = std::env::var_os("EFFECT_PYTHON")?;
    let file = std::env::temp_dir().join(format!("effect-lua1-{}.csv", std::process::id()));
    let line = |row: &Vec<f64>| row.iter().map(|v| format!("{v:?}")).collect::<Vec<_>>().join(",");
    let text = work.donors.iter().chain(&work.districts).map(line).collect::<Vec<_>>().join("\n");
    std::fs::write(&file, text).ok()?;
    let mut command = std::process::Command::new(python);
    command.args(["-c", code]).arg(&file).arg(work.donors.len().to_string());
    ["OMP_NUM_THREADS", "RAYON_NUM_THREADS", "OPENBLAS_NUM_THREADS"].iter().for_each(|name| _ = command.env(name, "1"));
    // set for other machines, these can make numpy's matrix products several times slower
    ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"].iter().for_each(|name| _ = command.env_remove(name));
    let ran = command.output().ok()?;
    std::fs::remove_file(&file).ok()?;
    let out = String::from_utf8(ran.stdout).ok()?;
    let (seconds, what) = out.trim().split_once('\n')?;
    Some(Peer { what: what.to_owned(), seconds: seconds.parse::<f64>().ok()? * calls })
}

fn clarabel(work: &Work) -> Peer {
    let seconds = timed(|d| clarabel_fit(work, d)).cpu * FITS;
    Peer { what: "clarabel called directly from Rust, set up and solved anew for each fit".to_owned(), seconds }
}

fn report(work: &Work, method: Method, peers: &[Peer]) {
    for peer in peers {
        println!("  {method:?} peer, {}: {:.1} CPU s (extrapolated from five calls)", peer.what, peer.seconds);
    }
    for count in [1, 2] {
        let Seconds { wall, cpu } = whole_job(work, method, count);
        // what a second thread is good for shows in the wall's time only
        let own = if count == 1 { cpu } else { wall };
        let ratio = |p: &Peer| format!("; {} {:.0} ×", p.what.split([' ', ',']).next().unwrap_or(""), p.seconds / own);
        let ratios: String = peers.iter().map(ratio).collect();
        println!("  {method:?} {count} thread(s): wall {wall:.4} s, CPU {cpu:.4} s, {:.1} µs a fit{ratios}", own * 1e6 / FITS);
    }
}

fn main() {
    for n in [200, 1000] {
        let work = Work::of(n);
        println!("N = {n} donors, {DISTRICTS} × (1 + {PLACEBOS}) fits, T0 = {PRE}; {}", work.source);
        report(&work, Method::Sdid, &python_peer(&work, DIFF_DIFF, DISTRICTS as f64).into_iter().collect::<Vec<_>>());
        let peers: Vec<Peer> = std::iter::once(clarabel(&work)).chain(python_peer(&work, CVXPY, FITS)).collect();
        report(&work, Method::Sc, &peers);
    }
}
