//! # document

use platform::demo::Step;
use platform::web::Routes;
use platform::{Conn, Duty};

/// The room's pages and API.
pub fn routes() -> Routes {
    Routes::new()
}

/// What somebody owes in this room today.
///
/// # Errors
/// What the engine says.
pub async fn duties(_conn: &mut Conn, _today: chrono::NaiveDate) -> anyhow::Result<Vec<Duty>> {
    Ok(Vec::new())
}

/// What happened in this room in the demo's story.
pub fn story() -> Vec<Step> {
    Vec::new()
}
pub mod actions {
    use platform::{Refusal, web::App};
    pub struct Made {
        pub documents: usize,
        pub bytes: usize,
    }
    pub async fn report_pdf(_: &App, _: &str, _: Option<i64>) -> Result<Vec<u8>, Refusal> {
        Err(Refusal::NotFound)
    }
    pub async fn compilation_pdf(_: &App, _: i32) -> Result<Vec<u8>, Refusal> {
        Err(Refusal::NotFound)
    }
    pub async fn compilation_xlsx(_: &App, _: i32) -> Result<Vec<u8>, Refusal> {
        Err(Refusal::NotFound)
    }
    pub async fn compilation_csv(_: &App, _: i32) -> Result<Vec<u8>, Refusal> {
        Err(Refusal::NotFound)
    }
    pub async fn all_reports_and_compilation(_: &App, _: i32) -> anyhow::Result<Made> {
        Ok(Made { documents: 0, bytes: 0 })
    }
}
