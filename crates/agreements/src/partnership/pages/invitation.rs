//! Invitations and their answers.

use super::{View, answered, field, load, load_for, options};
use crate::organisation::rules::Kind;
use crate::organisation::store as organisations;
use crate::partnership::INVITE;
use crate::partnership::actions;
use crate::partnership::rules::invitation::{Answer, AnswerWish, Invitation, InvitationWish};
use crate::partnership::store::invitation::{Version, versions};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell};

#[derive(Template)]
#[template(path = "partnership/pages/invite.html")]
struct InvitePage {
    s: Shell,
    v: View,
    problems: Problems,
    wish: InvitationWish,
    organisations: Vec<(String, String)>,
}

async fn invite_page(app: &App, s: &Shell, slug: &str) -> Result<InvitePage, Refusal> {
    let v = load_for(app, s, slug, &INVITE).await?;
    let mut conn = app.db.read().await?;
    let here = v.municipality.code.as_str();
    let all = organisations::all(&mut conn).await?;
    let kinds = [Kind::Region, Kind::Business, Kind::PropertyOwner, Kind::Residents, Kind::Other];
    let may = all.into_iter().filter(|o| kinds.contains(&o.kind) && o.municipality_code.as_deref().is_none_or(|m| m == here));
    let blank = (String::new(), s.t("partnership-choose"));
    let organisations = std::iter::once(blank).chain(may.map(|o| (o.id, o.name))).collect();
    Ok(InvitePage { s: s.clone(), v, problems: Problems::default(), wish: InvitationWish::default(), organisations })
}

pub async fn new(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(invite_page(&app, &s, &slug).await?))
}

pub async fn invite(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let page = invite_page(&app, &s, &slug).await?;
    let wish = InvitationWish {
        organisation_id: field(&fields, "organisation"),
        invited_on: field(&fields, "invited_on"),
        purpose: field(&fields, "purpose"),
    };
    let mut tx = app.db.write(&s.caller).await?;
    let done = match actions::invite(&mut tx, &page.v.municipality.code, &wish).await {
        Ok(invitation) => tx.save().await.map(|()| format!("/partnerskap/{slug}/inbjudningar/{invitation}")).map_err(Refusal::from),
        Err(refusal) => Err(refusal),
    };
    answered(done, "partnership-invited", |f| InvitePage { problems: Problems::new(&s, f), wish, ..page })
}

#[derive(Template)]
#[template(path = "partnership/pages/invitation.html")]
struct InvitationPage {
    s: Shell,
    v: View,
    i: Invitation,
    versions: Vec<Version>,
    can_answer: bool,
    problems: Problems,
    wish: AnswerWish,
    answers: Vec<(String, String)>,
}

impl InvitationPage {
    /// The membership that came of a yes.
    fn outcome(&self) -> Option<&crate::partnership::rules::Membership> {
        let given = self.i.answered_on.filter(|_| self.i.answer == Answer::Yes)?;
        self.v.members.iter().find(|m| m.organisation_id == self.i.organisation_id && m.last_day().is_none_or(|last| last >= given))
    }
}

async fn invitation_page(app: &App, s: &Shell, slug: &str, invitation: &str) -> Result<InvitationPage, Refusal> {
    let v = load(app, s, slug).await?;
    // Outside there are no invitations to find, so the address tells nothing.
    let i = v.invitations.iter().find(|i| i.slug == invitation).cloned().ok_or(Refusal::NotFound)?;
    let mut conn = app.db.read().await?;
    let versions = versions(&mut conn, &i.id).await?;
    let can_answer = s.can_in(&INVITE, &v.municipality.code) && i.is_open();
    let answers = options(s, "partnership-answer", &Answer::GIVEN.map(Answer::key), true);
    Ok(InvitationPage { s: s.clone(), v, i, versions, can_answer, problems: Problems::default(), wish: AnswerWish::default(), answers })
}

type At = Path<(String, String)>;

pub async fn show(State(app): State<App>, s: Shell, Path((slug, invitation)): At) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(invitation_page(&app, &s, &slug, &invitation).await?))
}

pub async fn answer(State(app): State<App>, s: Shell, Path((slug, invitation)): At, fields: Fields) -> Result<Response, Refusal> {
    let page = invitation_page(&app, &s, &slug, &invitation).await?;
    let wish = AnswerWish {
        answer: field(&fields, "answer"),
        answered_on: field(&fields, "answered_on"),
        words: field(&fields, "words"),
        next_on: field(&fields, "next_on"),
    };
    let mut tx = app.db.write(&s.caller).await?;
    let done = match actions::answer(&mut tx, &page.v.municipality.code, &invitation, fields.version(), &wish).await {
        Ok(()) => tx.save().await.map(|()| format!("/partnerskap/{slug}/inbjudningar/{invitation}")).map_err(Refusal::from),
        Err(refusal) => Err(refusal),
    };
    answered(done, "partnership-answered", |f| InvitationPage { problems: Problems::new(&s, f), wish, ..page })
}
