//! The house rules that no compiler knows: the order of rooms, what `rules.rs` may use, messages in both languages, words that must not be committed.

use crate::shell;
use anyhow::bail;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Houses and their rooms, lowest first. A room may use rooms before it, never after.
const HOUSES: [(&str, &[&str]); 5] = [
    ("agreements", &["place", "organisation", "programme", "agreement", "partnership"]),
    ("figures", &["indicator", "statistics"]),
    ("plans", &["goal", "plan", "cooperation"]),
    ("evidence", &["development", "evaluation", "report", "followup", "compilation"]),
    ("archive", &["register", "document"]),
];

/// Checks every rule and reports all breaches at once.
///
/// # Errors
/// Lists each breach with its file.
pub fn run() -> anyhow::Result<()> {
    let mut faults = Vec::new();
    for (house, rooms) in HOUSES {
        let folder = shell::root().join("crates").join(house);
        for (place, room) in rooms.iter().enumerate() {
            room_order(&folder.join("src").join(room), &rooms[place + 1..], &mut faults);
        }
        pure_rules(&folder, &mut faults);
        both_languages(&folder.join("texts"), &mut faults);
    }
    for house in ["platform", "stadsdel"] {
        both_languages(&shell::root().join("crates").join(house).join("texts"), &mut faults);
    }
    known_messages(&mut faults);
    glossary(&mut faults);
    if faults.is_empty() {
        println!("tidy: rooms in order, rules pure, messages in both languages, glossary whole");
        return Ok(());
    }
    bail!("{} breaches of the house rules:\n  {}", faults.len(), faults.join("\n  "))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for path in entries.flatten().map(|e| e.path()) {
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

fn short(path: &Path) -> String {
    path.strip_prefix(shell::root()).unwrap_or(path).display().to_string()
}

/// A room names no room that stands after it in its house.
fn room_order(room: &Path, later: &[&str], faults: &mut Vec<String>) {
    for file in files(room, "rs") {
        let text = read(&file);
        for name in later.iter().filter(|name| text.contains(&format!("crate::{name}"))) {
            faults.push(format!("{}: uses the room `{name}`, which stands above it", short(&file)));
        }
    }
}

/// `rules.rs` does no I/O, knows no language and asks no clock.
fn pure_rules(house: &Path, faults: &mut Vec<String>) {
    const FORBIDDEN: [&str; 8] = ["sqlx", "axum", "tokio", "std::fs", "platform::db", "Utc::now", "Shell", "askama"];
    for file in files(&house.join("src"), "rs") {
        let is_rules = file.file_name().is_some_and(|n| n == "rules.rs") || file.parent().is_some_and(|p| p.ends_with("rules"));
        if !is_rules {
            continue;
        }
        let text = read(&file);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in FORBIDDEN.iter().filter(|word| code.contains(**word)) {
            faults.push(format!("{}: rules are pure, and `{word}` is not", short(&file)));
        }
    }
}

fn keys(file: &Path) -> BTreeSet<String> {
    let starts = |line: &&str| line.starts_with(|c: char| c.is_ascii_alphabetic());
    read(file).lines().filter(starts).filter_map(|line| line.split_once('=').map(|(key, _)| key.trim().to_owned())).collect()
}

/// Every Swedish message has its English twin and the other way round.
fn both_languages(texts: &Path, faults: &mut Vec<String>) {
    for file in files(&texts.join("sv"), "ftl") {
        let twin = texts.join("en").join(file.file_name().unwrap_or_default());
        for key in keys(&file).symmetric_difference(&keys(&twin)) {
            faults.push(format!("{}: `{key}` stands in one language only", short(&file)));
        }
    }
}

/// Every message that a page names outright stands in some message file.
fn known_messages(faults: &mut Vec<String>) {
    let crates = shell::root().join("crates");
    let known: BTreeSet<String> = files(&crates, "ftl").iter().flat_map(|file| keys(file)).collect();
    for file in files(&crates, "html").into_iter().chain(files(&crates, "rs")).filter(|f| !f.starts_with(crates.join("xtask"))) {
        for key in named(&read(&file)).into_iter().filter(|key| !known.contains(key)) {
            faults.push(format!("{}: the message `{key}` stands nowhere", short(&file)));
        }
    }
}

/// Keys written out in `s.t("…")`, `s.t1("…"`, `s.n("…"`.
fn named(text: &str) -> Vec<String> {
    let calls = ["s.t(\"", "s.t1(\"", "s.t2(\"", "s.t3(\"", "s.n(\""];
    let after = calls.iter().flat_map(|call| text.split(call).skip(1));
    after.filter_map(|rest| rest.split_once('"')).map(|(key, _)| key.to_owned()).collect()
}

/// Every room has its row in the glossary.
fn glossary(faults: &mut Vec<String>) {
    let glossary = read(&shell::root().join("GLOSSARY.md"));
    for room in HOUSES.iter().flat_map(|(_, rooms)| *rooms) {
        if !glossary.contains(&format!("`{room}`")) {
            faults.push(format!("GLOSSARY.md: no row names the room `{room}`"));
        }
    }
}
