//! Loading the programme, its pages, findings and offers.

use agreements::organisation::store as organisations;
use agreements::place::store as places;
use agreements::programme::{actions, store};
use areas::System;
use platform::Refusal;
use platform::access::Role;
use platform::testkit::{on_both, person};

#[test]
fn loading_gives_38_districts_171_codes_and_the_findings_and_a_second_time_nothing() {
    on_both(|db| async move {
        let loaded = actions::ensure(&db).await.unwrap();
        assert_eq!((loaded.districts, loaded.municipalities, loaded.sams_codes, loaded.nyko_codes), (38, 21, 171, 1));
        assert!(loaded.changed);
        assert!(!actions::ensure(&db).await.unwrap().changed);
        let mut conn = db.read().await.unwrap();
        let districts = places::districts(&mut conn).await.unwrap();
        let sams: Vec<_> = districts.iter().filter(|d| d.system == System::Sams).flat_map(|d| &d.codes).collect();
        assert_eq!((districts.len(), sams.len()), (38, 171));
        assert!(sams.iter().all(|code| code.len() == 8));
        assert_eq!(places::municipalities(&mut conn).await.unwrap().len(), 21);
        assert_eq!(store::finding::all(&mut conn, "lua-2011").await.unwrap().len(), loaded.findings);
        assert_eq!(organisations::all(&mut conn).await.unwrap().len(), loaded.organisations);
        let names: Vec<_> = districts.iter().map(|d| d.name.as_str()).collect();
        assert_eq!((names[0], names[36], names[37]), ("Alby", "Västra Skogås", "Öxnehaga"));
    });
}

#[test]
fn a_district_is_found_with_its_codes_raw_text_and_municipality() {
    on_both(|db| async move {
        actions::ensure(&db).await.unwrap();
        let mut conn = db.read().await.unwrap();
        let it = places::district(&mut conn, "hassleholmen").await.unwrap().unwrap();
        assert_eq!(it.codes, ["14900041", "14900042", "14900043", "14900044", "14900045"]);
        assert_eq!((it.raw_notation.as_str(), it.municipality.agreement_name.as_str()), ("149041-45", "Borås kommun"));
        let nyko = places::district(&mut conn, "klockartorpet").await.unwrap().unwrap();
        assert!(nyko.needs_consent() && nyko.is_called("Klockaretorpet") && nyko.codes == ["412"]);
        let botkyrka: Vec<_> = places::districts_of(&mut conn, "0127").await.unwrap().into_iter().map(|d| d.id).collect();
        assert_eq!(botkyrka, ["alby", "fittja", "hallunda-norsborg"]);
        assert_eq!(places::districts_with_code(&mut conn, "01270001").await.unwrap()[0].id, "alby");
        assert!(places::district(&mut conn, "nowhere").await.unwrap().is_none());
        assert_eq!(places::municipality_by_slug(&mut conn, "vaxjo").await.unwrap().unwrap().code, "0780");
    });
}

#[test]
fn the_police_of_the_county_and_the_two_national_authorities_are_bound() {
    on_both(|db| async move {
        actions::ensure(&db).await.unwrap();
        let mut conn = db.read().await.unwrap();
        let bound: Vec<_> = organisations::bound_authorities(&mut conn, "0581").await.unwrap().into_iter().map(|o| o.id).collect();
        assert_eq!(bound, ["arbetsformedlingen", "forsakringskassan", "polismyndigheten-ostergotland"]);
    });
}

#[test]
fn only_the_program_itself_loads() {
    on_both(|db| async move {
        let mut tx = db.write(&person(Role::StateOfficer, None)).await.unwrap();
        assert!(matches!(actions::load(&mut tx).await, Err(Refusal::Forbidden(_))));
    });
}
