//! # cooperation
//!
//! Cooperation agreements (§ 5): the municipality, authorities and other parties of the local partnership promise each other who does what, by
//! when, for which goal of a district's plan and with which resources. Those who support the partnership may be parties too; their tie is weaker.
//!
//! * States: *draft* → *signing* → *in force* → *revising* → *revision signing* → *in force* … → *ended*. A text that waits for signatures can be
//!   taken back, so every state has a way on.
//! * What is laid before the parties is frozen, with its goals as the plans in force have them. It is in force when every party's signature on
//!   paper is registered, from the last one's day. The version before is in force until then; nothing is overwritten.
//! * A new version of a plan flags every agreement that rests on a goal it changed or dropped: *revise*, or *no need*, each with its reason.
//! * A revision that is concluded is reported to the Government Offices, and the report gets a register number.
//! * A text that is not signed is the parties' own; a concluded version is public.

pub mod actions;
mod api;
pub mod desk;
mod duty;
mod pages;
pub mod rules;
pub mod store;
mod story;
pub mod view;

pub use api::Doc;
pub use duty::{TOLD_INSIDE, duties};
pub use story::story;

use platform::access::{Act, Caller, Reach, Role};
use platform::web::Routes;

const COORDINATOR: &[(Role, Reach)] = &[(Role::Coordinator, Reach::Municipality)];
const INSIDE: &[(Role, Reach)] = &[
    (Role::Coordinator, Reach::Municipality),
    (Role::Certifier, Reach::Municipality),
    (Role::BoardSecretary, Reach::Municipality),
    (Role::Agency, Reach::Organisation),
    (Role::Partner, Reach::Organisation),
];

pub static READ: Act = Act::public("cooperation.read");
/// A text that is not signed: the municipality's own people, and the parties it names.
pub static READ_INSIDE: Act = Act::of("cooperation.read_inside", INSIDE);
/// What is looked over: those inside, and the State.
pub static READ_REVIEW: Act = Act::of(
    "cooperation.read_review",
    &[
        (Role::Coordinator, Reach::Municipality),
        (Role::Certifier, Reach::Municipality),
        (Role::BoardSecretary, Reach::Municipality),
        (Role::Agency, Reach::Organisation),
        (Role::Partner, Reach::Organisation),
        (Role::StateOfficer, Reach::Nation),
        (Role::StateSignatory, Reach::Nation),
    ],
);
pub static OPEN: Act = Act::of("cooperation.open", COORDINATOR);
pub static WRITE: Act = Act::of("cooperation.write", COORDINATOR);
pub static LAY: Act = Act::of("cooperation.lay", COORDINATOR);
pub static RECALL: Act = Act::of("cooperation.recall", COORDINATOR);
/// The municipality registers the paper, whoever signed it; an authority or a partner its own signature.
pub static SIGN: Act = Act::of(
    "cooperation.sign",
    &[
        (Role::Coordinator, Reach::Municipality),
        (Role::BoardSecretary, Reach::Municipality),
        (Role::Agency, Reach::Organisation),
        (Role::Partner, Reach::Organisation),
    ],
);
pub static REVISE: Act = Act::of("cooperation.revise", COORDINATOR);
pub static REVIEW: Act = Act::of("cooperation.review", COORDINATOR);
pub static END: Act = Act::of("cooperation.end", COORDINATOR);
pub static REPORT: Act = Act::of("cooperation.report", COORDINATOR);
/// The coordinator, and the party whose commitment it is.
pub static CARRY_OUT: Act = Act::of(
    "cooperation.carry_out",
    &[(Role::Coordinator, Reach::Municipality), (Role::Agency, Reach::Organisation), (Role::Partner, Reach::Organisation)],
);
/// The program itself flags agreements and notes register numbers.
pub static FLAG: Act = Act::of("cooperation.flag", &[]);
pub static REGISTER: Act = Act::of("cooperation.note_registration", &[]);

/// The organisations among these that the caller acts for in this municipality.
pub fn own_parties<'a>(caller: &Caller, municipality_code: &str, parties: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let acts_for = |id: &&str| agreements::partnership::acts_for(caller, id, municipality_code);
    parties.into_iter().filter(acts_for).map(str::to_owned).collect()
}

/// The room's pages and API.
pub fn routes() -> Routes {
    pages::routes().merge(api::routes())
}
