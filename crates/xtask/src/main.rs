//! `cargo xtask ci | tidy | e2e | bench [what]`: everything a developer or the CI runs, in one place, and never skipped in silence.

mod bench;
mod browser;
mod ci;
mod postgres;
mod shell;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "cargo xtask <task>
  ci            formatting, tidy, clippy, tests on SQLite and PostgreSQL, browser journeys with axe
  tidy          the house rules that no compiler knows
  e2e           the browser journeys alone
  bench [WHAT]  figures for the README: start | serve | import | pdf | effect | build (all but build when WHAT is absent)";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.first().map(String::as_str) {
        Some("ci") => ci::run(),
        Some("tidy") => tidy::run(),
        Some("e2e") => browser::run(),
        Some("bench") => bench::run(args.get(1).map(String::as_str)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
