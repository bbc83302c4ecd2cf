//! Annex 2 of the decision for 2011, as it stands in `programmes/lua-2011/districts.csv`, read to the last code.

use areas::{System, expand};
use std::collections::BTreeMap;

const DISTRICTS: &str = include_str!("../../../programmes/lua-2011/districts.csv");

/// Number of SAMS codes by slug, counted by hand from the annex.
const COUNTS: &str = "alby 4 andersberg 1 araby 5 bergsjon 16 brynas 7 centrum-oster 11 fisksatra 1 fittja 3 flemingsberg 2 fornhojden 1 \
    fosie 18 gamlegarden 5 geneta 1 gottsunda 5 gardsten 6 hallunda-norsborg 11 hertson 6 hjallbo 6 hovsjo 1 husby 1 hyllie 9 hassleholmen 5 \
    jordbro 3 klockartorpet 0 kronogarden 3 norra-biskopsgarden 3 rinkeby 1 ronna 3 rosengard 6 ragsved 1 skaggetorp 3 skarholmen 1 \
    skonsberg 2 sodra-innerstan 16 tensta 1 varby 1 vastra-skogas 1 oxnehaga 1";

struct District<'a> {
    slug: &'a str,
    notation: &'a str,
    municipality: &'a str,
}

/// The first six columns never hold a semicolon, so they can be cut without a CSV reader.
fn districts() -> Vec<District<'static>> {
    let row = |line: &'static str| {
        let cells: Vec<_> = line.split(';').collect();
        District { slug: cells[3], notation: cells[2], municipality: cells[5] }
    };
    DISTRICTS.lines().skip(1).map(row).collect()
}

#[test]
fn thirty_eight_districts_in_twenty_one_municipalities_hold_171_codes_and_one_nyko() {
    let mut sams = BTreeMap::new();
    let mut nyko = Vec::new();
    let mut municipalities = std::collections::BTreeSet::new();
    for district in districts() {
        municipalities.insert(district.municipality);
        let expansion = expand(district.notation, district.municipality).unwrap();
        for code in expansion.codes {
            if expansion.system == System::Nyko {
                nyko.push((district.slug, code));
            } else {
                assert_eq!(sams.insert(code.clone(), district.slug), None, "{code} lies in two districts");
            }
        }
    }
    assert_eq!((districts().len(), municipalities.len(), sams.len()), (38, 21, 171));
    assert_eq!(nyko, [("klockartorpet", "412".to_owned())]);
}

#[test]
fn every_district_has_the_number_of_codes_counted_by_hand() {
    let words: Vec<_> = COUNTS.split_whitespace().collect();
    let expected: BTreeMap<_, usize> = words.chunks(2).map(|pair| (pair[0], pair[1].parse().unwrap())).collect();
    let found: BTreeMap<_, usize> = districts()
        .iter()
        .map(|d| {
            let expansion = expand(d.notation, d.municipality).unwrap();
            (d.slug, if expansion.system == System::Sams { expansion.codes.len() } else { 0 })
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn only_hassleholmen_and_klockartorpet_have_notes() {
    let noted: Vec<_> =
        districts().iter().flat_map(|d| expand(d.notation, d.municipality).unwrap().notes.into_iter().map(|n| (d.slug, n.key))).collect();
    assert_eq!(noted, [("hassleholmen", "area-zeros-lost".to_owned()), ("klockartorpet", "nyko".to_owned())]);
}
