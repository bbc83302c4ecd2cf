//! Places and what they have; which numbers may be shown.

use crate::indicator::rules::Indicator;
use anyhow::bail;
use chrono::{Datelike, NaiveDate};
use platform::Owner;
use serde::Serialize;
use series::{Cell, Comparison, Observation, Series, protect};
use std::fmt;

/// The group of everyone, and its parts.
pub const ALL: &str = "alla";
pub const WOMEN: &str = "kvinnor";
pub const MEN: &str = "man";
pub const GROUPS: [&str; 3] = [ALL, WOMEN, MEN];

/// What a figure is shown for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Place {
    /// A district by its slug: the sum of its areas.
    District(String),
    /// A municipality by its code: its own row in the deliveries, not the sum of its districts.
    Municipality(String),
    /// The 38 districts together.
    AllDistricts,
    Nation,
}

/// The word a place is stored under: `d:alby` · `m:0127` · `all` · `nation`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::District(slug) => write!(f, "d:{slug}"),
            Self::Municipality(code) => write!(f, "m:{code}"),
            Self::AllDistricts => f.write_str("all"),
            Self::Nation => f.write_str("nation"),
        }
    }
}

impl Place {
    /// The place of a stored word.
    ///
    /// # Errors
    /// When it names no kind of place.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        match (text.strip_prefix("d:"), text.strip_prefix("m:"), text) {
            (Some(slug), ..) => Ok(Self::District(slug.to_owned())),
            (_, Some(code), _) => Ok(Self::Municipality(code.to_owned())),
            (.., "all") => Ok(Self::AllDistricts),
            (.., "nation") => Ok(Self::Nation),
            _ => bail!("{text:?} is no place"),
        }
    }
}

/// What may be shown of a place's observation: the one door from numbers to pages, exports, documents and the API.
///
/// A share is shown only where more than 20 persons form the group, more than 5 have the property and more than 5 lack it. The store has
/// already withheld what would give away another number beside it (a district and the rest of its municipality, the districts and their sum,
/// women and men): such an observation bears the status *suppressed* while its number is at hand, and is withheld here.
pub fn shown(indicator: &Indicator, observation: Observation) -> Cell {
    protect(&indicator.disclosure(), indicator.measure, observation)
}

/// What may be shown of a year of a series; a year without an observation is missing.
pub fn shown_in(indicator: &Indicator, series: &Series, year: i32) -> Cell {
    series.points.get(&year).map_or(Cell::Missing, |o| shown(indicator, *o))
}

/// One indicator of a district beside what it is compared with, group `alla`.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorPicture {
    pub indicator: Indicator,
    pub district: Series,
    pub municipality: Series,
    pub all_districts: Series,
    pub nation: Series,
}

impl IndicatorPicture {
    /// The four levels in one year, as they may be shown.
    pub fn comparison(&self, year: i32) -> Comparison {
        let cell = |series| shown_in(&self.indicator, series, year);
        Comparison {
            district: cell(&self.district),
            municipality: cell(&self.municipality),
            all_districts: cell(&self.all_districts),
            nation: cell(&self.nation),
        }
    }

    /// The last year the district has a figure to show, with the figure.
    pub fn latest(&self) -> Option<(i32, Cell)> {
        self.district.latest(&self.indicator.disclosure(), i32::MAX)
    }
}

/// All indicators of a district.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    pub indicators: Vec<IndicatorPicture>,
    /// Some figure in it comes from a generator.
    pub synthetic: bool,
    /// Number of the newest delivery: the version of the figures.
    pub vintage: i64,
    /// The last year anything was observed; none before the first delivery.
    pub latest_year: Option<i32>,
}

impl Picture {
    /// One indicator by its key.
    pub fn of(&self, key: &str) -> Option<&IndicatorPicture> {
        self.indicators.iter().find(|i| i.indicator.key == key)
    }
}

/// The first due day on or after `since`, of a duty that falls due once a year.
pub fn next_due(since: NaiveDate, due: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
    [since.year(), since.year() + 1].into_iter().filter_map(due).find(|day| *day >= since)
}

/// Why a district lacks a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum GapReason {
    /// Nothing has come for any of its areas.
    Absent,
    /// Some of its areas lack the figure, so that the sum would be too low.
    Partial,
    /// The deliverer withheld the figure for some area.
    Withheld,
}

impl GapReason {
    pub const ALL: [Self; 3] = [Self::Absent, Self::Partial, Self::Withheld];

    /// The word it is stored under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Partial => "partial",
            Self::Withheld => "withheld",
        }
    }

    /// The reason for a stored word.
    ///
    /// # Errors
    /// When there is none.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        Self::ALL.into_iter().find(|r| r.key() == text).ok_or_else(|| anyhow::anyhow!("{text:?} is no reason for a gap"))
    }
}

/// What cannot be said as long as a figure is lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Blocked {
    /// The district's own value and the change to and from that year.
    District,
    /// The sum of all districts that year: a sum of the others would be too low and look whole.
    AllDistricts,
    /// The follow-up of goals that rest on the indicator, since it is the newest year.
    FollowUp,
}

/// A figure that ought to be there (§ 6): indicator × district × year, with the party that owes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    pub id: String,
    pub indicator: String,
    pub district: String,
    pub year: i32,
    pub municipality_code: String,
    pub reason: GapReason,
    #[serde(serialize_with = "owner_word")]
    pub owner: Owner,
    /// Who put it on the owner, when it is not by default.
    pub assigned_by: Option<String>,
    pub since: String,
    /// The day the figure came.
    pub closed_on: Option<String>,
    pub version: i64,
    /// Whether it is the newest year that anyone has the indicator for.
    pub newest: bool,
}

impl Gap {
    /// What cannot be said while the gap is open.
    pub fn blocks(&self) -> Vec<Blocked> {
        let mut all = vec![Blocked::District, Blocked::AllDistricts];
        all.extend(self.newest.then_some(Blocked::FollowUp));
        all
    }

    pub fn is_open(&self) -> bool {
        self.closed_on.is_none()
    }
}

fn owner_word<S: serde::Serializer>(owner: &Owner, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(&owner_key(owner))
}

/// The word an owner of a gap is stored under: `state`, or the municipality's code.
pub fn owner_key(owner: &Owner) -> String {
    match owner {
        Owner::State => "state".to_owned(),
        Owner::Municipality(code) | Owner::Organisation { municipality: code, .. } => code.clone(),
    }
}

/// The owner of a stored word.
pub fn owner_of(key: &str) -> Owner {
    if key == "state" { Owner::State } else { Owner::Municipality(key.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::source;
    use series::{Status, Why};

    #[test]
    fn a_yearly_day_is_the_first_one_that_has_not_passed_when_the_duty_arises() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let first_of_december = |year| NaiveDate::from_ymd_opt(year, 12, 1);
        let due = |since: &str| next_due(day(since), first_of_december);
        assert_eq!(due("2011-11-14"), Some(day("2011-12-01")));
        assert_eq!(due("2011-12-01"), Some(day("2011-12-01")));
        assert_eq!(due("2011-12-02"), Some(day("2012-12-01")));
        assert_eq!(next_due(day("2011-11-14"), |_| None), None);
    }

    #[test]
    fn places_come_back_as_they_were_stored() {
        for place in [Place::District("alby".into()), Place::Municipality("0127".into()), Place::AllDistricts, Place::Nation] {
            assert_eq!(Place::parse(&place.to_string()).unwrap(), place);
        }
        assert!(Place::parse("x:1").is_err());
    }

    #[test]
    fn what_the_house_withholds_is_not_shown_though_its_number_is_at_hand() {
        let indicator = &source::indicators()[0];
        let hidden = Observation { status: Status::Suppressed, ..Observation::of(400, 900) };
        assert_eq!(shown(indicator, hidden), Cell::Suppressed { why: Why::Rule });
        assert!(shown(indicator, Observation::of(400, 900)).is_shown());
        assert_eq!(shown(indicator, Observation::of(5, 900)), Cell::Suppressed { why: Why::Rule });
    }
}
