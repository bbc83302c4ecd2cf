//! 38 district reports and the compilation as PDF, beside weasyprint making tables and charts of the same kind, in the same run.

use super::{Demo, folder, median, python};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Three turns each.
///
/// # Errors
/// When the demo or the peer cannot run.
pub fn run(binary: &Path) -> anyhow::Result<()> {
    let place = folder("pdf");
    let (mut demo, _) = Demo::start(binary, &place)?;
    demo.keep = true;
    drop(demo);
    let peer = python(&["weasyprint"])?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        ours.push(timed(Command::new(binary).args(["report", "bench", "--database"]).arg(place.join("stadsdel.sqlite3")))?);
        theirs.push(timed(Command::new(&peer).args(["-c", WEASYPRINT]))?);
    }
    let _ = std::fs::remove_dir_all(&place);
    let (own, peer) = (median(&mut ours), median(&mut theirs));
    println!("38 district reports + compilation as PDF: stadsdel {own:.2} s (goal < 5 s)");
    println!("  weasyprint, 38 chapters with tables and charts {peer:>8.2} s   ratio {:.1} ×", peer / own);
    Ok(())
}

fn timed(command: &mut Command) -> anyhow::Result<f64> {
    let begun = Instant::now();
    let status = command.stdout(std::process::Stdio::null()).status()?;
    anyhow::ensure!(status.success(), "{command:?} ended with {status}");
    Ok(begun.elapsed().as_secs_f64())
}

/// A chapter per district: heading, text, four line charts as SVG, a table of 24 rows and 8 years.
const WEASYPRINT: &str = include_str!("../../peers/weasyprint_chapters.py");
