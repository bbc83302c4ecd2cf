//! Forming a partnership, who is in it, invitations, groups, meetings, and who may see and change what.

use agreements::partnership::rules::{EntryWish, ExitWish};
use agreements::partnership::{actions, store};
use agreements::programme;
use axum::http::{Method, StatusCode};
use chrono::NaiveDate;
use platform::access::{Caller, Role};
use platform::clock::Clock;
use platform::demo::{Cast, Step};
use platform::testkit::{World, check_page, on_both, person};
use platform::{Conn, Db, Refusal};
use serde_json::json;
use std::sync::Arc;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The people who tell the story of these municipalities and of the State.
fn cast(codes: &[&str]) -> Cast {
    let nation = [Role::StateOfficer, Role::StateSignatory, Role::Statistician, Role::Evaluator, Role::Administrator];
    let local = [Role::Coordinator, Role::Certifier, Role::BoardSecretary];
    let mut all: Vec<(String, Caller)> = nation.map(|role| (role.key().to_owned(), person(role, None))).to_vec();
    for code in codes {
        all.extend(local.map(|role| (format!("{}-{code}", role.key()), person(role, Some(code)))));
    }
    Cast(Arc::new(all))
}

async fn tell(db: &Db, mut steps: Vec<Step>, until: &str) {
    let mut conn = db.read().await.unwrap();
    let codes: Vec<_> = agreements::place::store::municipalities(&mut conn).await.unwrap().into_iter().map(|m| m.code).collect();
    drop(conn);
    let cast = cast(&codes.iter().map(String::as_str).collect::<Vec<_>>());
    steps.sort_by_key(|step| step.on);
    for step in steps.into_iter().filter(|step| step.on <= day(until)) {
        let what = step.what.clone();
        (step.run)(db.with_clock(Clock::starting(step.on)), cast.clone()).await.unwrap_or_else(|e| panic!("{what}: {e:#}"));
    }
}

/// The programme with its agreements in force, on 14 November 2011; partnerships as far as the story has come by `until`.
async fn told(db: &Db, until: &str) {
    programme::actions::ensure(db).await.unwrap();
    tell(db, agreements::story(), until).await;
}

fn world(db: Db) -> World {
    World::new(db, agreements::routes(), &[agreements::TEXTS])
}

async fn read(db: &Db) -> impl std::ops::DerefMut<Target = Conn> {
    db.read().await.unwrap()
}

/// A person of an authority in a municipality.
fn authority(id: &str, municipality: &str) -> Caller {
    let mut caller = person(Role::Agency, Some(municipality));
    caller.assignments.iter_mut().for_each(|held| held.organisation_id = id.into());
    caller
}

#[test]
fn the_story_forms_every_partnership_but_one_with_its_bound_members() {
    on_both(|db| async move {
        told(&db, "2011-11-14").await;
        let mut conn = read(&db).await;
        assert_eq!(store::all(&mut conn).await.unwrap().len(), 14);
        let members = store::members(&mut conn, "0127", day("2011-11-14")).await.unwrap();
        let bases: Vec<_> = members.iter().map(|m| m.basis.as_str()).collect();
        assert_eq!(bases, ["assignment", "assignment", "assignment", "choice", "choice", "supporter"]);
        assert_eq!((members[0].organisation_id.as_str(), members[0].until), ("arbetsformedlingen", Some(day("2011-12-31"))));
        assert_eq!(members[0].representatives, ["Chef för arbetsförmedlingen, Botkyrka"]);
        // The assignment has ended; those who chose to join are still there.
        assert_eq!(store::members(&mut conn, "0127", day("2012-01-01")).await.unwrap().len(), 3);
        // Those bound went on from the predecessor's partnership.
        assert_eq!(store::members(&mut conn, "0127", day("2010-06-01")).await.unwrap().len(), 3);
        assert!(store::members(&mut conn, "2580", day("2011-11-14")).await.unwrap().is_empty());
        let duties = agreements::partnership::duties(&mut conn, day("2011-11-14")).await.unwrap();
        let open: Vec<_> = duties.iter().filter(|d| d.done.is_none() && d.key == "duty-partnership-decision").collect();
        assert!(open.iter().any(|d| d.due == Some(day("2011-10-31"))), "a late decision of the municipality is owed");
        let to_form = duties.iter().filter(|d| d.done.is_none() && d.key == "duty-partnership-form").map(|d| d.address.as_str());
        assert_eq!(to_form.collect::<Vec<_>>(), ["/partnerskap/trollhattan/bildande"]);
        let owed_in = |code| {
            let who = authority("arbetsformedlingen", code);
            open.iter().filter(|d| d.is_of(&who)).map(|d| d.address.clone()).collect::<Vec<_>>()
        };
        let own = owed_in("0127");
        assert!(!own.is_empty() && own.iter().all(|a| a.starts_with("/partnerskap/botkyrka/")), "each in its own municipality: {own:?}");
        assert!(owed_in("1280").is_empty());
        assert_eq!(duties.iter().filter(|d| d.key == "duty-partnership-join").count(), 45);
    });
}

#[test]
fn pages_are_whole_in_both_languages() {
    on_both(|db| async move {
        told(&db, "2011-11-14").await;
        let world = world(db);
        let coordinator = world.sign_in(Role::Coordinator, Some("0127")).await;
        let representative = {
            let mut conn = read(world.db()).await;
            let member = store::membership(&mut conn, "0127", "arbetsformedlingen").await.unwrap().unwrap();
            member.representatives[0].id.clone()
        };
        let rest = [
            "",
            "/botkyrka",
            "/lulea",
            "/botkyrka/bildande",
            "/botkyrka/medlemmar/ny",
            "/botkyrka/medlemmar/arbetsformedlingen",
            &format!("/botkyrka/medlemmar/arbetsformedlingen/foretradare/{representative}"),
            "/botkyrka/inbjudningar/ny",
            "/botkyrka/inbjudningar/landsting-botkyrka",
            "/botkyrka/grupper/ny",
            "/botkyrka/grupper/styrgruppen",
            "/botkyrka/moten/nytt",
            "/botkyrka/moten/2011-05-20",
            "/botkyrka/moten/2011-05-20/rattelse",
        ];
        for path in rest {
            for lang in ["sv", "en"] {
                let answer = world.get(&format!("/partnerskap{path}?lang={lang}"), &coordinator).await;
                assert_eq!(answer.status, StatusCode::OK, "{path}");
                check_page(&answer.text());
            }
        }
        let own = world.sign_in_for(Role::Agency, "arbetsformedlingen", Some("0127")).await;
        let list = world.get("/partnerskap", &own).await.text();
        assert!(list.contains("Era medlemskap") && list.contains("Arbetsförmedlingen i Botkyrka"));
    });
}

#[test]
fn a_partnership_is_formed_by_its_own_coordinator_with_every_fault_at_once() {
    on_both(|db| async move {
        told(&db, "2011-04-26").await;
        let world = world(db);
        let coordinator = world.sign_in(Role::Coordinator, Some("0127")).await;
        let address = "/partnerskap/botkyrka/bildande";
        for (role, code) in [(Role::Certifier, "0127"), (Role::Coordinator, "1480")] {
            let other = world.sign_in(role, Some(code)).await;
            assert_eq!(world.get(address, &other).await.status, StatusCode::FORBIDDEN);
            assert_eq!(world.post(address, &other, &[]).await.status, StatusCode::FORBIDDEN);
        }
        assert!(world.post(address, "", &[]).await.location.starts_with("/inloggning"));
        let wrong = world.post(address, &coordinator, &[("formed_on", "2010-12-31"), ("joining", "arbetsformedlingen")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&wrong.text());
        for word in ["avtalet trädde i kraft", "Beskriv hur de boende", "Beskriv hur arbetet samordnas"] {
            assert!(wrong.text().contains(word), "{word}");
        }
        let right = [
            ("formed_on", "2011-05-03"),
            ("residents", "Öppna möten"),
            ("coordination", "Kommunledningen"),
            ("joining", "arbetsformedlingen"),
        ];
        assert_eq!(world.post(address, &coordinator, &right).await.status, StatusCode::SEE_OTHER);
        let page = world.get("/partnerskap/botkyrka", "").await.text();
        assert!(page.contains("Arbetsförmedlingen") && page.contains("Har uppdrag att ingå men har inte trätt in"));
        let again =
            [("version", "1"), ("formed_on", "2011-05-03"), ("residents", "Öppna möten och råd"), ("coordination", "Kommunledningen")];
        assert_eq!(
            world.post(address, &coordinator, &again).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "a correction gives its reason"
        );
        let reasoned: Vec<_> = again.into_iter().chain([("reason", "Rådet är inrättat")]).collect();
        assert_eq!(world.post(address, &coordinator, &reasoned).await.status, StatusCode::SEE_OTHER);
        let late = world.post(address, &coordinator, &reasoned).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text().contains("Öppna möten och råd"), "both texts are shown");
    });
}

#[test]
fn an_authority_enters_itself_and_only_itself() {
    on_both(|db| async move {
        told(&db, "2011-04-26").await;
        let world = world(db);
        let coordinator = world.sign_in(Role::Coordinator, Some("0127")).await;
        let form = [("formed_on", "2011-05-03"), ("residents", "Öppna möten"), ("coordination", "Kommunledningen")];
        world.post("/partnerskap/botkyrka/bildande", &coordinator, &form).await;
        let fk = world.sign_in_for(Role::Agency, "forsakringskassan", Some("0127")).await;
        let elsewhere = world.sign_in_for(Role::Agency, "forsakringskassan", Some("1480")).await;
        let entry = |organisation: &'static str| [("organisation", organisation), ("basis", "assignment"), ("since", "2011-05-10")];
        let address = "/partnerskap/botkyrka/medlemmar/ny";
        assert_eq!(world.post(address, &fk, &entry("arbetsformedlingen")).await.status, StatusCode::FORBIDDEN);
        assert_eq!(world.post(address, &elsewhere, &entry("forsakringskassan")).await.status, StatusCode::FORBIDDEN);
        assert!(world.get("/partnerskap/botkyrka", &fk).await.text().contains("har inte trätt in"));
        let wrong = [("organisation", "forsakringskassan"), ("basis", "choice"), ("since", "i maj"), ("post", "Enhetschef")];
        let wrong = world.post(address, &fk, &wrong).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&wrong.text());
        for word in ["är inget datum", "har regeringens uppdrag", "Skriv vad företrädaren får besluta"] {
            assert!(wrong.text().contains(word), "{word}");
        }
        let done = world.post(address, &fk, &entry("forsakringskassan")).await;
        assert_eq!(done.location, "/partnerskap/botkyrka/medlemmar/forsakringskassan?klart=partnership-entered");
        let speaker = [("post", "Enhetschef"), ("level", "decide"), ("mandate", "Inom enheten"), ("representative_since", "2011-05-10")];
        let named = world.post("/partnerskap/botkyrka/medlemmar/forsakringskassan/foretradare", &fk, &speaker).await;
        assert_eq!(named.status, StatusCode::SEE_OTHER);
        let exit = [("version", "1"), ("until", "2011-06-30"), ("exit_reason", "Annat")];
        let refused = world.post("/partnerskap/botkyrka/medlemmar/forsakringskassan/uttrade", &fk, &exit).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "an assigned authority stays the assignment out");
        check_page(&refused.text());
    });
}

#[test]
fn an_exit_keeps_history_and_a_stale_correction_shows_both() {
    on_both(|db| async move {
        told(&db, "2011-05-18").await;
        let caller = person(Role::Coordinator, Some("0127"));
        let exit = ExitWish { until: "2011-08-31".into(), reason: "Verksamheten har lagts ned".into() };
        let mut tx = db.write(&caller).await.unwrap();
        actions::leave(&mut tx, "0127", "boende-botkyrka", 1, &exit).await.unwrap();
        tx.save().await.unwrap();
        let mut tx = db.write(&caller).await.unwrap();
        let wish = EntryWish { basis: "choice".into(), since: "2011-05-03".into(), reason: "Fel dag".into(), ..EntryWish::default() };
        let stale = actions::correct_member(&mut tx, "0127", "boende-botkyrka", 1, &wish).await.unwrap_err();
        let Refusal::Stale(stale) = stale else { panic!("{stale:?}") };
        assert!(stale.theirs.contains("2011-08-31") && stale.yours.contains("2011-05-03"));
        drop(tx);
        let mut conn = read(&db).await;
        let member = store::membership(&mut conn, "0127", "boende-botkyrka").await.unwrap().unwrap();
        assert_eq!(store::member::versions(&mut conn, &member.id).await.unwrap().len(), 2);
        assert!(!member.is_active_on(day("2011-11-14")) && member.is_active_on(day("2011-08-31")));
        drop(conn);
        let back = EntryWish {
            organisation_id: "boende-botkyrka".into(),
            basis: "supporter".into(),
            since: "2011-09-01".into(),
            ..EntryWish::default()
        };
        let mut tx = db.write(&caller).await.unwrap();
        assert_eq!(actions::enter(&mut tx, "0127", &back).await.unwrap(), "boende-botkyrka-2");
    });
}

#[test]
fn minutes_are_for_those_inside_and_decisions_for_everybody() {
    on_both(|db| async move {
        told(&db, "2011-11-14").await;
        let world = world(db);
        let meeting = "/partnerskap/botkyrka/moten/2011-05-20";
        let secret = "Styrgruppen gick igenom läget";
        let public = world.get("/partnerskap/botkyrka", "").await.text();
        assert!(public.contains("Kalla till öppet möte med de boende") && !public.contains(secret));
        assert!(public.contains("Försenat"), "the decision about lighting is late");
        assert!(!public.contains("ser över sina vårdcentraler"), "invitations are read inside");
        assert!(world.get(meeting, "").await.location.starts_with("/inloggning"));
        let inside = [
            world.sign_in(Role::Certifier, Some("0127")).await,
            world.sign_in(Role::StateOfficer, None).await,
            world.sign_in_for(Role::Partner, "demobostader-botkyrka", Some("0127")).await,
        ];
        for cookie in &inside {
            assert!(world.get(meeting, cookie).await.text().contains(secret));
            assert_eq!(world.get("/partnerskap/botkyrka/inbjudningar/landsting-botkyrka", cookie).await.status, StatusCode::OK);
        }
        let outside = [
            world.sign_in(Role::Coordinator, Some("1480")).await,
            world.sign_in_for(Role::Agency, "arbetsformedlingen", Some("1480")).await,
        ];
        for cookie in &outside {
            assert_eq!(world.get(meeting, cookie).await.status, StatusCode::NOT_FOUND);
            assert_eq!(world.get("/partnerskap/botkyrka/inbjudningar/landsting-botkyrka", cookie).await.status, StatusCode::NOT_FOUND);
        }
        let json = world.get("/api/v1/partnerships/botkyrka", "").await;
        assert!(!json.text().contains(secret) && json.text().contains("Kalla till öppet möte"));
        assert!(world.get("/api/v1/partnerships/botkyrka", &inside[0]).await.text().contains(secret));
    });
}

#[test]
fn a_decision_is_carried_out_by_the_one_who_answers_for_it() {
    on_both(|db| async move {
        told(&db, "2011-11-14").await;
        let world = world(db);
        let af = world.sign_in_for(Role::Agency, "arbetsformedlingen", Some("0127")).await;
        let address = |n: i32| format!("/partnerskap/botkyrka/moten/2011-09-23/beslut/{n}");
        let done = [("done_on", "2011-11-10"), ("note", "Uppgifterna är lämnade")];
        assert_eq!(world.post(&address(1), &af, &done).await.status, StatusCode::FORBIDDEN, "the first is the municipality's");
        let early = world.post(&address(3), &af, &[("done_on", "2011-09-01")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&early.text());
        assert_eq!(world.post(&address(3), &af, &done).await.status, StatusCode::SEE_OTHER);
        assert_eq!(world.post(&address(3), &af, &done).await.status, StatusCode::UNPROCESSABLE_ENTITY, "once");
        assert_eq!(world.post(&address(9), &af, &done).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn groups_and_meetings_are_corrected_by_new_versions() {
    on_both(|db| async move {
        told(&db, "2011-11-14").await;
        let world = world(db);
        let coordinator = world.sign_in(Role::Coordinator, Some("0127")).await;
        let group = "/partnerskap/botkyrka/grupper/styrgruppen";
        let seats = [("seat-kommun-0127", "chair"), ("seat-arbetsformedlingen", "chair")];
        let common = [("version", "1"), ("kind", "steering"), ("name", "Styrgruppen"), ("purpose", "Beslutar"), ("since", "2011-05-03")];
        let two_chairs: Vec<_> = common.iter().copied().chain(seats).collect();
        let wrong = world.post(group, &coordinator, &two_chairs).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&wrong.text());
        assert!(wrong.text().contains("bara ha en ordförande") && wrong.text().contains("Skriv skälet"));
        let right: Vec<_> = common.iter().copied().chain([("seat-kommun-0127", "chair"), ("reason", "Ny sammansättning")]).collect();
        assert_eq!(world.post(group, &coordinator, &right).await.status, StatusCode::SEE_OTHER);
        assert_eq!(world.post(group, &coordinator, &right).await.status, StatusCode::CONFLICT);
        let meeting = "/partnerskap/botkyrka/moten/2011-09-23/rattelse";
        let wrong = world
            .post(meeting, &coordinator, &[("version", "1"), ("held_on", "2011-11-30"), ("decision-1", ""), ("due-1", "2011-11-01")])
            .await;
        check_page(&wrong.text());
        for word in
            ["har inte varit ännu", "var mötet hölls", "Skriv anteckningar", "vilka organisationer som deltog", "Skriv vad som beslutades"]
        {
            assert!(wrong.text().contains(word), "{word}");
        }
        let right = [
            ("version", "1"),
            ("held_on", "2011-09-23"),
            ("place", "Alby"),
            ("participants", "kommun-0127"),
            ("minutes", "Rättad text"),
            ("reason", "Fel plats"),
        ];
        assert_eq!(world.post(meeting, &coordinator, &right).await.status, StatusCode::SEE_OTHER);
        let page = world.get("/partnerskap/botkyrka/moten/2011-09-23?version=1", &coordinator).await.text();
        assert!(page.contains("Rättad text") && page.contains("Boenderådet tog upp belysningen"), "both versions can be read");
    });
}

#[test]
fn an_invitation_goes_from_question_to_member() {
    on_both(|db| async move {
        told(&db, "2011-11-14").await;
        let world = world(db);
        let coordinator = world.sign_in(Role::Coordinator, Some("0127")).await;
        let ask = "/partnerskap/botkyrka/inbjudningar/ny";
        let twice = [("organisation", "landsting-botkyrka"), ("invited_on", "2011-11-01"), ("purpose", "Hälsa")];
        let refused = world.post(ask, &coordinator, &twice).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&refused.text());
        let address = "/partnerskap/botkyrka/inbjudningar/landsting-botkyrka";
        let yes = [("version", "2"), ("answer", "yes"), ("answered_on", "2011-11-10")];
        let stale = [("version", "1"), ("answer", "yes"), ("answered_on", "2011-11-10")];
        assert_eq!(world.post(address, &coordinator, &stale).await.status, StatusCode::CONFLICT);
        assert_eq!(world.post(address, &coordinator, &yes).await.status, StatusCode::SEE_OTHER);
        assert!(world.get(address, &coordinator).await.text().contains("inträdet är inte registrerat"));
        let entry = [("organisation", "landsting-botkyrka"), ("basis", "choice"), ("since", "2011-11-14")];
        let entered = world.post("/partnerskap/botkyrka/medlemmar/ny", &coordinator, &entry).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER);
        assert!(world.get(address, &coordinator).await.text().contains("Trädde in"));
    });
}

#[test]
fn the_api_enters_and_corrects_with_the_same_rules() {
    on_both(|db| async move {
        told(&db, "2011-05-18").await;
        let world = world(db);
        let coordinator = world.sign_in(Role::Coordinator, Some("0127")).await;
        let list = world.get("/api/v1/partnerships", "").await.json();
        assert_eq!(list.as_array().unwrap().len(), 21);
        let send = async |method: Method, path: &str, body: serde_json::Value, headers: &[(&str, &str)]| {
            let body = Some(("application/json", body.to_string().into_bytes()));
            world.send(method, &format!("/api/v1/partnerships/botkyrka{path}"), &coordinator, body, headers).await
        };
        let taken = json!({ "organisation": "boende-botkyrka", "basis": "assignment", "since": "2010-01-01" });
        let wrong = send(Method::POST, "/members", taken, &[]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let keys: Vec<_> = wrong.json()["faults"].as_array().unwrap().iter().map(|f| f["key"].as_str().unwrap().to_owned()).collect();
        assert_eq!(keys, ["fault-partnership-basis-free", "fault-partnership-early", "fault-partnership-twice"]);
        let body = json!({ "basis": "supporter", "since": "2011-05-03", "reason": "Stödjer bara" });
        assert_eq!(send(Method::PUT, "/members/boende-botkyrka", body.clone(), &[]).await.status, StatusCode::PRECONDITION_REQUIRED);
        let right = send(Method::PUT, "/members/boende-botkyrka", body.clone(), &[("if-match", "\"1\"")]).await;
        assert_eq!((right.status, right.etag.as_str()), (StatusCode::OK, "\"2\""));
        assert_eq!(
            send(Method::PUT, "/members/boende-botkyrka", body, &[("if-match", "\"1\"")]).await.status,
            StatusCode::PRECONDITION_FAILED
        );
        assert_eq!(world.get("/api/v1/partnerships/ingenstans", "").await.status, StatusCode::NOT_FOUND);
    });
}
