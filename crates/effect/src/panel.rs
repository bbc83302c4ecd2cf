//! Units × periods with typed gaps, who is treated from when, and the way from there to a [`Block`].

use std::collections::HashMap;

use serde::Serialize;

use crate::block::Block;
use crate::fault::Fault;

/// Why there is no number. Missing, suppressed and not applicable are different things, and none of them is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// The file has no row for the unit and period.
    NoRow,
    /// The row has no value: empty, `NA`, `NaN` or `null`.
    Empty,
    /// Two dots: withheld or not available.
    Suppressed,
    /// One dot: cannot occur.
    NotApplicable,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    Value(f64),
    Missing(Missing),
}

impl Cell {
    pub fn value(self) -> Option<f64> {
        match self {
            Self::Value(v) => Some(v),
            Self::Missing(_) => None,
        }
    }
}

/// A period as it is written; ordered as a number when all periods are numbers, otherwise as text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Period {
    pub label: String,
    pub number: Option<f64>,
}

impl Period {
    pub fn new(text: &str) -> Self {
        let number = text.trim().parse::<f64>().ok().filter(|v| v.is_finite());
        let label = match number {
            Some(v) if v == v.trunc() && v.abs() < 1e15 && text.contains('.') => format!("{v:.0}"),
            _ => text.trim().to_owned(),
        };
        Self { label, number }
    }

    /// `self ≥ other` in time.
    pub fn reaches(&self, other: &Self) -> bool {
        match (self.number, other.number) {
            (Some(a), Some(b)) => a >= b,
            _ => self.label >= other.label,
        }
    }
}

/// A rectangular panel. Cells are by unit, then by period.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    pub units: Vec<String>,
    pub periods: Vec<Period>,
    pub cells: Vec<Cell>,
    /// First treated period (index) of each unit; `None` is never treated; an index past the last period is later than the panel.
    pub starts: Vec<Option<usize>>,
    /// Other columns by name, in the cells' order: predictors, denominators.
    pub columns: HashMap<String, Vec<Cell>>,
}

/// What was left out to make a block complete, for the warnings.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Gaps {
    /// Donors without a value in some period used.
    pub donors_left_out: Vec<String>,
    /// Periods in which a treated unit has no value.
    pub periods_left_out: Vec<String>,
}

impl Panel {
    pub fn cell(&self, unit: usize, period: usize) -> Cell {
        self.cells[unit * self.periods.len() + period]
    }

    pub fn unit(&self, name: &str, role: &'static str) -> Result<usize, Fault> {
        let unknown = || Fault::UnknownUnit { name: name.to_owned(), role };
        self.units.iter().position(|u| u == name).ok_or_else(unknown)
    }

    /// Names given as a reader writes them: each text is a unit, or several with commas between them.
    pub fn names(&self, texts: &[String]) -> Vec<String> {
        let known = |name: &str| self.units.iter().any(|u| u == name);
        let pieces = |text: &String| -> Vec<String> { text.split(',').map(|p| p.trim().to_owned()).collect() };
        // a list in which one name is wrong is told by that name, not by the whole list
        let otherwise = |text: &String| if pieces(text).iter().any(|p| known(p)) { pieces(text) } else { vec![text.clone()] };
        texts.iter().flat_map(|text| self.split(text).unwrap_or_else(|| otherwise(text))).collect()
    }

    /// A list with commas, the longest known name first: names may have commas of their own.
    fn split(&self, text: &str) -> Option<Vec<String>> {
        let known = |name: &str| self.units.iter().any(|u| u == name);
        if known(text) {
            return Some(vec![text.to_owned()]);
        }
        let head = |at: usize| Some(text[..at].trim()).filter(|h| known(h));
        text.rmatch_indices(',').find_map(|(at, _)| {
            let (first, rest) = (head(at)?, self.split(text[at + 1..].trim())?);
            Some(std::iter::once(first.to_owned()).chain(rest).collect())
        })
    }

    /// The first period at or after `from`; one past the last when there is none.
    pub fn at_or_after(&self, from: &Period) -> usize {
        self.periods.iter().position(|p| p.reaches(from)).unwrap_or(self.periods.len())
    }

    /// Let the named units be treated from a period, and nobody else.
    pub fn treat(&mut self, names: &[String], from: &Period) -> Result<(), Fault> {
        let start = self.at_or_after(from);
        let mut starts = vec![None; self.units.len()];
        for name in names {
            starts[self.unit(name, "treated")?] = Some(start);
        }
        self.starts = starts;
        Ok(())
    }

    /// Keep only periods up to and including `to`.
    pub fn until(&mut self, to: &Period) {
        let keep = self.periods.iter().take_while(|p| to.reaches(p)).count();
        let width = self.periods.len();
        let cut = |cells: &[Cell]| cells.chunks_exact(width).flat_map(|row| row[..keep].to_vec()).collect::<Vec<_>>();
        self.cells = cut(&self.cells);
        self.columns.values_mut().for_each(|c| *c = cut(c));
        self.periods.truncate(keep);
    }

    /// The periods at which treatments start, earliest first.
    pub fn start_indices(&self) -> Vec<usize> {
        let mut all: Vec<usize> = self.starts.iter().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The block of treated units that start together and their donors: all untreated units, or those named.
    /// Donors with a gap are left out, periods in which a treated unit has a gap likewise; both are told.
    pub fn block(&self, donors: &[String]) -> Result<(Block, Gaps), Fault> {
        let start = self.common_start()?;
        let treated: Vec<usize> = (0..self.units.len()).filter(|&u| self.starts[u].is_some()).collect();
        let present = |u: usize, t: usize| self.cell(u, t).value().is_some();
        let kept: Vec<usize> = (0..self.periods.len()).filter(|&t| treated.iter().all(|&u| present(u, t))).collect();
        let pre = kept.iter().filter(|&&t| t < start).count();
        self.check_window(start, pre, kept.len())?;
        let pool = self.donor_pool(donors)?;
        let (whole, holed): (Vec<usize>, Vec<usize>) = pool.into_iter().partition(|&u| kept.iter().all(|&t| present(u, t)));
        if whole.is_empty() {
            return Err(Fault::NoDonors);
        }
        let names = |units: &[usize]| units.iter().map(|&u| self.units[u].clone()).collect::<Vec<_>>();
        let rows = |units: &[usize]| units.iter().flat_map(|&u| kept.iter().filter_map(move |&t| self.cell(u, t).value())).collect();
        let block = Block {
            periods: kept.iter().map(|&t| self.periods[t].label.clone()).collect(),
            pre,
            donors: names(&whole),
            outcomes: rows(&whole),
            treated: names(&treated),
            treated_outcomes: rows(&treated),
            predictors: None,
        };
        let left = (0..self.periods.len()).filter(|t| !kept.contains(t)).map(|t| self.periods[t].label.clone()).collect();
        Ok((block, Gaps { donors_left_out: names(&holed), periods_left_out: left }))
    }

    fn common_start(&self) -> Result<usize, Fault> {
        match self.start_indices()[..] {
            [] => Err(Fault::NoTreated),
            [one] => Ok(one),
            ref many => Err(Fault::Staggered { starts: many.iter().map(|&t| self.label(t)).collect() }),
        }
    }

    pub(crate) fn label(&self, t: usize) -> String {
        self.periods.get(t).map_or_else(|| "after the last period".to_owned(), |p| p.label.clone())
    }

    fn check_window(&self, start: usize, pre: usize, kept: usize) -> Result<(), Fault> {
        if start >= self.periods.len() {
            return Err(Fault::NoPostPeriod { start: self.label(start) });
        }
        match start {
            0 => Err(Fault::TreatedAlways),
            1 => Err(Fault::OnePrePeriod { start: self.label(start) }),
            _ if pre < 2 || kept == pre => Err(Fault::TreatedHasGaps),
            _ => Ok(()),
        }
    }

    fn donor_pool(&self, names: &[String]) -> Result<Vec<usize>, Fault> {
        if names.is_empty() {
            return Ok((0..self.units.len()).filter(|&u| self.starts[u].is_none()).collect());
        }
        let mut pool = Vec::new();
        for name in names {
            let u = self.unit(name, "donor")?;
            if self.starts[u].is_some() {
                return Err(Fault::DonorIsTreated { name: name.clone() });
            }
            if !pool.contains(&u) {
                pool.push(u);
            }
        }
        Ok(pool)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panel(rows: &[(&str, &[f64])], start: usize) -> Panel {
        Panel {
            units: rows.iter().map(|r| r.0.to_owned()).collect(),
            periods: (0..rows[0].1.len()).map(|t| Period::new(&(2000 + t).to_string())).collect(),
            cells: rows.iter().flat_map(|r| r.1.iter().map(|&v| Cell::Value(v))).collect(),
            starts: rows.iter().enumerate().map(|(i, _)| (i == 0).then_some(start)).collect(),
            columns: HashMap::new(),
        }
    }

    #[test]
    fn a_donor_with_a_gap_is_left_out_and_named() {
        let mut p = panel(&[("A", &[1.0, 2.0, 3.0]), ("B", &[1.0, 2.0, 3.0]), ("C", &[1.0, 2.0, 3.0])], 2);
        p.cells[4] = Cell::Missing(Missing::Suppressed);
        let (block, gaps) = p.block(&[]).unwrap();
        assert_eq!((block.donors, gaps.donors_left_out), (vec!["C".to_owned()], vec!["B".to_owned()]));
        assert_eq!(block.pre, 2);
    }

    #[test]
    fn lists_with_commas_are_names_with_commas_first() {
        let p = panel(&[("A", &[1.0]), ("B, norr", &[1.0]), ("B", &[1.0]), ("C", &[1.0])], 0);
        let names = |texts: &[&str]| p.names(&texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>());
        assert_eq!(names(&["A,B, norr, C", "B"]), ["A", "B, norr", "C", "B"]);
        assert_eq!(names(&["B, norr"]), ["B, norr"]);
        assert_eq!(names(&["A,X", "X,Y"]), ["A", "X", "X,Y"]);
    }

    #[test]
    fn windows_are_checked() {
        let p = |start| panel(&[("A", &[1.0, 2.0, 3.0]), ("B", &[1.0, 2.0, 3.0])], start).block(&[]).unwrap_err().key();
        assert_eq!((p(0), p(1), p(3)), ("treated-always", "one-pre-period", "no-post-period"));
    }

    #[test]
    fn periods_compare_as_numbers_and_as_text() {
        assert!(Period::new("1970.0").reaches(&Period::new("1970")));
        assert!(Period::new("2011-02").reaches(&Period::new("2011-01")));
        assert!(!Period::new("9").reaches(&Period::new("10")));
        assert_eq!(Period::new("1970.0").label, "1970");
    }
}
