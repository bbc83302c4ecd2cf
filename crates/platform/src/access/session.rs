//! Sessions, API tokens and the throttle on sign-in, all in the database so that every process knows them.
//!
//! A token is 256 random bits; the database holds its SHA-256 only.

use super::{Caller, Mandate, account};
use crate::clock;
use crate::db::{Conn, Db, Tx, stamp};
use chrono::Duration;
use serde_json::json;
use sha2::{Digest, Sha256};

/// A session lasts a working day.
pub const SESSION_HOURS: i64 = 12;
const WINDOW_MINUTES: i64 = 15;
const FAILURES_PER_LOGIN: i64 = 5;
const FAILURES_PER_ADDRESS: i64 = 40;

/// A new API token; the secret is shown once.
#[derive(Clone, Debug)]
pub struct TokenGiven {
    pub id: String,
    pub secret: String,
    pub expires_at: String,
}

/// An API token as it is read; its id is the beginning of the digest, which opens nothing.
#[derive(Clone, Debug, sqlx::FromRow, serde::Serialize)]
pub struct Token {
    pub id: String,
    pub account_id: String,
    pub name: String,
    pub created_at: String,
    pub expires_at: String,
    pub revoked_at: Option<String>,
}

fn digest(token: &str) -> String {
    clock::hex(&Sha256::digest(token.as_bytes()))
}

/// Opens a session and returns its secret, for the cookie.
///
/// # Errors
/// What the engine says.
pub async fn open_session(db: &Db, account_id: &str) -> anyhow::Result<String> {
    let token = clock::secret()?;
    let now = db.now();
    let mut conn = db.read().await?;
    sqlx::query("DELETE FROM session WHERE expires_at < $1").bind(stamp(now)).execute(&mut *conn).await?;
    sqlx::query("INSERT INTO session (token_hash, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)")
        .bind(digest(&token))
        .bind(account_id)
        .bind(stamp(now))
        .bind(stamp(now + Duration::hours(SESSION_HOURS)))
        .execute(&mut *conn)
        .await?;
    Ok(token)
}

/// Ends a session.
///
/// # Errors
/// What the engine says.
pub async fn close_session(conn: &mut Conn, token: &str) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM session WHERE token_hash = $1").bind(digest(token)).execute(conn).await.map(drop)
}

/// The person behind a session cookie, if the session still runs.
///
/// # Errors
/// What the engine says.
pub async fn caller_for_session(db: &Db, token: &str) -> sqlx::Result<Option<Caller>> {
    let sql = "SELECT account_id FROM session WHERE token_hash = $1 AND expires_at > $2";
    holder(db, sql, token).await
}

/// The person behind an API token, if it is neither expired nor revoked.
///
/// # Errors
/// What the engine says.
pub async fn caller_for_token(db: &Db, token: &str) -> sqlx::Result<Option<Caller>> {
    let sql = "SELECT account_id FROM api_token WHERE token_hash = $1 AND expires_at > $2 AND revoked_at IS NULL";
    holder(db, sql, token).await
}

async fn holder(db: &Db, sql: &'static str, token: &str) -> sqlx::Result<Option<Caller>> {
    let mut conn = db.read().await?;
    let found: Option<(String,)> = sqlx::query_as(sql).bind(digest(token)).bind(stamp(db.now())).fetch_optional(&mut *conn).await?;
    match found {
        Some((account_id,)) => account::caller(&mut conn, &account_id, &db.today().to_string()).await,
        None => Ok(None),
    }
}

/// Gives an account an API token that runs for `days`. The journal has its id and name, never the secret.
///
/// # Errors
/// What the engine says.
pub async fn create_token(tx: &mut Tx, mandate: &Mandate, account_id: &str, name: &str, days: i64) -> anyhow::Result<TokenGiven> {
    let secret = clock::secret()?;
    let hash = digest(&secret);
    let expires_at = stamp(tx.now() + Duration::days(days));
    let at = tx.stamp();
    sqlx::query("INSERT INTO api_token (token_hash, account_id, name, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(&hash)
        .bind(account_id)
        .bind(name)
        .bind(at)
        .bind(&expires_at)
        .execute(&mut **tx)
        .await?;
    let id = hash[..TOKEN_ID].to_owned();
    tx.record(mandate, "access", &id, json!({ "account": account_id, "name": name, "expires_at": expires_at }));
    Ok(TokenGiven { id, secret, expires_at })
}

/// Digits of a digest that name a token.
const TOKEN_ID: usize = 12;

/// Tokens as [`Token`] reads them, those that the condition takes.
fn tokens_where(condition: &str) -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(format!(
        "SELECT id, account_id, name, created_at, expires_at, revoked_at FROM \
         (SELECT substr(token_hash, 1, {TOKEN_ID}) AS id, api_token.* FROM api_token) AS token WHERE {condition}"
    ))
}

/// Every token of an account, revoked and expired ones too, the newest first.
///
/// # Errors
/// What the engine says.
pub async fn tokens_of(conn: &mut Conn, account_id: &str) -> sqlx::Result<Vec<Token>> {
    let sql = tokens_where("account_id = $1 ORDER BY created_at DESC, id");
    sqlx::query_as(sql).bind(account_id.to_owned()).fetch_all(conn).await
}

/// Revokes a token; none when no token that still could be used has this id.
///
/// # Errors
/// What the engine says.
pub async fn revoke_token(tx: &mut Tx, mandate: &Mandate, id: &str) -> sqlx::Result<Option<Token>> {
    let at = tx.stamp();
    let sql = tokens_where("id = $1 AND revoked_at IS NULL");
    let Some(found) = sqlx::query_as::<_, Token>(sql).bind(id.to_owned()).fetch_optional(&mut **tx).await? else {
        return Ok(None);
    };
    let sql = format!("UPDATE api_token SET revoked_at = $1 WHERE substr(token_hash, 1, {TOKEN_ID}) = $2 AND revoked_at IS NULL");
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(at).bind(id.to_owned()).execute(&mut **tx).await?;
    tx.record(mandate, "access", id, json!({ "account": found.account_id, "name": found.name }));
    Ok(Some(found))
}

/// True when too many sign-ins have failed lately, for this name or from this address.
///
/// # Errors
/// What the engine says.
pub async fn throttled(db: &Db, login: &str, address: &str) -> sqlx::Result<bool> {
    let since = stamp(db.now() - Duration::minutes(WINDOW_MINUTES));
    let mut conn = db.read().await?;
    let by_login = "SELECT count(*) FROM sign_in_attempt WHERE login = $1 AND at > $2 AND succeeded = 0";
    let by_address = "SELECT count(*) FROM sign_in_attempt WHERE address = $1 AND at > $2 AND succeeded = 0";
    let (login_failures,): (i64,) = sqlx::query_as(by_login).bind(login.trim().to_lowercase()).bind(&since).fetch_one(&mut *conn).await?;
    let (address_failures,): (i64,) = sqlx::query_as(by_address).bind(address).bind(&since).fetch_one(&mut *conn).await?;
    Ok(login_failures >= FAILURES_PER_LOGIN || address_failures >= FAILURES_PER_ADDRESS)
}

/// Notes a sign-in, so that the throttle can count.
///
/// # Errors
/// What the engine says.
pub async fn note_attempt(db: &Db, login: &str, address: &str, succeeded: bool) -> sqlx::Result<()> {
    let mut conn = db.read().await?;
    sqlx::query("INSERT INTO sign_in_attempt (id, login, address, at, succeeded) VALUES ($1, $2, $3, $4, $5)")
        .bind(clock::new_id())
        .bind(login.trim().to_lowercase())
        .bind(address)
        .bind(stamp(db.now()))
        .bind(i64::from(succeeded))
        .execute(&mut *conn)
        .await
        .map(drop)
}
