//! All districts in order, each with its uncertainty, beside the nation.

use crate::canvas::{Anchor, Canvas, Style};
use crate::chart::{Area, Chart, Head, draw_nothing};
use crate::labels::{self, Flag};
use crate::line::caption;
use crate::scale::{Scale, extent, ticks};
use crate::table::ChartTable;
use crate::theme::{Ink, Theme};
use crate::unit::Unit;
use crate::words::words;
use wording::Lang;

/// One place in a dot plot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dot {
    pub label: String,
    /// None when it cannot be shown; then `note` says why.
    pub value: Option<f64>,
    /// From and to.
    pub interval: Option<(f64, f64)>,
    pub highlighted: bool,
    /// Why there is no value, in words; or a remark for the table.
    pub note: String,
    pub href: Option<String>,
}

/// A line all dots are held against: the nation, a municipality.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reference {
    pub label: String,
    pub value: f64,
}

/// Places as dots on a common axis, sorted; those that cannot be shown stand last, with their reason.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DotPlot {
    pub id: String,
    pub title: String,
    pub subtitle: String,
    pub dots: Vec<Dot>,
    pub references: Vec<Reference>,
    pub unit: Unit,
    pub lang: Lang,
    /// Lowest first, for indicators where less is better.
    pub ascending: bool,
}

impl Dot {
    fn figure(&self) -> Option<f64> {
        self.value.filter(|v| v.is_finite())
    }

    fn range(&self) -> Option<(f64, f64)> {
        self.interval.filter(|(a, b)| a.is_finite() && b.is_finite())
    }
}

/// Places and scales of one drawing.
struct Layout {
    x: Scale,
    ticks: Vec<f64>,
    /// Where the rows begin and how tall each is.
    top: f64,
    row: f64,
    size: f64,
    plot: (f64, f64),
    references: Vec<(String, Flag)>,
}

const ROW: f64 = 18.0;

impl Chart for DotPlot {
    fn head(&self) -> Head<'_> {
        Head { id: &self.id, title: &self.title, subtitle: &self.subtitle, lang: self.lang }
    }

    fn has_links(&self) -> bool {
        self.dots.iter().any(|dot| dot.href.is_some())
    }

    fn body_height(&self, theme: Theme, _width: f64) -> f64 {
        let gap = if self.unshown().is_empty() { 0.0 } else { 1.6 };
        theme.px(ROW) * (self.dots.len().max(2) as f64 + gap) + theme.px(34.0) + theme.small() * 1.4 * self.references.len() as f64
    }

    fn description(&self) -> String {
        let words = words(self.lang);
        let say = |dot: &&Dot| Some(format!("{} {}", dot.label, self.unit.format(self.lang, dot.figure()?)));
        let shown = self.shown();
        let mut parts = vec![words.dot_plot.to_owned()];
        let picked: Vec<&Dot> =
            shown.iter().enumerate().filter(|(i, d)| *i == 0 || *i + 1 == shown.len() || d.highlighted).map(|(_, d)| *d).collect();
        parts.extend(picked.iter().filter_map(say).map(|text| format!("{text}.")));
        parts.extend(self.lines().map(|r| format!("{} {}.", r.label, self.unit.format(self.lang, r.value))));
        if !self.unshown().is_empty() {
            let names: Vec<&str> = self.unshown().iter().map(|dot| dot.label.as_str()).collect();
            parts.push(format!("{}: {}.", words.unshown, names.join(", ")));
        }
        parts.join(" ")
    }

    fn data_table(&self) -> ChartTable {
        let words = words(self.lang);
        let number = |value: f64| self.unit.format(self.lang, value);
        let row = |dot: &&Dot| {
            let (from, to) = dot.range().map_or_else(Default::default, |(a, b)| (number(a), number(b)));
            let value = dot.figure().map_or_else(|| self.reason(dot), number);
            vec![dot.label.clone(), value, from, to]
        };
        let mut rows: Vec<Vec<String>> = self.shown().iter().chain(&self.unshown()).map(row).collect();
        rows.extend(self.lines().map(|r| vec![r.label.clone(), number(r.value), String::new(), String::new()]));
        let header = [words.district, words.value, words.from, words.to].map(str::to_owned).to_vec();
        ChartTable { caption: caption(&self.title, &self.subtitle), header, rows }
    }

    fn draw(&self, canvas: &mut Canvas, area: Area) {
        if self.dots.is_empty() {
            return draw_nothing(canvas, area, self.lang);
        }
        let layout = self.layout(canvas.theme, area);
        let (shown, unshown) = (self.shown(), self.unshown());
        self.draw_axis(canvas, &layout, area, shown.len());
        for (i, dot) in shown.iter().enumerate() {
            self.draw_row(canvas, &layout, area, dot, layout.top + (i as f64 + 0.5) * layout.row);
        }
        self.draw_unshown(canvas, &layout, area, &unshown, layout.top + shown.len() as f64 * layout.row);
    }
}

impl DotPlot {
    fn shown(&self) -> Vec<&Dot> {
        let mut dots: Vec<&Dot> = self.dots.iter().filter(|dot| dot.figure().is_some()).collect();
        dots.sort_by(|a, b| {
            let order = b.figure().unwrap_or(0.0).total_cmp(&a.figure().unwrap_or(0.0));
            if self.ascending { order.reverse() } else { order }
        });
        dots
    }

    fn unshown(&self) -> Vec<&Dot> {
        self.dots.iter().filter(|dot| dot.figure().is_none()).collect()
    }

    fn lines(&self) -> impl Iterator<Item = &Reference> {
        self.references.iter().filter(|r| r.value.is_finite())
    }

    fn reason(&self, dot: &Dot) -> String {
        if dot.note.is_empty() { words(self.lang).unshown.to_lowercase() } else { dot.note.clone() }
    }

    fn layout(&self, theme: Theme, area: Area) -> Layout {
        let ranges = self.dots.iter().filter(|d| d.figure().is_some()).filter_map(Dot::range).flat_map(|(a, b)| [a, b]);
        let values = self.dots.iter().filter_map(Dot::figure).chain(ranges).chain(self.lines().map(|r| r.value));
        let (low, high) = extent(values).unwrap_or((0.0, 1.0));
        let mut ticks = ticks(low, high, if area.width() > theme.px(460.0) { 6 } else { 3 });
        let bold = Style::new(theme.base(), Ink::Text).bold();
        let names = self.dots.iter().map(|dot| bold.width(&dot.label)).fold(0.0, f64::max).min(area.width() * 0.34);
        let values = self.dots.iter().filter_map(Dot::figure).map(|v| bold.width(&self.unit.format(self.lang, v))).fold(0.0, f64::max);
        let plot = (area.left + names + theme.px(14.0), (area.right - values - theme.px(12.0)).max(area.left + names + theme.px(24.0)));
        if self.unit == Unit::Percent {
            ticks.retain(|tick| low < 0.0 || high > 1.0 || (-1e-9..=1.0 + 1e-9).contains(tick));
        }
        let domain = (ticks.first().copied().unwrap_or(low).min(low), ticks.last().copied().unwrap_or(high).max(high));
        let x = Scale::new(domain, plot);
        let references = self.place_references(theme, x, area);
        let flags = references.iter().map(|r| r.1.row + 1).max().unwrap_or(0);
        let top = area.top + theme.small() * (1.4 * flags as f64 + 1.7) + theme.px(6.0);
        let rows = self.dots.len() as f64 + if self.unshown().is_empty() { 0.0 } else { 1.6 };
        let row = ((area.bottom - top) / rows).min(theme.px(ROW)).max(1.0);
        Layout { x, ticks, top, row, size: theme.base().min(row * 0.78), plot, references }
    }

    fn place_references(&self, theme: Theme, x: Scale, area: Area) -> Vec<(String, Flag)> {
        let style = Style::new(theme.small(), Ink::Text).bold();
        let room = area.width();
        let texts: Vec<String> =
            self.lines().map(|r| style.fit(&format!("{} {}", r.label, self.unit.format(self.lang, r.value)), room)).collect();
        let wishes: Vec<(f64, f64)> = self.lines().zip(&texts).map(|(r, text)| (x.at(r.value), style.width(text))).collect();
        let flags = labels::flags(&wishes, theme.px(4.0), area.left, area.right);
        texts.into_iter().zip(flags).collect()
    }

    fn draw_axis(&self, canvas: &mut Canvas, layout: &Layout, area: Area, rows: usize) {
        let theme = canvas.theme;
        let style = Style::new(theme.small(), Ink::Muted).anchored(Anchor::Middle);
        let bottom = layout.top + rows as f64 * layout.row;
        let step = layout.ticks.windows(2).next().map_or(1.0, |pair| pair[1] - pair[0]);
        let mut free = area.left;
        for tick in &layout.ticks {
            let (x, text) = (layout.x.at(*tick), self.unit.tick(self.lang, *tick, step));
            canvas.line(Ink::Rule, (x, layout.top), (x, bottom), theme.px(1.0), None);
            let half = style.width(&text) / 2.0;
            let middle = x.min(area.right - half).max(area.left + half);
            let crossed = self.lines().any(|r| (layout.x.at(r.value) - middle).abs() < half + theme.px(3.0));
            if middle - half >= free && !crossed {
                canvas.text((middle, layout.top - theme.px(6.0)), style, &text);
                free = middle + half + theme.px(4.0);
            }
        }
        let bold = Style::new(theme.small(), Ink::Text).bold();
        for (reference, (text, flag)) in self.lines().zip(&layout.references) {
            let y = layout.top - theme.small() * (1.9 + 1.4 * flag.row as f64) - theme.px(2.0);
            let x = layout.x.at(reference.value);
            canvas.line(Ink::Text, (x, y - theme.small() * 0.75), (x, bottom), theme.px(1.2), None);
            canvas.text((flag.left, y), bold, text);
        }
    }

    fn draw_row(&self, canvas: &mut Canvas, layout: &Layout, area: Area, dot: &Dot, y: f64) {
        let Some(value) = dot.figure() else { return };
        let theme = canvas.theme;
        let figure = self.unit.format(self.lang, value);
        let words = [dot.label.as_str(), &figure, &dot.note].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ");
        canvas.open(&words, self.link(canvas, dot));
        let line = if dot.highlighted { Ink::Accent } else { Ink::Grey };
        if let Some((from, to)) = dot.range() {
            canvas.line(line, (layout.x.at(from), y), (layout.x.at(to), y), theme.px(if dot.highlighted { 2.0 } else { 1.2 }), None);
        }
        let r = theme.px(if dot.highlighted { 5.0 } else { 3.8 }).min(layout.row * 0.4);
        let at = (layout.x.at(value), y);
        canvas.disc(if dot.highlighted { Ink::Accent } else { Ink::Muted }, at, r);
        let style = self.style(layout, dot);
        canvas.text((area.left, y + layout.size * 0.34), style, &style.fit(&dot.label, layout.plot.0 - area.left - theme.px(10.0)));
        canvas.text((area.right, y + layout.size * 0.34), style.anchored(Anchor::End), &figure);
        canvas.close(self.link(canvas, dot));
    }

    fn style(&self, layout: &Layout, dot: &Dot) -> Style {
        if dot.highlighted { Style::new(layout.size, Ink::Accent).bold() } else { Style::new(layout.size, Ink::Text) }
    }

    fn link<'a>(&self, canvas: &Canvas, dot: &'a Dot) -> Option<&'a str> {
        dot.href.as_deref().filter(|_| canvas.theme == Theme::Screen)
    }

    /// Lists what cannot be shown under a rule, with its reasons.
    fn draw_unshown(&self, canvas: &mut Canvas, layout: &Layout, area: Area, dots: &[&Dot], top: f64) {
        if dots.is_empty() {
            return;
        }
        let theme = canvas.theme;
        let head = Style::new(layout.size, Ink::Muted).bold();
        canvas.line(Ink::Grey, (area.left, top + layout.row * 0.45), (area.right, top + layout.row * 0.45), theme.px(1.0), None);
        canvas.text((area.left, top + layout.row * 1.3), head, &head.fit(words(self.lang).unshown, area.width()));
        for (i, dot) in dots.iter().enumerate() {
            let y = top + (i as f64 + 2.1) * layout.row;
            let (style, reason) = (self.style(layout, dot), self.reason(dot));
            canvas.open(&format!("{}, {reason}", dot.label), self.link(canvas, dot));
            canvas.text((area.left, y + layout.size * 0.34), style, &style.fit(&dot.label, layout.plot.0 - area.left - theme.px(10.0)));
            let plain = Style::new(layout.size, Ink::Muted);
            canvas.text((layout.plot.0, y + layout.size * 0.34), plain, &plain.fit(&reason, area.right - layout.plot.0));
            canvas.close(self.link(canvas, dot));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{check, labels_inside};
    use proptest::prelude::*;

    fn dot(label: &str, value: Option<f64>) -> Dot {
        Dot { label: label.into(), value, interval: value.map(|v| (v - 0.03, v + 0.02)), ..Dot::default() }
    }

    fn plot() -> DotPlot {
        let mut dots = vec![dot("Alby", Some(0.51)), dot("Ronna", None), dot("Rågsved", Some(0.62)), dot("Rosengård", Some(0.38))];
        dots[1].note = "för få personer".into();
        DotPlot {
            id: "d".into(),
            title: "t".into(),
            dots,
            references: vec![Reference { label: "Riket".into(), value: 0.76 }],
            unit: Unit::Percent,
            ..DotPlot::default()
        }
    }

    #[test]
    fn the_highest_comes_first_and_the_unshown_last_with_its_reason() {
        let names = |p: DotPlot| p.data_table().rows.into_iter().map(|row| row[0].clone()).collect::<Vec<_>>();
        assert_eq!(names(plot()), ["Rågsved", "Alby", "Rosengård", "Ronna", "Riket"]);
        assert_eq!(names(DotPlot { ascending: true, ..plot() })[..3], ["Rosengård", "Alby", "Rågsved"]);
        assert_eq!(plot().data_table().rows[3][1], "för få personer");
        assert!(plot().svg(Theme::Print, 400.0, 200.0).contains("för få personer"));
    }

    #[test]
    fn rows_are_links_on_a_page_and_plain_on_paper() {
        let mut plot = plot();
        plot.dots[0].href = Some("/stadsdelar/alby?a=1&b=2".into());
        let screen = plot.svg(Theme::Screen, 500.0, 300.0);
        check(&screen);
        assert!(screen.contains("role=\"group\"") && screen.contains("href=\"/stadsdelar/alby?a=1&amp;b=2\""));
        let print = plot.svg(Theme::Print, 500.0, 300.0);
        check(&print);
        assert!(print.contains("role=\"img\"") && !print.contains("<a "));
    }

    #[test]
    fn nothing_at_all_says_so() {
        assert!(DotPlot::default().svg(Theme::Screen, 400.0, 200.0).contains("Inget värde kan visas."));
        let all = DotPlot { dots: vec![dot("Alby", None)], ..DotPlot::default() };
        check(&all.svg(Theme::Screen, 400.0, 200.0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_drawing_is_whole_and_inside_its_frame(
            raw in proptest::collection::vec(("\\PC{0,30}", proptest::option::of(-1e5f64..1e5), 0.0f64..1e4, any::<bool>()), 0..45),
            nation in proptest::option::of(-1e5f64..1e5),
            width in 320.0f64..1100.0,
        ) {
            let dots = raw.into_iter().map(|(label, value, half, highlighted)| Dot {
                label, value, highlighted, interval: value.map(|v| (v - half, v + half)), ..Dot::default()
            }).collect();
            let references = nation.into_iter().map(|value| Reference { label: "Riket".into(), value }).collect();
            let plot = DotPlot { id: "d".into(), dots, references, unit: Unit::Number { decimals: 1 }, ..DotPlot::default() };
            for theme in [Theme::Screen, Theme::Print] {
                let height = plot.natural_height(theme, width);
                let svg = plot.svg(theme, width, height);
                check(&svg);
                labels_inside(&svg, width, height.max(60.0));
            }
        }
    }
}
