//! Figures made by a generator, for the demonstration and for tests of what evaluation can find.
//!
//! They say nothing about any real district. Levels, drift and the crisis of 2009 are of a plausible size; [`EFFECTS`] are the only effects.
//! The same seed gives the same file, whatever the order of the areas. Areas outside the districts are there to compare with; they are part of the
//! rest of their municipality, whose own figure is drawn for the rest as a whole. Women and men add up to everyone, districts lie within their
//! municipality, municipalities within the nation.

mod levels;

pub use levels::{EFFECTS, Effect, FIRST_YEAR, effect};

use super::export::SYNTHETIC;
use super::universe::{Parts, Universe};
use levels::{GAPS, Kind, LEVELS, Lacking, Level, OUTSIDE, People, REST_OF_NATION, SMALL, THOUSANDS};
use std::fmt::Write;

/// The seed of the demonstration.
pub const SEED: u64 = 2011;

/// A small random generator (SplitMix64): each draw is named by words, so that it does not depend on any other.
#[derive(Clone, Copy, Debug)]
struct Dice(u64);

impl Dice {
    /// A generator for what these words name.
    fn of(seed: u64, words: &[&str], number: i32) -> Self {
        let mut hash = seed ^ 0xcbf2_9ce4_8422_2325;
        for byte in words.iter().flat_map(|word| word.bytes().chain([0])).chain(number.to_le_bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        let mut dice = Self(hash);
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Even over 0–1.
    fn even(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// About normal, mean 0 and deviation 1: twelve even draws added.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.even()).sum::<f64>() - 6.0
    }
}

/// A numerator and a denominator.
type Count = (i64, i64);

/// Women and men.
type Pair = [Count; 2];

fn plus(a: Pair, b: Pair) -> Pair {
    [(a[0].0 + b[0].0, a[0].1 + b[0].1), (a[1].0 + b[1].0, a[1].1 + b[1].1)]
}

/// A whole delivery as a file in the form that an import reads and an export writes.
pub fn csv(universe: &Universe, seed: u64) -> Vec<u8> {
    let mut out = String::with_capacity(1 << 21);
    out.push_str(super::export::HEADER);
    let people = population(universe, seed);
    for level in &LEVELS {
        for year in FIRST_YEAR..=level.last_year {
            write_year(&mut out, universe, level, year, seed, &people);
        }
    }
    out.into_bytes()
}

/// Made-up areas outside the districts to compare with, some in each municipality: system, code, municipality. They bear numbers that no
/// district uses, and no effect is put into them.
pub fn outside_areas(municipalities: &[String]) -> Vec<(String, String, String)> {
    let area = |code: &String, n: usize| (areas::System::Sams.name().to_owned(), format!("{code}9{n:03}"), code.clone());
    municipalities.iter().flat_map(|code| (1..=OUTSIDE).map(move |n| area(code, n))).collect()
}

/// An area outside the districts: from about as hard times as the districts' hardest to better than their best. Drift and the crisis are
/// everybody's; nothing else happens to it.
fn write_outside(out: &mut String, universe: &Universe, level: &Level, year: i32, seed: u64) {
    for area in universe.areas.iter().filter(|a| a.is_small() && a.district.is_none()) {
        let text = area.text();
        let part = -0.6 + 1.5 * Dice::of(seed, &["utanför", &text, level.indicator], 0).even();
        let wanted = moved(level, level.best + (level.worst - level.best) * part, year);
        let people = 1_000.0 + 1_800.0 * Dice::of(seed, &["folk", &text], 0).even();
        write_area(out, level, &text, year, draw(level, &text, people, wanted, year, seed), None);
    }
}

fn write_year(out: &mut String, universe: &Universe, level: &Level, year: i32, seed: u64, people: &[f64]) {
    let mut municipalities = vec![[(0, 0); 2]; universe.municipalities.len()];
    for district in &universe.districts {
        let gap = GAPS.iter().find(|(d, i, y, _)| *d == district.slug && *i == level.indicator && *y == year).map(|gap| gap.3);
        for (position, area) in district.areas.iter().enumerate() {
            let text = universe.area(*area).text();
            let wanted = district_level(level, district, year, seed) + area_shift(level, &text, seed);
            let pair = draw(level, &text, people[*area as usize], wanted, year, seed);
            if let Some(m) = universe.municipalities.iter().position(|(code, _)| *code == district.municipality) {
                municipalities[m] = plus(municipalities[m], pair);
            }
            write_area(out, level, &text, year, pair, gap.filter(|g| touches(*g, position)));
        }
    }
    write_outside(out, universe, level, year, seed);
    let mut nation = draw(level, "resten", REST_OF_NATION, moved(level, level.nation, year), year, seed);
    for ((code, _), districts) in universe.municipalities.iter().zip(&municipalities) {
        let pair = plus(*districts, rest_of_municipality(level, universe, code, year, seed, people));
        nation = plus(nation, pair);
        write_area(out, level, code, year, pair, None);
    }
    write_area(out, level, super::universe::NATION_CODE, year, nation, None);
}

fn touches(gap: Lacking, position: usize) -> bool {
    position == 0 || matches!(gap, Lacking::Marked | Lacking::NoRow)
}

fn rest_of_municipality(level: &Level, universe: &Universe, code: &str, year: i32, seed: u64, people: &[f64]) -> Pair {
    let inside: f64 =
        universe.districts.iter().filter(|d| d.municipality == code).flat_map(|d| &d.areas).map(|a| people[*a as usize]).sum();
    let all = THOUSANDS.iter().find(|(c, _)| *c == code).map_or(60_000.0, |(_, thousands)| thousands * 1000.0);
    let away = Dice::of(seed, &["kommun", code, level.indicator], 0).normal() * (level.worst - level.best) * 0.12;
    let name = format!("resten-{code}");
    draw(level, &name, (all - inside).max(all * 0.3), moved(level, level.nation + away, year), year, seed)
}

/// How many live in each area, by its place in the universe.
fn population(universe: &Universe, seed: u64) -> Vec<f64> {
    let mut people = vec![0.0; universe.areas.len()];
    for district in &universe.districts {
        let total = district_people(district, seed);
        let weight = |area: &u32| 0.02 + Dice::of(seed, &["vikt", &universe.area(*area).code], 0).even().powi(2);
        let sum: f64 = district.areas.iter().map(weight).sum();
        for area in &district.areas {
            people[*area as usize] = total * weight(area) / sum;
        }
    }
    people
}

fn district_people(district: &Parts, seed: u64) -> f64 {
    if let Some((_, people)) = SMALL.iter().find(|(slug, _)| *slug == district.slug) {
        return *people;
    }
    let mut dice = Dice::of(seed, &["folk", &district.slug], 0);
    let size = (district.areas.len() as f64).ln_1p();
    4_300.0 + 2_600.0 * size + 6_500.0 * dice.even()
}

/// How hard times are in a district, 0–1: one figure for all its indicators, so that they go together.
fn strain(district: &str, seed: u64) -> f64 {
    Dice::of(seed, &["tryck", district], 0).even()
}

fn district_level(level: &Level, district: &Parts, year: i32, seed: u64) -> f64 {
    let own = Dice::of(seed, &["nivå", &district.slug, level.indicator], 0).even();
    let part = 0.6 * strain(&district.slug, seed) + 0.4 * own;
    let base = level.best + (level.worst - level.best) * part;
    moved(level, base, year) + effect(&district.slug, level.indicator, year)
}

/// A level in a year: drift, and the crisis of 2009 with half of it left the year after.
fn moved(level: &Level, base: f64, year: i32) -> f64 {
    let crisis = match year {
        2009 => 1.0,
        2010 => 0.5,
        2011 => 0.3,
        _ => 0.0,
    };
    base + level.drift * f64::from(year - FIRST_YEAR) + level.crisis * crisis
}

fn area_shift(level: &Level, area: &str, seed: u64) -> f64 {
    Dice::of(seed, &["område", area, level.indicator], 0).normal() * (level.worst - level.best).abs() * 0.1
}

/// Draws women and men of a year around the wanted level.
fn draw(level: &Level, name: &str, people: f64, wanted: f64, year: i32, seed: u64) -> Pair {
    let mut dice = Dice::of(seed, &["år", name, level.indicator], year);
    let growth = 1.0 + 0.006 * f64::from(year - FIRST_YEAR);
    let women = 0.485 + 0.03 * Dice::of(seed, &["kvinnor", name], 0).even();
    let part = match level.people {
        People::Part(part) => part,
        People::Asked(part) => part * (0.9 + 0.2 * dice.even()),
    };
    let sexes = [(women, level.women * (1.0 - women)), (1.0 - women, -level.women * women)];
    sexes.map(|(share, apart)| {
        let n = (people * growth * part * share + 0.5 * dice.normal()).round().max(0.0);
        (numerator(level.kind, n, wanted + apart, &mut dice), n as i64)
    })
}

fn numerator(kind: Kind, n: f64, wanted: f64, dice: &mut Dice) -> i64 {
    let noise = dice.normal();
    let x = match kind {
        Kind::Share => {
            let p = wanted.clamp(0.005, 0.995);
            (n * p + 0.6 * (n * p * (1.0 - p)).sqrt() * noise).clamp(0.0, n)
        }
        Kind::Events => (n * wanted + 0.8 * (n * wanted).sqrt() * noise).max(0.0),
        Kind::Days => (n * wanted + 18.0 * n.sqrt() * noise).max(0.0),
    };
    x.round().min(if kind == Kind::Share { n } else { f64::MAX }) as i64
}

fn write_area(out: &mut String, level: &Level, area: &str, year: i32, [women, men]: Pair, gap: Option<Lacking>) {
    let all = (women.0 + men.0, women.1 + men.1);
    let parted = level.kind != Kind::Events;
    let groups = [("alla", all), ("kvinnor", women), ("man", men)];
    for (group, count) in groups.into_iter().take(if parted { 3 } else { 1 }) {
        write_row(out, level.indicator, area, year, group, count, gap);
    }
}

fn write_row(out: &mut String, indicator: &str, area: &str, year: i32, group: &str, (x, n): Count, gap: Option<Lacking>) {
    // Writing to a string cannot fail.
    let _ = match gap {
        Some(Lacking::NoRow | Lacking::OneAreaNoRow) => Ok(()),
        Some(Lacking::Marked) => write!(out, "{area};{year};{indicator};{group};;;saknas;{SYNTHETIC}\r\n"),
        Some(Lacking::OneAreaWithheld) => write!(out, "{area};{year};{indicator};{group};;;..;{SYNTHETIC}\r\n"),
        None => write!(out, "{area};{year};{indicator};{group};{x};{n};;{SYNTHETIC}\r\n"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::source;

    #[test]
    fn every_indicator_has_a_level_and_parts_by_sex_as_the_registry_says() {
        for indicator in source::indicators() {
            let level = LEVELS.iter().find(|l| l.indicator == indicator.key).unwrap();
            assert_eq!(level.kind != Kind::Events, indicator.groups.len() == 3, "{}", indicator.key);
        }
    }

    #[test]
    fn a_draw_depends_on_its_name_only() {
        let draws: Vec<u64> = ["a", "b", "a"].iter().map(|w| Dice::of(7, &[w], 1).next()).collect();
        assert_eq!(draws[0], draws[2]);
        assert_ne!(draws[0], draws[1]);
        let mean = (0..4000).map(|i| Dice::of(7, &["m"], i).normal()).sum::<f64>() / 4000.0;
        assert!(mean.abs() < 0.06, "{mean}");
    }

    #[test]
    fn an_effect_begins_in_its_year_and_stays_in_its_district() {
        assert_eq!([effect("bergsjon", "forvarvsarbetande", 2007), effect("alby", "forvarvsarbetande", 2009)], [0.0, 0.0]);
        assert_eq!(effect("bergsjon", "forvarvsarbetande", 2008), 0.03);
    }
}
