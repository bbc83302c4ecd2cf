//! The notation: what it means, what it refuses, and that nothing makes it panic.

use areas::{Expansion, NotationError, System, compress, expand};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn codes(notation: &str, municipality: &str) -> Vec<String> {
    expand(notation, municipality).unwrap().codes
}

fn fault(notation: &str, municipality: &str) -> NotationError {
    expand(notation, municipality).unwrap_err()
}

#[test]
fn a_range_replaces_only_the_last_digits() {
    assert_eq!(codes("12800109-10", "1280"), ["12800109", "12800110"]);
    assert_eq!(codes("12800158-9", "1280"), ["12800158", "12800159"]);
    assert_eq!(codes("12800097-104", "1280").len(), 8);
    assert_eq!(codes("12800109-12800110", "1280"), ["12800109", "12800110"]);
}

#[test]
fn a_list_item_inherits_from_the_code_before_it() {
    assert_eq!(codes("12800109-10,234-35,44", "1280"), ["12800109", "12800110", "12800234", "12800235", "12800244"]);
    assert_eq!(codes("07800112-13, 07800120", "0780"), ["07800112", "07800113", "07800120"]);
    assert_eq!(codes(" 12820001 - 2 ,  55–57 ", "1282"), ["12820001", "12820002", "12820055", "12820056", "12820057"]);
}

#[test]
fn lost_zeros_are_restored_with_a_note() {
    let hassleholmen = expand("149041-45", "1490").unwrap();
    assert_eq!(hassleholmen.codes, ["14900041", "14900042", "14900043", "14900044", "14900045"]);
    assert_eq!(hassleholmen.notes[0].key, "area-zeros-lost");
    assert_eq!(
        hassleholmen.notes[0].text,
        "”149041” har 6 siffror i stället för åtta; områdets inledande nollor är återställda: 14900041."
    );
    let alby = expand("1270001-2,4", "0127").unwrap();
    assert_eq!(alby.codes, ["01270001", "01270002", "01270004"]);
    assert_eq!(alby.notes[0].key, "municipality-zero-lost");
}

#[test]
fn a_space_between_municipality_and_area_is_noted() {
    let expansion = expand("1280 0109-10", "1280").unwrap();
    assert_eq!((expansion.codes.len(), expansion.notes[0].key.as_str()), (2, "space-in-code"));
}

#[test]
fn a_range_of_one_is_noted() {
    let expansion = expand("12800109-9", "1280").unwrap();
    assert_eq!((expansion.codes.len(), expansion.notes[0].key.as_str()), (1, "range-of-one"));
}

#[test]
fn nyko_is_another_system() {
    for notation in ["(NYKO 412)", "nyko 412", "( NYKO: 412 )", "NYKO412"] {
        let expansion = expand(notation, "0581").unwrap();
        assert_eq!((expansion.system, expansion.codes[0].as_str()), (System::Nyko, "412"), "{notation}");
        assert_eq!(expansion.notes[0].key, "nyko");
    }
    assert_eq!(codes("NYKO 0412, 413", "0581"), ["0412", "413"]);
    assert_eq!(fault("NYKO 412-4", "0581").key, "nyko-form");
    assert_eq!(fault("(NYKO)", "0581").key, "item-missing");
}

#[test]
fn deso_and_regso_are_listed_and_keep_their_version() {
    let expansion = expand("0114A0010_DeSO2025, 0114C1020_DeSO2025", "0114").unwrap();
    assert_eq!((expansion.system, expansion.codes[1].as_str()), (System::Deso, "0114C1020_DeSO2025"));
    assert_eq!(expand("0114R001", "0114").unwrap().system, System::Regso);
    assert_eq!(fault("0114A0010,0114R001", "0114").key, "mixed");
    assert_eq!(fault("0114A0010,0114A0010_DeSO2025", "0114").key, "mixed");
    assert_eq!(fault("0114A0010,0127A0010", "0114").key, "wrong-municipality");
    let second = fault("0114A0010, 0114X0010", "0114");
    assert_eq!((second.key, second.position), ("code-form", 12));
}

#[test]
fn every_fault_says_where_and_what_to_do() {
    let cases = [
        ("", "1280", "empty", 1),
        ("  ", "1280", "empty", 1),
        ("14800109", "1280", "wrong-municipality", 1),
        ("12800109,14800110", "1280", "wrong-municipality", 10),
        ("12800109-05", "1280", "range-reversed", 1),
        ("12800001-9999", "1280", "range-too-long", 1),
        ("12800109-", "1280", "range-open", 1),
        ("12800109,-10", "1280", "range-open", 10),
        ("12800109-10-11", "1280", "range-form", 1),
        ("12800109,,110", "1280", "item-missing", 10),
        ("12800109,", "1280", "item-missing", 10),
        ("12800109, 1x0", "1280", "not-a-digit", 12),
        ("Alby", "0127", "not-a-digit", 1),
        ("å12800109", "1280", "not-a-digit", 1),
        ("12800109-10,110", "1280", "duplicate", 13),
        ("44", "1280", "prefix-missing", 1),
        ("12800", "1280", "length", 1),
        ("128001090", "1280", "length", 1),
        ("12800109-00110", "1280", "length", 10),
        ("127001", "0127", "length", 1),
        ("12800109 12800110", "1280", "space", 1),
        ("12800109", "128", "municipality", 1),
        ("12800109", "12ab", "municipality", 1),
    ];
    for (notation, municipality, key, position) in cases {
        let fault = fault(notation, municipality);
        assert_eq!((fault.key, fault.position), (key, position), "{notation}: {fault}");
        assert!(fault.what.ends_with('.') && fault.hint.ends_with('.'), "{fault:?}");
    }
}

#[test]
fn an_expansion_is_exactly_three_fields_of_json() {
    let expansion = expand("149041", "1490").unwrap();
    let json = serde_json::to_string(&expansion).unwrap();
    assert_eq!(
        json,
        "{\"system\":\"SAMS\",\"codes\":[\"14900041\"],\"notes\":[{\"key\":\"area-zeros-lost\",\"text\":\"”149041” har 6 siffror i stället för åtta; \
         områdets inledande nollor är återställda: 14900041.\"}]}"
    );
    assert_eq!(serde_json::from_str::<Expansion>(&json).unwrap(), expansion);
    let names = [System::Sams, System::Nyko, System::Deso, System::Regso];
    assert_eq!(serde_json::to_string(&names).unwrap(), r#"["SAMS","NYKO","DeSO","RegSO"]"#);
}

proptest! {
    #[test]
    fn a_compressed_set_expands_to_itself(municipality in 0u16..10_000, areas in prop::collection::btree_set(0u16..10_000, 1..60)) {
        round_trip(municipality, &areas)?;
    }

    #[test]
    fn so_does_a_dense_set(municipality in 0u16..10_000, start in 0u16..8_000, gaps in prop::collection::vec(1u16..4, 1..900)) {
        let mut areas = BTreeSet::from([start]);
        let mut area = start;
        for gap in gaps {
            area += gap.min(2);
            areas.insert(area.min(9_999));
        }
        round_trip(municipality, &areas)?;
    }

    #[test]
    fn a_long_run_is_split_into_ranges(length in 1u16..3_000) {
        round_trip(1280, &(0..length).collect())?;
    }

    #[test]
    fn no_text_makes_it_panic(notation in any::<String>(), municipality in any::<String>()) {
        let _ = expand(&notation, &municipality);
        let _ = expand(&notation, "0127");
        let _ = compress(&[notation, municipality]);
    }

    #[test]
    fn nor_does_text_that_looks_like_a_notation(notation in "[(]?(NYKO|nyko|0127[ABCR])?[0-9A ,;_–-]{0,40}[)å]?") {
        if let Ok(expansion) = expand(&notation, "0127") {
            let again = expand(&expansion.notation(), "0127").unwrap();
            prop_assert_eq!(again.system, expansion.system);
            let set = |codes: Vec<String>| codes.into_iter().collect::<BTreeSet<_>>();
            prop_assert_eq!(set(again.codes), set(expansion.codes));
        } else if let Err(fault) = expand(&notation, "0127") {
            prop_assert!(fault.position >= 1 && fault.position <= notation.chars().count() + 1, "{:?}", fault);
        }
    }
}

fn round_trip(municipality: u16, areas: &BTreeSet<u16>) -> Result<(), TestCaseError> {
    let municipality = format!("{municipality:04}");
    let codes: Vec<_> = areas.iter().map(|area| format!("{municipality}{area:04}")).collect();
    let printed = compress(&codes);
    let expansion = expand(&printed, &municipality).map_err(|e| TestCaseError::fail(format!("{printed}: {e}")))?;
    prop_assert_eq!(expansion.codes, codes);
    prop_assert!(expansion.notes.is_empty(), "{}", printed);
    Ok(())
}
