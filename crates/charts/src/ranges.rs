//! A few estimates of one thing, each with its uncertainty, in the order given.

use crate::canvas::{Anchor, Canvas, Dash, Style};
use crate::chart::{Area, Chart, Head, draw_nothing};
use crate::dots::Reference;
use crate::line::caption;
use crate::scale::{Scale, extent, ticks};
use crate::table::ChartTable;
use crate::theme::{Ink, Theme};
use crate::unit::Unit;
use crate::words::words;
use wording::Lang;

/// One estimate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Range {
    pub label: String,
    pub value: f64,
    pub low: f64,
    pub high: f64,
    pub highlighted: bool,
}

impl Range {
    fn is_whole(&self) -> bool {
        [self.value, self.low, self.high].iter().all(|v| v.is_finite())
    }
}

/// Estimates under each other on one axis that holds zero; lines stand for what they are held against.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranges {
    pub id: String,
    pub title: String,
    pub subtitle: String,
    pub ranges: Vec<Range>,
    pub references: Vec<Reference>,
    pub unit: Unit,
    pub lang: Lang,
    /// Head of the column with the labels.
    pub what: String,
}

const ROW: f64 = 38.0;

impl Chart for Ranges {
    fn head(&self) -> Head<'_> {
        Head { id: &self.id, title: &self.title, subtitle: &self.subtitle, lang: self.lang }
    }

    fn description(&self) -> String {
        let say = |v: f64| self.unit.format(self.lang, v);
        let mut parts = vec![words(self.lang).ranges.to_owned()];
        parts.extend(self.whole().map(|r| format!("{}: {} ({}–{}).", r.label, say(r.value), say(r.low), say(r.high))));
        parts.extend(self.references().map(|r| format!("{}: {}.", r.label, say(r.value))));
        parts.join(" ")
    }

    fn data_table(&self) -> ChartTable {
        let words = words(self.lang);
        let say = |v: f64| self.unit.format(self.lang, v);
        let mut rows: Vec<Vec<String>> = self.whole().map(|r| vec![r.label.clone(), say(r.value), say(r.low), say(r.high)]).collect();
        rows.extend(self.references().map(|r| vec![r.label.clone(), say(r.value), String::new(), String::new()]));
        let header = vec![self.what.clone(), words.value.to_owned(), words.from.to_owned(), words.to.to_owned()];
        ChartTable { caption: caption(&self.title, &self.subtitle), header, rows }
    }

    fn body_height(&self, theme: Theme, _width: f64) -> f64 {
        let rows = self.whole().count().max(1) as f64;
        theme.px(ROW) * rows + theme.small() * (2.6 + 1.5 * self.references().count() as f64)
    }

    fn draw(&self, canvas: &mut Canvas, area: Area) {
        let all: Vec<&Range> = self.whole().collect();
        let held = self.references().map(|r| r.value);
        let seen = extent(all.iter().flat_map(|r| [r.low, r.high, r.value]).chain(held).chain([0.0]));
        let Some((low, high)) = seen.filter(|_| !all.is_empty()) else { return draw_nothing(canvas, area, self.lang) };
        let theme = canvas.theme;
        let ticks = ticks(low, high, 4);
        let inset = theme.px(16.0);
        let ends = (ticks[0], ticks[ticks.len() - 1]);
        let names = self.names_beside(theme, area.width());
        let x = Scale::new(ends, (area.left + names.unwrap_or(0.0) + inset, area.right - inset));
        let top = area.top + theme.small() * 1.5 * self.references().count() as f64;
        let row = theme.px(ROW);
        let bottom = top + row * all.len() as f64;
        self.draw_axis(canvas, x, &ticks, (top, bottom), area);
        self.draw_references(canvas, x, (top, bottom), area);
        for (i, range) in all.iter().enumerate() {
            let middle = top + (i as f64 + 0.5) * row;
            let y = name(canvas, range, middle, area, names);
            draw_range(canvas, range, x, y);
        }
    }
}

impl Ranges {
    fn whole(&self) -> impl Iterator<Item = &Range> {
        self.ranges.iter().filter(|r| r.is_whole())
    }

    fn references(&self) -> impl Iterator<Item = &Reference> {
        self.references.iter().filter(|r| r.value.is_finite())
    }

    /// Width of a column for the names, where the longest leaves the lines their room; none where each stands over its line instead.
    fn names_beside(&self, theme: Theme, width: f64) -> Option<f64> {
        let bold = Style::new(theme.base(), Ink::Text).bold();
        let longest = self.whole().map(|r| bold.width(&r.label)).fold(0.0, f64::max);
        (longest <= width * 0.4).then_some(longest + theme.px(8.0))
    }

    fn draw_axis(&self, canvas: &mut Canvas, x: Scale, ticks: &[f64], (top, bottom): (f64, f64), area: Area) {
        let theme = canvas.theme;
        let step = ticks.windows(2).next().map_or(1.0, |pair| pair[1] - pair[0]);
        let style = Style::new(theme.small(), Ink::Muted).anchored(Anchor::Middle);
        for tick in ticks {
            let at = x.at(*tick);
            let (ink, width) = if tick.abs() < 1e-12 { (Ink::Text, 1.4) } else { (Ink::Rule, 1.0) };
            canvas.line(ink, (at, top), (at, bottom), theme.px(width), None);
            let text = self.unit.tick(self.lang, *tick, step);
            let half = style.width(&text) / 2.0;
            canvas.text((at.max(area.left + half).min(area.right - half), bottom + theme.small() * 1.3), style, &text);
        }
    }

    fn draw_references(&self, canvas: &mut Canvas, x: Scale, (top, bottom): (f64, f64), area: Area) {
        let theme = canvas.theme;
        for (i, reference) in self.references().enumerate() {
            let (at, y) = (x.at(reference.value), area.top + theme.small() * (1.0 + 1.5 * i as f64));
            canvas.line(Ink::Target, (at, y + theme.px(3.0)), (at, bottom.max(top)), theme.px(1.6), Some(Dash::Long));
            let style = Style::new(theme.small(), Ink::Target);
            let text = style.fit(&format!("{} {}", reference.label, self.unit.format(self.lang, reference.value)), area.width());
            let left = (at - style.width(&text) / 2.0).min(area.right - style.width(&text)).max(area.left);
            canvas.text((left, y), style, &text);
        }
    }
}

/// Writes the name beside its line or over it, so that neither presses the other; returns where the line is.
fn name(canvas: &mut Canvas, r: &Range, middle: f64, area: Area, column: Option<f64>) -> f64 {
    let theme = canvas.theme;
    let style = Style::new(theme.base(), Ink::Text);
    let style = if r.highlighted { style.bold() } else { style };
    let label = style.fit(&r.label, column.unwrap_or(area.width()));
    if column.is_some() {
        canvas.text((area.left, middle + theme.base() * 0.34), style, &label);
        return middle;
    }
    let base = middle - theme.base() * 0.25;
    let paper = (style.width(&label) * 1.12).min(area.width());
    canvas.rect(Ink::Paper, (area.left, base - theme.base() * 0.95), (paper, theme.base() * 1.25), 0.0, None);
    canvas.text((area.left, base), style, &label);
    middle + theme.base() * 0.55
}

fn draw_range(canvas: &mut Canvas, r: &Range, x: Scale, y: f64) {
    let theme = canvas.theme;
    let ink = if r.highlighted { Ink::Accent } else { Ink::Grey };
    canvas.line(ink, (x.at(r.low), y), (x.at(r.high), y), theme.px(2.4), None);
    for end in [r.low, r.high] {
        canvas.line(ink, (x.at(end), y - theme.px(4.0)), (x.at(end), y + theme.px(4.0)), theme.px(1.6), None);
    }
    canvas.disc(ink, (x.at(r.value), y), theme.px(if r.highlighted { 5.5 } else { 4.5 }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{check, labels_inside};
    use proptest::prelude::*;

    fn three() -> Ranges {
        let range =
            |label: &str, value: f64, highlighted| Range { label: label.into(), value, low: value - 1.0, high: value + 1.0, highlighted };
        Ranges {
            id: "r".into(),
            title: "Tre skattningar".into(),
            ranges: vec![range("DiD", 2.1, false), range("SDiD", 2.6, true), range("ASCM", 3.0, false)],
            references: vec![Reference { label: "Målet".into(), value: 3.0 }],
            unit: Unit::Number { decimals: 1 },
            what: "Metod".into(),
            ..Ranges::default()
        }
    }

    #[test]
    fn estimates_keep_their_order_and_zero_is_on_the_axis() {
        let table = three().data_table();
        assert_eq!(table.rows.iter().map(|r| r[0].as_str()).collect::<Vec<_>>(), ["DiD", "SDiD", "ASCM", "Målet"]);
        let svg = three().svg(Theme::Screen, 600.0, 220.0);
        check(&svg);
        assert!(svg.contains(">0<"), "{svg}");
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        let mut chart = three();
        chart.ranges[0].low = f64::NAN;
        assert_eq!(chart.data_table().rows.len(), 3);
        check(&Ranges::default().svg(Theme::Print, 300.0, 100.0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_drawing_is_whole_and_inside_its_frame(raw in proptest::collection::vec(("\\PC{0,40}", -1e5f64..1e5, 0.0f64..1e4), 0..6), width in 280.0f64..1000.0) {
            let ranges = raw.into_iter().map(|(label, value, by)| Range { label, value, low: value - by, high: value + by, highlighted: false }).collect();
            let chart = Ranges { ranges, ..three() };
            for theme in [Theme::Screen, Theme::Print] {
                let height = chart.natural_height(theme, width);
                let svg = chart.svg(theme, width, height);
                check(&svg);
                labels_inside(&svg, width, height);
            }
        }
    }
}
