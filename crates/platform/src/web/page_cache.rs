//! Pages that everyone may read, kept until the next change.
//!
//! The key of a page's age is the journal's newest row: every change in the program writes one, in whichever process, so a page rendered at row *n* is
//! right for as long as the newest row is *n*. One small query per request buys that certainty; nothing is ever served by time alone.
//! Only answers to nobody in particular are kept; a signed-in person's pages never are.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Mutex;

const MOST_PAGES: usize = 400;
const LARGEST: usize = 1024 * 1024;

/// What a page is known by: language, address with its query, the day it was made for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub lang: &'static str,
    pub address: String,
    pub today: String,
}

impl Key {
    /// The page's entity tag at a row of the journal.
    fn tag(&self, seq: i64) -> String {
        let mut hasher = DefaultHasher::new();
        (self, seq).hash(&mut hasher);
        format!("\"{seq:x}-{:016x}\"", hasher.finish())
    }
}

#[derive(Clone)]
struct Kept {
    seq: i64,
    kind: HeaderValue,
    body: Bytes,
}

/// The kept pages of one process.
#[derive(Default)]
pub(super) struct PageCache {
    pages: Mutex<HashMap<Key, Kept>>,
}

impl PageCache {
    /// The page as it stands at this row of the journal, if it is kept; `304` where the reader has it already.
    pub(super) fn answer(&self, key: &Key, seq: i64, headers: &HeaderMap) -> Option<Response> {
        let tag = key.tag(seq);
        let has_it = headers.get(header::IF_NONE_MATCH).is_some_and(|v| v.as_bytes() == tag.as_bytes());
        let kept = self.pages.lock().ok()?.get(key).filter(|kept| kept.seq == seq).cloned()?;
        if has_it {
            return Some((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
        }
        Some(dressed(kept.kind, kept.body, &tag))
    }

    /// Keeps a good answer and passes it on with its tag; any other passes untouched.
    pub(super) async fn keep(&self, key: Key, seq: i64, response: Response) -> Response {
        let kind = response.headers().get(header::CONTENT_TYPE).cloned();
        let Some(kind) = kind.filter(|k| response.status() == StatusCode::OK && is_page(k) && !has_own_tag(&response)) else {
            return response;
        };
        let (parts, body) = response.into_parts();
        let body = match to_bytes(body, usize::MAX).await {
            Ok(body) => body,
            Err(_) => return Response::from_parts(parts, Body::empty()),
        };
        let tag = key.tag(seq);
        if body.len() <= LARGEST
            && let Ok(mut pages) = self.pages.lock()
        {
            if pages.len() >= MOST_PAGES {
                pages.clear();
            }
            pages.insert(key, Kept { seq, kind: kind.clone(), body: body.clone() });
        }
        dressed(kind, body, &tag)
    }
}

fn is_page(kind: &HeaderValue) -> bool {
    let kind = kind.as_bytes();
    kind.starts_with(b"text/html") || kind.starts_with(b"application/json")
}

fn has_own_tag(response: &Response) -> bool {
    response.headers().contains_key(header::ETAG) || response.headers().contains_key(header::SET_COOKIE)
}

fn dressed(kind: HeaderValue, body: Bytes, tag: &str) -> Response {
    let mut response = Response::new(Body::from(body));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Language"));
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}
