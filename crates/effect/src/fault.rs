//! What can be wrong with a panel or a request, one fault each, in words that say what to do.

use std::fmt;

#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    Unreadable { file: String, why: String },
    Empty { file: String },
    NoColumn { column: String, found: Vec<String> },
    TwoColumns { column: String },
    RaggedRow { line: usize, found: usize, expected: usize },
    NotANumber { column: String, line: usize, text: String },
    MixedDecimalMarks { column: String },
    BlankUnit { line: usize },
    BlankTime { line: usize },
    Duplicate { unit: String, time: String, line: usize },
    NotAnIndicator { column: String, line: usize, text: String },
    TreatmentEnds { unit: String },
    StartVaries { unit: String },
    UnknownUnit { name: String, role: &'static str },
    NoTreated,
    NoDonors,
    TreatedAlways,
    OnePrePeriod { start: String },
    NoPostPeriod { start: String },
    Staggered { starts: Vec<String> },
    NoStart,
    TreatedHasGaps,
    DonorIsTreated { name: String },
    TooFewDonors { donors: usize, treated: usize },
    NoPredictor { predictor: String, unit: String },
    BadPredictor { text: String, why: String },
    Break { time: String },
    NoNeverTreated,
    NoGroups,
    NoneComplete { role: &'static str },
    BadSetting { what: String },
}

impl Fault {
    /// A stable name for translation tables and tests.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "unreadable",
            Self::Empty { .. } => "empty",
            Self::NoColumn { .. } => "no-column",
            Self::TwoColumns { .. } => "two-columns",
            Self::RaggedRow { .. } => "ragged-row",
            Self::NotANumber { .. } => "not-a-number",
            Self::MixedDecimalMarks { .. } => "mixed-decimal-marks",
            Self::BlankUnit { .. } => "blank-unit",
            Self::BlankTime { .. } => "blank-time",
            Self::Duplicate { .. } => "duplicate",
            Self::NotAnIndicator { .. } => "not-an-indicator",
            Self::TreatmentEnds { .. } => "treatment-ends",
            Self::StartVaries { .. } => "start-varies",
            Self::UnknownUnit { .. } => "unknown-unit",
            Self::NoTreated => "no-treated",
            Self::NoDonors => "no-donors",
            Self::TreatedAlways => "treated-always",
            Self::OnePrePeriod { .. } => "one-pre-period",
            Self::NoPostPeriod { .. } => "no-post-period",
            Self::Staggered { .. } => "staggered",
            Self::NoStart => "no-start",
            Self::TreatedHasGaps => "treated-has-gaps",
            Self::DonorIsTreated { .. } => "donor-is-treated",
            Self::TooFewDonors { .. } => "too-few-donors",
            Self::NoPredictor { .. } => "no-predictor",
            Self::BadPredictor { .. } => "bad-predictor",
            Self::Break { .. } => "break",
            Self::NoNeverTreated => "no-never-treated",
            Self::NoGroups => "no-groups",
            Self::NoneComplete { .. } => "none-complete",
            Self::BadSetting { .. } => "bad-setting",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { file, why } => write!(f, "cannot read {file}: {why}"),
            Self::Empty { file } => write!(f, "{file} has no rows below its heading"),
            Self::NoColumn { column, found } => write!(f, "there is no column “{column}”; the columns are: {}", found.join(", ")),
            Self::TwoColumns { column } => write!(f, "there is more than one column “{column}”; rename all but one"),
            Self::RaggedRow { line, found, expected } => write!(f, "line {line} has {found} fields where the heading has {expected}"),
            Self::NotANumber { column, line, text } => write!(f, "column “{column}”, line {line}: “{text}” is not a number"),
            Self::MixedDecimalMarks { column } => write!(f, "column “{column}” uses both decimal comma and decimal point; use one of them"),
            Self::BlankUnit { line } => write!(f, "line {line} names no unit"),
            Self::BlankTime { line } => write!(f, "line {line} names no period"),
            Self::Duplicate { unit, time, line } => {
                write!(
                    f,
                    "duplicate: unit “{unit}” has more than one row for period {time} (again on line {line}); one row per unit and period"
                )
            }
            Self::NotAnIndicator { column, line, text } => {
                write!(
                    f,
                    "column “{column}”, line {line}: “{text}” is neither 0 nor 1; a treatment column says for each row whether the unit is treated"
                )
            }
            Self::TreatmentEnds { unit } => write!(f, "unit “{unit}” stops being treated; only treatments that last can be estimated here"),
            Self::StartVaries { unit } => write!(f, "unit “{unit}” has more than one first treated period"),
            Self::UnknownUnit { name, role } => {
                write!(f, "{role} unit “{name}” is not in the file; names are compared exactly as the text in the file")
            }
            Self::NoTreated => write!(f, "no unit is treated; name one with --treated, --treatment or --first-treated"),
            Self::NoDonors => write!(f, "there are no donors: no untreated unit has a value in every period used"),
            Self::TreatedAlways => {
                write!(f, "the treated unit is treated in all periods; there is nothing before the start to compare with")
            }
            Self::OnePrePeriod { start } => {
                write!(
                    f,
                    "only one period before the start ({start}); at least two are needed to see whether the comparison follows the treated unit"
                )
            }
            Self::NoPostPeriod { start } => write!(f, "no period at or after the start ({start}); there is no outcome to evaluate"),
            Self::Staggered { starts } => {
                write!(f, "treated units start at different times ({}); use att-gt, or name units that start together", starts.join(", "))
            }
            Self::NoStart => write!(f, "--treated needs --from, the first treated period"),
            Self::TreatedHasGaps => {
                write!(f, "the treated unit lacks a value in too many periods: fewer than two before the start or none after it remain")
            }
            Self::DonorIsTreated { name } => write!(f, "“{name}” is treated and cannot be a donor"),
            Self::TooFewDonors { donors, treated } => {
                write!(f, "placebo groups of {treated} need more than {donors} donors: there would be none left to compare with")
            }
            Self::NoPredictor { predictor, unit } => write!(f, "predictor {predictor} has no value for unit “{unit}” in its periods"),
            Self::BadPredictor { text, why } => write!(f, "predictor “{text}”: {why}"),
            Self::Break { time } => {
                write!(
                    f,
                    "the series breaks at {time}, inside the window; leave those periods out, or give --bridge with the reason it may be crossed"
                )
            }
            Self::NoNeverTreated => write!(f, "no unit is never treated; use --control-group not-yet"),
            Self::NoGroups => write!(f, "no unit starts treatment after the first period, so there is no group to estimate"),
            Self::NoneComplete { role } => {
                write!(f, "every {role} unit lacks a value in some period and is left out; att-gt needs units with a value in each")
            }
            Self::BadSetting { what } => f.write_str(what),
        }
    }
}

impl std::error::Error for Fault {}
