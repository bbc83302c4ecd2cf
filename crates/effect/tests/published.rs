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

const BASQUE: &str = "Basque Country (Pais Vasco)";

/// Gross domestic product per head; sixteen regions without the country as a whole.
fn basque(from: &str) -> Option<Block> {
    let mut panel = read("basque.csv", "regionname", "year", "gdpcap", None)?;
    panel.treat(&[BASQUE.to_owned()], &effect::Period::new(from)).unwrap();
    let donors: Vec<String> = panel.units.iter().filter(|u| *u != BASQUE && !u.starts_with("Spain")).cloned().collect();
    Some(panel.block(&donors).unwrap().0)
}

#[test]
fn basque_ridge_augmentation_at_a_fixed_lambda() {
    let Some(block) = basque("1975") else { return };
    let f = fit(&block, &Spec { lambda: Some(8.0), ..Spec::new(Method::Ascm) });
    // the published figure is the mean gap over all periods, those before the start included
    close(f.gaps.iter().sum::<f64>() / f.gaps.len() as f64, -0.3696, 1e-3);
    close(f.effect.pre_rmse * (block.pre as f64).sqrt(), 0.373, 1e-3);
    close(f.unit_weights.iter().sum::<f64>(), 1.0, 1e-10);
    let by_weights = f.gaps[block.pre..].iter().sum::<f64>() / block.post() as f64;
    close(by_weights, f.effect.estimate, 1e-10);
}

fn effect_command(args: &[&str]) -> serde_json::Value {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = effect::cli::run_to(args, &mut out, &mut err);
    assert_eq!(code, 0, "{}", String::from_utf8_lossy(&err));
    serde_json::from_slice(&out).unwrap()
}

#[test]
fn basque_with_the_predictors_of_its_paper_loses_no_more_than_published() {
    let Some(folder) = panels() else { return };
    let Some(block) = basque("1970") else { return };
    let file = folder.join("basque.csv").display().to_string();
    let mut args: Vec<&str> = vec!["sc", &file, "--unit", "regionname", "--time", "year", "--outcome", "gdpcap"];
    args.extend(["--treated", BASQUE, "--from", "1970", "--fit-periods", "1960-1969", "--format", "json", "--donors"]);
    args.extend(block.donors.iter().map(String::as_str));
    args.push("--predictors");
    let schooling = ["school.illit:1964-1969", "school.prim:1964-1969", "school.med:1964-1969", "school.high:1964-1969"];
    let sectors = ["sec.agriculture:1961-1969", "sec.energy:1961-1969", "sec.industry:1961-1969", "sec.construction:1961-1969"];
    let services = ["sec.services.venta:1961-1969", "sec.services.nonventa:1961-1969", "popdens:1969"];
    let rest = ["school.post.high:1964-1969", "invest:1964-1969", "gdpcap:1960-1969"];
    schooling.iter().chain(&sectors).chain(&services).chain(&rest).for_each(|p| args.push(p));
    let found = effect_command(&args);
    let window: Vec<usize> = (0..block.pre).filter(|&t| block.periods[t].as_str() >= "1960").collect();
    let published = |t: usize| {
        let of = |name: &str| block.donor(block.donors.iter().position(|d| d.starts_with(name)).unwrap())[t];
        block.target()[t] - 0.8508 * of("Cataluna") - 0.1492 * of("Madrid")
    };
    let loss = window.iter().map(|&t| published(t).powi(2)).sum::<f64>() / window.len() as f64;
    let ours = found["diagnostics"]["predictor_loss"].as_f64().unwrap();
    println!("published {loss}, found {ours}");
    assert!(ours <= loss, "published {loss}, found {ours}");
}

#[test]
fn prop99_with_predictors_loses_no_more_than_published() {
    let Some(folder) = panels() else { return };
    let file = folder.join("smoking.csv").display().to_string();
    let predictors = ["lnincome", "beer:1984-1988", "age15to24", "retprice", "cigsale:1975", "cigsale:1980", "cigsale:1988"];
    let mut args: Vec<&str> = vec!["sc", &file, "--unit", "state", "--time", "year", "--outcome", "cigsale"];
    args.extend(["--treated", "California", "--from", "1989", "--format", "json", "--predictors"]);
    args.extend(predictors);
    let found = effect_command(&args);
    assert!(found["pre_rmse"].as_f64().unwrap() <= 1.7576, "{}", found["pre_rmse"]);
}
