//! What every document says alike.

use agreements::programme;
use chrono::NaiveDate;
use documents::Meta;
use platform::web::Shell;

/// What differs from one document's head to another's.
pub(super) struct Head {
    pub title: String,
    pub municipality: String,
    pub register_number: Option<String>,
    pub version: String,
    pub on: NaiveDate,
    pub status: String,
    pub synthetic: bool,
    pub address: String,
}

/// The head of a document in the reader's language.
pub(super) fn meta(s: &Shell, head: Head) -> Meta {
    let title = &programme::source::lua_2011().title;
    Meta {
        title: head.title,
        lang: s.lang,
        programme: s.pick(&title.sv, &title.en).to_owned(),
        municipality: head.municipality,
        register_number: head.register_number,
        version: head.version,
        date: s.date(head.on),
        date_iso: head.on.to_string(),
        status_line: head.status,
        synthetic: head.synthetic.then(|| s.t("document-synthetic")),
        address: head.address,
    }
}

/// A day stored as text; the first day of the programme where it is no day, which a stored day never is.
pub(super) fn day(text: &str) -> NaiveDate {
    text.get(..10).and_then(|t| t.parse().ok()).unwrap_or(programme::source::lua_2011().from)
}
