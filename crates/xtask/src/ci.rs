//! `cargo xtask ci`: all of it, in one profile, and a list of what was run.

use crate::{browser, postgres, shell, tidy};
use std::time::Instant;

/// Runs everything; the first fault ends it.
///
/// # Errors
/// Names the step that failed.
pub fn run() -> anyhow::Result<()> {
    let mut ran = Vec::new();
    step(&mut ran, "formatting", || shell::run("cargo", &["fmt", "--all", "--check"]))?;
    step(&mut ran, "tidy", tidy::run)?;
    step(&mut ran, "clippy", || shell::run("cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    step(&mut ran, "tests on SQLite and PostgreSQL", tests)?;
    step(&mut ran, "browser journeys with axe", browser::walk)?;
    println!("\nRan, all green:");
    for (name, seconds) in &ran {
        println!("  {name:<34} {seconds:>6.0} s");
    }
    println!("\n{} passed, 0 failed", ran.len());
    Ok(())
}

fn step(ran: &mut Vec<(&'static str, f64)>, name: &'static str, work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    println!("\n######## {name}");
    let start = Instant::now();
    work().map_err(|e| e.context(name))?;
    ran.push((name, start.elapsed().as_secs_f64()));
    Ok(())
}

fn tests() -> anyhow::Result<()> {
    let cluster = postgres::Cluster::start()?;
    shell::run_with("cargo", &["test", "--workspace"], &[("STADSDEL_TEST_POSTGRES", &cluster.url()), ("INSTA_UPDATE", "no")])
}
