//! 38 districts × (1 + 200 placebos) by synthetic control and synthetic DiD, beside diff-diff and clarabel in the same run.

use super::python;

/// Runs the estimators' own bench with a Python that has the peer. The work set is read from the folder in `LUA1_DIR`
/// (`scale_200.csv`, `scale_1000.csv`: donors first, then districts, one row a unit); without it a panel of the same shape is made.
///
/// # Errors
/// When the peer cannot be installed or the bench fails.
pub fn run() -> anyhow::Result<()> {
    let peer = python(&["diff-diff", "pandas", "numpy"])?;
    let peer = peer.to_string_lossy().into_owned();
    crate::shell::run_with("cargo", &["bench", "--quiet", "--package", "effect", "--bench", "lua1"], &[("EFFECT_PYTHON", &peer)])
}
