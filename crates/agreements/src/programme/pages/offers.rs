//! Offers: the list, one of them, sending, receipt and answer.

use super::{agreement_address, programme};
use crate::place::rules::District;
use crate::place::store as places;
use crate::programme::actions::{self, ANSWER, Answer, RECEIVE, SEND, Sending};
use crate::programme::rules::Programme;
use crate::programme::rules::finding::Kind;
use crate::programme::rules::offer::{Offer, State as OfferState};
use crate::programme::store::offer::{self as store, Copy};
use crate::programme::store::{finding, offers as all_offers};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::{App, Fields, Page, Problems, Shell, see_other, settle};
use platform::{Conn, Refusal};
use wording::Fault;

#[derive(Template)]
#[template(path = "programme/pages/offers.html")]
struct ListPage {
    s: Shell,
    p: &'static Programme,
    offers: Vec<Offer>,
    copies: Vec<Copy>,
    /// Addressees who have not been sent to.
    waiting: usize,
    /// How many are in each state, those with none left out.
    counts: Vec<(OfferState, usize)>,
    may_send: bool,
}

impl ListPage {
    fn waiting(&self) -> usize {
        self.waiting
    }

    /// The day a copy went to this recipient.
    fn copied(&self, recipient: &str) -> Option<&str> {
        self.copies.iter().find(|c| c.recipient == recipient).map(|c| c.sent_on.as_str())
    }

    /// Those outside the list of addressees who have not been sent to: each is sent to by itself, with its finding.
    fn apart(&self) -> impl Iterator<Item = &Offer> {
        self.offers.iter().filter(|o| !o.is_addressee && o.state == OfferState::NotSent)
    }

    /// The addressees in the decision's order.
    fn addressees(&self) -> Vec<&Offer> {
        self.p.addressees.iter().filter_map(|code| self.offers.iter().find(|o| o.municipality.code == *code)).collect()
    }
}

/// The offer to every municipality, with the dispatch list.
///
/// # Errors
/// Not found for an unknown programme.
pub async fn offers(State(app): State<App>, s: Shell, Path(id): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let p = programme(&id)?;
    let mut conn = app.db.read().await?;
    let offers = all_offers(&mut conn).await?;
    let copies = store::copies(&mut conn, &p.id).await?;
    let waiting = offers.iter().filter(|o| o.is_addressee && o.state == OfferState::NotSent).count();
    let in_state = |state| offers.iter().filter(|o| o.state == state).count();
    let counts = OfferState::ALL.into_iter().map(|state| (state, in_state(state))).filter(|(_, n)| *n > 0).collect();
    let may_send = s.can(&SEND);
    Ok(Page(ListPage { s, p, offers, copies, waiting, counts, may_send }))
}

/// Sends to every addressee who has not been sent to.
///
/// # Errors
/// What the verb refuses.
pub async fn send_all(State(app): State<App>, s: Shell, Path(id): Path<String>) -> Result<Response, Refusal> {
    let p = programme(&id)?;
    let mut tx = app.db.write(&s.caller).await?;
    actions::send_all(&mut tx).await?;
    tx.save().await?;
    Ok(see_other(&format!("/program/{}/erbjudanden", p.id), "offers-sent"))
}

#[derive(Template)]
#[template(path = "programme/pages/offer.html")]
struct ShowPage {
    s: Shell,
    p: &'static Programme,
    o: Offer,
    districts: Vec<District>,
    /// The finding that this municipality is missing among the addressees.
    finding: Option<String>,
    answers: Vec<(String, String)>,
    may_send: bool,
    may_receive: bool,
    may_answer: bool,
    form: Form,
    problems: Problems,
    agreement: String,
}

impl ShowPage {
    fn is_sent(&self) -> bool {
        self.o.state != OfferState::NotSent
    }

    fn awaits_receipt(&self) -> bool {
        self.o.state == OfferState::Sent
    }

    fn awaits_answer(&self) -> bool {
        self.o.state == OfferState::Received
    }
}

#[derive(Clone, Default)]
struct Form {
    day: String,
    answer: String,
    comment: String,
    refers: bool,
}

async fn find(conn: &mut Conn, slug: &str) -> Result<Offer, Refusal> {
    let municipality = places::municipality_by_slug(conn, slug).await?.ok_or(Refusal::NotFound)?;
    store::offer(conn, &municipality.code).await?.ok_or(Refusal::NotFound)
}

async fn code_of(app: &App, slug: &str) -> Result<String, Refusal> {
    let mut conn = app.db.read().await?;
    Ok(find(&mut conn, slug).await?.municipality.code)
}

/// The offer to one municipality.
///
/// # Errors
/// Not found for an unknown municipality.
pub async fn offer(State(app): State<App>, s: Shell, Path((id, slug)): Path<(String, String)>) -> Result<Response, Refusal> {
    let form = Form { day: s.today.to_string(), ..Form::default() };
    one(&app, s, programme(&id)?, &slug, form, &[]).await
}

async fn one(app: &App, s: Shell, p: &'static Programme, slug: &str, form: Form, faults: &[Fault]) -> Result<Response, Refusal> {
    let mut conn = app.db.read().await?;
    let o = find(&mut conn, slug).await?;
    let code = o.municipality.code.clone();
    let districts = places::districts_of(&mut conn, &code).await?;
    let is_about = |f: &finding::Finding| f.found.kind == Kind::MissingAddressee && f.found.municipality_code.as_ref() == Some(&code);
    let finding = finding::all(&mut conn, &p.id).await?.into_iter().find(is_about).map(|f| f.found.id);
    let problems = Problems::new(&s, faults);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut answers = vec![(String::new(), s.t("offer-choose"))];
    answers.extend([OfferState::Accepted, OfferState::Declined].map(|a| (a.key().to_owned(), s.tk("offer-answer", a.key()))));
    let (may_send, may_receive, may_answer) = (s.can(&SEND), s.can_in(&RECEIVE, &code), s.can_in(&ANSWER, &code));
    let agreement = agreement_address(&s, p, &o);
    let page = ShowPage { s, p, o, districts, finding, answers, may_send, may_receive, may_answer, form, problems, agreement };
    Ok((status, Page(page)).into_response())
}

/// Sends the offer to one municipality.
///
/// # Errors
/// What the verb refuses, other than faults, which are shown beside their fields.
pub async fn send(State(app): State<App>, s: Shell, Path((id, slug)): Path<(String, String)>, fields: Fields) -> Result<Response, Refusal> {
    let p = programme(&id)?;
    let code = code_of(&app, &slug).await?;
    let finding = Some(fields.get("finding").to_owned()).filter(|f| !f.is_empty());
    let form = Form { comment: fields.get("comment").to_owned(), refers: finding.is_some(), ..Form::default() };
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::send(&mut tx, &code, &Sending { comment: form.comment.clone(), finding }).await;
    match settle(tx, done).await? {
        Ok(()) => Ok(see_other(&format!("/program/{}/erbjudanden/{slug}", p.id), "offer-sent")),
        Err(faults) => one(&app, s, p, &slug, form, &faults).await,
    }
}

/// Confirms that the offer has come.
///
/// # Errors
/// What the verb refuses, other than faults, which are shown beside their fields.
pub async fn receive(
    State(app): State<App>,
    s: Shell,
    Path((id, slug)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let p = programme(&id)?;
    let code = code_of(&app, &slug).await?;
    let form = Form { day: fields.get("day").to_owned(), ..Form::default() };
    let mut tx = app.db.write(&s.caller).await?;
    let done = match fields.day("day") {
        Ok(day) => actions::receive(&mut tx, &code, fields.version(), day).await,
        Err(fault) => Err(fault.into()),
    };
    if let Err(faults) = settle(tx, done).await? {
        return one(&app, s, p, &slug, form, &faults).await;
    }
    Ok(see_other(&format!("/program/{}/erbjudanden/{slug}", p.id), "offer-received"))
}

/// Answers the offer.
///
/// # Errors
/// What the verb refuses, other than faults, which are shown beside their fields.
pub async fn answer(
    State(app): State<App>,
    s: Shell,
    Path((id, slug)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let p = programme(&id)?;
    let code = code_of(&app, &slug).await?;
    let text = |name| fields.get(name).to_owned();
    let form = Form { day: text("day"), answer: text("answer"), comment: text("comment"), refers: false };
    let (day, mut faults) = match fields.day("day") {
        Ok(day) => (day, Vec::new()),
        Err(fault) => (None, vec![fault]),
    };
    let mut tx = app.db.write(&s.caller).await?;
    let wish = Answer { answer: form.answer.clone(), day, comment: form.comment.clone() };
    let done = actions::answer(&mut tx, &code, fields.version(), &wish).await;
    let Err(more) = settle(tx, done).await? else {
        return Ok(see_other(&format!("/program/{}/erbjudanden/{slug}", p.id), "offer-answered"));
    };
    faults.extend(more.into_iter().filter(|m| faults.is_empty() || m.field != "day").collect::<Vec<_>>());
    one(&app, s, p, &slug, form, &faults).await
}
