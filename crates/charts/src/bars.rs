//! Lengths from zero.

use crate::canvas::{Anchor, Canvas, Style};
use crate::chart::{Area, Chart, Head, draw_nothing};
use crate::line::caption;
use crate::scale::{Scale, extent};
use crate::table::ChartTable;
use crate::theme::{Ink, Theme};
use crate::unit::Unit;
use crate::words::words;
use wording::Lang;

/// One bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    pub label: String,
    /// None when it cannot be shown; then `note` says why.
    pub value: Option<f64>,
    pub highlighted: bool,
    pub note: String,
}

/// Horizontal bars in the order given, always from zero, each with its figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bars {
    pub id: String,
    pub title: String,
    pub subtitle: String,
    pub bars: Vec<Bar>,
    pub unit: Unit,
    pub lang: Lang,
}

const ROW: f64 = 26.0;

impl Bar {
    fn figure(&self) -> Option<f64> {
        self.value.filter(|v| v.is_finite())
    }
}

impl Chart for Bars {
    fn head(&self) -> Head<'_> {
        Head { id: &self.id, title: &self.title, subtitle: &self.subtitle, lang: self.lang }
    }

    fn body_height(&self, theme: Theme, _width: f64) -> f64 {
        theme.px(ROW) * self.bars.len().max(1) as f64 + theme.px(8.0)
    }

    fn description(&self) -> String {
        let mut parts = vec![words(self.lang).bars.to_owned()];
        parts.extend(self.bars.iter().map(|bar| format!("{}: {}.", bar.label, self.say(bar))));
        parts.join(" ")
    }

    fn data_table(&self) -> ChartTable {
        let words = words(self.lang);
        let rows = self.bars.iter().map(|bar| vec![bar.label.clone(), self.say(bar)]).collect();
        ChartTable { caption: caption(&self.title, &self.subtitle), header: vec![words.what.to_owned(), words.value.to_owned()], rows }
    }

    fn draw(&self, canvas: &mut Canvas, area: Area) {
        if self.bars.is_empty() {
            return draw_nothing(canvas, area, self.lang);
        }
        let theme = canvas.theme;
        let row = (area.height() / self.bars.len() as f64).min(theme.px(ROW));
        let size = theme.base().min(row * 0.7);
        let (names, x) = self.scale(theme, area, size);
        for (i, bar) in self.bars.iter().enumerate() {
            let y = area.top + (i as f64 + 0.5) * row;
            let style = Style::new(size, Ink::Text);
            let style = if bar.highlighted { style.bold() } else { style };
            canvas.text((area.left, y + size * 0.34), style, &style.fit(&bar.label, names));
            self.draw_bar(canvas, bar, x, (y, row, size), area);
        }
        let zero = x.at(0.0);
        canvas.line(Ink::Text, (zero, area.top), (zero, area.top + row * self.bars.len() as f64), theme.px(1.0), None);
    }
}

impl Bars {
    fn say(&self, bar: &Bar) -> String {
        match bar.figure() {
            Some(value) => self.unit.format(self.lang, value),
            None if bar.note.is_empty() => words(self.lang).unshown.to_lowercase(),
            None => bar.note.clone(),
        }
    }

    /// Room for the names, and a scale that keeps room for the figures at both ends.
    fn scale(&self, theme: Theme, area: Area, size: f64) -> (f64, Scale) {
        let bold = Style::new(size, Ink::Text).bold();
        let names = self.bars.iter().map(|bar| bold.width(&bar.label)).fold(0.0, f64::max).min(area.width() * 0.38);
        let (low, high) = extent(self.bars.iter().filter_map(Bar::figure).chain([0.0])).unwrap_or((0.0, 1.0));
        let figures = self.bars.iter().filter_map(Bar::figure).map(|v| bold.width(&self.unit.format(self.lang, v))).fold(0.0, f64::max)
            + theme.px(8.0);
        let left = area.left + names + theme.px(10.0) + if low < 0.0 { figures } else { 0.0 };
        let right = (area.right - if high > 0.0 || low == 0.0 { figures } else { 0.0 }).max(left + 2.0);
        let domain = if low == high { (0.0, 1.0) } else { (low, high) };
        (names, Scale::new(domain, (left, right)))
    }

    fn draw_bar(&self, canvas: &mut Canvas, bar: &Bar, x: Scale, (y, row, size): (f64, f64, f64), area: Area) {
        let theme = canvas.theme;
        let text = self.say(bar);
        let zero = x.at(0.0);
        let Some(value) = bar.figure() else {
            let style = Style::new(size, Ink::Muted);
            let from = zero + theme.px(6.0);
            return canvas.text((from, y + size * 0.34), style, &style.fit(&text, area.right - from));
        };
        let end = x.at(value);
        let ink = if bar.highlighted { Ink::Accent } else { Ink::Grey };
        canvas.rect(ink, (zero.min(end), y - row * 0.31), ((end - zero).abs(), row * 0.62), 0.0, None);
        let style = Style::new(size, Ink::Text);
        let style = if bar.highlighted { style.bold() } else { style };
        let (at, anchor) = if value < 0.0 { (end - theme.px(5.0), Anchor::End) } else { (end + theme.px(5.0), Anchor::Start) };
        canvas.text((at, y + size * 0.34), style.anchored(anchor), &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{check, labels_inside};
    use proptest::prelude::*;

    fn bar(label: &str, value: Option<f64>) -> Bar {
        Bar { label: label.into(), value, ..Bar::default() }
    }

    #[test]
    fn bars_begin_at_zero() {
        let bars = Bars { bars: vec![bar("a", Some(50.0)), bar("b", Some(100.0))], ..Bars::default() };
        let svg = bars.plot(Theme::Print, 400.0, 60.0);
        let widths: Vec<f64> = svg.split("width=\"").skip(2).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect();
        assert!(widths.len() >= 2 && (widths[1] / widths[0] - 2.0).abs() < 0.01, "{widths:?}");
    }

    #[test]
    fn zero_and_unshown_are_not_the_same() {
        let bars = Bars { bars: vec![bar("a", Some(0.0)), bar("b", None)], ..Bars::default() };
        let rows = bars.data_table().rows;
        assert_eq!((rows[0][1].as_str(), rows[1][1].as_str()), ("0", "kan ej visas"));
        check(&bars.svg(Theme::Screen, 300.0, 80.0));
        assert!(Bars::default().svg(Theme::Screen, 300.0, 80.0).contains("Inget värde"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_drawing_is_whole_and_inside_its_frame(raw in proptest::collection::vec(("\\PC{0,40}", proptest::option::of(-1e6f64..1e6), any::<bool>()), 0..20), width in 320.0f64..1000.0) {
            let bars = raw.into_iter().map(|(label, value, highlighted)| Bar { label, value, highlighted, note: String::new() }).collect();
            let bars = Bars { id: "b".into(), title: "Titel".into(), bars, unit: Unit::Number { decimals: 1 }, ..Bars::default() };
            for theme in [Theme::Screen, Theme::Print] {
                let height = bars.natural_height(theme, width);
                let svg = bars.svg(theme, width, height);
                check(&svg);
                labels_inside(&svg, width, height);
            }
        }
    }
}
