//! Dates as Swedish print sets them.

use crate::Lang;
use chrono::{Datelike, NaiveDate, NaiveDateTime};

const SV: [&str; 12] =
    ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"];
const EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// Name of a month, 1–12.
pub fn month(lang: Lang, month: u32) -> &'static str {
    let names = if lang == Lang::Sv { &SV } else { &EN };
    names[(month.clamp(1, 12) - 1) as usize]
}

/// `14 november 2011`.
pub fn date(lang: Lang, date: NaiveDate) -> String {
    format!("{}\u{a0}{}\u{a0}{}", date.day(), month(lang, date.month()), date.year())
}

/// `14 november 2011 kl. 14:03`.
pub fn date_time(lang: Lang, at: NaiveDateTime) -> String {
    let at_word = if lang == Lang::Sv { "kl." } else { "at" };
    format!("{} {at_word}\u{a0}{}", date(lang, at.date()), at.format("%H:%M"))
}

/// `1 januari–31 december 2011`, with the year said once where it is the same.
pub fn period(lang: Lang, from: NaiveDate, to: NaiveDate) -> String {
    if from.year() == to.year() {
        format!("{}\u{a0}{}–{}", from.day(), month(lang, from.month()), date(lang, to))
    } else {
        format!("{}–{}", date(lang, from), date(lang, to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_out() {
        let day = NaiveDate::from_ymd_opt(2011, 11, 14).unwrap();
        assert_eq!(date(Lang::Sv, day), "14\u{a0}november\u{a0}2011");
        assert_eq!(period(Lang::Sv, NaiveDate::from_ymd_opt(2011, 1, 1).unwrap(), day), "1\u{a0}januari–14\u{a0}november\u{a0}2011");
    }
}
