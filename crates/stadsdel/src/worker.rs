//! Delivers what rooms below tell rooms above: the outbox, oldest first, each message in one transaction with what it causes.

use agreements::agreement;
use archive::register;
use evidence::{evaluation, report};
use figures::statistics;
use plans::cooperation;
use platform::access::{Act, Caller, Scope};
use platform::events::{self, Message};
use platform::{Db, Tx};
use serde_json::{Value, json};
use std::time::Duration;

static DELIVER: Act = Act::of("worker.deliver", &[]);
const PAUSE: Duration = Duration::from_millis(300);

/// Delivers for as long as the program runs. A message that fails stays first in line and is logged.
pub async fn run(db: Db) {
    loop {
        match drain(&db).await {
            Ok(_) => tokio::time::sleep(PAUSE).await,
            Err(error) => {
                tracing::error!("the worker could not deliver: {error:#}");
                tokio::time::sleep(PAUSE * 20).await;
            }
        }
    }
}

/// Makes the computations that evaluations wait for, one at a time, beside the deliveries: a long one holds nobody up.
pub async fn compute(db: Db) {
    loop {
        match evaluation::work::run_next(&db).await {
            Ok(true) => {}
            Ok(false) => tokio::time::sleep(PAUSE * 2).await,
            Err(error) => {
                tracing::error!("the worker could not compute: {error:#}");
                tokio::time::sleep(PAUSE * 20).await;
            }
        }
    }
}

/// Delivers everything that waits; returns how many messages there were.
///
/// # Errors
/// When a message cannot be delivered; it stays in line.
pub async fn drain(db: &Db) -> anyhow::Result<usize> {
    let mut delivered = 0;
    loop {
        let waiting = events::next_message(&mut *db.read().await?).await?;
        let Some(message) = waiting else { return Ok(delivered) };
        deliver(db, &message).await?;
        delivered += 1;
    }
}

async fn deliver(db: &Db, message: &Message) -> anyhow::Result<()> {
    let caller = Caller::system();
    let mut tx = db.write(&caller).await?;
    let at = tx.stamp();
    if !events::deliver(&mut tx, message.id, &at).await? {
        return Ok(());
    }
    let payload: Value = serde_json::from_str(&message.payload)?;
    let mandate = caller.mandate(&DELIVER, Scope::Nation)?;
    tx.record(&mandate, "outbox", &message.id.to_string(), json!({ "topic": message.topic }));
    hand_over(&mut tx, &message.topic, &payload).await?;
    tx.save().await
}

/// Which rooms hear of what: the register of everything that is handed in, the agreement room of an offer that is accepted, the cooperation room of
/// a plan that is submitted, and the figures of a district that is read another way, since they are the sum of the codes that hold.
async fn hand_over(tx: &mut Tx, topic: &str, payload: &Value) -> anyhow::Result<()> {
    if topic == "offer.accepted" {
        agreement::actions::open_for_offer(tx, payload).await?;
    }
    if topic == "district.read" {
        statistics::actions::rebuild_all(tx).await?;
    }
    register::actions::hear(tx, topic, payload).await?;
    if topic == "plan.submitted" {
        number_plan(tx, payload).await?;
        cooperation::actions::hear_plan(tx, payload).await?;
    }
    if topic == "cooperation.reported" {
        number_cooperation(tx, payload).await?;
    }
    if topic == "report.submitted" {
        number_report(tx, payload).await?;
    }
    Ok(())
}

/// Gives a submitted plan the number it was registered under, for its receipt.
async fn number_plan(tx: &mut Tx, payload: &Value) -> anyhow::Result<()> {
    let (Some(slug), Some(version)) = (payload["plan"].as_str(), payload["version"].as_i64()) else { return Ok(()) };
    if let Some(number) = register::store::number_of(tx, "plan", slug, version).await? {
        plans::plan::actions::note_registration(tx, slug, version, &number).await?;
    }
    Ok(())
}

/// Gives a reported cooperation agreement the number it was registered under, for its receipt.
async fn number_cooperation(tx: &mut Tx, payload: &Value) -> anyhow::Result<()> {
    let (Some(slug), Some(version)) = (payload["cooperation"].as_str(), payload["version"].as_i64()) else { return Ok(()) };
    if let Some(number) = register::store::number_of(tx, "cooperation", slug, version).await? {
        cooperation::actions::note_registration(tx, slug, version, &number).await?;
    }
    Ok(())
}

/// Gives a submitted report the number it was registered under, for its receipt: the report's room cannot look up to the register.
async fn number_report(tx: &mut Tx, payload: &Value) -> anyhow::Result<()> {
    let (Some(slug), Some(version)) = (payload["report"].as_str(), payload["version"].as_i64()) else { return Ok(()) };
    if let Some(number) = register::store::number_of(tx, "report", slug, version).await? {
        let at = tx.stamp();
        report::store::set_registered(tx, slug, version, &number, &at).await?;
    }
    Ok(())
}
