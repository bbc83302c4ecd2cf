//! The definitions as the programme's data file has them.

use super::rules::{Certainty, Indicator, Provider};
use serde::Deserialize;
use std::sync::OnceLock;

const TEXT: &str = include_str!("../../../../programmes/lua-2011/indicators.toml");

#[derive(Deserialize)]
struct File {
    indicator: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    key: String,
    area: String,
    name: Both,
    measure: String,
    better: String,
    decimals: usize,
    unit: Both,
    numerator: Both,
    denominator: Both,
    ages: String,
    source: String,
    certainty: Certainty,
    lag: u32,
    owner: Provider,
    groups: Vec<String>,
    breaks: Vec<BreakEntry>,
}

#[derive(Deserialize)]
struct Both {
    sv: String,
    en: String,
}

#[derive(Deserialize)]
struct BreakEntry {
    year: i32,
    key: String,
}

/// The indicators of the 2011 programme, in the order of the file.
pub fn indicators() -> &'static [Indicator] {
    static ALL: OnceLock<Vec<Indicator>> = OnceLock::new();
    ALL.get_or_init(|| read(TEXT).expect("the embedded file of indicators is read by a test in this file"))
}

/// Reads a file of indicators.
///
/// # Errors
/// When the file is not as it should be; names the place.
pub fn read(text: &str) -> anyhow::Result<Vec<Indicator>> {
    toml::from_str::<File>(text)?.indicator.into_iter().map(indicator).collect()
}

fn indicator(e: Entry) -> anyhow::Result<Indicator> {
    Ok(Indicator {
        measure: e.measure.parse()?,
        better: e.better.parse()?,
        key: e.key,
        area: e.area,
        name_sv: e.name.sv,
        name_en: e.name.en,
        decimals: e.decimals,
        unit_sv: e.unit.sv,
        unit_en: e.unit.en,
        numerator_sv: e.numerator.sv,
        numerator_en: e.numerator.en,
        denominator_sv: e.denominator.sv,
        denominator_en: e.denominator.en,
        ages: e.ages,
        source: e.source,
        certainty: e.certainty,
        lag_months: e.lag,
        provider: e.owner,
        version: 1,
        breaks: e.breaks.into_iter().map(|b| (b.year, b.key)).collect(),
        groups: e.groups,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_embedded_file_covers_the_four_areas() {
        let all = read(TEXT).unwrap();
        let areas: BTreeSet<_> = all.iter().map(|i| i.area.as_str()).collect();
        assert_eq!(areas, BTreeSet::from(["arbete", "tillvaxt", "trygghet", "utbildning"]));
        assert_eq!(all.iter().map(|i| &i.key).collect::<BTreeSet<_>>().len(), all.len());
        assert!(all.iter().all(|i| i.groups.first().is_some_and(|g| g == "alla")));
    }

    #[test]
    fn eligibility_breaks_in_the_agreement_year() {
        let all = read(TEXT).unwrap();
        let eligible = all.iter().find(|i| i.key == "gymnasiebehorighet").unwrap();
        assert_eq!(eligible.breaks_within(2010, 2011).len(), 1);
        assert!(eligible.breaks_within(2005, 2010).is_empty());
    }

    #[test]
    fn a_field_that_is_misspelt_is_refused() {
        assert!(read("[[indicator]]\nkey = \"x\"\nmesure = \"share\"").is_err());
    }
}
