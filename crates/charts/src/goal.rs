//! One goal on one axis: where it began, where it is, where it is to be.

use crate::canvas::{Anchor, Canvas, Dash, Style};
use crate::chart::{Area, Chart, Head, draw_nothing};
use crate::labels;
use crate::line::{caption, diamond};
use crate::scale::{Scale, extent};
use crate::table::ChartTable;
use crate::theme::{Ink, Theme};
use crate::unit::Unit;
use crate::words::words;
use wording::Lang;

/// Baseline, now and target of a goal on a common axis, low to the left whichever way is better.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoalAxis {
    pub id: String,
    pub title: String,
    pub subtitle: String,
    pub baseline: Option<(i32, f64)>,
    /// None when there is no figure to show; then `now_note` says why.
    pub now: Option<(i32, f64)>,
    pub now_note: String,
    /// Uncertainty of the figure now.
    pub interval: Option<(f64, f64)>,
    /// What the straight line from baseline to target expects of the year of `now`.
    pub expected: Option<f64>,
    pub target: Option<(i32, f64)>,
    pub unit: Unit,
    pub lang: Lang,
}

impl Chart for GoalAxis {
    fn head(&self) -> Head<'_> {
        Head { id: &self.id, title: &self.title, subtitle: &self.subtitle, lang: self.lang }
    }

    fn body_height(&self, theme: Theme, width: f64) -> f64 {
        let area = Area { left: 0.5, top: 0.0, right: width - 0.5, bottom: 0.0 };
        let rows = self.scale(theme, area).map_or(1, |x| self.below(theme, x, area).iter().map(|l| l.1 + 1).max().unwrap_or(0));
        theme.base() * (2.2 + 1.3 * rows as f64) + theme.px(32.0)
    }

    fn description(&self) -> String {
        let mut parts = vec![words(self.lang).goal_axis.to_owned()];
        parts.extend(self.facts().into_iter().map(|(name, value)| format!("{name}: {value}.")));
        parts.join(" ")
    }

    fn data_table(&self) -> ChartTable {
        let words = words(self.lang);
        let rows = self.facts().into_iter().map(|(name, value)| vec![name, value]).collect();
        let header = vec![words.what.to_owned(), words.value.to_owned()];
        ChartTable { caption: caption(&self.title, &self.subtitle), header, rows }
    }

    fn draw(&self, canvas: &mut Canvas, area: Area) {
        let Some(x) = self.scale(canvas.theme, area) else { return draw_nothing(canvas, area, self.lang) };
        let theme = canvas.theme;
        let y = area.top + theme.base() * 1.3 + theme.px(18.0);
        canvas.line(Ink::Grey, (x.range.0, y), (x.range.1, y), theme.px(1.4), None);
        self.draw_way(canvas, x, y);
        self.draw_marks(canvas, x, y);
        self.draw_now(canvas, x, y, area);
        self.draw_below(canvas, x, y, area);
    }
}

impl GoalAxis {
    fn point(point: Option<(i32, f64)>) -> Option<(i32, f64)> {
        point.filter(|(_, value)| value.is_finite())
    }

    fn awaited(&self) -> Option<(i32, f64)> {
        Some((Self::point(self.now)?.0, self.expected.filter(|v| v.is_finite())?))
    }

    fn range(&self) -> Option<(f64, f64)> {
        self.interval.filter(|(a, b)| a.is_finite() && b.is_finite() && Self::point(self.now).is_some())
    }

    /// Everything the axis says, as name and value.
    fn facts(&self) -> Vec<(String, String)> {
        let words = words(self.lang);
        let number = |value| self.unit.format(self.lang, value);
        let say = |name: &str, point: Option<(i32, f64)>| Self::point(point).map(|(year, value)| (format!("{name} {year}"), number(value)));
        let mut facts: Vec<(String, String)> = say(words.baseline, self.baseline).into_iter().collect();
        facts.push(say(words.now, self.now).unwrap_or_else(|| (words.now.to_owned(), self.why_not())));
        facts.extend(self.range().into_iter().flat_map(|(a, b)| [(words.from.to_owned(), number(a)), (words.to.to_owned(), number(b))]));
        facts.extend(say(words.expected, self.awaited()));
        facts.extend(say(words.target, self.target));
        facts
    }

    fn why_not(&self) -> String {
        if self.now_note.is_empty() { words(self.lang).unshown.to_lowercase() } else { self.now_note.clone() }
    }

    fn scale(&self, theme: Theme, area: Area) -> Option<Scale> {
        let points = [self.baseline, self.now, self.target, self.awaited()].into_iter().filter_map(Self::point).map(|(_, value)| value);
        let (low, high) = extent(points.chain(self.range().into_iter().flat_map(|(a, b)| [a, b])))?;
        let pad = (high - low) * 0.06;
        Some(Scale::new((low - pad, high + pad), (area.left + theme.px(8.0), area.right - theme.px(8.0))))
    }

    /// The way from baseline to now, and the uncertainty of now.
    fn draw_way(&self, canvas: &mut Canvas, x: Scale, y: f64) {
        let theme = canvas.theme;
        if let (Some((_, from)), Some((_, to))) = (Self::point(self.baseline), Self::point(self.now)) {
            canvas.line(Ink::Accent, (x.at(from), y), (x.at(to), y), theme.px(4.0), None);
        }
        if let Some((from, to)) = self.range() {
            let (a, b, h) = (x.at(from), x.at(to), theme.px(4.0));
            let up = y - theme.px(9.0);
            canvas.polyline(Ink::Accent, &[(a, up + h), (a, up), (b, up), (b, up + h)], theme.px(1.0), None);
        }
    }

    fn draw_marks(&self, canvas: &mut Canvas, x: Scale, y: f64) {
        let theme = canvas.theme;
        if let Some((_, value)) = self.awaited() {
            let at = x.at(value);
            canvas.line(Ink::Text, (at, y - theme.px(6.0)), (at, y + theme.px(9.0)), theme.px(1.4), None);
        }
        if let Some((_, value)) = Self::point(self.target) {
            diamond(canvas, (x.at(value), y), theme.px(7.0));
        }
        if let Some((_, value)) = Self::point(self.baseline) {
            canvas.ring(Ink::Muted, (x.at(value), y), theme.px(5.0), theme.px(1.8));
        }
        if let Some((_, value)) = Self::point(self.now) {
            canvas.disc(Ink::Accent, (x.at(value), y), theme.px(6.0));
        }
    }

    fn draw_now(&self, canvas: &mut Canvas, x: Scale, y: f64, area: Area) {
        let theme = canvas.theme;
        let words = words(self.lang);
        let base = y - theme.px(18.0);
        let Some((year, value)) = Self::point(self.now) else {
            let style = Style::new(theme.base(), Ink::Muted);
            let text = style.fit(&format!("{}: {}", words.now, self.why_not()), area.width());
            return canvas.text((area.left, base), style, &text);
        };
        let style = Style::new(theme.base(), Ink::Accent).bold().anchored(Anchor::Middle);
        let text = style.fit(&format!("{} {year}: {}", words.now, self.unit.format(self.lang, value)), area.width());
        let half = style.width(&text) / 2.0;
        canvas.text((x.at(value).min(area.right - half).max(area.left + half), base), style, &text);
    }

    /// Labels under the axis: middle, row, where they point and what they say.
    fn below(&self, theme: Theme, x: Scale, area: Area) -> Vec<(f64, usize, f64, String)> {
        let words = words(self.lang);
        let style = Style::new(theme.base(), Ink::Text);
        let named =
            [(words.baseline, Self::point(self.baseline)), (words.expected, self.awaited()), (words.target, Self::point(self.target))];
        let texts: Vec<(f64, String)> = named
            .into_iter()
            .filter_map(|(name, point)| {
                point.map(|(year, value)| (value, format!("{name} {year}: {}", self.unit.format(self.lang, value))))
            })
            .map(|(value, text)| (x.at(value), style.fit(&text, area.width())))
            .collect();
        let wishes: Vec<(f64, f64)> = texts.iter().map(|(at, text)| (*at, style.width(text))).collect();
        let places = labels::rows(&wishes, theme.px(14.0), area.left, area.right);
        texts.into_iter().zip(places).map(|((at, text), (middle, row))| (middle, row, at, text)).collect()
    }

    fn draw_below(&self, canvas: &mut Canvas, x: Scale, y: f64, area: Area) {
        let theme = canvas.theme;
        let style = Style::new(theme.base(), Ink::Text).anchored(Anchor::Middle);
        for (middle, row, at, text) in self.below(theme, x, area) {
            let base = y + theme.px(13.0) + theme.base() * (0.85 + 1.3 * row as f64);
            if row > 0 {
                canvas.line(Ink::Grey, (at, y + theme.px(10.0)), (at, base - theme.base() * 0.85), theme.px(0.8), Some(Dash::Dots));
            }
            canvas.text((middle, base), style, &text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{check, labels_apart, labels_inside};
    use proptest::prelude::*;

    fn goal() -> GoalAxis {
        GoalAxis {
            id: "g".into(),
            baseline: Some((2008, 0.40)),
            now: Some((2010, 0.44)),
            expected: Some(0.45),
            target: Some((2012, 0.50)),
            unit: Unit::Percent,
            ..GoalAxis::default()
        }
    }

    #[test]
    fn the_axis_says_all_four_in_words() {
        let facts: Vec<String> = goal().data_table().rows.into_iter().map(|row| row.join(" ")).collect();
        assert_eq!(
            facts,
            ["Utgångsläge 2008 40,0\u{202f}%", "Nu 2010 44,0\u{202f}%", "Väntat 2010 45,0\u{202f}%", "Mål 2012 50,0\u{202f}%"]
        );
    }

    #[test]
    fn without_a_figure_now_it_says_why() {
        let svg = GoalAxis { now: None, now_note: "för få personer".into(), ..goal() }.svg(Theme::Screen, 500.0, 100.0);
        check(&svg);
        assert!(svg.contains("Nu: för få personer") && !svg.contains("Väntat"));
        assert!(GoalAxis::default().svg(Theme::Screen, 300.0, 100.0).contains("Inget värde"));
    }

    proptest! {
        #[test]
        fn labels_never_lie_on_each_other(a in -1e4f64..1e4, b in -1e4f64..1e4, c in -1e4f64..1e4, d in -1e4f64..1e4, width in 300.0f64..900.0) {
            let unit = Unit::Number { decimals: 1 };
            let goal = GoalAxis { baseline: Some((2008, a)), now: Some((2010, b)), expected: Some(c), target: Some((2012, d)), unit, ..goal() };
            for theme in [Theme::Screen, Theme::Print] {
                let height = goal.natural_height(theme, width);
                let svg = goal.svg(theme, width, height);
                check(&svg);
                labels_inside(&svg, width, height);
                labels_apart(&svg);
            }
        }
    }
}
