//! Rows of computations done again.

use platform::Conn;

/// A computation done again from the figures it was made of.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Serialize, utoipa::ToSchema)]
pub struct Recheck {
    pub slug: String,
    pub run: i64,
    pub number: i64,
    pub checked_at: String,
    pub checked_by: String,
    pub program: String,
    pub outcome_sha256: String,
    /// 1 when every digit was the same.
    pub agrees: i64,
}

/// Every time an evaluation's computations have been done again, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn of(conn: &mut Conn, slug: &str) -> sqlx::Result<Vec<Recheck>> {
    let sql = "SELECT slug, run, number, checked_at, checked_by, program, outcome_sha256, agrees FROM evaluation_check \
               WHERE slug = $1 ORDER BY run, number";
    sqlx::query_as(sql).bind(slug.to_owned()).fetch_all(conn).await
}

/// Keeps one.
///
/// # Errors
/// What the engine says.
pub async fn add(conn: &mut Conn, c: &Recheck) -> sqlx::Result<()> {
    let sql = "INSERT INTO evaluation_check (slug, run, number, checked_at, checked_by, program, outcome_sha256, agrees) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let query = sqlx::query(sql).bind(&c.slug).bind(c.run).bind(c.number).bind(&c.checked_at).bind(&c.checked_by);
    query.bind(&c.program).bind(&c.outcome_sha256).bind(c.agrees).execute(conn).await.map(drop)
}
