//! All results side by side: how many would chance have made, and what do they say together?

use crate::evaluation::rules::{DistrictResult, Verdict};
use crate::evaluation::store::{Registered, Run, designs, runs};
use effect::inference::multiplicity::{benjamini_hochberg, clustered_sign_flip};
use platform::Conn;
use serde::Serialize;
use std::collections::BTreeMap;

/// A district of some evaluation in the account of them all.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tested {
    pub address: String,
    pub district: String,
    pub name: String,
    pub municipality: String,
    pub indicator: String,
    pub verdict: Verdict,
    pub estimate: f64,
    pub low: f64,
    pub high: f64,
    pub p: f64,
    /// The least rate of false findings at which it would be called one (Benjamini & Hochberg).
    pub q: f64,
    pub truth: Option<f64>,
}

/// The mean of an indicator over all districts that have been evaluated with it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Together {
    pub indicator: String,
    pub districts: usize,
    pub municipalities: usize,
    pub mean: f64,
    pub p: f64,
    pub permutations: usize,
    pub truth: Option<f64>,
}

/// All results side by side: how many would chance have made, and what do they say together?
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Account {
    /// The family the q values are counted in: the primary estimate of every district and indicator, each once.
    pub tested: Vec<Tested>,
    pub together: Vec<Together>,
    /// Districts whose estimates may not be shown; they are not in the family.
    pub withheld: usize,
}

impl Account {
    /// Findings by themselves at five per cent, findings when the family is counted, and how many chance alone would make.
    pub fn tally(&self) -> (usize, usize, f64) {
        let alone = self.tested.iter().filter(|t| t.p <= 0.05).count();
        let family = self.tested.iter().filter(|t| t.q <= 0.05).count();
        (alone, family, self.tested.len() as f64 * 0.05)
    }
}

/// The account of every newest result. A district that several evaluations have tested with the same indicator counts once, as its own
/// evaluation has it.
///
/// # Errors
/// What the engine says.
pub async fn account(conn: &mut Conn) -> anyhow::Result<Account> {
    let mut account = Account::default();
    let mut family: BTreeMap<(String, String), Tested> = BTreeMap::new();
    let designs: BTreeMap<String, Registered> = designs::newest(conn).await?.into_iter().map(|d| (d.slug.clone(), d)).collect();
    let mut done: Vec<Run> = runs::newest_done(conn).await?.into_values().collect();
    // Evaluations of several districts first, so that a district's own takes its place.
    done.sort_by_key(|r| std::cmp::Reverse(r.outcome.as_ref().map_or(0, |o| o.districts.len())));
    for run in &done {
        let (Some(design), Some(outcome)) = (designs.get(&run.slug), &run.outcome) else { continue };
        for district in &outcome.districts {
            match tested(&run.slug, &design.design.indicator, district) {
                Some(one) => drop(family.insert((one.indicator.clone(), one.district.clone()), one)),
                None => account.withheld += 1,
            }
        }
    }
    account.tested = family.into_values().collect();
    let q = benjamini_hochberg(&account.tested.iter().map(|t| t.p).collect::<Vec<f64>>());
    account.tested.iter_mut().zip(q).for_each(|(t, q)| t.q = q);
    account.tested.sort_by(|a, b| a.q.total_cmp(&b.q).then(a.p.total_cmp(&b.p)).then_with(|| a.name.cmp(&b.name)));
    account.together = together(&account.tested);
    Ok(account)
}

fn tested(slug: &str, indicator: &str, d: &DistrictResult) -> Option<Tested> {
    let primary = d.estimates.get(1)?;
    Some(Tested {
        address: format!("/utvarderingar/{slug}"),
        district: d.district.clone(),
        name: d.name.clone(),
        municipality: d.municipality.clone(),
        indicator: indicator.to_owned(),
        verdict: d.judgement.verdict,
        estimate: primary.estimate,
        low: primary.low,
        high: primary.high,
        p: primary.p,
        q: 1.0,
        truth: d.truth,
    })
}

/// The draws where there are too many municipalities for every pattern of signs.
const DRAWS: usize = 9_999;
const SEED: u64 = 7;

fn together(tested: &[Tested]) -> Vec<Together> {
    let mut by_indicator: BTreeMap<&str, Vec<&Tested>> = BTreeMap::new();
    for t in tested {
        by_indicator.entry(t.indicator.as_str()).or_default().push(t);
    }
    by_indicator
        .into_iter()
        .filter_map(|(indicator, mut all)| {
            all.sort_by(|a, b| a.district.cmp(&b.district));
            let mut codes: Vec<&str> = all.iter().map(|t| t.municipality.as_str()).collect();
            codes.sort_unstable();
            codes.dedup();
            let clusters: Vec<usize> = all.iter().filter_map(|t| codes.binary_search(&t.municipality.as_str()).ok()).collect();
            let effects: Vec<f64> = all.iter().map(|t| t.estimate).collect();
            let pooled = clustered_sign_flip(&effects, &clusters, DRAWS, SEED);
            let truths: Vec<f64> = all.iter().filter_map(|t| t.truth).collect();
            (codes.len() > 1).then(|| Together {
                indicator: indicator.to_owned(),
                districts: all.len(),
                municipalities: codes.len(),
                mean: pooled.mean,
                p: pooled.p,
                permutations: pooled.permutations,
                truth: (truths.len() == all.len()).then(|| truths.iter().sum::<f64>() / truths.len() as f64),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn districts_of_one_municipality_are_one_witness() {
        let one = |district: &str, municipality: &str, estimate: f64| Tested {
            address: String::new(),
            district: district.into(),
            name: district.into(),
            municipality: municipality.into(),
            indicator: "i".into(),
            verdict: Verdict::Support,
            estimate,
            low: 0.0,
            high: 0.0,
            p: 0.01,
            q: 1.0,
            truth: None,
        };
        let two = together(&[one("a", "0127", 1.0), one("b", "0127", 1.0), one("c", "0180", 1.0)]);
        assert_eq!((two[0].districts, two[0].municipalities, two[0].p), (3, 2, 0.5));
        assert!(together(&[one("a", "0127", 1.0), one("b", "0127", 1.0)]).is_empty(), "one municipality says nothing of the programme");
    }
}
