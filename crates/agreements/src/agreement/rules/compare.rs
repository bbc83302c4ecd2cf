//! "I huvudsaklig överensstämmelse med bilaga 1": how a clause stands to the template, and which words differ.

use serde::{Deserialize, Serialize};
use similar::{ChangeTag, TextDiff};

/// How a clause stands to annex 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Word for word as the annex has it.
    Identical,
    /// Only what the annex leaves open has been filled in. The machine knows this with certainty.
    Filled,
    /// Another way to write the same: spacing, punctuation, case, spelling. The machine suggests it; a person of the State decides.
    Editorial,
    /// Something else is said ("saklig"). Needs a reason before the State can approve.
    Material,
}

impl Class {
    pub const ALL: [Self; 4] = [Self::Identical, Self::Filled, Self::Editorial, Self::Material];

    pub fn key(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::Filled => "filled",
            Self::Editorial => "editorial",
            Self::Material => "material",
        }
    }

    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.key() == key)
    }

    /// True for what departs from the annex.
    pub fn is_deviation(self) -> bool {
        matches!(self, Self::Editorial | Self::Material)
    }

    /// How the class looks beside its word.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Identical => "off",
            Self::Filled => "ok",
            Self::Editorial => "",
            Self::Material => "wait",
        }
    }
}

/// How a text stands to the template's wording and to what that is when filled in.
///
/// Identical and filled are certain. What remains is editorial when every difference is one of spacing, punctuation, case or a spelling near enough
/// that the word is the same; an added or missing word, another number or a changed short word ("ska", "kan", "inte") is material.
pub fn class_of(template: &str, filled: &str, text: &str) -> Class {
    let text = tidy(text);
    if text == tidy(template) {
        Class::Identical
    } else if text == tidy(filled) {
        Class::Filled
    } else if same_words(filled, &text) {
        Class::Editorial
    } else {
        Class::Material
    }
}

/// Line ends and the space around lines are no wording.
fn tidy(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn same_words(before: &str, after: &str) -> bool {
    let (before, after) = (words(before), words(after));
    joined(&before) == joined(&after) || (before.len() == after.len() && before.iter().zip(&after).all(|(a, b)| near(a, b)))
}

/// Words in lower case, without the marks around them.
fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(bare).filter(|w| !w.is_empty()).collect()
}

/// "stadsdels planen" and "stadsdelsplanen" are one text.
fn joined(words: &[String]) -> String {
    words.concat().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The same word, or one spelt so near it that only the spelling can differ.
///
/// Five letters at least, the same first letter (so "möjlig" and "omöjlig" are two words), the same digits, and two letters apart at most.
fn near(a: &str, b: &str) -> bool {
    let digits = |w: &str| w.chars().filter(char::is_ascii_digit).collect::<String>();
    let letters = a.chars().count().min(b.chars().count());
    a == b || (letters >= 5 && a.chars().next() == b.chars().next() && digits(a) == digits(b) && distance(a, b) <= 2)
}

/// How many letters must be added, removed or exchanged.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let exchanged = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = exchanged.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}

/// Whether a piece of a comparison stands in both texts or in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    Same,
    Added,
    Removed,
}

/// A run of words in a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    pub mark: Mark,
    pub text: String,
}

impl Piece {
    pub fn is_same(&self) -> bool {
        self.mark == Mark::Same
    }

    pub fn is_added(&self) -> bool {
        self.mark == Mark::Added
    }
}

/// Two texts compared word by word, in runs.
pub fn diff(before: &str, after: &str) -> Vec<Piece> {
    let (before, after) = (tidy(before), tidy(after));
    let mut pieces: Vec<Piece> = Vec::new();
    for change in TextDiff::from_words(before.as_str(), after.as_str()).iter_all_changes() {
        let mark = match change.tag() {
            ChangeTag::Equal => Mark::Same,
            ChangeTag::Insert => Mark::Added,
            ChangeTag::Delete => Mark::Removed,
        };
        match pieces.last_mut() {
            Some(last) if last.mark == mark => last.text.push_str(change.value()),
            _ => pieces.push(Piece { mark, text: change.value().to_owned() }),
        }
    }
    in_runs(pieces)
}

/// A single space between two changed runs belongs to both, so that a changed phrase reads as one.
fn in_runs(pieces: Vec<Piece>) -> Vec<Piece> {
    let is_gap = |p: &Piece| p.is_same() && p.text.trim().is_empty();
    let mut out: Vec<Piece> = Vec::new();
    let mut removed = String::new();
    let mut added = String::new();
    for piece in pieces {
        match piece.mark {
            Mark::Removed => removed.push_str(&piece.text),
            Mark::Added => added.push_str(&piece.text),
            Mark::Same if is_gap(&piece) && !(removed.is_empty() && added.is_empty()) => {
                removed.push_str(&piece.text);
                added.push_str(&piece.text);
            }
            Mark::Same => {
                flush(&mut out, &mut removed, &mut added);
                out.push(piece);
            }
        }
    }
    flush(&mut out, &mut removed, &mut added);
    out
}

fn flush(out: &mut Vec<Piece>, removed: &mut String, added: &mut String) {
    let gap = if removed.ends_with(char::is_whitespace) && added.ends_with(char::is_whitespace) { common_end(removed, added) } else { 0 };
    let tail = removed.split_off(removed.len() - gap);
    added.truncate(added.len() - gap);
    for (mark, text) in [(Mark::Removed, std::mem::take(removed)), (Mark::Added, std::mem::take(added))] {
        if !text.is_empty() {
            out.push(Piece { mark, text });
        }
    }
    if !tail.is_empty() {
        out.push(Piece { mark: Mark::Same, text: tail });
    }
}

/// Length in bytes of the white space both end with.
fn common_end(a: &str, b: &str) -> usize {
    let pairs = a.chars().rev().zip(b.chars().rev());
    pairs.take_while(|(x, y)| x == y && x.is_whitespace()).map(|(x, _)| x.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str =
        "Stadsdelsplanen/erna ska senast den 31 december redovisas till Regeringskansliet (Arbetsmarknadsdepartementet).";
    const FILLED: &str = "Stadsdelsplanerna ska senast den 31 december redovisas till Regeringskansliet (Arbetsmarknadsdepartementet).";

    fn class(text: &str) -> Class {
        class_of(TEMPLATE, FILLED, text)
    }

    #[test]
    fn the_same_text_is_identical_and_the_right_filling_is_filled() {
        assert_eq!(class(TEMPLATE), Class::Identical);
        assert_eq!(class(FILLED), Class::Filled);
        assert_eq!(class(&format!("  {FILLED}\r\n")), Class::Filled);
        assert_eq!(class_of(FILLED, FILLED, FILLED), Class::Identical);
    }

    #[test]
    fn spacing_punctuation_case_and_spelling_are_editorial() {
        for text in [
            FILLED.replace(" (Arbetsmarknadsdepartementet)", ", Arbetsmarknadsdepartementet"),
            FILLED.replace("Stadsdelsplanerna", "Stadsdels-planerna"),
            FILLED.replace("Regeringskansliet", "regeringskansliet"),
            FILLED.replace("redovisas", "redovissas"),
            FILLED.replace("31 december", "31  december"),
        ] {
            assert_eq!(class(&text), Class::Editorial, "{text}");
        }
    }

    #[test]
    fn another_word_number_or_modal_is_material() {
        for text in [
            FILLED.replace("ska", "bör"),
            FILLED.replace("ska", "ska inte"),
            FILLED.replace("31", "21"),
            FILLED.replace("december", "oktober"),
            FILLED.replace("redovisas till", "redovisas muntligt till"),
            FILLED.replace(" senast den 31 december", ""),
            String::new(),
        ] {
            assert_eq!(class(&text), Class::Material, "{text}");
        }
    }

    #[test]
    fn a_word_turned_into_its_contrary_is_material_however_near_it_is_spelt() {
        assert_eq!(class_of("Det är möjligt.", "Det är möjligt.", "Det är omöjligt."), Class::Material);
        assert_eq!(class_of("kod 01270001", "kod 01270001", "kod 01270002"), Class::Material);
        assert_eq!(class_of("med SAMS-kod 412", "med SAMS-kod 412", "med NYKO-kod 412"), Class::Material);
    }

    fn side(pieces: &[Piece], without: Mark) -> String {
        pieces.iter().filter(|p| p.mark != without).map(|p| p.text.as_str()).collect()
    }

    #[test]
    fn both_texts_can_be_read_out_of_a_comparison() {
        let pairs = [(TEMPLATE, FILLED), ("a b c", ""), ("", "a"), ("ett två tre", "ett 2 3"), ("x\ny z", "x\ny q\nz")];
        for (before, after) in pairs {
            let pieces = diff(before, after);
            assert_eq!((side(&pieces, Mark::Added).as_str(), side(&pieces, Mark::Removed).as_str()), (before, after));
        }
    }

    #[test]
    fn a_changed_phrase_is_one_run() {
        let pieces = diff("ska senast den 31 december redovisas", "ska före årets slut redovisas");
        let marks: Vec<_> = pieces.iter().map(|p| (p.mark, p.text.as_str())).collect();
        let same = |t| (Mark::Same, t);
        assert_eq!(marks, [same("ska "), (Mark::Removed, "senast den 31 december"), (Mark::Added, "före årets slut"), same(" redovisas")]);
    }

    #[test]
    fn distance_counts_letters() {
        assert_eq!((distance("", "abc"), distance("avtal", "avtal"), distance("avtal", "avtalet")), (3, 0, 2));
    }
}
