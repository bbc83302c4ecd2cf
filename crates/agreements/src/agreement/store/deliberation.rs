//! Wordings, proposals and assessments.

use crate::agreement::rules::{Answer, Assessment, Body, Class, Filling, Party, Proposal};
use anyhow::Context;
use platform::Conn;
use sqlx::Row;
use sqlx::any::AnyRow;

/// A version's template and filling, frozen when it is opened.
///
/// # Errors
/// What the engine says.
pub async fn add_edition(conn: &mut Conn, slug: &str, number: i64, template: &str, filling: &Filling) -> anyhow::Result<()> {
    sqlx::query("INSERT INTO agreement_edition (agreement_id, number, template, filling) VALUES ($1, $2, $3, $4)")
        .bind(slug.to_owned())
        .bind(number)
        .bind(template.to_owned())
        .bind(serde_json::to_string(filling)?)
        .execute(conn)
        .await?;
    Ok(())
}

/// What the template's open places are filled with in a version.
///
/// # Errors
/// What the engine says.
pub async fn filling(conn: &mut Conn, slug: &str, edition: i64) -> anyhow::Result<Filling> {
    let sql = "SELECT filling FROM agreement_edition WHERE agreement_id = $1 AND number = $2";
    let row = sqlx::query(sql).bind(slug.to_owned()).bind(edition).fetch_one(conn).await?;
    serde_json::from_str(row.get(0)).context("a filling")
}

/// One wording that a version has had.
#[derive(Clone, Debug)]
pub struct Wording {
    pub number: i64,
    pub body: Body,
    /// The clause that was written anew; none for the first wording.
    pub clause: Option<String>,
    pub proposal_id: Option<String>,
    pub at: String,
}

/// Adds a wording.
///
/// # Errors
/// What the engine says.
pub async fn add_wording(conn: &mut Conn, slug: &str, edition: i64, wording: &Wording) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO agreement_wording (agreement_id, edition, wording, body, clause, proposal_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(slug.to_owned())
    .bind(edition)
    .bind(wording.number)
    .bind(serde_json::to_string(&wording.body)?)
    .bind(wording.clause.clone())
    .bind(wording.proposal_id.clone())
    .bind(wording.at.clone())
    .execute(conn)
    .await?;
    Ok(())
}

/// Every wording of a version, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn wordings(conn: &mut Conn, slug: &str, edition: i64) -> anyhow::Result<Vec<Wording>> {
    let sql =
        "SELECT wording, body, clause, proposal_id, at FROM agreement_wording WHERE agreement_id = $1 AND edition = $2 ORDER BY wording";
    let rows = sqlx::query(sql).bind(slug.to_owned()).bind(edition).fetch_all(conn).await?;
    rows.iter().map(wording).collect()
}

fn wording(row: &AnyRow) -> anyhow::Result<Wording> {
    let body = serde_json::from_str(row.get(1)).context("a wording")?;
    Ok(Wording { number: row.get(0), body, clause: row.get(2), proposal_id: row.get(3), at: row.get(4) })
}

/// The newest wording of a version.
///
/// # Errors
/// What the engine says.
pub async fn body(conn: &mut Conn, slug: &str, edition: i64) -> anyhow::Result<Body> {
    let sql = "SELECT body FROM agreement_wording WHERE agreement_id = $1 AND edition = $2 ORDER BY wording DESC LIMIT 1";
    let row = sqlx::query(sql).bind(slug.to_owned()).bind(edition).fetch_one(conn).await?;
    serde_json::from_str(row.get(0)).context("a wording")
}

/// Adds a proposal.
///
/// # Errors
/// What the engine says.
pub async fn add_proposal(conn: &mut Conn, slug: &str, it: &Proposal) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO agreement_proposal (id, agreement_id, edition, clause, position, party, text, comment, reason, counters, at, by_name, role) \
         SELECT $1, $2, $3, $4, coalesce(max(position), 0) + 1, $5, $6, $7, $8, $9, $10, $11, $12 FROM agreement_proposal WHERE agreement_id = $13",
    )
    .bind(it.id.clone())
    .bind(slug.to_owned())
    .bind(it.edition)
    .bind(it.clause.clone())
    .bind(it.party.key())
    .bind(it.text.clone())
    .bind(it.comment.clone())
    .bind(it.reason.clone())
    .bind(it.counters.clone())
    .bind(it.at.clone())
    .bind(it.by.clone())
    .bind(it.role.clone())
    .bind(slug.to_owned())
    .execute(conn)
    .await
    .map(drop)
}

/// Sets the answer of a proposal that has none; false when it has one.
///
/// # Errors
/// What the engine says.
pub async fn answer_proposal(conn: &mut Conn, id: &str, answer: Answer, by: &str, at: &str, comment: &str) -> sqlx::Result<bool> {
    let sql = "UPDATE agreement_proposal SET answer = $1, answered_by = $2, answered_at = $3, answer_comment = $4 WHERE id = $5 AND answer IS NULL";
    let done = sqlx::query(sql)
        .bind(answer.key())
        .bind(by.to_owned())
        .bind(at.to_owned())
        .bind(comment.to_owned())
        .bind(id.to_owned())
        .execute(conn)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Every proposal for an agreement, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn proposals(conn: &mut Conn, slug: &str) -> anyhow::Result<Vec<Proposal>> {
    let sql = "SELECT id, edition, clause, party, text, comment, reason, counters, at, by_name, role, answer, answered_at, answered_by, answer_comment \
               FROM agreement_proposal WHERE agreement_id = $1 ORDER BY position";
    let rows = sqlx::query(sql).bind(slug.to_owned()).fetch_all(conn).await?;
    rows.iter().map(proposal).collect()
}

fn proposal(row: &AnyRow) -> anyhow::Result<Proposal> {
    let answer: Option<String> = row.get(11);
    Ok(Proposal {
        id: row.get(0),
        edition: row.get(1),
        clause: row.get(2),
        party: party(row.get(3))?,
        text: row.get(4),
        comment: row.get(5),
        reason: row.get(6),
        counters: row.get(7),
        at: row.get(8),
        by: row.get(9),
        role: row.get(10),
        answer: answer.as_deref().and_then(Answer::parse),
        answered_at: row.get(12),
        answered_by: row.get(13),
        answer_comment: row.get(14),
    })
}

fn party(key: &str) -> anyhow::Result<Party> {
    Party::parse(key).with_context(|| format!("{key:?} is no party"))
}

/// Adds a reason or a class.
///
/// # Errors
/// What the engine says.
pub async fn add_assessment(conn: &mut Conn, slug: &str, it: &Assessment) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO agreement_assessment (agreement_id, position, edition, clause, text, class, reason, party, at, by_name, role) \
         SELECT $1, coalesce(max(position), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10 FROM agreement_assessment WHERE agreement_id = $11",
    )
    .bind(slug.to_owned())
    .bind(it.edition)
    .bind(it.clause.clone())
    .bind(it.text.clone())
    .bind(it.class.map(Class::key))
    .bind(it.reason.clone())
    .bind(it.party.key())
    .bind(it.at.clone())
    .bind(it.by.clone())
    .bind(it.role.clone())
    .bind(slug.to_owned())
    .execute(conn)
    .await
    .map(drop)
}

/// Every reason and class of an agreement, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn assessments(conn: &mut Conn, slug: &str) -> anyhow::Result<Vec<Assessment>> {
    let sql = "SELECT edition, clause, text, class, reason, party, at, by_name, role FROM agreement_assessment \
               WHERE agreement_id = $1 ORDER BY position";
    let rows = sqlx::query(sql).bind(slug.to_owned()).fetch_all(conn).await?;
    rows.iter().map(assessment).collect()
}

fn assessment(row: &AnyRow) -> anyhow::Result<Assessment> {
    let class: Option<String> = row.get(3);
    Ok(Assessment {
        edition: row.get(0),
        clause: row.get(1),
        text: row.get(2),
        class: class.as_deref().and_then(Class::parse),
        reason: row.get(4),
        party: party(row.get(5))?,
        at: row.get(6),
        by: row.get(7),
        role: row.get(8),
    })
}

/// Lets the reasons and classes of one version hold for the next, whose first wording is the same.
///
/// # Errors
/// What the engine says.
pub async fn carry_assessments(conn: &mut Conn, slug: &str, from: i64, to: i64) -> anyhow::Result<()> {
    for assessment in assessments(&mut *conn, slug).await?.into_iter().filter(|a| a.edition == from) {
        add_assessment(&mut *conn, slug, &Assessment { edition: to, ..assessment }).await?;
    }
    Ok(())
}
