//! What is typed in a session that has run out is not lost, without script either.

use super::{demo, runtime};
use axum::http::{Method, StatusCode};
use platform::testkit::check_page;

const PART: &str = "/redovisningar/botkyrka-2011/delar/alby.arbete";
const BODY: &str = "version=0&text=Fler+i+Alby+har+f%C3%A5tt+arbete%2C+och+fler+h%C3%B6r+av+sig.";

#[test]
fn a_form_sent_after_the_session_ran_out_waits_for_the_sign_in() {
    runtime().block_on(async {
        let world = demo().await;
        let form = || Some(("application/x-www-form-urlencoded", BODY.as_bytes().to_vec()));
        let without_page = world.send(Method::POST, PART, "", form(), &[]).await;
        assert_eq!(without_page.status, StatusCode::SEE_OTHER, "nobody typed it on a page of ours");
        let asked = world.send(Method::POST, PART, "", form(), &[("referer", "http://localhost/redovisningar/botkyrka-2011")]).await;
        assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
        check_page(&asked.text());
        assert!(asked.text().contains("Det du skrev är kvar") && asked.text().contains("name=\"skrivet\""));
        let sign_in = |password| [("login", "samordnare-botkyrka"), ("losenord", password), ("skrivet-till", PART), ("skrivet", BODY)];
        let wrong = world.post("/inloggning", "", &sign_in("fel")).await;
        assert!(
            wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.text().contains("name=\"skrivet\""),
            "a wrong password loses nothing"
        );
        let right = world.post("/inloggning", "", &sign_in("stadsdel")).await;
        assert_eq!(right.status, StatusCode::OK);
        check_page(&right.text());
        assert!(
            right.text().contains(&format!("action=\"{PART}\""))
                && right.text().contains("Fler i Alby har fått arbete, och fler hör av sig.")
        );
    });
}
