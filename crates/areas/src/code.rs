//! The form of one code.

use crate::{NotationError, System};
use serde::{Deserialize, Serialize};
use std::fmt;

/// One area: system, version and code. The plain code alone does not name an area, since divisions reuse codes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AreaCode {
    pub system: System,
    /// The version that the code itself states (`_DeSO2025`); without a suffix the reference year decides, see [`System::version_for`].
    pub version: Option<u16>,
    /// The code without suffix.
    pub code: String,
}

impl AreaCode {
    /// Reads a SAMS code (`01270001`), a DeSO code (`0114A0010`) or a RegSO code (`0114R001`), the last two with or without
    /// the suffix that SCB sets from reference year 2024 (`_DeSO2025`, `_RegSO2025`).
    ///
    /// # Errors
    /// `code-form` when it has none of the three forms, `code-version` when the suffix names another system or no known version.
    pub fn parse(text: &str) -> Result<Self, NotationError> {
        let text = text.trim();
        let (code, suffix) = text.split_once('_').map_or((text, None), |(code, suffix)| (code, Some(suffix)));
        let system = system_of(code).ok_or_else(|| form_error(text))?;
        let version = suffix.map(|s| version_of(system, s).ok_or_else(|| version_error(code, s))).transpose()?;
        Ok(Self { system, version, code: code.to_owned() })
    }

    /// The four digits of the municipality that the area lies in.
    pub fn municipality(&self) -> &str {
        self.code.get(..4).unwrap_or(&self.code)
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.version {
            Some(version) => write!(f, "{}_{}{version}", self.code, self.system),
            None => f.write_str(&self.code),
        }
    }
}

fn system_of(code: &str) -> Option<System> {
    let form: String = code.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    match form.as_str() {
        "99999999" => Some(System::Sams),
        "9999A9999" | "9999B9999" | "9999C9999" => Some(System::Deso),
        "9999R999" => Some(System::Regso),
        _ => None,
    }
}

fn version_of(system: System, suffix: &str) -> Option<u16> {
    let year = suffix.strip_prefix(system.name())?.parse().ok()?;
    system.versions().contains(&year).then_some(year)
}

fn form_error(text: &str) -> NotationError {
    NotationError::new(
        "code-form",
        1,
        text,
        format!("”{text}” har inte formen av en områdeskod."),
        "Skriv åtta siffror (SAMS), 0114A0010 (DeSO) eller 0114R001 (RegSO).",
    )
}

fn version_error(code: &str, suffix: &str) -> NotationError {
    NotationError::new(
        "code-version",
        code.chars().count() + 2,
        suffix,
        format!("”{suffix}” är ingen känd version av koden {code}."),
        "Versionerna heter DeSO2018, DeSO2025, RegSO2020 och RegSO2025.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_tells_the_system_and_the_suffix_the_version() {
        let deso = AreaCode::parse("0114A0010_DeSO2025").unwrap();
        assert_eq!((deso.system, deso.version, deso.code.as_str()), (System::Deso, Some(2025), "0114A0010"));
        assert_eq!(deso.municipality(), "0114");
        assert_eq!(deso.to_string(), "0114A0010_DeSO2025");
        let regso = AreaCode::parse(" 0114R001 ").unwrap();
        assert_eq!((regso.system, regso.version), (System::Regso, None));
        assert_eq!(AreaCode::parse("01270001").unwrap().system, System::Sams);
    }

    #[test]
    fn other_forms_are_refused() {
        for text in ["", "0127", "0114D0010", "0114R0010", "0114a0010", "0114A001", "０１２７０００１", "0114A0010 x"] {
            assert_eq!(AreaCode::parse(text).unwrap_err().key, "code-form", "{text}");
        }
    }

    #[test]
    fn a_suffix_of_another_system_or_an_unknown_version_is_refused() {
        for text in ["0114A0010_RegSO2025", "0114A0010_DeSO2020", "0114R001_", "01270001_SAMS2000"] {
            assert_eq!(AreaCode::parse(text).unwrap_err().key, "code-version", "{text}");
        }
    }
}
