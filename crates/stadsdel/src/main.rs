//! The binary: `stadsdel demo`, `serve`, `doctor` and the rest of the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    stadsdel::cli::run()
}
