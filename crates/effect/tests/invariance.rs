//! What must not change an estimate, and what must change it by exactly so much.

use effect::inference::placebo::{Draw, effects, groups, in_space};
use effect::rng::Rng;
use effect::{Block, Fitter, Method, Spec, fit};
use proptest::prelude::*;

const METHODS: [Method; 4] = [Method::Did, Method::Sc, Method::Sdid, Method::Ascm];

fn block(seed: u64, donors: usize, periods: usize, pre: usize) -> Block {
    let mut rng = Rng::new(seed);
    let shocks: Vec<f64> = (0..periods).map(|_| rng.normal()).collect();
    let mut row = || {
        let (level, load) = (50.0 + 10.0 * rng.normal(), 1.0 + 0.5 * rng.normal());
        shocks.iter().map(|s| level + load * s + rng.normal()).collect::<Vec<f64>>()
    };
    let rows: Vec<Vec<f64>> = (0..donors).map(|_| row()).collect();
    let treated = row();
    Block::from_rows(&rows, &[treated], pre)
}

fn changed(block: &Block, change: impl Fn(usize, usize, f64) -> f64) -> Block {
    let width = block.width();
    let mut other = block.clone();
    let donors = block.donors.len();
    other.outcomes.iter_mut().enumerate().for_each(|(i, v)| *v = change(i / width, i % width, *v));
    other.treated_outcomes.iter_mut().enumerate().for_each(|(i, v)| *v = change(donors + i / width, i % width, *v));
    other
}

fn tau(block: &Block, method: Method) -> f64 {
    fit(block, &Spec { lambda: Some(5.0), ..Spec::new(method) }).effect.estimate
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn period_effects_change_nothing(seed in 0u64..1000, size in 0.1f64..50.0) {
        let b = block(seed, 14, 24, 16);
        let shift: Vec<f64> = (0..24).map(|t| size * (t as f64 * 1.7).sin()).collect();
        let other = changed(&b, |_, t, v| v + shift[t]);
        for method in [Method::Did, Method::Sc, Method::Ascm] {
            prop_assert!((tau(&b, method) - tau(&other, method)).abs() < 1e-7 * (1.0 + size), "{method:?}");
        }
        // the default ridge of SDID depends on the spread of changes, which a common shift in every unit leaves alone only when it is constant
        let flat = changed(&b, |_, t, v| v + size * t as f64);
        prop_assert!((tau(&b, Method::Sdid) - tau(&flat, Method::Sdid)).abs() < 1e-7 * (1.0 + size));
    }

    #[test]
    fn unit_effects_change_nothing_where_there_is_an_intercept(seed in 0u64..1000, size in 0.1f64..50.0) {
        let b = block(seed, 14, 24, 16);
        let other = changed(&b, |i, _, v| v + size * (i as f64 * 2.3).cos());
        for method in [Method::Did, Method::Sdid] {
            prop_assert!((tau(&b, method) - tau(&other, method)).abs() < 1e-7 * (1.0 + size), "{method:?}");
        }
    }

    #[test]
    fn scale_scales(seed in 0u64..1000) {
        let b = block(seed, 14, 24, 16);
        for factor in [1e-6, 1e6] {
            let other = changed(&b, |_, _, v| v * factor);
            for method in [Method::Did, Method::Sc, Method::Sdid] {
                let (x, y) = (fit(&b, &Spec::new(method)), fit(&other, &Spec::new(method)));
                prop_assert!((x.effect.estimate - y.effect.estimate / factor).abs() < 1e-7, "{method:?} {:?} {:?}", x.effect, y.effect);
                x.unit_weights.iter().zip(&y.unit_weights).for_each(|(a, b)| assert!((a - b).abs() < 1e-8));
            }
        }
    }

    #[test]
    fn an_effect_added_is_an_effect_found(seed in 0u64..1000, c in -20.0f64..20.0) {
        let b = block(seed, 14, 24, 16);
        let after = changed(&b, |i, t, v| if i == 14 && t >= 16 { v + c } else { v });
        for method in METHODS {
            prop_assert!((tau(&after, method) - tau(&b, method) - c).abs() < 1e-10, "{method:?}");
        }
        let before = changed(&b, |i, t, v| if i == 14 && t < 16 { v + c } else { v });
        for method in [Method::Did, Method::Sdid] {
            prop_assert!((tau(&before, method) - tau(&b, method) + c).abs() < 1e-10, "{method:?}");
        }
    }

    #[test]
    fn weights_are_weights(seed in 0u64..1000, donors in 2usize..40, pre in 2usize..20) {
        let b = block(seed, donors, pre + 4, pre);
        for method in [Method::Did, Method::Sc, Method::Sdid] {
            let f = fit(&b, &Spec::new(method));
            prop_assert!((f.unit_weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!((f.time_weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!(f.unit_weights.iter().chain(&f.time_weights).all(|w| *w >= 0.0));
            let scale: f64 = b.target()[..pre].iter().map(|v| v * v).sum();
            prop_assert!(f.effect.duality_gap <= 1e-10 * scale, "{method:?} {}", f.effect.duality_gap);
            let lambda = &f.time_weights;
            let level = if method == Method::Sc { 0.0 } else { lambda.iter().zip(&f.gaps).map(|(l, g)| l * g).sum::<f64>() };
            let by_path = f.gaps[pre..].iter().sum::<f64>() / 4.0 - level;
            prop_assert!((by_path - f.effect.estimate).abs() < 1e-9 * (1.0 + f.effect.estimate.abs()), "{method:?}");
        }
    }
}

#[test]
fn a_placebo_is_the_fit_of_that_unit() {
    let b = block(5, 20, 24, 16);
    for method in METHODS {
        let spec = Spec { lambda: Some(2.0), ..Spec::new(method) };
        let fitter = Fitter::new(&b, spec.clone());
        let short = effects(&fitter, &groups(20, 1, Draw::All, 1).unwrap().0);
        let rest: Vec<usize> = (0..20).filter(|j| *j != 3).collect();
        let mut alone = b.with_donors(&rest);
        alone.treated_outcomes = b.donor(3).to_vec();
        let expected = fit(&alone, &spec).effect;
        assert!((short[3].estimate - expected.estimate).abs() < 1e-8, "{method:?}");
        assert!((short[3].pre_rmse - expected.pre_rmse).abs() < 1e-8, "{method:?}");
    }
}

#[test]
fn the_same_seed_gives_the_same_numbers_on_any_number_of_threads() {
    let b = block(8, 60, 24, 16);
    for method in METHODS {
        let run = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| {
                let fitter = Fitter::new(&b, Spec::new(method));
                let f = fitter.treated();
                serde_json::to_string(&in_space(&fitter, &f, Draw::Sample(25), 42).unwrap()).unwrap()
            })
        };
        assert_eq!(run(1), run(4), "{method:?}");
    }
}

#[test]
fn without_a_unique_synthetic_control_the_penalised_one_is_taken_and_said() {
    let b = block(9, 300, 12, 6);
    let f = fit(&b, &Spec::new(Method::Sc));
    assert!(!f.identified && f.ridge > 0.0);
    let any = fit(&b, &Spec { unique: false, ..Spec::new(Method::Sc) });
    assert!(!any.identified && any.ridge == 0.0 && any.effect.pre_rmse < 1e-6);
}

#[test]
fn a_unit_that_is_a_mixture_of_two_is_found_even_among_many_donors() {
    // points on a sphere: no donor is a mixture of others, so a mixture of two neighbours has no other weights
    let circle = |i: usize| -> Vec<f64> {
        let angle = i as f64 * 0.1;
        let row = [50.0 + 10.0 * angle.cos(), 50.0 + 10.0 * angle.sin(), 50.0, 40.0 + (i as f64 * 0.9).sin(), 60.0];
        row.to_vec()
    };
    let donors: Vec<Vec<f64>> = (0..60).map(circle).collect();
    for (one, other, share) in [(10, 11, 0.6), (30, 31, 0.25), (7, 8, 1.0)] {
        let mut treated: Vec<f64> = donors[one].iter().zip(&donors[other]).map(|(a, b)| share * a + (1.0 - share) * b).collect();
        treated[3..].iter_mut().for_each(|v| *v += 7.0);
        let f = fit(&Block::from_rows(&donors, &[treated], 3), &Spec::new(Method::Sc));
        assert!(f.identified, "{share}");
        assert!((f.effect.estimate - 7.0).abs() < 1e-8, "{:?}", f.effect);
        assert!((f.unit_weights[one] - share).abs() < 1e-8);
    }
}
