//! A private PostgreSQL for the tests: its own folder, its own port, gone when the run ends.

use crate::shell;
use anyhow::{Context, bail};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A running cluster; dropped, it stops and leaves nothing.
pub struct Cluster {
    bin: PathBuf,
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    /// Starts one, installing PostgreSQL first where that is allowed.
    ///
    /// # Errors
    /// When PostgreSQL is not to be had or does not start.
    pub fn start() -> anyhow::Result<Self> {
        shell::need(|| binaries().is_some(), &["postgresql"])?;
        let bin = binaries().context("PostgreSQL's programs under /usr/lib/postgresql")?;
        let folder = std::env::temp_dir().join(format!("stadsdel-postgres-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder)?;
        let cluster = Self { bin, folder, port: free_port()? };
        if shell::is_root() {
            cluster.done(Command::new("chown").arg("postgres").arg(&cluster.folder))?;
        }
        println!("\n==> PostgreSQL in a private cluster, port {}", cluster.port);
        cluster.as_owner(&format!("{} -D {} -A trust -U stadsdel", cluster.bin.join("initdb").display(), cluster.data().display()))?;
        let options = format!(
            "-p {} -k {} -c fsync=off -c max_connections=300 -c listen_addresses=127.0.0.1",
            cluster.port,
            cluster.folder.display()
        );
        let log = cluster.folder.join("log");
        cluster.as_owner(&format!(
            "{} -w -D {} -l {} -o '{options}' start",
            cluster.bin.join("pg_ctl").display(),
            cluster.data().display(),
            log.display()
        ))?;
        Ok(cluster)
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("postgres://stadsdel@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// PostgreSQL will not run as root; there it runs as the package's own user.
    fn as_owner(&self, line: &str) -> anyhow::Result<()> {
        let mut command = if shell::is_root() { Command::new("su") } else { Command::new("sh") };
        if shell::is_root() {
            command.args(["postgres", "-s", "/bin/sh"]);
        }
        self.done(command.args(["-c", line]).current_dir("/"))
    }

    fn done(&self, command: &mut Command) -> anyhow::Result<()> {
        let output = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::inherit()).status()?;
        if !output.success() {
            bail!("{command:?} ended with {output}");
        }
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let stop = format!("{} -m immediate -D {} stop", self.bin.join("pg_ctl").display(), self.data().display());
        let _ = self.as_owner(&stop);
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The newest version's programs.
fn binaries() -> Option<PathBuf> {
    let mut found: Vec<_> =
        fs::read_dir("/usr/lib/postgresql").ok()?.flatten().map(|e| e.path().join("bin")).filter(|p| is_whole(p)).collect();
    found.sort();
    found.pop()
}

fn is_whole(bin: &Path) -> bool {
    bin.join("initdb").exists() && bin.join("pg_ctl").exists()
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
