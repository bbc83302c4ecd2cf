//! # plan
//!
//! The strategic plan of a district (§ 4): one for each district and programme year, written by the municipality within the partnership and
//! handed in to the Government Offices by 31 December.
//!
//! * States: *draft* → *submitted* → (*completion requested* →) *revising* → *submitted*. Every state has a way on for somebody.
//! * A draft is the municipality's own; it is saved field by field, and a save over somebody else's is refused with both texts.
//! * A submitted version is frozen with its goals and figures and never changes; a correction is a new version with its reason.
//! * A version is in force from its submission until the district's next one: the predecessor's until the new plan is there.
//! * "Ska" blocks submission, "bör" goes with it as a remark; late is accepted and marked.

pub mod actions;
mod api;
pub mod desk;
mod duty;
mod freeze;
mod pages;
pub mod rules;
pub mod store;
mod story;
pub mod view;

pub use api::Doc;
pub use duty::duties;
pub use story::story;

use platform::access::{Act, Reach, Role};
use platform::web::Routes;

const COORDINATOR: &[(Role, Reach)] = &[(Role::Coordinator, Reach::Municipality)];
const OWN_PEOPLE: &[(Role, Reach)] =
    &[(Role::Coordinator, Reach::Municipality), (Role::Certifier, Reach::Municipality), (Role::BoardSecretary, Reach::Municipality)];
const OFFICER: &[(Role, Reach)] = &[(Role::StateOfficer, Reach::Nation)];

pub static READ: Act = Act::public("plan.read");
pub static READ_DRAFT: Act = Act::of("plan.read_draft", OWN_PEOPLE);
pub static OPEN: Act = Act::of("plan.open", COORDINATOR);
pub static WRITE: Act = Act::of("plan.write", COORDINATOR);
pub static SUBMIT: Act = Act::of("plan.submit", COORDINATOR);
pub static REVISE: Act = Act::of("plan.revise", COORDINATOR);
pub static RECORD_EARLIER: Act = Act::of("plan.record_earlier", COORDINATOR);
pub static RECORD_ACCEPTANCE: Act = Act::of("plan.record_acceptance", COORDINATOR);
/// A partner accepts in its own organisation's name.
pub static ACCEPT: Act = Act::of("plan.accept", &[(Role::Agency, Reach::Organisation), (Role::Partner, Reach::Organisation)]);
/// Where goals are laid before partners: the municipality's own people and the partners meet there.
pub static READ_GOALS: Act = Act::of(
    "plan.read_goals",
    &[
        (Role::Coordinator, Reach::Municipality),
        (Role::Certifier, Reach::Municipality),
        (Role::BoardSecretary, Reach::Municipality),
        (Role::Agency, Reach::Organisation),
        (Role::Partner, Reach::Organisation),
    ],
);
pub static REQUEST: Act = Act::of("plan.request_completion", OFFICER);
pub static READ_SUBMITTED: Act = Act::of("plan.read_submitted", OFFICER);
/// The program itself notes the register number.
pub static REGISTER: Act = Act::of("plan.note_registration", &[]);

/// The room's pages and API.
pub fn routes() -> Routes {
    pages::routes().merge(api::routes())
}
