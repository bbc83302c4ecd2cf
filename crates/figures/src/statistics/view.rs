//! Figures as pages, API and command line show them: everything here has passed the disclosure rule.

use super::points::unpack;
use super::rules::{ALL, GROUPS, Picture, Place, shown};
use super::store;
use crate::indicator;
use crate::indicator::rules::Indicator;
use agreements::place;
use agreements::place::rules::District;
use anyhow::Context;
use platform::Conn;
use serde::Serialize;
use series::{Cell, Measure};
use std::collections::{BTreeMap, HashMap};

/// One indicator of every place in one group, year by year.
#[derive(Clone, Debug)]
pub struct Table {
    pub indicator: Indicator,
    pub group: &'static str,
    pub synthetic: bool,
    cells: HashMap<Place, BTreeMap<i32, Cell>>,
}

impl Table {
    /// What may be shown of a place in a year; missing where there is nothing.
    pub fn cell(&self, place: &Place, year: i32) -> Cell {
        self.cells.get(place).and_then(|line| line.get(&year)).copied().unwrap_or(Cell::Missing)
    }

    /// A district by its slug.
    pub fn district(&self, slug: &str, year: i32) -> Cell {
        self.cell(&Place::District(slug.to_owned()), year)
    }

    /// The years that any place has, oldest first.
    pub fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self.cells.values().flat_map(|line| line.keys().copied()).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The newest year that at least half of the districts have something to say about, or else the newest that any has.
    pub fn latest(&self, districts: usize) -> Option<i32> {
        let years = self.years();
        let enough = years.iter().rev().find(|year| self.covered(**year) * 2 >= districts.max(1));
        enough.or(years.last()).copied()
    }

    /// How many districts have a figure in a year, shown or withheld.
    pub fn covered(&self, year: i32) -> usize {
        let is_district = |place: &&Place| matches!(place, Place::District(_));
        self.cells.keys().filter(is_district).filter(|place| self.cell(place, year) != Cell::Missing).count()
    }
}

/// One indicator of every place, in a group that it is parted by.
///
/// # Errors
/// What the engine says.
pub async fn table(conn: &mut Conn, indicator: Indicator, group: &'static str) -> anyhow::Result<Table> {
    let rows = store::places::rows_of(conn, &indicator.key).await?;
    table_of(indicator, group, &rows)
}

/// Every indicator of every place, group `alla`.
///
/// # Errors
/// What the engine says.
pub async fn tables(conn: &mut Conn) -> anyhow::Result<Vec<Table>> {
    let mut by_key: HashMap<String, Vec<store::places::PlaceRow>> = HashMap::new();
    for (key, row) in store::places::rows_of_group(conn, ALL).await? {
        by_key.entry(key).or_default().push(row);
    }
    let of = |i: Indicator| {
        let rows = by_key.remove(&i.key).unwrap_or_default();
        table_of(i, ALL, &rows)
    };
    indicator::store::all(conn).await?.into_iter().map(of).collect()
}

fn table_of(indicator: Indicator, group: &'static str, rows: &[store::places::PlaceRow]) -> anyhow::Result<Table> {
    let mut cells = HashMap::new();
    for row in rows.iter().filter(|r| r.group == group) {
        let line = unpack(&row.points)?.into_iter().map(|(year, o)| (year, shown(&indicator, o))).collect();
        cells.insert(Place::parse(&row.place)?, line);
    }
    Ok(Table { synthetic: rows.iter().any(|r| r.synthetic), indicator, group, cells })
}

/// The stored group of a word; everyone for an unknown one.
pub fn group(word: &str) -> &'static str {
    GROUPS.into_iter().find(|g| *g == word).unwrap_or(ALL)
}

/// A place's figure as JSON has it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Figure {
    /// `shown`, `missing`, `suppressed` or `not_applicable`.
    pub state: &'static str,
    /// `source` or `rule`, where the figure is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'static str>,
    /// In the indicator's unit; a share is a fraction of one.
    pub value: Option<f64>,
    pub numerator: Option<i64>,
    pub denominator: Option<i64>,
}

impl From<Cell> for Figure {
    fn from(cell: Cell) -> Self {
        let none = Self { state: "missing", why: None, value: None, numerator: None, denominator: None };
        match cell {
            Cell::Shown { value, numerator, denominator } => {
                Self { state: "shown", value: Some(value), numerator: Some(numerator), denominator, ..none }
            }
            Cell::Missing => none,
            Cell::NotApplicable => Self { state: "not_applicable", ..none },
            Cell::Suppressed { why: series::Why::Source } => Self { state: "suppressed", why: Some("source"), ..none },
            Cell::Suppressed { why: series::Why::Rule } => Self { state: "suppressed", why: Some("rule"), ..none },
        }
    }
}

/// An indicator as JSON has it: a number never leaves without its definition.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Definition {
    pub key: String,
    pub area: String,
    pub name: String,
    pub name_en: String,
    /// `share`, `rate:1000`, `mean_days` or `count`.
    pub measure: String,
    /// `higher`, `lower` or `neutral`.
    pub better: &'static str,
    pub unit: String,
    pub numerator: String,
    pub denominator: String,
    pub ages: String,
    pub source: String,
    pub groups: Vec<String>,
    /// Years from which numbers are made another way, with the key of what changed.
    pub breaks: Vec<(i32, String)>,
    pub version: i64,
}

impl From<&Indicator> for Definition {
    fn from(i: &Indicator) -> Self {
        Self {
            key: i.key.clone(),
            area: i.area.clone(),
            name: i.name_sv.clone(),
            name_en: i.name_en.clone(),
            measure: i.measure.to_string(),
            better: i.better.code(),
            unit: i.unit_sv.clone(),
            numerator: i.numerator_sv.clone(),
            denominator: i.denominator_sv.clone(),
            ages: i.ages.clone(),
            source: i.source.clone(),
            groups: i.groups.clone(),
            breaks: i.breaks.clone(),
            version: i.version,
        }
    }
}

/// One indicator of a district in a year, beside what it is compared with.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct DistrictFigure {
    pub indicator: Definition,
    pub district: Figure,
    pub municipality: Figure,
    pub all_districts: Figure,
    pub nation: Figure,
}

/// A district's figures of a year.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct DistrictFigures {
    pub district: String,
    pub name: String,
    pub municipality_code: String,
    pub municipality: String,
    /// `SAMS` or `NYKO`.
    pub system: String,
    pub codes: Vec<String>,
    /// Null where no place has a figure of any year.
    pub year: Option<i32>,
    /// Some of the figures are made by a generator.
    pub synthetic: bool,
    /// Number of the newest delivery.
    pub vintage: i64,
    pub figures: Vec<DistrictFigure>,
}

/// A district's figures of a year, of the newest year when none is given; none when there is no such district.
///
/// # Errors
/// What the engine says.
pub async fn district_figures(conn: &mut Conn, slug: &str, year: Option<i32>) -> anyhow::Result<Option<DistrictFigures>> {
    let Some(district) = place::store::district(conn, slug).await? else { return Ok(None) };
    let picture = store::picture(conn, slug).await?;
    Ok(Some(figures_of(district, &picture, year)))
}

fn figures_of(district: District, picture: &Picture, year: Option<i32>) -> DistrictFigures {
    let year = year.or(picture.latest_year);
    let figure = |i: &super::rules::IndicatorPicture| {
        let four = i.comparison(year.unwrap_or_default());
        DistrictFigure {
            indicator: Definition::from(&i.indicator),
            district: four.district.into(),
            municipality: four.municipality.into(),
            all_districts: four.all_districts.into(),
            nation: four.nation.into(),
        }
    };
    DistrictFigures {
        figures: picture.indicators.iter().map(figure).collect(),
        name: district.name,
        municipality_code: district.municipality.code,
        municipality: district.municipality.name,
        system: district.system.name().to_owned(),
        codes: district.codes,
        district: district.id,
        year,
        synthetic: picture.synthetic,
        vintage: picture.vintage,
    }
}

/// [`district_figures`] as JSON, for the command line.
///
/// # Errors
/// When there is no such district; what the engine says.
pub async fn district_json(conn: &mut Conn, slug: &str, year: Option<i32>) -> anyhow::Result<serde_json::Value> {
    let figures = district_figures(conn, slug, year).await?.with_context(|| format!("no district {slug:?}"))?;
    Ok(serde_json::to_value(figures)?)
}

/// How a chart writes the values of a measure.
pub fn unit(measure: Measure, decimals: usize) -> charts::Unit {
    if measure == Measure::Share { charts::Unit::Percent } else { charts::Unit::Number { decimals } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use series::Why;

    #[test]
    fn a_withheld_figure_carries_no_number_in_json() {
        let json = serde_json::to_value(Figure::from(Cell::Suppressed { why: Why::Rule })).unwrap();
        assert_eq!(json, serde_json::json!({"state": "suppressed", "why": "rule", "value": null, "numerator": null, "denominator": null}));
    }

    #[test]
    fn the_latest_year_is_one_that_half_the_districts_have() {
        let indicator = crate::indicator::source::indicators()[0].clone();
        let row = |place: &str, points: &str| store::places::PlaceRow {
            place: place.into(),
            group: ALL.into(),
            points: points.into(),
            synthetic: false,
            within: "nation".into(),
        };
        let rows = [row("d:a", "2009,40,90;2010,40,90"), row("d:b", "2009,s"), row("nation", "2011,40,90")];
        let table = table_of(indicator, ALL, &rows).unwrap();
        assert_eq!((table.latest(2), table.latest(4)), (Some(2010), Some(2009)));
        assert_eq!((table.covered(2009), table.covered(2010), table.covered(2011)), (2, 1, 0));
    }
}
