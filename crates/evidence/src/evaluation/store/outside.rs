//! Rows of evaluations brought in from outside, and their files.

use platform::Conn;
use sqlx::{AssertSqlSafe, Row};

/// An evaluation made by somebody else.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow, serde::Serialize, utoipa::ToSchema)]
pub struct Outside {
    /// Of this version.
    pub id: String,
    /// Of the first version: the address of them all.
    pub work: String,
    pub version: i64,
    /// Why this version was written; empty for the first.
    pub reason: String,
    pub title: String,
    pub author: String,
    pub year: i64,
    /// `effect`, `trend`, `process`, `interviews`, `review`, `economic`.
    pub method: String,
    /// `strong`, `moderate`, `limited`, `insufficient`.
    pub grade: String,
    /// `positive`, `mixed`, `notfound`, `negative`, `notasked`.
    pub result: String,
    pub finding: String,
    pub transferability: String,
    /// Keys of goal areas with commas between.
    pub areas: String,
    /// Slugs of districts with commas between.
    pub districts: String,
    /// Empty where it concerns several.
    pub municipality_code: String,
    pub file_name: String,
    pub file_size: i64,
    pub file_sha256: String,
    pub brought_at: String,
    pub brought_by: String,
    pub mandate: String,
}

impl Outside {
    pub fn area_keys(&self) -> impl Iterator<Item = &str> {
        self.areas.split(',').filter(|a| !a.is_empty())
    }

    pub fn district_slugs(&self) -> impl Iterator<Item = &str> {
        self.districts.split(',').filter(|d| !d.is_empty())
    }
}

const COLUMNS: &str = "id, work, version, reason, title, author, year, method, grade, result, finding, transferability, areas, districts, \
                       municipality_code, file_name, file_size, file_sha256, brought_at, brought_by, mandate";

/// The newest version of every one, newest brought in first.
///
/// # Errors
/// What the engine says.
pub async fn all(conn: &mut Conn) -> sqlx::Result<Vec<Outside>> {
    let later = "SELECT 1 FROM outside_evaluation later WHERE later.work = o.work AND later.version > o.version";
    let sql = format!("SELECT {COLUMNS} FROM outside_evaluation o WHERE NOT EXISTS ({later}) ORDER BY brought_at DESC, id");
    sqlx::query_as(AssertSqlSafe(sql)).fetch_all(conn).await
}

/// Every version of one, oldest first; none where there is no such work.
///
/// # Errors
/// What the engine says.
pub async fn versions(conn: &mut Conn, work: &str) -> sqlx::Result<Vec<Outside>> {
    let sql = format!("SELECT {COLUMNS} FROM outside_evaluation WHERE work = $1 ORDER BY version");
    sqlx::query_as(AssertSqlSafe(sql)).bind(work.to_owned()).fetch_all(conn).await
}

/// The file of a version: its own, or the same file as an earlier version brought it in.
///
/// # Errors
/// What the engine says.
pub async fn file(conn: &mut Conn, of: &Outside) -> sqlx::Result<Option<Vec<u8>>> {
    let sql = "SELECT f.content FROM outside_evaluation o JOIN outside_evaluation_file f ON f.id = o.id
               WHERE o.work = $1 AND o.file_sha256 = $2 AND o.version <= $3 ORDER BY o.version DESC LIMIT 1";
    let row = sqlx::query(sql).bind(&of.work).bind(&of.file_sha256).bind(of.version).fetch_optional(conn).await?;
    Ok(row.map(|r| r.get(0)))
}

/// Brings in a version, with its file where it has one of its own.
///
/// # Errors
/// What the engine says; a unique violation where somebody else wrote the same version first.
pub async fn add(conn: &mut Conn, o: &Outside, content: Option<Vec<u8>>) -> sqlx::Result<()> {
    let places = (1..=21).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!("INSERT INTO outside_evaluation ({COLUMNS}) VALUES ({places})");
    let query = sqlx::query(AssertSqlSafe(sql)).bind(&o.id).bind(&o.work).bind(o.version).bind(&o.reason);
    let query = query.bind(&o.title).bind(&o.author).bind(o.year).bind(&o.method).bind(&o.grade);
    let query = query.bind(&o.result).bind(&o.finding).bind(&o.transferability).bind(&o.areas).bind(&o.districts);
    let query = query.bind(&o.municipality_code).bind(&o.file_name).bind(o.file_size).bind(&o.file_sha256);
    query.bind(&o.brought_at).bind(&o.brought_by).bind(&o.mandate).execute(&mut *conn).await?;
    let Some(content) = content else { return Ok(()) };
    let sql = "INSERT INTO outside_evaluation_file (id, content) VALUES ($1, $2)";
    sqlx::query(sql).bind(&o.id).bind(content).execute(conn).await.map(drop)
}
