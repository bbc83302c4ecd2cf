//! Reading: the document, *huvudsaklig överensstämmelse*, the versions.

use super::{Scene, lacks};
use crate::agreement::rules::{Agreement, Clause, Edition, Event, Lack, Missing, Part, Party, Piece, Verb, diff};
use crate::agreement::view::DocumentApproval;
use crate::agreement::{DELIBERATE, END, view};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problem, Problems, Shell};
use serde::Deserialize;
use wording::Fault;

/// One party's half of the way to *in force*.
pub(super) struct Track {
    pub party: &'static str,
    pub ready: bool,
    pub approval: DocumentApproval,
    pub signed: Option<String>,
    pub declined: Option<String>,
}

#[derive(Template)]
#[template(path = "agreement/pages/show.html")]
struct DocumentPage {
    s: Shell,
    scene: Scene,
    tracks: Vec<Track>,
    problems: Problems,
    may_deliberate: bool,
    may_end: bool,
    why_not_ready: String,
    why_not_reopen: String,
    why_not_amend: String,
    why_not_prolong: String,
    why_not_end: String,
    why_not_break: String,
    why_not_resume: String,
    /// What is missing, in words, with the address where it is given.
    missing: Vec<(String, String)>,
    /// The form that was sent and refused, by the end of its address, with what was typed in it.
    sent: &'static str,
    typed: Fields,
}

impl DocumentPage {
    fn is_sent(&self, form: &str) -> bool {
        self.sent == form
    }

    /// What was typed in a field of the form, if it is the one that was refused.
    fn typed(&self, form: &str, name: &str) -> &str {
        if self.is_sent(form) { self.typed.get(name) } else { "" }
    }

    /// The first fault of the form beside this field.
    fn wrong(&self, form: &str, name: &str) -> Option<&Problem> {
        self.problems.at(name).filter(|_| self.is_sent(form))
    }
}

pub(in crate::agreement) async fn one(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    document(&app, s, &slug, asked.version, ("", &Fields::default()), &[]).await
}

/// Where a thing that is missing is given; nowhere for a reader who does not stand behind wordings.
fn place_of(slug: &str, it: &Missing, deliberates: bool) -> String {
    match it.lack {
        Lack::Answer | Lack::Reason => format!("/avtal/{slug}/punkter/{}", it.clause),
        Lack::Ready => if deliberates { "#nasta" } else { "" }.into(),
        Lack::Approval => format!("/avtal/{slug}/godkannanden"),
        Lack::Signature => format!("/avtal/{slug}/underskrifter"),
    }
}

pub(super) fn tracks(s: &Shell, scene: &Scene) -> Vec<Track> {
    let track = |party: Party| {
        let gate = scene.edition.gate(party);
        Track {
            party: party.key(),
            ready: gate.ready.is_some(),
            approval: view::approval(&scene.edition, party),
            signed: gate
                .signed
                .as_ref()
                .map(|(it, _)| s.t3("agreement-signed-by", "office", &it.office, "place", &it.place, "date", s.date(it.on))),
            declined: gate.declined.as_ref().map(|event| s.date(event.day)),
        }
    };
    Party::BOTH.map(track).into()
}

/// The document's page; with the form that was sent and refused, what was typed in it and its faults.
pub(super) async fn document(
    app: &App,
    s: Shell,
    slug: &str,
    number: Option<i64>,
    (sent, typed): (&'static str, &Fields),
    faults: &[Fault],
) -> Result<Response, Refusal> {
    let scene = Scene::of_version(&mut *app.db.read().await?, &s, slug, number).await?;
    let own = scene.own_party(&s);
    // Every form of the page has a reason: the fault stands beside the one that was sent.
    let beside = |f: &Fault| if f.field == "reason" { f.clone().at(format!("reason-{sent}")) } else { f.clone() };
    let faults: Vec<_> = faults.iter().map(beside).collect();
    let why = |verb| scene.hindrance(&s, verb, own);
    let page = DocumentPage {
        tracks: tracks(&s, &scene),
        problems: Problems::new(&s, &faults),
        may_deliberate: scene.may(&s, &DELIBERATE),
        may_end: scene.may(&s, &END),
        why_not_ready: why(Verb::Ready),
        why_not_reopen: why(Verb::Reopen),
        why_not_amend: why(Verb::Amend),
        why_not_prolong: why(Verb::Prolong),
        why_not_end: why(Verb::End),
        why_not_break: why(Verb::BreakOff),
        why_not_resume: why(Verb::Resume),
        missing: scene.missing.iter().map(|m| (lacks(&s, m), place_of(slug, m, scene.may(&s, &DELIBERATE)))).collect(),
        sent,
        typed: typed.clone(),
        scene,
        s,
    };
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Page(page)).into_response())
}

/// A clause beside annex 1.
struct Compared {
    clause: Clause,
    pieces: Vec<Piece>,
    /// What is asked of it in a prolonged agreement; empty where nothing is.
    question: String,
}

impl Compared {
    /// A deviation is marked against annex 1 filled in, so that only what deviates is marked; what is only filled in, against annex 1 as it stands.
    fn of(clause: Clause, question: String) -> Self {
        let before = if clause.deviation.class.is_deviation() { &clause.words.filled } else { &clause.words.template };
        Self { pieces: diff(before, &clause.text), clause, question }
    }
}

#[derive(Template)]
#[template(path = "agreement/pages/accordance.html")]
struct AccordancePage {
    s: Shell,
    scene: Scene,
    clauses: Vec<Compared>,
    all: bool,
    lacking: usize,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(in crate::agreement) struct Asked {
    /// `alla`: clauses that are as annex 1 has them, too.
    visa: String,
    /// Number of the version to read.
    version: Option<i64>,
    fran: Option<i64>,
    till: Option<i64>,
}

pub(in crate::agreement) async fn accordance(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Refusal> {
    let scene = Scene::of_version(&mut *app.db.read().await?, &s, &slug, asked.version).await?;
    let all = asked.visa == "alla";
    let lacking = scene.clauses().filter(|c| c.deviation.lacks_reason()).count();
    let asked_of = scene.clauses().map(|c| (c, scene.outlived(&s, &c.text)));
    let shown = asked_of.filter(|(c, question)| all || c.deviation.class.is_deviation() || !question.is_empty());
    let clauses = shown.map(|(c, question)| Compared::of(c.clone(), question)).collect();
    Ok(Page(AccordancePage { s, scene, clauses, all, lacking }))
}

/// A version in the list.
struct Version {
    number: i64,
    cause: &'static str,
    reason: String,
    state: &'static str,
    tone: &'static str,
    period: String,
    opened: String,
}

#[derive(Template)]
#[template(path = "agreement/pages/versions.html")]
struct VersionsPage {
    s: Shell,
    scene: Scene,
    versions: Vec<Version>,
    from: i64,
    to: i64,
    changed: Vec<(String, String, Vec<Piece>)>,
    events: Vec<(String, String, String)>,
}

pub(in crate::agreement) async fn versions(
    State(app): State<App>,
    s: Shell,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let scene = Scene::load(&mut conn, &s, &slug).await?;
    let readable = scene.agreement.editions.iter().filter(|e| scene.readable.contains(&e.number));
    let versions: Vec<Version> = readable.map(|e| version(&s, &scene.agreement, e)).collect();
    let newest = versions.last().map_or(1, |v| v.number);
    let (from, to) = (asked.fran.unwrap_or_else(|| (newest - 1).max(1)), asked.till.unwrap_or(newest));
    let known = |number: i64| versions.iter().any(|v| v.number == number);
    if !known(from) || !known(to) {
        return Err(Refusal::NotFound);
    }
    let (before, after) = (view::clauses(&mut conn, &slug, from).await?, view::clauses(&mut conn, &slug, to).await?);
    let changed = after
        .iter()
        .zip(&before)
        .filter(|(a, b)| a.text != b.text)
        .map(|(a, b)| (a.key.clone(), a.heading.clone(), diff(&b.text, &a.text)))
        .collect();
    let told = |e: &Event| (s.date(e.day), s.tk("agreement-event", e.what.key()), e.by.clone());
    let public = |e: &&Event| scene.is_party || e.what.is_decision();
    let events = scene.agreement.events.iter().filter(|e| known(e.edition)).filter(public).rev().map(told).collect();
    Ok(Page(VersionsPage { s, scene, versions, from, to, changed, events }))
}

fn version(s: &Shell, agreement: &Agreement, e: &Edition) -> Version {
    Version {
        number: e.number,
        cause: e.cause.key(),
        reason: e.reason.clone(),
        state: agreement.state_of(e, s.today).key(),
        tone: agreement.state_of(e, s.today).tone(),
        period: wording::period(s.lang, e.period.from, e.period.to),
        opened: s.date(e.opened.day),
    }
}
