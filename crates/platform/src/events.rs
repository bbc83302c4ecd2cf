//! The journal, a hash chain, and the outbox; both written in the same transaction as the change they tell of.
//!
//! Row *n* holds SHA-256 over row *n − 1*'s hash and its own fields, so a row that is altered, removed or slipped in breaks the chain at that row.
//! The newest hash stands in `journal_head`, whose row lock also puts the writers in line.

use crate::access::Caller;
use crate::clock;
use crate::db::{Conn, Engine};
use sha2::{Digest, Sha256};
use sqlx::Row;

/// What one change leaves in the journal.
#[derive(Clone, Debug)]
pub struct Entry {
    pub act: &'static str,
    pub kind: &'static str,
    pub id: String,
    pub mandate: String,
    pub detail: serde_json::Value,
}

/// The newest link.
#[derive(Clone, Debug)]
pub struct Head {
    pub seq: i64,
    pub hash: String,
}

/// A journal row as it is read.
#[derive(Clone, Debug, sqlx::FromRow, serde::Serialize, utoipa::ToSchema)]
pub struct Link {
    pub seq: i64,
    pub at: String,
    pub account_id: Option<String>,
    pub actor: String,
    pub mandate: String,
    pub act: String,
    pub kind: String,
    pub object_id: String,
    pub detail: String,
    pub hash: String,
}

impl Link {
    fn sealed(mut self, before: &str) -> Self {
        self.hash = self.digest(before);
        self
    }

    /// SHA-256 over the hash before and every field, each with its length in front so that no two rows read alike.
    fn digest(&self, before: &str) -> String {
        let account = self.account_id.as_deref().unwrap_or_default();
        let seq = self.seq.to_string();
        let mut hash = Sha256::new();
        for field in [before, &seq, &self.at, account, &self.actor, &self.mandate, &self.act, &self.kind, &self.object_id, &self.detail] {
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field.as_bytes());
        }
        clock::hex(&hash.finalize())
    }
}

/// Takes the writers' place in line and reads the newest link.
pub(crate) async fn lock_head(conn: &mut Conn, engine: Engine) -> sqlx::Result<Head> {
    let sql = match engine {
        Engine::Sqlite => "SELECT seq, hash FROM journal_head WHERE id = 1",
        Engine::Postgres => "SELECT seq, hash FROM journal_head WHERE id = 1 FOR UPDATE",
    };
    let row = sqlx::query(sql).fetch_one(conn).await?;
    Ok(Head { seq: row.get(0), hash: row.get(1) })
}

/// Number of the newest journal row: changes with every write, so it serves as the version of all there is to read.
///
/// # Errors
/// What the engine says.
pub async fn head_seq(conn: &mut Conn) -> sqlx::Result<i64> {
    Ok(sqlx::query("SELECT seq FROM journal_head WHERE id = 1").fetch_one(conn).await?.get(0))
}

pub(crate) async fn append(conn: &mut Conn, head: Head, entries: &[Entry], caller: &Caller, at: &str) -> sqlx::Result<()> {
    let (mut seq, mut hash) = (head.seq, head.hash);
    for entry in entries {
        seq += 1;
        let link = link(seq, at, entry, caller).sealed(&hash);
        insert(conn, &link).await?;
        hash = link.hash;
    }
    sqlx::query("UPDATE journal_head SET seq = $1, hash = $2 WHERE id = 1").bind(seq).bind(hash).execute(conn).await.map(drop)
}

fn link(seq: i64, at: &str, entry: &Entry, caller: &Caller) -> Link {
    Link {
        seq,
        at: at.to_owned(),
        account_id: caller.account_id().map(str::to_owned),
        actor: caller.name().to_owned(),
        mandate: entry.mandate.clone(),
        act: entry.act.to_owned(),
        kind: entry.kind.to_owned(),
        object_id: entry.id.clone(),
        detail: entry.detail.to_string(),
        hash: String::new(),
    }
}

async fn insert(conn: &mut Conn, l: &Link) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO journal (seq, at, account_id, actor, mandate, act, kind, object_id, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(l.seq)
    .bind(&l.at)
    .bind(&l.account_id)
    .bind(&l.actor)
    .bind(&l.mandate)
    .bind(&l.act)
    .bind(&l.kind)
    .bind(&l.object_id)
    .bind(&l.detail)
    .bind(&l.hash)
    .execute(conn)
    .await
    .map(drop)
}

const COLUMNS: &str = "seq, at, account_id, actor, mandate, act, kind, object_id, detail, hash";

/// Journal rows after `after`, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn links_after(conn: &mut Conn, after: i64, limit: i64) -> sqlx::Result<Vec<Link>> {
    let sql = format!("SELECT {COLUMNS} FROM journal WHERE seq > $1 ORDER BY seq LIMIT $2");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(after).bind(limit).fetch_all(conn).await
}

/// The newest journal rows before `before`, newest first, of one object when `object` is given as (kind, id).
///
/// # Errors
/// What the engine says.
pub async fn newest(conn: &mut Conn, before: i64, object: Option<(&str, &str)>, limit: i64) -> sqlx::Result<Vec<Link>> {
    let narrow = if object.is_some() { "AND kind = $3 AND object_id = $4" } else { "" };
    let sql = format!("SELECT {COLUMNS} FROM journal WHERE seq < $1 {narrow} ORDER BY seq DESC LIMIT $2");
    let query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(before).bind(limit);
    match object {
        Some((kind, id)) => query.bind(kind.to_owned()).bind(id.to_owned()).fetch_all(conn).await,
        None => query.fetch_all(conn).await,
    }
}

/// What a check of the whole chain found.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum Chain {
    Whole { links: i64 },
    Broken { seq: i64, why: String },
}

/// Walks the chain from its first link and stops at the first broken one.
///
/// # Errors
/// What the engine says.
pub async fn verify(conn: &mut Conn) -> sqlx::Result<Chain> {
    let (mut seq, mut hash) = (0, String::new());
    loop {
        let links = links_after(conn, seq, 2000).await?;
        if links.is_empty() {
            break;
        }
        for link in links {
            if link.seq != seq + 1 {
                return Ok(Chain::Broken { seq: seq + 1, why: format!("row {} is missing", seq + 1) });
            }
            if link.hash != link.digest(&hash) {
                return Ok(Chain::Broken { seq: link.seq, why: format!("row {} does not match its hash", link.seq) });
            }
            (seq, hash) = (link.seq, link.hash);
        }
    }
    let row = sqlx::query("SELECT seq, hash FROM journal_head WHERE id = 1").fetch_one(conn).await?;
    let (head_seq, head_hash): (i64, String) = (row.get(0), row.get(1));
    if head_seq != seq || head_hash != hash {
        return Ok(Chain::Broken { seq: seq + 1, why: format!("the head says {head_seq} rows, the journal ends at row {seq}") });
    }
    Ok(Chain::Whole { links: seq })
}

/// A message from a room below to a room above.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Message {
    pub id: i64,
    pub topic: String,
    pub payload: String,
    pub at: String,
}

pub(crate) async fn enqueue(conn: &mut Conn, topic: &str, payload: &serde_json::Value, at: &str) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO outbox (id, topic, payload, at) SELECT coalesce(max(id), 0) + 1, $1, $2, $3 FROM outbox")
        .bind(topic)
        .bind(payload.to_string())
        .bind(at)
        .execute(conn)
        .await
        .map(drop)
}

/// The oldest undelivered message.
///
/// # Errors
/// What the engine says.
pub async fn next_message(conn: &mut Conn) -> sqlx::Result<Option<Message>> {
    sqlx::query_as("SELECT id, topic, payload, at FROM outbox WHERE done_at IS NULL ORDER BY id LIMIT 1").fetch_optional(conn).await
}

/// Ticks a message off; false when another process was first.
///
/// # Errors
/// What the engine says.
pub async fn deliver(conn: &mut Conn, id: i64, at: &str) -> sqlx::Result<bool> {
    let done = sqlx::query("UPDATE outbox SET done_at = $1 WHERE id = $2 AND done_at IS NULL").bind(at).bind(id).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}
