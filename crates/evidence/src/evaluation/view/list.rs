//! Evaluations in a list: the programme's own and those brought in, to be searched.

use crate::evaluation::rules::{Kind, Verdict};
use crate::evaluation::store::{Outside, Registered, designs, outside, runs};
use agreements::place;
use figures::indicator;
use platform::Conn;
use serde::Serialize;
use std::collections::BTreeMap;

/// One row of the list: an evaluation of the programme's own, or one brought in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Item {
    pub address: String,
    pub title: String,
    pub question: String,
    pub by: String,
    pub year: String,
    /// Keys of goal areas.
    pub areas: Vec<String>,
    pub method: String,
    /// Key of the evidence grade; empty while there is no result.
    pub grade: String,
    /// `positive`, `none`, `mixed`, `negative`, `undecided`, `waiting`.
    pub result: String,
    /// The verdict's or the result's own key, for its word.
    pub word: String,
    pub is_outside: bool,
    /// Slugs and names.
    pub districts: Vec<(String, String)>,
    pub municipalities: Vec<String>,
    /// The goal it tests: `alby-2008-1`.
    pub goal: String,
}

impl Item {
    /// The shape of its result's word.
    pub fn shape(&self) -> &'static str {
        match self.result.as_str() {
            "positive" => "ok",
            "waiting" => "wait",
            "undecided" => "off",
            _ => "",
        }
    }

    /// Where its result's word stands among the messages.
    pub fn word_prefix(&self) -> &'static str {
        if self.is_outside { "evaluation-outside-result" } else { "evaluation-verdict" }
    }
}

/// Every evaluation, the programme's own first, newest first.
///
/// # Errors
/// What the engine says.
pub async fn items(conn: &mut Conn) -> anyhow::Result<Vec<Item>> {
    let all = place::store::districts(conn).await?;
    let names: BTreeMap<&str, (&str, &str)> =
        all.iter().map(|d| (d.id.as_str(), (d.name.as_str(), d.municipality.name.as_str()))).collect();
    let named = |slugs: &mut dyn Iterator<Item = &str>| -> (Vec<(String, String)>, Vec<String>) {
        let known: Vec<_> = slugs.filter_map(|d| names.get(d).map(|n| (d, *n))).collect();
        let mut municipalities: Vec<String> = known.iter().map(|(_, n)| n.1.to_owned()).collect();
        municipalities.sort();
        municipalities.dedup();
        (known.iter().map(|(slug, n)| ((*slug).to_owned(), n.0.to_owned())).collect(), municipalities)
    };
    let indicators: BTreeMap<String, String> = indicator::store::all(conn).await?.into_iter().map(|i| (i.key, i.area)).collect();
    let verdicts = runs::verdicts(conn).await?;
    let mut items = Vec::new();
    for d in designs::newest(conn).await? {
        let (districts, municipalities) = named(&mut d.design.districts.iter().map(String::as_str));
        items.push(own(&d, verdicts.get(&d.slug).map(|v| v.0), indicators.get(&d.design.indicator), districts, municipalities));
    }
    for o in outside::all(conn).await? {
        let (districts, municipalities) = named(&mut o.district_slugs());
        items.push(brought(&o, districts, municipalities));
    }
    Ok(items)
}

fn own(
    d: &Registered,
    verdict: Option<Verdict>,
    area: Option<&String>,
    districts: Vec<(String, String)>,
    municipalities: Vec<String>,
) -> Item {
    Item {
        address: format!("/utvarderingar/{}", d.slug),
        title: d.design.title.clone(),
        question: d.design.question.clone(),
        by: d.head.registered_by.clone(),
        year: format!("{}–{}", d.design.window.first, d.design.window.last),
        areas: area.into_iter().cloned().collect(),
        method: Kind::Effect.key().to_owned(),
        grade: verdict.map_or("", |v| grade(v, d.design.window.before())).to_owned(),
        result: verdict.map_or("waiting", group).to_owned(),
        word: verdict.map_or("waiting", Verdict::key).to_owned(),
        is_outside: false,
        goal: d.design.goal.as_ref().map_or(String::new(), |g| format!("{}-{}", g.plan, g.number)),
        districts,
        municipalities,
    }
}

/// What a result of this kind can bear: nothing where nothing could be decided; little where few years lie before the start.
fn grade(verdict: Verdict, before: usize) -> &'static str {
    match verdict {
        Verdict::Undecidable => "insufficient",
        _ if before < 5 => "limited",
        _ => "moderate",
    }
}

fn group(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Support | Verdict::Weak => "positive",
        Verdict::None => "none",
        Verdict::Undecidable => "undecided",
    }
}

fn brought(o: &Outside, districts: Vec<(String, String)>, municipalities: Vec<String>) -> Item {
    let result = match o.result.as_str() {
        "notfound" => "none",
        "notasked" => "undecided",
        other => other,
    };
    Item {
        address: format!("/utvarderingar/utifran/{}", o.work),
        title: o.title.clone(),
        question: o.finding.clone(),
        by: o.author.clone(),
        year: o.year.to_string(),
        areas: o.area_keys().map(str::to_owned).collect(),
        method: o.method.clone(),
        grade: o.grade.clone(),
        result: result.to_owned(),
        word: o.result.clone(),
        is_outside: true,
        goal: String::new(),
        districts,
        municipalities,
    }
}

/// What is asked for of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Filter {
    pub q: String,
    pub omrade: String,
    pub metod: String,
    pub grad: String,
    pub utfall: String,
    pub stadsdel: String,
    pub mal: String,
}

impl Filter {
    /// The names it is asked for by in an address.
    pub const NAMES: [&str; 7] = ["q", "omrade", "metod", "grad", "utfall", "stadsdel", "mal"];

    /// True when anything is asked for.
    pub fn is_narrow(&self) -> bool {
        *self != Self::default()
    }

    /// Whether an evaluation is among those asked for. Every word must stand somewhere in what is said of it.
    pub fn takes(&self, item: &Item) -> bool {
        let same = |asked: &str, has: &str| asked.is_empty() || asked == has;
        let names: Vec<&str> = item.districts.iter().map(|(_, name)| name.as_str()).collect();
        let said = [&item.title, &item.question, &item.by, &item.year, &names.join(" "), &item.municipalities.join(" ")];
        let said = said.map(|t| t.to_lowercase()).join(" ");
        same(&self.metod, &item.method)
            && same(&self.grad, &item.grade)
            && same(&self.utfall, &item.result)
            && same(&self.mal, &item.goal)
            && (self.omrade.is_empty() || item.areas.contains(&self.omrade))
            && (self.stadsdel.is_empty() || item.districts.iter().any(|(slug, _)| *slug == self.stadsdel))
            && self.q.to_lowercase().split_whitespace().all(|word| said.contains(word))
    }
}

/// The evaluations of a district, for its page.
///
/// # Errors
/// What the engine says.
pub async fn of_district(conn: &mut Conn, slug: &str) -> anyhow::Result<Vec<Item>> {
    let filter = Filter { stadsdel: slug.to_owned(), ..Filter::default() };
    let mut items = items(conn).await?;
    items.retain(|item| filter.takes(item));
    Ok(items)
}

/// The municipalities of every evaluation that has a result, and the day of it.
///
/// # Errors
/// What the engine says.
pub async fn results(conn: &mut Conn) -> anyhow::Result<Vec<(Vec<String>, String)>> {
    let mut verdicts = runs::verdicts(conn).await?;
    if verdicts.is_empty() {
        return Ok(Vec::new());
    }
    let codes: BTreeMap<String, String> = place::store::districts(conn).await?.into_iter().map(|d| (d.id, d.municipality.code)).collect();
    let of = |d: Registered| {
        let (_, day) = verdicts.remove(&d.slug)?;
        Some((d.design.districts.iter().filter_map(|slug| codes.get(slug).cloned()).collect(), day))
    };
    Ok(designs::newest(conn).await?.into_iter().filter_map(of).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item() -> Item {
        Item {
            address: "/utvarderingar/alby-forvarvsarbetande".into(),
            title: "Arbete i Alby".into(),
            question: "Har avtalet lett till arbete?".into(),
            by: "Utvärderaren".into(),
            year: "2005–2010".into(),
            areas: vec!["arbete".into()],
            method: "effect".into(),
            grade: "limited".into(),
            result: "positive".into(),
            word: "support".into(),
            is_outside: false,
            districts: vec![("alby".into(), "Alby".into())],
            municipalities: vec!["Botkyrka".into()],
            goal: "alby-2008-1".into(),
        }
    }

    #[test]
    fn every_filter_narrows_and_every_word_must_stand_somewhere() {
        let takes = |f: Filter| f.takes(&item());
        assert!(takes(Filter::default()) && takes(Filter { q: "botkyrka ARBETE".into(), ..Filter::default() }));
        assert!(!takes(Filter { q: "botkyrka trygghet".into(), ..Filter::default() }));
        for narrow in [
            Filter { omrade: "trygghet".into(), ..Filter::default() },
            Filter { metod: "process".into(), ..Filter::default() },
            Filter { grad: "strong".into(), ..Filter::default() },
            Filter { utfall: "none".into(), ..Filter::default() },
            Filter { stadsdel: "fittja".into(), ..Filter::default() },
            Filter { mal: "alby-2008-2".into(), ..Filter::default() },
        ] {
            assert!(!takes(narrow.clone()), "{narrow:?}");
        }
    }
}
