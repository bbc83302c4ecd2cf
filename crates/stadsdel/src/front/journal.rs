//! The journal, for those who keep watch: who did what, when, on what mandate.

use askama::Template;
use axum::Json;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use platform::Refusal;
use platform::access::Role;
use platform::events::{self, Chain, Link};
use platform::web::{App, Page, Shell};
use serde::Deserialize;

const ROWS: i64 = 60;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    /// Show rows before this number.
    fore: Option<i64>,
    /// Only this kind of object, and this one of it.
    slag: String,
    id: String,
    /// Walk the whole chain.
    kontrollera: String,
}

impl Asked {
    fn object(&self) -> Option<(&str, &str)> {
        (!self.slag.is_empty() && !self.id.is_empty()).then_some((self.slag.as_str(), self.id.as_str()))
    }
}

#[derive(Template)]
#[template(path = "front/pages/journal.html")]
struct JournalPage {
    s: Shell,
    rows: Vec<Link>,
    older: Option<i64>,
    object: Option<String>,
    verdict: Option<Chain>,
}

impl JournalPage {
    fn word(&self, prefix: &str, kept: &str) -> String {
        word(&self.s, prefix, kept)
    }

    /// The mandate with its role in the reader's language; what is no role stands as it is kept.
    fn mandate(&self, kept: &str) -> String {
        let (role, held_by) = kept.split_once(", ").unwrap_or((kept, ""));
        match Role::parse(role) {
            Some(role) if held_by.is_empty() => self.s.t(&role.text_key()),
            Some(role) => format!("{}, {held_by}", self.s.t(&role.text_key())),
            None => kept.to_owned(),
        }
    }
}

/// The word for an act or a kind of object; one that this program has no message for (set in ⟦ ⟧) stands as it is kept.
fn word(s: &Shell, prefix: &str, kept: &str) -> String {
    let said = s.tk(prefix, kept);
    if said.contains('⟦') { kept.to_owned() } else { said }
}

pub(super) async fn show(State(app): State<App>, s: Shell, Query(asked): Query<Asked>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let rows = events::newest(&mut conn, asked.fore.unwrap_or(i64::MAX), asked.object(), ROWS).await?;
    let verdict = if asked.kontrollera.is_empty() { None } else { Some(events::verify(&mut conn).await?) };
    let older = rows.last().filter(|_| rows.len() == 60).map(|link| link.seq);
    let object = asked.object().map(|(kind, id)| format!("{} {id}", word(&s, "kind", kind)));
    Ok(Page(JournalPage { s, rows, older, object, verdict }))
}

/// The newest rows of the journal, sixty at a time; of one object when `slag` and `id` name it.
#[utoipa::path(get, operation_id = "read", path = "/api/v1/journal", params(("fore" = Option<i64>, Query, description = "rows before this number"),
    ("slag" = Option<String>, Query, description = "kind of object"), ("id" = Option<String>, Query)), responses((status = 200, body = Vec<Link>)))]
pub(super) async fn api(State(app): State<App>, Query(asked): Query<Asked>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    Ok(Json(events::newest(&mut conn, asked.fore.unwrap_or(i64::MAX), asked.object(), ROWS).await?))
}
