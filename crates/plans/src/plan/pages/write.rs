//! Where a plan is written: the task list with the review beside it, and the parts written as text.

use super::own_desk;
use crate::goal::pages::area_name;
use crate::plan::desk::Desk;
use crate::plan::rules::{FigurePlace, FigureRef, GoalReview, NEEDS, SITUATION, TEXT_PARTS};
use crate::plan::store::Part;
use crate::plan::view::{self, Note, Piece, Question};
use crate::plan::{WRITE, actions};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use figures::indicator::rules::Indicator;
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell, again, autosaved, see_other, settle_saved};
use series::Measure;
use wording::Fault;

/// How far a part has come.
pub struct Task {
    /// Last part of the message key of its name.
    pub name: &'static str,
    pub address: String,
    pub word: &'static str,
    pub class: &'static str,
    /// Count beside the word, where there is one: done of all.
    pub count: Option<(usize, usize)>,
}

#[derive(Template)]
#[template(path = "plan/pages/tasks.html")]
struct TasksPage {
    s: Shell,
    desk: Desk,
    questions: Vec<Question>,
    tasks: Vec<Task>,
    due: Option<NaiveDate>,
    can_write: bool,
    newest: i64,
}

impl TasksPage {
    fn area(&self, key: &str) -> String {
        area_name(&self.s, key)
    }
}

/// What the review's side list needs of its page.
macro_rules! review_words {
    ($page:ty) => {
        impl $page {
            fn fault(&self, fault: &Fault) -> String {
                self.s.fault(fault)
            }

            /// The reader writes here: others see what is wanting without a way to mend it.
            fn may_write(&self) -> bool {
                self.desk.plan.state.is_open() && self.s.can_in(&crate::plan::WRITE, &self.desk.plan.municipality_code)
            }

            /// Where a goal's fault is mended.
            fn at(&self, g: &GoalReview, fault: &Fault) -> String {
                goal_address(&self.desk.plan.slug, &g.id, fault)
            }

            fn part_at(&self, fault: &Fault) -> String {
                part_address(&self.desk.plan.slug, fault)
            }

            fn asked_pace(&self, q: &Question) -> Option<String> {
                pace_words(&self.s, &self.desk, q)
            }

            fn asked_history(&self, q: &Question) -> Option<String> {
                history_words(&self.s, &self.desk, q)
            }

            fn asked_spread(&self, q: &Question) -> Option<String> {
                spread_words(&self.s, &self.desk, q)
            }

            fn question(&self, g: &GoalReview) -> Option<&Question> {
                self.questions.iter().find(|q| q.goal_id == g.id)
            }
        }
    };
}
pub(super) use review_words;
review_words!(TasksPage);

pub(super) fn goal_address(slug: &str, id: &str, fault: &Fault) -> String {
    if fault.field.is_empty() {
        format!("/stadsdelsplaner/{slug}/acceptans")
    } else {
        format!("/stadsdelsplaner/{slug}/mal/{id}#{}", fault.field)
    }
}

pub(super) fn part_address(slug: &str, fault: &Fault) -> String {
    if TEXT_PARTS.contains(&fault.field.as_str()) {
        format!("/stadsdelsplaner/{slug}/del/{}", fault.field)
    } else {
        format!("/stadsdelsplaner/{slug}/mal/ny")
    }
}

fn measure_of(desk: &Desk, q: &Question) -> Option<Measure> {
    desk.goal(&q.goal_id)?.goal.yardstick.measure()
}

/// The pace the target asks for, beside the paces there have been.
pub(super) fn pace_words(s: &Shell, desk: &Desk, q: &Question) -> Option<String> {
    let (pace, measure) = (q.pace?, measure_of(desk, q)?);
    let needed = s.t1("plan-ask-needed", "change", measure.format_change(s.lang, pace.needed));
    Some(format!("{needed} {}", s.tk("plan", pace.verdict.key())))
}

/// How the indicator has moved from year to year in the district.
pub(super) fn history_words(s: &Shell, desk: &Desk, q: &Question) -> Option<String> {
    let (history, measure) = (q.history.as_ref()?, measure_of(desk, q)?);
    let steps: Vec<_> = history.steps.iter().map(|(year, change)| format!("{year}: {}", measure.format_change(s.lang, *change))).collect();
    (!steps.is_empty()).then(|| s.t1("plan-ask-history", "steps", steps.join("; ")))
}

/// Where the target would stand among the programme's districts.
pub(super) fn spread_words(s: &Shell, desk: &Desk, q: &Question) -> Option<String> {
    let ((year, spread), measure) = (q.spread?, measure_of(desk, q)?);
    let five = spread.five?;
    let value = |v| measure.format(s.lang, v);
    let span = s.t3("plan-ask-spread", "year", year, "low", value(five.min), "high", value(five.max));
    Some(format!("{span} {}", s.t2("plan-ask-median", "value", value(five.median), "n", spread.shown)))
}

fn tasks_of(desk: &Desk) -> Vec<Task> {
    let slug = &desk.plan.slug;
    let text = |name: &'static str, part: &Part| {
        let (word, class) = if part.text.trim().is_empty() {
            ("empty", "status off")
        } else if part.ready {
            ("ready", "status ok")
        } else {
            ("begun", "status wait")
        };
        Task { name, address: format!("/stadsdelsplaner/{slug}/del/{name}"), word, class, count: None }
    };
    let goals: Vec<_> = desk.standing().collect();
    let covered =
        desk.review.goals.iter().filter(|g| g.binding() == 0).map(|g| g.area.as_str()).collect::<std::collections::BTreeSet<_>>().len();
    let areas = crate::plan::desk::area_keys().len();
    let with_measures = goals.iter().filter(|g| !g.goal.measures.is_empty()).count();
    let accepted = goals.iter().filter(|g| g.accepted() > 0).count();
    let counted = |name, address: String, done: usize, all: usize| {
        let (word, class) = match done {
            _ if all > 0 && done == all => ("ready", "status ok"),
            0 if goals.is_empty() => ("empty", "status off"),
            _ => ("begun", "status wait"),
        };
        Task { name, address, word, class, count: Some((done, all)) }
    };
    let at = |rest: &str| format!("/stadsdelsplaner/{slug}/{rest}");
    vec![
        text(SITUATION, &desk.situation),
        counted("mal", at("skriv#malen"), covered, areas),
        counted("atgarder", at("skriv#malen"), with_measures, goals.len()),
        text(NEEDS, &desk.needs),
        counted("acceptans", at("acceptans"), accepted, goals.len()),
    ]
}

pub async fn tasks(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let desk = own_desk(&app, &s, &slug).await?;
    let mut conn = app.db.read().await?;
    let questions = view::questions(&mut conn, &desk).await?;
    let newest = crate::plan::store::latest_version(&mut conn, &slug).await?.map_or(0, |h| h.version);
    let due = agreements::programme::source::lua_2011().due("plan", desk.plan.year);
    let can_write = desk.plan.state.is_open() && s.can_in(&WRITE, &desk.plan.municipality_code);
    Ok(Page(TasksPage { s, tasks: tasks_of(&desk), questions, desk, due, can_write, newest }))
}

#[derive(Template)]
#[template(path = "plan/pages/part.html")]
struct PartPage {
    s: Shell,
    slug: String,
    name: String,
    part: Part,
    problems: Problems,
    /// The text with its figures as they read now.
    preview: Vec<Vec<Piece>>,
    notes: Vec<Note>,
    indicators: Vec<(String, String)>,
    places: Vec<(String, String)>,
    indicator: String,
    year: String,
    place: String,
    title: String,
}

impl PartPage {
    fn heading(&self) -> String {
        self.s.tk("plan-part", &self.name)
    }
}

/// The part as it stands, or as it was typed when that was refused.
async fn part_page(app: &App, s: Shell, slug: &str, name: &str, typed: Option<(Part, Problems, &Fields)>) -> Result<PartPage, Refusal> {
    if !TEXT_PARTS.contains(&name) {
        return Err(Refusal::NotFound);
    }
    let desk = own_desk(app, &s, slug).await?;
    if !desk.plan.state.is_open() {
        return Err(Refusal::rule(Fault::must("fault-plan-not-open", "§ 4")));
    }
    let stored = if name == SITUATION { desk.situation.clone() } else { desk.needs.clone() };
    let field = |key: &str, other: String| typed.as_ref().map(|(.., f)| f.get(key).to_owned()).filter(|v| !v.is_empty()).unwrap_or(other);
    let year = field("ar", desk.picture.latest_year.map_or(String::new(), |y| y.to_string()));
    let (indicator, place) = (field("indikator", String::new()), field("plats", FigurePlace::District.word().into()));
    let (part, problems) = typed.map_or((stored, Problems::default()), |(part, problems, _)| (part, problems));
    let figures = crate::plan::desk::figures_of(&desk.plan, &part.text, &desk.picture);
    let indicators = desk.indicators.iter().map(|i| (i.key.clone(), name_of(&s, i))).collect();
    let places = FigurePlace::ALL.iter().map(|p| (p.word().to_owned(), s.tk("plan-place", p.word()))).collect();
    let (preview, notes) = (view::paragraphs(s.lang, &part.text, &figures), view::notes(s.lang, &figures));
    let (slug, name, title) = (slug.to_owned(), name.to_owned(), desk.plan.title.clone());
    Ok(PartPage { s, slug, name, part, problems, preview, notes, indicators, places, indicator, year, place, title })
}

pub(super) fn name_of(s: &Shell, i: &Indicator) -> String {
    s.pick(&i.name_sv, &i.name_en).to_owned()
}

pub async fn part(State(app): State<App>, s: Shell, Path((slug, name)): Path<(String, String)>) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(part_page(&app, s, &slug, &name, None).await?))
}

pub async fn save(
    State(app): State<App>,
    s: Shell,
    Path((slug, name)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let inserting = fields.get("gora") == "siffra";
    let mut tx = app.db.write(&s.caller).await?;
    let (text, version, ready) = (fields.get("text"), fields.version(), fields.has("klar"));
    let done = match figure_of(&fields) {
        Some(Ok(figure)) if inserting => actions::insert_figure(&mut tx, &slug, &name, version, text, &figure).await,
        Some(Err(fault)) if inserting => Err(Refusal::rule(fault)),
        _ => actions::save_part(&mut tx, &slug, &name, version, text, ready).await,
    };
    let Err(faults) = settle_saved(tx, done).await? else {
        let back = format!("/stadsdelsplaner/{slug}");
        return Ok(match inserting {
            true => see_other(&format!("{back}/del/{name}"), "plan-figure"),
            false => see_other(&format!("{back}/skriv"), "plan-saved"),
        });
    };
    let problems = Problems::new(&s, &faults);
    let part = Part { version, text: text.into(), ready, ..Part::default() };
    Ok(again(part_page(&app, s, &slug, &name, Some((part, problems, &fields))).await?))
}

/// The figure a form asks for.
fn figure_of(fields: &Fields) -> Option<Result<FigureRef, Fault>> {
    let words = [fields.get("indikator"), fields.get("ar"), fields.get("plats")].join(" ");
    let unreadable = || Fault::must("fault-plan-figure-year", "§ 6").at("ar").with("value", fields.get("ar"));
    (!words.trim().is_empty()).then(|| FigureRef::parse(&words).ok_or_else(unreadable))
}

pub async fn autosave(
    State(app): State<App>,
    s: Shell,
    Path((slug, name)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let saved = actions::save_part(&mut tx, &slug, &name, fields.version(), fields.get("text"), fields.has("klar")).await?;
    autosaved(tx, saved).await
}
