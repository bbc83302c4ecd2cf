//! Organisations that meet around an agreement, and what may be said of them.

use chrono::NaiveDate;
use serde::Serialize;
use wording::Fault;

/// Every kind of organisation. The decision names "statliga myndigheter, kommuner, landsting och aktörer inom den privata och den ideella
/// sektorn"; § 3 of the agreement adds property owners and residents' organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Government,
    Municipality,
    Agency,
    /// County council; "region" in today's words.
    Region,
    Business,
    PropertyOwner,
    Residents,
    Other,
}

impl Kind {
    /// The kinds a municipality may add in its own name; the others come with the programme.
    pub const CHOSEN: [Self; 5] = [Self::Region, Self::Business, Self::PropertyOwner, Self::Residents, Self::Other];
    const ALL: [Self; 8] = [
        Self::Government,
        Self::Municipality,
        Self::Agency,
        Self::Region,
        Self::Business,
        Self::PropertyOwner,
        Self::Residents,
        Self::Other,
    ];

    /// The word as it is stored and as the API has it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::Municipality => "municipality",
            Self::Agency => "agency",
            Self::Region => "region",
            Self::Business => "business",
            Self::PropertyOwner => "property_owner",
            Self::Residents => "residents",
            Self::Other => "other",
        }
    }

    /// The kind for a stored word.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// An organisation in the version that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Organisation {
    /// `regeringskansliet`, `kommun-0127`, `polismyndigheten-stockholm`.
    pub id: String,
    pub kind: Kind,
    pub name: String,
    /// The municipality it belongs to, or whose partner it is.
    pub municipality_code: Option<String>,
    /// Two digits for an authority of one county: the police authorities of 2011.
    pub county_code: Option<String>,
    pub valid_from: Option<NaiveDate>,
    /// Last day; none when no end is known.
    pub valid_to: Option<NaiveDate>,
    pub version: i64,
}

impl Organisation {
    /// True when the organisation exists on this day, as far as its period is known.
    pub fn exists_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// What somebody wants to say of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Wish {
    /// A short name for addresses; made from the name where it is empty.
    pub id: String,
    pub kind: String,
    pub name: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    /// Why it is corrected; not asked for when it is added.
    pub reason: String,
}

const GROUND: &str = "§ 3";
const LONGEST_NAME: usize = 200;

/// Every fault of an organisation to be added. `taken` are the names there already in the municipality.
pub fn faults_of_new(wish: &Wish, taken: &[String]) -> Vec<Fault> {
    let mut faults = common_faults(wish);
    let allowed = Kind::parse(&wish.kind).is_some_and(|kind| Kind::CHOSEN.contains(&kind));
    if !allowed {
        faults.push(Fault::must("fault-organisation-kind", GROUND).at("kind"));
    }
    if taken.iter().any(|name| name.to_lowercase() == wish.name.trim().to_lowercase()) {
        faults.push(Fault::must("fault-organisation-taken", "").at("name").with("name", wish.name.trim()));
    }
    faults
}

/// Every fault of a correction of `now`.
pub fn faults_of_correction(now: &Organisation, wish: &Wish) -> Vec<Fault> {
    let mut faults = common_faults(wish);
    let changes_kind = wish.kind != now.kind.key();
    if changes_kind && !(Kind::CHOSEN.contains(&now.kind) && Kind::parse(&wish.kind).is_some_and(|kind| Kind::CHOSEN.contains(&kind))) {
        faults.push(Fault::must("fault-organisation-kind", GROUND).at("kind"));
    }
    if wish.reason.trim().is_empty() {
        faults.push(Fault::must("fault-organisation-reason", "").at("reason"));
    }
    let same =
        wish.kind == now.kind.key() && wish.name.trim() == now.name && (wish.valid_from, wish.valid_to) == (now.valid_from, now.valid_to);
    if same {
        faults.push(Fault::must("fault-organisation-unchanged", "").at("name"));
    }
    faults
}

fn common_faults(wish: &Wish) -> Vec<Fault> {
    let mut faults = Vec::new();
    let name = wish.name.trim();
    if name.is_empty() {
        faults.push(Fault::must("fault-organisation-name", GROUND).at("name"));
    }
    if name.chars().count() > LONGEST_NAME {
        let longest = i64::try_from(LONGEST_NAME).unwrap_or_default();
        faults.push(Fault::must("fault-organisation-name-long", "").at("name").with("most", longest));
    }
    if let (Some(from), Some(to)) = (wish.valid_from, wish.valid_to)
        && to < from
    {
        faults.push(Fault::must("fault-organisation-period", "").at("valid_to"));
    }
    faults
}

/// The id of an organisation made from its name: `Demobostäder i Botkyrka` becomes `demobostader-i-botkyrka`.
pub fn slug(name: &str) -> String {
    let plain = |c: char| match c {
        'å' | 'ä' | 'à' | 'á' => 'a',
        'ö' | 'ø' | 'ó' => 'o',
        'é' | 'è' | 'ë' => 'e',
        'ü' => 'u',
        c if c.is_ascii_alphanumeric() => c,
        _ => ' ',
    };
    let text: String = name.to_lowercase().chars().map(plain).collect();
    text.split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn wish(kind: &str, name: &str) -> Wish {
        Wish { kind: kind.into(), name: name.into(), ..Wish::default() }
    }

    fn house() -> Organisation {
        Organisation {
            id: "hus".into(),
            kind: Kind::PropertyOwner,
            name: "Hus".into(),
            municipality_code: Some("0127".into()),
            county_code: None,
            valid_from: Some(day("2011-01-01")),
            valid_to: Some(day("2011-12-31")),
            version: 1,
        }
    }

    #[test]
    fn every_fault_is_said_at_once() {
        let bad = Wish { valid_from: Some(day("2011-02-01")), valid_to: Some(day("2011-01-31")), ..wish("agency", " ") };
        let keys: Vec<_> = faults_of_new(&bad, &[]).iter().map(|f| f.key).collect();
        assert_eq!(keys, ["fault-organisation-name", "fault-organisation-period", "fault-organisation-kind"]);
    }

    #[test]
    fn a_name_is_given_once_in_a_municipality_whatever_its_case() {
        let faults = faults_of_new(&wish("business", "Näringslivet"), &["NÄRINGSLIVET".into()]);
        assert_eq!(faults[0].key, "fault-organisation-taken");
        assert!(faults_of_new(&wish("business", "Näringslivet"), &[]).is_empty());
    }

    #[test]
    fn a_correction_changes_something_and_says_why() {
        let same = Wish { valid_from: house().valid_from, valid_to: house().valid_to, ..wish("property_owner", "Hus") };
        let keys: Vec<_> = faults_of_correction(&house(), &same).iter().map(|f| f.key).collect();
        assert_eq!(keys, ["fault-organisation-reason", "fault-organisation-unchanged"]);
        let better = Wish { reason: "Bytte namn".into(), name: "Huset".into(), ..same };
        assert!(faults_of_correction(&house(), &better).is_empty());
    }

    #[test]
    fn an_organisation_exists_from_its_first_to_its_last_day() {
        assert!(!house().exists_on(day("2010-12-31")));
        assert!(house().exists_on(day("2011-01-01")) && house().exists_on(day("2011-12-31")));
        assert!(!house().exists_on(day("2012-01-01")));
    }

    #[test]
    fn a_name_becomes_a_slug() {
        assert_eq!(slug("Demobostäder i Botkyrka (påhittad)"), "demobostader-i-botkyrka-pahittad");
    }
}
