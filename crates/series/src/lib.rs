//! # series
//!
//! Observations of a place over time, and what may be said of them.
//!
//! * An [`Observation`] is a numerator, a denominator and a [`Status`]. Missing, suppressed, not applicable and zero are four
//!   different things from the first row of a file to the last cell of a document.
//! * A [`Cell`] is an observation that has passed a [`DisclosureRule`]: it is all that a page, a chart or an export may hold.
//!   [`protect`] judges a number by itself, [`protect_family`] parts beside their total, so that nothing hidden comes out by subtraction.
//! * [`aggregate`] adds numerators and denominators. A district is never a mean of the shares of its areas.
//! * A [`Break`] in a [`Series`] stops trend, change and verdict.
//! * [`progress`] says whether a goal is on its way by one published method; [`pace`] holds a target against what has happened before,
//!   and asks rather than judges.
//! * [`spread`], [`rank`] and [`wilson`] are for comparison; they count what cannot be shown instead of dropping it.
//!
//! Shares are fractions of one here; `wording` makes percent of them. The crate does no I/O, never asks what year it is, and holds
//! message keys, never sentences.

mod aggregate;
mod cell;
mod compare;
mod history;
mod measure;
mod observation;
mod progress;
mod protect;
mod timeline;

pub use aggregate::{AggregateNote, aggregate, aggregate_noted, remainder};
pub use cell::{Cell, Why};
pub use compare::{Comparison, Five, Spread, Z95, interval, rank, spread, wilson};
pub use history::{History, Pace, PaceVerdict, history, pace};
pub use measure::{Better, Measure, Unreadable};
pub use observation::{Observation, Status};
pub use progress::{PROGRESS_METHOD, Progress, Reason, Standing, progress};
pub use protect::{DisclosureRule, protect, protect_family};
pub use timeline::{Break, Change, Series, Trend, Which, breaks_between};
