//! Evaluations as data: for pages, documents, lists and the API.

use super::rules::{DistrictResult, Outcome, RunState, Verdict};
use super::store::{Outside, Recheck, Registered, Run, checks, designs, outside, runs};
use agreements::place;
use effect::inference::multiplicity::{benjamini_hochberg, clustered_sign_flip};
use figures::indicator;
use figures::indicator::rules::Indicator;
use platform::Conn;
use serde::Serialize;
use std::collections::BTreeMap;

/// An evaluation with all that its page shows.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Every version of the design, oldest first; never empty.
    pub versions: Vec<Registered>,
    /// Every computation, oldest first.
    pub runs: Vec<Run>,
    pub checks: Vec<Recheck>,
    pub indicator: Indicator,
    /// Slug, name, municipality's name and code, in the order of the design.
    pub districts: Vec<Place>,
}

/// A district as an evaluation names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub slug: String,
    pub name: String,
    pub municipality: String,
    pub municipality_code: String,
}

impl Evaluation {
    /// The newest version.
    pub fn design(&self) -> &Registered {
        &self.versions[self.versions.len() - 1]
    }

    /// The version with this number.
    pub fn version(&self, number: i64) -> Option<&Registered> {
        self.versions.iter().find(|v| v.version == number)
    }

    /// The newest computation that is done, or the one with this number.
    pub fn result(&self, number: Option<i64>) -> Option<(&Run, &Outcome)> {
        let of = |r: &&Run| r.state == RunState::Done && number.is_none_or(|n| r.number == n);
        self.runs.iter().rev().find(of).and_then(|r| Some((r, r.outcome.as_ref()?)))
    }

    /// The computation that waits or is under way.
    pub fn open(&self) -> Option<&Run> {
        self.runs.iter().find(|r| r.state.is_open())
    }

    /// True when a result was known before this version was registered: it is then no longer said beforehand.
    pub fn is_after_result(&self, version: i64) -> bool {
        let registered = self.version(version).map_or("", |v| v.head.registered_at.as_str());
        self.runs.iter().any(|r| r.state == RunState::Done && r.ended_at.as_str() < registered)
    }
}

/// An evaluation; none when there is no such.
///
/// # Errors
/// What the engine says.
pub async fn evaluation(conn: &mut Conn, slug: &str) -> anyhow::Result<Option<Evaluation>> {
    let versions = designs::versions(conn, slug).await?;
    let Some(newest) = versions.last() else { return Ok(None) };
    let Some(indicator) = indicator::store::one(conn, &newest.design.indicator).await? else { return Ok(None) };
    let mut districts = Vec::new();
    for slug in &newest.design.districts {
        districts.extend(place::store::district(conn, slug).await?.map(|d| Place {
            slug: d.id,
            name: d.name,
            municipality: d.municipality.name,
            municipality_code: d.municipality.code,
        }));
    }
    let (runs, checks) = (runs::of(conn, slug).await?, checks::of(conn, slug).await?);
    Ok(Some(Evaluation { runs, checks, indicator, districts, versions }))
}

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
        municipalities.dedup();
        (known.iter().map(|(slug, n)| ((*slug).to_owned(), n.0.to_owned())).collect(), municipalities)
    };
    let indicators: BTreeMap<String, String> = indicator::store::all(conn).await?.into_iter().map(|i| (i.key, i.area)).collect();
    let newest_runs = runs::newest(conn).await?;
    let mut items = Vec::new();
    for d in designs::newest(conn).await? {
        let (districts, municipalities) = named(&mut d.design.districts.iter().map(String::as_str));
        items.push(own(&d, newest_runs.get(&d.slug), indicators.get(&d.design.indicator), districts, municipalities));
    }
    for o in outside::all(conn).await? {
        let (districts, municipalities) = named(&mut o.district_slugs());
        items.push(brought(&o, districts, municipalities));
    }
    Ok(items)
}

fn own(d: &Registered, run: Option<&Run>, area: Option<&String>, districts: Vec<(String, String)>, municipalities: Vec<String>) -> Item {
    let verdict = run.and_then(|r| r.outcome.as_ref()).map(|o| o.judgement.verdict);
    Item {
        address: format!("/utvarderingar/{}", d.slug),
        title: d.design.title.clone(),
        question: d.design.question.clone(),
        by: d.head.registered_by.clone(),
        year: format!("{}–{}", d.design.window.first, d.design.window.last),
        areas: area.into_iter().cloned().collect(),
        method: super::rules::Kind::Effect.key().to_owned(),
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
        address: format!("/utvarderingar/utifran/{}", o.id),
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

/// The municipalities and the day of every computation that is done.
///
/// # Errors
/// What the engine says.
pub async fn results(conn: &mut Conn) -> anyhow::Result<Vec<(Vec<String>, String)>> {
    let of = |r: Run| {
        let outcome = r.outcome.filter(|_| r.state == RunState::Done)?;
        Some((outcome.districts.into_iter().map(|d| d.municipality).collect(), r.ended_at.get(..10)?.to_owned()))
    };
    Ok(runs::newest(conn).await?.into_values().filter_map(of).collect())
}

/// A district of some evaluation in the account of them all.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tested {
    pub address: String,
    pub district: String,
    pub name: String,
    pub municipality: String,
    pub indicator: String,
    pub verdict: Verdict,
    pub estimate: f64,
    pub low: f64,
    pub high: f64,
    pub p: f64,
    /// The least rate of false findings at which it would be called one (Benjamini & Hochberg).
    pub q: f64,
    pub truth: Option<f64>,
}

/// The mean of an indicator over all districts that have been evaluated with it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Together {
    pub indicator: String,
    pub districts: usize,
    pub municipalities: usize,
    pub mean: f64,
    pub p: f64,
    pub permutations: usize,
    pub truth: Option<f64>,
}

/// All results side by side: how many would chance have made, and what do they say together?
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Account {
    /// The family the q values are counted in: the primary estimate of every district and indicator, each once.
    pub tested: Vec<Tested>,
    pub together: Vec<Together>,
    /// Districts whose estimates may not be shown; they are not in the family.
    pub withheld: usize,
}

impl Account {
    /// Findings by themselves at five per cent, findings when the family is counted, and how many chance alone would make.
    pub fn tally(&self) -> (usize, usize, f64) {
        let alone = self.tested.iter().filter(|t| t.p <= 0.05).count();
        let family = self.tested.iter().filter(|t| t.q <= 0.05).count();
        (alone, family, self.tested.len() as f64 * 0.05)
    }
}

/// The account of every newest result. A district that several evaluations have tested with the same indicator counts once, as its own
/// evaluation has it.
///
/// # Errors
/// What the engine says.
pub async fn account(conn: &mut Conn) -> anyhow::Result<Account> {
    let mut account = Account::default();
    let mut family: BTreeMap<(String, String), Tested> = BTreeMap::new();
    let designs: BTreeMap<String, Registered> = designs::newest(conn).await?.into_iter().map(|d| (d.slug.clone(), d)).collect();
    let mut done: Vec<Run> = runs::newest(conn).await?.into_values().filter(|r| r.state == RunState::Done).collect();
    // Evaluations of several districts first, so that a district's own takes its place.
    done.sort_by_key(|r| std::cmp::Reverse(r.outcome.as_ref().map_or(0, |o| o.districts.len())));
    for run in &done {
        let (Some(design), Some(outcome)) = (designs.get(&run.slug), &run.outcome) else { continue };
        for district in &outcome.districts {
            match tested(&run.slug, &design.design.indicator, district) {
                Some(one) => drop(family.insert((one.indicator.clone(), one.district.clone()), one)),
                None => account.withheld += 1,
            }
        }
    }
    account.tested = family.into_values().collect();
    let q = benjamini_hochberg(&account.tested.iter().map(|t| t.p).collect::<Vec<f64>>());
    account.tested.iter_mut().zip(q).for_each(|(t, q)| t.q = q);
    account.tested.sort_by(|a, b| a.q.total_cmp(&b.q).then(a.p.total_cmp(&b.p)).then_with(|| a.name.cmp(&b.name)));
    account.together = together(&account.tested);
    Ok(account)
}

fn tested(slug: &str, indicator: &str, d: &DistrictResult) -> Option<Tested> {
    let primary = d.estimates.get(1)?;
    Some(Tested {
        address: format!("/utvarderingar/{slug}"),
        district: d.district.clone(),
        name: d.name.clone(),
        municipality: d.municipality.clone(),
        indicator: indicator.to_owned(),
        verdict: d.judgement.verdict,
        estimate: primary.estimate,
        low: primary.low,
        high: primary.high,
        p: primary.p,
        q: 1.0,
        truth: d.truth,
    })
}

/// The draws where there are too many municipalities for every pattern of signs.
const DRAWS: usize = 9_999;
const SEED: u64 = 7;

fn together(tested: &[Tested]) -> Vec<Together> {
    let mut by_indicator: BTreeMap<&str, Vec<&Tested>> = BTreeMap::new();
    for t in tested {
        by_indicator.entry(t.indicator.as_str()).or_default().push(t);
    }
    by_indicator
        .into_iter()
        .filter_map(|(indicator, mut all)| {
            all.sort_by(|a, b| a.district.cmp(&b.district));
            let mut codes: Vec<&str> = all.iter().map(|t| t.municipality.as_str()).collect();
            codes.sort_unstable();
            codes.dedup();
            let clusters: Vec<usize> = all.iter().filter_map(|t| codes.binary_search(&t.municipality.as_str()).ok()).collect();
            let effects: Vec<f64> = all.iter().map(|t| t.estimate).collect();
            let pooled = clustered_sign_flip(&effects, &clusters, DRAWS, SEED);
            let truths: Vec<f64> = all.iter().filter_map(|t| t.truth).collect();
            (codes.len() > 1).then(|| Together {
                indicator: indicator.to_owned(),
                districts: all.len(),
                municipalities: codes.len(),
                mean: pooled.mean,
                p: pooled.p,
                permutations: pooled.permutations,
                truth: (truths.len() == all.len()).then(|| truths.iter().sum::<f64>() / truths.len() as f64),
            })
        })
        .collect()
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

    #[test]
    fn districts_of_one_municipality_are_one_witness() {
        let one = |district: &str, municipality: &str, estimate: f64| Tested {
            address: String::new(),
            district: district.into(),
            name: district.into(),
            municipality: municipality.into(),
            indicator: "i".into(),
            verdict: Verdict::Support,
            estimate,
            low: 0.0,
            high: 0.0,
            p: 0.01,
            q: 1.0,
            truth: None,
        };
        let two = together(&[one("a", "0127", 1.0), one("b", "0127", 1.0), one("c", "0180", 1.0)]);
        assert_eq!((two[0].districts, two[0].municipalities, two[0].p), (3, 2, 0.5));
        assert!(together(&[one("a", "0127", 1.0), one("b", "0127", 1.0)]).is_empty(), "one municipality says nothing of the programme");
    }
}
