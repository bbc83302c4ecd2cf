//! The minister's decisions to put somebody in their place.

use crate::agreement::rules::Delegation;
use platform::{Conn, db};
use sqlx::Row;
use sqlx::any::AnyRow;

/// Adds a delegation.
///
/// # Errors
/// What the engine says.
pub async fn add_delegation(conn: &mut Conn, it: &Delegation, at: &str, by: &str) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO agreement_delegation (id, office, reference, decided_on, valid_to, registered_at, registered_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(it.id.clone())
    .bind(it.office.clone())
    .bind(it.reference.clone())
    .bind(it.decided_on.to_string())
    .bind(it.valid_to.map(|d| d.to_string()))
    .bind(at.to_owned())
    .bind(by.to_owned())
    .execute(conn)
    .await
    .map(drop)
}

const COLUMNS: &str = "SELECT id, office, reference, decided_on, valid_to FROM agreement_delegation";

/// Every delegation, newest decision first.
///
/// # Errors
/// What the engine says.
pub async fn delegations(conn: &mut Conn) -> anyhow::Result<Vec<Delegation>> {
    let sql = format!("{COLUMNS} ORDER BY decided_on DESC, id");
    sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(conn).await?.iter().map(read).collect()
}

/// The delegation with this id.
///
/// # Errors
/// What the engine says.
pub async fn delegation(conn: &mut Conn, id: &str) -> anyhow::Result<Option<Delegation>> {
    let sql = format!("{COLUMNS} WHERE id = $1");
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id.to_owned()).fetch_optional(conn).await?.as_ref().map(read).transpose()
}

fn read(row: &AnyRow) -> anyhow::Result<Delegation> {
    let (decided_on, valid_to): (String, Option<String>) = (row.get(3), row.get(4));
    Ok(Delegation {
        id: row.get(0),
        office: row.get(1),
        reference: row.get(2),
        decided_on: db::day(&decided_on)?,
        valid_to: db::optional_day(valid_to.as_deref())?,
    })
}
