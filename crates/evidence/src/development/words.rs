//! Figures and goals in words and pictures, for pages and documents alike.

mod goal;

pub use goal::{GoalView, goal_axis, goal_rows, goal_view};

use super::rules::{Development, Figure, Level, Tally};
use agreements::programme::source::lua_2011;
use askama::Template;
use charts::{Chart, Emphasis, Line, LineChart, Theme, Unit};
use platform::web::Shell;
use series::{Cell, Change, Measure};
use wording::{Arg, Fault};

/// A message with any number of values.
pub fn say(s: &Shell, key: &'static str, args: Vec<(&'static str, Arg)>) -> String {
    let message = Fault { args, ..Fault::must(key, "") };
    s.fault(&message)
}

/// A cell in words: the figure, or why there is none.
pub fn cell(s: &Shell, cell: Cell, measure: Measure) -> String {
    match cell {
        Cell::Shown { value, .. } => measure.format(s.lang, value),
        other => s.t(other.text_key()),
    }
}

/// A change in words: the difference with its unit and the year it is counted from, or why none can be stated.
pub fn change(s: &Shell, figure: &Figure) -> String {
    match &figure.change {
        Change::Value { points } => {
            let by = figure.indicator.measure.format_change(s.lang, *points);
            s.t2("development-change-since", "by", by, "year", figure.since)
        }
        Change::AcrossBreak { breaks } => {
            let year = breaks.first().map_or(0, |b| b.year);
            s.t1("development-change-broken", "year", year)
        }
        other => s.t(other.key()),
    }
}

/// The name of a goal area, as a heading has it.
pub fn area_name(s: &Shell, key: &str) -> String {
    capital(lua_2011().area(key).map_or(key, |a| s.pick(&a.sv, &a.en)))
}

/// The text with its first letter large.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The unit after a figure that bears its per cent sign already: *av befolkningen 20–64 år*.
fn unit_after(s: &Shell, figure: &Figure) -> String {
    let unit = figure.indicator.unit(s.lang);
    let rest = ["procent ", "per cent "].iter().find_map(|word| unit.strip_prefix(word));
    rest.filter(|_| figure.indicator.measure == Measure::Share).unwrap_or(unit).to_owned()
}

/// How a chart writes a measure's numbers.
pub fn unit(measure: Measure) -> Unit {
    match measure {
        Measure::Share => Unit::Percent,
        Measure::Rate { .. } | Measure::MeanDays => Unit::Number { decimals: 1 },
        Measure::Count => Unit::Number { decimals: 0 },
    }
}

/// One figure as a page sets it.
#[derive(Clone, Debug)]
pub struct FigureView {
    pub key: String,
    pub name: String,
    /// The finding: name, value and change.
    pub finding: String,
    pub value: String,
    /// What the unit is, in words.
    pub unit: String,
    pub year: Option<i32>,
    pub change: String,
    /// Message key of the direction; none where no change can be stated.
    pub direction: Option<&'static str>,
    /// Municipality, all districts and nation the same year: name and value.
    pub beside: Vec<(String, String)>,
    pub n: Option<i64>,
    pub source: String,
    pub definition: String,
    /// Years from which the numbers are made another way.
    pub breaks: Vec<i32>,
    /// The figure over the years as a picture with its table; none where only the row is wanted.
    pub chart: Option<String>,
}

/// The figures of an area (of all, when none is given) as rows of a table.
pub fn figure_rows(s: &Shell, d: &Development, area: &str) -> Vec<FigureView> {
    d.figures_in(area).map(|f| figure_row(s, d, f)).collect()
}

fn figure_row(s: &Shell, d: &Development, figure: &Figure) -> FigureView {
    let indicator = &figure.indicator;
    let measure = indicator.measure;
    let beside = |key: &str, c: Cell| (s.t(key), cell(s, c, measure));
    FigureView {
        key: indicator.key.clone(),
        name: indicator.name(s.lang).to_owned(),
        finding: finding(s, figure),
        value: cell(s, figure.cell, measure),
        unit: unit_after(s, figure),
        year: figure.year,
        change: change(s, figure),
        direction: figure.direction().map(super::rules::Direction::key),
        beside: vec![
            (d.municipality_name.clone(), cell(s, figure.comparison.municipality, measure)),
            beside("development-all-districts", figure.comparison.all_districts),
            beside("development-nation", figure.comparison.nation),
        ],
        n: if let Cell::Shown { denominator, .. } = figure.cell { denominator } else { None },
        source: indicator.source.clone(),
        definition: s.t2("development-definition", "numerator", indicator.numerator(s.lang), "denominator", indicator.denominator(s.lang)),
        breaks: figure.breaks().iter().map(|b| b.year).collect(),
        chart: None,
    }
}

/// A picture whose heading stands beside it: what it rests on and its table stand under it.
#[derive(Template)]
#[template(path = "development/pages/picture.html")]
struct Picture<'a> {
    s: &'a Shell,
    title: &'a str,
    source: &'a str,
    name: &'a str,
    synthetic: bool,
    svg: String,
    table: String,
}

/// A figure with its picture, so many pixels wide, without the heading that stands beside it.
pub fn figure_view(s: &Shell, d: &Development, figure: &Figure, width: f64) -> FigureView {
    let chart = picture(s, &line_chart(s, d, figure), figure.indicator.name(s.lang), (width, d.synthetic));
    FigureView { chart, ..figure_row(s, d, figure) }
}

/// A chart without its heading, which stands beside it; its source and its table stand under it.
pub(super) fn picture(s: &Shell, chart: &impl Chart, name: &str, (width, synthetic): (f64, bool)) -> Option<String> {
    let head = chart.head();
    let picture = Picture {
        s,
        title: head.title,
        source: head.subtitle,
        name,
        synthetic,
        svg: chart.plot(Theme::Screen, width, chart.body_height(Theme::Screen, width)),
        table: chart.data_table().html(),
    };
    picture.render().ok()
}

/// What a figure says in one line.
fn finding(s: &Shell, figure: &Figure) -> String {
    let indicator = &figure.indicator;
    let value = cell(s, figure.cell, indicator.measure);
    s.t3("development-chart-title", "what", indicator.name(s.lang), "value", value, "change", change(s, figure))
}

/// A district over the years beside municipality, all districts and nation; a title that says the finding.
pub fn line_chart(s: &Shell, d: &Development, figure: &Figure) -> LineChart {
    let indicator = &figure.indicator;
    let key = if d.synthetic { "development-chart-subtitle-synthetic" } else { "development-chart-subtitle" };
    LineChart {
        id: format!("bild-{}-{}", d.district, indicator.key),
        title: finding(s, figure),
        subtitle: s.t2(key, "unit", capital(indicator.unit(s.lang)), "source", &indicator.source),
        series: vec![
            line(s, &d.district_name, Emphasis::District, &figure.levels.district, false),
            line(s, &d.municipality_name, Emphasis::Context, &figure.levels.municipality, false),
            line(s, &s.t("development-nation"), Emphasis::Context, &figure.levels.nation, true),
        ],
        breaks: figure.breaks().iter().map(|b| (b.year, s.t(&b.kind_key))).collect(),
        target: None,
        unit: unit(indicator.measure),
        lang: s.lang,
        y_from_zero: false,
        ..LineChart::default()
    }
}

fn line(s: &Shell, label: &str, emphasis: Emphasis, level: &Level, dashed: bool) -> Line {
    let sign = |(year, cell): (&i32, &Cell)| cell.symbol(s.lang).filter(|_| !cell.is_shown()).map(|sign| (*year, sign.to_owned()));
    Line {
        label: label.to_owned(),
        emphasis,
        points: level.iter().map(|(year, cell)| (*year, cell.value())).collect(),
        dashed,
        signs: level.iter().filter_map(sign).collect(),
    }
}

/// A line small enough to stand in a row of figures.
pub fn spark(s: &Shell, d: &Development, figure: &Figure) -> String {
    line_chart(s, d, figure).spark(Theme::Screen, 120.0, 32.0)
}

/// The state of things in one or two sentences, chosen by the facts: how figures have moved, how goals stand.
pub fn state_of_things(s: &Shell, d: &Development, area: Option<&str>) -> String {
    let tally = d.tally(area);
    let mut said = Vec::new();
    if tally.figures() > 0 {
        said.push(figures_sentence(s, d.since, &tally));
    } else {
        said.push(s.t("development-state-no-figures"));
    }
    // In an area the goals stand right below, each with its verdict.
    if area.is_none() {
        said.push(goals_sentence(s, d, &tally));
    }
    said.join(" ")
}

fn figures_sentence(s: &Shell, since: i32, tally: &Tally) -> String {
    let key = match (tally.better, tally.worse) {
        (b, w) if b > 2 * w => "development-state-mostly-better",
        (b, w) if w > 2 * b => "development-state-mostly-worse",
        _ => "development-state-mixed",
    };
    let args = vec![
        ("year", Arg::from(since.to_string())),
        ("all", Arg::from(tally.figures())),
        ("better", Arg::from(tally.better)),
        ("worse", Arg::from(tally.worse)),
    ];
    say(s, key, args)
}

fn goals_sentence(s: &Shell, d: &Development, tally: &Tally) -> String {
    let well = tally.on_track + tally.reached;
    match (&d.plan, tally.goals) {
        (None, _) => s.t("development-state-no-plan"),
        (Some(_), 0) => s.t("development-state-no-goals"),
        (Some(_), all) if all == tally.not_assessable => say(s, "development-state-goals-unsaid", vec![("all", Arg::from(all))]),
        (Some(_), all) => {
            let args = vec![
                ("all", Arg::from(all)),
                ("well", Arg::from(well)),
                ("behind", Arg::from(tally.behind)),
                ("unsaid", Arg::from(tally.not_assessable)),
            ];
            say(s, "development-state-goals", args)
        }
    }
}
