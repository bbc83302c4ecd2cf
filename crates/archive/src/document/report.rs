//! A municipality's yearly report as it is printed.

use super::words::{Head, day, meta};
use documents::{AreaReport, Certification, Chart, Column, DistrictReport, Fact, GoalProgress, ReportDoc, ReportVersion, Row, Table};
use evidence::development::rules::Development;
use evidence::development::words;
use evidence::report::rules::{DistrictPart, Snapshot};
use evidence::report::view::Document;
use platform::web::Shell;
use std::collections::BTreeMap;

/// A submitted version in the document's form.
pub(super) fn of(s: &Shell, d: &Document) -> ReportDoc {
    let snapshot = &d.snapshot;
    ReportDoc {
        meta: meta(s, head(s, d)),
        facts: vec![
            Fact::new(s.t("document-reference-day"), s.date(snapshot.reference)),
            Fact::new(s.t("document-vintage"), snapshot.vintage.to_string()),
        ],
        summary: String::new(),
        districts: snapshot.districts.iter().map(|part| district(s, snapshot, part, &d.earlier)).collect(),
        cooperation: snapshot.cooperation.clone(),
        results: snapshot.results.clone(),
        gaps: Vec::new(),
        certification: Certification {
            provider: d.writers.join(", "),
            provided: String::new(),
            certifier: d.head.submitted_by.clone(),
            certified: s.date(day(&d.head.submitted_on)),
            text: s.t("document-certified"),
        },
        versions: d
            .versions
            .iter()
            .map(|v| ReportVersion {
                version: v.version.to_string(),
                date: s.day(&v.submitted_on),
                by: v.submitted_by.clone(),
                reason: v.reason.clone(),
            })
            .collect(),
    }
}

fn head(s: &Shell, d: &Document) -> Head {
    let snapshot = &d.snapshot;
    Head {
        title: s.t2("document-report-title", "municipality", &snapshot.municipality_name, "year", snapshot.year),
        municipality: snapshot.municipality_name.clone(),
        register_number: d.register_number.clone(),
        version: d.head.version.to_string(),
        on: day(&d.head.submitted_on),
        status: s.t(if d.head.late { "document-submitted-late" } else { "document-submitted" }),
        synthetic: snapshot.synthetic,
        address: format!("/redovisningar/{}", d.head.slug),
    }
}

/// A district's part: the municipality's words, the frozen figures with their picture, the goals.
pub(super) fn district(s: &Shell, snapshot: &Snapshot, part: &DistrictPart, earlier: &BTreeMap<String, String>) -> DistrictReport {
    let area = |key: &String| AreaReport {
        development: part.texts.get(key).cloned().unwrap_or_default(),
        last_year: earlier.get(&format!("{}.{key}", part.slug)).cloned().unwrap_or_default(),
        ..figures(s, &part.development, key)
    };
    DistrictReport { name: part.name.clone(), facts: Vec::new(), areas: snapshot.areas.iter().map(area).collect() }
}

/// The figures and goals of one area of a district, without anybody's words.
pub(super) fn figures(s: &Shell, d: &Development, area: &str) -> AreaReport {
    let source = if d.synthetic { s.t("document-synthetic") } else { String::new() };
    let charts = d.figures.iter().filter(|f| f.indicator.area == area).take(1);
    AreaReport {
        name: words::area_name(s, area),
        figures: vec![table(s, d, area)],
        charts: charts.map(|f| Chart::of(&words::line_chart(s, d, f), source.clone(), false)).collect(),
        goals: words::goal_rows(s, d, area).into_iter().map(goal).collect(),
        ..AreaReport::default()
    }
}

fn table(s: &Shell, d: &Development, area: &str) -> Table {
    let beside = |v: &words::FigureView, i: usize| v.beside.get(i).map(|(_, value)| value.clone()).unwrap_or_default();
    let row = |v: words::FigureView| {
        let year = v.year.map(|y| y.to_string()).unwrap_or_default();
        Row::new([v.name.clone(), year, v.value.clone(), v.change.clone(), beside(&v, 0), beside(&v, 1), beside(&v, 2)])
    };
    let heads = ["document-change", "document-municipality", "document-all-districts", "document-nation"];
    let columns = [Column::text(s.t("document-figure")), Column::figures(s.t("document-year")), Column::figures(d.district_name.clone())];
    Table {
        title: s.t1("document-figures-of", "area", words::area_name(s, area)),
        unit: String::new(),
        columns: columns.into_iter().chain(heads.map(|key| Column::figures(s.t(key)))).collect(),
        rows: words::figure_rows(s, d, area).into_iter().map(row).collect(),
        source: s.t1("document-source", "vintage", d.vintage),
        notes: Vec::new(),
    }
}

fn goal(g: words::GoalView) -> GoalProgress {
    GoalProgress {
        number: g.number.to_string(),
        statement: g.statement,
        baseline: g.baseline,
        now: g.now,
        target: g.target,
        date: g.target_date,
        verdict: g.verdict,
        reason: g.why,
    }
}

/// A report of one district alone, from its figures and goals as they stand: what a district without a submitted report can have.
pub(super) fn of_development(s: &Shell, d: &Development, areas: &[String]) -> ReportDoc {
    let head = Head {
        title: s.t1("document-district-title", "district", &d.district_name),
        municipality: d.municipality_name.clone(),
        register_number: None,
        version: s.t("document-as-it-stands"),
        on: d.on,
        status: s.t("document-not-submitted"),
        synthetic: d.synthetic,
        address: format!("/stadsdelar/{}", d.district),
    };
    let areas = areas.iter().map(|key| figures(s, d, key)).collect();
    let district = DistrictReport { name: d.district_name.clone(), facts: Vec::new(), areas };
    ReportDoc { meta: meta(s, head), districts: vec![district], ..ReportDoc::default() }
}
