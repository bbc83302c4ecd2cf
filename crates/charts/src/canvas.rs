//! Writes SVG.

use crate::theme::{Ink, Theme};
use std::fmt::Write;

/// Which end of a text stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a stroke is broken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dash {
    Dots,
    Short,
    Long,
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub size: f64,
    pub bold: bool,
    pub anchor: Anchor,
    pub ink: Ink,
}

impl Style {
    pub fn new(size: f64, ink: Ink) -> Self {
        Self { size, bold: false, anchor: Anchor::Start, ink }
    }

    pub fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub fn width(self, text: &str) -> f64 {
        crate::text::width(text, self.size, self.bold)
    }

    pub fn fit(self, text: &str, room: f64) -> String {
        crate::text::fit(text, self.size, self.bold, room)
    }
}

/// A drawing in the making. Everything written to it is escaped, and every number finite.
#[derive(Debug)]
pub struct Canvas {
    pub(crate) theme: Theme,
    out: String,
}

impl Canvas {
    pub(crate) fn new(theme: Theme) -> Self {
        Self { theme, out: String::new() }
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }

    fn put(&mut self, piece: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(piece);
    }

    fn paint(&self, ink: Ink, fill: bool) -> String {
        let (on, off) = if fill { ("fill", "") } else { ("stroke", " fill=\"none\"") };
        match self.theme {
            Theme::Screen => format!("class=\"{}\" {on}=\"currentColor\"{off}", ink.class()),
            Theme::Print => format!("{on}=\"{}\"{off}", ink.colour()),
        }
    }

    fn dashes(&self, dash: Option<Dash>) -> String {
        let Some(dash) = dash else { return String::new() };
        let (on, off) = match dash {
            Dash::Dots => (1.0, 3.0),
            Dash::Short => (3.0, 3.0),
            Dash::Long => (5.0, 4.0),
        };
        format!(" stroke-dasharray=\"{} {}\"", n(self.theme.px(on)), n(self.theme.px(off)))
    }

    pub(crate) fn line(&mut self, ink: Ink, from: (f64, f64), to: (f64, f64), width: f64, dash: Option<Dash>) {
        let paint = self.paint(ink, false);
        let dash = self.dashes(dash);
        let ((x1, y1), (x2, y2)) = ((n(from.0), n(from.1)), (n(to.0), n(to.1)));
        self.put(format_args!("<line {paint} x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke-width=\"{}\"{dash}/>", n(width)));
    }

    /// A line through points.
    pub(crate) fn polyline(&mut self, ink: Ink, points: &[(f64, f64)], width: f64, dash: Option<Dash>) {
        let paint = self.paint(ink, false);
        let dash = self.dashes(dash);
        let width = n(width);
        let points = list(points);
        self.put(format_args!(
            "<polyline {paint} points=\"{points}\" stroke-width=\"{width}\" stroke-linejoin=\"round\" stroke-linecap=\"round\"{dash}/>"
        ));
    }

    /// A filled shape.
    pub(crate) fn polygon(&mut self, ink: Ink, points: &[(f64, f64)]) {
        let paint = self.paint(ink, true);
        let points = list(points);
        self.put(format_args!("<polygon {paint} points=\"{points}\"/>"));
    }

    /// A filled disc.
    pub(crate) fn disc(&mut self, ink: Ink, at: (f64, f64), r: f64) {
        let paint = self.paint(ink, true);
        self.put(format_args!("<circle {paint} cx=\"{}\" cy=\"{}\" r=\"{}\"/>", n(at.0), n(at.1), n(r)));
    }

    /// A ring with paper inside.
    pub(crate) fn ring(&mut self, ink: Ink, at: (f64, f64), r: f64, width: f64) {
        self.disc(Ink::Paper, at, r);
        let paint = self.paint(ink, false);
        self.put(format_args!("<circle {paint} cx=\"{}\" cy=\"{}\" r=\"{}\" stroke-width=\"{}\"/>", n(at.0), n(at.1), n(r), n(width)));
    }

    /// A filled box, or its outline when `outline` gives a stroke width.
    pub(crate) fn rect(&mut self, ink: Ink, at: (f64, f64), size: (f64, f64), radius: f64, outline: Option<f64>) {
        let paint = self.paint(ink, outline.is_none());
        let stroke = outline.map(|w| format!(" stroke-width=\"{}\"", n(w))).unwrap_or_default();
        let (x, y, w, h, r) = (n(at.0), n(at.1), n(size.0.max(0.0)), n(size.1.max(0.0)), n(radius));
        self.put(format_args!("<rect {paint} x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{r}\"{stroke}/>"));
    }

    pub(crate) fn text(&mut self, at: (f64, f64), style: Style, text: &str) {
        if text.is_empty() {
            return;
        }
        let paint = self.paint(style.ink, true);
        let anchor = match style.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if style.bold { " font-weight=\"600\"" } else { "" };
        let (x, y, size) = (n(at.0), n(at.1), n(style.size));
        self.put(format_args!("<text {paint} x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor}>{}</text>", escape(text)));
    }

    /// Opens a group that a pointer can ask for its words, as a link when there is an address.
    pub(crate) fn open(&mut self, words: &str, href: Option<&str>) {
        match href {
            Some(href) => self.put(format_args!("<a href=\"{}\" aria-label=\"{}\">", escape(href), escape(words))),
            None => self.put(format_args!("<g>")),
        }
        self.put(format_args!("<title>{}</title>", escape(words)));
    }

    pub(crate) fn close(&mut self, href: Option<&str>) {
        self.out.push_str(if href.is_some() { "</a>" } else { "</g>" });
    }
}

fn list(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{},{}", n(*x), n(*y))).collect::<Vec<_>>().join(" ")
}

/// A coordinate with at most one decimal (two under a hundred); zero if it is not a number.
pub(crate) fn n(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = if value.abs() < 100.0 { format!("{value:.2}") } else { format!("{value:.1}") };
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short.is_empty() || short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// Text made safe between tags and inside attributes; characters XML cannot hold are dropped.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short_and_finite() {
        assert_eq!([n(200.04), n(-0.001), n(2.345), n(100.0), n(f64::NAN), n(f64::INFINITY)], ["200", "0", "2.35", "100", "0", "0"]);
    }

    #[test]
    fn text_cannot_break_out_of_its_place() {
        assert_eq!(escape("<a href='x' b=\"y\">&\u{0}</a>"), "&lt;a href=&#39;x&#39; b=&quot;y&quot;&gt;&amp;&lt;/a&gt;");
    }
}
