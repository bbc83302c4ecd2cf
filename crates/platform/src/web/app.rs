//! What every handler can reach.

use crate::db::Db;
use crate::text::Texts;
use crate::web::page_cache::PageCache;
use std::sync::Arc;

/// A person of the demo, shown with the sign-in on the page.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    pub login: String,
    pub name: String,
    /// What the person is there to try, as a message key.
    pub try_key: String,
}

/// What the demo shows on its pages: that figures are synthetic, and who can be signed in.
#[derive(Clone, Debug, Default)]
pub struct Demo {
    pub password: String,
    pub people: Vec<DemoPerson>,
}

/// The program as a handler sees it.
#[derive(Clone)]
pub struct App {
    pub db: Db,
    pub texts: Arc<Texts>,
    pub demo: Option<Arc<Demo>>,
    /// Cookies only over TLS. Off in the demo, which is plain http on this machine.
    pub secure_cookies: bool,
    pub(super) pages: Arc<PageCache>,
}

impl App {
    pub fn new(db: Db, texts: Texts) -> Self {
        Self { db, texts: Arc::new(texts), demo: None, secure_cookies: false, pages: Arc::default() }
    }
}
