//! Delivering a file: choose, look at what it would do, confirm.

use super::chips;
use crate::statistics::actions::{self, CONSENT, File, IMPORT, ImportOutcome};
use crate::statistics::file::{ImportFault, tally};
use crate::statistics::store;
use crate::statistics::store::drafts::Draft;
use agreements::place;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Scope;
use platform::web::{App, Fields, Page, Problems, Shell, Upload, again, see_other, settle};
use platform::{Refusal, clock};
use serde_json::json;
use series::{Observation, Status};
use wording::Fault;

#[derive(Template)]
#[template(path = "statistics/pages/import.html")]
struct FormPage {
    s: Shell,
    chips: Vec<(&'static str, String)>,
    /// True for one who delivers for the whole nation.
    nation: bool,
    problems: Problems,
    /// Municipalities of the caller's with codes of their own.
    consents: Vec<OwnCodes>,
    given_on: String,
    reference: String,
}

/// A municipality with key codes of its own.
struct OwnCodes {
    code: String,
    name: String,
    /// Day and reference of its consent, when it is given.
    given: Option<(String, String)>,
}

pub async fn form(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(form_page(&app, s, Vec::new(), &Fields::default()).await?))
}

async fn form_page(app: &App, s: Shell, faults: Vec<Fault>, fields: &Fields) -> Result<FormPage, Refusal> {
    let mut conn = app.db.read().await?;
    let given = store::consent::all(&mut conn).await?;
    let nyko = place::store::districts(&mut conn).await?.into_iter().filter(place::rules::District::needs_consent);
    let own = nyko.filter(|d| s.caller.can(&CONSENT, Scope::Municipality(&d.municipality.code)));
    let consents = own.map(|d| {
        let found = given.iter().find(|c| c.municipality_code == d.municipality.code);
        let given = found.map(|c| (s.day(&c.given_on), c.reference.clone()));
        OwnCodes { code: d.municipality.code, name: d.municipality.name, given }
    });
    Ok(FormPage {
        chips: chips(&s),
        nation: s.can(&IMPORT),
        problems: Problems::new(&s, &faults),
        consents: consents.collect(),
        given_on: fields.get("given_on").to_owned(),
        reference: fields.get("reference").to_owned(),
        s,
    })
}

/// A fault as a reader sees it.
struct Line {
    /// The rows to look at; empty when the fault is about the whole file.
    rows: String,
    column: String,
    value: String,
    text: String,
    remedy: String,
    count: u64,
}

fn line(s: &Shell, f: &ImportFault) -> Line {
    let text = |key: &str| s.t3(key, "value", &f.value, "column", &f.column, "hint", &f.hint);
    let rows = if f.row > 0 { s.fault(&f.where_it_is()) } else { String::new() };
    Line { rows, column: f.column.clone(), value: f.value.clone(), text: text(f.rule), remedy: text(&f.remedy()), count: f.rows }
}

/// A fault in words, for the API and the command line: what is wrong, and how it is mended.
pub fn in_words(s: &Shell, fault: &ImportFault) -> (String, String) {
    let line = line(s, fault);
    (line.text, line.remedy)
}

#[derive(Template)]
#[template(path = "statistics/pages/try.html")]
struct TryPage {
    s: Shell,
    chips: Vec<(&'static str, String)>,
    id: String,
    o: ImportOutcome,
    /// How many faults there are in how many rows.
    tally: String,
    faults: Vec<Line>,
    /// What is said of faults that are not shown.
    unlisted: Vec<String>,
    differences: Vec<[String; 6]>,
    before: Option<i64>,
}

/// Takes the file, tries it and keeps it until it is confirmed, so that it need not be sent twice.
pub async fn try_file(State(app): State<App>, s: Shell, upload: Upload) -> Result<Response, Refusal> {
    if upload.bytes.is_empty() {
        let fault = Fault::must("fault-import-no-file", "").at("file");
        return Ok(again(form_page(&app, s, vec![fault], &upload.fields).await?));
    }
    let file = File { name: file_name(&upload.file_name), bytes: upload.bytes, synthetic: false };
    let outcome = actions::import_file(&app.db, &s.caller, file.clone(), true).await?;
    let id = if outcome.is_clean() && outcome.changes_anything() { keep(&app, &s, &file, &outcome).await? } else { String::new() };
    let before = store::deliveries::with_content(&mut *app.db.read().await?, &outcome.sha256).await?.map(|d| d.number);
    let status = if outcome.is_clean() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = TryPage {
        chips: chips(&s),
        tally: s.fault(&tally(outcome.fault_count, outcome.faulty_rows)),
        faults: outcome.faults.iter().map(|f| line(&s, f)).collect(),
        unlisted: outcome.unlisted.iter().map(|u| s.fault(&u.in_words())).collect(),
        differences: outcome.diff.iter().map(|d| difference(&s, d)).collect(),
        o: outcome,
        id,
        before,
        s,
    };
    Ok((status, Page(page)).into_response())
}

/// The name without the folders that some browsers send.
fn file_name(sent: &str) -> String {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default().chars().take(120).collect::<String>();
    if name.is_empty() { "leverans.csv".to_owned() } else { name }
}

async fn keep(app: &App, s: &Shell, file: &File, outcome: &ImportOutcome) -> Result<String, Refusal> {
    let account = s.caller.account_id().ok_or(Refusal::SignIn)?.to_owned();
    let mandate = actions::import::mandate(&s.caller)?;
    let mut tx = app.db.write(&s.caller).await?;
    store::drafts::delete_of(&mut tx, &account).await?;
    let draft = Draft {
        id: clock::new_id(),
        file_name: file.name.clone(),
        sha256: outcome.sha256.clone(),
        content: file.bytes.to_vec(),
        account_id: account,
        made_at: tx.stamp(),
    };
    store::drafts::insert(&mut tx, &draft).await?;
    tx.record(&mandate, "import_draft", &draft.id, json!({ "file": draft.file_name, "sha256": draft.sha256, "tried": true }));
    tx.save().await?;
    Ok(draft.id)
}

fn difference(s: &Shell, d: &crate::statistics::merge::Difference) -> [String; 6] {
    let before = d.before.map_or_else(|| s.t("statistics-new-figure"), |o| observation(s, o));
    [d.area.clone(), d.indicator.clone(), d.year.to_string(), super::group_name(s, d.group), before, observation(s, d.after)]
}

fn observation(s: &Shell, o: Observation) -> String {
    match (o.status, o.numerator, o.denominator) {
        (Status::Observed, Some(x), Some(n)) => format!("{} / {}", s.int(x), s.int(n)),
        (Status::Observed, Some(x), None) => s.int(x),
        (status, ..) => s.tk("statistics-status", status.code()),
    }
}

async fn waiting(app: &App, s: &Shell, id: &str) -> Result<Draft, Refusal> {
    let account = s.caller.account_id().ok_or(Refusal::SignIn)?;
    store::drafts::one(&mut *app.db.read().await?, id, account).await?.ok_or(Refusal::NotFound)
}

/// Takes in the file that was tried. It is compared anew, since somebody may have delivered in between.
pub async fn confirm(State(app): State<App>, s: Shell, Path(id): Path<String>) -> Result<Response, Refusal> {
    let draft = waiting(&app, &s, &id).await?;
    let file = File { name: draft.file_name, bytes: draft.content.into(), synthetic: false };
    let today = app.db.today();
    let prepared = actions::prepare(&mut *app.db.read().await?, &s.caller, today, file).await?;
    let mut tx = app.db.write(&s.caller).await?;
    let outcome = actions::import::apply(&mut tx, prepared).await?;
    let Some(number) = outcome.delivery_id else { return Ok(see_other("/statistik/import", "import-nothing")) };
    store::drafts::delete(&mut tx, &id).await?;
    tx.save().await?;
    Ok(see_other(&format!("/statistik/leveranser/{number}"), "import-taken"))
}

/// Gives up the file that was tried.
pub async fn give_up(State(app): State<App>, s: Shell, Path(id): Path<String>) -> Result<Response, Refusal> {
    let draft = waiting(&app, &s, &id).await?;
    let mandate = actions::import::mandate(&s.caller)?;
    let mut tx = app.db.write(&s.caller).await?;
    store::drafts::delete(&mut tx, &draft.id).await?;
    tx.record(&mandate, "import_draft", &draft.id, json!({ "given_up": true }));
    tx.save().await?;
    Ok(see_other("/statistik/import", "import-given-up"))
}

/// Records the municipality's consent to figures on its own key codes.
pub async fn consent(State(app): State<App>, s: Shell, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let day = fields.day("given_on");
    let given = match &day {
        Ok(day) => actions::record_consent(&mut tx, fields.get("municipality"), *day, fields.get("reference")).await,
        Err(fault) => Err(fault.clone().into()),
    };
    let done = given;
    match settle(tx, done).await? {
        Ok(()) => Ok(see_other("/statistik/import", "import-consent")),
        Err(faults) => Ok(again(form_page(&app, s, faults, &fields).await?)),
    }
}
