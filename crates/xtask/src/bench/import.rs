//! Observations read into a fresh SQLite file, beside sqlite-utils and pandas doing their plainest version of the same, in the same run.

use super::{folder, median, python};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const INDICATORS: [&str; 10] = [
    "forvarvsarbetande",
    "langvarigt_forsorjningsstod",
    "oppet_arbetslosa",
    "gymnasiebehorighet",
    "fullfoljd_gymnasieutbildning",
    "anmalda_valdsbrott",
    "trygg_utomhus",
    "nystartade_foretag",
    "ohalsotal",
    "kvarboende",
];

/// 158,400 rows five times, 5 million once each.
///
/// # Errors
/// When the bench binary or a peer cannot run.
pub fn run() -> anyhow::Result<()> {
    let place = folder("import");
    fs::create_dir_all(&place)?;
    let peers = python(&["sqlite-utils", "pandas"])?;
    crate::shell::run("cargo", &["build", "--release", "--package", "figures", "--bench", "import"])?;
    for (rows, turns) in [(158_400usize, 5), (5_000_000, 1)] {
        let file = place.join(format!("{rows}.csv"));
        write_rows(&file, rows)?;
        let mut ours = Vec::new();
        let mut theirs = [Vec::new(), Vec::new()];
        for _ in 0..turns {
            ours.push(own(&file, &place)?);
            theirs[0].push(timed(Command::new(&peers).args(["-c", SQLITE_UTILS]).arg(&file).arg(place.join("peer.db")))?);
            let _ = fs::remove_file(place.join("peer.db"));
            theirs[1].push(timed(Command::new(&peers).args(["-c", PANDAS]).arg(&file).arg(place.join("peer.db")))?);
            let _ = fs::remove_file(place.join("peer.db"));
        }
        let own = median(&mut ours);
        println!("import of {rows} rows: stadsdel {own:.2} s ({:.0} rows/s)", rows as f64 / own);
        for (name, times) in ["sqlite-utils insert", "pandas read_csv + to_sql"].iter().zip(&mut theirs) {
            let peer = median(times);
            println!("  {name:<26} {peer:>8.2} s   ratio {:.1} ×", peer / own);
        }
    }
    let _ = fs::remove_dir_all(&place);
    Ok(())
}

const SQLITE_UTILS: &str = "import sys, subprocess; subprocess.check_call([sys.executable, '-m', 'sqlite_utils', 'insert', sys.argv[2], 'observation', sys.argv[1], '--csv', '--delimiter', ';'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)";
const PANDAS: &str = "import sys, sqlite3, pandas as pd; d = pd.read_csv(sys.argv[1], sep=';', dtype={'omrade': str}); c = sqlite3.connect(sys.argv[2]); d.to_sql('observation', c, index=False); c.commit()";

fn timed(command: &mut Command) -> anyhow::Result<f64> {
    let begun = Instant::now();
    let status = command.status()?;
    anyhow::ensure!(status.success(), "{command:?} ended with {status}");
    Ok(begun.elapsed().as_secs_f64())
}

/// Our importer on the same file; the bench binary prints the seconds of the import itself and checks the row count.
fn own(file: &Path, place: &Path) -> anyhow::Result<f64> {
    let database = place.join("own.sqlite3");
    let root = crate::shell::root();
    let output = Command::new("cargo")
        .args(["bench", "--quiet", "--package", "figures", "--bench", "import", "--"])
        .arg(file)
        .arg(&database)
        .current_dir(root)
        .output()?;
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{ending}", database.display()));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let seconds = text.lines().find_map(|line| line.strip_prefix("seconds ")).and_then(|s| s.trim().parse().ok());
    seconds.ok_or_else(|| anyhow::anyhow!("the import bench said: {text} {}", String::from_utf8_lossy(&output.stderr)))
}

/// A file of observations for many made-up SAMS areas of the 21 municipalities, years 1990 onwards.
fn write_rows(file: &Path, rows: usize) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(fs::File::create(file)?);
    writeln!(out, "omrade;ar;indikator;grupp;taljare;namnare;status")?;
    let mut written = 0;
    for area in 1.. {
        for year in 1990..2012 {
            for indicator in INDICATORS {
                for group in ["alla", "kvinnor", "man"] {
                    let n = 400 + (area * 7 + year * 3) % 900;
                    let x = n * (40 + area % 30) / 100;
                    writeln!(out, "0127{area:04};{year};{indicator};{group};{x};{n};")?;
                    written += 1;
                    if written == rows {
                        return Ok(());
                    }
                }
            }
        }
    }
    Ok(())
}
