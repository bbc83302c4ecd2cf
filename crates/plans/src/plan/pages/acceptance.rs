//! Where goals are laid before the partners: who has accepted what, as it reads now.

use crate::goal::pages::area_name;
use crate::goal::rules::show_value;
use crate::plan::actions::{self, AcceptanceText};
use crate::plan::desk::{self, Desk, DeskGoal};
use crate::plan::store;
use crate::plan::{ACCEPT, RECORD_ACCEPTANCE};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::access::Scope;
use platform::web::{App, Fields, Page, Problems, Shell, again, see_other, settle};

type Options = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "plan/pages/acceptance.html")]
struct AcceptancePage {
    s: Shell,
    desk: Desk,
    own: bool,
    can_record: bool,
    /// The reader's organisations that are members of the partnership.
    mine: Vec<(String, String)>,
    members: Options,
    goals: Options,
    ways: Options,
    problems: Problems,
    typed: AcceptanceText,
    goal_id: String,
}

impl AcceptancePage {
    fn area(&self, key: &str) -> String {
        area_name(&self.s, key)
    }

    fn target(&self, g: &DeskGoal) -> String {
        g.goal.target.map_or_else(|| self.s.t("plan-not-stated"), |v| show_value(self.s.lang, &g.goal.yardstick, v))
    }

    fn has_accepted(&self, g: &DeskGoal, organisation: &str) -> bool {
        g.acceptances.iter().any(|a| a.organisation_id == organisation && a.is_of(&g.goal))
    }
}

/// The page for the municipality's own people, and for partners once the goals have been laid before them; for others it is not there.
async fn page(app: &App, s: Shell, slug: &str) -> Result<AcceptancePage, Refusal> {
    let mut conn = app.db.read().await?;
    let plan = store::plan(&mut conn, slug).await?.ok_or(Refusal::NotFound)?;
    let own = s.caller.is_of_municipality(&plan.municipality_code);
    let consulted = plan.consulted_on.is_some();
    let desk = desk::lay_out(&mut conn, plan, s.today).await?;
    let mine: Vec<_> = desk
        .members
        .iter()
        .filter(|m| s.caller.can(&ACCEPT, Scope::Organisation(&m.organisation_id)))
        .map(|m| (m.organisation_id.clone(), m.name.clone()))
        .collect();
    if !own && (mine.is_empty() || !consulted) {
        return Err(Refusal::NotFound);
    }
    let choose = || (String::new(), s.t("plan-choose"));
    let members = std::iter::once(choose()).chain(desk.members.iter().map(|m| (m.organisation_id.clone(), m.name.clone()))).collect();
    let goal = |g: &DeskGoal| (g.row.id.clone(), format!("{}: {}", s.t1("plan-goal-number", "n", g.row.number), g.goal.statement));
    let goals = std::iter::once(choose()).chain(desk.standing().map(goal)).collect();
    let ways = ["meeting", "letter", "mail"].iter().map(|w| ((*w).to_owned(), s.tk("plan-how", w))).collect();
    let can_record = s.can_in(&RECORD_ACCEPTANCE, &desk.plan.municipality_code);
    let (problems, typed, goal_id) = (Problems::default(), AcceptanceText::default(), String::new());
    Ok(AcceptancePage { s, desk, own, can_record, mine, members, goals, ways, problems, typed, goal_id })
}

pub async fn show(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(page(&app, s, &slug).await?))
}

pub async fn consult(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    actions::consult(&mut tx, &slug, fields.version()).await?;
    tx.save().await?;
    Ok(see_other(&format!("/stadsdelsplaner/{slug}/acceptans"), "plan-consulted"))
}

pub async fn record(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let text = AcceptanceText {
        organisation_id: fields.get("organisation").into(),
        accepted_on: fields.get("accepted_on").into(),
        how: fields.get("how").into(),
        reference: fields.get("reference").into(),
    };
    let goal_id = fields.get("goal").to_owned();
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::record_acceptance(&mut tx, &slug, &goal_id, &text).await;
    match settle(tx, done).await? {
        Ok(()) => Ok(see_other(&format!("/stadsdelsplaner/{slug}/acceptans"), "plan-acceptance")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let page = AcceptancePage { problems, typed: text, goal_id, ..page(&app, s, &slug).await? };
            Ok(again(page))
        }
    }
}

pub async fn accept(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    actions::accept(&mut tx, &slug, fields.get("goal"), fields.get("organisation")).await?;
    tx.save().await?;
    Ok(see_other(&format!("/stadsdelsplaner/{slug}/acceptans"), "plan-accepted"))
}
