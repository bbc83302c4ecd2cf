//! The command: `effect did|sc|sdid|ascm|att-gt FILE …`. Exit 0 with an answer, 2 with one clear message about the panel or the request,
//! 1 when the answer could not be written.

mod args;
mod estimate;
mod groups;
mod predictor;
mod report;
mod table;

use std::ffi::OsString;
use std::io::Write;

use clap::Parser;

pub use args::{Action, AttGt, Estimate, Source};

use crate::fault::Fault;

#[derive(Parser)]
#[command(
    name = "effect",
    bin_name = "effect",
    no_binary_name = true,
    about = "Did it work? Estimates of effect from a panel, solved exactly"
)]
struct Cli {
    #[command(subcommand)]
    action: Action,
}

/// Run with the arguments after the program's name, on the process's own output; gives back the exit code.
pub fn run(args: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> u8 {
    run_to(args, &mut std::io::stdout().lock(), &mut std::io::stderr().lock())
}

/// The same with the output given, for tests and for embedding.
pub fn run_to(args: impl IntoIterator<Item = impl Into<OsString> + Clone>, out: &mut impl Write, err: &mut impl Write) -> u8 {
    match Cli::try_parse_from(args) {
        Ok(cli) => run_action(cli.action, out, err),
        Err(e) => {
            let text = e.render().to_string();
            let told = if e.use_stderr() { write!(err, "{text}") } else { write!(out, "{text}") };
            if told.is_err() { 1 } else { e.exit_code() as u8 }
        }
    }
}

/// Run a parsed action.
pub fn run_action(action: Action, out: &mut impl Write, err: &mut impl Write) -> u8 {
    let answer = match action {
        Action::Did(a) => estimate::run(crate::Method::Did, a),
        Action::Sc(a) => estimate::run(crate::Method::Sc, a),
        Action::Sdid(a) => estimate::run(crate::Method::Sdid, a),
        Action::Ascm(a) => estimate::run(crate::Method::Ascm, a),
        Action::AttGt(a) => groups::run(a),
    };
    let written = match answer {
        Ok(answer) => answer.write(out),
        Err(fault) => return refuse(&fault, err),
    };
    match written {
        Ok(()) => 0,
        Err(e) => {
            // when even the complaint cannot be written, the exit code still says it
            let _ = writeln!(err, "error: the answer could not be written: {e}");
            1
        }
    }
}

fn refuse(fault: &Fault, err: &mut impl Write) -> u8 {
    match writeln!(err, "error: {fault}") {
        Ok(()) => 2,
        Err(_) => 1,
    }
}

/// An answer ready to be written: the text, and the picture with its file.
struct Answer {
    text: String,
    plot: Option<(std::path::PathBuf, String)>,
}

impl Answer {
    fn write(self, out: &mut impl Write) -> std::io::Result<()> {
        if let Some((file, svg)) = self.plot {
            std::fs::write(&file, svg).map_err(|e| std::io::Error::new(e.kind(), format!("{}: {e}", file.display())))?;
        }
        writeln!(out, "{}", self.text.trim_end())
    }
}
