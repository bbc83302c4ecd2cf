//! Files that have been tried and wait to be confirmed.

use platform::Conn;
use sqlx::Row;

/// A waiting file.
#[derive(Clone, Debug)]
pub struct Draft {
    pub id: String,
    pub file_name: String,
    pub sha256: String,
    pub content: Vec<u8>,
    pub account_id: String,
    pub made_at: String,
}

/// Keeps a file.
///
/// # Errors
/// What the engine says.
pub async fn insert(conn: &mut Conn, d: &Draft) -> sqlx::Result<()> {
    let sql =
        "INSERT INTO import_draft (id, file_name, sha256, content, synthetic, account_id, made_at) VALUES ($1, $2, $3, $4, 0, $5, $6)";
    let query = sqlx::query(sql).bind(&d.id).bind(&d.file_name).bind(&d.sha256).bind(d.content.clone());
    query.bind(&d.account_id).bind(&d.made_at).execute(conn).await.map(drop)
}

/// The file this person has waiting under this id.
///
/// # Errors
/// What the engine says.
pub async fn one(conn: &mut Conn, id: &str, account_id: &str) -> sqlx::Result<Option<Draft>> {
    let sql = "SELECT id, file_name, sha256, content, account_id, made_at FROM import_draft WHERE id = $1 AND account_id = $2";
    let row = sqlx::query(sql).bind(id.to_owned()).bind(account_id.to_owned()).fetch_optional(conn).await?;
    Ok(row.map(|r| Draft {
        id: r.get(0),
        file_name: r.get(1),
        sha256: r.get(2),
        content: r.get(3),
        account_id: r.get(4),
        made_at: r.get(5),
    }))
}

/// Takes a file away, once it is confirmed or given up.
///
/// # Errors
/// What the engine says.
pub async fn delete(conn: &mut Conn, id: &str) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM import_draft WHERE id = $1").bind(id.to_owned()).execute(conn).await.map(drop)
}

/// Takes away the files a person tried before.
///
/// # Errors
/// What the engine says.
pub async fn delete_of(conn: &mut Conn, account_id: &str) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM import_draft WHERE account_id = $1").bind(account_id.to_owned()).execute(conn).await.map(drop)
}
