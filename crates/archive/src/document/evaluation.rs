//! An evaluation as it is printed: the same parts in the same order as on its page.

use super::words::{Head, day, meta};
use documents::{Chart, Column, EvaluationDoc, EvaluationPart, Fact, Row, Table};
use evidence::evaluation::rules::{DistrictResult, Method, Outcome, Released};
use evidence::evaluation::store::{Registered, Run};
use evidence::evaluation::view::Evaluation;
use evidence::evaluation::words;
use platform::web::Shell;
use std::collections::BTreeMap;

/// A result with all that its document shows.
pub(super) struct Data {
    pub evaluation: Evaluation,
    pub run: Run,
    pub outcome: Outcome,
    pub design: Registered,
    pub register_number: Option<String>,
    pub municipalities: BTreeMap<String, String>,
}

/// The evaluation in the document's form.
pub(super) fn of(s: &Shell, d: &Data) -> EvaluationDoc {
    let design = &d.design.design;
    let registered = s.t3(
        "evaluation-registered-line",
        "n",
        d.design.version,
        "who",
        &d.design.head.registered_by,
        "at",
        s.moment(&d.design.head.registered_at),
    );
    let judged = d.outcome.judgement;
    EvaluationDoc {
        meta: meta(s, head(s, d)),
        facts: vec![
            Fact::new(s.t("document-district"), words::whom(s, &d.evaluation)),
            Fact::new(s.t("document-vintage"), d.run.vintage.to_string()),
        ],
        question: design.question.clone(),
        registered: format!("{registered} {}", s.t1("evaluation-registered-vintage", "n", d.design.head.vintage)),
        design: facts_of(s, d),
        parts: parts(s, d),
        verdict: s.tk("evaluation-verdict", judged.verdict.key()),
        verdict_why: s.tk("evaluation-why", judged.why.key()),
        truth: d.outcome.truth().filter(|_| d.outcome.synthetic).map_or(String::new(), |t| words::truth(s, &d.evaluation.indicator, t)),
        rule: words::rule(s),
        computation: computation(s, d),
    }
}

fn head(s: &Shell, d: &Data) -> Head {
    let municipality = match d.evaluation.districts.as_slice() {
        [one] => one.municipality.clone(),
        _ => s.t("document-all-municipalities"),
    };
    Head {
        title: d.design.design.title.clone(),
        municipality,
        register_number: d.register_number.clone(),
        version: d.design.version.to_string(),
        on: day(&d.run.ended_at),
        status: s.t1("document-evaluation-status", "date", s.moment(&d.run.ended_at)),
        synthetic: d.outcome.synthetic,
        address: format!("/utvarderingar/{}", d.run.slug),
    }
}

fn facts_of(s: &Shell, d: &Data) -> Vec<Fact> {
    let design = &d.design.design;
    let (w, c) = (design.window, &design.comparison);
    let listed = |key: &'static str, codes: &[String]| {
        if codes.is_empty() { String::new() } else { format!(". {}", s.t1(key, "codes", codes.join(", "))) }
    };
    let of_goal = if design.relevant_is_goal { format!(", {}", s.t("evaluation-fact-relevant-goal")) } else { String::new() };
    let outcome = s.t2("evaluation-fact-outcome-text", "start", w.start, "last", w.last);
    let group = s.tk("evaluation-group", &design.group).to_lowercase();
    vec![
        Fact::new(s.t("evaluation-fact-outcome"), format!("{}, {group}. {outcome}", d.evaluation.indicator.name(s.lang))),
        Fact::new(s.t("evaluation-fact-goal"), design.goal.as_ref().map(|g| g.statement.clone()).unwrap_or_default()),
        Fact::new(s.t("evaluation-fact-window"), s.t3("evaluation-fact-window-text", "first", w.first, "start", w.start, "last", w.last)),
        Fact::new(s.t("evaluation-fact-relevant"), format!("{}{of_goal}", words::size(s, &d.evaluation.indicator, design.relevant))),
        Fact::new(
            s.t("evaluation-fact-comparison"),
            format!(
                "{}{}{}",
                s.tk("evaluation-rule", c.rule.key()),
                listed("evaluation-fact-excluded", &c.excluded),
                listed("evaluation-fact-listed", &c.listed)
            ),
        ),
        Fact::new(
            s.t("evaluation-fact-bridges"),
            design.bridges.iter().map(|b| format!("{}: {}", b.year, b.reason)).collect::<Vec<_>>().join("\n"),
        ),
        Fact::new(s.t("evaluation-fact-secondary"), design.secondary.clone()),
    ]
}

fn parts(s: &Shell, d: &Data) -> Vec<EvaluationPart> {
    let mut all = vec![power(s, d), estimates(s, d)];
    match d.outcome.districts.as_slice() {
        [one] if !one.withheld => all.extend([trend(s, d, one), gaps(s, d, one), placebos(s, d), weights(s, d, one), checks(s, d, one)]),
        [one] => all.push(checks(s, d, one)),
        _ => all.extend([each(s, d), placebos(s, d)]),
    }
    all.push(limits(s));
    all
}

fn part(heading: String) -> EvaluationPart {
    EvaluationPart { heading, ..EvaluationPart::default() }
}

fn chart(s: &Shell, d: &Data, chart: &impl charts::Chart) -> Chart {
    Chart::of(chart, if d.outcome.synthetic { s.t("document-synthetic") } else { d.evaluation.indicator.source.clone() }, false)
}

fn power(s: &Shell, d: &Data) -> EvaluationPart {
    let size = |by: f64| words::size(s, &d.evaluation.indicator, by);
    let found = d.outcome.detectable();
    let blind = found[1] > d.design.design.relevant;
    let says = if blind { format!("{} {}", s.t("evaluation-blind"), s.t("evaluation-blind-text")) } else { s.t("evaluation-sighted") };
    let row = |(method, by): (&Method, f64)| Row::new([words::method(s, *method), size(by)]);
    let relevant = Row::new([s.t("evaluation-fact-relevant"), size(d.design.design.relevant)]).strong();
    EvaluationPart {
        text: format!("{}\n\n{says}", s.t("evaluation-power-text")),
        tables: vec![Table {
            title: s.t("evaluation-power-head"),
            columns: vec![Column::text(s.t("evaluation-column-method")), Column::text(s.t("evaluation-column-detectable"))],
            rows: Method::ALL.iter().zip(found).map(row).chain([relevant]).collect(),
            ..Table::default()
        }],
        ..part(s.t("evaluation-power-head"))
    }
}

fn estimates(s: &Shell, d: &Data) -> EvaluationPart {
    let points = d.outcome.estimates();
    let Some((low, high)) = words::range(points) else {
        return EvaluationPart { text: s.t("evaluation-withheld"), ..part(s.t("evaluation-estimates-head")) };
    };
    let change = |by: f64| words::change(s, &d.evaluation.indicator, by);
    let short = |by: f64| words::short(s, &d.evaluation.indicator, by);
    let row = |p: &evidence::evaluation::rules::Point| {
        let interval = s.t2("evaluation-from-to", "low", short(p.low), "high", short(p.high));
        Row::new([words::method(s, p.method), change(p.estimate), interval, words::p(s, p.p)])
    };
    EvaluationPart {
        lead: s.t2("evaluation-range", "low", short(low), "high", change(high)),
        text: s.t("evaluation-range-text"),
        charts: vec![chart(s, d, &words::estimates(s, &d.evaluation, &d.outcome, d.design.design.relevant))],
        tables: vec![Table {
            title: s.t("evaluation-points-caption"),
            columns: vec![
                Column::text(s.t("evaluation-column-method")),
                Column::text(s.t("evaluation-column-estimate")),
                Column::text(s.t("evaluation-column-interval")).weighing(1.6),
                Column::figures("p"),
            ],
            rows: points.iter().map(row).collect(),
            ..Table::default()
        }],
        ..part(s.t("evaluation-estimates-head"))
    }
}

/// A picture with its figures in a table under it, as on the page.
fn pictured(s: &Shell, d: &Data, heading: String, text: String, picture: &impl charts::Chart) -> EvaluationPart {
    let twin = picture.data_table();
    let columns =
        twin.header.iter().enumerate().map(|(i, head)| if i == 0 { Column::text(head.clone()) } else { Column::figures(head.clone()) });
    let table =
        Table { title: twin.caption, columns: columns.collect(), rows: twin.rows.into_iter().map(Row::new).collect(), ..Table::default() };
    EvaluationPart { text, charts: vec![chart(s, d, picture)], tables: vec![table], ..part(heading) }
}

fn trend(s: &Shell, d: &Data, one: &DistrictResult) -> EvaluationPart {
    let picture = words::trend(s, &d.evaluation.indicator, one, d.design.design.window, d.outcome.synthetic);
    pictured(s, d, s.t("evaluation-trend-head"), String::new(), &picture)
}

fn gaps(s: &Shell, d: &Data, one: &DistrictResult) -> EvaluationPart {
    let picture = words::gaps(s, &d.evaluation.indicator, one, d.design.design.window, d.outcome.synthetic);
    pictured(s, d, s.t("evaluation-gaps-head"), String::new(), &picture)
}

fn placebos(s: &Shell, d: &Data) -> EvaluationPart {
    let first = d.outcome.districts.first();
    let mut text = first.map_or(String::new(), |x| s.t2("evaluation-placebos-text", "n", x.placebos, "areas", s.num(x.placebo_areas, 1)));
    if let Some(pooled) = &d.outcome.pooled {
        text += " ";
        text += &s.t3("evaluation-clustered", "n", pooled.municipalities, "p", s.num(pooled.clustered_p, 3), "draws", pooled.permutations);
    }
    pictured(s, d, s.t("evaluation-placebos-head"), text, &words::placebos(s, &d.evaluation, &d.outcome))
}

fn weights(s: &Shell, d: &Data, one: &DistrictResult) -> EvaluationPart {
    let name = |code: &str| d.municipalities.get(code).cloned().unwrap_or_else(|| code.to_owned());
    let small = one.weights.iter().any(|w| w.kind == Released::Small);
    let text = if small {
        format!("{} {}", s.t("evaluation-weights-text"), s.t("evaluation-weights-small"))
    } else {
        s.t("evaluation-weights-text")
    };
    pictured(s, d, s.t("evaluation-weights-head"), text, &words::weights(s, one, &name, d.outcome.synthetic))
}

fn checks(s: &Shell, d: &Data, one: &DistrictResult) -> EvaluationPart {
    let point = |c: &evidence::evaluation::rules::Check| {
        Fact::new(s.tk("evaluation-level", c.level.key()), words::check(s, &d.evaluation.indicator, c))
    };
    EvaluationPart {
        text: s.t("evaluation-checks-text"),
        points: one.checks.iter().map(point).collect(),
        ..part(s.t("evaluation-checks-head"))
    }
}

fn each(s: &Shell, d: &Data) -> EvaluationPart {
    let picture = words::districts(s, &d.evaluation, &d.outcome);
    let mut part = pictured(s, d, s.t("evaluation-each-head"), s.t("evaluation-each-text"), &picture);
    part.charts = vec![chart(s, d, &picture)];
    part
}

fn limits(s: &Shell) -> EvaluationPart {
    let keys = ["area", "earlier", "recession", "pseudo"];
    let points = keys.iter().map(|key| Fact::new("", s.tk("evaluation-limit", key))).collect();
    EvaluationPart { points, ..part(s.t("evaluation-limits-head")) }
}

fn computation(s: &Shell, d: &Data) -> Vec<Fact> {
    let when = format!("{}, {}", s.moment(&d.run.ended_at), s.t1("evaluation-run-design", "n", d.run.design_version));
    vec![
        Fact::new(s.t("evaluation-run-when"), when),
        Fact::new(s.t("evaluation-run-vintage"), s.t1("report-vintage-line", "n", d.run.vintage)),
        Fact::new(s.t("evaluation-run-seed"), d.run.seed.to_string()),
        Fact::new(s.t("evaluation-run-program"), d.run.program.clone()),
        Fact::new(s.t("evaluation-checksum"), d.design.head.sha256.clone()),
        Fact::new(s.t("evaluation-run-inputs"), d.run.inputs_sha256.clone()),
        Fact::new(s.t("evaluation-run-outcome"), d.run.outcome_sha256.clone()),
    ]
}
