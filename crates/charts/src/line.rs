//! A district over the years, beside what it is compared with.

use crate::canvas::{Anchor, Canvas, Dash, Style};
use crate::chart::{Area, Chart, Head, draw_nothing};
use crate::ends::{self, EndLabel};
use crate::labels::{self, Flag};
use crate::scale::{Scale, extent, ticks, years};
use crate::table::ChartTable;
use crate::theme::{Ink, Theme};
use crate::unit::Unit;
use crate::words::words;
use std::collections::{BTreeMap, BTreeSet};
use wording::Lang;

/// What a line is in its chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Emphasis {
    /// What the chart is about: the accent, drawn last and heaviest.
    District,
    /// What it is compared with: grey.
    #[default]
    Context,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub label: String,
    pub emphasis: Emphasis,
    /// Year and value; none makes a gap. A year that is not mentioned makes none.
    pub points: Vec<(i32, Option<f64>)>,
    /// Dashed, to tell grey lines apart.
    pub dashed: bool,
    /// What the table says where there is no value: `..` withheld, `.` not applicable. Without an entry the value is missing: `u.s.`, in
    /// English `n.a.`, since what nobody has delivered is not a secret.
    pub signs: BTreeMap<i32, String>,
}

impl Line {
    fn sorted(&self) -> BTreeMap<i32, Option<f64>> {
        self.points.iter().map(|(year, value)| (*year, value.filter(|v| v.is_finite()))).collect()
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = f64> {
        self.points.iter().filter_map(|(_, value)| *value)
    }

    pub(crate) fn last(&self) -> Option<(i32, f64)> {
        self.sorted().into_iter().rev().find_map(|(year, value)| Some((year, value?)))
    }

    fn first(&self) -> Option<(i32, f64)> {
        self.sorted().into_iter().find_map(|(year, value)| Some((year, value?)))
    }

    pub(crate) fn ink(&self) -> Ink {
        if self.emphasis == Emphasis::District { Ink::Accent } else { Ink::Grey }
    }

    /// The stretches that may be drawn in one go: between gaps, and never across a break.
    fn stretches(&self, breaks: &[(i32, String)]) -> Vec<Vec<(i32, f64)>> {
        let mut stretches: Vec<Vec<(i32, f64)>> = vec![Vec::new()];
        for (year, value) in self.sorted() {
            let before = stretches.last().and_then(|s| s.last()).map(|(year, _)| *year);
            let broken = before.is_some_and(|before| breaks.iter().any(|(at, _)| before < *at && *at <= year));
            if value.is_none() || broken {
                stretches.push(Vec::new());
            }
            if let (Some(value), Some(stretch)) = (value, stretches.last_mut()) {
                stretch.push((year, value));
            }
        }
        stretches.retain(|stretch| !stretch.is_empty());
        stretches
    }
}

/// A drawing lower than this has room for few ticks.
const LOW: f64 = 240.0;

/// An area between two values a year, behind the lines: what chance alone would make.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Band {
    pub label: String,
    /// Year, from and to.
    pub points: Vec<(i32, f64, f64)>,
}

impl Band {
    fn finite(&self) -> impl Iterator<Item = (i32, f64, f64)> {
        self.points.iter().copied().filter(|(_, low, high)| low.is_finite() && high.is_finite())
    }

    fn at(&self, year: i32) -> Option<(f64, f64)> {
        self.finite().find(|(y, ..)| *y == year).map(|(_, low, high)| (low, high))
    }
}

/// Lines over years.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineChart {
    pub id: String,
    pub title: String,
    pub subtitle: String,
    pub series: Vec<Line>,
    /// Year from which the numbers are made another way, and what changed.
    pub breaks: Vec<(i32, String)>,
    /// Year, value and what to call it; an empty label says `Mål`.
    pub target: Option<(i32, f64, String)>,
    pub unit: Unit,
    pub lang: Lang,
    /// Whether the value axis must hold zero. Otherwise it is cropped, and says so.
    pub y_from_zero: bool,
    pub band: Option<Band>,
    /// Year from which something else holds, and what: lines go on across it.
    pub event: Option<(i32, String)>,
}

/// Places and scales of one drawing.
pub(crate) struct Layout {
    pub plot: Area,
    pub x: Scale,
    pub y: Scale,
    pub ticks: Vec<f64>,
    pub years: (i32, i32),
    pub labels: Vec<EndLabel>,
    /// Each break's label: its year, its words and where they stand.
    pub breaks: Vec<(i32, String, Flag)>,
}

impl Chart for LineChart {
    fn head(&self) -> Head<'_> {
        Head { id: &self.id, title: &self.title, subtitle: &self.subtitle, lang: self.lang }
    }

    fn body_height(&self, theme: Theme, width: f64) -> f64 {
        (width * 0.46).clamp(theme.px(210.0), theme.px(330.0))
    }

    fn description(&self) -> String {
        let words = words(self.lang);
        let mut parts = vec![words.line_chart.to_owned()];
        for line in &self.series {
            if let (Some((first, low)), Some((last, high))) = (line.first(), line.last()) {
                let (low, high) = (self.unit.format(self.lang, low), self.unit.format(self.lang, high));
                parts.push(format!("{}: {first} {low}, {last} {high}.", line.label));
            }
        }
        parts.extend(self.breaks.iter().map(|(year, what)| format!("{} {year}: {what}.", words.break_in)));
        parts.extend(self.target().map(|(year, value, label)| format!("{label} {year}: {}.", self.unit.format(self.lang, value))));
        parts.extend(self.event.iter().map(|(year, what)| format!("{year}: {what}.")));
        parts.join(" ")
    }

    fn data_table(&self) -> ChartTable {
        let lines: Vec<_> = self.series.iter().map(|line| (line, line.sorted())).collect();
        let mut header = vec![words(self.lang).year.to_owned()];
        header.extend(self.series.iter().map(|line| line.label.clone()));
        if let Some(band) = &self.band {
            let words = words(self.lang);
            header.extend([words.from, words.to].map(|end| format!("{}: {}", band.label, end.to_lowercase())));
        }
        let years: BTreeSet<i32> = lines.iter().flat_map(|(_, points)| points.keys().copied()).collect();
        let mut rows: Vec<Vec<String>> = years
            .iter()
            .map(|year| {
                let mut row = vec![self.year_cell(*year)];
                row.extend(lines.iter().map(|(line, points)| self.value_cell(line, points, *year)));
                row.extend(self.band_cells(*year));
                row
            })
            .collect();
        if let Some((year, value, label)) = self.target() {
            let mut row = vec![format!("{label} {year}"), self.unit.format(self.lang, value)];
            row.resize(header.len().max(2), String::new());
            rows.push(row);
        }
        ChartTable { caption: caption(&self.title, &self.subtitle), header, rows }
    }

    fn draw(&self, canvas: &mut Canvas, area: Area) {
        let Some(layout) = self.layout(canvas.theme, area) else { return draw_nothing(canvas, area, self.lang) };
        self.draw_band(canvas, &layout);
        self.draw_values(canvas, &layout, area);
        self.draw_years(canvas, &layout, area);
        self.draw_breaks(canvas, &layout);
        let order = [Emphasis::Context, Emphasis::District];
        for line in order.iter().flat_map(|e| self.series.iter().filter(move |line| line.emphasis == *e)) {
            self.draw_line(canvas, &layout, line);
        }
        if let Some((year, value, _)) = self.target() {
            diamond(canvas, (layout.x.at(f64::from(year)), layout.y.at(value)), canvas.theme.px(6.0));
        }
        ends::draw(canvas, &layout);
    }
}

/// Title and subtitle as one caption.
pub(crate) fn caption(title: &str, subtitle: &str) -> String {
    [title, subtitle].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" – ")
}

/// The sign of a target.
pub(crate) fn diamond(canvas: &mut Canvas, (x, y): (f64, f64), r: f64) {
    canvas.polygon(Ink::Target, &[(x, y - r), (x + r, y), (x, y + r), (x - r, y)]);
}

impl LineChart {
    pub(crate) fn target(&self) -> Option<(i32, f64, String)> {
        let (year, value, label) = self.target.as_ref().filter(|(_, value, _)| value.is_finite())?;
        let label = if label.is_empty() { words(self.lang).target } else { label };
        Some((*year, *value, label.to_owned()))
    }

    fn year_cell(&self, year: i32) -> String {
        let notes: Vec<&str> = self.breaks.iter().filter(|(at, _)| *at == year).map(|(_, what)| what.as_str()).collect();
        if notes.is_empty() { year.to_string() } else { format!("{year} ({}: {})", words(self.lang).break_in, notes.join(", ")) }
    }

    fn value_cell(&self, line: &Line, points: &BTreeMap<i32, Option<f64>>, year: i32) -> String {
        match points.get(&year).copied().flatten() {
            Some(value) => self.unit.format(self.lang, value),
            None => line.signs.get(&year).map_or(words(self.lang).missing, String::as_str).to_owned(),
        }
    }

    /// First and last year mentioned.
    pub(crate) fn years(&self) -> Option<(i32, i32)> {
        let target = self.target().map(|(year, ..)| year);
        let years = self.series.iter().flat_map(|line| line.points.iter().map(|(year, _)| *year)).chain(target);
        years.fold(None, |seen, year| Some(seen.map_or((year, year), |(low, high): (i32, i32)| (low.min(year), high.max(year)))))
    }

    fn layout(&self, theme: Theme, area: Area) -> Option<Layout> {
        let years = self.years()?;
        let target = self.target();
        let band = self.band.iter().flat_map(|b| b.finite().flat_map(|(_, low, high)| [low, high]));
        let seen = extent(self.series.iter().flat_map(Line::values).chain(target.iter().map(|t| t.1)).chain(band))?;
        let low = if self.y_from_zero { seen.0.min(0.0) } else { seen.0 };
        let high = if self.y_from_zero { seen.1.max(0.0) } else { seen.1 };
        let ticks = ticks(low, high, if area.height() < theme.px(LOW) { 3 } else { 4 });
        let labels = self.end_labels(theme, area.width() * 0.42);
        let wide = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let small = Style::new(theme.small(), Ink::Muted);
        let left = area.left + wide(&mut self.tick_texts(&ticks).iter().map(|t| small.width(t))) + theme.px(8.0);
        let right = area.right - wide(&mut labels.iter().map(|l| l.style.width(&l.text))) - theme.px(14.0);
        let right = right.max(left + theme.px(20.0));
        let inset = theme.px(6.0);
        let x = Scale::new((f64::from(years.0), f64::from(years.1)), (left + inset, right - inset));
        let breaks = self.place_breaks(theme, x, years, area);
        let rows = breaks.iter().map(|b| b.2.row + 1).max().unwrap_or(0);
        let top = area.top + rows as f64 * theme.small() * 1.3 + theme.px(12.0);
        let bottom = area.bottom - theme.small() * 1.9 - if self.cropped(&ticks) { theme.small() * 1.7 } else { 0.0 };
        let plot = Area { left, top, right, bottom: bottom.max(top + 10.0) };
        let y = Scale::new((*ticks.first()?, *ticks.last()?), (plot.bottom, plot.top));
        Some(Layout { plot, x, y, ticks, years, labels, breaks })
    }

    fn tick_texts(&self, ticks: &[f64]) -> Vec<String> {
        let step = ticks.windows(2).next().map_or(1.0, |pair| pair[1] - pair[0]);
        ticks.iter().map(|tick| self.unit.tick(self.lang, *tick, step)).collect()
    }

    fn cropped(&self, ticks: &[f64]) -> bool {
        ticks.first().is_some_and(|low| *low > 1e-12)
    }

    /// The breaks within the years drawn, their labels set in rows above the plot.
    fn place_breaks(&self, theme: Theme, x: Scale, years: (i32, i32), area: Area) -> Vec<(i32, String, Flag)> {
        let style = Style::new(theme.small(), Ink::Muted);
        let inside = self.breaks.iter().chain(&self.event).filter(|(year, _)| years.0 < *year && *year <= years.1);
        let texts: Vec<(i32, String)> = inside.map(|(year, what)| (*year, style.fit(&format!("{year}: {what}"), area.width()))).collect();
        let wishes: Vec<(f64, f64)> = texts.iter().map(|(year, text)| (x.at(f64::from(*year) - 0.5), style.width(text))).collect();
        let flags = labels::flags(&wishes, theme.px(4.0), area.left, area.right);
        texts.into_iter().zip(flags).map(|((year, text), flag)| (year, text, flag)).collect()
    }

    /// What the table says of the band in a year.
    fn band_cells(&self, year: i32) -> Vec<String> {
        let Some(band) = &self.band else { return Vec::new() };
        let ends = band.at(year).map(|(low, high)| [low, high].map(|v| self.unit.format(self.lang, v)));
        ends.unwrap_or_default().to_vec()
    }

    fn draw_band(&self, canvas: &mut Canvas, layout: &Layout) {
        let Some(band) = &self.band else { return };
        let x = |year: i32| layout.x.at(f64::from(year));
        let mut edge: Vec<(f64, f64)> = band.finite().map(|(year, low, _)| (x(year), layout.y.at(low))).collect();
        let mut upper: Vec<(f64, f64)> = band.finite().map(|(year, _, high)| (x(year), layout.y.at(high))).collect();
        upper.reverse();
        edge.extend(upper);
        canvas.polygon(Ink::Band, &edge);
    }

    fn draw_values(&self, canvas: &mut Canvas, layout: &Layout, area: Area) {
        let style = Style::new(canvas.theme.small(), Ink::Muted).anchored(Anchor::End);
        for (tick, text) in layout.ticks.iter().zip(self.tick_texts(&layout.ticks)) {
            let y = layout.y.at(*tick);
            let ink = if tick.abs() < 1e-12 { Ink::Grey } else { Ink::Rule };
            canvas.line(ink, (layout.plot.left, y), (layout.plot.right, y), canvas.theme.px(1.0), None);
            canvas.text((layout.plot.left - canvas.theme.px(6.0), y + style.size * 0.35), style, &text);
        }
        if self.cropped(&layout.ticks) {
            let low = self.tick_texts(&layout.ticks).into_iter().next().unwrap_or_default();
            let style = style.anchored(Anchor::Start);
            let text = style.fit(&format!("{} {low}.", words(self.lang).crop), area.width());
            canvas.text((area.left, area.bottom - style.size * 0.3), style, &text);
        }
    }

    fn draw_years(&self, canvas: &mut Canvas, layout: &Layout, area: Area) {
        let style = Style::new(canvas.theme.small(), Ink::Muted).anchored(Anchor::Middle);
        let baseline = layout.plot.bottom + style.size * 1.5;
        for year in years(layout.years.0, layout.years.1, layout.x, style.width("2000") * 1.7) {
            let text = year.to_string();
            let half = style.width(&text) / 2.0;
            let x = layout.x.at(f64::from(year));
            canvas.line(Ink::Grey, (x, layout.plot.bottom), (x, layout.plot.bottom + canvas.theme.px(4.0)), canvas.theme.px(1.0), None);
            canvas.text((x.min(area.right - half).max(area.left + half), baseline + canvas.theme.px(1.0)), style, &text);
        }
    }

    fn draw_breaks(&self, canvas: &mut Canvas, layout: &Layout) {
        let theme = canvas.theme;
        let style = Style::new(theme.small(), Ink::Muted);
        for (year, text, flag) in &layout.breaks {
            let y = layout.plot.top - theme.px(8.0) - flag.row as f64 * style.size * 1.3;
            let x = layout.x.at(f64::from(*year) - 0.5);
            canvas.line(Ink::Grey, (x, y - style.size * 0.75), (x, layout.plot.bottom), theme.px(1.2), Some(Dash::Short));
            canvas.text((flag.left, y), style, text);
        }
    }

    pub(crate) fn draw_line(&self, canvas: &mut Canvas, layout: &Layout, line: &Line) {
        let district = line.emphasis == Emphasis::District;
        let width = canvas.theme.px(if district { 2.6 } else { 1.6 });
        let dash = line.dashed.then_some(Dash::Long);
        for stretch in line.stretches(&self.breaks) {
            let points: Vec<(f64, f64)> =
                stretch.iter().map(|(year, value)| (layout.x.at(f64::from(*year)), layout.y.at(*value))).collect();
            match points.as_slice() {
                [alone] => canvas.disc(line.ink(), *alone, width * 1.1),
                several => canvas.polyline(line.ink(), several, width, dash),
            }
        }
        if let Some((year, value)) = line.last() {
            let r = if district { canvas.theme.px(4.0) } else { canvas.theme.px(2.6) };
            canvas.disc(line.ink(), (layout.x.at(f64::from(year)), layout.y.at(value)), r);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{check, labels_inside};
    use proptest::prelude::*;

    pub(crate) fn alby() -> LineChart {
        let line = |label: &str, emphasis, values: &[f64], dashed| Line {
            label: label.into(),
            emphasis,
            points: (2005..).zip(values.iter().map(|v| Some(*v))).collect(),
            dashed,
            ..Line::default()
        };
        LineChart {
            id: "alby-arbete".into(),
            title: "Fler i Alby förvärvsarbetar, men avståndet till Botkyrka består".into(),
            subtitle: "Andel förvärvsarbetande 20–64 år, procent. Källa: syntetiska uppgifter".into(),
            series: vec![
                line("Alby", Emphasis::District, &[0.471, 0.485, 0.502, 0.496, 0.478, 0.489, 0.512], false),
                line("Botkyrka", Emphasis::Context, &[0.688, 0.694, 0.706, 0.708, 0.69, 0.695, 0.702], false),
                line("Alla 38 stadsdelar", Emphasis::Context, &[0.502, 0.511, 0.529, 0.527, 0.503, 0.508, 0.515], true),
                line("Riket", Emphasis::Context, &[0.744, 0.751, 0.762, 0.764, 0.748, 0.752, 0.761], false),
            ],
            breaks: vec![(2009, "ny uppgiftskälla".into())],
            target: Some((2014, 0.55, String::new())),
            unit: Unit::Percent,
            lang: Lang::Sv,
            y_from_zero: false,
            ..LineChart::default()
        }
    }

    #[test]
    fn a_line_stops_at_gaps_and_breaks() {
        let line = Line {
            points: vec![(2005, Some(1.0)), (2006, Some(2.0)), (2007, None), (2008, Some(3.0)), (2009, Some(4.0))],
            ..Line::default()
        };
        let years = |s: Vec<Vec<(i32, f64)>>| s.iter().map(|s| s.iter().map(|(y, _)| *y).collect()).collect::<Vec<Vec<i32>>>();
        assert_eq!(years(line.stretches(&[])), [vec![2005, 2006], vec![2008, 2009]]);
        assert_eq!(years(line.stretches(&[(2009, "x".into())])), [vec![2005, 2006], vec![2008], vec![2009]]);
        let svg = LineChart { series: vec![line], breaks: vec![(2009, "x".into())], ..alby() }.svg(Theme::Print, 400.0, 260.0);
        let solid =
            svg.split("<polyline").skip(1).filter(|tag| !tag.split('>').next().unwrap_or_default().contains("stroke-dasharray")).count();
        assert_eq!(solid, 1, "one stretch of two points: the others are dots and leaders");
    }

    #[test]
    fn a_band_and_an_event_are_drawn_described_and_in_the_table() {
        let band = Band { label: "Slumpen".into(), points: vec![(2005, 0.45, 0.49), (2006, 0.46, f64::NAN), (2007, 0.47, 0.52)] };
        let chart = LineChart { band: Some(band), event: Some((2008, "avtalet börjar".into())), ..alby() };
        let svg = chart.svg(Theme::Screen, 700.0, 300.0);
        check(&svg);
        assert!(svg.contains("c-band") && svg.contains("2008: avtalet börjar") && chart.description().contains("2008: avtalet börjar."));
        let table = chart.data_table();
        assert_eq!(table.header.len(), 7);
        assert!(table.rows.iter().all(|row| row.len() == 7 || row[0].starts_with("Mål")));
        assert_eq!(table.rows[1][5..], ["", ""], "a band that is no number has no ends");
    }

    #[test]
    fn a_cropped_axis_says_so_and_one_from_zero_does_not() {
        assert!(alby().svg(Theme::Screen, 600.0, 300.0).contains("Den lodräta axeln börjar vid"));
        assert!(!LineChart { y_from_zero: true, ..alby() }.svg(Theme::Screen, 600.0, 300.0).contains("Den lodräta"));
    }

    #[test]
    fn the_table_has_every_year_the_break_the_gap_and_the_target() {
        let mut chart = alby();
        chart.series[0].points[2].1 = None;
        chart.series[0].signs.insert(2007, "u.s.".into());
        let table = chart.data_table();
        assert_eq!(table.header, ["År", "Alby", "Botkyrka", "Alla 38 stadsdelar", "Riket"]);
        assert_eq!(table.rows[2][..2], ["2007", "u.s."]);
        assert_eq!(table.rows[4][0], "2009 (Tidsseriebrott: ny uppgiftskälla)");
        assert_eq!(table.rows[7][..2], ["Mål 2014", "55,0\u{202f}%"]);
        check(&format!("<div>{}</div>", table.html()));
    }

    #[test]
    fn a_year_that_a_line_has_not_is_missing_in_the_table_and_never_withheld() {
        let one = |label: &str, points: &[(i32, Option<f64>)]| Line { label: label.into(), points: points.to_vec(), ..Line::default() };
        let mut withheld = one("Fittja", &[(2004, None)]);
        withheld.signs.insert(2004, "..".into());
        let series = vec![one("Alby", &[(2004, Some(0.5))]), withheld, one("Botkyrka", &[]), one("Riket", &[(2004, None)])];
        let chart = LineChart { series, target: None, ..alby() };
        assert_eq!(chart.data_table().rows, [["2004", "50,0\u{202f}%", "..", "u.s.", "u.s."]]);
        let english = LineChart { lang: Lang::En, ..chart };
        assert_eq!(english.data_table().rows[0][2..], ["..", "n.a.", "n.a."]);
    }

    #[test]
    fn without_a_figure_it_says_that_nothing_can_be_shown() {
        let svg = LineChart { target: None, series: vec![Line { points: vec![(2010, None)], ..Line::default() }], ..alby() }.svg(
            Theme::Screen,
            500.0,
            250.0,
        );
        check(&svg);
        assert!(svg.contains("Inget värde kan visas."));
        check(&LineChart::default().svg(Theme::Print, 300.0, 200.0));
    }

    #[test]
    fn a_spark_has_its_words_but_draws_none() {
        let spark = alby().spark(Theme::Screen, 120.0, 32.0);
        check(&spark);
        assert!(!spark.contains("<text") && spark.contains("aria-label=\"Fler i Alby"));
        check(&LineChart::default().spark(Theme::Screen, 120.0, 32.0));
    }

    fn charts() -> impl Strategy<Value = LineChart> {
        let value =
            prop_oneof![8 => (-1e6f64..1e6).prop_map(Some), 1 => Just(None), 1 => Just(Some(f64::NAN)), 1 => Just(Some(f64::INFINITY))];
        let points = proptest::collection::vec((1990i32..2030, value), 0..20);
        let line = ("\\PC{0,40}", points, any::<bool>(), any::<bool>()).prop_map(|(label, points, district, dashed)| Line {
            label,
            points,
            dashed,
            emphasis: if district { Emphasis::District } else { Emphasis::Context },
            ..Line::default()
        });
        let breaks = proptest::collection::vec((1985i32..2035, "\\PC{0,30}"), 0..4);
        let target = proptest::option::of((1990i32..2040, -1e6f64..1e6, "[a-zåäö ]{0,12}"));
        (proptest::collection::vec(line, 0..6), breaks, target, "\\PC{0,120}", any::<bool>(), any::<bool>()).prop_map(
            |(series, breaks, target, title, zero, percent)| LineChart {
                id: "c".into(),
                title,
                subtitle: "antal".into(),
                band: series.first().map(|line| Band {
                    label: line.label.clone(),
                    points: line.points.iter().map(|(year, v)| (*year, v.unwrap_or(0.0) - 1.0, v.unwrap_or(0.0) + 1.0)).collect(),
                }),
                event: breaks.first().cloned(),
                series,
                breaks,
                target,
                unit: if percent { Unit::Percent } else { Unit::Number { decimals: 1 } },
                lang: Lang::Sv,
                y_from_zero: zero,
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn every_drawing_is_whole_and_inside_its_frame(chart in charts(), width in 300.0f64..1200.0, height in 240.0f64..500.0) {
            for theme in [Theme::Screen, Theme::Print] {
                for svg in [chart.svg(theme, width, height), chart.plot(theme, width, height)] {
                    check(&svg);
                    labels_inside(&svg, width, height);
                }
            }
        }
    }
}
