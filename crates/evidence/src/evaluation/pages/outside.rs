//! Evaluations made by others: brought in, shown, fetched.

use super::{areas, options, with_none};
use crate::evaluation::rules::{Grade, Kind, OutsideResult, OutsideText};
use crate::evaluation::store::{Outside, outside as rows};
use crate::evaluation::{BRING_IN, actions};
use agreements::place;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use platform::web::{App, Page, Problems, Shell, Upload, see_other};
use platform::{Conn, Refusal};

#[derive(Template)]
#[template(path = "evaluation/pages/bring_in.html")]
struct FormPage {
    s: Shell,
    problems: Problems,
    text: OutsideText,
    areas: Vec<(String, String)>,
    districts: Vec<(String, String)>,
    methods: Vec<(String, String)>,
    grades: Vec<(String, String)>,
    results: Vec<(String, String)>,
}

async fn form(conn: &mut Conn, s: Shell, text: OutsideText, problems: Problems) -> Result<FormPage, Refusal> {
    let own = |d: &place::rules::District| s.can_in(&BRING_IN, &d.municipality.code);
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
        s,
    })
}

pub async fn new_outside(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(form(&mut *app.db.read().await?, s, OutsideText::default(), Problems::default()).await?))
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
    }
}

pub async fn bring_in(State(app): State<App>, s: Shell, upload: Upload) -> Result<Response, Refusal> {
    let text = text_of(&upload);
    let mut tx = app.db.write(&s.caller).await?;
    match actions::bring_in(&mut tx, &text, &upload.file_name, upload.bytes.to_vec()).await {
        Ok(id) => {
            tx.save().await?;
            Ok(see_other(&format!("/utvarderingar/utifran/{id}"), "evaluation-brought-in"))
        }
        Err(Refusal::Rule(faults)) => {
            drop(tx);
            let problems = Problems::new(&s, &faults);
            let page = form(&mut *app.db.read().await?, s, text, problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "evaluation/pages/outside.html")]
struct OutsidePage {
    s: Shell,
    o: Outside,
    areas: String,
    /// Slug and name.
    districts: Vec<(String, String)>,
    municipality: String,
    size: String,
}

pub async fn outside(State(app): State<App>, s: Shell, Path(id): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let o = rows::one(&mut conn, &id).await?.ok_or(Refusal::NotFound)?;
    let named = areas(&s);
    let name = |key: &str| named.iter().find(|(k, _)| k == key).map(|(_, name)| name.clone());
    let all = place::store::districts(&mut conn).await?;
    let district = |slug: &str| all.iter().find(|d| d.id == slug).map(|d| (d.id.clone(), d.name.clone()));
    let municipality = place::store::municipality(&mut conn, &o.municipality_code).await?.map(|m| m.name).unwrap_or_default();
    Ok(Page(OutsidePage {
        areas: o.area_keys().filter_map(name).collect::<Vec<_>>().join(", "),
        districts: o.district_slugs().filter_map(district).collect(),
        size: s.num((o.file_size as f64 / 1024.0).max(1.0), 0),
        municipality,
        o,
        s,
    }))
}

/// The file as it was handed in. Always a download, so that nothing in it runs on this site.
pub async fn file(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let o = rows::one(&mut conn, &id).await?.ok_or(Refusal::NotFound)?;
    let bytes = rows::file(&mut conn, &id).await?.ok_or(Refusal::NotFound)?;
    let plain: String = o.file_name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
    let headers =
        [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{plain}\""))];
    Ok((headers, bytes).into_response())
}
