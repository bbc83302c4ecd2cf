//! Draws one of each chart, for looking at: `cargo run -p charts --example gallery -- FOLDER` writes `screen.html`, `dark.html` and
//! `print.html` there. The figures are made up for the purpose.

use charts::{Bar, Bars, Chart, Dot, DotPlot, Emphasis, GoalAxis, Line, LineChart, Reference, Theme, Unit};
use std::{env, fs, io, path::PathBuf};
use wording::Lang;

const DISTRICTS: &str = include_str!("../../../programmes/lua-2011/districts.csv");
const CSS: &str = "body{margin:24px;font:17px/1.5 'Segoe UI','Liberation Sans',sans-serif;background:var(--paper);color:var(--text);max-width:1100px}\
 .chart{max-width:100%;height:auto;font-variant-numeric:tabular-nums}figure{margin:0 0 40px}figcaption{margin-bottom:8px}figcaption strong{display:block}\
 .c-text{color:var(--text)}.c-muted{color:var(--muted)}.c-accent{color:var(--accent)}.c-grey{color:var(--grey)}.c-target{color:var(--target)}\
 .c-rule{color:var(--rule)}.c-paper{color:var(--paper)}a:hover .c-rule{color:var(--accent)}";
const LIGHT: &str = ":root{--paper:#fff;--text:#1c1c1c;--muted:#4a4f54;--accent:#0b5a5e;--grey:#8a8f94;--target:#b4540a;--rule:#d5d8da}";
const DARK: &str = ":root{--paper:#14181a;--text:#ececea;--muted:#b9bec2;--accent:#6ccdd0;--grey:#7f868c;--target:#f0a35e;--rule:#363d41}";

fn line(label: &str, emphasis: Emphasis, values: &[Option<f64>], dashed: bool) -> Line {
    Line { label: label.into(), emphasis, points: (2005..).zip(values.iter().copied()).collect(), dashed, ..Line::default() }
}

fn lines() -> LineChart {
    let some = |values: &[f64]| values.iter().map(|v| Some(*v)).collect::<Vec<_>>();
    LineChart {
        id: "alby-arbete".into(),
        title: "Fler i Alby förvärvsarbetar, men avståndet till Botkyrka består".into(),
        subtitle: "Andel förvärvsarbetande 20–64 år. Källa: syntetiska uppgifter".into(),
        series: vec![
            line("Alby", Emphasis::District, &some(&[0.471, 0.485, 0.502, 0.496, 0.478, 0.489, 0.512]), false),
            line("Botkyrka", Emphasis::Context, &some(&[0.688, 0.694, 0.706, 0.708, 0.69, 0.695, 0.702]), false),
            line("Alla 38 stadsdelar", Emphasis::Context, &some(&[0.502, 0.511, 0.529, 0.527, 0.503, 0.508, 0.515]), true),
            line("Riket", Emphasis::Context, &some(&[0.744, 0.751, 0.762, 0.764, 0.748, 0.752, 0.761]), false),
        ],
        breaks: vec![(2009, "ny uppgiftskälla".into())],
        target: Some((2014, 0.55, String::new())),
        unit: Unit::Percent,
        lang: Lang::Sv,
        y_from_zero: false,
        ..LineChart::default()
    }
}

fn gaps() -> LineChart {
    LineChart {
        id: "alby-skola".into(),
        title: "Två år går inte att visa".into(),
        subtitle: "Andel behöriga till gymnasiet. Källa: syntetiska uppgifter".into(),
        series: vec![
            line("Alby", Emphasis::District, &[Some(0.71), Some(0.69), None, Some(0.74), None, Some(0.72), Some(0.78)], false),
            line(
                "Botkyrka",
                Emphasis::Context,
                &[Some(0.81), Some(0.82), Some(0.815), Some(0.83), Some(0.82), Some(0.825), Some(0.79)],
                false,
            ),
        ],
        breaks: vec![(2010, "ny examen".into()), (2011, "nya behörighetsregler".into())],
        target: None,
        y_from_zero: true,
        ..lines()
    }
}

/// Slug, name and municipality code of the 38, in the order of annex 2.
fn districts() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    DISTRICTS.lines().skip(1).filter_map(|line| {
        let cells: Vec<&str> = line.split(';').collect();
        Some((*cells.get(3)?, *cells.get(4)?, cells.get(1)?.trim_end_matches([' ', '.'])))
    })
}

fn dots() -> DotPlot {
    let value = |i: usize| 0.34 + ((i * 37) % 38) as f64 / 38.0 * 0.33;
    let dots = districts()
        .enumerate()
        .map(|(i, (slug, name, _))| Dot {
            label: name.into(),
            value: (i % 13 != 7).then(|| value(i)),
            interval: Some((value(i) - 0.012 - (i % 5) as f64 * 0.006, value(i) + 0.012 + (i % 5) as f64 * 0.006)),
            highlighted: slug == "alby",
            note: if i % 13 == 7 { "för få personer".into() } else { String::new() },
            href: Some(format!("/stadsdelar/{slug}")),
        })
        .collect();
    let references = vec![Reference { label: "Riket".into(), value: 0.761 }, Reference { label: "Botkyrka".into(), value: 0.702 }];
    DotPlot {
        id: "alla-arbete".into(),
        title: "I alla 38 stadsdelar är förvärvsarbete ovanligare än i riket".into(),
        subtitle: "Andel förvärvsarbetande 20–64 år 2010, med 95 procents osäkerhet. Källa: syntetiska uppgifter".into(),
        dots,
        references,
        unit: Unit::Percent,
        ..DotPlot::default()
    }
}

fn goal() -> GoalAxis {
    GoalAxis {
        id: "mal-1".into(),
        title: "Målet om förvärvsarbete är på efterkälken".into(),
        subtitle: "Andel förvärvsarbetande 20–64 år i Alby".into(),
        baseline: Some((2008, 0.471)),
        now: Some((2010, 0.489)),
        interval: Some((0.479, 0.499)),
        expected: Some(0.497),
        target: Some((2014, 0.55)),
        unit: Unit::Percent,
        ..GoalAxis::default()
    }
}

fn bars() -> Bars {
    let bar = |label: &str, value, highlighted: bool| Bar { label: label.into(), value, highlighted, note: "har inte kommit in".into() };
    Bars {
        id: "staplar".into(),
        title: "Insatserna finns mest inom arbete och utbildning".into(),
        subtitle: "Antal insatser i stadsdelsplanerna".into(),
        bars: vec![
            bar("Arbete", Some(1312.0), true),
            bar("Utbildning", Some(987.0), false),
            bar("Trygghet", Some(214.0), false),
            bar("Tillväxt", None, false),
        ],
        ..Bars::default()
    }
}

fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"sv\"><meta charset=\"utf-8\"><title>Diagram</title><style>{head}{CSS}</style><body>{body}</body></html>"
    )
}

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "target/gallery".into()));
    fs::create_dir_all(&folder)?;
    let (lines, gaps, dots, goal, bars) = (lines(), gaps(), dots(), goal(), bars());
    let charts: [(&dyn Chart, f64, f64); 5] =
        [(&lines, 680.0, 440.0), (&gaps, 460.0, 300.0), (&goal, 560.0, 360.0), (&bars, 560.0, 360.0), (&dots, 720.0, 440.0)];
    let mut screen: String = charts.iter().map(|(chart, width, _)| chart.figure(*width)).collect();
    screen.push_str(&lines.spark(Theme::Screen, 140.0, 36.0));
    let print: String = charts
        .iter()
        .map(|(chart, _, width)| chart.svg(Theme::Print, *width, chart.natural_height(Theme::Print, *width)) + "<br><br>")
        .collect();
    fs::write(folder.join("screen.html"), page(LIGHT, &screen))?;
    fs::write(folder.join("dark.html"), page(DARK, &screen))?;
    fs::write(folder.join("print.html"), page(LIGHT, &print))
}
