//! The agreement as a document: a version, or the text being written for those inside.

use super::{inside_desk, progress_class, resource, state_class};
use crate::cooperation::actions::{self, Seen, can_for};
use crate::cooperation::rules::{Commitment, Party, Progress, RestingGoal};
use crate::cooperation::store::{self, Review};
use crate::cooperation::view::{self, Document};
use crate::cooperation::{CARRY_OUT, END, REPORT, REVISE, WRITE};
use crate::goal::pages::area_heading;
use crate::goal::rules::show_value;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use platform::web::{App, Page, Shell};
use platform::{Refusal, db};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "cooperation/pages/document.html")]
struct DocumentPage {
    s: Shell,
    seen: Seen,
    doc: Document,
    class: &'static str,
    /// Reviews, for those inside and the State.
    reviews: Vec<Review>,
    /// Number of the newest concluded version; 0 before the first.
    newest: i64,
}

impl DocumentPage {
    fn new(s: Shell, seen: Seen, doc: Document, reviews: Vec<Review>) -> Self {
        let newest = store::concluded(&seen.heads).map_or(0, |h| h.version);
        Self { class: state_class(&seen), s, seen, doc, reviews, newest }
    }

    fn slug(&self) -> &str {
        &self.seen.cooperation.slug
    }

    fn code(&self) -> &str {
        &self.seen.cooperation.municipality_code
    }

    fn area(&self, key: &str) -> String {
        area_heading(&self.s, key)
    }

    fn target(&self, g: &RestingGoal) -> Option<String> {
        g.frozen.goal.target.map(|v| show_value(self.s.lang, &g.frozen.goal.yardstick, v))
    }

    fn resources(&self, c: &Commitment) -> Vec<String> {
        c.resources.iter().map(|r| resource(&self.s, r)).collect()
    }

    /// How a commitment stands today; none for a text that binds nobody.
    fn progress(&self, c: &Commitment) -> Option<Progress> {
        self.doc.head.as_ref().filter(|h| h.version == self.newest)?;
        let done = self.doc.done.get(&c.id).and_then(|d| db::day(&d.done_on).ok());
        Some(Progress::on(c.due, done, self.s.today))
    }

    fn progress_class(&self, p: &Progress) -> &'static str {
        progress_class(*p)
    }

    fn can_carry_out(&self, c: &Commitment) -> bool {
        let binds = self.seen.cooperation.state.binds() && !self.doc.done.contains_key(&c.id) && self.progress(c).is_some();
        binds && can_for(&self.s.caller, &CARRY_OUT, self.code(), &c.party)
    }

    /// Commitments that serve no goal of the text: only in a draft.
    fn loose(&self) -> Vec<&Commitment> {
        self.doc.snapshot.commitments.iter().filter(|c| self.doc.snapshot.goal(&c.goal).is_none()).collect()
    }

    fn signed(&self, p: &Party) -> Option<&store::Signature> {
        self.doc.signature(&p.organisation_id)
    }

    fn can_write(&self) -> bool {
        self.seen.cooperation.state.is_open() && self.s.can_in(&WRITE, self.code())
    }

    fn can_revise(&self) -> bool {
        self.seen.cooperation.state.can_revise() && self.s.can_in(&REVISE, self.code())
    }

    fn can_end(&self) -> bool {
        self.seen.cooperation.state.can_end() && self.s.can_in(&END, self.code())
    }

    fn can_report(&self) -> bool {
        let reported = self.doc.report.is_some() || self.newest == 0;
        !reported && self.is_newest() && self.s.can_in(&REPORT, self.code())
    }

    /// Those inside see the signatures of the newest text that has not been taken back.
    fn has_signatures(&self) -> bool {
        self.seen.is_inside() && store::newest(&self.seen.heads).is_some()
    }

    fn is_newest(&self) -> bool {
        self.doc.head.as_ref().is_some_and(|h| h.version == self.newest)
    }

    fn is_waiting(&self) -> bool {
        self.seen.cooperation.state.is_signing()
            && self.doc.head.as_ref().is_some_and(|h| h.concluded_on.is_none() && h.recalled_on.is_none())
    }

    fn open_reviews(&self) -> Vec<&Review> {
        self.reviews.iter().filter(|r| r.is_open() && self.seen.cooperation.state.can_end()).collect()
    }
}

#[derive(Deserialize)]
pub struct Which {
    version: Option<i64>,
}

pub async fn show(State(app): State<App>, s: Shell, Path(slug): Path<String>, Query(which): Query<Which>) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let seen = actions::visible(&mut conn, &s.caller, &slug).await?;
    let head = match which.version {
        Some(number) => Some(seen.version(number).ok_or(Refusal::NotFound)?),
        None => seen.first_read(),
    };
    let Some(head) = head else {
        // Nothing laid yet: those inside go to where it is written.
        return Ok(Redirect::to(&format!("/samverkan/{slug}/skriv")).into_response());
    };
    let doc = view::document(&mut conn, head).await?.ok_or(Refusal::NotFound)?;
    let sees_reviews = seen.is_inside() || s.caller.is_state();
    let reviews = if sees_reviews { store::reviews(&mut conn, &slug).await? } else { Vec::new() };
    Ok(Page(DocumentPage::new(s, seen, doc, reviews)).into_response())
}

pub async fn draft(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let (seen, desk) = inside_desk(&app, &s, &slug).await?;
    let next = seen.heads.last().map_or(1, |h| h.version + 1);
    let doc = Document::draft(desk.snapshot(next));
    Ok(Page(DocumentPage::new(s, seen, doc, Vec::new())))
}
