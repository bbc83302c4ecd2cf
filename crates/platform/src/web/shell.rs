//! What stands around every page: who reads, where, in what language, on what day.

use crate::access::{Act, Caller, Reach, Role, Scope};
use crate::text::Texts;
use crate::web::typed::Typed;
use crate::web::{App, Demo, Refusal};
use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::{HeaderValue, Uri, header, request::Parts};
use axum::response::{Html, IntoResponse, Response};
use chrono::{DateTime, NaiveDate, Utc};
use std::borrow::Borrow;
use std::convert::Infallible;
use std::sync::Arc;
use wording::{Arg, Fault, Lang};

/// The journal is read by administrators and by the State's desk officer.
pub static JOURNAL: Act = Act::of("journal.read", &[(Role::Administrator, Reach::Nation), (Role::StateOfficer, Reach::Nation)]);

/// What the layer around the router found out about a request.
#[derive(Clone, Debug, Default)]
pub(crate) struct ShellParts {
    pub lang: Lang,
    pub caller: Caller,
    pub path: String,
    pub query: String,
    /// Where to come back to after sign-in.
    pub back: String,
    /// What was sent by somebody whose session had run out.
    pub typed: Option<Typed>,
}

impl ShellParts {
    pub fn bare(lang: Lang, uri: &Uri) -> Self {
        Self { lang, path: uri.path().to_owned(), ..Self::default() }
    }

    /// True where a program asks, not a person.
    pub fn is_api(&self) -> bool {
        is_api(&self.path)
    }
}

/// True for an address where a program asks, not a person.
pub(super) fn is_api(path: &str) -> bool {
    path.starts_with("/api/")
}

/// Every page's surroundings, in each template's field `s`.
#[derive(Clone)]
pub struct Shell {
    pub lang: Lang,
    pub caller: Caller,
    pub path: String,
    pub query: String,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub demo: Option<Arc<Demo>>,
    back: String,
    texts: Arc<Texts>,
}

impl Shell {
    pub(crate) fn new(app: &App, parts: ShellParts) -> Self {
        let now = app.db.now();
        let ShellParts { lang, caller, path, query, back, typed: _ } = parts;
        Self {
            lang,
            caller,
            path,
            query,
            back,
            now,
            today: crate::clock::swedish(now).date(),
            demo: app.demo.clone(),
            texts: app.texts.clone(),
        }
    }

    /// A shell for a document or an export, outside any request.
    pub fn outside(app: &App, lang: Lang, caller: Caller) -> Self {
        Self::new(app, ShellParts { lang, caller, ..ShellParts::default() })
    }

    /// The message for a key.
    pub fn t(&self, key: &str) -> String {
        self.texts.get(self.lang, key)
    }

    /// The message for `prefix-word`, where the word is a state or kind as it is stored (`_` becomes `-`).
    pub fn tk(&self, prefix: &str, word: &str) -> String {
        self.t(&format!("{prefix}-{}", word.replace(['_', '.'], "-")))
    }

    /// The message for a key with one value.
    pub fn t1(&self, key: &str, name: &str, value: impl ToString) -> String {
        self.texts.with(self.lang, key, &[(name, Arg::Text(value.to_string()))])
    }

    /// The message for a key with two values.
    pub fn t2(&self, key: &str, n1: &str, v1: impl ToString, n2: &str, v2: impl ToString) -> String {
        self.texts.with(self.lang, key, &[(n1, Arg::Text(v1.to_string())), (n2, Arg::Text(v2.to_string()))])
    }

    /// The message for a key with three values.
    #[expect(clippy::too_many_arguments, reason = "three pairs, as a template writes them")]
    pub fn t3(&self, key: &str, n1: &str, v1: impl ToString, n2: &str, v2: impl ToString, n3: &str, v3: impl ToString) -> String {
        let args = [(n1, Arg::Text(v1.to_string())), (n2, Arg::Text(v2.to_string())), (n3, Arg::Text(v3.to_string()))];
        self.texts.with(self.lang, key, &args)
    }

    /// The message for a key with a count, so that plural rules work: `$n`.
    pub fn n(&self, key: &str, count: impl ToString) -> String {
        let count = count.to_string();
        let number = count.parse().map_or(Arg::Text(count), Arg::Number);
        self.texts.with(self.lang, key, &[("n", number)])
    }

    /// A fault as a sentence.
    pub fn fault(&self, fault: &Fault) -> String {
        self.texts.with(self.lang, fault.key, &fault.args)
    }

    /// Who did something, as it is stored; the program itself by its word in the reader's language.
    pub fn actor(&self, stored: &str) -> String {
        if stored == Caller::system().name() { self.t("actor-program") } else { stored.to_owned() }
    }

    /// A ground as the rules quote it, in the reader's language.
    pub fn ground(&self, quoted: &str) -> String {
        wording::ground(self.lang, quoted)
    }

    /// Where the text of a ground stands: its section of the agreement, or the decision.
    pub fn ground_address(&self, quoted: &str) -> String {
        wording::section(quoted).map_or_else(|| "/program/lua-2011".to_owned(), |n| format!("/program/lua-2011#p{n}"))
    }

    /// The Swedish or the English of a text that stands in the programme's data.
    pub fn pick<'a>(&self, sv: &'a str, en: &'a str) -> &'a str {
        if self.lang == Lang::En && !en.is_empty() { en } else { sv }
    }

    /// `14 november 2011`.
    pub fn date(&self, day: impl Borrow<NaiveDate>) -> String {
        wording::date(self.lang, *day.borrow())
    }

    /// A day stored as text, written out; as it stands where it is no day.
    pub fn day(&self, text: &str) -> String {
        text.get(..10).and_then(|t| t.parse().ok()).map_or_else(|| text.to_owned(), |d: NaiveDate| wording::date(self.lang, d))
    }

    /// A moment stored as text, as `14 november 2011 kl. 14:03` Swedish time.
    pub fn moment(&self, text: &str) -> String {
        text.parse().map_or_else(|_| text.to_owned(), |at: DateTime<Utc>| wording::date_time(self.lang, crate::clock::swedish(at)))
    }

    /// `12 345`.
    pub fn int(&self, value: impl Borrow<i64>) -> String {
        wording::integer(self.lang, *value.borrow())
    }

    /// `12 345,6`.
    pub fn num(&self, value: impl Borrow<f64>, decimals: usize) -> String {
        wording::number(self.lang, *value.borrow(), decimals)
    }

    /// Where to come back to after sign-in.
    pub(super) fn back(&self) -> &str {
        &self.back
    }

    /// True when the caller may do the act in this municipality.
    pub fn can_in(&self, act: &Act, municipality: &str) -> bool {
        self.caller.can(act, Scope::Municipality(municipality))
    }

    /// True when the caller may do the act at all in the nation.
    pub fn can(&self, act: &Act) -> bool {
        self.caller.can(act, Scope::Nation)
    }

    /// True when the caller may read the journal.
    pub fn reads_journal(&self) -> bool {
        JOURNAL.open_to(&self.caller)
    }

    /// The key of the notice that a redirect asked for (`?klart=plan-saved`), if there is such a message.
    pub fn notice(&self) -> Option<String> {
        let key = self.query.split('&').find_map(|pair| pair.strip_prefix("klart="))?;
        let key = format!("done-{key}");
        self.texts.has(self.lang, &key).then(|| self.t(&key))
    }

    /// The same page in the other language; where a form was sent, the page it stood on.
    pub fn other_language(&self) -> String {
        let code = if self.lang == Lang::Sv { "en" } else { "sv" };
        format!("/sprak/{code}?vidare={}", encode(&self.back))
    }

    /// True where `place` is this page or one above it, for the head's menu.
    pub fn is_at(&self, place: &str) -> bool {
        self.path == place || self.path.starts_with(&format!("{place}/"))
    }
}

impl FromRequestParts<App> for Shell {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let found = parts.extensions.get::<ShellParts>().cloned().unwrap_or_default();
        Ok(Self::new(app, found))
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// A template as a page.
pub struct Page<T>(pub T);

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(html) => ([(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))], Html(html)).into_response(),
            Err(error) => Refusal::Broken(anyhow::anyhow!("template: {error}")).into_response(),
        }
    }
}

/// Onwards after a change, with a notice by its key: `303` to `path?klart=notice`.
pub fn see_other(path: &str, notice: &str) -> Response {
    let mark = if path.contains('?') { '&' } else { '?' };
    let (path, fragment) = path.split_once('#').map_or((path, String::new()), |(p, f)| (p, format!("#{f}")));
    axum::response::Redirect::to(&format!("{path}{mark}klart={notice}{fragment}")).into_response()
}

/// A value set safely into an address.
pub(crate) fn encode(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::new(), |mut out, b| {
        if b.is_ascii_alphanumeric() || b"-_.~/".contains(&b) {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
        out
    })
}
