//! The pages, as each role meets them.

use super::synthetic::loaded;
use axum::http::StatusCode;
use platform::Db;
use platform::access::Role;
use platform::testkit::{Answer, World, check_page, on_both};

pub fn world(db: Db) -> World {
    World::new(db, figures::routes(), &[agreements::TEXTS, figures::TEXTS])
}

/// The page in both languages; what it says in Swedish.
async fn page(w: &World, path: &str, cookie: &str) -> String {
    let mark = if path.contains('?') { '&' } else { '?' };
    for lang in ["en", "sv"] {
        let answer = w.get(&format!("{path}{mark}lang={lang}"), cookie).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        check_page(&answer.text());
    }
    w.get(path, cookie).await.text()
}

const HEADER: &str = "omrade;ar;indikator;grupp;taljare;namnare;status\n";

async fn upload(w: &World, cookie: &str, rows: &str) -> Answer {
    w.upload("/statistik/import", cookie, &[], ("file", "c:\\filer\\leverans.csv", format!("{HEADER}{rows}").as_bytes())).await
}

#[test]
fn everybody_reads_the_catalogue_an_indicator_a_comparison_deliveries_and_gaps() {
    on_both(|db| async move {
        loaded(&db).await;
        let w = world(db);
        let catalogue = page(&w, "/statistik", "").await;
        assert!(catalogue.contains("Förvärvsarbetande") && catalogue.contains("38/38") && catalogue.contains("Syntetiska siffror"));
        let shown = page(&w, "/statistik/gymnasiebehorighet?ar=2010&ordning=namn", "").await;
        assert!(shown.contains("Alby") && shown.contains("<svg") && !shown.contains("tidsseriebrott") && shown.contains(".."));
        assert!(page(&w, "/statistik/forvarvsarbetande?grupp=kvinnor", "").await.contains("Kvinnor"));
        assert!(page(&w, "/statistik/kvarboende", "").await.contains("låg mellan"));
        assert!(page(&w, "/statistik/jamfor", "").await.contains("Välj stadsdelar"));
        let compared = page(&w, "/statistik/jamfor?indikator=ohalsotal&stadsdel=alby&stadsdel=fittja", "").await;
        assert!(compared.contains("Ohälsotal: Alby, Fittja"));
        assert!(page(&w, "/statistik/leveranser", "").await.contains("syntetisk-statistik-2011.csv"));
        assert!(page(&w, "/statistik/leveranser/1", "").await.contains("SHA-256"));
        let gaps = page(&w, "/statistik/luckor?kommun=0780", "").await;
        assert!(gaps.contains("Araby") && !gaps.contains("Hertsön"));
        let id = gaps.split("/statistik/luckor/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert!(page(&w, &format!("/statistik/luckor/{id}"), "").await.contains("ägs av Växjö"));
        for gone in ["/statistik/lycka", "/statistik/leveranser/99", "/statistik/luckor/nej", "/statistik/lycka/export.csv"] {
            assert_eq!(w.get(gone, "").await.status, StatusCode::NOT_FOUND, "{gone}");
        }
    });
}

#[test]
fn a_house_without_figures_says_what_will_stand_where() {
    on_both(|db| async move {
        agreements::programme::actions::ensure(&db).await.unwrap();
        let mut tx = db.write(&platform::access::Caller::system()).await.unwrap();
        figures::indicator::actions::load(&mut tx).await.unwrap();
        tx.save().await.unwrap();
        let w = world(db);
        assert!(page(&w, "/statistik", "").await.contains("när den första filen har levererats"));
        assert!(page(&w, "/statistik/ohalsotal", "").await.contains("Ingen har levererat"));
        assert!(page(&w, "/statistik/luckor", "").await.contains("Inga luckor"));
        page(&w, "/statistik/leveranser", "").await;
        page(&w, "/statistik/jamfor?stadsdel=alby", "").await;
    });
}

#[test]
fn a_file_is_tried_confirmed_and_receipted_without_being_sent_twice() {
    on_both(|db| async move {
        loaded(&db).await;
        let w = world(db);
        let statistician = w.sign_in(Role::Statistician, None).await;
        page(&w, "/statistik/import", &statistician).await;
        let tried = upload(&w, &statistician, "01270011;2009;ohalsotal;alla;40000;1000;\n01270099;2009;ohalsotal;alla;4;1;\n").await;
        assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&tried.text());
        assert!(
            tried.text().contains("ingår inte i programmet") && tried.text().contains("bilaga 2") && !tried.text().contains("bekraftelse")
        );
        assert!(tried.text().contains("Ett fel på en rad") && tried.text().contains("Rätta det i filen"));
        let tried = upload(&w, &statistician, "01270011;2009;ohalsotal;alla;40000;1000;\n").await;
        assert_eq!(tried.status, StatusCode::OK);
        check_page(&tried.text());
        let text = tried.text();
        let path = text.split("action=\"").find(|part| part.contains("/bekraftelse")).and_then(|part| part.split('"').next()).unwrap();
        let other = w.sign_in(Role::Statistician, None).await;
        assert_eq!(w.post(path, &other, &[]).await.status, StatusCode::NOT_FOUND, "a waiting file is its sender's alone");
        let done = w.post(path, &statistician, &[]).await;
        assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, "/statistik/leveranser/2?klart=import-taken"));
        let receipt = page(&w, "/statistik/leveranser/2", &statistician).await;
        assert!(receipt.contains("leverans.csv") && receipt.contains("Siffror som ersattes") && !receipt.contains("filer"));
        assert!(
            !page(&w, "/statistik/leveranser/2", "").await.contains("Siffror som ersattes"),
            "what stood before may have been withheld"
        );
        assert_eq!(w.post(path, &statistician, &[]).await.status, StatusCode::NOT_FOUND);
        let again = upload(&w, &statistician, "01270011;2009;ohalsotal;alla;40000;1000;\n").await;
        assert!(again.text().contains("Filen ändrar ingenting") && again.text().contains("/statistik/leveranser/2"));
    });
}

#[test]
fn a_file_with_many_faults_says_how_many_in_how_many_rows_and_where() {
    on_both(|db| async move {
        loaded(&db).await;
        let w = world(db);
        let statistician = w.sign_in(Role::Statistician, None).await;
        let unknown = |n: usize| format!("9{n:07};2009;ohalsotal;alla;-4;1000;\n");
        let rows: String = (0..120).map(unknown).collect();
        let text = upload(&w, &statistician, &rows).await.text();
        check_page(&text);
        assert!(text.contains("240 fel på 120 rader") && text.contains("Rätta dem i filen"));
        assert!(text.contains("2, 3, 4, 5, 6 och 115 till"), "one cause names its first rows");
        assert!(text.contains("20 fel till visas inte. De är av samma slag som på rad 101."));
    });
}

#[test]
fn a_tried_file_can_be_given_up_and_an_empty_one_is_asked_for_again() {
    on_both(|db| async move {
        loaded(&db).await;
        let w = world(db);
        let coordinator = w.sign_in(Role::Coordinator, Some("0127")).await;
        assert!(page(&w, "/statistik/import", &coordinator).await.contains("din egen kommun"));
        let none = w.upload("/statistik/import", &coordinator, &[], ("file", "", b"")).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&none.text());
        let text = upload(&w, &coordinator, "01270011;2009;ohalsotal;alla;40000;1000;\n").await.text();
        let path = text.split("action=\"").find(|part| part.contains("/angra")).and_then(|part| part.split('"').next()).unwrap();
        assert_eq!(w.post(path, &coordinator, &[]).await.location, "/statistik/import?klart=import-given-up");
        assert_eq!(w.get("/statistik/leveranser/2", "").await.status, StatusCode::NOT_FOUND);
        let foreign = upload(&w, &coordinator, "14800401;2009;ohalsotal;alla;40000;1000;\n").await;
        assert!(foreign.text().contains("Du levererar inte om"));
    });
}

#[test]
fn only_those_who_deliver_reach_import_and_the_whole_basis() {
    on_both(|db| async move {
        loaded(&db).await;
        let w = world(db);
        for path in ["/statistik/import", "/statistik/underlag.csv"] {
            let nobody = w.get(path, "").await;
            assert!(nobody.status == StatusCode::SEE_OTHER && nobody.location.starts_with("/inloggning"), "{path}");
            for role in [Role::StateOfficer, Role::Evaluator, Role::Certifier, Role::Partner] {
                let cookie = w.sign_in(role, Some("0127")).await;
                assert_eq!(w.get(path, &cookie).await.status, StatusCode::FORBIDDEN, "{path} as {role:?}");
            }
        }
        let coordinator = w.sign_in(Role::Coordinator, Some("0127")).await;
        let whole = w.get("/statistik/underlag.csv", &coordinator).await;
        assert!(whole.status == StatusCode::OK && whole.kind.starts_with("text/csv"));
        assert!(whole.text().lines().skip(1).all(|line| line.starts_with("\"0127")));
        let public = w.get("/statistik/export.csv", "").await;
        assert!(public.text().starts_with('\u{feff}') && public.text().contains(";..;syntetisk"));
        assert_eq!(w.get("/statistik/ohalsotal/export.csv", "").await.status, StatusCode::OK);
    });
}

#[test]
fn a_municipality_consents_on_its_own_page() {
    on_both(|db| async move {
        loaded(&db).await;
        let w = world(db);
        let own = w.sign_in(Role::Coordinator, Some("0581")).await;
        assert!(page(&w, "/statistik/import", &own).await.contains("Medgivande för Norrköping"));
        let path = "/statistik/import/medgivande";
        let faults = w.post(path, &own, &[("municipality", "0581"), ("given_on", "igår"), ("reference", "KS 1")]).await;
        assert!(faults.status == StatusCode::UNPROCESSABLE_ENTITY && faults.text().contains("KS 1"));
        check_page(&faults.text());
        let ahead = w.post(path, &own, &[("municipality", "0581"), ("given_on", "2012-01-01"), ("reference", "")]).await;
        assert!(ahead.text().contains("inte varit än") && ahead.text().contains("Hänvisning saknas"));
        let fields = [("municipality", "0581"), ("given_on", "2011-10-01"), ("reference", "KS 1")];
        let other = w.sign_in(Role::Coordinator, Some("0127")).await;
        assert_eq!(w.post(path, &other, &fields).await.status, StatusCode::FORBIDDEN);
        assert_eq!(w.post(path, &own, &fields).await.location, "/statistik/import?klart=import-consent");
        assert!(page(&w, "/statistik/import", &own).await.contains("Gett 1"));
        assert_eq!(w.post(path, &own, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn a_gap_is_taken_on_and_commented_by_its_own_people() {
    on_both(|db| async move {
        loaded(&db).await;
        let w = world(db);
        let own = w.sign_in(Role::Coordinator, Some("2281")).await;
        let list = page(&w, "/statistik/luckor?kommun=2281", &own).await;
        let id = list.split("/statistik/luckor/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let path = format!("/statistik/luckor/{id}");
        assert!(page(&w, &path, &own).await.contains("Gör något åt luckan"));
        assert!(page(&w, &path, "").await.contains("sätts av kommunens samordnare"));
        let agare = format!("{path}/agare");
        assert_eq!(w.post(&agare, &own, &[("owner", "state"), ("version", "1")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let other = w.sign_in(Role::Coordinator, Some("0127")).await;
        assert_eq!(w.post(&agare, &other, &[("owner", "2281"), ("version", "1")]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(w.post(&agare, &own, &[("owner", "2281"), ("version", "1")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(w.post(&agare, &own, &[("owner", "2281"), ("version", "1")]).await.status, StatusCode::CONFLICT);
        let empty = w.post(&format!("{path}/kommentar"), &own, &[("comment", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(&empty.text());
        assert_eq!(w.post(&format!("{path}/kommentar"), &own, &[("comment", "Beställt.")]).await.status, StatusCode::SEE_OTHER);
        assert!(page(&w, &path, "").await.contains("Beställt."));
    });
}

#[test]
fn gaps_are_duties_of_their_owners_before_the_report() {
    on_both(|db| async move {
        loaded(&db).await;
        let mut conn = db.read().await.unwrap();
        let duties = figures::duties(&mut conn, db.today()).await.unwrap();
        let state = duties.iter().find(|d| d.owner == platform::Owner::State).unwrap();
        assert_eq!((state.key, state.ground, state.due.map(|d| d.to_string()).as_deref()), ("duty-gaps", "§ 6", Some("2011-12-01")));
        let january = chrono::NaiveDate::from_ymd_opt(2012, 1, 15).unwrap();
        let later = figures::duties(&mut conn, january).await.unwrap();
        assert!(later.iter().all(|d| d.due.is_some_and(|due| due.to_string() == "2011-12-01")), "a day that was missed is not moved on");
        let lulea = duties.iter().find(|d| d.owner == platform::Owner::Municipality("2580".into())).unwrap();
        assert_eq!((lulea.roles, lulea.address.as_str()), (&[Role::Coordinator][..], "/statistik/luckor?kommun=2580"));
    });
}

#[test]
fn every_rule_break_and_word_has_its_text_in_both_languages() {
    let texts = platform::text::Texts::new(&[agreements::TEXTS, figures::TEXTS]).unwrap();
    assert_eq!(texts.one_sided(), Vec::<String>::new());
    let source = include_str!("../../src/statistics/file/read.rs");
    let code = source.split("#[cfg(test)]").next().unwrap();
    let rules: Vec<&str> = code.split('"').filter(|part| part.starts_with("import-")).collect();
    assert!(rules.len() > 25);
    let breaks = figures::indicator::source::indicators().iter().flat_map(|i| i.breaks.iter().map(|(_, key)| key.clone()));
    let wanted = rules.into_iter().flat_map(|rule| [rule.to_owned(), format!("{rule}-remedy")]).chain(breaks);
    for key in wanted {
        assert!(texts.has(wording::Lang::Sv, &key) && texts.has(wording::Lang::En, &key), "{key} has no text");
    }
}
