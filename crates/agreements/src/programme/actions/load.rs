//! Loading a programme: municipalities, districts with their codes, organisations, and what has to be settled.

use crate::organisation::rules::{Kind, Organisation};
use crate::organisation::store as organisations;
use crate::place::rules::{Municipality, overlaps};
use crate::place::store as places;
use crate::programme::rules::Programme;
use crate::programme::rules::finding::findings;
use crate::programme::{source, store};
use areas::System;
use chrono::NaiveDate;
use platform::access::{Act, Caller, Scope};
use platform::{Db, Refusal, Tx};
use serde::Serialize;
use serde_json::json;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Only the program itself loads what is inside it.
pub static LOAD: Act = Act::of("programme.load", &[]);

/// What a loading came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Loaded {
    pub municipalities: usize,
    pub districts: usize,
    pub sams_codes: usize,
    pub nyko_codes: usize,
    pub findings: usize,
    pub organisations: usize,
    /// False when everything was there already: then nothing was written or recorded, and there is nothing to save.
    pub changed: bool,
}

/// Loads the programme of 2011 and saves. Does nothing when it is there already.
///
/// # Errors
/// When the annex has a code in two districts, or what the engine says.
pub async fn ensure(db: &Db) -> anyhow::Result<Loaded> {
    let mut tx = db.write(&Caller::system()).await?;
    let loaded = load(&mut tx).await?;
    if loaded.changed {
        tx.save().await?;
    }
    Ok(loaded)
}

/// Loads the programme of 2011: 21 municipalities, 38 districts, 171 SAMS codes and one NYKO code, with findings for a person to settle.
/// What is there already stays as it is; a second loading of the same files changes nothing.
///
/// # Errors
/// Every code that lies in two districts, all at once; [`Refusal::Forbidden`] for anybody but the program itself.
pub async fn load(tx: &mut Tx) -> Result<Loaded, Refusal> {
    let mandate = tx.caller().clone().mandate(&LOAD, Scope::Nation)?;
    let programme = source::lua_2011();
    let annex = source::annex_2()?;
    let districts: Vec<_> = annex.iter().map(|row| row.district.clone()).collect();
    Refusal::unless_clean(overlaps(&districts))?;
    let municipalities = source::municipalities()?;
    let found = findings(programme, &annex);
    let known = organisations_of(programme, &municipalities);
    let count = |system| districts.iter().filter(|d| d.system == system).map(|d| d.codes.len()).sum();
    let hash = fingerprint();
    let loaded = Loaded {
        municipalities: municipalities.len(),
        districts: districts.len(),
        sams_codes: count(System::Sams),
        nyko_codes: count(System::Nyko),
        findings: found.len(),
        organisations: known.len(),
        changed: store::source_hash(tx, &programme.id).await?.as_deref() != Some(&hash),
    };
    if !loaded.changed {
        return Ok(loaded);
    }
    let (at, day) = (tx.stamp(), tx.today().to_string());
    store::put_programme(tx, &programme.id, &hash, &at).await?;
    for municipality in &municipalities {
        places::put_municipality(tx, municipality).await?;
    }
    for district in &districts {
        places::insert_district(tx, district, &day).await?;
    }
    for (position, finding) in (1..).zip(&found) {
        store::finding::insert(tx, &programme.id, position, finding).await?;
    }
    for organisation in &known {
        if organisations::one(tx, &organisation.id).await?.is_none() {
            organisations::insert(tx, organisation, &format!("Inläst med programmet {}", programme.id)).await?;
        }
    }
    tx.record(&mandate, "programme", &programme.id, json!(loaded));
    Ok(loaded)
}

/// Changes when any of the programme's files does. It tells versions of the files apart and proves nothing.
fn fingerprint() -> String {
    let mut hasher = DefaultHasher::new();
    source::FILES.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Every county with a municipality of the programme: its code, the slug and the name of its police authority of 2011.
const POLICE: [(&str, &str, &str); 11] = [
    ("01", "stockholm", "Polismyndigheten i Stockholms län"),
    ("03", "uppsala", "Polismyndigheten i Uppsala län"),
    ("05", "ostergotland", "Polismyndigheten i Östergötlands län"),
    ("06", "jonkoping", "Polismyndigheten i Jönköpings län"),
    ("07", "kronoberg", "Polismyndigheten i Kronobergs län"),
    ("12", "skane", "Polismyndigheten i Skåne län"),
    ("13", "halland", "Polismyndigheten i Hallands län"),
    ("14", "vastra-gotaland", "Polismyndigheten i Västra Götalands län"),
    ("21", "gavleborg", "Polismyndigheten i Gävleborgs län"),
    ("22", "vasternorrland", "Polismyndigheten i Västernorrlands län"),
    ("25", "norrbotten", "Polismyndigheten i Norrbottens län"),
];

fn organisation(id: &str, kind: Kind, name: &str) -> Organisation {
    Organisation {
        id: id.to_owned(),
        kind,
        name: name.to_owned(),
        municipality_code: None,
        county_code: None,
        valid_from: None,
        valid_to: None,
        version: 1,
    }
}

fn organisations_of(programme: &Programme, municipalities: &[Municipality]) -> Vec<Organisation> {
    let mut all = vec![
        organisation("regeringskansliet", Kind::Government, "Regeringskansliet"),
        organisation("arbetsmarknadsdepartementet", Kind::Government, "Arbetsmarknadsdepartementet"),
        Organisation {
            valid_from: NaiveDate::from_ymd_opt(2007, 1, 1),
            valid_to: NaiveDate::from_ymd_opt(2010, 12, 31),
            ..organisation("integrations-och-jamstalldhetsdepartementet", Kind::Government, "Integrations- och jämställdhetsdepartementet")
        },
        organisation("rikspolisstyrelsen", Kind::Agency, "Rikspolisstyrelsen"),
        organisation("sveriges-kommuner-och-landsting", Kind::Other, "Sveriges Kommuner och Landsting"),
        organisation("mangkulturellt-centrum", Kind::Other, "Mångkulturellt centrum"),
    ];
    let national = programme.authorities.iter().filter(|a| !a.one_per_county);
    all.extend(national.map(|a| organisation(&a.key, Kind::Agency, &a.name)));
    all.extend(POLICE.iter().map(|(county, slug, name)| Organisation {
        county_code: Some((*county).to_owned()),
        ..organisation(&format!("polismyndigheten-{slug}"), Kind::Agency, name)
    }));
    all.extend(municipalities.iter().map(|m| Organisation {
        municipality_code: Some(m.code.clone()),
        ..organisation(&format!("kommun-{}", m.code), Kind::Municipality, &m.agreement_name)
    }));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_municipality_has_a_police_authority_in_its_county() {
        let municipalities = source::municipalities().unwrap();
        let all = organisations_of(source::lua_2011(), &municipalities);
        for m in &municipalities {
            assert_eq!(all.iter().filter(|o| o.county_code.as_deref() == Some(m.county())).count(), 1, "{}", m.name);
        }
    }
}
