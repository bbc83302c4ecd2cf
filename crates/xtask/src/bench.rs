//! Figures for the README; each says its machine, median and, where a peer is named, the ratio in the same run.

/// Runs one bench, or all of them.
///
/// # Errors
/// When the bench is unknown or cannot run.
pub fn run(what: Option<&str>) -> anyhow::Result<()> {
    anyhow::bail!("there is no bench {what:?} yet")
}
