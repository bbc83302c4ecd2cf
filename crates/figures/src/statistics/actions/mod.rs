//! The room's verbs.

pub mod export;
pub mod gaps;
pub mod import;
pub mod rebuild;

pub use export::{public_csv, whole_csv};
pub use gaps::{assign_gap, comment_gap, record_consent};
pub use import::{File, ImportOutcome, SAMPLE, compare, import, import_file, prepare};
pub use rebuild::rebuild_all;

use super::synthetic;
use crate::indicator;
use platform::access::{Act, Reach, Role};
use platform::{Refusal, Tx};

/// Delivering figures: the statistician everywhere, the municipality's coordinator about the municipality's own areas.
pub static IMPORT: Act = Act::of("statistics.import", &[(Role::Statistician, Reach::Nation), (Role::Coordinator, Reach::Municipality)]);
/// Reading every figure as it was delivered, also the withheld: those who deliver, each within their reach.
pub static EXPORT_WHOLE: Act =
    Act::of("statistics.export_whole", &[(Role::Statistician, Reach::Nation), (Role::Coordinator, Reach::Municipality)]);
/// Saying who owes a figure that is lacking.
pub static MEND_GAP: Act = Act::of(
    "statistics.mend_gap",
    &[(Role::Statistician, Reach::Nation), (Role::StateOfficer, Reach::Nation), (Role::Coordinator, Reach::Municipality)],
);
/// Recording a municipality's consent to figures on its own key codes.
pub static CONSENT: Act = Act::of("statistics.consent", &[(Role::Coordinator, Reach::Municipality)]);
/// Making the districts anew after their codes have been read another way.
pub static REBUILD: Act = Act::of("statistics.rebuild", &[(Role::Statistician, Reach::Nation), (Role::StateOfficer, Reach::Nation)]);

/// Loads the registry and takes in the generator's figures, marked as synthetic. Running it again changes nothing.
///
/// # Errors
/// [`Refusal::Forbidden`] without a mandate to deliver for the nation.
pub async fn load_synthetic(tx: &mut Tx) -> Result<ImportOutcome, Refusal> {
    indicator::actions::load(tx).await?;
    let codes: Vec<String> = agreements::place::store::municipalities(tx).await?.into_iter().map(|m| m.code).collect();
    super::store::admit_areas(tx, &synthetic::outside_areas(&codes)).await?;
    let universe = super::store::universe(tx).await?;
    let bytes = synthetic::csv(&universe, synthetic::SEED);
    let file = File { name: format!("syntetisk-statistik-{}.csv", synthetic::SEED), bytes: bytes.into(), synthetic: true };
    let outcome = import(tx, file, false).await?;
    match outcome.faults.first() {
        None => Ok(outcome),
        Some(fault) => Err(anyhow::anyhow!("the generator made a file with a fault: {fault:?}").into()),
    }
}
