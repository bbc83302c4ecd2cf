//! Rows of the programme room.

pub mod finding;
pub mod offer;

pub use offer::{offer, offers};

use platform::Conn;
use sqlx::Row;

/// The fingerprint of the files a programme was last loaded from; none when it has not been loaded.
///
/// # Errors
/// What the engine says.
pub async fn source_hash(conn: &mut Conn, programme: &str) -> sqlx::Result<Option<String>> {
    let sql = "SELECT source_hash FROM programme WHERE id = $1";
    Ok(sqlx::query(sql).bind(programme.to_owned()).fetch_optional(conn).await?.map(|row| row.get(0)))
}

/// Notes that a programme has been loaded from files with this fingerprint.
///
/// # Errors
/// What the engine says.
pub async fn put_programme(conn: &mut Conn, programme: &str, hash: &str, at: &str) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO programme (id, source_hash, loaded_at) VALUES ($1, $2, $3) \
         ON CONFLICT (id) DO UPDATE SET source_hash = excluded.source_hash, loaded_at = excluded.loaded_at",
    )
    .bind(programme.to_owned())
    .bind(hash.to_owned())
    .bind(at.to_owned())
    .execute(conn)
    .await
    .map(drop)
}
