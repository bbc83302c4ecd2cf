//! What is wrong in a delivered file, where, and how it is mended.

use serde::Serialize;
use std::collections::HashMap;

/// The most causes that are listed; the rest are counted.
pub const SHOWN: usize = 200;

/// One cause, with the first row it was found in and how many rows it damages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportFault {
    pub file: String,
    /// The first line of the file with the fault; 0 when it is about the whole file.
    pub row: u64,
    /// The column's name as the file has it; empty when the fault is about the whole row.
    pub column: String,
    pub value: String,
    /// Message key of the rule that is broken: `import-area-unknown`. The remedy has the same key with `-remedy`.
    pub rule: &'static str,
    /// What the remedy names: the code with its zero, the columns that are known.
    pub hint: String,
    /// Rows with the same cause.
    pub rows: u64,
}

impl ImportFault {
    /// Message key of how to mend it.
    pub fn remedy(&self) -> String {
        format!("{}-remedy", self.rule)
    }
}

/// Faults as they are found: one for each cause, however many rows it damages.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    file: String,
    list: Vec<ImportFault>,
    known: HashMap<(&'static str, String, String), usize>,
    rows: u64,
}

impl Faults {
    pub fn new(file: &str) -> Self {
        Self { file: file.to_owned(), ..Self::default() }
    }

    /// A fault of this row.
    pub fn add(&mut self, rule: &'static str, row: u64, column: &str, value: &str, hint: impl Into<String>) {
        self.rows += 1;
        let value: String = value.chars().take(80).collect();
        let key = (rule, column.to_owned(), value);
        if let Some(at) = self.known.get(&key) {
            self.list[*at].rows += 1;
        } else if self.list.len() < SHOWN {
            let (_, column, value) = key.clone();
            self.list.push(ImportFault { file: self.file.clone(), row, column, value, rule, hint: hint.into(), rows: 1 });
            self.known.insert(key, self.list.len() - 1);
        }
    }

    /// All faults there were, also those not listed.
    pub fn count(&self) -> u64 {
        self.rows
    }

    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The causes in the order of their first row.
    pub fn into_list(mut self) -> Vec<ImportFault> {
        self.list.sort_by_key(|f| f.row);
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cause_is_said_once_and_its_rows_are_counted() {
        let mut faults = Faults::new("a.csv");
        for row in 2..9 {
            faults.add("import-area-unknown", row, "omrade", "12709999", "");
        }
        faults.add("import-area-unknown", 9, "omrade", "12709998", "");
        assert_eq!(faults.count(), 8);
        let list = faults.into_list();
        assert_eq!((list.len(), list[0].row, list[0].rows), (2, 2, 7));
    }

    #[test]
    fn what_is_not_listed_is_counted() {
        let mut faults = Faults::new("a.csv");
        for row in 0..500u64 {
            faults.add("import-area-unknown", row, "omrade", &row.to_string(), "");
        }
        assert_eq!((faults.count(), faults.into_list().len()), (500, SHOWN));
    }
}
