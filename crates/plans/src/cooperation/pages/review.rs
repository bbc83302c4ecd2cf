//! A review: what exactly has changed in the goals, beside what is promised for them, and the answer.

use super::versions;
use crate::cooperation::actions::{self, Seen};
use crate::cooperation::rules::{Commitment, Outcome, Snapshot, State as AgreementState, changes_in, successor};
use crate::cooperation::store::{self, Review};
use crate::cooperation::{READ_REVIEW, REVIEW};
use crate::goal::store::FrozenGoal;
use crate::plan;
use crate::plan::rules::{FieldChange, GoalChange, Word};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell, again, see_other, settle};

/// A goal that reads otherwise, with what is promised for it.
struct Changed {
    change: GoalChange,
    commitments: Vec<Commitment>,
    /// Goals of the new plan in the same area, where this one is gone: what the agreement could rest on instead.
    instead: Vec<FrozenGoal>,
    /// What reads otherwise in the one that seems to stand in its place.
    differs: Vec<FieldChange>,
}

#[derive(Template)]
#[template(path = "cooperation/pages/review.html")]
struct ReviewPage {
    s: Shell,
    seen: Seen,
    review: Review,
    snapshot: Snapshot,
    plan_title: String,
    district: String,
    submitted: (String, String, String),
    changed: Vec<Changed>,
    can_answer: bool,
    problems: Problems,
    outcome: String,
    reason: String,
}

impl ReviewPage {
    fn shown(&self, field: &str, text: &str) -> String {
        versions::shown(&self.s, field, text)
    }

    fn outcomes(&self) -> [Outcome; 2] {
        Outcome::ALL
    }

    /// What "revise" leads to from where the agreement is.
    fn leads_to(&self, o: &Outcome) -> String {
        let state = self.seen.cooperation.state;
        let key = match o {
            Outcome::NoNeed => "cooperation-outcome-no-need-hint",
            Outcome::Revise if state.is_signing() => "cooperation-outcome-revise-signing",
            Outcome::Revise if state == AgreementState::Revising => "cooperation-outcome-revise-open",
            Outcome::Revise => "cooperation-outcome-revise-hint",
        };
        self.s.t(key)
    }
}

async fn page(app: &App, s: Shell, slug: &str, id: &str) -> Result<ReviewPage, Refusal> {
    let mut conn = app.db.read().await?;
    let seen = actions::visible(&mut conn, &s.caller, slug).await?;
    if !seen.is_inside() && !s.caller.is_state() {
        return Err(Refusal::Forbidden(&READ_REVIEW));
    }
    let review = store::review(&mut conn, slug, id).await?.ok_or(Refusal::NotFound)?;
    // A text that is not signed is the parties' own, for the State too.
    seen.version(review.version).ok_or(Refusal::NotFound)?;
    let snapshot = store::snapshot(&mut conn, slug, review.version).await?.ok_or(Refusal::NotFound)?;
    let doc = plan::view::document(&mut conn, &review.plan_slug, Some(review.plan_version)).await?.ok_or(Refusal::NotFound)?;
    let changes = changes_in(&snapshot, &doc.snapshot.district, &review.goals(), &doc.snapshot.goals);
    let changed = changes.into_iter().map(|c| changed(c, &snapshot, &doc.snapshot.goals)).collect();
    let can_answer = review.is_open() && seen.cooperation.state.can_end() && s.can_in(&REVIEW, &seen.cooperation.municipality_code);
    let submitted = doc.head.map_or_else(Default::default, |h| (h.submitted_on, h.submitted_by, h.reason));
    Ok(ReviewPage {
        s,
        seen,
        review,
        snapshot,
        plan_title: doc.snapshot.title,
        district: doc.snapshot.district_name,
        submitted,
        changed,
        can_answer,
        problems: Problems::default(),
        outcome: String::new(),
        reason: String::new(),
    })
}

fn changed(change: GoalChange, agreement: &Snapshot, now: &[FrozenGoal]) -> Changed {
    let commitments = agreement.commitments_for(change.id()).cloned().collect();
    let area = agreement.goal(change.id()).map(|g| g.frozen.goal.area.clone()).unwrap_or_default();
    let gone = matches!(change, GoalChange::Removed { .. });
    let instead = if gone { now.iter().filter(|g| g.goal.area == area).cloned().collect() } else { Vec::new() };
    let was = agreement.goal(change.id()).filter(|_| gone).map(|g| &g.frozen);
    let differs = was.and_then(|was| successor(was, now)).map(|(_, fields)| fields).unwrap_or_default();
    Changed { change, commitments, instead, differs }
}

pub async fn show(State(app): State<App>, s: Shell, Path((slug, id)): Path<(String, String)>) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(page(&app, s, &slug, &id).await?))
}

pub async fn answer(
    State(app): State<App>,
    s: Shell,
    Path((slug, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let (outcome, reason) = (fields.get("outcome").to_owned(), fields.get("reason").to_owned());
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::answer(&mut tx, &slug, &id, fields.version(), &outcome, &reason).await;
    match settle(tx, done).await? {
        Ok(done) => {
            let revise = done == Outcome::Revise;
            let (rest, notice) = if revise { ("/skriv", "cooperation-review-revise") } else { ("", "cooperation-review-no-need") };
            Ok(see_other(&format!("/samverkan/{slug}{rest}"), notice))
        }
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let page = ReviewPage { problems, outcome, reason, ..page(&app, s, &slug, &id).await? };
            Ok(again(page))
        }
    }
}
