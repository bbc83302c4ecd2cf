//! Figures out of the house in the form they came in.

use super::EXPORT_WHOLE;
use crate::indicator;
use crate::indicator::rules::Indicator;
use crate::statistics::export::{BOM, HEADER, Key, write_shown, write_whole};
use crate::statistics::file::{area_and_group, slot};
use crate::statistics::grid::Grid;
use crate::statistics::merge::Shelf;
use crate::statistics::points::{Point, unpack};
use crate::statistics::rules::{GROUPS, Place, shown};
use crate::statistics::store;
use crate::statistics::universe::{Area, MUNICIPALITY, NATION, Universe};
use platform::access::{Caller, Scope};
use platform::{Conn, Refusal};
use series::{Observation, Status};
use std::collections::{BTreeSet, HashMap};

/// What everybody may see of one indicator, or of all, area by area. What is withheld stands as `..`, and no withheld figure follows from
/// those beside it: the areas of a district beside the district, women and men beside everyone.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such indicator; what the engine says.
pub async fn public_csv(conn: &mut Conn, key: Option<&str>) -> Result<String, Refusal> {
    let universe = store::universe(conn).await?;
    let synthetic = store::deliveries::synthetic(conn).await?;
    let mut out = format!("{BOM}{HEADER}");
    for indicator in wanted(conn, key).await? {
        let shelf = store::observations::shelf(conn, &universe, &indicator.key).await?;
        let places = places(conn, &indicator).await?;
        let made = |at: u32| is_synthetic(&shelf, at, &synthetic);
        Sheet::new(&universe, &indicator, &shelf, &places)?.write(&mut out, &made);
    }
    Ok(out)
}

/// Every figure as it was delivered, of the areas within the caller's reach: what an import takes back without a change.
///
/// # Errors
/// [`Refusal::Forbidden`] for one who delivers nothing; [`Refusal::NotFound`] when there is no such indicator.
pub async fn whole_csv(conn: &mut Conn, caller: &Caller, key: Option<&str>) -> Result<String, Refusal> {
    if !EXPORT_WHOLE.open_to(caller) && !caller.is_system() {
        return Err(if caller.is_signed_in() { Refusal::Forbidden(&EXPORT_WHOLE) } else { Refusal::SignIn });
    }
    let universe = store::universe(conn).await?;
    let reaches = |area: u32| match universe.area(area).municipality.as_deref() {
        Some(code) => caller.can(&EXPORT_WHOLE, Scope::Municipality(code)),
        None => caller.can(&EXPORT_WHOLE, Scope::Nation),
    };
    let synthetic = store::deliveries::synthetic(conn).await?;
    let mut out = format!("{BOM}{HEADER}");
    for indicator in wanted(conn, key).await? {
        let shelf = store::observations::shelf(conn, &universe, &indicator.key).await?;
        for (at, stored) in shelf.iter().enumerate().filter_map(|(at, s)| Some((u32::try_from(at).ok()?, s.as_ref()?))) {
            let (area, group) = area_and_group(at);
            let text = universe.area(area).text();
            let synthetic = is_synthetic(&shelf, at, &synthetic);
            for (year, o) in if reaches(area) { unpack(&stored.points)? } else { Vec::new() } {
                write_whole(&mut out, Key { area: &text, year, indicator: &indicator.key, group: GROUPS[group], synthetic }, o);
            }
        }
    }
    Ok(out)
}

async fn wanted(conn: &mut Conn, key: Option<&str>) -> Result<Vec<Indicator>, Refusal> {
    match key {
        None => Ok(indicator::store::all(conn).await?),
        Some(key) => Ok(vec![indicator::store::one(conn, key).await?.ok_or(Refusal::NotFound)?]),
    }
}

/// Whether a generator made some figure of the series.
pub(super) fn is_synthetic(shelf: &Shelf, slot: u32, deliveries: &BTreeSet<i64>) -> bool {
    let Some(stored) = &shelf[slot as usize] else { return false };
    stored.origin.split(',').filter_map(|n| n.parse().ok()).any(|n: i64| deliveries.contains(&n))
}

type Places = HashMap<(Place, usize), Vec<Point>>;

async fn places(conn: &mut Conn, indicator: &Indicator) -> anyhow::Result<Places> {
    let mut all = Places::new();
    for row in store::places::rows_of(conn, &indicator.key).await? {
        if let Some(group) = GROUPS.iter().position(|g| *g == row.group) {
            all.insert((Place::parse(&row.place)?, group), unpack(&row.points)?);
        }
    }
    Ok(all)
}

/// Areas and districts × groups × years of one indicator, with what must be withheld marked.
struct Sheet<'s> {
    universe: &'s Universe,
    indicator: &'s Indicator,
    years: Vec<i32>,
    grid: Grid,
}

impl<'s> Sheet<'s> {
    fn new(universe: &'s Universe, indicator: &'s Indicator, shelf: &Shelf, places: &Places) -> anyhow::Result<Self> {
        let mut lines: Vec<(usize, usize, Vec<Point>)> = Vec::new();
        for (area, group) in (0..universe.areas.len()).flat_map(|a| (0..GROUPS.len()).map(move |g| (a, g))) {
            let line = match (own_place(universe, area), &shelf[slot(u32::try_from(area)?, group) as usize]) {
                (Some(place), _) => places.get(&(place, group)).cloned().unwrap_or_default(),
                (None, Some(stored)) => unpack(&stored.points)?,
                (None, None) => continue,
            };
            lines.push((area, group, line));
        }
        for (d, district) in universe.districts.iter().enumerate() {
            for group in 0..GROUPS.len() {
                let line = places.get(&(Place::District(district.slug.clone()), group)).cloned().unwrap_or_default();
                lines.push((universe.areas.len() + d, group, line));
            }
        }
        let mut years: Vec<i32> = lines.iter().flat_map(|(.., line)| line.iter().map(|(year, _)| *year)).collect();
        years.sort_unstable();
        years.dedup();
        let size = (universe.areas.len() + universe.districts.len()) * GROUPS.len() * years.len();
        let mut sheet = Self { universe, indicator, years, grid: Grid::empty(size) };
        for (row, group, line) in lines {
            for (year, o) in line {
                let y = sheet.years.binary_search(&year).unwrap_or_default();
                let at = sheet.at(row, group, y);
                sheet.grid.cells[at] = Some(o);
            }
        }
        sheet.protect();
        Ok(sheet)
    }

    fn at(&self, row: usize, group: usize, year: usize) -> usize {
        (row * GROUPS.len() + group) * self.years.len() + year
    }

    fn protect(&mut self) {
        while self.protect_once() {}
    }

    fn protect_once(&mut self) -> bool {
        let mut more = false;
        for y in 0..self.years.len() {
            for (d, district) in self.universe.districts.iter().enumerate().filter(|(_, d)| d.areas.len() > 1) {
                for group in 0..GROUPS.len() {
                    let parts: Vec<usize> = district.areas.iter().map(|a| self.at(*a as usize, group, y)).collect();
                    let total = self.at(self.universe.areas.len() + d, group, y);
                    more |= self.grid.protect(self.indicator, &parts, &[], total);
                }
            }
            for area in 0..self.universe.areas.len() {
                let parts = [self.at(area, 1, y), self.at(area, 2, y)];
                let total = self.at(area, 0, y);
                more |= self.grid.protect(self.indicator, &parts, &[], total);
            }
        }
        more
    }

    fn write(&self, out: &mut String, made: &dyn Fn(u32) -> bool) {
        // Areas outside the districts are there to compare with, not to be published one by one; what has been published as a part of a
        // district is not taken back.
        let published = |area: &Area| !area.is_small() || area.district.is_some() || area.former;
        for (area, it) in self.universe.areas.iter().enumerate().filter(|(_, it)| published(it)) {
            let text = it.text();
            for (group, name) in GROUPS.iter().enumerate() {
                let synthetic = made(slot(u32::try_from(area).unwrap_or_default(), group));
                for (y, year) in self.years.iter().enumerate() {
                    if let Some(o) = self.grid.cells[self.at(area, group, y)] {
                        let key = Key { area: &text, year: *year, indicator: &self.indicator.key, group: name, synthetic };
                        write_shown(out, key, shown(self.indicator, withheld(o)));
                    }
                }
            }
        }
    }
}

/// As it stands: an observation that is withheld keeps that state.
fn withheld(o: Observation) -> Observation {
    if o.status == Status::Suppressed { Observation::suppressed() } else { o }
}

/// The place whose figures an area has: a municipality, the nation, or a district that it makes up alone. What is withheld of the one is
/// withheld of the other.
fn own_place(universe: &Universe, area: usize) -> Option<Place> {
    let it = &universe.areas[area];
    match (it.system.as_str(), it.municipality.as_ref(), it.district) {
        (NATION, ..) => Some(Place::Nation),
        (MUNICIPALITY, Some(code), _) => Some(Place::Municipality(code.clone())),
        (.., Some(d)) if universe.districts[d].areas.len() == 1 => Some(Place::District(universe.districts[d].slug.clone())),
        _ => None,
    }
}
