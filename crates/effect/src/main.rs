//! The engine's command by itself; the product's binary offers the same as `stadsdel effect`.

fn main() -> std::process::ExitCode {
    effect::cli::run(std::env::args_os().skip(1)).into()
}
