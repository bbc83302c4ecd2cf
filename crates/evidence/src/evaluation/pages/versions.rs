//! Every version of a design, with what was known when it was registered.

use crate::evaluation::store::{Registered, Run};
use crate::evaluation::view;
use crate::evaluation::words;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use platform::Refusal;
use platform::web::{App, Page, Shell};

/// A version as the page sets it.
struct Version {
    registered: Registered,
    relevant: String,
    comparison: String,
    group: String,
    /// A result was known before it was registered.
    after_result: bool,
    runs: Vec<Run>,
}

#[derive(Template)]
#[template(path = "evaluation/pages/versions.html")]
struct VersionsPage {
    s: Shell,
    slug: String,
    title: String,
    indicator: String,
    /// Newest first.
    versions: Vec<Version>,
}

pub async fn versions(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let e = view::evaluation(&mut *app.db.read().await?, &slug).await?.ok_or(Refusal::NotFound)?;
    let version = |r: &Registered| Version {
        relevant: words::size(&s, &e.indicator, r.design.relevant),
        comparison: s.tk("evaluation-rule", r.design.comparison.rule.key()),
        group: s.tk("evaluation-group", &r.design.group),
        after_result: e.is_after_result(r.version),
        runs: e.runs.iter().filter(|run| run.design_version == r.version).cloned().collect(),
        registered: r.clone(),
    };
    let versions = e.versions.iter().rev().map(version).collect();
    Ok(Page(VersionsPage { title: e.design().design.title.clone(), indicator: e.indicator.name(s.lang).to_owned(), versions, slug, s }))
}
