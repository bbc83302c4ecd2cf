//! How often each size came out, and where the one in question lies.

use crate::canvas::{Anchor, Canvas, Style};
use crate::chart::{Area, Chart, Head, draw_nothing};
use crate::dots::Reference;
use crate::line::caption;
use crate::scale::{Scale, extent, ticks};
use crate::table::ChartTable;
use crate::theme::{Ink, Theme};
use crate::unit::Unit;
use crate::words::words;
use wording::Lang;

/// So many between two sizes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    pub from: f64,
    pub to: f64,
    pub count: usize,
}

/// Counts over sizes with one size marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Histogram {
    pub id: String,
    pub title: String,
    pub subtitle: String,
    pub bins: Vec<Bin>,
    pub mark: Option<Reference>,
    pub unit: Unit,
    pub lang: Lang,
}

impl Chart for Histogram {
    fn head(&self) -> Head<'_> {
        Head { id: &self.id, title: &self.title, subtitle: &self.subtitle, lang: self.lang }
    }

    fn description(&self) -> String {
        let say = |v: f64| self.unit.format(self.lang, v);
        let mut parts = vec![words(self.lang).histogram.to_owned()];
        if let (Some(first), Some(last)) = (self.bins.first(), self.bins.last()) {
            let count: usize = self.bins.iter().map(|b| b.count).sum();
            parts.push(format!("{count}: {}–{}.", say(first.from), say(last.to)));
        }
        parts.extend(self.mark.iter().map(|m| format!("{}: {}.", m.label, say(m.value))));
        parts.join(" ")
    }

    fn data_table(&self) -> ChartTable {
        let words = words(self.lang);
        let say = |v: f64| self.unit.format(self.lang, v);
        let mut rows: Vec<Vec<String>> =
            self.bins.iter().map(|b| vec![format!("{} – {}", say(b.from), say(b.to)), b.count.to_string()]).collect();
        rows.extend(self.mark.iter().map(|m| vec![format!("{} {}", m.label, say(m.value)), String::new()]));
        ChartTable { caption: caption(&self.title, &self.subtitle), header: vec![words.size.to_owned(), words.count.to_owned()], rows }
    }

    fn body_height(&self, theme: Theme, width: f64) -> f64 {
        (width * 0.32).clamp(theme.px(150.0), theme.px(230.0))
    }

    fn draw(&self, canvas: &mut Canvas, area: Area) {
        let most = self.bins.iter().map(|b| b.count).max().unwrap_or(0);
        let mark = self.mark.as_ref().map(|m| m.value).filter(|v| v.is_finite());
        let seen = extent(self.bins.iter().flat_map(|b| [b.from, b.to]).chain(mark));
        let Some((low, high)) = seen.filter(|_| most > 0) else { return draw_nothing(canvas, area, self.lang) };
        let theme = canvas.theme;
        let steps = ticks(low, high, 5);
        let inset = theme.px(16.0);
        let x = Scale::new((steps[0], steps[steps.len() - 1]), (area.left + inset, area.right - inset));
        let bottom = area.bottom - theme.small() * 2.0;
        let y = Scale::new((0.0, most as f64), (bottom, area.top + theme.small() * 1.9));
        for bin in self.bins.iter().filter(|b| b.count > 0) {
            let (left, right) = (x.at(bin.from), x.at(bin.to));
            let top = y.at(bin.count as f64);
            canvas.rect(Ink::Grey, (left + 0.4, top), ((right - left - 0.8).max(0.6), bottom - top), 0.0, None);
        }
        canvas.line(Ink::Text, (area.left, bottom), (area.right, bottom), theme.px(1.0), None);
        self.draw_ticks(canvas, x, &steps, bottom, area);
        if let (Some(m), Some(value)) = (&self.mark, mark) {
            self.draw_mark(canvas, &m.label, (x.at(value), value), bottom, area);
        }
    }
}

impl Histogram {
    fn draw_ticks(&self, canvas: &mut Canvas, x: Scale, steps: &[f64], bottom: f64, area: Area) {
        let theme = canvas.theme;
        let style = Style::new(theme.small(), Ink::Muted).anchored(Anchor::Middle);
        let step = steps.windows(2).next().map_or(1.0, |pair| pair[1] - pair[0]);
        let mut last = f64::NEG_INFINITY;
        for tick in steps {
            let text = self.unit.tick(self.lang, *tick, step);
            let half = style.width(&text) / 2.0;
            let at = x.at(*tick).max(area.left + half).min(area.right - half);
            canvas.line(Ink::Grey, (x.at(*tick), bottom), (x.at(*tick), bottom + theme.px(4.0)), theme.px(1.0), None);
            if at - half > last {
                canvas.text((at, bottom + theme.small() * 1.5), style, &text);
                last = at + half + theme.px(4.0);
            }
        }
    }

    fn draw_mark(&self, canvas: &mut Canvas, label: &str, (at, value): (f64, f64), bottom: f64, area: Area) {
        let theme = canvas.theme;
        let style = Style::new(theme.base(), Ink::Accent).bold();
        let text = style.fit(&format!("{label} {}", self.unit.format(self.lang, value)), area.width());
        let wide = style.width(&text);
        let left = (at - wide / 2.0).min(area.right - wide).max(area.left);
        canvas.line(Ink::Accent, (at, area.top + theme.base() * 1.3), (at, bottom), theme.px(2.6), None);
        canvas.text((left, area.top + theme.base()), style, &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{check, labels_inside};
    use proptest::prelude::*;

    fn counts(counts: &[usize]) -> Histogram {
        let bin = |(i, count): (usize, &usize)| Bin { from: i as f64 - 3.0, to: i as f64 - 2.0, count: *count };
        Histogram {
            id: "h".into(),
            title: "Placebon".into(),
            bins: counts.iter().enumerate().map(bin).collect(),
            mark: Some(Reference { label: "Alby".into(), value: 2.4 }),
            unit: Unit::Number { decimals: 1 },
            ..Histogram::default()
        }
    }

    #[test]
    fn the_table_has_every_bin_and_the_mark() {
        let rows = counts(&[1, 4, 0, 2]).data_table().rows;
        assert_eq!((rows.len(), rows[1][1].as_str(), rows[4][0].as_str()), (5, "4", "Alby 2,4"));
    }

    #[test]
    fn without_a_count_it_says_that_nothing_can_be_shown() {
        check(&counts(&[]).svg(Theme::Print, 300.0, 160.0));
        assert!(counts(&[0, 0]).svg(Theme::Screen, 300.0, 160.0).contains("Inget värde"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_drawing_is_whole_and_inside_its_frame(raw in proptest::collection::vec(0usize..90, 0..30), at in -1e3f64..1e3, label in "\\PC{0,40}", width in 280.0f64..1000.0) {
            let chart = Histogram { mark: Some(Reference { label, value: at }), ..counts(&raw) };
            for theme in [Theme::Screen, Theme::Print] {
                let height = chart.natural_height(theme, width);
                let svg = chart.svg(theme, width, height);
                check(&svg);
                labels_inside(&svg, width, height);
            }
        }
    }
}
