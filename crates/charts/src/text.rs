//! How wide a text will be, without the font at hand.

const ELLIPSIS: char = '…';

/// Width of a text in the unit of `size`, enough for the widest of the common sans faces (Verdana, DejaVu Sans): a cut figure would be a wrong one.
pub(crate) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let ems: f64 = text.chars().map(em).sum();
    ems * size * if bold { 1.2 } else { 1.1 }
}

/// Width of one letter in parts of the font size.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' => 0.24,
        'f' | 't' | 'r' | 'I' | '.' | ',' | ':' | ';' | '!' | '(' | ')' | '[' | ']' | '-' | '/' | ' ' | '\u{a0}' => 0.31,
        '\u{202f}' => 0.22,
        'm' | 'M' | '%' | '@' | 'Å' | 'Ä' => 0.86,
        'w' | 'O' | 'Q' | 'G' | 'D' | 'N' | 'H' | 'Ö' | 'U' | 'C' => 0.76,
        'W' | '…' | '—' => 1.0,
        'A'..='Z' => 0.68,
        '+' | '\u{2212}' | '=' | '<' | '>' => 0.6,
        'a'..='z' | '0'..='9' | 'å' | 'ä' | 'ö' | 'é' | 'ü' | '–' => 0.57,
        c if c.is_ascii() => 0.6,
        _ => 1.05,
    }
}

/// The text, cut with an ellipsis if it is wider than `room`; empty when not even the ellipsis has room.
pub(crate) fn fit(text: &str, size: f64, bold: bool, room: f64) -> String {
    if width(text, size, bold) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        let longer = format!("{kept}{c}{ELLIPSIS}");
        if width(&longer, size, bold) > room {
            break;
        }
        kept.push(c);
    }
    if kept.is_empty() && width("…", size, bold) > room {
        return String::new();
    }
    format!("{}{ELLIPSIS}", kept.trim_end())
}

/// The text in at most `most` lines no wider than `room`, broken at spaces and after hyphens; what is left over is cut.
pub(crate) fn wrap(text: &str, size: f64, bold: bool, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in pieces(text) {
        match lines.last_mut() {
            Some(line) if lines_fit(line, word, size, bold, room) => line.push_str(word),
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).concat();
        lines.push(rest);
    }
    lines.iter().map(|line| fit(line.trim(), size, bold, room)).filter(|line| !line.is_empty()).collect()
}

fn lines_fit(line: &str, word: &str, size: f64, bold: bool, room: f64) -> bool {
    width(line, size, bold) + width(word.trim_end(), size, bold) <= room
}

/// Words with the space or hyphen that follows them.
fn pieces(text: &str) -> Vec<&str> {
    text.split_inclusive([' ', '-', '\n']).filter(|piece| !piece.trim().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_and_never_wider_than_its_room() {
        for room in [0.0, 5.0, 12.0, 40.0, 90.0] {
            assert!(width(&fit("Hallunda-Norsborg", 13.0, true, room), 13.0, true) <= room);
        }
        assert_eq!(fit("Alby", 13.0, false, 90.0), "Alby");
        assert_eq!(fit("Alby", 13.0, false, 0.0), "");
    }

    #[test]
    fn lines_break_at_spaces_and_hyphens() {
        assert_eq!(wrap("Hallunda-Norsborg", 11.0, true, 70.0, 2), ["Hallunda-", "Norsborg"]);
        assert_eq!(wrap("Södra Innerstan", 11.0, true, 200.0, 2), ["Södra Innerstan"]);
        let three = wrap("ett två tre fyra fem sex sju åtta nio tio", 11.0, false, 60.0, 3);
        assert_eq!(three.len(), 3);
        assert!(three[2].ends_with('…') && three.iter().all(|line| width(line, 11.0, false) <= 60.0));
    }
}
