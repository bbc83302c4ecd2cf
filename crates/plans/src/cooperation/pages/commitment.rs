//! The guided form of a commitment, and its outcome.

use super::{open_desk, party_options, resource};
use crate::cooperation::actions;
use crate::cooperation::desk::Desk;
use crate::cooperation::rules::{Commitment, CommitmentDraft};
use crate::cooperation::store::{self, Done};
use crate::cooperation::{CARRY_OUT, actions::can_for};
use crate::goal::rules::{ResourceDraft, ResourceKind};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell, again, autosaved, see_other, settle, settle_saved};
use wording::Fault;

type Options = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "cooperation/pages/commitment_new.html")]
struct NewPage {
    s: Shell,
    desk: Desk,
    problems: Problems,
    draft: CommitmentDraft,
    parties: Options,
}

pub async fn new(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let desk = open_desk(&app, &s, &slug).await?;
    let parties = party_options(&s, &desk.parties);
    Ok(Page(NewPage { s, desk, problems: Problems::default(), draft: CommitmentDraft::default(), parties }))
}

pub async fn add(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let draft = CommitmentDraft { party: fields.get("party").into(), text: fields.get("text").into(), ..CommitmentDraft::default() };
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::add_commitment(&mut tx, &slug, draft.clone()).await;
    match settle(tx, done).await? {
        Ok(id) => Ok(see_other(&format!("/samverkan/{slug}/atagande/{id}"), "cooperation-commitment-added")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let desk = open_desk(&app, &s, &slug).await?;
            let parties = party_options(&s, &desk.parties);
            Ok(again(NewPage { s, desk, problems, draft, parties }))
        }
    }
}

#[derive(Template)]
#[template(path = "cooperation/pages/commitment.html")]
struct CommitmentPage {
    s: Shell,
    desk: Desk,
    id: String,
    number: i64,
    version: i64,
    draft: CommitmentDraft,
    problems: Problems,
    changed: (String, String),
    withdrawn: Option<String>,
    parties: Options,
    goals: Options,
}

impl CommitmentPage {
    fn kinds(&self) -> [ResourceKind; 3] {
        ResourceKind::ALL
    }
}

/// Faults of one commitment beside its own fields.
fn own_faults(desk: &Desk, number: i64) -> Vec<Fault> {
    let prefix = format!("atagande.{number}.");
    let own = desk.faults.iter().filter_map(|f| f.field.strip_prefix(&prefix).map(|field| Fault { field: field.to_owned(), ..f.clone() }));
    own.collect()
}

fn goal_options(s: &Shell, desk: &Desk, now: &str) -> Options {
    let none = (String::new(), s.t("plan-choose"));
    let mut options: Options = std::iter::once(none)
        .chain(desk.goals().map(|g| {
            let line =
                s.t3("cooperation-goal-option", "district", &g.district_name, "n", g.frozen.number, "goal", &g.frozen.goal.statement);
            (g.frozen.id.clone(), line)
        }))
        .collect();
    if !options.iter().any(|(id, _)| id == now) {
        options.push((now.to_owned(), s.t("cooperation-goal-option-gone")));
    }
    options
}

/// The form: as stored with what is wanting in it, or as typed with what was refused.
async fn page(
    app: &App,
    s: Shell,
    slug: &str,
    id: &str,
    typed: Option<(CommitmentDraft, i64, Problems)>,
) -> Result<CommitmentPage, Refusal> {
    let desk = open_desk(app, &s, slug).await?;
    let row = desk.commitment(id).ok_or(Refusal::NotFound)?.row.clone();
    let (draft, version, problems) = typed.unwrap_or_else(|| {
        // A commitment that has only just been added is not scolded for what is not written yet.
        let said = if row.version == 1 { Vec::new() } else { own_faults(&desk, row.number) };
        (row.draft.clone(), row.version, Problems::new(&s, &said))
    });
    let mut parties = party_options(&s, &desk.parties);
    if !parties.iter().any(|(id, _)| *id == draft.party) {
        parties.push((draft.party.clone(), s.t("cooperation-party-gone")));
    }
    let goals = goal_options(&s, &desk, &draft.goal);
    let id = id.to_owned();
    Ok(CommitmentPage {
        s,
        desk,
        id,
        number: row.number,
        version,
        draft,
        problems,
        changed: (row.changed_by, row.changed_at),
        withdrawn: row.withdrawn_reason,
        parties,
        goals,
    })
}

pub async fn edit(State(app): State<App>, s: Shell, Path((slug, id)): Path<(String, String)>) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(page(&app, s, &slug, &id, None).await?))
}

fn draft_of(fields: &Fields) -> CommitmentDraft {
    let get = |name: &str| fields.get(name).replace("\r\n", "\n");
    let resource = |kind: &str| ResourceDraft { hours: get(&format!("resource.{kind}.hours")), sek: get(&format!("resource.{kind}.sek")) };
    CommitmentDraft {
        party: get("party"),
        text: get("text"),
        goal: get("goal"),
        due: get("due"),
        responsible: get("responsible"),
        ordinary: resource("ordinary"),
        redirected: resource("redirected"),
        additional: resource("additional"),
    }
}

pub async fn save(State(app): State<App>, s: Shell, Path((slug, id)): Path<(String, String)>, fields: Fields) -> Result<Response, Refusal> {
    let (draft, version) = (draft_of(&fields), fields.version());
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::save_commitment(&mut tx, &slug, &id, version, draft.clone()).await;
    let Err(faults) = settle_saved(tx, done).await? else {
        return Ok(see_other(&format!("/samverkan/{slug}/skriv"), "cooperation-saved"));
    };
    let problems = Problems::new(&s, &faults);
    Ok(again(page(&app, s, &slug, &id, Some((draft, version, problems))).await?))
}

pub async fn autosave(
    State(app): State<App>,
    s: Shell,
    Path((slug, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let saved = actions::save_commitment(&mut tx, &slug, &id, fields.version(), draft_of(&fields)).await?;
    autosaved(tx, saved).await
}

pub async fn withdraw(
    State(app): State<App>,
    s: Shell,
    Path((slug, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::withdraw_commitment(&mut tx, &slug, &id, fields.version(), fields.get("reason")).await;
    match settle(tx, done).await? {
        Ok(()) => Ok(see_other(&format!("/samverkan/{slug}/skriv"), "cooperation-commitment-withdrawn")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let mut page = page(&app, s, &slug, &id, None).await?;
            page.problems = problems;
            Ok(again(page))
        }
    }
}

pub async fn restore(
    State(app): State<App>,
    s: Shell,
    Path((slug, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    actions::restore_commitment(&mut tx, &slug, &id, fields.version()).await?;
    tx.save().await?;
    Ok(see_other(&format!("/samverkan/{slug}/atagande/{id}"), "cooperation-commitment-restored"))
}

#[derive(Template)]
#[template(path = "cooperation/pages/done.html")]
struct DonePage {
    s: Shell,
    slug: String,
    title: String,
    commitment: Commitment,
    goal: String,
    resources: Vec<String>,
    done: Option<Done>,
    problems: Problems,
    on: String,
    note: String,
}

async fn done_page(app: &App, s: Shell, slug: &str, id: &str) -> Result<DonePage, Refusal> {
    let mut conn = app.db.read().await?;
    let seen = actions::visible(&mut conn, &s.caller, slug).await?;
    let head = store::concluded(&seen.heads).ok_or(Refusal::NotFound)?;
    let snapshot = store::snapshot(&mut conn, slug, head.version).await?.ok_or(Refusal::NotFound)?;
    let commitment = snapshot.commitments.iter().find(|c| c.id == id).ok_or(Refusal::NotFound)?.clone();
    if !can_for(&s.caller, &CARRY_OUT, &seen.cooperation.municipality_code, &commitment.party) {
        return Err(Refusal::Forbidden(&CARRY_OUT));
    }
    let done = store::done(&mut conn, slug).await?.remove(id);
    let goal = snapshot.goal(&commitment.goal).map_or(String::new(), |g| g.frozen.goal.statement.clone());
    let resources = commitment.resources.iter().map(|r| resource(&s, r)).collect();
    let on = s.today.to_string();
    let (slug, problems, note) = (slug.to_owned(), Problems::default(), String::new());
    Ok(DonePage { s, slug, title: snapshot.title, commitment, goal, resources, done, problems, on, note })
}

pub async fn done(State(app): State<App>, s: Shell, Path((slug, id)): Path<(String, String)>) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(done_page(&app, s, &slug, &id).await?))
}

pub async fn carry_out(
    State(app): State<App>,
    s: Shell,
    Path((slug, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let (on, note) = (fields.get("done_on").to_owned(), fields.get("note").to_owned());
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::carry_out(&mut tx, &slug, &id, &on, &note).await;
    match settle(tx, done).await? {
        Ok(()) => Ok(see_other(&format!("/samverkan/{slug}"), "cooperation-carried-out")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let page = DonePage { problems, on, note, ..done_page(&app, s, &slug, &id).await? };
            Ok(again(page))
        }
    }
}
