//! The compilation's figures as sheets: what to know first, tidy rows for machines, and one table a person can read.

use crate::compilation::rules::{Compilation, DistrictFigure, IndicatorTable};
use crate::development::words;
use platform::web::Shell;
use series::Cell;

/// A value that keeps its kind: a code is text and keeps its zeros.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Integer(i64),
    /// A number with so many decimals.
    Number(f64, usize),
    /// A fraction of one, to be shown as per cent with so many decimals.
    Share(f64, usize),
    /// The sign where there is no figure, with what it means: `..`.
    Sign(String),
    Empty,
}

/// One sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub name: String,
    pub title: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Value>>,
}

/// The sheets of a compilation: read me, tidy, presentation.
pub fn sheets(s: &Shell, c: &Compilation, edition: Option<i64>) -> Vec<Sheet> {
    vec![read_me(s, c, edition), tidy(s, c), presentation(s, c)]
}

fn text(value: impl Into<String>) -> Value {
    Value::Text(value.into())
}

fn read_me(s: &Shell, c: &Compilation, edition: Option<i64>) -> Sheet {
    let edition = edition.map_or_else(|| s.t("compilation-working"), |n| s.t1("compilation-edition-n", "n", n));
    let mut rows = vec![
        vec![text(s.t("compilation-sheet-what")), text(s.t1("compilation-title", "year", c.year))],
        vec![text(s.t("compilation-sheet-edition")), text(edition)],
        vec![text(s.t("compilation-sheet-on")), text(c.on.to_string())],
        vec![text(s.t("compilation-sheet-vintage")), Value::Integer(c.vintage)],
        vec![text(s.t("compilation-sheet-rule")), text(s.t("compilation-disclosure"))],
        vec![text(s.t("compilation-sheet-signs")), text(s.t("compilation-signs"))],
    ];
    if c.synthetic {
        rows.insert(0, vec![text(s.t("development-synthetic")), text(s.t("followup-synthetic-text"))]);
    }
    for table in c.areas.iter().flat_map(|a| &a.indicators) {
        let i = &table.indicator;
        rows.push(vec![
            text(i.key.clone()),
            text(format!("{}: {} / {}. {}", i.name(s.lang), i.numerator(s.lang), i.denominator(s.lang), i.source)),
        ]);
    }
    let columns = vec![s.t("compilation-sheet-about"), s.t("compilation-sheet-text")];
    Sheet { name: s.t("compilation-sheet-readme"), title: s.t1("compilation-title", "year", c.year), columns, rows }
}

const TIDY: [&str; 14] = [
    "district",
    "name",
    "municipality_code",
    "municipality",
    "area",
    "indicator",
    "indicator_version",
    "year",
    "value",
    "numerator",
    "denominator",
    "status",
    "vintage",
    "synthetic",
];

fn tidy(s: &Shell, c: &Compilation) -> Sheet {
    let rows = c.areas.iter().flat_map(|a| &a.indicators).flat_map(|t| t.rows.iter().map(move |r| tidy_row(c, t, r)));
    Sheet {
        name: s.t("compilation-sheet-tidy"),
        title: s.t("compilation-sheet-tidy-title"),
        columns: TIDY.iter().map(|t| (*t).to_owned()).collect(),
        rows: rows.collect(),
    }
}

fn status(cell: Cell) -> &'static str {
    match cell {
        Cell::Shown { .. } => "observed",
        Cell::Missing => "missing",
        Cell::Suppressed { .. } => "suppressed",
        Cell::NotApplicable => "not_applicable",
    }
}

fn tidy_row(c: &Compilation, t: &IndicatorTable, r: &DistrictFigure) -> Vec<Value> {
    let (value, x, n) = match r.cell {
        Cell::Shown { value, numerator, denominator } => {
            (Value::Number(value, 6), Value::Integer(numerator), denominator.map_or(Value::Empty, Value::Integer))
        }
        _ => (Value::Empty, Value::Empty, Value::Empty),
    };
    vec![
        text(r.district.clone()),
        text(r.name.clone()),
        text(r.municipality_code.clone()),
        text(r.municipality_name.clone()),
        text(t.indicator.area.clone()),
        text(t.indicator.key.clone()),
        Value::Integer(t.indicator.version),
        t.year.map_or(Value::Empty, |y| Value::Integer(i64::from(y))),
        value,
        x,
        n,
        text(status(r.cell)),
        Value::Integer(c.vintage),
        text(if c.synthetic { "synthetic" } else { "" }),
    ]
}

/// Districts down, indicators across, each with its year in the head.
fn presentation(s: &Shell, c: &Compilation) -> Sheet {
    let tables: Vec<&IndicatorTable> = c.areas.iter().flat_map(|a| &a.indicators).collect();
    let head = |t: &&IndicatorTable| {
        let year = t.year.map(|y| y.to_string()).unwrap_or_default();
        format!("{}: {} ({}) {year}", words::area_name(s, &t.indicator.area), t.indicator.name(s.lang), t.indicator.unit(s.lang))
    };
    let mut columns = vec![s.t("compilation-column-district"), s.t("compilation-column-municipality"), s.t("compilation-column-code")];
    columns.extend(tables.iter().map(head));
    let districts = tables.first().map(|t| t.rows.as_slice()).unwrap_or_default();
    let mut rows: Vec<Vec<Value>> = districts
        .iter()
        .enumerate()
        .map(|(n, d)| {
            let mut row = vec![text(d.name.clone()), text(d.municipality_name.clone()), text(d.municipality_code.clone())];
            row.extend(tables.iter().map(|t| t.rows.get(n).map_or(Value::Empty, |r| shown(s, t, r.cell))));
            row
        })
        .collect();
    let own = |name: String, pick: fn(&IndicatorTable) -> Cell| {
        let mut row = vec![text(name), Value::Empty, Value::Empty];
        row.extend(tables.iter().map(|t| shown(s, t, pick(t))));
        row
    };
    rows.push(own(s.t("development-all-districts"), |t| t.all_districts));
    rows.push(own(s.t("development-nation"), |t| t.nation));
    let label = if c.synthetic { s.t("development-synthetic") } else { String::new() };
    let title = [s.t1("compilation-title", "year", c.year), label].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" – ");
    Sheet { name: s.t("compilation-sheet-table"), title, columns, rows }
}

fn shown(s: &Shell, t: &IndicatorTable, cell: Cell) -> Value {
    let decimals = t.indicator.decimals;
    match cell {
        Cell::Shown { value, .. } if t.indicator.measure == series::Measure::Share => Value::Share(value, decimals),
        Cell::Shown { value, .. } => Value::Number(value, decimals),
        other => Value::Sign(other.symbol(s.lang).unwrap_or_default().to_owned()),
    }
}
