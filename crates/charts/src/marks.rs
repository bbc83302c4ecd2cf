//! Signs that say a state by shape first and colour second.

use crate::canvas::Canvas;
use crate::theme::Ink;

/// The state of something, as a sign that reads in grey too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// A filled disc.
    Done,
    /// A ring, its left half filled.
    Underway,
    /// An empty ring.
    Open,
    /// A filled triangle in the warm colour.
    Late,
    /// A cross.
    Absent,
    /// A short dash.
    Outside,
}

impl Mark {
    /// Draws the sign around a point; `r` is half its width.
    pub(crate) fn draw(self, canvas: &mut Canvas, (x, y): (f64, f64), r: f64) {
        let stroke = r * 0.36;
        match self {
            Self::Done => canvas.disc(Ink::Accent, (x, y), r),
            Self::Underway => {
                canvas.ring(Ink::Accent, (x, y), r - stroke / 2.0, stroke);
                canvas.half_disc(Ink::Accent, (x, y), r - stroke / 2.0);
            }
            Self::Open => canvas.ring(Ink::Grey, (x, y), r - stroke / 2.0, stroke),
            Self::Late => canvas.polygon(Ink::Target, &[(x, y - r), (x + r * 1.08, y + r * 0.86), (x - r * 1.08, y + r * 0.86)]),
            Self::Absent => {
                let d = r * 0.75;
                canvas.line(Ink::Text, (x - d, y - d), (x + d, y + d), stroke, None);
                canvas.line(Ink::Text, (x - d, y + d), (x + d, y - d), stroke, None);
            }
            Self::Outside => canvas.line(Ink::Grey, (x - r, y), (x + r, y), stroke, None),
        }
    }
}
