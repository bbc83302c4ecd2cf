//! 38 districts × (1 + 200 placebos) by synthetic control and synthetic DiD, beside diff-diff, clarabel and cvxpy in the same run;
//! then what the same job allocates.

use super::python;

/// Runs the estimators' own benches with a Python that has the peers. The work set is read from the folder in `LUA1_DIR`
/// (`scale_200.csv`, `scale_1000.csv`: donors first, then districts, one row a unit); without it a panel of the same shape is made.
///
/// # Errors
/// When the peers cannot be installed or a bench fails.
pub fn run() -> anyhow::Result<()> {
    let peers = python(&["diff-diff", "pandas", "numpy", "cvxpy", "clarabel"])?;
    let peers = peers.to_string_lossy().into_owned();
    crate::shell::run_with(
        "cargo",
        &["bench", "--quiet", "--package", "effect", "--bench", "lua1", "--bench", "memory"],
        &[("EFFECT_PYTHON", &peers)],
    )
}
