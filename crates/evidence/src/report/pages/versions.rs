//! The receipt, and the versions beside each other.

use super::label_of;
use super::show::Asked;
use crate::report::rules::{Snapshot, changed};
use crate::report::store::{self, VersionHead};
use crate::report::view;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse;
use platform::Refusal;
use platform::web::{App, Page, Shell};
use serde::Deserialize;
use similar::{ChangeTag, TextDiff};

#[derive(Template)]
#[template(path = "report/pages/receipt.html")]
struct ReceiptPage {
    s: Shell,
    doc: view::Document,
}

/// The receipt of a submitted version; every reader of the report may see it.
pub async fn receipt(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Refusal> {
    let doc = view::document(&mut *app.db.read().await?, &slug, asked.version).await?.ok_or(Refusal::NotFound)?;
    Ok(Page(ReceiptPage { s, doc }))
}

/// A stretch of words that stands in both versions, or in one.
pub struct Stretch {
    /// `same`, `ins`, `del`.
    pub kind: &'static str,
    pub text: String,
}

/// The words of two texts, marked with what came and what went.
pub fn word_diff(before: &str, after: &str) -> Vec<Stretch> {
    let diff = TextDiff::from_words(before, after);
    let mut out: Vec<Stretch> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => "same",
            ChangeTag::Insert => "ins",
            ChangeTag::Delete => "del",
        };
        match out.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            _ => out.push(Stretch { kind, text: change.value().to_owned() }),
        }
    }
    out
}

/// A part that reads otherwise in two versions.
struct Difference {
    label: String,
    words: Vec<Stretch>,
}

#[derive(Debug, Default, Deserialize)]
pub struct Pair {
    fran: Option<i64>,
    till: Option<i64>,
}

#[derive(Template)]
#[template(path = "report/pages/versions.html")]
struct VersionsPage {
    s: Shell,
    slug: String,
    municipality: String,
    year: i64,
    versions: Vec<VersionHead>,
    from: i64,
    to: i64,
    differences: Vec<Difference>,
    /// Vintages of the two versions' figures, when they differ.
    vintages: Option<(i64, i64)>,
}

fn differences(s: &Shell, before: &Snapshot, after: &Snapshot) -> Vec<Difference> {
    let one = |key: String| Difference {
        label: label_of(s, after, &key),
        words: word_diff(before.text(&key).unwrap_or_default(), after.text(&key).unwrap_or_default()),
    };
    changed(before, after).into_iter().map(one).collect()
}

pub async fn versions(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    Query(pair): Query<Pair>,
) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let versions = store::versions(&mut conn, &slug).await?;
    let last = versions.last().ok_or(Refusal::NotFound)?.version;
    let (from, to) = (pair.fran.unwrap_or((last - 1).max(1)), pair.till.unwrap_or(last));
    let before = store::snapshot(&mut conn, &slug, from).await?.ok_or(Refusal::NotFound)?;
    let after = store::snapshot(&mut conn, &slug, to).await?.ok_or(Refusal::NotFound)?;
    let vintages = Some((before.vintage, after.vintage)).filter(|(a, b)| a != b);
    let (municipality, year) = (after.municipality_name.clone(), versions[0].year);
    Ok(Page(VersionsPage { differences: differences(&s, &before, &after), s, slug, municipality, year, versions, from, to, vintages }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_came_and_went_are_marked_and_nothing_is_lost() {
        let words = word_diff("Fler har fått arbete under året.", "Fler kvinnor har fått arbete.");
        let of = |kind: &[&str]| words.iter().filter(|w| kind.contains(&w.kind)).map(|w| w.text.as_str()).collect::<String>();
        assert_eq!(of(&["same", "del"]), "Fler har fått arbete under året.");
        assert_eq!(of(&["same", "ins"]), "Fler kvinnor har fått arbete.");
        assert!(of(&["ins"]).contains("kvinnor"));
    }
}
