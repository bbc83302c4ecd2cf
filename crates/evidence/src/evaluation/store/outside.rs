//! Rows of evaluations brought in from outside, and their files.

use platform::Conn;
use sqlx::{AssertSqlSafe, Row};

/// An evaluation made by somebody else.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Serialize, utoipa::ToSchema)]
pub struct Outside {
    pub id: String,
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

const COLUMNS: &str = "id, title, author, year, method, grade, result, finding, transferability, areas, districts, municipality_code, file_name, \
                       file_size, file_sha256, brought_at, brought_by, mandate";

/// Every one, newest brought in first.
///
/// # Errors
/// What the engine says.
pub async fn all(conn: &mut Conn) -> sqlx::Result<Vec<Outside>> {
    let sql = format!("SELECT {COLUMNS} FROM outside_evaluation ORDER BY brought_at DESC, id");
    sqlx::query_as(AssertSqlSafe(sql)).fetch_all(conn).await
}

/// One of them.
///
/// # Errors
/// What the engine says.
pub async fn one(conn: &mut Conn, id: &str) -> sqlx::Result<Option<Outside>> {
    let sql = format!("SELECT {COLUMNS} FROM outside_evaluation WHERE id = $1");
    sqlx::query_as(AssertSqlSafe(sql)).bind(id.to_owned()).fetch_optional(conn).await
}

/// Its file.
///
/// # Errors
/// What the engine says.
pub async fn file(conn: &mut Conn, id: &str) -> sqlx::Result<Option<Vec<u8>>> {
    let row = sqlx::query("SELECT content FROM outside_evaluation_file WHERE id = $1").bind(id.to_owned()).fetch_optional(conn).await?;
    Ok(row.map(|r| r.get(0)))
}

/// Brings one in with its file.
///
/// # Errors
/// What the engine says.
pub async fn add(conn: &mut Conn, o: &Outside, content: Vec<u8>) -> sqlx::Result<()> {
    let sql = format!(
        "INSERT INTO outside_evaluation ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(&o.id).bind(&o.title).bind(&o.author).bind(o.year).bind(&o.method).bind(&o.grade);
    let query = query.bind(&o.result).bind(&o.finding).bind(&o.transferability).bind(&o.areas).bind(&o.districts);
    let query = query.bind(&o.municipality_code).bind(&o.file_name).bind(o.file_size).bind(&o.file_sha256);
    query.bind(&o.brought_at).bind(&o.brought_by).bind(&o.mandate).execute(&mut *conn).await?;
    let sql = "INSERT INTO outside_evaluation_file (id, content) VALUES ($1, $2)";
    sqlx::query(sql).bind(&o.id).bind(content).execute(conn).await.map(drop)
}
