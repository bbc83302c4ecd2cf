//! How fast a file comes in: 158,400 rows and about five million, into a fresh SQLite file.
//!
//! `cargo bench -p figures` runs both; `cargo bench -p figures -- small` the smaller alone. Each is taken in, then taken in again, which changes
//! nothing; and the demo's figures are loaded. Prints rows a second and the process's greatest memory.
//! `-- write small|large FILE` writes the file, for a peer to read too; `-- read FILE` takes one in and prints its rows and seconds.

use figures::indicator;
use figures::statistics::actions::{self, File};
use figures::statistics::store;
use platform::Db;
use platform::access::Caller;
use platform::clock::Clock;
use std::fmt::Write;
use std::path::PathBuf;
use std::time::Instant;

/// Areas outside the districts, years and groups of an indicator; ten indicators each.
struct Size {
    areas: usize,
    years: std::ops::RangeInclusive<i32>,
    groups: usize,
}

const SMALL: Size = Size { areas: 720, years: 1990..=2011, groups: 1 };
const LARGE: Size = Size { areas: 9_200, years: 1988..=2010, groups: 3 };

impl Size {
    fn codes(&self) -> impl Iterator<Item = String> {
        (0..self.areas).map(|n| format!("{:04}{:04}", 3000 + n / 1000, n % 1000 + 1))
    }
}

fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match words[..] {
            ["write", "small", path] => Ok(std::fs::write(path, file(&SMALL))?),
            ["write", "large", path] => Ok(std::fs::write(path, file(&LARGE))?),
            ["read", path] => read(path).await,
            ["small"] => run("small", &SMALL).await,
            _ => {
                demo().await?;
                run("small", &SMALL).await?;
                run("large", &LARGE).await
            }
        }
    })
}

/// Takes a written file into a fresh database; the seconds are those of the import alone.
async fn read(path: &str) -> anyhow::Result<()> {
    let (db, place) = fresh("read").await?;
    admit(&db, &LARGE).await?;
    let bytes = std::fs::read(path)?;
    let start = Instant::now();
    let rows = taken_in(&db, bytes).await?;
    println!("rows {rows}\nseconds {}", start.elapsed().as_secs_f64());
    done(&db, &place).await
}

async fn taken_in(db: &Db, bytes: Vec<u8>) -> anyhow::Result<u64> {
    let file = File { name: "bench.csv".into(), bytes: bytes.into(), synthetic: true };
    let outcome = actions::import_file(db, &Caller::system(), file, false).await?;
    anyhow::ensure!(outcome.is_clean(), "{:?}", outcome.faults.first());
    Ok(outcome.rows)
}

/// A database of its own in the temporary folder, with places and registry.
async fn fresh(name: &str) -> anyhow::Result<(Db, PathBuf)> {
    let path = std::env::temp_dir().join(format!("stadsdel-bench-{}-{name}.sqlite3", std::process::id()));
    let day = chrono::NaiveDate::from_ymd_opt(2011, 11, 14).unwrap_or_default();
    let db = Db::connect(&format!("sqlite://{}?mode=rwc", path.display()), Clock::starting(day)).await?;
    db.migrate().await?;
    agreements::programme::actions::ensure(&db).await?;
    Ok((db, path))
}

async fn demo() -> anyhow::Result<()> {
    let (db, path) = fresh("demo").await?;
    let start = Instant::now();
    let mut tx = db.write(&Caller::system()).await?;
    let outcome = actions::load_synthetic(&mut tx).await?;
    tx.save().await?;
    report("the demo's figures", outcome.rows, start);
    done(&db, &path).await
}

/// Makes a size's areas known, with the registry.
async fn admit(db: &Db, size: &Size) -> anyhow::Result<()> {
    let mut tx = db.write(&Caller::system()).await?;
    indicator::actions::load(&mut tx).await?;
    let admitted: Vec<_> = size.codes().map(|code| ("SAMS".to_owned(), code.clone(), code[..4].to_owned())).collect();
    store::admit_areas(&mut tx, &admitted).await?;
    tx.save().await
}

async fn run(name: &str, size: &Size) -> anyhow::Result<()> {
    let (db, path) = fresh(name).await?;
    admit(&db, size).await?;
    let csv = file(size);
    for what in ["taken in", "taken in again"] {
        let start = Instant::now();
        let rows = taken_in(&db, csv.clone()).await?;
        report(&format!("{name}, {what}"), rows, start);
    }
    done(&db, &path).await
}

fn file(size: &Size) -> Vec<u8> {
    let mut out = String::from(figures::statistics::export::HEADER);
    let mut draw = 88_172_645_463_325_252u64;
    for code in size.codes() {
        for year in size.years.clone() {
            for i in indicator::source::indicators() {
                for group in i.groups.iter().take(size.groups) {
                    draw ^= draw << 13;
                    draw ^= draw >> 7;
                    draw ^= draw << 17;
                    let n = 40 + draw % 2000;
                    let _ = write!(out, "{code};{year};{};{group};{};{n};;\r\n", i.key, draw / 7 % n);
                }
            }
        }
    }
    out.into_bytes()
}

fn report(what: &str, rows: u64, start: Instant) {
    let seconds = start.elapsed().as_secs_f64();
    println!("{what}: {rows} rows in {seconds:.3} s, {:.0} rows/s, greatest memory {} MB", rows as f64 / seconds, memory());
}

/// Greatest resident memory of this process in megabytes; 0 where the system does not tell.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}

async fn done(db: &Db, path: &std::path::Path) -> anyhow::Result<()> {
    db.close().await;
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    Ok(())
}
