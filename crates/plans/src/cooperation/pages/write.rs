//! Where an agreement is written: the task list with what is in the way beside it, and its parts.

use super::{inside_desk, open_desk};
use crate::cooperation::WRITE;
use crate::cooperation::actions::{self, Content, Seen};
use crate::cooperation::desk::{Desk, DeskCommitment};
use crate::cooperation::rules::{AboutDraft, RestingGoal, Tie};
use crate::cooperation::store::{ABOUT, GOALS, PARTIES};
use crate::goal::pages::area_name;
use agreements::partnership::rules::Basis;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell, autosaved, see_other, settle_saved};
use wording::Fault;

/// How far a part has come.
pub struct Task {
    /// Last part of the message key of its name.
    pub name: &'static str,
    pub address: String,
    pub word: &'static str,
    pub class: &'static str,
    pub count: Option<usize>,
}

#[derive(Template)]
#[template(path = "cooperation/pages/tasks.html")]
struct TasksPage {
    s: Shell,
    seen: Seen,
    desk: Desk,
    tasks: Vec<Task>,
    can_write: bool,
}

impl TasksPage {
    fn fault(&self, fault: &Fault) -> String {
        self.s.fault(fault)
    }

    fn at(&self, fault: &Fault) -> String {
        address_of(&self.desk, fault)
    }

    fn writes(&self) -> bool {
        self.can_write
    }

    fn commitment_line(&self, c: &DeskCommitment) -> String {
        let party = &c.read.commitment.party_name;
        if party.is_empty() { c.row.draft.text.clone() } else { format!("{party}: {}", c.row.draft.text) }
    }

    fn newest(&self) -> i64 {
        crate::cooperation::store::concluded(&self.seen.heads).map_or(0, |h| h.version)
    }
}

/// Where a fault is mended.
pub(super) fn address_of(desk: &Desk, fault: &Fault) -> String {
    let slug = &desk.cooperation.slug;
    let mut parts = fault.field.splitn(3, '.');
    match (parts.next().unwrap_or_default(), parts.next(), parts.next()) {
        (ABOUT, Some(field), _) => format!("/samverkan/{slug}/del/{ABOUT}#{field}"),
        ("atagande", Some(number), Some(field)) => {
            let found = desk.commitments.iter().find(|c| c.row.number.to_string() == number);
            found.map_or(format!("/samverkan/{slug}/skriv"), |c| format!("/samverkan/{slug}/atagande/{}#{field}", c.row.id))
        }
        ("atagande", ..) if desk.standing().next().is_none() => format!("/samverkan/{slug}/atagande/nytt"),
        ("atagande", ..) => format!("/samverkan/{slug}/skriv#atagandena"),
        (part, ..) => format!("/samverkan/{slug}/del/{part}"),
    }
}

fn tasks_of(desk: &Desk) -> Vec<Task> {
    let slug = &desk.cooperation.slug;
    let wanting = |prefix: &str| desk.faults.iter().any(|f| f.is_binding() && f.field.starts_with(prefix));
    let task = |name: &'static str, address: String, begun: bool, prefix: &str, count| {
        let (word, class) = match (begun, wanting(prefix)) {
            (false, _) => ("empty", "status off"),
            (true, true) => ("begun", "status wait"),
            (true, false) => ("ready", "status ok"),
        };
        Task { name, address, word, class, count }
    };
    let part = |name: &str| format!("/samverkan/{slug}/del/{name}");
    let (parties, goals) = (desk.parties_part.content.len(), desk.goals_part.content.len());
    let commitments = desk.standing().count();
    vec![
        task(ABOUT, part(ABOUT), desk.about.version > 0, "om.", None),
        task(PARTIES, part(PARTIES), parties > 0, PARTIES, Some(parties)),
        task(GOALS, part(GOALS), goals > 0, GOALS, Some(goals)),
        task("ataganden", format!("/samverkan/{slug}/skriv#atagandena"), commitments > 0, "atagande", Some(commitments)),
    ]
}

pub async fn tasks(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let (seen, desk) = inside_desk(&app, &s, &slug).await?;
    let can_write = seen.cooperation.state.is_open() && s.can_in(&WRITE, &seen.cooperation.municipality_code);
    Ok(Page(TasksPage { s, tasks: tasks_of(&desk), seen, desk, can_write }))
}

#[derive(Template)]
#[template(path = "cooperation/pages/about.html")]
struct AboutPage {
    s: Shell,
    desk: Desk,
    typed: AboutDraft,
    version: i64,
    problems: Problems,
}

/// Somebody who can be a party.
struct Choice {
    id: String,
    name: String,
    /// None for one who has left.
    tie: Option<Tie>,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "cooperation/pages/parties.html")]
struct PartiesPage {
    s: Shell,
    desk: Desk,
    choices: Vec<Choice>,
    version: i64,
    municipality: String,
}

/// The goals of a district's plan in force.
struct DistrictGoals {
    name: String,
    plan: String,
    goals: Vec<(RestingGoal, bool)>,
}

#[derive(Template)]
#[template(path = "cooperation/pages/goals.html")]
struct GoalsPage {
    s: Shell,
    desk: Desk,
    districts: Vec<DistrictGoals>,
    version: i64,
}

impl GoalsPage {
    fn area(&self, key: &str) -> String {
        area_name(&self.s, key)
    }
}

fn choices(desk: &Desk) -> Vec<Choice> {
    let chosen = |id: &str| desk.parties_part.content.iter().any(|c| c == id);
    let members = desk.members.iter().map(|m| Choice {
        id: m.organisation_id.clone(),
        name: m.name.clone(),
        tie: Basis::parse(&m.basis).map(Tie::of),
        chosen: chosen(&m.organisation_id),
    });
    let gone = desk.strangers.iter().map(|(id, name)| Choice { id: id.clone(), name: name.clone(), tie: None, chosen: true });
    members.chain(gone).collect()
}

fn districts(desk: &Desk) -> Vec<DistrictGoals> {
    let mut all: Vec<DistrictGoals> = Vec::new();
    for g in &desk.available {
        if all.last().is_none_or(|d| d.name != g.district_name) {
            all.push(DistrictGoals { name: g.district_name.clone(), plan: g.plan_slug.clone(), goals: Vec::new() });
        }
        let chosen = desk.goals_part.content.contains(&g.frozen.id);
        if let Some(last) = all.last_mut() {
            last.goals.push((g.clone(), chosen));
        }
    }
    all
}

async fn page(app: &App, s: Shell, slug: &str, name: &str, typed: Option<(AboutDraft, i64, Problems)>) -> Result<Response, Refusal> {
    let desk = open_desk(app, &s, slug).await?;
    let municipality = {
        let mut conn = app.db.read().await?;
        let found = agreements::place::store::municipality(&mut conn, &desk.cooperation.municipality_code).await?;
        found.map_or(String::new(), |m| m.slug)
    };
    match name {
        ABOUT => {
            let (typed, version, problems) = typed.unwrap_or_else(|| {
                let said: Vec<_> = desk.faults.iter().filter(|f| f.key == "fault-day" && f.field.starts_with("om.")).cloned().collect();
                let said: Vec<_> = said.into_iter().map(|f| Fault { field: f.field.trim_start_matches("om.").into(), ..f }).collect();
                (desk.about.content.clone(), desk.about.version, Problems::new(&s, &said))
            });
            Ok(Page(AboutPage { s, desk, typed, version, problems }).into_response())
        }
        PARTIES => {
            let (choices, version) = (choices(&desk), desk.parties_part.version);
            Ok(Page(PartiesPage { s, desk, choices, version, municipality }).into_response())
        }
        GOALS => {
            let (districts, version) = (districts(&desk), desk.goals_part.version);
            Ok(Page(GoalsPage { s, desk, districts, version }).into_response())
        }
        _ => Err(Refusal::NotFound),
    }
}

pub async fn part(State(app): State<App>, s: Shell, Path((slug, name)): Path<(String, String)>) -> Result<Response, Refusal> {
    page(&app, s, &slug, &name, None).await
}

fn about_of(fields: &Fields) -> AboutDraft {
    let get = |name: &str| fields.get(name).replace("\r\n", "\n");
    AboutDraft { title: get("title"), purpose: get("purpose"), from: get("from"), to: get("to"), follow_up: get("follow_up") }
}

fn content(name: &str, fields: &Fields) -> Result<Content, Refusal> {
    let all = |field: &str| fields.all(field).map(str::to_owned).collect();
    match name {
        ABOUT => Ok(Content::About(about_of(fields))),
        PARTIES => Ok(Content::Parties(all("part"))),
        GOALS => Ok(Content::Goals(all("mal"))),
        _ => Err(Refusal::NotFound),
    }
}

pub async fn save(
    State(app): State<App>,
    s: Shell,
    Path((slug, name)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::save_part(&mut tx, &slug, fields.version(), content(&name, &fields)?).await;
    let Err(faults) = settle_saved(tx, done).await? else {
        return Ok(see_other(&format!("/samverkan/{slug}/skriv"), "cooperation-saved"));
    };
    let typed = Some((about_of(&fields), fields.version(), Problems::new(&s, &faults)));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&app, s, &slug, &name, typed).await?).into_response())
}

pub async fn autosave(
    State(app): State<App>,
    s: Shell,
    Path((slug, name)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let saved = actions::save_part(&mut tx, &slug, fields.version(), content(&name, &fields)?).await?;
    autosaved(tx, saved).await
}
