//! What is wrong in a delivered file, where, and how it is mended.

use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The most causes of one rule that are listed; the rest are counted.
pub const SHOWN: usize = 100;
/// The most rows that are named for a cause; the rest are counted.
pub const NAMED: usize = 5;

/// One cause, with the first rows it was found in and how many it damages.
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
    /// The first of those rows, at most [`NAMED`].
    pub first_rows: Vec<u64>,
}

impl ImportFault {
    /// Message key of how to mend it.
    pub fn remedy(&self) -> String {
        format!("{}-remedy", self.rule)
    }

    /// The rows to look at: `5, 9, 12 och 37 till`.
    pub fn where_it_is(&self) -> wording::Fault {
        let named: Vec<String> = self.first_rows.iter().map(u64::to_string).collect();
        let more = self.rows.saturating_sub(self.first_rows.len() as u64);
        wording::Fault::must("import-row-list", "").with("list", named.join(", ")).with("more", number(more))
    }
}

/// Faults of one rule beyond those that are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Unlisted {
    pub rule: &'static str,
    pub faults: u64,
    /// The last cause of the kind that is listed, by its first row.
    pub like_row: u64,
}

impl Unlisted {
    /// How many are not shown, and what they are like.
    pub fn in_words(&self) -> wording::Fault {
        wording::Fault::must("import-not-shown", "").with("n", number(self.faults)).with("row", self.like_row.to_string())
    }
}

/// How many faults there are in how many rows: a row may have several, and a fault may be about the whole file.
pub fn tally(faults: u64, rows: u64) -> wording::Fault {
    wording::Fault::must("import-tally", "").with("n", number(faults)).with("rows", number(rows))
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Faults as they are found: one for each cause, however many rows it damages.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    file: String,
    list: Vec<ImportFault>,
    known: HashMap<(&'static str, String, String), usize>,
    /// How many causes of each rule are listed, and how many faults are not.
    rules: BTreeMap<&'static str, (usize, u64)>,
    count: u64,
    rows: HashSet<u64>,
    /// Rows that the reader of tables has counted without saying which.
    unnamed_rows: u64,
}

impl Faults {
    pub fn new(file: &str) -> Self {
        Self { file: file.to_owned(), ..Self::default() }
    }

    /// A fault of this row.
    pub fn add(&mut self, rule: &'static str, row: u64, column: &str, value: &str, hint: impl Into<String>) {
        self.count += 1;
        if row > 0 {
            self.rows.insert(row);
        }
        let value: String = value.chars().take(80).collect();
        let key = (rule, column.to_owned(), value);
        let of_rule = self.rules.entry(rule).or_default();
        if let Some(at) = self.known.get(&key) {
            self.list[*at].again(row);
        } else if of_rule.0 < SHOWN {
            of_rule.0 += 1;
            let (_, column, value) = key.clone();
            let fault =
                ImportFault { file: self.file.clone(), row, column, value, rule, hint: hint.into(), rows: 1, first_rows: vec![row] };
            self.list.push(fault);
            self.known.insert(key, self.list.len() - 1);
        } else {
            of_rule.1 += 1;
        }
    }

    /// Faults of a rule in as many rows, that nobody has kept.
    pub fn add_unlisted(&mut self, rule: &'static str, faults: u64) {
        self.count += faults;
        self.unnamed_rows += faults;
        self.rules.entry(rule).or_default().1 += faults;
    }

    /// All faults there were, also those not listed.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Rows with at least one fault.
    pub fn faulty_rows(&self) -> u64 {
        self.rows.len() as u64 + self.unnamed_rows
    }

    /// The rules with more faults than are listed.
    pub fn unlisted(&self) -> Vec<Unlisted> {
        let like = |rule| self.list.iter().rev().find(|f| f.rule == rule).map_or(0, |f| f.row);
        let more = self.rules.iter().filter(|(_, (_, faults))| *faults > 0);
        more.map(|(rule, (_, faults))| Unlisted { rule, faults: *faults, like_row: like(*rule) }).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The causes in the order of their first row.
    pub fn into_list(mut self) -> Vec<ImportFault> {
        self.list.sort_by_key(|f| f.row);
        self.list
    }
}

impl ImportFault {
    fn again(&mut self, row: u64) {
        self.rows += 1;
        if self.first_rows.len() < NAMED {
            self.first_rows.push(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNKNOWN: &str = "import-area-unknown";

    #[test]
    fn one_cause_is_said_once_with_its_first_rows_and_how_many_more() {
        let mut faults = Faults::new("a.csv");
        for row in 2..9 {
            faults.add(UNKNOWN, row, "omrade", "12709999", "");
        }
        faults.add(UNKNOWN, 9, "omrade", "12709998", "");
        assert_eq!((faults.count(), faults.faulty_rows()), (8, 8));
        let list = faults.into_list();
        assert_eq!((list.len(), list[0].row, list[0].rows), (2, 2, 7));
        assert_eq!(list[0].first_rows, [2, 3, 4, 5, 6]);
        let args = |f: &ImportFault| f.where_it_is().args;
        assert_eq!(args(&list[0]), [("list", "2, 3, 4, 5, 6".into()), ("more", 2i64.into())]);
        assert_eq!(args(&list[1]), [("list", "9".into()), ("more", 0i64.into())]);
    }

    #[test]
    fn one_rule_does_not_take_the_room_of_another_and_what_is_not_listed_is_counted() {
        let mut faults = Faults::new("a.csv");
        for row in 2..502u64 {
            faults.add(UNKNOWN, row, "omrade", &row.to_string(), "");
        }
        faults.add("import-negative", 600, "taljare", "-1", "");
        let unlisted = Unlisted { rule: UNKNOWN, faults: 500 - SHOWN as u64, like_row: 1 + SHOWN as u64 };
        assert_eq!((faults.count(), faults.unlisted()), (501, vec![unlisted]));
        let list = faults.into_list();
        assert_eq!((list.len(), list[SHOWN].rule), (SHOWN + 1, "import-negative"));
    }

    #[test]
    fn rows_and_faults_are_counted_apart() {
        let mut faults = Faults::new("a.csv");
        faults.add("import-mixed-encoding", 0, "", "", "");
        faults.add(UNKNOWN, 2, "omrade", "1", "");
        faults.add("import-negative", 2, "taljare", "-1", "");
        faults.add_unlisted("import-row-width", 7);
        assert_eq!((faults.count(), faults.faulty_rows()), (10, 8));
        assert_eq!(faults.unlisted(), [Unlisted { rule: "import-row-width", faults: 7, like_row: 0 }]);
    }
}
