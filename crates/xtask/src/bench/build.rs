//! From a clean clone to the demo's first page: the README's first command, in a folder of its own.

use super::folder;
use anyhow::Context;
use std::fs;
use std::time::Instant;

/// One clean release build of the committed tree, without what earlier builds left.
///
/// # Errors
/// When the clone or the build fails.
pub fn run() -> anyhow::Result<()> {
    let place = folder("build");
    let root = crate::shell::root();
    crate::shell::run("git", &["clone", "--quiet", &root.to_string_lossy(), &place.to_string_lossy()])?;
    let begun = Instant::now();
    let status = crate::shell::command("cargo", &["build", "--release"]).current_dir(&place).env_remove("CARGO_TARGET_DIR").status()?;
    anyhow::ensure!(status.success(), "the build ended with {status}");
    let built = begun.elapsed();
    let (demo, started) = super::Demo::start(&place.join("target/release/stadsdel"), &place.join("demo-data")).context("the demo")?;
    drop(demo);
    println!("clean release build {:.1} min, then first page {:.2} s (goal ≤ 12 min)", built.as_secs_f64() / 60.0, started.as_secs_f64());
    fs::remove_dir_all(&place)?;
    Ok(())
}
