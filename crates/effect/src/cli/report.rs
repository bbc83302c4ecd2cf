//! The answer as it is written in JSON.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::diagnostics::{Donor, Noise, RegressionToMean, Spillover};
use crate::fit::Method;
use crate::inference::conformal::Interval;
use crate::inference::placebo::{InTime, LeaveOneOut, Placebos};
use crate::panel::Gaps;

/// A map in the order of the data, not of the alphabet.
#[derive(Debug)]
pub(super) struct Ordered(pub Vec<(String, f64)>);

impl Serialize for Ordered {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(Some(self.0.len()))?;
        for (k, v) in &self.0 {
            map.serialize_entry(k, v)?;
        }
        map.end()
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Weights {
    pub unit: Ordered,
    pub time: Ordered,
}

#[derive(Debug, Serialize)]
pub(super) struct Path {
    pub time: String,
    pub treated: f64,
    pub comparison: f64,
    pub gap: f64,
}

#[derive(Debug, Serialize)]
pub(super) struct Diagnostics {
    pub donors: usize,
    pub treated: Vec<String>,
    pub start: String,
    pub pre_periods: usize,
    pub post_periods: usize,
    /// Smallest effect that would be found with 80 % power at 5 %, from the placebos.
    pub minimum_detectable_effect: Option<f64>,
    pub effective_donors: f64,
    pub top_donors: Vec<Donor>,
    /// False when other weights reach the same objective.
    pub identified: bool,
    pub ridge: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lambda: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub predictor_weights: Option<Ordered>,
    /// Mean squared outcome gap over the periods that chose the predictor weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub predictor_loss: Option<f64>,
    pub binomial_noise: Option<Noise>,
    pub regression_to_mean: Option<RegressionToMean>,
    pub spillover: Option<Spillover>,
    pub placebo_in_time: Vec<InTime>,
    pub leave_one_out: Option<LeaveOneOut>,
    pub jackknife_se: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bridged_break: Option<String>,
    pub gaps: Gaps,
    pub solver_steps: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub method: Method,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compat: Option<&'static str>,
    pub seed: u64,
    /// Mean effect over the post-periods; null when there is no comparison to take it from.
    pub estimate: Option<f64>,
    pub interval: Option<Interval>,
    pub pre_rmse: f64,
    pub duality_gap: f64,
    pub weights: Weights,
    pub path: Vec<Path>,
    pub placebo: Option<Placebos>,
    pub diagnostics: Diagnostics,
    pub warnings: Vec<String>,
}
