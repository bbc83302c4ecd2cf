//! The compilation as data: for its pages, its document, its sheets and the API.

mod gather;
mod sheets;

pub use gather::{compile, matrix};
pub use sheets::{Sheet, Value, sheets};

use super::rules::Compilation;
use super::store::{self, Edition};
use chrono::NaiveDate;
use platform::Conn;

/// A compilation with the edition it was frozen in; none for the working version.
#[derive(Clone, Debug)]
pub struct Document {
    pub edition: Option<Edition>,
    pub content: Compilation,
}

/// An edition; the newest when no number is given; none when there is no such edition.
///
/// # Errors
/// What the engine says.
pub async fn edition(conn: &mut Conn, year: i32, number: Option<i64>) -> anyhow::Result<Option<Document>> {
    let all = store::editions(conn, year).await?;
    let found = match number {
        Some(n) => all.into_iter().find(|e| e.number == n),
        None => all.into_iter().next_back(),
    };
    let Some(edition) = found else { return Ok(None) };
    let content = store::content(conn, year, edition.number).await?;
    Ok(content.map(|content| Document { edition: Some(edition), content }))
}

/// The newest edition, or the working version where none has been frozen; none outside the programme's years.
///
/// # Errors
/// What the engine says.
pub async fn document(conn: &mut Conn, year: i32, number: Option<i64>, today: NaiveDate) -> anyhow::Result<Option<Document>> {
    if let Some(found) = edition(conn, year, number).await? {
        return Ok(Some(found));
    }
    if number.is_some() || !super::is_of_programme(year) {
        return Ok(None);
    }
    Ok(Some(Document { edition: None, content: compile(conn, year, today, false).await? }))
}
