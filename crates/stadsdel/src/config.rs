//! Where the program finds its settings: flag, then environment, then file.

use crate::cli::Unusable;
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
    let unusable = |says: String, hint: &str| Unusable { says, hint: hint.into() };
    let text = std::fs::read_to_string(path).map_err(|error| {
        unusable(format!("cannot read the settings file {}: {error}", path.display()), "name a TOML file with --config or STADSDEL_CONFIG")
    })?;
    toml::from_str(&text).map_err(|error| {
        let says = format!("the settings file {} is not right: {error}", path.display());
        unusable(says, "the keys are database, listen and secure_cookies").into()
    })
}

/// The file of an SQLite address; none for another engine, or for a database in memory.
pub fn file_of(address: &str) -> Option<PathBuf> {
    let path = address.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path).split('?').next().unwrap_or_default();
    (!path.is_empty() && path != ":memory:").then(|| PathBuf::from(path))
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
        assert_eq!(file_of(&database_address("a/b.sqlite3")), Some(PathBuf::from("a/b.sqlite3")));
        assert_eq!((file_of("postgres://x/y"), file_of("sqlite::memory:")), (None, None));
    }

    #[test]
    fn a_misspelt_key_is_refused_by_name() {
        let error = toml::from_str::<Settings>("databse = \"x\"").unwrap_err();
        assert!(error.to_string().contains("databse"));
    }
}
