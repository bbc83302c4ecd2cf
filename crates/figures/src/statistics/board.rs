//! One indicator of every place, year and group: made from the areas, then looked through for what must be withheld.

use super::grid::{Grid, is_withheld};
use super::points::Point;
use super::rules::{GROUPS, Place};
use super::universe::Universe;
use crate::indicator::rules::Indicator;
use series::{Observation, aggregate, remainder};
use std::collections::BTreeMap;

/// The stored points of an area's group; nothing when the area has none.
pub type Lookup<'a> = dyn Fn(u32, usize) -> Vec<Point> + Sync + 'a;

/// Places × groups × years of one indicator.
pub struct Board<'u> {
    universe: &'u Universe,
    years: Vec<i32>,
    grid: Grid,
}

impl<'u> Board<'u> {
    /// Adds up the areas (numerators and denominators, never shares) and takes municipalities and nation from their own rows.
    pub fn new(universe: &'u Universe, areas: &Lookup<'_>) -> Self {
        let mut lines = BTreeMap::new();
        for group in 0..GROUPS.len() {
            for (place, line) in make_places(universe, group, areas) {
                lines.insert((place, group), line);
            }
        }
        let mut years: Vec<i32> = lines.values().flat_map(|line| line.keys().copied()).collect();
        years.sort_unstable();
        years.dedup();
        let mut board = Self { universe, grid: Grid::default(), years };
        board.grid = Grid::empty(board.places() * GROUPS.len() * board.years.len());
        for ((place, group), line) in lines {
            for (year, observation) in line {
                if let Ok(y) = board.years.binary_search(&year) {
                    let at = board.at(place, group, y);
                    board.grid.cells[at] = Some(observation);
                }
            }
        }
        board
    }

    fn places(&self) -> usize {
        self.universe.districts.len() + self.universe.municipalities.len() + 2
    }

    fn at(&self, place: usize, group: usize, year: usize) -> usize {
        (place * GROUPS.len() + group) * self.years.len() + year
    }

    fn all_districts(&self) -> usize {
        self.places() - 2
    }

    /// The places in order, each with the next larger one.
    pub fn list(&self) -> Vec<(Place, Place)> {
        let districts =
            self.universe.districts.iter().map(|d| (Place::District(d.slug.clone()), Place::Municipality(d.municipality.clone())));
        let municipalities = self.universe.municipalities.iter().map(|(code, _)| (Place::Municipality(code.clone()), Place::Nation));
        districts.chain(municipalities).chain([(Place::AllDistricts, Place::Nation), (Place::Nation, Place::Nation)]).collect()
    }

    /// The points of a place in order of year.
    pub fn points(&self, place: usize, group: usize) -> Vec<Point> {
        let of = |(y, year): (usize, &i32)| self.grid.cells[self.at(place, group, y)].map(|o| (*year, o));
        self.years.iter().enumerate().filter_map(of).collect()
    }

    /// The years anything is known of.
    pub fn years(&self) -> &[i32] {
        &self.years
    }

    /// The observation of a place, if there is one.
    pub fn cell(&self, place: usize, group: usize, year: i32) -> Option<Observation> {
        let y = self.years.binary_search(&year).ok()?;
        self.grid.cells[self.at(place, group, y)]
    }

    /// Withholds every number that would give away another: district against the rest of its municipality, the districts against their
    /// sum, women and men against everyone. Goes round until nothing more follows, so that what one page withholds no other shows.
    pub fn protect(&mut self, indicator: &Indicator) {
        while self.protect_once(indicator) {}
    }

    fn protect_once(&mut self, indicator: &Indicator) -> bool {
        let mut more = false;
        for y in 0..self.years.len() {
            for group in 0..GROUPS.len() {
                for m in 0..self.universe.municipalities.len() {
                    more |= self.protect_municipality(indicator, m, group, y);
                }
                let parts: Vec<usize> = (0..self.universe.districts.len()).map(|d| self.at(d, group, y)).collect();
                let total = self.at(self.all_districts(), group, y);
                more |= self.grid.protect(indicator, &parts, &[], total);
            }
            for place in 0..self.places() {
                let parts: Vec<usize> = (1..GROUPS.len()).map(|group| self.at(place, group, y)).collect();
                let total = self.at(place, 0, y);
                more |= self.grid.protect(indicator, &parts, &[], total);
            }
        }
        more
    }

    /// The districts of a municipality beside its rest, which nobody publishes but everybody can work out.
    fn protect_municipality(&mut self, indicator: &Indicator, m: usize, group: usize, y: usize) -> bool {
        let code = &self.universe.municipalities[m].0;
        let districts = self.universe.districts.iter().enumerate().filter(|(_, d)| d.municipality == *code);
        let parts: Vec<usize> = districts.map(|(d, _)| self.at(d, group, y)).collect();
        let total = self.at(self.universe.districts.len() + m, group, y);
        if parts.is_empty() || self.grid.cells[total].is_none() {
            return false;
        }
        let any_withheld = parts.iter().any(|at| is_withheld(indicator, self.grid.value(*at)));
        let rest = remainder(self.grid.known(total), &parts.iter().map(|at| self.grid.known(*at)).collect::<Vec<_>>());
        // Beside a withheld district the rest is as unknown as it; alone it is what is left, and must itself be large enough.
        let rest = if any_withheld { Observation::suppressed() } else { rest };
        self.grid.protect(indicator, &parts, &[rest], total)
    }
}

type Line = BTreeMap<i32, Observation>;

fn make_places(universe: &Universe, group: usize, areas: &Lookup<'_>) -> Vec<(usize, Line)> {
    let own = |area: u32| areas(area, group).into_iter().collect::<Line>();
    let sum_of = |parts: &[u32]| sum(&parts.iter().map(|area| own(*area)).collect::<Vec<_>>());
    let mut lines: Vec<Line> = universe.districts.iter().map(|d| sum_of(&d.areas)).collect();
    let all = sum(&lines);
    lines.extend(universe.municipalities.iter().map(|(_, area)| own(*area)));
    lines.extend([all, own(0)]);
    lines.into_iter().enumerate().filter(|(_, line)| !line.is_empty()).collect()
}

/// The sum of the parts for every year that any of them has.
fn sum(parts: &[Line]) -> Line {
    let mut years: Vec<i32> = parts.iter().flat_map(|line| line.keys().copied()).collect();
    years.sort_unstable();
    years.dedup();
    let of = |year: i32| {
        let of_year: Vec<_> = parts.iter().map(|line| line.get(&year).copied().unwrap_or_else(Observation::missing)).collect();
        (year, aggregate(&of_year))
    };
    years.into_iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::super::universe::tests::small;
    use super::*;
    use crate::indicator::source;
    use series::Cell;

    const ALBY: usize = 0;
    const FITTJA: usize = 1;
    const BOTKYRKA: usize = 3;
    const ALL: usize = 5;

    /// What the areas of the small universe have in 2009, by code and group.
    fn board<'u>(universe: &'u Universe, figures: &[(&str, usize, Observation)]) -> Board<'u> {
        let lookup = |area: u32, group: usize| -> Vec<Point> {
            let code = universe.area(area).text();
            figures.iter().filter(|(c, g, _)| *c == code && *g == group).map(|(.., o)| (2009, *o)).collect()
        };
        let mut board = Board::new(universe, &lookup);
        board.protect(&source::indicators()[0]);
        board
    }

    fn cell(board: &Board<'_>, place: usize, group: usize) -> Cell {
        board.cell(place, group, 2009).map_or(Cell::Missing, |o| crate::statistics::rules::shown(&source::indicators()[0], o))
    }

    #[test]
    fn a_district_is_the_sum_of_its_areas_and_the_districts_of_theirs() {
        let universe = small();
        let figures = [
            ("01270001", 0, Observation::of(90, 100)),
            ("01270002", 0, Observation::of(100, 1000)),
            ("01270011", 0, Observation::of(50, 100)),
            ("NYKO0581-412", 0, Observation::of(60, 100)),
            ("0127", 0, Observation::of(30_000, 50_000)),
        ];
        let board = board(&universe, &figures);
        assert_eq!(board.cell(ALBY, 0, 2009), Some(Observation::of(190, 1100)));
        assert_eq!(board.cell(ALL, 0, 2009), Some(Observation::of(300, 1300)));
        assert_eq!(board.cell(BOTKYRKA, 0, 2009), Some(Observation::of(30_000, 50_000)));
    }

    #[test]
    fn an_area_without_its_figure_makes_the_district_and_the_sum_missing() {
        let universe = small();
        let board = board(&universe, &[("01270001", 0, Observation::of(90, 100)), ("01270011", 0, Observation::of(50, 100))]);
        assert_eq!((cell(&board, ALBY, 0), cell(&board, ALL, 0)), (Cell::Missing, Cell::Missing));
        assert!(cell(&board, FITTJA, 0).is_shown());
    }

    #[test]
    fn a_small_district_takes_another_with_it_since_the_sum_is_shown() {
        let universe = small();
        let figures = [
            ("01270001", 0, Observation::of(3, 40)),
            ("01270002", 0, Observation::of(1, 40)),
            ("01270011", 0, Observation::of(50, 100)),
            ("NYKO0581-412", 0, Observation::of(60, 120)),
        ];
        let board = board(&universe, &figures);
        assert!(cell(&board, ALBY, 0).is_suppressed() && cell(&board, FITTJA, 0).is_suppressed());
        assert!(cell(&board, 2, 0).is_shown() && cell(&board, ALL, 0).is_shown());
    }

    #[test]
    fn a_rest_of_the_municipality_that_is_too_small_hides_a_district() {
        let universe = small();
        let figures = [
            ("01270001", 0, Observation::of(40, 90)),
            ("01270002", 0, Observation::of(40, 90)),
            ("01270011", 0, Observation::of(50, 100)),
            ("0127", 0, Observation::of(133, 300)),
        ];
        let board = board(&universe, &figures);
        assert!(cell(&board, FITTJA, 0).is_suppressed(), "133 less 80 less 50 are 3 persons");
        assert!(cell(&board, BOTKYRKA, 0).is_shown());
    }

    #[test]
    fn a_withheld_district_beside_a_large_rest_takes_no_other_in_its_municipality() {
        let universe = small();
        let figures = [
            ("01270001", 0, Observation::of(2, 90)),
            ("01270002", 0, Observation::of(2, 90)),
            ("01270011", 0, Observation::of(50, 100)),
            ("0127", 0, Observation::of(20_000, 30_000)),
        ];
        let board = board(&universe, &figures);
        assert!(cell(&board, ALBY, 0).is_suppressed() && cell(&board, FITTJA, 0).is_shown() && cell(&board, BOTKYRKA, 0).is_shown());
    }

    #[test]
    fn men_are_withheld_with_women_when_everyone_is_shown() {
        let universe = small();
        let figures =
            [("01270011", 0, Observation::of(53, 100)), ("01270011", 1, Observation::of(3, 40)), ("01270011", 2, Observation::of(50, 60))];
        let board = board(&universe, &figures);
        assert!(cell(&board, FITTJA, 0).is_shown() && cell(&board, FITTJA, 1).is_suppressed() && cell(&board, FITTJA, 2).is_suppressed());
    }
}
