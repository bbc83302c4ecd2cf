//! # wording
//!
//! What every surface of the program says the same way: dates, numbers and faults.
//!
//! * [`Lang`] is the language of the reader: Swedish first, English second.
//! * Dates and numbers are set as Swedish print sets them: `14 november 2011`, `12 345,6`, a real minus sign, narrow no-break spaces.
//! * A [`Fault`] is what a rule has to object to, as a key with arguments and never as a sentence; the text stands in the message files.
//!
//! The crate does no I/O and never asks what day it is.

mod fault;
mod ground;
mod number;
mod time;

pub use fault::{Arg, Fault, Severity};
pub use ground::{ground, section};
pub use number::{change, integer, number, percent, percentage_points, signed};
pub use time::{date, date_time, month, period};

use serde::{Deserialize, Serialize};

/// The language of the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Sv,
    En,
}

impl Lang {
    /// The code in `lang="…"`, in cookies and in file names.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// The language for a code or an `Accept-Language` value; Swedish unless English is asked for first.
    pub fn parse(text: &str) -> Self {
        if text.trim_start().to_ascii_lowercase().starts_with("en") { Self::En } else { Self::Sv }
    }
}
