//! What somebody owes somebody, by when and on what ground. Every room says its own; the binary gathers them on *my duties*.

use crate::access::{Caller, Role};
use chrono::NaiveDate;
use wording::Arg;

/// Whose duty it is. The State's own stand here as hard as the municipality's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    State,
    /// Municipality code, four digits as text.
    Municipality(String),
    /// An organisation that acts in a municipality: an authority has people in many, and each sees what is owed where they are.
    Organisation {
        id: String,
        name: String,
        municipality: String,
    },
}

/// One duty.
#[derive(Clone, Debug)]
pub struct Duty {
    /// Message key of what is owed: `duty-report-submit`.
    pub key: &'static str,
    pub args: Vec<(&'static str, Arg)>,
    /// Where the duty stands: `§ 6, andra stycket`.
    pub ground: &'static str,
    /// Last day; `None` for what has none: it can be done now, or waits for somebody.
    pub due: Option<NaiveDate>,
    /// The day it was done, if it was.
    pub done: Option<NaiveDate>,
    pub owner: Owner,
    /// The roles within the owner whose turn it is now.
    pub roles: &'static [Role],
    /// Where it is done, one click away.
    pub address: String,
    /// Message key of what it waits for when it is nobody's turn here: `waits-for-state`.
    pub waits: Option<&'static str>,
    /// For a duty without a last day: the day its ground came about, so that nobody can let it lie unseen.
    pub since: Option<NaiveDate>,
}

impl Duty {
    /// True when the duty is owed by an organisation of the caller's.
    pub fn is_of(&self, caller: &Caller) -> bool {
        match &self.owner {
            Owner::State => caller.is_state(),
            Owner::Municipality(code) => caller.is_of_municipality(code),
            Owner::Organisation { id, municipality, .. } => caller.assignments.iter().any(|a| a.acts_for(id, municipality)),
        }
    }

    /// True when it is the caller's own turn.
    pub fn is_turn_of(&self, caller: &Caller) -> bool {
        self.waits.is_none() && self.is_of(caller) && self.roles.iter().any(|role| caller.has_role(*role))
    }
}
