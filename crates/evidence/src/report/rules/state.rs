//! The states of a report and the steps between them.

use platform::access::Role;

/// Where a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportState {
    /// Opened; the coordinator writes.
    Draft,
    /// The coordinator has handed it to the certifier.
    Ready,
    /// The coordinator has taken it back before it was certified.
    Withdrawn,
    /// The certifier has sent it back with a reason.
    Returned,
    /// Certified, and by that submitted to the Government Offices.
    Submitted,
    /// The State has asked for more, with a reason.
    CompletionRequested,
    /// The coordinator writes a new version, with a reason; the submitted one stands until it is certified.
    Revising,
}

impl ReportState {
    pub const ALL: [Self; 7] =
        [Self::Draft, Self::Ready, Self::Withdrawn, Self::Returned, Self::Submitted, Self::CompletionRequested, Self::Revising];

    /// The word it is stored under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ready => "ready",
            Self::Withdrawn => "withdrawn",
            Self::Returned => "returned",
            Self::Submitted => "submitted",
            Self::CompletionRequested => "completion_requested",
            Self::Revising => "revising",
        }
    }

    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// True while the coordinator may write in it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Withdrawn | Self::Returned | Self::Revising)
    }

    /// Where a step leads; none when it cannot be taken from here.
    pub fn after(self, step: Step) -> Option<Self> {
        match (self, step) {
            (Self::Draft | Self::Withdrawn | Self::Returned | Self::Revising, Step::MarkReady) => Some(Self::Ready),
            (Self::Ready, Step::Withdraw) => Some(Self::Withdrawn),
            (Self::Ready, Step::Return) => Some(Self::Returned),
            (Self::Ready, Step::Certify) => Some(Self::Submitted),
            (Self::Submitted, Step::AskCompletion) => Some(Self::CompletionRequested),
            (Self::Submitted | Self::CompletionRequested, Step::Revise) => Some(Self::Revising),
            _ => None,
        }
    }

    /// The steps that can be taken from here, by anyone.
    pub fn steps(self) -> impl Iterator<Item = Step> {
        Step::ALL.into_iter().filter(move |step| self.after(*step).is_some())
    }

    /// Whose turn it is: the roles that can take the step the report waits for.
    pub fn turn(self) -> Role {
        match self {
            Self::Draft | Self::Withdrawn | Self::Returned | Self::Revising | Self::CompletionRequested => Role::Coordinator,
            Self::Ready => Role::Certifier,
            Self::Submitted => Role::StateOfficer,
        }
    }
}

/// Something that is done to a report as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    MarkReady,
    /// The coordinator takes it back before it is certified: something was forgotten, or the certifier is away.
    Withdraw,
    /// Återremiss.
    Return,
    /// Certifies, and by that submits.
    Certify,
    /// The State asks for more.
    AskCompletion,
    /// A new version, called for by the State or by the municipality's own correction.
    Revise,
}

impl Step {
    pub const ALL: [Self; 6] = [Self::MarkReady, Self::Withdraw, Self::Return, Self::Certify, Self::AskCompletion, Self::Revise];

    /// The word of the event it leaves.
    pub fn event(self) -> &'static str {
        match self {
            Self::MarkReady => "ready",
            Self::Withdraw => "withdrawn",
            Self::Return => "returned",
            Self::Certify => "submitted",
            Self::AskCompletion => "completion_requested",
            Self::Revise => "revising",
        }
    }

    pub fn needs_reason(self) -> bool {
        matches!(self, Self::Return | Self::AskCompletion | Self::Revise)
    }

    /// Who takes it.
    pub fn role(self) -> Role {
        match self {
            Self::MarkReady | Self::Withdraw | Self::Revise => Role::Coordinator,
            Self::Return | Self::Certify => Role::Certifier,
            Self::AskCompletion => Role::StateOfficer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn reachable(from: ReportState) -> BTreeSet<ReportState> {
        let (mut seen, mut line) = (BTreeSet::from([from]), vec![from]);
        while let Some(state) = line.pop() {
            for next in state.steps().filter_map(|step| state.after(step)) {
                if seen.insert(next) {
                    line.push(next);
                }
            }
        }
        seen
    }

    #[test]
    fn nobody_is_stuck_every_state_has_a_way_out_and_a_way_to_submission() {
        for state in ReportState::ALL {
            assert!(state.steps().count() > 0, "{state:?} has no way out");
            assert!(reachable(state).contains(&ReportState::Submitted), "{state:?} never reaches submission");
        }
        assert_eq!(reachable(ReportState::Draft).len(), ReportState::ALL.len(), "every state can come about");
    }

    #[test]
    fn whose_turn_it_is_has_a_step_to_take() {
        for state in ReportState::ALL {
            assert!(state.steps().any(|step| step.role() == state.turn()), "{state:?}");
        }
    }

    #[test]
    fn an_absent_certifier_stops_nobody_and_the_writer_never_submits() {
        assert!(ReportState::Ready.steps().any(|step| step.role() == Role::Coordinator));
        for state in ReportState::ALL {
            let own = state.steps().filter(|step| step.role() == Role::Coordinator);
            assert!(own.filter_map(|step| state.after(step)).all(|next| next != ReportState::Submitted), "{state:?}");
        }
    }

    #[test]
    fn nothing_leads_back_to_before_a_submission() {
        for state in [ReportState::Submitted, ReportState::CompletionRequested, ReportState::Revising] {
            assert!(!reachable(state).contains(&ReportState::Draft), "{state:?}");
        }
    }

    #[test]
    fn states_are_read_back_as_they_were_stored() {
        for state in ReportState::ALL {
            assert_eq!(ReportState::parse(state.key()), Some(state));
        }
        assert_eq!(ReportState::parse("not_opened"), None);
    }
}
