//! What the generator takes for plausible, and the effects it hides in the figures.

/// Who stands in the denominator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum People {
    /// This part of everyone who lives there.
    Part(f64),
    /// As `Part`, but asked in a survey: fewer, and a sample of its own each year.
    Asked(f64),
}

/// How the numerator comes about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Share,
    /// Events for each person; the level is events per person.
    Events,
    /// Days for each person; the level is days.
    Days,
}

/// One indicator's levels. A district lies between `best` and `worst`.
#[derive(Clone, Copy, Debug)]
pub struct Level {
    pub indicator: &'static str,
    pub kind: Kind,
    pub people: People,
    pub best: f64,
    pub worst: f64,
    /// Outside the districts.
    pub nation: f64,
    /// Women less men.
    pub women: f64,
    /// Each year since 2005.
    pub drift: f64,
    /// What 2009 brought, half of which was left in 2010.
    pub crisis: f64,
    pub last_year: i32,
}

pub const FIRST_YEAR: i32 = 2005;

const BASE: Level = Level {
    indicator: "",
    kind: Kind::Share,
    people: People::Part(1.0),
    best: 0.0,
    worst: 0.0,
    nation: 0.0,
    women: 0.0,
    drift: 0.0,
    crisis: 0.0,
    last_year: 2010,
};

pub const LEVELS: [Level; 10] = [
    Level {
        indicator: "forvarvsarbetande",
        people: People::Part(0.59),
        best: 0.62,
        worst: 0.45,
        nation: 0.765,
        women: -0.05,
        drift: 0.004,
        crisis: -0.026,
        ..BASE
    },
    Level {
        indicator: "langvarigt_forsorjningsstod",
        people: People::Part(0.59),
        best: 0.06,
        worst: 0.14,
        nation: 0.019,
        women: 0.004,
        drift: -0.0005,
        crisis: 0.008,
        ..BASE
    },
    Level {
        indicator: "oppet_arbetslosa",
        people: People::Part(0.62),
        best: 0.06,
        worst: 0.105,
        nation: 0.036,
        women: -0.004,
        drift: -0.001,
        crisis: 0.014,
        last_year: 2011,
        ..BASE
    },
    Level {
        indicator: "gymnasiebehorighet",
        people: People::Part(0.0135),
        best: 0.85,
        worst: 0.6,
        nation: 0.892,
        women: 0.025,
        drift: -0.002,
        ..BASE
    },
    Level {
        indicator: "fullfoljd_gymnasieutbildning",
        people: People::Part(0.072),
        best: 0.72,
        worst: 0.5,
        nation: 0.8,
        women: 0.06,
        drift: 0.002,
        ..BASE
    },
    Level { indicator: "anmalda_valdsbrott", kind: Kind::Events, best: 0.012, worst: 0.025, nation: 0.0092, drift: 0.0002, ..BASE },
    Level {
        indicator: "trygg_utomhus",
        people: People::Asked(0.055),
        best: 0.75,
        worst: 0.5,
        nation: 0.8,
        women: -0.14,
        drift: 0.003,
        ..BASE
    },
    Level {
        indicator: "nystartade_foretag",
        kind: Kind::Events,
        people: People::Part(0.64),
        best: 0.012,
        worst: 0.006,
        nation: 0.0108,
        drift: 0.0003,
        crisis: -0.001,
        ..BASE
    },
    Level {
        indicator: "ohalsotal",
        kind: Kind::Days,
        people: People::Part(0.64),
        best: 28.0,
        worst: 45.0,
        nation: 32.0,
        women: 9.0,
        drift: -0.6,
        ..BASE
    },
    Level { indicator: "kvarboende", best: 0.88, worst: 0.74, nation: 0.89, drift: 0.001, crisis: 0.006, ..BASE },
];

/// An effect that is in the figures on purpose: from a year on, a district's level is moved by so much, on top of everything else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    pub district: &'static str,
    pub indicator: &'static str,
    pub from_year: i32,
    pub size: f64,
}

/// The effects that an evaluation of the synthetic figures ought to find, and the only ones: every other difference is chance,
/// level, drift or the crisis of 2009, which fall on all.
pub const EFFECTS: [Effect; 8] = [
    Effect { district: "bergsjon", indicator: "forvarvsarbetande", from_year: 2008, size: 0.03 },
    Effect { district: "araby", indicator: "forvarvsarbetande", from_year: 2008, size: 0.025 },
    Effect { district: "fittja", indicator: "langvarigt_forsorjningsstod", from_year: 2008, size: -0.018 },
    Effect { district: "ronna", indicator: "gymnasiebehorighet", from_year: 2008, size: 0.08 },
    Effect { district: "rosengard", indicator: "anmalda_valdsbrott", from_year: 2008, size: -0.004 },
    Effect { district: "gottsunda", indicator: "trygg_utomhus", from_year: 2008, size: 0.06 },
    Effect { district: "hjallbo", indicator: "oppet_arbetslosa", from_year: 2008, size: -0.012 },
    Effect { district: "hovsjo", indicator: "nystartade_foretag", from_year: 2008, size: 0.003 },
];

/// The effect on a district's indicator in a year; 0 where there is none.
pub fn effect(district: &str, indicator: &str, year: i32) -> f64 {
    let here = |e: &&Effect| e.district == district && e.indicator == indicator && year >= e.from_year;
    EFFECTS.iter().filter(here).map(|e| e.size).sum()
}

/// Districts so small that some of their figures must be withheld.
pub const SMALL: [(&str, f64); 3] = [("fornhojden", 1_420.0), ("oxnehaga", 2_300.0), ("andersberg", 2_900.0)];

/// How many live in each municipality, in thousands, roughly as around 2008.
pub const THOUSANDS: [(&str, f64); 21] = [
    ("0126", 93.0),
    ("0127", 80.0),
    ("0136", 74.0),
    ("0180", 810.0),
    ("0181", 84.0),
    ("0182", 86.0),
    ("0380", 190.0),
    ("0580", 141.0),
    ("0581", 128.0),
    ("0680", 125.0),
    ("0780", 81.0),
    ("1280", 286.0),
    ("1282", 41.0),
    ("1290", 78.0),
    ("1380", 90.0),
    ("1480", 500.0),
    ("1488", 54.0),
    ("1490", 101.0),
    ("2180", 93.0),
    ("2281", 95.0),
    ("2580", 74.0),
];

/// Areas outside the districts in each municipality.
pub const OUTSIDE: usize = 6;

/// The nation outside the 21 municipalities.
pub const REST_OF_NATION: f64 = 5_950_000.0;

/// What has not come, on purpose: district, indicator, year, and how. A gap of one area makes the district's figure missing.
pub const GAPS: [(&str, &str, i32, Lacking); 6] = [
    ("gamlegarden", "trygg_utomhus", 2010, Lacking::Marked),
    ("hertson", "trygg_utomhus", 2010, Lacking::NoRow),
    ("araby", "trygg_utomhus", 2010, Lacking::OneAreaWithheld),
    ("klockartorpet", "fullfoljd_gymnasieutbildning", 2010, Lacking::NoRow),
    ("skonsberg", "nystartade_foretag", 2010, Lacking::OneAreaNoRow),
    ("brynas", "kvarboende", 2009, Lacking::Marked),
];

/// How a figure is lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// Every area has the mark *saknas*.
    Marked,
    NoRow,
    OneAreaNoRow,
    OneAreaWithheld,
}
