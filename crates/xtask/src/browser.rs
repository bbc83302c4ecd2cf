//! The journeys in a real browser, with axe on every page.

use crate::shell;
use anyhow::bail;
use std::path::Path;

/// Builds the binary and walks every journey.
///
/// # Errors
/// As [`walk`]; also when the binary does not build.
pub fn run() -> anyhow::Result<()> {
    shell::run("cargo", &["build", "--package", "stadsdel"])?;
    walk()
}

/// Fetches the test packages and walks every journey with the binary that is there. After the tests that is theirs: built alone it would
/// be built anew, since its dependencies then have other features.
///
/// # Errors
/// Names what is missing, or the journey that failed.
pub fn walk() -> anyhow::Result<()> {
    shell::need(|| Path::new("/usr/bin/chromium").exists() || shell::has("chromium"), &["chromium"])?;
    shell::need(|| shell::has("npm"), &["nodejs", "npm"])?;
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
