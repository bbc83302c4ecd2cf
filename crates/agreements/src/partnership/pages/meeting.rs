//! Meetings, their minutes, and what came of the decisions.

use super::{View, answered, day_text, field, load, load_for, table};
use crate::partnership::rules::meeting::{DecisionWish, Meeting, MeetingWish, OutcomeWish};
use crate::partnership::store::{Said, meeting};
use crate::partnership::{CARRY_OUT, CONVENE, actions};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell};

/// Rows for decisions that stand ready beyond those already written.
const SPARE_ROWS: usize = 3;

#[derive(Template)]
#[template(path = "partnership/pages/meeting_form.html")]
struct FormPage {
    s: Shell,
    v: View,
    meeting: Option<Meeting>,
    problems: Problems,
    wish: MeetingWish,
    groups: Vec<(String, String)>,
    table: Vec<(String, String)>,
    responsible: Vec<(String, String)>,
}

impl FormPage {
    fn action(&self) -> String {
        let base = format!("/partnerskap/{}/moten", self.v.municipality.slug);
        self.meeting.as_ref().map_or_else(|| format!("{base}/nytt"), |m| format!("{base}/{}/rattelse", m.slug))
    }

    /// Name of a field in the row of a decision.
    fn field(&self, name: &str, number: &usize) -> String {
        format!("{name}-{number}")
    }

    fn takes_part(&self, id: &str) -> bool {
        self.wish.participants.iter().any(|p| p == id)
    }
}

async fn form_page(app: &App, s: &Shell, slug: &str, meeting: Option<&str>) -> Result<FormPage, Refusal> {
    let v = load_for(app, s, slug, &CONVENE).await?;
    let found = match meeting {
        Some(meeting) => Some(v.meetings.iter().find(|m| m.slug == meeting).cloned().ok_or(Refusal::NotFound)?),
        None => None,
    };
    let mut groups: Vec<_> = v.groups.iter().map(|g| (g.slug.clone(), g.name.clone())).collect();
    groups.insert(0, (String::new(), s.t("partnership-meeting-whole")));
    let table = seated(&v, found.as_ref());
    let mut responsible = table.clone();
    responsible.insert(0, (String::new(), s.t("partnership-choose")));
    let wish = with_spare_rows(found.as_ref().map_or_else(MeetingWish::default, wish_of));
    Ok(FormPage { s: s.clone(), v, meeting: found, problems: Problems::default(), wish, groups, table, responsible })
}

/// Those who sit there now, and those who took part then.
fn seated(v: &View, meeting: Option<&Meeting>) -> Vec<(String, String)> {
    let mut all = table(v);
    for id in meeting.iter().flat_map(|m| &m.participants) {
        if !all.iter().any(|(known, _)| known == id) {
            all.push((id.clone(), v.name(id).to_owned()));
        }
    }
    all
}

fn wish_of(m: &Meeting) -> MeetingWish {
    let decision = |d: &crate::partnership::rules::meeting::Decision| DecisionWish {
        words: d.words.clone(),
        responsible_id: d.responsible_id.clone(),
        due: day_text(d.due),
    };
    MeetingWish {
        group: m.group.clone().unwrap_or_default(),
        held_on: m.held_on.to_string(),
        place: m.place.clone(),
        participants: m.participants.clone(),
        minutes: m.minutes.clone(),
        decisions: m.decisions.iter().map(decision).collect(),
        reason: String::new(),
    }
}

fn with_spare_rows(mut wish: MeetingWish) -> MeetingWish {
    let written = wish.decisions.iter().rposition(|d| !d.is_blank()).map_or(0, |last| last + 1);
    wish.decisions.truncate(written);
    wish.decisions.resize_with(written + SPARE_ROWS, DecisionWish::default);
    wish
}

fn read(fields: &Fields) -> MeetingWish {
    let rows = (1..).take_while(|n| fields.has(&format!("decision-{n}")));
    let decision = |n: i32| DecisionWish {
        words: field(fields, &format!("decision-{n}")),
        responsible_id: field(fields, &format!("responsible-{n}")),
        due: field(fields, &format!("due-{n}")),
    };
    MeetingWish {
        group: field(fields, "group"),
        held_on: field(fields, "held_on"),
        place: field(fields, "place"),
        participants: fields.all("participants").map(str::to_owned).collect(),
        minutes: field(fields, "minutes"),
        decisions: rows.map(decision).collect(),
        reason: field(fields, "reason"),
    }
}

pub async fn new(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(form_page(&app, &s, &slug, None).await?))
}

pub async fn hold(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let page = form_page(&app, &s, &slug, None).await?;
    let wish = read(&fields);
    let mut tx = app.db.write(&s.caller).await?;
    let done = match actions::hold_meeting(&mut tx, &page.v.municipality.code, &wish).await {
        Ok(meeting) => tx.save().await.map(|()| format!("/partnerskap/{slug}/moten/{meeting}")).map_err(Refusal::from),
        Err(refusal) => Err(refusal),
    };
    answered(done, "partnership-held", |f| FormPage { problems: Problems::new(&s, f), wish: with_spare_rows(wish), ..page })
}

#[derive(Template)]
#[template(path = "partnership/pages/meeting.html")]
struct MeetingPage {
    s: Shell,
    v: View,
    m: Meeting,
    versions: Vec<Said>,
    /// The minutes of an earlier version, when it was asked for.
    earlier: Option<(i64, String)>,
    can_correct: bool,
    /// Numbers of the decisions whose outcome the reader may register.
    can_carry_out: Vec<i64>,
    /// The decision whose outcome was sent and had faults.
    sent: i64,
    problems: Problems,
    wish: OutcomeWish,
}

impl MeetingPage {
    fn may(&self, number: &i64) -> bool {
        self.can_carry_out.contains(number)
    }

    fn typed(&self, number: &i64) -> OutcomeWish {
        if self.sent == *number { self.wish.clone() } else { OutcomeWish::default() }
    }
}

async fn meeting_page(app: &App, s: &Shell, slug: &str, meeting: &str) -> Result<MeetingPage, Refusal> {
    let v = load(app, s, slug).await?;
    let m = v.meetings.iter().find(|m| m.slug == meeting).filter(|_| v.insider).cloned().ok_or(Refusal::NotFound)?;
    let mut conn = app.db.read().await?;
    let versions = meeting::versions(&mut conn, &m.id).await?;
    let asked = s.query.split('&').find_map(|p| p.strip_prefix("version=")).and_then(|v| v.parse().ok());
    let earlier = match asked {
        Some(n) if n < m.version => meeting::minutes_of(&mut conn, &m.id, n).await?.map(|minutes| (n, minutes)),
        _ => None,
    };
    let code = &v.municipality.code;
    let open = m.decisions.iter().filter(|d| d.done_on.is_none());
    let can_carry_out = open.filter(|d| actions::can(&s.caller, &CARRY_OUT, code, &d.responsible_id)).map(|d| d.number).collect();
    let can_correct = s.can_in(&CONVENE, code);
    let (problems, wish) = (Problems::default(), OutcomeWish::default());
    Ok(MeetingPage { s: s.clone(), v, m, versions, earlier, can_correct, can_carry_out, sent: 0, problems, wish })
}

type At = Path<(String, String)>;

pub async fn show(State(app): State<App>, s: Shell, Path((slug, meeting)): At) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(meeting_page(&app, &s, &slug, &meeting).await?))
}

pub async fn edit(State(app): State<App>, s: Shell, Path((slug, meeting)): At) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(form_page(&app, &s, &slug, Some(&meeting)).await?))
}

pub async fn correct(State(app): State<App>, s: Shell, Path((slug, meeting)): At, fields: Fields) -> Result<Response, Refusal> {
    let page = form_page(&app, &s, &slug, Some(&meeting)).await?;
    let wish = read(&fields);
    let mut tx = app.db.write(&s.caller).await?;
    let done = match actions::correct_meeting(&mut tx, &page.v.municipality.code, &meeting, fields.version(), &wish).await {
        Ok(()) => tx.save().await.map(|()| format!("/partnerskap/{slug}/moten/{meeting}")).map_err(Refusal::from),
        Err(refusal) => Err(refusal),
    };
    answered(done, "partnership-corrected", |f| FormPage { problems: Problems::new(&s, f), wish: with_spare_rows(wish), ..page })
}

pub async fn carry_out(
    State(app): State<App>,
    s: Shell,
    Path((slug, meeting, number)): Path<(String, String, i64)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let page = meeting_page(&app, &s, &slug, &meeting).await?;
    let wish = OutcomeWish { done_on: field(&fields, "done_on"), note: field(&fields, "note") };
    let mut tx = app.db.write(&s.caller).await?;
    let done = match actions::carry_out(&mut tx, &page.v.municipality.code, &meeting, number, &wish).await {
        Ok(()) => tx.save().await.map(|()| format!("/partnerskap/{slug}/moten/{meeting}")).map_err(Refusal::from),
        Err(refusal) => Err(refusal),
    };
    answered(done, "partnership-carried-out", |f| MeetingPage { sent: number, problems: Problems::new(&s, f), wish, ..page })
}
