//! Areas' figures as they are, for computing inside the house: what comes of them is protected before it leaves.

use crate::indicator::rules::Indicator;
use crate::statistics::file::slot;
use crate::statistics::points::unpack;
use crate::statistics::rules::GROUPS;
use crate::statistics::store::{deliveries, observations, universe};
use platform::Conn;
use series::{Observation, Status};
use std::collections::BTreeMap;

/// One small area with its unprotected figures.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaFigures {
    /// The code as files write it.
    pub code: String,
    pub municipality: String,
    /// Slug of the district it belongs to; none outside the districts.
    pub district: Option<String>,
    /// Years that were observed.
    pub points: BTreeMap<i32, Observation>,
    /// A generator made some of them.
    pub synthetic: bool,
}

/// Every small area that has figures of an indicator in a group, in the order of their codes. Unprotected: nothing of it may be shown as it is.
///
/// # Errors
/// What the engine says, or a stored row that cannot be read.
pub async fn area_figures(conn: &mut Conn, indicator: &Indicator, group: &str) -> anyhow::Result<Vec<AreaFigures>> {
    let Some(group) = GROUPS.iter().position(|g| *g == group) else { return Ok(Vec::new()) };
    let universe = universe(conn).await?;
    let made = deliveries::synthetic(conn).await?;
    let shelf = observations::shelf(conn, &universe, &indicator.key).await?;
    let mut all = Vec::new();
    for (at, area) in universe.areas.iter().enumerate().filter(|(_, a)| a.is_small()) {
        let stored = u32::try_from(at).ok().and_then(|at| shelf[slot(at, group) as usize].as_ref());
        let (Some(stored), Some(municipality)) = (stored, area.municipality.clone()) else { continue };
        let observed = |(_, o): &(i32, Observation)| o.status == Status::Observed;
        all.push(AreaFigures {
            code: area.text(),
            municipality,
            district: area.district.map(|d| universe.districts[d].slug.clone()),
            points: unpack(&stored.points)?.into_iter().filter(observed).collect(),
            synthetic: stored.origin.split(',').filter_map(|n| n.parse().ok()).any(|n: i64| made.contains(&n)),
        });
    }
    all.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(all)
}
