//! The stylesheet, the small script, the mark and the serif, from inside the binary.

use crate::web::App;
use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;

const CSS: &str = include_str!("../../assets/stadsdel.css");
const SCRIPT: &str = include_str!("../../assets/stadsdel.js");
const MARK: &str = include_str!("../../assets/mark.svg");
/// Source Serif 4 with the letters of the languages around the Baltic, so that a page is set like its document (SIL OFL 1.1).
const SERIF: &[u8] = include_bytes!("../../assets/fonts/serif-regular.woff2");
const SERIF_ITALIC: &[u8] = include_bytes!("../../assets/fonts/serif-italic.woff2");
const SERIF_SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/serif-semibold.woff2");

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/resurser/stadsdel.css", get(|| async { asset("text/css; charset=utf-8", CSS.as_bytes()) }))
        .route("/resurser/stadsdel.js", get(|| async { asset("text/javascript; charset=utf-8", SCRIPT.as_bytes()) }))
        .route("/resurser/mark.svg", get(|| async { asset("image/svg+xml", MARK.as_bytes()) }))
        .route("/resurser/serif-regular.woff2", get(|| async { asset("font/woff2", SERIF) }))
        .route("/resurser/serif-italic.woff2", get(|| async { asset("font/woff2", SERIF_ITALIC) }))
        .route("/resurser/serif-semibold.woff2", get(|| async { asset("font/woff2", SERIF_SEMIBOLD) }))
}

/// Assets change with the program only; an hour in the reader's cache, then asked for again.
fn asset(kind: &'static str, body: &'static [u8]) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=3600")], body)
}
