//! Asking for a computation, stopping it, doing it again.

use super::{mandate_for, newest};
use crate::evaluation::rules::{self, RunState};
use crate::evaluation::store::{Recheck, Run, checks, designs, runs};
use crate::evaluation::{CHECK, RUN, estimate, inputs::Inputs};
use anyhow::Context;
use platform::access::{Caller, Scope};
use platform::{Db, Refusal, Tx};
use serde_json::json;
use wording::Fault;

/// The version of the program that computes, as a result names it.
pub const PROGRAM: &str = concat!("stadsdel ", env!("CARGO_PKG_VERSION"));

/// Asks for the newest design to be computed; a worker takes it up. Returns the computation's number.
///
/// # Errors
/// Not found, forbidden, or a computation that is under way already.
pub async fn ask(tx: &mut Tx, slug: &str) -> Result<i64, Refusal> {
    let design = newest(tx, slug).await?;
    let caller = tx.caller().clone();
    let mandate = mandate_for(tx, &caller, &RUN, &design.design.districts).await?;
    let earlier = runs::of(tx, slug).await?;
    if earlier.iter().any(|r| r.state.is_open()) {
        return Err(Refusal::rule(Fault::must("fault-evaluation-running", rules::GROUND)));
    }
    let run = Run {
        slug: slug.to_owned(),
        number: earlier.last().map_or(0, |r| r.number) + 1,
        design_version: design.version,
        state: RunState::Queued,
        asked_at: tx.stamp(),
        asked_by: caller.name().to_owned(),
        mandate: mandate.words(),
        seed: rules::seed_of(&design.design),
        program: PROGRAM.to_owned(),
        ..blank()
    };
    runs::ask(tx, &run).await?;
    tx.record(&mandate, "evaluation", slug, json!({ "computation": run.number, "design": run.design_version, "seed": run.seed }));
    Ok(run.number)
}

fn blank() -> Run {
    Run {
        slug: String::new(),
        number: 0,
        design_version: 0,
        state: RunState::Queued,
        asked_at: String::new(),
        asked_by: String::new(),
        mandate: String::new(),
        worker: String::new(),
        attempts: 0,
        heard_at: String::new(),
        done: 0,
        total: 0,
        cancelled_by: String::new(),
        ended_at: String::new(),
        fault: String::new(),
        seed: 0,
        program: String::new(),
        vintage: 0,
        inputs_sha256: String::new(),
        outcome_sha256: String::new(),
        outcome: None,
    }
}

/// Stops a computation that waits or is under way. Nothing of it is kept but that it was asked for and stopped.
///
/// # Errors
/// Not found, forbidden, or one that has ended.
pub async fn cancel(tx: &mut Tx, slug: &str, number: i64) -> Result<(), Refusal> {
    let design = newest(tx, slug).await?;
    let caller = tx.caller().clone();
    let mandate = mandate_for(tx, &caller, &RUN, &design.design.districts).await?;
    runs::one(tx, slug, number).await?.ok_or(Refusal::NotFound)?;
    let at = tx.stamp();
    if !runs::cancel(tx, slug, number, caller.name(), &at).await? {
        return Err(Refusal::rule(Fault::must("fault-evaluation-ended", rules::GROUND)));
    }
    tx.record(&mandate, "evaluation", slug, json!({ "computation": number, "cancelled": true }));
    Ok(())
}

/// Does a computation again from the figures it was made of, on a thread of its own, and keeps whether every digit came out the same.
///
/// # Errors
/// Not found, forbidden, or a computation without a result.
pub async fn recompute(db: &Db, caller: &Caller, slug: &str, number: i64) -> Result<Recheck, Refusal> {
    let mut conn = db.read().await?;
    newest(&mut conn, slug).await?;
    caller.mandate(&CHECK, Scope::Nation)?;
    let run = runs::one(&mut conn, slug, number).await?.ok_or(Refusal::NotFound)?;
    if run.state != RunState::Done {
        return Err(Refusal::rule(Fault::must("fault-evaluation-not-done", rules::GROUND)));
    }
    let inputs = runs::inputs(&mut conn, slug, number).await?.unwrap_or_default();
    drop(conn);
    let outcome_sha256 = again(inputs, &run).await?;
    let mut tx = db.write(caller).await?;
    let mandate = caller.mandate(&CHECK, Scope::Nation)?;
    let earlier = checks::of(&mut tx, slug).await?.iter().filter(|c| c.run == number).count();
    let check = Recheck {
        slug: slug.to_owned(),
        run: number,
        number: i64::try_from(earlier).unwrap_or(i64::MAX).saturating_add(1),
        checked_at: tx.stamp(),
        checked_by: caller.name().to_owned(),
        program: PROGRAM.to_owned(),
        agrees: i64::from(outcome_sha256 == run.outcome_sha256),
        outcome_sha256,
    };
    checks::add(&mut tx, &check).await?;
    tx.record(&mandate, "evaluation", slug, json!({ "computation": number, "recomputed": true, "agrees": check.agrees == 1 }));
    tx.save().await?;
    Ok(check)
}

/// The checksum of what comes out of the kept figures.
async fn again(inputs: String, run: &Run) -> anyhow::Result<String> {
    anyhow::ensure!(designs::digest(&inputs) == run.inputs_sha256, "the kept figures do not match their checksum");
    let inputs: Inputs = serde_json::from_str(&inputs).context("the kept figures")?;
    let seed = u64::try_from(run.seed)?;
    let outcome = tokio::task::spawn_blocking(move || estimate::compute(&inputs, seed, &mut || true)).await?;
    let outcome = outcome.map_err(|_| anyhow::anyhow!("stopped, though nobody asked"))?;
    Ok(designs::digest(&serde_json::to_string(&outcome)?))
}

/// [`recompute`] of the newest computation that has a result, in the program's own name: for the command line.
///
/// # Errors
/// As there; not found where none has a result.
pub async fn recompute_saved(db: &Db, slug: &str) -> Result<Recheck, Refusal> {
    let all = runs::of(&mut *db.read().await?, slug).await?;
    let last = all.iter().rev().find(|r| r.state == RunState::Done).ok_or(Refusal::NotFound)?;
    recompute(db, &Caller::system(), slug, last.number).await
}
