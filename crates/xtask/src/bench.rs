//! Figures for the README: each with machine, median and, where a peer is named, the ratio in the same run. Never a test: a slow day fails nothing.

mod build;
mod effect;
mod http;
mod import;
mod pdf;
mod serve;
mod start;

use anyhow::{Context, bail};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Runs one bench, or all but `build`.
///
/// # Errors
/// When the bench is unknown or cannot run.
pub fn run(what: Option<&str>) -> anyhow::Result<()> {
    println!("{}", machine());
    match what {
        Some("build") => build::run(),
        Some("start") => start::run(&release()?),
        Some("serve") => serve::run(&release()?),
        Some("import") => import::run(),
        Some("pdf") => pdf::run(&release()?),
        Some("effect") => effect::run(),
        None => {
            let binary = release()?;
            start::run(&binary)?;
            serve::run(&binary)?;
            import::run()?;
            pdf::run(&binary)?;
            effect::run()
        }
        Some(other) => bail!("there is no bench {other:?}; hint: start | serve | import | pdf | effect | build"),
    }
}

/// Processor, cores and day, for the line above the figures.
fn machine() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("unknown processor", |m| m.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let day =
        Command::new("date").arg("+%Y-%m-%d").output().map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned()).unwrap_or_default();
    format!("machine: {model}, {cores} cores; {day}")
}

/// The release binary, built first.
fn release() -> anyhow::Result<PathBuf> {
    crate::shell::run("cargo", &["build", "--release", "--package", "stadsdel"])?;
    Ok(crate::shell::root().join("target/release/stadsdel"))
}

/// The middle of the values.
fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// A demo in a folder of its own, stopped and removed when dropped.
struct Demo {
    child: Child,
    address: String,
    folder: PathBuf,
    keep: bool,
}

impl Demo {
    /// Starts the binary and waits for its first page; returns how long that took.
    fn start(binary: &Path, folder: &Path) -> anyhow::Result<(Self, Duration)> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = format!("127.0.0.1:{port}");
        let begun = Instant::now();
        let child = Command::new(binary)
            .args(["demo", "--listen", &address, "--dir"])
            .arg(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", binary.display()))?;
        let demo = Self { child, address, folder: folder.to_path_buf(), keep: false };
        loop {
            if http::get(&demo.address, "/").is_ok_and(|status| status == 200) {
                return Ok((demo, begun.elapsed()));
            }
            if begun.elapsed() > Duration::from_secs(60) {
                bail!("the demo did not answer within a minute");
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Resident memory, MB.
    fn resident(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let kilobytes =
            status.lines().find_map(|l| l.strip_prefix("VmRSS:")).and_then(|l| l.split_whitespace().next()?.parse::<f64>().ok());
        kilobytes.unwrap_or(f64::NAN) / 1024.0
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if !self.keep {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

fn folder(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("stadsdel-bench-{name}-{}", std::process::id()))
}

/// A Python with these packages, in an environment of its own under `target`; installs them the first time.
fn python(packages: &[&str]) -> anyhow::Result<PathBuf> {
    let home = crate::shell::root().join("target/bench-python");
    let program = home.join("bin/python");
    if !program.exists() {
        crate::shell::run("python3", &["-m", "venv", &home.to_string_lossy()])?;
    }
    let mut install = vec!["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    install.extend(packages);
    crate::shell::run(&program.to_string_lossy(), &install)?;
    Ok(program)
}
