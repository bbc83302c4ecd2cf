//! `/avtal/bemyndiganden`: who may approve and sign for the State, from the Government's decision to the one in the minister's place.

use super::sign::days;
use crate::agreement::rules::Delegation;
use crate::agreement::{DELEGATE, actions, store};
use crate::programme::rules::Decision;
use crate::programme::source;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell, see_other, settle};
use wording::Fault;

#[derive(Template)]
#[template(path = "agreement/pages/delegations.html")]
struct DelegationsPage {
    s: Shell,
    decision: &'static Decision,
    delegations: Vec<Delegation>,
    may_delegate: bool,
    problems: Problems,
    typed: Fields,
}

pub(in crate::agreement) async fn list(State(app): State<App>, s: Shell) -> Result<Response, Refusal> {
    page(&app, s, Fields::default(), &[]).await
}

async fn page(app: &App, s: Shell, typed: Fields, faults: &[Fault]) -> Result<Response, Refusal> {
    let delegations = store::delegations(&mut *app.db.read().await?).await?;
    let (may_delegate, problems) = (s.can(&DELEGATE), Problems::new(&s, faults));
    let page = DelegationsPage { decision: &source::lua_2011().decision, delegations, may_delegate, problems, typed, s };
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Page(page)).into_response())
}

pub(in crate::agreement) async fn add(State(app): State<App>, s: Shell, f: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = match days(&f, ["decided_on", "valid_to"]) {
        Ok([decided_on, valid_to]) => {
            let wish =
                actions::DelegationWish { office: f.get("office").into(), reference: f.get("reference").into(), decided_on, valid_to };
            actions::delegate(&mut tx, &wish).await
        }
        Err(refusal) => Err(refusal),
    };
    match settle(tx, done).await? {
        Ok(_) => Ok(see_other("/avtal/bemyndiganden", "agreement-delegated")),
        Err(faults) => page(&app, s, f, &faults).await,
    }
}
