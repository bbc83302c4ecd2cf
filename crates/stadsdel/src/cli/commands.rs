//! The commands that read and write the programme's data; each calls the same verbs as the pages.

mod accounts;
mod data;
mod evaluations;
mod paper;

pub use accounts::{UserCommand, user};
pub use data::{AreasCommand, DistrictCommand, ImportCommand, ProgrammeCommand, areas, district, import, programme};
pub use evaluations::{EvaluationCommand, evaluation};
pub use paper::{CompilationCommand, ReportCommand, compilation, report};

use super::Unusable;
use anyhow::Context;
use std::io::Write;
use std::path::Path;

/// What stands in `--out -`: standard output.
const STANDARD: &str = "-";

/// Writes bytes to a file or to standard output.
///
/// # Errors
/// Names the file that cannot be written.
fn put(out: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if out == Path::new(STANDARD) {
        return Ok(std::io::stdout().write_all(bytes)?);
    }
    std::fs::write(out, bytes).with_context(|| format!("cannot write {}", out.display()))?;
    eprintln!("{}: {} bytes", out.display(), bytes.len());
    Ok(())
}

fn unusable(says: impl Into<String>, hint: impl Into<String>) -> anyhow::Error {
    Unusable { says: says.into(), hint: hint.into() }.into()
}
