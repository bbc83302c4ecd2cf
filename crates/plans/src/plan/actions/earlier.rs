//! Plans of the years before, which were handed in on paper: registered as they stood, so that reports and agreements can rest on them.

use super::submit::{keep, read_all};
use crate::goal::rules::GoalDraft;
use crate::plan::RECORD_EARLIER;
use crate::plan::freeze::{empty, frozen_goal};
use crate::plan::rules::{PlanState, Snapshot, title};
use crate::plan::store::{self, Plan, VersionHead};
use agreements::place::rules::District;
use agreements::programme::source::lua_2011;
use chrono::{Datelike, NaiveDate};
use platform::access::{Mandate, Scope};
use platform::clock::new_id;
use platform::{Refusal, Tx};
use serde_json::json;
use wording::Fault;

/// An earlier plan as it is registered.
#[derive(Clone, Debug)]
pub struct Earlier {
    pub district: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// The day it was handed in.
    pub submitted_on: NaiveDate,
    pub situation: String,
    pub goals: Vec<GoalDraft>,
}

/// Registers a plan of an earlier period as one frozen version. What it lacks by today's rules is not held against it; what cannot be read is.
///
/// # Errors
/// Every fault at once: the period must end before the programme's begins, and every goal be readable.
pub async fn record_earlier(tx: &mut Tx, earlier: &Earlier) -> Result<String, Refusal> {
    let district = agreements::place::store::district(tx, &earlier.district).await?.ok_or(Refusal::NotFound)?;
    let mandate = tx.caller().clone().mandate(&RECORD_EARLIER, Scope::Municipality(&district.municipality.code))?;
    let slug = format!("{}-{}", district.id, earlier.from.year());
    let indicators = figures::indicator::store::all(tx).await?;
    let read = read_all(&earlier.goals, &indicators);
    let mut faults: Vec<Fault> = read.iter().flat_map(|(_, faults)| faults.clone()).collect();
    if earlier.from > earlier.to || earlier.to >= lua_2011().from {
        faults.push(Fault::must("fault-plan-earlier-period", "§ 4").at("to"));
    }
    if store::plan(tx, &slug).await?.is_some() {
        faults.push(Fault::must("fault-plan-exists", "§ 4"));
    }
    Refusal::unless_clean(faults)?;
    let plan = plan(tx, &district, earlier, slug);
    store::add_plan(tx, &plan).await?;
    let municipal = crate::goal::store::municipal(tx, &plan.municipality_code).await?;
    let numbered = read.iter().zip(1..);
    let goals = numbered.map(|((goal, _), number)| frozen_goal(&new_id(), number, goal, &municipal)).collect();
    let snapshot = Snapshot { situation: earlier.situation.clone(), goals, codes: district.codes, ..empty(&plan, 1) };
    let head = head(tx, &mandate, earlier, &plan);
    keep(tx, &head, &snapshot).await?;
    tx.record(&mandate, "plan", &plan.slug, json!({ "registered_earlier": true, "submitted_on": earlier.submitted_on.to_string() }));
    Ok(plan.slug)
}

fn plan(tx: &Tx, district: &District, earlier: &Earlier, slug: String) -> Plan {
    Plan {
        slug,
        district: district.id.clone(),
        district_name: district.name.clone(),
        municipality_code: district.municipality.code.clone(),
        municipality_name: district.municipality.name.clone(),
        year: earlier.from.year(),
        from: earlier.from,
        to: earlier.to,
        title: title(&district.name, earlier.from.year(), earlier.to.year()),
        state: PlanState::Submitted,
        version: 1,
        revision_reason: String::new(),
        consulted_on: None,
        opened_at: tx.stamp(),
        opened_by: tx.caller().name().to_owned(),
    }
}

/// The day is what the paper says; the moment is the start of it.
fn head(tx: &Tx, mandate: &Mandate, earlier: &Earlier, plan: &Plan) -> VersionHead {
    VersionHead {
        slug: plan.slug.clone(),
        version: 1,
        submitted_on: earlier.submitted_on.to_string(),
        submitted_at: format!("{}T00:00:00.000Z", earlier.submitted_on),
        submitted_by: tx.caller().name().to_owned(),
        mandate: mandate.words(),
        late: false,
        reason: String::new(),
    }
}
