//! Work set LUA-1: 38 districts beside a pool of small areas, twenty periods, eleven of them before the start. Read from `LUA1_DIR`
//! (`scale_200.csv`, `scale_1000.csv`: donors first, then districts, one row a unit); without it a panel of the same shape is made here.

use effect::inference::placebo::{effects, effects_of_paths};
use effect::rng::Rng;
use effect::{Block, Fitter, Method, Spec};

pub const DISTRICTS: usize = 38;
pub const PLACEBOS: usize = 200;
pub const PRE: usize = 11;
pub const PERIODS: usize = 20;

pub struct Work {
    pub donors: Vec<Vec<f64>>,
    pub districts: Vec<Vec<f64>>,
    pub source: &'static str,
}

impl Work {
    pub fn of(n: usize) -> Self {
        Self::read(n).unwrap_or_else(|| Self::made(n))
    }

    fn read(n: usize) -> Option<Self> {
        let file = std::path::PathBuf::from(std::env::var_os("LUA1_DIR")?).join(format!("scale_{n}.csv"));
        let text = std::fs::read_to_string(file).ok()?;
        let row = |line: &str| line.split(',').filter_map(|v| v.trim().parse().ok()).collect();
        let mut donors: Vec<Vec<f64>> = text.lines().map(row).collect();
        let districts = donors.split_off(n);
        Some(Self { donors, districts, source: "work set LUA-1" })
    }

    fn made(n: usize) -> Self {
        let mut rng = Rng::new(20111);
        let cycle: Vec<f64> = (0..PERIODS).map(|t| (t as f64 * 0.6).sin()).collect();
        let mut area = |level: f64, noise: f64| -> Vec<f64> {
            let (level, load, trend) = (level + 5.0 * rng.normal(), 1.5 + 0.7 * rng.normal(), 0.3 * rng.normal());
            (0..PERIODS).map(|t| level + load * cycle[t] + trend * t as f64 + noise * rng.normal()).collect()
        };
        let donors = (0..n).map(|_| area(60.0, 2.0)).collect();
        let districts = (0..DISTRICTS).map(|_| area(58.0, 0.7)).collect();
        Self { donors, districts, source: "a panel of the same shape made here" }
    }

    /// The donors that play the treated unit, so many for each district.
    pub fn draws(&self) -> Vec<Vec<Vec<usize>>> {
        let of = |d: u64| {
            let mut rng = Rng::stream(1, d);
            (0..PLACEBOS).map(|_| vec![rng.below(self.donors.len())]).collect()
        };
        (0..DISTRICTS as u64).map(of).collect()
    }

    pub fn block(&self) -> Block {
        Block::from_rows(&self.donors, &self.districts[..1], PRE)
    }
}

/// All 7,638 fits; nothing is shared between districts but the prepared pool. Gives back the sum of the effects.
pub fn job(block: &Block, districts: &[Vec<f64>], draws: &[Vec<Vec<usize>>], method: Method) -> f64 {
    let fitter = Fitter::new(block, Spec { unique: false, ..Spec::new(method) });
    let fitted: f64 = effects_of_paths(&fitter, districts).iter().map(|e| e.estimate).sum();
    let placebos: f64 = draws.iter().flat_map(|groups| effects(&fitter, groups)).map(|e| e.estimate).sum();
    fitted + placebos
}

pub fn threads(count: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(count).build().unwrap()
}
