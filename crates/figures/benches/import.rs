//! How fast a file comes in: 158,400 rows and about five million, into a fresh SQLite file.
//!
//! `cargo bench -p figures` runs both; `cargo bench -p figures -- small` the smaller alone. Each is taken in, then taken in again, which changes
//! nothing; and the demo's figures are loaded. Prints rows a second and the process's greatest memory.

use figures::indicator;
use figures::statistics::actions::{self, File};
use figures::statistics::store;
use platform::Db;
use platform::access::Caller;
use platform::clock::Clock;
use std::fmt::Write;
use std::path::PathBuf;
use std::time::Instant;

fn main() -> anyhow::Result<()> {
    let small_only = std::env::args().any(|a| a == "small");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        demo().await?;
        run("small", 720, 1990..=2011, 1).await?;
        if !small_only {
            run("large", 9_200, 1988..=2010, 3).await?;
        }
        Ok(())
    })
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

/// `areas` areas outside the districts × ten indicators × years × groups.
async fn run(name: &str, areas: usize, years: std::ops::RangeInclusive<i32>, groups: usize) -> anyhow::Result<()> {
    let (db, path) = fresh(name).await?;
    let mut tx = db.write(&Caller::system()).await?;
    indicator::actions::load(&mut tx).await?;
    let codes: Vec<String> = (0..areas).map(|n| format!("{:04}{:04}", 3000 + n / 1000, n % 1000 + 1)).collect();
    let admitted: Vec<_> = codes.iter().map(|code| ("SAMS".to_owned(), code.clone(), code[..4].to_owned())).collect();
    store::admit_areas(&mut tx, &admitted).await?;
    tx.save().await?;
    let csv = file(&codes, years, groups);
    for what in ["taken in", "taken in again"] {
        let start = Instant::now();
        let file = File { name: "bench.csv".into(), bytes: csv.clone().into(), synthetic: true };
        let outcome = actions::import_file(&db, &Caller::system(), file, false).await?;
        anyhow::ensure!(outcome.is_clean(), "{:?}", outcome.faults.first());
        report(&format!("{name}, {what}"), outcome.rows, start);
    }
    done(&db, &path).await
}

fn file(codes: &[String], years: std::ops::RangeInclusive<i32>, groups: usize) -> Vec<u8> {
    let mut out = String::from(figures::statistics::export::HEADER);
    let mut draw = 88_172_645_463_325_252u64;
    for code in codes {
        for year in years.clone() {
            for i in indicator::source::indicators() {
                for group in i.groups.iter().take(groups) {
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
