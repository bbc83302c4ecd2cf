//! Who is calling, what may be done, and the proof of it.
//!
//! Every verb of the program is an [`Act`] that says which roles may do it and how far they reach. [`Caller::mandate`] is the only way to a
//! [`Mandate`], and the verbs that change something ask for one. Page, API, export and command line go through the same function.

mod account;
mod password;
mod session;

pub use account::{Account, account_named, add_account, all_accounts, assign, close_account, find_login, set_password};
pub use password::{hash as hash_password, verify as verify_password};
pub use session::{
    SESSION_HOURS, Token, TokenGiven, caller_for_session, caller_for_token, close_session, create_token, note_attempt, open_session,
    revoke_token, throttled, tokens_of,
};

use crate::Refusal;
use serde::{Deserialize, Serialize};

/// What a person is in the programme. The same person may hold several roles, each for an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Desk officer at the Government Offices: keeps the programme, receives, asks for more, compiles.
    StateOfficer,
    /// The authorised minister, or the one the minister puts in their place (decision, second paragraph): approves and signs for the State.
    StateSignatory,
    /// The municipality's coordinator: writes plans and reports, proposes wording, runs the partnership.
    Coordinator,
    /// Answers for the municipality's figures and reports; never the one who wrote them (four eyes).
    Certifier,
    /// Secretary of the municipal board: registers the board's decision, the adjusted minutes, the notice and the signature (§ 8).
    BoardSecretary,
    /// A state authority's representative in a local partnership: Arbetsförmedlingen, Försäkringskassan, a police authority.
    Agency,
    /// Another partner with an account: a housing company, a residents' association.
    Partner,
    /// Delivers statistics.
    Statistician,
    /// Reads everything that is submitted and evaluates it.
    Evaluator,
    /// Keeps accounts and reads the journal.
    Administrator,
}

impl Role {
    pub const ALL: [Self; 10] = [
        Self::StateOfficer,
        Self::StateSignatory,
        Self::Coordinator,
        Self::Certifier,
        Self::BoardSecretary,
        Self::Agency,
        Self::Partner,
        Self::Statistician,
        Self::Evaluator,
        Self::Administrator,
    ];

    /// The word stored in the database and used on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::StateOfficer => "state_officer",
            Self::StateSignatory => "state_signatory",
            Self::Coordinator => "coordinator",
            Self::Certifier => "certifier",
            Self::BoardSecretary => "board_secretary",
            Self::Agency => "agency",
            Self::Partner => "partner",
            Self::Statistician => "statistician",
            Self::Evaluator => "evaluator",
            Self::Administrator => "administrator",
        }
    }

    /// The role for a stored word.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Key of the role's name in the message files.
    pub fn text_key(self) -> String {
        format!("role-{}", self.key().replace('_', "-"))
    }
}

/// How far a role reaches with an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Reach {
    /// Anywhere in the programme.
    Nation,
    /// In the municipality the role is held for.
    Municipality,
    /// For the organisation the role is held for.
    Organisation,
}

/// A verb, the roles that may do it and how far they reach. Declared in the room whose verb it is.
#[derive(Debug, PartialEq, Eq)]
pub struct Act {
    /// `room.verb`, as it stands in the journal: `plan.submit`.
    pub name: &'static str,
    pub allowed: &'static [(Role, Reach)],
    /// Anyone may, signed in or not.
    pub public: bool,
}

impl Act {
    /// An act of these roles.
    pub const fn of(name: &'static str, allowed: &'static [(Role, Reach)]) -> Self {
        Self { name, allowed, public: false }
    }

    /// An act that needs no account: reading what is published.
    pub const fn public(name: &'static str) -> Self {
        Self { name, allowed: &[], public: true }
    }

    /// An act that every signed-in person may do for themselves.
    pub const fn signed_in(name: &'static str) -> Self {
        Self { name, allowed: EVERY_ROLE, public: false }
    }

    /// True when some assignment of the caller could do the act somewhere: the gate in front of a route. The verb itself asks for a mandate.
    pub fn open_to(&self, caller: &Caller) -> bool {
        self.public || caller.assignments.iter().any(|a| self.allowed.iter().any(|(role, _)| *role == a.role))
    }
}

const EVERY_ROLE: &[(Role, Reach)] = &[
    (Role::StateOfficer, Reach::Nation),
    (Role::StateSignatory, Reach::Nation),
    (Role::Coordinator, Reach::Nation),
    (Role::Certifier, Reach::Nation),
    (Role::BoardSecretary, Reach::Nation),
    (Role::Agency, Reach::Nation),
    (Role::Partner, Reach::Nation),
    (Role::Statistician, Reach::Nation),
    (Role::Evaluator, Reach::Nation),
    (Role::Administrator, Reach::Nation),
];

/// Where an act is to be done.
#[derive(Clone, Copy, Debug)]
pub enum Scope<'a> {
    Nation,
    /// Municipality code, four digits as text.
    Municipality(&'a str),
    /// An organisation and, where it matters, the municipality it acts in.
    Organisation(&'a str),
}

/// One role, held for one organisation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Assignment {
    pub role: Role,
    pub organisation_id: String,
    pub organisation_name: String,
    /// Municipality code where the role is held; `None` for the whole nation.
    pub municipality_code: Option<String>,
}

impl Assignment {
    /// True for one who acts for this organisation in this municipality; held for no municipality, a role acts in all.
    pub fn acts_for(&self, organisation_id: &str, municipality_code: &str) -> bool {
        self.organisation_id == organisation_id && self.municipality_code.as_deref().is_none_or(|code| code == municipality_code)
    }

    fn reaches(&self, reach: Reach, scope: Scope<'_>) -> bool {
        match (reach, scope) {
            (Reach::Nation, _) => true,
            (Reach::Municipality, Scope::Municipality(code)) => self.municipality_code.as_deref() == Some(code),
            (Reach::Organisation, Scope::Organisation(id)) => self.organisation_id == id,
            _ => false,
        }
    }
}

/// Who is calling: nobody, a person with roles, or the program itself (seeding, the worker).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Caller {
    account_id: Option<String>,
    name: String,
    pub assignments: Vec<Assignment>,
    system: bool,
}

impl Caller {
    /// Nobody: a citizen who reads.
    pub fn nobody() -> Self {
        Self::default()
    }

    /// The program itself, for what it does on its own: loading a programme, filing a document.
    pub fn system() -> Self {
        Self { name: "stadsdel".into(), system: true, ..Self::default() }
    }

    /// A signed-in person.
    pub fn person(account_id: impl Into<String>, name: impl Into<String>, assignments: Vec<Assignment>) -> Self {
        Self { account_id: Some(account_id.into()), name: name.into(), assignments, system: false }
    }

    pub fn account_id(&self) -> Option<&str> {
        self.account_id.as_deref()
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn is_signed_in(&self) -> bool {
        self.account_id.is_some()
    }

    pub fn is_system(&self) -> bool {
        self.system
    }

    pub fn has_role(&self, role: Role) -> bool {
        self.assignments.iter().any(|a| a.role == role)
    }

    /// True for the State's own people and for evaluators: those who read everything that has been submitted, of every municipality.
    pub fn is_state(&self) -> bool {
        self.system || self.has_role(Role::StateOfficer) || self.has_role(Role::StateSignatory)
    }

    /// True for the people of this municipality's own administration, whose drafts are theirs alone.
    pub fn is_of_municipality(&self, code: &str) -> bool {
        let own = |a: &Assignment| {
            matches!(a.role, Role::Coordinator | Role::Certifier | Role::BoardSecretary) && a.municipality_code.as_deref() == Some(code)
        };
        self.system || self.assignments.iter().any(own)
    }

    /// Codes of the municipalities whose administration the caller belongs to.
    pub fn municipalities(&self) -> Vec<&str> {
        let codes = self.assignments.iter().filter_map(|a| a.municipality_code.as_deref());
        let mut own: Vec<_> = codes.filter(|code| self.is_of_municipality(code)).collect();
        own.sort_unstable();
        own.dedup();
        own
    }

    /// True when the caller may do the act there.
    pub fn can(&self, act: &Act, scope: Scope<'_>) -> bool {
        act.public || self.system || self.holding(act, scope).is_some()
    }

    /// The proof that the caller may do the act there.
    ///
    /// # Errors
    /// [`Refusal::SignIn`] for nobody, [`Refusal::Forbidden`] for a person without the role or outside its reach.
    pub fn mandate(&self, act: &'static Act, scope: Scope<'_>) -> Result<Mandate, Refusal> {
        if self.system {
            return Ok(Mandate { act, role: None, words: "programmet".into() });
        }
        if let Some(held) = self.holding(act, scope) {
            let words = format!("{}, {}", held.role.key(), held.organisation_name);
            return Ok(Mandate { act, role: Some(held.role), words });
        }
        if act.public {
            return Ok(Mandate { act, role: None, words: "envar".into() });
        }
        Err(if self.is_signed_in() { Refusal::Forbidden(act) } else { Refusal::SignIn })
    }

    fn holding(&self, act: &Act, scope: Scope<'_>) -> Option<&Assignment> {
        self.assignments.iter().find(|a| act.allowed.iter().any(|(role, reach)| *role == a.role && a.reaches(*reach, scope)))
    }
}

/// Proof that a caller may do an act. Only [`Caller::mandate`] makes one.
#[derive(Clone, Debug)]
pub struct Mandate {
    act: &'static Act,
    role: Option<Role>,
    words: String,
}

impl Mandate {
    pub fn act(&self) -> &'static str {
        self.act.name
    }

    pub fn role(&self) -> Option<Role> {
        self.role
    }

    /// The mandate in words, as the journal keeps it: role and organisation.
    pub fn words(&self) -> String {
        self.words.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static SUBMIT: Act = Act::of("plan.submit", &[(Role::Coordinator, Reach::Municipality)]);

    fn coordinator(code: &str) -> Caller {
        let held = Assignment {
            role: Role::Coordinator,
            organisation_id: format!("kommun-{code}"),
            organisation_name: "Botkyrka kommun".into(),
            municipality_code: Some(code.into()),
        };
        Caller::person("a", "Samordnaren", vec![held])
    }

    #[test]
    fn a_role_reaches_its_own_municipality_only() {
        let caller = coordinator("0127");
        assert!(caller.mandate(&SUBMIT, Scope::Municipality("0127")).is_ok());
        assert!(matches!(caller.mandate(&SUBMIT, Scope::Municipality("0180")), Err(Refusal::Forbidden(_))));
        assert!(matches!(caller.mandate(&SUBMIT, Scope::Nation), Err(Refusal::Forbidden(_))));
    }

    #[test]
    fn nobody_is_asked_to_sign_in() {
        assert!(matches!(Caller::nobody().mandate(&SUBMIT, Scope::Municipality("0127")), Err(Refusal::SignIn)));
    }
}
