//! `stadsdel demo`: the whole programme in a folder of its own, in the middle of November 2011.
//!
//! People are called by their role; every figure is synthetic and says so. The story is told by the rooms, each through its own verbs, in order of day.

use crate::{config, wiring, worker};
use agreements::{place, programme};
use anyhow::Context;
use chrono::NaiveDate;
use platform::access::{self, Act, Assignment, Caller, Role, Scope};
use platform::clock::Clock;
use platform::demo::{Cast, Step};
use platform::web::{App, Demo, DemoPerson};
use platform::{Conn, Db, Tx};
use serde_json::json;
use sqlx::Row;
use std::path::Path;
use std::sync::Arc;

/// Everybody's password in the demo; shown on the sign-in page.
pub const PASSWORD: &str = "stadsdel";
static SEED: Act = Act::of("demo.seed", &[]);

/// The demo's today when it is first started: two weeks before the report is due.
pub fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2011, 11, 14).unwrap_or_default()
}

/// Opens the demo in `folder`: goes on where it was, or sets it up. `day` moves its today.
///
/// # Errors
/// When the folder cannot be written, or the story cannot be told.
pub async fn open(folder: &Path, day: Option<NaiveDate>, afresh: bool) -> anyhow::Result<App> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let file = folder.join("stadsdel.sqlite3");
    if afresh || !is_set_up(&file).await {
        clear(&file)?;
        set_up_apart(&file).await?;
    }
    let db = Db::connect(&config::sqlite_file(&file), Clock::default()).await?;
    db.migrate().await?;
    let clock = settle_clock(&db, day).await?;
    let mut app = wiring::app(db.with_clock(clock))?;
    app.demo = Some(Arc::new(Demo { password: PASSWORD.into(), people: shown_people() }));
    Ok(app)
}

/// True when the story has been told to its end here; a set-up that was cut off starts over.
async fn is_set_up(file: &Path) -> bool {
    if !file.exists() {
        return false;
    }
    let Ok(db) = Db::connect(&config::sqlite_file(file), Clock::default()).await else { return false };
    let told = async { setting(&mut *db.read().await?, "demo-told").await }.await;
    db.close().await;
    matches!(told, Ok(Some(_)))
}

fn clear(file: &Path) -> anyhow::Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let path = file.with_file_name(format!("{}{ending}", file.file_name().unwrap_or_default().to_string_lossy()));
        if path.exists() {
            std::fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

/// [`set_up`] on a thread of its own that keeps to one core. The story is thousands of short queries, each handed from this thread to SQLite's and
/// back; on one core that is a switch, across two it is the wake-up of a sleeping one, which costs more than the query.
async fn set_up_apart(file: &Path) -> anyhow::Result<()> {
    let file = file.to_path_buf();
    let (done, told) = tokio::sync::oneshot::channel();
    std::thread::Builder::new().name("set-up".into()).spawn(move || {
        keep_to_one_core();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let _ = done.send(runtime.map_err(anyhow::Error::from).and_then(|runtime| runtime.block_on(set_up(&file))));
    })?;
    told.await.context("the demo's set-up was cut off")?
}

/// This thread and those it starts. Where the system does not let us, the story takes longer and is the same.
fn keep_to_one_core() {
    #[cfg(target_os = "linux")]
    {
        let mut here = rustix::thread::CpuSet::new();
        here.set(rustix::thread::sched_getcpu());
        let _ = rustix::thread::sched_setaffinity(None, &here);
    }
}

async fn set_up(file: &Path) -> anyhow::Result<()> {
    let db = Db::connect(&config::sqlite_file(file), Clock::default()).await?;
    db.migrate().await?;
    let first = db.with_clock(morning(2010, 12, 9, 0));
    let mut tx = first.write(&Caller::system()).await?;
    programme::actions::load(&mut tx).await?;
    let cast = people(&mut tx).await?;
    tx.save().await?;
    tell(&db, cast).await?;
    let mut tx = db.with_clock(morning(2011, 11, 11, 600)).write(&Caller::system()).await?;
    set(&mut tx, "demo-told", "1").await?;
    let mandate = Caller::system().mandate(&SEED, Scope::Nation)?;
    tx.record(&mandate, "demo", "story", json!({ "told": true }));
    tx.save().await?;
    db.close().await;
    Ok(())
}

/// A clock at eight in the morning and some minutes, on a day.
fn morning(year: i32, month: u32, day: u32, minutes: i64) -> Clock {
    let start = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    Clock::at(start.and_hms_opt(8, 0, 0).unwrap_or_default() + chrono::Duration::minutes(minutes))
}

async fn tell(db: &Db, cast: Cast) -> anyhow::Result<()> {
    let earliest = NaiveDate::from_ymd_opt(2010, 12, 9).unwrap_or_default();
    let mut steps = wiring::story();
    steps.push(statistics_step());
    for step in &mut steps {
        step.on = step.on.max(earliest);
    }
    steps.sort_by_key(|step| step.on);
    let (mut on, mut minutes) = (earliest, 5);
    for step in steps {
        minutes = if step.on == on { minutes + 3 } else { 5 };
        on = step.on;
        let there = db.with_clock(Clock::at(on.and_hms_opt(8, 0, 0).unwrap_or_default() + chrono::Duration::minutes(minutes)));
        (step.run)(there.clone(), cast.clone()).await.with_context(|| format!("demo, {}: {}", step.on, step.what))?;
        worker::drain(&there).await.with_context(|| format!("demo, after {}: {}", step.on, step.what))?;
    }
    Ok(())
}

/// The synthetic statistics come from the generator itself, in time for the plans; nobody is made to answer for them.
fn statistics_step() -> Step {
    Step::new((2011, 8, 15), "synthetic statistics", |db, _| async move {
        let mut tx = db.write(&Caller::system()).await?;
        figures::statistics::actions::load_synthetic(&mut tx).await?;
        tx.save().await
    })
}

/// The clock goes on from where it was; `--clock` moves it.
async fn settle_clock(db: &Db, day: Option<NaiveDate>) -> anyhow::Result<Clock> {
    let kept = setting(&mut *db.read().await?, "clock-shift").await?.and_then(|text| text.parse().ok()).map(Clock::shifted);
    let clock = match (day, kept) {
        (Some(day), _) => Clock::starting(day),
        (None, Some(kept)) => kept,
        (None, None) => Clock::starting(first_day()),
    };
    let mut tx = db.with_clock(clock).write(&Caller::system()).await?;
    set(&mut tx, "clock-shift", &clock.shift_seconds().to_string()).await?;
    let mandate = Caller::system().mandate(&SEED, Scope::Nation)?;
    tx.record(&mandate, "demo", "clock", json!({ "today": tx.today().to_string() }));
    tx.save().await?;
    Ok(clock)
}

async fn setting(conn: &mut Conn, key: &str) -> anyhow::Result<Option<String>> {
    let row = sqlx::query("SELECT value FROM setting WHERE key = $1").bind(key.to_owned()).fetch_optional(conn).await?;
    Ok(row.map(|r| r.get(0)))
}

async fn set(tx: &mut Tx, key: &str, value: &str) -> sqlx::Result<()> {
    let sql = "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2";
    sqlx::query(sql).bind(key.to_owned()).bind(value.to_owned()).execute(&mut **tx).await.map(drop)
}

/// A person of the demo before it has an account.
struct Part {
    login: String,
    name: String,
    role: Role,
    organisation: (String, String),
    municipality: Option<String>,
}

/// Gives every part an account; the password is hashed once, since all share it.
async fn people(tx: &mut Tx) -> anyhow::Result<Cast> {
    let hash = access::hash_password(PASSWORD)?;
    let mut cast = Vec::new();
    let parts = parts(&place::store::municipalities(tx).await?);
    for part in &parts {
        let id = access::add_account(tx, &part.login, &part.name, &hash).await?;
        let held = Assignment {
            role: part.role,
            organisation_id: part.organisation.0.clone(),
            organisation_name: part.organisation.1.clone(),
            municipality_code: part.municipality.clone(),
        };
        access::assign(tx, &id, &held).await?;
        cast.push((part.login.clone(), Caller::person(id, part.name.clone(), vec![held])));
    }
    let mandate = Caller::system().mandate(&SEED, Scope::Nation)?;
    tx.record(&mandate, "demo", "cast", json!({ "accounts": parts.len() }));
    Ok(Cast(Arc::new(cast)))
}

const STATE: [(&str, &str, Role); 5] = [
    ("handlaggare", "Regeringskansliets handläggare", Role::StateOfficer),
    ("statsrad", "Statsrådets ställföreträdare", Role::StateSignatory),
    ("statistiker", "Statistikleverantören", Role::Statistician),
    ("utvarderare", "Utvärderaren", Role::Evaluator),
    ("administrator", "Administratören", Role::Administrator),
];
const LOCAL: [(&str, &str, Role); 3] = [
    ("samordnare", "Samordnaren i", Role::Coordinator),
    ("attestant", "Attestanten i", Role::Certifier),
    ("sekreterare", "Kommunstyrelsens sekreterare i", Role::BoardSecretary),
];
const AGENCIES: [(&str, &str); 2] = [("arbetsformedlingen", "Arbetsförmedlingen"), ("forsakringskassan", "Försäkringskassan")];
const WITH_AGENCIES: [&str; 3] = ["0127", "1480", "1280"];

fn parts(municipalities: &[place::rules::Municipality]) -> Vec<Part> {
    let government = || ("regeringskansliet".to_owned(), "Regeringskansliet".to_owned());
    let mut parts: Vec<_> = STATE
        .iter()
        .map(|(login, name, role)| Part {
            login: (*login).into(),
            name: (*name).into(),
            role: *role,
            organisation: government(),
            municipality: None,
        })
        .collect();
    for m in municipalities {
        parts.extend(LOCAL.iter().map(|(login, name, role)| Part {
            login: format!("{login}-{}", m.slug),
            name: format!("{name} {}", m.name),
            role: *role,
            organisation: (format!("kommun-{}", m.code), m.agreement_name.clone()),
            municipality: Some(m.code.clone()),
        }));
        if WITH_AGENCIES.contains(&m.code.as_str()) {
            parts.extend(AGENCIES.iter().map(|(id, name)| Part {
                login: format!("{id}-{}", m.slug),
                name: format!("{name} i {}", m.name),
                role: Role::Agency,
                organisation: ((*id).into(), (*name).into()),
                municipality: Some(m.code.clone()),
            }));
        }
        if m.code == "0127" {
            parts.push(housing_company(m));
        }
    }
    parts
}

fn housing_company(m: &place::rules::Municipality) -> Part {
    Part {
        login: format!("bostadsbolag-{}", m.slug),
        name: "Bostadsbolaget (påhittat)".into(),
        role: Role::Partner,
        organisation: ("demobostader-botkyrka".into(), "Demobostäder i Botkyrka (påhittad)".into()),
        municipality: Some(m.code.clone()),
    }
}

/// Who is shown on the sign-in page; the others are named the same way in their own municipality.
fn shown_people() -> Vec<DemoPerson> {
    let shown = [
        ("samordnare-botkyrka", "Samordnaren i Botkyrka", "demo-try-coordinator"),
        ("attestant-botkyrka", "Attestanten i Botkyrka", "demo-try-certifier"),
        ("sekreterare-botkyrka", "Kommunstyrelsens sekreterare i Botkyrka", "demo-try-secretary"),
        ("handlaggare", "Regeringskansliets handläggare", "demo-try-officer"),
        ("statsrad", "Statsrådets ställföreträdare", "demo-try-signatory"),
        ("samordnare-lulea", "Samordnaren i Luleå", "demo-try-deliberation"),
        ("sekreterare-nacka", "Kommunstyrelsens sekreterare i Nacka", "demo-try-board"),
        ("arbetsformedlingen-botkyrka", "Arbetsförmedlingen i Botkyrka", "demo-try-agency"),
        ("bostadsbolag-botkyrka", "Bostadsbolaget i Botkyrka (påhittat)", "demo-try-partner"),
        ("statistiker", "Statistikleverantören", "demo-try-statistician"),
        ("utvarderare", "Utvärderaren", "demo-try-evaluator"),
        ("administrator", "Administratören", "demo-try-administrator"),
    ];
    let person = |(login, name, key): (&str, &str, &str)| DemoPerson { login: login.into(), name: name.into(), try_key: key.into() };
    shown.into_iter().map(person).collect()
}

/// The clock that a demo's database keeps; the machine's own for any other.
///
/// # Errors
/// What the engine says.
pub async fn kept_clock(db: &Db) -> anyhow::Result<Clock> {
    let kept = setting(&mut *db.read().await?, "clock-shift").await.ok().flatten();
    Ok(kept.and_then(|text| text.parse().ok()).map_or_else(Clock::default, Clock::shifted))
}
