//! Observations in families of parts and totals, looked through for what must be withheld.

use crate::indicator::rules::Indicator;
use series::{Observation, Status, protect, protect_family};

/// Observations by number; what a number stands for is the owner's business.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    pub cells: Vec<Option<Observation>>,
}

/// Whether the observation is not to be shown, by its own size or since it has been withheld.
pub fn is_withheld(indicator: &Indicator, o: Observation) -> bool {
    protect(&indicator.disclosure(), indicator.measure, o).is_suppressed()
}

impl Grid {
    pub fn empty(size: usize) -> Self {
        Self { cells: vec![None; size] }
    }

    /// Withholds what would give away another number of a family: parts that add up to a total, with `others` that nobody shows.
    /// True when something was withheld that was not before.
    pub fn protect(&mut self, indicator: &Indicator, parts: &[usize], others: &[Observation], total: usize) -> bool {
        if self.cells[total].is_none() {
            return false;
        }
        let sum = self.value(total);
        let all = || parts.iter().map(|at| self.value(*at)).chain(others.iter().copied());
        if !all().chain([sum]).any(|o| is_withheld(indicator, o)) {
            return false;
        }
        let family: Vec<Observation> = all().collect();
        let (cells, sum_cell) = protect_family(&indicator.disclosure(), indicator.measure, &family, sum);
        let mut more = false;
        for (at, cell) in parts.iter().zip(&cells).chain([(&total, &sum_cell)]) {
            more |= cell.is_suppressed() && self.withhold(indicator, *at);
        }
        more
    }

    /// Marks a number that would be shown by itself; true when that is news.
    fn withhold(&mut self, indicator: &Indicator, at: usize) -> bool {
        match &mut self.cells[at] {
            Some(o) if o.status == Status::Observed && !is_withheld(indicator, *o) => {
                o.status = Status::Suppressed;
                true
            }
            _ => false,
        }
    }

    /// The observation, missing where there is none.
    pub fn value(&self, at: usize) -> Observation {
        self.cells[at].unwrap_or_else(Observation::missing)
    }

    /// The observation with the number that is withheld, for working out what is left.
    pub fn known(&self, at: usize) -> Observation {
        let o = self.value(at);
        if o.status == Status::Suppressed && o.numerator.is_some() { Observation { status: Status::Observed, ..o } } else { o }
    }
}
