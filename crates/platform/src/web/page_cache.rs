//! Pages that have been made, kept for whoever they were made for until the next change.
//!
//! The key of a page's age is the journal's newest row: every change in the program writes one, in whichever process, so a page rendered at row *n* is
//! right for as long as the newest row is *n*. One small query per request buys that certainty; nothing is ever served by time alone.
//! A page belongs to its reader: nobody in particular, or one person with the roles held at that moment. What changes without a journal row (how far
//! a computation has come) has an entity tag of its own and is never kept.

use crate::access::Caller;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Mutex;

/// All kept pages together, bytes.
const ROOM: usize = 12 * 1024 * 1024;
const LARGEST: usize = 1024 * 1024;

/// What a page is known by: its reader, language, address with its query, the day it was made for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub reader: Caller,
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
    shelf: Mutex<Shelf>,
}

#[derive(Default)]
struct Shelf {
    pages: HashMap<Key, Kept>,
    bytes: usize,
}

impl Shelf {
    /// Keeps a page. A full shelf is emptied: the next readers fill it again with what is asked for now.
    fn keep(&mut self, key: Key, page: Kept) {
        if self.bytes + page.body.len() > ROOM {
            *self = Self::default();
        }
        self.bytes += page.body.len();
        let before = self.pages.insert(key, page);
        self.bytes -= before.map_or(0, |b| b.body.len());
    }
}

impl PageCache {
    /// The page as it stands at this row of the journal, if it is kept; `304` where the reader has it already.
    pub(super) fn answer(&self, key: &Key, seq: i64, headers: &HeaderMap) -> Option<Response> {
        let tag = key.tag(seq);
        let has_it = headers.get(header::IF_NONE_MATCH).is_some_and(|v| v.as_bytes() == tag.as_bytes());
        let kept = self.shelf.lock().ok()?.pages.get(key).filter(|kept| kept.seq == seq).cloned()?;
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
            && let Ok(mut shelf) = self.shelf.lock()
        {
            shelf.keep(key, Kept { seq, kind: kind.clone(), body: body.clone() });
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

#[cfg(test)]
mod tests {
    use super::*;

    fn key(address: &str) -> Key {
        Key { reader: Caller::nobody(), lang: "sv", address: address.into(), today: "2011-11-14".into() }
    }

    fn page(bytes: usize) -> Kept {
        Kept { seq: 1, kind: HeaderValue::from_static("text/html"), body: Bytes::from(vec![b'x'; bytes]) }
    }

    #[test]
    fn the_shelf_never_holds_more_than_its_room() {
        let mut shelf = Shelf::default();
        for n in 0..100 {
            shelf.keep(key(&n.to_string()), page(LARGEST / 2));
            shelf.keep(key("the same"), page(LARGEST / 2));
            let held: usize = shelf.pages.values().map(|p| p.body.len()).sum();
            assert!(held == shelf.bytes && held <= ROOM);
        }
    }

    #[test]
    fn a_persons_page_is_nobody_elses() {
        let person = |id: &str| Key { reader: Caller::person(id, "A", Vec::new()), ..key("/mitt") };
        assert!(person("1") != person("2") && person("1") != key("/mitt"));
        assert_ne!(person("1").tag(4), person("2").tag(4));
    }
}
