//! Commands run from the project's root, each said before it runs.

use anyhow::{Context, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The project's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or_else(|| Path::new(".")).to_path_buf()
}

/// A command in the project's root.
pub fn command(program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(root());
    // What cargo tells this program about its own package is not for the cargo it starts: build scripts would see a change and run again.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
        command.env_remove(name);
    }
    command
}

/// Runs a command and says it first.
///
/// # Errors
/// When it cannot be started or ends with anything but success.
pub fn run(program: &str, args: &[&str]) -> anyhow::Result<()> {
    run_with(program, args, &[])
}

/// [`run`] with variables set.
///
/// # Errors
/// As [`run`].
pub fn run_with(program: &str, args: &[&str], variables: &[(&str, &str)]) -> anyhow::Result<()> {
    println!("\n==> {program} {}", args.join(" "));
    let status = command(program, args)
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("cannot start {program}"))?;
    if !status.success() {
        bail!("{program} {} ended with {status}", args.join(" "));
    }
    Ok(())
}

/// True when a program of this name can be started.
pub fn has(program: &str) -> bool {
    Command::new("sh")
        .args(["-c", &format!("command -v {program}")])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}

/// Sees to it that a program is there: installs Debian's packages where we may, otherwise says which are missing.
///
/// # Errors
/// Names the packages to install.
pub fn need(found: impl Fn() -> bool, packages: &[&str]) -> anyhow::Result<()> {
    if found() {
        return Ok(());
    }
    println!("\n==> installing {}", packages.join(" "));
    let install = format!(
        "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends {}",
        packages.join(" ")
    );
    let done =
        is_root() && has("apt-get") && Command::new("sh").args(["-c", &install]).stdout(Stdio::null()).status().is_ok_and(|s| s.success());
    if done && found() {
        return Ok(());
    }
    bail!("missing: {p}; hint: sudo apt-get install {p}", p = packages.join(" "))
}

/// True when we run as root, as in a container.
pub fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout.starts_with(b"0\n"))
}
