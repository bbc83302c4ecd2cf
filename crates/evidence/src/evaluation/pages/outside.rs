//! Evaluations made by others: brought in, corrected, shown, fetched.

use super::{areas, options, with_none};
use crate::evaluation::rules::{Grade, Kind, OutsideResult, OutsideText};
use crate::evaluation::store::{Outside, outside as rows};
use crate::evaluation::{BRING_IN, actions};
use agreements::place;
use askama::Template;
use axum::extract::{FromRequest, Path, Query, Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use platform::web::{App, Page, Problems, Shell, Upload, again, see_other, settle};
use platform::{Conn, Refusal};

#[derive(Template)]
#[template(path = "evaluation/pages/bring_in.html")]
struct FormPage {
    s: Shell,
    problems: Problems,
    text: OutsideText,
    /// The version that is corrected.
    before: Option<Outside>,
    areas: Vec<(String, String)>,
    districts: Vec<(String, String)>,
    methods: Vec<(String, String)>,
    grades: Vec<(String, String)>,
    results: Vec<(String, String)>,
}

impl FormPage {
    fn heading(&self) -> String {
        self.s.t(if self.before.is_some() { "evaluation-outside-edit" } else { "evaluation-outside-new" })
    }

    fn action(&self) -> String {
        self.before.as_ref().map_or("/utvarderingar/utifran".into(), |o| format!("/utvarderingar/utifran/{}/versioner", o.work))
    }
}

async fn form(conn: &mut Conn, s: Shell, text: OutsideText, before: Option<Outside>, problems: Problems) -> Result<FormPage, Refusal> {
    let own = |d: &place::rules::District| s.can_in(&BRING_IN, &d.municipality.code) || text.districts.contains(&d.id);
    let districts = place::store::districts(conn).await?.into_iter().filter(own).map(|d| (d.id, d.name)).collect();
    let choose = || s.t("evaluation-choose");
    Ok(FormPage {
        areas: areas(&s),
        districts,
        methods: with_none(options(&s, "evaluation-kind", &Kind::ALL.map(Kind::key)), choose()),
        grades: with_none(options(&s, "evaluation-grade", &Grade::ALL.map(Grade::key)), choose()),
        results: with_none(options(&s, "evaluation-outside-result", &OutsideResult::ALL.map(OutsideResult::key)), choose()),
        problems,
        text,
        before,
        s,
    })
}

pub async fn new_outside(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(form(&mut *app.db.read().await?, s, OutsideText::default(), None, Problems::default()).await?))
}

fn text_of(upload: &Upload) -> OutsideText {
    let get = |name: &str| upload.fields.get(name).to_owned();
    let all = |name: &str| upload.fields.all(name).filter(|v| !v.is_empty()).map(str::to_owned).collect();
    OutsideText {
        title: get("title"),
        author: get("author"),
        year: get("year"),
        method: get("method"),
        grade: get("grade"),
        result: get("result"),
        finding: get("finding"),
        transferability: get("transferability"),
        areas: all("areas"),
        districts: all("districts"),
        municipality: String::new(),
        reason: get("reason"),
    }
}

pub async fn bring_in(State(app): State<App>, s: Shell, upload: Upload) -> Result<Response, Refusal> {
    let text = text_of(&upload);
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::bring_in(&mut tx, &text, &upload.file_name, upload.bytes.to_vec()).await;
    match settle(tx, done).await? {
        Ok(id) => Ok(see_other(&format!("/utvarderingar/utifran/{id}"), "evaluation-brought-in")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            Ok(again(form(&mut *app.db.read().await?, s, text, None, problems).await?))
        }
    }
}

async fn newest(conn: &mut Conn, work: &str) -> Result<Outside, Refusal> {
    rows::versions(conn, work).await?.pop().ok_or(Refusal::NotFound)
}

/// True where the reader may correct it.
fn is_own(s: &Shell, o: &Outside) -> bool {
    actions::may_correct(&s.caller, o).is_ok()
}

pub async fn edit_outside(State(app): State<App>, s: Shell, Path(id): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let before = newest(&mut conn, &id).await?;
    if !is_own(&s, &before) {
        return Err(Refusal::Forbidden(&BRING_IN));
    }
    let text = actions::outside_text_of(&before);
    Ok(Page(form(&mut conn, s, text, Some(before), Problems::default()).await?))
}

/// Whether it is the reader's to correct is asked before what was sent is read.
pub async fn correct(State(app): State<App>, s: Shell, Path(id): Path<String>, sent: Request) -> Result<Response, Refusal> {
    let before = newest(&mut *app.db.read().await?, &id).await?;
    if !is_own(&s, &before) {
        return Err(Refusal::Forbidden(&BRING_IN));
    }
    let upload = match Upload::from_request(sent, &app).await {
        Ok(upload) => upload,
        Err(response) => return Ok(response),
    };
    let text = text_of(&upload);
    let mut tx = app.db.write(&s.caller).await?;
    let seen = upload.fields.version();
    let done = actions::correct(&mut tx, &id, &text, seen, &upload.file_name, upload.bytes.to_vec()).await;
    match settle(tx, done).await? {
        Ok(_) => Ok(see_other(&format!("/utvarderingar/utifran/{id}"), "evaluation-outside-corrected")),
        Err(faults) => {
            let mut conn = app.db.read().await?;
            let before = newest(&mut conn, &id).await?;
            let problems = Problems::new(&s, &faults);
            Ok(again(form(&mut conn, s, text, Some(before), problems).await?))
        }
    }
}

#[derive(Template)]
#[template(path = "evaluation/pages/outside.html")]
struct OutsidePage {
    s: Shell,
    /// The version that is shown.
    o: Outside,
    /// All of them, newest first; one alone is not listed.
    versions: Vec<Outside>,
    areas: String,
    /// Slug and name.
    districts: Vec<(String, String)>,
    municipality: String,
    size: String,
    can_correct: bool,
}

impl OutsidePage {
    fn is_newest(&self) -> bool {
        self.versions.first().is_some_and(|newest| newest.version == self.o.version)
    }
}

/// Which version is asked for; the newest when none is.
#[derive(Default, serde::Deserialize)]
pub struct Which {
    version: Option<i64>,
}

impl Which {
    fn of(&self, versions: &[Outside]) -> Result<Outside, Refusal> {
        let found = match self.version {
            Some(n) => versions.iter().find(|o| o.version == n),
            None => versions.last(),
        };
        found.cloned().ok_or(Refusal::NotFound)
    }
}

pub async fn outside(
    State(app): State<App>,
    s: Shell,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let mut versions = rows::versions(&mut conn, &id).await?;
    let o = which.of(&versions)?;
    versions.reverse();
    let named = areas(&s);
    let name = |key: &str| named.iter().find(|(k, _)| k == key).map(|(_, name)| name.clone());
    let all = place::store::districts(&mut conn).await?;
    let district = |slug: &str| all.iter().find(|d| d.id == slug).map(|d| (d.id.clone(), d.name.clone()));
    let municipality = place::store::municipality(&mut conn, &o.municipality_code).await?.map(|m| m.name).unwrap_or_default();
    Ok(Page(OutsidePage {
        areas: o.area_keys().filter_map(name).collect::<Vec<_>>().join(", "),
        districts: o.district_slugs().filter_map(district).collect(),
        size: s.num((o.file_size as f64 / 1024.0).max(1.0), 0),
        can_correct: versions.first().is_some_and(|newest| is_own(&s, newest)),
        municipality,
        versions,
        o,
        s,
    }))
}

/// The file as it was handed in. Always a download, so that nothing in it runs on this site.
pub async fn file(State(app): State<App>, Path(id): Path<String>, Query(which): Query<Which>) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let o = which.of(&rows::versions(&mut conn, &id).await?)?;
    let bytes = rows::file(&mut conn, &o).await?.ok_or(Refusal::NotFound)?;
    let plain: String = o.file_name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
    let headers =
        [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{plain}\""))];
    Ok((headers, bytes).into_response())
}
