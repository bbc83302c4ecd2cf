//! `--predictors NAME[:FROM[-TO]]`: characteristics as means over periods before the start.

use crate::block::Block;
use crate::fault::Fault;
use crate::panel::{Cell, Panel, Period};
use crate::predictors::Predictors;

#[derive(Debug)]
pub(super) struct Wanted {
    text: String,
    pub column: String,
    periods: Option<(String, String)>,
}

/// Split the arguments at commas, and each at its last colon.
pub(super) fn parse(arguments: &[String]) -> Vec<Wanted> {
    arguments.iter().flat_map(|a| a.split(',')).map(str::trim).filter(|a| !a.is_empty()).map(one).collect()
}

fn one(text: &str) -> Wanted {
    let (column, periods) = match text.rsplit_once(':') {
        Some((column, range)) if !column.is_empty() => (column, Some(range_of(range))),
        _ => (text, None),
    };
    Wanted { text: text.to_owned(), column: column.to_owned(), periods }
}

/// `FROM-TO` or `FROM..TO`, or one period.
pub(super) fn range_of(text: &str) -> (String, String) {
    let (from, to) = text.split_once("..").or_else(|| text.split_once('-')).unwrap_or((text, text));
    (from.trim().to_owned(), to.trim().to_owned())
}

/// Period indices within a range, all before the start.
pub(super) fn indices(panel: &Panel, range: &(String, String), start: usize, text: &str) -> Result<Vec<usize>, Fault> {
    let (from, to) = (Period::new(&range.0), Period::new(&range.1));
    let within: Vec<usize> =
        (0..panel.periods.len()).filter(|&t| panel.periods[t].reaches(&from) && to.reaches(&panel.periods[t])).collect();
    let bad = |why: &str| Err(Fault::BadPredictor { text: text.to_owned(), why: why.to_owned() });
    match within.iter().max() {
        None => bad("there are no such periods in the file"),
        Some(&last) if last >= start => bad("its periods reach past the start; a predictor may only look at what was before"),
        Some(_) => Ok(within),
    }
}

/// Means over the periods of what is there; a unit without any value is a fault.
pub(super) fn collect(panel: &Panel, block: &Block, wanted: &[Wanted], outcome: &str, window: Option<&str>) -> Result<Predictors, Fault> {
    let start = panel.start_indices().first().copied().unwrap_or(0);
    let periods = |w: &Wanted| match &w.periods {
        Some(range) => indices(panel, range, start, &w.text),
        None => Ok((0..start).collect()),
    };
    let periods = wanted.iter().map(periods).collect::<Result<Vec<_>, Fault>>()?;
    let value = |unit: &str, w: &Wanted, periods: &[usize]| {
        let cells = if w.column == outcome { &panel.cells } else { &panel.columns[&w.column] };
        mean_over(panel, cells, unit, periods, &w.text)
    };
    let row = |unit: &String| wanted.iter().zip(&periods).map(|(w, p)| value(unit, w, p)).collect::<Result<Vec<f64>, Fault>>();
    let rows = |units: &[String]| units.iter().map(row).collect::<Result<Vec<_>, Fault>>().map(|rows| rows.concat());
    let window = match window {
        None => Vec::new(),
        Some(text) => {
            let labels: Vec<String> =
                indices(panel, &range_of(text), start, text)?.iter().map(|&t| panel.periods[t].label.clone()).collect();
            (0..block.pre).filter(|&t| labels.contains(&block.periods[t])).collect()
        }
    };
    let (donors, treated) = (rows(&block.donors)?, rows(&block.treated)?);
    Ok(Predictors { names: wanted.iter().map(|w| w.text.clone()).collect(), donors, treated, window })
}

fn mean_over(panel: &Panel, cells: &[Cell], unit: &str, periods: &[usize], text: &str) -> Result<f64, Fault> {
    let u = panel.unit(unit, "donor")?;
    let values: Vec<f64> = periods.iter().filter_map(|&t| cells[u * panel.periods.len() + t].value()).collect();
    match values.len() {
        0 => Err(Fault::NoPredictor { predictor: text.to_owned(), unit: unit.to_owned() }),
        n => Ok(values.iter().sum::<f64>() / n as f64),
    }
}
