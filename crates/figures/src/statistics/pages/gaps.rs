//! What is lacking, and who owes it.

use super::chips;
use crate::indicator;
use crate::statistics::actions::{self, MEND_GAP};
use crate::statistics::rules::{Gap, owner_key, owner_of};
use crate::statistics::store;
use crate::statistics::store::gaps::GapEvent;
use agreements::place;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use platform::access::Scope;
use platform::web::{App, Fields, Page, Problems, Shell, again, see_other, settle};
use platform::{Owner, Refusal};
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
pub struct Narrow {
    #[serde(default)]
    kommun: String,
    #[serde(default)]
    indikator: String,
}

#[derive(Template)]
#[template(path = "statistics/pages/gaps.html")]
struct ListPage {
    s: Shell,
    chips: Vec<(&'static str, String)>,
    municipalities: Vec<(String, String)>,
    indicators: Vec<(String, String)>,
    municipality: String,
    indicator: String,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    indicator: String,
    district: String,
    slug: String,
    year: i32,
    reason: String,
    owner: String,
    since: String,
    blocks: Vec<String>,
}

/// Names of indicators, districts and municipalities by their keys.
struct Names {
    indicators: Vec<(String, String)>,
    districts: HashMap<String, String>,
    municipalities: Vec<(String, String)>,
}

async fn names(conn: &mut platform::Conn, s: &Shell) -> anyhow::Result<Names> {
    let indicators = indicator::store::all(conn).await?.into_iter().map(|i| (i.key.clone(), i.name(s.lang).to_owned())).collect();
    let districts = place::store::districts(conn).await?.into_iter().map(|d| (d.id, d.name)).collect();
    let municipalities = place::store::municipalities(conn).await?.into_iter().map(|m| (m.code, m.name)).collect();
    Ok(Names { indicators, districts, municipalities })
}

impl Names {
    fn of(list: &[(String, String)], key: &str) -> String {
        list.iter().find(|(k, _)| k == key).map_or_else(|| key.to_owned(), |(_, name)| name.clone())
    }

    fn owner(&self, s: &Shell, owner: &Owner) -> String {
        match owner {
            Owner::State => s.t("gap-owner-state"),
            Owner::Municipality(code) | Owner::Organisation { municipality: code, .. } => Self::of(&self.municipalities, code),
        }
    }

    fn row(&self, s: &Shell, g: &Gap) -> Row {
        Row {
            id: g.id.clone(),
            indicator: Self::of(&self.indicators, &g.indicator),
            district: self.districts.get(&g.district).cloned().unwrap_or_else(|| g.district.clone()),
            slug: g.district.clone(),
            year: g.year,
            reason: s.tk("gap-reason", g.reason.key()),
            owner: self.owner(s, &g.owner),
            since: s.day(&g.since),
            blocks: g.blocks().into_iter().map(|b| s.t(block_key(b))).collect(),
        }
    }
}

fn block_key(blocked: crate::statistics::rules::Blocked) -> &'static str {
    use crate::statistics::rules::Blocked::{AllDistricts, District, FollowUp};
    match blocked {
        District => "gap-blocks-district",
        AllDistricts => "gap-blocks-all-districts",
        FollowUp => "gap-blocks-follow-up",
    }
}

pub async fn list(State(app): State<App>, s: Shell, Query(narrow): Query<Narrow>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let names = names(&mut conn, &s).await?;
    let of = Some(narrow.kommun.as_str()).filter(|code| !code.is_empty());
    let gaps = store::gaps(&mut conn, of).await?;
    let wanted = |g: &&Gap| narrow.indikator.is_empty() || g.indicator == narrow.indikator;
    let rows = gaps.iter().filter(wanted).map(|g| names.row(&s, g)).collect();
    let every = |list: Vec<(String, String)>| std::iter::once((String::new(), s.t("gap-every"))).chain(list).collect();
    Ok(Page(ListPage {
        chips: chips(&s),
        municipalities: every(names.municipalities),
        indicators: every(names.indicators),
        municipality: narrow.kommun,
        indicator: narrow.indikator,
        rows,
        s,
    }))
}

#[derive(Template)]
#[template(path = "statistics/pages/gap.html")]
struct GapPage {
    s: Shell,
    chips: Vec<(&'static str, String)>,
    g: Gap,
    row: Row,
    events: Vec<GapEvent>,
    owners: Vec<(String, String)>,
    owner: String,
    comment: String,
    may_mend: bool,
    problems: Problems,
}

pub async fn show(State(app): State<App>, s: Shell, Path(id): Path<String>) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(page(&app, s, &id, "", Vec::new()).await?))
}

async fn page(app: &App, s: Shell, id: &str, comment: &str, faults: Vec<wording::Fault>) -> Result<GapPage, Refusal> {
    let mut conn = app.db.read().await?;
    let g = store::gaps::gap(&mut conn, id).await?.ok_or(Refusal::NotFound)?;
    let names = names(&mut conn, &s).await?;
    let own = Owner::Municipality(g.municipality_code.clone());
    let mut owners = vec![(owner_key(&own), names.owner(&s, &own))];
    if s.can(&MEND_GAP) {
        owners.insert(0, (owner_key(&Owner::State), names.owner(&s, &Owner::State)));
    }
    Ok(GapPage {
        chips: chips(&s),
        row: names.row(&s, &g),
        events: store::gaps::events(&mut conn, id).await?,
        owner: owner_key(&g.owner),
        may_mend: g.is_open() && s.caller.can(&MEND_GAP, Scope::Municipality(&g.municipality_code)),
        problems: Problems::new(&s, &faults),
        comment: comment.to_owned(),
        owners,
        g,
        s,
    })
}

pub async fn assign(State(app): State<App>, s: Shell, Path(id): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let owner = owner_of(fields.get("owner"));
    let done = actions::assign_gap(&mut tx, &id, &owner, fields.get("why"), fields.version()).await;
    match settle(tx, done).await? {
        Ok(()) => Ok(see_other(&format!("/statistik/luckor/{id}"), "gap-assigned")),
        Err(faults) => Ok(again(page(&app, s, &id, "", faults).await?)),
    }
}

pub async fn comment(State(app): State<App>, s: Shell, Path(id): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::comment_gap(&mut tx, &id, fields.get("comment")).await;
    match settle(tx, done).await? {
        Ok(()) => Ok(see_other(&format!("/statistik/luckor/{id}"), "gap-commented")),
        Err(faults) => Ok(again(page(&app, s, &id, fields.get("comment"), faults).await?)),
    }
}
