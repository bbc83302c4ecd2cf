//! Findings and what has been decided about them.

use crate::programme::rules::finding::{Decision, Found, Kind};
use anyhow::Context;
use platform::{Conn, Tx};
use serde::Serialize;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

/// A finding with the decisions about it, the newest first.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    #[serde(flatten)]
    pub found: Found,
    /// Number of decisions so far.
    pub version: i64,
    pub decisions: Vec<Decided>,
}

impl Finding {
    pub fn is_open(&self) -> bool {
        self.version == 0
    }

    /// The decision that holds.
    pub fn holding(&self) -> Option<&Decided> {
        self.decisions.first()
    }
}

/// One decision about a finding.
#[derive(Clone, Debug, Serialize)]
pub struct Decided {
    pub number: i64,
    pub decision: Decision,
    pub reading: Option<String>,
    pub comment: String,
    pub by: String,
    pub mandate: String,
    pub at: String,
}

/// Adds a finding unless it is there; true when it was new.
///
/// # Errors
/// What the engine says.
pub async fn insert(conn: &mut Conn, programme: &str, position: i64, f: &Found) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "INSERT INTO finding (id, programme_id, kind, position, district_id, municipality_code, raw, expansion, note, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0) ON CONFLICT (id) DO NOTHING",
    )
    .bind(&f.id)
    .bind(programme.to_owned())
    .bind(f.kind.key())
    .bind(position)
    .bind(&f.district_id)
    .bind(&f.municipality_code)
    .bind(&f.raw)
    .bind(&f.expansion)
    .bind(&f.note)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Every finding of a programme, in the order of the page.
///
/// # Errors
/// What the engine says.
pub async fn all(conn: &mut Conn, programme: &str) -> anyhow::Result<Vec<Finding>> {
    select(conn, "f.programme_id = $1", programme).await
}

/// The finding with this id.
///
/// # Errors
/// What the engine says.
pub async fn one(conn: &mut Conn, id: &str) -> anyhow::Result<Option<Finding>> {
    Ok(select(conn, "f.id = $1", id).await?.pop())
}

async fn select(conn: &mut Conn, narrow: &str, value: &str) -> anyhow::Result<Vec<Finding>> {
    let sql = format!(
        "SELECT f.id, f.kind, f.district_id, f.municipality_code, f.raw, f.expansion, f.note, f.version FROM finding f WHERE {narrow} ORDER BY f.position"
    );
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(value.to_owned()).fetch_all(&mut *conn).await?;
    let mut findings = rows.iter().map(finding).collect::<anyhow::Result<Vec<_>>>()?;
    let sql = format!(
        "SELECT d.finding_id, d.number, d.decision, d.reading, d.comment, d.decided_by, d.mandate, d.decided_at \
         FROM finding f JOIN finding_decision d ON d.finding_id = f.id WHERE {narrow} ORDER BY d.number DESC"
    );
    for row in sqlx::query(AssertSqlSafe(sql)).bind(value.to_owned()).fetch_all(conn).await? {
        let id: String = row.get(0);
        if let Some(finding) = findings.iter_mut().find(|f| f.found.id == id) {
            finding.decisions.push(decided(&row)?);
        }
    }
    Ok(findings)
}

fn finding(row: &AnyRow) -> anyhow::Result<Finding> {
    let kind: String = row.get(1);
    let found = Found {
        id: row.get(0),
        kind: Kind::parse(&kind).with_context(|| format!("a finding of the unknown kind {kind:?}"))?,
        district_id: row.get(2),
        municipality_code: row.get(3),
        raw: row.get(4),
        expansion: row.get(5),
        note: row.get(6),
    };
    Ok(Finding { found, version: row.get(7), decisions: Vec::new() })
}

fn decided(row: &AnyRow) -> anyhow::Result<Decided> {
    let decision: String = row.get(2);
    Ok(Decided {
        number: row.get(1),
        decision: Decision::parse(&decision).with_context(|| format!("a finding decided as {decision:?}"))?,
        reading: row.get(3),
        comment: row.get(4),
        by: row.get(5),
        mandate: row.get(6),
        at: row.get(7),
    })
}

/// Adds the decision after `version` and lets it hold; false when somebody else has decided meanwhile.
///
/// # Errors
/// What the engine says.
pub async fn decide(
    tx: &mut Tx,
    id: &str,
    version: i64,
    decision: Decision,
    reading: Option<&str>,
    comment: &str,
    mandate: &str,
) -> sqlx::Result<bool> {
    let sql = "UPDATE finding SET version = version + 1 WHERE id = $1 AND version = $2";
    let done = sqlx::query(sql).bind(id.to_owned()).bind(version).execute(&mut **tx).await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    let (by, at) = (tx.caller().name().to_owned(), tx.stamp());
    sqlx::query(
        "INSERT INTO finding_decision (finding_id, number, decision, reading, comment, decided_by, mandate, decided_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id.to_owned())
    .bind(version + 1)
    .bind(decision.key())
    .bind(reading.map(str::to_owned))
    .bind(comment.to_owned())
    .bind(by)
    .bind(mandate.to_owned())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(true)
}
