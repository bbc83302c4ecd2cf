//! What must be true of the data before they are set: rows fit their columns, pictures can be described and scaled, and every
//! character has a shape.

use crate::world::is_covered;
use anyhow::{Result, bail};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Stands for a character that the typefaces lack.
const BLANK: char = '◊';
/// Words longer than this get places where they may break.
const LONG_WORD: usize = 36;
const BREAK_EVERY: usize = 18;
const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// Readies the data in place and names the characters that were replaced (`U+1F600`), in order.
///
/// # Errors
/// Every table with rows that do not fit and every picture without description, all at once.
pub fn prepare(doc: &mut Value) -> Result<Vec<String>> {
    let mut pass = Pass::default();
    pass.value(doc, "");
    if pass.faults.is_empty() {
        return Ok(pass.missing.into_iter().map(|c| format!("U+{:04X}", u32::from(c))).collect());
    }
    bail!("the document cannot be set: {}", pass.faults.join("; "))
}

#[derive(Default)]
struct Pass {
    missing: BTreeSet<char>,
    faults: Vec<String>,
}

impl Pass {
    fn value(&mut self, value: &mut Value, key: &str) {
        match value {
            Value::String(text) => *text = self.text(text, key),
            Value::Array(items) => items.iter_mut().for_each(|item| self.value(item, key)),
            Value::Object(map) => self.object(map),
            _ => {}
        }
    }

    fn object(&mut self, map: &mut Map<String, Value>) {
        self.check_rows(map);
        if let Some(ratio) = self.check_picture(map) {
            map.insert("ratio".to_owned(), json!(ratio));
        }
        for (key, value) in map.iter_mut() {
            self.value(value, key);
        }
    }

    fn check_rows(&mut self, map: &Map<String, Value>) {
        let (Some(Value::Array(columns)), Some(Value::Array(rows))) = (map.get("columns"), map.get("rows")) else { return };
        for (index, row) in rows.iter().enumerate() {
            let cells = row["cells"].as_array().map_or(0, Vec::len);
            if cells != columns.len() {
                let title = map.get("title").and_then(Value::as_str).unwrap_or("matrix");
                self.faults.push(format!("table {title:?}, row {}: {cells} cells for {} columns", index + 1, columns.len()));
            }
        }
    }

    /// The picture's height over its width.
    fn check_picture(&mut self, map: &Map<String, Value>) -> Option<f64> {
        let svg = map.get("svg")?.as_str()?;
        let field = |key: &str| map.get(key).and_then(Value::as_str).unwrap_or_default();
        if field("alt").trim().is_empty() {
            self.faults.push(format!("picture {:?} has no description", field("title")));
        }
        let ratio = ratio(svg);
        if ratio.is_none() {
            self.faults.push(format!("picture {:?} has no viewBox", field("title")));
        }
        ratio
    }

    fn text(&mut self, text: &str, key: &str) -> String {
        // A paragraph sign stays with its number.
        let text = text.replace("§ ", "§\u{a0}");
        let clean: String = text.chars().filter(|&c| is_kept(c)).map(|c| self.shape(c)).collect();
        // A path in a picture and an address must stay as they are.
        if matches!(key, "svg" | "address") { clean } else { breakable(&clean) }
    }

    fn shape(&mut self, c: char) -> char {
        match c {
            '\t' => ' ',
            '\u{2011}' => '-',
            '\n' => c,
            _ if is_covered(c) || is_blank(c) => c,
            _ => {
                self.missing.insert(c);
                BLANK
            }
        }
    }
}

/// Control characters, direction marks and variation selectors have no place in print.
fn is_kept(c: char) -> bool {
    let invisible =
        matches!(c, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    matches!(c, '\n' | '\t') || !(c.is_control() || invisible)
}

/// Spaces and soft hyphens are set by their width and need no shape.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{ad}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}')
}

/// The same text, with places to break in words too long for any line.
fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        if word.chars().count() > LONG_WORD { out.extend(broken(word)) } else { out.push_str(word) }
    }
    out
}

fn broken(word: &str) -> impl Iterator<Item = char> + '_ {
    let space = |i: usize| (i > 0 && i.is_multiple_of(BREAK_EVERY)).then_some(ZERO_WIDTH_SPACE);
    word.chars().enumerate().flat_map(move |(i, c)| space(i).into_iter().chain(std::iter::once(c)))
}

/// Height over width from the `viewBox` of an SVG.
fn ratio(svg: &str) -> Option<f64> {
    let (_, rest) = svg.split_once("viewBox=")?;
    let quote = rest.chars().next()?;
    let sizes: Vec<f64> = rest[quote.len_utf8()..].split(quote).next()?.split([' ', ',']).filter_map(|part| part.parse().ok()).collect();
    match sizes[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some(height / width),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_without_a_shape_become_blanks_and_are_named() {
        let mut doc = json!({ "text": "Bra! 😀 \u{7}åäö − 12\u{202f}345 مرحبا" });
        let missing = prepare(&mut doc).unwrap();
        assert_eq!(doc["text"], "Bra! ◊ åäö − 12\u{202f}345 ◊◊◊◊◊");
        assert!(missing.contains(&"U+1F600".to_owned()) && missing.len() == 5 + 1, "{missing:?}");
    }

    #[test]
    fn long_words_may_break_but_pictures_and_addresses_stay() {
        let word = "x".repeat(40);
        let mut doc = json!({ "text": word, "address": word });
        prepare(&mut doc).unwrap();
        assert_eq!(doc["text"].as_str().unwrap().matches(ZERO_WIDTH_SPACE).count(), 2);
        assert_eq!(doc["address"], word);
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let mut doc = json!([
            { "title": "Arbete", "columns": [1, 2], "rows": [{ "cells": ["a"] }] },
            { "title": "Linje", "svg": "<svg/>", "alt": " " },
        ]);
        let text = prepare(&mut doc).unwrap_err().to_string();
        for part in ["\"Arbete\", row 1: 1 cells for 2 columns", "\"Linje\" has no description", "\"Linje\" has no viewBox"] {
            assert!(text.contains(part), "{text}");
        }
    }

    #[test]
    fn the_sign_for_what_is_missing_has_itself_a_shape() {
        assert!(is_covered(BLANK));
    }

    #[test]
    fn the_view_box_gives_the_ratio() {
        assert_eq!(ratio("<svg viewBox='0 0 200 50'>"), Some(0.25));
        assert_eq!(ratio("<svg viewBox=\"0,0,200,0\">"), None);
    }
}
