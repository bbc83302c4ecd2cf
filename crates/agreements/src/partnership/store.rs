//! Rows of partnerships. The version that holds is read; the earlier ones are kept beside it.

pub mod group;
pub mod invitation;
pub mod meeting;
pub mod member;

pub use group::groups;
pub use invitation::invitations;
pub use meeting::{meeting, meetings};
pub use member::{all_memberships, membership, memberships};

use super::rules::Founding;
use chrono::NaiveDate;
use platform::db::day;
use platform::{Conn, Tx};
use serde::Serialize;
use sqlx::Row;

/// A member of a partnership on some day, as other rooms need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    pub organisation_id: String,
    pub name: String,
    /// `agency`, `region`, `business`, `property_owner`, `residents`, `other`.
    pub kind: String,
    /// `assignment`, `choice` or `supporter`.
    pub basis: String,
    pub since: NaiveDate,
    /// The last day: the exit or the end of the assignment, whichever comes first.
    pub until: Option<NaiveDate>,
    /// The functions that speak for it, with what they may do: those with a mandate on the day.
    pub representatives: Vec<String>,
}

/// Who is in the partnership of a municipality on a day, the bound first, then by name. Empty where no partnership has been formed.
///
/// # Errors
/// What the engine says.
pub async fn members(conn: &mut Conn, municipality_code: &str, day: NaiveDate) -> anyhow::Result<Vec<Member>> {
    let all = memberships(conn, municipality_code).await?;
    let active = all.into_iter().filter(|m| m.is_active_on(day));
    Ok(active
        .map(|m| Member {
            until: m.last_day(),
            representatives: m.representatives.iter().filter(|r| r.is_active_on(day)).map(|r| r.post.clone()).collect(),
            organisation_id: m.organisation_id,
            name: m.name,
            kind: m.kind.key().into(),
            basis: m.basis.key().into(),
            since: m.since,
        })
        .collect())
}

/// A partnership that has been formed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Partnership {
    pub municipality_code: String,
    pub formed_on: NaiveDate,
    pub residents: String,
    pub coordination: String,
    pub version: i64,
}

/// The partnership of a municipality, if it has been formed.
///
/// # Errors
/// What the engine says.
pub async fn partnership(conn: &mut Conn, municipality_code: &str) -> anyhow::Result<Option<Partnership>> {
    Ok(all(conn).await?.into_iter().find(|p| p.municipality_code == municipality_code))
}

/// Every partnership that has been formed.
///
/// # Errors
/// What the engine says.
pub async fn all(conn: &mut Conn) -> anyhow::Result<Vec<Partnership>> {
    let sql = "SELECT p.municipality_code, v.formed_on, v.residents, v.coordination, p.version FROM partnership p \
        JOIN partnership_version v ON v.municipality_code = p.municipality_code AND v.version = p.version ORDER BY p.municipality_code";
    let rows = sqlx::query(sql).fetch_all(conn).await?;
    let one = |row: &sqlx::any::AnyRow| {
        Ok(Partnership {
            municipality_code: row.get(0),
            formed_on: day(row.get(1))?,
            residents: row.get(2),
            coordination: row.get(3),
            version: row.get(4),
        })
    };
    rows.iter().map(one).collect()
}

/// Who said something, when, and why it was said anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Said {
    pub version: i64,
    pub reason: String,
    pub by_name: String,
    pub at: String,
}

/// Every version of a partnership, newest first.
///
/// # Errors
/// What the engine says.
pub async fn versions(conn: &mut Conn, municipality_code: &str) -> sqlx::Result<Vec<Said>> {
    let sql = "SELECT version, reason, by_name, at FROM partnership_version WHERE municipality_code = $1 ORDER BY version DESC";
    sqlx::query_as(sql).bind(municipality_code.to_owned()).fetch_all(conn).await
}

/// Forms the partnership.
///
/// # Errors
/// When it has been formed already, or what the engine says.
pub async fn insert(tx: &mut Tx, code: &str, founding: &Founding) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO partnership (municipality_code, version) VALUES ($1, 1)").bind(code.to_owned()).execute(&mut **tx).await?;
    insert_version(tx, code, 1, founding).await
}

/// Says anew how the partnership is formed; false when somebody else was first.
///
/// # Errors
/// What the engine says.
pub async fn correct(tx: &mut Tx, code: &str, version: i64, founding: &Founding) -> sqlx::Result<bool> {
    let sql = "UPDATE partnership SET version = version + 1 WHERE municipality_code = $1 AND version = $2";
    let done = sqlx::query(sql).bind(code.to_owned()).bind(version).execute(&mut **tx).await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    insert_version(tx, code, version + 1, founding).await.map(|()| true)
}

async fn insert_version(tx: &mut Tx, code: &str, version: i64, f: &Founding) -> sqlx::Result<()> {
    let (by, at) = signed(tx);
    sqlx::query(
        "INSERT INTO partnership_version (municipality_code, version, formed_on, residents, coordination, reason, by_name, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(code.to_owned())
    .bind(version)
    .bind(f.formed_on.to_string())
    .bind(&f.residents)
    .bind(&f.coordination)
    .bind(&f.reason)
    .bind(by)
    .bind(at)
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Who writes, and the moment, as every version keeps them.
fn signed(tx: &Tx) -> (String, String) {
    (tx.caller().name().to_owned(), tx.stamp())
}

/// A slug that is free: `alby`, `alby-2`, `alby-3`.
fn free_slug(wanted: &str, taken: &[String]) -> String {
    let is_free = |slug: &String| !taken.contains(slug);
    let numbered = (2..).map(|n| format!("{wanted}-{n}"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}
