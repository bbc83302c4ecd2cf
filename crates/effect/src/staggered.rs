//! Group-time average effects under staggered adoption (Callaway & Sant'Anna 2021), without covariates, with the four aggregations.
//! Standard errors come from influence functions, clustered by unit; optionally from a seeded multiplier bootstrap.

use rayon::prelude::*;
use serde::Serialize;

use crate::fault::Fault;
use crate::panel::Panel;
use crate::rng::Rng;

/// Whom the groups are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    NeverTreated,
    /// Never treated and not treated yet.
    NotYetTreated,
}

#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub comparison: Comparison,
    /// Pre-periods are compared with the last period before the start (`true`) or with the period just before (`false`).
    pub universal_base: bool,
    /// Replicates of the multiplier bootstrap; 0 takes the analytic standard errors.
    pub bootstrap: usize,
    pub seed: u64,
}

#[derive(Clone, Debug, Serialize)]
pub struct GroupTime {
    pub group: serde_json::Value,
    pub time: serde_json::Value,
    pub estimate: f64,
    pub se: Option<f64>,
    /// At or after the group's start.
    pub post: bool,
    #[serde(skip)]
    at: (usize, usize),
    #[serde(skip)]
    influence: Vec<f64>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Aggregate {
    pub estimate: f64,
    pub se: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<Part>,
}

/// One group, event time or calendar period of an aggregation.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    pub at: serde_json::Value,
    pub estimate: f64,
    pub se: Option<f64>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Aggregations {
    pub simple: Aggregate,
    pub group: Aggregate,
    pub dynamic: Aggregate,
    pub calendar: Aggregate,
}

#[derive(Clone, Debug)]
pub struct Staggered {
    pub att_gt: Vec<GroupTime>,
    pub aggregations: Aggregations,
    pub units: usize,
    /// Units without a value in every period, and units treated from the first period on: both left out.
    pub incomplete: Vec<String>,
    pub treated_from_first: Vec<String>,
}

struct Data {
    /// Complete units × periods.
    y: Vec<f64>,
    width: usize,
    /// Start of each unit; `usize::MAX` is never.
    group: Vec<usize>,
    groups: Vec<usize>,
}

const NEVER: usize = usize::MAX;

impl Data {
    fn units(&self) -> usize {
        self.group.len()
    }

    fn change(&self, i: usize, base: usize, t: usize) -> f64 {
        self.y[i * self.width + t] - self.y[i * self.width + base]
    }

    fn share(&self, g: usize) -> f64 {
        self.group.iter().filter(|x| **x == g).count() as f64 / self.units() as f64
    }

    /// One group and period: the difference of mean changes, and each unit's influence on it.
    fn effect(&self, g: usize, t: usize, base: usize, comparison: Comparison) -> Option<(f64, Vec<f64>)> {
        let latest = t.max(base);
        let control = |x: usize| x == NEVER || comparison == Comparison::NotYetTreated && x > latest && x != g;
        let mean_of = |inside: &dyn Fn(usize) -> bool| {
            let changes = (0..self.units()).filter(|&i| inside(self.group[i])).map(|i| self.change(i, base, t));
            let (sum, count) = changes.fold((0.0, 0.0), |(s, c), v| (s + v, c + 1.0));
            (count > 0.0).then(|| (sum / count, count))
        };
        let (treated, n1) = mean_of(&|x| x == g)?;
        let (untreated, n0) = mean_of(&control)?;
        let n = self.units() as f64;
        let influence = |i: usize| match self.group[i] {
            x if x == g => n / n1 * (self.change(i, base, t) - treated),
            x if control(x) => -n / n0 * (self.change(i, base, t) - untreated),
            _ => 0.0,
        };
        Some((treated - untreated, (0..self.units()).map(influence).collect()))
    }
}

/// Estimate all groups and periods of a panel and aggregate them.
pub fn att_gt(panel: &Panel, settings: Settings) -> Result<Staggered, Fault> {
    let (data, incomplete, treated_from_first) = prepare(panel, settings)?;
    let labels: Vec<serde_json::Value> = panel.periods.iter().map(|p| label(p.number, &p.label)).collect();
    let mut att_gt = Vec::new();
    for &g in &data.groups {
        for t in 0..data.width {
            let base = match (t >= g || settings.universal_base, t) {
                (true, _) => g - 1,
                (false, 0) => continue,
                (false, t) => t - 1,
            };
            if t == base {
                continue;
            }
            if let Some((estimate, influence)) = data.effect(g, t, base, settings.comparison) {
                let (group, time) = (labels[g].clone(), labels[t].clone());
                att_gt.push(GroupTime { group, time, estimate, se: None, post: t >= g, at: (g, t), influence });
            }
        }
    }
    let errors = Errors { n: data.units(), settings };
    att_gt.iter_mut().for_each(|a| a.se = errors.of(&a.influence));
    if !att_gt.iter().any(|a| a.post) {
        return Err(Fault::NoGroups);
    }
    let numbers = panel.periods.iter().map(|p| p.number).collect::<Option<Vec<f64>>>();
    let numbers = numbers.unwrap_or_else(|| (0..data.width).map(|t| t as f64).collect());
    let aggregations = Aggregator { data: &data, cells: &att_gt, errors, labels: &labels, numbers }.all();
    Ok(Staggered { att_gt, aggregations, units: data.units(), incomplete, treated_from_first })
}

fn label(number: Option<f64>, text: &str) -> serde_json::Value {
    match number {
        Some(v) if v == v.trunc() && v.abs() < 9e15 => serde_json::Value::from(v as i64),
        Some(v) => serde_json::Value::from(v),
        None => serde_json::Value::from(text),
    }
}

fn prepare(panel: &Panel, settings: Settings) -> Result<(Data, Vec<String>, Vec<String>), Fault> {
    let width = panel.periods.len();
    let (mut incomplete, mut first) = (Vec::new(), Vec::new());
    let mut data = Data { y: Vec::new(), width, group: Vec::new(), groups: Vec::new() };
    if panel.starts.iter().all(Option::is_none) {
        return Err(Fault::NoTreated);
    }
    for (u, name) in panel.units.iter().enumerate() {
        let row: Option<Vec<f64>> = (0..width).map(|t| panel.cell(u, t).value()).collect();
        match (row, panel.starts[u]) {
            (_, Some(0)) => first.push(name.clone()),
            (None, _) => incomplete.push(name.clone()),
            (Some(row), start) => {
                data.y.extend(row);
                data.group.push(start.filter(|s| *s < width).unwrap_or(NEVER));
            }
        }
    }
    data.groups = data.group.iter().copied().filter(|g| *g != NEVER).collect();
    data.groups.sort_unstable();
    data.groups.dedup();
    // a unit that is there but for a gap is another matter than one that is not there
    let holed = |is: &dyn Fn(usize) -> bool| {
        let start = |name: &String| panel.units.iter().position(|u| u == name).and_then(|u| panel.starts[u]);
        incomplete.iter().any(|name| is(start(name).filter(|s| *s < width).unwrap_or(NEVER)))
    };
    if data.groups.is_empty() {
        return Err(if holed(&|start| start != NEVER) { Fault::NoneComplete { role: "treated" } } else { Fault::NoGroups });
    }
    if settings.comparison == Comparison::NeverTreated && !data.group.contains(&NEVER) {
        return Err(if holed(&|start| start == NEVER) { Fault::NoneComplete { role: "never treated" } } else { Fault::NoNeverTreated });
    }
    Ok((data, incomplete, first))
}

#[derive(Clone, Copy)]
struct Errors {
    n: usize,
    settings: Settings,
}

impl Errors {
    /// Standard error from the influence function; none when nothing varies.
    fn of(self, influence: &[f64]) -> Option<f64> {
        let n = self.n as f64;
        let se = match self.settings.bootstrap {
            0 => influence.iter().map(|v| v * v).sum::<f64>().sqrt() / n,
            replicates => self.bootstrapped(influence, replicates),
        };
        (se > 1e-10 * (1.0 + influence.iter().fold(0.0, |m: f64, v| m.max(v.abs()))) / n).then_some(se)
    }

    /// Spread of the influence function's mean under Mammen's two-point multipliers, from its quartiles (robust to few outliers).
    fn bootstrapped(self, influence: &[f64], replicates: usize) -> f64 {
        let root = 5f64.sqrt();
        let (low, high, probability) = ((1.0 - root) / 2.0, f64::midpoint(1.0, root), (root + 1.0) / (2.0 * root));
        let one = |i: usize| {
            let mut rng = Rng::stream(self.settings.seed, i as u64);
            influence.iter().map(|v| v * if rng.uniform() < probability { low } else { high }).sum::<f64>() / self.n as f64
        };
        let mut means: Vec<f64> = (0..replicates).into_par_iter().map(one).collect();
        means.sort_by(f64::total_cmp);
        let quantile = |q: f64| means[((means.len() - 1) as f64 * q).round() as usize];
        (quantile(0.75) - quantile(0.25)) / (2.0 * crate::inference::normal_quantile_two_sided(0.5))
    }
}

struct Aggregator<'a> {
    data: &'a Data,
    cells: &'a [GroupTime],
    errors: Errors,
    labels: &'a [serde_json::Value],
    numbers: Vec<f64>,
}

/// A number with its influence function.
struct Estimate {
    value: f64,
    influence: Vec<f64>,
}

impl Aggregator<'_> {
    fn all(&self) -> Aggregations {
        Aggregations { simple: self.simple(), group: self.by_group(), dynamic: self.dynamic(), calendar: self.calendar() }
    }

    /// Average of cells weighted by the size of their group, the weights being estimates too.
    fn weighted(&self, cells: &[&GroupTime]) -> Estimate {
        let shares: Vec<f64> = cells.iter().map(|c| self.data.share(c.at.0)).collect();
        self.average(&cells.iter().map(|c| (c.estimate, c.influence.as_slice(), c.at.0)).collect::<Vec<_>>(), &shares)
    }

    fn average(&self, parts: &[(f64, &[f64], usize)], shares: &[f64]) -> Estimate {
        let total: f64 = shares.iter().sum();
        let value = parts.iter().zip(shares).map(|(p, s)| p.0 * s / total).sum();
        let influence = |i: usize| {
            let own: f64 = parts.iter().zip(shares).map(|(p, s)| p.1[i] * s / total).sum();
            let member = |g: usize| f64::from(u8::from(self.data.group[i] == g));
            let drift: f64 = parts.iter().zip(shares).map(|(p, s)| member(p.2) - s).sum();
            let weights: f64 = parts.iter().zip(shares).map(|(p, s)| p.0 * ((member(p.2) - s) / total - s * drift / (total * total))).sum();
            own + weights
        };
        Estimate { value, influence: (0..self.data.units()).map(influence).collect() }
    }

    /// Plain average of estimates.
    fn even(&self, parts: &[&Estimate]) -> Estimate {
        let n = parts.len() as f64;
        let influence = |i: usize| parts.iter().map(|p| p.influence[i]).sum::<f64>() / n;
        Estimate { value: parts.iter().map(|p| p.value).sum::<f64>() / n, influence: (0..self.data.units()).map(influence).collect() }
    }

    fn told(&self, overall: &Estimate, by: Vec<Part>) -> Aggregate {
        Aggregate { estimate: overall.value, se: self.errors.of(&overall.influence), by }
    }

    fn part(&self, at: serde_json::Value, e: &Estimate) -> Part {
        Part { at, estimate: e.value, se: self.errors.of(&e.influence) }
    }

    fn simple(&self) -> Aggregate {
        let post: Vec<&GroupTime> = self.cells.iter().filter(|c| c.post).collect();
        self.told(&self.weighted(&post), Vec::new())
    }

    fn by_group(&self) -> Aggregate {
        let estimate = |g: usize| {
            let cells = self.cells.iter().filter(|c| c.post && c.at.0 == g);
            let parts: Vec<Estimate> = cells.map(|c| Estimate { value: c.estimate, influence: c.influence.clone() }).collect();
            (!parts.is_empty()).then(|| (g, self.even(&parts.iter().collect::<Vec<_>>())))
        };
        let groups: Vec<(usize, Estimate)> = self.data.groups.iter().filter_map(|&g| estimate(g)).collect();
        let shares: Vec<f64> = groups.iter().map(|(g, _)| self.data.share(*g)).collect();
        let parts: Vec<(f64, &[f64], usize)> = groups.iter().map(|(g, e)| (e.value, e.influence.as_slice(), *g)).collect();
        let by = groups.iter().map(|(g, e)| self.part(self.labels[*g].clone(), e)).collect();
        self.told(&self.average(&parts, &shares), by)
    }

    fn dynamic(&self) -> Aggregate {
        let event = |c: &GroupTime| self.numbers[c.at.1] - self.numbers[c.at.0];
        let mut events: Vec<f64> = self.cells.iter().map(event).collect();
        events.sort_by(f64::total_cmp);
        events.dedup();
        let of = |e: f64| self.weighted(&self.cells.iter().filter(|c| event(c) == e).collect::<Vec<_>>());
        let estimates: Vec<(f64, Estimate)> = events.into_iter().map(|e| (e, of(e))).collect();
        let after: Vec<&Estimate> = estimates.iter().filter(|(e, _)| *e >= 0.0).map(|(_, x)| x).collect();
        let by = estimates.iter().map(|(e, x)| self.part(label(Some(*e), ""), x)).collect();
        self.told(&self.even(&after), by)
    }

    fn calendar(&self) -> Aggregate {
        let of = |t: usize| {
            let cells: Vec<&GroupTime> = self.cells.iter().filter(|c| c.post && c.at.1 == t).collect();
            (!cells.is_empty()).then(|| (t, self.weighted(&cells)))
        };
        let times: Vec<(usize, Estimate)> = (0..self.data.width).filter_map(of).collect();
        let by = times.iter().map(|(t, e)| self.part(self.labels[*t].clone(), e)).collect();
        self.told(&self.even(&times.iter().map(|(_, e)| e).collect::<Vec<_>>()), by)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::{Cell, Period};

    const PLAIN: Settings = Settings { comparison: Comparison::NeverTreated, universal_base: false, bootstrap: 0, seed: 1 };

    /// Effect of group g at t is exactly g + t; parallel trends with unit levels.
    fn panel(noise: f64) -> Panel {
        let starts = [None, None, None, Some(2), Some(2), Some(3), Some(3), Some(3), Some(5)];
        let mut rng = Rng::new(5);
        let cells = starts.iter().enumerate().flat_map(|(i, s)| {
            let row: Vec<Cell> = (0..5)
                .map(|t| {
                    let effect = s.filter(|s| *s < 5 && t >= *s).map_or(0.0, |s| (s + t) as f64);
                    Cell::Value(i as f64 + 0.5 * t as f64 + effect + noise * rng.normal())
                })
                .collect();
            row
        });
        Panel {
            units: (0..9).map(|i| format!("u{i}")).collect(),
            periods: (0..5).map(|t| Period::new(&(2001 + t).to_string())).collect(),
            cells: cells.collect(),
            starts: starts.to_vec(),
            columns: Default::default(),
        }
    }

    #[test]
    fn a_known_truth_is_found_with_either_comparison() {
        for comparison in [Comparison::NeverTreated, Comparison::NotYetTreated] {
            let found = att_gt(&panel(0.0), Settings { comparison, ..PLAIN }).unwrap();
            for c in &found.att_gt {
                let truth = if c.post { (c.at.0 + c.at.1) as f64 } else { 0.0 };
                assert!((c.estimate - truth).abs() < 1e-12, "{c:?}");
            }
            let a = &found.aggregations;
            // cells (2,2..4): 4,5,6 with two units; (3,3..4): 6,7 with three
            assert!((a.simple.estimate - (2.0 * 15.0 + 3.0 * 13.0) / 12.0).abs() < 1e-12);
            assert!((a.group.estimate - (2.0 * 5.0 + 3.0 * 6.5) / 5.0).abs() < 1e-12);
            let event = [(2.0 * 4.0 + 3.0 * 6.0) / 5.0, (2.0 * 5.0 + 3.0 * 7.0) / 5.0, 6.0];
            assert!((a.dynamic.estimate - event.iter().sum::<f64>() / 3.0).abs() < 1e-12);
            let year = [4.0, (2.0 * 5.0 + 3.0 * 6.0) / 5.0, (2.0 * 6.0 + 3.0 * 7.0) / 5.0];
            assert!((a.calendar.estimate - year.iter().sum::<f64>() / 3.0).abs() < 1e-12);
        }
    }

    #[test]
    fn standard_errors_are_those_of_two_means_and_the_bootstrap_agrees() {
        let found = att_gt(&panel(1.0), PLAIN).unwrap();
        let c = found.att_gt.iter().find(|c| c.at == (2, 2)).unwrap();
        let p = panel(1.0);
        let change = |u: usize| p.cell(u, 2).value().unwrap() - p.cell(u, 1).value().unwrap();
        let square = |us: &[usize]| {
            let m = us.iter().map(|&u| change(u)).sum::<f64>() / us.len() as f64;
            us.iter().map(|&u| (change(u) - m).powi(2)).sum::<f64>() / (us.len() as f64).powi(2)
        };
        let expected = (square(&[3, 4]) + square(&[0, 1, 2, 8])).sqrt();
        assert!((c.se.unwrap() - expected).abs() < 1e-12);
        let boot = att_gt(&panel(1.0), Settings { bootstrap: 4000, ..PLAIN }).unwrap();
        let b = boot.aggregations.simple.se.unwrap() / found.aggregations.simple.se.unwrap();
        assert!((0.8..1.2).contains(&b), "{b}");
    }

    #[test]
    fn gaps_are_not_taken_for_the_absence_of_units() {
        let without = |is: fn(Option<usize>) -> bool| {
            let mut p = panel(0.0);
            (0..9).filter(|&u| is(p.starts[u])).for_each(|u| p.cells[u * 5] = Cell::Missing(crate::panel::Missing::Empty));
            att_gt(&p, PLAIN).unwrap_err().to_string()
        };
        assert!(without(|s| s.is_some()).starts_with("every treated unit lacks"));
        assert!(without(|s| s.is_none_or(|s| s == 5)).starts_with("every never treated unit lacks"));
    }

    #[test]
    fn without_never_treated_the_fault_says_what_to_do() {
        let mut p = panel(0.0);
        p.starts.iter_mut().for_each(|s| *s = Some(s.unwrap_or(4).min(4)));
        assert_eq!(att_gt(&p, PLAIN).unwrap_err().key(), "no-never-treated");
        let found = att_gt(&p, Settings { comparison: Comparison::NotYetTreated, ..PLAIN }).unwrap();
        assert!(found.att_gt.iter().all(|c| c.at.1 < 4));
    }
}
