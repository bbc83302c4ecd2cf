//! From figures to an outcome: three estimators, size-matched placebos, examinations, verdict. Pure: the same inputs and the same seed give the
//! same digits, whichever machine and however many times.

mod checks;
mod pool;

use super::inputs::{Area, Inputs, Treated};
use super::rules::{Bin, Check, DistrictResult, Evidence, Level, Method, Outcome, Point, YearRow, judge, weights_as_shown};
use effect::inference::exact_p;
use effect::inference::size_matched::{Counts, PseudoDistrict};
use effect::{Block, Fit, Fitter, Spec};
use series::{Better, Measure};

/// Pseudo-districts for each district: so many that a clear effect stands out also when the 38 districts are counted as one family.
pub const PLACEBOS: usize = 499;
/// Steps of a district, for telling how far it has come: its pseudo-districts, the three estimators, the examinations.
const STEPS: usize = 5;
/// Donors that must be left when a pseudo-district has taken its areas.
const LEFT: usize = 5;

/// The one who asked has changed their mind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

/// Tells that one more step is done, and hears whether to go on.
pub type Tick<'t> = dyn FnMut() -> bool + Send + 't;

/// How many steps a computation has.
pub fn steps(inputs: &Inputs) -> usize {
    inputs.treated.len() * STEPS
}

fn on(tick: &mut Tick<'_>) -> Result<(), Stopped> {
    if tick() { Ok(()) } else { Err(Stopped) }
}

/// Computes everything. `seed` decides which areas make up the pseudo-districts and nothing else.
///
/// # Errors
/// [`Stopped`] when `tick` says so.
pub fn compute(inputs: &Inputs, seed: u64, tick: &mut Tick<'_>) -> Result<Outcome, Stopped> {
    let mut parts = Vec::new();
    for (at, treated) in inputs.treated.iter().enumerate() {
        parts.push(Computation::new(inputs, treated).run(own_seed(seed, at), tick)?);
    }
    let pooled = (parts.len() > 1).then(|| pool::pooled(inputs, &parts, seed));
    let districts: Vec<DistrictResult> = parts.into_iter().map(|p| p.result).collect();
    let first = districts.first().map(|d| d.judgement);
    let judgement = pooled.as_ref().map(|p| p.judgement).or(first).unwrap_or_else(|| judge(&nothing()));
    Ok(Outcome { districts, pooled, judgement, synthetic: inputs.synthetic })
}

/// What each method can detect. Only the areas to compare with are looked at after the start, and of the district only how large it is, so that this
/// can be said before there is a result; the result says the same as long as the figures do. None where no pseudo-district can be made.
pub fn power(inputs: &Inputs, seed: u64) -> Option<[f64; 3]> {
    let mut parts: Vec<Vec<[f64; 3]>> = Vec::new();
    for (at, treated) in inputs.treated.iter().enumerate() {
        let one = Computation::new(inputs, treated);
        let pseudo = one.pseudo_districts(own_seed(seed, at));
        let fits = Method::ALL.map(|method| one.fits(method, &pseudo));
        parts.push(placebo_estimates(&fits, pseudo.len()));
    }
    let draws = parts.iter().map(Vec::len).min().filter(|n| *n > 1)?;
    let means = |i: usize| (0..draws).map(|b| mean(&parts.iter().map(|p| p[b][i]).collect::<Vec<f64>>())).collect::<Vec<f64>>();
    Some([0, 1, 2].map(|i| super::rules::detectable(sd(&means(i)))))
}

/// Each district has draws of its own.
fn own_seed(seed: u64, at: usize) -> u64 {
    seed.wrapping_add(1_000_003u64.wrapping_mul(at as u64))
}

fn placebo_estimates(fits: &[Fits], count: usize) -> Vec<[f64; 3]> {
    (0..count).map(|b| [0, 1, 2].map(|i| fits[i].placebos[b].effect.estimate)).collect()
}

fn nothing() -> Evidence {
    Evidence { methods: [(0.0, 0.0, 1.0); 3], relevant: 0.0, placebos: 0, stopped: true, warned: false }
}

/// A district's result with what only the house may see.
struct Part {
    result: DistrictResult,
    /// The estimates, also where they are withheld.
    points: [Point; 3],
    /// The three estimates of each pseudo-district.
    placebos: Vec<[f64; 3]>,
}

/// One district against its donors.
struct Computation<'i> {
    inputs: &'i Inputs,
    treated: &'i Treated,
    donors: Vec<&'i Area>,
    block: Block,
    /// What a ratio is multiplied with to be in the indicator's unit.
    scale: f64,
}

/// One method's fits: the district's and those of the pseudo-districts.
struct Fits {
    fit: Fit,
    placebos: Vec<Fit>,
}

fn spec(method: Method) -> Spec {
    Spec::new(match method {
        Method::Did => effect::Method::Did,
        Method::Sdid => effect::Method::Sdid,
        Method::Ascm => effect::Method::Ascm,
    })
}

impl<'i> Computation<'i> {
    fn new(inputs: &'i Inputs, treated: &'i Treated) -> Self {
        let donors: Vec<&Area> = treated.donors.iter().map(|i| &inputs.areas[*i]).collect();
        let scale = if let Measure::Rate { per } = inputs.measure { per as f64 } else { 1.0 };
        let block = Block {
            periods: inputs.window.years().map(|y| y.to_string()).collect(),
            pre: inputs.window.before(),
            donors: donors.iter().map(|a| a.code.clone()).collect(),
            outcomes: donors.iter().flat_map(|a| path(&a.x, &a.n, scale)).collect(),
            treated: vec![treated.district.clone()],
            treated_outcomes: path(&treated.x, &treated.n, scale),
            predictors: None,
        };
        Self { inputs, treated, donors, block, scale }
    }

    fn run(&self, seed: u64, tick: &mut Tick<'_>) -> Result<Part, Stopped> {
        let pseudo = self.pseudo_districts(seed);
        on(tick)?;
        let mut fits = Vec::new();
        for method in Method::ALL {
            fits.push(self.fits(method, &pseudo));
            on(tick)?;
        }
        let points = [0, 1, 2].map(|i| point(Method::ALL[i], &fits[i]));
        let checks = self.checks(&fits[1], &points, pseudo.len());
        on(tick)?;
        let placebos = placebo_estimates(&fits, pseudo.len());
        Ok(Part { result: self.result(&fits, &points, &pseudo, checks), points, placebos })
    }

    /// Districts made of areas at random, as large as the district: a single small area would overstate chance several times.
    fn pseudo_districts(&self, seed: u64) -> Vec<PseudoDistrict> {
        let flat = |of: fn(&Area) -> &[i64]| self.donors.iter().flat_map(|a| of(a).iter().map(|v| *v as f64)).collect::<Vec<f64>>();
        let (numerators, denominators) = (flat(|a| &a.x), flat(|a| &a.n));
        let counts = Counts { numerators: &numerators, denominators: &denominators, periods: self.block.width() };
        let all: Vec<usize> = (0..self.donors.len()).collect();
        let mut made = counts.pseudo_districts(&all, self.treated.size(), PLACEBOS, seed);
        made.retain(|p| p.areas.len() + LEFT <= self.donors.len());
        made
    }

    fn fits(&self, method: Method, pseudo: &[PseudoDistrict]) -> Fits {
        let fitter = Fitter::new(&self.block, spec(method));
        let scaled = |p: &PseudoDistrict| p.shares.iter().map(|s| s * self.scale).collect::<Vec<f64>>();
        Fits { fit: fitter.treated(), placebos: pseudo.iter().map(|p| fitter.path(&scaled(p), &p.areas)).collect() }
    }

    /// Plus one where more is better, minus one where less is.
    fn good(&self) -> f64 {
        good(self.inputs.better)
    }

    fn result(&self, fits: &[Fits], points: &[Point; 3], pseudo: &[PseudoDistrict], checks: Vec<Check>) -> DistrictResult {
        let evidence = Evidence {
            methods: points.map(|p| (p.estimate * self.good(), p.sd, p.p)),
            relevant: self.inputs.relevant,
            placebos: pseudo.len(),
            stopped: checks.iter().any(|c| c.level == Level::Stop),
            warned: checks.iter().any(|c| c.level == Level::Warn),
        };
        let withheld = self.treated.withheld;
        let shown = |fit: &Fits| if withheld { Vec::new() } else { self.rows(fit) };
        let estimates: Vec<f64> = fits[1].placebos.iter().map(|f| f.effect.estimate).collect();
        DistrictResult {
            district: self.treated.district.clone(),
            name: self.treated.name.clone(),
            municipality: self.treated.municipality.clone(),
            size: self.treated.size(),
            donors: self.donors.len(),
            placebos: pseudo.len(),
            placebo_areas: mean(&pseudo.iter().map(|p| p.areas.len() as f64).collect::<Vec<f64>>()),
            detectable: points.map(|p| super::rules::detectable(p.sd)),
            withheld,
            estimates: if withheld { Vec::new() } else { points.to_vec() },
            rows: shown(&fits[1]),
            bins: bins(&estimates),
            weights: if withheld { Vec::new() } else { self.weights(&fits[1].fit) },
            checks: if withheld { checks.into_iter().filter(is_without_figures).collect() } else { checks },
            judgement: judge(&evidence),
            truth: self.truth(),
        }
    }

    fn rows(&self, fits: &Fits) -> Vec<YearRow> {
        let target = self.block.target();
        let row = |(t, year): (usize, i32)| {
            let mut gaps: Vec<f64> = fits.placebos.iter().map(|f| f.gaps[t]).collect();
            gaps.sort_by(f64::total_cmp);
            let (low, high) = (quantile(&gaps, 0.025), quantile(&gaps, 0.975));
            YearRow { year, district: target[t], comparison: fits.fit.comparison[t], gap: fits.fit.gaps[t], low, high }
        };
        self.inputs.window.years().enumerate().map(row).collect()
    }

    fn weights(&self, fit: &Fit) -> Vec<super::rules::DonorWeight> {
        let of = |(a, w): (&&Area, &f64)| (a.code.clone(), a.municipality.clone(), *w, a.is_small);
        weights_as_shown(&self.donors.iter().zip(&fit.unit_weights).map(of).collect::<Vec<_>>())
    }

    /// The effect that the generator put in, over the years from the start on, in the indicator's unit: the generator counts events a person.
    fn truth(&self) -> Option<f64> {
        let years: Vec<i32> = (self.inputs.window.start..=self.inputs.window.last).collect();
        let of = |year: &i32| figures::statistics::synthetic::effect(&self.treated.district, &self.inputs.indicator, *year) * self.scale;
        self.inputs.synthetic.then(|| mean(&years.iter().map(of).collect::<Vec<f64>>()))
    }
}

/// An examination that tells no difference in the indicator's unit.
fn is_without_figures(check: &Check) -> bool {
    !check.values.iter().any(|(name, _)| name.ends_with("_points"))
}

/// Which way is good.
fn good(better: Better) -> f64 {
    if better == Better::Lower { -1.0 } else { 1.0 }
}

fn path(x: &[i64], n: &[i64], scale: f64) -> Vec<f64> {
    x.iter().zip(n).map(|(x, n)| *x as f64 / *n as f64 * scale).collect()
}

fn point(method: Method, fits: &Fits) -> Point {
    let placebos: Vec<f64> = fits.placebos.iter().map(|f| f.effect.estimate).collect();
    let effect = fits.fit.effect;
    point_of(method, effect.estimate, &placebos, (effect.pre_rmse, effect.duality_gap))
}

fn point_of(method: Method, estimate: f64, placebos: &[f64], (pre_rmse, duality_gap): (f64, f64)) -> Point {
    let sd = sd(placebos);
    let half = super::rules::half_width(sd);
    Point { method, estimate, sd, p: exact_p(estimate, placebos), low: estimate - half, high: estimate + half, pre_rmse, duality_gap }
}

fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

/// Sample standard deviation.
fn sd(values: &[f64]) -> f64 {
    let middle = mean(values);
    let squares: f64 = values.iter().map(|v| (v - middle).powi(2)).sum();
    (squares / (values.len() as f64 - 1.0).max(1.0)).sqrt()
}

/// The value below which this part of the sorted values lie.
fn quantile(sorted: &[f64], part: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let at = part * last as f64;
    let (low, high) = (at.floor() as usize, at.ceil() as usize);
    sorted[low] + (sorted[high] - sorted[low]) * (at - at.floor())
}

/// Counts in bins of half a standard deviation, from the least to the greatest.
fn bins(values: &[f64]) -> Vec<Bin> {
    let width = sd(values) / 2.0;
    if width.is_nan() || width <= 0.0 {
        return Vec::new();
    }
    let place = |v: &f64| (v / width).floor() as i64;
    let (Some(first), Some(last)) = (values.iter().map(place).min(), values.iter().map(place).max()) else { return Vec::new() };
    let bin = |b: i64| Bin { from: b as f64 * width, to: (b + 1) as f64 * width, count: values.iter().filter(|v| place(v) == b).count() };
    (first..=last.min(first + 60)).map(bin).collect()
}
