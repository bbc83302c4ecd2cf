//! Text with figures: a reference such as `[[forvarvsarbetande 2010 stadsdel]]` stands in the text, live in the draft and frozen at submission.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Which level a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigurePlace {
    District,
    Municipality,
    AllDistricts,
    Nation,
}

impl FigurePlace {
    pub const ALL: [Self; 4] = [Self::District, Self::Municipality, Self::AllDistricts, Self::Nation];

    /// The word in a reference.
    pub fn word(self) -> &'static str {
        match self {
            Self::District => "stadsdel",
            Self::Municipality => "kommun",
            Self::AllDistricts => "alla",
            Self::Nation => "riket",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.word() == word)
    }
}

/// A figure by indicator, year and place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FigureRef {
    pub indicator: String,
    pub year: i32,
    pub place: FigurePlace,
}

impl fmt::Display for FigureRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[[{} {} {}]]", self.indicator, self.year, self.place.word())
    }
}

impl FigureRef {
    /// Reads what stands between the brackets. The district is meant where no place is said.
    pub fn parse(inside: &str) -> Option<Self> {
        let mut words = inside.split_whitespace();
        let indicator = words.next().filter(|w| w.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'))?.to_owned();
        let year = words.next()?.parse().ok().filter(|y| (1900..=2100).contains(y))?;
        let place = words.next().map_or(Some(FigurePlace::District), FigurePlace::parse)?;
        words.next().is_none().then_some(Self { indicator, year, place })
    }
}

/// A stretch of text, a figure in it, or brackets that hold no readable reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    Text(String),
    Figure(FigureRef),
    Unreadable(String),
}

/// A paragraph cut into text and figures. Brackets that are never closed are text.
pub fn spans(paragraph: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut rest = paragraph;
    while let Some((before, after)) = rest.split_once("[[") {
        let Some((inside, onwards)) = after.split_once("]]") else { break };
        if !before.is_empty() {
            out.push(Span::Text(before.to_owned()));
        }
        out.push(FigureRef::parse(inside).map_or_else(|| Span::Unreadable(inside.to_owned()), Span::Figure));
        rest = onwards;
    }
    if !rest.is_empty() {
        out.push(Span::Text(rest.to_owned()));
    }
    out
}

/// Every readable reference of a text, each once, and what stands in brackets that hold none.
pub fn references(text: &str) -> (Vec<FigureRef>, Vec<String>) {
    let (mut found, mut unreadable) = (Vec::new(), Vec::new());
    for span in spans(text) {
        match span {
            Span::Figure(reference) if !found.contains(&reference) => found.push(reference),
            Span::Unreadable(inside) => unreadable.push(inside),
            _ => {}
        }
    }
    (found, unreadable)
}

/// The text with its references taken out, to see whether anything is said.
pub fn without_references(text: &str) -> String {
    spans(text).into_iter().filter_map(|s| if let Span::Text(t) = s { Some(t) } else { None }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(indicator: &str, year: i32, place: FigurePlace) -> FigureRef {
        FigureRef { indicator: indicator.into(), year, place }
    }

    #[test]
    fn a_reference_reads_as_it_is_written() {
        let reference = of("forvarvsarbetande", 2010, FigurePlace::Municipality);
        assert_eq!(references(&reference.to_string()).0, [reference]);
        assert_eq!(FigureRef::parse("ohalsotal 2009"), Some(of("ohalsotal", 2009, FigurePlace::District)));
    }

    #[test]
    fn text_and_figures_keep_their_order() {
        let text = "I Alby har [[forvarvsarbetande 2010]] arbete, i riket [[forvarvsarbetande 2010 riket]].";
        let cut = spans(text);
        assert_eq!(cut.len(), 5);
        assert_eq!(cut[1], Span::Figure(of("forvarvsarbetande", 2010, FigurePlace::District)));
        assert_eq!(cut[4], Span::Text(".".into()));
        assert_eq!(without_references(text), "I Alby har  arbete, i riket .");
    }

    #[test]
    fn nonsense_in_brackets_is_named_and_open_brackets_are_text() {
        let (found, unreadable) = references("[[arbete]] [[ohalsotal 10]] [[ohalsotal 2010 månen]] [[ohalsotal 2010 riket nu]]");
        assert!(found.is_empty());
        assert_eq!(unreadable.len(), 4);
        assert_eq!(spans("a [[b"), [Span::Text("a [[b".into())]);
    }

    #[test]
    fn the_same_figure_is_listed_once() {
        assert_eq!(references("[[ohalsotal 2010]] [[ohalsotal 2010 stadsdel]]").0.len(), 1);
    }
}
