//! A file's rows beside what is stored: what is new, what is changed, and what is as it was.

use super::file::{Entry, area_and_group};
use super::points::{Point, pack, pack_origin, unpack, unpack_origin};
use super::rules::GROUPS;
use super::universe::Universe;
use serde::Serialize;
use series::{Observation, Status};

/// A stored series as its row has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    pub points: String,
    pub origin: String,
}

/// What one indicator has for each slot.
pub type Shelf = Vec<Option<Stored>>;

/// A figure that is replaced, as the history keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    pub slot: u32,
    pub year: i32,
    pub before: Observation,
    pub delivery: i64,
}

/// One line of the difference, for the reader to judge before it is saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    pub indicator: String,
    pub area: String,
    pub group: &'static str,
    pub year: i32,
    /// None when the figure is new.
    pub before: Option<Observation>,
    pub after: Observation,
}

/// What a file would do to one indicator.
#[derive(Clone, Debug, Default)]
pub struct Merge {
    pub added: u64,
    pub changed: u64,
    pub unchanged: u64,
    /// Figures that a mark (withheld, missing, not applicable) takes the place of; they are among the changed.
    pub withdrawn: u64,
    /// Slots whose row is to be written; what to write stands on the shelf.
    pub written: Vec<u32>,
    pub replaced: Vec<Replaced>,
    pub differences: Vec<Difference>,
}

/// Lays the entries (in order of slot and year) over the shelf and tells what that changes. `sample` is how many differences to keep.
///
/// # Errors
/// When a stored row cannot be read.
pub fn merge(entries: &[Entry], shelf: &mut Shelf, delivery: i64, sample: usize, names: (&str, &Universe)) -> anyhow::Result<Merge> {
    let mut all = Merge::default();
    for run in entries.chunk_by(|a, b| a.slot == b.slot) {
        let slot = run[0].slot;
        let points: Vec<Point> = run.iter().map(|e| (i32::from(e.year), e.observation())).collect();
        let shelved = &mut shelf[slot as usize];
        match shelved {
            None => {
                all.added += points.len() as u64;
                all.sample(sample, slot, names, points.iter().map(|(year, o)| (*year, None, *o)));
                *shelved = Some(Stored { points: pack(&points), origin: delivery.to_string() });
                all.written.push(slot);
            }
            Some(stored) if stored.points == pack(&points) => all.unchanged += points.len() as u64,
            Some(stored) => {
                if let Some(next) = all.overlay(stored, slot, &points, delivery, (sample, names))? {
                    *stored = next;
                    all.written.push(slot);
                }
            }
        }
    }
    Ok(all)
}

impl Merge {
    /// The stored row with the points laid over it; none when nothing differs.
    fn overlay(
        &mut self,
        stored: &Stored,
        slot: u32,
        points: &[Point],
        delivery: i64,
        (sample, names): (usize, (&str, &Universe)),
    ) -> anyhow::Result<Option<Stored>> {
        let old = unpack(&stored.points)?;
        let origins = unpack_origin(&stored.origin, old.len())?;
        let mut all: Vec<(Point, i64)> = old.into_iter().zip(origins).collect();
        let mut differs = false;
        for (year, after) in points {
            match all.binary_search_by_key(year, |((y, _), _)| *y) {
                Ok(at) if all[at].0.1 == *after => self.unchanged += 1,
                Ok(at) => {
                    let ((_, before), from) = std::mem::replace(&mut all[at], ((*year, *after), delivery));
                    self.change(slot, *year, before, *after, from);
                    self.sample(sample, slot, names, [(*year, Some(before), *after)].into_iter());
                    differs = true;
                }
                Err(at) => {
                    all.insert(at, ((*year, *after), delivery));
                    self.added += 1;
                    self.sample(sample, slot, names, [(*year, None, *after)].into_iter());
                    differs = true;
                }
            }
        }
        let (points, origins): (Vec<Point>, Vec<i64>) = all.into_iter().unzip();
        Ok(differs.then(|| Stored { points: pack(&points), origin: pack_origin(&origins) }))
    }

    fn change(&mut self, slot: u32, year: i32, before: Observation, after: Observation, delivery: i64) {
        self.changed += 1;
        self.withdrawn += u64::from(before.status == Status::Observed && after.status != Status::Observed);
        self.replaced.push(Replaced { slot, year, before, delivery });
    }

    fn sample(
        &mut self,
        most: usize,
        slot: u32,
        (indicator, universe): (&str, &Universe),
        found: impl Iterator<Item = (i32, Option<Observation>, Observation)>,
    ) {
        let room = most.saturating_sub(self.differences.len());
        let (area, group) = area_and_group(slot);
        self.differences.extend(found.take(room).map(|(year, before, after)| Difference {
            indicator: indicator.to_owned(),
            area: universe.area(area).text(),
            group: GROUPS[group],
            year,
            before,
            after,
        }));
    }
}
