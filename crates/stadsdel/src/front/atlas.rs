//! The 38 districts as tiles, roughly where they lie, each with how far it has come: agreement, plan, report.

use agreements::place::rules::District;
use platform::web::Shell;
use std::collections::BTreeMap;

const PLACES: &str = include_str!("../../../../programmes/lua-2011/tilemap.csv");

/// One district on the map.
pub(super) struct Tile {
    pub district: District,
    /// Classes that set the tile in its column and row; `loose` for one without a place, which comes last.
    pub at: String,
    /// Of the reader's own municipality.
    pub own: bool,
    /// Agreement, plan and report.
    pub steps: [Step; 3],
}

/// How far one of the three has come: a shape, and the same in words.
pub(super) struct Step {
    pub class: &'static str,
    pub words: String,
}

impl Step {
    fn of(s: &Shell, key: &str, class: &'static str) -> Self {
        Self { class, words: s.t(&format!("home-step-{key}-{class}")) }
    }
}

/// What is known of the districts: the agreement's state by municipality, and who has handed in what.
pub(super) struct Known<'a> {
    pub agreements: &'a BTreeMap<String, String>,
    pub plans: &'a [String],
    pub reports: &'a [String],
}

impl Known<'_> {
    fn steps(&self, s: &Shell, district: &District) -> [Step; 3] {
        let agreement = match self.agreements.get(&district.municipality.code).map(String::as_str) {
            Some("in_force") => "done",
            Some("none") | None => "open",
            Some(_) => "part",
        };
        let handed_in = |list: &[String], key: &str| if list.iter().any(|k| k == key) { "done" } else { "open" };
        [
            Step::of(s, "agreement", agreement),
            Step::of(s, "plan", handed_in(self.plans, &district.id)),
            Step::of(s, "report", handed_in(self.reports, &district.municipality.code)),
        ]
    }
}

/// The tiles from the north to the south, and from the west to the east.
///
/// # Errors
/// When the programme's file of places cannot be read.
pub(super) fn tiles(s: &Shell, districts: &[District], known: &Known<'_>) -> anyhow::Result<Vec<Tile>> {
    let places = charts::places(PLACES).map_err(|why| anyhow::anyhow!("tilemap.csv: {why}"))?;
    let place = |d: &District| places.get(&d.id).map_or((usize::MAX, usize::MAX), |(column, row)| (*row, *column));
    let mut ordered: Vec<&District> = districts.iter().collect();
    ordered.sort_by_key(|d| place(d));
    let tile = |d: &District| Tile {
        at: places.get(&d.id).map_or_else(|| "loose".to_owned(), |(column, row)| format!("col-{} row-{}", column + 1, row + 1)),
        own: s.caller.is_of_municipality(&d.municipality.code) && !s.caller.is_system(),
        steps: known.steps(s, d),
        district: d.clone(),
    };
    Ok(ordered.into_iter().map(tile).collect())
}

#[cfg(test)]
mod tests {
    use super::PLACES;

    #[test]
    fn every_place_lies_on_the_stylesheets_grid() {
        let places = charts::places(PLACES).unwrap();
        assert_eq!(places.len(), 38);
        assert!(places.values().all(|(column, row)| *column < 7 && *row < 13));
    }
}
