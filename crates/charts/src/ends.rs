//! Labels at the ends of lines, instead of a legend.

use crate::canvas::{Canvas, Dash, Style};
use crate::labels;
use crate::line::{Emphasis, Layout, LineChart};
use crate::theme::{Ink, Theme};

/// A label at the end of a line, or beside the target.
pub(crate) struct EndLabel {
    pub point: (i32, f64),
    pub text: String,
    pub style: Style,
    pub ink: Ink,
}

impl LineChart {
    /// The labels at the lines' ends. A name is cut before its figure is.
    pub(crate) fn end_labels(&self, theme: Theme, room: f64) -> Vec<EndLabel> {
        let plain = Style::new(theme.base(), Ink::Muted);
        let mut labels: Vec<EndLabel> = Vec::new();
        for line in &self.series {
            let Some(point) = line.last() else { continue };
            let district = line.emphasis == Emphasis::District;
            let style = if district { Style::new(theme.base(), Ink::Accent).bold() } else { plain };
            labels.push(EndLabel { point, text: self.end_text(&line.label, point.1, style, room), style, ink: line.ink() });
        }
        if let Some((year, value, label)) = self.target() {
            let style = Style::new(theme.base(), Ink::Text);
            let text = self.end_text(&format!("{label} {year}"), value, style, room);
            labels.push(EndLabel { point: (year, value), text, style, ink: Ink::Target });
        }
        labels
    }

    fn end_text(&self, name: &str, value: f64, style: Style, room: f64) -> String {
        let value = self.unit.format(self.lang, value);
        let name = style.fit(name, room - style.width(&format!(" {value}")));
        style.fit(format!("{name} {value}").trim(), room)
    }
}

/// Sets the labels in the right margin, apart from each other, each led to its point where it had to move.
pub(crate) fn draw(canvas: &mut Canvas, layout: &Layout) {
    let theme = canvas.theme;
    let wishes: Vec<f64> = layout.labels.iter().map(|l| layout.y.at(l.point.1)).collect();
    let (low, high) = (layout.plot.top, layout.plot.bottom - theme.base() * 0.3);
    let places = labels::spread(&wishes, theme.base() * 1.25, low, high.max(low));
    let x = layout.plot.right + theme.px(9.0);
    for (label, y) in layout.labels.iter().zip(places) {
        let point = (layout.x.at(f64::from(label.point.0)), layout.y.at(label.point.1));
        let near = layout.plot.right - point.0 < theme.px(8.0);
        if !near || (y - point.1).abs() > theme.base() * 0.5 {
            let ink = if label.ink == Ink::Target { Ink::Target } else { Ink::Grey };
            let start = (point.0 + theme.px(7.0), point.1);
            let turn = (layout.plot.right - theme.px(1.0), point.1);
            let turn = if turn.0 > start.0 { turn } else { start };
            canvas.polyline(ink, &[start, turn, (x - theme.px(2.0), y)], theme.px(0.8), Some(Dash::Dots));
        }
        canvas.text((x, y + label.style.size * 0.35), label.style, &label.text);
    }
}
