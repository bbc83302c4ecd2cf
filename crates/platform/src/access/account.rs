//! Accounts and the roles they hold.

use super::{Assignment, Caller, Role};
use crate::clock;
use crate::db::{Conn, Tx};

/// An account as it is read; the password's hash stays behind.
#[derive(Clone, Debug, sqlx::FromRow, serde::Serialize)]
pub struct Account {
    pub id: String,
    pub login: String,
    pub name: String,
    pub disabled: i64,
}

/// Adds an account. `name` is what others see: in the demo the role, never an invented person.
///
/// # Errors
/// When the sign-in name is taken.
pub async fn add_account(tx: &mut Tx, login: &str, name: &str, password_hash: &str) -> sqlx::Result<String> {
    let id = clock::new_id();
    let at = tx.stamp();
    sqlx::query("INSERT INTO account (id, login, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(&id)
        .bind(login.trim().to_lowercase())
        .bind(name)
        .bind(password_hash)
        .bind(at)
        .execute(&mut **tx)
        .await?;
    Ok(id)
}

/// Sets a new password and ends the account's sessions.
///
/// # Errors
/// What the engine says.
pub async fn set_password(tx: &mut Tx, account_id: &str, password_hash: &str) -> sqlx::Result<()> {
    sqlx::query("UPDATE account SET password_hash = $1 WHERE id = $2").bind(password_hash).bind(account_id).execute(&mut **tx).await?;
    sqlx::query("DELETE FROM session WHERE account_id = $1").bind(account_id).execute(&mut **tx).await.map(drop)
}

/// Closes an account: nobody signs in with it, its sessions end and its tokens are revoked. What it has done stands.
///
/// # Errors
/// What the engine says.
pub async fn close_account(tx: &mut Tx, account_id: &str) -> sqlx::Result<()> {
    let at = tx.stamp();
    sqlx::query("UPDATE account SET disabled = 1 WHERE id = $1").bind(account_id).execute(&mut **tx).await?;
    sqlx::query("DELETE FROM session WHERE account_id = $1").bind(account_id).execute(&mut **tx).await?;
    let sql = "UPDATE api_token SET revoked_at = $1 WHERE account_id = $2 AND revoked_at IS NULL";
    sqlx::query(sql).bind(at).bind(account_id).execute(&mut **tx).await.map(drop)
}

/// Gives an account a role for an organisation from today.
///
/// # Errors
/// What the engine says.
pub async fn assign(tx: &mut Tx, account_id: &str, held: &Assignment) -> sqlx::Result<()> {
    let from = tx.today().to_string();
    sqlx::query(
        "INSERT INTO assignment (id, account_id, role, organisation_id, organisation_name, municipality_code, valid_from) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(clock::new_id())
    .bind(account_id)
    .bind(held.role.key())
    .bind(&held.organisation_id)
    .bind(&held.organisation_name)
    .bind(&held.municipality_code)
    .bind(from)
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Every account, by sign-in name.
///
/// # Errors
/// What the engine says.
pub async fn all_accounts(conn: &mut Conn) -> sqlx::Result<Vec<Account>> {
    sqlx::query_as("SELECT id, login, name, disabled FROM account ORDER BY login").fetch_all(conn).await
}

/// The account with this sign-in name, open or closed.
///
/// # Errors
/// What the engine says.
pub async fn account_named(conn: &mut Conn, login: &str) -> sqlx::Result<Option<Account>> {
    let sql = "SELECT id, login, name, disabled FROM account WHERE login = $1";
    sqlx::query_as(sql).bind(login.trim().to_lowercase()).fetch_optional(conn).await
}

/// Id and password hash of an account that may sign in.
///
/// # Errors
/// What the engine says.
pub async fn find_login(conn: &mut Conn, login: &str) -> sqlx::Result<Option<(String, String)>> {
    let sql = "SELECT id, password_hash FROM account WHERE login = $1 AND disabled = 0";
    sqlx::query_as(sql).bind(login.trim().to_lowercase()).fetch_optional(conn).await
}

/// The person behind an account, with the roles held today.
pub(super) async fn caller(conn: &mut Conn, account_id: &str, today: &str) -> sqlx::Result<Option<Caller>> {
    let sql = "SELECT name FROM account WHERE id = $1 AND disabled = 0";
    let Some((name,)) = sqlx::query_as::<_, (String,)>(sql).bind(account_id).fetch_optional(&mut *conn).await? else { return Ok(None) };
    let sql = "SELECT role, organisation_id, organisation_name, municipality_code FROM assignment WHERE account_id = $1 AND (valid_to IS NULL OR valid_to >= $2) ORDER BY id";
    let rows: Vec<(String, String, String, Option<String>)> = sqlx::query_as(sql).bind(account_id).bind(today).fetch_all(conn).await?;
    let held = rows.into_iter().filter_map(|(role, organisation_id, organisation_name, municipality_code)| {
        Role::parse(&role).map(|role| Assignment { role, organisation_id, organisation_name, municipality_code })
    });
    Ok(Some(Caller::person(account_id, name, held.collect())))
}
