//! Offers, what has happened with each, and the copies.

use crate::place::rules::Municipality;
use crate::place::store as places;
use crate::programme::rules::Programme;
use crate::programme::rules::offer::{Event, Offer, State};
use crate::programme::source;
use anyhow::Context;
use platform::db::day;
use platform::{Conn, Tx};
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::HashMap;

/// The offer to every municipality with a predecessor agreement, sent or not, by the municipality's name.
///
/// # Errors
/// What the engine says.
pub async fn offers(conn: &mut Conn) -> anyhow::Result<Vec<Offer>> {
    let programme = source::lua_2011();
    let mut events = events(conn, programme).await?;
    let mut all = Vec::new();
    for municipality in places::municipalities(conn).await? {
        if programme.predecessors.contains(&municipality.code) {
            let own = events.remove(&municipality.code).unwrap_or_default();
            all.push(offer_of(programme, municipality, own));
        }
    }
    Ok(all)
}

/// The offer to one municipality; none when the municipality is unknown.
///
/// # Errors
/// What the engine says.
pub async fn offer(conn: &mut Conn, municipality_code: &str) -> anyhow::Result<Option<Offer>> {
    let programme = source::lua_2011();
    let Some(municipality) = places::municipality(conn, municipality_code).await? else { return Ok(None) };
    let own = events(conn, programme).await?.remove(municipality_code).unwrap_or_default();
    Ok(Some(offer_of(programme, municipality, own)))
}

fn offer_of(programme: &Programme, municipality: Municipality, events: Vec<Event>) -> Offer {
    Offer {
        is_addressee: programme.addressees.contains(&municipality.code),
        state: events.last().map_or(State::NotSent, |e| e.state),
        version: events.last().map_or(0, |e| e.number),
        municipality,
        events,
    }
}

async fn events(conn: &mut Conn, programme: &Programme) -> anyhow::Result<HashMap<String, Vec<Event>>> {
    let sql = "SELECT o.municipality_code, e.number, e.kind, e.day, e.comment, e.finding_id, e.by_name, e.at \
               FROM offer o JOIN offer_event e ON e.offer_id = o.id WHERE o.programme_id = $1 ORDER BY o.id, e.number";
    let mut all: HashMap<String, Vec<Event>> = HashMap::new();
    for row in sqlx::query(sql).bind(programme.id.clone()).fetch_all(conn).await? {
        all.entry(row.get(0)).or_default().push(event(&row)?);
    }
    Ok(all)
}

fn event(row: &AnyRow) -> anyhow::Result<Event> {
    let (kind, on): (String, String) = (row.get(2), row.get(3));
    Ok(Event {
        number: row.get(1),
        state: State::parse(&kind).with_context(|| format!("an offer became {kind:?}"))?,
        day: day(&on)?,
        comment: row.get(4),
        finding_id: row.get(5),
        by: row.get(6),
        at: row.get(7),
    })
}

/// What is to be written of an event.
#[derive(Clone, Debug)]
pub struct NewEvent<'a> {
    pub state: State,
    pub day: chrono::NaiveDate,
    pub comment: &'a str,
    pub finding: Option<&'a str>,
    pub mandate: &'a str,
}

/// Adds an event to an offer as it stood at `offer.version`; false when something else has happened meanwhile.
///
/// # Errors
/// What the engine says.
pub async fn add_event(tx: &mut Tx, programme: &str, offer: &Offer, e: &NewEvent<'_>) -> sqlx::Result<bool> {
    let id = format!("{programme}-{}", offer.municipality.code);
    let moved = if offer.version == 0 {
        let sql = "INSERT INTO offer (id, programme_id, municipality_code, state, version) VALUES ($1, $2, $3, $4, 1) ON CONFLICT (id) DO NOTHING";
        let query = sqlx::query(sql).bind(&id).bind(programme.to_owned()).bind(&offer.municipality.code).bind(e.state.key());
        query.execute(&mut **tx).await?
    } else {
        let sql = "UPDATE offer SET state = $1, version = version + 1 WHERE id = $2 AND version = $3";
        sqlx::query(sql).bind(e.state.key()).bind(&id).bind(offer.version).execute(&mut **tx).await?
    };
    if moved.rows_affected() == 0 {
        return Ok(false);
    }
    let (by, at) = (tx.caller().name().to_owned(), tx.stamp());
    sqlx::query(
        "INSERT INTO offer_event (offer_id, number, kind, day, comment, finding_id, by_name, mandate, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&id)
    .bind(offer.version + 1)
    .bind(e.state.key())
    .bind(e.day.to_string())
    .bind(e.comment.to_owned())
    .bind(e.finding.map(str::to_owned))
    .bind(by)
    .bind(e.mandate.to_owned())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(true)
}

/// A copy that has been sent.
#[derive(Clone, Debug, sqlx::FromRow, serde::Serialize)]
pub struct Copy {
    pub recipient: String,
    pub sent_on: String,
}

/// The copies that have been sent, in the decision's order.
///
/// # Errors
/// What the engine says.
pub async fn copies(conn: &mut Conn, programme: &str) -> sqlx::Result<Vec<Copy>> {
    let sql = "SELECT recipient, sent_on FROM offer_copy WHERE programme_id = $1 ORDER BY position";
    sqlx::query_as(sql).bind(programme.to_owned()).fetch_all(conn).await
}

/// Notes that a copy was sent to every recipient on this day; one that has been sent keeps its day.
///
/// # Errors
/// What the engine says.
pub async fn send_copies(conn: &mut Conn, programme: &Programme, on: &str) -> sqlx::Result<()> {
    for (position, recipient) in (1i64..).zip(&programme.copies) {
        let sql = "INSERT INTO offer_copy (programme_id, recipient, position, sent_on) VALUES ($1, $2, $3, $4) ON CONFLICT (programme_id, recipient) DO NOTHING";
        sqlx::query(sql).bind(&programme.id).bind(recipient).bind(position).bind(on.to_owned()).execute(&mut *conn).await?;
    }
    Ok(())
}
