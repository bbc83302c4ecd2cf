//! All results side by side: multiplicity, and the mean over districts.

use crate::evaluation::view::{self, Account, Tested, Together};
use crate::evaluation::words;
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use figures::indicator;
use figures::indicator::rules::Indicator;
use platform::Refusal;
use platform::web::{App, Page, Shell};

#[derive(Template)]
#[template(path = "evaluation/pages/together.html")]
struct TogetherPage {
    s: Shell,
    account: Account,
    tally: String,
    indicators: Vec<Indicator>,
    synthetic: bool,
}

impl TogetherPage {
    fn indicator(&self, key: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|i| i.key == key)
    }

    fn name(&self, key: &str) -> String {
        self.indicator(key).map_or_else(|| key.to_owned(), |i| i.name(self.s.lang).to_owned())
    }

    fn change(&self, key: &str, by: f64) -> String {
        self.indicator(key).map_or(String::new(), |i| words::change(&self.s, i, by))
    }

    fn truth(&self, key: &str, truth: &Option<f64>) -> String {
        match truth {
            Some(t) if t.abs() > 1e-12 => self.change(key, *t),
            Some(_) => "–".to_owned(),
            None => String::new(),
        }
    }

    fn estimate(&self, t: &Tested) -> String {
        self.indicator(&t.indicator).map_or(String::new(), |i| words::tested(&self.s, i, t))
    }

    fn p(&self, p: &f64) -> String {
        words::p(&self.s, *p)
    }

    fn together(&self) -> &[Together] {
        &self.account.together
    }
}

pub async fn together(State(app): State<App>, s: Shell) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let account = view::account(&mut conn).await?;
    let indicators = indicator::store::all(&mut conn).await?;
    let synthetic = account.tested.iter().any(|t| t.truth.is_some());
    Ok(Page(TogetherPage { tally: words::tally(&s, &account), account, indicators, synthetic, s }))
}
