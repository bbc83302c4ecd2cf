//! Making districts, municipalities, all districts and the nation of an indicator anew, and looking through its gaps.

use super::REBUILD;
use super::export::is_synthetic;
use crate::indicator;
use crate::indicator::rules::Indicator;
use crate::statistics::board::{Board, Lookup};
use crate::statistics::file::slot;
use crate::statistics::gaps::{Lack, default_owner, lacking};
use crate::statistics::merge::Shelf;
use crate::statistics::points::{Point, pack, unpack};
use crate::statistics::rules::{GROUPS, Gap, Place};
use crate::statistics::store;
use crate::statistics::store::deliveries::Delivery;
use crate::statistics::store::gaps::{GapEvent, Open};
use crate::statistics::store::places::PlaceRow;
use crate::statistics::universe::Universe;
use chrono::NaiveDate;
use platform::access::{Mandate, Scope};
use platform::{Conn, Refusal, Tx, clock};
use serde_json::json;
use std::collections::{BTreeSet, HashMap};

/// What a rebuild rests on.
pub struct Rebuild<'r> {
    pub universe: &'r Universe,
    /// Numbers of the synthetic deliveries.
    pub synthetic: &'r BTreeSet<i64>,
    /// The delivery it is done for.
    pub delivery: i64,
    pub today: NaiveDate,
    pub mandate: Mandate,
}

/// Makes an indicator's places of what is on the shelf and writes those that differ; opens and closes its gaps. Returns how many rows it wrote.
///
/// # Errors
/// What the engine says, or a stored row that cannot be read.
pub async fn rebuild(tx: &mut Tx, with: &Rebuild<'_>, indicator: &Indicator, shelf: &Shelf) -> anyhow::Result<usize> {
    let lines = lines(with.universe, shelf)?;
    let lookup = |area: u32, group: usize| lines.get(&slot(area, group)).cloned().unwrap_or_default();
    let (rows, lacks) = make(with, indicator, shelf, &lookup);
    let written = write_places(tx, &indicator.key, rows).await?;
    review_gaps(tx, with, indicator, &lacks).await?;
    Ok(written)
}

/// The points of every area that some place is made of.
fn lines(universe: &Universe, shelf: &Shelf) -> anyhow::Result<HashMap<u32, Vec<Point>>> {
    let areas =
        universe.districts.iter().flat_map(|d| d.areas.iter().copied()).chain(universe.municipalities.iter().map(|(_, area)| *area));
    let mut lines = HashMap::new();
    for area in areas.chain([0]) {
        for group in 0..GROUPS.len() {
            if let Some(stored) = &shelf[slot(area, group) as usize] {
                lines.insert(slot(area, group), unpack(&stored.points)?);
            }
        }
    }
    Ok(lines)
}

fn make(with: &Rebuild<'_>, indicator: &Indicator, shelf: &Shelf, lookup: &Lookup<'_>) -> (Vec<PlaceRow>, Vec<Lack>) {
    let mut board = Board::new(with.universe, lookup);
    let lacks = lacking(&board, with.universe, indicator, with.today, lookup);
    board.protect(indicator);
    let mut rows = Vec::new();
    for (at, (place, within)) in board.list().into_iter().enumerate() {
        for (group, name) in GROUPS.iter().enumerate() {
            let points = board.points(at, group);
            if !points.is_empty() {
                let synthetic = parts_of(with.universe, &place).any(|area| is_synthetic(shelf, slot(area, group), with.synthetic));
                let (place, within) = (place.to_string(), within.to_string());
                rows.push(PlaceRow { place, group: (*name).to_owned(), points: pack(&points), synthetic, within });
            }
        }
    }
    (rows, lacks)
}

fn parts_of<'u>(universe: &'u Universe, place: &'u Place) -> Box<dyn Iterator<Item = u32> + 'u> {
    let districts = universe.districts.iter();
    match place {
        Place::District(slug) => Box::new(districts.filter(move |d| d.slug == *slug).flat_map(|d| d.areas.iter().copied())),
        Place::Municipality(code) => Box::new(universe.municipalities.iter().filter(move |(c, _)| c == code).map(|(_, area)| *area)),
        Place::AllDistricts => Box::new(districts.flat_map(|d| d.areas.iter().copied())),
        Place::Nation => Box::new(std::iter::once(0)),
    }
}

/// Writes the rows that differ from what is stored; a place that has nothing any more is emptied.
async fn write_places(conn: &mut Conn, indicator: &str, rows: Vec<PlaceRow>) -> sqlx::Result<usize> {
    let stored = store::places::rows_of(conn, indicator).await?;
    let known: HashMap<(&str, &str), &PlaceRow> = stored.iter().map(|r| ((r.place.as_str(), r.group.as_str()), r)).collect();
    let made: BTreeSet<(String, String)> = rows.iter().map(|r| (r.place.clone(), r.group.clone())).collect();
    let mut differing: Vec<PlaceRow> = rows.into_iter().filter(|r| known.get(&(r.place.as_str(), r.group.as_str())) != Some(&r)).collect();
    let gone = stored.iter().filter(|r| !r.points.is_empty() && !made.contains(&(r.place.clone(), r.group.clone())));
    differing.extend(gone.map(|r| PlaceRow { points: String::new(), synthetic: false, ..r.clone() }));
    store::places::write(conn, indicator, &differing).await?;
    Ok(differing.len())
}

async fn review_gaps(tx: &mut Tx, with: &Rebuild<'_>, indicator: &Indicator, lacks: &[Lack]) -> anyhow::Result<()> {
    let open = store::gaps::open_of(tx, &indicator.key).await?;
    let known: HashMap<(&str, i32), &Open> = open.iter().map(|o| ((o.district.as_str(), o.year), o)).collect();
    let slug = |l: &Lack| with.universe.districts[l.district].slug.as_str();
    let lacked: HashMap<(&str, i32), &Lack> = lacks.iter().map(|l| ((slug(l), l.year), l)).collect();
    let fresh: Vec<Gap> = lacks.iter().filter(|l| !known.contains_key(&(slug(l), l.year))).map(|l| gap(with, indicator, l)).collect();
    store::gaps::insert(tx, &fresh).await?;
    for gap in &open {
        match lacked.get(&(gap.district.as_str(), gap.year)) {
            Some(lack) if lack.reason == gap.reason => {}
            Some(lack) => drop(store::gaps::review(tx, gap, lack.reason, None).await?),
            None => close_gap(tx, with, gap).await?,
        }
    }
    Ok(())
}

fn gap(with: &Rebuild<'_>, indicator: &Indicator, lack: &Lack) -> Gap {
    let parts = &with.universe.districts[lack.district];
    Gap {
        id: clock::new_id(),
        indicator: indicator.key.clone(),
        district: parts.slug.clone(),
        year: lack.year,
        municipality_code: parts.municipality.clone(),
        reason: lack.reason,
        owner: default_owner(with.universe, indicator, lack.district),
        assigned_by: None,
        since: with.today.to_string(),
        closed_on: None,
        version: 1,
        newest: false,
    }
}

async fn close_gap(tx: &mut Tx, with: &Rebuild<'_>, gap: &Open) -> anyhow::Result<()> {
    let day = with.today.to_string();
    store::gaps::review(tx, gap, gap.reason, Some((&day, with.delivery))).await?;
    let event = GapEvent {
        number: 0,
        kind: "closed".into(),
        comment: with.delivery.to_string(),
        by_name: tx.caller().name().to_owned(),
        mandate: with.mandate.words(),
        at: tx.stamp(),
    };
    store::gaps::add_event(tx, &gap.id, &event).await?;
    Ok(())
}

/// Makes every place anew, after the codes of a district have been read another way or time has made figures due. A change counts as a
/// delivery without a file, so that the version of the figures moves on. Returns how many rows changed.
///
/// # Errors
/// [`Refusal::Forbidden`] without the mandate; what the engine says.
pub async fn rebuild_all(tx: &mut Tx) -> Result<usize, Refusal> {
    let mandate = tx.caller().clone().mandate(&REBUILD, Scope::Nation)?;
    let universe = store::universe(tx).await?;
    let synthetic = store::deliveries::synthetic(tx).await?;
    let number = store::vintage(tx).await? + 1;
    let with = Rebuild { universe: &universe, synthetic: &synthetic, delivery: number, today: tx.today(), mandate: mandate.clone() };
    let mut written = 0;
    for indicator in indicator::store::all(tx).await? {
        let shelf = store::observations::shelf(tx, &universe, &indicator.key).await?;
        written += rebuild(tx, &with, &indicator, &shelf).await?;
    }
    if written > 0 {
        let delivery = without_file(tx, &mandate, number);
        store::deliveries::insert(tx, &delivery).await?;
    }
    let stands = if written > 0 { number } else { number - 1 };
    tx.record(&mandate, "delivery", &stands.to_string(), json!({ "rebuilt": written }));
    Ok(written)
}

fn without_file(tx: &Tx, mandate: &Mandate, number: i64) -> Delivery {
    Delivery {
        number,
        file_name: String::new(),
        sha256: String::new(),
        size: 0,
        row_count: 0,
        added: 0,
        changed: 0,
        unchanged: 0,
        synthetic: 0,
        first_year: 0,
        last_year: 0,
        indicators: String::new(),
        delivered_at: tx.stamp(),
        delivered_by: tx.caller().name().to_owned(),
        mandate: mandate.words(),
    }
}
