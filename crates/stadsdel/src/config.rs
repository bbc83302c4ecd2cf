//! Where the program finds its settings: flag, then environment, then file.

use anyhow::Context;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The settings file, TOML; each key may be absent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub database: Option<String>,
    pub listen: Option<String>,
    /// Cookies over TLS only; on unless switched off here.
    pub secure_cookies: Option<bool>,
}

/// Reads the settings file.
///
/// # Errors
/// Names the file, the line and the key that is wrong.
pub fn read(path: Option<&Path>) -> anyhow::Result<Settings> {
    let Some(path) = path else { return Ok(Settings::default()) };
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the settings file {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("the settings file {} is not right", path.display()))
}

/// A database address from what a person writes: a full address, or the path of an SQLite file.
pub fn database_address(given: &str) -> String {
    if given.contains("://") || given.starts_with("sqlite:") { given.to_owned() } else { sqlite_file(&PathBuf::from(given)) }
}

/// The address of an SQLite file that is made when it is not there.
pub fn sqlite_file(path: &Path) -> String {
    format!("sqlite://{}?mode=rwc", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_an_address() {
        assert_eq!(database_address("a/b.sqlite3"), "sqlite://a/b.sqlite3?mode=rwc");
        assert_eq!(database_address("postgres://x/y"), "postgres://x/y");
    }

    #[test]
    fn a_misspelt_key_is_refused_by_name() {
        let error = toml::from_str::<Settings>("databse = \"x\"").unwrap_err();
        assert!(error.to_string().contains("databse"));
    }
}
