//! Pictures as plain SVG: the paths and the gaps, or the event study. The numbers behind them are in the JSON.

use std::fmt::Write;

use crate::block::Block;
use crate::fit::Fit;
use crate::inference::placebo::Placebo;
use crate::staggered::Aggregate;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 300.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 16.0;
const EDGE: f64 = 30.0;

/// A panel of the picture: where data values lie on it.
struct Frame {
    top: f64,
    low: f64,
    high: f64,
    columns: usize,
}

impl Frame {
    fn around<'a>(top: f64, columns: usize, values: impl Iterator<Item = &'a f64>) -> Self {
        let (low, high) = values.filter(|v| v.is_finite()).fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), &v| (l.min(v), h.max(v)));
        let (low, high) = if low < high { (low, high) } else { (low.min(0.0) - 1.0, high.max(0.0) + 1.0) };
        let pad = (high - low) * 0.05;
        Self { top, low: low - pad, high: high + pad, columns }
    }

    fn x(&self, t: f64) -> f64 {
        LEFT + (WIDTH - LEFT - RIGHT) * t / (self.columns.max(2) - 1) as f64
    }

    fn y(&self, v: f64) -> f64 {
        self.top + EDGE + (HEIGHT - 2.0 * EDGE) * (self.high - v) / (self.high - self.low)
    }

    fn line(&self, out: &mut String, values: &[f64], style: &str) {
        let points: Vec<String> = values.iter().enumerate().map(|(t, &v)| format!("{:.1},{:.1}", self.x(t as f64), self.y(v))).collect();
        // writing to a String cannot fail, here and below
        let _ = writeln!(out, "<polyline fill=\"none\" {style} points=\"{}\"/>", points.join(" "));
    }

    fn axes(&self, out: &mut String, title: &str, labels: &[String]) {
        let bottom = self.top + HEIGHT - EDGE;
        let _ = writeln!(out, "<text x=\"{LEFT}\" y=\"{:.1}\" font-weight=\"bold\">{}</text>", self.top + 18.0, escape(title));
        let step = nice_step((self.high - self.low) / 5.0);
        let mut v = (self.low / step).ceil() * step;
        while v <= self.high {
            let y = self.y(v);
            let _ = writeln!(out, "<path d=\"M{LEFT} {y:.1}H{:.1}\" stroke=\"#ddd\"/>", WIDTH - RIGHT);
            let shown = if v.abs() < step * 1e-6 { 0.0 } else { v };
            let _ = writeln!(out, "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>", LEFT - 6.0, y + 4.0, tick(shown, step));
            v += step;
        }
        let every = labels.len().div_ceil(10).max(1);
        for (t, label) in labels.iter().enumerate().step_by(every) {
            let _ = writeln!(
                out,
                "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                self.x(t as f64),
                bottom + 18.0,
                escape(label)
            );
        }
    }

    fn mark(&self, out: &mut String, t: f64) {
        let (x, top, bottom) = (self.x(t), self.top + EDGE, self.top + HEIGHT - EDGE);
        let _ = writeln!(out, "<path d=\"M{x:.1} {top:.1}V{bottom:.1}\" stroke=\"#888\" stroke-dasharray=\"4 3\"/>");
    }
}

fn nice_step(raw: f64) -> f64 {
    let power = 10f64.powf(raw.log10().floor());
    let multiple = [1.0, 2.0, 5.0].into_iter().find(|m| m * power >= raw).unwrap_or(10.0);
    multiple * power
}

fn tick(v: f64, step: f64) -> String {
    let decimals = (-step.log10().floor()).clamp(0.0, 9.0) as usize;
    format!("{v:.decimals$}")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn document(height: f64, title: &str, body: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>{}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{body}</svg>\n",
        escape(title)
    )
}

/// Above: treated and comparison. Below: the gap among the placebos' gaps.
pub fn estimate(block: &Block, fit: &Fit, placebos: &[Placebo]) -> String {
    let treated: Vec<f64> = fit.comparison.iter().zip(&fit.gaps).map(|(c, g)| c + g).collect();
    let start = block.pre as f64 - 0.5;
    let mut body = String::new();
    let above = Frame::around(0.0, block.width(), treated.iter().chain(&fit.comparison));
    let name = block.treated.join(", ");
    above.axes(&mut body, &format!("{name} (solid) and its comparison (dashed)"), &block.periods);
    above.mark(&mut body, start);
    above.line(&mut body, &fit.comparison, "stroke=\"#b35900\" stroke-width=\"2\" stroke-dasharray=\"7 4\"");
    above.line(&mut body, &treated, "stroke=\"#004b87\" stroke-width=\"2\"");
    let below = Frame::around(HEIGHT, block.width(), fit.gaps.iter().chain(placebos.iter().flat_map(|p| &p.gaps)).chain(&[0.0]));
    let title = if placebos.is_empty() { "Gap".to_owned() } else { format!("Gap (dark) among {} placebos", placebos.len()) };
    below.axes(&mut body, &title, &block.periods);
    below.mark(&mut body, start);
    placebos.iter().for_each(|p| below.line(&mut body, &p.gaps, "stroke=\"#999\" stroke-width=\"0.7\" stroke-opacity=\"0.6\""));
    below.line(&mut body, &fit.gaps, "stroke=\"#004b87\" stroke-width=\"2\"");
    document(2.0 * HEIGHT, &format!("Effect in {name}"), &body)
}

/// Effects by time since the start, with 95 % intervals.
pub fn event_study(dynamic: &Aggregate) -> String {
    let (low, high): (Vec<f64>, Vec<f64>) =
        dynamic.by.iter().map(|p| (p.estimate - 1.96 * p.se.unwrap_or(0.0), p.estimate + 1.96 * p.se.unwrap_or(0.0))).unzip();
    let labels: Vec<String> = dynamic.by.iter().map(|p| p.at.as_str().map_or_else(|| p.at.to_string(), str::to_owned)).collect();
    let frame = Frame::around(0.0, labels.len(), low.iter().chain(&high).chain(&[0.0]));
    let mut body = String::new();
    frame.axes(&mut body, "Effect by time since the start, 95 % intervals", &labels);
    let zero = frame.y(0.0);
    let _ = writeln!(body, "<path d=\"M{LEFT} {zero:.1}H{:.1}\" stroke=\"#444\"/>", WIDTH - RIGHT);
    for (t, part) in dynamic.by.iter().enumerate() {
        let (x, y) = (frame.x(t as f64), frame.y(part.estimate));
        let _ =
            writeln!(body, "<path d=\"M{x:.1} {:.1}V{:.1}\" stroke=\"#004b87\" stroke-width=\"2\"/>", frame.y(low[t]), frame.y(high[t]));
        let _ = writeln!(body, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"#004b87\"/>");
    }
    document(HEIGHT, "Event study", &body)
}
