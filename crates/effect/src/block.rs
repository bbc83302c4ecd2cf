//! The shape every estimator but the group-time one works on: donors that are never treated, treated units that start together.

use crate::linalg::mean;
use crate::predictors::Predictors;

/// Donors × periods and treated × periods, complete, with the first `pre` periods before the start. Rows are units.
#[derive(Clone, Debug, Default)]
pub struct Block {
    pub periods: Vec<String>,
    /// Number of periods before the start.
    pub pre: usize,
    pub donors: Vec<String>,
    pub outcomes: Vec<f64>,
    pub treated: Vec<String>,
    pub treated_outcomes: Vec<f64>,
    /// Characteristics for synthetic control with predictors.
    pub predictors: Option<Predictors>,
}

impl Block {
    /// A block from rows of numbers; names are numbered. `donors` and `treated` have one row a unit, all of the same length.
    pub fn from_rows(donors: &[Vec<f64>], treated: &[Vec<f64>], pre: usize) -> Self {
        let width = donors.first().map_or(0, Vec::len);
        Self {
            periods: (1..=width).map(|t| t.to_string()).collect(),
            pre,
            donors: (1..=donors.len()).map(|j| format!("donor {j}")).collect(),
            outcomes: donors.concat(),
            treated: (1..=treated.len()).map(|j| format!("treated {j}")).collect(),
            treated_outcomes: treated.concat(),
            predictors: None,
        }
    }

    pub fn width(&self) -> usize {
        self.periods.len()
    }

    pub fn post(&self) -> usize {
        self.width() - self.pre
    }

    pub fn donor(&self, j: usize) -> &[f64] {
        &self.outcomes[j * self.width()..(j + 1) * self.width()]
    }

    /// Mean path of the treated units: the block convention of synthdid.
    pub fn target(&self) -> Vec<f64> {
        mean_path(&self.treated_outcomes.chunks_exact(self.width()).collect::<Vec<_>>(), self.width())
    }

    /// The mean path of some donors, as the target of a placebo.
    pub fn donor_target(&self, donors: &[usize]) -> Vec<f64> {
        mean_path(&donors.iter().map(|&j| self.donor(j)).collect::<Vec<_>>(), self.width())
    }

    /// The same block on some of its periods, `pre` of them before the start.
    pub fn on_periods(&self, keep: &[usize], pre: usize) -> Self {
        let pick = |rows: &[f64]| rows.chunks_exact(self.width()).flat_map(|row| keep.iter().map(|&t| row[t])).collect();
        Self {
            periods: keep.iter().map(|&t| self.periods[t].clone()).collect(),
            pre,
            outcomes: pick(&self.outcomes),
            treated_outcomes: pick(&self.treated_outcomes),
            donors: self.donors.clone(),
            treated: self.treated.clone(),
            predictors: None,
        }
    }

    /// The same block with only some donors.
    pub fn with_donors(&self, keep: &[usize]) -> Self {
        Self {
            donors: keep.iter().map(|&j| self.donors[j].clone()).collect(),
            outcomes: keep.iter().flat_map(|&j| self.donor(j).to_vec()).collect(),
            predictors: self.predictors.as_ref().map(|p| p.with_donors(keep)),
            ..self.clone()
        }
    }

    /// Standard deviation of the donors' first differences before the start: the noise level that sets the ridge.
    pub fn noise(&self) -> f64 {
        let rows = self.outcomes.chunks_exact(self.width());
        let changes: Vec<f64> = rows.flat_map(|row| row[..self.pre].windows(2).map(|w| w[1] - w[0]).collect::<Vec<_>>()).collect();
        let (m, count) = (mean(&changes), changes.len() as f64);
        (changes.iter().map(|v| (v - m) * (v - m)).sum::<f64>() / (count - 1.0).max(1.0)).sqrt()
    }
}

fn mean_path(rows: &[&[f64]], width: usize) -> Vec<f64> {
    (0..width).map(|t| rows.iter().map(|row| row[t]).sum::<f64>() / rows.len() as f64).collect()
}
