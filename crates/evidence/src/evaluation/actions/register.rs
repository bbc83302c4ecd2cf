//! Registering a design, before anything has been computed, and writing it anew.

use super::{mandate_for, newest};
use crate::evaluation::rules::{self, Design, DesignText};
use crate::evaluation::store::{Head, Registered, designs, runs};
use crate::evaluation::{REGISTER, inputs};
use figures::statistics;
use plans::goal::rules::typed_value;
use platform::access::Mandate;
use platform::web::Stale;
use platform::{Conn, Refusal, Tx};
use serde_json::json;
use wording::Fault;

/// Registers a design: from now on everybody can see what was to be computed, and that it was said before. Returns its address.
///
/// # Errors
/// Forbidden outside the caller's municipality; every fault of the design at once.
pub async fn register(tx: &mut Tx, text: &DesignText) -> Result<String, Refusal> {
    let caller = tx.caller().clone();
    let mandate = mandate_for(tx, &caller, &REGISTER, &text.districts).await?;
    let today = tx.today();
    let ground = inputs::ground(tx, text, today, false).await?;
    let design = checked(rules::read(text, &ground))?;
    let slug = free_address(tx, &design).await?;
    let at = tx.stamp();
    designs::open(tx, &slug, &at, caller.name()).await?;
    keep(tx, &mandate, &slug, 1, design, "").await?;
    Ok(slug)
}

/// Writes a design anew, from the version the caller saw. What has been computed stays with the version it was computed under.
///
/// # Errors
/// Not found, forbidden, stale; every fault at once, a missing reason and a computation under way among them.
pub async fn revise(tx: &mut Tx, slug: &str, text: &DesignText, seen: i64) -> Result<i64, Refusal> {
    let before = newest(tx, slug).await?;
    let caller = tx.caller().clone();
    mandate_for(tx, &caller, &REGISTER, &before.design.districts).await?;
    let mandate = mandate_for(tx, &caller, &REGISTER, &text.districts).await?;
    if before.version != seen {
        return Err(stale(&before, &text.question));
    }
    let today = tx.today();
    let ground = inputs::ground(tx, text, today, true).await?;
    let (design, mut faults) = rules::read(text, &ground);
    if runs::of(tx, slug).await?.iter().any(|r| r.state.is_open()) {
        faults.push(Fault::must("fault-evaluation-running", rules::GROUND));
    }
    if design.as_ref() == Some(&before.design) {
        faults.push(Fault::must("fault-evaluation-same", rules::GROUND));
    }
    let design = checked((design, faults))?;
    keep(tx, &mandate, slug, seen + 1, design, text.reason.trim()).await?;
    Ok(seen + 1)
}

fn checked((design, faults): (Option<Design>, Vec<Fault>)) -> Result<Design, Refusal> {
    Refusal::unless_clean(faults)?;
    design.ok_or_else(|| anyhow::anyhow!("a design without a fault could not be read").into())
}

async fn keep(tx: &mut Tx, mandate: &Mandate, slug: &str, version: i64, design: Design, reason: &str) -> Result<(), Refusal> {
    let content = serde_json::to_string(&design).map_err(anyhow::Error::from)?;
    let head = Head {
        detectable: None,
        sha256: designs::digest(&content),
        vintage: statistics::store::vintage(tx).await?,
        reason: reason.to_owned(),
        registered_at: tx.stamp(),
        registered_by: tx.caller().name().to_owned(),
        mandate: mandate.words(),
    };
    let detail = json!({ "version": version, "sha256": head.sha256, "reason": reason, "indicator": design.indicator, "districts": design.districts });
    let registered = Registered { slug: slug.to_owned(), version, design, head };
    designs::add(tx, &registered, &content).await?;
    tx.record(mandate, "evaluation", slug, detail);
    // The municipality's own goes to the State too; the evaluator's is drawn up there.
    let own = tx.caller().municipalities().first().map(|code| (*code).to_owned());
    let told = json!({ "evaluation": slug, "version": version, "title": registered.design.title, "municipality": own });
    tx.tell("evaluation.registered", &told).await?;
    Ok(())
}

fn stale(before: &Registered, yours: &str) -> Refusal {
    Refusal::Stale(Box::new(Stale {
        by: before.head.registered_by.clone(),
        at: before.head.registered_at.clone(),
        theirs: before.design.question.clone(),
        yours: yours.to_owned(),
        address: format!("/utvarderingar/{}", before.slug),
    }))
}

/// The district's and the indicator's names, and a number where that is taken.
async fn free_address(conn: &mut Conn, design: &Design) -> Result<String, Refusal> {
    let place = if let [one] = design.districts.as_slice() { one.as_str() } else { "flera" };
    let base = format!("{place}-{}", design.indicator.replace('_', "-"));
    let mut slug = base.clone();
    let mut number = 1;
    while designs::is_taken(conn, &slug).await? {
        number += 1;
        slug = format!("{base}-{number}");
    }
    Ok(slug)
}

/// A registered design as it would be typed, for writing it anew.
pub fn text_of(design: &Design, measure: series::Measure) -> DesignText {
    DesignText {
        title: design.title.clone(),
        question: design.question.clone(),
        districts: design.districts.clone(),
        goal: design.goal.as_ref().map(|g| g.id.clone()).unwrap_or_default(),
        indicator: design.indicator.clone(),
        group: design.group.clone(),
        first: design.window.first.to_string(),
        start: design.window.start.to_string(),
        last: design.window.last.to_string(),
        rule: design.comparison.rule.key().to_owned(),
        excluded: design.comparison.excluded.join(", "),
        listed: design.comparison.listed.join(", "),
        relevant: if design.relevant_is_goal { String::new() } else { typed_value(measure, design.relevant) },
        bridge: design.bridges.first().map(|b| b.reason.clone()).unwrap_or_default(),
        secondary: design.secondary.clone(),
        reason: String::new(),
    }
}
