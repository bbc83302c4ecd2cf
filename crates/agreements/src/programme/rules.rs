//! A programme: what the Government has decided, as data.

pub mod finding;
pub mod offer;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A text in both languages of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Both {
    pub sv: String,
    pub en: String,
}

/// One programme with its period, its ground and all that it asks.
#[derive(Clone, Debug, Serialize)]
pub struct Programme {
    pub id: String,
    pub title: Both,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// `förordning (2008:348) om urbant utvecklingsarbete`.
    pub ground: String,
    pub ordinance: String,
    pub decision: Decision,
    /// The five parts an agreement states besides its districts (§ 3 of the ordinance).
    pub parts: Vec<Part>,
    pub obligations: Vec<Obligation>,
    pub areas: Vec<GoalArea>,
    pub national_goals: Vec<NationalGoal>,
    pub authorities: Vec<Authority>,
    pub recipients: Vec<Recipient>,
    pub template: Template,
    /// Codes of those the decision is addressed to ("Likalydande till"), in its order.
    pub addressees: Vec<String>,
    pub predecessor: Predecessor,
    /// Codes of those who have had an agreement, in the decision's order; the same as `predecessor.municipalities`.
    pub predecessors: Vec<String>,
    /// "Kopia till".
    pub copies: Vec<String>,
    /// Faults of the scan undone in the decision's quotations and lists.
    pub mendings: Vec<Mending>,
}

impl Programme {
    /// The last day of a dated obligation in a year: `report` is 1 December, `plan` 31 December. None for an unknown key or one without a date.
    pub fn due(&self, obligation_key: &str, year: i32) -> Option<NaiveDate> {
        let due = self.obligations.iter().find(|o| o.key == obligation_key)?.due?;
        NaiveDate::from_ymd_opt(year, due.month, due.day)
    }

    /// The goal area with this key.
    pub fn area(&self, key: &str) -> Option<&GoalArea> {
        self.areas.iter().find(|a| a.key == key)
    }

    /// The national goal with this key.
    pub fn national_goal(&self, key: &str) -> Option<&NationalGoal> {
        self.national_goals.iter().find(|g| g.key == key)
    }

    /// Codes of the municipalities that have had an agreement but are not among the addressees (2011: Stockholm).
    pub fn missing_addressees(&self) -> Vec<&str> {
        self.predecessors.iter().filter(|code| !self.addressees.contains(code)).map(String::as_str).collect()
    }

    /// The year of the programme's period.
    pub fn year(&self) -> i32 {
        use chrono::Datelike;
        self.from.year()
    }
}

/// The decision itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Decision {
    pub number: String,
    /// Where the number is taken from, when the decision's own text does not have it.
    pub number_source: String,
    pub title: String,
    pub issuer: String,
    pub offer: String,
    pub delegation: String,
    pub prolonged_by: String,
    #[serde(deserialize_with = "toml_day")]
    pub ordinance_expired: NaiveDate,
}

/// The period before, from which the offer follows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Predecessor {
    pub from: i32,
    pub to: i32,
    pub municipalities: Vec<String>,
}

/// One of the five parts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Part {
    pub number: u8,
    pub key: String,
    pub ground: String,
    /// Sections of the agreement that carry it.
    pub sections: Vec<String>,
    pub sv: String,
    pub en: String,
}

/// Something somebody owes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Obligation {
    pub key: String,
    /// `municipality`, `state`, `agency` or `both` (State and municipality).
    pub who: String,
    /// `dated`, `event` or `continuous`.
    pub kind: String,
    /// One duty for each `agreement`, `district`, `programme` or `authority`.
    pub per: String,
    pub ground: String,
    /// The clause of the template it stands in; none where the decision itself is the ground.
    pub clause: Option<String>,
    /// The event that calls for it.
    pub after: Option<String>,
    pub recurs: Option<String>,
    pub due: Option<MonthDay>,
    pub recipient: Option<String>,
    pub what: Both,
}

/// A day that comes every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthDay {
    pub month: u32,
    pub day: u32,
}

/// A goal area of § 4.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalArea {
    /// `arbete`, `utbildning`, `trygghet` or `tillvaxt`.
    pub key: String,
    pub letter: String,
    pub sv: String,
    pub en: String,
    pub ground: String,
}

/// A national goal of the urban development policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NationalGoal {
    pub key: String,
    pub sv: String,
    pub en: String,
    /// Goal areas it is linked to; inferred, since the decision does not link them.
    pub areas: Vec<String>,
    pub certainty: String,
    pub note: Both,
}

impl NationalGoal {
    /// True when the wording has not been checked against its source and must be shown as such.
    pub fn is_unverified(&self) -> bool {
        self.certainty == "not-verified"
    }
}

/// An authority with an assignment to join the partnerships.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Authority {
    pub key: String,
    pub name: String,
    /// The police: one in each county, and the one of the municipality's county joins.
    pub one_per_county: bool,
    pub joined: String,
    pub assignment: String,
    pub ground: String,
    #[serde(deserialize_with = "toml_day")]
    pub from: NaiveDate,
    #[serde(deserialize_with = "toml_day")]
    pub to: NaiveDate,
}

/// Somebody who receives what is reported.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Recipient {
    pub key: String,
    pub sv: String,
    pub en: String,
}

/// Annex 1: the agreement's template.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Template {
    pub key: String,
    pub version: i64,
    pub title: String,
    pub preamble: Vec<String>,
    #[serde(rename(deserialize = "section"))]
    pub sections: Vec<Section>,
    #[serde(rename(deserialize = "signature"))]
    pub signatures: Vec<Signature>,
    #[serde(rename(deserialize = "placeholder"))]
    pub placeholders: Vec<Placeholder>,
    #[serde(rename(deserialize = "mending"))]
    pub mendings: Vec<Mending>,
    #[serde(rename(deserialize = "kept"))]
    pub kept: Vec<Kept>,
}

impl Template {
    /// Every clause in order.
    pub fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.sections.iter().flat_map(|s| &s.clauses)
    }

    /// The clause with this key: `4.2`.
    pub fn clause(&self, key: &str) -> Option<&Clause> {
        self.clauses().find(|c| c.key == key)
    }
}

/// A numbered section of the template.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Section {
    #[serde(rename(deserialize = "key"))]
    pub number: String,
    pub heading: String,
    #[serde(rename(deserialize = "clause"))]
    pub clauses: Vec<Clause>,
}

/// A paragraph of the template, in the decision's exact wording; `{kommun}` and `{stadsdelar}` stand where the annex has its place-holders.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Clause {
    pub key: String,
    pub text: String,
    /// The list under it.
    #[serde(default)]
    pub items: Vec<String>,
}

/// One of the two columns of signatures under § 8.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Signature {
    pub party: String,
    pub place_and_date: String,
    pub name: String,
    pub office: String,
}

/// Something the annex leaves to be filled in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Placeholder {
    pub key: String,
    pub raw: OneOrMore,
    /// For a list: the form of one item.
    pub item: Option<String>,
    pub what: Both,
    pub note: Option<Both>,
    pub clauses: Vec<String>,
}

/// The annex' own text of a place-holder, in one line or several.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// A fault of the scan that is undone: what the scan reads, and what stands in the data instead.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mending {
    /// Clause of the template, or field of the programme.
    #[serde(alias = "clause", alias = "field")]
    pub place: String,
    pub raw: String,
    pub set: String,
    #[serde(default)]
    pub why: String,
}

/// Something odd that is left as the annex has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    pub clause: String,
    pub raw: String,
    pub why: String,
}

/// A day written as TOML writes one.
pub(crate) fn toml_day<'de, D: serde::Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    let text = toml::value::Datetime::deserialize(from)?.to_string();
    text.parse().map_err(serde::de::Error::custom)
}
