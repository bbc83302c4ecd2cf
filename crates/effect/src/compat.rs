//! `--compat synthdid`: the answers the R package synthdid prints, which are those of a Frank–Wolfe search that stops early.

use crate::block::Block;
use crate::fit::{Fit, Method, combine, effect_of, finish};
use crate::linalg::mean;
use crate::solve::frank_wolfe::Problem;

pub(crate) fn fit(block: &Block, method: Method, path: &[f64], skip: &[usize], treated: usize) -> Fit {
    let kept: Vec<usize> = (0..block.donors.len()).filter(|j| !skip.contains(j)).collect();
    let noise = block.with_donors(&kept).noise();
    let stop = 1e-5 * noise;
    let pre = block.pre;
    let ridge = if method == Method::Sc { 1e-6 } else { ((treated * block.post()) as f64).powf(0.25) };
    let mut unit =
        Problem { columns: kept.iter().map(|&j| block.donor(j)[..pre].to_vec()).collect(), b: path[..pre].to_vec(), zeta: ridge * noise };
    if method == Method::Sdid {
        unit.centre();
    }
    let found = unit.solve(stop);
    let gap = unit.gap(&found);
    let mut units = vec![0.0; block.donors.len()];
    kept.iter().zip(&found).for_each(|(&j, &w)| units[j] = w);
    let times = if method == Method::Sdid { time_weights(block, &kept, noise) } else { vec![1.0 / pre as f64; pre] };
    let effect = effect_of(block, method, path, &units, &times, gap);
    let comparison = combine(block, &units);
    finish(method, effect, path, units, times, comparison)
}

fn time_weights(block: &Block, kept: &[usize], noise: f64) -> Vec<f64> {
    let column = |t: usize| kept.iter().map(|&j| block.donor(j)[t]).collect();
    let mut time = Problem {
        columns: (0..block.pre).map(column).collect(),
        b: kept.iter().map(|&j| mean(&block.donor(j)[block.pre..])).collect(),
        zeta: 1e-6 * noise,
    };
    time.centre();
    time.solve(1e-5 * noise)
}
