//! # migrations
//!
//! One line of history for both engines. A file is run once, in this order, in one transaction with all the others that are new; a file that has
//! landed is never edited, a change is a new file. Types: TEXT, BIGINT, DOUBLE PRECISION, BYTEA; moments and days are text (see `platform::db`).

macro_rules! migrations {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("../sql/", $name, ".sql")))),*] };
}

/// Every migration with its SQL, oldest first.
pub const ALL: &[(&str, &str)] = migrations![
    "0001_platform",
    "0100_programme",
    "0110_place",
    "0120_organisation",
    "0200_agreement",
    "0210_partnership",
    "0300_goal",
    "0310_plan",
    "0320_cooperation",
    "0400_indicator",
    "0410_statistics",
    "0420_report",
    "0430_compilation",
    "0440_evaluation",
    "0450_outside_version",
    "0500_register",
];

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_in_order_and_said_once() {
        assert!(super::ALL.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
