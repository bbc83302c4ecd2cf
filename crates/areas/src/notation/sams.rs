//! SAMS codes: ranges, lists and what has been lost.

use super::item::{Part, not_a_digit};
use super::{Expansion, Note, RANGE_MAX};
use crate::{NotationError, System};

/// The hyphen, and what typesetters and spreadsheets put in its place.
const HYPHENS: [char; 5] = ['-', '\u{2010}', '\u{2011}', '–', '\u{2212}'];

pub(super) fn expand(notation: &str, municipality: &str) -> Result<Expansion, NotationError> {
    let mut reader = Reader { municipality, previous: None, seen: vec![false; 10_000], codes: Vec::new(), notes: Vec::new() };
    for item in Part::new(notation, 1).items()? {
        reader.item(item)?;
    }
    Ok(Expansion { system: System::Sams, codes: reader.codes, notes: reader.notes })
}

struct Reader<'a> {
    municipality: &'a str,
    /// The area read last, which a short item inherits its first digits from.
    previous: Option<u16>,
    seen: Vec<bool>,
    codes: Vec<String>,
    notes: Vec<Note>,
}

impl Reader<'_> {
    fn item(&mut self, item: Part<'_>) -> Result<(), NotationError> {
        let ends = item.split(&HYPHENS);
        match ends.as_slice() {
            [only] => {
                let area = self.area(*only, self.previous)?;
                self.take(area, item)
            }
            [first, last] => self.range(item, *first, *last),
            _ => Err(item.error(
                "range-form",
                format!("”{}” har mer än ett bindestreck.", item.text),
                "Skriv ett intervall som 12800109-10.",
            )),
        }
    }

    fn range(&mut self, item: Part<'_>, first: Part<'_>, last: Part<'_>) -> Result<(), NotationError> {
        if first.text.is_empty() || last.text.is_empty() {
            return Err(item.error(
                "range-open",
                format!("Intervallet ”{}” saknar början eller slut.", item.text),
                "Skriv båda ändarna: 12800109-10.",
            ));
        }
        let from = self.area(first, self.previous)?;
        let to = self.area(last, Some(from))?;
        self.check_range(item, from, to)?;
        if from == to {
            let text = format!("Intervallet ”{}” börjar och slutar med samma kod.", item.text);
            self.notes.push(Note::new("range-of-one", text));
        }
        (from..=to).try_for_each(|area| self.take(area, item))
    }

    fn check_range(&self, item: Part<'_>, from: u16, to: u16) -> Result<(), NotationError> {
        let (m, text) = (self.municipality, item.text);
        if to < from {
            let what = format!("Intervallet ”{text}” går baklänges: från {m}{from:04} till {m}{to:04}.");
            return Err(item.error(
                "range-reversed",
                what,
                "Slutet ersätter bara så många siffror som det har; skriv fler siffror eller byt ordning.",
            ));
        }
        if to - from >= RANGE_MAX {
            let what = format!("Intervallet ”{text}” omfattar {} koder; högst {RANGE_MAX} godtas.", to - from + 1);
            return Err(item.error("range-too-long", what, "Kontrollera slutet, eller dela intervallet om det är rätt."));
        }
        Ok(())
    }

    fn take(&mut self, area: u16, item: Part<'_>) -> Result<(), NotationError> {
        let code = format!("{}{area:04}", self.municipality);
        if std::mem::replace(&mut self.seen[usize::from(area)], true) {
            return Err(item.error(
                "duplicate",
                format!("Koden {code} förekommer två gånger."),
                "Ta bort den ena, eller rätta den som är felskriven.",
            ));
        }
        self.previous = Some(area);
        self.codes.push(code);
        Ok(())
    }

    /// The area a number means: a whole code, or the last digits of the code before it.
    fn area(&mut self, part: Part<'_>, before: Option<u16>) -> Result<u16, NotationError> {
        if let Some(error) = not_a_digit(part) {
            return Err(error);
        }
        if part.text.contains(char::is_whitespace) {
            return self.spaced(part);
        }
        match (part.text.len(), before) {
            (8, _) => self.whole(part, part.text),
            (6 | 7, _) => self.restored(part),
            (1..=4, Some(before)) => Ok(inherit(before, part.text)),
            (1..=4, None) => Err(self.no_prefix(part)),
            _ => Err(self.wrong_length(part)),
        }
    }

    fn whole(&self, part: Part<'_>, digits: &str) -> Result<u16, NotationError> {
        match digits.strip_prefix(self.municipality) {
            Some(area) => Ok(number(area)),
            None => Err(self.wrong_municipality(part)),
        }
    }

    /// A code with a space between municipality and area.
    fn spaced(&mut self, part: Part<'_>) -> Result<u16, NotationError> {
        let digits: String = part.text.split_whitespace().collect();
        let pieces: Vec<_> = part.text.split_whitespace().map(str::len).collect();
        if pieces != [4, 4] {
            let what = format!("Mellanslag mitt i ”{}”: det går inte att se var en kod slutar och nästa börjar.", part.text);
            return Err(part.error("space", what, "Sätt kommatecken mellan koderna och inga mellanslag i dem."));
        }
        let area = self.whole(part, &digits)?;
        self.notes.push(Note::new("space-in-code", format!("”{}” är läst som {digits}.", part.text)));
        Ok(area)
    }

    /// A code that has lost zeros: those of its area (`149041`) or the first of its municipality (`1270001`).
    fn restored(&mut self, part: Part<'_>) -> Result<u16, NotationError> {
        let (text, m) = (part.text, self.municipality);
        let short = m.strip_prefix('0').and_then(|short| text.strip_prefix(short)).filter(|area| area.len() == 4);
        let (area, key, what) = match (text.strip_prefix(m), short) {
            (Some(area), _) => (number(area), "area-zeros-lost", "områdets inledande nollor är återställda"),
            (None, Some(area)) => (number(area), "municipality-zero-lost", "kommunkodens inledande nolla är återställd"),
            (None, None) => return Err(self.wrong_length(part)),
        };
        let note = format!("”{text}” har {} siffror i stället för åtta; {what}: {m}{area:04}.", text.len());
        self.notes.push(Note::new(key, note));
        Ok(area)
    }

    fn no_prefix(&self, part: Part<'_>) -> NotationError {
        let what = format!("”{}” är en förkortad kod, men det finns ingen hel kod före den.", part.text);
        part.error("prefix-missing", what, format!("Skriv den första koden med alla åtta siffror: {}….", self.municipality))
    }

    fn wrong_municipality(&self, part: Part<'_>) -> NotationError {
        let what = format!("Koden ”{}” börjar inte med kommunens kod {}.", part.text, self.municipality);
        part.error("wrong-municipality", what, "Kontrollera koden och vilken kommun stadsdelen ligger i.")
    }

    fn wrong_length(&self, part: Part<'_>) -> NotationError {
        let what = format!("”{}” har {} siffror; en SAMS-kod har åtta.", part.text, part.text.len());
        let hint = format!("Skriv kommunens fyra siffror ({}) och områdets fyra, med inledande nollor.", self.municipality);
        part.error("length", what, hint)
    }
}

/// `digits` in the place of as many last digits of `before`.
fn inherit(before: u16, digits: &str) -> u16 {
    let place = digits.bytes().fold(1, |place: u16, _| place * 10);
    before / place * place + number(digits)
}

/// At most four ASCII digits as a number.
fn number(digits: &str) -> u16 {
    digits.bytes().fold(0, |number, digit| number * 10 + u16::from(digit - b'0'))
}
