//! # charts
//!
//! Pictures of numbers, drawn on the server as SVG: for a page ([`Theme::Screen`]) and for print ([`Theme::Print`]).
//!
//! * [`LineChart`]: a district over the years beside its municipality and the nation. Gaps and breaks are drawn, not bridged.
//! * [`DotPlot`]: all districts in order with their intervals, the nation as a line; those that cannot be shown stand last.
//! * [`GoalAxis`]: baseline, now and target of one goal on one axis.
//! * [`Bars`]: lengths, always from zero.
//! * [`Ranges`]: a few estimates of one thing, each with its uncertainty, in the order given.
//! * [`Histogram`]: how often each size came out, and where the one in question lies.
//! * [`places`]: where a programme lays its districts on a map of tiles, which a page sets in HTML.
//!
//! Every [`Chart`] has a title that says the finding, a subtitle that says what, unit and source, labels at the thing itself rather than
//! a legend, and a twin of words: [`Chart::description`] and [`Chart::data_table`].
//!
//! A page needs a style sheet that gives `color` to the classes in [`CLASSES`]; shapes are painted in `currentColor`, and there are no
//! `style` attributes, so the drawings live under a strict content security policy and follow dark mode. Print has literal colours, which
//! keep their order of darkness in grey, and the font [`PRINT_FONT`].
//!
//! The crate does no I/O. What cannot be drawn (not a number, out of reach) is left out of the picture and kept in the table.

mod bars;
mod canvas;
mod chart;
mod dots;
mod ends;
mod goal;
mod histogram;
mod labels;
mod line;
mod places;
mod ranges;
mod scale;
mod spark;
mod table;
mod text;
mod theme;
mod unit;
mod words;

pub use bars::{Bar, Bars};
pub use canvas::Canvas;
pub use chart::{Area, Chart, Head};
pub use dots::{Dot, DotPlot, Reference};
pub use goal::GoalAxis;
pub use histogram::{Bin, Histogram};
pub use line::{Band, Emphasis, Line, LineChart};
pub use places::places;
pub use ranges::{Range, Ranges};
pub use table::ChartTable;
pub use theme::{CLASSES, Ink, PRINT_FONT, Theme};
pub use unit::Unit;

#[cfg(test)]
mod testing;
