//! The stylesheet, the small script and the mark, from inside the binary.

use crate::web::App;
use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;

const CSS: &str = include_str!("../../assets/stadsdel.css");
const SCRIPT: &str = include_str!("../../assets/stadsdel.js");
const MARK: &str = include_str!("../../assets/mark.svg");

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/resurser/stadsdel.css", get(|| async { asset("text/css; charset=utf-8", CSS) }))
        .route("/resurser/stadsdel.js", get(|| async { asset("text/javascript; charset=utf-8", SCRIPT) }))
        .route("/resurser/mark.svg", get(|| async { asset("image/svg+xml", MARK) }))
}

/// Assets change with the program only; an hour in the reader's cache, then asked for again.
fn asset(kind: &'static str, body: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=3600")], body)
}
