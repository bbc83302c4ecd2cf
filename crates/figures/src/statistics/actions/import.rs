//! Taking in a file: read, compared, and either written whole or not at all.

use super::IMPORT;
use super::rebuild::{Rebuild, rebuild};
use crate::indicator;
use crate::statistics::file::{Context, Gate, ImportFault, Reading, Unlisted, read};
use crate::statistics::merge::{Difference, Merge, merge};
use crate::statistics::store;
use crate::statistics::store::deliveries::Delivery;
use crate::statistics::universe::{Area, Universe};
use axum::body::Bytes;
use chrono::{Datelike, NaiveDate};
use platform::access::{Caller, Mandate, Scope};
use platform::{Conn, Db, Refusal, Tx};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many lines of the difference are shown.
pub const SAMPLE: usize = 50;

/// A file as it was sent.
#[derive(Clone, Debug, Default)]
pub struct File {
    pub name: String,
    pub bytes: Bytes,
    /// The figures are made by a generator.
    pub synthetic: bool,
}

/// What came of a file. Where there are faults nothing has been written.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ImportOutcome {
    pub file_name: String,
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    pub rows: u64,
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
    /// Figures that a mark takes the place of; they are among the changed.
    pub withdrawn: u64,
    pub first_year: Option<i32>,
    pub last_year: Option<i32>,
    /// Keys of the indicators in the file.
    pub indicators: Vec<String>,
    /// One for each cause, at most 100 of each rule; `fault_count` counts every row's.
    pub faults: Vec<ImportFault>,
    pub fault_count: u64,
    /// Rows with at least one fault.
    pub faulty_rows: u64,
    /// Rules with more faults than are listed.
    pub unlisted: Vec<Unlisted>,
    /// The first lines of the difference.
    pub diff: Vec<Difference>,
    pub synthetic: bool,
    pub dry_run: bool,
    /// Number of the delivery; none when nothing was written: a try, a file with faults, or one that changes nothing.
    pub delivery_id: Option<i64>,
}

impl ImportOutcome {
    pub fn is_clean(&self) -> bool {
        self.fault_count == 0
    }

    /// True when the file would change or has changed something.
    pub fn changes_anything(&self) -> bool {
        self.new + self.changed > 0
    }
}

/// A file that has been read, with what it was read against.
#[derive(Clone, Debug)]
pub struct Prepared {
    context: Arc<Context>,
    reading: Reading,
    outcome: ImportOutcome,
}

/// Takes in a file, or tries it: the whole way in one transaction. The caller saves when `delivery_id` is set.
///
/// # Errors
/// [`Refusal::Forbidden`] for one who delivers nothing. Faults in the file are no refusal; they stand in the outcome.
pub async fn import(tx: &mut Tx, file: File, dry_run: bool) -> Result<ImportOutcome, Refusal> {
    let (caller, today) = (tx.caller().clone(), tx.today());
    let prepared = prepare(tx, &caller, today, file).await?;
    if dry_run { compare(tx, prepared).await } else { apply(tx, prepared).await }
}

/// [`import`] for an edge: the file is read before the write begins, so that nobody waits for it; a try writes nothing at all.
///
/// # Errors
/// As [`import`].
pub async fn import_file(db: &Db, caller: &Caller, file: File, dry_run: bool) -> Result<ImportOutcome, Refusal> {
    let mut conn = db.read().await?;
    let prepared = prepare(&mut conn, caller, db.today(), file).await?;
    if dry_run || !prepared.outcome.is_clean() {
        let outcome = compare(&mut conn, prepared).await?;
        return Ok(ImportOutcome { dry_run, ..outcome });
    }
    drop(conn);
    let mut tx = db.write(caller).await?;
    let outcome = apply(&mut tx, prepared).await?;
    if outcome.delivery_id.is_some() {
        tx.save().await?;
    }
    Ok(outcome)
}

/// Reads a file against what is known, on a thread of its own.
///
/// # Errors
/// [`Refusal::Forbidden`] for one who delivers nothing, [`Refusal::SignIn`] for nobody.
pub async fn prepare(conn: &mut Conn, caller: &Caller, today: NaiveDate, file: File) -> Result<Prepared, Refusal> {
    mandate(caller)?;
    let context = Arc::new(context(conn, caller, file.synthetic, today.year()).await?);
    let theirs = context.clone();
    let read = move || {
        let reading = read(&file.bytes, &file.name, &theirs);
        (reading, platform::clock::hex(&Sha256::digest(&file.bytes)), file)
    };
    let (reading, sha256, file) = tokio::task::spawn_blocking(read).await.map_err(anyhow::Error::from)?;
    let mut outcome = ImportOutcome {
        size: file.bytes.len() as u64,
        file_name: file.name,
        synthetic: file.synthetic || reading.synthetic,
        sha256,
        rows: reading.rows,
        first_year: reading.years.map(|y| y.0),
        last_year: reading.years.map(|y| y.1),
        fault_count: reading.faults.count(),
        faulty_rows: reading.faults.faulty_rows(),
        unlisted: reading.faults.unlisted(),
        ..ImportOutcome::default()
    };
    outcome.faults = reading.faults.clone().into_list();
    outcome.indicators = named(&context, &reading);
    Ok(Prepared { context, reading, outcome })
}

fn named(context: &Context, reading: &Reading) -> Vec<String> {
    let with_rows = context.indicators.iter().zip(&reading.entries).filter(|(_, entries)| !entries.is_empty());
    with_rows.map(|(i, _)| i.key.clone()).collect()
}

async fn context(conn: &mut Conn, caller: &Caller, synthetic: bool, this_year: i32) -> Result<Context, Refusal> {
    let universe = store::universe(conn).await?;
    let consents = store::consent::given(conn).await?;
    let gates = universe.areas.iter().map(|area| gate(caller, area, synthetic, &consents)).collect();
    Ok(Context { indicators: indicator::store::all(conn).await?, universe, gates, this_year })
}

/// The mandate reaches the area, and where the codes are the municipality's own it has consented: by a recorded consent, or by delivering
/// them itself. What a generator made concerns nobody.
fn gate(caller: &Caller, area: &Area, synthetic: bool, consents: &BTreeSet<String>) -> Gate {
    let own = area.municipality.as_deref();
    let nation = caller.can(&IMPORT, Scope::Nation);
    if !nation && !own.is_some_and(|code| caller.can(&IMPORT, Scope::Municipality(code))) {
        Gate::OutsideMandate
    } else if area.is_nyko() && nation && !synthetic && !own.is_some_and(|code| consents.contains(code)) {
        Gate::NeedsConsent
    } else {
        Gate::Open
    }
}

/// The mandate to deliver: for the nation, or for the first municipality the caller delivers for.
///
/// # Errors
/// [`Refusal::Forbidden`] for one who delivers nothing, [`Refusal::SignIn`] for nobody.
pub fn mandate(caller: &Caller) -> Result<Mandate, Refusal> {
    let nation = caller.mandate(&IMPORT, Scope::Nation);
    let own = || caller.municipalities().into_iter().find_map(|code| caller.mandate(&IMPORT, Scope::Municipality(code)).ok());
    nation.or_else(|refusal| own().ok_or(refusal))
}

/// What a file would change; nothing is written.
///
/// # Errors
/// What the engine says.
pub async fn compare(conn: &mut Conn, prepared: Prepared) -> Result<ImportOutcome, Refusal> {
    let Prepared { context, reading, mut outcome } = prepared;
    outcome.dry_run = true;
    for (indicator, entries) in context.indicators.iter().zip(&reading.entries).filter(|(_, entries)| !entries.is_empty()) {
        let mut shelf = store::observations::shelf(conn, &context.universe, &indicator.key).await?;
        let room = SAMPLE - outcome.diff.len();
        outcome.add(merge(entries, &mut shelf, 0, room, (&indicator.key, &context.universe))?);
    }
    Ok(outcome)
}

/// Writes a file that has no faults: the figures, what they replace, the districts made of them, the gaps they close, and the delivery.
///
/// # Errors
/// What the engine says; with faults in the file nothing is written and they stand in the outcome.
pub async fn apply(tx: &mut Tx, prepared: Prepared) -> Result<ImportOutcome, Refusal> {
    if !prepared.outcome.is_clean() {
        return compare(tx, prepared).await;
    }
    let mandate = mandate(tx.caller())?;
    let Prepared { context, reading, mut outcome } = prepared;
    let number = store::vintage(tx).await? + 1;
    let mut synthetic = store::deliveries::synthetic(tx).await?;
    if outcome.synthetic {
        synthetic.insert(number);
    }
    let with =
        Rebuild { universe: &context.universe, synthetic: &synthetic, delivery: number, today: tx.today(), mandate: mandate.clone() };
    for (indicator, entries) in context.indicators.iter().zip(&reading.entries).filter(|(_, entries)| !entries.is_empty()) {
        let mut shelf = store::observations::shelf(tx, &context.universe, &indicator.key).await?;
        let room = SAMPLE - outcome.diff.len();
        let merged = merge(entries, &mut shelf, number, room, (&indicator.key, &context.universe))?;
        if !merged.written.is_empty() {
            write(tx, &context.universe, &indicator.key, &shelf, &merged, number).await?;
            rebuild(tx, &with, indicator, &shelf).await?;
        }
        outcome.add(merged);
    }
    if outcome.changes_anything() {
        outcome.delivery_id = Some(number);
        close(tx, &mandate, &outcome, number).await?;
    }
    Ok(outcome)
}

async fn write(
    tx: &mut Tx,
    universe: &Universe,
    indicator: &str,
    shelf: &crate::statistics::merge::Shelf,
    merged: &Merge,
    number: i64,
) -> sqlx::Result<()> {
    store::observations::write(tx, universe, indicator, shelf, &merged.written).await?;
    store::observations::keep_history(tx, universe, indicator, &merged.replaced, number).await
}

impl ImportOutcome {
    fn add(&mut self, merged: Merge) {
        self.new += merged.added;
        self.changed += merged.changed;
        self.unchanged += merged.unchanged;
        self.withdrawn += merged.withdrawn;
        self.diff.extend(merged.differences);
    }
}

/// Writes the delivery and leaves its trace in the journal.
async fn close(tx: &mut Tx, mandate: &Mandate, outcome: &ImportOutcome, number: i64) -> Result<(), Refusal> {
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let delivery = Delivery {
        number,
        file_name: outcome.file_name.clone(),
        sha256: outcome.sha256.clone(),
        size: whole(outcome.size),
        row_count: whole(outcome.rows),
        added: whole(outcome.new),
        changed: whole(outcome.changed),
        unchanged: whole(outcome.unchanged),
        synthetic: i64::from(outcome.synthetic),
        first_year: i64::from(outcome.first_year.unwrap_or(0)),
        last_year: i64::from(outcome.last_year.unwrap_or(0)),
        indicators: outcome.indicators.join(","),
        delivered_at: tx.stamp(),
        delivered_by: tx.caller().name().to_owned(),
        mandate: mandate.words(),
    };
    store::deliveries::insert(tx, &delivery).await?;
    let detail = json!({
        "file": outcome.file_name, "sha256": outcome.sha256, "rows": outcome.rows, "new": outcome.new, "changed": outcome.changed,
        "synthetic": outcome.synthetic, "indicators": outcome.indicators,
    });
    tx.record(mandate, "delivery", &number.to_string(), detail);
    tx.tell("statistics.delivered", &json!({ "delivery": number, "indicators": outcome.indicators })).await?;
    Ok(())
}
