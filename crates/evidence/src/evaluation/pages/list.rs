//! All evaluations, to be searched.

use super::{areas, options, with_none};
use crate::evaluation::rules::{Grade, Kind};
use crate::evaluation::view::{self, Filter, Item};
use crate::evaluation::{BRING_IN, REGISTER};
use agreements::place;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use platform::Refusal;
use platform::web::{App, Page, Problems, Shell};

/// The groups of results one can ask for.
const RESULTS: [&str; 6] = ["positive", "none", "negative", "mixed", "undecided", "waiting"];

#[derive(Template)]
#[template(path = "evaluation/pages/list.html")]
struct ListPage {
    s: Shell,
    filter: Filter,
    items: Vec<Item>,
    all: usize,
    areas: Vec<(String, String)>,
    methods: Vec<(String, String)>,
    grades: Vec<(String, String)>,
    results: Vec<(String, String)>,
    districts: Vec<(String, String)>,
    can_register: bool,
    can_bring_in: bool,
    problems: Problems,
}

impl ListPage {
    fn names(&self, item: &Item) -> String {
        match item.districts.len() {
            0 => self.s.t("evaluation-no-district"),
            1..=3 => item.districts.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", "),
            n => self.s.n("evaluation-districts-together", n),
        }
    }

    fn where_from(&self, item: &Item) -> String {
        if item.municipalities.len() > 3 {
            self.s.n("evaluation-municipalities", item.municipalities.len())
        } else {
            item.municipalities.join(", ")
        }
    }

    fn area_names(&self, item: &Item) -> String {
        let name = |key: &String| self.areas.iter().find(|(k, _)| k == key).map(|(_, name)| name.as_str());
        item.areas.iter().filter_map(name).collect::<Vec<_>>().join(", ")
    }

    fn result(&self, item: &Item) -> String {
        self.s.tk(item.word_prefix(), &item.word)
    }
}

pub async fn list(State(app): State<App>, s: Shell, Query(filter): Query<Filter>) -> Result<impl IntoResponse, Refusal> {
    let mut conn = app.db.read().await?;
    let mut items = view::items(&mut conn).await?;
    let all = items.len();
    items.retain(|item| filter.takes(item));
    let any = || s.t("evaluation-any");
    let districts = place::store::districts(&mut conn).await?.into_iter().map(|d| (d.id, d.name)).collect();
    Ok(Page(ListPage {
        areas: with_none(areas(&s), any()),
        methods: with_none(options(&s, "evaluation-kind", &Kind::ALL.map(Kind::key)), any()),
        grades: with_none(options(&s, "evaluation-grade", &Grade::ALL.map(Grade::key)), any()),
        results: with_none(options(&s, "evaluation-found", &RESULTS), any()),
        districts: with_none(districts, any()),
        can_register: REGISTER.open_to(&s.caller),
        can_bring_in: BRING_IN.open_to(&s.caller),
        problems: Problems::default(),
        filter,
        items,
        all,
        s,
    }))
}
