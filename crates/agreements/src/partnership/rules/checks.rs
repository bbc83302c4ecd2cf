//! Gathers every fault of what somebody wrote before it answers.

use chrono::NaiveDate;
use wording::Fault;

/// The faults found so far.
#[derive(Clone, Debug, Default)]
pub struct Checks {
    faults: Vec<Fault>,
}

impl Checks {
    pub fn add(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// A fault that stops the act, beside a field.
    pub fn must(&mut self, key: &'static str, ground: &'static str, field: &str) {
        self.add(Fault::must(key, ground).at(field));
    }

    /// The day a field holds. An empty field is a fault where `required` names one; a text that is no day always is.
    pub fn day(&mut self, field: &str, text: &str, required: Option<&'static str>) -> Option<NaiveDate> {
        let text = text.trim();
        if text.is_empty() {
            if let Some(key) = required {
                self.must(key, "", field);
            }
            return None;
        }
        let day = text.parse().ok();
        if day.is_none() {
            self.add(Fault::must("fault-day", "").at(field).with("value", text));
        }
        day
    }

    /// A fault where the field is empty.
    pub fn filled(&mut self, field: &str, text: &str, key: &'static str, ground: &'static str) {
        if text.trim().is_empty() {
            self.must(key, ground, field);
        }
    }

    /// A fault where what has happened is said to happen later than today.
    pub fn not_future(&mut self, field: &str, day: Option<NaiveDate>, today: NaiveDate) {
        if day.is_some_and(|day| day > today) {
            self.add(Fault::must("fault-partnership-future", "").at(field).with("today", today.to_string()));
        }
    }

    /// The value when nothing stops it.
    ///
    /// # Errors
    /// Every fault, remarks too, when one of them is binding or the value could not be made.
    pub fn done<T>(self, value: Option<T>) -> Result<T, Vec<Fault>> {
        match value {
            Some(value) if !self.faults.iter().any(Fault::is_binding) => Ok(value),
            _ => Err(self.faults),
        }
    }
}
