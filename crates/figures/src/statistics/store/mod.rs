//! Rows of deliveries, observations, places and gaps. The answers other rooms ask for stand here.

pub mod consent;
pub mod deliveries;
pub mod drafts;
pub mod gaps;
pub mod inside;
pub mod observations;
pub mod places;

pub use deliveries::{deliveries, vintage};
pub use gaps::gaps;
pub use inside::{AreaFigures, area_figures};
pub use places::{all_districts_values, is_synthetic, latest, picture, series};

use super::universe::Universe;
use agreements::place;
use platform::Conn;
use sqlx::Row;

/// Every area there is, as the districts' present readings have them; what only earlier readings held lies outside the districts.
///
/// # Errors
/// What the engine says.
pub async fn universe(conn: &mut Conn) -> anyhow::Result<Universe> {
    let municipalities = place::store::municipalities(conn).await?;
    let districts = place::store::districts(conn).await?;
    let rows =
        sqlx::query("SELECT system, area, municipality_code FROM statistic_area ORDER BY system, area").fetch_all(&mut *conn).await?;
    let others: Vec<_> = rows.iter().map(|r| (r.get(0), r.get(1), r.get(2))).collect();
    Ok(Universe::new(&municipalities, &districts, &others).with_former(&earlier_codes(conn).await?))
}

/// Codes of the readings that no longer hold: system, code as the reading has it, municipality.
async fn earlier_codes(conn: &mut Conn) -> sqlx::Result<Vec<(String, String, String)>> {
    let sql = "SELECT DISTINCT r.system, c.code, d.municipality_code FROM district d \
               JOIN district_reading r ON r.district_id = d.id AND r.reading <> d.reading \
               JOIN district_code c ON c.district_id = d.id AND c.reading = r.reading ORDER BY r.system, c.code, d.municipality_code";
    sqlx::query_as(sql).fetch_all(conn).await
}

/// Admits areas outside the districts (system, code, municipality), so that figures about them may come in. Known ones are passed over.
///
/// # Errors
/// What the engine says.
pub async fn admit_areas(conn: &mut Conn, areas: &[(String, String, String)]) -> sqlx::Result<()> {
    for chunk in areas.chunks(500) {
        let sql = format!(
            "INSERT INTO statistic_area (system, area, municipality_code) VALUES {} ON CONFLICT (system, area) DO NOTHING",
            place_holders(conn, chunk.len(), 3)
        );
        let query = chunk.iter().fold(sqlx::query(sqlx::AssertSqlSafe(sql)), |q, (s, a, m)| q.bind(s).bind(a).bind(m));
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

/// `($1, $2), ($3, $4)` for a statement that writes several rows; `(?, ?), (?, ?)` for SQLite, which looks up a numbered parameter among all that
/// came before it, so that three thousand of them cost more than the rows.
pub(crate) fn place_holders(conn: &Conn, rows: usize, columns: usize) -> String {
    if conn.backend_name() == "SQLite" { in_rows(rows, columns, |_| "?".to_owned()) } else { in_rows(rows, columns, |n| format!("${n}")) }
}

fn in_rows(rows: usize, columns: usize, mark: impl Fn(usize) -> String) -> String {
    let row = |row: usize| {
        let marks: Vec<_> = (1..=columns).map(|column| mark(row * columns + column)).collect();
        format!("({})", marks.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn place_holders_run_on_through_the_rows() {
        assert_eq!(super::in_rows(2, 3, |n| format!("${n}")), "($1, $2, $3), ($4, $5, $6)");
    }
}
