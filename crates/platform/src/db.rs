//! One database handle for two engines.
//!
//! Every statement is written once, with `$1` place-holders and the types TEXT, BIGINT, DOUBLE PRECISION and BYTEA, which both engines understand;
//! moments are ISO 8601 text in UTC, days `YYYY-MM-DD`, flags 0/1. The decision is `docs/decisions/0001-one-sql.md`.
//!
//! A write goes through [`Tx`]: on SQLite `BEGIN IMMEDIATE`, on PostgreSQL a row lock on the journal's head, so writers stand in line on both and no
//! read-modify-write is lost. [`Tx::save`] writes the journal rows and commits; a dropped `Tx` leaves nothing behind.

use crate::access::{Caller, Mandate};
use crate::clock::{self, Clock};
use crate::events::{self, Entry, Head};
use anyhow::{Context, bail};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::any::AnyPoolOptions;
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyPool, AssertSqlSafe, Connection, Row};
use std::ops::{Deref, DerefMut};
use std::time::Duration;

/// A connection to either engine; what every function in a `store.rs` takes.
pub type Conn = sqlx::AnyConnection;

/// Which engine answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    fn of(url: &str) -> anyhow::Result<Self> {
        if url.starts_with("sqlite:") {
            Ok(Self::Sqlite)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Ok(Self::Postgres)
        } else {
            bail!("the database address must begin with sqlite: or postgres://, not {url:?}")
        }
    }

    fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }
}

/// The database with the program's clock.
#[derive(Clone)]
pub struct Db {
    pool: AnyPool,
    engine: Engine,
    clock: Clock,
    url: String,
}

impl Db {
    /// Connects; the schema is brought up by [`Db::migrate`].
    ///
    /// # Errors
    /// When the address is of neither engine or nobody answers there.
    pub async fn connect(url: &str, clock: Clock) -> anyhow::Result<Self> {
        sqlx::any::install_default_drivers();
        let engine = Engine::of(url)?;
        let options =
            AnyPoolOptions::new().max_connections(if engine == Engine::Sqlite { 8 } else { 12 }).acquire_timeout(Duration::from_secs(20));
        let options = options.after_connect(move |conn, _| {
            Box::pin(async move {
                if engine == Engine::Sqlite {
                    sqlx::raw_sql(PRAGMAS).execute(conn).await?;
                }
                Ok(())
            })
        });
        let pool = match answers(url, engine).await {
            Ok(()) => options.connect(url).await,
            Err(error) => Err(error),
        };
        let pool = pool.with_context(|| format!("cannot open the database {}", without_password(url)))?;
        Ok(Self { pool, engine, clock, url: url.to_owned() })
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }

    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// The address without its password, for messages.
    pub fn address(&self) -> String {
        without_password(&self.url)
    }

    /// The same database under another clock.
    #[must_use]
    pub fn with_clock(&self, clock: Clock) -> Self {
        Self { clock, ..self.clone() }
    }

    /// This moment.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Today in Sweden.
    pub fn today(&self) -> NaiveDate {
        clock::swedish(self.now()).date()
    }

    /// A connection to read with.
    ///
    /// # Errors
    /// When no connection is free within twenty seconds.
    pub async fn read(&self) -> sqlx::Result<PoolConnection<Any>> {
        self.pool.acquire().await
    }

    /// Opens a write on behalf of `caller`.
    ///
    /// # Errors
    /// When the database does not answer or another writer holds it for more than ten seconds.
    pub async fn write(&self, caller: &Caller) -> sqlx::Result<Tx> {
        let mut inner = self.pool.begin_with(self.engine.begin()).await?;
        let head = events::lock_head(&mut inner, self.engine).await?;
        let now = self.now();
        Ok(Tx { inner, now, caller: caller.clone(), head, entries: Vec::new(), engine: self.engine })
    }

    /// Brings the schema up to this program's version. Safe to run from several processes at once.
    ///
    /// # Errors
    /// When a migration fails; nothing of that migration is left behind.
    pub async fn migrate(&self) -> anyhow::Result<usize> {
        let mut tx = self.pool.begin_with(self.engine.begin()).await?;
        if self.engine == Engine::Postgres {
            sqlx::query("SELECT pg_advisory_xact_lock(7302011)").execute(&mut *tx).await?;
        }
        sqlx::query("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY)").execute(&mut *tx).await?;
        let done: Vec<String> = sqlx::query("SELECT name FROM migration").fetch_all(&mut *tx).await?.iter().map(|r| r.get(0)).collect();
        let mut run = 0;
        for (name, sql) in migrations::ALL.iter().filter(|(name, _)| !done.iter().any(|d| d == name)) {
            let sql = self.dialect(sql);
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *tx).await.with_context(|| format!("migration {name}"))?;
            sqlx::query("INSERT INTO migration (name) VALUES ($1)").bind(*name).execute(&mut *tx).await?;
            run += 1;
        }
        tx.commit().await?;
        Ok(run)
    }

    fn dialect(&self, sql: &str) -> String {
        match self.engine {
            Engine::Sqlite => sql.replace(" BYTEA", " BLOB"),
            Engine::Postgres => sql.replace(" WITHOUT ROWID", ""),
        }
    }

    /// Runs statements that belong to neither a room nor a journal: pragmas, vacuum, test fixtures of the platform.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn raw(&self, sql: &str) -> sqlx::Result<()> {
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&self.pool).await.map(drop)
    }

    /// Closes every connection; a later use fails.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// Asks a server once, since a pool asks for as long as it waits for a free connection, and then says only that it waited.
async fn answers(url: &str, engine: Engine) -> sqlx::Result<()> {
    match engine {
        Engine::Sqlite => Ok(()),
        Engine::Postgres => sqlx::AnyConnection::connect(url).await?.close().await,
    }
}

const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000;";

fn without_password(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) => {
            let user = url[scheme + 3..at].split(':').next().unwrap_or_default();
            format!("{}{}{}", &url[..scheme + 3], user, &url[at..])
        }
        _ => url.to_owned(),
    }
}

/// A write: a transaction, its moment, who asks for it, and the journal rows it will leave.
pub struct Tx {
    inner: sqlx::Transaction<'static, Any>,
    now: DateTime<Utc>,
    caller: Caller,
    head: Head,
    entries: Vec<Entry>,
    engine: Engine,
}

impl Tx {
    /// The moment of this write; one and the same through all of it.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// [`Tx::now`] as it is stored.
    pub fn stamp(&self) -> String {
        stamp(self.now)
    }

    /// Today in Sweden.
    pub fn today(&self) -> NaiveDate {
        clock::swedish(self.now).date()
    }

    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Leaves a journal row: `act` was done to `kind`/`id` on this mandate. `detail` says what changed, without personal data beyond the actor.
    pub fn record(&mut self, mandate: &Mandate, kind: &'static str, id: &str, detail: serde_json::Value) {
        self.entries.push(Entry { act: mandate.act(), kind, id: id.to_owned(), mandate: mandate.words(), detail });
    }

    /// Leaves a message for the worker, delivered once after the transaction has been saved.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn tell(&mut self, topic: &'static str, payload: &serde_json::Value) -> sqlx::Result<()> {
        let at = self.stamp();
        events::enqueue(&mut self.inner, topic, payload, &at).await
    }

    /// Writes the journal rows and commits.
    ///
    /// # Errors
    /// When nothing was recorded (a change without a journal row is a fault in the program), or what the engine says.
    pub async fn save(mut self) -> anyhow::Result<()> {
        if self.entries.is_empty() {
            bail!("a write reached save() without a journal row");
        }
        let stamp = self.stamp();
        events::append(&mut self.inner, self.head, &self.entries, &self.caller, &stamp).await?;
        self.inner.commit().await?;
        Ok(())
    }

    /// As [`Tx::save`] where something was written; a save that found nothing new leaves no trace.
    ///
    /// # Errors
    /// As [`Tx::save`].
    pub async fn keep(self, saved: Saved) -> anyhow::Result<()> {
        if saved.changed { self.save().await } else { Ok(()) }
    }
}

/// What came of saving a text: the version that stands now, and whether anything was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    pub version: i64,
    pub changed: bool,
}

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.inner
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.inner
    }
}

/// A moment as it is stored: `2011-11-14T12:03:22.123Z`.
pub fn stamp(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// A stored moment read back.
///
/// # Errors
/// When the text is no moment; names the text.
pub fn moment(text: &str) -> anyhow::Result<DateTime<Utc>> {
    text.parse().with_context(|| format!("{text:?} is no moment"))
}

/// A stored day read back.
///
/// # Errors
/// When the text is no day; names the text.
pub fn day(text: &str) -> anyhow::Result<NaiveDate> {
    text.parse().with_context(|| format!("{text:?} is no day"))
}

/// A stored day that may be absent.
///
/// # Errors
/// When there is a text and it is no day.
pub fn optional_day(text: Option<&str>) -> anyhow::Result<Option<NaiveDate>> {
    text.filter(|t| !t.is_empty()).map(day).transpose()
}

/// Names of the migrations this program knows, oldest first.
pub fn migration_names() -> impl Iterator<Item = &'static str> {
    migrations::ALL.iter().map(|(name, _)| *name)
}
