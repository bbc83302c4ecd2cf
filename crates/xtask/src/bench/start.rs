//! From the binary's start to the first page, and the memory it then holds.

use super::{Demo, folder, median};
use std::path::Path;

/// Five first starts in new folders, five later starts in one that is set up.
///
/// # Errors
/// When the demo does not answer.
pub fn run(binary: &Path) -> anyhow::Result<()> {
    let (mut first, mut later, mut memory) = (Vec::new(), Vec::new(), Vec::new());
    for turn in 0..5 {
        let place = folder(&format!("start-{turn}"));
        let (mut demo, took) = Demo::start(binary, &place)?;
        first.push(took.as_secs_f64());
        demo.keep = true;
        drop(demo);
        let (demo, took) = Demo::start(binary, &place)?;
        later.push(took.as_secs_f64());
        memory.push(demo.resident());
    }
    println!("first demo start → page   median {:.3} s   (goal < 1 s)", median(&mut first));
    println!("later demo start → page   median {:.3} s   (goal < 0.2 s)", median(&mut later));
    println!("resident after one page   median {:.1} MB  (goal < 50 MB)", median(&mut memory));
    Ok(())
}
