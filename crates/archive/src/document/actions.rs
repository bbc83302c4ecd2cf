//! Drawing documents: for the pages in the reader's name, for the command line in the program's own.

use super::{agreement, compilation, cooperation, evaluation, plan, report};
use crate::register::store as register;
use agreements::agreement::{actions as agreements_actions, view as agreement_view};
use agreements::programme;
use evidence::compilation::view as compilation_view;
use evidence::development;
use evidence::evaluation::view as evaluation_view;
use evidence::report::view as report_view;
use plans::cooperation::{actions as cooperation_actions, view as cooperation_view};
use plans::plan::view as plan_view;
use platform::Refusal;
use platform::access::Caller;
use platform::web::{App, Shell};
use wording::Lang;

/// Draws on a thread of its own, so that nobody else waits.
async fn draw<D: Send + 'static>(doc: D, with: fn(&D) -> anyhow::Result<Vec<u8>>) -> Result<Vec<u8>, Refusal> {
    let drawn = tokio::task::spawn_blocking(move || with(&doc)).await;
    Ok(drawn.map_err(anyhow::Error::from)??)
}

fn own(app: &App) -> Shell {
    Shell::outside(app, Lang::Sv, Caller::system())
}

/// The agreement that this reader may see.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none.
pub async fn agreement_pdf(app: &App, s: &Shell, slug: &str) -> Result<Vec<u8>, Refusal> {
    let mut conn = app.db.read().await?;
    let found = agreements_actions::visible(&mut conn, &s.caller, slug, s.today).await?;
    let edition = agreement_view::edition_for(&found, &s.caller, s.today);
    let data = agreement_view::document_of(&mut conn, &found, edition).await?;
    let state = found.state_of(edition, s.today).key();
    let number = register::number_of(&mut conn, "agreement", slug, data.version).await?;
    drop(conn);
    draw(agreement::of(s, &data, state, number), documents::agreement).await
}

/// A submitted version of a plan; drafts have no document.
///
/// # Errors
/// [`Refusal::NotFound`] when nothing has been submitted.
pub async fn plan_pdf(app: &App, s: &Shell, slug: &str, version: Option<i64>) -> Result<Vec<u8>, Refusal> {
    let data = plan_view::document(&mut *app.db.read().await?, slug, version).await?.ok_or(Refusal::NotFound)?;
    draw(plan::of(s, &data), documents::plan).await
}

/// A version of a cooperation agreement that this reader may see: signed by all, or for those inside the one laid before them.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none.
pub async fn cooperation_pdf(app: &App, s: &Shell, slug: &str, version: Option<i64>) -> Result<Vec<u8>, Refusal> {
    let mut conn = app.db.read().await?;
    let seen = cooperation_actions::visible(&mut conn, &s.caller, slug).await?;
    let head = version.map_or_else(|| seen.first_read(), |number| seen.version(number)).ok_or(Refusal::NotFound)?;
    let data = cooperation_view::document(&mut conn, head).await?.ok_or(Refusal::NotFound)?;
    drop(conn);
    draw(cooperation::of(s, &data), documents::agreement).await
}

/// A submitted version of a report, as the program itself reads it.
///
/// # Errors
/// [`Refusal::NotFound`] when nothing has been submitted.
pub async fn report_pdf(app: &App, slug: &str, version: Option<i64>) -> Result<Vec<u8>, Refusal> {
    report_for(app, &own(app), slug, version).await
}

/// A submitted version of a report for a reader; drafts have no document.
///
/// # Errors
/// [`Refusal::NotFound`] when nothing has been submitted.
pub async fn report_for(app: &App, s: &Shell, slug: &str, version: Option<i64>) -> Result<Vec<u8>, Refusal> {
    let data = report_view::document(&mut *app.db.read().await?, slug, version).await?.ok_or(Refusal::NotFound)?;
    draw(report::of(s, &data), documents::report).await
}

/// A computation of an evaluation with its result, the newest when none is named; without a result there is no document.
///
/// # Errors
/// [`Refusal::NotFound`] when nothing has been computed.
pub async fn evaluation_for(app: &App, s: &Shell, slug: &str, number: Option<i64>) -> Result<Vec<u8>, Refusal> {
    let mut conn = app.db.read().await?;
    let all = evaluation_view::evaluation(&mut conn, slug).await?.ok_or(Refusal::NotFound)?;
    let (run, outcome) = all.result(number).map(|(run, outcome)| (run.clone(), outcome.clone())).ok_or(Refusal::NotFound)?;
    let design = all.version(run.design_version).cloned().ok_or(Refusal::NotFound)?;
    let register_number = register::number_of(&mut conn, "evaluation", slug, design.version).await?;
    let municipalities = agreements::place::store::municipalities(&mut conn).await?.into_iter().map(|m| (m.code, m.name)).collect();
    drop(conn);
    let data = evaluation::Data { evaluation: all, run, outcome, design, register_number, municipalities };
    draw(evaluation::of(s, &data), documents::evaluation).await
}

async fn compiled(app: &App, s: &Shell, year: i32, edition: Option<i64>) -> Result<compilation_view::Document, Refusal> {
    compilation_view::document(&mut *app.db.read().await?, year, edition, s.today).await?.ok_or(Refusal::NotFound)
}

/// The newest edition, or the working version where none has been frozen.
///
/// # Errors
/// [`Refusal::NotFound`] outside the programme's years.
pub async fn compilation_pdf(app: &App, year: i32) -> Result<Vec<u8>, Refusal> {
    compilation_for(app, &own(app), year, None).await
}

/// [`compilation_pdf`] in the reader's language.
///
/// # Errors
/// As there.
pub async fn compilation_for(app: &App, s: &Shell, year: i32, edition: Option<i64>) -> Result<Vec<u8>, Refusal> {
    let data = compiled(app, s, year, edition).await?;
    let number = match &data.edition {
        Some(edition) => register::number_of(&mut *app.db.read().await?, "compilation", &year.to_string(), edition.number).await?,
        None => None,
    };
    draw(compilation::of(s, &data, number), documents::compilation).await
}

/// The compilation's figures as a workbook.
///
/// # Errors
/// As [`compilation_pdf`].
pub async fn compilation_xlsx(app: &App, year: i32) -> Result<Vec<u8>, Refusal> {
    xlsx_for(app, &own(app), year, None).await
}

/// [`compilation_xlsx`] in the reader's language.
///
/// # Errors
/// As there.
pub async fn xlsx_for(app: &App, s: &Shell, year: i32, edition: Option<i64>) -> Result<Vec<u8>, Refusal> {
    let data = compiled(app, s, year, edition).await?;
    draw(compilation::workbook(s, &data), documents::workbook).await
}

/// The compilation's figures as tidy rows.
///
/// # Errors
/// As [`compilation_pdf`].
pub async fn compilation_csv(app: &App, year: i32) -> Result<Vec<u8>, Refusal> {
    csv_for(app, &own(app), year, None).await
}

/// [`compilation_csv`] in the reader's language.
///
/// # Errors
/// As there.
pub async fn csv_for(app: &App, s: &Shell, year: i32, edition: Option<i64>) -> Result<Vec<u8>, Refusal> {
    let data = compiled(app, s, year, edition).await?;
    draw(compilation::tidy(s, &data), documents::csv).await
}

/// What was drawn.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    pub documents: usize,
    pub bytes: usize,
}

/// One report document for each of the 38 districts and the compilation, drawn side by side: for measuring.
///
/// # Errors
/// When a document cannot be drawn.
pub async fn all_reports_and_compilation(app: &App, year: i32) -> anyhow::Result<Made> {
    let s = own(app);
    let mut conn = app.db.read().await?;
    let areas: Vec<String> = programme::source::lua_2011().areas.iter().map(|a| a.key.clone()).collect();
    let mut work = vec![tokio::spawn(draw(compilation::of(&s, &compiled(app, &s, year, None).await?, None), documents::compilation))];
    for district in agreements::place::store::districts(&mut conn).await? {
        let development = development::view::development(&mut conn, &district, s.today).await?;
        work.push(tokio::spawn(draw(report::of_development(&s, &development, &areas), documents::report)));
    }
    drop(conn);
    let mut made = Made { documents: 0, bytes: 0 };
    for drawn in work {
        made.bytes += drawn.await??.len();
        made.documents += 1;
    }
    Ok(made)
}
