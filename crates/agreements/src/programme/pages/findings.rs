//! What is to be settled, and settling it.

use super::programme;
use crate::place::rules::District;
use crate::place::store as places;
use crate::programme::actions::{self, SETTLE};
use crate::programme::rules::Programme;
use crate::programme::rules::finding::{Decision, Kind, Settlement};
use crate::programme::store::finding::{self as store, Finding};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell, see_other};
use wording::Fault;

struct Group {
    kind: Kind,
    findings: Vec<Finding>,
    open: usize,
    /// Several are open and may be accepted with one comment.
    together: bool,
}

impl Group {
    fn open(&self) -> usize {
        self.open
    }
}

#[derive(Template)]
#[template(path = "programme/pages/findings.html")]
struct ListPage {
    s: Shell,
    p: &'static Programme,
    groups: Vec<Group>,
    open: usize,
    all: usize,
    may_settle: bool,
    problems: Problems,
    /// The kind whose comment was wrong, with the comment as it was typed.
    typed: (String, String),
}

impl ListPage {
    fn all(&self) -> usize {
        self.all
    }

    fn typed_for<'a>(&'a self, kind: &Kind) -> &'a str {
        if self.typed.0 == kind.key() { &self.typed.1 } else { "" }
    }
}

/// Every finding, by kind.
///
/// # Errors
/// Not found for an unknown programme.
pub async fn findings(State(app): State<App>, s: Shell, Path(id): Path<String>) -> Result<Response, Refusal> {
    list(&app, s, programme(&id)?, &[], Default::default()).await
}

async fn list(app: &App, s: Shell, p: &'static Programme, faults: &[Fault], typed: (String, String)) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let findings = store::all(&mut conn, &p.id).await?;
    let (may_settle, problems) = (s.can(&SETTLE), Problems::new(&s, faults));
    let (open, all) = (findings.iter().filter(|f| f.is_open()).count(), findings.len());
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ListPage { s, p, groups: groups(findings), open, all, may_settle, problems, typed };
    Ok((status, Page(page)).into_response())
}

fn groups(findings: Vec<Finding>) -> Vec<Group> {
    let mut all: Vec<Group> = Vec::new();
    for finding in findings {
        let kind = finding.found.kind;
        if all.last().is_none_or(|g| g.kind != kind) {
            all.push(Group { kind, findings: Vec::new(), open: 0, together: false });
        }
        if let Some(group) = all.last_mut() {
            group.open += usize::from(finding.is_open());
            group.together = group.open > 1 && kind != Kind::Nyko;
            group.findings.push(finding);
        }
    }
    all
}

/// Accepts every open finding of a kind.
///
/// # Errors
/// What the verb refuses, other than faults, which are shown on the page.
pub async fn accept(
    State(app): State<App>,
    s: Shell,
    Path((id, kind)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let p = programme(&id)?;
    let kind = Kind::parse(&kind).ok_or(Refusal::NotFound)?;
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::accept_all(&mut tx, &p.id, kind, fields.get("comment")).await;
    if let Err(faults) = platform::web::settle(tx, done).await? {
        let faults: Vec<_> = faults.into_iter().map(|f| f.at(format!("comment-{}", kind.key()))).collect();
        return list(&app, s, p, &faults, (kind.key().to_owned(), fields.get("comment").to_owned())).await;
    }
    Ok(see_other(&format!("/program/{}/fynd#{}", p.id, kind.key()), "findings-accepted"))
}

#[derive(Template)]
#[template(path = "programme/pages/finding.html")]
struct ShowPage {
    s: Shell,
    p: &'static Programme,
    f: Finding,
    district: Option<District>,
    decisions: Vec<(String, String)>,
    wish: Settlement,
    version: i64,
    may_settle: bool,
    needs_consent: bool,
    problems: Problems,
}

impl ShowPage {
    /// Message key of what another reading is, and what it leads to.
    fn reading_hint(&self) -> &'static str {
        match self.f.found.kind {
            kind if kind.reads_codes() => "finding-reading-codes",
            kind if kind.reads_name() && self.district.is_some() => "finding-reading-name",
            _ => "finding-reading-words",
        }
    }
}

/// One finding with the decisions about it, and the form for the next.
///
/// # Errors
/// Not found for an unknown finding.
pub async fn finding(State(app): State<App>, s: Shell, Path((id, finding)): Path<(String, String)>) -> Result<Response, Refusal> {
    one(&app, s, programme(&id)?, &finding, None, &[]).await
}

async fn one(
    app: &App,
    s: Shell,
    p: &'static Programme,
    id: &str,
    typed: Option<(Settlement, i64)>,
    faults: &[Fault],
) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let f = store::one(&mut conn, id).await?.ok_or(Refusal::NotFound)?;
    let district = match &f.found.district_id {
        Some(district) => places::district(&mut conn, district).await?,
        None => None,
    };
    let (wish, version) = typed.unwrap_or_else(|| (Settlement::default(), f.version));
    let mut decisions = vec![(String::new(), s.t("finding-choose"))];
    decisions.extend(Decision::ALL.map(|d| (d.key().to_owned(), s.tk("finding-decide", d.key()))));
    let (may_settle, problems) = (s.can(&SETTLE), Problems::new(&s, faults));
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let needs_consent = f.found.kind == Kind::Nyko;
    Ok((status, Page(ShowPage { s, p, f, district, decisions, wish, version, may_settle, needs_consent, problems })).into_response())
}

/// Decides about a finding.
///
/// # Errors
/// What the verb refuses, other than faults, which are shown beside their fields.
pub async fn settle(
    State(app): State<App>,
    s: Shell,
    Path((id, finding)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let p = programme(&id)?;
    let text = |name| fields.get(name).to_owned();
    let wish =
        Settlement { decision: text("decision"), reading: text("reading"), comment: text("comment"), consent: fields.has("consent") };
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::settle(&mut tx, &finding, fields.version(), &wish).await;
    if let Err(faults) = platform::web::settle(tx, done).await? {
        return one(&app, s, p, &finding, Some((wish, fields.version())), &faults).await;
    }
    Ok(see_other(&format!("/program/{}/fynd/{finding}", p.id), "finding-settled"))
}
