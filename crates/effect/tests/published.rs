//! The published panels, read where they are; every test says so when they are absent.

use std::path::PathBuf;

use effect::inference::placebo::{Draw, effects, groups};
use effect::{Block, Columns, Fit, Fitter, Method, Panel, Spec, fit, read_csv};

/// The folder of published panels: `EFFECT_PANELS`, or beside the project.
fn panels() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/panel");
    let candidates = [std::env::var_os("EFFECT_PANELS").map(PathBuf::from), Some(beside)];
    let found = candidates
        .into_iter()
        .flatten()
        .chain([PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/panel")])
        .find(|p| p.is_dir());
    if found.is_none() {
        eprintln!("the published panels are absent (set EFFECT_PANELS): this test checks nothing");
    }
    found
}

fn read(name: &str, unit: &str, time: &str, outcome: &str, treatment: Option<&str>) -> Option<Panel> {
    let columns = Columns {
        unit: unit.into(),
        time: time.into(),
        outcome: outcome.into(),
        treatment: treatment.map(str::to_owned),
        ..Columns::default()
    };
    Some(read_csv(&panels()?.join(name), &columns).unwrap())
}

fn prop99() -> Option<Block> {
    Some(read("california_prop99.csv", "State", "Year", "PacksPerCapita", Some("treated"))?.block(&[]).unwrap().0)
}

fn weight(block: &Block, fit: &Fit, unit: &str) -> f64 {
    fit.unit_weights[block.donors.iter().position(|d| d == unit).unwrap()]
}

fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "found {found}, expected {expected} ± {tolerance}");
}

#[test]
fn prop99_did() {
    let Some(block) = prop99() else { return };
    close(fit(&block, &Spec::new(Method::Did)).effect.estimate, -27.349_111_083_6, 1e-9);
}

#[test]
fn prop99_sc() {
    let Some(block) = prop99() else { return };
    let f = fit(&block, &Spec::new(Method::Sc));
    close(f.effect.estimate, -19.513_629_768, 1e-8);
    close(f.effect.pre_rmse, 1.656_400, 1e-6);
    let expected = [
        ("Utah", 0.393908),
        ("Montana", 0.231840),
        ("Nevada", 0.204923),
        ("Connecticut", 0.109090),
        ("New Hampshire", 0.045429),
        ("Colorado", 0.014811),
    ];
    expected.iter().for_each(|(unit, w)| close(weight(&block, &f, unit), *w, 1e-6));
    assert!(f.identified && f.effect.duality_gap < 1e-9, "{:?}", f.effect);
}

#[test]
fn prop99_sdid() {
    let Some(block) = prop99() else { return };
    let f = fit(&block, &Spec::new(Method::Sdid));
    close(f.effect.estimate, -15.605_397_916, 1e-8);
    let omega =
        [("Nevada", 0.124194), ("New Hampshire", 0.104568), ("Connecticut", 0.078362), ("Delaware", 0.070434), ("Colorado", 0.057420)];
    omega.iter().for_each(|(unit, w)| close(weight(&block, &f, unit), *w, 1e-6));
    let last: Vec<f64> = f.time_weights[16..].to_vec();
    [0.366471, 0.206453, 0.427076].iter().zip(&last).for_each(|(e, w)| close(*w, *e, 1e-6));
    assert_eq!(f.unit_weights.iter().filter(|w| **w > 0.0).count(), 27);
    close(f.ridge.sqrt() / 19f64.sqrt(), 10.226232571491, 1e-9);
    assert!(f.effect.duality_gap < 1e-8, "{:?}", f.effect);
}

#[test]
fn prop99_exhaustive_placebo() {
    let Some(block) = prop99() else { return };
    let fitter = Fitter::new(&block, Spec::new(Method::Sdid));
    let estimate = fitter.treated().effect.estimate;
    let taus: Vec<f64> = effects(&fitter, &groups(38, 1, Draw::All, 1).unwrap().0).iter().map(|e| e.estimate).collect();
    let mean = taus.iter().sum::<f64>() / 38.0;
    let squares: f64 = taus.iter().map(|t| (t - mean).powi(2)).sum();
    close((squares / 37.0).sqrt(), 9.4949, 0.01);
    close(effect::inference::exact_p(estimate, &taus), 2.0 / 39.0, 1e-12);
}

#[test]
fn prop99_as_synthdid_prints_it() {
    let Some(block) = prop99() else { return };
    let run = |method| fit(&block, &Spec { compat: true, ..Spec::new(method) }).effect;
    close(run(Method::Sdid).estimate, -15.603_827_872_7, 1e-8);
    close(run(Method::Sc).estimate, -19.619_663_470_9, 1e-8);
    assert!(run(Method::Sc).duality_gap > 0.01, "the early answer has a gap, and says so: {:?}", run(Method::Sc));
}
