//! Plans: written field by field, reviewed, submitted, frozen, revised; who sees and does what.

use crate::world::{AREAS, alby, coordinator, done, member, places, whole, with_figures, world};
use axum::http::{Method, StatusCode};
use chrono::NaiveDate;
use plans::goal::rules::GoalDraft;
use plans::plan::actions::{self, AcceptanceText, Earlier};
use plans::plan::rules::{NEEDS, SITUATION};
use plans::plan::{store, view};
use platform::access::{Caller, Role};
use platform::clock::Clock;
use platform::testkit::{check_page, on_both, person};
use platform::{Db, Refusal, events};

const SLUG: &str = "alby-2011";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(db: &Db, day: &str) -> Db {
    db.with_clock(Clock::starting(self::day(day)))
}

#[test]
fn a_plan_without_tillvaxt_is_not_taken_in_and_with_it_it_is() {
    on_both(|db| async move {
        places(&db).await;
        let ids = alby(&db, &AREAS[..3]).await;
        let mut tx = db.write(&coordinator()).await.unwrap();
        let Err(Refusal::Rule(faults)) = actions::submit(&mut tx, SLUG, 1).await else { panic!("it was taken in") };
        let binding: Vec<_> = faults.iter().filter(|f| f.is_binding()).map(|f| (f.key, f.ground)).collect();
        assert_eq!(binding, [("fault-plan-area-tillvaxt", "§ 4 d")]);
        assert!(faults.iter().any(|f| f.key == "remark-plan-needs"), "remarks are said at the same time");
        drop(tx);
        let municipal = plans::goal::store::municipal(&mut db.read().await.unwrap(), "0127").await.unwrap()[0].id.clone();
        done(&db, async |tx| actions::add_goal(tx, SLUG, whole("tillvaxt", &municipal)).await).await;
        let submitted = done(&db, async |tx| actions::submit(tx, SLUG, 1).await).await;
        assert_eq!((submitted.version, submitted.late, submitted.changed_goals.len()), (1, false, 4));
        assert!(submitted.changed_goals.contains(&ids[0]));
        let told = events::next_message(&mut db.read().await.unwrap()).await.unwrap().unwrap();
        let payload: serde_json::Value = serde_json::from_str(&told.payload).unwrap();
        assert_eq!((told.topic.as_str(), &payload["plan"], &payload["version"]), ("plan.submitted", &SLUG.into(), &1.into()));
        assert_eq!(payload["changed_goals"].as_array().unwrap().len(), 4);
    });
}

#[test]
fn late_is_taken_in_and_marked() {
    on_both(|db| async move {
        places(&db).await;
        alby(&db, &AREAS).await;
        let late = done(&at(&db, "2012-01-01"), async |tx| actions::submit(tx, SLUG, 1).await).await;
        assert!(late.late);
        let statuses = store::statuses(&mut db.read().await.unwrap()).await.unwrap();
        assert!(statuses[0].late && statuses[0].state == "submitted" && statuses[0].version == 1);
    });
}

#[test]
fn the_predecessors_plan_is_in_force_until_the_new_one_is_submitted() {
    on_both(|db| async move {
        places(&db).await;
        let earlier = Earlier {
            district: "alby".into(),
            from: day("2008-01-01"),
            to: day("2010-12-31"),
            submitted_on: day("2008-12-12"),
            situation: String::new(),
            goals: vec![GoalDraft { target_date: "2011-12-31".into(), ..whole("arbete", "") }],
        };
        done(&db, async |tx| actions::record_earlier(tx, &earlier).await).await;
        alby(&db, &AREAS).await;
        let submitted = done(&at(&db, "2011-12-20"), async |tx| actions::submit(tx, SLUG, 1).await).await;
        let mut conn = db.read().await.unwrap();
        let mut on = async |d: &str| store::in_force(&mut conn, "alby", day(d)).await.unwrap().map(|p| p.slug);
        assert_eq!(on("2008-12-11").await, None);
        assert_eq!(on("2011-12-01").await.as_deref(), Some("alby-2008"), "the report of 1 December comes before the plan of 31 December");
        assert_eq!(on("2011-12-20").await.as_deref(), Some(SLUG));
        let old = store::goals_in_force(&mut conn, "alby", day("2011-12-01")).await.unwrap();
        assert_eq!((old.len(), old[0].baseline, old[0].target), (1, Some((2010, 52.5)), Some(60.0)));
        assert!(submitted.changed_goals.contains(&old[0].id), "a goal that is gone is a changed goal");
        assert_eq!(store::goals_in_force(&mut conn, "alby", day("2011-12-31")).await.unwrap().len(), 4);
        let head = view::document(&mut conn, "alby-2008", None).await.unwrap().unwrap().head.unwrap();
        assert_eq!((head.submitted_on.as_str(), head.late), ("2008-12-12", false));
    });
}

#[test]
fn figures_in_the_text_are_frozen_with_value_n_and_source() {
    on_both(|db| async move {
        with_figures(&db).await;
        alby(&db, &AREAS).await;
        let text = "I Alby arbetar [[forvarvsarbetande 2010]], i riket [[forvarvsarbetande 2010 riket]].";
        done(&db, async |tx| {
            actions::save_part(tx, SLUG, SITUATION, 0, text, true).await?;
            actions::submit(tx, SLUG, 1).await
        })
        .await;
        let doc = view::document(&mut db.read().await.unwrap(), SLUG, None).await.unwrap().unwrap();
        let figures = &doc.snapshot.figures;
        assert_eq!(figures.len(), 2);
        assert!(figures.iter().all(|f| f.synthetic && f.vintage == 1 && f.cell.is_shown() && !f.source.is_empty()));
        assert!(figures[0].cell.value().is_some_and(|v| (0.3..0.8).contains(&v)));
        assert_ne!(figures[0].cell.value(), figures[1].cell.value());
        let page = world(db.clone()).get("/stadsdelsplaner/alby-2011", "").await.text();
        assert!(page.contains("Syntetisk statistik") && !page.contains("[["), "the figure stands in the text, its note below");
    });
}

#[test]
fn the_baseline_is_fetched_and_the_review_asks_about_the_pace() {
    on_both(|db| async move {
        with_figures(&db).await;
        let ids = alby(&db, &AREAS[..1]).await;
        let world = world(db.clone());
        let cookie = world.sign_in(Role::Coordinator, Some("0127")).await;
        let municipal = plans::goal::store::municipal(&mut db.read().await.unwrap(), "0127").await.unwrap()[0].id.clone();
        let address = format!("/stadsdelsplaner/{SLUG}/mal/{}", ids[0]);
        let fields = [
            ("version", "1"),
            ("gora", "hamta"),
            ("area", "arbete"),
            ("statement", "Fler i arbete"),
            ("national_goal", "farre-i-utanforskap"),
            ("municipal_goal", municipal.as_str()),
            ("indicator", "forvarvsarbetande"),
            ("target_value", "75"),
            ("target_date", "2013-12-31"),
        ];
        assert_eq!(world.post(&address, &cookie, &fields).await.status, StatusCode::SEE_OTHER);
        let goal = plans::goal::store::working_one(&mut db.read().await.unwrap(), SLUG, &ids[0]).await.unwrap().unwrap();
        assert_eq!((goal.version, goal.draft.baseline_year.as_str()), (2, "2010"));
        assert!(goal.draft.baseline_value.contains(','), "per cent as it is typed: {}", goal.draft.baseline_value);
        let page = world.get(&format!("/stadsdelsplaner/{SLUG}/skriv"), &cookie).await.text();
        assert!(page.contains("Det är snabbare än något år hittills"), "{page}");
        assert!(page.contains("Bland stadsdelarna"));
        check_page(&page);
        let own = [("version", "2"), ("gora", "hamta"), ("area", "arbete"), ("statement", "Fler i arbete"), ("own_indicator", "egen")];
        let refused = world.post(&address, &cookie, &own).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&refused.text());
    });
}

#[test]
fn a_save_over_somebody_elses_shows_both_texts_and_writes_nothing() {
    on_both(|db| async move {
        places(&db).await;
        let ids = alby(&db, &AREAS[..1]).await;
        let world = world(db.clone());
        let (one, other) = (world.sign_in(Role::Coordinator, Some("0127")).await, world.sign_in(Role::Coordinator, Some("0127")).await);
        let part = format!("/stadsdelsplaner/{SLUG}/del/lage");
        let autosave = |cookie: String, version: &'static str, text: &'static str| {
            let (world, address) = (&world, format!("{part}/spara"));
            async move { world.post(&address, &cookie, &[("version", version), ("text", text)]).await }
        };
        let first = autosave(one.clone(), "0", "Min text").await;
        assert_eq!((first.status, &first.json()["version"]), (StatusCode::OK, &1.into()));
        assert_eq!(first.json()["at"].as_str().unwrap().len(), 5, "the time of day");
        assert_eq!(autosave(one.clone(), "1", "Min text").await.json()["version"], 1, "nothing new is no new version");
        assert_eq!(autosave(one.clone(), "0", "Min text").await.json()["version"], 1, "what stands already has lost no race");
        assert_eq!(autosave(other.clone(), "0", "Din text").await.status, StatusCode::CONFLICT);
        let both = world.post(&part, &other, &[("version", "0"), ("text", "Din text")]).await;
        assert_eq!(both.status, StatusCode::CONFLICT);
        assert!(both.text().contains("Min text") && both.text().contains("Din text"));
        let goal = format!("/stadsdelsplaner/{SLUG}/mal/{}", ids[0]);
        let save = async |cookie: &str, statement: &str| {
            world.post(&goal, cookie, &[("version", "1"), ("area", "arbete"), ("statement", statement)]).await.status
        };
        assert_eq!(save(&one, "Första lydelsen").await, StatusCode::SEE_OTHER);
        assert_eq!(save(&other, "Andra lydelsen").await, StatusCode::CONFLICT);
        let mut conn = db.read().await.unwrap();
        assert_eq!(store::part(&mut conn, SLUG, SITUATION).await.unwrap().text, "Min text");
        let stands = plans::goal::store::working_one(&mut conn, SLUG, &ids[0]).await.unwrap().unwrap();
        assert_eq!((stands.version, stands.draft.statement.as_str()), (2, "Första lydelsen"));
    });
}

#[test]
fn a_measure_keeps_its_id_while_the_form_saves_itself() {
    on_both(|db| async move {
        places(&db).await;
        let ids = alby(&db, &AREAS[..1]).await;
        let world = world(db.clone());
        let cookie = world.sign_in(Role::Coordinator, Some("0127")).await;
        let save = async |version: &str, second: &str| {
            let fields = [("version", version), ("measure.0.id", ""), ("measure.0.title", "Mottagning"), ("measure.1.title", second)];
            world.post(&format!("/stadsdelsplaner/{SLUG}/mal/{}/spara", ids[0]), &cookie, &fields).await.json()["version"].clone()
        };
        let measures = async || {
            let goal = plans::goal::store::working_one(&mut db.read().await.unwrap(), SLUG, &ids[0]).await.unwrap().unwrap();
            goal.draft.measures.into_iter().map(|m| m.id).collect::<Vec<_>>()
        };
        let given = measures().await;
        assert_eq!(save("1", "").await, 2);
        assert_eq!(measures().await, given);
        assert_eq!(save("2", "").await, 2, "nothing new is no new version");
        assert_eq!(save("2", "Läxhjälp").await, 3);
        let two = measures().await;
        assert_eq!((two.len(), &two[0]), (2, &given[0]));
        assert_eq!(save("3", "Läxhjälp varje dag").await, 4);
        assert_eq!(measures().await, two);
    });
}

#[test]
fn half_written_is_kept_and_all_faults_come_at_once() {
    on_both(|db| async move {
        places(&db).await;
        let ids = alby(&db, &AREAS[..1]).await;
        let draft = GoalDraft {
            area: "arbete".into(),
            statement: "Fler".into(),
            baseline_year: "i fjol".into(),
            baseline_value: "femtio".into(),
            target_date: "2019-12-31".into(),
            ..GoalDraft::default()
        };
        done(&db, async |tx| actions::save_goal(tx, SLUG, &ids[0], 1, draft.clone()).await).await;
        let kept = plans::goal::store::working_one(&mut db.read().await.unwrap(), SLUG, &ids[0]).await.unwrap().unwrap();
        assert_eq!(kept.draft.baseline_value, "femtio");
        let mut tx = db.write(&coordinator()).await.unwrap();
        let Err(Refusal::Rule(faults)) = actions::submit(&mut tx, SLUG, 1).await else { panic!("it was taken in") };
        let of_goal: Vec<_> = faults.iter().filter(|f| f.is_binding()).filter_map(|f| f.field.strip_prefix("mal.1.")).collect();
        let wanted = [
            "baseline_year",
            "baseline_value",
            "national_goal",
            "municipal_goal",
            "indicator",
            "target_value",
            "target_date",
            "owner",
            "deputy",
        ];
        assert_eq!(of_goal, wanted);
        assert_eq!(faults.iter().filter(|f| f.key.starts_with("fault-plan-area-")).count(), 3);
    });
}

#[test]
fn a_revision_keeps_both_versions_and_says_what_changed() {
    on_both(|db| async move {
        places(&db).await;
        let ids = alby(&db, &AREAS).await;
        done(&db, async |tx| actions::submit(tx, SLUG, 1).await).await;
        let officer = person(Role::StateOfficer, None);
        let mut tx = db.write(&officer).await.unwrap();
        assert!(matches!(actions::request_completion(&mut tx, SLUG, 2, " ").await, Err(Refusal::Rule(_))));
        actions::request_completion(&mut tx, SLUG, 2, "Beskriv åtgärderna").await.unwrap();
        tx.save().await.unwrap();
        let mut tx = db.write(&coordinator()).await.unwrap();
        let closed = actions::save_part(&mut tx, SLUG, NEEDS, 0, "text", false).await;
        assert!(matches!(closed, Err(Refusal::Rule(f)) if f[0].key == "fault-plan-not-open"));
        assert!(matches!(actions::revise(&mut tx, SLUG, 2, "Svar").await, Err(Refusal::Stale(_))));
        drop(tx);
        done(&db, async |tx| actions::revise(tx, SLUG, 3, "Svar på begäran").await).await;
        let municipal = plans::goal::store::municipal(&mut db.read().await.unwrap(), "0127").await.unwrap()[0].id.clone();
        let again = done(&db, async |tx| {
            actions::save_goal(tx, SLUG, &ids[1], 1, GoalDraft { target_value: "65".into(), ..whole("utbildning", &municipal) }).await?;
            actions::withdraw_goal(tx, SLUG, &ids[0], 1, "Ersätts").await?;
            actions::add_goal(tx, SLUG, GoalDraft { statement: "Ett nytt mål".into(), ..whole("arbete", &municipal) }).await?;
            actions::submit(tx, SLUG, 4).await
        })
        .await;
        assert_eq!((again.version, again.changed_goals.len()), (2, 3));
        assert!(again.changed_goals.contains(&ids[0]) && again.changed_goals.contains(&ids[1]) && !again.changed_goals.contains(&ids[2]));
        let mut conn = db.read().await.unwrap();
        let first = view::document(&mut conn, SLUG, Some(1)).await.unwrap().unwrap();
        assert_eq!(
            (first.snapshot.goals.len(), first.snapshot.goals[1].goal.target),
            (4, Some(60.0)),
            "the first version stands as it was"
        );
        assert_eq!(first.requests[0].answered_version, Some(2));
        drop(conn);
        let world = world(db.clone());
        let page = world.get(&format!("/stadsdelsplaner/{SLUG}/versioner?fran=1&till=2"), "").await.text();
        assert!(page.contains("<del>60</del>") || page.contains("<del>60"), "{page}");
        assert!(page.contains("Ett nytt mål") && page.contains("utgår"));
        check_page(&page);
    });
}

#[test]
fn partners_accept_in_their_own_name_once_the_goals_are_laid_before_them() {
    on_both(|db| async move {
        places(&db).await;
        member(&db).await;
        let ids = alby(&db, &AREAS[..1]).await;
        let world = world(db.clone());
        let agency = world.sign_in_for(Role::Agency, "arbetsformedlingen", Some("0127")).await;
        let stranger = world.sign_in_for(Role::Agency, "forsakringskassan", Some("0127")).await;
        let address = format!("/stadsdelsplaner/{SLUG}/acceptans");
        assert_eq!(world.get(&address, &agency).await.status, StatusCode::NOT_FOUND, "the draft is the municipality's own");
        done(&db, async |tx| actions::consult(tx, SLUG, 1).await).await;
        let page = world.get(&address, &agency).await;
        assert_eq!(page.status, StatusCode::OK);
        check_page(&page.text());
        assert_eq!(world.get(&address, &stranger).await.status, StatusCode::NOT_FOUND);
        let accept = [("goal", ids[0].as_str()), ("organisation", "arbetsformedlingen")];
        assert_eq!(world.post(&format!("{address}/egen"), &stranger, &accept).await.status, StatusCode::FORBIDDEN);
        assert_eq!(world.post(&format!("{address}/egen"), &agency, &accept).await.status, StatusCode::SEE_OTHER);
        assert_eq!(
            world.post(&format!("{address}/egen"), &agency, &accept).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "once is enough"
        );
        assert!(world.get(&address, &agency).await.text().contains("Accepterat av Arbetsförmedlingen"));
        let municipal = plans::goal::store::municipal(&mut db.read().await.unwrap(), "0127").await.unwrap()[0].id.clone();
        done(&db, async |tx| {
            actions::save_goal(tx, SLUG, &ids[0], 1, GoalDraft { target_value: "99".into(), ..whole("arbete", &municipal) }).await
        })
        .await;
        assert!(world.get(&address, &agency).await.text().contains("gällde en tidigare lydelse"));
    });
}

#[test]
fn an_acceptance_is_recorded_of_members_only_with_its_reference() {
    on_both(|db| async move {
        places(&db).await;
        member(&db).await;
        let ids = alby(&db, &AREAS[..1]).await;
        let mut tx = db.write(&coordinator()).await.unwrap();
        let text =
            AcceptanceText { organisation_id: "forsakringskassan".into(), accepted_on: "2011-11-15".into(), ..AcceptanceText::default() };
        let Err(Refusal::Rule(faults)) = actions::record_acceptance(&mut tx, SLUG, &ids[0], &text).await else { panic!("recorded") };
        let fields: Vec<_> = faults.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(fields, ["organisation", "accepted_on", "how", "reference"]);
        drop(tx);
        let text = AcceptanceText {
            organisation_id: "arbetsformedlingen".into(),
            accepted_on: "2011-11-14".into(),
            how: "meeting".into(),
            reference: "Protokoll, § 6".into(),
        };
        done(&db, async |tx| actions::record_acceptance(tx, SLUG, &ids[0], &text).await).await;
        let given = plans::goal::store::acceptances(&mut db.read().await.unwrap(), SLUG).await.unwrap();
        assert_eq!((given.len(), given[0].organisation_name.as_str()), (1, "Arbetsförmedlingen"));
    });
}

#[test]
fn drafts_are_the_municipalitys_own_and_each_verb_has_its_role() {
    on_both(|db| async move {
        places(&db).await;
        let ids = alby(&db, &AREAS).await;
        let world = world(db.clone());
        let own = world.sign_in(Role::Certifier, Some("0127")).await;
        let other = world.sign_in(Role::Coordinator, Some("0180")).await;
        let state = world.sign_in(Role::StateOfficer, None).await;
        let plan = format!("/stadsdelsplaner/{SLUG}");
        for cookie in ["", &other, &state] {
            assert_eq!(world.get(&plan, cookie).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(world.get(&format!("{plan}/skriv"), &other).await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.get(&format!("{plan}/skriv"), &state).await.status, StatusCode::FORBIDDEN);
        assert_eq!(world.get(&format!("{plan}/skriv"), &own).await.status, StatusCode::OK);
        assert_eq!(world.get(&format!("{plan}/mal/{}", ids[0]), &own).await.status, StatusCode::FORBIDDEN, "the coordinator writes");
        assert_eq!(world.post(&format!("{plan}/inlamning"), &own, &[("version", "1")]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(world.post(&format!("{plan}/inlamning"), &other, &[("version", "1")]).await.status, StatusCode::NOT_FOUND);
        let list = world.get("/api/v1/stadsdelsplaner", &state).await;
        assert_eq!(list.json().as_array().unwrap().len(), 0);
        let coordinator = world.sign_in(Role::Coordinator, Some("0127")).await;
        let submitted = world.post(&format!("{plan}/inlamning"), &coordinator, &[("version", "1")]).await;
        assert_eq!(
            (submitted.status, submitted.location.as_str()),
            (StatusCode::SEE_OTHER, "/stadsdelsplaner/alby-2011/kvitto?klart=plan-submitted")
        );
        for cookie in ["", &other, &state] {
            assert_eq!(world.get(&plan, cookie).await.status, StatusCode::OK);
        }
        assert_eq!(
            world.post(&format!("{plan}/version"), &other, &[("version", "2"), ("reason", "x")]).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            world.post(&format!("{plan}/komplettering"), &coordinator, &[("version", "2"), ("reason", "x")]).await.status,
            StatusCode::FORBIDDEN
        );
        let refused = world.post(&format!("{plan}/komplettering"), &state, &[("version", "2"), ("reason", "")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&refused.text());
        assert_eq!(world.post(&format!("{plan}/last"), &state, &[]).await.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn every_page_stands_in_both_languages() {
    on_both(|db| async move {
        with_figures(&db).await;
        member(&db).await;
        let ids = alby(&db, &AREAS).await;
        done(&db, async |tx| {
            actions::save_part(tx, SLUG, SITUATION, 0, "[[forvarvsarbetande 2010]] [[nonsens]]\n\n[[okand 2010]]", true).await
        })
        .await;
        let world = world(db.clone());
        let cookie = world.sign_in(Role::Coordinator, Some("0127")).await;
        let goal = format!("mal/{}", ids[0]);
        let look = async |rest: &str, cookie: &str| {
            for lang in ["sv", "en"] {
                let mark = if rest.contains('?') { '&' } else { '?' };
                let answer = world.get(&format!("/stadsdelsplaner{rest}{mark}lang={lang}"), cookie).await;
                assert_eq!(answer.status, StatusCode::OK, "{rest}: {}", answer.text());
                check_page(&answer.text());
            }
        };
        for rest in ["skriv", "utkast", "del/lage", "del/resurser", "mal/ny", &goal, "acceptans", "granska", "versioner"] {
            look(&format!("/{SLUG}/{rest}"), &cookie).await;
        }
        let refused = world.post(&format!("/stadsdelsplaner/{SLUG}/inlamning"), &cookie, &[("version", "1")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&refused.text());
        let inserted = world
            .post(
                &format!("/stadsdelsplaner/{SLUG}/del/lage"),
                &cookie,
                &[
                    ("version", "1"),
                    ("text", "Läget."),
                    ("klar", "ja"),
                    ("gora", "siffra"),
                    ("indikator", "ohalsotal"),
                    ("ar", "2010"),
                    ("plats", "kommun"),
                ],
            )
            .await;
        assert_eq!(inserted.status, StatusCode::SEE_OTHER);
        let text = store::part(&mut db.read().await.unwrap(), SLUG, SITUATION).await.unwrap().text;
        assert_eq!(text, "Läget. [[ohalsotal 2010 kommun]]");
        done(&db, async |tx| actions::submit(tx, SLUG, 1).await).await;
        for rest in ["", "/alby-2011", "/alby-2011/kvitto", "/alby-2011/versioner"] {
            look(rest, "").await;
        }
        let state = world.sign_in(Role::StateOfficer, None).await;
        look("/alby-2011", &state).await;
    });
}

#[test]
fn the_api_edits_with_if_match_and_submits_once() {
    on_both(|db| async move {
        places(&db).await;
        let ids = alby(&db, &AREAS).await;
        let world = world(db.clone());
        let cookie = world.sign_in(Role::Coordinator, Some("0127")).await;
        let goal = format!("/api/v1/stadsdelsplaner/{SLUG}/mal/{}", ids[0]);
        let read = world.get(&goal, &cookie).await;
        assert_eq!((read.status, read.etag.as_str()), (StatusCode::OK, "\"1\""));
        let mut body = read.json();
        body["statement"] = "Fler i arbete".into();
        let put = async |version: &str| {
            let headers: &[(&str, &str)] = &[("if-match", version)];
            world.send(Method::PUT, &goal, &cookie, Some(("application/json", body.to_string().into_bytes())), headers).await
        };
        assert_eq!(put("").await.status, StatusCode::PRECONDITION_REQUIRED);
        let saved = put("\"1\"").await;
        assert_eq!((saved.status, saved.etag.as_str()), (StatusCode::OK, "\"2\""));
        assert_eq!(saved.json()["statement"], "Fler i arbete");
        body["statement"] = "Något annat".into();
        let stale = world
            .send(Method::PUT, &goal, &cookie, Some(("application/json", body.to_string().into_bytes())), &[("if-match", "\"1\"")])
            .await;
        assert_eq!((stale.status, stale.kind.as_str()), (StatusCode::PRECONDITION_FAILED, "application/problem+json"));
        let problem = stale.json();
        assert_eq!((&problem["current"]["version"], &problem["current"]["by"]), (&2.into(), &"coordinator".into()), "{problem}");
        let texts = (problem["current"]["text"].as_str().unwrap(), problem["yours"]["text"].as_str().unwrap());
        assert!(texts.0.contains("Fler i arbete") && texts.1.contains("Något annat"), "both texts: {problem}");
        let submit = async |version: &str| {
            world.send(Method::POST, &format!("/api/v1/stadsdelsplaner/{SLUG}/inlamning"), &cookie, None, &[("if-match", version)]).await
        };
        let done = submit("\"1\"").await;
        assert_eq!((done.status, &done.json()["version"]), (StatusCode::CREATED, &1.into()));
        assert_eq!(submit("\"2\"").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let one = world.get(&format!("/api/v1/stadsdelsplaner/{SLUG}"), "").await;
        assert_eq!((one.etag.as_str(), one.json()["goals"].as_array().unwrap().len()), ("\"1\"", 4));
        let list = world.get("/api/v1/stadsdelsplaner", "").await.json();
        assert_eq!((list[0]["slug"].as_str(), list[0]["state"].as_str()), (Some(SLUG), Some("submitted")));
    });
}

#[test]
fn the_receipt_gets_its_number_when_the_register_has_given_one() {
    on_both(|db| async move {
        places(&db).await;
        alby(&db, &AREAS).await;
        done(&db, async |tx| actions::submit(tx, SLUG, 1).await).await;
        let world = world(db.clone());
        let receipt = format!("/stadsdelsplaner/{SLUG}/kvitto");
        assert!(world.get(&receipt, "").await.text().contains("Registreras"));
        let mut tx = db.write(&coordinator()).await.unwrap();
        assert!(matches!(actions::note_registration(&mut tx, SLUG, 1, "x").await, Err(Refusal::Forbidden(_))));
        drop(tx);
        let mut tx = db.write(&Caller::system()).await.unwrap();
        assert!(actions::note_registration(&mut tx, SLUG, 1, "LUA 2011/7").await.unwrap());
        assert!(!actions::note_registration(&mut tx, SLUG, 1, "LUA 2011/8").await.unwrap());
        tx.save().await.unwrap();
        assert!(world.get(&receipt, "").await.text().contains("LUA 2011/7"));
    });
}

#[test]
fn every_district_is_owed_a_plan_and_the_state_its_reading() {
    on_both(|db| async move {
        places(&db).await;
        alby(&db, &AREAS).await;
        let owed = plans::plan::duties(&mut db.read().await.unwrap(), day("2011-11-14")).await.unwrap();
        assert_eq!(owed.len(), 38);
        assert!(owed.iter().all(|d| d.due == Some(day("2011-12-31")) && d.done.is_none()));
        done(&db, async |tx| actions::submit(tx, SLUG, 1).await).await;
        let late = plans::plan::duties(&mut db.read().await.unwrap(), day("2012-01-15")).await.unwrap();
        assert!(late.iter().all(|d| d.address.contains(SLUG)), "no agreement, no debt when its day has passed");
        let owed = plans::plan::duties(&mut db.read().await.unwrap(), day("2011-11-14")).await.unwrap();
        let alby: Vec<_> = owed.iter().filter(|d| d.address.contains(SLUG)).collect();
        assert_eq!(
            alby.iter().map(|d| (d.key, d.done)).collect::<Vec<_>>(),
            [("duty-plan-submit", Some(day("2011-11-14"))), ("duty-plan-read", None)]
        );
    });
}
