//! The national compilation as it is printed, and as sheets.

use super::words::{Head, meta};
use documents::{
    Chart, Column, CompilationArea, CompilationDoc, DistrictStatements, Fact, Mark, Matrix, MatrixCell, MatrixRow, NotSubmitted, Row,
    Sheet, SheetColumn, Statement, Table, Value, Workbook,
};
use evidence::compilation::rules as matrix;
use evidence::compilation::rules::{AreaPart, Compilation, IndicatorTable};
use evidence::compilation::view::{self, Document};
use evidence::development::words;
use evidence::report::rules as parts;
use platform::web::Shell;
use std::collections::{BTreeMap, BTreeSet};

/// An edition, or the working version, in the document's form.
pub(super) fn of(s: &Shell, d: &Document, number: Option<String>) -> CompilationDoc {
    let c = &d.content;
    let reported = matrix::counts(&by_municipality(&c.matrix), |row| &row.report);
    CompilationDoc {
        meta: meta(s, Head { register_number: number, ..head(s, d) }),
        subtitle: s.t1("document-compilation-subtitle", "year", c.year),
        publisher: s.t("document-publisher"),
        summary: c.introduction.clone(),
        key_figures: reported.iter().map(|(mark, n)| Fact::new(n.to_string(), s.tk("document-mark", mark.key()))).collect(),
        matrix: Matrix {
            columns: vec![s.t("document-agreement"), s.t("document-plan"), s.t("document-report")],
            rows: c.matrix.iter().map(|row| matrix_row(s, row)).collect(),
        },
        areas: c.areas.iter().map(|part| area(s, c, part)).collect(),
        statements: statements(s, c),
        not_submitted: c.silent.iter().map(|it| silent(s, c.year, it)).collect(),
        method: s.t("document-method"),
    }
}

fn head(s: &Shell, d: &Document) -> Head {
    let c = &d.content;
    let edition = d.edition.as_ref();
    Head {
        title: s.t1("document-compilation-title", "year", c.year),
        municipality: String::new(),
        register_number: None,
        version: edition.map_or_else(|| s.t("document-working"), |e| s.t1("document-edition", "n", e.number)),
        on: c.on,
        status: s.t(if edition.is_some() { "document-frozen" } else { "document-working" }),
        synthetic: c.synthetic,
        address: format!("/sammanstallning/{}", c.year),
    }
}

/// One row of each municipality: its report is one, however many districts it is about.
fn by_municipality(rows: &[matrix::MatrixRow]) -> Vec<matrix::MatrixRow> {
    let mut seen = BTreeSet::new();
    rows.iter().filter(|row| seen.insert(row.municipality_code.clone())).cloned().collect()
}

fn matrix_row(s: &Shell, row: &matrix::MatrixRow) -> MatrixRow {
    let cell = |c: &matrix::MatrixCell| MatrixCell {
        mark: match c.mark {
            matrix::Mark::Done => Mark::Done,
            matrix::Mark::Late => Mark::Late,
            matrix::Mark::Due => Mark::Due,
            matrix::Mark::Missing => Mark::Missing,
        },
        text: evidence::compilation::cell_words(s, c),
    };
    MatrixRow { district: row.name.clone(), municipality: row.municipality_name.clone(), cells: row.cells().map(cell).into() }
}

fn area(s: &Shell, c: &Compilation, part: &AreaPart) -> CompilationArea {
    let source = if c.synthetic { s.t("document-synthetic") } else { String::new() };
    let plots = part.indicators.iter().map(|table| evidence::compilation::dot_plot(s, c, table));
    CompilationArea {
        name: words::area_name(s, &part.key),
        text: part.comment.clone(),
        charts: plots.map(|plot| Chart::of(&plot, source.clone(), true)).collect(),
        tables: part.indicators.iter().map(|table| figures(s, c, table)).collect(),
    }
}

fn figures(s: &Shell, c: &Compilation, t: &IndicatorTable) -> Table {
    let measure = t.indicator.measure;
    let rows = t.rows.iter().map(|r| {
        let interval = r.interval.map(|(low, high)| format!("{}–{}", s.num(low * 100.0, 1), s.num(high * 100.0, 1))).unwrap_or_default();
        Row::new([r.name.clone(), r.municipality_name.clone(), words::cell(s, r.cell, measure), interval])
    });
    let nation = Row::new([s.t("document-nation"), String::new(), words::cell(s, t.nation, measure), String::new()]).strong();
    Table {
        title: format!("{} {}", t.indicator.name(s.lang), t.year.map(|y| y.to_string()).unwrap_or_default()),
        unit: t.indicator.unit(s.lang).to_owned(),
        columns: vec![
            Column::text(s.t("document-district")),
            Column::text(s.t("document-municipality")),
            Column::figures(s.t("document-value")),
            Column::figures(s.t("document-interval")),
        ],
        rows: rows.chain([nation]).collect(),
        source: format!("{}. {}", t.indicator.source, s.t1("document-source", "vintage", c.vintage)),
        notes: Vec::new(),
    }
}

/// What a statement stands under: the goal area, how cooperation proceeds, or what it has led to.
fn part_name(s: &Shell, area: &str, part: &str) -> String {
    match part {
        parts::COOPERATION => s.t("document-cooperation"),
        parts::RESULTS => s.t("document-results"),
        _ => words::area_name(s, area),
    }
}

/// The municipalities' own words with the report they stand in: each district's in turn, and first what is said of the whole municipality.
fn statements(s: &Shell, c: &Compilation) -> Vec<DistrictStatements> {
    let mut places: BTreeMap<(String, String), DistrictStatements> = BTreeMap::new();
    for (part, it) in c.areas.iter().chain([&c.cooperation]).flat_map(|a| a.statements.iter().map(move |it| (a, it))) {
        let entry = places.entry((it.municipality_name.clone(), it.district_name.clone())).or_insert_with(|| DistrictStatements {
            district: it.district_name.clone(),
            municipality: it.municipality_name.clone(),
            reference: s.t2("document-from-report", "version", it.version, "date", s.date(it.submitted_on)),
            address: format!("/redovisningar/{}", it.report),
            statements: Vec::new(),
        });
        entry.statements.push(Statement { area: part_name(s, &part.key, &it.part), text: it.text.clone() });
    }
    places.into_values().collect()
}

fn silent(s: &Shell, year: i32, it: &evidence::compilation::rules::Silent) -> NotSubmitted {
    let due = agreements::programme::source::lua_2011().due("report", year);
    NotSubmitted {
        district: it.district_name.clone(),
        municipality: it.municipality_name.clone(),
        what: s.t("document-report"),
        due: due.map(|d| s.date(d)).unwrap_or_default(),
        note: String::new(),
    }
}

/// The figures as a workbook: the first sheet becomes its *read me*.
pub(super) fn workbook(s: &Shell, d: &Document) -> Workbook {
    let mut sheets = view::sheets(s, &d.content, d.edition.as_ref().map(|e| e.number));
    let readme = if sheets.is_empty() { Vec::new() } else { sheets.remove(0).rows };
    let fact = |row: Vec<view::Value>| {
        let mut cells = row.into_iter().map(plain);
        Fact::new(cells.next().unwrap_or_default(), cells.next().unwrap_or_default())
    };
    Workbook {
        title: s.t1("document-compilation-title", "year", d.content.year),
        lang: s.lang,
        date_iso: d.content.on.to_string(),
        readme: readme.into_iter().map(fact).collect(),
        synthetic: d.content.synthetic.then(|| s.t("document-synthetic")),
        sheets: sheets.into_iter().map(|it| sheet(s, d.content.synthetic, it)).collect(),
    }
}

/// The tidy rows as one file.
pub(super) fn tidy(s: &Shell, d: &Document) -> Sheet {
    let sheets = view::sheets(s, &d.content, d.edition.as_ref().map(|e| e.number));
    sheets.into_iter().nth(1).map_or_else(Sheet::default, |it| sheet(s, d.content.synthetic, it))
}

fn plain(value: view::Value) -> String {
    match value {
        view::Value::Text(text) | view::Value::Sign(text) => text,
        view::Value::Integer(n) => n.to_string(),
        view::Value::Number(v, _) | view::Value::Share(v, _) => v.to_string(),
        view::Value::Empty => String::new(),
    }
}

fn sheet(s: &Shell, synthetic: bool, it: view::Sheet) -> Sheet {
    let value = |v: view::Value| match v {
        view::Value::Text(text) => Value::Text(text),
        view::Value::Integer(n) => Value::Integer(n),
        view::Value::Number(v, decimals) => Value::number(v, u8::try_from(decimals).unwrap_or(4)),
        view::Value::Share(v, decimals) => Value::number(v * 100.0, u8::try_from(decimals).unwrap_or(4)),
        view::Value::Sign(sign) => Value::Empty(sign),
        view::Value::Empty => Value::Empty(String::new()),
    };
    Sheet {
        name: it.name,
        lang: s.lang,
        columns: it.columns.into_iter().map(SheetColumn::new).collect(),
        rows: it.rows.into_iter().map(|row| row.into_iter().map(value).collect()).collect(),
        synthetic: synthetic.then(|| s.t("document-synthetic")),
    }
}
