//! The room's pages.

mod catalogue;
mod compare;
mod deliveries;
mod export;
mod gaps;
mod import;
mod indicator;

pub use import::in_words;

use super::actions::{CONSENT, EXPORT_WHOLE, IMPORT, MEND_GAP};

use super::view::Table;
use platform::access::Act;
use platform::web::{Routes, Shell};
use series::{Cell, Measure};

pub static READ: Act = Act::public("statistics.read");

/// Every page of the room.
pub fn routes() -> Routes {
    Routes::new()
        .get("/statistik", &READ, catalogue::show)
        .get("/statistik/jamfor", &READ, compare::show)
        .get("/statistik/leveranser", &READ, deliveries::list)
        .get("/statistik/leveranser/{number}", &READ, deliveries::show)
        .get("/statistik/luckor", &READ, gaps::list)
        .get("/statistik/luckor/{id}", &READ, gaps::show)
        .post("/statistik/luckor/{id}/agare", &MEND_GAP, gaps::assign)
        .post("/statistik/luckor/{id}/kommentar", &MEND_GAP, gaps::comment)
        .get("/statistik/export.csv", &READ, export::all)
        .get("/statistik/underlag.csv", &EXPORT_WHOLE, export::whole)
        .get("/statistik/import", &IMPORT, import::form)
        .post("/statistik/import", &IMPORT, import::try_file)
        .post("/statistik/import/medgivande", &CONSENT, import::consent)
        .post("/statistik/import/{id}/bekraftelse", &IMPORT, import::confirm)
        .post("/statistik/import/{id}/angra", &IMPORT, import::give_up)
        .get("/statistik/{key}", &READ, indicator::show)
        .get("/statistik/{key}/export.csv", &READ, export::one)
}

/// A figure as a table cell has it: its sign or number, what a screen reader says instead of a sign, and what it is made of.
pub struct Shown {
    pub text: String,
    pub said: String,
    pub made_of: String,
}

/// Sets a cell for a table.
pub fn set(s: &Shell, measure: Measure, cell: Cell) -> Shown {
    let said = if cell.symbol(s.lang).is_some() { s.t(cell.text_key()) } else { String::new() };
    let made_of = match cell {
        Cell::Shown { numerator, denominator: Some(n), .. } => s.t2("statistics-x-of-n", "x", s.int(numerator), "n", s.int(n)),
        Cell::Shown { numerator, .. } => s.int(numerator),
        _ => String::new(),
    };
    Shown { text: cell.format(s.lang, measure), said, made_of }
}

/// The name of a group of people.
pub fn group_name(s: &Shell, group: &str) -> String {
    s.tk("statistics-group", group)
}

/// The addresses of the other pages of the room, at the head of each.
pub fn chips(s: &Shell) -> Vec<(&'static str, String)> {
    let mut all = vec![
        ("/statistik", s.t("statistics-catalogue")),
        ("/statistik/jamfor", s.t("statistics-compare")),
        ("/statistik/luckor", s.t("statistics-gaps")),
        ("/statistik/leveranser", s.t("statistics-deliveries")),
    ];
    if IMPORT.open_to(&s.caller) {
        all.push(("/statistik/import", s.t("statistics-import")));
    }
    all
}

/// What a chart shows: unit, year and source, and that a generator made it when it did.
pub fn subtitle(s: &Shell, table: &Table, year: i32) -> String {
    let i = &table.indicator;
    let said = s.t3("statistics-subtitle", "unit", i.unit(s.lang), "year", year, "source", &i.source);
    if table.synthetic { format!("{said}. {}.", s.t("statistics-synthetic")) } else { said }
}
