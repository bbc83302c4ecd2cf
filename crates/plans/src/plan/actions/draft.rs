//! Writing: parts and goals, field by field.

use super::open_for_writing;
use crate::goal::rules::{GoalDraft, MeasureDraft, typed_value};
use crate::goal::store::{self as goals, WorkingGoal};
use crate::plan::rules::{FigureRef, PlanState, TEXT_PARTS, check_reason, title};
use crate::plan::store::{self, Part, Plan};
use crate::plan::{OPEN, WRITE};
use agreements::programme::source::lua_2011;
use chrono::Datelike;
use figures::indicator::rules::Indicator;
use figures::statistics::rules::Place;
use platform::access::Scope;
use platform::clock::new_id;
use platform::web::Stale;
use platform::{Refusal, Saved, Tx};
use serde_json::json;
use wording::Fault;

/// Opens the district's plan for the programme's year and returns its address. The year comes from the programme and is never typed.
///
/// # Errors
/// Not found for an unknown district; a rule when the plan is there already.
pub async fn open(tx: &mut Tx, district: &str) -> Result<String, Refusal> {
    let district = agreements::place::store::district(tx, district).await?.ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(&OPEN, Scope::Municipality(&district.municipality.code))?;
    let programme = lua_2011();
    let year = programme.from.year();
    let slug = format!("{}-{year}", district.id);
    if store::plan(tx, &slug).await?.is_some() {
        return Err(Refusal::rule(Fault::must("fault-plan-exists", "§ 4")));
    }
    let plan = Plan {
        title: title(&district.name, year, programme.to.year()),
        slug: slug.clone(),
        district: district.id,
        district_name: district.name,
        municipality_code: district.municipality.code,
        municipality_name: district.municipality.name,
        year,
        from: programme.from,
        to: programme.to,
        state: PlanState::Draft,
        version: 1,
        revision_reason: String::new(),
        consulted_on: None,
        opened_at: tx.stamp(),
        opened_by: tx.caller().name().to_owned(),
    };
    store::add_plan(tx, &plan).await?;
    tx.record(&mandate, "plan", &slug, json!({ "opened": true }));
    Ok(slug)
}

/// Saves a part's text over `version` (0 when nothing has been saved).
///
/// # Errors
/// Stale with both texts when somebody saved since.
pub async fn save_part(tx: &mut Tx, slug: &str, name: &str, version: i64, text: &str, ready: bool) -> Result<Saved, Refusal> {
    if !TEXT_PARTS.contains(&name) {
        return Err(Refusal::NotFound);
    }
    let (_, mandate) = open_for_writing(tx, slug, &WRITE).await?;
    let now = store::part(tx, slug, name).await?;
    let text = text.replace("\r\n", "\n");
    // Whoever saves what already stands has lost no race: their own form may have saved itself in between.
    if now.text == text && now.ready == ready {
        return Ok(Saved { version: now.version, changed: false });
    }
    let next = Part { version: version + 1, text, ready, changed_at: tx.stamp(), changed_by: tx.caller().name().to_owned() };
    if now.version != version || !store::save_part(tx, slug, name, &next, version).await? {
        let address = format!("/stadsdelsplaner/{slug}/del/{name}");
        return Err(stale(now.changed_by, now.changed_at, now.text, next.text, address));
    }
    tx.record(&mandate, "plan", slug, json!({ "part": name, "version": next.version, "ready": ready }));
    Ok(Saved { version: next.version, changed: true })
}

/// Adds a reference to a figure at the end of a part's text; the writer moves it where it belongs.
///
/// # Errors
/// A rule when the indicator is not in the registry or the part has been marked stale by another save.
pub async fn insert_figure(tx: &mut Tx, slug: &str, name: &str, version: i64, text: &str, figure: &FigureRef) -> Result<Saved, Refusal> {
    if figures::indicator::store::one(tx, &figure.indicator).await?.is_none() {
        let fault = Fault::must("fault-plan-figure-unknown", "§ 6").at("indicator").with("value", figure.indicator.as_str());
        return Err(Refusal::rule(fault));
    }
    let joined = if text.trim().is_empty() { figure.to_string() } else { format!("{} {figure}", text.trim_end()) };
    let ready = store::part(tx, slug, name).await?.ready;
    save_part(tx, slug, name, version, &joined, ready).await
}

/// Adds a goal with its area and statement; the rest is written on its own page. Returns its id.
///
/// # Errors
/// A rule when the plan is not open, or area or statement is wanting.
pub async fn add_goal(tx: &mut Tx, slug: &str, draft: GoalDraft) -> Result<String, Refusal> {
    let (_, mandate) = open_for_writing(tx, slug, &WRITE).await?;
    let mut faults = Vec::new();
    if !lua_2011().areas.iter().any(|a| a.key == draft.area) {
        faults.push(Fault::must("fault-goal-area", "§ 4").at("area"));
    }
    if draft.statement.trim().is_empty() {
        faults.push(Fault::must("fault-goal-statement", "§ 4").at("statement"));
    }
    Refusal::unless_clean(faults)?;
    let number = goals::working(tx, slug).await?.iter().map(|g| g.number).max().unwrap_or(0) + 1;
    let goal = WorkingGoal {
        id: new_id(),
        plan_slug: slug.to_owned(),
        number,
        version: 1,
        draft: with_ids(draft, &[]),
        changed_at: tx.stamp(),
        changed_by: tx.caller().name().to_owned(),
        withdrawn_on: None,
        withdrawn_reason: None,
    };
    goals::add_working(tx, &goal).await?;
    tx.record(&mandate, "plan", slug, json!({ "goal": goal.id, "number": number, "added": true }));
    Ok(goal.id)
}

/// Every measure that has been written in gets an id that stays; blank ones are dropped. A measure without an id takes that of the one that stood
/// in its place, since a form that saves itself does not learn the id it was given.
fn with_ids(mut draft: GoalDraft, before: &[MeasureDraft]) -> GoalDraft {
    draft.measures.retain(|m| !m.is_blank());
    let named: Vec<String> = draft.measures.iter().map(|m| m.id.clone()).filter(|id| !id.is_empty()).collect();
    let nameless = draft.measures.iter_mut().enumerate().filter(|(_, m)| m.id.is_empty());
    for (i, measure) in nameless {
        let stood = before.get(i).map(|m| m.id.clone()).filter(|id| !named.contains(id));
        measure.id = stood.unwrap_or_else(new_id);
    }
    draft
}

/// Saves a goal's fields over `version`, readable or not: what is half-written is kept too.
///
/// # Errors
/// Stale with both texts when somebody saved since.
pub async fn save_goal(tx: &mut Tx, slug: &str, id: &str, version: i64, draft: GoalDraft) -> Result<Saved, Refusal> {
    let (_, mandate) = open_for_writing(tx, slug, &WRITE).await?;
    let now = goals::working_one(tx, slug, id).await?.ok_or(Refusal::NotFound)?;
    let draft = with_ids(draft, &now.draft.measures);
    let changed = now.draft.changed_fields(&draft);
    if changed.is_empty() {
        return Ok(Saved { version: now.version, changed: false });
    }
    let next = WorkingGoal { draft, changed_at: tx.stamp(), changed_by: tx.caller().name().to_owned(), ..now.clone() };
    if now.version != version || !goals::save_working(tx, &next, version).await? {
        return Err(goal_stale(&now, &next.draft));
    }
    tx.record(&mandate, "plan", slug, json!({ "goal": id, "fields": changed, "version": version + 1 }));
    Ok(Saved { version: version + 1, changed: true })
}

fn goal_stale(now: &WorkingGoal, yours: &GoalDraft) -> Refusal {
    let changed = now.draft.changed_fields(yours);
    let lines = |draft: &GoalDraft| {
        let mut lines: Vec<_> = draft.fields().into_iter().filter(|(n, _)| changed.contains(n)).map(|(_, v)| v.to_owned()).collect();
        if changed.contains(&"measures") {
            lines.extend(draft.measures.iter().map(|m| format!("{}, {}", m.title, m.owner)));
        }
        lines.join("\n")
    };
    let address = format!("/stadsdelsplaner/{}/mal/{}", now.plan_slug, now.id);
    stale(now.changed_by.clone(), now.changed_at.clone(), lines(&now.draft), lines(yours), address)
}

fn stale(by: String, at: String, theirs: String, yours: String, address: String) -> Refusal {
    Refusal::Stale(Box::new(Stale { by, at, theirs, yours, address }))
}

/// Saves a goal with its baseline fetched from the statistics: the district's last year with a figure to show.
///
/// # Errors
/// A rule when the goal has no indicator of the registry or the district no figure to show.
pub async fn fetch_baseline(tx: &mut Tx, slug: &str, id: &str, version: i64, mut draft: GoalDraft) -> Result<Saved, Refusal> {
    let (plan, _) = open_for_writing(tx, slug, &WRITE).await?;
    let Some(indicator) = figures::indicator::store::one(tx, draft.indicator.trim()).await? else {
        return Err(Refusal::rule(Fault::must("fault-goal-fetch-indicator", "§ 6").at("indicator")));
    };
    let Some((year, value)) = latest(tx, &plan.district, &indicator).await? else {
        return Err(Refusal::rule(Fault::must("fault-goal-fetch-none", "§ 6").at("baseline_value")));
    };
    draft.baseline_year = year.to_string();
    draft.baseline_value = typed_value(indicator.measure, value);
    save_goal(tx, slug, id, version, draft).await
}

/// The district's last value that may be shown.
pub(super) async fn latest(tx: &mut Tx, district: &str, indicator: &Indicator) -> anyhow::Result<Option<(i32, f64)>> {
    let found = figures::statistics::store::latest(tx, &Place::District(district.to_owned()), &indicator.key).await?;
    let shown = |(year, o)| Some((year, figures::statistics::rules::shown(indicator, o).value()?));
    Ok(found.and_then(shown))
}

/// Withdraws a goal with its reason; it is kept and can be taken back.
///
/// # Errors
/// A rule without a reason; stale when somebody saved since.
pub async fn withdraw_goal(tx: &mut Tx, slug: &str, id: &str, version: i64, reason: &str) -> Result<(), Refusal> {
    let (_, mandate) = open_for_writing(tx, slug, &WRITE).await?;
    Refusal::unless_clean(check_reason(reason, "fault-plan-withdraw-reason"))?;
    let now = goals::working_one(tx, slug, id).await?.ok_or(Refusal::NotFound)?;
    let on = Some(tx.today().to_string());
    let next = WorkingGoal { withdrawn_on: on, withdrawn_reason: Some(reason.trim().into()), ..signed(tx, &now) };
    if !goals::save_working(tx, &next, version).await? {
        return Err(goal_stale(&now, &now.draft));
    }
    tx.record(&mandate, "plan", slug, json!({ "goal": id, "withdrawn": true, "reason": reason.trim() }));
    Ok(())
}

/// Takes a withdrawn goal back.
///
/// # Errors
/// Stale when somebody saved since.
pub async fn restore_goal(tx: &mut Tx, slug: &str, id: &str, version: i64) -> Result<(), Refusal> {
    let (_, mandate) = open_for_writing(tx, slug, &WRITE).await?;
    let now = goals::working_one(tx, slug, id).await?.ok_or(Refusal::NotFound)?;
    let next = WorkingGoal { withdrawn_on: None, withdrawn_reason: None, ..signed(tx, &now) };
    if !goals::save_working(tx, &next, version).await? {
        return Err(goal_stale(&now, &now.draft));
    }
    tx.record(&mandate, "plan", slug, json!({ "goal": id, "withdrawn": false }));
    Ok(())
}

fn signed(tx: &Tx, now: &WorkingGoal) -> WorkingGoal {
    WorkingGoal { changed_at: tx.stamp(), changed_by: tx.caller().name().to_owned(), ..now.clone() }
}

/// Used by the verbs that need only the mandate.
pub(super) async fn known_goal(tx: &mut Tx, slug: &str, id: &str) -> Result<WorkingGoal, Refusal> {
    goals::working_one(tx, slug, id).await?.filter(|g| g.withdrawn_on.is_none()).ok_or(Refusal::NotFound)
}
