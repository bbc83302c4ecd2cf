//! A line small enough to stand in a row of figures.

use crate::canvas::{Canvas, escape, n};
use crate::chart::{Area, Chart, look};
use crate::line::{Emphasis, Layout, Line, LineChart};
use crate::scale::{Scale, extent};
use crate::theme::Theme;

impl LineChart {
    /// A line without axes or words, for a row of figures: the district, its latest point, and the others in grey.
    pub fn spark(&self, theme: Theme, width: f64, height: f64) -> String {
        let mut canvas = Canvas::new(theme);
        let pad = theme.px(4.0);
        let domain = self.years().zip(extent(self.series.iter().flat_map(Line::values)));
        if let Some((years, values)) = domain {
            let x = Scale::new((f64::from(years.0), f64::from(years.1)), (pad, width - pad));
            let y = Scale::new(values, (height - pad, pad));
            let layout = Layout {
                plot: Area { left: pad, top: pad, right: width - pad, bottom: height - pad },
                x,
                y,
                ticks: Vec::new(),
                years,
                labels: Vec::new(),
                breaks: Vec::new(),
            };
            let mut lines: Vec<_> = self.series.iter().collect();
            lines.sort_by_key(|line| line.emphasis == Emphasis::District);
            for line in lines {
                self.draw_line(&mut canvas, &layout, line);
            }
        }
        let (w, h, label) = (n(width), n(height), escape(&format!("{} {}", self.title, self.description())));
        let (look, body) = (look(theme), canvas.finish());
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"img\" aria-label=\"{}\"{look}>{body}</svg>",
            label.trim()
        )
    }
}
