//! The journal speaks the reader's language: every act and every kind of object has its word in both.

use super::root;
use platform::text::Texts;
use std::collections::BTreeSet;
use std::path::Path;
use wording::Lang;

fn sources(folder: &Path, out: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok).map(|e| e.path()) {
        if entry.is_dir() && !entry.ends_with("tests") {
            sources(&entry, out);
        } else if entry.extension().is_some_and(|e| e == "rs") && !entry.ends_with("testkit.rs") && !entry.ends_with("journal.rs") {
            out.push_str(&std::fs::read_to_string(&entry).expect("a source"));
        }
    }
}

/// Words in quotation marks that follow a mark, across lines.
fn quoted<'a>(text: &'a str, mark: &str) -> Vec<&'a str> {
    let after = text.split(mark).skip(1).map(str::trim_start);
    after.filter_map(|rest| rest.strip_prefix('"')?.split('"').next()).collect()
}

/// The kinds named outright in `tx.record(mandate, "kind", …)`.
fn kinds(text: &str) -> Vec<&str> {
    text.split("tx.record(").skip(1).filter_map(|rest| rest.split_once(',')?.1.trim_start().strip_prefix('"')?.split('"').next()).collect()
}

#[test]
fn every_act_and_every_kind_of_object_has_a_word_in_both_languages() {
    let mut text = String::new();
    sources(&root().join("crates"), &mut text);
    let routes = stadsdel::wiring::routes();
    let marks = ["Act::of(", "Act::public(", "Act::signed_in("];
    let mut acts: BTreeSet<&str> = marks.iter().flat_map(|mark| quoted(&text, mark)).filter(|name| name.contains('.')).collect();
    acts.extend(routes.list().iter().map(|route| route.act.name));
    let acts: Vec<_> = acts.into_iter().filter(|name| !name.starts_with("test.")).collect();
    let kinds: BTreeSet<_> = kinds(&text).into_iter().collect();
    assert!(acts.len() > 90 && kinds.len() > 25, "{} acts, {} kinds", acts.len(), kinds.len());
    let texts = Texts::new(stadsdel::wiring::ALL_TEXTS).expect("the message files");
    let key = |prefix: &str, word: &str| format!("{prefix}-{}", word.replace(['_', '.'], "-"));
    let keys = acts.iter().map(|act| key("act", act)).chain(kinds.iter().map(|kind| key("kind", kind)));
    for key in keys {
        for lang in [Lang::Sv, Lang::En] {
            assert!(texts.has(lang, &key), "{key} has no word in {}", lang.code());
        }
    }
}

#[test]
fn the_journals_page_says_what_was_done_in_words_and_keeps_the_row_as_it_is() {
    super::runtime().block_on(async {
        let world = super::demo().await;
        let administrator = world.sign_in(platform::access::Role::Administrator, None).await;
        let html = world.get("/journal", &administrator).await.text();
        assert!(html.contains("<td>meddelande levererades</td>") || html.contains("<td>demonstrationen förbereddes</td>"), "words");
        assert!(!html.contains("<td><code>"), "no machine word stands in the open");
        assert!(html.contains("<details>") && html.contains("demo.seed"), "the row as it is kept can be opened");
    });
}
