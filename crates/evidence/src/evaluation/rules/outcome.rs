//! What comes out of a computation, as it may be shown.

use super::verdict::Judgement;
use serde::{Deserialize, Serialize};

/// The three estimators, in the order they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    Did,
    Sdid,
    Ascm,
}

impl Method {
    pub const ALL: [Self; 3] = [Self::Did, Self::Sdid, Self::Ascm];

    pub fn key(self) -> &'static str {
        match self {
            Self::Did => "did",
            Self::Sdid => "sdid",
            Self::Ascm => "ascm",
        }
    }
}

/// One method's answer, in the indicator's unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    pub method: Method,
    pub estimate: f64,
    /// Standard deviation of the placebos.
    pub sd: f64,
    /// Exact two-sided p among the placebos.
    pub p: f64,
    pub low: f64,
    pub high: f64,
    pub pre_rmse: f64,
    /// Upper bound on how far the solver is from its optimum.
    pub duality_gap: f64,
}

/// A year of the picture: the district, its comparison, what chance alone would make of the difference.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct YearRow {
    pub year: i32,
    pub district: f64,
    pub comparison: f64,
    pub gap: f64,
    /// From and to of 95 per cent of the placebo gaps.
    pub low: f64,
    pub high: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    pub from: f64,
    pub to: f64,
    pub count: usize,
}

/// What an examination says of an estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing speaks against it.
    Fine,
    /// To be known, without weight in the verdict.
    Note,
    /// Could not be examined.
    Untested,
    /// Speaks against the estimate: support becomes weak.
    Warn,
    /// There is no comparison: nothing can be decided.
    Stop,
}

impl Level {
    pub fn key(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Note => "note",
            Self::Untested => "untested",
            Self::Warn => "warn",
            Self::Stop => "stop",
        }
    }
}

/// One examination: its key, what it says, and its figures by name. A name that ends in `_points` is a difference in the indicator's unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    pub key: String,
    pub level: Level,
    pub values: Vec<(String, f64)>,
}

/// A donor with its weight. Those whose figures are too small to show stand together without names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DonorWeight {
    /// Area code; empty for the small ones together and for the rest.
    pub code: String,
    pub municipality: String,
    pub weight: f64,
    /// How many areas stand behind it.
    pub areas: usize,
    pub kind: Released,
}

/// Why a row of weights stands as it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Released {
    Named,
    /// Areas too small to be named.
    Small,
    /// Areas of little weight, together.
    Rest,
}

/// A district's part of an outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DistrictResult {
    pub district: String,
    pub name: String,
    pub municipality: String,
    /// Mean denominator over the window.
    pub size: f64,
    pub donors: usize,
    pub placebos: usize,
    /// Mean number of small areas in a pseudo-district.
    pub placebo_areas: f64,
    /// Smallest effect each method would find with 80 per cent power.
    pub detectable: [f64; 3],
    /// Some figure of the district's within the window is withheld: then neither estimates nor pictures leave the house.
    pub withheld: bool,
    /// Empty when withheld, as are the rows, bins and weights.
    pub estimates: Vec<Point>,
    pub rows: Vec<YearRow>,
    pub bins: Vec<Bin>,
    pub weights: Vec<DonorWeight>,
    pub checks: Vec<Check>,
    pub judgement: Judgement,
    /// The effect that the generator put into synthetic figures; none for real ones.
    pub truth: Option<f64>,
}

/// Several districts together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pooled {
    pub estimates: Vec<Point>,
    pub detectable: [f64; 3],
    pub districts: usize,
    pub municipalities: usize,
    /// p of the primary mean when the signs of whole municipalities are turned.
    pub clustered_p: f64,
    pub permutations: usize,
    /// How many means of pseudo-districts are at least as large as the districts' own.
    pub reached: usize,
    pub bins: Vec<Bin>,
    pub judgement: Judgement,
    pub truth: Option<f64>,
}

/// A computation's outcome, frozen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    pub districts: Vec<DistrictResult>,
    /// None for one district.
    pub pooled: Option<Pooled>,
    pub judgement: Judgement,
    pub synthetic: bool,
}

impl Outcome {
    /// The three estimates the verdict rests on; empty when they may not be shown.
    pub fn estimates(&self) -> &[Point] {
        match (&self.pooled, self.districts.first()) {
            (Some(pooled), _) => &pooled.estimates,
            (None, Some(one)) => &one.estimates,
            (None, None) => &[],
        }
    }

    /// What each method would find.
    pub fn detectable(&self) -> [f64; 3] {
        match (&self.pooled, self.districts.first()) {
            (Some(pooled), _) => pooled.detectable,
            (None, Some(one)) => one.detectable,
            (None, None) => [0.0; 3],
        }
    }

    pub fn truth(&self) -> Option<f64> {
        match (&self.pooled, self.districts.first()) {
            (Some(pooled), _) => pooled.truth,
            (None, one) => one.and_then(|d| d.truth),
        }
    }
}

/// How many donors are named.
const NAMED: usize = 8;

/// Weights as they may be shown: the heaviest named, areas whose figures the disclosure rule withholds together without names, the rest
/// together. One small area alone would be told by what is left, so it takes the lightest named with it. `all` is code, municipality, weight,
/// whether it is too small.
pub fn weights_as_shown(all: &[(String, String, f64, bool)]) -> Vec<DonorWeight> {
    let mut order: Vec<&(String, String, f64, bool)> = all.iter().filter(|(_, _, w, _)| w.abs() > 1e-9).collect();
    order.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()).then_with(|| a.0.cmp(&b.0)));
    let (mut small, mut open): (Vec<_>, Vec<_>) = order.into_iter().partition(|(.., is_small)| *is_small);
    if small.len() == 1
        && let Some(lightest) = open.pop()
    {
        small.push(lightest);
    }
    let rest = open.split_off(open.len().min(NAMED));
    let mut rows: Vec<DonorWeight> = open.into_iter().map(named).collect();
    rows.extend(together(&rest, Released::Rest));
    rows.extend(together(&small, Released::Small));
    rows
}

fn named((code, municipality, weight, _): &(String, String, f64, bool)) -> DonorWeight {
    DonorWeight { code: code.clone(), municipality: municipality.clone(), weight: *weight, areas: 1, kind: Released::Named }
}

fn together(areas: &[&(String, String, f64, bool)], kind: Released) -> Option<DonorWeight> {
    let weight = areas.iter().map(|a| a.2).sum();
    let row = DonorWeight { code: String::new(), municipality: String::new(), weight, areas: areas.len(), kind };
    (!areas.is_empty()).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn area(code: &str, weight: f64, small: bool) -> (String, String, f64, bool) {
        (code.into(), "0180".into(), weight, small)
    }

    #[test]
    fn a_small_area_has_no_name_and_is_never_alone() {
        let shown = weights_as_shown(&[area("a", 0.5, false), area("b", 0.2, false), area("c", 0.3, true)]);
        assert_eq!(shown.iter().map(|r| (r.code.as_str(), r.areas)).collect::<Vec<_>>(), [("a", 1), ("", 2)]);
        assert_eq!(shown[1].kind, Released::Small);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_small_area_is_named(raw in proptest::collection::vec((0.001f64..1.0, any::<bool>()), 0..30)) {
            let all: Vec<_> = raw.iter().enumerate().map(|(i, (w, small))| area(&format!("{i:03}"), *w, *small)).collect();
            let shown = weights_as_shown(&all);
            let sum = |it: &[DonorWeight]| it.iter().map(|r| r.weight).sum::<f64>();
            prop_assert!((sum(&shown) - raw.iter().map(|r| r.0).sum::<f64>()).abs() < 1e-9);
            prop_assert_eq!(shown.iter().map(|r| r.areas).sum::<usize>(), raw.len());
            for row in shown.iter().filter(|r| r.kind == Released::Named) {
                prop_assert!(!all.iter().any(|(code, _, _, small)| *code == row.code && *small));
            }
            let small = shown.iter().find(|r| r.kind == Released::Small);
            prop_assert!(small.is_none_or(|r| r.areas > 1 || raw.len() == 1));
        }
    }
}
