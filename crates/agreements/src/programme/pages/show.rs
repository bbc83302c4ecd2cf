//! The decision as a page one can read.

use super::programme;
use crate::place::rules::{District, Municipality};
use crate::place::store as places;
use crate::programme::rules::{Clause, Obligation, Programme};
use crate::programme::store;
use crate::programme::view::{Piece, pieces};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use platform::Refusal;
use platform::web::{App, Page, Shell};

struct Duty {
    o: &'static Obligation,
    when: String,
    /// Anchor of the clause it stands in.
    anchor: Option<String>,
}

struct Addressee {
    m: Municipality,
    is_addressee: bool,
    districts: usize,
}

#[derive(Template)]
#[template(path = "programme/pages/show.html")]
struct ShowPage {
    s: Shell,
    p: &'static Programme,
    period: String,
    duties: Vec<Duty>,
    districts: Vec<District>,
    addressees: Vec<Addressee>,
    open_findings: usize,
    codes: usize,
}

impl ShowPage {
    fn open_findings(&self) -> usize {
        self.open_findings
    }

    fn pieces(text: &str) -> Vec<Piece> {
        pieces(text)
    }

    fn anchor(c: &Clause) -> String {
        anchor(&c.key)
    }
}

fn anchor(clause: &str) -> String {
    format!("p{}", clause.replace('.', "-"))
}

/// The decision: period, ground, parts, goals, obligations, authorities, annex 1 and annex 2.
///
/// # Errors
/// Not found for an unknown programme.
pub async fn show(State(app): State<App>, s: Shell, Path(id): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let p = programme(&id)?;
    let mut conn = app.db.read().await?;
    let districts = places::districts(&mut conn).await?;
    let municipalities = places::municipalities(&mut conn).await?;
    let findings = store::finding::all(&mut conn, &p.id).await?;
    let duties = p.obligations.iter().map(|o| Duty { o, when: when(&s, p, o), anchor: o.clause.as_deref().map(anchor) }).collect();
    let page = ShowPage {
        period: wording::period(s.lang, p.from, p.to),
        open_findings: findings.iter().filter(|f| f.is_open()).count(),
        codes: districts.iter().map(|d| d.codes.len()).sum(),
        addressees: addressees(p, &municipalities, &districts),
        duties,
        districts,
        p,
        s,
    };
    Ok(Page(page))
}

fn addressees(p: &Programme, municipalities: &[Municipality], districts: &[District]) -> Vec<Addressee> {
    let row = |m: &Municipality| Addressee {
        is_addressee: p.addressees.contains(&m.code),
        districts: districts.iter().filter(|d| d.municipality.code == m.code).count(),
        m: m.clone(),
    };
    p.predecessors.iter().filter_map(|code| municipalities.iter().find(|m| m.code == *code)).map(row).collect()
}

/// When an obligation falls due, in words: a date, an event, or all through the period.
fn when(s: &Shell, p: &Programme, o: &Obligation) -> String {
    match (p.due(&o.key, p.year()), o.after.as_deref(), o.recurs.as_deref()) {
        (Some(day), ..) => s.t1("programme-when-dated", "date", s.date(day)),
        (None, Some(event), _) => s.tk("programme-after", event),
        (None, None, Some(every)) => s.tk("programme-recurs", every),
        (None, None, None) => s.t("programme-when-continuous"),
    }
}
