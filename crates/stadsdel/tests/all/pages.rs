//! Every page that a person of the demo can reach by links, in Swedish and English: it answers, has its messages, one main heading, whole labels.

use super::{demo, runtime};
use axum::http::StatusCode;
use platform::access::Role;
use platform::testkit::{World, check_page};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Addresses on a page that stay within the program and change nothing.
fn links(html: &str) -> Vec<String> {
    let targets = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let own = targets.filter(|t| t.starts_with('/') && !t.starts_with("/resurser") && !t.starts_with("/sprak"));
    own.map(|t| t.split('#').next().unwrap_or_default().replace("&amp;", "&")).filter(|t| !t.is_empty()).collect()
}

/// A few pages of each pattern are enough: numbers, names and identifiers are folded together.
fn pattern(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let names: BTreeSet<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    let parts = path.split('/').enumerate().map(|(i, part)| {
        let is_name = i > 1 && (part.contains(['-', '_']) || part.contains(|c: char| c.is_ascii_digit()));
        if is_name || (i == 2 && parts_are_names(path)) { "*" } else { part }
    });
    format!("{}?{}", parts.collect::<Vec<_>>().join("/"), names.into_iter().collect::<Vec<_>>().join("&"))
}

fn parts_are_names(path: &str) -> bool {
    ["/stadsdelar/", "/kommuner/", "/partnerskap/", "/statistik/"].iter().any(|p| path.starts_with(p))
}

/// Drawing a document is dear and has tests of its own; here one of each kind must answer.
fn is_document(path: &str) -> bool {
    ["/pdf", "/xlsx", "/csv"].iter().any(|end| path.split('?').next().is_some_and(|p| p.ends_with(end)))
}

async fn crawl(world: &World, cookie: &str, who: &str) -> usize {
    let mut waiting: VecDeque<String> = ["/", "/mitt", "/uppgifter", "/hjalp", "/stadsdelar/alby"].map(str::to_owned).into();
    let (mut seen, mut counts) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
    while let Some(path) = waiting.pop_front() {
        let count = counts.entry(pattern(&path)).or_default();
        let most = if is_document(&path) { 1 } else { 3 };
        if *count >= most || !seen.insert(path.clone()) {
            continue;
        }
        *count += 1;
        let langs: &[_] = if is_document(&path) { &["sv"] } else { &["sv", "en"] };
        for lang in langs {
            waiting.extend(examine(world, &path, lang, cookie, who).await);
        }
    }
    seen.len()
}

/// Looks at one page and returns the addresses on it.
async fn examine(world: &World, path: &str, lang: &str, cookie: &str, who: &str) -> Vec<String> {
    let mark = if path.contains('?') { '&' } else { '?' };
    let answer = world.get(&format!("{path}{mark}lang={lang}"), cookie).await;
    let expected = matches!(answer.status, StatusCode::OK | StatusCode::SEE_OTHER | StatusCode::FORBIDDEN);
    assert!(expected, "{path} ({lang}) answers {} to {who}: a link leads nowhere", answer.status);
    if answer.status != StatusCode::OK || !answer.kind.starts_with("text/html") {
        return Vec::new();
    }
    let html = answer.text();
    if let Err(panic) = std::panic::catch_unwind(|| check_page(&html)) {
        panic!("{path} ({lang}) as {who}: {}", words(&*panic));
    }
    links(&html)
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned())).unwrap_or_default()
}

#[test]
fn every_page_that_links_reach_is_whole_in_both_languages() {
    runtime().block_on(async {
        let world = demo().await;
        let people = [
            ("nobody", String::new()),
            ("coordinator", world.sign_in(Role::Coordinator, Some("0127")).await),
            ("certifier", world.sign_in(Role::Certifier, Some("0127")).await),
            ("board secretary", world.sign_in(Role::BoardSecretary, Some("0182")).await),
            ("officer", world.sign_in(Role::StateOfficer, None).await),
            ("signatory", world.sign_in(Role::StateSignatory, None).await),
            ("statistician", world.sign_in(Role::Statistician, None).await),
            ("agency", world.sign_in_for(Role::Agency, "arbetsformedlingen", Some("0127")).await),
            ("administrator", world.sign_in(Role::Administrator, None).await),
        ];
        for (who, cookie) in &people {
            let pages = crawl(&world, cookie, who).await;
            assert!(pages > 20, "{who} reached only {pages} pages");
        }
    });
}

#[test]
fn the_list_of_duties_that_is_open_to_all_tells_nothing_of_a_text_that_only_its_parties_know_of() {
    runtime().block_on(async {
        let world = demo().await;
        let open = world.get("/uppgifter", "").await.text();
        assert!(!open.contains("Trygg hemväg i Alby"), "it waits for signatures");
        assert!(open.contains("En gemensam ingång för unga i Alby"), "what is signed is public, with what is late in it");
        let partner = world.sign_in_for(Role::Partner, "demobostader-botkyrka", Some("0127")).await;
        assert!(world.get("/mitt", &partner).await.text().contains("Trygg hemväg i Alby"));
    });
}
