//! The divisions of the country that a code can belong to.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A division of the country into small areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum System {
    /// Small areas for market statistics: municipality (4 digits) + area (4 digits), frozen.
    #[serde(rename = "SAMS")]
    Sams,
    /// The municipality's own key codes; SCB gives figures on them only with the municipality's consent.
    #[serde(rename = "NYKO")]
    Nyko,
    /// Demographic statistical areas, versions 2018 and 2025.
    #[serde(rename = "DeSO")]
    Deso,
    /// Regional statistical areas, built of DeSO, versions 2020 and 2025.
    #[serde(rename = "RegSO")]
    Regso,
}

impl System {
    /// The name as statistics print it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sams => "SAMS",
            Self::Nyko => "NYKO",
            Self::Deso => "DeSO",
            Self::Regso => "RegSO",
        }
    }

    /// The system of this name, whatever its case.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Sams, Self::Nyko, Self::Deso, Self::Regso].into_iter().find(|s| s.name().eq_ignore_ascii_case(name.trim()))
    }

    /// The versions there are, oldest first; none for the frozen SAMS and the municipality's own NYKO.
    pub fn versions(self) -> &'static [u16] {
        match self {
            Self::Sams | Self::Nyko => &[],
            Self::Deso => &[2018, 2025],
            Self::Regso => &[2020, 2025],
        }
    }

    /// The version that figures of a reference year are set on: SCB went over to the 2025 divisions with reference year 2024
    /// and does not recalculate earlier years.
    pub fn version_for(self, reference_year: i32) -> Option<u16> {
        let versions = self.versions();
        if reference_year >= 2024 { versions.last().copied() } else { versions.first().copied() }
    }
}

impl fmt::Display for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_2023_stand_on_the_old_division_and_of_2024_on_the_new() {
        assert_eq!(System::Deso.version_for(2023), Some(2018));
        assert_eq!(System::Regso.version_for(2023), Some(2020));
        assert_eq!(System::Regso.version_for(2024), Some(2025));
        assert_eq!(System::Sams.version_for(2010), None);
    }

    #[test]
    fn names_are_found_whatever_their_case() {
        assert_eq!(System::parse(" deso "), Some(System::Deso));
        assert_eq!(System::parse("SAMSA"), None);
    }
}
