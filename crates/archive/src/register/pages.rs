//! `/diarium`: the list, one row, its correction, and the file.

use super::store::Entry;
use super::{CORRECT, actions, store};
use askama::Template;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::access::Scope;
use platform::web::{App, Fields, Page, Problems, Shell, see_other, settle};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    serie: String,
}

impl Asked {
    fn wants(&self, entry: &Entry) -> bool {
        let text = format!("{} {} {} {}", entry.number(), entry.title, entry.sender, entry.recipient).to_lowercase();
        (self.serie.is_empty() || entry.series == self.serie) && self.q.to_lowercase().split_whitespace().all(|word| text.contains(word))
    }
}

#[derive(Template)]
#[template(path = "register/pages/list.html")]
struct ListPage {
    s: Shell,
    q: String,
    serie: String,
    series: Vec<(String, String)>,
    entries: Vec<Entry>,
    total: usize,
}

pub(super) async fn list(State(app): State<App>, s: Shell, Query(asked): Query<Asked>) -> Result<impl IntoResponse, Refusal> {
    let all = store::all(&mut *app.db.read().await?).await?;
    let mut series: Vec<_> = all.iter().map(|e| (e.series.clone(), e.authority.clone())).collect();
    series.sort();
    series.dedup();
    let total = all.len();
    let entries = all.into_iter().filter(|e| asked.wants(e)).collect();
    Ok(Page(ListPage { s, q: asked.q, serie: asked.serie, series, entries, total }))
}

/// The room's part of the API's description.
#[derive(utoipa::OpenApi)]
#[openapi(paths(api), components(schemas(Entry)))]
pub struct Doc;

/// The registers' rows, newest first, narrowed by words (`q`) and by series (`serie`).
#[utoipa::path(get, operation_id = "list", path = "/api/v1/register", params(("q" = Option<String>, Query), ("serie" = Option<String>, Query, description = "an authority's series")),
    responses((status = 200, body = Vec<Entry>)))]
pub(super) async fn api(State(app): State<App>, Query(asked): Query<Asked>) -> Result<impl IntoResponse, Refusal> {
    let mut all = store::all(&mut *app.db.read().await?).await?;
    all.retain(|e| asked.wants(e));
    Ok(Json(all))
}

/// The same rows as a file, `;` between the cells and UTF-8 with its mark, as Swedish spreadsheets open it.
pub(super) async fn export(State(app): State<App>, s: Shell, Query(asked): Query<Asked>) -> Result<impl IntoResponse, Refusal> {
    let all = store::all(&mut *app.db.read().await?).await?;
    let mut text = String::from("\u{feff}nummer;datum;riktning;avsandare;mottagare;titel;adress\r\n");
    for e in all.iter().filter(|e| asked.wants(e)) {
        let cells = [
            e.number(),
            e.registered_at[..10].to_owned(),
            s.tk("register-direction", &e.direction),
            e.sender.clone(),
            e.recipient.clone(),
            e.title.clone(),
            e.address.clone(),
        ];
        text.push_str(&cells.map(|cell| quoted(&cell)).join(";"));
        text.push_str("\r\n");
    }
    let headers =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, "attachment; filename=\"diarium.csv\"")];
    Ok((headers, text))
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ';', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[derive(Template)]
#[template(path = "register/pages/show.html")]
struct EntryPage {
    s: Shell,
    entry: Entry,
    corrections: Vec<Entry>,
    may_correct: bool,
    problems: Problems,
    title: String,
    note: String,
}

pub(super) async fn show(State(app): State<App>, s: Shell, Path(id): Path<String>) -> Result<Response, Refusal> {
    page(&app, s, &id, None).await
}

/// A form as it was sent, with what was wrong.
struct Sent {
    title: String,
    note: String,
    faults: Vec<wording::Fault>,
}

async fn page(app: &App, s: Shell, id: &str, sent: Option<Sent>) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let entry = store::one(&mut conn, id).await?.ok_or(Refusal::NotFound)?;
    let corrections = store::corrections(&mut conn, id).await?;
    let scope = if entry.series == "RK" { Scope::Nation } else { Scope::Municipality(&entry.series) };
    let may_correct = s.caller.can(&CORRECT, scope);
    let status = if sent.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let sent = sent.unwrap_or_else(|| Sent { title: entry.title.clone(), note: String::new(), faults: Vec::new() });
    let problems = Problems::new(&s, &sent.faults);
    Ok((status, Page(EntryPage { s, entry, corrections, may_correct, problems, title: sent.title, note: sent.note })).into_response())
}

pub(super) async fn correct(State(app): State<App>, s: Shell, Path(id): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::correct(&mut tx, &id, fields.get("title"), fields.get("note")).await;
    match settle(tx, done).await? {
        Ok(new) => Ok(see_other(&format!("/diarium/{new}"), "register-corrected")),
        Err(faults) => {
            let sent = Sent { title: fields.get("title").to_owned(), note: fields.get("note").to_owned(), faults };
            page(&app, s, &id, Some(sent)).await
        }
    }
}
