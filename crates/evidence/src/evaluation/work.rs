//! The worker's part: take up a computation, say now and then how far it has come, freeze what came out.
//!
//! A computation is claimed in a write of its own, so that no two workers have the same. A worker that dies falls silent, and after
//! [`SILENCE`] another begins the computation anew: it depends on nothing but its inputs and its seed, so nothing is lost but time.

use super::rules::{self, Outcome};
use super::store::runs::{self, Ending};
use super::store::{Run, designs};
use super::{COMPUTE, estimate, inputs};
use crate::evaluation::inputs::Inputs;
use anyhow::Context;
use chrono::Duration;
use platform::access::{Caller, Scope};
use platform::db::stamp;
use platform::{Db, clock};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// A worker that has not been heard for so long is dead.
pub const SILENCE: Duration = Duration::seconds(20);
const BEAT: std::time::Duration = std::time::Duration::from_millis(400);

/// Finds what one design can detect; false when all are found. A design that the figures no longer cover can detect nothing.
///
/// # Errors
/// What the engine says.
pub async fn power_next(db: &Db) -> anyhow::Result<bool> {
    let mut conn = db.read().await?;
    let Some(design) = designs::without_power(&mut conn).await? else { return Ok(false) };
    let inputs = inputs::gather(&mut conn, &design.design).await;
    drop(conn);
    let seed = u64::try_from(rules::seed_of(&design.design))?;
    let found = match inputs {
        Ok(inputs) => tokio::task::spawn_blocking(move || estimate::power(&inputs, seed)).await?,
        Err(_) => None,
    };
    let caller = Caller::system();
    let mut tx = db.write(&caller).await?;
    let at = tx.stamp();
    if designs::set_power(&mut tx, &design, found, &at).await? {
        let mandate = caller.mandate(&COMPUTE, Scope::Nation)?;
        tx.record(&mandate, "evaluation", &design.slug, json!({ "version": design.version, "detectable": found }));
        tx.save().await?;
    }
    Ok(true)
}

/// Takes up one computation and ends it; false when none waits. What designs can detect is found first, so that it is known before any result.
///
/// # Errors
/// What the engine says. A computation that cannot be made is ended as failed, which is no error here.
pub async fn run_next(db: &Db) -> anyhow::Result<bool> {
    if power_next(db).await? {
        return Ok(true);
    }
    let worker = clock::new_id();
    let Some(run) = claim(db, &worker).await? else { return Ok(false) };
    match make(db, &run, &worker).await {
        Ok(Some(ending)) => end(db, &run, &worker, ending).await?,
        Ok(None) => {}
        Err(error) => end(db, &run, &worker, Ending { fault: format!("{error:#}"), ..Ending::default() }).await?,
    }
    Ok(true)
}

/// Claims the next computation for this worker.
///
/// # Errors
/// What the engine says.
pub async fn claim(db: &Db, worker: &str) -> anyhow::Result<Option<Run>> {
    let since = stamp(db.now() - SILENCE);
    // Looked for without holding the writers' line, which an idle worker would do all day.
    if runs::next(&mut *db.read().await?, &since).await?.is_none() {
        return Ok(None);
    }
    let caller = Caller::system();
    let mut tx = db.write(&caller).await?;
    let Some(run) = runs::next(&mut tx, &since).await? else { return Ok(None) };
    let at = tx.stamp();
    runs::claim(&mut tx, &run, worker, &at).await?;
    let mandate = caller.mandate(&COMPUTE, Scope::Nation)?;
    tx.record(&mandate, "evaluation", &run.slug, json!({ "computation": run.number, "attempt": run.attempts + 1 }));
    tx.save().await?;
    Ok(Some(run))
}

/// Makes it; none when somebody stopped it or another worker has it.
async fn make(db: &Db, run: &Run, worker: &str) -> anyhow::Result<Option<Ending>> {
    let mut conn = db.read().await?;
    let design = designs::versions(&mut conn, &run.slug).await?.into_iter().find(|d| d.version == run.design_version);
    let inputs = inputs::gather(&mut conn, &design.context("the design is gone")?.design).await?;
    drop(conn);
    let text = serde_json::to_string(&inputs)?;
    let vintage = inputs.vintage;
    let Some(outcome) = computed(db, run, worker, inputs).await? else { return Ok(None) };
    let verdict = outcome.judgement.verdict.key();
    let outcome = serde_json::to_string(&outcome)?;
    Ok(Some(Ending {
        vintage,
        inputs_sha256: designs::digest(&text),
        inputs: text,
        outcome_sha256: designs::digest(&outcome),
        outcome,
        verdict,
        fault: String::new(),
    }))
}

/// Computes on a thread of its own and beats meanwhile.
async fn computed(db: &Db, run: &Run, worker: &str, inputs: Inputs) -> anyhow::Result<Option<Outcome>> {
    let total = i64::try_from(estimate::steps(&inputs)).unwrap_or(i64::MAX);
    let seed = u64::try_from(run.seed)?;
    let (done, go_on) = (Arc::new(AtomicI64::new(0)), Arc::new(AtomicBool::new(true)));
    let (count, hear) = (done.clone(), go_on.clone());
    let mut work = tokio::task::spawn_blocking(move || {
        let mut tick = || {
            count.fetch_add(1, Ordering::Relaxed);
            hear.load(Ordering::Relaxed)
        };
        estimate::compute(&inputs, seed, &mut tick)
    });
    loop {
        let at = stamp(db.now());
        let told = runs::tell(&mut *db.read().await?, run, worker, (done.load(Ordering::Relaxed), total), &at).await?;
        go_on.store(told, Ordering::Relaxed);
        tokio::select! {
            finished = &mut work => return Ok(finished?.ok()),
            () = tokio::time::sleep(BEAT) => {}
        }
    }
}

async fn end(db: &Db, run: &Run, worker: &str, ending: Ending) -> anyhow::Result<()> {
    let caller = Caller::system();
    let mut tx = db.write(&caller).await?;
    let at = tx.stamp();
    if !runs::end(&mut tx, run, worker, &ending, &at).await? {
        return Ok(());
    }
    let mandate = caller.mandate(&COMPUTE, Scope::Nation)?;
    let detail =
        json!({ "computation": run.number, "inputs": ending.inputs_sha256, "outcome": ending.outcome_sha256, "fault": ending.fault });
    tx.record(&mandate, "evaluation", &run.slug, detail);
    tx.save().await
}
