//! Observations read into a fresh SQLite file, beside sqlite-utils and pandas doing their plainest version of the same, in the same run.

use super::{folder, median, python};
use std::fs;
use std::process::Command;
use std::time::Instant;

/// 158,400 rows five times, 5.5 million once each.
///
/// # Errors
/// When the bench binary or a peer cannot run.
pub fn run() -> anyhow::Result<()> {
    let place = folder("import");
    fs::create_dir_all(&place)?;
    let peers = python(&["sqlite-utils", "pandas"])?;
    for (size, turns) in [("small", 5), ("large", 1)] {
        let file = place.join(format!("{size}.csv"));
        bench(&["write", size, &file.to_string_lossy()])?;
        let (mut rows, mut ours) = (0.0, Vec::new());
        let mut theirs = [Vec::new(), Vec::new()];
        for _ in 0..turns {
            let said = bench(&["read", &file.to_string_lossy()])?;
            rows = figure(&said, "rows ")?;
            ours.push(figure(&said, "seconds ")?);
            for (code, times) in [SQLITE_UTILS, PANDAS].iter().zip(&mut theirs) {
                times.push(timed(Command::new(&peers).args(["-c", code]).arg(&file).arg(place.join("peer.db")))?);
                let _ = fs::remove_file(place.join("peer.db"));
            }
        }
        let own = median(&mut ours);
        println!("import of {rows} rows: stadsdel {own:.2} s ({:.0} rows/s)", rows / own);
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

/// What the importer's own bench says when it is asked to write or read a file.
fn bench(words: &[&str]) -> anyhow::Result<String> {
    let bench = ["bench", "--quiet", "--package", "figures", "--bench", "import", "--"];
    let output = crate::shell::command("cargo", &bench).args(words).output()?;
    anyhow::ensure!(output.status.success(), "the import bench said: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The figure on the line that begins so.
fn figure(said: &str, name: &str) -> anyhow::Result<f64> {
    let found = said.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok());
    found.ok_or_else(|| anyhow::anyhow!("the import bench gave no {name:?}: {said}"))
}
