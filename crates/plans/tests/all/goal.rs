//! Municipal goals: registered, corrected, shown in the tree.

use crate::world::{alby, coordinator, done, municipal_goal, places, whole, world};
use axum::http::StatusCode;
use plans::goal::rules::MunicipalText;
use plans::goal::{actions, store};
use platform::Refusal;
use platform::access::{Caller, Role};
use platform::testkit::{check_page, on_both, person};

#[test]
fn a_correction_is_a_new_version_and_the_old_one_stays() {
    on_both(|db| async move {
        places(&db).await;
        let id = municipal_goal(&db).await;
        let text = MunicipalText {
            title: "Fler ska försörja sig".into(),
            source: "Mål och budget 2011, mål 3".into(),
            decided_on: "2010-11-29".into(),
            reason: "Fel dokument".into(),
            ..MunicipalText::default()
        };
        done(&db, async |tx| actions::correct_municipal(tx, &id, 1, &text).await).await;
        let mut conn = db.read().await.unwrap();
        let history = store::municipal_history(&mut conn, &id).await.unwrap();
        assert_eq!((history.len(), history[0].title.as_str()), (2, "Fler invånare ska försörja sig"));
        let current = store::municipal(&mut conn, "0127").await.unwrap();
        assert_eq!((current.len(), current[0].version, current[0].reason.as_str()), (1, 2, "Fel dokument"));
        drop(conn);
        let mut tx = db.write(&coordinator()).await.unwrap();
        let stale = actions::correct_municipal(&mut tx, &id, 1, &text).await;
        assert!(matches!(stale, Err(Refusal::Stale(s)) if s.theirs.contains("Fler ska försörja sig")));
    });
}

#[test]
fn others_may_not_register_and_a_bad_text_says_everything_at_once() {
    on_both(|db| async move {
        places(&db).await;
        for (caller, code) in [
            (person(Role::Coordinator, Some("0180")), "0127"),
            (person(Role::Certifier, Some("0127")), "0127"),
            (person(Role::StateOfficer, None), "0127"),
        ] {
            let mut tx = db.write(&caller).await.unwrap();
            let refused = actions::register_municipal(&mut tx, code, &MunicipalText::default()).await;
            assert!(matches!(refused, Err(Refusal::Forbidden(_))), "{refused:?}");
        }
        let mut tx = db.write(&Caller::nobody()).await.unwrap();
        assert!(matches!(actions::register_municipal(&mut tx, "0127", &MunicipalText::default()).await, Err(Refusal::SignIn)));
        drop(tx);
        let mut tx = db.write(&coordinator()).await.unwrap();
        let text = MunicipalText { national_goal: "nonsens".into(), ..MunicipalText::default() };
        let Err(Refusal::Rule(faults)) = actions::register_municipal(&mut tx, "0127", &text).await else { panic!("no rule") };
        let fields: Vec<_> = faults.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(fields, ["title", "source", "decided_on", "national_goal"]);
        assert!(matches!(actions::register_municipal(&mut tx, "9999", &text).await, Err(Refusal::NotFound)));
    });
}

#[test]
fn the_tree_and_the_forms_stand_in_both_languages() {
    on_both(|db| async move {
        places(&db).await;
        let id = municipal_goal(&db).await;
        let world = world(db.clone());
        let cookie = world.sign_in(Role::Coordinator, Some("0127")).await;
        for path in ["/mal".to_owned(), format!("/mal/{id}"), "/mal/kommun/botkyrka/ny".into(), format!("/mal/{id}/rattelse")] {
            for lang in ["sv", "en"] {
                let answer = world.get(&format!("{path}?lang={lang}"), &cookie).await;
                assert_eq!(answer.status, StatusCode::OK, "{path}");
                check_page(&answer.text());
            }
        }
        assert_eq!(world.get("/mal", "").await.status, StatusCode::OK);
        assert_eq!(world.get("/mal/nonsens", "").await.status, StatusCode::NOT_FOUND);
        let elsewhere = world.sign_in(Role::Coordinator, Some("0180")).await;
        assert_eq!(world.get(&format!("/mal/{id}/rattelse"), &elsewhere).await.status, StatusCode::FORBIDDEN);
        let refused = world.post("/mal/kommun/botkyrka/ny", &cookie, &[("title", "Kvar i rutan")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Kvar i rutan"));
        check_page(&refused.text());
        let fields = [("title", "Nytt mål"), ("source", "Budget"), ("decided_on", "2010-11-29")];
        let made = world.post("/mal/kommun/botkyrka/ny", &cookie, &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn a_local_goal_stands_under_its_two_parents_once_it_is_submitted() {
    on_both(|db| async move {
        places(&db).await;
        alby(&db, &crate::world::AREAS).await;
        let world = world(db.clone());
        assert!(!world.get("/mal", "").await.text().contains("Mål om trygghet"), "a draft's goal is not shown");
        done(&db, async |tx| plans::plan::actions::submit(tx, "alby-2011", 1).await).await;
        let page = world.get("/mal", "").await.text();
        let national = page.find("Färre individer lever i utanförskap").unwrap();
        let municipal = page.find("Fler invånare ska försörja sig").unwrap();
        assert!(national < municipal && municipal < page.find("Mål om trygghet").unwrap());
        assert_eq!(whole("arbete", "x").area, "arbete");
    });
}
