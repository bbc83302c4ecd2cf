//! The journeys in a real browser, with axe on every page.

use crate::shell;
use anyhow::bail;
use std::path::Path;

/// Builds the binary, fetches the two test packages, and walks every journey.
///
/// # Errors
/// Names what is missing, or the journey that failed.
pub fn run() -> anyhow::Result<()> {
    shell::need(|| Path::new("/usr/bin/chromium").exists() || shell::has("chromium"), &["chromium"])?;
    shell::need(|| shell::has("npm"), &["nodejs", "npm"])?;
    shell::run("cargo", &["build", "--package", "stadsdel"])?;
    let there = |package: &str| shell::root().join("e2e/node_modules").join(package).exists();
    if !there("playwright-core") || !there("axe-core") {
        shell::run("npm", &["ci", "--prefix", "e2e", "--no-audit", "--no-fund", "--ignore-scripts"])?;
    }
    let journeys = shell::root().join("e2e/run.mjs");
    if !journeys.exists() {
        bail!("e2e/run.mjs is missing");
    }
    shell::run("node", &["e2e/run.mjs"])
}
