//! What a rule has to object to.

use serde::Serialize;

/// Whether a fault stops the act ("ska") or is a remark ("bör").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Must,
    Should,
}

/// A value set into the text of a fault.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Arg {
    Text(String),
    Number(i64),
}

impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<i64> for Arg {
    fn from(value: i64) -> Self {
        Self::Number(value)
    }
}

impl From<usize> for Arg {
    fn from(value: usize) -> Self {
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

/// One objection: a message key, the field it belongs beside, the ground it rests on and the values its text names.
///
/// Rules collect every fault before they answer, so a person mends all of them at once.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fault {
    pub key: &'static str,
    /// Name of the form field (`goal.3.baseline`), empty when the fault is about the whole.
    pub field: String,
    /// Where the rule stands, as a reader quotes it: `§ 4`.
    pub ground: &'static str,
    pub severity: Severity,
    pub args: Vec<(&'static str, Arg)>,
}

impl Fault {
    /// A fault that stops the act.
    pub fn must(key: &'static str, ground: &'static str) -> Self {
        Self { key, field: String::new(), ground, severity: Severity::Must, args: Vec::new() }
    }

    /// A remark that the act survives.
    pub fn should(key: &'static str, ground: &'static str) -> Self {
        Self { severity: Severity::Should, ..Self::must(key, ground) }
    }

    /// The same fault, beside this field.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = field.into();
        self
    }

    /// The same fault, naming this value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// True for "ska": the act cannot go through.
    pub fn is_binding(&self) -> bool {
        self.severity == Severity::Must
    }
}
