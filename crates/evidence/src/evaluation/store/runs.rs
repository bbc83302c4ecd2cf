//! Rows of computations: asked for, claimed, told of, ended.

use crate::evaluation::rules::{Outcome, RunState, Verdict};
use anyhow::Context;
use platform::Conn;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use std::collections::BTreeMap;

/// A computation without the figures it was made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub slug: String,
    pub number: i64,
    pub design_version: i64,
    pub state: RunState,
    pub asked_at: String,
    pub asked_by: String,
    pub mandate: String,
    pub worker: String,
    pub attempts: i64,
    /// When the worker last said that it was alive.
    pub heard_at: String,
    pub done: i64,
    pub total: i64,
    pub cancelled_by: String,
    pub ended_at: String,
    pub fault: String,
    pub seed: i64,
    pub program: String,
    pub vintage: i64,
    pub inputs_sha256: String,
    pub outcome_sha256: String,
    /// Once it is done.
    pub outcome: Option<Outcome>,
}

impl Run {
    /// How far it has come, in per cent.
    pub fn per_cent(&self) -> i64 {
        (self.done * 100).checked_div(self.total).unwrap_or(0).clamp(0, 100)
    }
}

const COLUMNS: &str = "SELECT slug, number, design_version, state, asked_at, asked_by, mandate, worker, attempts, heard_at, done, total, \
                       cancelled_by, ended_at, fault, seed, program, vintage, inputs_sha256, outcome_sha256, outcome FROM evaluation_run";

fn run(row: &AnyRow) -> anyhow::Result<Run> {
    let (slug, number): (String, i64) = (row.get(0), row.get(1));
    let outcome = Some(row.get::<&str, _>(20)).filter(|text| !text.is_empty()).map(serde_json::from_str);
    let outcome = outcome.transpose().with_context(|| format!("outcome {number} of {slug}"))?;
    Ok(Run {
        design_version: row.get(2),
        state: RunState::parse(row.get(3)).with_context(|| format!("state of computation {number} of {slug}"))?,
        asked_at: row.get(4),
        asked_by: row.get(5),
        mandate: row.get(6),
        worker: row.get(7),
        attempts: row.get(8),
        heard_at: row.get(9),
        done: row.get(10),
        total: row.get(11),
        cancelled_by: row.get(12),
        ended_at: row.get(13),
        fault: row.get(14),
        seed: row.get(15),
        program: row.get(16),
        vintage: row.get(17),
        inputs_sha256: row.get(18),
        outcome_sha256: row.get(19),
        slug,
        number,
        outcome,
    })
}

/// Every computation of an evaluation, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn of(conn: &mut Conn, slug: &str) -> anyhow::Result<Vec<Run>> {
    let sql = format!("{COLUMNS} WHERE slug = $1 ORDER BY number");
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(slug.to_owned()).fetch_all(conn).await?;
    rows.iter().map(run).collect()
}

/// One computation.
///
/// # Errors
/// What the engine says.
pub async fn one(conn: &mut Conn, slug: &str, number: i64) -> anyhow::Result<Option<Run>> {
    let sql = format!("{COLUMNS} WHERE slug = $1 AND number = $2");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(slug.to_owned()).bind(number).fetch_optional(conn).await?;
    row.as_ref().map(run).transpose()
}

/// The newest computation with a result of every evaluation, by its address.
///
/// # Errors
/// What the engine says.
pub async fn newest_done(conn: &mut Conn) -> anyhow::Result<BTreeMap<String, Run>> {
    let sql = format!("{COLUMNS} WHERE state = 'done' ORDER BY slug, number");
    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(conn).await?;
    rows.iter().map(|row| run(row).map(|r| (r.slug.clone(), r))).collect()
}

/// The verdict and the day of every evaluation's newest result, by its address, without reading the results themselves.
///
/// # Errors
/// What the engine says.
pub async fn verdicts(conn: &mut Conn) -> anyhow::Result<BTreeMap<String, (Verdict, String)>> {
    let sql = "SELECT slug, verdict, ended_at FROM evaluation_run WHERE state = 'done' ORDER BY slug, number";
    let one = |row: &AnyRow| {
        let slug: String = row.get(0);
        let verdict = Verdict::parse(row.get(1)).with_context(|| format!("verdict of {slug}"))?;
        Ok((slug, (verdict, row.get::<&str, _>(2).get(..10).unwrap_or_default().to_owned())))
    };
    sqlx::query(sql).fetch_all(conn).await?.iter().map(one).collect()
}

/// Asks for a computation.
///
/// # Errors
/// What the engine says.
pub async fn ask(conn: &mut Conn, r: &Run) -> sqlx::Result<()> {
    let sql = "INSERT INTO evaluation_run (slug, number, design_version, state, asked_at, asked_by, mandate, seed, program, worker, attempts, \
               heard_at, done, total, cancelled_by, ended_at, fault, vintage, inputs, inputs_sha256, outcome, outcome_sha256, verdict) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', 0, '', 0, 0, '', '', '', 0, '', '', '', '', '')";
    let query = sqlx::query(sql).bind(&r.slug).bind(r.number).bind(r.design_version).bind(r.state.key()).bind(&r.asked_at);
    query.bind(&r.asked_by).bind(&r.mandate).bind(r.seed).bind(&r.program).execute(conn).await.map(drop)
}

/// The computation to take up next: the oldest that waits, or one whose worker has been silent since before `silent_since`.
///
/// # Errors
/// What the engine says.
pub async fn next(conn: &mut Conn, silent_since: &str) -> anyhow::Result<Option<Run>> {
    let sql = format!("{COLUMNS} WHERE state = 'queued' OR (state = 'running' AND heard_at < $1) ORDER BY asked_at, slug, number LIMIT 1");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(silent_since.to_owned()).fetch_optional(conn).await?;
    row.as_ref().map(run).transpose()
}

/// Takes it up for a worker.
///
/// # Errors
/// What the engine says.
pub async fn claim(conn: &mut Conn, r: &Run, worker: &str, at: &str) -> sqlx::Result<()> {
    let sql =
        "UPDATE evaluation_run SET state = 'running', worker = $1, attempts = $2, heard_at = $3, done = 0 WHERE slug = $4 AND number = $5";
    let query = sqlx::query(sql).bind(worker.to_owned()).bind(r.attempts + 1).bind(at.to_owned()).bind(&r.slug).bind(r.number);
    query.execute(conn).await.map(drop)
}

/// Tells how far the worker has come, and hears whether it still has the computation and may go on. How far it has come is nobody's act, so it
/// leaves no journal row.
///
/// # Errors
/// What the engine says.
pub async fn tell(conn: &mut Conn, r: &Run, worker: &str, (done, total): (i64, i64), at: &str) -> sqlx::Result<bool> {
    let sql = "UPDATE evaluation_run SET done = $1, total = $2, heard_at = $3 WHERE slug = $4 AND number = $5 AND worker = $6 AND state = 'running'";
    let query = sqlx::query(sql).bind(done).bind(total).bind(at.to_owned()).bind(&r.slug).bind(r.number).bind(worker.to_owned());
    Ok(query.execute(conn).await?.rows_affected() == 1)
}

/// What a computation ends with.
#[derive(Clone, Debug, Default)]
pub struct Ending {
    pub vintage: i64,
    pub inputs: String,
    pub inputs_sha256: String,
    pub outcome: String,
    pub outcome_sha256: String,
    /// Key of the verdict; empty when it failed.
    pub verdict: &'static str,
    pub fault: String,
}

/// Freezes what came out; false when the worker no longer has the computation.
///
/// # Errors
/// What the engine says.
pub async fn end(conn: &mut Conn, r: &Run, worker: &str, e: &Ending, at: &str) -> sqlx::Result<bool> {
    let state = if e.fault.is_empty() { RunState::Done } else { RunState::Failed };
    let sql = "UPDATE evaluation_run SET state = $1, ended_at = $2, vintage = $3, inputs = $4, inputs_sha256 = $5, outcome = $6, \
               outcome_sha256 = $7, fault = $8, verdict = $9, done = total \
               WHERE slug = $10 AND number = $11 AND worker = $12 AND state = 'running'";
    let query = sqlx::query(sql).bind(state.key()).bind(at.to_owned()).bind(e.vintage).bind(&e.inputs).bind(&e.inputs_sha256);
    let query = query.bind(&e.outcome).bind(&e.outcome_sha256).bind(&e.fault).bind(e.verdict).bind(&r.slug);
    let query = query.bind(r.number).bind(worker.to_owned());
    Ok(query.execute(conn).await?.rows_affected() == 1)
}

/// Stops a computation that is open; false when it has ended.
///
/// # Errors
/// What the engine says.
pub async fn cancel(conn: &mut Conn, slug: &str, number: i64, by: &str, at: &str) -> sqlx::Result<bool> {
    let sql = "UPDATE evaluation_run SET state = 'cancelled', cancelled_by = $1, ended_at = $2 \
               WHERE slug = $3 AND number = $4 AND state IN ('queued', 'running')";
    let query = sqlx::query(sql).bind(by.to_owned()).bind(at.to_owned()).bind(slug.to_owned()).bind(number);
    Ok(query.execute(conn).await?.rows_affected() == 1)
}

/// The figures a computation was made of, for doing it again.
///
/// # Errors
/// What the engine says.
pub async fn inputs(conn: &mut Conn, slug: &str, number: i64) -> sqlx::Result<Option<String>> {
    let sql = "SELECT inputs FROM evaluation_run WHERE slug = $1 AND number = $2";
    let row = sqlx::query(sql).bind(slug.to_owned()).bind(number).fetch_optional(conn).await?;
    Ok(row.map(|r| r.get(0)))
}
