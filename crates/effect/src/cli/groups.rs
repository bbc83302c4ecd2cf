//! `att-gt`: group-time effects and their aggregations.

use serde::Serialize;

use super::args::{AttGt, ControlGroup, Format};
use super::{Answer, estimate, table};
use crate::fault::Fault;
use crate::plot;
use crate::staggered::{Aggregations, Comparison, GroupTime, Settings, att_gt};

#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub method: &'static str,
    pub seed: u64,
    pub control_group: Comparison,
    pub standard_errors: &'static str,
    pub units: usize,
    pub att_gt: Vec<GroupTime>,
    pub aggregations: Aggregations,
    pub warnings: Vec<String>,
}

pub(super) fn run(mut args: AttGt) -> Result<Answer, Fault> {
    args.source.recover_file(&mut []);
    let panel = args.source.panel(Vec::new())?;
    let comparison = match args.control_group {
        ControlGroup::Never => Comparison::NeverTreated,
        ControlGroup::NotYet => Comparison::NotYetTreated,
    };
    let settings = Settings { comparison, universal_base: args.universal_base, bootstrap: args.bootstrap, seed: args.source.seed };
    let found = att_gt(&panel, settings)?;
    let mut warnings = Vec::new();
    let mut left_out = |names: &[String], why: &str| {
        if !names.is_empty() {
            warnings.push(format!("{} left out, {why}: {}", count(names.len()), listed(names)));
        }
    };
    left_out(&found.incomplete, "a period without a value");
    left_out(&found.treated_from_first, "treated from the first period on");
    let report = Report {
        method: "att-gt",
        seed: args.source.seed,
        control_group: comparison,
        standard_errors: if args.bootstrap > 0 { "multiplier bootstrap" } else { "influence functions" },
        units: found.units,
        att_gt: found.att_gt,
        aggregations: found.aggregations,
        warnings,
    };
    let plot = args.source.plot.map(|file| (file, plot::event_study(&report.aggregations.dynamic)));
    let text = match args.source.format {
        Format::Json => estimate::json(&report)?,
        Format::Table => table::groups(&report),
    };
    Ok(Answer { text, plot })
}

pub(super) fn count(n: usize) -> String {
    if n == 1 { "1 unit".to_owned() } else { format!("{n} units") }
}

/// The first few names.
pub(super) fn listed(names: &[String]) -> String {
    let shown = names.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > 5 { format!("{shown} and {} more", names.len() - 5) } else { shown }
}
