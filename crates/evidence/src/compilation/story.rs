//! The demo's compilation: an introduction begun. No edition has been frozen yet, since reports are still to come.

use super::actions;
use super::rules::INTRODUCTION;
use platform::access::Role;
use platform::demo::Step;

const BEGUN: &str = "Detta är statens sammanställning av utvecklingen i de stadsdelar som omfattas av lokala utvecklingsavtal 2011. Kommunernas egna ord återges oförändrade. Siffrorna är hämtade ur samma leverans för alla stadsdelar och visar utvecklingen, inte vad som har orsakat den.";

/// What happened in this room in the demo's story.
pub fn story() -> Vec<Step> {
    vec![Step::new((2011, 11, 9), "the State begins its introduction", |db, cast| async move {
        let mut tx = db.write(&cast.of(Role::StateOfficer, None)?).await?;
        actions::save_text(&mut tx, 2011, INTRODUCTION, BEGUN, 0).await?;
        tx.save().await
    })]
}
