//! Rows of cooperation agreements: the one being written, its versions, signatures, reviews, reports and what has been carried out.

mod happened;
mod versions;
mod view;

pub use happened::{
    Answer, Done, Report, Review, add_answer, add_done, add_report, add_review, all_done, all_reports, all_reviews, done, register_number,
    report, review, reviews, set_registered,
};
pub use versions::{
    Signature, VersionHead, add_conclusion, add_recall, add_signature, add_version, all_signatures, all_versions, concluded, newest,
    signatures, snapshot, versions,
};
pub use view::{InForce, Promise, all_in_force, commitments_for_goal, in_force, resting_on_district};

use super::rules::{AboutDraft, CommitmentDraft, State};
use anyhow::Context;
use platform::Conn;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row;
use sqlx::any::AnyRow;

/// A cooperation agreement, whatever version of it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cooperation {
    pub slug: String,
    pub municipality_code: String,
    pub municipality_name: String,
    /// As it was named when it was opened.
    pub title: String,
    pub state: State,
    /// Counts changes of state.
    pub version: i64,
    pub revision_reason: String,
    pub opened_at: String,
    pub opened_by: String,
    pub ended_on: Option<String>,
    pub end_reason: Option<String>,
}

const ROW: &str = "SELECT slug, municipality_code, municipality_name, title, state, version, revision_reason, opened_at, opened_by, ended_on, end_reason FROM cooperation";

fn read(row: &AnyRow) -> anyhow::Result<Cooperation> {
    let state: String = row.get(4);
    Ok(Cooperation {
        slug: row.get(0),
        municipality_code: row.get(1),
        municipality_name: row.get(2),
        title: row.get(3),
        state: State::parse(&state).with_context(|| format!("{state:?} is no state of a cooperation agreement"))?,
        version: row.get(5),
        revision_reason: row.get(6),
        opened_at: row.get(7),
        opened_by: row.get(8),
        ended_on: row.get(9),
        end_reason: row.get(10),
    })
}

/// An agreement by its address.
///
/// # Errors
/// What the engine says.
pub async fn one(conn: &mut Conn, slug: &str) -> anyhow::Result<Option<Cooperation>> {
    let sql = format!("{ROW} WHERE slug = $1");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(slug.to_owned()).fetch_optional(conn).await?;
    row.as_ref().map(read).transpose()
}

/// Every agreement, by municipality and in the order they were opened.
///
/// # Errors
/// What the engine says.
pub async fn all(conn: &mut Conn) -> anyhow::Result<Vec<Cooperation>> {
    let sql = format!("{ROW} ORDER BY municipality_name, opened_at, slug");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(conn).await?;
    rows.iter().map(read).collect()
}

/// Opens an agreement.
///
/// # Errors
/// What the engine says; an address that is taken among it.
pub async fn add(conn: &mut Conn, c: &Cooperation) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO cooperation (slug, municipality_code, municipality_name, title, state, version, revision_reason, opened_at, opened_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&c.slug)
    .bind(&c.municipality_code)
    .bind(&c.municipality_name)
    .bind(&c.title)
    .bind(c.state.key())
    .bind(c.version)
    .bind(&c.revision_reason)
    .bind(&c.opened_at)
    .bind(&c.opened_by)
    .execute(conn)
    .await
    .map(drop)
}

/// Sets an agreement's state, reason and end over version `was`; false when that is no longer its version.
///
/// # Errors
/// What the engine says.
pub async fn set_state(conn: &mut Conn, c: &Cooperation, was: i64) -> sqlx::Result<bool> {
    let sql = "UPDATE cooperation SET state = $1, version = $2, revision_reason = $3, ended_on = $4, end_reason = $5 WHERE slug = $6 AND version = $7";
    let query = sqlx::query(sql).bind(c.state.key()).bind(was + 1).bind(&c.revision_reason).bind(&c.ended_on).bind(&c.end_reason);
    let done = query.bind(&c.slug).bind(was).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}

/// A part of the text being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part<T> {
    /// 0 before it has been saved.
    pub version: i64,
    pub content: T,
    pub changed_at: String,
    pub changed_by: String,
}

/// A part of the text being written; empty when nothing has been saved.
///
/// # Errors
/// What the engine says.
pub async fn part<T: DeserializeOwned + Default>(conn: &mut Conn, slug: &str, part: &str) -> anyhow::Result<Part<T>> {
    let sql = "SELECT version, content, changed_at, changed_by FROM cooperation_part WHERE slug = $1 AND part = $2";
    let Some(row) = sqlx::query(sql).bind(slug.to_owned()).bind(part.to_owned()).fetch_optional(conn).await? else {
        return Ok(Part::default());
    };
    let content = serde_json::from_str(&row.get::<String, _>(1)).with_context(|| format!("{part} of {slug}"))?;
    Ok(Part { version: row.get(0), content, changed_at: row.get(2), changed_by: row.get(3) })
}

/// The parts of the text being written.
pub const ABOUT: &str = "om";
pub const PARTIES: &str = "parter";
pub const GOALS: &str = "mal";

/// What the agreement is about, as typed.
///
/// # Errors
/// What the engine says.
pub async fn about(conn: &mut Conn, slug: &str) -> anyhow::Result<Part<AboutDraft>> {
    part(conn, slug, ABOUT).await
}

/// Saves a part over version `was` (0: it is new); false when that is no longer its version, and then nothing is written.
///
/// # Errors
/// What the engine says.
pub async fn save_part<T: Serialize>(conn: &mut Conn, slug: &str, name: &str, p: &Part<T>, was: i64) -> anyhow::Result<bool> {
    let content = serde_json::to_string(&p.content)?;
    let sql = if was == 0 {
        "INSERT INTO cooperation_part (version, content, changed_at, changed_by, slug, part) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (slug, part) DO NOTHING"
    } else {
        "UPDATE cooperation_part SET version = $1, content = $2, changed_at = $3, changed_by = $4 WHERE slug = $5 AND part = $6 AND version = $1 - 1"
    };
    let query = sqlx::query(sql).bind(was + 1).bind(content).bind(&p.changed_at).bind(&p.changed_by);
    let done = query.bind(slug.to_owned()).bind(name.to_owned()).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}

/// A commitment being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingCommitment {
    /// Stable over versions of the agreement.
    pub id: String,
    pub slug: String,
    pub number: i64,
    pub version: i64,
    pub draft: CommitmentDraft,
    pub changed_at: String,
    pub changed_by: String,
    pub withdrawn_on: Option<String>,
    pub withdrawn_reason: Option<String>,
}

const COMMITMENT: &str =
    "SELECT id, slug, number, version, content, changed_at, changed_by, withdrawn_on, withdrawn_reason FROM cooperation_commitment";

fn read_commitment(row: &AnyRow) -> anyhow::Result<WorkingCommitment> {
    let id: String = row.get(0);
    Ok(WorkingCommitment {
        draft: serde_json::from_str(&row.get::<String, _>(4)).with_context(|| format!("commitment {id}"))?,
        id,
        slug: row.get(1),
        number: row.get(2),
        version: row.get(3),
        changed_at: row.get(5),
        changed_by: row.get(6),
        withdrawn_on: row.get(7),
        withdrawn_reason: row.get(8),
    })
}

/// The commitments being written, withdrawn ones too, in order.
///
/// # Errors
/// What the engine says.
pub async fn working(conn: &mut Conn, slug: &str) -> anyhow::Result<Vec<WorkingCommitment>> {
    let sql = format!("{COMMITMENT} WHERE slug = $1 ORDER BY number");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(slug.to_owned()).fetch_all(conn).await?;
    rows.iter().map(read_commitment).collect()
}

/// One commitment being written.
///
/// # Errors
/// What the engine says.
pub async fn working_one(conn: &mut Conn, slug: &str, id: &str) -> anyhow::Result<Option<WorkingCommitment>> {
    Ok(working(conn, slug).await?.into_iter().find(|c| c.id == id))
}

/// Adds a commitment.
///
/// # Errors
/// What the engine says.
pub async fn add_working(conn: &mut Conn, c: &WorkingCommitment) -> anyhow::Result<()> {
    let sql = "INSERT INTO cooperation_commitment (id, slug, number, version, content, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let query = sqlx::query(sql).bind(&c.id).bind(&c.slug).bind(c.number).bind(c.version).bind(serde_json::to_string(&c.draft)?);
    query.bind(&c.changed_at).bind(&c.changed_by).execute(conn).await?;
    Ok(())
}

/// Saves a commitment's next text over version `was`; false when that is no longer the version, and then nothing is written.
///
/// # Errors
/// What the engine says.
pub async fn save_working(conn: &mut Conn, c: &WorkingCommitment, was: i64) -> anyhow::Result<bool> {
    let sql = "UPDATE cooperation_commitment SET version = $1, content = $2, changed_at = $3, changed_by = $4, withdrawn_on = $5, withdrawn_reason = $6 WHERE id = $7 AND version = $8";
    let query = sqlx::query(sql).bind(was + 1).bind(serde_json::to_string(&c.draft)?).bind(&c.changed_at).bind(&c.changed_by);
    let done = query.bind(&c.withdrawn_on).bind(&c.withdrawn_reason).bind(&c.id).bind(was).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}
