//! What an agreement is, what state its events put it in, and what each party may do next.
//!
//! Nothing here asks what day it is or who is calling: the day and the party are arguments.

mod compare;
mod deliberation;
mod edition;
mod event;
mod fill;
mod missing;
mod procedure;
mod verb;

pub use compare::{Class, Mark, Piece, class_of, diff};
pub use deliberation::{Answer, Assessment, Clause, Deviation, Proposal, Words, deviation, proposal_faults, ready_faults, reason_faults};
pub use edition::{Agreement, Edition, Gate, State, outlived_years};
pub use event::{Acting, Cause, Decision, Delegation, Event, Party, Signature, What};
pub use fill::{Body, ClauseText, DistrictLine, Filling, Part, SectionText, fill, strictly};
pub use missing::{Lack, Missing, is_turn_of, missing};
pub use procedure::{
    board_faults, end_faults, material_faults, notice_faults, period_faults, signature_faults, state_faults, version_faults,
};
pub use verb::{Verb, exits, hindrance};
