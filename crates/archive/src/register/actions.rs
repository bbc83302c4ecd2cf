//! Registering, by itself when a room tells of something, and correcting by hand.

use super::rules::{Direction, Filing, faults_of_correction, series_of_state};
use super::{CORRECT, FILE, store};
use agreements::place;
use platform::access::Scope;
use platform::{Refusal, Tx};
use serde_json::{Value, json};

/// Registers a document once; the number it has, whether it is new or was there.
///
/// # Errors
/// [`Refusal::Forbidden`] for anyone but the program itself.
pub async fn file(tx: &mut Tx, filing: &Filing) -> Result<String, Refusal> {
    let mandate = tx.caller().clone().mandate(&FILE, Scope::Nation)?;
    let object = (filing.object_kind, filing.object_id.as_str(), filing.object_version);
    if let Some(number) = store::number_in(tx, &filing.series, object).await? {
        return Ok(number);
    }
    let (id, number) = store::insert(tx, filing, None, "").await?;
    tx.record(&mandate, "register_entry", &id, json!({ "number": number, "title": filing.title }));
    Ok(number)
}

/// Corrects a row by a new one that names it: title and reason, nothing else changes.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Forbidden`], or every fault of the correction.
pub async fn correct(tx: &mut Tx, id: &str, title: &str, note: &str) -> Result<String, Refusal> {
    let old = store::one(tx, id).await?.ok_or(Refusal::NotFound)?;
    let scope = if old.series == "RK" { Scope::Nation } else { Scope::Municipality(&old.series) };
    let mandate = tx.caller().clone().mandate(&CORRECT, scope)?;
    Refusal::unless_clean(faults_of_correction(title, note))?;
    let filing = Filing { title: title.trim().to_owned(), ..again(&old) };
    let (new, number) = store::insert(tx, &filing, Some(id), note.trim()).await?;
    tx.record(&mandate, "register_entry", &new, json!({ "number": number, "corrects": id }));
    Ok(new)
}

fn again(old: &store::Entry) -> Filing {
    let direction = match old.direction.as_str() {
        "received" => Direction::Received,
        "sent" => Direction::Sent,
        _ => Direction::DrawnUp,
    };
    Filing {
        series: old.series.clone(),
        authority: old.authority.clone(),
        direction,
        kind: "register-kind-correction",
        title: old.title.clone(),
        sender: old.sender.clone(),
        recipient: old.recipient.clone(),
        object_kind: "register_entry",
        object_id: old.id.clone(),
        object_version: 1,
        address: old.address.clone(),
    }
}

/// What the register makes of a topic: kind, object, and the path of its page.
struct Heard {
    kind: &'static str,
    object_kind: &'static str,
    /// Field of the payload that holds the object's slug.
    field: &'static str,
    path: &'static str,
    /// The State sends it, rather than the municipality.
    from_state: bool,
}

fn heard(topic: &str) -> Option<Heard> {
    let of = |kind, object_kind, field, path, from_state| Some(Heard { kind, object_kind, field, path, from_state });
    match topic {
        "plan.submitted" => of("register-kind-plan", "plan", "plan", "/stadsdelsplaner/", false),
        "report.submitted" => of("register-kind-report", "report", "report", "/redovisningar/", false),
        "cooperation.reported" => of("register-kind-cooperation", "cooperation", "cooperation", "/samverkan/", false),
        "agreement.in_force" => of("register-kind-agreement", "agreement", "agreement", "/avtal/", true),
        "evaluation.registered" => of("register-kind-evaluation", "evaluation", "evaluation", "/utvarderingar/", false),
        "compilation.frozen" => of("register-kind-compilation", "compilation", "compilation", "/sammanstallning/", true),
        _ => None,
    }
}

/// Registers what a room tells of: at the sender's authority as sent, at the recipient's as received.
///
/// # Errors
/// What the engine says.
pub async fn hear(tx: &mut Tx, topic: &str, payload: &Value) -> Result<(), Refusal> {
    let Some(heard) = heard(topic) else { return Ok(()) };
    let Some(object_id) = payload[heard.field].as_str().or_else(|| payload["slug"].as_str()) else { return Ok(()) };
    let version = payload["version"].as_i64().unwrap_or(1);
    let title = payload["title"].as_str().unwrap_or(object_id).to_owned();
    let (state_series, state) = series_of_state();
    let municipality = match payload["municipality"].as_str() {
        Some(code) => place::store::municipality(tx, code).await?,
        None => None,
    };
    let local = municipality.map(|m| (m.code, m.agreement_name));
    let (sender, recipient) = match &local {
        Some((_, name)) if heard.from_state => (state.clone(), name.clone()),
        Some((_, name)) => (name.clone(), state.clone()),
        None => (state.clone(), String::new()),
    };
    let filing = |series: String, authority: String, direction| Filing {
        series,
        authority,
        direction,
        kind: heard.kind,
        title: title.clone(),
        sender: sender.clone(),
        recipient: recipient.clone(),
        object_kind: heard.object_kind,
        object_id: object_id.to_owned(),
        object_version: version,
        address: format!("{}{object_id}", heard.path),
    };
    let at_state = match (&local, heard.from_state) {
        (None, _) => Direction::DrawnUp,
        (Some(_), true) => Direction::Sent,
        (Some(_), false) => Direction::Received,
    };
    file(tx, &filing(state_series, state.clone(), at_state)).await?;
    if let Some((code, name)) = local {
        let direction = if heard.from_state { Direction::Received } else { Direction::Sent };
        file(tx, &filing(code, name, direction)).await?;
    }
    Ok(())
}
